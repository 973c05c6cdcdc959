"""The drawn axis: everything is on it once, nothing lies over anything else, nothing looks more exact than it is."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chronicle import axis, dates, inputs, load
from chronicle.axis import Axis, Frame
from chronicle.model import Event, Timeline
from chronicle.pages import overview, site, story
from chronicle.problems import Lang
from tests import projects, tales

FRAME = Frame(length=1000, mark=10, rows=4, lanes=2)


def events(*edtf: str) -> list[Event]:
    """Events on these dates, in time order; their ids tell the dates' places in the list."""
    one = load.load(tales.small()).timeline.events[0]
    made = [replace(one, id=f"e{number}", date=dates.parse(text)) for number, text in enumerate(edtf)]
    return sorted(made, key=lambda event: (dates.sort_key(event.date), event.id))


def draw(*edtf: str, frame: Frame = FRAME, story: tuple[int, int] | None = None) -> Axis:
    return axis.axis(events(*edtf), frame, story)


YEAR = st.integers(1950, 2060)
DAY = st.dates(min_value=date(1950, 1, 1), max_value=date(2060, 12, 31))
SOME = st.one_of(
    DAY.map(str),
    YEAR.map(str),
    YEAR.map(lambda y: f"{y}-06~"),
    st.tuples(YEAR, YEAR).map(lambda pair: f"{min(pair)}/{max(pair)}"),
    YEAR.map(lambda y: f"{y}/.."),
    YEAR.map(lambda y: f"../{y}"),
    YEAR.map(lambda y: f"{y}/"),
    YEAR.map(lambda y: f"/{y}?"),
    YEAR.map(lambda y: f"[{y}-01-21..{y}-01-31]"),
)
STORIES = st.none() | st.tuples(YEAR, YEAR).map(lambda pair: (min(pair), max(pair)))


@given(st.lists(SOME, min_size=1, max_size=80), STORIES)
@settings(deadline=None, max_examples=150)
def test_the_laws_of_the_axis(written: list[str], years: tuple[int, int] | None) -> None:
    drawn = draw(*written, story=years)
    shown = [mark.event.id for mark in drawn.marks] + [bar.event.id for bar in drawn.bars]
    assert len(shown) == len(set(shown))
    assert len(shown) + sum(bundle.count for bundle in drawn.bundles) == len(written)
    for row in range(drawn.rows):
        places = sorted(mark.at for mark in drawn.marks if mark.row == row)
        assert all(after - before >= FRAME.mark - 1e-6 for before, after in pairwise(places))
    for lane in range(drawn.lanes):
        bars = sorted((bar.start, bar.end) for bar in drawn.bars if bar.lane == lane)
        assert all(before[1] <= after[0] for before, after in pairwise(bars))
    for mark in drawn.marks:
        assert FRAME.mark / 2 <= mark.at <= FRAME.length - FRAME.mark / 2
        assert mark.start - FRAME.mark / 2 <= mark.at <= mark.end + FRAME.mark / 2
    for bar in drawn.bars:
        assert 0 <= bar.start < bar.end <= FRAME.length
    bundles = [bundle.at for bundle in drawn.bundles]
    assert all(after > before for before, after in pairwise(bundles))


@given(st.lists(DAY, min_size=2, max_size=30), STORIES)
@settings(deadline=None, max_examples=100)
def test_a_later_day_stands_further_along(days: Sequence[object], years: tuple[int, int] | None) -> None:
    drawn = draw(*map(str, days), story=years)
    places = [drawn.at(event.date.earliest) for event in events(*map(str, days)) if event.date.earliest]
    assert places == sorted(places)


def test_a_day_is_as_long_as_any_other_within_a_stretch() -> None:
    drawn = draw("2000-01-01", "2019-12-31", story=(2008, 2012))
    assert [(s.first, s.last, round(s.start), round(s.end)) for s in drawn.stretches] == [
        (2000, 2007, 0, 240),
        (2008, 2012, 240, 790),
        (2013, 2019, 790, 1000),
    ]
    july, august, may = (dates.Day(2010, *day) for day in ((7, 1), (8, 1), (5, 31)))
    assert drawn.at(august) - drawn.at(july) == pytest.approx(drawn.at(july) - drawn.at(may))


@pytest.mark.parametrize(
    ("years", "stretches"),
    [(None, 1), ((1990, 2030), 1), ((2040, 2050), 1), ((2000, 2004), 2), ((2015, 2030), 2), ((2005, 2006), 3)],
)
def test_the_story_gets_more_room_only_where_there_is_something_around_it(
    years: tuple[int, int] | None, stretches: int
) -> None:
    drawn = draw("2000", "2019", story=years)
    assert len(drawn.stretches) == stretches
    assert drawn.stretches[0].start == 0
    assert drawn.stretches[-1].end == pytest.approx(FRAME.length)


def test_what_goes_on_is_a_bar_and_what_is_not_exact_is_a_mark() -> None:
    drawn = draw("2000", "2001/2004", "2005-03-01/2005-03-03", "[2010,2011]", "2019")
    assert [bar.event.date.edtf for bar in drawn.bars] == ["2001/2004"]
    marks = {mark.event.date.edtf: mark for mark in drawn.marks}
    assert set(marks) == {"2000", "2005-03-01/2005-03-03", "[2010,2011]", "2019"}
    # The mark of a year stands in its middle, and tells that it may be anywhere in it.
    assert (marks["2000"].start, marks["2000"].at, marks["2000"].end) == pytest.approx((0, 25, 50), abs=0.2)


