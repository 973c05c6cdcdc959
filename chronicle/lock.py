"""One build at a time in a folder: a lock that its owner cannot take into the grave."""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path


class CannotLock(Exception):
    """This system (Windows outside WSL) has no lock that ends with its owner."""


@contextmanager
def alone(folders: Iterable[Path], waiting: Callable[[Path], None]) -> Iterator[None]:
    """Hold the lock on all of `folders`, whether they are there or not. Where another has it, tell `waiting`, and wait.

    The system drops the lock when its owner ends, however that ends, and no process that the owner starts has it.
    """
    with ExitStack() as held:
        # Always in one order, or two builds could wait for each other.
        for folder in sorted(set(folders)):
            held.enter_context(_hold(folder, waiting))
        yield


@contextmanager
def _hold(folder: Path, waiting: Callable[[Path], None]) -> Iterator[None]:
    path = folder.with_name(f".{folder.name}.lock")
    path.parent.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        while True:
            file = stack.enter_context(path.open("ab"))
            _take(file.fileno(), lambda: waiting(folder))
            if _is(path, file.fileno()):
                break
            # The one before us removed its lock file while we waited for it.
            stack.close()
        try:
            yield
        finally:
            path.unlink(missing_ok=True)


def _take(file: int, waiting: Callable[[], None]) -> None:
    try:
        import fcntl
    except ModuleNotFoundError:
        raise CannotLock from None
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        waiting()
        fcntl.flock(file, fcntl.LOCK_EX)


def _is(path: Path, file: int) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(file))
    except FileNotFoundError:
        return False
