"""Atom and JSON Feed, read back by feedparser, by a namespace-aware XML parser, and by the rules of JSON Feed 1.1."""

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree

import feedparser  # type: ignore[import-untyped]
import jsonschema
import pytest

from chronicle import markup
from chronicle.feeds import telling
from chronicle.feeds.facts import History, lasting, urn
from chronicle.model import Recorded
from chronicle.problems import Lang
from tests import histories
from tests.world import WORLD

LANGS: tuple[Lang, ...] = ("nl", "en")
ATOM = "{http://www.w3.org/2005/Atom}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
EDTF = "{http://purl.org/dc/terms/}temporal"
SAFE = {"p", "em", "strong", "ul", "ol", "li", "a", "div", "span", "time", "h2", "q", "cite"}

_ADDRESS = {"type": "string", "pattern": "^https?://[^ ]+$"}
_TEXT = {"type": "string", "minLength": 1}
# RFC 3339, with a zone.
_MOMENT = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)$"}
_EXTENSION = {"type": "object", "required": ["about"], "properties": {"about": _ADDRESS}}
_AUTHORS = {
    "type": "array",
    "items": {"type": "object", "minProperties": 1, "properties": {"name": _TEXT, "url": _ADDRESS}},
}
# https://www.jsonfeed.org/version/1.1/, what it asks of the fields that a feed has. Nothing else may stand there.
SCHEMA = {
    "type": "object",
    "required": ["version", "title", "items"],
    "additionalProperties": False,
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        "title": _TEXT,
        "home_page_url": _ADDRESS,
        "feed_url": _ADDRESS,
        "description": _TEXT,
        "language": {"enum": ["nl", "en"]},
        "authors": _AUTHORS,
        "items": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id"],
                "anyOf": [{"required": ["content_html"]}, {"required": ["content_text"]}],
                "additionalProperties": False,
                "patternProperties": {"^_[^.]+$": _EXTENSION},
                "properties": {
                    "id": _TEXT,
                    "url": _ADDRESS,
                    "title": _TEXT,
                    "content_html": _TEXT,
                    "content_text": _TEXT,
                    "image": _ADDRESS,
                    "date_published": _MOMENT,
                    "date_modified": _MOMENT,
                    "tags": {"type": "array", "items": _TEXT},
                    "language": {"enum": ["nl", "en"]},
                },
            },
        },
    },
}


def named(event: str, lang: Lang = "nl") -> str:
    """What an entry is called for good: each language has its own."""
    return urn(f"{event}:{lang}")


class Feed:
    """Both feeds of a history in one language, each valid by its reader."""

    def __init__(self, files: Mapping[str, bytes], lang: Lang = "nl") -> None:
        ending = "" if lang == "nl" else ".en"
        self.atom = files[f"feeds/atom{ending}.xml"]
        self.json: dict[str, Any] = json.loads(files[f"feeds/feed{ending}.json"])
        jsonschema.Draft202012Validator(SCHEMA).validate(self.json)
        self.read = feedparser.parse(self.atom)
        assert not self.read.bozo, self.read.get("bozo_exception")
        self.root = ElementTree.fromstring(self.atom)
        self.entries = self.root.findall(f"{ATOM}entry")
        self.items: list[dict[str, Any]] = self.json["items"]
        _by_rfc_4287(self.root)

    @property
    def ids(self) -> list[str]:
        ids = [str(entry.id) for entry in self.read.entries]
        assert ids == [item["id"] for item in self.items] == [str(one.findtext(f"{ATOM}id")) for one in self.entries]
        assert len(set(ids)) == len(ids)
        return ids


def _by_rfc_4287(root: ElementTree.Element) -> None:
    """What sections 4.1.1 and 4.1.2 ask for: what must stand there once, and what not twice."""
    assert root.tag == f"{ATOM}feed"
    for element, required in ((root, ("id", "title", "updated", "author")), *(
        (entry, ("id", "title", "updated", "published", "content")) for entry in root.iter(f"{ATOM}entry")
    )):  # fmt: skip
        for name in required:
            assert len(element.findall(f"{ATOM}{name}")) == 1, name
        links = [(one.get("rel"), one.get("type"), one.get("hreflang")) for one in element.findall(f"{ATOM}link")]
        assert len(set(links)) == len(links)
        assert any(rel == "alternate" for rel, _, _ in links)
        for name in ("updated", "published"):
            for moment in element.findall(f"{ATOM}{name}"):
                assert datetime.fromisoformat(str(moment.text)).utcoffset() == timedelta(0)
    for category in root.iter(f"{ATOM}category"):
        assert category.get("term")
        assert str(category.get("scheme")).startswith("urn:uuid:")