def test_edges_are_drawn_as_they_are_known() -> None:
    drawn = draw("2000-01-01", "2005/..", "2008~/2010", "2012/", "2019-12-31", frame=replace(FRAME, lanes=3))
    bars = {bar.event.date.edtf: bar for bar in drawn.bars}
    on = bars["2005/.."]
    assert (on.open_end, on.soft_end, on.end) == (True, False, FRAME.length)
    about = bars["2008~/2010"]
    assert (about.soft_start, about.soft_end, about.open_end) == (True, False, False)
    unknown = bars["2012/"]
    assert (unknown.open_end, unknown.soft_end) == (False, True)
    assert unknown.end - unknown.start == pytest.approx(3 * FRAME.mark)


def test_a_soft_mark_is_where_a_sure_one_would_be() -> None:
    (sure,) = draw("2010-06", "2000", "2019").marks[1:2]
    (soft,) = draw("2010-06~", "2000", "2019").marks[1:2]
    assert (sure.soft, soft.soft) == (False, True)
    assert (sure.at, sure.start, sure.end) == (soft.at, soft.start, soft.end)


def test_what_does_not_fit_is_counted() -> None:
    drawn = draw(*["2010-03-01"] * 9, *["2010-03-02"] * 3, "2000", "2019")
    assert drawn.rows == FRAME.rows
    assert [(bundle.count, bundle.year) for bundle in drawn.bundles] == [(8, 2010)]
    busy = draw(*["2001/2018"] * 5, "2000", "2019")
    assert (len(busy.bars), sum(bundle.count for bundle in busy.bundles)) == (2, 3)


# The drawing

REAL = load.load(inputs.read_folder(projects.PROJECT / "timeline", prefix="timeline/")).timeline


def drawing(timeline: Timeline, lang: Lang = "nl") -> ElementTree.Element:
    made = overview.overview(site.site(timeline, lang, site_url="https://x.nl/", repo_url=None))
    assert "style=" not in made
    return ElementTree.fromstring(made)


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_every_event_is_drawn_once_lying_and_once_standing(lang: Lang) -> None:
    root = drawing(REAL, lang)
    drawings = root.findall(".//svg")
    assert [one.get("data-axis") for one in drawings] == ["wide", "tall"]
    for one in drawings:
        ids = [link.get("data-mark") for link in one.iter("a") if link.get("data-mark")]
        assert sorted(filter(None, ids)) == sorted(event.id for event in REAL.events)
        labels = [text.text for link in one.findall("a[@class='tl-axis__label']") for text in link.findall("text")]
        assert [str(label)[0] for label in labels] == [str(n + 1) for n in range(len(REAL.chapters))]


def test_a_mark_tells_its_date_title_and_status() -> None:
    names = {link.get("data-mark"): link.findtext("title") for link in drawing(REAL).iter("a")}
    name = str(names["beleidskaders-vastgesteld"])
    assert name.startswith("17 december 2008: Provinciale Staten stellen de Sociale Agenda")
    assert name.endswith(" (bevestigd)")


def test_nothing_is_drawn_outside() -> None:
    for one in drawing(REAL).findall(".//svg"):
        _, _, width, height = map(float, str(one.get("viewBox")).split())
        for shape in one.iter():
            for name, most in (("x", width), ("cx", width), ("y", height), ("cy", height)):
                if shape.tag != "linearGradient" and (value := shape.get(name)) is not None:
                    assert 0 <= float(value) <= most, ElementTree.tostring(shape)


def test_the_caption_says_in_words_what_is_drawn() -> None:
    caption = str(drawing(REAL).findtext("figcaption"))
    assert caption.startswith(f"{len(REAL.events)} gebeurtenissen van 1997 tot en met ")
    assert "2008 – 2012" in caption


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_a_timeline_without_a_story_is_drawn_too(lang: Lang) -> None:
    root = drawing(load.load(tales.small()).timeline, lang)
    assert len(list(root.iter("circle"))) == 2
    assert root.findall(".//a[@class='tl-axis__label']") == []


# The story


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_every_sentence_of_the_story_points_to_an_event(lang: Lang) -> None:
    for chapter in REAL.chapters.values():
        text, found_in = chapter.text.pick(lang)
        assert found_in == lang
        sentences = [one for one in re.split(r"(?<=[.?!])\s+(?=[A-Z‘“])", " ".join(text.split())) if one]
        assert len(sentences) >= 3
        without = [one for one in sentences if not re.search(r"\]\([a-z0-9-]+\)", one)]
        assert without == [], chapter.id
        linked = list(dict.fromkeys(re.findall(r"\]\(([a-z0-9-]+)\)", text)))
        assert linked == list(chapter.events)


def test_the_story_page_has_every_chapter_with_its_events() -> None:
    page = story.page(site.site(REAL, "en", site_url="https://x.nl/", repo_url=None))
    assert re.findall(r'data-chapter="([^"]+)"', page.body) == list(REAL.chapters)
    assert page.address == "story/"
    assert page.twin == "verhaal/"
    nothing = story.page(site.site(load.load(tales.small()).timeline, "nl", site_url="https://x.nl/", repo_url=None))
    assert "nog geen verhaal" in nothing.body
