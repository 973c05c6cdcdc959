"""The tables, read back by Python's csv and by csvw, and looked at as a spreadsheet looks at them."""

import csv
import io
import json
import re
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import csvw  # type: ignore[import-untyped]
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from chronicle import dates, markup
from chronicle.feeds import cells, table
from chronicle.feeds.facts import History
from tests import histories
from tests.test_properties import MODEST
from tests.world import WORLD

TABLES = {"feeds/events.csv": ",", "feeds/events.excel.csv": ";"}
METADATA = "feeds/events.csv-metadata.json"
# What makes a spreadsheet take a cell for a formula, wherever a cell could begin: for a reader with another separator
# also in the middle of ours. A quotation mark and blanks before it do not help.
RISKY = re.compile('(?:\\A|[,;\\t\\r\\n])[ \u00a0"]*[=+\\-@\\t\\r\uff1d\uff0b\uff0d\uff20]')


def of(history: History) -> Mapping[str, bytes]:
    return histories.made("csv", history)


def rows(data: bytes, delimiter: str = ",") -> list[dict[str, str]]:
    """The rows as Python reads them, by the names in the first."""
    text = io.StringIO(data.decode("utf-8-sig"), newline="")
    return list(csv.DictReader(text, delimiter=delimiter, strict=True))


def validated(folder: Path, files: Mapping[str, bytes]) -> Any:
    """The table as csvw reads it, with what the description beside it says."""
    for name in ("feeds/events.csv", METADATA):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(files[name])
    return csvw.CSVW(str(folder / METADATA), validate=True)


# The files


@pytest.mark.parametrize("name", TABLES)
def test_a_table_is_as_the_standard_and_excel_want_it(name: str) -> None:
    data = histories.published("real")[name]
    # Without a byte order mark Excel takes the bytes for Windows-1252.
    assert data.startswith(b"\xef\xbb\xbfid" + TABLES[name].encode() + b"edtf")
    assert data.count(b"\xef\xbb\xbf") == 1
    assert data.endswith(b"\r\n")
    # Outside of quotation marks there is no line end but CRLF (RFC 4180, 2).
    outside = re.sub(r'"(?:[^"]|"")*"', "", data.decode("utf-8-sig"))
    assert outside.count("\r\n") == outside.count("\n") == len(histories.real().events) + 1
    # A line `sep=;` would break every other reader, and Excel then passes over the byte order mark.
    assert b"sep=" not in data
    read = rows(data, TABLES[name])
    assert [row["id"] for row in read] == [facts.event.id for facts in histories.real().events]
    assert all(None not in row and None not in row.values() for row in read)


def test_both_tables_say_the_same_but_for_the_guarded_date() -> None:
    files = histories.published("real")
    plain, excel = (rows(files[name], TABLES[name]) for name in TABLES)
    assert [{**row, "edtf": f"'{row['edtf']}"} for row in plain] == excel
    assert {cells.unguarded(row["edtf"]) for row in excel} == {f.event.date.edtf for f in histories.real().events}


def test_a_row_says_what_the_api_says() -> None:
    for history in (histories.real(), histories.small(WORLD)):
        events = json.loads(histories.made("json", history)["api/v1/events.json"])["events"]
        read = rows(of(history)["feeds/events.csv"])
        assert len(read) == len(events)
        for row, event in zip(read, events, strict=True):
            told = {name: cells.restored(cell) for name, cell in row.items()}
            for name in ("id", "status", "kind"):
                assert told[name] == event[name]
            assert told["corroborated"] == str(event["corroborated"])
            for name in ("edtf", "earliest", "latest"):
                assert told[name] == (event["date"][name] or "")
            for name, words in (
                ("date", event["date"]["text"]),
                ("title", event["title"]),
                ("url", event["url"]),
                ("summary", event["summary"]),
                ("place", event["place"] or {"nl": "", "en": ""}),
            ):
                for lang in ("nl", "en"):
                    assert told[f"{name}_{lang}"] == (words[lang] or "").replace("\u00a0", " "), (event["id"], name)
            for name in ("themes", "municipalities", "organisations"):
                assert (told[name].split("|") if told[name] else []) == event[name]
            proofs = zip(
                told["sources"].split("|"), told["says"].split("|"), told["quotations"].split("\n"), strict=True
            )
            assert list(proofs) == [(one["source"], one["says"], one["quote"]) for one in event["evidence"]]


