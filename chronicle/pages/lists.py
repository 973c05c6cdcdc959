"""Pages that list events: the timeline itself, municipalities, themes and organisations."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from chronicle.model import Event, Label, Municipality, Organisation
from chronicle.pages import filters, linked_data, listing, portions, routes
from chronicle.pages.hangs import Hangs
from chronicle.pages.render import render
from chronicle.pages.site import Page, Planned, Site
from chronicle.pages.views import View, Wording
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
        statuses=filters.statuses(site.lang),
        method=routes.relative("", routes.single(site.lang, "about")),
        poster=routes.relative("", routes.single(site.lang, "poster")),
    )


def _far(site: Site) -> str:
    return routes.relative(routes.from_site_root(site.lang, ""), routes.choosing(site.lang))


def pages(site: Site, hangs: Hangs) -> Iterator[Planned]:
    """Yield the entrance and the pages of every part that lists events."""
    yield from _municipalities(site, hangs)
    yield from _themes(site, hangs)
    yield from _organisations(site, hangs)


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


def _municipalities(site: Site, hangs: Hangs) -> Iterator[Planned]:
    everyone = list(site.timeline.municipalities.values())
    counts = [len(_own(site, town)) for town in everyone]
    yield listing.planned(site, "municipalities", _map, hangs.of(counts))
    shared = listing.hanging(site, hangs, _of_all(site))
    for town in everyone:
        own = listing.hanging(site, hangs, _own(site, town))
        make = partial(_municipality, town=town)
        yield listing.planned(site, "municipalities", make, hangs.of(town.id, counts, own, shared), town.id)


def _map(site: Site) -> Page:
    wording = Wording(site, routes.path(site.lang, "municipalities"))
    return listing.entrance(site, "municipalities", tiles=_tiles(site, wording))


def _municipality(site: Site, town: Municipality) -> Page:
    lang = site.lang
    wording = Wording(site, routes.path(lang, "municipalities", town.id))
    choice = f"gemeente={town.id}"
    groups = [
        listing.group(wording, say("own-events", lang, name=town.name), _own(site, town), choice),
        listing.group(wording, say("shared-events", lang), _of_all(site), choice),
    ]
    body = listing.listing(
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
    return listing.page(site, "municipalities", town.id, title, description, body, data, picture)


def _of_all(site: Site) -> Sequence[Event]:
    """Give the events of all twelve municipalities."""
    return site.both("of all", "", lambda: [event for event in site.timeline.events if event.all_municipalities])


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


def _themes(site: Site, hangs: Hangs) -> Iterator[Planned]:
    for theme in site.timeline.themes.values():
        key = hangs.of(theme.id, listing.hanging(site, hangs, site.events_of("themes", theme.id)))
        yield listing.planned(site, "themes", partial(_theme, theme=theme), key, theme.id)
    counts = [len(site.events_of("themes", theme)) for theme in site.timeline.themes]
    yield listing.planned(site, "themes", _all_themes, hangs.of(counts))


def _theme(site: Site, theme: Label) -> Page:
    lang, events = site.lang, site.events_of("themes", theme.id)
    name, note = theme.name.pick(lang)[0], theme.description.pick(lang)[0]
    wording = Wording(site, routes.path(lang, "themes", theme.id))
    groups = [listing.group(wording, say("timeline", lang), events, f"thema={theme.id}")]
    body = listing.listing(site, wording, groups, lead=note)
    data = linked_data.of_theme(site, theme)
    picture = site.picture_of("themes", theme.id, name)
    return listing.page(site, "themes", theme.id, name, say("describe.theme", lang, name=name), body, data, picture)


def _all_themes(site: Site) -> Page:
    wording = Wording(site, routes.path(site.lang, "themes"))
    items = [
        {
            **wording.named("themes", theme.id, theme.name),
            "count": count("events", len(site.events_of("themes", theme.id)), site.lang),
            "lang": None,
            "note": theme.description.pick(site.lang)[0],
        }
        for theme in site.timeline.themes.values()
    ]
    return listing.entrance(site, "themes", items)


def _organisations(site: Site, hangs: Hangs) -> Iterator[Planned]:
    for body in site.timeline.organisations.values():
        shown = listing.hanging(site, hangs, site.events_of("organisations", body.id))
        published = _published(site, body)
        sources = [(source, hangs.source(source)) for source in published[: portions.SHOWN]]
        key = hangs.of(body.id, shown, sources, len(published))
        yield listing.planned(site, "organisations", partial(_organisation, of=body), key, body.id)
    counts = [len(site.events_of("organisations", body)) for body in site.timeline.organisations]
    yield listing.planned(site, "organisations", _all_organisations, hangs.of(counts))


def _organisation(site: Site, of: Organisation) -> Page:
    lang, events, published = site.lang, site.events_of("organisations", of.id), _published(site, of)
    name = of.name.pick(lang)[0]
    wording = Wording(site, routes.path(lang, "organisations", of.id))
    body = listing.listing(
        site,
        wording,
        [listing.group(wording, say("timeline", lang), events, f"organisatie={of.id}")],
        lead=of.description.pick(lang)[0] if of.description else None,
        facts=_body_facts(site, wording, of),
        sources=[wording.source(s) for s in published[: portions.SHOWN]],
        sources_rest=_sources_rest(wording, len(published)),
    )
    data = linked_data.of_organisation(site, of)
    description = say("describe.organisation", lang, name=name)
    return listing.page(site, "organisations", of.id, name, description, body, data)


def _published(site: Site, body: Organisation) -> Sequence[str]:
    """Give the sources that an organisation published."""
    return site.both("published", "", lambda: _by_publisher(site)).get(body.id, ())


def _by_publisher(site: Site) -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for source in site.timeline.sources.values():
        found[source.publisher].append(source.id)
    return dict(found)


def _all_organisations(site: Site) -> Page:
    wording = Wording(site, routes.path(site.lang, "organisations"))
    items = [
        {
            **wording.named("organisations", body.id, body.name),
            "count": count("events", len(site.events_of("organisations", body.id)), site.lang),
            "lang": None,
            "note": None,
        }
        for body in site.timeline.organisations.values()
    ]
    return listing.entrance(site, "organisations", items)


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
