"""Days of the proleptic Gregorian calendar, with astronomical years (0000 is 1 BC), of any size."""

from typing import NamedTuple

_LENGTHS = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class Day(NamedTuple):
    """One calendar day, in time order. `str()` is ISO 8601, or `Y…` (the year alone) beyond four digits."""

    year: int
    month: int
    day: int

    def __str__(self) -> str:
        return iso_day(self)


def iso_day(day: Day) -> str:
    """`2008-12-17`, `-0043-03-15`; beyond four digits only the year can be written: `Y170000002` (EDTF level 1)."""
    if -9999 <= day.year <= 9999:
        return f"{iso_year(day.year)}-{day.month:02d}-{day.day:02d}"
    return f"Y{day.year}"


def iso_year(year: int) -> str:
    """A year of at most four digits as ISO 8601 writes it: `0033`, `-0043`."""
    return f"{year:04d}" if year >= 0 else f"-{-year:04d}"


def is_leap(year: int) -> bool:
    """Whether 29 February exists in that year."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def month_length(year: int, month: int) -> int:
    """The number of days in a month (1–12) of a year."""
    return 29 if month == 2 and is_leap(year) else _LENGTHS[month]


def ordinal(day: Day) -> int:
    """The number of a day, counted from 1 March of the year 0; one more for each day, in any year.

    Years begin in March here, so that a leap day is the last of its year and every month has a fixed start.
    """
    year, month = (day.year, day.month - 3) if day.month > 2 else (day.year - 1, day.month + 9)
    return 365 * year + year // 4 - year // 100 + year // 400 + (153 * month + 2) // 5 + day.day - 1


def from_ordinal(number: int) -> Day:
    """The day that has a number; the inverse of `ordinal`."""
    era, left = divmod(number, 146_097)
    year_of_era = (left - left // 1460 + left // 36_524 - left // 146_096) // 365
    left -= 365 * year_of_era + year_of_era // 4 - year_of_era // 100
    month = (5 * left + 2) // 153
    year = era * 400 + year_of_era + (month > 9)
    return Day(year, month + 3 if month < 10 else month - 9, left - (153 * month + 2) // 5 + 1)
