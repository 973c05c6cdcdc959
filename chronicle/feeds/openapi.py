"""`/api/v1/openapi.json`: every address of the API, what it answers, and what is promised (OpenAPI 3.1)."""

import json
from collections.abc import Mapping
from functools import partial
from typing import Any

from chronicle.feeds import events_json, sources_json, telling, values, vocabulary_json
from chronicle.feeds.described import EVENTS, ID, ONE_EVENT
from chronicle.feeds.described_vocabulary import SOURCES, VOCABULARY
from chronicle.feeds.facts import History
from chronicle.feeds.parts import Parts, Recipes
from chronicle.feeds.shape import Thing, both, reference, schemas
from chronicle.feeds.values import Json
from chronicle.pages.words import say
from chronicle.problems import Message

# Semantic: a new field or address raises the second number, a better description the third; the first is the address's.
# docs/api-changelog.md says what each brought.
RELEASE = "1.0.0"

PROMISE = Message(
    nl="Binnen v1 komt er alleen bij: geen adres of veld gaat weg, krijgt een andere naam of een ander type, of wordt"
    " null waar het dat niet was. Lees dus over velden heen die u niet kent, en ook over nieuwe waarden in een lijst"
    " van keuzen: die mogen erbij komen. Een adres of veld dat ooit weg moet, staat eerst minstens twaalf maanden naast"
    " zijn opvolger; komt er een v2, dan blijft v1 er nog minstens twaalf maanden naast staan.",
    en="Within v1 there are additions only: no address or field goes, gets another name or another type, or becomes"
    " null where it was not. So pass over fields that you do not know, and over new values in a list of choices: those"
    " may be added. An address or field that has to go one day first stands beside its successor for at least twelve"
    " months; should there be a v2, v1 stays beside it for at least twelve months.",
)
_ABOUT = Message(
    nl="De geschiedenis van Drenthe en zijn gemeenten als gegevens: vaste bestanden die bij elke publicatie opnieuw"
    " worden gemaakt. Er is geen sleutel nodig en er is geen limiet. Lijsten zijn nooit null, velden ontbreken nooit,"
    " en gebeurtenissen staan op tijd geordend. Een adres dat er niet is, geeft 404 met een pagina in HTML. De gegevens"
    " zijn vrij (CC0-1.0); citaten blijven van hun makers.",
    en="The history of Drenthe and its municipalities as data: plain files, made anew with each publication. No key is"
    " needed and there is no limit. Lists are never null, fields are never missing, and events stand in time order. An"
    " address that does not exist answers 404 with a page in HTML. The data are free (CC0-1.0); quotations remain their"
    " makers'.",
)
_DRAFT_07 = Message(
    nl="JSON Schema (draft-07) van een bestand in timeline/{folder}, voor editors.",
    en="JSON Schema (draft-07) of a file in timeline/{folder}, for editors.",
)
_PARAGRAPHS = "\n\n"


def files(history: History, parts: Parts) -> Recipes:
    """Yield the path below `api/v1/` and the recipe of the file."""
    shown = [parts.row(history.events[:1]), *map(parts.source, sources_json.ordered(history.timeline)[:1])]
    make = partial(_render, history)
    yield "openapi.json", parts.recipe(make, values.clock(history), repr(history.repo_url), *shown)


def _render(history: History) -> bytes:
    return (json.dumps(document(history), ensure_ascii=False, indent=1) + "\n").encode()


def document(history: History) -> Json:
    """Give the document. Its examples are the first of the real data."""
    return {
        "openapi": "3.1.0",
        "info": _info(history),
        # Beside this very file, wherever the site stands; without a slash at its end, as paths begin with one.
        "servers": [{"url": "../v1"}],
        "paths": _paths(_examples(history), history.events[0].event.id),
        "components": {
            "schemas": schemas(EVENTS, ONE_EVENT, SOURCES, VOCABULARY),
            "headers": _HEADERS,
            "responses": {
                "NotFound": {
                    "description": "Er is niets met dit adres. / There is nothing at this address.",
                    "content": {"text/html": {"schema": {"type": "string"}}},
                }
            },
        },
    }


