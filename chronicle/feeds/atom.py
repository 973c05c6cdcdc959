"""What was last added or changed, as an Atom feed (RFC 4287).

An entry's `published` and `updated` are those of the event's file, so an old event that was added today stands at the
top; the event's own date stands in the text and, as EDTF, in `dcterms:temporal`.
"""

from collections.abc import Sequence
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from chronicle import formats
from chronicle.feeds import telling
from chronicle.feeds.facts import Facts, History, lasting, urn
from chronicle.feeds.telling import Voice, moment
from chronicle.pages.words import say
from chronicle.problems import Lang

# https://www.dublincore.org/specifications/dublin-core/dcmi-terms/
_SPACES = {"xmlns": "http://www.w3.org/2005/Atom", "xmlns:dcterms": "http://purl.org/dc/terms/"}
_LICENCE = "https://creativecommons.org/publicdomain/zero/1.0/"
_OTHER: dict[Lang, Lang] = {"nl": "en", "en": "nl"}


def render(history: History, voice: Voice, told: Sequence[tuple[Facts, str]]) -> str:
    """Give the feed's text. `told` is each event with what is told of it as HTML, the newest first."""
    lang, other = voice.lang, _OTHER[voice.lang]
    own, its = (history.site_url + formats.BY_ID["atom"].path(one) for one in (lang, other))
    feed = Element("feed", {**_SPACES, "xml:lang": lang})
    _text(feed, "id", urn(f"feed:atom:{lang}"))
    _text(feed, "title", say("site-name", lang))
    _text(feed, "subtitle", say("feed.newest", lang, count=telling.NEWEST))
    # The newest entry comes first. Without one, nothing was ever changed.
    _text(feed, "updated", moment(told[0][0].changed if told else history.generated_at))
    _link(feed, "self", own, type="application/atom+xml", hreflang=lang)
    _link(feed, "alternate", voice.home, type="text/html", hreflang=lang)
    _link(feed, "alternate", its, type="application/atom+xml", hreflang=other)
    # RFC 4946.
    _link(feed, "license", _LICENCE)
    _text(SubElement(feed, "author"), "name", say("site-name", lang))
    _text(feed, "rights", say("feed.rights", lang))
    for facts, content in told:
        _entry(feed, facts, content, voice, history)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(feed, encoding="unicode") + "\n"


def _entry(feed: Element, facts: Facts, content: str, voice: Voice, history: History) -> None:
    lang, event, timeline = voice.lang, facts.event, history.timeline
    title, title_in = event.title.pick(lang)
    entry = SubElement(feed, "entry")
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


def _text(parent: Element, name: str, text: str, attributes: dict[str, str] | None = None) -> None:
    SubElement(parent, name, attributes or {}).text = text


def _link(parent: Element, rel: str, href: str, **more: str) -> None:
    SubElement(parent, "link", {"rel": rel, "href": href, **more})


def _category(entry: Element, vocabulary: str, term: str, label: str) -> None:
    """RFC 4287, 4.2.2. The vocabulary is named for good, wherever the site stands."""
    SubElement(entry, "category", {"term": term, "scheme": urn(f"vocabulary:{vocabulary}"), "label": label})
