"""Where events stand on a drawn axis: numbers only, no markup. Time runs along it, events are stacked across it.

The years of the story get more room than those around them; within each stretch a day is as long as any other.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from operator import itemgetter
from typing import TypeAlias

from chronicle import dates
from chronicle.dates import Day
from chronicle.model import Event, Timeline

# Where an event begins and ends on the axis.
Spot: TypeAlias = tuple[float, float, Event]

# The part of the length that the years of the story get, when there are years around them.
_STORY_SHARE = 0.55
# How far a bar is drawn towards an end that nobody knows, in marks.
_UNKNOWN_MARKS = 3
# What a bundle's count needs along the axis, in marks.
_BUNDLE_MARKS = 2.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """How much room there is: the axis's `length`, the size of a `mark`, and how many rows and lanes fit across it."""

    length: float
    mark: float
    rows: int
    lanes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Part of the axis on one scale: from the first day of `first` to the last day of `last`, both years included."""

    first: int
    last: int
    start: float
    end: float

    def at(self, number: int) -> float:
        """Give the place of a day by its number; days outside stay at the edge."""
        low, high = _numbers(self.first, self.last)
        part = min(1.0, max(0.0, (number - low) / (high - low)))
        return self.start + part * (self.end - self.start)


@lru_cache(maxsize=64)
def _numbers(first: int, last: int) -> tuple[int, int]:
    """The number of the first day of a year, and that of the day after the last of another."""
    return dates.ordinal(Day(first, 1, 1)), dates.ordinal(Day(last, 12, 31)) + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """An event at one moment, `row` rows away from the axis. `start` and `end` bound what the date leaves open."""

    event: Event
    at: float
    row: int
    start: float
    end: float
    soft: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """An event that went on, in a lane of its own beside the axis. An open edge goes on; a soft one is unsure."""

    event: Event
    start: float
    end: float
    lane: int
    soft_start: bool
    soft_end: bool
    open_start: bool
    open_end: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """More events than fit, most of them in `year`."""

    year: int
    at: float
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """The whole drawing. `rows` and `lanes` are how many are used."""

    stretches: tuple[Stretch, ...]
    marks: tuple[Mark, ...]
    bars: tuple[Bar, ...]
    bundles: tuple[Bundle, ...]
    rows: int
    lanes: int

    def at(self, day: Day) -> float:
        """Give the place of a day."""
        return _at(self.stretches, day)

    def years(self) -> range:
        """Give the years that the axis shows."""
        return range(self.stretches[0].first, self.stretches[-1].last + 1)


def story_years(timeline: Timeline) -> tuple[int, int] | None:
    """Give the first and the last year of the story's chapters, for `axis`; None without a story."""
    days = [d for c in timeline.chapters.values() for d in (c.date.earliest, c.date.latest) if d is not None]
    return (min(days).year, max(days).year) if days else None


def axis(events: Sequence[Event], frame: Frame, story: tuple[int, int] | None = None) -> Axis:
    """Lay out `events`, which are in time order. `story` is the first and the last year that get more room."""
    days = [day for event in events for day in (event.date.earliest, event.date.latest) if day is not None]
    stretches = _stretches(min(days).year, max(days).year, frame.length, story)
    moments, ongoing = _spots(events, stretches, frame)
    bars, left_over = _bars(ongoing, frame)
    marks, too_many = _marks(moments, frame)
    return Axis(
        stretches=stretches,
        marks=tuple(marks),
        bars=tuple(bars),
        bundles=tuple(_bundles([*too_many, *left_over], frame)),
        rows=max((mark.row for mark in marks), default=-1) + 1,
        lanes=max((bar.lane for bar in bars), default=-1) + 1,
    )


def _stretches(first: int, last: int, length: float, story: tuple[int, int] | None) -> tuple[Stretch, ...]:
    low, high = max(first, story[0]) if story else first, min(last, story[1]) if story else last
    around = (low - first) + (last - high)
    if low > high or around == 0:
        return (Stretch(first=first, last=last, start=0.0, end=length),)
    wide = max(_STORY_SHARE, (high - low + 1) / (last - first + 1)) * length
    one_year = (length - wide) / around
    start, end = (low - first) * one_year, (low - first) * one_year + wide
    parts = (
        Stretch(first=first, last=low - 1, start=0.0, end=start),
        Stretch(first=low, last=high, start=start, end=end),
        Stretch(first=high + 1, last=last, start=end, end=length),
    )
    return tuple(part for part in parts if part.first <= part.last)


def _at(stretches: Sequence[Stretch], day: Day, *, after: bool = False) -> float:
    """Give the place of a day's beginning, or with `after` that of its end."""
    number = dates.ordinal(day) + after
    for stretch in stretches:
        if day.year <= stretch.last:
            return stretch.at(number)
    return stretches[-1].at(number)


class _Places(dict[Day, float]):
    """Where days begin, or with `after` where they end. Many events share a day, and many drawings their stretches."""

    def __init__(self, stretches: Sequence[Stretch], *, after: bool) -> None:
        super().__init__()
        self._stretches, self._after = stretches, after

    def __missing__(self, day: Day) -> float:
        place = self[day] = _at(self._stretches, day, after=self._after)
        return place


