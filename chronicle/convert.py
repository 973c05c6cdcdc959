"""One file's nodes to plain values, by the table of its fields; each fault becomes a problem at its own spot."""

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

from chronicle import dates, faults, fields, guesses, misdated, schema, web
from chronicle.nodes import Fields, Items, Node, Scalar
from chronicle.problems import Message, Place, Problem, Remedy

# What Markdown would leave out or decode: someone@example.org can be written so that only a reader sees it.
_MARKS = re.compile(r"\]\([^)\n]*\)|[*_\\\[\]]")
# A link in prose whose target is written like an id points at an event.
_EVENT_LINK = re.compile(rf"\]\(({schema.ID_PATTERN})\)", re.ASCII)
# What YAML's core types take for nothing at all, and many programs write for it.
_NOTHING = {"~", "null", "Null", "NULL"}
# Where the words about a record's fields are, and under which path.
_WORDS: tuple[tuple[schema.Record, Mapping[str, fields.About], str], ...] = (
    (schema.EVENT, fields.EVENT, ""),
    (schema.EVIDENCE, fields.EVENT, "evidence."),
    (schema.LINK, fields.EVENT, "links."),
    (schema.SOURCE, fields.SOURCE, ""),
)
# As tuples: a union would be put together anew for every text.
_EXACT = (schema.Choice, schema.Pattern, schema.Number)
_TEXTS = (schema.Line, schema.Prose, schema.Quote, schema.Url)
_IDENTIFIERS = (schema.Identifier, schema.Pattern)
_LINE = schema.Line()
_NUMBER = re.compile(r"\A[0-9]{1,4}\Z", re.ASCII)
# The files of a year follow each other, and so do equal dates.
date_of = lru_cache(maxsize=1024)(dates.parse)


class Reference(NamedTuple):
    """An id that points at something else, and where it stands. A tuple, as a `Place` is."""

    refers: schema.Refers
    id: str
    place: Place


