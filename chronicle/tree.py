"""Brings a folder up to date: writes what is new or changed, removes what is stale, leaves the rest untouched.

Which file was made of what stands in a list that is kept elsewhere. A file counts as unchanged when it was made of the
same and nobody touched it since: size, mode, times and place on the disk are those of when it was written.
"""

import json
import os
import stat
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

# Mode, size, when its bytes and when anything about it last changed (nanoseconds since 1970), and its number.
Stamp: TypeAlias = tuple[int, ...]
# By path below the folder: the key of what a file was made of, and its stamp.
Listed: TypeAlias = Mapping[str, tuple[str, Stamp]]
SIZE, _CHANGED, _PARTS = 1, 3, 5
_FOLDER, _FILE = 0o755, 0o644


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewed:
    """What `renew` did: the files that it wrote and those that it removed, by path, and the new list."""

    written: tuple[str, ...]
    removed: tuple[str, ...]
    listed: Listed


def renew(folder: Path, before: Listed, wanted: Mapping[str, str], make: Callable[[str], bytes]) -> Renewed:
    """Make `folder` hold exactly the files of `wanted`, which gives by path the key of what each is made of.

    `make` gives a file's bytes, and is asked only for those that are not there as `before` lists them. Everybody may
    read what is written, whatever the umask. Links are removed, never followed. Raises OSError.
    """
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(_FOLDER)
    there, folders = _walk(folder)
    removed = tuple(sorted(there.keys() - wanted.keys()))
    for path in removed:
        (folder / path).unlink()
    needed = _folders_of(wanted)
    # What holds others comes before them in the order of names.
    for path in sorted(folders - needed, reverse=True):
        (folder / path).rmdir()
    for path in sorted(needed - folders):
        (folder / path).mkdir()
        (folder / path).chmod(_FOLDER)
    listed, written = {}, []
    for path, key in wanted.items():
        found, kept = there.get(path), before.get(path)
        if kept is not None and kept == (key, found):
            listed[path] = kept
            continue
        data = make(path)
        # Made of something else, and the same all the same.
        if found is None or kept is None or kept[1] != found or not _holds(f"{folder}/{path}", found, data):
            # Never written over: another folder may hold the same file under a second name.
            if found is not None:
                (folder / path).unlink()
            found = _write(f"{folder}/{path}", data)
            written.append(path)
        listed[path] = (key, found)
    return Renewed(written=tuple(written), removed=removed, listed=listed)


def write(folder: Path, files: Mapping[str, bytes]) -> None:
    """Make `folder` hold exactly `files`, all of them written afresh."""
    renew(folder, {}, dict.fromkeys(files, ""), files.__getitem__)


def is_as(folder: Path, listed: Listed) -> bool:
    """Tell whether `folder` holds exactly what `listed` says, untouched."""
    if not folder.is_dir():
        return False
    there, folders = _walk(folder)
    return there == {path: found for path, (_, found) in listed.items()} and folders == _folders_of(listed)


def read_as(folder: Path, path: str, listed: Listed) -> bytes | None:
    """Give the bytes of a file of `folder` that is as `listed`; None of any other.

    It may have got or lost a second name since, which changes nothing but one of its times.
    """
    try:
        if path not in listed or _but_names(_stamp((folder / path).lstat())) != _but_names(listed[path][1]):
            return None
        return (folder / path).read_bytes()
    except OSError:
        return None


def _but_names(found: Stamp) -> Stamp:
    return found[:_CHANGED] + found[_CHANGED + 1 :]


def twin(folder: Path, target: Path, listed: Listed) -> Listed:
    """Give the files of `folder` that are as `listed` a second name below `target`, which is not there yet.

    Gives the list of both. They can go different ways from here on: nothing is ever written into a file that is there.
    """
    there, folders = _walk(folder)
    same = {path: key for path, (key, found) in listed.items() if there.get(path) == found}
    for path in sorted(folders):
        (target / path).mkdir()
        (target / path).chmod(_FOLDER)
    for path in same:
        os.link(f"{folder}/{path}", f"{target}/{path}")
    # A second name changes the time at which anything about the file last changed.
    now, _ = _walk(target)
    return {path: (key, now[path]) for path, key in same.items()}


def dump(listed: Listed) -> bytes:
    """Write a list as text: all paths, all keys and all numbers, each together, which is read in half the time."""
    keys, numbers = [key for key, _ in listed.values()], [number for _, found in listed.values() for number in found]
    return json.dumps([list(listed), keys, numbers], ensure_ascii=False).encode()


def read(data: bytes) -> Listed:
    """Read what `dump` wrote."""
    paths, keys, numbers = json.loads(data)
    stamps = zip(*[iter(numbers)] * _PARTS, strict=True)
    return dict(zip(paths, zip(keys, stamps, strict=True), strict=True))


def keys(data: bytes) -> dict[str, str]:
    """Read only what each file of a list was made of, by its path."""
    paths, made_of, _ = json.loads(data)
    return dict(zip(paths, made_of, strict=True))


def _folders_of(paths: Iterable[str]) -> set[str]:
    needed = {""}
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder not in needed:
            needed.add(folder)
            folder = folder.rpartition("/")[0]
    return needed


def _walk(folder: Path) -> tuple[dict[str, Stamp], set[str]]:
    """Give the stamps of everything below `folder` that is no folder, and the folders with itself as the empty path."""
    files: dict[str, Stamp] = {}
    folders = {""}
    waiting = [""]
    while waiting:
        below = waiting.pop()
        start = below and f"{below}/"
        with os.scandir(f"{folder}/{below}") as entries:
            for entry in entries:
                path = start + entry.name
                if entry.is_dir(follow_symlinks=False):
                    folders.add(path)
                    waiting.append(path)
                else:
                    files[path] = _stamp(entry.stat(follow_symlinks=False))
    return files, folders


def _holds(path: str, stamp: Stamp, data: bytes) -> bool:
    if stamp[SIZE] != len(data):
        return False
    return Path(path).read_bytes() == data


def _stamp(found: os.stat_result) -> Stamp:
    return found.st_mode, found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino


def _write(path: str, data: bytes) -> Stamp:
    # Half of what writing tens of thousands of small files costs is what goes around it, so this is the system's own.
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), _FILE)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(handle, rest) :]
        found = os.fstat(handle)
        if stat.S_IMODE(found.st_mode) != _FILE:
            os.fchmod(handle, _FILE)
            found = os.fstat(handle)
        return _stamp(found)
    finally:
        os.close(handle)
