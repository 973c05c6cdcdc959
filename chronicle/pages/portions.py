"""Lists that would be too long for a page: the newest part is shown, and each other year leads on to its own page."""

from collections.abc import Callable, Sequence
from itertools import groupby

from chronicle.model import Event, Timeline
from chronicle.pages import routes
from chronicle.pages.views import View, Wording, main_year
from chronicle.pages.words import count, say

# Up to this many events in the timeline, every list is whole; beyond, only that of a year shows more than SHOWN.
MANY = 1_000
SHOWN = 300
# A year's name is a heading of the third level, so that of an event below it is of the fourth.
_LEVEL = 4


def is_large(timeline: Timeline) -> bool:
    """Tell whether a timeline is too long to be on one page."""
    return len(timeline.events) > MANY


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


def by_year(wording: Wording, events: Sequence[Event], facts: Callable[[Event], View] | None = None) -> list[View]:
    """Group events under the year in which they stand in the time order, as items of a list.

    `rest` is how many events of a year are left to that year's page; `facts` gives what the script needs to know.
    """
    shown = {event.id for event in newest(wording.site.timeline, events)}
    groups: list[View] = []
    for year, group in reversed(_from_the_newest(events)):
        items = [
            wording.listed(event, level=_LEVEL, facts=facts and facts(event)) for event in group if event.id in shown
        ]
        rest = len(group) - len(items)
        said = count("events", rest, wording.site.lang) if rest else None
        groups.append(
            {"year": year, "url": wording.to("years", str(year)), "events": items, "rest": rest, "said": said}
        )
    return groups


def _from_the_newest(events: Sequence[Event]) -> list[tuple[int, list[Event]]]:
    return [(year, list(group)) for year, group in groupby(events, key=main_year)][::-1]
