"""The files of the site's own frame (styles, scripts, its icon), at addresses that change with what they hold.

A browser may keep such a file for good, and a page never meets a style or script of another day. One folder for all of
them, so that modules go on importing each other by relative paths.
"""

import hashlib
from collections.abc import Iterator, Mapping

# Where the folders lie below the site's root.
HOME = "assets/"


def folder(files: Mapping[str, bytes], home: str = HOME) -> str:
    """Give the folder, below the site's root and with a slash at its end, for `files`: by their names and contents."""
    found = hashlib.sha256()
    for name in sorted(files):
        found.update(f"{name}\0{len(files[name])}\0".encode() + files[name])
    return f"{home}{found.hexdigest()[:16]}/"


def placed(files: Mapping[str, bytes], home: str = HOME) -> Iterator[tuple[str, bytes]]:
    """Yield `files` (by path below `home`) by their path below the site's root."""
    where = folder(files, home)
    for name, data in files.items():
        yield where + name, data
