"""`check` and the schemas for editors agree: on the history, on planted faults, and on files changed by chance."""

import random
import re
from collections.abc import Mapping
from dataclasses import asdict
from functools import cache
from pathlib import PurePosixPath

import pytest

from chronicle import check, dates, filing, inputs, load
from chronicle.problems import Edit, Problem
from tests import editor, mutations, projects, test_planted, test_stories
from tests.dates import test_random

PROJECT = projects.PROJECT
FILES = inputs.read_folder(PROJECT / "timeline", prefix="timeline/")
THINGS = sorted(name for name in FILES if filing.sort_of(name) in {"event", "source"})
IDS = {PurePosixPath(name).stem for name in THINGS}
# What a single file is held against; the glossary and the story have no say in it.
VOCABULARY = {
    f"timeline/vocabulary/{name}.yaml": FILES[f"timeline/vocabulary/{name}.yaml"]
    for name in ("kinds", "themes", "municipalities", "organisations", "allowed")
}
ROUNDS = 10
EACH = 80


@cache
def table() -> Mapping[str, str]:
    """The written table: whether an editor sees a fault, by its code."""
    page = (PROJECT / "docs/schema.md").read_text(encoding="utf-8")
    rows: list[tuple[str, str]] = re.findall(r"(?m)^\| `([a-z0-9-]+)` \| (yes|sometimes|no) \| [^|]+ \|$", page)
    assert len(dict(rows)) == len(rows)
    return dict(rows)


def complaints(name: str, data: bytes) -> list[str]:
    return editor.complaints(str(filing.sort_of(name)), data)


def errors(name: str, data: bytes) -> list[Problem]:
    """What `check` says of one file, as if all the others were there."""
    loaded = load.load({**VOCABULARY, name: data})
    found = [p for p in check.check(loaded) if p.severity == "error" and p.place.file == name]
    return [p for p in found if p.code != "unused-source" and not _is_elsewhere(p)]


def _is_elsewhere(problem: Problem) -> bool:
    named = re.search("‘(.*)’", problem.message.nl, re.DOTALL)
    return problem.code in {"unknown-source", "unknown-event"} and named is not None and named[1] in IDS


def test_the_table_has_every_code_and_no_other() -> None:
    hints = {"no-english", "mixed-scripts", "unused-allowance", "unused-picture", "system-file"}
    assert table().keys() == test_stories.codes() - hints


@pytest.mark.parametrize("name", THINGS)
def test_a_file_of_the_history_is_sound_for_both(name: str) -> None:
    assert errors(name, FILES[name]) == []
    assert complaints(name, FILES[name]) == []


def test_the_history_as_a_whole_has_no_errors() -> None:
    assert [p for p in check.check(load.load(FILES)) if p.severity == "error"] == []


@pytest.mark.parametrize("fault", test_planted.faults(), ids=lambda fault: fault["name"])
def test_the_table_is_true_of_a_planted_fault(fault: test_planted.Fault) -> None:
    assert table()[fault["code"]] in ({"yes", "sometimes"} if fault["editor"] else {"no", "sometimes"})


@pytest.mark.parametrize("start", range(0, ROUNDS * EACH, EACH))
def test_files_changed_by_chance_are_sound_for_both_or_for_neither(start: int) -> None:
    told: set[str] = set()
    for seed in range(start, start + EACH):
        name = THINGS[seed % len(THINGS)]
        data = mutations.mutated(FILES[name].decode(), seed).encode()
        codes = {problem.code for problem in errors(name, data)}
        seen = complaints(name, data)
        assert codes or not seen, f"seed {seed}, {name}: only the schema refuses it: {seen}"
        visible = {code for code in codes if table()[code] == "yes"}
        assert seen or not visible, f"seed {seed}, {name}: only check refuses it: {visible}"
        told |= visible
    # Chance would have to be very odd to make the same few faults only.
    assert len(told) > 5


def test_changes_by_chance_leave_files_sound_and_make_them_unsound() -> None:
    sound = [
        not errors(name, mutations.mutated(FILES[name].decode(), seed).encode()) for seed, name in enumerate(THINGS)
    ]
    assert 0.1 < sum(sound) / len(sound) < 0.9


def test_every_date_that_check_reads_fits_the_schema() -> None:
    """Those that are known to be valid, and thousands that are nearly so; as texts, as a plain date may be a number."""
    chance = random.Random(2009)
    texts = [str(story["edtf"]) for story in test_random.STORIES] + [
        test_random.random_text(chance) for _ in range(5000)
    ]
    pattern = re.compile(editor.validator("event").schema["properties"]["date"]["pattern"])
    valid = [text for text in texts if _is_date(text)]
    assert len(valid) > 500
    assert [text for text in valid if not pattern.search(text)] == []
    assert [
        text for text in ("zomer 2011", "4 februari 2009", "04-02-2009", "medio 2008") if pattern.search(text)
    ] == []


def _is_date(text: str) -> bool:
    try:
        dates.parse(text)
    except dates.DateError:
        return False
    return True


def test_the_reader_of_the_tests_is_one_of_yaml_1_2() -> None:
    """YAML 1.2.2, 10.3.2: what these are by the core schema."""
    typed = {
        "no": "no", "on": "on", "12:30": "12:30", "1_000": "1_000", "2009-02-04": "2009-02-04", "<<": "<<", "=": "=",
        "012": 12, "0o14": 12, "0x1f": 31, "-0400": -400, "1e3": 1000.0, "true": True, "~": None, "null": None,
    }  # fmt: skip
    assert {text: editor.read(f"a: {text}\n".encode())["a"] for text in typed} == typed


@pytest.mark.parametrize("start", range(0, ROUNDS * EACH, EACH))
def test_an_edit_that_is_offered_takes_its_fault_away(start: int) -> None:
    """On files changed by chance too: it may lay bare another fault, but is never offered in vain."""
    healed = 0
    for seed in range(start, start + EACH):
        name = THINGS[seed % len(THINGS)]
        text = mutations.mutated(FILES[name].decode(), seed)
        problems = errors(name, text.encode())
        if len(problems) != 1 or not isinstance(problems[0].fix, Edit):
            continue
        after = errors(name, test_planted.edited(text, asdict(problems[0].fix)).encode())
        assert (problems[0].place, problems[0].code) not in {(p.place, p.code) for p in after}, f"seed {seed}, {name}"
        healed += not after
    assert healed > 3
