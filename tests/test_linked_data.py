"""What machines are told of a page (JSON-LD), read back as JSON and held to a table of what schema.org allows."""

import json
import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given

from chronicle import markup
from tests import projects, tales
from tests.test_build import CLOCK, HOSTILE, URL, documents, made_of, page, world, written
from tests.test_properties import MODEST, PROSE
from tests.world import WORLD

ADDRESS = re.compile(r"https?://[^\s<>\"]+")
# ISO 8601-1: a day, a month or a year.
DAY = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
LANGUAGE = re.compile(r"[a-z]{2}")

# https://schema.org: which properties each type has, and what they hold. A list in a list may have many.
THING: dict[str, Any] = {"name": str, "description": str, "url": ADDRESS, "identifier": str, "sameAs": [ADDRESS]}
TYPES: dict[str, dict[str, Any]] = {"Thing": THING}
TYPES["Place"] = TYPES["AdministrativeArea"] = THING
TYPES["Organization"] = {**THING, "alternateName": str, "parentOrganization": {"Organization"}}
TYPES["Event"] = {
    **THING,
    "startDate": DAY,
    "endDate": DAY,
    "eventStatus": re.compile(r"https://schema\.org/EventCancelled"),
    "location": {"Place"},
}
TYPES["DefinedTerm"] = THING
TYPES["CreativeWork"] = {
    **THING,
    "inLanguage": LANGUAGE,
    "isPartOf": {"WebSite"},
    "about": {"Thing", "Event", "AdministrativeArea", "Organization"},
    "mainEntity": {"CreativeWork", "Report", "NewsArticle", "WebPage", "Thesis", "Book", "DefinedTermSet", "Dataset"},
    "citation": [ADDRESS],
    "temporalCoverage": str,
    "spatialCoverage": {"Place"},
    "publisher": {"Organization"},
    "datePublished": DAY,
    "license": ADDRESS,
    "isAccessibleForFree": bool,
    "encodingFormat": re.compile(r"[a-z]+/[a-z+]+"),
    "contentUrl": ADDRESS,
}
for name in ("WebPage", "CollectionPage", "AboutPage", "WebSite", "Report", "NewsArticle", "Thesis", "Book"):
    TYPES[name] = TYPES["CreativeWork"]
TYPES["DataDownload"] = TYPES["CreativeWork"]
TYPES["DefinedTermSet"] = {**TYPES["CreativeWork"], "hasDefinedTerm": [{"DefinedTerm"}]}
TYPES["Dataset"] = {**TYPES["CreativeWork"], "inLanguage": [LANGUAGE], "distribution": [{"DataDownload"}]}


def faults(value: Any, wanted: Any, at: str = "page") -> list[str]:
    """What in `value` the table does not allow."""
    if isinstance(wanted, list):
        if not isinstance(value, list) or not value:
            return [f"{at}: no list, or an empty one: {value!r}"]
        return [fault for n, one in enumerate(value) for fault in faults(one, wanted[0], f"{at}[{n}]")]
    if isinstance(wanted, set):
        if not isinstance(value, dict) or value.get("@type") not in wanted:
            return [f"{at}: none of {sorted(wanted)}: {value!r}"]
        table = TYPES[value["@type"]]
        return [
            fault
            for key, inner in value.items()
            if key not in {"@type", "@context"}
            for fault in (
                faults(inner, table[key], f"{at}.{key}") if key in table else [f"{at}: {value['@type']} has no {key}"]
            )
        ]
    if isinstance(wanted, re.Pattern):
        return [] if isinstance(value, str) and wanted.fullmatch(value) else [f"{at}: {value!r}"]
    return [] if isinstance(value, wanted) and (value.strip() if wanted is str else True) else [f"{at}: {value!r}"]


PAGES = {"WebPage", "CollectionPage", "WebSite", "AboutPage"}


