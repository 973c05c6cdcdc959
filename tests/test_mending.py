"""An edit is offered only where it is sure: elsewhere the words of the cure have to do."""

import json

import pytest

from chronicle import check, load, mending
from chronicle.problems import Edit, How, Message, Move, Place, Problem, Remedy, show
from tests import tales

EVENT = "events/2009/alliantie.yaml"
SECOND = tales.base()[EVENT].replace(b"2009-02-04", b"2009-02-05")


def found(code: str, *changes: tuple[str, str], beside: dict[str, bytes] | None = None) -> Problem:
    """The one error that the small timeline has after its event was changed."""
    text = tales.base()[EVENT].decode()
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    files = tales.whole({**tales.base(), **(beside or {}), EVENT: text.encode()})
    (problem,) = (p for p in check.check(load.load(files)) if p.severity == "error")
    assert problem.code == code
    return problem


UNSURE = {
    "two values for one field": ("duplicate-field", ("kind: signing", "kind: signing\nkind: decision")),
    "a private name, of which only the sign was found": ("private-data", ("alinea 1", "behandeld door Jansen")),
    "a number that is folded over two lines": (
        "private-data",
        ("nl: De provincie en Assen tekenden een alliantie.", "nl: >-\n    Bel 0592-\n    365555 voor meer."),
    ),
    "an address in Markdown's own signs": (
        "private-data",
        ("nl: De provincie en Assen", "nl: jan\\@voorbeeld.nl De provincie en Assen"),
    ),
    "a block that a blank line parts": (
        "several-lines",
        ("nl: Alliantie met Assen", "nl: |\n    Alliantie\n\n    met Assen"),
    ),
    "a title in a block, without a language": (
        "wrong-type",
        ("title:\n  nl: Alliantie met Assen\n  en: Alliance with Assen", "title: >-\n  Alliantie met Assen"),
    ),
    "an unknown field between braces": (
        "unknown-field",
        ("title:\n  nl: Alliantie met Assen\n  en: Alliance with Assen", "title: {nl: A, en: B, weather: fine}"),
    ),
    "a text that is cut off on its second line": (
        "cut-text",
        ("nl: De provincie en Assen tekenden een alliantie.", "nl: De provincie en\n    Assen #12 tekenden."),
    ),
    "a required field that is empty": ("empty-field", ("themes: [sociaal]", "themes: []")),
    "all municipalities and one of them": ("wrong-type", ("[assen]", "[all, assen]")),
    "a Dutch name beside the field that it means": (
        "unknown-field",
        ("kind: signing", "kind: signing\nsoort: besluit"),
    ),
    "a date of which nothing is known": ("bad-date", ("2009-02-04", "ooit")),
    "words for a date that EDTF cannot say": ("bad-date", ("2009-02-04", "begin 2009")),
    "a set of dates over two lines": ("wrong-type", ("2009-02-04", "[2009-02-04,\n  2009-02-05]")),
    "a set of dates of an item a line": ("wrong-type", ("2009-02-04", "\n  - 2009-02-04\n  - 2009-02-05")),
}


@pytest.mark.parametrize("name", UNSURE)
def test_no_edit_is_offered_where_only_a_person_can_tell(name: str) -> None:
    code, change = UNSURE[name]
    problem = found(code, change)
    assert problem.fix is None
    assert problem.cure.nl


def test_a_word_between_quotation_marks_is_replaced_between_them() -> None:
    problem = found("unknown-theme", ("[sociaal]", "['sociaall']"))
    assert problem.fix == Edit(line=9, column=11, end_line=9, end_column=19, text="sociaal")


@pytest.mark.parametrize(
    ("typed", "edtf"),
    [
        ("[2013,2014]", "[2013,2014]"),
        ("[2009-02-01..2009-02-05]  # een van deze dagen", "[2009-02-01..2009-02-05]"),
        ("{2009-02,2009-03}", "{2009-02,2009-03}"),
        ("2013 of 2014", "[2013,2014]"),
        ("'2013 of 2014'", "[2013,2014]"),
        ("[2009-02-04]", "2009-02-04"),
    ],
)
def test_following_the_cures_of_a_date_keeps_what_it_says(typed: str, edtf: str) -> None:
    """One day of several never becomes a span of days."""
    text = tales.base()[EVENT].decode().replace("2009-02-04", typed)
    for _ in range(3):
        loaded = load.load(tales.whole({**tales.base(), EVENT: text.encode()}))
        edit = next((p.fix for p in check.check(loaded) if p.code in {"bad-date", "wrong-type"}), None)
        if [event.date.edtf for event in loaded.timeline.events] == [edtf]:
            return
        assert isinstance(edit, Edit)
        line = text.split("\n")[0]
        text = line[: edit.column - 1] + edit.text + line[edit.end_column - 1 :] + text[len(line) :]
    pytest.fail(f"the cures of ‘{typed}’ do not lead to {edtf}")


