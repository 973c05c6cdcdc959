"""The middle of a date, in any year."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from chronicle.dates import Day, midpoint, parse
from chronicle.dates.days import from_ordinal, ordinal


def test_the_middle_of_dates() -> None:
    middles = {
        "2008-12-17": "2008-12-17",
        "2008-02": "2008-02-15",
        "2009": "2009-07-02",
        "2013/2014": "2013-12-31",
        "2011-22": "2011-07-16",
        "[2012-01-21..2012-01-31]": "2012-01-26",
    }
    assert {text: str(midpoint(parse(text))) for text in middles} == middles


def test_what_is_open_or_unknown_has_no_middle() -> None:
    assert [midpoint(parse(text)) for text in ("2009/..", "2009/", "../2009", "/2009")] == [None] * 4


@given(st.dates())
def test_numbers_of_days_agree_with_the_standard_library(day: dt.date) -> None:
    since = ordinal(Day(1, 1, 1)) - dt.date(1, 1, 1).toordinal()
    assert ordinal(Day(day.year, day.month, day.day)) - day.toordinal() == since


@given(st.integers(-(10**12), 10**12))
def test_numbers_and_days_belong_together(number: int) -> None:
    assert ordinal(from_ordinal(number)) == number
    assert ordinal(from_ordinal(number + 1)) > number


@given(st.integers(-9999, 9999))
def test_the_middle_lies_within(year: int) -> None:
    text = f"{'-' if year < 0 else ''}{abs(year):04d}" if year != 0 else "0000"
    date = parse(text)
    middle = midpoint(date)
    assert date.earliest
    assert date.latest
    assert middle
    assert date.earliest <= middle <= date.latest