@cache
def data(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(page(name).front["data"])
    return found


@pytest.mark.parametrize("name", documents(world()))
def test_every_page_says_only_what_schema_org_knows(name: str) -> None:
    assert data(name)["@context"] == "https://schema.org"
    assert faults(data(name), PAGES) == []


@pytest.mark.parametrize("name", documents(world()))
def test_every_page_names_itself_its_language_and_its_site(name: str) -> None:
    said, lang = data(name), name[:2]
    assert said["url"] == URL + page(name).front[f"path_{lang}"]
    assert said["inLanguage"] == lang
    assert said["name"]
    site = said if said["@type"] == "WebSite" else said["isPartOf"]
    assert (site["@type"], site["url"]) == ("WebSite", URL + ("en/" if lang == "en" else ""))
    assert site["name"] == {"nl": "Samen in Drenthe", "en": "Together in Drenthe"}[lang]


def test_the_table_finds_what_is_wrong() -> None:
    good = {"@type": "WebPage", "about": {"@type": "Event", "startDate": "2009-02"}}
    assert faults(good, PAGES) == []
    for about in (
        {"@type": "Event", "startDate": "2009-02~"},
        {"@type": "Event", "startDate": "2009-13"},
        {"@type": "Event", "begin": "2009"},
        {"@type": "Person"},
        {"@type": "Event", "name": " "},
        {"@type": "Event", "sameAs": []},
        "Event",
    ):
        assert len(faults({**good, "about": about}, PAGES)) == 1, about


def event(*changes: tuple[str, str]) -> dict[str, Any]:
    """What is told of the small timeline's one event, changed."""
    text = tales.base()["events/2009/alliantie.yaml"].decode()
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    files = made_of({"events/2009/alliantie.yaml": text})
    front = files["nl/gebeurtenissen/alliantie.md"].decode().split("\n---\n")[0]
    (line,) = re.findall(r"^data: (.*)$", front, re.MULTILINE)
    found: dict[str, Any] = json.loads(json.loads(line))
    assert faults(found, PAGES) == []
    return found


def test_an_event_is_an_event_with_its_day_and_its_sources() -> None:
    assert event() == {
        "@context": "https://schema.org",
        "@type": "WebPage",
        "url": f"{URL}gebeurtenissen/alliantie/",
        "name": "Alliantie met Assen",
        "description": "4\xa0februari 2009: Alliantie met Assen. Bevestigd. Met bronnen en citaten.",
        "inLanguage": "nl",
        "isPartOf": {"@type": "WebSite", "name": "Samen in Drenthe", "url": URL},
        "temporalCoverage": "2009-02-04",
        "about": {"@type": "Event", "name": "Alliantie met Assen", "startDate": "2009-02-04"},
        "citation": [f"{URL}bronnen/brief/"],
    }


@pytest.mark.parametrize(
    ("edtf", "days"),
    [
        ("2009-02", {"startDate": "2009-02"}),
        ("2009", {"startDate": "2009"}),
        ("2009-21", {"startDate": "2009"}),
        ("[2009-01-21..2009-01-31]", {"startDate": "2009-01"}),
        ("2009-02-XX", {"startDate": "2009-02"}),
        ("2009-02/2009-03", {"startDate": "2009-02", "endDate": "2009-03"}),
        ("2009-02-04/2011", {"startDate": "2009-02-04", "endDate": "2011"}),
        ("2009-02/..", {"startDate": "2009-02"}),
        ("2009-02/", {"startDate": "2009-02"}),
        ("../2009-02", {"endDate": "2009-02"}),
        ("2009-02~/2009-03", {"endDate": "2009-03"}),
        ("2009-02-04~", {}),
        ("2009?", {}),
    ],
)
def test_a_day_is_told_only_as_exactly_as_it_is_known_for_sure(edtf: str, days: dict[str, str]) -> None:
    said = event(("date: 2009-02-04", f"date: '{edtf}'"))
    assert {key: value for key, value in said["about"].items() if key.endswith("Date")} == days
    assert said["temporalCoverage"] == edtf


def test_what_was_only_planned_or_expected_is_told_as_no_event() -> None:
    """https://schema.org/eventStatus: an event without one counts as one that goes ahead as scheduled."""
    for says in ("planned", "expected"):
        assert event(("says: happened", f"says: {says}"))["about"] == {"@type": "Thing", "name": "Alliantie met Assen"}
    cancelled = event(("says: happened", "says: cancelled"))["about"]
    assert (cancelled["@type"], cancelled["eventStatus"]) == ("Event", "https://schema.org/EventCancelled")


def test_a_place_is_told_and_municipalities_that_took_part_are_none() -> None:
    about = data("nl/gebeurtenissen/gesprekken.md")["about"]
    assert about["location"] == {"@type": "Place", "name": "Oude Statenzaal"}
    assert "location" not in event()["about"]


def test_a_source_is_told_as_what_it_is() -> None:
    assert data("nl/bronnen/krant.md")["mainEntity"] == {
        "@type": "NewsArticle",
        "name": "De allianties",
        "inLanguage": "nl",
        "publisher": {"@type": "Organization", "name": "Dagblad van het Noorden"},
        "url": "https://voorbeeld.nl/krant",
    }
    letter = data("en/sources/brief.md")["mainEntity"]
    assert (letter["@type"], letter["datePublished"]) == ("CreativeWork", "2009-03-01")


def test_a_municipality_is_told_with_its_identifiers() -> None:
    about = data("en/municipalities/assen.md")["about"]
    assert (about["@type"], about["name"]) == ("AdministrativeArea", "Assen")
    assert "https://identifier.overheid.nl/tooi/id/gemeente/gm0106" in about["sameAs"]


def test_the_home_page_tells_of_the_data() -> None:
    data_set = data("en/index.md")["mainEntity"]
    assert data_set["@type"] == "Dataset"
    assert data_set["license"] == "https://creativecommons.org/publicdomain/zero/1.0/"
    assert data_set["temporalCoverage"] == "2009/2012"
    assert data_set["distribution"][0]["contentUrl"] == f"{URL}api/v1/events.json"
    assert "root/api/v1/events.json" in world()


def test_the_glossary_tells_each_term_and_where_it_stands() -> None:
    (term,) = data("nl/begrippen.md")["mainEntity"]["hasDefinedTerm"]
    address, _, anchor = term["url"].partition("#")
    assert address == data("nl/begrippen.md")["url"]
    assert page("nl/begrippen.md").root.one("div", id=anchor).one("dt").text == term["name"]


# Hostile texts


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_told_to_the_letter(text: str) -> None:
    files = made_of(written(text))
    front = files["nl/gebeurtenissen/alliantie.md"].decode().split("\n---\n")[0]
    (line,) = re.findall(r"^data: (.*)$", front, re.MULTILINE)
    said = json.loads(json.loads(line))
    assert faults(said, PAGES) == []
    assert said["name"] == said["about"]["name"] == f"CN {text}"
    assert said["about"]["location"]["name"] == f"DN {text}"


@MODEST
@given(PROSE)
@example('</script><!--<script>\u2028\u2029 {{x}} {% y %} \\ " &quot; *_`|~$^#[]')
def test_json_for_a_page_reads_the_same_and_has_nothing_special_in_its_strings(text: str) -> None:
    value = {"a": text, "b": [text, {"c": f'"{text}\\'}]}
    made = markup.json_text(value)
    assert json.loads(made) == value
    strings = re.findall(r'"(?:[^"\\]|\\.)*"', made)
    assert not set("".join(strings)) & set("<>&'*_`[]{}|~$#^\u2028\u2029")
    assert not re.sub(r'"(?:[^"\\]|\\.)*"|[\[\]{},:]', "", made)


# As it is published


class _Blocks(HTMLParser):
    """The data blocks of a page, as a browser finds them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self._inside = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag == "script" and dict(attrs).get("type") == "application/ld+json"
        if self._inside:
            self.found.append("")

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002  the base class calls it so
        self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.found[-1] += data


def blocks(file: Path) -> list[Any]:
    """What a page of a finished site tells machines."""
    return [json.loads(text) for text in _Blocks(file.read_text(encoding="utf-8")).found]


def test_the_engine_publishes_it_as_it_was_made(tmp_path: Path) -> None:
    hostile = "</script><script>alert(1)</script> {{ 7*7 }} & <!--"
    changes = {**WORLD, "events/2009/alliantie.yaml": tales.base()["events/2009/alliantie.yaml"].replace(
        b"nl: Alliantie met Assen", f"nl: {json.dumps(hostile)}".encode()
    )}  # fmt: skip
    site = projects.small_site(
        tmp_path, tales.small(changes), SITE_URL=URL, SOURCE_DATE_EPOCH=str(int(CLOCK.timestamp()))
    )
    # Pages for frames are told to no machine: they say nothing of their own.
    framed = {file for folder in ("embed", "en/embed") for file in (site / folder).rglob("*.html")}
    pages = [file for file in sorted(site.rglob("*.html")) if file.name == "index.html" and file not in framed]
    assert len(pages) > 40
    for file in pages:
        (said,) = blocks(file)
        assert faults(said, PAGES) == []
        assert said["url"] == URL + file.relative_to(site).as_posix().removesuffix("index.html")
    assert blocks(site / "404.html") == []
    (said,) = blocks(site / "gebeurtenissen/alliantie/index.html")
    assert said["name"] == said["about"]["name"] == hostile