# The description


@pytest.mark.parametrize("which", ["real", "hostile"])
def test_the_table_is_valid_by_its_description(which: str, tmp_path: Path) -> None:
    found = validated(tmp_path, histories.published(which))
    assert found.is_valid
    (described,) = found.tables
    history = histories.real() if which == "real" else histories.hostile()
    read = list(described)
    assert [row["id"] for row in read] == [facts.event.id for facts in history.events]
    for row, facts in zip(read, history.events, strict=True):
        assert row["themes"] == list(facts.event.themes)
        assert row["municipalities"] == list(facts.towns)
        assert [item.source for item in facts.event.evidence] == row["sources"]
        assert cells.restored("\n".join(row["quotations"])).split("\n") == [item.quote for item in facts.event.evidence]
        assert cells.restored(row["title_nl"]) == facts.event.title.nl
        day = facts.event.date.earliest
        assert str(row["earliest"])[:10] == str(day if day and 0 < day.year < 10_000 else None)


def test_the_description_tells_every_column_its_language_its_licence_and_the_apostrophe() -> None:
    said = json.loads(histories.published("real")[METADATA])
    columns = said["tableSchema"]["columns"]
    assert [one["name"] for one in columns] == [one["titles"] for one in columns] == list(table.NAMES)
    assert said["url"] == "events.csv"
    assert said["tableSchema"]["primaryKey"] == "id"
    assert said["dc:license"]["@id"] == "https://creativecommons.org/publicdomain/zero/1.0/"
    for one in columns:
        worded = re.fullmatch("(?:date|place|title|summary|date_note|disputed)_(nl|en)", one["name"])
        assert one.get("lang") == (worded and worded[1])
        assert [words["@language"] for words in one["dc:description"]] == ["nl", "en"]
    assert any("apostrophe" in words["@value"] for words in said["dc:description"])


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("id", "Geen Id"),
        ("id", ""),
        ("edtf", "zomer 2011"),
        ("earliest", "2009-02-30"),
        ("status", "misschien"),
        ("corroborated", "-1"),
        ("says", "happened|misschien"),
        ("title_nl", ""),
    ],
)
def test_the_description_finds_what_is_wrong(column: str, cell: str, tmp_path: Path) -> None:
    files = dict(of(histories.small({})))
    (row,) = rows(files["feeds/events.csv"])
    out = io.StringIO()
    writer = csv.DictWriter(out, table.NAMES, lineterminator="\r\n")
    writer.writeheader()
    writer.writerow(row)
    assert validated(tmp_path, {**files, "feeds/events.csv": out.getvalue().encode("utf-8-sig")}).is_valid
    writer.writerow({**row, "id": "anders", column: cell})
    spoilt = {**files, "feeds/events.csv": out.getvalue().encode("utf-8-sig")}
    with warnings.catch_warnings():
        # It gathers each fault as a warning.
        warnings.simplefilter("always")
        assert not validated(tmp_path, spoilt).is_valid


def test_every_date_of_the_guide_fits_the_pattern_of_its_column() -> None:
    guide = (Path(__file__).resolve().parents[1] / "docs/dates.md").read_text(encoding="utf-8")
    forms = re.findall(r"(?m)^\| `([^`]+)` \| ", guide)
    assert len(forms) > 140
    (column,) = [one for one in json.loads(of(histories.small({}))[METADATA])["tableSchema"]["columns"]
                 if one["name"] == "edtf"]  # fmt: skip
    pattern = re.compile(column["datatype"]["format"])
    for edtf in forms:
        assert dates.parse(edtf).edtf == edtf
        assert pattern.fullmatch(cells.defused(edtf)), edtf
        assert cells.restored(cells.defused(edtf)) == edtf
        assert cells.unguarded(cells.guarded(edtf)) == cells.unguarded(cells.defused(edtf)) == edtf
    assert cells.defused("-0043-03-15") == "'-0043-03-15"
    assert not pattern.fullmatch("zomer 2011")


