"""The timeline folder's bytes to a `Timeline` or problems: strict, positioned, one file at a time."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from chronicle import dates, make, schema
from chronicle.convert import Converted, Reference, convert
from chronicle.model import (
    Event,
    Source,
    Timeline,
)
from chronicle.nodes import Fields, Node, decode, read
from chronicle.problems import Message, Place, Problem, has_errors

_ID = re.compile(rf"\A{schema.ID_PATTERN}\Z", re.ASCII)
_VOCABULARIES = {f"{name}.yaml" for name in schema.VOCABULARIES}
# Everything in images/ is published as it is, so only what browsers show as a picture may lie there.
_PICTURE = re.compile(rf"\A{schema.PICTURE_PATTERN}\Z", re.ASCII)
# What editors and systems leave behind: .DS_Store, .x.yaml.swp, x.yaml~, #x.yaml#
_LEFT_BEHIND = re.compile(r"[.#].*|.*~\Z", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What came of reading.

    `timeline` holds what was whole; `known` has every id that is spoken for, whole or not, so that one fault does not
    set off others; `texts` has each file's text, `places` each file's fields by path.
    """

    timeline: Timeline
    references: tuple[Reference, ...]
    known: Mapping[str, frozenset[str]]
    problems: tuple[Problem, ...]
    texts: Mapping[str, str]
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
    places: dict[str, Mapping[str, Place]]
    unreadable: set[str]


def load(files: Mapping[str, bytes]) -> Loaded:
    """Read `files`, named from the timeline folder's parent (`timeline/events/2008/x.yaml`). Never raises."""
    shelf = _Shelf([], {}, {name: {} for name in schema.VOCABULARIES}, {}, {}, [], [], {}, {}, set())
    for name in sorted(files):
        _file(name, files[name], shelf)
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
        places=shelf.places,
        unreadable=frozenset(shelf.unreadable),
    )


def _time_order(event: Event) -> tuple[Any, ...]:
    return (dates.sort_key(event.date), event.id)


def _file(name: str, data: bytes, shelf: _Shelf) -> None:
    parts = PurePosixPath(name).parts[1:]
    if len(parts) == 3 and parts[0] == "events" and name.endswith(".yaml"):
        _one(name, data, shelf, "event", schema.EVENT, make.event)
    elif len(parts) == 2 and parts[0] == "sources" and name.endswith(".yaml"):
        _one(name, data, shelf, "source", schema.SOURCE, make.source)
    elif len(parts) == 2 and parts[0] == "vocabulary" and parts[1] in _VOCABULARIES:
        _vocabulary(name, data, shelf)
    elif len(parts) == 2 and parts[0] == "images" and _PICTURE.match(parts[1]):
        shelf.images[parts[1]] = data
    elif not (parts == ("LICENSE",) or parts[0] == "schema" or _LEFT_BEHIND.match(parts[-1])):
        shelf.problems.append(_unexpected(name))


def _one(
    name: str, data: bytes, shelf: _Shelf, kind: str, record: schema.Record, make: Callable[[str, str, Converted], Any]
) -> None:
    """Read a file that holds one thing, whose id is the file's name."""
    identifier = PurePosixPath(name).stem
    shelf.problems += id_problems(identifier, kind, name)
    if identifier in shelf.known.setdefault(kind, set()):
        first = next(file for file in shelf.texts if file.endswith(f"/{identifier}.yaml"))
        shelf.problems.append(taken(identifier, name, first))
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
        if not _ID.match(key.text):
            shelf.problems.append(_bad_id(key.text, key.place))
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
    shelf.places[name] = found.places
    return found


def id_problems(identifier: str, kind: str, name: str) -> list[Problem]:
    """Give what is wrong with the id of an event or a source; `name` is its file."""
    # An id that begins with four digits would look like a year in an address.
    starts_with_year = kind == "event" and identifier[:4].isdigit()
    if _ID.match(identifier) and len(identifier) <= schema.MAX_ID and not starts_with_year:
        return []
    return [_bad_id(identifier, Place(name))]


def _bad_id(identifier: str, place: Place) -> Problem:
    return Problem(
        place=place,
        code="bad-id",
        message=Message(nl=f"‘{identifier[:100]}’ kan geen id zijn", en=f"‘{identifier[:100]}’ cannot be an id"),
        cure=Message(
            nl="Gebruik kleine letters a–z, cijfers en koppeltekens, niet beginnend met vier cijfers,"
            f" hoogstens {schema.MAX_ID} tekens: eerste-sociale-alliantie.yaml.",
            en="Use lower-case letters a–z, digits and hyphens, not beginning with four digits,"
            f" {schema.MAX_ID} characters at most: eerste-sociale-alliantie.yaml.",
        ),
    )


def taken(identifier: str, name: str, first: str) -> Problem:
    """An id that something else has, which stands in `first`."""
    return Problem(
        place=Place(name),
        code="duplicate-id",
        message=Message(
            nl=f"de naam ‘{identifier}’ is al in gebruik, in {first}",
            en=f"the name ‘{identifier}’ is in use already, in {first}",
        ),
        cure=Message(nl="Geef dit bestand een andere naam.", en="Give this file another name."),
    )


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


def _unexpected(name: str) -> Problem:
    return Problem(
        place=Place(name),
        code="unexpected-file",
        message=Message(nl="dit bestand hoort hier niet", en="this file does not belong here"),
        cure=Message(
            nl="Gebeurtenissen staan in events/<jaar>/<id>.yaml, bronnen in sources/<id>.yaml, beelden in images/.",
            en="Events stand in events/<year>/<id>.yaml, sources in sources/<id>.yaml, pictures in images/.",
        ),
    )
