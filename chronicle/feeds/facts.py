"""What every format says of the events, worked out once for all of them, and only when somebody asks."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from uuid import UUID, uuid5

from chronicle import dates, markup, standing
from chronicle.model import Event, Recorded, Status, Timeline, Words
from chronicle.pages import routes

# What the identities in feeds are made of, beside an event's own id: never the site's address, which may change.
NAME = "drenthe-tijdlijn"
# What stands in a fragment where the source's clock goes: a sign that no text may hold (it is no character).
CLOCK = "\ufdd0"
# A UUID that was drawn once for this (RFC 9562, 5.5: the namespace of names).
_SPACE = UUID("0d76ed0a-5d94-4a76-8401-5bb84b09b0c2")


def lasting(event: Event) -> str:
    """Give the id by which feeds know an event for good: its first one, so that a new name makes no new event."""
    return event.moved_from[0] if event.moved_from else event.id


def uid(identifier: str) -> str:
    """Give a calendar's UID for an event's lasting id (RFC 5545, 3.8.4.7)."""
    return f"{identifier}@{NAME}"


def urn(identifier: str) -> str:
    """Give an address that names a thing for good and leads nowhere: of an event by its lasting id."""
    return f"urn:uuid:{uuid5(_SPACE, identifier)}"


@dataclass(frozen=True, kw_only=True)
class Facts:
    """One event of `timeline`.

    `added` and `changed`: when its file came into the repository and was last changed there; None stands for the
    source's clock, where nobody knows or the clock is behind. `followed_by` are the ids of the events that say to
    follow it, in time order.
    """

    event: Event
    timeline: Timeline = field(repr=False, compare=False)
    site_url: str
    followed_by: tuple[str, ...]
    added: datetime | None
    changed: datetime | None

    @cached_property
    def url(self) -> Words:
        """The addresses of its pages."""
        return pages(self.site_url, "events", self.event.id)

    @cached_property
    def date_text(self) -> Words:
        """Its date in words, in both languages."""
        return self.event.date_text or in_words(self.event.date)

    @cached_property
    def summary(self) -> Words:
        """Its summary as plain text."""
        return plain(self.event.summary)

    @cached_property
    def status(self) -> Status:
        """What its sources say of it."""
        return standing.status(self.event)

    @cached_property
    def corroborated(self) -> int:
        """How many publishers confirm it."""
        return standing.corroborated(self.event, self.timeline)

    @cached_property
    def towns(self) -> tuple[str, ...]:
        """The municipalities' ids, `all` written out."""
        return standing.municipalities_of(self.event, self.timeline)


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """What is published: the events in time order. `generated_at` is the source's clock, with its zone.

    `repo_url` is the address of the repository, where it has one.
    """

    timeline: Timeline
    events: tuple[Facts, ...]
    site_url: str
    generated_at: datetime
    repo_url: str | None = None

    def added(self, one: Facts) -> datetime:
        """Give when an event was added."""
        return one.added or self.generated_at

    def changed(self, one: Facts) -> datetime:
        """Give when an event was last changed."""
        return one.changed or self.generated_at


def history(
    timeline: Timeline,
    *,
    site_url: str,
    generated_at: datetime,
    recorded: Mapping[str, Recorded] | None = None,
    repo_url: str | None = None,
) -> History:
    """Gather the facts. `site_url` ends in a slash; `recorded` is by event id."""
    known = recorded or {}
    followed: dict[str, list[str]] = defaultdict(list)
    for event in timeline.events:
        for earlier in event.follows:
            followed[earlier].append(event.id)
    return History(
        timeline=timeline,
        events=tuple(
            _facts(event, timeline, site_url, known.get(event.id), generated_at, tuple(followed.get(event.id, ())))
            for event in timeline.events
        ),
        site_url=site_url,
        generated_at=generated_at,
        repo_url=repo_url,
    )


def pages(site_url: str, part: routes.Part, identifier: str) -> Words:
    """Give the addresses of a thing's pages."""
    return Words(
        nl=site_url + routes.path("nl", part, identifier),
        en=site_url + routes.from_site_root("en", routes.path("en", part, identifier)),
    )


def _facts(
    event: Event,
    timeline: Timeline,
    site_url: str,
    known: Recorded | None,
    clock: datetime,
    followed_by: tuple[str, ...],
) -> Facts:
    return Facts(
        event=event,
        timeline=timeline,
        site_url=site_url,
        followed_by=followed_by,
        added=known.added if known and known.added <= clock else None,
        changed=known.changed if known and known.changed <= clock else None,
    )


def in_words(date: dates.Date) -> Words:
    """Word a date in both languages."""
    return Words(nl=dates.wording(date, "nl"), en=dates.wording(date, "en"))


def plain(prose: Words) -> Words:
    """Give what a reader sees of a little Markdown."""
    return Words(nl=markup.prose_text(prose.nl), en=None if prose.en is None else markup.prose_text(prose.en))
