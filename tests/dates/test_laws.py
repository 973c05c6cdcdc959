"""Laws that hold for every date, not only for the ones we thought of."""

import os
import re
from itertools import pairwise
from pathlib import Path

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from chronicle.dates import Date, DateError, Day, datetime_attribute, extent, parse, propose, sort_key, wording, years
from chronicle.dates.days import month_length
from chronicle.dates.phrases import Style
from chronicle.dates.words import DUTCH, ENGLISH

NBSP = "\u00a0"
FORMS: tuple[Style, ...] = ("long", "short", "spoken")
MONTH_NAMES = {*DUTCH.months, *DUTCH.months_short, *ENGLISH.months, *ENGLISH.months_short} - {""}
QUALIFIERS = st.sampled_from(["", "", "?", "~", "%"])


def masked(digits: str, hidden: int) -> str:
    return "".join("X" if hidden >> place & 1 else digit for place, digit in enumerate(digits))


@st.composite
def days(draw: st.DrawFn, low: int = 1, high: int = 9998) -> str:
    year, month = draw(st.integers(low, high)), draw(st.integers(1, 12))
    return f"{year:04d}-{month:02d}-{draw(st.integers(1, month_length(year, month))):02d}"


@st.composite
def exact(draw: st.DrawFn) -> str:
    """A day, a month or a year, now and then before Christ."""
    text = draw(days())[: draw(st.sampled_from([4, 7, 10]))]
    return draw(st.sampled_from(["", "", "", "-"])) + text if "02-29" not in text else text


@st.composite
def points(draw: st.DrawFn) -> str:
    """A date with signs and unspecified digits anywhere. Not all of these exist, so take `dates`."""
    signs = [draw(QUALIFIERS) for _ in range(6)]
    text = draw(exact())
    minus = "-" if text[0] == "-" else ""
    parts = text.removeprefix("-").split("-")
    shown = [masked(part, draw(st.sampled_from([0, 0, 0, 1, 2, 3, 8, 12]))) for part in parts]
    shown[0] = minus + shown[0]
    return "-".join(signs[2 * i] + part + signs[2 * i + 1] for i, part in enumerate(shown))


@st.composite
def seasons(draw: st.DrawFn) -> str:
    year = masked(f"{draw(st.integers(0, 9999)):04d}", draw(st.sampled_from([0, 0, 0, 2, 4, 8, 12, 14, 15])))
    return f"{draw(st.sampled_from(['', '', '-']))}{year}-{draw(st.integers(21, 41))}"


LONG_YEARS = st.builds("Y{}".format, st.integers(10_000, 10**15) | st.integers(-(10**15), -10_000))
ROUNDED = st.builds("{:04d}S{}".format, st.integers(1000, 9999), st.integers(1, 4))
SINGLES = points() | points() | seasons() | LONG_YEARS | ROUNDED
ENDS = points() | LONG_YEARS | st.sampled_from(["", ".."])
RANGES = st.builds("{}/{}".format, ENDS, ENDS)
MEMBERS = points() | st.builds("{}..{}".format, points(), points())
SETS = st.builds(
    lambda shape, members: shape.format(",".join(members)),
    st.sampled_from(["[{}]", "{{{}}}", "[..{}]", "[{}..]", "{{..{}}}"]),
    st.lists(MEMBERS, min_size=1, max_size=4),
)


def valid(text: str) -> Date | None:
    try:
        return parse(text)
    except DateError:
        return None


DATES = (SINGLES | RANGES | SETS).map(valid).filter(lambda date: date is not None)


def bounds(date: Date) -> tuple[Day | None, Day | None]:
    return date.earliest, date.latest


@given(DATES)
def test_the_first_day_is_not_after_the_last(date: Date) -> None:
    assert (date.earliest is None) == (date.earliest_kind != "known")
    assert (date.latest is None) == (date.latest_kind != "known")
    assert date.earliest is None or date.latest is None or date.earliest <= date.latest


@given(days())
def test_a_day_lies_in_its_month_year_decade_and_century(text: str) -> None:
    day = parse(text).earliest
    assert day
    for wider in (text[:7], f"{text[:8]}XX", text[:4], f"{text[:5]}XX", f"{text[:3]}X", f"{text[:2]}XX", "XXXX"):
        around = parse(wider)
        assert around.earliest
        assert around.latest
        assert around.earliest <= day <= around.latest


@given(days(), st.integers(0, 15), st.integers(0, 3), st.integers(0, 3))
def test_hiding_digits_keeps_the_day_inside(text: str, year: int, month: int, day: int) -> None:
    date = parse(f"{masked(text[:4], year)}-{masked(text[5:7], month)}-{masked(text[8:], day)}")
    exactly = parse(text).earliest
    assert date.earliest
    assert date.latest
    assert exactly
    assert date.earliest <= exactly <= date.latest


@given(exact(), st.sampled_from("?~%"), st.sampled_from("?~%"))
def test_a_qualifier_moves_no_bound_and_no_attribute(text: str, sign: str, other: str) -> None:
    date = parse(text)
    for qualified in (text + sign, sign + text, sign + text + other):
        doubtful = parse(qualified)
        assert bounds(doubtful) == bounds(date)
        assert datetime_attribute(doubtful) == datetime_attribute(date)
        assert doubtful.approximate or doubtful.uncertain
        assert extent(doubtful) == (date.earliest, date.latest, True, True)
    assert extent(date) == (date.earliest, date.latest, False, False)


