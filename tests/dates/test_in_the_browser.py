"""The page's scripts read a date exactly as the package does: the same texts are given to both, and all is compared."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml

from chronicle import dates, drafts, inputs, load
from chronicle.contribute import sayings
from chronicle.problems import Lang
from tests import projects
from tests.dates import typing_people
from tools import write_date_words

NODE = str(Path(sys.executable).with_name("node"))
FOLDER = projects.PROJECT / "docs/assets/dates"
SCRIPTS = sorted(FOLDER.glob("*.mjs"))
# BROWSER_DATES=1000000 asks for more.
TEXTS = int(os.environ.get("BROWSER_DATES", "8000"))


# What is long, what only looks like a date, what Python and JavaScript see differently, and the edges of rules.
HOSTILE = [
    "", " ", "\0", "\x1f2008\x1f", "\ufeff2008", "2008\ufeff", "\x852008\x85", "2008\n", "2008-xz\n", "20z\n",
    "\u20282008", "1" * 199, "1" * 200, "1" * 201, "2" * 1000, "2" * 1001, "😀" * 200 + "2", "😀" * 999, "😀" * 1000,
    "😀" * 1001, "9" * 10_000, "[" * 200, "[2008" * 40, "[" + "2008," * 199 + "2008]", "[" + "2008," * 200 + "2008]",
    "{" + "2008,😀," * 90 + "}", "-" * 200, "." * 200, "?" * 200, "20" + "?" * 198, " " * 199 + "2", "1 " * 100,
    "- " * 99 + "1", "2008" + " " * 195 + "x", "a" * 10_000, "since" * 2000, "ca " * 66 + "1",
    "mogelijk " * 22 + "1", "op " * 66 + "1", "1?" * 100, "1" + "?" * 199, "de " * 60 + "2008",
    "eind " * 39 + "2008", "een dag in " * 17 + "2008", "2008 of " * 24 + "2008", "2008 of " * 19 + "2008",
    "1, " * 28 + "2 of 3 mei 2008", "1, " * 17 + "2 of 3 mei 2008", "1" + "0" * 39 + "e99", "1" + "0" * 38 + "e9",
    "Y" + "9" * 18, "Y" + "9" * 19, "Y-" + "9" * 18, "Y9007199254740993", "Y-9007199254740993",
    "Y9007199254740991/Y9007199254740993", "Y9007199254740993/Y9007199254740992", "Y9E17", "Y9E18", "Y1E100",
    "Y1E00", "Y99999999999999999S1", "Y-123456789012345678S17", "[Y9007199254740993..Y9007199254740994]",
    "Y123456789012345678S18", "0000S1", "-0000S1", "-0044S1", "0009S1", "-0000", "-00XX", "-000X-02-29",
    "000X-02-29", "-XXXX", "XXXX-XX-XX", "-0000-21", "-0001-24", "-0000-XX", "9999-24", "winter 9999 - 2008",
    "😀2008", "2008😀", "[2008😀", "[2008,😀]", "2008/😀/", "😀/2008/", "2008-12-😀", "2008-12-17T😀", "a😀 b",
    "\U0001d7dc2008", "\u06f2\u06f0\u06f0\u06f8", "\u0662\u0660\u0660\u0668", "\uff12\uff10\uff10\uff18", "²³",
    "½½", "Ⅷ", "x²", "2008 ²³", "م ٢٠٠٨", "\u202e2008", "\u200f2008\u200e", "20\u00ad08", "20\u200b08",
    "e\u0301\u0301n", "\ud800", "2008\udc00", "\udc002008-6", "[\ud83d", "a\udfffb", "\u212a", "o\u212atober 2008",
    "O\u212aTOBER 2008", "MA\u0130 2008", "ma\u0131 2008", "\u0130n 2008", "mİd", "\u017fince 2008",
    "\u017finc\u00e9", "s\u0131nce", "SİNCE", "éand", "and\u0301", "and\u203f", "and_", "_and", "and²", "and😀",
    "½and", "v\u00e9. c", "évc 5", "éti\u00e9s", "jaren", "nineties\u00e9", "ninetiesß", "ß", "ΟΔΟΣ", "__proto__",
    "constructor", "toString", "hasOwnProperty 2008", "$& $1 2008", "{0} {found}", "2008-{found}", "2008-$&",
    "`2008`", "${2008}", "<b>2008</b>", "\\2008", "2008\\n", "'; DROP", "//", "/", "../..", "..", "...", "…",
    "2008…", "[2008 ... open]", "[2008..open]", "open", "*/2008", "2008/*", "2008/nu", "2008/?", "?/2008",
    "00XX", "000X", "0XXX", "-0XXX", "-XX99", "0100", "009X", "010X", "100X", "192X", "193X", "199X", "200X", "y9999",
    "y10000", "voor 0001", "voor 0002", "na 9998", "na 9999", "na 9998-12-31", "tot 1 januari 0001",
    "tot 1 maart 2008", "tot maart 2008", "13/13/2008", "12/13/2008", "13/12/2008", "0/12/2008", "12/0/2008",
    "2008/0", "2008-00-17", "1" * 40, "1" * 41, "0" * 41, "2001 Q1", "2001 q4", "K1 2001", "h2 2001", "2001-h1",
    "winter 2010/10", "winter 2009/10", "winter 2099/00", "winter 9998", "jaren '00", "jaren 0", "2010s", "2020-21",
    "2020/21", "-0099/00", "2008-13", "2008-20", "2008-41", "2008-42", "2008-00",
    "na omstreeks 2008", "before possibly 2008", "tot ca. 2008", "190?", "200?", "10??", "vanaf 2008 tot en met 2009",
    "period 2008 - 2009", "periode 2008-2009", "vanaf 2008 tot heden", "sinds 2008 - nu",
    "from 2008-2009", "van 1-2 mei 2008", "tiende decennium van de 20e eeuw", "elfde decennium van de 20e eeuw",
    "begin in 2008", "eind in mei 2008", "medio eerste helft 2001", "begin 2e halfjaar 2001", "eind Q1 2001",
]  # fmt: skip


def strings(value: Any) -> Iterator[str]:
    """Every text in what a YAML file says."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from strings(part)


