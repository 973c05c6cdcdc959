"""Linked data read back by other libraries than the one that wrote them: PyLD, rdflib, pyshacl."""

import json
import re
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from pyld import jsonld  # type: ignore[import-untyped]
from pyshacl import validate
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import SH, XSD, Namespace

from chronicle import check, load
from chronicle.feeds import facts, open_data

SHAPES = Path(__file__).parent / "shapes"
SCHEMA = Namespace("http://schema.org/")
SEM = Namespace("http://semanticweb.cs.vu.nl/2009/11/sem/")
ADMS = Namespace("http://www.w3.org/ns/adms#")
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
EDTF = Namespace("http://id.loc.gov/datatypes/edtf/")
JSON_LD, TURTLE, RECORD = (f"root/feeds/{name}" for name in ("timeline.jsonld", "timeline.ttl", "dcat.jsonld"))


def _nothing(url: str, _options: object) -> None:
    raise AssertionError(f"reading asks for {url}")


def from_json_ld(data: bytes) -> Graph:
    """The graph as PyLD reads it, which fetches nothing; N-Quads lead it into rdflib."""
    quads = jsonld.to_rdf(json.loads(data), {"format": "application/n-quads", "documentLoader": _nothing})
    return Graph().parse(data=quads, format="nt")


def from_turtle(data: bytes) -> Graph:
    """The graph as rdflib reads it."""
    return Graph().parse(data=data, format="turtle")


def faults(graph: Graph, shapes: str) -> list[str]:
    """What the shapes refuse, as paths; nothing where all is well.

    Days before the year 1 and years of more than four digits are there in XML Schema 1.1, which RDF 1.1 goes by, and
    not in Python, so not in rdflib either: others stand in for them.
    """
    known = Graph()
    for subject, path, value in graph:
        known.add((subject, path, _within_reach(value) if isinstance(value, Literal) else value))
    conforms, report, _ = validate(known, shacl_graph=Graph().parse(SHAPES / f"{shapes}.ttl"))
    found = [
        str(path) for result in report.subjects(SH.resultSeverity) for path in report.objects(result, SH.resultPath)
    ]
    return sorted(found) if found or conforms else ["no path"]


def _within_reach(value: Literal) -> Literal:
    if value.datatype == XSD.date and str(value).startswith(("-", "0000")):
        return Literal("0001-01-01", datatype=XSD.date)
    far = value.datatype == XSD.gYear and re.fullmatch("[0-9]{5,}|-.*", str(value))
    return Literal("0001", datatype=XSD.gYear) if far else value


def names(graph: Graph) -> set[str]:
    """The names of everything that something is said of."""
    return {str(subject) for subject in graph.subjects() if isinstance(subject, URIRef)}


def feeds_of(files: Mapping[str, bytes], site_url: str, clock: datetime) -> Mapping[str, bytes]:
    """The files for machines of a timeline without a fault, named as a build names them; without the pages."""
    loaded = load.load(files)
    assert [problem for problem in check.check(loaded) if problem.severity == "error"] == []
    history = facts.history(loaded.timeline, site_url=site_url, generated_at=clock)
    return {f"root/{name}": data for name, data in open_data.files(history)}


def graph_of(files: Mapping[str, bytes]) -> Graph:
    """The graph of a build."""
    return from_turtle(files[TURTLE])
