"""The table of fields as JSON Schema (draft-07, which editors read), with the vocabularies' ids as choices.

The schema may not refuse what `check` accepts. An editor reads a file otherwise than our reader, though: numbers and
`true` are no texts to it. What a schema cannot say (an exact quotation, the year folder, references to other files)
stays with `check`; docs/schema.md has the list.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from chronicle import fields, schema
from chronicle.model import Label, Timeline
from chronicle.problems import Message

_DRAFT = "http://json-schema.org/draft-07/schema#"
# What our reader takes as text and an editor does not: `at: 5`, `nl: 2008`, `nl: true`.
_TEXT = ["string", "number", "boolean"]
# Every date that we read begins so and has no other signs; what such a text means, `check` finds out.
_EDTF = r"^\s*[\[{]?(?:\.\.)?/?[?~%]?(?:Y-?[0-9]|-?[0-9X]{4})[-0-9XESTZY:+?~%./,{}\[\] ]*\s*$"
_NO_DATE = Message(
    nl="Schrijf een datum als 2009, 2009-02 of 2009-02-04.", en="Write a date such as 2009, 2009-02 or 2009-02-04."
)
_NO_ID = Message(nl="Schrijf de bestandsnaam zonder .yaml.", en="Write the file name without .yaml.")
_NO_ADDRESS = Message(
    nl="Een adres begint met https:// of http:// en heeft geen spaties.",
    en="An address begins with https:// or http:// and has no blanks.",
)

Named = Mapping[str, Message]


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where in a file we are: the field's path and the words about every field of that file."""

    path: str
    words: Mapping[str, fields.About]

    def below(self, name: str) -> "_Spot":
        return _Spot(f"{self.path}.{name}" if self.path else name, self.words)

    def item(self) -> "_Spot":
        return _Spot(f"{self.path}[]", self.words)


def files(timeline: Timeline) -> dict[str, str]:
    """Give {file name: text} of every schema: as they lie in `timeline/schema/` and are published."""
    return {"event.schema.json": event_schema(timeline), "source.schema.json": source_schema(timeline)}


def event_schema(timeline: Timeline) -> str:
    """Give the text of `timeline/schema/event.schema.json`."""
    says = {"evidence.says": fields.SAYS}
    return _document("Een gebeurtenis / An event", schema.EVENT, fields.EVENT, _choices(timeline), says)


def source_schema(timeline: Timeline) -> str:
    """Give the text of `timeline/schema/source.schema.json`."""
    kinds = {"kind": fields.SOURCE_KINDS}
    return _document("Een bron / A source", schema.SOURCE, fields.SOURCE, _choices(timeline), kinds)


def _choices(timeline: Timeline) -> Mapping[schema.Refers, Named]:
    return {
        "kind": {one.id: _explained(one) for one in timeline.kinds.values()},
        "theme": {one.id: _explained(one) for one in timeline.themes.values()},
        "municipality": {one.id: Message(nl=one.name, en=one.name) for one in timeline.municipalities.values()},
        "organisation": {
            one.id: Message(nl=one.name.nl, en=one.name.en or one.name.nl) for one in timeline.organisations.values()
        },
    }


def _explained(label: Label) -> Message:
    name, text = label.name, label.description
    return Message(nl=f"{name.nl}: {text.nl}", en=f"{name.en or name.nl}: {text.en or text.nl}")


def _both(message: Message) -> str:
    """Put the Dutch before the English; what is the same in both is said once."""
    return message.nl if message.nl == message.en else f"{message.nl} / {message.en}"


@dataclass(frozen=True, slots=True)
class _Maker:
    """Turns types into schemas; knows what can be chosen: `choices` for ids, `options` for words, by path."""

    choices: Mapping[schema.Refers, Named]
    options: Mapping[str, Named]

    def type(self, kind: schema.FieldType, spot: _Spot) -> dict[str, Any]:
        if isinstance(kind, schema.Record):
            return self.object(kind.fields, spot)
        if isinstance(kind, schema.Bilingual):
            nl = schema.Field(name="nl", of=kind.of, required=True)
            return self.object((nl, schema.Field(name="en", of=kind.of)), spot)
        if isinstance(kind, schema.ListOf):
            return self.list(kind, spot)
        if isinstance(kind, schema.Choice):
            return _enum({option: self.options[spot.path][option] for option in kind.options})
        if isinstance(kind, schema.Identifier) and kind.refers in self.choices:
            return _enum(self.choices[kind.refers])
        return _scalar(kind)

    def list(self, kind: schema.ListOf, spot: _Spot) -> dict[str, Any]:
        if isinstance(kind.of, schema.Record):
            return {"type": "array", "minItems": 1, "items": self.type(kind.of, spot)}
        item = self.type(kind.of, spot.item()) | _words(spot.item())
        items = {"type": "array", "minItems": 1, "uniqueItems": True, "items": item}
        if kind.or_word is None:
            return items
        return {"oneOf": [items, {"const": kind.or_word, "description": _both(fields.ALL)}]}

    def object(self, inside: Sequence[schema.Field], spot: _Spot) -> dict[str, Any]:
        return {
            "type": "object",
            "additionalProperties": False,
            "required": [f.name for f in inside if f.required],
            "properties": {f.name: _words(spot.below(f.name)) | self.type(f.of, spot.below(f.name)) for f in inside},
        }


