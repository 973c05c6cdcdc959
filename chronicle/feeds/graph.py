"""The history as a graph: which events there are and what is said of them. `rdf` writes it down.

Nothing in it is named by the site's address, which may change: an event is `urn(id)`.
"""

from collections.abc import Iterator, Mapping, Sequence

from chronicle import dates, formats
from chronicle.feeds import facts, rdf, things
from chronicle.feeds.facts import Facts, History
from chronicle.feeds.rdf import Node, address
from chronicle.feeds.telling import Fragment, Shared
from chronicle.feeds.things import XSD, edtf, urn, words
from chronicle.model import Event, Evidence, Image
from chronicle.pages import linked_data


def fragment(one: Facts, shared: Shared) -> Fragment:
    """Give an event as a line of JSON-LD and as blocks of Turtle."""
    return rdf.both(_event(one, shared))


def files(history: History, fragments: Sequence[Fragment]) -> Iterator[tuple[str, bytes]]:
    """Yield (path below the site's root, contents): the data set and its words, who and what is told of, the events."""
    both = [*(rdf.both(node) for node in things.nodes(history)), *fragments]
    yield formats.BY_ID["jsonld"].path(), rdf.json_ld_of(one[0] for one in both)
    yield formats.BY_ID["ttl"].path(), rdf.turtle_of(one[1] for one in both)


def _event(one: Facts, shared: Shared) -> Node:
    event, names = one.event, shared.names
    took_place = one.status in {"confirmed", "cancelled"}
    node: Node = {
        "@id": names[event.id],
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
    return {**node, **_more(event, shared.site_url, names, place_of="location" if took_place else None)}


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


def _more(event: Event, site_url: str, names: Mapping[str, str], *, place_of: str | None) -> Node:
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
            node[term] = [names[one] for one in ids]
    if event.links:
        node["links"] = [{"@id": address(link.url), "linkTitle": link.title} for link in event.links]
    if event.image:
        node["image"] = _image(event.image, site_url)
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
