"""`/api/v1/events.json`: every event with its date, status and evidence, in time order; each also in its own file."""

from functools import partial
from typing import Any

from chronicle.feeds import values
from chronicle.feeds.facts import CLOCK, Facts, History
from chronicle.feeds.parts import Parts, Recipes
from chronicle.feeds.telling import Fragment, Shared
from chronicle.model import Image


def fragment(one: Facts, shared: Shared) -> Fragment:
    """Give an event as it stands in the list and in its own file: JSON on one line."""
    return (values.text(item(one, shared.site_url, CLOCK)).encode(),)


def files(history: History, parts: Parts) -> Recipes:
    """Yield (path below `api/v1/`, recipe) of `events.json`, and of `events/<id>.json` for each event.

    An event that has moved stands under its earlier ids as well: their addresses stay.
    """
    clock = values.clock(history)
    yield "events.json", parts.recipe(partial(_list, history, parts), parts.everyone, clock)
    head = values.opening(history, "event")
    for facts in history.events:
        recipe = parts.recipe(partial(_one, history, parts, head, facts), parts.event(facts), clock)
        for identifier in (facts.event.id, *facts.event.moved_from):
            yield f"events/{identifier}.json", recipe


def _list(history: History, parts: Parts) -> bytes:
    items = (said for (said,) in parts.events("json", history.events))
    return values.at(history, values.listing(history, "events", items))


def _one(history: History, parts: Parts, head: bytes, facts: Facts) -> bytes:
    ((said,),) = parts.events("json", [facts])
    return head + values.at(history, said) + b"}\n"


def item(facts: Facts, site_url: str, clock: str) -> dict[str, Any]:
    """Give one event as it stands in the list. What each field is stands in `described.EVENT`.

    `clock` is what stands there for the source's clock.
    """
    event = facts.event
    return {
        "id": event.id,
        "url": values.words(facts.url),
        "date": values.date(event.date, facts.date_text, event.date_note),
        "title": values.words(event.title),
        "summary": values.words(facts.summary),
        "status": facts.status,
        "corroborated": facts.corroborated,
        "kind": event.kind,
        "themes": list(event.themes),
        "municipalities": list(facts.towns),
        "all_municipalities": event.all_municipalities,
        "organisations": list(event.organisations),
        "place": values.words(event.place_name),
        "disputed": values.words(event.disputed),
        "evidence": [
            {"source": item.source, "at": item.at, "says": item.says, "quote": item.quote} for item in event.evidence
        ],
        "follows": list(event.follows),
        "followed_by": list(facts.followed_by),
        "see_also": list(event.see_also),
        "links": [{"url": link.url, "title": link.title} for link in event.links],
        "image": _image(event.image, site_url),
        "moved_from": list(event.moved_from),
        "added": facts.added.isoformat() if facts.added else clock,
        "changed": facts.changed.isoformat() if facts.changed else clock,
    }


def _image(image: Image | None, site_url: str) -> dict[str, Any] | None:
    if image is None:
        return None
    return {
        "url": f"{site_url}images/{image.file}",
        "alt": values.words(image.alt),
        "credit": image.credit,
        "licence": image.licence,
    }