def _info(history: History) -> Json:
    info: Json = {
        "title": f"{say('site-name', 'nl')} / {say('site-name', 'en')}",
        "version": RELEASE,
        "description": _PARAGRAPHS.join((_ABOUT.nl, PROMISE.nl, _ABOUT.en, PROMISE.en)),
        "license": {"name": "CC0 1.0 Universal", "identifier": "CC0-1.0"},
    }
    if history.repo_url:
        info["contact"] = {"url": f"{history.repo_url}/issues"}
    return info


def _examples(history: History) -> Mapping[str, Json]:
    """Give {schema: answer}, each with one item in a list."""
    head, clock = values.head(history), values.clock(history)
    shared = telling.shared(history)
    event = events_json.item(history.events[0], history.site_url, clock)
    vocabulary = vocabulary_json.document(history)
    return {
        EVENTS.name: {**head, "events": [event]},
        ONE_EVENT.name: {**head, "event": event},
        SOURCES.name: {
            **head,
            "sources": [sources_json.item(one, shared) for one in sources_json.ordered(history.timeline)[:1]],
        },
        VOCABULARY.name: {name: said[:1] if isinstance(said, list) else said for name, said in vocabulary.items()},
    }


def _paths(examples: Mapping[str, Json], identifier: str) -> Json:
    parameter = {
        "name": "id",
        "in": "path",
        "required": True,
        "description": both(
            Message(
                nl="De id van een gebeurtenis, of een eerdere (moved_from).",
                en="An event's id, or an earlier one (moved_from).",
            )
        ),
        "schema": {"type": "string", "pattern": ID.pattern},
        "example": identifier,
    }
    return {
        "/events.json": _get("listEvents", EVENTS, examples),
        "/events/{id}.json": {**_get("getEvent", ONE_EVENT, examples, missing=True), "parameters": [parameter]},
        "/sources.json": _get("listSources", SOURCES, examples),
        "/vocabulary.json": _get("getVocabulary", VOCABULARY, examples),
        "/openapi.json": _plain("getDescription", Message(nl="Deze beschrijving.", en="This description.")),
        **{
            f"/schema/{one}.schema.json": _plain(
                f"get{one.capitalize()}Schema",
                Message(nl=_DRAFT_07.nl.format(folder=f"{one}s"), en=_DRAFT_07.en.format(folder=f"{one}s")),
            )
            for one in ("event", "source")
        },
    }


def _get(operation: str, one: Thing, examples: Mapping[str, Json], *, missing: bool = False) -> Json:
    content = {"schema": reference(one.name), "examples": {"real": {"value": examples[one.name]}}}
    found = _plain(operation, one.about, content)
    if missing:
        found["get"]["responses"]["404"] = {"$ref": "#/components/responses/NotFound"}
    return found


def _plain(operation: str, about: Message, content: Any = None) -> Json:
    answer = {
        "description": both(about),
        "headers": {name: {"$ref": f"#/components/headers/{name}"} for name in _HEADERS},
        "content": {"application/json": content or {"schema": {"type": "object"}}},
    }
    return {"get": {"operationId": operation, "summary": both(about), "responses": {"200": answer}}}


_HEADERS: Mapping[str, Json] = {
    "Access-Control-Allow-Origin": {
        "description": both(
            Message(
                nl="Pagina’s van iedereen mogen deze gegevens ophalen (op een server met de headers van deploy/).",
                en="Pages of anybody may fetch these data (on a server with the headers of deploy/).",
            )
        ),
        "schema": {"type": "string", "const": "*"},
    },
    "Cache-Control": {
        "description": both(
            Message(
                nl="Bewaar een antwoord vijf minuten; vraag daarna of het nog hetzelfde is (If-None-Match).",
                en="Keep an answer for five minutes; then ask whether it is still the same (If-None-Match).",
            )
        ),
        "schema": {"type": "string"},
        "example": "public, max-age=300, must-revalidate",
    },
}
