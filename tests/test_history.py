"""The history itself, as it is in timeline/: whole, sourced, plainly written, and without private data."""

import html
import json
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import cache
from itertools import combinations
from typing import Literal

import pytest
import yaml

from chronicle import build, check, inputs, load, markup, privacy, standing
from chronicle.convert import count_words
from chronicle.model import Event, Timeline, Words
from chronicle.problems import Lang
from tests import projects

LANGS: tuple[Lang, ...] = ("nl", "en")

# What the two letters of 22 January 2009 and of 2012 support, in the order of time.
FOUNDING = {
    "sociaal-convenant-ondertekend": ("2008-02-04", "confirmed"),
    "debat-rollen-en-taken": ("2008", "confirmed"),
    "cultuurconvenant-studio-13": ("2008-06~/", "confirmed"),
    "beleidskaders-vastgesteld": ("2008-12-17", "confirmed"),
    "beleidsinstrumenten-vastgesteld": ("2008?", "confirmed"),
    "twaalf-sociale-allianties-vergevorderd": ("2009-01-22", "confirmed"),
    "portefeuillehouders-bereid-cultuurconvenant": ("2009-01", "confirmed"),
    "colleges-besluiten-cultuurconvenant": ("2009-01", "expected"),
    "eerste-sociale-alliantie-assen": ("2009-02-04", "planned"),
    "ceremoniele-ondertekening-drents-museum": ("2009-02-04", "planned"),
    "sociale-alliantie-elke-gemeente": ("2009-02/2009-03", "planned"),
    "gesprekken-vdg-drentse-alliantie": ("2011-22", "confirmed"),
    "staten-geinformeerd-statenontmoeting": ("2011-10-12", "confirmed"),
    "geen-brede-alliantie-vdg": ("[2012-01-21..2012-01-31]", "confirmed"),
    "brief-andere-wegen": ("2012-02~", "confirmed"),
    "gebiedsagendas-gestart": ("2012-01-10", "confirmed"),
}

# The year, or the day, of these is not in the letter itself.
INFERRED = ["beleidsinstrumenten-vastgesteld", "debat-rollen-en-taken", "staten-geinformeerd-statenontmoeting",
            "geen-brede-alliantie-vdg", "brief-andere-wegen"]  # fmt: skip


@cache
def files() -> Mapping[str, bytes]:
    return inputs.read_folder(projects.PROJECT / "timeline", prefix="timeline/")


@cache
def loaded() -> load.Loaded:
    return load.load(files())


def timeline() -> Timeline:
    return loaded().timeline


@cache
def events() -> Mapping[str, Event]:
    return {event.id: event for event in timeline().events}


@cache
def built() -> Mapping[str, bytes]:
    return build.build(
        files(),
        projects.read(projects.PROJECT / "docs"),
        site_url="https://voorbeeld.nl/",
        repo_url="https://git.voorbeeld.nl/x",
        generated_at=datetime(2024, 1, 1, tzinfo=UTC),
    ).files


def test_there_is_not_one_problem_not_even_a_hint() -> None:
    assert check.check(loaded()) == []


def test_there_are_at_least_sixty_events_from_1997_to_today() -> None:
    assert len(events()) >= 60
    years = [day.year for event in timeline().events if (day := event.date.earliest or event.date.latest)]
    assert min(years) == 1997
    assert max(years) >= 2025


@pytest.mark.parametrize("name", FOUNDING)
def test_a_founding_event_has_the_date_and_status_that_its_evidence_gives(name: str) -> None:
    event = events()[name]
    assert (event.date.edtf, standing.status(event)) == FOUNDING[name]
    assert {"brief-2009-01-22", "brief-2012"} & {item.source for item in event.evidence}


@pytest.mark.parametrize("name", INFERRED)
def test_an_inferred_date_says_how_it_was_found(name: str) -> None:
    assert events()[name].date_note is not None


def test_what_was_only_planned_is_confirmed_by_nobody() -> None:
    for event in timeline().events:
        confirmed = standing.status(event) == "confirmed"
        assert (standing.corroborated(event, timeline()) > 0) == confirmed, event.id


