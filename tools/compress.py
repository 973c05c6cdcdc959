"""Lays a packed copy (.gz) beside every file of a site that packs well: `python -m tools.compress SITE`.

The servers of deploy/ send it instead of packing the file at every visit. The same site gives the same bytes.
"""

import gzip
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from tools import headers

# What fits in one packet does not get there any sooner.
AT_LEAST = 1024

_ENDINGS = {f".{ending}" for media in headers.MEDIA if media.packs for ending in media.endings}


def packed(data: bytes) -> bytes | None:
    """Pack `data`, or give None when that is not worth a file."""
    if len(data) < AT_LEAST:
        return None
    # Without a time and a name in it, the packed file depends on nothing but what is packed.
    result = gzip.compress(data, compresslevel=9, mtime=0)
    return result if len(result) < len(data) else None


def compress(site: Path) -> tuple[int, int]:
    """Make the packed copies below `site` right. Gives how many there are, and how many bytes they save.

    A copy whose file is gone or need not be packed any more is removed: a server would go on sending it.
    """
    made, saved = 0, 0
    for path in sorted(site.rglob("*")):
        if path.suffix == ".gz" and path.with_suffix("").suffix in _ENDINGS and not path.with_suffix("").is_file():
            path.unlink()
        if path.suffix not in _ENDINGS or not path.is_file():
            continue
        data, copy = path.read_bytes(), path.with_name(f"{path.name}.gz")
        result = packed(data)
        if result is None:
            copy.unlink(missing_ok=True)
            continue
        # A server may be reading: it must find the old copy or the new one, and never half of it.
        fresh = path.with_name(f"{path.name}.gz.new")
        fresh.write_bytes(result)
        # Servers tell by the time whether a browser's copy is still good; both forms must have the same.
        stat = path.stat()
        os.utime(fresh, ns=(stat.st_atime_ns, stat.st_mtime_ns))
        fresh.replace(copy)
        made, saved = made + 1, saved + len(data) - len(result)
    return made, saved


def main(words: Sequence[str]) -> int:
    """Pack the site that `words` name. Gives the exit status: 2 when there is no site."""
    site = Path(words[0]) if len(words) == 1 else None
    if site is None or not (site / "sitemap.xml").is_file():
        print("python -m tools.compress SITE: eerst make site / make site first", file=sys.stderr)
        return 2
    made, saved = compress(site)
    print(f"{site}/: {made} × .gz, {saved // 1024} KiB minder te versturen / less to send")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
