"""What a build makes of a small timeline: the mapping from path to bytes, without an engine or a disk."""

import hashlib
import html
import json
import re
import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from typing import Any
from urllib.parse import urljoin
from xml.etree import ElementTree

import pytest

from chronicle import build, fields
from chronicle.foreign import columns
from chronicle.pages import routes, words
from chronicle.problems import Lang
from tests import pages, projects, tales
from tests.world import PHOTO, TALKS, WORLD, Changes

URL = "https://voorbeeld.nl/pad/"
CLOCK = datetime(2024, 1, 2, 3, 4, 5, tzinfo=UTC)
LANGS: tuple[Lang, ...] = ("nl", "en")


def made_of(changes: Changes, *, repo_url: str | None = None) -> Mapping[str, bytes]:
    """Build the small timeline with `changes` and our own hand-written pages."""
    docs = projects.read(projects.PROJECT / "docs")
    built = build.build(tales.small(changes), docs, site_url=URL, repo_url=repo_url, generated_at=CLOCK)
    assert [problem for problem in built.problems if problem.severity == "error"] == []
    return built.files


@cache
def world() -> Mapping[str, bytes]:
    """The small timeline with a planned event, one without English, a picture and a newspaper."""
    return made_of(WORLD)


@cache
def page(name: str) -> pages.Page:
    return pages.read(world()[name])


def documents(files: Mapping[str, bytes]) -> list[str]:
    return sorted(name for name in files if name.endswith(".md"))


def address(name: str) -> str:
    """Where the engine publishes a Markdown file, below the site's root."""
    lang, _, rest = name.partition("/")
    rest = re.sub(r"(?:\A|(?<=/))index\.md\Z", "", rest)
    return ("en/" if lang == "en" else "") + (rest.removesuffix(".md") + "/" if rest.endswith(".md") else rest)


# Every thing has its page

THINGS = {
    "events": ["alliantie", "ceremonie", "gesprekken"],
    "years": ["2009", "2010", "2011", "2012"],
    "municipalities": ["assen", "noordenveld", "tynaarlo"],
    "themes": ["sociaal", "cultuur"],
    "organisations": ["provincie-drenthe", "provinciale-staten", "gedeputeerde-staten", "vdg"],
    "sources": ["brief", "krant", "verslag"],
}  # fmt: skip
FOLDERS = {
    "events": ("gebeurtenissen", "events"),
    "years": ("jaren", "years"),
    "municipalities": ("gemeenten", "municipalities"),
    "themes": ("themas", "themes"),
    "organisations": ("organisaties", "organisations"),
    "sources": ("bronnen", "sources"),
}  # fmt: skip


@pytest.mark.parametrize("part", THINGS)
def test_every_thing_has_its_page_in_both_languages_and_no_other(part: str) -> None:
    for lang, folder in zip(LANGS, FOLDERS[part], strict=True):
        found = {name for name in world() if name.startswith(f"{lang}/{folder}/")}
        extra = set() if part == "events" else {f"{lang}/{folder}/index.md"}
        assert found == {f"{lang}/{folder}/{identifier}.md" for identifier in THINGS[part]} | extra


def test_the_pages_of_their_own_are_there_in_both_languages() -> None:
    dutch = {"index", "begrippen", "over", "toegankelijkheid", "privacy", "colofon"}
    english = {"index", "glossary", "about", "accessibility", "privacy", "colophon"}
    assert {f"nl/{name}.md" for name in dutch} | {f"en/{name}.md" for name in english} <= set(world())


def test_assets_and_pictures_are_copied_as_they_are() -> None:
    style = (projects.PROJECT / "docs/assets/timeline.css").read_bytes()
    (name,) = (name for name in world() if name.endswith("/timeline.css"))
    assert re.fullmatch(r"root/assets/[0-9a-f]{16}/timeline\.css", name)
    assert world()[name] == style
    assert world()["root/images/zaal.jpg"] == PHOTO


def test_an_earlier_id_still_leads_to_the_event() -> None:
    event = tales.base()["events/2009/alliantie.yaml"] + b"moved_from: [oude-naam]\n"
    files = made_of({"events/2009/alliantie.yaml": event})
    for old, now in (
        ("gebeurtenissen/oude-naam/", "gebeurtenissen/alliantie/"),
        ("en/events/oude-naam/", "en/events/alliantie/"),
    ):
        root = pages.parsed(files[f"root/{old}index.html"].decode())
        assert urljoin(URL + old, str(root.one("a").attributes["href"])) == URL + now
        refresh = str(root.one("meta", http_equiv="refresh").attributes["content"])
        assert urljoin(URL + old, refresh.removeprefix("0; url=")) == URL + now
        assert root.one("link", rel="canonical").attributes["href"] == URL + now
        assert f"{URL}{old}" not in files["root/sitemap.xml"].decode()