def test_the_one_alliance_that_is_known_to_be_signed_is_an_event_of_its_own() -> None:
    event = events()["sociale-alliantie-coevorden"]
    assert (event.date.edtf, standing.status(event), event.municipalities) == (
        "2009-02-23",
        "confirmed",
        ("coevorden",),
    )


def test_the_covenant_that_only_the_letter_mentions_says_what_the_news_says() -> None:
    disputed = events()["sociaal-convenant-ondertekend"].disputed
    assert disputed is not None


# Plain language

END = re.compile(r"(?<=[.!?])[’”\"')]*\s+(?=[A-ZÀ-Ý‘“\"'(0-9])")


def sentences(words: Words, lang: Lang) -> Iterator[str]:
    text, found_in = words.pick(lang)
    assert found_in == lang
    yield from END.split(markup.prose_text(text).replace("\n", " "))


def bilingual(event: Event) -> list[Words]:
    alt = event.image.alt if event.image else None
    optional = (event.date_text, event.date_note, event.place_name, event.disputed, alt)
    return [event.title, event.summary, *(words for words in optional if words is not None)]


def test_every_text_of_every_event_is_in_dutch_and_in_english() -> None:
    for event in timeline().events:
        for words in bilingual(event):
            assert words.nl.strip()
            assert (words.en or "").strip(), event.id
        assert event.summary.nl != event.summary.en


@pytest.mark.parametrize("lang", LANGS)
def test_no_sentence_of_a_summary_has_more_than_25_words(lang: Lang) -> None:
    said = [(event.id, one) for event in timeline().events for one in sentences(event.summary, lang)]
    assert [pair for pair in said if count_words(pair[1]) > 25] == []


@pytest.mark.parametrize("lang", LANGS)
def test_a_sentence_of_a_summary_has_15_words_at_most_on_average(lang: Lang) -> None:
    lengths = [count_words(one) for event in timeline().events for one in sentences(event.summary, lang)]
    assert len(lengths) > 120
    assert sum(lengths) / len(lengths) <= 15


@pytest.mark.parametrize("lang", LANGS)
def test_a_term_is_explained_in_one_plain_sentence(lang: Lang) -> None:
    assert len(timeline().glossary) >= 20
    for term in timeline().glossary.values():
        (sentence,) = sentences(term.explanation, lang)
        assert re.fullmatch(r"[A-ZÀ-Ý][^.!?]*\.", sentence), term.id
        assert count_words(sentence) <= 25, term.id


# Places

Tiles = Mapping[str, tuple[int, int]]


def tiles() -> Tiles:
    return {town.id: (town.tile.row, town.tile.column) for town in timeline().municipalities.values()}


def test_there_are_twelve_municipalities_each_with_a_code_of_its_own() -> None:
    towns = timeline().municipalities.values()
    assert len(towns) == 12
    for codes in ([t.cbs for t in towns], [t.tooi for t in towns], [t.owms for t in towns], [t.name for t in towns]):
        assert len(set(codes)) == 12
    assert all(town.tooi.endswith(f"/gemeente/{town.cbs.lower()}") for town in towns)


def test_no_two_municipalities_share_a_tile() -> None:
    assert len(set(tiles().values())) == 12


def test_tiles_that_share_an_edge_are_neighbours() -> None:
    for one, other in combinations(timeline().municipalities.values(), 2):
        (row, column), (row2, column2) = tiles()[one.id], tiles()[other.id]
        if abs(row - row2) + abs(column - column2) == 1:
            assert other.id in one.neighbours, f"{one.id} and {other.id} share an edge"


def test_neighbours_are_neighbours_of_each_other_and_not_of_themselves() -> None:
    towns = timeline().municipalities
    for town in towns.values():
        assert town.id not in town.neighbours
        assert all(town.id in towns[other].neighbours for other in town.neighbours)


def test_everybody_who_is_named_is_named_for_a_reason() -> None:
    used = {body for event in timeline().events for body in event.organisations}
    used |= {source.publisher for source in timeline().sources.values()}
    used |= {body.part_of for body in timeline().organisations.values() if body.part_of}
    assert timeline().organisations.keys() - used == set()


@pytest.mark.parametrize("part", ["themes", "kinds"])
def test_every_theme_has_three_events_and_every_kind_one(part: Literal["themes", "kinds"]) -> None:
    for identifier in timeline().themes if part == "themes" else timeline().kinds:
        count = sum(identifier in (*event.themes, event.kind) for event in timeline().events)
        assert count >= (3 if part == "themes" else 1), identifier


