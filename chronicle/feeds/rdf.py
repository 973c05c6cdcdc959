"""A graph as nodes, and the two ways to write it down: JSON-LD 1.1 and Turtle (RDF 1.1).

A node is what JSON-LD makes of it: `@id` (left out for a node without a name), `@type`, and terms of TERMS. The values
of a term are of one kind, which says how they are written in both.
"""

import json
import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from json.encoder import encode_basestring
from typing import Any, Literal, TypeAlias

from chronicle.feeds import values

Node: TypeAlias = dict[str, Any]
# id: an address, a node or a list of them. words: {language: text}, `@none` for a text in no language. text: a text.
# value: {"@type" or "@language", "@value"} or a list of them.
Kind: TypeAlias = Literal["id", "words", "text", "value"]

PREFIXES: Mapping[str, str] = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "edtf": "http://id.loc.gov/datatypes/edtf/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "http://schema.org/",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
TERMS: Mapping[str, tuple[str, Kind]] = {
    # Of any thing
    "name": ("schema:name", "words"),
    "description": ("schema:description", "words"),
    "url": ("schema:url", "id"),
    "page": ("schema:mainEntityOfPage", "id"),
    "identifier": ("schema:identifier", "text"),
    "label": ("rdfs:label", "words"),
    "comment": ("rdfs:comment", "words"),
    "links": ("rdfs:seeAlso", "id"),
    "linkTitle": ("dcterms:title", "text"),
    "same": ("owl:sameAs", "id"),
    "sameAs": ("schema:sameAs", "id"),
    # Of an event
    "date": ("dcterms:date", "value"),
    "earliest": ("sem:hasEarliestBeginTimeStamp", "value"),
    "latest": ("sem:hasLatestEndTimeStamp", "value"),
    "time": ("sem:hasTime", "id"),
    "startDate": ("schema:startDate", "value"),
    "endDate": ("schema:endDate", "value"),
    "eventStatus": ("schema:eventStatus", "id"),
    "status": ("adms:status", "id"),
    "kind": ("sem:eventType", "id"),
    "themes": ("dcterms:subject", "id"),
    "about": ("schema:about", "id"),
    "place": ("sem:hasPlace", "id"),
    "location": ("schema:location", "id"),
    "disputed": ("skos:note", "words"),
    "follows": ("prov:wasInfluencedBy", "id"),
    "see_also": ("dcterms:relation", "id"),
    "image": ("schema:image", "id"),
    # Of its evidence
    "evidence": ("prov:wasDerivedFrom", "id"),
    "quote": ("prov:value", "words"),
    "source": ("prov:wasQuotedFrom", "id"),
    "says": ("dcterms:type", "id"),
    "at": ("prov:atLocation", "id"),
    # Of a source, a picture and an organisation
    "inLanguage": ("schema:inLanguage", "text"),
    "datePublished": ("schema:datePublished", "value"),
    "publisher": ("schema:publisher", "id"),
    "alternateName": ("schema:alternateName", "words"),
    "parentOrganization": ("schema:parentOrganization", "id"),
    "contentUrl": ("schema:contentUrl", "id"),
    "caption": ("schema:caption", "words"),
    "creditText": ("schema:creditText", "text"),
    "pictureLicence": ("schema:license", "text"),
    # Of a word of the vocabulary
    "prefLabel": ("skos:prefLabel", "words"),
    "definition": ("skos:definition", "words"),
    "notation": ("skos:notation", "text"),
    "inScheme": ("skos:inScheme", "id"),
    # Of the whole
    "title": ("dcterms:title", "words"),
    "modified": ("dcterms:modified", "value"),
    "licence": ("dcterms:license", "id"),
    "rights": ("dcterms:rights", "id"),
}
# RFC 3987 and the grammar of Turtle (IRIREF): what no address may hold, though some programs let it pass.
_NEVER = {ord(sign): f"%{ord(sign):02X}" for sign in '<>"{}|^`\\ '}
_PREFIXED = re.compile(r"\A([a-z]+):(?!//)")


@lru_cache(maxsize=4096)
def address(url: str) -> str:
    """Give a web address with every character coded that no address in RDF may hold."""
    return url.translate(_NEVER)


