"""First and last day of a date with unspecified digits or of a part of a year."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import product
from typing import Final

from chronicle.dates.days import Day, is_leap, month_length
from chronicle.dates.model import Precision

GROUPINGS: Final[dict[int, tuple[int, int, Precision]]] = {
    # EDTF level 1, seasons, and level 2, sub-year groupings: number to (first month, months, precision). The standard
    # fixes no months for seasons; these are the meteorological ones, and 21–24 are read as northern.
    21: (3, 3, "season"), 22: (6, 3, "season"), 23: (9, 3, "season"), 24: (12, 3, "season"),
    25: (3, 3, "season"), 26: (6, 3, "season"), 27: (9, 3, "season"), 28: (12, 3, "season"),
    29: (9, 3, "season"), 30: (12, 3, "season"), 31: (3, 3, "season"), 32: (6, 3, "season"),
    33: (1, 3, "quarter"), 34: (4, 3, "quarter"), 35: (7, 3, "quarter"), 36: (10, 3, "quarter"),
    37: (1, 4, "quadrimester"), 38: (5, 4, "quadrimester"), 39: (9, 4, "quadrimester"),
    40: (1, 6, "semester"), 41: (7, 6, "semester"),
}  # fmt: skip


def grouping_bounds(first_year: int, last_year: int, season: int) -> tuple[Day, Day]:
    """First and last day of a season, quarter, … in any of the years; a winter ends in February of the next year."""
    start, months, _ = GROUPINGS[season]
    carry, end = divmod(start + months - 2, 12)
    year, month = last_year + carry, end + 1
    return Day(first_year, start, 1), Day(year, month, month_length(year, month))


@lru_cache(maxsize=256)
def fitting(pattern: str, least: int, most: int) -> tuple[int, ...]:
    """The numbers from least to most, two digits each, that fit a pattern such as `1X`."""
    return tuple(n for n in range(least, most + 1) if _fits(f"{n:02d}", pattern))


def _fits(digits: str, pattern: str) -> bool:
    return all(wanted in ("X", digit) for digit, wanted in zip(digits, pattern, strict=True))


def year_range(pattern: str) -> tuple[int, int]:
    """The first and last year that fit `201X`, `-01XX`, … (`-0000` is no year, so `-00XX` ends at -1)."""
    low, high = int(pattern.replace("X", "0")), int(pattern.replace("X", "9"))
    return (low, high) if pattern[0] != "-" else (high, low or -1)


def _years(pattern: str, *, backwards: bool) -> Iterator[int]:
    sign, digits = (-1, pattern[1:]) if pattern[0] == "-" else (1, pattern)
    order = "9876543210" if backwards == (sign == 1) else "0123456789"
    for figures in product(*(order if c == "X" else c for c in digits)):
        year = sign * int("".join(figures))
        if year or sign == 1:
            yield year


@lru_cache(maxsize=1024)
def _month_days(month: str | None, day: str | None, leap: bool) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """The first and the last month and day that fit in a leap or a common year; None if there is none."""
    year = 2000 if leap else 2001
    months = fitting(month or "XX", 1, 12)
    found = [(m, d) for m in months for d in fitting(day or "XX", 1, month_length(year, m))]
    return (found[0], found[-1]) if found else None


def pattern_bounds(year: str, month: str | None, day: str | None) -> tuple[Day, Day] | None:
    """First and last day that fit patterns with X (EDTF level 2, unspecified digit); None if no day fits."""
    low, high = year_range(year)
    if _month_days(month, day, False) is None:  # only 29 February fits, so only leap years count
        if _month_days(month, day, True) is None:
            return None
        first = next((y for y in _years(year, backwards=False) if is_leap(y)), None)
        last = next((y for y in _years(year, backwards=True) if is_leap(y)), None)
        if first is None or last is None:
            return None
        low, high = first, last
    start, end = _month_days(month, day, is_leap(low)), _month_days(month, day, is_leap(high))
    return (Day(low, *start[0]), Day(high, *end[1])) if start and end else None
