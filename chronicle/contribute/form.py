"""The form's data in one language: its fields, the words of `check`, and what is there already."""

import json
import unicodedata
from collections.abc import Iterator
from typing import Any

from chronicle import fields, references, schema
from chronicle.contribute import sayings
from chronicle.pages import form_words, routes
from chronicle.pages.site import Site
from chronicle.pages.words import say
from chronicle.questions import QUESTIONS, Question

# Signs that a copied text may bring along, by which `check` names them.
_SIGNS = (*range(0x80, 0x3000), *range(0xFE00, 0xFFFD))
_NAMED = {"Cf", "Zl", "Zp"}
# Marks that are put on letters, and letters that look like those of another script.
_LATIN, _MARKS, _ALIKE = (*range(0x41, 0x5B), *range(0x61, 0x7B)), range(0x300, 0x370), range(0x370, 0x530)
_STATUSES = ("confirmed", "planned", "expected", "cancelled")
# What an event's own page says above these.
_MORE = ("place", "date-note", "disputed", "follows", "see-also", "links")
# What the script says.
_SAID = tuple(name.removeprefix("form.") for name in form_words.SAID)


def files(site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield the data of one language by path below the site's root."""
    yield routes.form_data(site.lang), json.dumps(_data(site), ensure_ascii=False, separators=(",", ":")).encode()


def _data(site: Site) -> dict[str, Any]:
    timeline = site.timeline
    return {
        "fields": {question.name: _field(question) for question in QUESTIONS},
        "said": sayings.templates(site.lang),
        "dates": sayings.of_dates(site.lang),
        "names": _names(),
        "most": schema.MAX_ID,
        "known": {
            "kind": list(timeline.kinds),
            "theme": list(timeline.themes),
            "municipality": list(timeline.municipalities),
            "organisation": list(timeline.organisations),
            "publisher": [*timeline.organisations, *timeline.municipalities],
        },
        # An earlier name of an event is no other event's, and nothing may point at it.
        "taken": {"event": sorted({old for event in timeline.events for old in event.moved_from}), "source": []},
        # What a reader recognises an event and a source by. Their names are known as well.
        "events": {event.id: event.title.pick(site.lang)[0] for event in timeline.events},
        "sources": {
            source.id: [source.title, site.publisher_name(source), source.date.edtf if source.date else ""]
            for source in timeline.sources.values()
        },
        "words": {name: say(f"form.{name}", site.lang) for name in _SAID}
        | {name: say(f"status.{name}", site.lang) for name in _STATUSES}
        | {name: say(name, site.lang) for name in _MORE},
        # What people write for an id: its name, or a Dutch word.
        "named": references.names_of(timeline),
        "dutch": fields.DUTCH,
        "allowed": [item.text for item in timeline.allowed.values()],
        "pages": {part: routes.path(site.lang, part) for part in ("events", "sources")},
    }


def _field(question: Question) -> dict[str, Any]:
    kind: Any = schema.EVENT if question.of == "event" else schema.SOURCE
    for name in question.path:
        kind = _inside(kind, name)
    every = isinstance(kind, schema.ListOf) and kind.or_word is not None
    kind = kind.of if isinstance(kind, schema.ListOf) else kind
    made: dict[str, Any] = {"many": question.many, "required": question.required, "lines": question.lines}
    if question.goes_with:
        made["with"] = question.goes_with
    match kind:
        case schema.Edtf():
            made |= {"type": "date"}
        case schema.Choice():
            made |= {"type": "choice", "options": list(kind.options)}
        case schema.Pattern():
            made |= {"type": "pattern", "pattern": kind.pattern, "example": kind.example}
        case schema.Identifier():
            made |= {"type": "id", "refers": kind.refers, "max": schema.Line().max_length, "all": every}
        case schema.Quote():
            made |= {"type": "quote", "max": kind.max_length, "words": schema.QUOTE_WORDS}
        case _:
            made |= {"type": type(kind).__name__.lower(), "max": kind.max_length}
    return {key: value for key, value in made.items() if value is not False}


def _inside(kind: Any, name: str) -> Any:
    if isinstance(kind, schema.ListOf):
        kind = kind.of
    if isinstance(kind, schema.Bilingual):
        return kind.of
    return next(field.of for field in kind.fields if field.name == name)


def _names() -> dict[str, str]:
    """Name the signs that a message may name, by their number in hexadecimal digits."""
    signs = [chr(code) for code in _SIGNS if unicodedata.category(chr(code)) in _NAMED]
    named = (*signs, *map(chr, (*_LATIN, *_MARKS, *_ALIKE)))
    return {f"{ord(sign):04X}": unicodedata.name(sign) for sign in named if unicodedata.name(sign, "")}
