"""Faults planted one by one: each is told once, at its place, and what the cure says makes the file sound."""

import json
import re
from collections.abc import Mapping
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any

import pytest
import yaml

from chronicle import check, filing, load
from chronicle.problems import Problem, show
from tests import editor, tales

EVENT = "events/2009/alliantie.yaml"
# What references in the planted files may point at.
BESIDE = {
    "events/2008/convenant.yaml": tales.base()[EVENT].replace(b"2009-02-04", b"2008-02-04"),
    "events/1997/plan.yaml": b"date: 1997-03-01\ntitle: {nl: Een plan, en: A plan}\n"
    b"summary: {nl: Er kwam een plan., en: There was a plan.}\nkind: decision\nmunicipalities: [assen]\n"
    b"themes: [sociaal]\nevidence:\n  - {source: brief, says: happened, quote: Er kwam een plan.}\n",
}
LEAST = 40

Files = dict[str, bytes]
Fault = Mapping[str, Any]


@cache
def faults() -> tuple[Fault, ...]:
    return tuple(yaml.safe_load((Path(__file__).parent / "planted.yaml").read_text(encoding="utf-8")))


def sound() -> Files:
    return {**tales.small(), **tales.whole(BESIDE)}


def planted(fault: Fault) -> tuple[Files, str]:
    """The small timeline with the fault in it, and the file in which it is."""
    files = sound()
    name = tales.PREFIX + fault.get("file", EVENT)
    if "copy" in fault:
        files[tales.PREFIX + fault["copy"]] = files[name]
        return files, tales.PREFIX + fault["copy"]
    if "to" in fault:
        files[tales.PREFIX + fault["to"]] = files.pop(name)
        return files, tales.PREFIX + fault["to"]
    text = files[name].decode()
    assert text.count(fault["old"]) == 1, fault["old"]
    files[name] = text.replace(fault["old"], fault["new"]).encode(fault.get("encoding", "utf-8"))
    return files, name


def found_in(files: Files) -> list[Problem]:
    return check.check(load.load(files))


def errors_in(files: Files) -> list[Problem]:
    return [problem for problem in found_in(files) if problem.severity == "error"]


# How a cure is applied: as a program would that reads `check --format json`, or to the letter of what is said.


def told(problem: Problem, files: Files) -> dict[str, Any]:
    """What `check --format json` says of a problem."""
    texts = {name: data.decode("utf-8", "replace") for name, data in files.items()}
    said = json.loads(show([problem], texts=texts, lang="en", output="json"))
    (item,) = said["errors"]
    assert isinstance(item, dict)
    return item


def edited(text: str, fix: Mapping[str, Any]) -> str:
    starts = list(accumulate((len(line) + 1 for line in text.split("\n")), initial=0))
    start = starts[fix["line"] - 1] + fix["column"] - 1
    end = starts[fix["end_line"] - 1] + fix["end_column"] - 1
    return f"{text[:start]}{fix['text']}{text[end:]}"


def in_words(item: Mapping[str, Any], data: bytes) -> bytes:
    """What the cure says, where it leaves it to a person what to write: done with the very words of the cure."""
    cure, line, column = item["cure"], item["line"] - 1, item["column"] - 1
    if "as UTF-8" in cure:
        return data.decode("cp1252").encode("utf-8")
    lines = data.decode().split("\n")
    if added := re.search(r"such as ‘([^’]+)’", cure):
        lines[line] = f"{lines[line][:column]}{added[1]}\n{' ' * column}{lines[line][column:]}"
    elif shorter := re.search(r"Shorten it by ([0-9]+) characters", cure):
        lines[line] = lines[line][: -int(shorter[1])]
    else:
        raise AssertionError(f"nothing to hold on to: {cure}")
    return "\n".join(lines).encode()


def cured(files: Files, item: Mapping[str, Any]) -> Files:
    files, name = dict(files), item["file"]
    fix = item.get("fix")
    if fix is None:
        files[name] = in_words(item, files[name])
    elif "move_to" in fix:
        data = files.pop(name)
        if fix["move_to"] is not None:
            assert fix["move_to"] not in files
            files[fix["move_to"]] = data
    else:
        files[name] = edited(files[name].decode(), fix).encode()
    return files


def test_there_are_enough_of_them_of_every_sort() -> None:
    assert len(faults()) >= LEAST
    assert len({fault["name"] for fault in faults()}) == len(faults())
    assert len({fault["code"] for fault in faults()}) > 30
    assert errors_in(sound()) == []


@pytest.mark.parametrize("fault", faults(), ids=lambda fault: fault["name"])
def test_fault(fault: Fault) -> None:
    files, name = planted(fault)
    problems = found_in(files)
    assert [(p.place.file, f"{p.place.line}:{p.place.column}", p.code) for p in problems if p.severity == "error"] == [
        (name, fault["at"], fault["code"])
    ]
    (problem,) = (p for p in problems if p.severity == "error")
    for message in (problem.message, problem.cure):
        assert message.nl != message.en
    assert errors_in(cured(files, told(problem, files))) == []


@pytest.mark.parametrize("fault", faults(), ids=lambda fault: fault["name"])
def test_what_an_editor_sees_of_it(fault: Fault) -> None:
    files, name = planted(fault)
    kind = filing.sort_of(name) or "event"
    assert bool(editor.complaints(kind, files[name])) == fault["editor"]