def test_a_link_that_the_site_gave_out_leads_to_the_event_under_its_earlier_id_too() -> None:
    """Its place in a list and in a frame, and how a frame is made of its address; others are not a byte longer."""
    event = tales.base()["events/2009/alliantie.yaml"]
    before = made_of({"events/2009/alliantie.yaml": event})
    after = made_of({"events/2009/alliantie.yaml": event + b"moved_from: [oude-naam, oudste]\n"})
    places = b'<span id="event-oude-naam"></span><span id="event-oudste"></span>'
    for name in ("nl/index.md", "en/index.md", "root/embed/index.html", "root/en/embed/index.html"):
        assert after[name].count(places) == 1, name
        assert after[name].replace(places, b"") == before[name], name
        assert after[name].index(b'data-event="alliantie"') < after[name].index(places)
        assert b"data-event" not in after[name][after[name].index(b'data-event="alliantie"') + 1 :].partition(places)[0]
    for folder in ("gebeurtenissen", "en/events"):
        now = after[f"root/oembed/{folder}/alliantie.json"]
        assert now == before[f"root/oembed/{folder}/alliantie.json"]
        assert after[f"root/oembed/{folder}/oude-naam.json"] == after[f"root/oembed/{folder}/oudste.json"] == now


# What a page says


@pytest.mark.parametrize("name", documents(world()))
def test_front_matter_is_yaml_with_a_title_a_description_and_the_twin(name: str) -> None:
    front = page(name).front
    # Pages that can be embedded say where that is told; a municipality's page names its calendar.
    assert set(front) - {"oembed", "calendar"} == {
        "title",
        "description",
        "twin",
        "path_nl",
        "path_en",
        "data",
        "kind",
        "picture",
        "picture_alt",
    }
    assert all(isinstance(value, str) for value in front.values())
    assert front["title"].strip()
    assert 20 < len(html.unescape(front["description"])) < 250
    lang = name[:2]
    assert front[f"path_{lang}"] == address(name)
    other = {"nl": front["path_en"], "en": front["path_nl"]}[lang]
    assert other in {address(twin) for twin in documents(world())}
    assert urljoin(URL + address(name), front["twin"]) == URL + other


def test_titles_and_descriptions_are_each_page_s_own() -> None:
    for lang in LANGS:
        names = [name for name in documents(world()) if name.startswith(f"{lang}/")]
        for key in ("title", "description"):
            said = [str(page(name).front[key]) for name in names]
            assert sorted(set(said)) == sorted(said)


@pytest.mark.parametrize("name", documents(world()))
def test_a_page_has_one_first_heading_and_no_id_twice(name: str) -> None:
    root = page(name).root
    assert len(root.all("h1")) == 1
    ids = [str(one.attributes["id"]) for one in root.walk() if "id" in one.attributes]
    assert sorted(set(ids)) == sorted(ids)


@pytest.mark.parametrize("name", [n for n in documents(world()) if n.count("/") == 2])
def test_a_page_that_was_made_is_a_heading_and_one_block_without_blank_lines(name: str) -> None:
    empty, heading, nothing, block = page(name).markdown.split("\n", 3)
    assert (empty, nothing) == ("", "")
    assert heading.startswith("# ")
    assert block.startswith("<")
    assert block.endswith(">\n")
    assert not re.search(r"\n[ \t]*\n", block)


@pytest.mark.parametrize("name", ["nl/index.md", "en/index.md"])
def test_the_timeline_on_the_home_page_is_one_block_without_blank_lines(name: str) -> None:
    text = page(name).markdown
    block = text[text.index('<nav class="tl-jump"') :].rstrip("\n")
    assert block.endswith(">")
    assert not re.search(r"\n[ \t]*\n", block)


@pytest.mark.parametrize("name", documents(world()))
def test_every_link_within_the_site_leads_to_a_page_or_file_that_is_there(name: str) -> None:
    there = {URL + address(other) for other in documents(world())}
    there |= {URL + other.removeprefix("root/") for other in world() if other.startswith("root/")}
    ids = {one.attributes["id"] for one in page(name).root.walk() if "id" in one.attributes}
    for link in page(name).root.walk():
        target = link.attributes.get("href") or link.attributes.get("src")
        if target is None or target.endswith(".md") or re.match(r"https?://", target):
            continue
        if target.startswith("webcal://"):
            # What a calendar fetches by the site's own scheme.
            assert target.replace("webcal://", "https://") in there, target
            continue
        assert not target.startswith("/"), target
        if target.startswith("#"):
            assert target[1:] in ids, target
        else:
            assert urljoin(URL + address(name), target).partition("#")[0] in there, target


