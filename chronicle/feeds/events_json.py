"""`/api/v1/events.json`: every event with its date, status and evidence, in time order."""

import json
from typing import Any

from chronicle import dates
from chronicle.feeds.facts import Facts, History
from chronicle.model import Image, Words

VERSION = 1


def render(history: History) -> str:
    """Give the file's text."""
    document = {
        "version": VERSION,
        "generated_at": history.generated_at.isoformat(),
        "events": [item(facts, history.site_url) for facts in history.events],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def item(facts: Facts, site_url: str) -> dict[str, Any]:
    """Give one event as it stands in the list."""
    event = facts.event
    return {
        "id": event.id,
        "url": _words(facts.url),
        "date": _date(facts),
        "title": _words(event.title),
        "summary": _words(facts.summary),
        "status": facts.status,
        "corroborated": facts.corroborated,
        "kind": event.kind,
        "themes": list(event.themes),
        "municipalities": list(facts.towns),
        "organisations": list(event.organisations),
        "place": _words(event.place_name),
        "disputed": _words(event.disputed),
        "evidence": [
            {"source": item.source, "at": item.at, "says": item.says, "quote": item.quote} for item in event.evidence
        ],
        "follows": list(event.follows),
        "see_also": list(event.see_also),
        "links": [{"url": link.url, "title": link.title} for link in event.links],
        "image": _image(event.image, site_url),
    }


def _date(facts: Facts) -> dict[str, Any]:
    date = facts.event.date
    return {
        "edtf": date.edtf,
        "earliest": _day(date.earliest),
        "latest": _day(date.latest),
        "earliest_kind": date.earliest_kind,
        "latest_kind": date.latest_kind,
        "precision": date.precision,
        "text": _words(facts.date_text),
        "note": _words(facts.event.date_note),
    }


def _day(day: dates.Day | None) -> str | None:
    return None if day is None else str(day)


def _words(words: Words | None) -> dict[str, str | None] | None:
    return None if words is None else {"nl": words.nl, "en": words.en}


def _image(image: Image | None, site_url: str) -> dict[str, Any] | None:
    if image is None:
        return None
    return {
        "url": f"{site_url}images/{image.file}",
        "alt": _words(image.alt),
        "credit": image.credit,
        "licence": image.licence,
    }
