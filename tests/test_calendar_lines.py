"""The lines of our calendars are those that the library `icalendar` writes, whatever stands in them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date

import icalendar
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from icalendar.parser import Contentline, Parameters

from chronicle import dates
from chronicle.feeds import calendars, open_data, telling
from chronicle.feeds.facts import CLOCK, Facts, History, lasting, uid
from chronicle.feeds.lines import line, text
from chronicle.feeds.telling import Voice
from chronicle.pages.words import say
from chronicle.problems import Lang
from tests import histories
from tests.test_properties import MODEST

LANGS: tuple[Lang, ...] = ("nl", "en")
STATUS = {"confirmed": "CONFIRMED", "planned": "TENTATIVE", "expected": "TENTATIVE", "cancelled": "CANCELLED"}
# Where a line is broken hangs on the bytes of a sign and on the backslashes and carets before it.
SIGNS = st.text(alphabet=st.sampled_from("ab ,;:\\^\"'\n\té€日🏛\u0301"), max_size=400)
ANY = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=200)


# The library takes a typed `\N` for the end of a line; see the test below.
@MODEST
@given(SIGNS | ANY)
@example("\\" * 200)
@example("é" * 73 + "\\")
@example("a" * 73 + "\\\\" * 40)
@example("\r\n\r\n\n")
def test_a_text_is_escaped_and_folded_as_the_library_does(value: str) -> None:
    value = value.replace("\\N", "\\n")
    theirs = Contentline.from_parts("SUMMARY", Parameters(), icalendar.vText(value)).to_ical()
    assert line("SUMMARY", text(value)) == theirs + b"\r\n"


def test_what_was_typed_as_a_backslash_and_an_n_is_no_end_of_a_line() -> None:
    assert text("a\\Nb\\nc") == "a\\\\Nb\\\\nc"
    assert icalendar.vText("a\\Nb").to_ical() == b"a\\nb"


def in_language(found_in: Lang, lang: Lang) -> dict[str, str]:
    return {"LANGUAGE": found_in} if found_in != lang else {}


def by_the_library(one: Facts, voice: Voice, span: tuple[date, date], history: History) -> bytes:
    """An event in a calendar, as the library writes it."""
    event, lang = one.event, voice.lang
    title, title_in = event.title.pick(lang)
    status = say(f"status.{one.status}", lang)
    if one.status != "confirmed" and status not in title.casefold():
        title = f"{title} ({status})"
    if not calendars.is_exact(event.date) or event.date_text is not None:
        title = f"{one.date_text.pick(lang)[0]}: {title}"
    made = icalendar.Event()
    made.add("UID", uid(lasting(event)))
    made.add("DTSTAMP", history.changed(one).astimezone(UTC))
    made.add("LAST-MODIFIED", history.changed(one).astimezone(UTC))
    made.add("CREATED", history.added(one).astimezone(UTC))
    made.add("DTSTART", span[0])
    made.add("DTEND", span[1])
    made.add("SUMMARY", title, in_language(title_in, lang))
    made.add("DESCRIPTION", telling.text(one, voice), in_language(one.summary.pick(lang)[1], lang))
    made.add("URL", voice.pages[event.id])
    for found_in in LANGS:
        if names := [name for name, its in (voice.themes[theme] for theme in event.themes) if its == found_in]:
            made.add("CATEGORIES", names, in_language(found_in, lang))
    made.add("STATUS", STATUS[one.status])
    made.add("TRANSP", "TRANSPARENT")
    if event.place_name:
        place, place_in = event.place_name.pick(lang)
        made.add("LOCATION", place, in_language(place_in, lang))
    made.add("X-EDTF", icalendar.vText(event.date.edtf))
    return bytes(made.to_ical())


def on_days(history: History) -> History:
    """The history with each event on a day, if it has none, so that each stands in a calendar."""
    day = dates.parse("2009-02-04~")
    events = (
        one if calendars.days(one.event.date) else replace(one, event=replace(one.event, date=day))
        for one in history.events
    )
    return replace(history, events=tuple(events))


def pairs(history: History) -> Iterator[tuple[bytes, bytes]]:
    """Each event as we write it and as the library does."""
    fragments = list(open_data.made(history).events("ics", history.events))
    clock = CLOCK.encode(), history.generated_at.strftime("%Y%m%dT%H%M%SZ").encode()
    for number, lang in enumerate(LANGS):
        voice = telling.voice(history, lang)
        for one, made in zip(history.events, fragments, strict=True):
            span = calendars.days(one.event.date)
            assert span is not None
            yield made[number].replace(*clock), by_the_library(one, voice, span, history)


@pytest.mark.parametrize("which", ["real", "hostile"])
def test_every_event_is_written_as_the_library_writes_it(which: str) -> None:
    history = on_days(histories.real() if which == "real" else histories.hostile())
    found = list(pairs(history))
    assert len(found) > 160
    assert [one for one in found if one[0] != one[1]] == []


def unfolded(data: bytes) -> list[bytes]:
    return data.replace(b"\r\n ", b"").split(b"\r\n")


@pytest.mark.parametrize(("own", "standard"), [(b"X-WR-CALDESC:", b"DESCRIPTION;"), (b"X-WR-CALNAME:", b"NAME;")])
def test_what_no_standard_knows_is_a_text_as_well(own: bytes, standard: bytes) -> None:
    """RFC 5545, 3.8.8.2: without a type it is TEXT, so commas and semicolons are marked there too."""
    history, marked = histories.real(), 0
    towns = {
        name: replace(town, name=f"{town.name}, {town.name}") for name, town in history.timeline.municipalities.items()
    }
    history = replace(history, timeline=replace(history.timeline, municipalities=towns))
    for data in histories.made("ics", history).values():
        head = unfolded(data.partition(b"BEGIN:VEVENT")[0])
        ours, theirs = (next(one for one in head if one.startswith(start)) for start in (own, standard))
        assert ours.partition(b":")[2] == theirs.partition(b":")[2]
        marked += b"\\," in ours
    assert marked


def test_every_calendar_is_written_by_the_library_as_it_was_read() -> None:
    calendars_of = [data for name, data in histories.published("real").items() if name.endswith(".ics")]
    # One without an event too.
    calendars_of += histories.made("ics", histories.small({})).values()
    for data in calendars_of:
        assert unfolded(icalendar.Calendar.from_ical(data).to_ical()) == unfolded(data)
