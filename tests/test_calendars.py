"""The calendars, read back by other libraries than the one that writes them: vobject, and the letter of RFC 5545."""

import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any

import icalendar
import pytest
import vobject  # type: ignore[import-untyped]

from chronicle import dates
from chronicle.feeds import calendars, open_data, telling
from chronicle.feeds.facts import History, lasting, uid
from chronicle.model import Recorded
from chronicle.problems import Lang
from tests import histories, projects
from tests.test_hostile import LEAST
from tests.world import WORLD

LANGS: tuple[Lang, ...] = ("nl", "en")
TABLE = re.findall(r"(?m)^\| `([^`]+)` \| ", (projects.PROJECT / "docs/dates.md").read_text(encoding="utf-8"))


def path(lang: Lang, town: str = "") -> str:
    ending = ".ics" if lang == "nl" else ".en.ics"
    return f"feeds/gemeente/{town}{ending}" if town else f"feeds/timeline{ending}"


def of(history: History) -> Mapping[str, bytes]:
    return histories.made("ics", history)


def read(data: bytes) -> Any:
    """A calendar as vobject reads it, which must find it valid."""
    found = vobject.readOne(data.decode())
    assert found.validate(raiseException=True)
    return found


def events(data: bytes) -> dict[str, Any]:
    """{id: event} of a calendar."""
    found = getattr(read(data), "vevent_list", [])
    by_id = {one.uid.value.removesuffix("@drenthe-tijdlijn"): one for one in found}
    assert len(by_id) == len(found)
    return by_id


def one(edtf: str, lang: Lang = "nl", **more: str) -> Any | None:
    """The event with a date as it stands in the calendar; None when it is left out."""
    changes = histories.event("iets", date=f"'{edtf}'", **more)
    (text,) = changes.values()
    day = dates.parse(edtf).earliest
    assert day is not None
    return events(of(histories.small({f"events/{day.year}/iets.yaml": text}))[path(lang)]).get("iets")


@cache
def real() -> Mapping[str, bytes]:
    return {name: data for name, data in histories.published("real").items() if name.endswith(".ics")}


# The file


def test_there_is_one_calendar_for_all_and_one_for_each_municipality_in_both_languages() -> None:
    towns = ["", *histories.real().timeline.municipalities]
    assert set(real()) == {path(lang, town) for lang in LANGS for town in towns}
    assert len(real()) == 26


@pytest.mark.parametrize("name", sorted(real()))
def test_a_calendar_is_valid_and_says_what_it_is(name: str) -> None:
    found = read(real()[name])
    lang = "en" if ".en." in name else "nl"
    assert found.version.value == "2.0"
    assert found.prodid.value.endswith(lang.upper())
    assert found.calscale.value == "GREGORIAN"
    # RFC 5546, 3.2.1: PUBLISH asks each event for an organizer, and nobody is one.
    assert not {"method", "organizer", "attendee", "valarm"} & set(found.contents)
    (called,) = found.contents["name"]
    assert called.params == {"LANGUAGE": [lang]}
    assert called.value == found.x_wr_calname.value
    assert ("Drenthe: " in called.value) == ("gemeente" in name)
    assert found.source.value == histories.URL + name
    assert found.source.params == {"VALUE": ["URI"]}
    assert found.url.value.startswith(histories.URL)
    (refresh,) = found.contents["refresh-interval"]
    assert (refresh.value, refresh.params) == ("P1D", {"VALUE": ["DURATION"]})
    assert found.x_published_ttl.value == "P1D"
    assert found.last_modified.value == histories.CLOCK.strftime("%Y%m%dT%H%M%SZ")


def test_each_calendar_has_an_identity_of_its_own() -> None:
    identities = {data.split(b"BEGIN:VEVENT")[0].split(b"\r\nUID:")[1].split(b"\r\n")[0] for data in real().values()}
    assert len(identities) == len(real())
    assert all(name.startswith(b"urn:uuid:") for name in identities)


