"""The only module that reads the disk: folders to mappings from path to bytes."""

import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from chronicle.filing import Odd, is_editors

# More of a file than this is not read from a folder that strangers write to; the loader refuses what is that large.
MOST_BYTES = 8 * 1024 * 1024
_AT_ONCE = 64 * 1024
# A link is not followed, a pipe without a writer is not waited for.
_CAREFUL = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class MissingFolder(Exception):
    """A folder that must be there is not."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path


class OddFile(Exception):
    """Among our own files lies something that is none: a link, a pipe, a device."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


@dataclass(slots=True)
class Found:
    """What lies in a folder, by path with `/` between the parts: ordinary files, and what is none."""

    files: dict[str, bytes] = field(default_factory=dict)
    odd: dict[str, Odd] = field(default_factory=dict)


def survey(folder: Path, *, prefix: str = "", being_edited: bool = False) -> Found:
    """Read what strangers may have put into `folder`; nothing is followed, waited for or left out.

    `prefix` stands before each path. While the folder is `being_edited`, what editors keep beside an open file is left
    out, or every save would fail. A file is read up to one byte more than `MOST_BYTES`. Raises MissingFolder, or
    OSError when something cannot be read.
    """
    found = Found()
    for path, below, odd in _walk(str(_there(folder))):
        name = prefix + below
        if being_edited and is_editors(name):
            continue
        data = None if odd else _bytes(path)
        if data is None:
            found.odd[name] = odd or "special"
        else:
            found.files[name] = data
    return found


def read_folder(folder: Path, *, prefix: str = "", being_edited: bool = False) -> dict[str, bytes]:
    """Read every file below `folder`, which is our own, by its path with `prefix` before it.

    While it is `being_edited`, what editors keep beside an open file is left out. Raises MissingFolder, OddFile, or
    OSError when something cannot be read.
    """
    files = {}
    for path, below, odd in _walk(str(_there(folder))):
        if being_edited and is_editors(below):
            continue
        if odd not in {None, "folder"}:
            raise OddFile(path)
        if odd is None:
            files[prefix + below] = Path(path).read_bytes()
    return files


def _there(folder: Path) -> Path:
    if not folder.is_dir():
        raise MissingFolder(folder)
    return folder


def _walk(folder: str) -> Iterator[tuple[str, str, Odd | None]]:
    """Yield everything below `folder` but the folders that hold something, in the order of the names.

    Gives where it is, and its path below `folder` with `/` between the parts.
    """
    # No function that calls itself: folders may lie in each other as deep as the disk lets them.
    waiting = [(entry, entry.name) for entry in _backwards(folder)]
    while waiting:
        entry, name = waiting.pop()
        if entry.is_symlink():
            yield entry.path, name, "link"
        elif entry.is_dir(follow_symlinks=False):
            inside = _backwards(entry.path)
            if not inside:
                yield entry.path, name, "folder"
            waiting += [(one, f"{name}/{one.name}") for one in inside]
        else:
            yield entry.path, name, None if entry.is_file(follow_symlinks=False) else "special"


def _backwards(folder: str) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as listed:
        return sorted(listed, key=lambda entry: entry.name, reverse=True)


def _bytes(path: str) -> bytes | None:
    """Give what is in a file, or None where something else has taken its place since it was listed."""
    handle = os.open(path, _CAREFUL)
    try:
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode):
            return None
        # One byte more than there is tells that nothing follows. To ask each time for the most that is read would
        # take more time than the reading.
        data = os.read(handle, min(found.st_size, MOST_BYTES) + 1)
        while len(data) <= MOST_BYTES and (more := os.read(handle, min(_AT_ONCE, MOST_BYTES + 1 - len(data)))):
            data += more
        return data
    finally:
        os.close(handle)


def one_file(path: Path, most: int) -> bytes:
    """Give what is in a file that somebody named, up to one byte more than `most`.

    Raises OddFile when it is no ordinary file (a pipe is not waited for), or OSError when it cannot be read.
    """
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OddFile(str(path))
        with os.fdopen(handle, "rb", closefd=False) as file:
            return file.read(most + 1)
    finally:
        os.close(handle)


def read_if_there(path: Path) -> bytes | None:
    """Give what is in a file of our own, or None where there is none. Raises OSError when it cannot be read."""
    return path.read_bytes() if path.is_file() and not path.is_symlink() else None


def newest(folder: Path) -> float:
    """Give the time (seconds since 1970) at which the newest file below `folder` was changed; 0 for an empty folder."""
    return max((os.lstat(path).st_mtime for path, _, _ in _walk(str(folder))), default=0.0)


def stamps(path: str | Path) -> dict[str, tuple[int, ...]]:
    """Tell the state of a file, or of every file below a folder, from any other, without reading them.

    What editors keep beside an open file is left out. What is gone is no error: it may be going at this moment.
    """
    found: dict[str, tuple[int, ...]] = {}
    waiting = [str(path)]
    while waiting:
        place = waiting.pop()
        try:
            with os.scandir(place) as listed:
                for entry in listed:
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(entry.path)
                    elif not is_editors(entry.name):
                        found[entry.path] = _stamp(entry.stat(follow_symlinks=False))
        except NotADirectoryError:
            with suppress(FileNotFoundError):
                found[place] = _stamp(os.lstat(place))
        except FileNotFoundError:
            pass
    return found


def _stamp(seen: os.stat_result) -> tuple[int, ...]:
    return seen.st_mtime_ns, seen.st_size, seen.st_ino, seen.st_mode
