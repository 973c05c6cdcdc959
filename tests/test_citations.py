"""References to events for programs that keep them: read back by another library than the one that wrote them."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from typing import Any
from urllib.parse import urljoin

import pytest
from bibtexparser.entrypoint import parse_string
from hypothesis import example, given
from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db

from chronicle import load
from chronicle.feeds import citations
from chronicle.model import Event, Words
from chronicle.problems import Lang
from tests import tales
from tests.test_build import CLOCK, HOSTILE, URL, made_of, page, world, written
from tests.test_properties import MODEST, TEXT

PAGES = {
    "nl": {name: f"gebeurtenissen/{name}/" for name in ("alliantie", "ceremonie", "gesprekken")},
    "en": {name: f"en/events/{name}/" for name in ("alliantie", "ceremonie", "gesprekken")},
}


# Standard commands of LaTeX (ltoutenc, textcomp) that the decoder has no sign for.
_SIGNS = {
    "textbraceleft": "{",
    "textbraceright": "}",
    "textless": "<",
    "textgreater": ">",
    "textbar": "|",
    "textquotedbl": '"',
    "textasciicircum": "^",
}


def entries(text: str) -> list[dict[str, str]]:
    """What another library reads in a BibTeX file, with LaTeX turned into plain text by a third."""
    context = get_default_latex_context_db()
    context.add_context_category("signs", [MacroTextSpec(name, sign) for name, sign in _SIGNS.items()], prepend=True)
    decoder = LatexNodes2Text(latex_context=context)
    library = parse_string(text)
    assert not library.failed_blocks
    found = []
    for entry in library.entries:
        fields = {field.key: str(field.value) for field in entry.fields}
        for name in ("title", "organization"):
            # Braces keep the capitals.
            assert (fields[name][0], fields[name][-1]) == ("{", "}")
            fields[name] = decoder.latex_to_text(fields[name][1:-1])
        found.append({"type": entry.entry_type, "key": entry.key, **fields})
    return found


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_every_event_has_an_entry_for_bibtex_in_both_languages(lang: str) -> None:
    for name, address in PAGES[lang].items():
        (entry,) = entries(world()[f"root/{address}cite.bib"].decode())
        heading = page(f"{lang}/{'gebeurtenissen' if lang == 'nl' else 'events'}/{name}.md").root.one("h1").text
        assert entry == {
            "type": "online",
            "key": name if lang == "nl" else f"{name}-en",
            "title": heading,
            "organization": "Samen in Drenthe" if lang == "nl" else "Together in Drenthe",
            "year": "2024",
            "month": "jan",
            "url": URL + address,
            "langid": "english" if lang == "en" and name != "gesprekken" else "dutch",
        }


# The fields of CSL-JSON 1.0.2 that are used, and what they hold.
CSL: dict[str, Any] = {
    "id": str,
    "type": str,
    "title": str,
    "container-title": str,
    "issued": dict,
    "URL": str,
    "language": str,
}


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_every_event_has_an_item_of_csl_in_both_languages(lang: str) -> None:
    for name, address in PAGES[lang].items():
        (item,) = json.loads(world()[f"root/{address}cite.json"])
        assert {key: type(value) for key, value in item.items()} == CSL
        assert item["type"] == "webpage"
        assert item["issued"] == {"date-parts": [[2024, 1, 2]]}
        assert item["URL"] == URL + address
        (entry,) = entries(world()[f"root/{address}cite.bib"].decode())
        assert (item["id"], item["title"]) == (entry["key"], entry["title"])
        assert item["container-title"] == entry["organization"]
        assert item["language"] == {"dutch": "nl", "english": "en"}[entry["langid"]]
        assert name in item["id"]


def test_keys_are_each_event_s_and_each_language_s_own() -> None:
    files = [data.decode() for name, data in world().items() if name.endswith("cite.bib")]
    keys = [entry["key"] for entry in entries("\n".join(files))]
    assert len(keys) == len(set(keys)) == 6


@cache
def event() -> Event:
    """The small timeline's one event."""
    return load.load(tales.small()).timeline.events[0]


def titled(title: str) -> Event:
    return replace(event(), title=Words(nl=title))


@MODEST
@given(TEXT.map(lambda text: " ".join(text.split())).filter(bool))
@example("{ } {{ \\ \\textbf{x} % & $ # _ ^ ~ < > | \" ' ` @article{x, title={y}}")
@example("a -- b --- c '' d `` e !` f ?` g ,, h << i >> j -,` k")
@example("Één café’s “plan” – 2008–2012 … Ĳ ß")
@example("}, url = {https://voorbeeld.nl/}")
def test_any_title_is_read_back_to_the_letter(title: str) -> None:
    (entry,) = entries(citations.bibtex(titled(title), "nl", site_url=URL, generated_at=CLOCK))
    assert entry["title"] == title
    assert entry["url"] == f"{URL}gebeurtenissen/alliantie/"
    (item,) = json.loads(citations.csl(titled(title), "nl", site_url=URL, generated_at=CLOCK))
    assert item["title"] == title


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_within_its_field(text: str) -> None:
    files = made_of(written(text))
    for lang, folder in (("nl", "gebeurtenissen"), ("en", "en/events")):
        (entry,) = entries(files[f"root/{folder}/alliantie/cite.bib"].decode())
        letters = {"nl": "CN", "en": "CE"}[lang]
        assert entry["title"] == f"{letters} {text}"
        assert len(entry) == 8


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_date_is_that_of_the_source_s_clock_in_its_own_zone(lang: Lang) -> None:
    late = datetime(2026, 12, 31, 23, 59, tzinfo=UTC)
    (item,) = json.loads(citations.csl(event(), lang, site_url=URL, generated_at=late))
    assert item["issued"] == {"date-parts": [[2026, 12, 31]]}
    (entry,) = entries(citations.bibtex(event(), lang, site_url=URL, generated_at=late))
    assert (entry["year"], entry["month"]) == ("2026", "dec")


# On the page


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_a_page_says_how_to_cite_it_and_leads_to_both_files_and_to_its_place_on_the_timeline(lang: str) -> None:
    for name, address in PAGES[lang].items():
        root = page(f"{lang}/{'gebeurtenissen' if lang == 'nl' else 'events'}/{name}.md").root
        block = root.one("details", id="cite")
        site = {"nl": "Samen in Drenthe", "en": "Together in Drenthe"}[lang]
        (cited,) = [one for one in block.all("p") if "data-cite" in one.attributes]
        assert cited.text == f"{root.one('h1').text}. In: {site}. {URL}{address}"
        links = {link.text: str(link.attributes["href"]) for link in block.all("a")}
        targets = [urljoin(URL + address, link).removeprefix(URL) for link in links.values()]
        home = "en/" if lang == "en" else ""
        assert targets == [f"{home}#event-{name}", f"{address}cite.bib", f"{address}cite.json"]
        assert f"root/{targets[1]}" in world()
        assert f"root/{targets[2]}" in world()
        saved_as = [link.attributes["download"] for link in block.all("a") if "download" in link.attributes]
        assert saved_as == [f"{name}.bib", f"{name}.json"]
        list_page = page(f"{lang}/index.md").root
        assert list_page.all("li", id=f"event-{name}")


def test_an_english_page_without_english_cites_the_dutch_title_as_dutch() -> None:
    cited = page("en/events/gesprekken.md").root.one("details", id="cite")
    assert [one.text for one in cited.walk() if one.attributes.get("lang") == "nl"] == ["Gesprekken"]