@pytest.mark.parametrize("which", ["real", "hostile"])
def test_lines_are_folded_and_end_as_the_standard_says(which: str) -> None:
    """RFC 5545, 3.1: CRLF, 75 octets at most; no sign is cut in two."""
    folded = 0
    for name, data in histories.published(which).items():
        if name.endswith(".ics"):
            lines = data.split(b"\r\n")
            assert lines.pop() == b""
            for line in lines:
                assert len(line) <= 75
                assert not set(line) & set(b"\r\n")
                line.decode()
                folded += line.startswith(b" ") and not line.isascii()
    assert folded > 100


# Which events, on which days


def test_every_event_of_the_history_is_there_or_counted_as_left_out() -> None:
    history = histories.real()
    for lang in LANGS:
        for town in ("", *history.timeline.municipalities):
            told = {f.event.id: f.event for f in history.events if not town or town in f.towns}
            found = events(real()[path(lang, town)])
            assert set(found) <= set(told)
            left = [event.date for identifier, event in told.items() if identifier not in found]
            assert all(length(date) is None or (length(date) or 0) > 31 for date in left)
            assert all((length(told[identifier].date) or 99) <= 31 for identifier in found)
            (about,) = read(real()[path(lang, town)]).contents["description"]
            words = re.findall(r"\d+", about.value)
            assert words[:2] == [str(len(found)), str(len(left))], about.value
    assert len(events(real()[path("nl")])) == 59
    assert len(history.events) == 85


def length(found: dates.Date) -> int | None:
    """How many days a date can touch, where both ends are known."""
    if found.earliest is None or found.latest is None:
        return None
    return dates.ordinal(found.latest) - dates.ordinal(found.earliest) + 1


@pytest.mark.parametrize(
    ("edtf", "first", "last", "words"),
    [
        ("2008-12-17", "2008-12-17", "2008-12-17", ""),
        ("2012-02-29", "2012-02-29", "2012-02-29", ""),
        ("2008-12-17T10:30:00", "2008-12-17", "2008-12-17", ""),
        ("2012-01-25/2012-02-03", "2012-01-25", "2012-02-03", ""),
        ("2011-02-11~", "2011-02-11", "2011-02-11", "omstreeks 11 februari 2011"),
        ("2008-12-17?", "2008-12-17", "2008-12-17", "mogelijk 17 december 2008"),
        ("2004-06-~11", "2004-06-11", "2004-06-11", "juni 2004, omstreeks de 11e"),
        ("2012-01-25/2012-02-~03", "2012-01-25", "2012-02-03", "25 januari 2012 – omstreeks 3 februari 2012"),
        ("2009-01", "2009-01-01", "2009-01-31", "januari 2009"),
        ("2012-02~", "2012-02-01", "2012-02-29", "omstreeks februari 2012"),
        ("2008-06-XX", "2008-06-01", "2008-06-30", "een dag in juni 2008"),
        ("2008-06-1X", "2008-06-10", "2008-06-19", "een dag in juni 2008"),
        ("[2012-01-21..2012-01-31]", "2012-01-21", "2012-01-31", "tussen 21 en 31 januari 2012"),
        ("{2009-02-04,2009-02-11}", "2009-02-04", "2009-02-11", "4 en 11 februari 2009"),
        ("[2009-02-04,2009-03-04]", "2009-02-04", "2009-03-04", "4 februari of 4 maart 2009"),
        ("0033-04-03", "0033-04-03", "0033-04-03", ""),
    ],
)  # fmt: skip
def test_a_date_becomes_its_days_and_says_so_when_they_are_not_the_event_s(
    edtf: str, first: str, last: str, words: str
) -> None:
    found = one(edtf)
    assert found is not None
    # RFC 5545, 3.6.1: the end is the day after the last.
    assert (found.dtstart.value, found.dtend.value) == (
        date.fromisoformat(first), date.fromisoformat(last) + timedelta(days=1)
    )  # fmt: skip
    assert found.dtstart.params == found.dtend.params == {"VALUE": ["DATE"]}
    assert found.x_edtf.value.replace("\\,", ",") == edtf
    assert found.summary.value.replace("\xa0", " ") == (f"{words}: Een titel" if words else "Een titel")


