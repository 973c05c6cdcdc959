"""How the shape of an answer is told: tables of fields, and what they come to as JSON Schema (draft 2020-12).

The OpenAPI document, the guide and the tests are made of these tables. There are no unions but with null, and every
field of a thing is always there.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from chronicle.problems import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text; one of `options` if there are any, else of a `format` (JSON Schema's) or `pattern` if it has one."""

    format: str | None = None
    pattern: str | None = None
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """A whole number, `least` or more."""

    least: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class YesOrNo:
    """True or false."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Many:
    """A list, possibly empty, never null."""

    of: "Kind"


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """An object. `name` is that of its schema; its fields stand in the order in which they are published."""

    name: str
    about: Message
    fields: "tuple[Field, ...]"


Kind = Text | Whole | YesOrNo | Many | Thing


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field of a thing: its name, what it holds, what that is in words, and whether it may be null."""

    name: str
    of: Kind
    about: Message
    null: bool = False


def field(name: str, of: Kind, nl: str, en: str, *, null: bool = False) -> Field:
    """Give a field with its words."""
    return Field(name=name, of=of, about=Message(nl=nl, en=en), null=null)


def thing(name: str, nl: str, en: str, *fields: Field) -> Thing:
    """Give a thing with its words."""
    return Thing(name=name, about=Message(nl=nl, en=en), fields=fields)


def both(message: Message) -> str:
    """Put the Dutch before the English."""
    return f"{message.nl} / {message.en}"


def reference(name: str) -> dict[str, Any]:
    """Give the reference to a thing's schema (OpenAPI 3.1, 4.8.7)."""
    return {"$ref": f"#/components/schemas/{name}"}


def schemas(*whole: Thing) -> dict[str, Any]:
    """Give {name: schema} of these things and all that stand in them, in the order in which they are met."""
    return {one.name: _object(one) for one in everything(*whole)}


def everything(*whole: Thing) -> list[Thing]:
    """Give these things and all that stand in them, each once. Raises ValueError when two have one name."""
    found: dict[str, Thing] = {}
    waiting = list(whole)
    while waiting:
        one = waiting.pop(0)
        if found.setdefault(one.name, one) != one:
            raise ValueError(one.name)
        waiting += [inner for inner in _inside(one) if inner != found.get(inner.name)]
    return list(found.values())


def _inside(one: Thing) -> Iterator[Thing]:
    for part in one.fields:
        kind = part.of
        while isinstance(kind, Many):
            kind = kind.of
        if isinstance(kind, Thing):
            yield kind


def _object(one: Thing) -> dict[str, Any]:
    # Open for additions: no additionalProperties.
    return {
        "type": "object",
        "description": both(one.about),
        "required": [part.name for part in one.fields],
        "properties": {part.name: _described(part) for part in one.fields},
    }


def _described(part: Field) -> dict[str, Any]:
    said = _schema(part.of)
    if part.null and "$ref" in said:
        said = {"oneOf": [said, {"type": "null"}]}
    elif part.null:
        said["type"] = [said["type"], "null"]
    return {"description": both(part.about), **said}


def _schema(kind: Kind) -> dict[str, Any]:
    match kind:
        case Thing():
            return reference(kind.name)
        case Many():
            return {"type": "array", "items": _schema(kind.of)}
        case Whole():
            return {"type": "integer", "minimum": kind.least}
        case YesOrNo():
            return {"type": "boolean"}
        case Text():
            rules = {"format": kind.format, "pattern": kind.pattern, "enum": list(kind.options)}
            return {"type": "string", **{name: rule for name, rule in rules.items() if rule}}