LISTS = ["index", "jaren/2009", "gemeenten/assen", "themas/sociaal", "organisaties/gedeputeerde-staten"]


@pytest.mark.parametrize("name", [*(f"nl/{name}.md" for name in LISTS), "en/index.md", "en/years/2011.md"])
def test_every_event_of_a_list_has_its_anchor_heading_time_and_link(name: str) -> None:
    lang = name[:2]
    folder = FOLDERS["events"][lang == "en"]
    lists = [one for one in page(name).root.all("ol") if "data-timeline" in one.attributes]
    entries = [entry for one in lists for entry in one.all("li") if "data-event" in entry.attributes]
    assert entries
    assert all("data-event" not in one.attributes for one in page(name).root.walk() if one not in entries)
    for entry in entries:
        identifier = entry.attributes["data-event"]
        assert entry.attributes["id"] == f"event-{identifier}"
        (heading,) = [one for one in entry.walk() if one.name in {"h2", "h3", "h4"}]
        link = heading.one("a")
        assert link.text
        assert urljoin(URL + address(name), str(link.attributes["href"])) == urljoin(
            URL + ("en/" if lang == "en" else ""), f"{folder}/{identifier}/"
        )
        (time,) = entry.all("time")
        assert re.fullmatch(r"\d{4}(?:-\d{2}){0,2}", str(time.attributes["datetime"]))
        assert time.text


def test_the_timeline_is_in_time_order_with_an_anchor_for_every_year() -> None:
    root = page("nl/index.md").root
    assert [one.attributes["data-event"] for one in root.all("li") if "data-event" in one.attributes] == [
        "ceremonie", "alliantie", "gesprekken"
    ]  # fmt: skip
    years = [one.attributes["data-year"] for one in root.all("li") if "data-year" in one.attributes]
    assert years == ["2009", "2010"]
    for year in years:
        assert root.one("h3", id=f"jaar-{year}").text == year
        assert root.all("a", href=f"#jaar-{year}")


def test_a_range_stands_on_the_page_of_every_year_it_touches_and_once() -> None:
    for lang, folder in zip(LANGS, FOLDERS["years"], strict=True):
        for year in ("2010", "2011", "2012"):
            assert len(page(f"{lang}/{folder}/{year}.md").root.all("li", data_event="gesprekken")) == 1
        assert page(f"{lang}/{folder}/2009.md").root.all("li", data_event="gesprekken") == []


def test_year_pages_link_to_the_year_before_and_the_year_after() -> None:
    root = page("nl/jaren/2010.md").root
    assert (root.one("a", rel="prev").attributes["href"], root.one("a", rel="next").attributes["href"]) == (
        "../2009/", "../2011/"
    )  # fmt: skip
    assert page("nl/jaren/2009.md").root.all("a", rel="prev") == []
    assert page("nl/jaren/2012.md").root.all("a", rel="next") == []


@pytest.mark.parametrize(
    ("name", "planned", "confirmed"),
    [
        ("nl/index.md", "gepland", "bevestigd"),
        ("en/index.md", "planned", "confirmed"),
        ("nl/jaren/2009.md", "gepland", "bevestigd"),
        ("en/years/2009.md", "planned", "confirmed"),
    ],
)
def test_a_planned_event_reads_planned_in_a_list_and_a_confirmed_one_confirmed(
    name: str, planned: str, confirmed: str
) -> None:
    for identifier, word in (("ceremonie", planned), ("alliantie", confirmed)):
        entry = page(name).root.one("li", data_event=identifier)
        assert [one.text for one in entry.all("span") if "tl-status" in str(one.attributes.get("class")).split()] == [
            word
        ]


@pytest.mark.parametrize(
    ("name", "words", "never"),
    [
        ("nl/gebeurtenissen/ceremonie.md", ("gepland", "kondigt het aan", "verwacht het"), "bevestig"),
        ("en/events/ceremonie.md", ("planned", "announces it", "expects it"), "confirm"),
    ],
)
def test_the_page_of_a_planned_event_says_who_planned_and_never_that_it_happened(
    name: str, words: tuple[str, ...], never: str
) -> None:
    article = page(name).root.one("article")
    assert all(word in article.text for word in words)
    assert words[0] in article.one("section", aria_labelledby="certainty").text
    assert never not in article.one("section", aria_labelledby="certainty").text


