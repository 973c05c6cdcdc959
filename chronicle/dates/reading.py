"""Reads EDTF (ISO 8601-2, levels 0 to 2): one date, a range, a set, or a day with a time. Strict, and nothing else."""

import re
from collections.abc import Sequence
from typing import Final

from chronicle.dates.days import Day
from chronicle.dates.diagnose import diagnose
from chronicle.dates.errors import DateError, problem
from chronicle.dates.model import APPROXIMATE, PRECISIONS, UNCERTAIN, Date, Form, Kind, Point, Precision, Span
from chronicle.dates.points import read_point

MOST_CHARACTERS: Final = 1000
_TIME = re.compile(
    r"(-?[0-9]{4}-[0-9]{2}-[0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})"
    r"(?:(Z)|([+-])([0-9]{2})(?::([0-9]{2}))?)?"
)
_CLOSES: Final = {"[": "]", "{": "}"}
_RANK: Final = {name: rank for rank, name in enumerate(PRECISIONS)}


def read(text: str) -> Date:
    """The date that the text says. Raises DateError, without a suggestion."""
    if len(text) > MOST_CHARACTERS:
        raise problem("long", MOST_CHARACTERS, most=MOST_CHARACTERS)
    if text[:1] in _CLOSES:
        return _set(text)
    if "/" in text:
        return _interval(text)
    if text[-1:] in ("]", "}"):
        shut = text[-1]
        raise problem("set-close", len(text) - 1, close=shut, open="[" if shut == "]" else "{")
    if "T" in text:
        return _single(text, _timed(text))
    return _single(text, read_point(text, 0))


def _single(text: str, point: Point) -> Date:
    flags = point.flags[0] | point.flags[1] | point.flags[2]
    return Date(
        edtf=text,
        earliest=point.earliest,
        latest=point.latest,
        earliest_kind="known",
        latest_kind="known",
        precision=point.precision,
        form="single",
        approximate=bool(flags & APPROXIMATE),
        uncertain=bool(flags & UNCERTAIN),
        parts=(Span(first=point, last=point),),
    )


def _timed(text: str) -> Point:
    """The day of a day with a time, as written: no time zone moves it. EDTF level 0, date and time."""
    found = _TIME.fullmatch(text)
    if found is None:
        raise diagnose(text, 0)
    hour, minute, second = int(found[2]), int(found[3]), int(found[4])
    clock = text[found.start(2) : found.end(4)]
    midnight = clock == "24:00:00"  # ISO 8601-1:2019/Amd 1:2022
    leap_second = second == 60 and minute == 59
    if not midnight and (hour > 23 or minute > 59 or (second > 59 and not leap_second)):
        raise problem("clock", found.start(2), found=clock)
    if found[6] and not _zone(found[6], int(found[7]), int(found[8] or 0)):
        raise problem("zone", found.start(6))
    return read_point(found[1], 0)


def _zone(sign: str, hours: int, minutes: int) -> bool:
    """Whether a difference with UTC is in use anywhere; ISO 8601-1 forbids -00:00."""
    away = hours * 60 + minutes
    return minutes < 60 and (0 < away <= 12 * 60 if sign == "-" else away <= 14 * 60)


def _interval(text: str) -> Date:
    """A range. EDTF level 0, time interval; level 1, extended interval; level 2, interval."""
    if text.count("/") > 1:
        raise _slashes(text)
    start, _, end = text.partition("/")
    at = len(start) + 1
    if start in ("", "..") and end in ("", ".."):
        raise problem("range-empty", 0)
    first, first_kind = _end(start, 0)
    last, last_kind = _end(end, at)
    if first and last and first.earliest > last.latest:
        raise problem("reversed", at, first=start, last=end)
    return _gathered(text, "interval", (Span(first=first, last=last, first_kind=first_kind, last_kind=last_kind),))


