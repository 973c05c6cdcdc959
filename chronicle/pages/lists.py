"""Pages that list events: the timeline itself, years, municipalities, themes and organisations."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from chronicle import dates
from chronicle.model import Event, Municipality, Organisation
from chronicle.pages import filters, linked_data, portions, routes
from chronicle.pages.render import render
from chronicle.pages.site import Page, Picture, Site
from chronicle.pages.views import View, Wording, all_years, main_year
from chronicle.pages.words import count, say


def timeline(site: Site) -> str:
    """Give the whole timeline as HTML, for the home page."""
    wording = Wording(site, routes.single(site.lang, "home"))
    years = portions.by_year(wording, site.timeline.events, filters.facts)
    return render(
        "timeline.jinja",
        site,
        wording,
        years=years,
        rest=portions.left_out(wording, site.timeline.events),
        # Where the script finds what is not on the page.
        far=_far(site) if portions.is_large(site.timeline) else None,
        choices=filters.choices(site, wording),
        statuses=[
            {"id": s, "text": say(f"status.{s}", site.lang), "meaning": say(f"meaning.{s}", site.lang)}
            for s in filters.STATUSES
        ],
        method=routes.relative("", routes.single(site.lang, "about")),
        poster=routes.relative("", routes.single(site.lang, "poster")),
    )


def _far(site: Site) -> str:
    return routes.relative(routes.from_site_root(site.lang, ""), routes.choosing(site.lang))


def pages(site: Site) -> Iterator[Page]:
    """Yield the entrance and the pages of every part that lists events."""
    yield from _years(site)
    yield from _municipalities(site)
    yield from _themes(site)
    yield from _organisations(site)


def _page(
    site: Site,
    part: routes.Part,
    identifier: str,
    title: str,
    description: str,
    body: str,
    data: Mapping[str, Any],
    picture: Picture | None = None,
) -> Page:
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


def _entrance(site: Site, part: routes.Part, items: list[View], **values: Any) -> Page:
    wording = Wording(site, routes.path(site.lang, part))
    lead = say(f"{part}-lead", site.lang)
    values = {"tiles": None, "turning": None, **values, "groups": [{"id": part, "title": None, "items": items}]}
    body = render("index.jinja", site, wording, lead=lead, **values)
    return _page(site, part, "", say(part, site.lang), lead, body, linked_data.of_list())


def _listing(site: Site, wording: Wording, groups: list[View], **values: Any) -> str:
    nothing: View = dict.fromkeys(("lead", "around", "tiles", "current", "sources_rest", "turning"))
    nothing |= {"facts": [], "sources": []}
    return render("listing.jinja", site, wording, groups=groups, **{**nothing, **values})


def _group(wording: Wording, title: str, events: Sequence[Event], choice: str) -> View:
    number = count("events", len(events), wording.site.lang) if events else ""
    rest = portions.left_out(wording, events, choice=choice)
    return {
        "title": title, "count": number, "years": portions.by_year(wording, events), "events": None, "rest": rest,
    }  # fmt: skip


def _years(site: Site) -> Iterator[Page]:
    lang = site.lang
    began: dict[int, list[Event]] = {}
    touched: dict[int, list[Event]] = {}
    for event in site.timeline.events:
        began.setdefault(main_year(event), []).append(event)
        for year in dates.years(event.date):
            if year != main_year(event):
                touched.setdefault(year, []).append(event)
    years = all_years(site.timeline)
    names = {year: str(year) for year in years}
    start = routes.path(lang, "years")
    items = [
        {
            "name": names[year],
            "url": routes.relative(start, routes.path(lang, "years", names[year])),
            "count": count("events", len(began.get(year, [])) + len(touched.get(year, [])), lang),
            "lang": None,
            "note": None,
        }
        for year in years
    ]
    yield _entrance(site, "years", items)
    for index, year in enumerate(years):
        main, also = began.get(year, []), touched.get(year, [])
        neighbours = (years[index - 1] if index else None, years[index + 1] if index + 1 < len(years) else None)
        yield from _year(site, year, main, also, neighbours)


def _year(
    site: Site, year: int, main: list[Event], also: list[Event], neighbours: tuple[int | None, int | None]
) -> Iterator[Page]:
    """Yield a year's page, and those on which its list goes on."""
    lang, first, before = site.lang, routes.path(site.lang, "years", str(year)), len(main)
    parts = portions.parts(site.timeline, [*main, *also])
    for number, part in enumerate(parts, start=1):
        wording = Wording(site, routes.further(lang, first, number))
        around = {
            way: _neighbour(wording, f"year-{way}", there) if there is not None else None
            for way, there in zip(("previous", "next"), neighbours, strict=True)
        }
        begun, went_on = part[:before], part[before:]
        before = max(0, before - len(part))
        groups = [
            _year_group(wording, say("year-main", lang, year=year), begun, len(main)),
            _year_group(wording, say("year-touched", lang, year=year), went_on, len(also)),
        ]
        turning = portions.turning(wording, first, number, len(parts))
        body = _listing(site, wording, groups, around=around if any(around.values()) else {}, turning=turning)
        yield Page(
            address=wording.address,
            twin=routes.further(site.other, routes.path(site.other, "years", str(year)), number),
            title=portions.titled(site, say("year-title", lang, year=year), number),
            description=portions.titled(site, say("describe.year", lang, year=year), number),
            body=body,
            data=linked_data.of_year(year),
        )


