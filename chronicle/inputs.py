"""The only module that reads the disk: folders to mappings from path to bytes."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path


class MissingFolder(Exception):
    """A folder that must be there is not."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path


def read_folder(folder: Path, *, prefix: str = "") -> dict[str, bytes]:
    """Read every regular file below `folder`, by its path with `/` between the parts and `prefix` before it.

    Raises MissingFolder, or OSError when something cannot be read. Links and other special files are not followed;
    they are given as empty so that the loader can name them.
    """
    if not folder.is_dir():
        raise MissingFolder(folder)
    return {prefix + path.relative_to(folder).as_posix(): _bytes(path) for path in _walk(folder)}


def _walk(folder: Path) -> Iterator[Path]:
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda e: e.name):
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(Path(entry.path))
            else:
                yield Path(entry.path)


def _bytes(path: Path) -> bytes:
    return path.read_bytes() if stat.S_ISREG(path.lstat().st_mode) else b""


def newest(folder: Path) -> float:
    """Give the time (seconds since 1970) at which the newest file below `folder` was changed; 0 for an empty folder."""
    return max((path.lstat().st_mtime for path in _walk(folder)), default=0.0)
