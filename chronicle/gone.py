"""Events that were published and are gone: an address that somebody may have written down."""

import json
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

from chronicle.model import Event, Timeline
from chronicle.problems import Message, Place, Problem

# How alike two titles are (0 to 1) when they may name one event: on the same date, and on another.
_ALIKE_THAT_DAY, _ALIKE = 0.5, 0.8


def gone(published: bytes | None, timeline: Timeline, *, folder: str = "timeline") -> Iterator[Problem]:
    """Yield a hint for each event of `published` that `timeline` neither has nor says to have moved.

    `published` is the `api/v1/events.json` of the site that is to be replaced, whoever made it; what cannot be read
    tells of no events. `folder` is the timeline folder's name.
    """
    there = {event.id for event in timeline.events}
    moved = {old for event in timeline.events for old in event.moved_from}
    before = _events(published)
    fresh = [event for event in timeline.events if event.id not in before]
    for identifier in sorted(before.keys() - there - moved):
        date, title = _text(before[identifier], "date", "edtf"), _text(before[identifier], "title", "nl")
        yield _hint(identifier, likely(date, title, fresh), folder)


def _events(published: bytes | None) -> dict[str, Mapping[str, Any]]:
    try:
        events = json.loads(published or b"{}")["events"]
        return {event["id"]: event for event in events if isinstance(event["id"], str)}
    except (KeyError, TypeError, ValueError, RecursionError):
        return {}


def likely(date: str, title: str, fresh: Sequence[Event]) -> Event | None:
    """Give the one of the `fresh` events that one of that date (EDTF) and Dutch title was probably renamed to."""
    alike = [(SequenceMatcher(None, title, event.title.nl).ratio(), event) for event in fresh]
    found = [pair for pair in alike if pair[0] >= (_ALIKE_THAT_DAY if pair[1].date.edtf == date else _ALIKE)]
    return max(found, key=lambda pair: (pair[1].date.edtf == date, pair[0]))[1] if found else None


def _text(event: Mapping[str, Any], *path: str) -> str:
    value: object = event
    for key in path:
        value = value.get(key) if isinstance(value, Mapping) else None
    return value if isinstance(value, str) else ""


def _hint(identifier: str, successor: Event | None, folder: str) -> Problem:
    if successor:
        nl, en = f"; is dat nu ‘{successor.id}’?", f"; is it ‘{successor.id}’ now?"
    else:
        nl, en = "", ""
    # What an earlier site says is not necessarily ours.
    shown = identifier[:100]
    return Problem(
        place=successor.place if successor else Place(f"{folder}/events"),
        code="gone-event",
        message=Message(
            nl=f"de gebeurtenis ‘{shown}’ stond op de site en is er nu niet meer{nl}",
            en=f"the event ‘{shown}’ was on the site and is gone now{en}",
        ),
        cure=Message(
            nl=f"Kreeg het bestand een andere naam? Zet dan moved_from: [{shown}] in het nieuwe, zodat het oude adres"
            " blijft werken. Is de gebeurtenis met opzet weg? Dan hoeft u niets te doen.",
            en=f"Was the file renamed? Then put moved_from: [{shown}] into the new one, so that the old address keeps"
            " working. Was the event removed on purpose? Then there is nothing to do.",
        ),
        severity="hint",
    )
