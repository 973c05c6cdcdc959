"""The timeline folder's bytes to a `Timeline` or problems: strict, positioned, one file at a time."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, partial
from itertools import chain
from pathlib import PurePosixPath
from typing import Any, TypeVar

from chronicle import dates, filing, parsed, plain, schema, store
from chronicle.convert import Reference
from chronicle.memo import Memo
from chronicle.model import Event, Timeline
from chronicle.nodes import decode
from chronicle.problems import Place, Problem

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What came of reading.

    `timeline` holds what was whole; `known` has every id that is spoken for, whole or not, so that one fault does not
    set off others; of each file that is read as text, `texts` has its text, `places` its fields by path, `rewritten`
    the values that stand otherwise in it. `digests` names what is in each file there is. `partly` has the events with
    a fault in them, as far as they are whole, for what can be said of them all the same.
    """

    timeline: Timeline
    references: tuple[Reference, ...]
    known: Mapping[str, frozenset[str]]
    problems: tuple[Problem, ...]
    texts: Mapping[str, str]
    rewritten: Mapping[str, list[tuple[Place, str]]]
    places: Mapping[str, Mapping[str, Place]]
    unreadable: frozenset[str]
    digests: Mapping[str, str]
    partly: tuple[Event, ...] = ()

    @property
    def told_of(self) -> Iterator[Event]:
        """The events, whole or not."""
        return chain(self.timeline.events, self.partly)


class OfEach(Mapping[str, T]):
    """Something of each of `names`, which `give` is asked for when it is wanted."""

    def __init__(self, names: Collection[str], give: Callable[[str], T]) -> None:
        self._names = names
        self._give = give

    def __getitem__(self, name: str) -> T:
        if name not in self._names:
            raise KeyError(name)
        return self._give(name)

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def __contains__(self, name: object) -> bool:
        return name in self._names


@dataclass(slots=True)
class _Shelf:
    """Collects while the files are walked. `texts` and `details` have what was parsed, and not what was kept."""

    things: dict[str, dict[str, Any]] = field(
        default_factory=lambda: {name: {} for name in ("source", *schema.VOCABULARIES)}
    )
    events: list[Event] = field(default_factory=list)
    images: dict[str, bytes] = field(default_factory=dict)
    known: dict[str, set[str]] = field(default_factory=dict)
    references: list[Reference] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    read: dict[str, None] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    details: dict[str, parsed.Details] = field(default_factory=dict)
    unreadable: set[str] = field(default_factory=set)
    broken: list[str] = field(default_factory=list)


def load(files: Mapping[str, bytes], odd: Mapping[str, filing.Odd] | None = None, memo: Memo | None = None) -> Loaded:
    """Read `files`, named from the timeline folder's parent (`timeline/events/2008/x.yaml`). Never raises.

    `odd` names what lies there and is no file. What a file gave in an earlier run is taken from `memo`.
    """
    shelf = _Shelf()
    digest = cache(lambda name: store.digest([files[name]]))
    for name in sorted(files):
        if parsed.holds(name):
            _read(name, shelf, _parsed(name, files[name], digest, memo))
        else:
            _lay_by(name, files[name], shelf)
    for name, kind in (odd or {}).items():
        shelf.problems += filing.odd(name, kind)
    return Loaded(
        timeline=_timeline(shelf),
        references=tuple(shelf.references),
        known={kind: frozenset(ids) for kind, ids in shelf.known.items()},
        problems=tuple(shelf.problems),
        texts=OfEach(shelf.read, partial(_text, files, shelf.texts)),
        rewritten=OfEach(shelf.read, lambda name: _details(files, shelf.details, name).rewritten),
        places=OfEach(shelf.read, lambda name: _details(files, shelf.details, name).places),
        unreadable=frozenset(shelf.unreadable),
        digests=OfEach(files, digest),
        partly=tuple(one for name in shelf.broken if (one := _details(files, shelf.details, name).partly) is not None),
    )


def _parsed(name: str, data: bytes, digest: Callable[[str], str], memo: Memo | None) -> parsed.Parsed:
    form = (parsed.dump, partial(parsed.restore, name))
    return plain.once(memo, "parsed", name, digest, lambda: parsed.parse(name, data), form)


def _read(name: str, shelf: _Shelf, found: parsed.Parsed) -> None:
    """Lay what a file gave by itself with what the files before it gave."""
    alone = found.holds in {"event", "source"}
    if alone:
        _take(parsed.identifier(name), name, found.kind, shelf)
    elif found.entries:
        shelf.known.setdefault(found.kind, set()).update(one.id for one in found.entries)
    shelf.problems += found.problems
    shelf.references += found.references
    if found.holds == "event":
        shelf.events += found.things.values()
        if found.readable and not found.things:
            shelf.broken.append(name)
    else:
        shelf.things[found.holds].update(found.things)
    shelf.read[name] = None
    if not found.readable:
        shelf.unreadable.add(name)
    if found.details is not None:
        shelf.texts[name] = found.details.text
        shelf.details[name] = found.details


def _take(identifier: str, name: str, kind: str, shelf: _Shelf) -> None:
    """Have an id spoken for by the file that is named after it."""
    shelf.problems += filing.id_problems(identifier, kind, Place(name))
    taken = shelf.known.setdefault(kind, set())
    if identifier in taken:
        first = next(file for file in shelf.read if file.endswith(f"/{identifier}.yaml"))
        shelf.problems.append(filing.taken(identifier, name, first))
    taken.add(identifier)


def _lay_by(name: str, data: bytes, shelf: _Shelf) -> None:
    """Take in a file that is not read."""
    sort = filing.sort_of(name)
    if sort == "picture":
        shelf.problems += filing.picture_problems(name, data)
        shelf.images[PurePosixPath(name).name] = data
    elif sort is None:
        shelf.problems.append(filing.misplaced(name))


def _timeline(shelf: _Shelf) -> Timeline:
    return Timeline(
        events=tuple(sorted(shelf.events, key=lambda event: (dates.sort_key(event.date), event.id))),
        sources=shelf.things["source"],
        images=shelf.images,
        **{name: shelf.things[name] for name in schema.VOCABULARIES},
    )


def _text(files: Mapping[str, bytes], texts: dict[str, str], name: str) -> str:
    if name not in texts:
        texts[name], _ = decode(files[name], name)
    return texts[name]


def _details(files: Mapping[str, bytes], known: dict[str, parsed.Details], name: str) -> parsed.Details:
    if name not in known:
        found = parsed.parse(name, files[name]).details
        assert found is not None
        known[name] = found
    return known[name]
