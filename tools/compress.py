"""Lays packed copies (.gz, .br) beside every file of a site that packs well: `python -m tools.compress SITE`.

The servers of deploy/ send them instead of packing a file at every visit. The same site gives the same bytes. What
was packed once is kept in a folder beside the site (`--kept`), by what was in it: the next time only what changed is
packed.
"""

import argparse
import gzip
import hashlib
import os
import re
import sys
import threading
import zlib
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import brotli

from chronicle import process
from tools import headers

# What fits in one packet does not get there any sooner.
AT_LEAST = 1024
GZIP = 9
# (files of at most so many bytes, how hard brotli tries): docs/measurements.md has what each gains and costs.
BROTLI = ((64 * 1024, 11), (512 * 1024, 10), (sys.maxsize, 9))
# Best first: a server takes the first that a browser can read.
KINDS = (".br", ".gz")

_ENDINGS = {f".{ending}" for media in headers.MEDIA if media.packs for ending in media.endings}
_KEPT = re.compile(r"[0-9a-f]{64}(?:\.\d+\.new)?")
# Other versions may pack the same file to other bytes.
_MAKERS = f"{GZIP} {BROTLI} {zlib.ZLIB_RUNTIME_VERSION} {brotli.__version__}\0".encode()


@dataclass(frozen=True, slots=True)
class Packed:
    """A file's copies by their ending; one that is not smaller than the file, or than another copy, is not there."""

    copies: dict[str, bytes]


def quality(size: int) -> int:
    """Give how hard brotli tries (0 to 11) on a file of `size` bytes."""
    return next(how for most, how in BROTLI if size <= most)


def packed(data: bytes) -> Packed:
    """Pack `data`; without copies when that is not worth a file."""
    if len(data) < AT_LEAST:
        return Packed({})
    # Without a time and a name in it, the packed file depends on nothing but what is packed.
    zipped = gzip.compress(data, compresslevel=GZIP, mtime=0)
    smaller = brotli.compress(data, mode=brotli.MODE_TEXT, quality=quality(len(data)))
    found = {".gz": zipped} if len(zipped) < len(data) else {}
    return Packed(found | ({".br": smaller} if len(smaller) < min(len(zipped), len(data)) else {}))


