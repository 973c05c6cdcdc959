"""The history as linked data: JSON-LD and Turtle say the same, and what the API says; other libraries read it back."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import DCAT, DCTERMS, FOAF, OWL, PROV, RDF, RDFS, SDO, SKOS, XSD, DefinedNamespace
from rdflib.term import Node

from chronicle.feeds import rdf
from chronicle.feeds.facts import urn
from tests import attacks, linked, projects, tales
from tests.linked import ADMS, EDTF, SCHEMA, SEM
from tests.test_build import CLOCK, HOSTILE, URL, world
from tests.world import WORLD

EVENT = "events/2009/alliantie.yaml"
# What is used of vocabularies that rdflib does not carry; from http://semanticweb.cs.vu.nl/2009/11/sem/,
# http://www.w3.org/ns/adms and https://www.w3.org/TR/vcard-rdf/.
OTHERS = {
    str(SEM): {"Event", "EventType", "Place", "Time", "eventType", "hasEarliestBeginTimeStamp",
               "hasLatestEndTimeStamp", "hasPlace", "hasTime"},
    str(ADMS): {"status"},
    str(linked.VCARD): {"Kind", "fn", "hasURL"},
    str(EDTF): {"EDTF-level0", "EDTF-level1", "EDTF-level2"},
}  # fmt: skip


def made(timeline: Mapping[str, bytes], site_url: str = URL) -> Mapping[str, bytes]:
    return linked.feeds_of(timeline, site_url, CLOCK)


@cache
def real() -> Mapping[str, bytes]:
    return made({f"timeline/{name}": data for name, data in projects.read(projects.PROJECT / "timeline").items()})


@cache
def hostile() -> Mapping[str, bytes]:
    return made(attacks.timeline())


SITES = {"small": world, "real": real, "hostile": hostile}


@cache
def graph(name: str) -> Graph:
    return linked.graph_of(SITES[name]())


def api(files: Mapping[str, bytes]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(files["root/api/v1/events.json"])["events"]
    return found


def name(identifier: str) -> URIRef:
    return URIRef(urn(identifier))


def lasting(event: Mapping[str, Any]) -> URIRef:
    """What an event of the API is called for good: by the first id that it had."""
    return name([*event["moved_from"], event["id"]][0])


def said(graph: Graph, subject: Node, path: Node) -> dict[str, str | None] | None:
    """A text by its language, the way the API gives one: with null where there is no English."""
    found = {o.language or "": str(o) for o in graph.objects(subject, path) if isinstance(o, Literal)}
    return {"nl": found["nl"], "en": found.get("en")} if found else None


def notation(graph: Graph, subject: Node, path: Node) -> list[str]:
    return sorted(str(n) for o in graph.objects(subject, path) for n in graph.objects(o, SKOS.notation))


# Two ways to write one graph


def test_json_ld_and_turtle_are_the_same_graph() -> None:
    assert isomorphic(linked.from_json_ld(world()[linked.JSON_LD]), graph("small"))


@pytest.mark.parametrize("site", SITES)
def test_json_ld_and_turtle_say_the_same(site: str) -> None:
    """A node without a name stands in one place, so it is told apart by where it stands and what is said of it."""
    found = outlines(linked.from_json_ld(SITES[site]()[linked.JSON_LD]))
    assert len(found) > 100
    assert found == outlines(graph(site))


def outlines(graph: Graph) -> list[str]:
    nameless = [o for o in graph.objects() if isinstance(o, BNode)]
    assert len(nameless) == len(set(nameless)) == len({s for s in graph.subjects() if isinstance(s, BNode)})

    def outline(node: Node) -> str:
        if isinstance(node, BNode):
            return f"[{sorted(f'{p} {outline(o)}' for p, o in graph.predicate_objects(node))}]"
        return node.n3()

    return sorted(f"{s} {p} {outline(o)}" for s, p, o in graph if not isinstance(s, BNode))


@pytest.mark.parametrize("site", SITES)
def test_the_context_stands_in_the_file_and_a_line_is_a_node(site: str) -> None:
    text = SITES[site]()[linked.JSON_LD].decode()
    assert json.loads(text)["@context"]["schema"] == str(SCHEMA)
    assert text.count('\n{"@id": ') == len(json.loads(text)["@graph"])


@given(st.text(st.characters(codec="utf-8")))
def test_any_text_is_the_same_in_both(text: str) -> None:
    nodes = [{"@id": "urn:a", "name": {"nl": text, "@none": text}, "notation": [text, "b"]}]
    want = {Literal(text, lang="nl"), Literal(text)}
    for found in (linked.from_turtle(rdf.turtle(nodes).encode()), linked.from_json_ld(rdf.json_ld(nodes).encode())):
        assert set(found.objects(URIRef("urn:a"), SCHEMA.name)) == want
        assert Literal(text) in set(found.objects(URIRef("urn:a"), SKOS.notation))


def test_an_address_with_signs_that_no_address_may_hold_is_coded() -> None:
    odd = made(tales.small(WORLD), site_url="https://voorbeeld.nl/{a}/")
    for graph in (linked.graph_of(odd), *(linked.from_json_ld(odd[n]) for n in (linked.JSON_LD, linked.RECORD))):
        assert URIRef("https://voorbeeld.nl/%7Ba%7D/") in set(graph.objects())
        assert [one for one in graph.objects() if isinstance(one, URIRef) and "{" in one] == []
    assert rdf.address("https://x.nl/{a}|b^`é?c=%20#d") == "https://x.nl/%7Ba%7D%7Cb%5E%60é?c=%20#d"


# The words


def test_every_term_is_one_of_its_vocabulary() -> None:
    used = {node for site in SITES for triple in graph(site) for node in triple if isinstance(node, URIRef)}
    used |= {t.datatype for site in SITES for t in graph(site).objects() if isinstance(t, Literal) and t.datatype}
    record = linked.from_json_ld(world()[linked.RECORD])
    used |= {node for triple in record for node in triple if isinstance(node, URIRef)}
    known: dict[str, type[DefinedNamespace]] = {
        str(space): space for space in (DCAT, DCTERMS, FOAF, OWL, PROV, RDF, RDFS, SKOS, XSD)
    } | {str(SCHEMA): SDO}
    checked = set()
    for iri in used:
        for space in (*known, *OTHERS):
            if iri.startswith(space) and iri != space:
                term = iri.removeprefix(space)
                assert term in OTHERS[space] if space in OTHERS else known[space][term] in known[space], iri
                checked.add(space)
    assert set(rdf.PREFIXES.values()) <= checked


# The same as elsewhere


@pytest.mark.parametrize("site", SITES)
def test_every_event_says_what_the_api_says(site: str) -> None:
    files, found = SITES[site](), graph(site)
    events = api(files)
    assert {str(s) for s in found.subjects(RDF.type, SEM.Event)} == {str(lasting(event)) for event in events}
    towns = {str(s): str(t) for s in found.subjects(RDF.type, SCHEMA.AdministrativeArea)
             for t in found.objects(s, SCHEMA.identifier)}  # fmt: skip
    for event in events:
        one = lasting(event)
        assert said(found, one, SCHEMA.name) == event["title"]
        assert said(found, one, SCHEMA.description) == event["summary"]
        assert said(found, one, SKOS.note) == event["disputed"]
        assert {str(o) for o in found.objects(one, SCHEMA.url)} == set(event["url"].values())
        (date,) = found.objects(one, DCTERMS.date)
        assert str(date) == event["date"]["edtf"]
        for key, path in (("earliest", SEM.hasEarliestBeginTimeStamp), ("latest", SEM.hasLatestEndTimeStamp)):
            doubtful = event["date"]["approximate"] or event["date"]["uncertain"]
            told = None if doubtful else event["date"][key]
            assert str(found.value(one, path)) == str(told).removeprefix("Y")
        (time,) = found.objects(one, SEM.hasTime)
        assert said(found, time, RDFS.label) == event["date"]["text"]
        assert said(found, time, RDFS.comment) == event["date"]["note"]
        assert notation(found, one, ADMS.status) == [event["status"]]
        assert notation(found, one, SEM.eventType) == [event["kind"]]
        assert notation(found, one, DCTERMS.subject) == sorted(event["themes"])
        about = {str(o) for o in found.objects(one, SCHEMA.about)}
        assert len(about & set(towns)) == len(event["municipalities"])
        assert about - set(towns) == {urn(f"organisation:{body}") for body in event["organisations"]}
        place = found.value(one, SEM.hasPlace)
        assert (said(found, place, SCHEMA.name) if place else None) == event["place"]
        assert {str(o) for o in found.objects(one, PROV.wasInfluencedBy)} == {urn(i) for i in event["follows"]}
        assert {str(o) for o in found.objects(one, DCTERMS.relation)} == {urn(i) for i in event["see_also"]}
        assert evidence(found, one) == sorted(
            (urn(f"source:{item['source']}"), item["says"], item["quote"], item["at"] or "")
            for item in event["evidence"]
        )
        links = {(str(o), str(t)) for o in found.objects(one, RDFS.seeAlso) for t in found.objects(o, DCTERMS.title)}
        assert {(rdf.address(link["url"]), link["title"]) for link in event["links"]} <= links
        image = found.value(one, SCHEMA.image)
        assert (image is None) == (event["image"] is None)
        if image:
            assert str(found.value(image, SCHEMA.contentUrl)) == event["image"]["url"]
            assert said(found, image, SCHEMA.caption) == event["image"]["alt"]


def evidence(found: Graph, one: Node) -> list[tuple[str, ...]]:
    return sorted(
        (
            str(found.value(item, PROV.wasQuotedFrom)),
            *notation(found, item, DCTERMS.type),
            str(found.value(item, PROV.value)),
            str(found.value(found.value(item, PROV.atLocation), RDFS.label) or "") if place else "",
        )
        for item in found.objects(one, PROV.wasDerivedFrom)
        for place in [found.value(item, PROV.atLocation)]
    )


def test_a_plan_is_no_event_of_schema_org_and_has_none_of_its_dates() -> None:
    found, plan = graph("small"), name("ceremonie")
    assert set(found.objects(plan, RDF.type)) == {SEM.Event}
    assert found.value(plan, SCHEMA.startDate) is None
    assert notation(found, plan, ADMS.status) == ["planned"]
    happened = name("alliantie")
    assert set(found.objects(happened, RDF.type)) == {SEM.Event, SCHEMA.Event}
    assert found.value(happened, SCHEMA.startDate) == Literal("2009-02-04", datatype=XSD.date)


@pytest.mark.parametrize(
    ("edtf", "level", "start", "end", "earliest", "latest"),
    [
        ("2009-02-04", 0, "2009-02-04", None, "2009-02-04", "2009-02-04"),
        ("2009-02", 0, "2009-02", None, "2009-02-01", "2009-02-28"),
        ("2009", 0, "2009", None, "2009-01-01", "2009-12-31"),
        ("2009-22", 1, "2009", None, "2009-06-01", "2009-08-31"),
        ("2009-06~/", 1, None, None, None, None),
        ("2009-02/2009-03", 0, "2009-02", "2009-03", "2009-02-01", "2009-03-31"),
        ("[2009-01-21..2009-01-31]", 2, "2009-01", None, "2009-01-21", "2009-01-31"),
        ("2009?", 1, None, None, None, None),
        ("../2009-02", 1, None, "2009-02", None, "2009-02-28"),
    ],
)
def test_a_date_is_typed_by_what_it_needs_and_told_no_more_exactly_than_it_is_known(
    edtf: str, level: int, start: str | None, end: str | None, earliest: str | None, latest: str | None
) -> None:
    text = tales.base()[EVENT].decode().replace("date: 2009-02-04", f"date: '{edtf}'")
    found, one = linked.graph_of(made(tales.small({EVENT: text}))), name("alliantie")
    assert found.value(one, DCTERMS.date) == Literal(edtf, datatype=EDTF[f"EDTF-level{level}"])
    for path, want in (
        (SCHEMA.startDate, start), (SCHEMA.endDate, end),
        (SEM.hasEarliestBeginTimeStamp, earliest), (SEM.hasLatestEndTimeStamp, latest),
    ):  # fmt: skip
        value = found.value(one, path)
        assert (None if value is None else str(value)) == want
        if isinstance(value, Literal) and want is not None:
            assert value.datatype == {4: XSD.gYear, 7: XSD.gYearMonth, 10: XSD.date}[len(want)]


def test_what_was_called_off_says_so() -> None:
    text = tales.base()[EVENT].decode().replace("says: happened", "says: cancelled")
    found, one = linked.graph_of(made(tales.small({EVENT: text}))), name("alliantie")
    assert found.value(one, SCHEMA.eventStatus) == SCHEMA.EventCancelled
    assert list(graph("small").objects(None, SCHEMA.eventStatus)) == []


def test_municipalities_are_those_of_the_register_and_organisations_lead_there() -> None:
    found = graph("real")
    assen = URIRef("https://identifier.overheid.nl/tooi/id/gemeente/gm0106")
    assert str(found.value(assen, SCHEMA.name)) == "Assen"
    assert URIRef("http://www.wikidata.org/entity/Q798") in set(found.objects(assen, SCHEMA.sameAs))
    assert len(set(found.subjects(RDF.type, SCHEMA.AdministrativeArea))) == 12
    province = name("organisation:provincie-drenthe")
    assert found.value(province, OWL.sameAs) == URIRef("https://identifier.overheid.nl/tooi/id/provincie/pv22")
    assert found.value(name("organisation:gedeputeerde-staten"), SCHEMA.parentOrganization) == province


def test_a_source_is_what_it_is_with_its_publisher() -> None:
    found, paper = graph("small"), name("source:krant")
    assert set(found.objects(paper, RDF.type)) == {SCHEMA.NewsArticle, PROV.Entity}
    assert found.value(paper, SCHEMA.url) == URIRef("https://voorbeeld.nl/krant")
    publisher = found.value(paper, SCHEMA.publisher)
    assert found.value(publisher, SCHEMA.name) == Literal("Dagblad van het Noorden")
    assert found.value(name("source:verslag"), SCHEMA.publisher) == name("organisation:gedeputeerde-staten")


def test_the_licence_excepts_the_quotations() -> None:
    found, whole = graph("small"), name("dataset")
    assert found.value(whole, DCTERMS.license) == URIRef("https://creativecommons.org/publicdomain/zero/1.0/")
    rights = said(found, found.value(whole, DCTERMS.rights) or whole, RDFS.label)
    assert rights is not None
    assert "citaten" in str(rights["nl"])


# Who is who stays so


def test_taking_one_event_out_or_renaming_it_changes_no_other_name() -> None:
    before = linked.names(graph("small"))
    ceremony = str(WORLD["events/2009/ceremonie.yaml"]).replace("[de alliantie](alliantie)", "iets")
    rest = {name: content for name, content in WORLD.items() if name != "events/2010/gesprekken.yaml"}
    rest["events/2009/ceremonie.yaml"] = ceremony.replace("follows: [alliantie]\n", "")
    del rest["images/zaal.jpg"], rest["sources/verslag.yaml"]
    without = linked.names(linked.graph_of(made(tales.small({**rest, EVENT: None}))))
    gone = map(urn, ("alliantie", "gesprekken", "place:gesprekken", "image:zaal.jpg", "source:verslag"))
    assert before - without == {*gone, "https://voorbeeld.nl/a_b*c*?d=e&f"}
    assert without - before == set()
    titled = tales.base()[EVENT].decode().replace("Alliantie met Assen", "Een andere titel")
    assert titled.count("Een andere titel") == 1
    assert linked.names(linked.graph_of(made(tales.small({**WORLD, EVENT: titled})))) == before


def test_where_the_site_stands_changes_no_name() -> None:
    there = made(tales.small(WORLD), site_url="https://elders.example/")
    here = made(tales.small(WORLD))
    assert linked.names(linked.graph_of(there)) == linked.names(linked.graph_of(here))
    assert not [one for one in linked.names(linked.graph_of(here)) if one.startswith(URL)]
    # Nor does anything else but addresses of pages and pictures.
    assert there[linked.TURTLE].replace(b"https://elders.example/", URL.encode()) == here[linked.TURTLE]
    assert there[linked.JSON_LD].replace(b"https://elders.example/", URL.encode()) == here[linked.JSON_LD]


def test_no_event_and_no_word_share_a_name() -> None:
    files = made(tales.small({**WORLD, "events/2009/vdg.yaml": tales.base()[EVENT].decode()}))
    found = linked.graph_of(files)
    assert set(found.objects(name("vdg"), RDF.type)) == {SEM.Event, SCHEMA.Event}


# Shapes


@pytest.mark.parametrize("site", SITES)
def test_the_graph_has_the_shape_that_is_promised(site: str) -> None:
    assert linked.faults(graph(site), "event") == []


PLANTED = [
    ("schema:name", r'    schema:name "Alliantie met Assen"@nl[^;]*;\n', ""),
    ("schema:name", r'"Alliantie met Assen"@nl', '"Alliantie met Assen"'),
    ("schema:startDate", r'schema:startDate "2009-02-04"\^\^xsd:date', 'schema:startDate "2009-02-04"'),
    ("dcterms:date", r"(2009-02-04\"\^\^)edtf:EDTF-level0", r"\1xsd:date"),
    ("schema:url", r"schema:url <[^>]*alliantie/>", 'schema:url "alliantie"'),
    ("adms:status", r"adms:status <[^>]*> ;", ""),
    ("adms:status", r"adms:status <[^>]*> ;", "adms:status <urn:nobody> ;"),
    ("prov:wasDerivedFrom", r" ; prov:wasQuotedFrom <[^>]*>", ""),
    ("schema:eventStatus", r"adms:status", "schema:eventStatus schema:EventScheduled ;\n adms:status"),
]


@pytest.mark.parametrize(("path", "old", "new"), PLANTED, ids=[f"{n} {p[0]}" for n, p in enumerate(PLANTED)])
def test_the_shapes_refuse_what_is_wrong(path: str, old: str, new: str) -> None:
    text = made(tales.small())[linked.TURTLE].decode()
    head, event, rest = text.partition(f"\n<{urn('alliantie')}> a ")
    changed = re.sub(old, new, event + rest, count=1)
    assert changed != event + rest
    prefix, _, term = path.partition(":")
    assert rdf.PREFIXES[prefix] + term in linked.faults(linked.from_turtle((head + changed).encode()), "event")


def test_the_shapes_refuse_a_plan_with_a_date_of_schema_org() -> None:
    text = world()[linked.TURTLE].decode().replace(f"<{urn('ceremonie')}> a sem:Event ;",
        f'<{urn("ceremonie")}> a sem:Event ; schema:startDate "2009-02"^^xsd:gYearMonth ;')  # fmt: skip
    assert linked.faults(linked.from_turtle(text.encode()), "event") == ["no path"]


# Odd texts, and the same bytes


@pytest.mark.parametrize("text", [*HOSTILE, 'ends with \\"', "x" * 119 + "\\", "أبجد ‮x"[:4], "🏳️", "]]> </script>"])
def test_a_text_comes_back_to_the_letter(text: str) -> None:
    said_so = text[:120]
    event = tales.base()[EVENT].decode()
    title = f"title: {{nl: {json.dumps(said_so, ensure_ascii=False)}}}"
    files = made(tales.small({EVENT: re.sub(r"title:.*(\n  .*)*", lambda _: title, event)}))
    for found in (linked.graph_of(files), linked.from_json_ld(files[linked.JSON_LD])):
        assert list(found.objects(name("alliantie"), SCHEMA.name)) == [Literal(said_so.strip(), lang="nl")]


def test_the_same_bytes_whatever_the_hash_seed() -> None:
    script = (
        "import hashlib; from tests import linked; from tests.test_build import world; w = world();"
        "print([hashlib.sha256(w[name]).hexdigest() for name in (linked.JSON_LD, linked.TURTLE, linked.RECORD)])"
    )
    answers = {
        subprocess.run([sys.executable, "-c", script], cwd=projects.PROJECT, check=True, capture_output=True,
                       env={**os.environ, "PYTHONHASHSEED": seed}).stdout
        for seed in ("0", "1", "2")
    }  # fmt: skip
    assert len(answers) == 1


def test_a_clock_in_another_zone_is_told_with_its_zone() -> None:
    clock = datetime(2026, 1, 2, tzinfo=timezone(timedelta(hours=1)))
    found = linked.graph_of(linked.feeds_of(tales.small(), URL, clock))
    assert str(found.value(name("dataset"), DCTERMS.modified)) == "2026-01-02T00:00:00+01:00"


# The documentation


def block(language: str) -> str:
    text = (projects.PROJECT / "docs/linked-data.md").read_text(encoding="utf-8")
    (found,) = re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    return str(found)


def test_the_event_of_the_documentation_is_what_is_published() -> None:
    text = made(tales.small(WORLD), site_url="https://voorbeeld.nl/tijdlijn/")[linked.TURTLE].decode()
    assert f"\n{block('turtle')}" in text


def test_the_question_of_the_documentation_is_answered() -> None:
    planned = ("2009-02", "Ceremony")
    rows = [row for row in graph("small").query(block("sparql")) if isinstance(row, tuple)]
    assert [tuple(str(value) for value in row) for row in rows] == [
        (*planned, "Er komt een ceremonie.", "Brief over de allianties"),
        (*planned, "Men verwacht een ceremonie, zei zij.", "De allianties"),
    ]
    assert len(list(graph("real").query(block("sparql")))) > 2


def test_the_documentation_names_every_term_that_is_said_of_an_event() -> None:
    page = (projects.PROJECT / "docs/linked-data.md").read_text(encoding="utf-8")
    short = {iri: name for name, iri in rdf.PREFIXES.items()}
    for site in SITES:
        for one in graph(site).subjects(RDF.type, SEM.Event):
            for path in set(graph(site).predicates(one)) - {RDF.type}:
                prefix = next(iri for iri in short if str(path).startswith(iri))
                assert f"`{short[prefix]}:{str(path).removeprefix(prefix)}" in page, path
