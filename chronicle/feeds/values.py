"""Values that stand in more than one answer of the API, as JSON has them."""

import json
from collections.abc import Iterable
from typing import Any

from chronicle import dates
from chronicle.feeds import facts
from chronicle.feeds.facts import History
from chronicle.model import Words

VERSION = 1

Json = dict[str, Any]

# Made once: `json.dumps` makes another for each call.
_written = json.JSONEncoder(ensure_ascii=False).encode


def head(history: History) -> Json:
    """Give what every answer begins with."""
    return {"version": VERSION, "generated_at": clock(history)}


def clock(history: History) -> str:
    """Give the source's clock."""
    return history.generated_at.isoformat()


def text(value: Any) -> str:
    """Write a value on one line."""
    return _written(value)


def listing(history: History, name: str, items: Iterable[bytes]) -> bytes:
    """Give an answer that is one list; each of `items` is JSON on a line of its own."""
    return opening(history, name) + b"[\n" + b",\n".join(items) + b"\n]}\n"


def opening(history: History, name: str) -> bytes:
    """Give what every answer begins with, up to the value of its own field `name`."""
    return f"{text(head(history))[:-1]}, {text(name)}: ".encode()


def at(history: History, fragment: bytes) -> bytes:
    """Fill in the clock in fragments that are JSON."""
    return fragment.replace(facts.CLOCK.encode(), clock(history).encode())


def words(value: Words | None) -> Json | None:
    """Give a text in two languages."""
    return None if value is None else {"nl": value.nl, "en": value.en}


def date(value: dates.Date, said: Words | None = None, note: Words | None = None) -> Json:
    """Give a date, with its own wording (`said`) and how it was found (`note`) where there is one."""
    return {
        "edtf": value.edtf,
        "earliest": _day(value.earliest),
        "latest": _day(value.latest),
        "earliest_kind": value.earliest_kind,
        "latest_kind": value.latest_kind,
        "precision": value.precision,
        "approximate": value.approximate,
        "uncertain": value.uncertain,
        "text": words(said or facts.in_words(value)),
        "note": words(note),
    }


def _day(day: dates.Day | None) -> str | None:
    return None if day is None else str(day)