class Markup(HTMLParser):
    """What stands in the HTML of an entry."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.links: list[str] = []
        self.langs: list[tuple[str, str]] = []
        self.feed(markup)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        self.tags.add(tag)
        for name, value in attrs:
            self.attributes.add(name)
            if name == "href":
                self.links.append(str(value))
            if name == "lang":
                self.langs.append((tag, str(value)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def of(history: History, lang: Lang = "nl") -> Feed:
    return Feed(histories.made("atom", history), lang)


def real(lang: Lang) -> Feed:
    return Feed(histories.published("real"), lang)


# The feeds


@pytest.mark.parametrize("lang", LANGS)
def test_a_feed_says_what_it_is_and_where(lang: Lang) -> None:
    feed, ending = real(lang), {"nl": "", "en": ".en"}[lang]
    home = histories.URL + {"nl": "", "en": "en/"}[lang]
    assert feed.root.get(LANG) == feed.json["language"] == lang
    assert feed.read.feed.title == feed.json["title"] == {"nl": "Samen in Drenthe", "en": "Together in Drenthe"}[lang]
    assert feed.read.feed.id == urn(f"feed:atom:{lang}")
    links = {(one.rel, one.type, one.get("hreflang")): one.href for one in feed.read.feed.links}
    assert links["self", "application/atom+xml", lang] == f"{histories.URL}feeds/atom{ending}.xml"
    assert links["alternate", "text/html", lang] == feed.json["home_page_url"] == home
    other: Lang = "en" if lang == "nl" else "nl"
    assert links["alternate", "application/atom+xml", other] == real(other).read.feed.links[0].href
    assert any(rel == "license" and "publicdomain/zero" in href for (rel, _, _), href in links.items())
    assert "CC0" in feed.read.feed.rights
    assert feed.read.feed.author == feed.json["authors"][0]["name"]
    assert feed.json["feed_url"] == f"{histories.URL}feeds/feed{ending}.json"


@pytest.mark.parametrize("lang", LANGS)
def test_every_event_of_the_history_is_in_both_feeds_with_the_same_words(lang: Lang) -> None:
    feed, history = real(lang), histories.real()
    assert len(history.events) < telling.NEWEST
    events = {named(lasting(facts.event), lang): facts for facts in history.events}
    assert set(feed.ids) == set(events)
    for entry, item in zip(feed.entries, feed.items, strict=True):
        facts = events[item["id"]]
        title, title_in = facts.event.title.pick(lang)
        assert entry.findtext(f"{ATOM}title") == item["title"] == title
        assert item["language"] == title_in
        (link,) = entry.findall(f"{ATOM}link")
        assert link.get("href") == item["url"] == facts.url.pick(lang)[0]
        assert entry.findtext(EDTF) == item["_drenthe_tijdlijn"]["edtf"] == facts.event.date.edtf
        assert item["_drenthe_tijdlijn"]["status"] == facts.status
        html = str(entry.findtext(f"{ATOM}content"))
        assert html == item["content_html"]
        read, text = " ".join(plain(html).split()), " ".join(item["content_text"].split())
        for said in (facts.date_text.pick(lang)[0], facts.summary.pick(lang)[0],
                     *(item.quote for item in facts.event.evidence)):  # fmt: skip
            assert " ".join(said.split()) in read
            assert " ".join(said.split()) in text
        for proof in facts.event.evidence:
            assert history.timeline.sources[proof.source].title in text
        terms = {(one.get("scheme"), one.get("term")) for one in entry.findall(f"{ATOM}category")}
        assert (urn("vocabulary:status"), facts.status) in terms
        assert {(urn("vocabulary:themes"), theme) for theme in facts.event.themes} <= terms
        assert {(urn("vocabulary:municipalities"), town) for town in facts.towns} <= terms


def plain(html: str) -> str:
    """The words of a piece of HTML, blocks parted by a blank."""
    return "".join(ElementTree.fromstring(f"<x>{html.replace('</', ' </')}</x>").itertext()).replace(" .", ".")


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("which", ["real", "hostile"])
def test_the_html_is_whole_safe_and_leads_somewhere_wherever_it_is_read(which: str, lang: Lang) -> None:
    feed = Feed(histories.published(which), lang)
    for item in feed.items:
        found = Markup(item["content_html"])
        assert found.tags <= SAFE
        assert found.attributes <= {"href", "lang", "datetime", "rel"}
        assert found.links
        assert all(re.match(r"https?://", link) for link in found.links)


def test_dutch_that_stands_in_for_english_is_marked() -> None:
    feed = of(histories.small(WORLD), "en")
    number = feed.ids.index(named("gesprekken", "en"))
    entry, item = feed.entries[number], feed.items[number]
    (title,) = entry.findall(f"{ATOM}title")
    assert title.get(LANG) == item["language"] == "nl"
    assert {("div", "nl"), ("time", "nl"), ("q", "nl")} <= set(Markup(item["content_html"]).langs)
    assert "This text is available in Dutch only so far." in item["content_html"]
    assert item["image"] == f"{histories.URL}images/zaal.jpg"
    other = feed.entries[feed.ids.index(named("alliantie", "en"))].find(f"{ATOM}title")
    assert other is not None
    assert other.get(LANG) is None


# What is new


def _recorded(days: Mapping[str, tuple[int, int]]) -> dict[str, Recorded]:
    """{id: when it was added and changed}, as days of January 2023."""
    start = datetime(2023, 1, 1, 12, tzinfo=UTC)
    return {
        name: Recorded(added=start + timedelta(days=one), changed=start + timedelta(days=other))
        for name, (one, other) in days.items()
    }


def test_an_old_event_that_was_added_today_stands_at_the_top() -> None:
    changes = {**WORLD, **histories.event("oud", date="'1947-05-06'"), **histories.event("nieuw", date="'2023-01-01'")}
    recorded = _recorded(
        {"alliantie": (1, 9), "ceremonie": (2, 2), "gesprekken": (2, 2), "nieuw": (3, 3), "oud": (20, 20)}
    )
    feed = of(histories.small(changes, recorded=recorded))
    # At one moment they stand in the order of their ids.
    assert feed.ids == [named(name) for name in ("oud", "alliantie", "nieuw", "ceremonie", "gesprekken")]
    assert feed.read.feed.updated == feed.read.entries[0].updated == "2023-01-21T12:00:00Z"
    entry, item = feed.read.entries[1], feed.items[1]
    assert (entry.published, entry.updated) == (item["date_published"], item["date_modified"])
    assert (entry.published, entry.updated) == ("2023-01-02T12:00:00Z", "2023-01-10T12:00:00Z")


def test_a_feed_holds_the_newest_hundred() -> None:
    events = [histories.event(f"nummer-{number}") for number in range(120)]
    changes = {file: text for one in events for file, text in one.items()}
    feed = of(histories.small(changes, recorded=_recorded({f"nummer-{n}": (n, n) for n in range(120)})))
    newest = ["alliantie", *(f"nummer-{number}" for number in range(119, 20, -1))]
    assert feed.ids == [named(name) for name in newest]
    assert len(feed.ids) == telling.NEWEST == 100
    assert "100" in feed.json["description"]


def test_no_event_s_identity_hangs_on_another_on_its_title_or_on_where_the_site_stands() -> None:
    more = {**WORLD, **histories.event("eerste"), **histories.event("tweede")}
    before = of(histories.small(more))
    gone = histories.event("tweede")
    without = of(histories.small({file: text for file, text in more.items() if file not in gone}))
    assert [name for name in before.ids if name != named("tweede")] == without.ids
    parted = [item for item in before.items if item["id"] != named("tweede")]
    assert without.items == parted
    retitled = of(histories.small({**more, **histories.event("tweede", "Anders")}))
    assert retitled.ids == before.ids
    renamed = histories.event("nieuwe-naam", moved_from="[tweede]")
    moved = of(histories.small({**{file: text for file, text in more.items() if file not in gone}, **renamed}))
    assert set(moved.ids) == set(before.ids)
    moved = of(histories.small(more, site_url="https://elders.example/"))
    assert moved.ids == before.ids
    assert moved.read.feed.id == before.read.feed.id
    schemes = [[one.get("scheme") for one in feed.root.iter(f"{ATOM}category")] for feed in (before, moved)]
    assert schemes[0] == schemes[1]
    assert b"voorbeeld.nl/pad" not in moved.atom


def test_a_history_without_events_has_no_entry_and_is_whole() -> None:
    history = replace(histories.small({}), events=())
    feed = of(history)
    assert feed.ids == []
    assert feed.read.feed.updated == "2024-01-02T03:04:05Z"


# Hostile


@pytest.mark.parametrize("lang", LANGS)
def test_every_attack_comes_back_as_it_was_typed(lang: Lang, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(telling, "NEWEST", 10_000)
    history = histories.hostile()
    feed = of(history, lang)
    titles = {named(lasting(facts.event), lang): facts.event.title.pick(lang)[0] for facts in history.events}
    assert len(titles) > 300
    assert {item["id"]: item["title"] for item in feed.items} == titles
    assert {str(e.findtext(f"{ATOM}id")): e.findtext(f"{ATOM}title") for e in feed.entries} == titles


@pytest.mark.parametrize(
    "title",
    ["]]>", "</script><script>alert(1)</script>", "=cmd|' /C calc'!A0", "&amp; &lt;b&gt; <b>", "🎉 é ü", "שלום עולם",
     "é" * 120, "</title></entry><entry>", "<![CDATA[x]]>", "<!--", "<?x?>", '"\'', "&#0;"],
)  # fmt: skip
def test_odd_titles_come_back(title: str) -> None:
    for lang in LANGS:
        feed = of(
            histories.small(histories.event("iets", title, summary=f"{{nl: {histories.yaml_text(title)}}}")), lang
        )
        number = feed.ids.index(named("iets", lang))
        assert feed.entries[number].findtext(f"{ATOM}title") == feed.items[number]["title"] == title
        assert markup.prose_text(title) in plain(feed.items[number]["content_html"])
        assert Markup(feed.items[number]["content_html"]).tags <= SAFE


def test_the_readers_find_what_is_broken() -> None:
    data = histories.published("real")["feeds/atom.xml"]
    assert feedparser.parse(data.replace(b"</title>", b"</titel>", 1)).bozo
    good = json.loads(histories.published("real")["feeds/feed.json"])
    for spoil in ({"version": "1"}, {"items": [{"id": ""}]}, {"items": [{"id": "a"}]}, {"extra": 1}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.Draft202012Validator(SCHEMA).validate({**good, **spoil})
