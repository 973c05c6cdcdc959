"""What a page hangs on: names for things, which change when anything changes that other pages show of them.

What all pages of a site share (vocabulary, addresses, whether the timeline is long) is one name.
"""

import re
from collections.abc import Mapping
from functools import cached_property

from chronicle import markup, store
from chronicle.model import Event, Timeline
from chronicle.pages import portions

# A link in prose that may lead to an event: one to the web does not.
_LINK = re.compile(r"\]\((?!https?://)", re.IGNORECASE)


def mentioned(event: Event) -> set[str]:
    """Give the ids that an event's summary links to, whether there are such events or not."""
    met: set[str] = set()

    def link_to(identifier: str) -> None:
        met.add(identifier)

    for prose in (event.summary.nl, event.summary.en or ""):
        if _LINK.search(prose):
            markup.prose_html(prose, link_to)
    return met


class Hangs:
    """Names things of one timeline. `digests` names what is in each of its files, by the file's name; `shared` names
    what else all pages hang on."""

    def __init__(self, timeline: Timeline, digests: Mapping[str, str], shared: str) -> None:
        self._timeline = timeline
        self._digests = digests
        vocabulary = sorted(pair for pair in digests.items() if "/vocabulary/" in pair[0])
        self.shared = store.digest([shared.encode(), repr((portions.is_large(timeline), vocabulary)).encode()])

    def source(self, identifier: str) -> str:
        """Name a source."""
        return self._digests[self._timeline.sources[identifier].place.file]

    def event(self, identifier: str) -> str:
        """Name an event: its file, the sources that it cites, and which of the events that it mentions there are."""
        return self._events[identifier]

    @cached_property
    def _events(self) -> Mapping[str, str]:
        known = {event.id for event in self._timeline.events}
        return {event.id: self._event(event, known) for event in self._timeline.events}

    def _event(self, event: Event, known: set[str]) -> str:
        cited = [self.source(name) for name in dict.fromkeys(item.source for item in event.evidence)]
        there = sorted(mentioned(event) & known)
        file = event.place.file
        return store.digest(word.encode() for word in (file, self._digests[file], *cited, "", *there))

    def of(self, *parts: object) -> str:
        """Name what hangs on all these, whose `repr` says all of them."""
        return store.digest([self.shared.encode(), repr(parts).encode()])