# A page of the newest events and one of all, lying and standing. Of a long timeline there are places for each day of a
# century, so no more are kept.
@lru_cache(maxsize=4)
def _places(stretches: Sequence[Stretch]) -> tuple[_Places, _Places]:
    return _Places(stretches, after=False), _Places(stretches, after=True)


def _spots(events: Iterable[Event], stretches: Sequence[Stretch], frame: Frame) -> tuple[list[Spot], list[Spot]]:
    """Give where events are drawn: moments and what went on. An open end goes on to the end of the axis, an unknown one
    not far."""
    begins, ends = _places(stretches)
    unknown, long = _UNKNOWN_MARKS * frame.mark, 2 * frame.mark
    moments: list[Spot] = []
    ongoing: list[Spot] = []
    for event in events:
        date = event.date
        first, last = date.earliest, date.latest
        start = begins[first] if first else 0.0
        end = ends[last] if last else frame.length
        if date.earliest_kind == "unknown":
            start = max(0.0, end - unknown)
        if date.latest_kind == "unknown":
            end = min(frame.length, start + unknown)
        goes_on = date.form == "interval" and end - start > long
        (ongoing if goes_on else moments).append((start, end, event))
    return moments, ongoing


def _bars(spots: Iterable[Spot], frame: Frame) -> tuple[list[Bar], list[Spot]]:
    """Give each event the first lane that is free; those for which there is none come back."""
    taken: list[float] = []
    bars, left_over = [], []
    for start, end, event in spots:
        lane = next((i for i, until in enumerate(taken) if until + frame.mark / 2 <= start), len(taken))
        if lane >= frame.lanes:
            left_over.append((start, end, event))
            continue
        taken[lane : lane + 1] = [end]
        _, _, soft_start, soft_end = dates.extent(event.date)
        bars.append(
            Bar(
                event=event,
                start=start,
                end=end,
                lane=lane,
                soft_start=soft_start,
                soft_end=soft_end,
                open_start=event.date.earliest_kind == "open",
                open_end=event.date.latest_kind == "open",
            )
        )
    return bars, left_over


def _marks(spots: Iterable[Spot], frame: Frame) -> tuple[list[Mark], list[Spot]]:
    """Put each mark in the first row where it touches no other; those for which no row is left come back."""
    until = [float("-inf")] * frame.rows
    marks, too_many = [], []
    half, most = frame.mark / 2, frame.length - frame.mark / 2
    soonest = min(until)
    for start, end, event in sorted(spots, key=_middle):
        at = min(max((start + end) / 2, half), most)
        # Of a long timeline hardly any has room.
        if soonest > at - half:
            too_many.append((start, end, event))
            continue
        row = next(i for i, edge in enumerate(until) if edge <= at - half)
        until[row] = at + half
        soonest = min(until)
        _, _, soft_start, soft_end = dates.extent(event.date)
        marks.append(Mark(event=event, at=at, row=row, start=start, end=end, soft=soft_start or soft_end))
    return marks, too_many


def _middle(spot: Spot) -> tuple[float, str]:
    return spot[0] + spot[1], spot[2].id


@dataclass(slots=True)
class _Heap:
    at: float
    events: list[int] = field(default_factory=list)


def _bundles(spots: Iterable[Spot], frame: Frame) -> list[Bundle]:
    """Count what did not fit, so far apart along the axis that the counts do not touch."""
    heaps: list[_Heap] = []
    for start, end, event in sorted(spots, key=itemgetter(0)):
        at = (start + end) / 2
        if not heaps or at > heaps[-1].at + _BUNDLE_MARKS * frame.mark:
            heaps.append(_Heap(at))
        day = event.date.earliest or event.date.latest
        heaps[-1].events.append(day.year if day else 0)
    return [
        Bundle(year=max(set(heap.events), key=lambda y: (heap.events.count(y), -y)), at=heap.at, count=len(heap.events))
        for heap in heaps
    ]


def ticks(drawn: Axis, room: float) -> list[tuple[float, str]]:
    """Give a tick for each year, and a name where there is `room` for it: for each year, else for each fifth, …"""
    found: list[tuple[float, str]] = []
    length = drawn.stretches[-1].end
    for stretch in drawn.stretches:
        one_year = (stretch.end - stretch.start) / (stretch.last + 1 - stretch.first)
        step = next(n for n in _steps() if n * one_year >= room)
        every = 1 if one_year >= 2 else step
        # The first year is named too, if the next name stays clear of it.
        early = not found and -stretch.first % step * one_year >= room
        start = stretch.first + -stretch.first % every
        for year in (
            *([stretch.first] if early and start > stretch.first else []),
            *range(start, stretch.last + 1, every),
        ):
            at = stretch.start + (year - stretch.first) * one_year
            named = (year % step == 0 and at + room <= length + 1) or (early and year == stretch.first)
            found.append((at, str(year) if named else ""))
    return found


def _steps() -> Iterator[int]:
    """Yield how many years there can be from name to name; EDTF writes years of any length."""
    yield from (1, 5, 10, 25, 50, 100, 500)
    step = 1000
    while True:
        yield step
        step *= 10
