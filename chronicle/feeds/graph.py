"""The history as a graph: which events there are and what is said of them. `rdf` writes it down.

Nothing in it is named by the site's address, which may change: an event is `urn(id)`.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from chronicle import dates, formats
from chronicle.feeds import facts, rdf, things, values
from chronicle.feeds.facts import Facts, History
from chronicle.feeds.parts import Parts, Recipes
from chronicle.feeds.rdf import Node, address
from chronicle.feeds.telling import Fragment, Shared
from chronicle.feeds.things import XSD, edtf, urn, words
from chronicle.model import Event, Evidence, Image, Source
from chronicle.pages import linked_data


def fragment(one: Facts, shared: Shared) -> Fragment:
    """Give an event as a line of JSON-LD and as blocks of Turtle."""
    return rdf.both(_event(one, shared))


def source_fragment(source: Source, shared: Shared) -> Fragment:
    """Give a source in the same way."""
    return rdf.both(things.source_node(source, shared))


def files(history: History, parts: Parts) -> Recipes:
    """Yield (path below the site's root, recipe): the data set and its words, who and what is told of, the events."""
    names = parts.every_source, parts.everyone, values.clock(history)
    yield formats.BY_ID["jsonld"].path(), parts.recipe(partial(_file, history, parts, 0, rdf.json_ld_of), *names)
    yield formats.BY_ID["ttl"].path(), parts.recipe(partial(_file, history, parts, 1, rdf.turtle_of), *names)


def _file(history: History, parts: Parts, number: int, join: Callable[[Iterable[bytes]], bytes]) -> bytes:
    return join(one[number] for one in _parts(history, parts))


def _parts(history: History, parts: Parts) -> Iterator[Fragment]:
    yield from (rdf.both(node) for node in things.nodes(history))
    yield from parts.sources("graph", history.timeline.sources.values())
    yield from parts.events("graph", history.events)


def _event(one: Facts, shared: Shared) -> Node:
    event = one.event
    took_place = one.status in {"confirmed", "cancelled"}
    node: Node = {
        "@id": shared.names[event.id],
        # An Event of schema.org that has no status counts as one that goes ahead; of a plan nobody reported that.
        "@type": ["sem:Event", "schema:Event"] if took_place else "sem:Event",
        "identifier": event.id,
        "name": words(event.title),
        "description": words(one.summary),
        "url": [address(url) for url in words(one.url).values()],
        **_when(one),
        "status": urn(f"status:{one.status}"),
        "kind": urn(f"kind:{event.kind}"),
        "themes": [urn(f"theme:{theme}") for theme in event.themes],
    }
    if took_place:
        days = linked_data.when(event.date)
        node |= {name: {"@type": XSD[len(day)], "@value": day} for name, day in days.items()}
    if one.status == "cancelled":
        node["eventStatus"] = "schema:EventCancelled"
    about = [address(shared.timeline.municipalities[town].tooi) for town in one.towns]
    if about := [*about, *(urn(f"organisation:{body}") for body in event.organisations)]:
        node["about"] = about
    node["evidence"] = [_evidence(item, shared) for item in event.evidence]
    return {**node, **_more(event, shared, place_of="location" if took_place else None)}


def _when(one: Facts) -> Node:
    date = one.event.date
    time: Node = {"@type": "sem:Time", "label": words(one.date_text)}
    if one.event.date_note:
        time["comment"] = words(one.event.date_note)
    found: Node = {"date": edtf(date), "time": time}
    # A doubtful or approximate date has no bounds that anybody may count on.
    if not (date.approximate or date.uncertain):
        if date.earliest:
            found["earliest"] = _day(date.earliest)
        if date.latest:
            found["latest"] = _day(date.latest)
    return found


def _day(day: dates.Day) -> Node:
    text = str(day)
    # Beyond four digits only the year is known: `Y170000002`.
    return {"@type": "xsd:gYear", "@value": text[1:]} if text[0] == "Y" else {"@type": "xsd:date", "@value": text}


def _evidence(item: Evidence, shared: Shared) -> Node:
    source = shared.timeline.sources[item.source]
    node: Node = {
        "@type": "prov:Entity",
        "quote": {source.language: item.quote},
        "source": urn(f"source:{item.source}"),
        "says": urn(f"says:{item.says}"),
    }
    if item.at:
        node["at"] = {"label": {source.language: item.at}}
    return node


def _more(event: Event, shared: Shared, *, place_of: str | None) -> Node:
    node: Node = {}
    if event.place_name:
        name = urn(f"place:{facts.lasting(event)}")
        node["place"] = {"@id": name, "@type": ["sem:Place", "schema:Place"], "name": words(event.place_name)}
        if place_of:
            node[place_of] = name
    if event.disputed:
        node["disputed"] = words(event.disputed)
    for term, ids in (("follows", event.follows), ("see_also", event.see_also)):
        if ids:
            node[term] = [shared.names[one] for one in ids]
    if event.links:
        node["links"] = [{"@id": address(link.url), "linkTitle": link.title} for link in event.links]
    if event.image:
        node["image"] = _image(event.image, shared.site_url)
    return node


def _image(image: Image, site_url: str) -> Node:
    return {
        "@id": urn(f"image:{image.file}"),
        "@type": "schema:ImageObject",
        "contentUrl": address(f"{site_url}images/{image.file}"),
        "caption": words(image.alt),
        "creditText": image.credit,
        "pictureLicence": image.licence,
    }