def _document(
    title: str,
    record: schema.Record,
    words: Mapping[str, fields.About],
    choices: Mapping[schema.Refers, Named],
    options: Mapping[str, Named],
) -> str:
    body = _Maker(choices, options).type(record, _Spot("", words))
    return json.dumps({"$schema": _DRAFT, "title": title, **body}, ensure_ascii=False, indent=1) + "\n"


def _words(spot: _Spot) -> dict[str, Any]:
    """Give what is shown when somebody points at the field. Of a text in two languages each may have its own words."""
    about = spot.words.get(spot.path)
    if about is None:
        parent, _, last = spot.path.rpartition(".")
        language = {"nl": "Nederlands / Dutch", "en": "Engels / English"}.get(last)
        return {"title": f"{_both(spot.words[parent].label)} ({language})"} if language else {}
    found: dict[str, Any] = {"title": _both(about.label), "description": _both(about.text)}
    return found | ({"examples": list(about.examples)} if about.examples else {})


def _enum(named: Named) -> dict[str, Any]:
    # `enumDescriptions` is the editors' word for what each choice means; other readers pass it over.
    return {"enum": list(named), "enumDescriptions": [_both(message) for message in named.values()]}


def _scalar(kind: schema.FieldType) -> dict[str, Any]:
    if isinstance(kind, schema.Number):
        return {"type": "integer", "minimum": 0, "maximum": kind.highest}
    if isinstance(kind, schema.Edtf):
        # `date: 2009` is a number to an editor.
        return {"type": ["string", "integer"], "pattern": _EDTF, "patternErrorMessage": _both(_NO_DATE)}
    if isinstance(kind, schema.Pattern):
        said = Message(nl=f"Schrijf het zoals ‘{kind.example}’.", en=f"Write it like ‘{kind.example}’.")
        shape = {"pattern": rf"^(?:{kind.pattern})$", "patternErrorMessage": _both(said)}
        # Ids may be digits; a language may not.
        return {"type": _TEXT if kind.pattern == schema.ID_PATTERN else "string"} | shape
    if isinstance(kind, schema.Identifier) and kind.refers != "publisher":
        id_shape: dict[str, Any] = {"maxLength": schema.MAX_ID, "pattern": rf"^{schema.ID_PATTERN}$"}
        return {"type": _TEXT, **id_shape, "patternErrorMessage": _both(_NO_ID)}
    if isinstance(kind, schema.Url):
        pattern = rf"^\s*[hH][tT][tT][pP][sS]?://\S{{1,{kind.max_length}}}\s*$"
        return {"type": "string", "pattern": pattern, "patternErrorMessage": _both(_NO_ADDRESS)}
    return _text(kind)


def _text(kind: schema.FieldType) -> dict[str, Any]:
    """Blanks around a text do not count, as a folded block ends in a newline: so no `maxLength`, but a pattern."""
    longest = (
        kind.max_length if isinstance(kind, schema.Line | schema.Prose | schema.Quote) else schema.Line().max_length
    )
    if isinstance(kind, schema.Prose):
        said = Message(nl=f"Hoogstens {longest} tekens.", en=f"{longest} characters at most.")
        sign = r"[\s\S]"
    else:
        said = Message(nl=f"Eén regel, hoogstens {longest} tekens.", en=f"One line, {longest} characters at most.")
        sign = r"[^\n]"
    pattern = rf"^\s*(?=\S){sign}{{1,{longest}}}?\s*$"
    return {"type": _TEXT, "pattern": pattern, "patternErrorMessage": _both(said)}
