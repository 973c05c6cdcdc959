"""What files for machines are joined of: fragments, made when they are asked for, and names for all they hang on.

Where fragments are kept between runs, each is made again only when something changed that it hangs on.
"""

import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TypeAlias

from chronicle import store
from chronicle.feeds import telling
from chronicle.feeds.facts import Facts, History, lasting
from chronicle.feeds.telling import Fragment, Shared
from chronicle.memo import Memo
from chronicle.model import Source
from chronicle.pages.hangs import Hangs
from chronicle.recipes import Recipe

# Gives files before they are made: (path, how).
Recipes: TypeAlias = Iterator[tuple[str, Recipe]]

# Fragments of events and of sources, by id.
_AtHand: TypeAlias = tuple[dict[str, Fragment], dict[str, Fragment]]
# No byte of UTF-8.
_BETWEEN = b"\xff"
# What is kept is written in so many pieces, so that a changed event has one of them written again.
_SHELVES = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Makers:
    """What makes the fragments of things, by kind."""

    events: Mapping[str, Callable[[Facts, Shared], Fragment]]
    sources: Mapping[str, Callable[[Source, Shared], Fragment]]


class Parts:
    """The parts of the files of a history.

    With `hangs`, recipes have keys; with a `memo` as well, fragments are kept in it. A key never hangs on the clock
    unless it is named.
    """

    def __init__(self, history: History, makers: Makers, hangs: Hangs | None = None, memo: Memo | None = None) -> None:
        self._history = history
        self._makers = makers
        self._hangs = hangs
        self._memo = memo if hangs else None
        self._keys: dict[str, str] = {}
        # A kind's files stand together: the fragments of one kind are at hand, and not all at once.
        self._kind = ""
        self._latest: _AtHand = ({}, {})

    @cached_property
    def shared(self) -> Shared:
        """What fragments are made with."""
        return telling.shared(self._history)

    def events(self, kind: str, events: Iterable[Facts]) -> Iterator[Fragment]:
        """Give the fragments of some events, in their order."""
        at_hand, _ = self._at_hand(kind)
        shelves = [f"feeds-{kind}-{number}" for number in range(_SHELVES)]
        for one in events:
            name = one.event.id
            found = at_hand.get(name)
            if found is None:
                make = partial(self._makers.events[kind], one, self.shared)
                shelf = shelves[zlib.crc32(name.encode()) % _SHELVES]
                found = at_hand[name] = self._kept(shelf, name, self.event(one), make)
            yield found

    def sources(self, kind: str, sources: Iterable[Source]) -> Iterator[Fragment]:
        """Give the fragments of some sources, in their order."""
        _, at_hand = self._at_hand(kind)
        for one in sources:
            found = at_hand.get(one.id)
            if found is None:
                make = partial(self._makers.sources[kind], one, self.shared)
                found = at_hand[one.id] = self._kept(f"feeds-{kind}-sources", one.id, self.source(one), make)
            yield found

    def _at_hand(self, kind: str) -> _AtHand:
        if kind != self._kind:
            self._kind, self._latest = kind, ({}, {})
        return self._latest

    def _kept(self, sort: str, name: str, key: str, make: Callable[[], Fragment]) -> Fragment:
        if self._memo is None:
            return make()
        made: list[Fragment] = []

        def joined() -> bytes:
            made.append(make())
            return _BETWEEN.join(made[0])

        kept = self._memo.once(sort, name, key, joined)
        # What was made just now need not be taken apart again.
        return made[0] if made else tuple(kept.split(_BETWEEN))

    def event(self, one: Facts) -> str:
        """Name what an event's fragments hang on: its facts, the sources that it cites, the events that it names."""
        name = one.event.id
        if name not in self._keys:
            self._keys[name] = self._event(one) if self._hangs else ""
        return self._keys[name]

    def _event(self, one: Facts) -> str:
        hangs, events = self._hangs, self.shared.events
        assert hangs is not None
        # Of an event that is only linked to nothing is said but its address, which hangs on its id.
        named = [lasting(events[other]) for others in (one.event.follows, one.event.see_also) for other in others]
        moments = [moment.isoformat() if moment else None for moment in (one.added, one.changed)]
        return self.key(hangs.event(one.event.id), repr((moments, one.followed_by, named)))

    def source(self, one: Source) -> str:
        """Name what a source's fragments hang on: its file, and which events cite it."""
        if self._hangs is None:
            return ""
        return self.key(repr((one.id, self._hangs.source(one.id), self.shared.citing.get(one.id, ()))))

    def row(self, events: Iterable[Facts]) -> str:
        """Name what the fragments of some events hang on, in their order."""
        return self.key(*map(self.event, events))

    @cached_property
    def everyone(self) -> str:
        """What the fragments of all events hang on."""
        return self.row(self._history.events)

    @cached_property
    def every_source(self) -> str:
        """What the fragments of all sources hang on."""
        return self.key(*map(self.source, self._history.timeline.sources.values()))

    def key(self, *names: str) -> str:
        """Name what hangs on all that has these names, on the vocabulary and on where the site stands.

        No name has a line end in it.
        """
        # As one text: this is done for each of very many files.
        return store.digest(["\n".join((self._all, *names)).encode()]) if self._hangs else ""

    @cached_property
    def _all(self) -> str:
        return store.digest([self._hangs.shared.encode(), self._history.site_url.encode()]) if self._hangs else ""

    def recipe(self, make: Callable[[], bytes], *names: str) -> Recipe:
        """Give a file that `make` makes of what has these names, as `key` has it."""
        return Recipe(self.key(*names), make)
