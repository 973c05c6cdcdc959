"""Sorting, the years a date touches, and what a drawing and a `<time>` element need."""

from typing import Final

from chronicle.dates.days import Day, from_ordinal, iso_year, ordinal
from chronicle.dates.model import Date, Point

MOST_YEARS: Final = 200
"""Of a date that touches more years than this, each part counts only for its first and its last year."""

_OPEN: Final = {"open": 0, "unknown": 1, "known": 2}
_FORMS: Final = {"single": 0, "interval": 1, "all_of": 2, "one_of": 3}


def sort_key(date: Date) -> tuple[int | str, ...]:
    """A key for sorting: a total order in which only equal texts are equal.

    1. By the earliest day; where that is open or unknown, by the latest day (and before what begins on that day), so
       that a date always sorts inside the year it is filed under.
    2. What contains comes before what it contains: from the same day, an open end first, then an unknown end, then
       the later end. So `1998/..`, `1998/`, `1998/1999`, `1998`, `1998-01`, `1998-01-01`.
    3. Sure before uncertain: no sign, `~`, `?`, `%`.
    4. One date, then a range, then all of a set, then one of a set; then the text.

    If all of one date lies before all of another, it sorts before it.
    """
    start, end = date.earliest, date.latest
    year, month, day = start or end or min(p.earliest for s in date.parts for p in (s.first, s.last) if p)
    last_year, last_month, last_day = end or (0, 0, 0)
    return (
        year, month, day, start is not None,
        _OPEN[date.latest_kind], -last_year, -last_month, -last_day, _OPEN[date.earliest_kind],
        date.approximate + 2 * date.uncertain, _FORMS[date.form], date.edtf,
    )  # fmt: skip


def years(date: Date) -> tuple[int, ...]:
    """The years that the date touches, in order, each once.

    Of a set only the years of its members; of a part with an open or unknown end only the year of the known end; of
    parts that touch more than MOST_YEARS years together only the first and the last year of each: a year has a page,
    and one line of a set could ask for ten thousand.
    """
    found: set[int] = set()
    touched = sum(s.last.latest.year - s.first.earliest.year + 1 for s in date.parts if s.first and s.last)
    for span in date.parts:
        first, last = span.first, span.last
        if first is None or last is None:
            edge = first.earliest if first else last.latest if last else None
            found.update(() if edge is None else (edge.year,))
            continue
        low, high = first.earliest.year, last.latest.year
        found.update((low, high) if touched > MOST_YEARS else range(low, high + 1))
    return tuple(sorted(found))


def datetime_attribute(date: Date) -> str | None:
    """A valid value for `<time datetime>` (HTML, 4.5.14: a date, month or year from 1), or None if there is none.

    Never more precise than the date: a range or set within one month gives that month, within one year that year.
    """
    start, end = date.earliest, date.latest
    if start is None or end is None or start.year != end.year or not 1 <= start.year <= 9999:
        return None
    if date.precision == "day" and start == end:
        return str(start)
    if date.precision in ("day", "month") and start.month == end.month:
        return f"{iso_year(start.year)}-{start.month:02d}"
    return iso_year(start.year)


def extent(date: Date) -> tuple[Day | None, Day | None, bool, bool]:
    """For drawing: first day, last day, and whether the start and the end have a soft edge.

    An edge is soft where the date there is approximate, uncertain or estimated (`1950S2`), or where it is unknown. An
    open edge is not soft: it goes on. The days are the bounds; a soft edge never moves them.
    """
    return date.earliest, date.latest, _soft(date, start=True), _soft(date, start=False)


def midpoint(date: Date) -> Day | None:
    """For drawing one mark: the middle day of the bounds, the earlier of two; None with an open or unknown side."""
    if date.earliest is None or date.latest is None:
        return None
    return from_ordinal((ordinal(date.earliest) + ordinal(date.latest)) // 2)


def _soft(date: Date, *, start: bool) -> bool:
    day, kind = (date.earliest, date.earliest_kind) if start else (date.latest, date.latest_kind)
    if day is None:
        return kind == "unknown"
    points = [span.first if start else span.last for span in date.parts]
    return any(_unsure(p) for p in points if p and (p.earliest if start else p.latest) == day)


def _unsure(point: Point) -> bool:
    return any(point.flags) or point.significant is not None