@dataclass(slots=True)
class Converted:
    """What came out of one file. `values` lacks the fields that had problems; `places` has every field by its path.

    `rewritten` has the texts that stand otherwise in the file: folded over lines, with escapes, or with Markdown.
    """

    values: dict[str, Any] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    references: list[Reference] = field(default_factory=list)
    rewritten: list[tuple[Place, str]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def convert(node: Node, record: schema.Record) -> Converted:
    """Convert what should be a whole mapping. Never raises; what is wrong is in `problems`."""
    found = Converted()
    found.values = _record(record, node, "", found) or {}
    return found


def _value(kind: schema.FieldType, node: Node, path: str, found: Converted, *, required: bool = False) -> Any:
    found.places[path] = node.place
    if isinstance(node, Scalar) and (not node.text.strip() or (node.plain and node.text in _NOTHING)):
        empty = faults.empty(node.place, required=required)
        found.problems.append(faults.swallowed(node.swallowed) if node.swallowed else empty)
        return None
    if isinstance(kind, schema.Record):
        return _record(kind, node, path, found)
    if isinstance(kind, schema.Bilingual):
        if not isinstance(node, Fields):
            found.problems.append(faults.not_two_languages(node))
            return None
        words = _record(kind.both(), node, path, found)
        if not any(key.text == "en" for key, _ in node.entries):
            found.problems.append(faults.no_english(path.rpartition(".")[2], node.place))
        return words
    if isinstance(kind, schema.ListOf):
        return _list(kind, node, path, found, required=required)
    if not isinstance(node, Scalar):
        found.problems.append(misdated.a_list(node) if isinstance(kind, schema.Edtf) else faults.not_a_text(node))
        return None
    # Blanks around a text do not count. A word of the vocabulary is written exactly: an editor knows no other either.
    exact = isinstance(kind, _EXACT) or (isinstance(kind, schema.Identifier) and kind.refers != "publisher")
    return _scalar(kind, node.text if exact else node.text.strip(), node, found)


def _record(record: schema.Record, node: Node, path: str, found: Converted) -> dict[str, Any] | None:
    known = record.known
    if not isinstance(node, Fields):
        wanted = ", ".join(known)
        found.problems.append(faults.wrong_type(node, Message(nl=f"velden ({wanted})", en=f"fields ({wanted})")))
        return None
    values: dict[str, Any] = {}
    present = {key.text for key, _ in node.entries}
    for key, value in node.entries:
        if key.text not in known:
            found.problems.append(faults.unknown_field(key, known, present))
            continue
        field = known[key.text]
        below = f"{path}.{key.text}" if path else key.text
        converted = _value(field.of, value, below, found, required=field.required)
        if converted is not None:
            values[key.text] = converted
    if record.required <= present:
        return values
    # A field whose name is misspelled is not missing, too.
    meant = {name: guesses.likely(name, known, present) for name in present - known.keys()}
    present |= {guesses.nearest(name, free) or name for name, free in meant.items()}
    missing = [f.name for f in record.fields if f.required and f.name not in present]
    found.problems += [faults.missing(name, node.place, _example(record, name)) for name in missing]
    return values


def _example(record: schema.Record, name: str) -> str | None:
    """Give what could stand in a field that is missing, where the history has an example."""
    words, path = next(((words, prefix) for known, words, prefix in _WORDS if known is record), ({}, ""))
    about = words.get(path + name)
    return about.examples[0] if about and about.examples else None


def _list(kind: schema.ListOf, node: Node, path: str, found: Converted, *, required: bool) -> Any:
    if isinstance(node, Scalar) and kind.or_word is not None and node.text == kind.or_word:
        return kind.or_word
    if kind.or_word is not None and (problem := faults.not_the_word(node, kind.or_word)):
        found.problems.append(problem)
        return None
    if not isinstance(node, Items):
        found.problems.append(faults.not_a_list(node, of_fields=isinstance(kind.of, schema.Record)))
        return None
    if not node.items:
        found.problems.append(faults.empty(node.place, required=required))
        return None
    values = [_value(kind.of, item, f"{path}.{index}", found) for index, item in enumerate(node.items)]
    if isinstance(kind.of, _IDENTIFIERS):
        found.problems += faults.repeated(node)
    return tuple(v for v in values if v is not None)


def _scalar(kind: schema.FieldType, text: str, node: Scalar, found: Converted) -> Any:
    problem: Problem | None = None
    value: Any = text
    if not node.verbatim:
        found.rewritten.append((node.place, text))
    if isinstance(kind, _TEXTS):
        if node.swallowed is not None:
            found.problems.append(faults.swallowed(node.swallowed))
        problem = _text_problem(kind, text, node.place)
        if isinstance(kind, schema.Prose):
            if "](" in text:
                found.references += [Reference("event", link, node.place) for link in _EVENT_LINK.findall(text)]
            if (read := html.unescape(_MARKS.sub("", text))) != text:
                found.rewritten.append((node.place, read))
    elif isinstance(kind, schema.Edtf):
        value, problem = _date(kind, text, node)
    elif isinstance(kind, schema.Number):
        fits = bool(_NUMBER.match(text)) and int(text) <= kind.highest
        value, problem = (int(text), None) if fits else (None, faults.not_a_number(text, kind.highest, node.place))
    elif isinstance(kind, schema.Choice):
        problem = None if text in kind.options else faults.not_a_choice(text, kind.options, node.place)
    elif isinstance(kind, schema.Pattern):
        fits = re.fullmatch(kind.pattern, text, re.ASCII) is not None
        problem = None if fits else faults.wrong_shape(text, kind, node.place)
    elif isinstance(kind, schema.Identifier):
        # A publisher may be a medium's name, which is a line of text like any other.
        problem = _text_problem(_LINE, text, node.place)
        if problem is None:
            found.references.append(Reference(kind.refers, text, node.place))
    if problem is not None:
        found.problems.append(problem)
        return None
    return value


def _text_problem(
    kind: schema.Line | schema.Prose | schema.Quote | schema.Url, text: str, place: Place
) -> Problem | None:
    if len(text) > kind.max_length:
        return faults.too_long(len(text), kind.max_length, place)
    if isinstance(kind, schema.Url):
        return None if web.is_address(text) else faults.not_a_url(text, place)
    if not isinstance(kind, schema.Prose) and "\n" in text:
        return Problem(
            place=place,
            code="several-lines",
            message=Message(nl="hier hoort één regel tekst", en="one line of text belongs here"),
            cure=Message(
                nl="Schrijf >- achter de veldnaam in plaats van |.", en="Write >- after the field's name, not |."
            ),
            fix=Remedy(how="fold"),
        )
    if isinstance(kind, schema.Quote) and (words := count_words(text)) > schema.QUOTE_WORDS:
        return faults.quote_too_long(words, place)
    return None


def count_words(text: str) -> int:
    """Count the words of `text`: what stands between blanks and has a letter or digit in it."""
    return sum(any(map(str.isalnum, token)) for token in text.split())


def _date(kind: schema.Edtf, text: str, node: Scalar) -> tuple[dates.Date | None, Problem | None]:
    try:
        return date_of(text), None
    except dates.DateError as error:
        return None, misdated.bad_date(error, text, node, kind.beside)