def test_an_event_page_shows_its_evidence_word_for_word_with_who_says_it() -> None:
    quotations = page("en/events/ceremonie.md").root.all("blockquote")
    assert [one.text for one in quotations] == ["Er komt een ceremonie.", "Men verwacht een ceremonie, zei zij."]
    assert {one.attributes["lang"] for one in quotations} == {"nl"}
    captions = [one.text for one in page("en/events/ceremonie.md").root.all("figcaption")]
    assert "Provincial Executive, 1 March 2009" in captions[0].replace("\xa0", " ")
    assert "Dagblad van het Noorden, undated" in captions[1]


def test_an_event_page_leads_to_what_came_before_and_after_and_to_what_it_follows() -> None:
    root = page("nl/gebeurtenissen/ceremonie.md").root
    assert root.one("a", rel="next").attributes["href"] == "../alliantie/"
    assert "Volgt op" in [one.text for one in root.all("h3")]
    assert "Kreeg een vervolg in" in [one.text for one in page("nl/gebeurtenissen/alliantie.md").root.all("h3")]
    assert page("nl/gebeurtenissen/alliantie.md").root.one("a", rel="prev").attributes["href"] == "../ceremonie/"


def test_a_summary_may_link_to_an_event_and_stress_a_word() -> None:
    lead = page("nl/gebeurtenissen/ceremonie.md").root.one("div", class_="tl-lead")
    assert lead.one("strong").text == "ceremonie"
    assert lead.one("a", href="../alliantie/").text == "de alliantie"


def test_a_source_lists_its_quotations_and_the_events_that_rest_on_it() -> None:
    root = page("nl/bronnen/brief.md").root
    assert [one.text for one in root.all("blockquote")] == [
        "Er komt een ceremonie.",
        "De eerste alliantie is getekend.",
    ]
    links = {link.attributes["href"] for link in root.all("a")}
    assert {"../../gebeurtenissen/ceremonie/", "../../gebeurtenissen/alliantie/"} <= links


def test_all_municipalities_means_each_one_s_page() -> None:
    for name in ("assen", "noordenveld", "tynaarlo"):
        assert page(f"nl/gemeenten/{name}.md").root.all("li", data_event="ceremonie")
    assert page("nl/gemeenten/assen.md").root.all("li", data_event="alliantie")
    assert page("nl/gemeenten/tynaarlo.md").root.all("li", data_event="alliantie") == []


FUTURE = """
date: 2030/2032
title: {nl: Regeling, en: Scheme}
summary: {nl: Een regeling., en: A scheme.}
kind: decision
themes: [sociaal]
municipalities: [assen]
evidence: [{source: brief, says: planned, quote: Er komt een regeling.}]
"""


def test_a_year_to_come_is_not_told_as_one_that_was() -> None:
    files = made_of({"events/2030/regeling.yaml": FUTURE})
    past = re.compile(r"\b(?:gebeurden?|liep|begonnen|happened|began|went|going on)\b", re.IGNORECASE)
    for name in (
        "nl/jaren/2030",
        "nl/jaren/2031",
        "en/years/2030",
        "en/years/2031",
        "nl/jaren/index",
        "en/years/index",
    ):
        assert past.findall(files[f"{name}.md"].decode()) == [], name
    for lang in LANGS:
        assert past.findall(words.say("years-lead", lang)) == []
    headings = [re.sub(r"\s*<.*", "", one.text) for one in pages.read(files["nl/jaren/2031.md"]).root.all("h2")]
    assert any("Ook in 2031" in heading for heading in headings), headings


@pytest.mark.parametrize(
    ("lang", "name", "apart", "counted"),
    [
        ("nl", "nl/gemeenten/assen.md", "Van Assen, alleen of met enkele andere gemeenten",
         "Gebeurtenissen van alle twaalf gemeenten samen tellen daarin niet mee."),
        ("en", "en/municipalities/assen.md", "Of Assen, alone or with some other municipalities",
         "Events of all twelve municipalities together do not count in it."),
    ],
)  # fmt: skip
def test_what_the_number_of_a_tile_counts_is_told(lang: Lang, name: str, apart: str, counted: str) -> None:
    text = world()[name].decode()
    assert apart in text
    assert counted in text
    assert words.say("shared-events", lang) in text