class Kept:
    """What was packed before, in a folder: a file for each content, which is never believed unseen."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def name(self, data: bytes) -> str:
        """Give the name under which the copies of `data` are kept."""
        return hashlib.sha256(_MAKERS + data).hexdigest()

    def get(self, data: bytes) -> Packed | None:
        """Give the kept copies of `data`; None when they are not there, or not what they should be."""
        try:
            check, _, rest = self._path(data).read_bytes().partition(b"\n")
        except OSError:
            return None
        if check != hashlib.sha256(rest).hexdigest().encode():
            return None
        size, _, both = rest.partition(b"\n")
        if not size.isdigit():
            return None
        parts = {".gz": both[: int(size)], ".br": both[int(size) :]}
        copies = {ending: part for ending, part in parts.items() if part}
        return Packed(copies) if all(unpacked(ending, part) == data for ending, part in copies.items()) else None

    def put(self, data: bytes, result: Packed) -> None:
        """Keep the copies of `data`."""
        zipped = result.copies.get(".gz", b"")
        rest = f"{len(zipped)}\n".encode() + zipped + result.copies.get(".br", b"")
        path = self._path(data)
        path.parent.mkdir(parents=True, exist_ok=True)
        # Two files may hold the same, and be packed at once.
        fresh = path.with_name(f"{path.name}.{threading.get_ident()}.new")
        _replace(path, fresh, hashlib.sha256(rest).hexdigest().encode() + b"\n" + rest)

    def only(self, names: set[str]) -> None:
        """Remove what is kept under other names: nobody will ask for it."""
        for path in self.folder.glob("??/*"):
            if _KEPT.fullmatch(path.name) and path.name not in names:
                path.unlink()

    def _path(self, data: bytes) -> Path:
        name = self.name(data)
        return self.folder / name[:2] / name


def unpacked(ending: str, data: bytes) -> bytes | None:
    """Unpack a copy; None when it is none."""
    try:
        return gzip.decompress(data) if ending == ".gz" else brotli.decompress(data)
    except (OSError, EOFError, zlib.error, brotli.error):
        return None


def compress(site: Path, kept: Path) -> tuple[int, int]:
    """Make the packed copies below `site` right. Gives how many there are, and how many bytes the best of each save.

    A copy whose file is gone or need not be packed any more is removed: a server would go on sending it.
    """
    for path in sorted(site.rglob("*")):
        if _is_left_over(path):
            path.unlink()
    store = Kept(kept)
    # Both libraries let go of Python's lock while they pack, so threads are enough to use every core.
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        done = list(pool.map(lambda path: _pack(path, store), _to_pack(site)))
    store.only({name for name, _, _ in done})
    return sum(made for _, made, _ in done), sum(saved for _, _, saved in done)


def beside(site: Path) -> Path:
    """Give the folder in which what was packed of `site` is kept, unless somebody names another."""
    return site.absolute().with_name(f".{site.absolute().name}.packed")


def _to_pack(site: Path) -> Iterator[Path]:
    return (path for path in sorted(site.rglob("*")) if path.suffix in _ENDINGS and path.is_file())


def _is_left_over(path: Path) -> bool:
    """Tell whether a file is a copy of nothing, or half of one: an interrupted run leaves that."""
    copy = path.with_suffix("") if path.suffix == ".new" else path
    if copy.suffix not in KINDS or copy.with_suffix("").suffix not in _ENDINGS or not path.is_file():
        return False
    return copy != path or not copy.with_suffix("").is_file()


def _pack(path: Path, store: Kept) -> tuple[str, int, int]:
    """Make one file's copies right. Gives the name under which they are kept, how many, and the bytes saved."""
    data = path.read_bytes()
    result = store.get(data) if len(data) >= AT_LEAST else packed(data)
    if result is None:
        result = packed(data)
        store.put(data, result)
    for ending in KINDS:
        copy = path.with_name(path.name + ending)
        if ending in result.copies:
            _lay(path, copy, result.copies[ending])
        else:
            copy.unlink(missing_ok=True)
    best = min(map(len, result.copies.values()), default=len(data))
    return store.name(data), len(result.copies), len(data) - best


def _lay(path: Path, copy: Path, data: bytes) -> None:
    stat = path.stat()
    if not copy.is_file() or copy.read_bytes() != data:
        _replace(copy, copy.with_name(f"{copy.name}.new"), data)
    # Servers tell by the time whether a browser's copy is still good; all forms must have the same.
    os.utime(copy, ns=(stat.st_atime_ns, stat.st_mtime_ns))


def _replace(path: Path, fresh: Path, data: bytes) -> None:
    """Write a file in one step: a server that is reading finds the old one or the new one, and never half of it."""
    fresh.write_bytes(data)
    fresh.replace(path)


def main(words: Sequence[str]) -> int:
    """Pack the site that `words` name. Gives the exit status: 2 when there is no site."""
    parser = argparse.ArgumentParser(prog="python -m tools.compress", allow_abbrev=False)
    parser.add_argument("site", type=Path, help="site")
    parser.add_argument("--kept", type=Path, help=".site.packed")
    options = parser.parse_args(words)
    site: Path = options.site
    if not (site / "sitemap.xml").is_file():
        print(f"{site}: eerst make site / make site first", file=sys.stderr)
        return 2
    try:
        made, saved = compress(site, options.kept or beside(site))
    except OSError as error:
        said = process.reason(error)
        print(f"python -m tools.compress: {said.nl} / {said.en}", file=sys.stderr)
        return 2
    print(f"{site}/: {made} × .gz/.br, {saved // 1024} KiB minder te versturen / less to send")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
