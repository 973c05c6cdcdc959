"""Puts a site where a server shows it: `python -m tools.put SITE TARGET`, in one step and without leaving anybody bare.

A page that somebody opened before goes on asking for the styles and scripts that it was made with; their folders, named
by what they hold, are taken along from the site that is replaced, and from the one before that. SITE itself is not
changed: what a build makes depends on nothing that was there before.
"""

import argparse
import os
import re
import shutil
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from chronicle import assets, lock, output, process, swap
from chronicle.embed import beside

# How many earlier folders stay, of each kind: those of the site that is replaced, and of the one before.
EARLIER = 2
HOMES = (assets.HOME, beside.KEPT)

_NAME = re.compile(r"[0-9a-f]{16}")


class Refused(Exception):
    """The site cannot be put there. What it says is for a person, in two languages."""


def put(site: Path, target: Path, now: float) -> list[str]:
    """Put a copy of `site` in the place of `target`. Gives what was taken along, by its path below the site's root.

    `now`, in seconds since 1970, becomes the date of the site's own folders. Raises Refused; OSError, and then `target`
    is as it was.
    """
    site, target = site.absolute(), target.absolute()
    if not (site / "sitemap.xml").is_file():
        raise Refused(f"{site}: eerst make site / make site first")
    if not output.is_site(target):
        raise Refused(f"{target}: hier staat iets anders / something else stands here")
    if site == target or site in target.parents or target in site.parents:
        raise Refused(f"{target}: kies een map naast {site} / choose a folder beside it")
    with lock.alone((target,), lambda _folder: None), swap.workshop(target) as fresh:
        finished = fresh / "site"
        shutil.copytree(site, finished)
        taken = []
        for folder in _earlier(site, target):
            name = folder.relative_to(target).as_posix()
            # With its date, which says when it was last put as a site's own.
            shutil.copytree(folder, finished / name)
            taken.append(name)
        for home in HOMES:
            for folder in (site / home).glob("*"):
                os.utime(finished / home / folder.name, (now, now))
        output.make_readable(finished)
        swap.swap(finished, target)
    return taken


def _earlier(site: Path, target: Path) -> Iterator[Path]:
    """Yield the folders of `target` that stay: of each kind those that were put last and that `site` has not."""
    for home in HOMES:
        there = [path for path in target.glob(f"{home}*") if _NAME.fullmatch(path.name) and path.is_dir()]
        old = [path for path in there if not (site / home / path.name).exists()]
        yield from sorted(old, key=lambda path: path.stat().st_mtime, reverse=True)[:EARLIER]


def main(words: Sequence[str]) -> int:
    """Put a site where `words` say. Gives the exit status: 2 when that did not happen."""
    parser = argparse.ArgumentParser(prog="python -m tools.put", allow_abbrev=False)
    parser.add_argument("site", type=Path, help="site")
    parser.add_argument("target", type=Path, help="www/tijdlijn")
    options = parser.parse_args(words)
    try:
        taken = put(options.site, options.target, time.time())
    except Refused as refused:
        print(f"python -m tools.put: {refused}", file=sys.stderr)
        return 2
    except OSError as error:
        said = process.reason(error)
        print(f"python -m tools.put: {said.nl} / {said.en}", file=sys.stderr)
        return 2
    for name in taken:
        print(f"{name}: voor wie een pagina van eerder open heeft / for who has an earlier page open")
    print(f"{options.target}/: {options.site}/")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
