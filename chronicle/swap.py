"""Puts a finished folder in the place of another in one step, and clears away what an interrupted run left behind.

Whoever calls this holds the lock on the target: nothing here expects a second one at work.
"""

import ctypes
import errno
import os
import re
import secrets
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

# linux/fs.h and linux/fcntl.h; sys/stdio.h on macOS.
_AT_FDCWD, _RENAME_EXCHANGE, _RENAME_SWAP = -100, 2, 2
# What a system says that knows no exchange, or whose file system does not.
_CANNOT = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP}


@contextmanager
def workshop(target: Path) -> Iterator[Path]:
    """Give an empty folder beside `target`, on the same file system, for work that is to be swapped in.

    Its name is new each time: whatever an earlier run left running writes elsewhere. It is removed afterwards.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    clear(target)
    folder = target.with_name(f".{target.name}.new-{secrets.token_hex(8)}")
    try:
        # An interruption may come as soon as it is there.
        folder.mkdir()
        yield folder
    finally:
        clear(target)


def clear(target: Path) -> None:
    """Remove the workshops beside `target`; when one of them holds the only copy of `target`, it is put back first."""
    ours = re.compile(rf"\.{re.escape(target.name)}\.new-[0-9a-f]{{16}}")
    for folder in sorted(target.parent.iterdir()):
        if ours.fullmatch(folder.name) and folder.is_dir() and not folder.is_symlink():
            if old(folder).is_dir() and not target.exists():
                old(folder).rename(target)
            shutil.rmtree(folder, ignore_errors=True)
            # That holds every folder on the way down open, which a process that may open few files cannot. What cannot
            # be removed at all (something still writes there) the next run removes.
            for root, _folders, names in os.walk(folder, topdown=False):
                with suppress(OSError):
                    for name in names:
                        (Path(root) / name).unlink()
                    Path(root).rmdir()


def old(workshop: Path) -> Path:
    """Give where in a workshop the folder goes that could not be exchanged."""
    return workshop / "old"


def swap(finished: Path, target: Path) -> None:
    """Put `finished`, which stands in a workshop, in the place of `target`; the old one stays in the workshop.

    Where the system can exchange two folders, there is no moment without a whole `target`. Elsewhere there is one
    between two renames; an interruption just there is mended by `clear`, in this run or the next.
    """
    if not target.exists():
        finished.rename(target)
    elif not _exchange(finished, target):
        target.rename(old(finished.parent))
        finished.rename(target)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step. False where that cannot be done; OSError where it could but failed."""
    call = _call()
    if call is None:
        return False
    if call(os.fsencode(one), os.fsencode(other)) == 0:
        return True
    number = ctypes.get_errno()
    if number in _CANNOT:
        return False
    raise OSError(number, os.strerror(number), str(other))


def _call() -> Callable[[bytes, bytes], int] | None:
    """The system's own way to exchange two paths: 0 when it did, else `errno` says why not."""
    try:
        if sys.platform == "linux":
            renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
            return lambda one, other: int(renameat2(_AT_FDCWD, one, _AT_FDCWD, other, _RENAME_EXCHANGE))
        if sys.platform == "darwin":
            renamex_np = ctypes.CDLL(None, use_errno=True).renamex_np
            return lambda one, other: int(renamex_np(one, other, _RENAME_SWAP))
    except (AttributeError, OSError):
        pass  # an older C library
    return None
