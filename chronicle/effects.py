"""What a change of the history does to the site: pages that come, go, change, or lead elsewhere."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from chronicle import build, dates, standing
from chronicle.changes import Change, Changes, Part
from chronicle.load import Loaded
from chronicle.model import Event, Timeline
from chronicle.pages import routes
from chronicle.pages.views import main_year

What = Literal["breaks", "goes", "comes", "redirects", "changes", "list"]
# What must be seen first stands first.
ORDER: tuple[What, ...] = ("breaks", "goes", "comes", "redirects", "changes", "list")

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What becomes of a page: its addresses below the site's root, in Dutch and in English.

    `breaks`: an event's address worked and leads nowhere now; `goes`: a page of something else is no more; `redirects`:
    the address leads `to` another page; `changes`: the page tells of something that changed; `list`: the page lists an
    event that came, went or reads otherwise.
    """

    what: What
    addresses: Pair
    to: Pair | None = None


def effects(changes: Changes, before: Loaded, now: Loaded) -> list[Effect]:
    """Give what becomes of the site's pages, what breaks first.

    The home page, the poster, the lists of everything and the neighbours of an event follow along with any change and
    are left out. Where a file could not be read, the pages that hang on it alone are left out as well.
    """
    was, becomes = _pages(before.timeline), _pages(now.timeline)
    lost = {_pair("events", event) for event in changes.broken}
    unclear = {_pair("events", name) for name in now.known.get("event", frozenset())}
    doubtful = bool(changes.unread_now)
    leads = {_pair("events", old): _pair("events", to) for old, to in changes.redirects.items()}
    found = [Effect(what="breaks", addresses=pair) for pair in sorted(lost)]
    gone = was - becomes - lost - unclear - leads.keys()
    found += [Effect(what="goes", addresses=pair) for pair in sorted(gone) if not doubtful]
    found += [Effect(what="comes", addresses=pair) for pair in sorted(becomes - was)]
    found += [Effect(what="redirects", addresses=old, to=to) for old, to in sorted(leads.items())]
    both = was & becomes
    told = {pair for change in changes.things for pair in _own(change)} & both
    found += [Effect(what="changes", addresses=pair) for pair in sorted(told)]
    listing = {pair for change in changes.of("events") for pair in _lists(change, before.timeline, now.timeline)}
    # An event that comes or goes moves all that stands behind it in a list of many parts.
    starts = {dutch for dutch, _english in listing}
    listed = {pair for pair in both - told if routes.whole("nl", pair[0]) in starts}
    found += [Effect(what="list", addresses=pair) for pair in sorted(listed)]
    return found


def _pages(timeline: Timeline) -> set[Pair]:
    return set(build.addresses(timeline))


def _pair(part: routes.Part, identifier: str) -> Pair:
    english = routes.from_site_root("en", routes.path("en", part, identifier))
    return routes.path("nl", part, identifier), english


# Where things of a part that is no event have pages of their own, and where they share one.
_OWN: Mapping[Part, routes.Part] = {
    "events": "events",
    "sources": "sources",
    "municipalities": "municipalities",
    "organisations": "organisations",
    "themes": "themes",
}
_SHARED: Mapping[Part, str] = {"glossary": "glossary", "chapters": "story"}


def _own(change: Change) -> Iterator[Pair]:
    if change.part in _OWN and change.step == "changed":
        yield _pair(_OWN[change.part], change.id)
    if name := _SHARED.get(change.part):
        yield routes.single("nl", name), routes.from_site_root("en", routes.single("en", name))


# What a list shows of an event.
_SEEN = ("date", "date_text", "title", "summary", "kind", "themes", "municipalities", "organisations")


def _lists(change: Change, before: Timeline, now: Timeline) -> Iterator[Pair]:
    """Yield the pages on which an event is listed that reads otherwise there, or came, or went."""
    sides: list[tuple[Event, Timeline]] = [
        (event, timeline) for event, timeline in ((change.before, before), (change.now, now)) if event is not None
    ]
    if len(sides) == 2 and change.step == "changed" and not _reads_otherwise(change):
        return
    for event, timeline in sides:
        for year in {main_year(event), *dates.years(event.date)}:
            yield _pair("years", str(year))
        for town in standing.municipalities_of(event, timeline):
            yield _pair("municipalities", town)
        for theme in event.themes:
            yield _pair("themes", theme)
        for body in event.organisations:
            yield _pair("organisations", body)
        for item in event.evidence:
            yield _pair("sources", item.source)


def _reads_otherwise(change: Change) -> bool:
    was, is_now = change.before, change.now
    sources = [{item.source for item in event.evidence} for event in (was, is_now)]
    seen = any(one.field.partition(".")[0] in _SEEN for one in change.differences)
    return seen or sources[0] != sources[1] or standing.status(was) != standing.status(is_now)
