"""YAML text to a tree of texts with their places; nothing is guessed and nothing is lost on the way.

Every scalar stays the text that was typed: `no`, `12:30` and `2024-02-30` surprise nobody. What YAML offers beyond
mappings, lists and scalars (anchors, aliases, tags, several documents) is refused, as are duplicate keys.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from chronicle.problems import Message, Place, Problem

# The C parser is about ten times as fast; PyYAML's wheels carry it, the pure one serves where it is missing.
_LOADER = getattr(yaml, "CLoader", yaml.Loader)

MAX_DEPTH = 10

# What YAML forbids, and what ends a line for YAML but not for an editor: YAML 1.2, 5.1 and 5.4.
_INVISIBLE = re.compile("[^\t\n\r -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text. `plain` tells that it was written without quotation marks."""

    text: str
    place: Place
    plain: bool = True


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    items: tuple["Node", ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Fields:
    """A mapping, in the order of the file."""

    entries: tuple[tuple[Scalar, "Node"], ...]
    place: Place


Node = Scalar | Items | Fields


class _Refused(Exception):
    """Carries a problem out of the recursion; never leaves this module."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


def decode(data: bytes, file: str) -> tuple[str, list[Problem]]:
    """Read `data` as UTF-8. Returns the text (unreadable bytes marked, lines ended by a newline) and the problems."""
    try:
        return _lines(data.decode("utf-8-sig")), []
    except UnicodeDecodeError as error:
        # A byte order mark was cut off `error.object`, so columns count from after it.
        readable = _lines(error.object[: error.start].decode())
        text = _lines(error.object.decode("utf-8", "replace"))
        return text, [_not_utf8(_place(readable, len(readable), file), error.object[error.start])]


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _place(text: str, offset: int, file: str) -> Place:
    """Give the place of the character at `offset`."""
    return Place(file, text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))


def read(text: str, file: str) -> tuple[Node | None, list[Problem]]:
    """Turn YAML `text` into nodes.

    Returns the tree, or None when there is none, and the problems: at most one about the YAML itself (what follows
    it cannot be trusted), and every duplicate field.
    """
    problems: list[Problem] = []
    if invisible := _INVISIBLE.search(text):
        return None, [_bad_character(_place(text, invisible.start(), file))]
    try:
        reader = _Reader(file, problems)
        return reader.document(yaml.parse(text, Loader=_LOADER)), problems
    except _Refused as refused:
        return None, [*problems, refused.problem]
    except yaml.MarkedYAMLError as error:
        return None, [*problems, _bad_yaml(error, text, file)]


class _Reader:
    """Walks PyYAML's events once. Kept small: it only knows YAML, nothing of the history."""

    def __init__(self, file: str, problems: list[Problem]) -> None:
        self.file = file
        self.problems = problems

    def document(self, events: Iterator[yaml.Event]) -> Node | None:
        found: Node | None = None
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                if found is not None:
                    raise _Refused(_refusal(self._at(event), "second-document"))
                if event.version or event.tags:
                    raise _Refused(_refusal(self._at(event), "directive"))
            elif isinstance(event, yaml.NodeEvent):
                found = self._node(event, events, 1)
        return found

    def _at(self, event: yaml.Event) -> Place:
        mark = event.start_mark
        return Place(self.file, mark.line + 1, mark.column + 1) if mark else Place(self.file)

    def _node(self, event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Node:
        place = self._at(event)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _Refused(_refusal(place, "alias"))
        if getattr(event, "tag", None):
            raise _Refused(_refusal(place, "tag"))
        if depth > MAX_DEPTH:
            raise _Refused(_refusal(place, "too-deep"))
        if isinstance(event, yaml.ScalarEvent):
            if _INVISIBLE.search(event.value):
                # It was written as an escape, such as \0 between double quotation marks.
                self.problems.append(_bad_character(place))
            return Scalar(_INVISIBLE.sub("�", event.value), place, plain=event.style is None or event.style == "")
        if isinstance(event, yaml.SequenceStartEvent):
            return Items(tuple(self._items(events, depth)), place)
        return Fields(tuple(self._entries(events, depth)), place)

    def _items(self, events: Iterator[yaml.Event], depth: int) -> Iterator[Node]:
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                return
            yield self._node(event, events, depth + 1)

    def _entries(self, events: Iterator[yaml.Event], depth: int) -> Iterator[tuple[Scalar, Node]]:
        seen: dict[str, Place] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                return
            key = self._node(event, events, depth + 1)
            value = self._node(next(events), events, depth + 1)
            if not isinstance(key, Scalar):
                raise _Refused(_refusal(key.place, "odd-key"))
            if key.text in seen:
                self.problems.append(_duplicate(key, seen[key.text]))
                continue
            seen[key.text] = key.place
            yield key, value


def _not_utf8(place: Place, byte: int) -> Problem:
    return Problem(
        place=place,
        code="not-utf8",
        message=Message(
            nl=f"hier staat een byte (0x{byte:02x}) die geen UTF-8 is",
            en=f"here stands a byte (0x{byte:02x}) that is not UTF-8",
        ),
        cure=Message(
            nl="Bewaar het bestand opnieuw als UTF-8 (in de editor: Opslaan als, codering UTF-8).",
            en="Save the file again as UTF-8 (in the editor: Save as, encoding UTF-8).",
        ),
    )


def _duplicate(key: Scalar, first: Place) -> Problem:
    return Problem(
        place=key.place,
        code="duplicate-field",
        message=Message(
            nl=f"het veld ‘{key.text}’ staat er twee keer; de eerste keer op regel {first.line}",
            en=f"the field ‘{key.text}’ is there twice; the first time on line {first.line}",
        ),
        cure=Message(nl="Voeg de twee samen en haal er een weg.", en="Merge the two and remove one."),
    )


_REFUSALS: dict[str, tuple[str, str, str, str]] = {
    "alias": (
        "een verwijzing of anker van YAML (& of *) wordt hier niet gebruikt",
        "YAML anchors and aliases (& or *) are not used here",
        "Schrijf de tekst voluit, of zet hem tussen dubbele aanhalingstekens als hij met & of * begint.",
        "Write the text out, or put it in double quotation marks if it begins with & or *.",
    ),
    "tag": (
        "een YAML-label (!) wordt hier niet gebruikt",
        "YAML tags (!) are not used here",
        "Haal het label weg, of zet de tekst tussen dubbele aanhalingstekens als hij met ! begint.",
        "Remove the tag, or put the text in double quotation marks if it begins with !.",
    ),
    "second-document": (
        "hier begint een tweede document (---)",
        "a second document (---) begins here",
        "Zet elke gebeurtenis in een eigen bestand en haal de regel --- weg.",
        "Put each event in a file of its own and remove the line ---.",
    ),
    "directive": (
        "een YAML-opdracht (%) wordt hier niet gebruikt",
        "YAML directives (%) are not used here",
        "Haal de regel die met % begint weg.",
        "Remove the line that begins with %.",
    ),
    "too-deep": (
        f"hier staan meer dan {MAX_DEPTH} niveaus in elkaar",
        f"more than {MAX_DEPTH} levels are nested here",
        "Kijk of de inspringing klopt; een gebeurtenis heeft hoogstens vier niveaus.",
        "See whether the indentation is right; an event has four levels at most.",
    ),
    "odd-key": (
        "een veldnaam moet een gewoon woord zijn",
        "a field's name must be a plain word",
        "Schrijf een veldnaam zoals ‘title’, dan een dubbele punt en een spatie.",
        "Write a field's name such as ‘title’, then a colon and a space.",
    ),
}


def _refusal(place: Place, code: str) -> Problem:
    message_nl, message_en, cure_nl, cure_en = _REFUSALS[code]
    return Problem(
        place=place,
        code=code,
        message=Message(nl=message_nl, en=message_en),
        cure=Message(nl=cure_nl, en=cure_en),
    )


def _bad_yaml(error: yaml.MarkedYAMLError, text: str, file: str) -> Problem:
    mark = error.problem_mark or error.context_mark
    place = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file)
    lines = text.split("\n")
    if place.line > len(lines) or (place.line == len(lines) and not lines[-1]):
        # The parser noticed at the end of the file; the cause is where it began to look.
        begun = error.context_mark
        place = Place(file, begun.line + 1, begun.column + 1) if begun else Place(file, max(1, len(lines) - 1))
    if error.context_mark and (error.context or "").startswith("while parsing a flow"):
        # A bracket that is never closed is noticed on the next line, which is sound.
        place = Place(file, error.context_mark.line + 1, error.context_mark.column + 1)
    if place.line > len(lines):
        place = Place(file, len(lines), len(lines[-1]) + 1)
    line = lines[place.line - 1]
    return Problem(
        place=place,
        code="yaml",
        message=Message(nl="deze regel is geen leesbare YAML", en="this line is not readable YAML"),
        cure=_yaml_cure(line, place.column, error.problem or ""),
    )


def _yaml_cure(line: str, column: int, said: str) -> Message:
    stripped = line.lstrip(" ")
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return Message(nl="Vervang de tab door twee spaties.", en="Replace the tab by two spaces.")
    if stripped.count(": ") > 1 or ("mapping values are not allowed" in said and ": " in line[: column - 1]):
        return Message(
            nl="Zet de tekst na de eerste dubbele punt tussen dubbele aanhalingstekens.",
            en="Put the text after the first colon in double quotation marks.",
        )
    value = stripped.partition(": ")[2].lstrip()
    if value[:1] in set("[{") and line[column - 1 : column] == value[0]:
        end = "]" if value[0] == "[" else "}"
        return Message(
            nl=f"Sluit af met {end}, of zet de hele tekst tussen dubbele aanhalingstekens.",
            en=f"Close it with {end}, or put the whole text in double quotation marks.",
        )
    if value[:1] in set("'\"@`%[]{}|>*&!?-,"):
        return Message(
            nl=f"Zet de hele tekst tussen dubbele aanhalingstekens; zo mag hij niet met {value[0]} beginnen.",
            en=f"Put the whole text in double quotation marks; as it is it may not begin with {value[0]}.",
        )
    return Message(
        nl="Kijk naar de inspringing (twee spaties per niveau) en naar de spatie na elke dubbele punt.",
        en="Look at the indentation (two spaces a level) and at the space after each colon.",
    )


def _bad_character(place: Place) -> Problem:
    return Problem(
        place=place,
        code="bad-character",
        message=Message(
            nl="hier staat een onzichtbaar teken dat niet in een tekst hoort",
            en="here stands an invisible character that does not belong in a text",
        ),
        cure=Message(
            nl="Verwijder het teken en typ de regel opnieuw.", en="Remove the character and type the line anew."
        ),
    )
