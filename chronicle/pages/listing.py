"""What the pages that list events have in common."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from chronicle.model import Event
from chronicle.pages import linked_data, portions, routes
from chronicle.pages.hangs import Hangs
from chronicle.pages.render import render
from chronicle.pages.site import Page, Picture, Planned, Site
from chronicle.pages.views import View, Wording, main_year
from chronicle.pages.words import count, say


def planned(site: Site, part: routes.Part, make: Callable[[Site], Page], key: str, identifier: str = "") -> Planned:
    """Give a page of a part before it is made; without an id it is the part's entrance."""
    return Planned(address=routes.path(site.lang, part, identifier), make=make, key=key, index=not identifier)


def hanging(site: Site, hangs: Hangs, events: Sequence[Event]) -> list[Any]:
    """Name what a list of `events` hangs on: those that it shows, and how many there are in each year."""
    shown = [(event.id, hangs.event(event.id, site.lang)) for event in portions.newest(site.timeline, events)]
    return [shown, sorted(Counter(map(main_year, events)).items())]


def page(
    site: Site,
    part: routes.Part,
    identifier: str,
    title: str,
    description: str,
    body: str,
    data: Mapping[str, Any],
    picture: Picture | None = None,
) -> Page:
    """Give a page of a part; without an id it is the part's entrance."""
    return Page(
        address=routes.path(site.lang, part, identifier),
        twin=routes.path(site.other, part, identifier),
        title=title,
        description=description,
        body=body,
        index=not identifier,
        data=data,
        picture=picture,
    )


def entrance(site: Site, part: routes.Part, items: Sequence[View] = (), **values: Any) -> Page:
    """Give the page that leads to a part's pages."""
    wording = Wording(site, routes.path(site.lang, part))
    lead = say(f"{part}-lead", site.lang)
    values = {"tiles": None, "turning": None, **values, "groups": [{"id": part, "title": None, "items": items}]}
    body = render("index.jinja", site, wording, lead=lead, **values)
    return page(site, part, "", say(part, site.lang), lead, body, linked_data.of_list())


def listing(site: Site, wording: Wording, groups: list[View], **values: Any) -> str:
    """Give the HTML of lists of events."""
    nothing: View = dict.fromkeys(("lead", "around", "tiles", "current", "sources_rest", "turning"))
    nothing |= {"facts": [], "sources": []}
    return render("listing.jinja", site, wording, groups=groups, **{**nothing, **values})


def group(wording: Wording, title: str, events: Sequence[Event], choice: str) -> View:
    """Show events by year; `choice` is the query of an address that leads to those that are left out."""
    number = count("events", len(events), wording.site.lang) if events else ""
    rest = portions.left_out(wording, events, choice=choice)
    return {
        "title": title, "count": number, "years": portions.by_year(wording, events), "events": None, "rest": rest,
    }  # fmt: skip
