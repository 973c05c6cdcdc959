"""CSV as spreadsheets write it (RFC 4180 and its kin): a text to rows of cells, each with its line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from chronicle.foreign import texts
from chronicle.foreign.rows import Read, Unfit, unfit, unreadable

_SEPARATORS = (";", ",", "\t", "|")
# Excel's own way to name the separator, on a line of its own.
_NAMED = re.compile(r"sep=(.)\n", re.IGNORECASE)
# How many rows are looked at to tell the separator.
_LOOKED_AT = 25


@dataclass(frozen=True, slots=True)
class Record:
    """A row of cells. `number` is its row in the spreadsheet, `line` the line in the file; both count from 1."""

    number: int
    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A header of unique names, by their order, and the rows that hold something below it."""

    header: tuple[str, ...]
    records: tuple[Record, ...]


def read(text: str, read: Read) -> Table:
    """Read the table in `text`. Raises Unreadable; a row with more cells than the header is kept in `read.bad`."""
    named = _NAMED.match(text)
    separator = named[1] if named else _separator(text)
    # A spreadsheet does not show that line.
    records = _records(text[named.end() if named else 0 :], separator, 2 if named else 1)
    filled = (record for record in records if any(cell.strip() for cell in record.cells))
    head = next(filled, None)
    if head is None:
        raise unreadable("het bestand is leeg", "the file is empty")
    header = _unique([texts.clean(cell) for cell in head.cells])
    return Table(header, tuple(_fitting(filled, header, read)))


def _fitting(records: Iterator[Record], header: tuple[str, ...], found: Read) -> Iterator[Record]:
    width = len(header)
    for record in records:
        if any(cell.strip() for cell in record.cells[width:]):
            found.refuse(record.number, record.line, _too_wide(len(record.cells), width))
            continue
        yield Record(record.number, record.line, (record.cells + ("",) * width)[:width])


def _too_wide(cells: int, width: int) -> Unfit:
    return unfit(
        f"deze rij heeft {cells} cellen, en de kop {width}",
        f"this row has {cells} cells, and the header {width}",
        "Staat er een scheidingsteken in een tekst? Zet die tekst dan tussen dubbele aanhalingstekens.",
        "Is there a separator in a text? Then put that text in double quotation marks.",
    )


def _unique(names: list[str]) -> tuple[str, ...]:
    """Name what has no name by its number, and number what has the name of another."""
    seen: dict[str, int] = {}
    found = []
    for number, name in enumerate(names, start=1):
        plain = name or f"#{number}"
        seen[plain] = seen.get(plain, 0) + 1
        found.append(plain if seen[plain] == 1 else f"{plain} #{number}")
    return tuple(found)


def _separator(text: str) -> str:
    """Tell what parts the cells: what gives most rows as many cells as the first has, and more than one."""

    def score(separator: str) -> tuple[float, int]:
        widths = [len(r.cells) for r in _records(text, separator, most=_LOOKED_AT) if any(map(str.strip, r.cells))]
        if not widths or widths[0] < 2:
            return (0.0, 0)
        return (sum(width == widths[0] for width in widths) / len(widths), widths[0])

    best = max(_SEPARATORS, key=score)
    if score(best) == (0.0, 0):
        raise unreadable(
            "hier is geen tabel in te vinden: de eerste regel moet de namen van de kolommen hebben, met een puntkomma,"
            " een komma of een tab ertussen; haal weg wat erboven staat",
            "no table can be found in this: the first line must have the names of the columns, with a semicolon,"
            " a comma or a tab between them; take away what stands above it",
        )
    return best


def _records(text: str, separator: str, line: int = 1, *, most: int | None = None) -> Iterator[Record]:
    """Yield the rows; those that are blank too, so that the numbers are the spreadsheet's."""
    sign = re.escape(separator)
    # A text in quotation marks ends at one that a separator or the line's end follows. Else the first one is a sign
    # like any other: so one that was forgotten spoils its own row only. Possessive: nothing is tried twice.
    cell = re.compile(
        rf'"((?:[^"]|""){{0,{texts.MOST_CHARACTERS}}}+)"[ ]*+(?=[{sign}\n]|\Z)|([^{sign}\n]*+)', re.DOTALL
    )
    at, number = 0, 1
    while at < len(text) and (most is None or number <= most):
        cells: list[str] = []
        began = line
        while True:
            found = cell.match(text, at)
            assert found is not None, "a cell may be empty"
            quoted = found[1]
            cells.append(found[2] if quoted is None else quoted.replace('""', '"'))
            line += quoted.count("\n") if quoted else 0
            at = found.end() + 1
            if found.end() >= len(text) or text[found.end()] == "\n":
                break
        yield Record(number, began, tuple(cells))
        number += 1
        line += 1
