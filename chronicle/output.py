"""The only module that writes: changed files only, stale ones removed, and a finished site swapped in as a whole."""

import os
import shutil
from collections.abc import Mapping
from pathlib import Path


def is_build(folder: Path) -> bool:
    """Tell whether `folder` is free for `write`: it is not there, is empty, or holds only what a build makes."""
    return _names(folder) <= {"nl", "en", "root"}


def is_site(folder: Path) -> bool:
    """Tell whether `folder` is free for `swap`: it is not there, is empty, or holds a site."""
    names = _names(folder)
    return not names or "sitemap.xml" in names


def _names(folder: Path) -> set[str]:
    # A Mac leaves .DS_Store in every folder that somebody has looked into.
    return {path.name for path in folder.iterdir()} - {".DS_Store"} if folder.exists() else set()


def write(folder: Path, files: Mapping[str, bytes]) -> int:
    """Make `folder` hold exactly `files`. Gives the number of files that were written; equal ones are left alone."""
    folder.mkdir(parents=True, exist_ok=True)
    written = 0
    for name, data in files.items():
        path = folder / name
        if path.is_file() and not path.is_symlink() and path.read_bytes() == data:
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        written += 1
    _remove_stale(folder, {folder / name for name in files})
    return written


def _remove_stale(folder: Path, wanted: set[Path]) -> None:
    for root, _folders, names in os.walk(folder, topdown=False):
        here = Path(root)
        for name in names:
            if here / name not in wanted:
                (here / name).unlink()
        if here != folder and not any(here.iterdir()):
            here.rmdir()


def create(path: Path, data: bytes) -> None:
    """Write a new file, and the folders that it needs. Raises FileExistsError: nothing is ever overwritten."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:
        file.write(data)


def beside(target: Path, name: str) -> Path:
    """Give an empty folder beside `target`, on the same file system, for work that is to be swapped in."""
    folder = target.with_name(f".{target.name}.{name}")
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    return folder


def swap(fresh: Path, target: Path) -> None:
    """Put the finished folder `fresh` in the place of `target`; the old one is removed only after that."""
    old = target.with_name(f".{target.name}.old")
    if old.exists():
        shutil.rmtree(old)
    if target.exists():
        target.rename(old)
    fresh.rename(target)
    if old.exists():
        shutil.rmtree(old)
