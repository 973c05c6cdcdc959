"""The site's search: what can be found, the files made of it, and that readers' queries find what they should."""

import json
import re
import subprocess
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from functools import cache
from itertools import chain
from pathlib import Path
from statistics import median
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from chronicle import build, hypertext, inputs
from chronicle.hypertext import Passage
from chronicle.problems import Lang
from chronicle.search import entries, folding, index
from chronicle.search.entries import Entry
from tests import projects, tales
from tests.world import WORLD, Changes

NODE = str(Path(sys.executable).with_name("node"))
SCRIPTS = sorted((projects.PROJECT / "docs/assets/search").glob("*.mjs"))
TESTS = sorted((projects.PROJECT / "tests/js/search").glob("*.test.mjs"))
LANGS: tuple[Lang, ...] = ("nl", "en")
# These decide; they know no page.
PURE = {"words", "engine"}


def made_of(timeline: Mapping[str, bytes]) -> Mapping[str, bytes]:
    docs = inputs.read_folder(projects.PROJECT / "docs")
    clock = datetime.fromtimestamp(1_700_000_000, UTC)
    built = build.build(timeline, docs, site_url="https://voorbeeld.nl/", repo_url=None, generated_at=clock)
    assert built.files
    return built.files


@cache
def real() -> Mapping[str, bytes]:
    return made_of(inputs.read_folder(projects.PROJECT / "timeline", prefix="timeline/"))


@cache
def world() -> Mapping[str, bytes]:
    return made_of(tales.small(WORLD))


def part(files: Mapping[str, bytes], lang: Lang, kind: str) -> list[Any]:
    """The parts of an index: of its words (`w`) or of what is shown (`e`), in their order."""
    folder = f"root/search/{lang}/{json.loads(files[f'root/search/{lang}.json'])['folder']}/{kind}/"
    names = sorted((name for name in files if name.startswith(folder)), key=lambda name: int(Path(name).stem))
    return [json.loads(files[name]) for name in names]


def shown(files: Mapping[str, bytes], lang: Lang) -> dict[str, list[Any]]:
    return {entry[0]: entry for entries_ in part(files, lang, "e") for entry in entries_}


def known(files: Mapping[str, bytes], lang: Lang) -> dict[str, list[int]]:
    return {word: numbers for words in part(files, lang, "w") for word, numbers in words.items()}


# Words


