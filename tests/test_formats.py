"""How problems are shown: as text with a caret, as GitHub annotations, as JSON; in Dutch and English."""

import json
from dataclasses import replace

import pytest

from chronicle import check, load
from chronicle.problems import Message, Place, Problem, has_errors, in_file_order, show, summary
from tests import tales

FILE = "timeline/events/2009/x.yaml"


def problem(file: str = FILE, line: int = 1, column: int = 1, **changes: object) -> Problem:
    made = Problem(
        place=Place(file, line, column),
        code="bad-date",
        message=Message(nl="deze dag bestaat niet", en="this day does not exist"),
        cure=Message(nl="Schrijf een dag die bestaat.", en="Write a day that exists."),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def as_text(one: Problem, text: str) -> list[str]:
    return show([one], texts={FILE: text}, lang="nl", output="text").split("\n")


def test_text_shows_place_line_caret_and_cure_in_dutch() -> None:
    assert as_text(problem(column=15), "date: 2009-02-30\n") == [
        f"{FILE}:1:15: fout: deze dag bestaat niet [bad-date]",
        "    date: 2009-02-30",
        "                  ^",
        "    → Schrijf een dag die bestaat.",
        "",
    ]


def test_text_shows_the_same_in_english() -> None:
    shown = show([problem(column=15)], texts={FILE: "date: 2009-02-30\n"}, lang="en", output="text")
    assert shown.split("\n") == [
        f"{FILE}:1:15: error: this day does not exist [bad-date]",
        "    date: 2009-02-30",
        "                  ^",
        "    → Write a day that exists.",
        "",
    ]


def test_text_calls_a_hint_a_hint() -> None:
    hint = problem(severity="hint")
    assert ": tip: " in show([hint], texts={}, lang="nl", output="text")
    assert ": hint: " in show([hint], texts={}, lang="en", output="text")


def test_text_keeps_a_tab_above_and_below_so_that_the_caret_stands_right() -> None:
    _, line, pointer, *_ = as_text(problem(line=2, column=4), "title:\n\t\tnl: x\n")
    assert line == "    \t\tnl: x"
    assert pointer == "    \t\t ^"


def test_text_counts_accents_and_emoji_as_one_column() -> None:
    _, line, pointer, *_ = as_text(problem(column=8), "nl: 🎉 één\n")
    assert line[pointer.index("^")] == "é"


def test_text_may_point_just_past_the_end_of_a_line() -> None:
    _, line, pointer, *_ = as_text(problem(column=6), "kind:\n")
    assert pointer.index("^") == len(line)


def test_text_shows_no_line_for_what_has_none() -> None:
    assert as_text(problem(), "") == [f"{FILE}:1:1: fout: deze dag bestaat niet [bad-date]",
                                      "    → Schrijf een dag die bestaat.", ""]  # fmt: skip


def test_text_shows_no_line_for_a_file_without_text() -> None:
    assert len(as_text(problem(file="timeline/events"), "date: 2009\n")) == 3


@pytest.mark.parametrize("column", [1, 40, 111, 250, 399, 400])
def test_text_cuts_a_long_line_around_the_spot(column: int) -> None:
    text = "".join(chr(0x4E00 + i) for i in range(400))
    _, line, pointer, *_ = as_text(problem(column=column), text)
    assert len(line) < 120
    assert line[pointer.index("^")] == text[column - 1]


def test_text_strips_a_carriage_return_before_showing_a_line() -> None:
    assert as_text(problem(), "date: x\r\n")[1] == "    date: x"


@pytest.mark.parametrize("name", tales.names())
def test_in_every_story_the_caret_stands_inside_the_line_that_is_shown(name: str) -> None:
    story = tales.read(name)
    loaded = load.load(tales.files_of(story))
    for one in check.check(loaded, texts=story.get("texts")):
        _, *shown, cure, end = show([one], texts=loaded.texts, lang="nl", output="text").split("\n")
        assert (cure, end) == (f"    → {one.cure.nl}", "")
        if loaded.texts.get(one.place.file, "").strip():
            line, pointer = shown
            assert pointer.endswith("^")
            assert len(pointer) <= len(line) + 1


def test_github_is_one_command_a_problem() -> None:
    shown = show([problem(column=7), problem(line=3, severity="hint")], texts={}, lang="en", output="github")
    assert shown.split("\n") == [
        f"::error file={FILE},line=1,col=7,title=bad-date::this day does not exist → Write a day that exists.",
        f"::notice file={FILE},line=3,col=1,title=bad-date::this day does not exist → Write a day that exists.",
        "",
    ]


def test_github_speaks_dutch() -> None:
    shown = show([problem()], texts={}, lang="nl", output="github")
    assert shown.endswith("::deze dag bestaat niet → Schrijf een dag die bestaat.\n")


def test_github_codes_what_would_end_a_message() -> None:
    evil = problem(message=Message(nl="50%\r\n::error::nep", en="-"), cure=Message(nl="a, b: c", en="-"))
    shown = show([evil], texts={}, lang="nl", output="github")
    assert shown.count("\n") == 1
    assert shown.endswith("::50%25%0D%0A::error::nep → a, b: c\n")


def test_github_codes_what_would_end_a_property() -> None:
    shown = show([problem(file="timeline/a,b:c%d\ne.yaml")], texts={}, lang="nl", output="github")
    assert shown.startswith("::error file=timeline/a%2Cb%3Ac%25d%0Ae.yaml,line=1,")
    assert shown.count("\n") == 1


def test_json_has_the_shape_that_scripts_rely_on() -> None:
    found = [problem(line=2, column=3), problem(severity="hint", code="no-english")]
    shown = show(found, texts={}, lang="en", output="json")
    assert shown.endswith("\n")
    said = {"message": "this day does not exist", "cure": "Write a day that exists."}
    assert json.loads(shown) == {
        "errors": [{"file": FILE, "line": 2, "column": 3, "code": "bad-date", **said}],
        "hints": [{"file": FILE, "line": 1, "column": 1, "code": "no-english", **said}],
    }


def test_json_keeps_the_order_of_its_names() -> None:
    (item,) = json.loads(show([problem()], texts={}, lang="nl", output="json"))["errors"]
    assert list(item) == ["file", "line", "column", "code", "message", "cure"]


def test_json_is_whole_when_nothing_is_wrong() -> None:
    assert json.loads(show([], texts={}, lang="nl", output="json")) == {"errors": [], "hints": []}


def test_json_speaks_dutch() -> None:
    (item,) = json.loads(show([problem()], texts={}, lang="nl", output="json"))["errors"]
    assert (item["message"], item["cure"]) == ("deze dag bestaat niet", "Schrijf een dag die bestaat.")


def test_json_is_sorted_by_file_then_line_then_column() -> None:
    places = [("b", 1, 1), ("a", 10, 1), ("a", 2, 9), ("a", 2, 10), ("a", 2, 1)]
    shown = show([problem(*place) for place in places], texts={}, lang="nl", output="json")
    found = [(item["file"], item["line"], item["column"]) for item in json.loads(shown)["errors"]]
    assert found == sorted(places)


@pytest.mark.parametrize("output", ["text", "github"])
def test_nothing_is_said_when_nothing_is_wrong(output: str) -> None:
    assert show([], texts={}, lang="nl", output=output) == ""  # type: ignore[arg-type]


def test_two_problems_at_one_spot_stand_in_one_order() -> None:
    one, other = problem(code="a"), problem(code="b")
    assert in_file_order([other, one, other]) == in_file_order([one, other]) == [one, other]


def test_only_errors_block() -> None:
    assert has_errors([problem(severity="hint"), problem()])
    assert not has_errors([problem(severity="hint")])


@pytest.mark.parametrize(
    ("errors", "hints", "nl", "en"),
    [
        (0, 0, "0 fouten, 0 tips.", "0 errors, 0 hints."),
        (1, 1, "1 fout, 1 tip.", "1 error, 1 hint."),
        (2, 3, "2 fouten, 3 tips.", "2 errors, 3 hints."),
    ],
)
def test_the_summary_counts(errors: int, hints: int, nl: str, en: str) -> None:
    found = [problem()] * errors + [problem(severity="hint")] * hints
    assert (summary(found, "nl"), summary(found, "en")) == (nl, en)


def test_text_cannot_command_a_terminal() -> None:
    evil = problem(
        file="timeline/\x1b[2J\n.yaml",
        message=Message(nl="‘\x1b[31mrood\x9b0m’\n::error::nep", en="-"),
    )
    shown = show([evil], texts={"timeline/\x1b[2J\n.yaml": "a\x1b]0;x\x07\u202eb: c"}, lang="nl", output="text")
    assert shown.count("\n") == 4
    assert not [c for c in shown if c in "\x1b\x07\x9b\u202e"]
