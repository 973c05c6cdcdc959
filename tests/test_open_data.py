"""Every format says the same as the pages: the real history, read back from each by another program than wrote it."""

import csv
import html
import io
import json
import re
from collections.abc import Mapping
from datetime import timedelta
from functools import cache
from typing import Any

import feedparser  # type: ignore[import-untyped]
import pytest
import vobject  # type: ignore[import-untyped]
import yaml
from pyld import jsonld  # type: ignore[import-untyped]

from chronicle import build
from chronicle.dates import Day, ordinal
from chronicle.feeds import cells, facts
from chronicle.problems import Lang
from tests import histories, pages, projects

LANGS: tuple[Lang, Lang] = ("nl", "en")
ENDING = {"nl": "", "en": ".en"}
FOLDER = {"nl": "gebeurtenissen", "en": "events"}
STATUS = {
    "nl": {"confirmed": "bevestigd", "planned": "gepland", "expected": "verwacht", "cancelled": "afgelast"},
    "en": {"confirmed": "confirmed", "planned": "planned", "expected": "expected", "cancelled": "cancelled"},
}


@cache
def made() -> Mapping[str, bytes]:
    built = build.build(
        {f"timeline/{name}": data for name, data in projects.read(projects.PROJECT / "timeline").items()},
        projects.read(projects.PROJECT / "docs"),
        site_url=histories.URL,
        repo_url=None,
        generated_at=histories.CLOCK,
    )
    assert built.files
    return built.files


def published(name: str) -> str:
    return made()[f"root/{name}"].decode("utf-8-sig")


@cache
def events() -> Mapping[str, Mapping[str, Any]]:
    """What the API says of each event, by id, in its order."""
    return {event["id"]: event for event in json.loads(published("api/v1/events.json"))["events"]}


@cache
def sources() -> Mapping[str, str]:
    """The titles of the sources, from the files that people write."""
    found = (projects.PROJECT / "timeline/sources").glob("*.yaml")
    return {path.stem: yaml.safe_load(path.read_text("utf-8"))["title"] for path in found}


def said(event: Mapping[str, Any], field: str, lang: Lang) -> str:
    """A text in a language, Dutch where there is no English; blanks folded."""
    words = event["date"]["text"] if field == "date" else event[field]
    return " ".join(str(words[lang] or words["nl"]).split())


def flat(text: str) -> str:
    return " ".join(text.split())


def held(text: str, event: Mapping[str, Any], lang: Lang) -> list[str]:
    """Which of an event's date, title, summary, status, quotations and sources a text does not have."""
    wanted = [said(event, field, lang) for field in ("date", "title", "summary")]
    wanted += [flat(item["quote"]) for item in event["evidence"]]
    wanted += [flat(sources()[item["source"]]) for item in event["evidence"]]
    missing = [words for words in wanted if words not in flat(text)]
    status = STATUS[lang][event["status"]]
    return missing if status in text.casefold() else [*missing, status]


@pytest.mark.parametrize("lang", LANGS)
def test_the_api_says_what_the_pages_say(lang: Lang) -> None:
    assert len(events()) == len(list((projects.PROJECT / "timeline/events").rglob("*.yaml")))
    for name, event in events().items():
        page = pages.read(made()[f"{lang}/{FOLDER[lang]}/{name}.md"])
        title = html.unescape(page.front["title"])
        assert title == said(event, "title", lang)
        # The title is the heading, in Markdown; a summary's paragraphs stand apart on the page.
        text = f"{title} {page.root.text}"
        assert held(text, {**event, "summary": {lang: "", "nl": ""}}, lang) == [], name
        for line in (event["summary"][lang] or event["summary"]["nl"]).split("\n"):
            assert flat(line) in text, name


@pytest.mark.parametrize("lang", LANGS)
def test_the_calendar_says_it_too(lang: Lang) -> None:
    calendar = vobject.readOne(published(f"feeds/timeline{ENDING[lang]}.ics"))
    found = {one.uid.value.partition("@")[0]: one for one in calendar.vevent_list}
    assert set(found) <= set(events())
    for name, event in events().items():
        first, last = (_day(event["date"][end]) for end in ("earliest", "latest"))
        if first is None or last is None or ordinal(last) - ordinal(first) >= 31:
            assert name not in found
            continue
        one = found[name]
        assert held(f"{one.summary.value} {one.description.value}", event, lang) == []
        # DTEND is the day after the last (RFC 5545, 3.6.1).
        days = one.dtstart.value.isoformat(), (one.dtend.value - timedelta(days=1)).isoformat()
        assert days == (event["date"]["earliest"], event["date"]["latest"])
        assert one.url.value == event["url"][lang]