@pytest.mark.parametrize(
    "edtf",
    ["2008", "2011-22", "2001-33", "2009-02/2009-03", "2008-12-17/2009-02-04", "2009-03/..", "2008-06~/", "../2009-03",
     "/2009-03-31", "199X", "[..1984]", "{1960,1961-12}", "1560-XX-25", "[2009-02-04,2009-03-07]", "-0043-03-15"],
)  # fmt: skip
def test_a_date_that_is_wide_open_or_unknown_is_left_out(edtf: str) -> None:
    assert calendars.days(dates.parse(edtf)) is None


def test_every_form_of_the_guide_follows_the_rule_and_none_becomes_the_first_of_january() -> None:
    assert len(TABLE) > 140
    shown = 0
    for edtf in TABLE:
        found = dates.parse(edtf)
        span, many = calendars.days(found), length(found)
        if span is None:
            assert many is None or many > 31 or (found.earliest and found.earliest.year < 1), edtf
            continue
        shown += 1
        assert many is not None
        assert (span[1] - span[0]).days == many <= 31, edtf
        assert (str(span[0]), str(span[1] - timedelta(days=1))) == (str(found.earliest), str(found.latest))
        if (span[0].month, span[0].day) == (1, 1):
            assert many > 1, f"{edtf} says no first of January"
        if calendars.is_exact(found):
            assert set(edtf) <= set("0123456789-/T:+Z"), edtf
            assert "XX" not in edtf
    assert shown > 40


def test_the_guide_tells_the_rule_as_it_is() -> None:
    guide = (projects.PROJECT / "docs/feeds.md").read_text(encoding="utf-8")
    lines = re.findall(r"(?m)^\| (`[^|]+`) \| ([^|]+) \| ([^|]*)\|$", guide.partition("## Dates in calendars")[2])
    assert len(lines) >= 6
    for forms, where, title in lines:
        for edtf in re.findall("`([^`]+)`", forms):
            found = one(edtf)
            assert (found is None) == where.startswith("left out"), edtf
            assert found is None or found.summary.value.replace("\xa0", " ") == title.strip()


def test_words_of_the_history_s_own_stand_before_a_title_too() -> None:
    found = one("2009-02-04", "en", date_text="{nl: op een woensdag, en: on a Wednesday}")
    assert found is not None
    assert found.summary.value == "on a Wednesday: Een titel"


def test_days_know_no_clock() -> None:
    """Neither the reader's time zone nor summer time can move a day that has no time."""
    for data in real().values():
        assert b"TZID" not in data
        assert b"VTIMEZONE" not in data
        assert not re.search(rb"(?m)^DT(?:START|END)[^\r]*T\d{6}", data)


# What an event says


def test_an_event_says_what_the_page_says() -> None:
    history = histories.small(WORLD)
    facts = {f.event.id: f for f in history.events}
    found = events(of(history)[path("nl")])
    told = found["ceremonie"]
    assert told.uid.value == uid("ceremonie") == "ceremonie@drenthe-tijdlijn"
    assert told.summary.value == "februari 2009: Ceremonie (gepland)"
    assert told.status.value == "TENTATIVE"
    assert told.transp.value == "TRANSPARENT"
    assert told.url.value == f"{histories.URL}gebeurtenissen/ceremonie/"
    assert told.categories.value == ["Cultuur", "Sociaal"]
    description = told.description.value
    assert description == telling.text(facts["ceremonie"], telling.voice(history, "nl"))
    for part in (
        "februari 2009\nGepland. Een bron kondigt dit aan.",
        "Na de alliantie volgt een ceremonie.",
        "“Er komt een ceremonie.” – ",
        "“Men verwacht een ceremonie, zei zij.” – De allianties. Dagblad van het Noorden. Bron verwacht het.",
        told.url.value,
    ):
        assert part in description
    assert found["alliantie"].status.value == "CONFIRMED"
    assert found["alliantie"].summary.value == "Alliantie met Assen"


@pytest.mark.parametrize(
    ("says", "status", "word"),
    [
        ("happened", "CONFIRMED", ""),
        ("planned", "TENTATIVE", " (planned)"),
        ("expected", "TENTATIVE", " (expected)"),
        ("cancelled", "CANCELLED", " (cancelled)"),
    ],
)
def test_the_status_is_that_of_the_evidence(says: str, status: str, word: str) -> None:
    found = one("2010-05-06", "en", evidence=f"[{{source: brief, says: {says}, quote: Getekend.}}]")
    assert found is not None
    assert (found.status.value, found.summary.value) == (status, f"Een titel{word}")


