"""YAML text to a tree of texts with their places; nothing is guessed and nothing is lost on the way.

Every scalar stays the text that was typed: `no`, `12:30` and `2024-02-30` surprise nobody. What YAML offers beyond
mappings, lists and scalars (anchors, aliases, tags, several documents) is refused, as are duplicate keys, characters
that nobody sees, and files that are larger or deeper than any event is.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import yaml

from chronicle import refusals, syntax
from chronicle.characters import mixed, oddity
from chronicle.problems import Place, Problem

# The C parser is about ten times as fast; PyYAML's wheels carry it, the pure one serves where it is missing. Without a
# loader around it, which could also construct, and would cost more than the parsing.
_PARSER = getattr(getattr(yaml, "cyaml", None), "CParser", yaml.Loader)

# Indentation is blanks and nothing that looks like them: tabs, no-break spaces and their kin.
_INDENT = re.compile(r"^ *([^\S \n])", re.MULTILINE)
_AFTER_COLON = re.compile(r"^ *(?:- )?[A-Za-z_]+:([^\S \n])", re.MULTILINE)
# What follows a text on its line: `text #5` was meant to be text, `text  # so` is a remark.
_SWALLOWED = re.compile(r"(?: #|[ \t]+#[^ #\n])[^\n]*")


class Scalar(NamedTuple):
    """A text. `plain`: written without quotation marks. `verbatim`: it stands so in the file, unfolded, unescaped.

    `swallowed` is what follows on the line and YAML takes for a remark, where it looks as if it were more text.
    """

    text: str
    place: Place
    plain: bool = True
    verbatim: bool = True
    swallowed: "Scalar | None" = None


@dataclass(frozen=True, slots=True)
class Items:
    """A list. `flow`: written between brackets."""

    items: tuple["Node", ...]
    place: Place
    flow: bool = False


@dataclass(frozen=True, slots=True)
class Fields:
    """A mapping, in the order of the file. `flow`: written between braces."""

    entries: tuple[tuple[Scalar, "Node"], ...]
    place: Place
    flow: bool = False


Node = Scalar | Items | Fields


class _Refused(Exception):
    """Carries a problem out of the recursion; never leaves this module."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


def decode(data: bytes, file: str) -> tuple[str, list[Problem]]:
    """Read `data` as UTF-8. Returns the text (unreadable bytes marked, lines ended by a newline) and the problems."""
    if len(data) > refusals.MAX_BYTES:
        return "", [refusals.refusal(Place(file), "too-large")]
    try:
        return _lines(data.decode("utf-8-sig")), []
    except UnicodeDecodeError as error:
        # A byte order mark was cut off `error.object`, so columns count from after it.
        readable = _lines(error.object[: error.start].decode())
        text = _lines(error.object.decode("utf-8", "replace"))
        return text, [refusals.not_utf8(_place(readable, len(readable), file), error.object[error.start])]


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _place(text: str, offset: int, file: str) -> Place:
    """Give the place of the character at `offset`."""
    return Place(file, text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))


def read(text: str, file: str) -> tuple[Node | None, list[Problem]]:
    """Turn YAML `text` into nodes.

    Returns the tree, or None when there is none, and the problems: at most one about the YAML itself (what follows
    it cannot be trusted), every duplicate field, and hints.
    """
    problems: list[Problem] = []
    if odd := oddity(text):
        return None, [refusals.odd_character(odd, _place(text, odd.offset, file))]
    if alike := mixed(text):
        problems.append(refusals.odd_character(alike, _place(text, alike.offset, file)))
    # Among ASCII only the tab looks like a blank and is none.
    odd_blanks = "\t" in text or not text.isascii()
    if odd_blanks and (blank := _INDENT.search(text) or _AFTER_COLON.search(text)):
        return None, [*problems, refusals.odd_blank(blank[1], _place(text, blank.start(1), file))]
    try:
        reader = _Reader(file, text, problems)
        return reader.document(iter(_PARSER(text).get_event, None)), problems
    except _Refused as refused:
        return None, [*problems, refused.problem]
    except yaml.MarkedYAMLError as error:
        return None, [*problems, syntax.bad_yaml(error, text, file)]
    except (yaml.YAMLError, ValueError):
        # What the parser does not say the place of: a version number beyond all bounds, and the like.
        return None, [*problems, syntax.unreadable(file)]


class _Reader:
    """Walks PyYAML's events once. Kept small: it only knows YAML, nothing of the history."""

    def __init__(self, file: str, text: str, problems: list[Problem]) -> None:
        self.file = file
        self.text = text
        self.lines = text.split("\n")
        self.hashed = {number for number, line in enumerate(self.lines) if "#" in line}
        self.problems = problems
        self.nodes = 0

    def document(self, events: Iterator[yaml.Event]) -> Node | None:
        found: Node | None = None
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                if found is not None:
                    raise _Refused(refusals.refusal(self._at(event), "second-document"))
                if event.version or event.tags:
                    raise _Refused(refusals.refusal(self._at(event), "directive"))
            elif isinstance(event, yaml.NodeEvent):
                found = self._node(event, events, 1)
        return found

    def _at(self, event: yaml.Event) -> Place:
        mark = event.start_mark
        return Place(self.file, mark.line + 1, mark.column + 1) if mark else Place(self.file)

    def _node(self, event: Any, events: Iterator[yaml.Event], depth: int) -> Node:
        place = self._at(event)
        self.nodes += 1
        # An alias is an event with an anchor's name too, and the only one that has no tag.
        if event.anchor or event.tag or depth > refusals.MAX_DEPTH or self.nodes > refusals.MAX_NODES:
            raise self._refused(event, place, depth)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, place)
        if isinstance(event, yaml.SequenceStartEvent):
            return Items(tuple(self._items(events, depth)), place, flow=bool(event.flow_style))
        return Fields(tuple(self._entries(events, depth)), place, flow=bool(event.flow_style))

    def _refused(self, event: Any, place: Place, depth: int) -> _Refused:
        if event.anchor:
            return _Refused(refusals.refusal(place, "alias"))
        if event.tag:
            return _Refused(refusals.refusal(place, "tag"))
        if depth > refusals.MAX_DEPTH:
            return _Refused(refusals.refusal(place, "too-deep"))
        return _Refused(refusals.refusal(place, "too-many"))

    def _scalar(self, event: yaml.ScalarEvent, place: Place) -> Scalar:
        text, plain = event.value, event.style is None or event.style == ""
        start, end = event.start_mark, event.end_mark
        # A plain text on one line stands there as it is.
        verbatim = (plain and start is not None and end is not None and start.line == end.line) or text in self.text
        if not verbatim and (odd := oddity(text)):
            # It was written as an escape, such as \0 between double quotation marks.
            self.problems.append(refusals.odd_character(odd, place))
            text = "".join("�" if oddity(c) else c for c in text)
        swallowed = self._swallowed(event) if plain and end is not None and end.line in self.hashed else None
        return Scalar(text, place, plain, verbatim, swallowed)

    def _swallowed(self, event: yaml.ScalarEvent) -> Scalar | None:
        end = event.end_mark
        found = _SWALLOWED.match(self.lines[end.line], end.column) if end and end.line < len(self.lines) else None
        if found is None or end is None:
            return None
        start = found.start() + len(found.group()) - len(found.group().lstrip())
        return Scalar(found.group().strip(), Place(self.file, end.line + 1, start + 1))

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
                raise _Refused(refusals.refusal(key.place, "odd-key"))
            if key.text in seen:
                self.problems.append(refusals.duplicate(key.text, key.place, seen[key.text]))
                continue
            seen[key.text] = key.place
            yield key, value