def _year_group(wording: Wording, title: str, events: Sequence[Event], number: int) -> View:
    """Show a part of a year's `number` events."""
    shown = [wording.listed(event, level=3) for event in events]
    counted = count("events", number, wording.site.lang) if number else ""
    return {"title": title, "count": counted, "years": None, "events": shown, "rest": None}


def _neighbour(wording: Wording, key: str, year: int) -> View:
    return {"url": wording.to("years", str(year)), "text": say(key, wording.site.lang, year=year)}


def _tiles(site: Site, wording: Wording) -> list[View]:
    towns = sorted(site.timeline.municipalities.values(), key=lambda t: (t.tile.row, t.tile.column))
    return [
        {
            "id": town.id,
            "name": town.name,
            "url": wording.to("municipalities", town.id),
            "row": town.tile.row,
            "column": town.tile.column,
            "count": count("events", len(_own(site, town)), site.lang),
        }
        for town in towns
    ]


def _own(site: Site, town: Municipality) -> Sequence[Event]:
    """Give the events that name a municipality, those of all twelve left out."""
    return site.once("own", town.id, lambda: _named(site, town))


def _named(site: Site, town: Municipality) -> Sequence[Event]:
    return [event for event in site.events_of("municipalities", town.id) if town.id in event.municipalities]


def _municipalities(site: Site) -> Iterator[Page]:
    lang = site.lang
    everyone = list(site.timeline.municipalities.values())
    wording = Wording(site, routes.path(lang, "municipalities"))
    yield _entrance(site, "municipalities", [], tiles=_tiles(site, wording))
    shared = [event for event in site.timeline.events if event.all_municipalities]
    for town in everyone:
        wording = Wording(site, routes.path(lang, "municipalities", town.id))
        groups = [
            _group(wording, say("own-events", lang, name=town.name), _own(site, town), f"gemeente={town.id}"),
            _group(wording, say("shared-events", lang), shared, f"gemeente={town.id}"),
        ]
        body = _listing(
            site,
            wording,
            groups,
            lead=say("municipality-lead", lang, name=town.name),
            tiles=_tiles(site, wording),
            current=town.id,
            facts=_town_facts(site, wording, town),
        )
        title = say("municipality-title", lang, name=town.name)
        description = say("describe.municipality", lang, name=town.name)
        data = linked_data.of_municipality(town)
        picture = site.picture_of("municipalities", town.id, town.name)
        yield _page(site, "municipalities", town.id, title, description, body, data, picture)


