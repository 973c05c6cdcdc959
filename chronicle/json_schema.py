"""The table of fields as JSON Schema (draft-07, which editors read), with the vocabularies' ids as choices.

What a schema cannot say (an exact quotation, the year folder, references to other events) stays with `check`.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from chronicle import schema
from chronicle.model import Timeline

_DRAFT = "http://json-schema.org/draft-07/schema#"


def event_schema(timeline: Timeline) -> str:
    """Give the text of `timeline/schema/event.schema.json`."""
    return _document("Een gebeurtenis / An event", schema.EVENT, _choices(timeline))


def source_schema(timeline: Timeline) -> str:
    """Give the text of `timeline/schema/source.schema.json`."""
    return _document("Een bron / A source", schema.SOURCE, _choices(timeline))


def _choices(timeline: Timeline) -> Mapping[schema.Refers, Sequence[str]]:
    return {
        "kind": list(timeline.kinds),
        "theme": list(timeline.themes),
        "municipality": list(timeline.municipalities),
        "organisation": list(timeline.organisations),
    }


def _document(title: str, record: schema.Record, choices: Mapping[schema.Refers, Sequence[str]]) -> str:
    document = {"$schema": _DRAFT, "title": title, **_type(record, choices)}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _type(kind: schema.FieldType, choices: Mapping[schema.Refers, Sequence[str]]) -> dict[str, Any]:
    if isinstance(kind, schema.Record):
        return _object(kind.fields, choices)
    if isinstance(kind, schema.Bilingual):
        return _object(
            (schema.Field(name="nl", of=kind.of, required=True), schema.Field(name="en", of=kind.of)), choices
        )
    if isinstance(kind, schema.ListOf):
        items = {"type": "array", "minItems": 1, "items": _type(kind.of, choices)}
        if isinstance(kind.of, schema.Identifier):
            items["uniqueItems"] = True
        return items if kind.or_word is None else {"oneOf": [items, {"const": kind.or_word}]}
    if isinstance(kind, schema.Choice):
        return {"enum": list(kind.options)}
    if isinstance(kind, schema.Identifier):
        if kind.refers in choices:
            return {"enum": list(choices[kind.refers])}
        pattern = None if kind.refers == "publisher" else rf"^{schema.ID_PATTERN}$"
        return {"type": "string", "minLength": 1} | ({"pattern": pattern} if pattern else {})
    return _scalar(kind)


def _scalar(kind: schema.FieldType) -> dict[str, Any]:
    if isinstance(kind, schema.Number):
        return {"type": "integer", "minimum": 0, "maximum": kind.highest}
    if isinstance(kind, schema.Edtf):
        # An editor reads `date: 2009` as a number; our own reader takes every scalar as text.
        return {"type": ["string", "integer"]}
    if isinstance(kind, schema.Pattern):
        return {"type": "string", "pattern": rf"^(?:{kind.pattern})$", "examples": [kind.example]}
    text: dict[str, Any] = {"type": "string", "minLength": 1}
    if isinstance(kind, schema.Line | schema.Prose | schema.Quote | schema.Url):
        text["maxLength"] = kind.max_length
    return text | ({"pattern": "^https?://"} if isinstance(kind, schema.Url) else {})


def _object(fields: Sequence[schema.Field], choices: Mapping[schema.Refers, Sequence[str]]) -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [f.name for f in fields if f.required],
        "properties": {f.name: _type(f.of, choices) for f in fields},
    }