def written() -> list[str]:
    """Every text that our stories, our guides and the real timeline have for a date."""
    stories = sorted((projects.PROJECT / "tests/dates/stories").glob("*.yaml"))
    found = [text for path in stories for text in strings(yaml.safe_load(path.read_text(encoding="utf-8")))]
    for path in sorted((projects.PROJECT / "docs").rglob("*.md")):
        text = path.read_text(encoding="utf-8")
        found += [cell.strip(" `") for line in re.findall(r"^\|.+\|$", text, re.MULTILINE) for cell in line.split("|")]
        found += re.findall(r"`([^`\n]+)`", text)
    timeline = load.load(inputs.read_folder(projects.PROJECT / "timeline", prefix="timeline/")).timeline
    for event in timeline.events:
        words = (event.date_text, event.date_note)
        found += [event.date.edtf, *(text for one in words if one for text in (one.nl, one.en) if text)]
        found += [dates.wording(event.date, lang) for lang in ("nl", "en")]
    found += [source.date.edtf for source in timeline.sources.values() if source.date]
    return list(dict.fromkeys(found))


def attempt(work: Callable[[], Any]) -> Any:
    try:
        return work()
    except dates.DateError as error:
        return {"nl": error.message_nl, "en": error.message_en, "offset": error.offset}


def answer(text: str) -> dict[str, Any]:
    """What the package makes of a text, under the names of the scripts."""

    def told() -> dict[str, Any]:
        date = dates.parse(text)
        return {
            "edtf": date.edtf,
            "earliest": str(date.earliest) if date.earliest else None,
            "latest": str(date.latest) if date.latest else None,
            "earliestKind": date.earliest_kind,
            "latestKind": date.latest_kind,
            "precision": date.precision,
            "form": date.form,
            "approximate": date.approximate,
            "uncertain": date.uncertain,
            "parts": len(date.parts),
            "wording": [dates.wording(date, "nl"), dates.wording(date, "en")],
        }

    def shown(proposal: dates.Proposal | None) -> dict[str, Any] | None:
        return {"edtf": proposal.edtf, "needsDateText": proposal.needs_date_text} if proposal else None

    return {
        "parse": attempt(told),
        "propose": shown(dates.propose(text)),
        "dateOf": attempt(lambda: shown(drafts.date_of(text))),
        "languageOf": drafts.language_of(text),
    }


