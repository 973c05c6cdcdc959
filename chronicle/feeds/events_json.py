"""`/api/v1/events.json`: every event with its date, status and evidence, in time order."""

import json
from datetime import datetime
from typing import Any

from chronicle import dates, markup, standing
from chronicle.model import Event, Image, Timeline, Words
from chronicle.pages import routes

VERSION = 1


def render(timeline: Timeline, *, site_url: str, generated_at: datetime) -> str:
    """Give the file's text. `generated_at` is the source's clock, never "now"; it must have a time zone."""
    document = {
        "version": VERSION,
        "generated_at": generated_at.isoformat(),
        "events": [_event(event, timeline, site_url) for event in timeline.events],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _event(event: Event, timeline: Timeline, site_url: str) -> dict[str, Any]:
    return {
        "id": event.id,
        "url": {
            "nl": site_url + routes.path("nl", "events", event.id),
            "en": site_url + routes.from_site_root("en", routes.path("en", "events", event.id)),
        },
        "date": _date(event),
        "title": _words(event.title),
        "summary": _prose(event.summary),
        "status": standing.status(event),
        "corroborated": standing.corroborated(event, timeline),
        "kind": event.kind,
        "themes": list(event.themes),
        "municipalities": list(standing.municipalities_of(event, timeline)),
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


def _date(event: Event) -> dict[str, Any]:
    date = event.date
    generated = Words(nl=dates.wording(date, "nl"), en=dates.wording(date, "en"))
    return {
        "edtf": date.edtf,
        "earliest": _day(date.earliest),
        "latest": _day(date.latest),
        "earliest_kind": date.earliest_kind,
        "latest_kind": date.latest_kind,
        "precision": date.precision,
        "text": _words(event.date_text or generated),
        "note": _words(event.date_note),
    }


def _day(day: dates.Day | None) -> str | None:
    return None if day is None else str(day)


def _words(words: Words | None) -> dict[str, str | None] | None:
    return None if words is None else {"nl": words.nl, "en": words.en}


def _prose(words: Words) -> dict[str, str | None]:
    return {"nl": markup.prose_text(words.nl), "en": None if words.en is None else markup.prose_text(words.en)}


def _image(image: Image | None, site_url: str) -> dict[str, Any] | None:
    if image is None:
        return None
    return {
        "url": f"{site_url}images/{image.file}",
        "alt": _words(image.alt),
        "credit": image.credit,
        "licence": image.licence,
    }
