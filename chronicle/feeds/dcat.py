"""`/feeds/dcat.jsonld`: the record by which catalogues of data find the history (DCAT-AP 3.0.1; DCAT-AP-NL 3.0).

Codes are those of the lists that the profile names: http://publications.europa.eu/resource/authority/, IANA's types.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial

from chronicle import dates, formats
from chronicle.feeds import values
from chronicle.feeds.facts import History
from chronicle.feeds.parts import Parts, Recipes
from chronicle.feeds.rdf import TERMS, Kind, Node, address, json_ld
from chronicle.feeds.things import ABOUT, RIGHTS, urn, words
from chronicle.formats import Format
from chronicle.model import Words
from chronicle.pages import linked_data, routes
from chronicle.pages.words import say
from chronicle.problems import Lang

_EU = "http://publications.europa.eu/resource/authority/"
_IANA = "https://www.iana.org/assignments/media-types/"
_EDTF = "https://www.loc.gov/standards/datetime/"
_LANGUAGES: Mapping[Lang, str] = {"nl": f"{_EU}language/NLD", "en": f"{_EU}language/ENG"}
_THEME = f"{_EU}data-theme/GOVE"
_THEMES = f"{_EU}data-theme"
_PUBLIC = f"{_EU}access-right/PUBLIC"
_IRREGULAR = f"{_EU}frequency/IRREG"
# What a format is called, and its code in the list of file types.
_FILES: Mapping[str, tuple[str, str]] = {
    "json": ("JSON", "JSON"),
    "csv": ("CSV", "CSV"),
    "csv-excel": ("CSV (Excel)", "CSV"),
    "jsonld": ("JSON-LD", "JSON_LD"),
    "ttl": ("Turtle", "RDF_TURTLE"),
    "timelinejs": ("TimelineJS", "JSON"),
}
_IN: Mapping[Lang, Words] = {"nl": Words(nl="Nederlands", en="Dutch"), "en": Words(nl="Engels", en="English")}
_MAKERS = Words(nl="De makers van Samen in Drenthe", en="The makers of Together in Drenthe")
_KEYWORDS = Words(nl="geschiedenis", en="history"), Words(nl="samenwerking", en="cooperation")

_TERMS: Mapping[str, tuple[str, Kind]] = {
    **{name: TERMS[name] for name in ("label", "prefLabel", "title", "modified", "licence", "rights")},
    "description": ("dcterms:description", "words"),
    "agentName": ("foaf:name", "words"),
    "publisher": ("dcterms:publisher", "id"),
    "creator": ("dcterms:creator", "id"),
    "contactPoint": ("dcat:contactPoint", "id"),
    "fn": ("vcard:fn", "words"),
    "hasURL": ("vcard:hasURL", "id"),
    "homepage": ("foaf:homepage", "id"),
    "landingPage": ("dcat:landingPage", "id"),
    "documentation": ("foaf:page", "id"),
    "language": ("dcterms:language", "id"),
    "issued": ("dcterms:issued", "value"),
    "dataset": ("dcat:dataset", "id"),
    "distribution": ("dcat:distribution", "id"),
    "identifier": ("dcterms:identifier", "text"),
    "theme": ("dcat:theme", "id"),
    "themeTaxonomy": ("dcat:themeTaxonomy", "id"),
    "keyword": ("dcat:keyword", "value"),
    "accessRights": ("dcterms:accessRights", "id"),
    "frequency": ("dcterms:accrualPeriodicity", "id"),
    "temporal": ("dcterms:temporal", "id"),
    "startDate": ("dcat:startDate", "value"),
    "endDate": ("dcat:endDate", "value"),
    "spatial": ("dcterms:spatial", "id"),
    "exactMatch": ("skos:exactMatch", "id"),
    "conformsTo": ("dcterms:conformsTo", "id"),
    "accessURL": ("dcat:accessURL", "id"),
    "downloadURL": ("dcat:downloadURL", "id"),
    "mediaType": ("dcat:mediaType", "id"),
    "format": ("dcterms:format", "id"),
}


def render(history: History) -> str:
    """Give the file's text."""
    return json_ld(_nodes(replace(history, site_url=address(history.site_url))), _TERMS)


def recipe(history: History, parts: Parts) -> Recipes:
    """Yield the path below the site's root and the recipe of the file."""
    make = partial(_render, history)
    yield formats.BY_ID["dcat"].path(), parts.recipe(make, parts.everyone, values.clock(history))


def _render(history: History) -> bytes:
    return render(history).encode()


def files(history: History) -> Iterator[tuple[str, Format, tuple[Lang, ...]]]:
    """Give every file that holds the whole history: its address, its format and the languages in it."""
    for one in formats.WHOLE:
        if one.bilingual:
            yield history.site_url + one.path(), one, tuple(_LANGUAGES)
        else:
            yield from ((history.site_url + one.path(lang), one, (lang,)) for lang in _LANGUAGES)


