"""Values as plain text, to be kept between runs and read back: words, numbers and lists, which can do nothing.

What cannot be read back is as good as none: it is made again.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any, TypeVar

from chronicle.memo import Memo
from chronicle.problems import Edit, Message, Move, Place, Problem, Remedy

T = TypeVar("T")

_FIXES: Mapping[str, type[Remedy | Edit | Move]] = {kind.__name__: kind for kind in (Remedy, Edit, Move)}
_TOLD = ("error", "hint")
# Without what `json.loads` does before it, which takes as long as a small text.
_DECODER = json.JSONDecoder()


class Unusable(Exception):
    """What was kept is not what was to be kept."""


def once(
    memo: Memo | None,
    sort: str,
    name: str,
    key: Callable[[str], str],
    make: Callable[[], T],
    form: tuple[Callable[[T], bytes], Callable[[bytes], T]],
) -> T:
    """Give what `make` gives of the file `name`, or what was kept of it under `key(name)`.

    `form` writes it as bytes and reads it back; whatever reading raises, it is made again.
    """
    # A name that is no plain text is a fault of its own, and may have signs that no file of ours could hold.
    if memo is None or not name.isascii():
        return make()
    write, read = form
    fresh: list[T] = []

    def written() -> bytes:
        fresh.append(make())
        return write(fresh[0])

    kept = memo.once(sort, name, key(name), written)
    if fresh:
        return fresh[0]
    try:
        return read(kept)
    except (Unusable, ValueError, TypeError, LookupError, AttributeError, RecursionError):
        return make()


def write(value: Any, default: Callable[[Any], str] | None = None) -> bytes:
    """Write words, numbers, lists and mappings; `default` says what anything else is written as."""
    return json.dumps(value, separators=(",", ":"), check_circular=False, default=default).encode()


def read(data: bytes) -> Any:
    """Read what was written. Raises Unusable or ValueError when it is something else."""
    text = data.decode()
    value, end = _DECODER.raw_decode(text)
    if end != len(text):
        raise Unusable
    return value


def of_problem(problem: Problem) -> list[Any]:
    """Give a problem as a list that can be written."""
    fix = problem.fix and (type(problem.fix).__name__, asdict(problem.fix))
    message, cure = problem.message, problem.cure
    return [problem.place, problem.code, message.nl, message.en, cure.nl, cure.en, problem.severity, fix]


def problem(parts: Any) -> Problem:
    """Read a problem that was written. Raises Unusable, or what a list of another form brings about."""
    place, code, nl, en, cure_nl, cure_en, severity, fix = parts
    if severity not in _TOLD:
        raise Unusable
    return Problem(
        place=Place(*place),
        code=code,
        message=Message(nl=nl, en=en),
        cure=Message(nl=cure_nl, en=cure_en),
        severity=severity,
        fix=fix and _FIXES[fix[0]](**fix[1]),
    )