def node(script: str, data: Any) -> Any:
    """Run a script beside the modules, with `data`, and give what it logs, both as JSON."""
    read = 'import { readFileSync } from "node:fs"; const data = JSON.parse(readFileSync(0, "utf8"));'
    done = subprocess.run(
        [NODE, "--input-type=module", "-e", read + script],
        cwd=SCRIPTS[0].parent,
        input=json.dumps(data),
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


TEXTS = [
    "Eén thema’s, FRYSLÂN: 40.000 euro", "12.07.2023, 1.000.000 en 40,5",
    "ΟΔΟΣ ς İstanbul \u0131 ß æ Œuvre ø đ ł ĳ ﬁ ½ ²",
    "'s-Gravenhage en d'r over", "e\u0301e\u0301n _onder_streept", "日本 กรุงเทพ हिन्दी Ⅷ", "a’b’c 1’2", "", "- ’ \u0301",
]  # fmt: skip


def test_the_page_folds_words_as_the_build_does() -> None:
    texts = [
        *TEXTS,
        *(json.dumps(entry, ensure_ascii=False) for lang in LANGS for entry in shown(real(), lang).values()),
    ]
    assert len(texts) > 500
    script = """
    const { words } = await import(process.cwd() + "/words.mjs");
    console.log(JSON.stringify(data.map(words)))"""
    assert node(script, texts) == [folding.words(text) for text in texts]


@given(st.text(alphabet="aBéÉ’'-.,0 1ß\u0301", max_size=30))
def test_a_folded_text_is_folded(text: str) -> None:
    assert folding.fold(folding.fold(text)) == folding.fold(text)
    assert all(word and word == folding.fold(word) for word in folding.words(text))


@given(st.text(max_size=20))
def test_folding_takes_marks_and_capitals_off_whatever_stands_beside_them(text: str) -> None:
    parts = unicodedata.normalize("NFKD", text)
    plain = "".join(c for c in parts if not unicodedata.category(c).startswith("M")).lower()
    plain = plain.replace("\N{GREEK SMALL LETTER FINAL SIGMA}", "\N{GREEK SMALL LETTER SIGMA}")
    for sign, instead in {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "\u0131": "i"}.items():
        plain = plain.replace(sign, instead)
    assert folding.fold(text) == plain


def test_a_hyphen_joins() -> None:
    assert list(folding.joined("Zuid-Oost-Drenthe en co\u2011operatie -x- a-b")) == [
        "zuidoostdrenthe",
        "cooperatie",
        "ab",
    ]
    assert list(folding.joined("geen")) == []


# Passages


def test_the_texts_of_a_piece_of_a_page() -> None:
    piece = """<p>Eén <em>twee</em>.</p><dl><dt>Soort</dt><dd>Brief<br>drie</dd></dl>
    <svg><title>x</title><path d="M0"/></svg>
    <blockquote lang="nl"><p>Vier &amp; vijf</p></blockquote><p>A <cite lang="nl">b</cite>, c.</p><p>—</p>"""
    assert list(hypertext.passages(piece)) == [
        Passage("Eén twee."), Passage("Brief"), Passage("drie"), Passage("Vier & vijf", "nl"), Passage("A"),
        Passage("b", "nl"), Passage(", c."),
    ]  # fmt: skip


def test_a_piece_that_is_no_html_is_refused() -> None:
    with pytest.raises(hypertext.Unreadable):
        list(hypertext.passages("<p>a < b</p>"))


@pytest.mark.parametrize(
    ("body", "left"),
    [
        ('<p>a</p><ol class="b" data-unsearched="true"><li>c</li></ol><p>d</p>', "<p>a</p><p>d</p>"),
        ('<p>data-unsearched="true"</p><b>e</b>', '<p>data-unsearched="true"</p><b>e</b>'),
        ('<i data-unsearched="true">f</i>data-unsearched="true" g', 'data-unsearched="true" g'),
        ('<i data-unsearched="true">f', '<i data-unsearched="true">f'),
        ('data-unsearched="true"', 'data-unsearched="true"'),
    ],
)
def test_only_an_element_that_says_so_is_left_out(body: str, left: str) -> None:
    edges = [0, *chain.from_iterable(entries.left_out(body)), len(body)]
    assert "".join(body[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)) == left


@pytest.mark.parametrize("files", [real, world])
def test_what_is_left_out_holds_no_element_of_its_own_name(files: Any) -> None:
    """Its end is found without a parser, so it must be the first one."""
    seen = 0
    for name, data in files().items():
        if name.endswith(".md"):
            text = data.decode()
            found = [text[start:end] for start, end in entries.left_out(text)]
            assert len(found) == text.count("data-unsearched"), name
            seen += len(found)
            for one in found:
                element = re.match(r"<([a-z]+)\b", one)
                assert element, (name, one[:100])
                assert one.endswith(f"</{element[1]}>"), (name, one[:100])
                assert not re.search(rf"<{element[1]}\b", one[1:]), (name, one[:100])
    assert seen > 20


# Entries


def test_every_page_and_every_term_can_be_found_once() -> None:
    for lang in LANGS:
        pages = {name for name in real() if name.startswith(f"{lang}/") and name.endswith(".md")}
        addresses = list(shown(real(), lang))
        glossary = "begrippen/#term-" if lang == "nl" else "glossary/#term-"
        terms = [address for address in addresses if address.startswith(glossary)]
        assert len(addresses) == len(set(addresses)) == len(pages) + len(terms)
        assert len(terms) > 20


def test_an_entry_says_what_it_is() -> None:
    found = shown(world(), "nl")
    kinds = json.loads(world()["root/search/nl.json"])["kinds"]
    assert {address: kinds[found[address][1]] for address in (
        "", "over/", "gebeurtenissen/", "gemeenten/", "gebeurtenissen/alliantie/", "gemeenten/assen/", "jaren/2009/",
        "bronnen/brief/", "begrippen/",
    ) if address in found} == {
        "": "Pagina", "over/": "Pagina", "gemeenten/": "Pagina", "gebeurtenissen/alliantie/": "Gebeurtenis",
        "gemeenten/assen/": "Gemeente", "jaren/2009/": "Jaar", "bronnen/brief/": "Bron", "begrippen/": "Pagina",
    }  # fmt: skip
    assert found["gebeurtenissen/alliantie/"][3] == "4 februari 2009"
    assert kinds[found[next(address for address in found if "#term-" in address)][1]] == "Begrip"


def test_what_is_not_in_the_page_s_language_says_so() -> None:
    """WCAG 2.2, 3.1.2: quotations stay Dutch on an English page, and so does what was not translated."""
    event = shown(real(), "en")["events/sociaal-convenant-ondertekend/"]
    foreign = [text for text, lang in (one for one in event[4:] if isinstance(one, list)) if lang == "nl"]
    assert foreign[0].startswith("Voor het sociale beleid")
    titles = [entry[2] for entry in shown(world(), "en").values() if isinstance(entry[2], list)]
    assert titles
    assert {lang for _, lang in titles} == {"nl"}


def test_lists_of_other_pages_are_left_out() -> None:
    """Or each page of a list would be found for every event in it."""
    shown_texts = json.dumps(shown(real(), "nl")["gemeenten/assen/"], ensure_ascii=False)
    assert "Wat er tussen de provincie en de gemeente Assen gebeurde." in shown_texts
    assert "alliantie" not in shown_texts
    home = json.dumps(shown(real(), "nl")[""], ensure_ascii=False)
    assert "eerste convenant" in home
    assert len(home) < 2_000


# The index


def entry(title: str, *texts: str, address: str = "x/", kind: str = "event") -> index.Told:
    passages = tuple(map(Passage, texts))
    return index.told(Entry(address=address, kind=kind, title=Passage(title), when="", passages=passages), "nl")


def weight(found: Mapping[str, Any], word: str, number: int) -> int:
    return int(dict(found[word])[number])


def test_a_title_counts_for_more_than_a_text_and_a_short_one_for_more_than_a_long() -> None:
    found = index.postings(
        [entry("Assen"), entry("De gemeente Assen en de andere gemeenten"), entry("Emmen", "x " * 200, "In Assen.")]
    )
    assert weight(found, "assen", 0) > weight(found, "assen", 1) > weight(found, "assen", 2)
    assert "de" not in found


def test_the_end_of_a_compound_is_found_when_both_parts_are_words() -> None:
    found = index.postings(
        [entry("Het cultuurconvenant"), entry("Een convenant"), entry("Cultuur"), entry("Samenwerkingsagenda"),
         entry("Samenwerking, agenda"), entry("Gekonvenant")],
    )  # fmt: skip
    assert [number for number, _ in found["convenant"]] == [0, 1]
    assert weight(found, "convenant", 0) < weight(found, "convenant", 1)
    assert [number for number, _ in found["agenda"]] == [3, 4]


def test_of_a_word_that_stands_everywhere_the_best_are_kept() -> None:
    many = [entry("Nummer", f"provincie {'provincie ' * (number % 7)}") for number in range(index.MOST + 50)]
    files = dict(index.files(many, "nl"))
    numbers = next(json.loads(data)["provincie"] for name, data in files.items() if "/w/" in name)
    assert numbers[0] == -len(many)
    assert len(numbers) == 1 + 2 * index.MOST
    assert min(numbers[2::2]) > 1


def test_parts_are_in_the_order_of_the_alphabet_and_none_is_heavy() -> None:
    for lang in LANGS:
        listed = json.loads(real()[f"root/search/{lang}.json"])
        words = part(real(), lang, "w")
        assert listed["words"] == [next(iter(one)) for one in words]
        every = [word for one in words for word in one]
        assert every == sorted(every)
        assert len(every) == len(set(every)) > 1_000
        assert listed["shown"] == [sum(map(len, part(real(), lang, "e")[:n])) for n in range(len(listed["shown"]))]
        assert listed["entries"] == len(shown(real(), lang))
        sizes = [len(data) for name, data in real().items() if name.startswith(f"root/search/{lang}/")]
        assert max(sizes) < 4 * index.PART
        assert len(real()[f"root/search/{lang}.json"]) < 4_000


def test_a_word_s_numbers_lead_to_entries_that_hold_it() -> None:
    texts = list(shown(real(), "nl").values())
    for word, sample in (("plasterk", 2), ("tynaarlo", 3)):
        numbers = known(real(), "nl")[word]
        at, seen = 0, 0
        for step in numbers[::2]:
            at += step
            seen += word in folding.fold(json.dumps(texts[at], ensure_ascii=False))
        assert seen >= sample


def test_one_changed_word_gives_another_folder_and_nothing_else_does() -> None:
    changes: Changes = {**WORLD}
    again = made_of(tales.small(changes))
    assert {name for name in again if name.startswith("root/search/")} == {
        name for name in world() if name.startswith("root/search/")
    }
    text = tales.base()["events/2009/alliantie.yaml"].replace(b"alliantie", b"verbintenis", 1)
    other = made_of(tales.small({**WORLD, "events/2009/alliantie.yaml": text}))
    folders = [json.loads(files["root/search/nl.json"])["folder"] for files in (world(), other)]
    assert folders[0] != folders[1]


def test_what_somebody_slips_in_stays_text() -> None:
    title = b"nl: '<img src=x onerror=alert(1)> </script> & \"q\" __proto__ constructor'"
    base = tales.base()["events/2009/alliantie.yaml"]
    files = made_of(tales.small({"events/2009/alliantie.yaml": re.sub(rb"nl: [^\n]+", title, base, count=1)}))
    event = shown(files, "nl")["gebeurtenissen/alliantie/"]
    assert event[2] == '<img src=x onerror=alert(1)> </script> & "q" __proto__ constructor'


# The scripts


def test_the_scripts_own_tests_hold() -> None:
    assert {path.name.split(".")[0] for path in TESTS} == PURE
    command = [NODE, "--test", "--test-reporter=spec", *map(str, TESTS)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"pass (?:19|[2-9]\d)\b", done.stdout), done.stdout
    assert "skipped 0" in done.stdout


@pytest.mark.parametrize("script", [*SCRIPTS, projects.PROJECT / "docs/assets/frame.js"], ids=lambda path: path.name)
def test_a_script_is_short_and_asks_for_nothing_that_a_strict_policy_forbids(script: Path) -> None:
    text = script.read_text(encoding="utf-8")
    assert text.startswith(("// ", "/* "))
    assert len(text.splitlines()) <= 300
    assert max(map(len, text.splitlines())) <= 140
    forbidden = (
        r"\beval\b|new Function|(?:inner|outer)HTML|insertAdjacent|document\.write|WebAssembly|cssText|https?://"
    )
    assert re.findall(forbidden, text) == []
    if script.stem in PURE:
        assert (
            re.findall(r"\b(?:document|window|location|history|navigator|fetch)\(?\.", re.sub(r"//.*", "", text)) == []
        )


# What readers would type

QUERIES: dict[str, dict[str, list[str]]] = yaml.safe_load((projects.PROJECT / "tests/queries.yaml").read_text("utf-8"))


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """What the search gives for every query."""
    return ask(tmp_path_factory.mktemp("search"), QUERIES)


def ask(folder: Path, queries: Mapping[str, Iterable[object]]) -> dict[str, dict[str, Any]]:
    projects.write(folder, {n.removeprefix("root/"): d for n, d in real().items() if n.startswith("root/search/")})
    asked = {lang: list(map(str, of)) for lang, of in queries.items()}
    done = subprocess.run(
        [NODE, str(projects.PROJECT / "tests/js/search/ask.mjs"), str(folder)],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=True,
    )
    given: dict[str, list[Any]] = json.loads(done.stdout)
    return {lang: dict(zip(asked[lang], given[lang], strict=True)) for lang in asked}


@pytest.mark.parametrize(("lang", "query"), [(lang, str(query)) for lang in QUERIES for query in QUERIES[lang]])
def test_a_reader_s_query_finds_its_page_among_the_first_five(
    answers: dict[str, dict[str, Any]], lang: str, query: str
) -> None:
    found = dict.fromkeys(address.partition("#")[0] for address in answers[lang][query]["found"])
    wanted = QUERIES[lang][query]
    assert set(list(found)[:5]) & set(wanted), list(found)[:5]


def test_a_whole_date_finds_what_happened_on_that_day_before_all_else(tmp_path: Path) -> None:
    days: dict[str, dict[str, set[str]]] = {lang: defaultdict(set) for lang in LANGS}
    for lang in LANGS:
        for address, (_address, kind, _title, when, *_passages) in shown(real(), lang).items():
            assert not when or entries.KINDS[kind] == "event", address
            if re.fullmatch(r"\d+ [A-Za-z]{3,} \d{4}", when):
                days[lang][when].add(address)
        assert len(days[lang]) > 40
    given = ask(tmp_path, days)
    first = {lang: {day: set(given[lang][day]["found"][: len(of[day])]) for day in of} for lang, of in days.items()}
    assert first == days


def test_the_queries_ask_for_pages_that_are_there() -> None:
    for lang, queries in QUERIES.items():
        assert len(queries) >= 30
        missing = {page for pages in queries.values() for page in pages} - shown(
            real(), "nl" if lang == "nl" else "en"
        ).keys()
        assert missing == set()


def test_a_query_fetches_little(answers: dict[str, dict[str, Any]]) -> None:
    """The whole index weighs 90 KB packed, as the theme's did."""
    for lang in LANGS:
        weights = sorted(answer["bytes"] for answer in answers[lang].values())
        assert weights[-1] < 40_000
        assert median(weights) < 20_000
        assert max(answer["files"] for answer in answers[lang].values()) <= 20
