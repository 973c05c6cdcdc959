"""One file's nodes to plain values, by the table of its fields; each fault becomes a problem at its own spot."""

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from chronicle import dates, schema
from chronicle.nodes import Fields, Items, Node, Scalar
from chronicle.problems import Message, Place, Problem

_URL = re.compile(r"\Ahttps?://[^\s/$.?#<>\"']+[^\s<>\"']*\Z", re.ASCII)
# A link in prose whose target is written like an id points at an event.
_EVENT_LINK = re.compile(rf"\]\(({schema.ID_PATTERN})\)", re.ASCII)
_NUMBER = re.compile(r"\A[0-9]{1,4}\Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class Reference:
    """An id that points at something else, and where it stands."""

    refers: schema.Refers
    id: str
    place: Place


@dataclass(slots=True)
class Converted:
    """What came out of one file. `values` lacks the fields that had problems; `places` has every field by its path."""

    values: dict[str, Any] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    references: list[Reference] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def convert(node: Fields, record: schema.Record) -> Converted:
    """Convert a whole mapping. Never raises; what is wrong is in `problems`."""
    found = Converted()
    found.values = _record(record, node, "", found) or {}
    return found


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Give the known word that was probably meant, if any is near."""
    options = list(known)
    hits = difflib.get_close_matches(word.lower(), options, n=1, cutoff=0.6)
    return hits[0] if hits else next((o for o in options if len(word) > 3 and o.startswith(word.lower())), None)


def did_you_mean(word: str, known: Iterable[str], *, otherwise: Message) -> Message:
    """Word the cure for an unknown `word`."""
    hit = nearest(word, known)
    if hit is None:
        return otherwise
    return Message(nl=f"Bedoelt u ‘{hit}’?", en=f"Did you mean ‘{hit}’?")


def _value(kind: schema.FieldType, node: Node, path: str, found: Converted) -> Any:
    found.places[path] = node.place
    if isinstance(kind, schema.Record):
        return _record(kind, node, path, found)
    if isinstance(kind, schema.Bilingual):
        fields = (
            schema.Field(name="nl", of=kind.of, required=True),
            schema.Field(name="en", of=kind.of),
        )
        return _record(schema.Record(fields=fields), node, path, found)
    if isinstance(kind, schema.ListOf):
        return _list(kind, node, path, found)
    if not isinstance(node, Scalar):
        found.problems.append(_wrong_type(node, Message(nl="een tekst", en="a text")))
        return None
    text = node.text.strip()
    if not text:
        found.problems.append(_empty(node.place))
        return None
    return _scalar(kind, text, node, found)


def _record(record: schema.Record, node: Node, path: str, found: Converted) -> dict[str, Any] | None:
    known = {f.name: f for f in record.fields}
    if not isinstance(node, Fields):
        wanted = ", ".join(known)
        found.problems.append(_wrong_type(node, Message(nl=f"velden ({wanted})", en=f"fields ({wanted})")))
        return None
    values: dict[str, Any] = {}
    present: set[str] = set()
    for key, value in node.entries:
        present.add(key.text)
        if key.text not in known:
            found.problems.append(_unknown_field(key, known))
            continue
        converted = _value(known[key.text].of, value, f"{path}.{key.text}" if path else key.text, found)
        if converted is not None:
            values[key.text] = converted
    missing = [f.name for f in record.fields if f.required and f.name not in present]
    found.problems += [_missing(name, node.place) for name in missing]
    return values


def _list(kind: schema.ListOf, node: Node, path: str, found: Converted) -> Any:
    if isinstance(node, Scalar) and kind.or_word is not None and node.text == kind.or_word:
        return kind.or_word
    if not isinstance(node, Items):
        found.problems.append(_wrong_type(node, Message(nl="een lijst", en="a list")))
        return None
    if not node.items:
        found.problems.append(_empty(node.place))
        return None
    values = [_value(kind.of, item, f"{path}.{index}", found) for index, item in enumerate(node.items)]
    if isinstance(kind.of, schema.Identifier):
        found.problems += _repeated(node)
    return tuple(v for v in values if v is not None)


def _scalar(kind: schema.FieldType, text: str, node: Scalar, found: Converted) -> Any:
    problem: Problem | None = None
    value: Any = text
    if isinstance(kind, schema.Line | schema.Prose | schema.Quote | schema.Url):
        problem = _text_problem(kind, text, node.place)
        if isinstance(kind, schema.Prose):
            found.references += [Reference("event", link, node.place) for link in _EVENT_LINK.findall(text)]
    elif isinstance(kind, schema.Edtf):
        value, problem = _date(text, node.place)
    elif isinstance(kind, schema.Number):
        fits = bool(_NUMBER.match(text)) and int(text) <= kind.highest
        value, problem = (int(text), None) if fits else (None, _not_a_number(text, kind.highest, node.place))
    elif isinstance(kind, schema.Choice):
        problem = None if text in kind.options else _not_a_choice(text, kind.options, node.place)
    elif isinstance(kind, schema.Pattern):
        fits = re.fullmatch(kind.pattern, text, re.ASCII) is not None
        problem = None if fits else _wrong_shape(text, kind.example, node.place)
    elif isinstance(kind, schema.Identifier):
        found.references.append(Reference(kind.refers, text, node.place))
    if problem is not None:
        found.problems.append(problem)
        return None
    return value


def _text_problem(
    kind: schema.Line | schema.Prose | schema.Quote | schema.Url, text: str, place: Place
) -> Problem | None:
    if len(text) > kind.max_length:
        return _too_long(len(text), kind.max_length, place)
    if isinstance(kind, schema.Url):
        return None if _URL.match(text) else _not_a_url(text, place)
    if not isinstance(kind, schema.Prose) and "\n" in text:
        return Problem(
            place=place,
            code="several-lines",
            message=Message(nl="hier hoort één regel tekst", en="one line of text belongs here"),
            cure=Message(
                nl="Schrijf >- achter de veldnaam in plaats van |.", en="Write >- after the field's name, not |."
            ),
        )
    if isinstance(kind, schema.Quote) and (words := count_words(text)) > schema.QUOTE_WORDS:
        return _quote_too_long(words, place)
    return None


def count_words(text: str) -> int:
    """Count the words of `text`: what stands between blanks and has a letter or digit in it."""
    return sum(any(c.isalnum() for c in token) for token in text.split())


def _date(text: str, place: Place) -> tuple[dates.Date | None, Problem | None]:
    try:
        return dates.parse(text), None
    except dates.DateError as error:
        spot = Place(place.file, place.line, place.column + error.offset)
        if error.suggestion:
            cure = Message(nl=f"Schrijf ‘{error.suggestion}’.", en=f"Write ‘{error.suggestion}’.")
        else:
            cure = Message(
                nl="Schrijf een datum als 2009, 2009-02 of 2009-02-04, of zie de uitleg over datums.",
                en="Write a date such as 2009, 2009-02 or 2009-02-04, or see the explanation of dates.",
            )
        message = Message(nl=error.message_nl, en=error.message_en)
        return None, Problem(place=spot, code="bad-date", message=message, cure=cure)


def _unknown_field(key: Scalar, known: Iterable[str]) -> Problem:
    names = ", ".join(known)
    return Problem(
        place=key.place,
        code="unknown-field",
        message=Message(nl=f"onbekend veld ‘{key.text}’", en=f"unknown field ‘{key.text}’"),
        cure=did_you_mean(
            key.text,
            known,
            otherwise=Message(nl=f"Kies uit: {names}.", en=f"Choose from: {names}."),
        ),
    )


def _missing(name: str, place: Place) -> Problem:
    return Problem(
        place=place,
        code="missing-field",
        message=Message(nl=f"het veld ‘{name}’ ontbreekt", en=f"the field ‘{name}’ is missing"),
        cure=Message(nl=f"Voeg ‘{name}:’ toe.", en=f"Add ‘{name}:’."),
    )


def _empty(place: Place) -> Problem:
    return Problem(
        place=place,
        code="empty-field",
        message=Message(nl="dit veld is leeg", en="this field is empty"),
        cure=Message(nl="Vul het in, of haal het veld weg.", en="Fill it in, or remove the field."),
    )


def _wrong_type(node: Node, wanted: Message) -> Problem:
    return Problem(
        place=node.place,
        code="wrong-type",
        message=Message(nl=f"hier hoort {wanted.nl}", en=f"here belongs {wanted.en}"),
        cure=Message(
            nl="Kijk in het voorbeeld hoe dit veld geschreven wordt.",
            en="See the example for how this field is written.",
        ),
    )


def _repeated(node: Items) -> list[Problem]:
    seen: set[str] = set()
    problems = []
    for item in node.items:
        if isinstance(item, Scalar) and item.text in seen:
            problems.append(
                Problem(
                    place=item.place,
                    code="repeated",
                    message=Message(nl=f"‘{item.text}’ staat er al", en=f"‘{item.text}’ is there already"),
                    cure=Message(nl="Haal er een weg.", en="Remove one."),
                )
            )
        elif isinstance(item, Scalar):
            seen.add(item.text)
    return problems


def _too_long(length: int, limit: int, place: Place) -> Problem:
    return Problem(
        place=place,
        code="too-long",
        message=Message(
            nl=f"deze tekst is {length} tekens lang; er passen er {limit}",
            en=f"this text is {length} characters long; {limit} fit",
        ),
        cure=Message(nl=f"Kort hem {length - limit} tekens in.", en=f"Shorten it by {length - limit} characters."),
    )


def _quote_too_long(words: int, place: Place) -> Problem:
    return Problem(
        place=place,
        code="quote-too-long",
        message=Message(
            nl=f"dit citaat heeft {words} woorden; hoogstens {schema.QUOTE_WORDS} mogen er zijn",
            en=f"this quotation has {words} words; {schema.QUOTE_WORDS} at most are allowed",
        ),
        cure=Message(
            nl="Citeer alleen het deel dat de bewering draagt.", en="Quote only the part that bears the statement."
        ),
    )


def _not_a_url(text: str, place: Place) -> Problem:
    return Problem(
        place=place,
        code="bad-url",
        message=Message(nl=f"‘{text[:60]}’ is geen webadres", en=f"‘{text[:60]}’ is not a web address"),
        cure=Message(
            nl="Een adres begint met https:// of http:// en heeft geen spaties.",
            en="An address begins with https:// or http:// and has no blanks.",
        ),
    )


def _not_a_number(text: str, highest: int, place: Place) -> Problem:
    return Problem(
        place=place,
        code="bad-number",
        message=Message(
            nl=f"‘{text[:40]}’ is geen getal van 0 tot en met {highest}",
            en=f"‘{text[:40]}’ is no number from 0 to {highest}",
        ),
        cure=Message(nl="Schrijf een heel getal in cijfers.", en="Write a whole number in digits."),
    )


def _not_a_choice(text: str, options: tuple[str, ...], place: Place) -> Problem:
    names = ", ".join(options)
    return Problem(
        place=place,
        code="unknown-choice",
        message=Message(nl=f"‘{text[:40]}’ kan hier niet staan", en=f"‘{text[:40]}’ cannot stand here"),
        cure=did_you_mean(text, options, otherwise=Message(nl=f"Kies uit: {names}.", en=f"Choose from: {names}.")),
    )


def _wrong_shape(text: str, example: str, place: Place) -> Problem:
    return Problem(
        place=place,
        code="wrong-shape",
        message=Message(
            nl=f"‘{text[:60]}’ heeft niet de juiste vorm", en=f"‘{text[:60]}’ does not have the right shape"
        ),
        cure=Message(nl=f"Schrijf het zoals ‘{example}’.", en=f"Write it like ‘{example}’."),
    )