@pytest.mark.parametrize("lang", LANGS)
def test_what_confirms_is_claimed_to_be_no_more_than_different(lang: Lang) -> None:
    said = words.count("publishers", 2, lang)
    assert (
        said == {"nl": "2 verschillende uitgevers bevestigen dit.", "en": "2 different publishers confirm this."}[lang]
    )


@pytest.mark.parametrize("lang", LANGS)
def test_what_sources_do_not_say_stands_under_the_same_words_everywhere(lang: Lang) -> None:
    label = words.say("disputed", lang)
    assert (
        label == {"nl": "Wat bronnen anders of niet zeggen", "en": "What sources say differently, or do not say"}[lang]
    )
    assert fields.EVENT["disputed"].label.in_language(lang) == label
    assert fields.EVENT["disputed.en"].label.in_language(lang).startswith(f"{label}, ")
    assert columns.MEANINGS["disputed"][0].in_language(lang) == label[0].lower() + label[1:]


def test_a_term_is_explained_where_it_first_occurs() -> None:
    root = page("en/events/alliantie.md").root
    assert [link.text for link in root.all("a", href="#term-alliantie")] == ["alliance"]
    assert "An agreement between province and municipality." in root.one("div", id="term-alliantie").text


def test_the_repository_is_linked_only_where_one_is_known() -> None:
    repository = "https://git.voorbeeld.nl/x"
    linked = pages.read(made_of(WORLD, repo_url=repository)["nl/gebeurtenissen/alliantie.md"]).root
    assert linked.all("a", href=f"{repository}/edit/main/timeline/events/2009/alliantie.yaml")
    root = page("nl/gebeurtenissen/alliantie.md").root
    assert [link for link in root.all("a") if "edit" in str(link.attributes["href"])] == []
    assert root.one("code").text == "timeline/events/2009/alliantie.yaml"


# Missing English

DUTCH = {
    "title": "Gesprekken",
    "summary": "Er waren gesprekken over een alliantie.",
    "date_text": "van eind 2010 tot begin 2012",
    "date_note": "Uit de brief.",
    "place": "Oude Statenzaal",
    "disputed": "De krant noemt geen gesprekken.",
}


def marked_dutch(root: pages.Element) -> list[str]:
    return [one.text for one in root.walk() if one.attributes.get("lang") == "nl"]


@pytest.mark.parametrize("field", DUTCH)
def test_missing_english_on_an_event_page_is_dutch_and_says_so(field: str) -> None:
    assert DUTCH[field] in marked_dutch(page("en/events/gesprekken.md").root)


@pytest.mark.parametrize("field", ["title", "summary", "date_text"])
@pytest.mark.parametrize("name", ["en/index.md", "en/years/2010.md", "en/themes/sociaal.md"])
def test_missing_english_in_a_list_is_dutch_and_says_so(name: str, field: str) -> None:
    assert DUTCH[field] in marked_dutch(page(name).root.one("li", data_event="gesprekken"))


def test_missing_english_of_a_title_is_dutch_in_the_heading_and_in_links_to_it() -> None:
    root = page("en/events/gesprekken.md").root
    assert root.one("h1").text == "Gesprekken"
    assert "Gesprekken" in marked_dutch(root.one("h1"))
    assert "Gesprekken" in marked_dutch(page("en/events/alliantie.md").root.one("a", rel="next"))


def test_missing_english_of_a_picture_is_dutch_and_says_so() -> None:
    picture = page("en/events/gesprekken.md").root.one("img")
    assert (picture.attributes["alt"], picture.attributes.get("lang")) == ("Een zaal", "nl")


def test_what_has_english_is_not_marked_as_dutch() -> None:
    entry = page("en/index.md").root.one("li", data_event="alliantie")
    assert set(marked_dutch(entry)) == {"Brief over de allianties"}
    assert marked_dutch(page("nl/gebeurtenissen/gesprekken.md").root) == ["Er waren gesprekken."]


# Hostile texts

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)' x='",
    "</title></a></li></ol></div><b>",
    "{{ 7*7 }}{% raw %}{# x #}",
    "**b** _i_ ~~s~~ `c` ==m==",
    "[l](javascript:x) ![i](y) [a][b]",
    "<!-- x --> ]]> <?php ?> <!DOCTYPE x>",
    "{: onclick=x } {#id .class}",
    "# h | - x > q 1. z --- === ::: !!!",
    "&lt;b&gt; &#60;i&#62; &amp;amp; \\* \\<",
    "<javascript:x> <a@b> www.x.nl $x$ ^y^",
    "'\"'\"''' -- : # @ % ! & * ? | >",
]
HARMLESS = "een heel gewone tekst"