# Formulas


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+31 592 36 55 55", "'+31 592 36 55 55"),
        ("-5 graden", "'-5 graden"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("'=1", "''=1"),
        ("x;=cmd|' /C calc'!A0", "x;'=cmd|' /C calc'!A0"),
        ('x, "=HYPERLINK(1)', "x, \"'=HYPERLINK(1)"),
        ("een\n-twee", "een\n'-twee"),
        ("\uff1d1+1", "'\uff1d1+1"),
        ("'s-Hertogenbosch", "'s-Hertogenbosch"),
        ("a = b, c + d - e", "a = b, c + d - e"),
        ("2009-02", "2009-02"),
        ("", ""),
    ],
)
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(text: str, cell: str) -> None:
    assert cells.defused(text) == cell
    assert cells.restored(cell) == text


SIGNS = st.lists(st.sampled_from([*"=+-@'\", ;\t\r\nab\uff1d\u00a0", "=cmd", "''"]), max_size=14).map("".join)


@MODEST
@given(SIGNS | st.text())
@example("'")
@example("''=\t'=\n'\"=")
def test_defusing_loses_nothing_and_leaves_nothing(text: str) -> None:
    cell = cells.defused(text)
    assert cells.restored(cell) == text
    assert not RISKY.search(cell)
    if not RISKY.search(text.replace("'", "")):
        assert cell == text


@MODEST
@given(st.lists(SIGNS.filter(lambda text: "\r" not in text), min_size=1, max_size=4))
def test_no_file_holds_a_formula_whatever_the_reader_takes_for_a_separator(texts: list[str]) -> None:
    for delimiter in TABLES.values():
        out = io.StringIO()
        csv.writer(out, delimiter=delimiter, lineterminator="\r\n").writerow([cells.defused(text) for text in texts])
        assert not RISKY.search(out.getvalue().removesuffix("\r\n"))


@pytest.mark.parametrize("which", ["real", "hostile"])
@pytest.mark.parametrize("name", TABLES)
def test_no_published_table_holds_a_formula(which: str, name: str) -> None:
    text = histories.published(which)[name].decode("utf-8-sig")
    assert not RISKY.search(text.replace("\r\n", "\n"))


def test_the_corpus_has_formulas_to_defuse() -> None:
    titles = [facts.event.title.nl for facts in histories.hostile().events]
    summaries = [markup.prose_text(facts.event.summary.nl) for facts in histories.hostile().events]
    assert any(RISKY.search(text) for text in [*titles, *summaries])


@pytest.mark.parametrize(
    "title",
    ["=cmd|' /C calc'!A0", "]]>", "</script>", "🎉 é", "שלום", 'a"b""c', "a,b;c|d", "x" * 120, "a\\nb", "-", "@"],
)
def test_odd_titles_come_back(title: str) -> None:
    if not any(map(str.isalnum, title)):
        title = f"a;{title}1"
    files = of(histories.small(histories.event("iets", title)))
    for name, delimiter in TABLES.items():
        (row,) = [row for row in rows(files[name], delimiter) if row["id"] == "iets"]
        assert cells.restored(row["title_nl"]) == cells.restored(row["title_en"]) == title


def test_no_row_hangs_on_another_row() -> None:
    more = {**WORLD, **histories.event("eerste"), **histories.event("tweede")}
    gone = histories.event("tweede")
    before = of(histories.small(more))["feeds/events.csv"]
    after = of(histories.small({file: text for file, text in more.items() if file not in gone}))["feeds/events.csv"]
    assert rows(after) == [row for row in rows(before) if row["id"] != "tweede"]
    moved = of(histories.small(more, site_url="https://elders.example/"))["feeds/events.csv"]
    assert [row["id"] for row in rows(moved)] == [row["id"] for row in rows(before)]


@MODEST
@given(st.lists(st.text(alphabet=st.sampled_from("ab ,;\"'\r\n|é=-")), min_size=2, max_size=6))
def test_a_line_is_the_one_that_the_library_writes(cells: list[str]) -> None:
    for delimiter in TABLES.values():
        out = io.StringIO(newline="")
        csv.writer(out, delimiter=delimiter, lineterminator="\r\n").writerow(cells)
        assert table.line(cells, delimiter) == out.getvalue().encode()