def _town_facts(site: Site, wording: Wording, town: Municipality) -> list[View]:
    lang = site.lang
    neighbours = [
        {"name": site.timeline.municipalities[n].name, "url": wording.to("municipalities", n)} for n in town.neighbours
    ]
    facts: list[View] = [
        {"name": say("neighbours", lang), "links": neighbours},
        {"name": say("cbs", lang), "links": None, "url": None, "text": town.cbs},
        {"name": say("tooi", lang), "links": None, "url": town.tooi, "text": _last_part(town.tooi)},
    ]
    if town.wikidata:
        url = f"https://www.wikidata.org/wiki/{town.wikidata}"
        facts.append({"name": say("wikidata", lang), "links": None, "url": url, "text": town.wikidata})
    return facts


def _themes(site: Site) -> Iterator[Page]:
    lang = site.lang
    start = Wording(site, routes.path(lang, "themes"))
    items = []
    for theme in site.timeline.themes.values():
        events = site.events_of("themes", theme.id)
        name, note = theme.name.pick(lang)[0], theme.description.pick(lang)[0]
        number = count("events", len(events), lang)
        items.append({**start.named("themes", theme.id, theme.name), "count": number, "lang": None, "note": note})
        wording = Wording(site, routes.path(lang, "themes", theme.id))
        body = _listing(site, wording, [_group(wording, say("timeline", lang), events, f"thema={theme.id}")], lead=note)
        data = linked_data.of_theme(site, theme)
        picture = site.picture_of("themes", theme.id, name)
        yield _page(site, "themes", theme.id, name, say("describe.theme", lang, name=name), body, data, picture)
    yield _entrance(site, "themes", items)


def _organisations(site: Site) -> Iterator[Page]:
    lang = site.lang
    start = Wording(site, routes.path(lang, "organisations"))
    items = []
    for body_ in site.timeline.organisations.values():
        events = site.events_of("organisations", body_.id)
        published = [s.id for s in site.timeline.sources.values() if s.publisher == body_.id]
        name = body_.name.pick(lang)[0]
        number = count("events", len(events), lang)
        items.append(
            {**start.named("organisations", body_.id, body_.name), "count": number, "lang": None, "note": None}
        )
        wording = Wording(site, routes.path(lang, "organisations", body_.id))
        html = _listing(
            site,
            wording,
            [_group(wording, say("timeline", lang), events, f"organisatie={body_.id}")],
            lead=body_.description.pick(lang)[0] if body_.description else None,
            facts=_body_facts(site, wording, body_),
            sources=[wording.source(s) for s in published[: portions.SHOWN]],
            sources_rest=_sources_rest(wording, len(published)),
        )
        data = linked_data.of_organisation(site, body_)
        yield _page(site, "organisations", body_.id, name, say("describe.organisation", lang, name=name), html, data)
    yield _entrance(site, "organisations", items)


def _sources_rest(wording: Wording, number: int) -> View | None:
    lang, shown = wording.site.lang, portions.SHOWN
    if number <= shown:
        return None
    text = say("rest-sources", lang, shown=shown, all=number)
    return {"text": text, "url": wording.to("sources"), "link": say("rest-sources-all", lang)}


def _body_facts(site: Site, wording: Wording, body: Organisation) -> list[View]:
    lang = site.lang
    facts: list[View] = []
    if lang == "en" and body.name.en:
        facts.append({"name": say("in-dutch", lang), "links": None, "url": None, "text": body.name.nl})
    if body.part_of:
        facts.append({"name": say("part-of", lang), "links": [wording.organisation(body.part_of)]})
    parts = [wording.organisation(o.id) for o in site.timeline.organisations.values() if o.part_of == body.id]
    if parts:
        facts.append({"name": say("parts", lang), "links": parts})
    if body.tooi:
        facts.append({"name": say("tooi", lang), "links": None, "url": body.tooi, "text": _last_part(body.tooi)})
    return facts


def _last_part(address: str) -> str:
    return address.rstrip("/").rsplit("/", 1)[-1]