def written(text: str) -> Changes:
    """The small timeline with `text` in every field that holds plain text."""

    def said(name: str) -> str:
        return json.dumps(f"{name} {text}", ensure_ascii=False)

    def both(name: str) -> str:
        return f"{{nl: {said(name + 'N')}, en: {said(name + 'E')}}}"

    vocabulary = {
        name: tales.base()[f"vocabulary/{name}.yaml"].decode() for name in ("municipalities", "organisations")
    }
    label = f"{{name: {both('L')}, description: {both('M')}}}"
    return {
        "events/2009/alliantie.yaml": f"""
date: 2009-02-04
date_text: {both("A")}
date_note: {both("B")}
title: {both("C")}
summary: {{nl: Samen., en: Together.}}
kind: signing
themes: [sociaal]
municipalities: [assen]
organisations: [vdg]
place: {both("D")}
disputed: {both("E")}
evidence: [{{source: brief, at: {said("F")}, says: happened, quote: {said("G")}}}]
see_also: [gesprekken]
moved_from: [oude-naam]
links: [{{url: "https://voorbeeld.nl/_a_*b*{{c}}`d`", title: {said("H")}}}]
image: {{file: zaal.jpg, alt: {both("I")}, credit: {said("J")}, licence: {said("K")}}}
""",
        "events/2010/gesprekken.yaml": TALKS.replace("see_also: [ceremonie]", "").replace("verslag", "brief"),
        "images/zaal.jpg": PHOTO,
        "sources/brief.yaml": f"""
kind: letter
title: {said("S")}
publisher: {said("Krant")}
reference: {said("T")}
note: {both("U")}
language: nl
""",
        "vocabulary/municipalities.yaml": vocabulary["municipalities"].replace("name: Assen", f"name: {said('V')}"),
        "vocabulary/organisations.yaml": vocabulary["organisations"]
        + f"commissie: {{name: {both('W')}, short: {both('X')}, part_of: vdg, description: {both('Y')}}}\n",
        "vocabulary/themes.yaml": f"sociaal: {label}\n",
        "vocabulary/kinds.yaml": f"signing: {label}\ndecision: {label}\n",
        "vocabulary/glossary.yaml": f"overleg: {{term: {both('Z')}, explanation: {both('Q')}}}\n",
    }


@cache
def outlines() -> Mapping[str, list[tuple[str, tuple[str, ...]]]]:
    files = made_of(written(HARMLESS))
    return {name: pages.read(files[name]).root.outline() for name in documents(files)}


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_adds_not_one_element_or_attribute_to_any_page(text: str) -> None:
    files = made_of(written(text))
    assert documents(files) == list(outlines())
    for name in documents(files):
        assert pages.read(files[name]).root.outline() == outlines()[name], name


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_to_the_letter(text: str) -> None:
    files = made_of(written(text))
    dutch = pages.read(files["nl/gebeurtenissen/alliantie.md"])
    assert html.unescape(dutch.front["title"]) == f"CN {text}"
    assert dutch.root.one("h1").text == f"CN {text}"
    assert dutch.root.one("img").attributes["alt"] == f"IN {text}"
    assert dutch.root.one("blockquote").text == f"G {text}"
    for letter in ("AN", "BN", "CN", "DN", "EN", "F", "H", "J", "K", "LN", "S", "V"):
        assert f"{letter} {text}" in dutch.root.text, letter
    english = pages.read(files["en/sources/brief.md"])
    for letter in ("S", "Krant", "T", "UE", "F", "G", "CE"):
        assert f"{letter} {text}" in english.root.text, letter
    (event, _) = json.loads(files["root/api/v1/events.json"])["events"]
    assert event["title"] == {"nl": f"CN {text}", "en": f"CE {text}"}
    assert event["evidence"][0]["quote"] == f"G {text}"


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_nowhere_in_a_page_as_it_was_typed(text: str) -> None:
    files = made_of(written(text))
    for name in documents(files):
        assert text not in files[name].decode(), name
        assert not re.search(r"\{\{|\{%|\{#", files[name].decode()), name
    ElementTree.fromstring(files["root/sitemap.xml"])


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text_where_an_earlier_address_leads_on(text: str) -> None:
    name = "root/gebeurtenissen/oude-naam/index.html"
    harmless = pages.parsed(made_of(written(HARMLESS))[name].decode())
    root = pages.parsed(made_of(written(text))[name].decode())
    assert root.outline() == harmless.outline()
    assert root.one("a").text == root.one("title").text == f"CN {text}"


