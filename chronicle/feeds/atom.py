"""What was last added or changed, as an Atom feed (RFC 4287).

An entry's `published` and `updated` are those of the event's file, so an old event that was added today stands at the
top; the event's own date stands in the text and, as EDTF, in `dcterms:temporal`.
"""

from collections.abc import Sequence
from datetime import datetime
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from chronicle import formats
from chronicle.feeds import telling
from chronicle.feeds.facts import Facts, History, lasting, urn
from chronicle.feeds.telling import Voice, moment
from chronicle.model import Timeline
from chronicle.pages import routes
from chronicle.pages.words import say
from chronicle.problems import Lang

# https://www.dublincore.org/specifications/dublin-core/dcmi-terms/
_SPACES = {"xmlns": "http://www.w3.org/2005/Atom", "xmlns:dcterms": "http://purl.org/dc/terms/"}
_LICENCE = "https://creativecommons.org/publicdomain/zero/1.0/"
_END = "</feed>"
_OTHER: dict[Lang, Lang] = {"nl": "en", "en": "nl"}


def entry(one: Facts, content: str, voice: Voice, timeline: Timeline) -> bytes:
    """Give an event's entry. `content` is what is told of it as HTML."""
    return ElementTree.tostring(_entry(one, content, voice, timeline), encoding="unicode").encode()


def render(history: History, lang: Lang, updated: datetime, entries: Sequence[bytes]) -> bytes:
    """Give the feed. `entries` are whole, the newest first; `updated` is when that was."""
    other = _OTHER[lang]
    own, its = (history.site_url + formats.BY_ID["atom"].path(one) for one in (lang, other))
    feed = Element("feed", {**_SPACES, "xml:lang": lang})
    _text(feed, "id", urn(f"feed:atom:{lang}"))
    _text(feed, "title", say("site-name", lang))
    _text(feed, "subtitle", say("feed.newest", lang, count=telling.NEWEST))
    _text(feed, "updated", moment(updated))
    _link(feed, "self", own, type="application/atom+xml", hreflang=lang)
    home = history.site_url + routes.from_site_root(lang, "")
    _link(feed, "alternate", home, type="text/html", hreflang=lang)
    _link(feed, "alternate", its, type="application/atom+xml", hreflang=other)
    # RFC 4946.
    _link(feed, "license", _LICENCE)
    _text(SubElement(feed, "author"), "name", say("site-name", lang))
    _text(feed, "rights", say("feed.rights", lang))
    around = '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(feed, encoding="unicode")
    return b"".join((around.removesuffix(_END).encode(), *entries, _END.encode(), b"\n"))


def _entry(facts: Facts, content: str, voice: Voice, timeline: Timeline) -> Element:
    lang, event = voice.lang, facts.event
    title, title_in = event.title.pick(lang)
    entry = Element("entry")
    # The two languages are two entries: a program that reads both must not take one for the other (RFC 4287, 4.2.6).
    _text(entry, "id", urn(f"{lasting(event)}:{lang}"))
    _text(entry, "title", title, {"xml:lang": title_in} if title_in != lang else {})
    _text(entry, "published", moment(facts.added))
    _text(entry, "updated", moment(facts.changed))
    _link(entry, "alternate", voice.pages[event.id], type="text/html", hreflang=lang)
    _text(entry, "content", content, {"type": "html"})
    for theme in event.themes:
        _category(entry, "themes", theme, voice.themes[theme][0])
    for town in facts.towns:
        _category(entry, "municipalities", town, timeline.municipalities[town].name)
    _category(entry, "kinds", event.kind, timeline.kinds[event.kind].name.pick(lang)[0])
    _category(entry, "status", facts.status, say(f"status.{facts.status}", lang))
    _text(entry, "dcterms:temporal", event.date.edtf)
    return entry


def _text(parent: Element, name: str, text: str, attributes: dict[str, str] | None = None) -> None:
    SubElement(parent, name, attributes or {}).text = text


def _link(parent: Element, rel: str, href: str, **more: str) -> None:
    SubElement(parent, "link", {"rel": rel, "href": href, **more})


def _category(entry: Element, vocabulary: str, term: str, label: str) -> None:
    """RFC 4287, 4.2.2. The vocabulary is named for good, wherever the site stands."""
    SubElement(entry, "category", {"term": term, "scheme": urn(f"vocabulary:{vocabulary}"), "label": label})
