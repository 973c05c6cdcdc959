"""The record for catalogues of data: read back by PyLD, held to our shapes of DCAT-AP by pyshacl."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF, RDFS, SKOS, XSD

from chronicle import formats, load
from chronicle.feeds import dcat, facts
from chronicle.feeds.facts import urn
from chronicle.model import Recorded
from tests import linked, tales
from tests.test_build import CLOCK, URL, page, world
from tests.world import WORLD

DATASET, CATALOGUE = URIRef(urn("dataset")), URIRef(urn("catalogue"))
CC0 = URIRef("https://creativecommons.org/publicdomain/zero/1.0/")


@cache
def record() -> Graph:
    return linked.from_json_ld(world()[linked.RECORD])


def test_the_record_has_what_the_profile_asks_for() -> None:
    assert linked.faults(record(), "dcat") == []


def test_the_shapes_look_at_the_catalogue_the_data_set_and_every_distribution() -> None:
    assert set(record().subjects(RDF.type, DCAT.Catalog)) == {CATALOGUE}
    assert set(record().objects(CATALOGUE, DCAT.dataset)) == {DATASET}
    assert set(record().subjects(RDF.type, DCAT.Dataset)) == {DATASET}
    assert set(record().objects(DATASET, DCAT.distribution)) == set(record().subjects(RDF.type, DCAT.Distribution))


@pytest.mark.parametrize(
    ("subject", "term"),
    [
        (DATASET, DCTERMS.title), (DATASET, DCTERMS.description), (DATASET, DCTERMS.publisher),
        (DATASET, DCAT.contactPoint), (DATASET, DCTERMS.identifier), (DATASET, DCAT.theme),
        (DATASET, DCAT.distribution), (DATASET, DCTERMS.temporal), (DATASET, DCTERMS.accessRights),
        (CATALOGUE, DCTERMS.title), (CATALOGUE, DCAT.dataset), (CATALOGUE, FOAF.homepage), (CATALOGUE, DCTERMS.license),
        (URIRef(urn("distribution:ttl")), DCAT.accessURL), (URIRef(urn("distribution:ttl")), DCTERMS.license),
        (URIRef(urn("distribution:ttl")), DCTERMS.format), (URIRef(urn("makers")), FOAF.name),
        (URIRef(urn("contact")), linked.VCARD.fn),
    ],
)  # fmt: skip
def test_the_shapes_miss_what_is_missing(subject: URIRef, term: URIRef) -> None:
    lacking = Graph()
    for triple in record():
        lacking.add(triple)
    assert list(lacking.objects(subject, term))
    lacking.remove((subject, term, None))
    assert str(term) in linked.faults(lacking, "dcat")


@pytest.mark.parametrize(
    ("subject", "term", "value"),
    [
        (DATASET, DCTERMS.issued, Literal("vorig jaar")),
        (DATASET, DCTERMS.publisher, Literal("Provincie")),
        (DATASET, DCAT.theme, URIRef("https://voorbeeld.nl/thema")),
        (DATASET, DCTERMS.language, URIRef("http://publications.europa.eu/resource/authority/language/nl")),
        (URIRef(urn("distribution:ttl")), DCAT.accessURL, Literal("timeline.ttl")),
        (URIRef(urn("distribution:ttl")), DCAT.mediaType, URIRef("text/turtle")),
        (URIRef(urn("distribution:ttl")), DCTERMS.license, Literal("CC0")),
    ],
)
def test_the_shapes_refuse_another_value(subject: URIRef, term: URIRef, value: Literal | URIRef) -> None:
    wrong = Graph()
    for triple in record():
        wrong.add(triple)
    wrong.set((subject, term, value))
    assert str(term) in linked.faults(wrong, "dcat")


def test_every_format_that_holds_the_history_is_a_distribution_that_leads_to_its_file() -> None:
    found = {str(url): one for one, url in record().subject_objects(DCAT.downloadURL)}
    wanted = {
        URL + one.path(lang)
        for one in formats.FORMATS
        # A calendar leaves out what is no day, and a feed ends at the newest.
        if one.id in {"json", "csv", "csv-excel", "jsonld", "ttl", "timelinejs"}
        for lang in ("nl", "en")
    }
    assert set(found) == wanted
    for url, one in found.items():
        (known,) = {f.id for f in formats.WHOLE for lang in ("nl", "en") if URL + f.path(lang) == url}
        standards = {str(standard) for standard in record().objects(one, DCTERMS.conformsTo)}
        assert standards == {one for one in [formats.BY_ID[known].standard] if one}
        assert set(record().objects(one, DCTERMS.license)) == {CC0}
        (rights,) = record().objects(one, DCTERMS.rights)
        assert any("quotations" in str(text) for text in record().objects(rights, RDFS.label))
        media = str(record().value(one, DCAT.mediaType)).removeprefix("https://www.iana.org/assignments/media-types/")
        assert media == formats.BY_ID[known].media
        assert len(list(record().objects(one, DCTERMS.language))) == (2 if formats.BY_ID[known].bilingual else 1)
    # What says which column of the table holds what, and what the API's answers hold.
    for name, address in (("csv", formats.BY_ID["csvw"].path()), ("json", "api/v1/openapi.json")):
        assert list(record().objects(URIRef(urn(f"distribution:{name}")), FOAF.page)) == [URIRef(URL + address)]


def test_no_public_body_is_claimed_as_the_publisher() -> None:
    """The page about the timeline says that its makers do not speak for the province."""
    (publisher,) = set(record().objects(None, DCTERMS.publisher))
    names = {str(name) for name in record().objects(publisher, FOAF.name)}
    assert names == {"De makers van Samen in Drenthe", "The makers of Together in Drenthe"}
    assert b"tooi" not in world()[linked.RECORD]
    contact = record().value(URIRef(urn("contact")), linked.VCARD.hasURL)
    assert str(contact) == URL + page("nl/over.md").front["path_nl"]


def test_the_time_it_covers_and_when_it_came_and_changed() -> None:
    timeline = load.load(tales.small(WORLD)).timeline
    added, changed = datetime(2020, 5, 6, tzinfo=UTC), datetime(2021, 5, 6, tzinfo=UTC)
    known = {"alliantie": Recorded(added=added, changed=changed)}
    history = facts.history(timeline, site_url=URL, generated_at=CLOCK, recorded=known)
    found = linked.from_json_ld(dcat.render(history).encode())
    assert found.value(DATASET, DCTERMS.issued) == Literal(added.isoformat(), datatype=XSD.dateTime)
    assert found.value(DATASET, DCTERMS.modified) == Literal(CLOCK.isoformat(), datatype=XSD.dateTime)
    period = found.value(DATASET, DCTERMS.temporal)
    assert found.value(period, DCAT.startDate) == Literal("2009", datatype=XSD.gYear)
    assert found.value(period, DCAT.endDate) == Literal("2012", datatype=XSD.gYear)
    assert linked.faults(found, "dcat") == []


def test_where_the_site_stands_names_nothing() -> None:
    timeline = load.load(tales.small(WORLD)).timeline
    here = facts.history(timeline, site_url=URL, generated_at=CLOCK)
    there = replace(here, site_url="https://elders.example/")
    told = dcat.render(there).replace("https://elders.example/", URL)
    assert told == dcat.render(here)
    named = {str(s) for s in linked.from_json_ld(told.encode()).subjects() if str(s).startswith(URL)}
    # Pages and descriptions are told of by their own addresses; nothing else is.
    assert {re.sub(r"\A.*/pad/", "", one) for one in named} == {
        "", "en/", "over/", "en/about/", "gegevens/", "en/data/", "api/v1/openapi.json", formats.BY_ID["csvw"].path()
    }  # fmt: skip


def test_it_says_where_it_belongs_in_the_lists_of_the_union() -> None:
    theme = record().value(DATASET, DCAT.theme)
    assert str(theme) == "http://publications.europa.eu/resource/authority/data-theme/GOVE"
    assert Literal("Government and public sector", lang="en") in set(record().objects(theme, SKOS.prefLabel))
    assert json.loads(world()[linked.RECORD])["@context"]["dcat"] == str(DCAT)
