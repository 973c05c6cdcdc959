"""Writes what was built, changed files only, and removes what is stale; looks at what is there already."""

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

_FOLDER, _FILE = 0o755, 0o644


def is_build(folder: Path) -> bool:
    """Tell whether `folder` is free for `write`: it is not there, is empty, or holds only what a build makes."""
    return _names(folder) <= {"nl", "en", "root"}


def is_site(folder: Path) -> bool:
    """Tell whether `folder` may be replaced: it is not there, is empty, or holds a site and nobody's repository."""
    names = _names(folder)
    return not names or ("sitemap.xml" in names and ".git" not in names)


def _names(folder: Path) -> set[str]:
    # A Mac leaves .DS_Store in every folder that somebody has looked into.
    return {path.name for path in folder.iterdir()} - {".DS_Store"} if folder.exists() else set()


def write(folder: Path, files: Mapping[str, bytes]) -> int:
    """Make `folder` hold exactly `files`. Gives the number of files that were written; equal ones are left alone."""
    folder.mkdir(parents=True, exist_ok=True)
    _remove_stale(folder, {folder / name for name in files})
    written = 0
    for name, data in files.items():
        path = folder / name
        # Compared by what it holds: a file that an interrupted run left half-written is never taken as good.
        if path.is_file() and path.read_bytes() == data:
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        written += 1
    return written


def _remove_stale(folder: Path, wanted: set[Path]) -> None:
    for root, folders, names in os.walk(folder, topdown=False):
        here = Path(root)
        # A link is removed, never followed: what it leads to is somebody's own.
        links = [name for name in folders if (here / name).is_symlink()]
        stale = [name for name in names if here / name not in wanted or (here / name).is_symlink()]
        for name in [*links, *stale]:
            (here / name).unlink()
        if here != folder and not any(here.iterdir()):
            here.rmdir()


def create(files: Mapping[Path, bytes]) -> None:
    """Write new files, and the folders that they need: all of them, or nothing.

    Raises OSError; FileExistsError when one is there already, for nothing is ever overwritten.
    """
    made: list[Path] = []
    try:
        for path, data in files.items():
            for folder in reversed([one for one in path.parents if not one.exists()]):
                folder.mkdir()
                made.append(folder)
            with path.open("xb") as file:
                made.append(path)
                file.write(data)
    except BaseException:
        for path in reversed(made):
            # Somebody else may have put something into a new folder meanwhile.
            with suppress(OSError):
                path.rmdir() if path.is_dir() else path.unlink()
        raise


def sizes(folder: Path) -> dict[str, int]:
    """Give the size in bytes of every file below `folder`, by its path with `/` between the parts."""
    return {
        (Path(root) / name).relative_to(folder).as_posix(): (Path(root) / name).stat().st_size
        for root, _folders, names in os.walk(folder)
        for name in names
    }


def make_readable(folder: Path) -> None:
    """Let everybody read what is below `folder`, as a web server must, whatever the umask of who built it."""
    folder.chmod(_FOLDER)
    for root, folders, names in os.walk(folder):
        for name in folders:
            (Path(root) / name).chmod(_FOLDER)
        for name in names:
            (Path(root) / name).chmod(_FILE)


def published_events(site: Path) -> bytes | None:
    """Give the events that `site` publishes for machines, as they are; None where there are none."""
    try:
        return (site / "api" / "v1" / "events.json").read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