def _nodes(history: History) -> Iterator[Node]:
    distributions = [_distribution(*one, history) for one in files(history)]
    yield _catalogue(history)
    yield _dataset(history, [one["@id"] for one in distributions])
    yield from distributions
    # Nobody is named who has not offered to be: the makers say themselves that they do not speak for the province.
    yield {"@id": urn("makers"), "@type": "foaf:Agent", "agentName": words(_MAKERS)}
    about = [history.site_url + routes.from_site_root(lang, routes.single(lang, "about")) for lang in _LANGUAGES]
    yield {"@id": urn("contact"), "@type": "vcard:Kind", "fn": words(_MAKERS), "hasURL": about[0]}
    told = [history.site_url + routes.from_site_root(lang, routes.single(lang, "data")) for lang in _LANGUAGES]
    yield from ({"@id": page, "@type": "foaf:Document"} for page in (*about, *told, *_homes(history)))
    # Wikidata's is the one address of the province as an area that we could look up; TOOI's is its government.
    yield {"@id": urn("area:drenthe"), "@type": "dcterms:Location", "prefLabel": {"nl": "Drenthe", "en": "Drenthe"},
           "exactMatch": "http://www.wikidata.org/entity/Q772"}  # fmt: skip
    yield from _codes()


def _said_of_both(history: History) -> Node:
    return {
        "title": {lang: say("site-name", lang) for lang in _LANGUAGES},
        "description": words(ABOUT),
        "publisher": urn("makers"),
        "creator": urn("makers"),
        "contactPoint": urn("contact"),
        "language": list(_LANGUAGES.values()),
        "issued": _moment(min(map(history.added, history.events), default=history.generated_at).isoformat()),
        "modified": _moment(history.generated_at.isoformat()),
        "spatial": urn("area:drenthe"),
        "licence": linked_data.LICENCE,
        "rights": {"@type": "dcterms:RightsStatement", "label": words(RIGHTS)},
    }


def _catalogue(history: History) -> Node:
    return {
        "@id": urn("catalogue"),
        "@type": "dcat:Catalog",
        **_said_of_both(history),
        "homepage": _homes(history)[0],
        "themeTaxonomy": _THEMES,
        "dataset": urn("dataset"),
    }


def _dataset(history: History, distributions: list[str]) -> Node:
    node: Node = {
        "@id": urn("dataset"),
        "@type": "dcat:Dataset",
        **_said_of_both(history),
        "identifier": urn("dataset"),
        "accessRights": _PUBLIC,
        "theme": _THEME,
        "keyword": [{"@language": lang, "@value": word} for one in _KEYWORDS for lang, word in words(one).items()],
        "frequency": _IRREGULAR,
        "landingPage": _homes(history),
        "documentation": [
            history.site_url + routes.from_site_root(lang, routes.single(lang, name))
            for name in ("data", "about")
            for lang in _LANGUAGES
        ],
        "conformsTo": _EDTF,
        "distribution": distributions,
    }
    days = [day for one in history.events for day in (one.event.date.earliest, one.event.date.latest) if day]
    if days:
        node["temporal"] = {
            "@type": "dcterms:PeriodOfTime",
            "startDate": _year(min(days)),
            "endDate": _year(max(days)),
        }
    return node


def _distribution(url: str, one: Format, langs: tuple[Lang, ...], history: History) -> Node:
    name, file_type = _FILES[one.id]
    title = Words(nl=name, en=name)
    if not one.bilingual:
        title = Words(nl=f"{name}, {_IN[langs[0]].nl}", en=f"{name}, {_IN[langs[0]].en}")
    # What tells of the contents: of the API its description, of the table what its columns hold.
    described = {"json": "api/v1/openapi.json", "csv": formats.BY_ID["csvw"].path()}.get(one.id)
    return {
        "@id": urn(f"distribution:{one.id}" + ("" if one.bilingual else f":{langs[0]}")),
        "@type": "dcat:Distribution",
        "title": words(title),
        "description": {"nl": f"Alle gebeurtenissen als {title.nl}.", "en": f"All events as {title.en}."},
        "accessURL": url,
        "downloadURL": url,
        "mediaType": {"@id": _IANA + one.media, "@type": "dcterms:MediaType"},
        "format": {"@id": f"{_EU}file-type/{file_type}", "@type": "dcterms:MediaTypeOrExtent"},
        **({"conformsTo": {"@id": one.standard, "@type": "dcterms:Standard"}} if one.standard else {}),
        **({"documentation": {"@id": history.site_url + described, "@type": "foaf:Document"}} if described else {}),
        "language": [_LANGUAGES[lang] for lang in langs],
        "licence": linked_data.LICENCE,
        "rights": {"@type": "dcterms:RightsStatement", "label": words(RIGHTS)},
    }


def _codes() -> Iterator[Node]:
    """Say of what kind the codes are, so that who checks the record need not fetch them."""
    for code in _LANGUAGES.values():
        yield {"@id": code, "@type": "dcterms:LinguisticSystem"}
    yield {"@id": linked_data.LICENCE, "@type": "dcterms:LicenseDocument"}
    yield {"@id": _PUBLIC, "@type": "dcterms:RightsStatement"}
    yield {"@id": _IRREGULAR, "@type": "dcterms:Frequency"}
    yield {"@id": _EDTF, "@type": "dcterms:Standard"}
    yield {"@id": _THEMES, "@type": "skos:ConceptScheme", "title": {"en": "Data theme"}}
    yield {"@id": _THEME, "@type": "skos:Concept",
           "prefLabel": {"nl": "Overheid en publieke sector", "en": "Government and public sector"}}  # fmt: skip


def _homes(history: History) -> list[str]:
    return [history.site_url + routes.from_site_root(lang, "") for lang in _LANGUAGES]


def _moment(text: str) -> Node:
    return {"@type": "xsd:dateTime", "@value": text}


def _year(day: dates.Day) -> Node:
    return {"@type": "xsd:gYear", "@value": dates.iso_year(day.year)}