@pytest.mark.parametrize(("typed", "word"), [("[all]", "[all]"), ("ALL", "ALL"), ("'alle'", "alle")])
def test_the_word_for_all_municipalities_is_put_right(typed: str, word: str) -> None:
    fix = found("wrong-type", ("[assen]", typed)).fix
    assert isinstance(fix, Edit)
    start = 17 + typed.index(word)
    assert fix == Edit(line=10, column=start, end_line=10, end_column=start + len(word), text="all")


MARKS = {
    '"Drenthe" groeit': "'\"Drenthe\" groeit'",
    'Notitie "Meedoen": het begin': "'Notitie \"Meedoen\": het begin'",
    '"Notitie "Meedoen" is af"': "'Notitie \"Meedoen\" is af'",
    '""Drenthe" groeit"': "'\"Drenthe\" groeit'",
    '"Drenthe" en "Assen"': '\'"Drenthe" en "Assen"\'',
    '\'s Winters "Meedoen"': r'''"'s Winters \"Meedoen\""''',
    '"\'s Winters "Meedoen" is af"': r'''"'s Winters \"Meedoen\" is af"''',
    r'"Map C:\Drenthe\plan"': r"'Map C:\Drenthe\plan'",
    r'"Map: C:\Users\plan"': r"'Map: C:\Users\plan'",
    '"Een map als C:\\"': "'Een map als C:\\'",
    r'''"C:\Drenthe in 's-Gravenhage"''': r'''"C:\\Drenthe in 's-Gravenhage"''',
}


@pytest.mark.parametrize("typed", MARKS)
def test_a_text_with_quotation_marks_is_mended_at_once(typed: str) -> None:
    fix = found("yaml", ("nl: Alliantie met Assen", f"nl: {typed}")).fix
    assert isinstance(fix, Edit)
    assert fix.text == MARKS[typed]
    text = tales.base()[EVENT].decode().replace("nl: Alliantie met Assen", f"nl: {fix.text}")
    loaded = load.load(tales.whole({**tales.base(), EVENT: text.encode()}))
    assert [p for p in check.check(loaded) if p.severity == "error"] == []


def test_a_backslash_beside_one_that_is_written_out_is_left_to_a_person() -> None:
    assert found("yaml", ("nl: Alliantie met Assen", r'nl: "C:\\Drenthe\plan"')).fix is None


def test_no_file_is_moved_to_where_another_lies() -> None:
    same = {"events/2009/convenant-2.yaml": SECOND, "events/2008/convenant.yaml": SECOND.replace(b"2009", b"2008")}
    files = tales.whole({**tales.base(), "events/2009/convenant.yaml": SECOND})
    for beside, move in ({}, Move(to="timeline/events/2009/convenant-2.yaml")), (same, None):
        twice = {**files, **tales.whole({"events/2008/convenant.yaml": SECOND.replace(b"2009", b"2008"), **beside})}
        (problem,) = (p for p in check.check(load.load(twice)) if p.code == "duplicate-id")
        assert problem.fix == move


def test_a_remedy_beyond_the_end_of_a_file_is_none() -> None:
    words = Message(nl="x", en="y")
    for line, known in ((1, True), (2, False)):
        lost = Problem(
            place=Place("a.yaml", line, 1),
            code="x",
            message=words,
            cure=words,
            fix=Remedy(how="replace", old="a", new="b"),
        )
        assert (mending.finished(lost, {"a.yaml": "a"}).fix is not None) == known


@pytest.mark.parametrize("how", How.__args__)  # type: ignore[attr-defined]
def test_every_remedy_can_be_asked_for_anywhere(how: How) -> None:
    """Wherever it is asked for, it gives an edit within the text or none."""
    text = "a: b\n- c: [d, d]\n\n  e: |\n    f\n  'g': \"h\"  # i\n"
    lines = text.split("\n")
    words = Message(nl="x", en="y")
    for line in range(1, len(lines) + 1):
        for column in range(1, len(lines[line - 1]) + 2):
            remedy = Remedy(how=how, old="1" if how == "drop-repeated" else "d", new="x")
            asked = Problem(place=Place("a.yaml", line, column), code="x", message=words, cure=words, fix=remedy)
            edit = mending.finished(asked, {"a.yaml": text}).fix
            if edit is None:
                continue
            assert isinstance(edit, Edit)
            assert (1, 1) <= (edit.line, edit.column) <= (edit.end_line, edit.end_column)
            assert (edit.end_line, edit.end_column) <= (len(lines) + 1, 1)
            assert edit.column <= len(lines[edit.line - 1]) + 1


def test_json_tells_a_fix_only_where_there_is_one() -> None:
    sure, unsure = found("unknown-theme", ("[sociaal]", "[sociaall]")), found("empty-field", ("[sociaal]", "[]"))
    said = json.loads(show([sure, unsure], texts={}, lang="nl", output="json"))["errors"]
    fixes = {item["code"]: item.get("fix") for item in said}
    assert fixes["unknown-theme"] == {"line": 9, "column": 10, "end_line": 9, "end_column": 18, "text": "sociaal"}
    assert fixes["empty-field"] is None
    assert all("fix" not in item for item in said if item["code"] == "empty-field")
