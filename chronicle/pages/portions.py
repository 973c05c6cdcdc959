"""Lists that would be too long for a page: the newest part is shown, and each other year leads on to its own page.

What stands on no other page (a year's events, a source's quotations, the sources) goes on on pages of its own.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import TypeVar

from chronicle import dates
from chronicle.model import Event, Timeline
from chronicle.pages import routes
from chronicle.pages.site import Site
from chronicle.pages.views import View, Wording, main_year
from chronicle.pages.words import count, say
from chronicle.problems import Lang

# Up to this many events in the timeline, every list is whole; beyond, only that of a year shows more than SHOWN.
MANY = 1_000
SHOWN = 300
# In a list of up to so many events all that is named is a link; beyond, their titles are, to pages that link the rest.
LINKED = 300
# A year's name is a heading of the third level, so that of an event below it is of the fourth.
_LEVEL = 4
# Of a list with a line a thing, as many as this stand on a page; of what followed an event, on the event's own page.
LINES = 1_000
FOLLOWERS = 10

T = TypeVar("T")


def is_large(timeline: Timeline) -> bool:
    """Tell whether a timeline is too long to be on one page."""
    return len(timeline.events) > MANY


def framed(events: Sequence[Event]) -> Sequence[Event]:
    """Give what an embeddable page shows of its `events`: the newest, where another page holds them all."""
    return events[-MANY:]


def newest(timeline: Timeline, events: Sequence[Event]) -> Sequence[Event]:
    """Give what a list shows of `events`, in their order: whole years as far as they fit, and at least one event."""
    if not is_large(timeline) or len(events) <= SHOWN:
        return events
    start = len(events)
    for _year, group in _from_the_newest(events):
        if len(events) - start + len(group) > SHOWN:
            break
        start -= len(group)
    # The newest year alone may be too much.
    return events[start:] if start < len(events) else events[-SHOWN:]


def left_out(wording: Wording, events: Sequence[Event], *, choice: str = "") -> View | None:
    """Say that a list shows a part of `events`, and where the others are: in the years, or on the timeline.

    `choice` is the query of an address that leads there. Gives None for a list that is whole.
    """
    lang, shown = wording.site.lang, newest(wording.site.timeline, events)
    if len(shown) == len(events):
        return None
    home = routes.relative(wording.address, routes.single(lang, "home"))
    return {
        "text": say("rest", lang, shown=len(shown), all=len(events)),
        "url": f"{home}?{choice}" if choice else wording.to("years"),
        "link": say("rest-choose", lang) if choice else say("rest-years", lang),
    }


def parts(timeline: Timeline, things: Sequence[T]) -> list[Sequence[T]]:
    """Cut what only one page would show into as many as are needed, in its order; at least one."""
    return _cut(things, SHOWN) if is_large(timeline) else [things]


def lines(things: Sequence[T]) -> list[Sequence[T]]:
    """Cut a list with a line a thing."""
    return _cut(things, LINES)


def _cut(things: Sequence[T], most: int) -> list[Sequence[T]]:
    return [things[start : start + most] for start in range(0, len(things), most)] or [things]


def turning(wording: Wording, first: str, number: int, last: int) -> View | None:
    """Lead to the other parts of a list, whose first stands at address `first`. None for a list that is whole."""
    lang = wording.site.lang
    if last == 1:
        return None
    places = {n: routes.relative(wording.address, routes.further(lang, first, n)) for n in range(1, last + 1)}
    return {
        "text": say("parts.which", lang, number=number, last=last),
        "pages": [
            {"url": None if n == number else url, "name": say("parts.one", lang, number=n)} for n, url in places.items()
        ],
        "further": places.get(number + 1),
    }


def titled(site: Site, title: str, number: int) -> str:
    """Give the title of a part; the first has that of the whole."""
    return title if number == 1 else say("parts.title", site.lang, title=title, number=number)


def addresses(timeline: Timeline, lang: Lang) -> Iterator[str]:
    """Yield where all that goes on on pages of its own stands, in an order that is the same in both languages."""
    lists: dict[str, Sequence[object]] = {}
    if is_large(timeline):
        years = Counter(y for e in timeline.events for y in {main_year(e), *dates.years(e.date)})
        lists |= {routes.path(lang, "years", str(year)): range(number) for year, number in years.items()}
        quotations = Counter(item.source for event in timeline.events for item in event.evidence)
        lists |= {routes.path(lang, "sources", source): range(number) for source, number in quotations.items()}
    followers = Counter(earlier for event in timeline.events for earlier in event.follows)
    long = {event: number for event, number in followers.items() if number > FOLLOWERS}
    lists |= {routes.followers(lang, event): range(number) for event, number in long.items()}
    yield from (routes.followers(lang, event) for event in long)
    for first, things in lists.items():
        yield from (routes.further(lang, first, n) for n in range(2, len(parts(timeline, things)) + 1))
    start, every = routes.path(lang, "sources"), range(len(timeline.sources))
    yield from (routes.further(lang, start, n) for n in range(2, len(lines(every)) + 1))


def by_year(wording: Wording, events: Sequence[Event], facts: Callable[[Event], View] | None = None) -> list[View]:
    """Group events under the year in which they stand in the time order, as items of a list.

    `rest` is how many events of a year are left to that year's page; `linked` tells whether more than the titles of its
    events are links; `facts` gives what the script needs to know.
    """
    shown = {event.id for event in newest(wording.site.timeline, events)}
    linked = len(shown) <= LINKED
    groups: list[View] = []
    for year, group in reversed(_from_the_newest(events)):
        items = [
            wording.listed(event, level=_LEVEL, linked=linked, facts=facts and facts(event))
            for event in group
            if event.id in shown
        ]
        rest = len(group) - len(items)
        said = count("events", rest, wording.site.lang) if rest else None
        groups.append(
            {
                "year": year,
                "url": wording.to("years", str(year)),
                "events": items,
                "linked": linked,
                "rest": rest,
                "said": said,
            }
        )
    return groups


def _from_the_newest(events: Sequence[Event]) -> list[tuple[int, list[Event]]]:
    return [(year, list(group)) for year, group in groupby(events, key=main_year)][::-1]