def _day(text: str | None) -> Day | None:
    return Day(*map(int, text.split("-"))) if text else None


@pytest.mark.parametrize("lang", LANGS)
def test_the_feeds_of_news_say_it_too(lang: Lang) -> None:
    atom = feedparser.parse(published(f"feeds/atom{ENDING[lang]}.xml"))
    assert not atom.bozo
    by_id = {facts.urn(f"{name}:{lang}"): event for name, event in events().items()}
    assert {entry.id for entry in atom.entries} == set(by_id)
    items = json.loads(published(f"feeds/feed{ENDING[lang]}.json"))["items"]
    assert {item["id"] for item in items} == set(by_id)
    for identifier, text, title, link in (
        *((entry.id, _plain(entry.content[0].value), entry.title, entry.link) for entry in atom.entries),
        *((item["id"], _plain(item["content_html"]), item["title"], item["url"]) for item in items),
        *((item["id"], item["content_text"], item["title"], item["url"]) for item in items),
    ):
        event = by_id[identifier]
        assert held(f"{title} {text}", event, lang) == []
        assert link == event["url"][lang]


def _plain(markup: str) -> str:
    """What a reader sees, a blank between blocks."""
    return pages.parsed(re.sub(r"(</(?:p|li|blockquote|dd|dt)>)", r" \1", markup)).text


@pytest.mark.parametrize("name", ["events.csv", "events.excel.csv"])
def test_the_tables_say_it_too(name: str) -> None:
    rows = list(csv.DictReader(io.StringIO(published(f"feeds/{name}")), delimiter=";" if "excel" in name else ","))
    assert [row["id"] for row in rows] == list(events())
    for row in rows:
        event = events()[row["id"]]
        cell = {key: cells.restored(value) for key, value in row.items()}
        assert cells.unguarded(row["edtf"]) == event["date"]["edtf"]
        for end in ("earliest", "latest"):
            assert (cell[end] or None) == event["date"][end]
        assert (cell["status"], cell["kind"]) == (event["status"], event["kind"])
        for lang in LANGS:
            for field in ("title", "summary"):
                assert (cell[f"{field}_{lang}"] or None) == event[field][lang]
            # Its blanks are plain ones, for who looks for a date in a spreadsheet.
            assert cell[f"date_{lang}"] == (event["date"]["text"][lang] or "").replace("\u00a0", " ")
        assert cell["sources"].split("|") == [item["source"] for item in event["evidence"]]
        assert cell["quotations"].split("\n") == [item["quote"] for item in event["evidence"]]
        assert [one for one in cell["municipalities"].split("|") if one] == event["municipalities"]


@pytest.mark.parametrize("lang", LANGS)
def test_the_file_for_timelinejs_says_it_too(lang: Lang) -> None:
    shown = json.loads(published(f"feeds/timelinejs{ENDING[lang]}.json"))["events"]
    assert [one["unique_id"] for one in shown] == list(events())
    for one in shown:
        event = events()[one["unique_id"]]
        assert _plain(one["text"]["headline"]) == said(event, "title", lang)
        assert _plain(one["display_date"]) == said(event, "date", lang)
        assert said(event, "summary", lang) in _plain(one["text"]["text"])


def test_linked_data_say_it_too() -> None:
    expanded = jsonld.expand(json.loads(published("feeds/timeline.jsonld")))
    nodes = {node["@id"]: node for node in expanded}
    schema = "http://schema.org/"
    for name, event in events().items():
        node = nodes[facts.urn(name)]
        titles = {word["@language"]: word["@value"] for word in node[f"{schema}name"]}
        assert titles == {lang: text for lang, text in event["title"].items() if text}
        assert event["date"]["edtf"] in json.dumps(node, ensure_ascii=False)
        quotes = {flat(item["quote"]) for item in event["evidence"]}
        assert {quote for quote in quotes if quote not in flat(_strings(node))} == set()
        assert {url["@id"] for url in node[f"{schema}url"]} == set(event["url"].values())


def _strings(node: object) -> str:
    """Every text in a node."""
    if isinstance(node, dict):
        return " ".join(_strings(value) for value in node.values())
    if isinstance(node, list):
        return " ".join(map(_strings, node))
    return str(node)
