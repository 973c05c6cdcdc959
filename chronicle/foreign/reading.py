"""A foreign file's bytes to rows, by its format."""

from collections.abc import Callable, Mapping
from pathlib import PurePath

from chronicle.foreign import columns, ics, markwhen, own, table, texts, timelinejs
from chronicle.foreign.rows import Read, unreadable
from chronicle.problems import Lang

FORMATS = ("csv", "timelinejs", "ics", "markwhen", "json")
_ENDINGS: Mapping[str, str] = {
    ".csv": "csv", ".tsv": "csv", ".tab": "csv", ".ics": "ics", ".ical": "ics", ".ifb": "ics", ".mw": "markwhen",
    ".markwhen": "markwhen",
}  # fmt: skip

# Decides on the columns of a table, from its rows; None when it is broken off.
Choose = Callable[[table.Table], dict[str, str]]


def format_of(name: str, data: bytes) -> str:
    """Tell the format of a file by its name, and of JSON by what is in it. Raises Unreadable."""
    ending = PurePath(name).suffix.lower()
    if ending == ".json":
        return "timelinejs" if b'"start_date"' in data else "json"
    # What is no text at all is refused as any format, with the cure.
    if ending in _ENDINGS or ending in {".xlsx", ".xls", ".ods"}:
        return _ENDINGS.get(ending, "csv")
    raise unreadable(
        f"aan de naam is niet te zien wat dit is; zeg het met --from {'|'.join(FORMATS)}",
        f"the name does not tell what this is; say so with --from {'|'.join(FORMATS)}",
    )


def read(data: bytes, form: str, language: Lang, choose: Choose, *, sure: bool = False) -> Read:
    """Read `data`, which is of one of `FORMATS`. Raises Unreadable.

    `language` is that of texts which name none; `sure`: somebody said so, and programs that name another are mistaken.
    """
    found = Read()
    text = texts.decode(data, found)
    if form == "csv" or (form == "timelinejs" and not text.lstrip().startswith("{")):
        _table(text, found, language, choose)
    elif form == "timelinejs":
        timelinejs.read_json(text, found, language)
    elif form == "ics":
        ics.read(text, found, language, sure=sure)
    elif form == "markwhen":
        markwhen.read(text, found, language)
    else:
        own.read_events(text, found)
    if not found.rows and not found.bad:
        raise unreadable("er staat geen enkele gebeurtenis in", "there is not a single event in it")
    return found


def _table(text: str, found: Read, language: Lang, choose: Choose) -> None:
    cells = table.read(text, found)
    if timelinejs.is_sheet(cells):
        timelinejs.rows_of_sheet(cells, found, language)
    elif own.is_table(cells):
        found.rows = own.rows_of_table(cells)
    else:
        found.columns = choose(cells)
        columns.read_rows(cells, found.columns, found, language)
