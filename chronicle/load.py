"""The timeline folder's bytes to a `Timeline` or problems: strict, positioned, one file at a time."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from chronicle import dates, filing, make, schema
from chronicle.convert import Converted, Reference, convert
from chronicle.model import (
    Event,
    Source,
    Timeline,
)
from chronicle.nodes import Fields, Node, decode, read
from chronicle.problems import Message, Place, Problem, has_errors


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What came of reading.

    `timeline` holds what was whole; `known` has every id that is spoken for, whole or not, so that one fault does not
    set off others; `texts` has each file's text, `places` each file's fields by path, `rewritten` the values that
    stand otherwise in their file.
    """

    timeline: Timeline
    references: tuple[Reference, ...]
    known: Mapping[str, frozenset[str]]
    problems: tuple[Problem, ...]
    texts: Mapping[str, str]
    rewritten: tuple[tuple[Place, str], ...]
    places: Mapping[str, Mapping[str, Place]]
    unreadable: frozenset[str]


@dataclass(slots=True)
class _Shelf:
    """Collects while the files are walked."""

    events: list[Event]
    sources: dict[str, Source]
    vocabularies: dict[str, dict[str, Any]]
    images: dict[str, bytes]
    known: dict[str, set[str]]
    references: list[Reference]
    problems: list[Problem]
    texts: dict[str, str]
    rewritten: list[tuple[Place, str]]
    places: dict[str, Mapping[str, Place]]
    unreadable: set[str]


def load(files: Mapping[str, bytes], odd: Mapping[str, filing.Odd] | None = None) -> Loaded:
    """Read `files`, named from the timeline folder's parent (`timeline/events/2008/x.yaml`). Never raises.

    `odd` names what lies there and is no file.
    """
    shelf = _Shelf([], {}, {name: {} for name in schema.VOCABULARIES}, {}, {}, [], [], {}, [], {}, set())
    for name in sorted(files):
        _file(name, files[name], shelf)
    for name, kind in (odd or {}).items():
        shelf.problems += filing.odd(name, kind)
    timeline = Timeline(
        events=tuple(sorted(shelf.events, key=_time_order)),
        sources=shelf.sources,
        images=shelf.images,
        **shelf.vocabularies,
    )
    return Loaded(
        timeline=timeline,
        references=tuple(shelf.references),
        known={kind: frozenset(ids) for kind, ids in shelf.known.items()},
        problems=tuple(shelf.problems),
        texts=shelf.texts,
        rewritten=tuple(shelf.rewritten),
        places=shelf.places,
        unreadable=frozenset(shelf.unreadable),
    )


def _time_order(event: Event) -> tuple[Any, ...]:
    return (dates.sort_key(event.date), event.id)


def _file(name: str, data: bytes, shelf: _Shelf) -> None:
    sort = filing.sort_of(name)
    if sort == "event":
        _one(name, data, shelf, "event", schema.EVENT, make.event)
    elif sort == "source":
        _one(name, data, shelf, "source", schema.SOURCE, make.source)
    elif sort == "vocabulary":
        _vocabulary(name, data, shelf)
    elif sort == "picture":
        shelf.problems += filing.picture_problems(name, data)
        shelf.images[PurePosixPath(name).name] = data
    elif sort is None:
        shelf.problems.append(filing.misplaced(name))


def _one(
    name: str, data: bytes, shelf: _Shelf, kind: str, record: schema.Record, make: Callable[[str, str, Converted], Any]
) -> None:
    """Read a file that holds one thing, whose id is the file's name."""
    file = name.rpartition("/")[2]
    identifier = file.removesuffix(".yaml") or file
    shelf.problems += filing.id_problems(identifier, kind, Place(name))
    if identifier in shelf.known.setdefault(kind, set()):
        first = next(file for file in shelf.texts if file.endswith(f"/{identifier}.yaml"))
        shelf.problems.append(filing.taken(identifier, name, first))
    shelf.known[kind].add(identifier)
    node = _mapping(name, data, shelf)
    if node is None:
        return
    found = _converted(node, record, name, shelf)
    if has_errors(found.problems):
        return
    thing = make(identifier, name, found)
    if kind == "event":
        shelf.events.append(thing)
    else:
        shelf.sources[identifier] = thing


def _vocabulary(name: str, data: bytes, shelf: _Shelf) -> None:
    vocabulary = PurePosixPath(name).stem
    node = _mapping(name, data, shelf)
    if node is None:
        return
    kind = {"municipalities": "municipality", "organisations": "organisation", "themes": "theme", "kinds": "kind"}
    for key, value in node.entries:
        shelf.known.setdefault(kind.get(vocabulary, "term"), set()).add(key.text)
        if bad := filing.id_problems(key.text, kind.get(vocabulary, "term"), key.place):
            shelf.problems += bad
            continue
        found = _converted(value, schema.VOCABULARIES[vocabulary], name, shelf)
        if not has_errors(found.problems):
            shelf.vocabularies[vocabulary][key.text] = make.ENTRIES[vocabulary](key.text, key.place, found.values)


def _mapping(name: str, data: bytes, shelf: _Shelf) -> Fields | None:
    text, problems = decode(data, name)
    shelf.texts[name] = text
    node = None
    if not problems:
        node, problems = read(text, name)
    shelf.problems += problems
    if node is None and not has_errors(problems):
        shelf.problems.append(_no_fields(Place(name)))
    elif node is not None and not isinstance(node, Fields):
        shelf.problems.append(_no_fields(node.place))
    if not isinstance(node, Fields):
        shelf.unreadable.add(name)
        return None
    return node


def _converted(node: Node, record: schema.Record, name: str, shelf: _Shelf) -> Converted:
    found = convert(node, record)
    shelf.problems += found.problems
    shelf.references += found.references
    shelf.rewritten += found.rewritten
    shelf.places[name] = found.places
    return found


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
