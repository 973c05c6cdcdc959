"""This process among others: signals that ask it to stop, output that nobody reads, a machine that fails."""

import errno
import gc
import io
import os
import select
import signal
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

from chronicle.problems import Message

# What goes wrong often enough to be told in plain words; the rest in the system's own.
_REASONS: Mapping[int | None, Message] = {
    errno.ENOSPC: Message(nl="de schijf is vol", en="the disk is full"),
    errno.EDQUOT: Message(nl="de schijfruimte voor deze gebruiker is op", en="this user's disk quota is used up"),
    errno.EFBIG: Message(nl="het bestand wordt groter dan hier mag", en="the file grows larger than is allowed here"),
    errno.EROFS: Message(nl="hier kan alleen gelezen worden", en="this can only be read"),
    errno.EACCES: Message(nl="daarvoor ontbreken de rechten", en="permission is missing"),
    errno.EPERM: Message(nl="daarvoor ontbreken de rechten", en="permission is missing"),
    errno.ENOENT: Message(nl="is er niet of niet meer", en="is not there, or no longer"),
    errno.EMFILE: Message(nl="er mogen niet meer bestanden open", en="no more files may be open"),
    errno.ENFILE: Message(nl="er mogen niet meer bestanden open", en="no more files may be open"),
    errno.EPIPE: Message(nl="niemand leest de uitvoer nog", en="nobody reads the output any more"),
}


@contextmanager
def uncollected() -> Iterator[None]:
    """Do work that makes much and throws little away. Python would look through all of it for garbage, time and again.

    On a long timeline that is a fifth of the time, and finds next to nothing.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def reason(error: OSError) -> Message:
    """Word what the machine said against it: `de machine werkt niet mee: <file>: de schijf is vol`."""
    own = error.strerror or str(error)
    why = _REASONS.get(error.errno, Message(nl=own, en=own))
    where = f"{os.fsdecode(error.filename)}: " if isinstance(error.filename, str | bytes) else ""
    return Message(nl=f"de machine werkt niet mee: {where}{why.nl}", en=f"the machine fails: {where}{why.en}")


class Stopped(BaseException):
    """Somebody asked the process to stop. Like KeyboardInterrupt it passes all that only catches errors."""

    def __init__(self, number: int) -> None:
        self.name = signal.Signals(number).name
        super().__init__(self.name)


def _stop(number: int, _frame: object) -> NoReturn:
    raise Stopped(number)


def prepare() -> None:
    """Make the signals that ask to stop raise Stopped, and the output take every character."""
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        # nohup ignores SIGHUP on purpose.
        if number is not None and signal.getsignal(number) == signal.SIG_DFL:
            signal.signal(number, _stop)
    # A stream that was closed from the start is None; and the next file opened would take its number.
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115  for as long as we run
    for stream in (sys.stdout, sys.stderr):
        # Where the output cannot show a sign of ours, its number is shown (and JSON stays JSON).
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def deliver() -> None:
    """Hand over what was printed so far. Raises OSError when that fails, and when nobody reads it any more."""
    sys.stdout.flush()
    try:
        output = sys.stdout.fileno()
    except (AttributeError, OSError, ValueError):
        return  # no file: a test reads along
    if hasattr(select, "poll"):
        poll = select.poll()
        poll.register(output, 0)
        if any(event & (select.POLLERR | select.POLLHUP) for _, event in poll.poll(0)):
            raise BrokenPipeError(errno.EPIPE, os.strerror(errno.EPIPE))


def give_up_output() -> None:
    """Let what could not be printed go nowhere: Python would fail over it once more at its end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