def both(node: Node, terms: Mapping[str, tuple[str, Kind]] = TERMS) -> tuple[bytes, bytes]:
    """Write a node as a line of JSON-LD and as blocks of Turtle, for `json_ld_of` and `turtle_of`."""
    return _line(node).encode(), "".join(_blocks(node, terms)).encode()


def json_ld(nodes: Iterable[Node], terms: Mapping[str, tuple[str, Kind]] = TERMS) -> str:
    """Write the graph as JSON-LD, a line a node. Its context stands in it: nothing is fetched to read it."""
    return json_ld_of((_line(node).encode() for node in nodes), terms).decode()


def turtle(nodes: Iterable[Node], terms: Mapping[str, tuple[str, Kind]] = TERMS) -> str:
    """Write the same graph as Turtle."""
    return turtle_of("".join(_blocks(node, terms)).encode() for node in nodes).decode()


def json_ld_of(lines: Iterable[bytes], terms: Mapping[str, tuple[str, Kind]] = TERMS) -> bytes:
    """Join lines of JSON-LD."""
    head = f'{{"@context": {json.dumps(context(terms), indent=1)},\n"@graph": [\n'
    return head.encode() + b",\n".join(lines) + b"\n]}\n"


def turtle_of(blocks: Iterable[bytes]) -> bytes:
    """Join blocks of Turtle."""
    prefixes = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
    return prefixes.encode() + b"".join(blocks)


def _line(node: Node) -> str:
    # A line a node is what a comparison of two versions shows best.
    return values.text(node)


def context(terms: Mapping[str, tuple[str, Kind]]) -> Node:
    """Give the context in which JSON-LD reads `terms`: JSON-LD 1.1, 4.1."""
    more: Mapping[Kind, Node] = {"id": {"@type": "@id"}, "words": {"@container": "@language"}}
    said: Node = {"@version": 1.1, **PREFIXES}
    for name, (iri, kind) in terms.items():
        said[name] = {"@id": iri, **more[kind]} if kind in more else iri
    return said


def _blocks(node: Node, terms: Mapping[str, tuple[str, Kind]]) -> Iterator[str]:
    # A node with a name that stands inside another is told after it.
    later = deque([node])
    while later:
        told = later.popleft()
        lines = " ;\n    ".join(_statements(told, terms, later))
        yield f"\n{_iri(told['@id'])} {lines} .\n"


def _statements(node: Node, terms: Mapping[str, tuple[str, Kind]], later: deque[Node]) -> Iterator[str]:
    for name, value in node.items():
        if name == "@type":
            yield f"a {', '.join(value) if isinstance(value, list) else value}"
        elif name != "@id":
            iri, kind = terms[name]
            yield f"{iri} {_objects(value, kind, terms, later)}"


def _objects(value: Any, kind: Kind, terms: Mapping[str, tuple[str, Kind]], later: deque[Node]) -> str:
    if kind == "words":
        return ", ".join(
            [_string(text) if lang == "@none" else f"{_string(text)}@{lang}" for lang, text in value.items()]
        )
    if isinstance(value, list):
        return ", ".join([_object(one, kind, terms, later) for one in value])
    return _object(value, kind, terms, later)


def _object(one: Any, kind: Kind, terms: Mapping[str, tuple[str, Kind]], later: deque[Node]) -> str:
    if isinstance(one, str):
        return _string(one) if kind == "text" else _iri(one)
    if kind == "value":
        kind_of = f"^^{one['@type']}" if "@type" in one else f"@{one['@language']}"
        return f"{_string(one['@value'])}{kind_of}"
    if "@id" in one:
        later.append(one)
        return _iri(one["@id"])
    return f"[ {' ; '.join(_statements(one, terms, later))} ]"


@lru_cache(maxsize=4096)
def _iri(said: str) -> str:
    found = _PREFIXED.match(said)
    return said if found and found[1] in PREFIXES else f"<{said}>"


def _string(text: str) -> str:
    # Every escape of a JSON string is one of Turtle's (RDF 1.1 Turtle, 6.4: UCHAR and ECHAR).
    return encode_basestring(text)
