"""Writes single files, and tells which folders are free to be written to; whole folders are the work of `tree`."""

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

# What a run keeps for the next one, in the build folder.
KEPT = "kept"
_FOLDER, _FILE = 0o755, 0o644


def is_build(folder: Path) -> bool:
    """Tell whether a build may use `folder`: it is not there, is empty, or holds only what a build makes or made."""
    return _names(folder) <= {"nl", "en", "root", KEPT}


def is_site(folder: Path) -> bool:
    """Tell whether `folder` may be replaced: it is not there, is empty, or holds a site and nobody's repository."""
    names = _names(folder)
    return not names or ("sitemap.xml" in names and ".git" not in names)


def _names(folder: Path) -> set[str]:
    # A Mac leaves .DS_Store in every folder that somebody has looked into.
    return {path.name for path in folder.iterdir()} - {".DS_Store"} if folder.exists() else set()


def replace(path: Path, data: bytes) -> None:
    """Write a file of our own, and the folders that it needs. Whoever reads finds the old one or the new one, whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.new")
    fresh.write_bytes(data)
    fresh.replace(path)


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
