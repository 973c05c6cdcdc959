"""What events are told with, as nodes of a graph: words of the vocabulary, municipalities, organisations, sources.

Names: of a municipality its address in the government's register (TOOI), of the rest `urn` of what it is and its id.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from chronicle import dates
from chronicle.dates import Date
from chronicle.feeds import facts
from chronicle.feeds.facts import History
from chronicle.feeds.rdf import Node, address
from chronicle.feeds.telling import Shared
from chronicle.model import Label, Municipality, Organisation, Says, Source, Status, Timeline, Words
from chronicle.pages import linked_data, routes
from chronicle.pages.words import say
from chronicle.problems import Lang

# The words of the vocabulary recur in every event.
urn = lru_cache(maxsize=4096)(facts.urn)

LANGS: tuple[Lang, Lang] = ("nl", "en")
STATUSES: tuple[Status, ...] = ("confirmed", "planned", "expected", "cancelled")
SAYS: tuple[Says, ...] = ("happened", "planned", "expected", "cancelled")
_SAYS = Words(nl="Wat een bron zegt", en="What a source says")
RIGHTS = Words(
    nl="CC0 1.0 geldt niet voor de citaten: die blijven van de makers van de bronnen, en staan hier op grond van het"
    " citaatrecht. Bij elke afbeelding staat haar eigen licentie.",
    en="CC0 1.0 does not cover the quotations: they remain their makers’, and stand here under the right of quotation."
    " Each picture has a licence of its own.",
)
ABOUT = Words(
    nl="Hoe de provincie Drenthe en haar twaalf gemeenten leerden samenwerken: gebeurtenissen met hun datum, hun status"
    " en hun bronnen, elk met een kort citaat.",
    en="How the Dutch province of Drenthe and its twelve municipalities learned to work together: events with their"
    " date, their status and their sources, each with a short quotation.",
)
XSD: Mapping[int, str] = {4: "xsd:gYear", 7: "xsd:gYearMonth", 10: "xsd:date"}


def nodes(history: History) -> Iterator[Node]:
    """Give the data set, then its words, and who is told of."""
    timeline = history.timeline
    yield _dataset(history)
    yield _scheme("kinds", Words(nl=say("kind", "nl"), en=say("kind", "en")))
    yield from (_label(kind, "kind", "kinds", ["skos:Concept", "sem:EventType"]) for kind in timeline.kinds.values())
    yield _scheme("themes", Words(nl=say("themes", "nl"), en=say("themes", "en")))
    for theme in timeline.themes.values():
        yield {**_label(theme, "theme", "themes", ["skos:Concept"]), **_page(history.site_url, "themes", theme.id)}
    yield from _statuses()
    yield from (_town(town, history) for town in timeline.municipalities.values())
    yield from (_organisation(body, history) for body in timeline.organisations.values())
    yield from _media(history)


def words(said: Words) -> dict[str, str]:
    """Give a text by its language; a missing one is not there, and the other does not stand in for it."""
    return {"nl": said.nl} if said.en is None else {"nl": said.nl, "en": said.en}


def _dataset(history: History) -> Node:
    return {
        "@id": urn("dataset"),
        "@type": ["schema:Dataset", "dcat:Dataset"],
        "name": {lang: say("site-name", lang) for lang in LANGS},
        "description": words(ABOUT),
        "url": [address(history.site_url + routes.from_site_root(lang, "")) for lang in LANGS],
        "modified": {"@type": "xsd:dateTime", "@value": history.generated_at.isoformat()},
        "licence": linked_data.LICENCE,
        "rights": {"@type": "dcterms:RightsStatement", "label": words(RIGHTS)},
    }


def _scheme(name: str, title: Words) -> Node:
    return {"@id": urn(f"scheme:{name}"), "@type": "skos:ConceptScheme", "prefLabel": words(title)}


def _label(label: Label, what: str, scheme: str, types: list[str]) -> Node:
    return {
        "@id": urn(f"{what}:{label.id}"),
        "@type": types,
        "notation": label.id,
        "prefLabel": words(label.name),
        "definition": words(label.description),
        "inScheme": urn(f"scheme:{scheme}"),
    }


def _statuses() -> Iterator[Node]:
    """Give what schema.org has no term for: its EventStatus knows no plan that nobody reported as held."""
    yield _scheme("statuses", Words(nl=say("status.label", "nl"), en=say("status.label", "en")))
    for status in STATUSES:
        yield {
            "@id": urn(f"status:{status}"),
            "@type": "skos:Concept",
            "notation": status,
            "prefLabel": {lang: say(f"status.{status}", lang) for lang in LANGS},
            "definition": {lang: say(f"meaning.{status}", lang) for lang in LANGS},
            "inScheme": urn("scheme:statuses"),
        }
    yield _scheme("says", _SAYS)
    for says in SAYS:
        yield {
            "@id": urn(f"says:{says}"),
            "@type": "skos:Concept",
            "notation": says,
            "prefLabel": {lang: say(f"says.{says}", lang) for lang in LANGS},
            "inScheme": urn("scheme:says"),
        }


def _town(town: Municipality, history: History) -> Node:
    same = [address(town.owms)]
    if town.wikidata:
        same.append(f"http://www.wikidata.org/entity/{town.wikidata}")
    return {
        "@id": address(town.tooi),
        "@type": ["schema:AdministrativeArea", "schema:GovernmentOrganization"],
        "name": {"@none": town.name},
        "identifier": town.cbs,
        # Not owl:sameAs: what is true of an area is not true of the body that governs it.
        "sameAs": same,
        **_page(history.site_url, "municipalities", town.id),
    }


def _organisation(body: Organisation, history: History) -> Node:
    node: Node = {
        "@id": urn(f"organisation:{body.id}"),
        "@type": "schema:Organization",
        "name": words(body.name),
        **_page(history.site_url, "organisations", body.id),
    }
    if body.short:
        node["alternateName"] = words(body.short)
    if body.description:
        node["description"] = words(body.description)
    if body.tooi:
        node["same"] = address(body.tooi)
    if body.part_of:
        node["parentOrganization"] = urn(f"organisation:{body.part_of}")
    return node


def _media(history: History) -> Iterator[Node]:
    """Give the publishers that are no body of the vocabulary: newspapers and the like, by their names."""
    timeline = history.timeline
    names = dict.fromkeys(source.publisher for source in timeline.sources.values())
    for name in names:
        if name not in timeline.organisations and name not in timeline.municipalities:
            yield {"@id": urn(f"publisher:{name}"), "@type": "schema:Organization", "name": {"@none": name}}


def _publisher(name: str, timeline: Timeline) -> str:
    if name in timeline.organisations:
        return urn(f"organisation:{name}")
    town = timeline.municipalities.get(name)
    return address(town.tooi) if town else urn(f"publisher:{name}")


def source_node(source: Source, shared: Shared) -> Node:
    """Give a source."""
    node: Node = {
        "@id": urn(f"source:{source.id}"),
        "@type": [f"schema:{linked_data.SOURCE_TYPES.get(source.kind, 'CreativeWork')}", "prov:Entity"],
        "name": {source.language: source.title},
        "inLanguage": source.language,
        "publisher": _publisher(source.publisher, shared.timeline),
        **_page(shared.site_url, "sources", source.id),
    }
    if source.date:
        node["date"] = edtf(source.date)
        if (exact := linked_data.when(source.date).get("startDate")) and source.date.form == "single":
            node["datePublished"] = {"@type": XSD[len(exact)], "@value": exact}
    if source.reference:
        node["identifier"] = source.reference
    if source.url:
        node["url"] = address(source.url)
    if source.note:
        node["comment"] = words(source.note)
    return node


def edtf(date: Date) -> Node:
    """Give a date as it is written, typed with the level of EDTF that it needs."""
    return {"@type": f"edtf:EDTF-level{dates.level(date)}", "@value": date.edtf}


def _page(site_url: str, part: routes.Part, identifier: str) -> Node:
    """Give the addresses of a thing's pages on the site."""
    return {"page": list(pages(site_url, part, identifier))}


def pages(site_url: str, part: routes.Part, identifier: str) -> Iterator[str]:
    """Give the address of a page in both languages."""
    yield address(site_url + routes.path("nl", part, identifier))
    yield address(site_url + routes.from_site_root("en", routes.path("en", part, identifier)))
