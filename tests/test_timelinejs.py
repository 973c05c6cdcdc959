"""The events for TimelineJS: what the file says; tests/browser/test_timelinejs.py has TimelineJS itself show it."""

import json
import re
from functools import cache
from html.parser import HTMLParser
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from chronicle import dates
from chronicle.feeds import timelinejs
from chronicle.problems import Lang
from tests import attacks, linked, projects, tales
from tests.test_build import CLOCK, HOSTILE, URL
from tests.world import WORLD

EVENT = "events/2009/alliantie.yaml"
LANGS: tuple[Lang, ...] = ("nl", "en")
FILES = {"nl": "root/feeds/timelinejs.json", "en": "root/feeds/timelinejs.en.json"}
# Knight Lab publishes no schema; this one is of its page on the format: what we use of it, and no more.
DATE = {
    "type": "object",
    "properties": {
        "year": {"type": "integer"},
        "month": {"type": "integer", "minimum": 1, "maximum": 12},
        "day": {"type": "integer", "minimum": 1, "maximum": 31},
    },
    "required": ["year"],
    "dependentRequired": {"day": ["month"]},
    "additionalProperties": False,
}
TEXT = {"type": "object", "required": ["headline", "text"], "additionalProperties": False,
        "properties": {"headline": {"type": "string", "minLength": 1}, "text": {"type": "string"}}}  # fmt: skip
SCHEMA = {
    "type": "object",
    "required": ["scale", "title", "events"],
    "additionalProperties": False,
    "properties": {
        "scale": {"enum": ["human", "cosmological"]},
        "title": {
            "type": "object",
            "required": ["text"],
            "properties": {"text": TEXT, "unique_id": {"const": "_title"}},
        },
        "events": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["unique_id", "start_date", "display_date", "text", "group"],
                "additionalProperties": False,
                "properties": {
                    "unique_id": {"type": "string", "pattern": "^[a-z0-9-]+$"},
                    "start_date": DATE,
                    "end_date": DATE,
                    "display_date": {"type": "string", "minLength": 1},
                    "group": {"type": "string"},
                    "text": TEXT,
                    "media": {
                        "type": "object",
                        "required": ["url"],
                        "additionalProperties": False,
                        "properties": {name: {"type": "string"} for name in ("url", "alt", "credit")},
                    },
                },
            },
        },
    },
}


@cache
def told(site: str) -> dict[str, dict[str, Any]]:
    """The file of each language, and the API, of a timeline."""
    if site == "real":
        timeline = {f"timeline/{name}": data for name, data in projects.read(projects.PROJECT / "timeline").items()}
    else:
        timeline = tales.small(WORLD) if site == "small" else dict(attacks.timeline())
    files = linked.feeds_of(timeline, URL, CLOCK)
    return {name: json.loads(files[path]) for name, path in {**FILES, "api": "root/api/v1/events.json"}.items()}


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.tags: list[tuple[str, list[tuple[str, str | None]]]] = []

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, attrs))


def shown(markup: str) -> _Words:
    """What a reader sees of a piece of HTML, and its elements."""
    parser = _Words()
    parser.feed(markup)
    parser.close()
    return parser


def folded(text: str) -> str:
    return " ".join(text.split())


def as_timelinejs_shows(label: str) -> str:
    """TimelineJS takes the tags from these texts (`stripMarkup`), and shows what is left as HTML."""
    return shown(shown(label).text).text


SITES = ("small", "real", "hostile")


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("site", SITES)
def test_the_file_is_of_the_format(site: str, lang: Lang) -> None:
    document = told(site)[lang]
    assert [error.message for error in Draft202012Validator(SCHEMA).iter_errors(document)] == []
    ids = [event["unique_id"] for event in document["events"]]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("site", SITES)
def test_every_event_is_there_with_what_the_api_says_of_it(site: str, lang: Lang) -> None:
    api = {event["id"]: event for event in told(site)["api"]["events"]}
    events = told(site)[lang]["events"]
    assert [event["unique_id"] for event in events] == list(api)
    for event in events:
        known = api[event["unique_id"]]
        text = shown(event["text"]["text"])
        assert folded(shown(event["text"]["headline"]).text) == folded(known["title"][lang] or known["title"]["nl"])
        when = known["date"]["text"]
        assert as_timelinejs_shows(event["display_date"]) == (when[lang] or when["nl"])
        assert folded(known["summary"][lang] or known["summary"]["nl"])[:60] in folded(text.text)
        for item in known["evidence"]:
            assert folded(item["quote"]) in folded(text.text)
        assert ("a", [("href", known["url"][lang])]) in text.tags
        if known["disputed"]:
            assert folded(known["disputed"][lang] or known["disputed"]["nl"]) in folded(text.text)
        assert ("media" in event) == (known["image"] is not None)
        if known["image"]:
            assert event["media"]["url"] == known["image"]["url"]


def test_status_is_said_in_words() -> None:
    by_id = {event["unique_id"]: shown(event["text"]["text"]).text for event in told("small")["nl"]["events"]}
    assert "Gepland. Een bron kondigt dit aan." in by_id["ceremonie"]
    assert "Bevestigd. Minstens één bron zegt dat dit is gebeurd." in by_id["alliantie"]
    english = {event["unique_id"]: shown(event["text"]["text"]).text for event in told("small")["en"]["events"]}
    assert "Planned. A source announces this." in english["ceremonie"]