def compared(texts: Sequence[str], folder: Path) -> list[dict[str, Any]]:
    """Ask both, and give what they agree on. What the scripts say is that of the form, in both languages."""
    sentences = folder / "sentences.json"
    sentences.write_text(json.dumps({lang: sayings.of_dates(lang) for lang in get_args(Lang)}), encoding="utf-8")
    done = subprocess.run(
        [NODE, str(projects.PROJECT / "tests/js/dates/ask.mjs"), str(sentences)],
        input="".join(f"{json.dumps(text)}\n" for text in texts),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found = [json.loads(line) for line in done.stdout.splitlines()]
    ours = [answer(text) for text in texts]
    assert len(found) == len(texts)
    different = [
        (text, script, python) for text, script, python in zip(texts, found, ours, strict=True) if script != python
    ]
    assert different == [], f"{len(different)} of {len(texts)}"
    return ours


def read(answers: Sequence[dict[str, Any]]) -> int:
    return sum("edtf" in one["parse"] for one in answers)


def test_what_we_have_written_is_read_alike(tmp_path: Path) -> None:
    texts = written()
    answers = compared(texts, tmp_path)
    assert len(texts) > 1200
    assert read(answers) > 300
    assert sum(one["propose"] is not None for one in answers) > 600


def test_what_others_may_type_is_read_alike(tmp_path: Path) -> None:
    texts = typing_people.texts(20110621, TEXTS, written())
    assert len(texts) >= 5000
    answers = compared(texts, tmp_path)
    assert min(read(answers), TEXTS - read(answers)) > TEXTS // 10
    assert sum(one["propose"] is not None for one in answers) > TEXTS // 3
    # Every sort of answer is among them.
    assert {one["parse"]["form"] for one in answers if "form" in one["parse"]} == {
        "single",
        "interval",
        "one_of",
        "all_of",
    }
    assert {one["parse"]["precision"] for one in answers if "form" in one["parse"]} > {
        "season",
        "quarter",
        "millennium",
    }
    assert {one["propose"]["needsDateText"] for one in answers if one["propose"]} == {True, False}
    assert {one["languageOf"] for one in answers} == {"nl", "en"}


def test_every_word_is_read_alike_wherever_it_stands(tmp_path: Path) -> None:
    texts = typing_people.every_word()
    assert len(texts) > 10_000
    assert sum(one["propose"] is not None for one in compared(texts, tmp_path)) > 500


def test_what_is_hostile_is_read_alike(tmp_path: Path) -> None:
    answers = compared(HOSTILE, tmp_path)
    assert read(answers) > 15
    assert sum(one["propose"] is not None for one in answers) > 25


# The scripts


def test_the_words_are_those_of_the_package() -> None:
    committed = write_date_words.TARGET.read_text(encoding="utf-8")
    assert committed == write_date_words.module(), "run python -m tools.write_date_words"


def test_the_scripts_own_tests_hold() -> None:
    tests = sorted((projects.PROJECT / "tests/js/dates").glob("*.test.mjs"))
    command = [NODE, "--test", "--test-reporter=spec", *map(str, tests)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"pass (?:1[2-9]|[2-9]\d)\b", done.stdout), done.stdout
    assert "skipped 0" in done.stdout


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_a_script_is_short_knows_no_page_and_asks_for_nothing_that_a_strict_policy_forbids(script: Path) -> None:
    text = script.read_text(encoding="utf-8")
    assert text.startswith("// ")
    assert len(text.splitlines()) <= 300
    assert max(map(len, text.splitlines())) <= 140
    code = re.sub(r"(?m)^\s*(?://|/?\*).*$", "", text)
    assert (
        re.findall(r"\beval\b|new Function|https?://|\b(?:document|window|location|history|navigator|Date)\b", code)
        == []
    )
    # Looking behind: browsers of 2022 would refuse the whole script.
    assert "(?<" not in code
    if script.name != "words.mjs":
        assert [one for one in re.findall(r'"([^"\n]*)"', code) if re.match(r"[A-Z][a-zé’]* [a-zé’]+ ", one)] == []


def test_imports_point_one_way() -> None:
    """Lowest first; a script imports only what stands before it."""
    order = ["words", "basics", "errors", "reading", "wording", "mend", "typed", "propose", "index"]
    assert sorted(path.stem for path in SCRIPTS) == sorted(order)
    for path in SCRIPTS:
        imported = re.findall(r'from "\./([a-z]+)\.mjs"', path.read_text(encoding="utf-8"))
        assert all(order.index(name) < order.index(path.stem) for name in imported), path.name