# The machine's view


@cache
def api() -> dict[str, Any]:
    document: dict[str, Any] = json.loads(world()["root/api/v1/events.json"])
    return document


def test_api_is_a_version_a_moment_and_the_events_in_time_order() -> None:
    assert list(api()) == ["version", "generated_at", "events"]
    assert api()["version"] == 1
    assert api()["generated_at"] == "2024-01-02T03:04:05+00:00"
    assert [event["id"] for event in api()["events"]] == ["ceremonie", "alliantie", "gesprekken"]


def test_api_gives_every_field_of_an_event() -> None:
    assert api()["events"][1] == {
        "id": "alliantie",
        "url": {"nl": f"{URL}gebeurtenissen/alliantie/", "en": f"{URL}en/events/alliantie/"},
        "date": {
            "edtf": "2009-02-04",
            "earliest": "2009-02-04",
            "latest": "2009-02-04",
            "earliest_kind": "known",
            "latest_kind": "known",
            "precision": "day",
            "approximate": False,
            "uncertain": False,
            "text": {"nl": "4\xa0februari 2009", "en": "4\xa0February 2009"},
            "note": None,
        },
        "title": {"nl": "Alliantie met Assen", "en": "Alliance with Assen"},
        "summary": {
            "nl": "De provincie en Assen tekenden een alliantie.",
            "en": "The province and Assen signed an alliance.",
        },
        "status": "confirmed",
        "corroborated": 1,
        "kind": "signing",
        "themes": ["sociaal"],
        "municipalities": ["assen"],
        "all_municipalities": False,
        "organisations": ["gedeputeerde-staten"],
        "place": None,
        "disputed": None,
        "evidence": [
            {"source": "brief", "at": "alinea 1", "says": "happened", "quote": "De eerste alliantie is getekend."}
        ],
        "follows": [],
        "followed_by": ["ceremonie"],
        "see_also": [],
        "links": [],
        "image": None,
        "moved_from": [],
        "added": "2024-01-02T03:04:05+00:00",
        "changed": "2024-01-02T03:04:05+00:00",
    }


def test_api_says_the_same_fields_of_every_event_with_one_type_each() -> None:
    text = {"nl": str, "en": str | None}
    types: dict[str, Any] = {
        "id": str, "url": {"nl": str, "en": str}, "title": text, "summary": text, "status": str, "corroborated": int,
        "kind": str, "themes": list, "municipalities": list, "organisations": list, "evidence": list, "follows": list,
        "see_also": list,
        "date": {"edtf": str, "earliest": str | None, "latest": str | None, "earliest_kind": str, "latest_kind": str,
                 "precision": str, "text": text},
    }  # fmt: skip

    def fits(value: Any, wanted: Any) -> bool:
        if isinstance(wanted, dict):
            return isinstance(value, dict) and all(fits(value[key], inner) for key, inner in wanted.items())
        return isinstance(value, wanted)

    assert all(fits(event, types) for event in api()["events"])
    assert len({tuple(event) for event in api()["events"]}) == 1
    assert len({tuple(event["date"]) for event in api()["events"]}) == 1


def test_api_writes_all_municipalities_out() -> None:
    assert api()["events"][0]["municipalities"] == ["assen", "noordenveld", "tynaarlo"]


def test_api_gives_a_planned_event_as_planned_and_its_summary_as_plain_text() -> None:
    event = api()["events"][0]
    assert (event["status"], event["corroborated"]) == ("planned", 0)
    assert event["summary"]["nl"] == "Na de alliantie volgt een ceremonie."
    assert [item["says"] for item in event["evidence"]] == ["planned", "expected"]
    assert event["follows"] == ["alliantie"]


def test_api_gives_missing_english_as_null_and_a_written_date_as_it_was_written() -> None:
    event = api()["events"][2]
    assert event["title"] == {"nl": "Gesprekken", "en": None}
    assert event["summary"]["en"] is None
    assert event["date"]["text"] == {"nl": "van eind 2010 tot begin 2012", "en": None}
    assert event["date"]["note"] == {"nl": "Uit de brief.", "en": None}
    assert (event["date"]["earliest"], event["date"]["latest"]) == ("2010-11-01", "2012-01-31")
    assert event["image"]["url"] == f"{URL}images/zaal.jpg"


