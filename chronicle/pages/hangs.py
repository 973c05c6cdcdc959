"""What a page hangs on: names for things, which change when anything changes that other pages show of them.

What all pages of a site share (vocabulary, addresses, whether the timeline is long) is one name.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from functools import cached_property, partial
from typing import Any, get_args

from chronicle import markup, store
from chronicle.dates import Date
from chronicle.memo import Memo
from chronicle.model import Event, Image, Timeline, Words
from chronicle.pages import portions
from chronicle.problems import Lang, Place

# A link in prose that may lead to an event: one to the web does not.
_LINK = re.compile(r"\]\((?!https?://)", re.IGNORECASE)
_LANGS: tuple[Lang, ...] = get_args(Lang)


def mentioned(words: Words) -> set[str]:
    """Give the ids that a summary or another text links to, whether there are such events or not."""
    met: set[str] = set()

    def link_to(identifier: str) -> None:
        met.add(identifier)

    for prose in (words.nl, words.en or ""):
        if _LINK.search(prose):
            markup.prose_html(prose, link_to)
    return met


class Hangs:
    """Names things of one timeline. `digests` names what is in each of its files, by the file's name; `shared` names
    what else all pages hang on. `memo` keeps names of what events say."""

    def __init__(self, timeline: Timeline, digests: Mapping[str, str], shared: str, memo: Memo | None = None) -> None:
        self._timeline = timeline
        self._digests = digests
        self._memo = memo or Memo()
        self._names: dict[Lang | None, Mapping[str, str]] = {}
        self._rows: dict[Lang, str] = {}
        vocabulary = sorted(pair for pair in digests.items() if "/vocabulary/" in pair[0])
        self.shared = store.digest([shared.encode(), repr((portions.is_large(timeline), vocabulary)).encode()])

    def source(self, identifier: str) -> str:
        """Name a source."""
        return self._digests[self._timeline.sources[identifier].place.file]

    def event(self, identifier: str, lang: Lang | None = None) -> str:
        """Name an event: its file, the sources that it cites, and which of the events that it mentions there are.

        With a language, what the file says in it stands for the file: then a change of Dutch words leaves the English
        name as it was, unless they stand in for English ones.
        """
        if lang not in self._names:
            self._names[lang] = dict(self._named(lang))
        return self._names[lang][identifier]

    def there(self, words: Words) -> list[str]:
        """Give which of the events that a text links to there are: it links to no others."""
        return sorted(mentioned(words) & self._known)

    def everyone(self, lang: Lang) -> str:
        """Name all events in their order, as they are told in a language."""
        if lang not in self._rows:
            names = (f"{event.id} {self.event(event.id, lang)}" for event in self._events)
            self._rows[lang] = store.digest(["\n".join(names).encode()])
        return self._rows[lang]

    def _named(self, lang: Lang | None) -> Iterator[tuple[str, str]]:
        for event, told in zip(self._events, self._told, strict=True):
            file = event.place.file
            own = told[_LANGS.index(lang)] if lang else self._digests[file]
            cited = [self.source(name) for name in dict.fromkeys(item.source for item in event.evidence)]
            there = [one for one in told[len(_LANGS) :] if one in self._known]
            # As one text: this is done for each of very many events.
            yield event.id, store.digest(["\n".join((file, own, *cited, "", *there)).encode()])

    @property
    def _events(self) -> Sequence[Event]:
        return self._timeline.events

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(event.id for event in self._events)

    @cached_property
    def _told(self) -> Sequence[Sequence[str]]:
        """Name what each event says in each language, and then the events that it mentions."""
        return [
            self._memo.once("told", event.id, self._digests[event.place.file], partial(_told, event)).decode().split()
            for event in self._events
        ]

    def of(self, *parts: object) -> str:
        """Name what hangs on all these, whose `repr` says all of them."""
        return store.digest([self.shared.encode(), repr(parts).encode()])


def _told(event: Event) -> bytes:
    values = [(each.name, getattr(event, each.name)) for each in fields(event)]
    said = (repr([(name, _in_one(value, lang)) for name, value in values]) for lang in _LANGS)
    return " ".join([*(store.digest([one.encode()]) for one in said), *sorted(mentioned(event.summary))]).encode()


def _in_one(value: Any, lang: Lang) -> Any:
    """Give a value as it is told in a language."""
    if isinstance(value, Words):
        return value.pick(lang)
    if isinstance(value, Image):
        return [_in_one(getattr(value, each.name), lang) for each in fields(value)]
    # All that is known of a date is read from its text; at which line an event begins is shown nowhere.
    return value.edtf if isinstance(value, Date) else value.file if isinstance(value, Place) else value
