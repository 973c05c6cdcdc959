"""What one file of the timeline gives by itself, whatever other files there are: which can be kept between runs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from chronicle import dates, filing, make, plain, schema
from chronicle.convert import Reference, convert, date_of
from chronicle.model import Event
from chronicle.nodes import Fields, Node, decode, read
from chronicle.problems import Message, Place, Problem, has_errors

_RECORDS: Mapping[str, schema.Record] = {"event": schema.EVENT, "source": schema.SOURCE, **schema.VOCABULARIES}
# What an id in a vocabulary is an id of.
_KINDS = {"municipalities": "municipality", "organisations": "organisation", "themes": "theme", "kinds": "kind"}


class Entry(NamedTuple):
    """Something that a file tells of: its id, its place, and its values unless there was a fault in them."""

    id: str
    place: Place
    values: dict[str, Any] | None


@dataclass(slots=True)
class Details:
    """What is hardly ever asked for of a file that was found sound, and is not kept.

    `places` has its fields by their paths, `rewritten` the values that stand otherwise in it. `partly` is the event
    that it tells of, as far as it is whole, where there is a fault in it.
    """

    text: str
    places: Mapping[str, Place] = field(default_factory=dict)
    rewritten: list[tuple[Place, str]] = field(default_factory=list)
    partly: Event | None = None


@dataclass(slots=True)
class Parsed:
    """What a file gives. `holds` is "event", "source" or the name of a vocabulary; `things` has what is whole, by id.

    `details` is None when it was kept.
    """

    holds: str
    readable: bool = False
    problems: list[Problem] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    things: dict[str, Any] = field(default_factory=dict)
    details: Details | None = None

    @property
    def kind(self) -> str:
        """What the ids of its entries are ids of."""
        return self.holds if self.holds in {"event", "source"} else _KINDS.get(self.holds, "term")

    def add(self, entry: Entry) -> None:
        """Take in something that the file tells of."""
        self.entries.append(entry)
        if entry.values is not None:
            self.things[entry.id] = make.THINGS[self.holds](entry.id, entry.place, entry.values)


def holds(name: str) -> str | None:
    """Tell what a file is read as, by its name: "event", "source", the name of a vocabulary, or None."""
    sort = filing.sort_of(name)
    if sort == "vocabulary":
        return PurePosixPath(name).stem
    return sort if sort in {"event", "source"} else None


def identifier(name: str) -> str:
    """Give the id of what a file holds that holds one thing."""
    file = name.rpartition("/")[2]
    return file.removesuffix(".yaml") or file


def parse(name: str, data: bytes) -> Parsed:
    """Read a file that `holds` something. Never raises; what is wrong is in `problems`."""
    text, problems = decode(data, name)
    found = Parsed(str(holds(name)), problems=problems, details=Details(text))
    node = None
    if not problems:
        node, found.problems = read(text, name)
    if node is None and not has_errors(found.problems):
        found.problems.append(_no_fields(Place(name)))
    elif node is not None and not isinstance(node, Fields) and not has_errors(found.problems):
        found.problems.append(_no_fields(node.place))
    if isinstance(node, Fields):
        found.readable = True
        if found.holds in schema.VOCABULARIES:
            _entries(node, found)
        else:
            _convert(node, identifier(name), Place(name), found)
    return found


def _entries(node: Fields, found: Parsed) -> None:
    for key, value in node.entries:
        if bad := filing.id_problems(key.text, found.kind, key.place):
            found.problems += bad
            found.add(Entry(key.text, key.place, None))
        else:
            _convert(value, key.text, key.place, found)


def _convert(node: Node, identifier: str, place: Place, found: Parsed) -> None:
    converted = convert(node, _RECORDS[found.holds])
    found.problems += converted.problems
    found.references += converted.references
    found.add(Entry(identifier, place, None if has_errors(converted.problems) else converted.values))
    if found.details is not None:
        found.details.rewritten += converted.rewritten
        found.details.places = converted.places
        if found.holds == "event" and has_errors(converted.problems):
            found.details.partly = make.partly(identifier, place, converted.values, converted.places.keys())


def _no_fields(place: Place) -> Problem:
    return Problem(
        place=place,
        code="no-fields",
        message=Message(
            nl="hier horen velden te staan, zoals ‘date: 2009-02-04’",
            en="fields belong here, such as ‘date: 2009-02-04’",
        ),
        cure=Message(nl="Begin met het voorbeeld uit de handleiding.", en="Start from the example in the guide."),
    )


# Kept between runs


def dump(found: Parsed) -> bytes:
    """Write what a file gives, without its details."""
    # In one row: a list for each would take longer to read.
    references = [part for one in found.references for part in (one.refers, one.id, one.place.line, one.place.column)]
    entries = [(one.id, one.place.line, one.place.column, one.values) for one in found.entries]
    problems = [plain.of_problem(one) for one in found.problems]
    return plain.write([found.readable, problems, references, entries], _edtf)


def _edtf(value: Any) -> str:
    assert isinstance(value, dates.Date)
    return value.edtf


def restore(name: str, data: bytes) -> Parsed:
    """Read what `dump` wrote of the file `name`. Raises whatever other bytes bring about: see `plain.once`."""
    readable, problems, references, entries = plain.read(data)
    row = iter(references)
    found = Parsed(str(holds(name)), readable)
    back = _BACK[found.holds]
    found.problems = [plain.problem(parts) for parts in problems]
    found.references = [
        Reference(refers, to, Place(name, line, column))
        for refers, to, line, column in zip(row, row, row, row, strict=True)
    ]
    for identifier, line, column, values in entries:
        found.add(Entry(identifier, Place(name, line, column), values if values is None else back(values)))
    return found


def _back(record: schema.Record) -> Callable[[dict[str, Any]], dict[str, Any]]:
    """Give what makes values of what was read: dates of their texts, and rows that do not change."""
    into = {one.name: way for one in record.fields if (way := _way(one.of)) is not None}

    def back(values: dict[str, Any]) -> dict[str, Any]:
        for name in into.keys() & values.keys():
            values[name] = into[name](values[name])
        return values

    return back


def _way(kind: schema.FieldType) -> Callable[[Any], Any] | None:
    if isinstance(kind, schema.Edtf):
        return date_of
    if isinstance(kind, schema.ListOf):
        return _row
    return _back(kind) if isinstance(kind, schema.Record) else None


def _row(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


_BACK = {holds: _back(record) for holds, record in _RECORDS.items()}
