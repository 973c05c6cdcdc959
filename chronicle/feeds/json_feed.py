"""What was last added or changed, as a JSON Feed (https://jsonfeed.org/version/1.1): the entries of the Atom feed."""

import json
from collections.abc import Sequence
from typing import Any

from chronicle import formats
from chronicle.feeds import telling
from chronicle.feeds.facts import Facts, History, lasting, urn
from chronicle.feeds.telling import Shared, Voice, moment
from chronicle.pages import routes
from chronicle.pages.words import say
from chronicle.problems import Lang

VERSION = "https://jsonfeed.org/version/1.1"
# An extension's name begins with an underscore, and `about` leads to what explains it.
EXTENSION = "_drenthe_tijdlijn"


def entry(one: Facts, content: str, voice: Voice, shared: Shared) -> bytes:
    """Give an event's item as it stands in the list. `content` is what is told of it as HTML."""
    return json.dumps(_item(one, content, voice, shared), ensure_ascii=False, indent=1).replace("\n", "\n  ").encode()


def render(history: History, lang: Lang, entries: Sequence[bytes]) -> bytes:
    """Give the feed. `entries` are whole, the newest first."""
    home = history.site_url + routes.from_site_root(lang, "")
    feed = {
        "version": VERSION,
        "title": say("site-name", lang),
        "home_page_url": home,
        "feed_url": history.site_url + formats.BY_ID["jsonfeed"].path(lang),
        "description": say("feed.newest", lang, count=telling.NEWEST),
        "language": lang,
        "authors": [{"name": say("site-name", lang), "url": home}],
    }
    head = json.dumps(feed, ensure_ascii=False, indent=1).removesuffix("\n}") + ',\n "items": ['
    items = b"\n  " + b",\n  ".join(entries) + b"\n " if entries else b""
    return head.encode() + items + b"]\n}\n"


def _item(facts: Facts, content: str, voice: Voice, shared: Shared) -> dict[str, Any]:
    event, lang, timeline = facts.event, voice.lang, shared.timeline
    title, title_in = event.title.pick(lang)
    item = {
        "id": urn(f"{lasting(event)}:{lang}"),
        "url": voice.pages[event.id],
        "title": title,
        "content_html": content,
        "content_text": telling.text(facts, voice),
        "date_published": moment(facts.added),
        "date_modified": moment(facts.changed),
        "language": title_in,
        "tags": [
            *(voice.themes[theme][0] for theme in event.themes),
            *(timeline.municipalities[town].name for town in facts.towns),
        ],
        EXTENSION: {
            "about": shared.site_url + routes.from_site_root(lang, routes.single(lang, "data")),
            "event": event.id,
            "edtf": event.date.edtf,
            "earliest": None if event.date.earliest is None else str(event.date.earliest),
            "latest": None if event.date.latest is None else str(event.date.latest),
            "status": facts.status,
            "corroborated": facts.corroborated,
            "kind": event.kind,
        },
    }
    if event.image:
        item["image"] = f"{shared.site_url}images/{event.image.file}"
    return item
