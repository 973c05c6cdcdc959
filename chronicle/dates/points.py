"""Reads one date: a day, month, year, season, or a year of any size. No range, no set."""

import re
from typing import Final

from chronicle.dates.bounds import GROUPINGS, fitting, grouping_bounds, pattern_bounds, year_range
from chronicle.dates.days import Day, month_length
from chronicle.dates.diagnose import diagnose
from chronicle.dates.errors import problem
from chronicle.dates.model import FLAGS, Point, Precision
from chronicle.dates.words import DUTCH, ENGLISH

MOST_YEAR_DIGITS: Final = 18
"""Years of more digits are refused: nothing happened then, and numbers without bound are a way to stop a machine."""

_POINT = re.compile(
    r"([?~%]?)(-?[0-9X]{4})([?~%]?)"  # year
    r"(?:-([?~%]?)([0-9X]{2})([?~%]?)"  # month, or season, or another part of a year
    r"(?:-([?~%]?)([0-9X]{2})([?~%]?))?)?"  # day
)
_LONG = re.compile(r"([?~%]?)(?:(Y)(-?[1-9][0-9]*)(?:E([0-9]+))?|(-?[0-9]{4}))(?:S([0-9]+))?([?~%]?)")
_COARSE: Final[tuple[Precision, ...]] = ("millennium", "millennium", "century", "decade")


def read_point(text: str, offset: int) -> Point:
    """The date in a text that starts at that character of the whole. Raises DateError."""
    found = _POINT.fullmatch(text)
    if found is None:
        return _read_long(text, offset)
    before_year, year, after_year, before_month, month, after_month, before_day, day, after_day = found.groups("")
    if year == "-0000":
        raise problem("minus-zero", offset + found.start(2))
    # EDTF level 2, qualification: a sign on the right holds for all to its left, a sign on the left for one part.
    for_all = FLAGS[after_day]
    for_month = for_all | FLAGS[after_month]
    flags = (
        for_month | FLAGS[after_year] | FLAGS[before_year],
        for_month | FLAGS[before_month] if month else 0,
        for_all | FLAGS[before_day] if day else 0,
    )
    if "21" <= month <= "99":
        return _season(text, found, flags, offset)
    if "X" in text:
        earliest, latest, precision = _unspecified(found, offset)
    else:
        earliest, latest, precision = _exact(found, offset)
    return Point(
        text=text, year=year, month=month or None, day=day or None, flags=flags,
        earliest=earliest, latest=latest, precision=precision,
    )  # fmt: skip


def _exact(found: re.Match[str], offset: int) -> tuple[Day, Day, Precision]:
    """Bounds of a date without X. EDTF level 0."""
    year = int(found[2])
    if not found[5]:
        return Day(year, 1, 1), Day(year, 12, 31), "year"
    month = int(found[5])
    if not 1 <= month <= 12:
        raise problem("month" if found[8] else "grouping", offset + found.start(5), found=found[5])
    length = month_length(year, month)
    if not found[8]:
        return Day(year, month, 1), Day(year, month, length), "month"
    day = int(found[8])
    if 1 <= day <= length:
        return Day(year, month, day), Day(year, month, day), "day"
    at = offset + found.start(8)
    if not 1 <= day <= 31:
        raise problem("day", at, found=found[8])
    if (month, day) == (2, 29):
        raise problem("leap", at, year=found[2])
    dutch, english = DUTCH.months[month].capitalize(), ENGLISH.months[month]
    raise problem("day-of-month", at, found=day, month_nl=dutch, month_en=english, year=found[2], length=length)


def _unspecified(found: re.Match[str], offset: int) -> tuple[Day, Day, Precision]:
    """Bounds of a date with X. EDTF level 1, unspecified digits from the right; level 2, unspecified digit."""
    year, month, day = found[2], found[5], found[8]
    if month and not fitting(month, 1, 12):
        raise problem("month", offset + found.start(5), found=month)
    if day and not fitting(day, 1, 31):
        raise problem("day", offset + found.start(8), found=day)
    bounds = pattern_bounds(year, month, day)
    if bounds is None:
        raise problem("no-such-day", offset + found.start(8), found=found[0])
    return *bounds, _known(year.removeprefix("-"), month, day)


def _known(year: str, month: str | None, day: str | None) -> Precision:
    """The coarsest unit that is fully known."""
    if "X" in year:
        return _COARSE[year.index("X")]
    if not month or "X" in month:
        return "year"
    return "month" if not day or "X" in day else "day"


def _season(text: str, found: re.Match[str], flags: tuple[int, int, int], offset: int) -> Point:
    """A season or another part of a year. EDTF level 1, seasons; level 2, sub-year groupings."""
    at = offset + found.start(5)
    if "X" in found[5] or int(found[5]) not in GROUPINGS:
        raise problem("grouping", at, found=found[5])
    if found[8]:
        raise problem("season-day", offset + found.start(8), found=found[5])
    if any(flags):
        sign = next(i for i, c in enumerate(text) if c in "?~%")
        raise problem("season-qualified", offset + sign)
    season = int(found[5])
    earliest, latest = grouping_bounds(*year_range(found[2]), season)
    precision = _known(found[2].removeprefix("-"), None, None) if "X" in found[2] else GROUPINGS[season][2]
    return Point(text=text, year=found[2], season=season, earliest=earliest, latest=latest, precision=precision)


def _read_long(text: str, offset: int) -> Point:
    """A year with Y, E or S. EDTF level 1, letter-prefixed year; level 2, exponential year and significant digits."""
    found = _LONG.fullmatch(text)
    if found is None:
        raise diagnose(text, offset)
    before, letter, figures, exponent, plain, significant, after = found.groups("")
    if exponent.startswith("0"):
        raise problem("exponent", offset + found.start(4))
    if len(exponent) > 2 or len(figures.lstrip("-")) + int(exponent or 0) > MOST_YEAR_DIGITS:
        raise problem("year-size", offset + found.start(3), most=MOST_YEAR_DIGITS)
    year = int(figures or plain) * 10 ** int(exponent or 0)
    if letter and -9999 <= year <= 9999:
        raise problem("long-year-short", offset + found.start(2))
    if plain == "-0000":
        raise problem("minus-zero", offset + found.start(5))
    first, last, precision = _rounded(year, significant, offset + found.start(6))
    flag = FLAGS[before] | FLAGS[after]
    return Point(
        text=text, year=plain or str(year), significant=int(significant) if significant else None, flags=(flag, 0, 0),
        earliest=Day(first, 1, 1), latest=Day(last, 12, 31), precision=precision,
    )  # fmt: skip


def _rounded(year: int, significant: str, at: int) -> tuple[int, int, Precision]:
    """First and last year that agree with a year in its first digits: 1950 with 2 gives 1900 and 1999."""
    digits = len(str(abs(year)))
    if not significant:
        return year, year, "year"
    if len(significant) > 2 or not 1 <= int(significant) <= digits:
        raise problem("significant", at, most=digits)
    loose = digits - int(significant)
    block: int = 10**loose
    low = abs(year) // block * block
    first, last = (low, low + block - 1) if year >= 0 else (-(low + block - 1), -low)
    return first, last, ("year", "decade", "century", "millennium")[min(loose, 3)]
