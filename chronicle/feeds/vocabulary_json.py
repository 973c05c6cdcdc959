"""`/api/v1/vocabulary.json`: municipalities, organisations, themes, kinds, glossary, story, and every choice."""

import json
from collections.abc import Iterable
from functools import partial
from typing import get_args

from chronicle import schema
from chronicle.feeds import facts, values
from chronicle.feeds.facts import History
from chronicle.feeds.parts import Parts, Recipes
from chronicle.feeds.values import Json
from chronicle.model import Label, Municipality, Organisation, Status, Term, Words
from chronicle.pages import routes
from chronicle.pages.words import say


def document(history: History) -> Json:
    """Give the whole answer. What each field is stands in `described_vocabulary.VOCABULARY`."""
    timeline, site_url = history.timeline, history.site_url
    return {
        **values.head(history),
        "municipalities": [_municipality(one, site_url) for one in timeline.municipalities.values()],
        "organisations": [_organisation(one, site_url) for one in timeline.organisations.values()],
        "themes": [
            {"id": one.id, "page": values.words(facts.pages(site_url, "themes", one.id)), **_label(one)}
            for one in timeline.themes.values()
        ],
        "kinds": [{"id": one.id, **_label(one)} for one in timeline.kinds.values()],
        "glossary": [_term(one, site_url) for one in timeline.glossary.values()],
        "chapters": [
            {
                "id": one.id,
                "page": values.words(_spot(site_url, "story", one.id)),
                "name": values.words(one.name),
                "date": values.date(one.date),
                "text": values.words(facts.plain(one.text)),
                "events": list(one.events),
            }
            for one in timeline.chapters.values()
        ],
        "statuses": [
            {"id": one, "name": _said(f"status.{one}"), "meaning": _said(f"meaning.{one}")} for one in get_args(Status)
        ],
        "says": _choices("says", schema.SAYS),
        "source_kinds": _choices("one-source-kind", schema.SOURCE_KINDS),
    }


def files(history: History, parts: Parts) -> Recipes:
    """Yield the path below `api/v1/` and the recipe of the file."""
    yield "vocabulary.json", parts.recipe(partial(_render, history), values.clock(history))


def _render(history: History) -> bytes:
    return (json.dumps(document(history), ensure_ascii=False, indent=1) + "\n").encode()


def _municipality(one: Municipality, site_url: str) -> Json:
    return {
        "id": one.id,
        "page": values.words(facts.pages(site_url, "municipalities", one.id)),
        "name": one.name,
        "cbs": one.cbs,
        "tooi": one.tooi,
        "owms": one.owms,
        "wikidata": one.wikidata,
        "neighbours": list(one.neighbours),
        "tile": {"row": one.tile.row, "column": one.tile.column},
    }


def _organisation(one: Organisation, site_url: str) -> Json:
    return {
        "id": one.id,
        "page": values.words(facts.pages(site_url, "organisations", one.id)),
        "name": values.words(one.name),
        "short": values.words(one.short),
        "part_of": one.part_of,
        "tooi": one.tooi,
        "description": values.words(one.description),
    }


def _label(one: Label) -> Json:
    return {"name": values.words(one.name), "description": values.words(one.description)}


def _term(one: Term, site_url: str) -> Json:
    return {
        "id": one.id,
        "page": values.words(_spot(site_url, "glossary", f"term-{one.id}")),
        "term": values.words(one.term),
        "forms": {"nl": list(one.forms_nl), "en": list(one.forms_en)},
        "explanation": values.words(one.explanation),
    }


def _spot(site_url: str, single: str, anchor: str) -> Words:
    """Give the addresses of a spot on a page of its own."""
    dutch, english = routes.single("nl", single), routes.from_site_root("en", routes.single("en", single))
    return Words(nl=f"{site_url}{dutch}#{anchor}", en=f"{site_url}{english}#{anchor}")


def _choices(words: str, ids: Iterable[str]) -> list[Json]:
    return [{"id": one, "name": _said(f"{words}.{one}")} for one in ids]


def _said(key: str) -> Json:
    return {"nl": say(key, "nl"), "en": say(key, "en")}