def test_dutch_that_stands_in_for_english_is_marked() -> None:
    more = {"title": "{nl: Titel}", "summary": "{nl: Tekst.}", "place": "{nl: Zaal}"}
    english, dutch = (one("2010-05-06", lang, **more) for lang in ("en", "nl"))
    assert english is not None
    assert dutch is not None
    for name in ("summary", "description", "location"):
        assert getattr(english, name).params == {"LANGUAGE": ["nl"]}
        assert getattr(dutch, name).params == {}
    assert "This text is available in Dutch only so far." in english.description.value
    assert english.location.value == dutch.location.value == "Zaal"
    whole = one("2010-05-06", "en")
    assert whole is not None
    assert whole.summary.params == whole.description.params == {}


def test_when_it_was_added_and_changed_is_the_repository_s() -> None:
    added, changed = datetime(2020, 1, 2, 3, 4, 5, tzinfo=UTC), datetime(2021, 6, 7, 8, 9, 10, tzinfo=UTC)
    history = histories.small({}, recorded={"alliantie": Recorded(added=added, changed=changed)})
    found = events(of(history)[path("nl")])["alliantie"]
    assert (found.created.value, found.dtstamp.value, found.last_modified.value) == (added, changed, changed)


def test_a_municipality_without_a_day_still_has_a_calendar() -> None:
    """RFC 5545, 3.6: it holds one component at least."""
    found = read(of(histories.small({}))[path("en", "tynaarlo")])
    assert "vevent" not in found.contents
    assert found.vjournal.summary.value == "There are no events yet."
    assert "0 events" in found.contents["description"][0].value


# Identities


def test_nothing_but_itself_changes_when_an_event_goes_gets_a_title_or_the_site_moves() -> None:
    def entries(history: History) -> dict[str, bytes]:
        data = of(history)[path("nl")]
        return {
            re.findall(rb"\r\nUID:([^@]+)@", entry)[0].decode(): entry
            for entry in re.findall(rb"BEGIN:VEVENT\r\n.*?END:VEVENT\r\n", data, re.DOTALL)
        }

    more = {**WORLD, **histories.event("eerste"), **histories.event("tweede"), **histories.event("derde")}
    before = entries(histories.small(more))
    assert len(before) == 5
    gone = histories.event("tweede")
    without = entries(histories.small({file: text for file, text in more.items() if file not in gone}))
    assert without == {name: entry for name, entry in before.items() if name != "tweede"}
    retitled = entries(histories.small({**more, **histories.event("tweede", "Anders")}))
    assert {name for name in before if retitled[name] != before[name]} == {"tweede"}
    assert set(retitled) == set(before)
    moved = of(histories.small(more, site_url="https://elders.example/"))
    uids = re.compile(rb"\r\nUID:([^\r]+)")
    for name, data in of(histories.small(more)).items():
        assert uids.findall(moved[name]) == uids.findall(data)
        assert b"voorbeeld.nl/pad" not in moved[name]


def test_two_builds_are_equal_to_the_byte() -> None:
    again = dict(open_data.files(histories.real()))
    assert {name: again[name] for name in histories.published("real")} == histories.published("real")


# Hostile


def test_every_attack_comes_back_as_it_was_typed() -> None:
    history = histories.hostile()
    day = dates.parse("2009-02-04")
    # On one day, so that each stands in the calendar.
    shown = tuple(replace(f, event=replace(f.event, date=day, date_text=None)) for f in history.events)
    history = replace(history, events=shown)
    assert len(shown) > LEAST / 3
    for lang in LANGS:
        voice = telling.voice(history, lang)
        data = of(history)[path(lang)]
        theirs, own = events(data), dict(_as_its_writer_reads(data))
        assert set(theirs) == set(own) == {lasting(f.event) for f in shown}
        for facts in shown:
            found = theirs[lasting(facts.event)]
            title = facts.event.title.pick(lang)[0]
            assert found.summary.value == own[lasting(facts.event)] == title
            assert found.description.value == telling.text(facts, voice)


