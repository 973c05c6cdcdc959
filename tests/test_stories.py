"""Every story in `stories/`: files in, problems or facts out. The names of the stories are the list of behaviours."""

import ast
from pathlib import Path
from typing import Any, get_args

import pytest

from chronicle import (
    alone,
    check,
    convert,
    dates,
    faults,
    filing,
    load,
    misdated,
    nodes,
    parsed,
    privacy,
    references,
    refusals,
    schema,
    standing,
    syntax,
)
from chronicle.load import Loaded
from chronicle.model import Event
from chronicle.problems import Lang, Problem, in_file_order
from tests import tales

LEAST = 100


def found_in(story: tales.Story) -> tuple[Loaded, list[Problem]]:
    loaded = load.load(tales.files_of(story), tales.odd_in(story))
    return loaded, in_file_order(check.check(loaded, texts=story.get("texts")))


def line_of(problem: Problem) -> str:
    hint = " (hint)" if problem.severity == "hint" else ""
    return f"{problem.place} {problem.code}{hint}".removeprefix(tales.PREFIX)


def wording_of(event: Event, lang: Lang) -> str:
    text = event.date_text.pick(lang)[0] if event.date_text else dates.wording(event.date, lang)
    return " ".join(text.split())  # blanks that do not break are still blanks


def facts_of(event: Event, loaded: Loaded) -> dict[str, Any]:
    earliest, latest = event.date.earliest, event.date.latest
    return {
        "status": standing.status(event),
        "corroborated": standing.corroborated(event, loaded.timeline),
        "municipalities": list(standing.municipalities_of(event, loaded.timeline)),
        "earliest": str(earliest) if earliest else None,
        "latest": str(latest) if latest else None,
        "nl": wording_of(event, "nl"),
        "en": wording_of(event, "en"),
        "title_nl": event.title.nl,
        "title_en": event.title.en,
        "at": event.evidence[0].at,
    }


def test_there_are_enough_stories() -> None:
    assert len(tales.names()) >= LEAST


@pytest.mark.parametrize("name", tales.names())
def test_story(name: str) -> None:
    story = tales.read(name)
    loaded, problems = found_in(story)
    wanted = list(tales.expected(story))
    assert [line_of(problem) for problem in problems] == [item["at"] for item in wanted]
    for problem, item in zip(problems, wanted, strict=True):
        message, cure = problem.message, problem.cure
        said = {"nl": message.nl, "en": message.en, "cure_nl": cure.nl, "cure_en": cure.en}
        assert item.keys() - said.keys() == {"at"}
        missing = [(key, part) for key in item.keys() - {"at"} for part in item[key] if part not in said[key]]
        assert missing == [], said
    if "events" in story:
        facts = {event.id: facts_of(event, loaded) for event in loaded.timeline.events}
        assert list(facts) == list(story["events"])
        for identifier, expected in story["events"].items():
            assert {key: facts[identifier][key] for key in expected} == {k: plain(v) for k, v in expected.items()}


def plain(value: Any) -> Any:
    """YAML reads a day in a story as a date; facts are texts."""
    return value.isoformat() if hasattr(value, "isoformat") else value


def test_a_story_without_errors_has_something_to_say() -> None:
    silent = [name for name in tales.names() if not tales.read(name)["problems"] and not tales.read(name).get("events")]
    assert silent == []


@pytest.mark.parametrize("name", tales.names())
def test_every_problem_speaks_two_languages(name: str) -> None:
    _, problems = found_in(tales.read(name))
    for problem in problems:
        for message in (problem.message, problem.cure):
            assert message.nl.strip() != message.en.strip()
            assert "" not in (message.nl.strip(), message.en.strip())
        for cure in (problem.cure.nl, problem.cure.en):
            assert cure[0].isupper()
            assert cure[-1] in ".?"


def codes_in(module: Any) -> set[str]:
    """The codes that a module's source can give, as written there."""
    tree = ast.parse(Path(module.__file__).read_text(encoding="utf-8"))
    found: set[str] = set()
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        given = [keyword.value for keyword in call.keywords if keyword.arg == "code"]
        if ast.unparse(call.func) in {"refusals.refusal", "_unwanted"}:
            given.append(call.args[1])
        for value in given:
            if isinstance(value, ast.Constant):
                found.add(str(value.value))
            elif isinstance(value, ast.Name):
                assert (module, value.id) in {(refusals, "code"), (filing, "code")}, "teach this test the new code"
            elif isinstance(value, ast.JoinedStr):
                assert ast.unparse(value) == "f'unknown-{reference.refers}'", "teach this test the new code"
                found |= {f"unknown-{refers}" for refers in get_args(schema.Refers)}
    return found


def codes() -> set[str]:
    """Every code that a file of the timeline can be told with, hints included."""
    modules = (nodes, refusals, syntax, convert, faults, misdated, filing, parsed, privacy, references, alone, check)
    return {code for module in modules for code in codes_in(module)} | {code for code, *_ in refusals._ODD.values()}


def test_every_code_has_a_story() -> None:
    told = {item["at"].split()[1] for name in tales.names() for item in tales.expected(tales.read(name))}
    assert len(codes()) > 40
    assert codes() - told == set()