def _slashes(text: str) -> DateError:
    """What is wrong with a text with two slashes or more."""
    if re.fullmatch(r"[0-9]{1,4}/[0-9]{1,2}/[0-9]{1,4}", text):
        return problem("order" if len(text.partition("/")[0]) < 3 else "basic", text.index("/"))
    return problem("range-parts", text.index("/", text.index("/") + 1))


def _end(text: str, offset: int) -> tuple[Point | None, Kind]:
    if text == "":
        return None, "unknown"
    if text == "..":
        return None, "open"
    if text[0] in "[{" or text[-1] in "]}":
        raise problem("range-set", offset if text[0] in "[{" else offset + len(text) - 1)
    if _TIME.match(text):
        raise problem("range-time", offset + text.index("T"))
    return _member(text, offset, in_range=True), "known"


def _member(text: str, offset: int, *, in_range: bool) -> Point:
    point = read_point(text, offset)
    if in_range and point.season:
        raise problem("season-range", offset)
    return point


def _set(text: str) -> Date:
    """One of several, or all of several. EDTF level 2, set representation."""
    closing = _CLOSES[text[0]]
    if "/" in text:
        raise problem("range-set", text.index("/"))
    if text[-1] != closing or len(text) < 2:
        raise problem("set-open", len(text) - 1 if text[-1] in "]}" else len(text), open=text[0], close=closing)
    if not text[1:-1].strip():
        raise problem("set-empty", 1)
    members = text[1:-1].split(",")
    at, spans = 1, []
    for number, member in enumerate(members):
        if member == "":
            raise problem("set-member", at)
        spans.append(_set_span(member, at, first=number == 0, last=number == len(members) - 1))
        at += len(member) + 1
    return _gathered(text, "one_of" if closing == "]" else "all_of", tuple(spans))


def _set_span(text: str, offset: int, *, first: bool, last: bool) -> Span:
    """One member of a set: a date, or two dates with two dots between them, or dots at an outer end."""
    start, dots, end = text.partition("..")
    if not dots:
        point = _set_point(text, offset, in_range=False)
        return Span(first=point, last=point)
    at = offset + len(start)
    if (not start and not first) or (not end and not last) or not (start or end) or ".." in end or end[:1] == ".":
        raise problem("set-dots", at)
    low = _set_point(start, offset, in_range=True) if start else None
    high = _set_point(end, at + 2, in_range=True) if end else None
    if low and high:
        if low.precision != high.precision:
            raise problem("set-precision", at)
        if low.earliest > high.latest:
            raise problem("reversed", at + 2, first=start, last=end)
    return Span(first=low, last=high, first_kind="known" if low else "open", last_kind="known" if high else "open")


def _set_point(text: str, offset: int, *, in_range: bool) -> Point:
    if _TIME.match(text):
        raise problem("range-time", offset + text.index("T"))
    return _member(text, offset, in_range=in_range)


def _gathered(text: str, form: Form, spans: Sequence[Span]) -> Date:
    """A date made of spans: its outer bounds, its coarsest precision, and any qualifier."""
    points = [point for span in spans for point in (span.first, span.last) if point]
    flags = 0
    for point in points:
        flags |= point.flags[0] | point.flags[1] | point.flags[2]
    first_kind: Kind = next((s.first_kind for s in spans if s.first is None), "known")
    last_kind: Kind = next((s.last_kind for s in spans if s.last is None), "known")
    earliest: Day | None = None
    latest: Day | None = None
    if first_kind == "known":
        earliest = min(span.first.earliest for span in spans if span.first)
    if last_kind == "known":
        latest = max(span.last.latest for span in spans if span.last)
    return Date(
        edtf=text,
        earliest=earliest,
        latest=latest,
        earliest_kind=first_kind,
        latest_kind=last_kind,
        precision=_coarsest(points),
        form=form,
        approximate=bool(flags & APPROXIMATE),
        uncertain=bool(flags & UNCERTAIN),
        parts=tuple(spans),
    )


def _coarsest(points: Sequence[Point]) -> Precision:
    return max((p.precision for p in points), key=_RANK.__getitem__)