@pytest.mark.parametrize(
    ("edtf", "earliest", "latest", "kinds"),
    [
        ("2009-02/..", "2009-02-01", None, ("known", "open")),
        ("2009-02/", "2009-02-01", None, ("known", "unknown")),
        ("../2009-02", None, "2009-02-28", ("open", "known")),
        ("/2009-02", None, "2009-02-28", ("unknown", "known")),
    ],
)
def test_api_tells_open_from_unknown(
    edtf: str, earliest: str | None, latest: str | None, kinds: tuple[str, str]
) -> None:
    event = tales.base()["events/2009/alliantie.yaml"].replace(b"2009-02-04", edtf.encode())
    files = made_of({"events/2009/alliantie.yaml": event})
    (found,) = json.loads(files["root/api/v1/events.json"])["events"]
    date = found["date"]
    assert (date["earliest"], date["latest"]) == (earliest, latest)
    assert (date["earliest_kind"], date["latest_kind"]) == kinds


# The sitemap

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"


def test_the_sitemap_holds_every_page_of_both_languages_and_nothing_else() -> None:
    root = ElementTree.fromstring(world()["root/sitemap.xml"])
    listed = [entry.findtext(f"{SITEMAP}loc") for entry in root]
    assert sorted(map(str, listed)) == sorted(URL + address(name) for name in documents(world()))


def test_the_sitemap_names_each_page_s_twin() -> None:
    root = ElementTree.fromstring(world()["root/sitemap.xml"])
    for entry in root:
        links = {link.attrib["hreflang"]: link.attrib["href"] for link in entry.findall(f"{XHTML}link")}
        assert set(links) == {"nl", "en", "x-default"}
        assert links["x-default"] == links["nl"]
        assert entry.findtext(f"{SITEMAP}loc") in links.values()
    home = {link.attrib["hreflang"]: link.attrib["href"] for link in root[0].findall(f"{XHTML}link")}
    assert (home["nl"], home["en"]) == (URL, f"{URL}en/")


def test_robots_are_told_of_the_sitemap() -> None:
    assert f"Sitemap: {URL}sitemap.xml\n" in world()["root/robots.txt"].decode()


# The same input, the same bytes


def test_two_builds_are_equal_whatever_the_hash_seed() -> None:
    script = "from tests.test_build import digest; import sys; sys.stdout.write(digest())"
    found = {
        subprocess.run(
            [sys.executable, "-c", script], cwd=projects.PROJECT, env={"PYTHONHASHSEED": seed}, capture_output=True,
            check=True, text=True,
        ).stdout
        for seed in ("1", "2", "3")
    }  # fmt: skip
    assert found == {digest()}


def digest() -> str:
    """A number for everything that a build makes."""
    said = hashlib.sha256()
    for name, data in sorted(world().items()):
        said.update(f"{name} {len(data)}\n".encode() + data)
    return said.hexdigest()


def test_the_clock_is_only_what_was_given() -> None:
    """Answers and feeds for machines say it: it is also when what nobody has recorded was changed. No page does."""
    told = {name for name, data in world().items() if b"2024-01-02" in data}
    ids = ("alliantie", "ceremonie", "gesprekken")
    answers = {"events", "sources", "vocabulary", "openapi", *(f"events/{identifier}" for identifier in ids)}
    feeds = {"atom.xml", "atom.en.xml", "feed.json", "feed.en.json", "events.csv-metadata.json"}
    feeds |= {"timeline.jsonld", "timeline.ttl", "dcat.jsonld"}
    assert told == {f"root/api/v1/{name}.json" for name in answers} | {f"root/feeds/{name}" for name in feeds}
    stamped = {name for name, data in world().items() if b"20240102T030405Z" in data}
    assert stamped == {name for name in world() if name.endswith(".ics")}
    assert len(stamped) == 8


def test_nothing_is_made_when_the_data_have_errors() -> None:
    bad = tales.small({"events/2009/kapot.yaml": "date: x"})
    built = build.build(bad, {}, site_url=URL, repo_url=None, generated_at=CLOCK)
    assert built.files == {}
    assert built.problems


def test_the_addresses_are_the_ones_that_were_promised() -> None:
    assert [routes.path("nl", "events", "x"), routes.from_site_root("en", routes.path("en", "events", "x"))] == [
        "gebeurtenissen/x/", "en/events/x/"
    ]  # fmt: skip
    for part, (dutch, english) in FOLDERS.items():
        assert routes.path("nl", part) == f"{dutch}/"  # type: ignore[arg-type]
        assert routes.path("en", part) == f"{english}/"  # type: ignore[arg-type]
