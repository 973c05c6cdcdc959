"""What people type and YAML takes for something else: it reads as it was typed, or the fault is named.

`traps.json` is the list, for this test and for every form that writes such files. `typed` is what somebody means and
`lines` how it would stand in a file written by hand; then it `reads` so, or is an `error` of that code. Where `typed`
is null the trap is in the file itself, and no form could fall into it.
"""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from chronicle import check, load
from chronicle.load import Loaded
from chronicle.problems import Problem
from tests import tales

Trap = Mapping[str, Any]

# Where each field of a trap stands in the small timeline's event.
LINES = {"date": "date: 2009-02-04\n", "title.nl": "  nl: Alliantie met Assen\n"}


@cache
def traps() -> tuple[Trap, ...]:
    return tuple(json.loads((Path(__file__).parent / "traps.json").read_text(encoding="utf-8")))


def typed_in(field: str, lines: str) -> tuple[Loaded, list[Problem]]:
    """The small timeline with these lines in the place of a field; of 1947 where the date is what is tried."""
    files: dict[str, bytes] = dict(tales.base())
    text = files.pop("events/2009/alliantie.yaml").decode()
    assert text.count(LINES[field]) == 1
    name = f"events/{1947 if field == 'date' else 2009}/alliantie.yaml"
    loaded = load.load(tales.whole({**files, name: text.replace(LINES[field], lines).encode()}))
    return loaded, [problem for problem in check.check(loaded) if problem.severity == "error"]


def read_back(loaded: Loaded, field: str) -> str:
    (event,) = loaded.timeline.events
    return event.date.edtf if field == "date" else event.title.nl


def test_there_are_24_traps_and_each_has_one_outcome() -> None:
    assert len(traps()) == 24
    assert len({trap["name"] for trap in traps()}) == 24
    assert all(("reads" in trap) != ("error" in trap) for trap in traps())


@pytest.mark.parametrize("trap", traps(), ids=lambda trap: trap["name"])
def test_trap(trap: Trap) -> None:
    loaded, errors = typed_in(trap["field"], "".join(f"{line}\n" for line in trap["lines"]))
    if "reads" in trap:
        assert errors == []
        assert read_back(loaded, trap["field"]) == trap["reads"] == trap["typed"]
        return
    (problem,) = errors
    assert problem.code == trap["error"]
    here = tales.base()["events/2009/alliantie.yaml"].decode().split(LINES[trap["field"]])[0].count("\n") + 1
    assert here <= problem.place.line < here + len(trap["lines"])
    for message in (problem.message, problem.cure):
        assert message.nl.strip() != message.en.strip()


@pytest.mark.parametrize("trap", [trap for trap in traps() if trap["typed"]], ids=lambda trap: trap["name"])
def test_between_double_quotation_marks_it_reads_as_typed_or_is_still_named(trap: Trap) -> None:
    """The cure that most of them are told, and how a form writes: what is wrong in itself stays wrong."""
    field, head = trap["field"], LINES[trap["field"]].partition(": ")[0]
    loaded, errors = typed_in(field, f"{head}: {json.dumps(trap['typed'], ensure_ascii=False)}\n")
    if trap.get("error") in {"bad-date", "bad-character"}:
        assert [problem.code for problem in errors] == [trap["error"]]
    else:
        assert errors == []
        assert read_back(loaded, field) == trap["typed"]
