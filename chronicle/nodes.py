"""YAML text to a tree of texts with their places; nothing is guessed and nothing is lost on the way.

Every scalar stays the text that was typed: `no`, `12:30` and `2024-02-30` surprise nobody. What YAML offers beyond
mappings, lists and scalars (anchors, aliases, tags, several documents) is refused, as are duplicate keys, characters
that nobody sees, and files that are larger or deeper than any event is.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import yaml

from chronicle import refusals, syntax
from chronicle.characters import HOLE, mixed, oddity, without
from chronicle.problems import Place, Problem

# The C parser is about ten times as fast; PyYAML's wheels carry it, the pure one serves where it is missing. Without a
# loader around it, which could also construct, and would cost more than the parsing.
_PARSER = getattr(getattr(yaml, "cyaml", None), "CParser", yaml.Loader)

# Indentation is blanks and nothing that looks like them: tabs, no-break spaces and their kin.
_INDENT = re.compile(r" *([^\S \n])")
_AFTER_COLON = re.compile(r" *(?:- )?[A-Za-z_]+:([^\S \n])")
# More odd characters than these are not told one by one.
_MOST_ODD = 100
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

    Returns the tree, or None when there is none, and the problems: every character and blank that may not stand there,
    at most one about the YAML itself (what follows it cannot be trusted), every duplicate field, and hints.
    """
    problems: list[Problem] = []
    if (seen := _without_oddities(text, file, problems)) is None:
        return None, problems
    if alike := mixed(seen):
        problems.append(refusals.odd_character(alike, _place(seen, alike.offset, file)))
    wider: dict[int, tuple[int, int]] = {}
    # Among ASCII only the tab looks like a blank and is none.
    if "\t" in seen or not seen.isascii():
        seen = _without_odd_blanks(seen, file, problems, wider)
    try:
        reader = _Reader(file, seen, problems, wider, holed=seen != text)
        return reader.document(iter(_PARSER(seen).get_event, None)), problems
    except _Refused as refused:
        return None, [*problems, refused.problem]
    except yaml.MarkedYAMLError as error:
        found = syntax.bad_yaml(error, seen, file)
        # Where something was told of the same line, that may be all.
        told = {problem.place.line for problem in problems if problem.severity == "error"}
        return None, problems if found.place.line in told else [*problems, found]
    except (yaml.YAMLError, ValueError):
        # What the parser does not say the place of: a version number beyond all bounds, and the like.
        return None, [*problems, syntax.unreadable(file)]


def _without_oddities(text: str, file: str, problems: list[Problem]) -> str | None:
    """Tell every character that may not stand in `text`, and give the rest in its places; None for too many."""
    for _ in range(_MOST_ODD):
        odd = oddity(text)
        if odd is None:
            return text
        problems.append(refusals.odd_character(odd, _place(text, odd.offset, file)))
        if (seen := without(text, odd)) == text:
            return None
        text = seen
    return None


def _without_odd_blanks(text: str, file: str, problems: list[Problem], wider: dict[int, tuple[int, int]]) -> str:
    """Tell every blank that is none where YAML wants blanks, and put blanks there: two for a tab, as the cure does.

    `wider` gets the lines that this makes longer: from which column on, and by how much.
    """
    lines = text.split("\n")
    for number, line in enumerate(lines, start=1):
        found = _INDENT.match(line) or _AFTER_COLON.match(line)
        if found is None:
            continue
        at = found.start(1)
        problems.append(refusals.odd_blank(found[1], Place(file, number, at + 1)))
        rest = line[at:].lstrip()
        odd = line[at : len(line) - len(rest)]
        lines[number - 1] = line[:at] + " " * (len(odd) + odd.count("\t")) + rest
        wider[number] = (at + 1, odd.count("\t"))
    return "\n".join(lines)


class _Reader:
    """Walks PyYAML's events once. Kept small: it only knows YAML, nothing of the history."""

    def __init__(
        self, file: str, text: str, problems: list[Problem], wider: Mapping[int, tuple[int, int]], *, holed: bool
    ) -> None:
        self.file = file
        self.wider = wider
        self.holed = holed
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
        return self._place(mark.line + 1, mark.column + 1) if mark else Place(self.file)

    def _place(self, line: int, column: int) -> Place:
        """Give a place as it is in the file, where tabs are no two blanks."""
        if self.wider:
            first, more = self.wider.get(line, (0, 0))
            column = max(first, column - more) if column > first else column
        return Place(self.file, line, column)

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
        if self.holed:
            text = text.replace(HOLE, "")
        start, end = event.start_mark, event.end_mark
        # A plain text on one line stands there as it is, unless something was taken out of it.
        alike = plain and start is not None and end is not None and start.line == end.line and text == event.value
        verbatim = alike or text in self.text
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
        return Scalar(found.group().strip(), self._place(end.line + 1, start + 1))

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
