"""What machines are told of the things that pages are about, in the words of schema.org (JSON-LD).

Nothing here says more than the page does: a date only as exact as it is known, an event only of what a source reports
as having happened or as called off. What schema.org has no property for is left to the data at /api/v1/.
"""

from collections.abc import Mapping
from typing import Any

from chronicle import dates, formats, standing
from chronicle.dates import Date
from chronicle.model import Event, Label, Municipality, Organisation, Source
from chronicle.pages.site import Site
from chronicle.pages.words import say

Data = dict[str, Any]

LICENCE = "https://creativecommons.org/publicdomain/zero/1.0/"
# What a source is to schema.org; the others are a CreativeWork.
SOURCE_TYPES: Mapping[str, str] = {
    "report": "Report", "news": "NewsArticle", "web": "WebPage", "thesis": "Thesis", "book": "Book",
}  # fmt: skip


def of_event(site: Site, event: Event) -> Data:
    """Tell of the page of an event."""
    status = standing.status(event)
    about: Data = {"@type": "Thing", "name": event.title.pick(site.lang)[0]}
    # An Event without a status counts as one that goes ahead; of a plan nobody reported that.
    if status in {"confirmed", "cancelled"}:
        about |= {"@type": "Event", **when(event.date)}
        if status == "cancelled":
            about["eventStatus"] = "https://schema.org/EventCancelled"
        if event.place_name:
            about["location"] = {"@type": "Place", "name": event.place_name.pick(site.lang)[0]}
    return {
        # ISO 8601-2 is where EDTF stands now; the property takes any text.
        "temporalCoverage": event.date.edtf,
        "about": about,
        "citation": [site.address_of("sources", s) for s in dict.fromkeys(item.source for item in event.evidence)],
    }


def when(date: Date) -> Data:
    """Give the days that are known for sure, `startDate` and `endDate`, at most as exactly as the date says them."""
    first, last, soft_start, soft_end = dates.extent(date)
    if date.form != "interval":
        exact = dates.datetime_attribute(date)
        return {} if exact is None or soft_start or soft_end else {"startDate": exact}
    found: Data = {}
    (span,) = date.parts
    for name, day, point, soft in (
        ("startDate", first, span.first, soft_start),
        ("endDate", last, span.last, soft_end),
    ):
        if day is not None and point is not None and not soft:
            exact = dates.datetime_attribute(dates.parse(point.text))
            found |= {} if exact is None else {name: exact}
    return found


def of_source(site: Site, source: Source) -> Data:
    """Tell of the page of a source."""
    document: Data = {
        "@type": SOURCE_TYPES.get(source.kind, "CreativeWork"),
        "name": source.title,
        "inLanguage": source.language,
        "publisher": {"@type": "Organization", "name": site.publisher_name(source)},
    }
    if source.date and not (source.date.approximate or source.date.uncertain) and source.date.form == "single":
        document["datePublished"] = dates.datetime_attribute(source.date)
    if source.reference:
        document["identifier"] = source.reference
    if source.url:
        document["url"] = source.url
    return {"mainEntity": {name: value for name, value in document.items() if value is not None}}


def of_municipality(town: Municipality) -> Data:
    """Tell of the page of a municipality."""
    same = [town.tooi, *([f"https://www.wikidata.org/entity/{town.wikidata}"] if town.wikidata else [])]
    return _collection({"@type": "AdministrativeArea", "name": town.name, "identifier": town.cbs, "sameAs": same})


def of_theme(site: Site, theme: Label) -> Data:
    """Tell of the page of a theme."""
    name, description = theme.name.pick(site.lang)[0], theme.description.pick(site.lang)[0]
    return _collection({"@type": "Thing", "name": name, "description": description})


def of_organisation(site: Site, body: Organisation) -> Data:
    """Tell of the page of an organisation."""
    about: Data = {"@type": "Organization", "name": body.name.pick(site.lang)[0]}
    if body.short:
        about["alternateName"] = body.short.pick(site.lang)[0]
    if body.tooi:
        about["sameAs"] = [body.tooi]
    if body.part_of:
        above = site.timeline.organisations[body.part_of].name.pick(site.lang)[0]
        about["parentOrganization"] = {"@type": "Organization", "name": above}
    return _collection(about)


def of_year(year: int) -> Data:
    """Tell of the page of a year."""
    return {"@type": "CollectionPage", "temporalCoverage": dates.iso_year(year)}


def of_list() -> Data:
    """Tell of a page that only leads to others."""
    return {"@type": "CollectionPage"}


def _collection(about: Data) -> Data:
    return {"@type": "CollectionPage", "about": about}


def of_glossary(site: Site, address: str) -> Data:
    """Tell of the glossary, which stands at `address`."""
    terms = [
        {"@type": "DefinedTerm", "name": term.term.pick(site.lang)[0], "url": f"{address}#term-{term.id}"}
        for term in site.timeline.glossary.values()
    ]
    return {"mainEntity": {"@type": "DefinedTermSet", "name": say("glossary", site.lang), "hasDefinedTerm": terms}}


def of_home(site: Site, description: str) -> Data:
    """Tell of the home page: the site, and the history as data. `description` is the page's own."""
    years = [day.year for e in site.timeline.events for day in (e.date.earliest, e.date.latest) if day is not None]
    dataset = {
        "@type": "Dataset",
        "name": say("site-name", site.lang),
        "description": description,
        "url": site.home,
        "license": LICENCE,
        "isAccessibleForFree": True,
        "inLanguage": ["nl", "en"],
        "temporalCoverage": f"{dates.iso_year(min(years))}/{dates.iso_year(max(years))}",
        "spatialCoverage": {"@type": "Place", "name": "Drenthe"},
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": one.media, "contentUrl": site.site_url + one.path(site.lang)}
            for one in formats.WHOLE
        ],
    }
    return {"@type": "WebSite", "name": say("site-name", site.lang), "isPartOf": None, "mainEntity": dataset}