def _as_its_writer_reads(data: bytes) -> Iterator[tuple[str, str]]:
    for event in icalendar.Calendar.from_ical(data).walk("VEVENT"):
        yield str(event["UID"]).removesuffix("@drenthe-tijdlijn"), str(event["SUMMARY"])


@pytest.mark.parametrize(
    "title",
    ["]]>", "</script><script>alert(1)</script>", "=cmd|' /C calc'!A0", "a\\, b; c: \"d\" \\n e", "BEGIN:VEVENT",
     "👩‍🌾 🎉 é ü", "שלום עולם", "مرحبا", "é" * 120, "END:VCALENDAR", "x,y;z:w^n^'"],
)  # fmt: skip
def test_odd_titles_come_back_or_are_refused_at_the_door(title: str) -> None:
    if "\u200d" in title:
        # Nobody sees a joiner; it is refused, and without it the emoji stand.
        with pytest.raises(ValueError, match="bad-character"):
            histories.small(histories.event("iets", title))
        title = title.replace("\u200d", "")
    for lang, data in ((lang, of(histories.small(histories.event("iets", title)))[path(lang)]) for lang in LANGS):
        found = events(data)
        assert set(found) == {"alliantie", "iets"}, lang
        assert found["iets"].summary.value == title


@pytest.mark.parametrize("title", ["a\\r\\nb", "a\\u0000b", "a\\ufffeb", "x" * 201])
def test_what_would_break_a_feed_is_refused_at_the_door(title: str) -> None:
    with pytest.raises(ValueError, match=r"bad-character|several-lines|too-long"):
        histories.small(histories.event("iets", "-", title=f'{{nl: "{title}"}}'))


# Its weight


@cache
def large() -> History:
    """The real history forty times over."""
    history = histories.real()
    many = [
        replace(one, event=replace(one.event, id=f"{one.event.id}-{copy}"))
        for copy in range(40)
        for one in history.events
    ]
    return replace(history, events=tuple(many))


@pytest.mark.parametrize("lang", LANGS)
def test_a_municipality_s_calendar_has_the_newest_that_it_has_room_for(lang: Lang) -> None:
    history, files = large(), of(large())
    assert max(len(data) for name, data in files.items() if "gemeente" in name) <= calendars.LARGEST
    cut = 0
    for town in history.timeline.municipalities:
        data = files[path(lang, town)]
        told = [one for one in history.events if town in one.towns]
        possible = [one.event.id for one in told if calendars.days(one.event.date)]
        found = list(events(data))
        # In time order, and no older one in the place of a newer one.
        assert found == possible[len(possible) - len(found) :]
        older = len(possible) - len(found)
        (about,) = read(data).contents["description"]
        counts = [int(word.replace(".", "")) for word in re.findall(r"(?<![\w/.:])\d+(?![\w/:])", about.value)]
        assert counts[:2] == [len(found), len(told) - len(possible)]
        if older:
            cut += 1
            assert counts[3] == older
            assert f"{histories.URL}{path(lang)}" in about.value
            # One more would not have fitted.
            assert len(data) > calendars.LARGEST - 20_000
    assert cut > 6
    everything = events(files[path(lang)])
    assert set(everything) == {one.event.id for one in history.events if calendars.days(one.event.date)}
    assert len(files[path(lang)]) > calendars.LARGEST


def test_a_calendar_of_which_the_newest_event_has_no_room_has_none_but_is_one() -> None:
    assert calendars.newest([b"x" * 10, b"x" * calendars.LARGEST]) == []
    assert calendars.newest([b"x" * calendars.LARGEST, b"x" * 10]) == [b"x" * 10]
    assert calendars.newest([]) == []


def test_nobody_who_checks_or_writes_a_calendar_loads_a_library_for_it() -> None:
    code = (
        "import sys\n"
        "from chronicle import cli\n"
        "assert cli.main(['check'], {}) == 0\n"
        "from chronicle.feeds import open_data\n"
        "from tests import histories\n"
        "assert open_data.one(histories.real(), 'ics', 'nl').endswith(b'END:VEVENT\\r\\nEND:VCALENDAR\\r\\n')\n"
        "print(sorted({'icalendar', 'rdflib'} & set(sys.modules)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=projects.PROJECT, capture_output=True, text=True, encoding="utf-8", check=True
    )
    assert done.stdout.endswith("[]\n")