def test_what_there_is_only_in_dutch_is_marked_as_dutch() -> None:
    (talks,) = [event for event in told("small")["en"]["events"] if event["unique_id"] == "gesprekken"]
    assert talks["text"]["headline"] == '<span lang="nl">Gesprekken</span>'
    assert ("div", [("lang", "nl")]) in shown(talks["text"]["text"]).tags
    (dutch,) = [event for event in told("small")["nl"]["events"] if event["unique_id"] == "gesprekken"]
    assert dutch["text"]["headline"] == "Gesprekken"


@pytest.mark.parametrize(
    ("edtf", "start", "end"),
    [
        ("2009-02-04", (2009, 2, 4), None),
        ("2009-02", (2009, 2), None),
        ("2009", (2009,), None),
        ("2009-22", (2009,), None),
        ("2009-24", (2009,), (2010,)),
        ("200X", (2000,), (2009,)),
        ("2009-02-XX", (2009, 2), None),
        ("[2009-01-21..2009-01-31]", (2009, 1), None),
        ("{2009-02,2009-03}", (2009,), None),
        ("2009-02~", (2009, 2), None),
        ("2009-02/2009-03", (2009, 2), (2009, 3)),
        ("2009-02-04/2011", (2009, 2, 4), (2011,)),
        ("2009-02/2009-02", (2009, 2), None),
        ("2009-06~/", (2009, 6), None),
        ("2009-06/..", (2009, 6), None),
        ("../2009-06", (2009, 6), None),
        ("/2009-06-05", (2009, 6, 5), None),
        ("200X/2015", (2000,), (2015,)),
        ("-0043-03-15", (-43,), None),
    ],
)
def test_an_event_stands_as_exactly_as_its_date_is_known(
    edtf: str, start: tuple[int, ...], end: tuple[int, ...] | None
) -> None:
    first, last = timelinejs.place(dates.parse(edtf))
    assert tuple(first.values()) == start
    assert (tuple(last.values()) if last else None) == end
    assert list(first) == ["year", "month", "day"][: len(start)]


def test_a_year_beyond_what_a_script_can_count_is_drawn_on_the_other_scale() -> None:
    text = tales.base()[EVENT].decode()
    far = text.replace("date: 2009-02-04", "date: Y-400000").replace("municipalities: [assen]\n", "")
    assert far != text
    files = linked.feeds_of(tales.small({EVENT: None, "events/-400000/alliantie.yaml": far}), URL, CLOCK)
    assert json.loads(files[FILES["nl"]])["scale"] == "cosmological"
    assert told("small")["nl"]["scale"] == "human"


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_becomes_markup_and_every_text_is_shown_to_the_letter(text: str) -> None:
    event = re.sub(r"title:.*(\n  .*)*", lambda _: f"title: {{nl: {json.dumps(text)}}}", tales.base()[EVENT].decode())
    event += f"date_text: {{nl: {json.dumps(text[:80])}}}\ndisputed: {{nl: {json.dumps(text)}}}\n"
    files = linked.feeds_of(tales.small({EVENT: event}), URL, CLOCK)
    (told_of,) = json.loads(files[FILES["nl"]])["events"]
    headline = shown(told_of["text"]["headline"])
    assert (folded(headline.text), headline.tags) == (folded(text), [])
    assert folded(as_timelinejs_shows(told_of["display_date"])) == folded(text[:80])
    assert shown(shown(told_of["display_date"]).text).tags == []
    body = shown(told_of["text"]["text"])
    assert folded(text) in folded(body.text)
    assert {tag for tag, _ in body.tags} <= {"p", "ul", "li", "q", "a", "em", "strong", "div"}
    assert {name for _, attrs in body.tags for name, _ in attrs} <= {"href", "rel", "lang"}


def test_a_link_in_a_summary_leads_to_the_other_event_s_page() -> None:
    ceremony = {event["unique_id"]: event for event in told("small")["en"]["events"]}["ceremonie"]
    dutch = {event["unique_id"]: event for event in told("small")["nl"]["events"]}["ceremonie"]
    links = [dict(attrs)["href"] for tag, attrs in shown(dutch["text"]["text"]).tags if tag == "a"]
    assert f"{URL}gebeurtenissen/alliantie/" in links
    assert "https://voorbeeld.nl/krant" in links
    assert "alliantie" not in str(shown(ceremony["text"]["text"]).tags)


def test_taking_an_event_out_changes_no_other() -> None:
    files = linked.feeds_of(tales.small({**WORLD, EVENT: tales.base()[EVENT].decode().replace("Alliantie met", "Met")}),
                            URL, CLOCK)  # fmt: skip
    changed = {event["unique_id"]: event for event in json.loads(files[FILES["nl"]])["events"]}
    before = {event["unique_id"]: event for event in told("small")["nl"]["events"]}
    assert list(changed) == list(before)
    assert [name for name in before if before[name] != changed[name]] == ["alliantie"]
