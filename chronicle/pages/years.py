"""The pages of years: what began in a year, and what was going on in it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from chronicle import dates
from chronicle.model import Event
from chronicle.pages import linked_data, listing, portions, routes
from chronicle.pages.hangs import Hangs
from chronicle.pages.site import Page, Planned, Site
from chronicle.pages.views import View, Wording, all_years, main_year
from chronicle.pages.words import count, say


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """A part of a year's list, of which there are `last`: the events that began in the year, and others that were
    going on. `all_begun` and `all_going_on` are how many there are of both; `before` and `after` are years."""

    year: int
    before: int | None
    after: int | None
    number: int
    last: int
    begun: Sequence[Event]
    going_on: Sequence[Event]
    all_begun: int
    all_going_on: int


def pages(site: Site, hangs: Hangs) -> Iterator[Planned]:
    """Yield the entrance and a page for every year, and those on which its list goes on."""
    began: dict[int, list[Event]] = {}
    touched: dict[int, list[Event]] = {}
    for event in site.timeline.events:
        began.setdefault(main_year(event), []).append(event)
        for year in dates.years(event.date):
            if year != main_year(event):
                touched.setdefault(year, []).append(event)
    years = all_years(site.timeline)
    counts = [(year, len(began.get(year, [])) + len(touched.get(year, []))) for year in years]
    yield listing.planned(site, "years", partial(_entrance, counts=counts), hangs.of(counts))
    for before, year, after in zip([None, *years], years, [*years[1:], None], strict=False):
        for part in _parts(site, year, began.get(year, []), touched.get(year, []), (before, after)):
            first = routes.path(site.lang, "years", str(year))
            shown = [
                [(event.id, hangs.event(event.id, site.lang)) for event in of] for of in (part.begun, part.going_on)
            ]
            rest = (year, before, after, part.number, part.last, part.all_begun, part.all_going_on)
            yield Planned(
                address=routes.further(site.lang, first, part.number),
                make=partial(_page, part=part),
                key=hangs.of(shown, rest),
            )


def _entrance(site: Site, counts: Sequence[tuple[int, int]]) -> Page:
    start = routes.path(site.lang, "years")
    items = [
        {
            "name": str(year),
            "url": routes.relative(start, routes.path(site.lang, "years", str(year))),
            "count": count("events", number, site.lang),
            "lang": None,
            "note": None,
        }
        for year, number in counts
    ]
    return listing.entrance(site, "years", items)


def _parts(
    site: Site, year: int, main: list[Event], also: list[Event], around: tuple[int | None, int | None]
) -> Iterator[_Part]:
    left = len(main)
    parts = portions.parts(site.timeline, [*main, *also])
    for number, part in enumerate(parts, start=1):
        yield _Part(
            year=year,
            before=around[0],
            after=around[1],
            number=number,
            last=len(parts),
            begun=part[:left],
            going_on=part[left:],
            all_begun=len(main),
            all_going_on=len(also),
        )
        left = max(0, left - len(part))


def _page(site: Site, part: _Part) -> Page:
    lang, year, number = site.lang, part.year, part.number
    first = routes.path(lang, "years", str(year))
    wording = Wording(site, routes.further(lang, first, number))
    around = {
        way: _neighbour(wording, f"year-{way}", there) if there is not None else None
        for way, there in (("previous", part.before), ("next", part.after))
    }
    groups = [
        _group(wording, say("year-main", lang, year=year), part.begun, part.all_begun),
        _group(wording, say("year-touched", lang, year=year), part.going_on, part.all_going_on),
    ]
    turning = portions.turning(wording, first, number, part.last)
    return Page(
        address=wording.address,
        twin=routes.further(site.other, routes.path(site.other, "years", str(year)), number),
        title=portions.titled(site, say("year-title", lang, year=year), number),
        description=portions.titled(site, say("describe.year", lang, year=year), number),
        body=listing.listing(site, wording, groups, around=around if any(around.values()) else {}, turning=turning),
        data=linked_data.of_year(year),
    )


def _group(wording: Wording, title: str, events: Sequence[Event], number: int) -> View:
    """Show a part of a year's `number` events."""
    shown = [wording.listed(event, level=3) for event in events]
    counted = count("events", number, wording.site.lang) if number else ""
    return {"title": title, "count": counted, "years": None, "events": shown, "rest": None}


def _neighbour(wording: Wording, key: str, year: int) -> View:
    return {"url": wording.to("years", str(year)), "text": say(key, wording.site.lang, year=year)}
