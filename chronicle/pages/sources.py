"""The pages of sources: where a document comes from, its quotations, and the events that rest on them."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any, TypeAlias

from chronicle import dates
from chronicle.model import Evidence, Source
from chronicle.pages import linked_data, portions, routes
from chronicle.pages.hangs import Hangs
from chronicle.pages.render import render
from chronicle.pages.site import Page, Planned, Site
from chronicle.pages.views import View, Wording
from chronicle.pages.words import count, say
from chronicle.schema import SOURCE_KINDS

_Quotation: TypeAlias = tuple[str, Evidence]


def pages(site: Site, hangs: Hangs) -> Iterator[Planned]:
    """Yield the list of sources and a page for each, and those on which either goes on."""
    yield from _entrances(site, hangs)
    for source in site.timeline.sources.values():
        yield from _pages(site, source, hangs)


def _entrances(site: Site, hangs: Hangs) -> Iterator[Planned]:
    ordered = [source for kind in SOURCE_KINDS for source in _in_order(site) if source.kind == kind]
    parts = portions.lines(ordered)
    for number, part in enumerate(parts, start=1):
        listed = [(source.id, hangs.source(source.id), len(_quotations(site, source))) for source in part]
        yield Planned(
            address=routes.further(site.lang, routes.path(site.lang, "sources"), number),
            make=partial(_entrance, part=part, number=number, last=len(parts)),
            key=hangs.of(listed, number, len(parts)),
            index=number == 1,
        )


def _entrance(site: Site, part: Sequence[Source], number: int, last: int) -> Page:
    lang = site.lang
    first, lead = routes.path(lang, "sources"), say("sources-lead", lang)
    wording = Wording(site, routes.further(lang, first, number))
    groups = [
        {"id": kind, "title": say(f"source-kind.{kind}", lang), "items": items}
        for kind in SOURCE_KINDS
        if (items := [_item(site, wording, s) for s in part if s.kind == kind])
    ]
    turning = portions.turning(wording, first, number, last)
    body = render("index.jinja", site, wording, lead=lead, groups=groups, tiles=None, turning=turning)
    return Page(
        address=wording.address,
        twin=routes.further(site.other, routes.path(site.other, "sources"), number),
        title=portions.titled(site, say("sources", lang), number),
        description=portions.titled(site, lead, number),
        body=body,
        index=number == 1,
        data=linked_data.of_list(),
    )


def _in_order(site: Site) -> list[Source]:
    """Sort sources by date; those without one come last, by title."""

    def key(source: Source) -> tuple[Any, ...]:
        return (source.date is None, dates.sort_key(source.date) if source.date else (), source.title, source.id)

    return sorted(site.timeline.sources.values(), key=key)


def _item(site: Site, wording: Wording, source: Source) -> View:
    view = wording.source(source.id)
    return {
        "name": source.title,
        "lang": view["lang"],
        "url": view["url"],
        "count": count("quotations", len(_quotations(site, source)), site.lang),
        "note": f"{view['publisher']}, {view['date']}",
    }


def _quotations(site: Site, source: Source) -> Sequence[_Quotation]:
    """Give what is quoted from a source, with the id of the event that quotes it."""
    return [
        (event.id, item)
        for event in site.citing.get(source.id, ())
        for item in event.evidence
        if item.source == source.id
    ]


def _pages(site: Site, source: Source, hangs: Hangs) -> Iterator[Planned]:
    first = routes.path(site.lang, "sources", source.id)
    parts = portions.parts(site.timeline, _quotations(site, source))
    for number, part in enumerate(parts, start=1):
        cited = [(hangs.event(event, site.lang), item) for event, item in part]
        yield Planned(
            address=routes.further(site.lang, first, number),
            make=partial(_page, source=source, part=part, number=number, last=len(parts)),
            key=hangs.of(hangs.source(source.id), cited, number, len(parts)),
        )


def _page(site: Site, source: Source, part: Sequence[_Quotation], number: int, last: int) -> Page:
    lang, first = site.lang, routes.path(site.lang, "sources", source.id)
    publisher = site.publisher_name(source)
    described = say("describe.source", lang, title=source.title, publisher=publisher)
    wording = Wording(site, routes.further(lang, first, number))
    body = render(
        "source.jinja",
        site,
        wording,
        facts=list(_facts(site, wording, source)),
        note=wording.note(source.note),
        quotations=[{"event": wording.brief(event), "evidence": wording.evidence(item)} for event, item in part],
        turning=portions.turning(wording, first, number, last),
    )
    return Page(
        address=wording.address,
        twin=routes.further(site.other, routes.path(site.other, "sources", source.id), number),
        title=portions.titled(site, source.title, number),
        description=portions.titled(site, described, number),
        body=body,
        title_lang=source.language if source.language != lang else None,
        # Two publishers may give their news the same heading.
        head_title=portions.titled(site, f"{source.title} ({publisher})", number),
        data=linked_data.of_source(site, source),
    )


def _facts(site: Site, wording: Wording, source: Source) -> Iterator[View]:
    lang = site.lang
    timeline = site.timeline
    yield _fact("kind", lang, say(f"one-source-kind.{source.kind}", lang))
    if source.publisher in timeline.organisations:
        url: str | None = wording.to("organisations", source.publisher)
    elif source.publisher in timeline.municipalities:
        url = wording.to("municipalities", source.publisher)
    else:
        url = None
    yield _fact("publisher", lang, site.publisher_name(source), url)
    published = dates.wording(source.date, lang) if source.date else say("undated", lang)
    yield _fact("published", lang, published)
    if source.reference:
        yield _fact("reference", lang, source.reference)
    if source.language in {"nl", "en"}:
        yield _fact("language", lang, say(f"language.{source.language}", lang))
    if source.url:
        yield _fact("address", lang, source.url, source.url, rel="noopener")
    if source.accessed:
        yield _fact("accessed", lang, dates.wording(source.accessed, lang))


def _fact(key: str, lang: Any, text: str, url: str | None = None, rel: str | None = None) -> View:
    return {"name": say(key, lang), "text": text, "url": url, "rel": rel}