def test_everything_in_the_vocabularies_is_in_dutch_and_in_english() -> None:
    data = {name: yaml.safe_load(text) for name, text in files().items() if "/vocabulary/" in name}
    assert len(data) == 7
    for name, entries in data.items():
        for identifier, entry in entries.items():
            for key in ("name", "short", "description", "term", "explanation"):
                if isinstance(entry.get(key), dict):
                    assert set(entry[key]) == {"nl", "en"}, f"{name}: {identifier}.{key}"


# Private data. These patterns are looser than the program's own, and know nothing of them.

LOOSE = {
    "e-mail": re.compile(r"[\w.+-]+\s?@\s?[\w-]+\.[a-z]{2,}|\[at\]|\(at\)", re.IGNORECASE),
    "telephone": re.compile(
        r"(?<![\w./-])(?:\+ ?31|0031|0)[\s().-]{0,3}(?:[0-9][\s().-]{0,3}){9}(?![0-9])|\btel(?:efoon)?\.? ?[0-9(+]"
    ),
    # Not the beginning of a hash, as in the names of the folders of the search.
    "long number": re.compile(r"(?<![\w./=_-])(?:[0-9]+/[0-9.]+/)?[0-9]{9,}(?![0-9a-f])"),
    "handled by": re.compile(r"behandeld\s+door|behandelend|doorkies|contactpersoon", re.IGNORECASE),
}  # fmt: skip


@cache
def allowed() -> dict[str, str]:
    """What only looks private, with the reason why it may stand."""
    return {item.text: item.reason for item in load.load(files()).timeline.allowed.values()}


def private(text: str) -> list[tuple[str, str]]:
    """What looks private in a text, apart from what is allowed."""
    found = [(kind, match[0].strip()) for kind, pattern in LOOSE.items() for match in pattern.finditer(text)]
    found += [(one.kind, one.text) for one in privacy.suspicions(text)]
    # The search keeps the words of a text apart.
    return [(kind, said) for kind, said in found if not any(said in text for text in allowed())]


def test_private_data_would_be_found() -> None:
    for text in ("a.b@example.nl", "tel. 0592-365555", "+31 (0)6 12 34 56 78", "111222333", "Behandeld  door: X"):
        assert private(f"Zie {text} of bel.") != [], text


def test_no_data_file_holds_an_address_a_number_or_a_name_of_a_civil_servant() -> None:
    found = {name: private(data.decode()) for name, data in files().items() if name.endswith(".yaml")}
    assert len(found) > 100
    assert {name: what for name, what in found.items() if what} == {}


def test_nothing_that_is_built_holds_an_address_a_number_or_a_name_of_a_civil_servant() -> None:
    texts = {name: html.unescape(data.decode()) for name, data in built().items() if "/assets/" not in name}
    assert len(texts) > 400
    assert {name: what for name, text in texts.items() if (what := private(text))} == {}


def test_what_only_looks_private_is_allowed_for_a_reason_and_occurs() -> None:
    everything = "".join(data.decode() for name, data in files().items() if name.endswith(".yaml"))
    assert allowed()
    for item, reason in allowed().items():
        assert item in everything
        assert count_words(reason) >= 5
        assert any(pattern.fullmatch(item) for pattern in LOOSE.values()), f"{item} looks like nothing private"


def test_every_quotation_has_at_most_25_words_and_names_its_source() -> None:
    for event in timeline().events:
        for item in event.evidence:
            assert count_words(item.quote) <= 25, event.id
            assert item.source in timeline().sources


def test_the_letters_are_quoted_and_not_reprinted() -> None:
    for source in ("brief-2009-01-22", "brief-2012"):
        quotes = {item.quote for event in timeline().events for item in event.evidence if item.source == source}
        assert len(quotes) > 1
        assert sum(map(count_words, quotes)) < 400


def test_the_machine_s_view_tells_the_same_events() -> None:
    found = {event["id"]: event["status"] for event in json.loads(built()["root/api/v1/events.json"])["events"]}
    assert found == {event.id: standing.status(event) for event in timeline().events}