@given(st.lists(DATES, min_size=2, max_size=6))
def test_the_order_is_total_and_agrees_with_the_bounds(dates: list[Date]) -> None:
    ordered = sorted(dates, key=sort_key)
    backwards = dates[::-1]
    assert [d.edtf for d in ordered] == [d.edtf for d in sorted(backwards, key=sort_key)]
    for one, other in pairwise(ordered):
        assert (sort_key(one) == sort_key(other)) == (one.edtf == other.edtf)
        if one.earliest and other.latest:
            assert one.earliest <= other.latest
        if one.earliest and other.earliest:
            assert one.earliest <= other.earliest


@given(days())
def test_what_contains_comes_before_what_it_contains(text: str) -> None:
    year, month = text[:4], text[:7]
    first = f"{year}-01-01"
    written = [f"{year}/..", f"{year}/", f"{year}/{int(year) + 1:04d}", year, f"{year}-01", first]
    assert sorted(written, key=lambda edtf: sort_key(parse(edtf))) == written
    assert sort_key(parse(year)) < sort_key(parse(month)) <= sort_key(parse(text)) or month[5:] == "01"
    assert sort_key(parse(year)) < sort_key(parse(f"{year}?"))


@given(DATES)
def test_reading_what_was_read_gives_the_same(date: Date) -> None:
    assert parse(date.edtf) == date
    found = propose(date.edtf)
    assert found is not None
    assert (found.edtf, found.needs_date_text) == (date.edtf, False)


@given(DATES)
def test_years_are_those_of_the_bounds(date: Date) -> None:
    touched = years(date)
    assert touched == tuple(sorted(set(touched)))
    assert touched
    if date.earliest and date.latest:
        assert (touched[0], touched[-1]) == (date.earliest.year, date.latest.year)


@given(DATES)
def test_the_attribute_is_valid_and_never_too_precise(date: Date) -> None:
    value = datetime_attribute(date)
    if value is None:
        return
    assert re.fullmatch(r"[0-9]{4}(-(0[1-9]|1[0-2])(-[0-9]{2})?)?", value)
    around = parse(value)
    assert around.earliest
    assert around.latest
    assert date.earliest
    assert date.latest
    assert around.earliest <= date.earliest <= date.latest <= around.latest
    if len(value) == 10:
        assert date.precision == "day"
    if len(value) == 7:
        assert date.precision in ("day", "month")


@given(points().map(valid).filter(lambda date: date is not None), st.sampled_from(["nl", "en"]), st.sampled_from(FORMS))
def test_the_wording_names_no_month_or_day_that_is_not_fixed(date: Date, lang: str, form: Style) -> None:
    point = date.parts[0].first
    assert point
    text = wording(date, lang, form=form)
    names = MONTH_NAMES.intersection(re.findall(r"[A-Za-z]+", text))
    if point.month is None or "X" in point.month:
        assert not names
    else:
        assert len(names) == 1
    if point.day is None or "X" in point.day:
        assert NBSP not in text
        assert not any(re.search(rf"[0-9]{{1,2}} {name}\b", text) for name in MONTH_NAMES)


@given(DATES, st.sampled_from(["nl", "en"]))
def test_wordings_are_clean(date: Date, lang: str) -> None:
    for form in FORMS:
        text = wording(date, lang, form=form)
        assert text == " ".join(re.split(" ", text)).strip()
        assert "  " not in text
        assert "X" not in text
        assert all(re.fullmatch(r"[0-9]", text[m.start() - 1]) for m in re.finditer(NBSP, text))
        assert all(text[m.end() :].startswith(tuple(MONTH_NAMES)) for m in re.finditer(NBSP, text))
        if form == "spoken":
            assert "–" not in text


def changed(text: str, place: int, length: int, patch: str) -> str:
    at = place % (len(text) + 1)
    return text[:at] + patch + text[at + length :]


ALPHABET = "0123456789X-/.?~%[]{},YEST:+Z xuwinter"
STORIES = [
    str(story.get("text") or story.get("edtf"))
    for name in ("valid", "invalid", "proposals")
    for story in yaml.safe_load((Path(__file__).parent / "stories" / f"{name}.yaml").read_text(encoding="utf-8"))
]
CHANGED = st.builds(
    changed, st.sampled_from(STORIES), st.integers(0, 40), st.integers(0, 2), st.text(alphabet=ALPHABET, max_size=2)
)
AGAIN = st.builds(changed, CHANGED, st.integers(0, 40), st.integers(0, 2), st.text(alphabet=ALPHABET, max_size=2))
SOUP = st.text(alphabet=ALPHABET, max_size=24)


@settings(max_examples=int(os.environ.get("DATES_EXAMPLES", "5000")), deadline=None)
@given(st.text(max_size=40) | SOUP | CHANGED | AGAIN | RANGES | SETS)
def test_nothing_but_our_own_error(text: str) -> None:
    try:
        parse(text)
    except DateError as error:
        wrong = error
    else:
        return
    assert 0 <= wrong.offset <= len(text)
    assert wrong.message_nl
    assert wrong.message_en
    assert wrong.suggestion is None or parse(wrong.suggestion).edtf == wrong.suggestion


def test_tangled_wordings_take_no_time() -> None:
    """Each of these once took, or could take, time that grows without bound; now they are done at once."""
    tangles = (
        "omstreeks ",
        "ca - ",
        "tussen mogelijk ",
        "van ca tot ",
        "1 en ",
        "1 of ",
        "voor na ",
        "[",
        "[1..1,",
        "?",
    )
    for tangle in tangles:
        for length in (50, 199, 1000):
            text = (tangle * length)[:length] + "1"
            found = propose(text)
            assert found is None or parse(found.edtf).edtf == found.edtf
            assert valid(text) is None or tangle == "?"
