"""A short report as blocks, and the blocks as plain text or as Markdown in which no word can do anything."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from chronicle import markup
from chronicle.problems import harmless

Style = Literal["text", "markdown"]

# A column of longer texts than this would leave the others too far to the right.
_WIDTH = 80
# Quotation marks, brackets, comma, hyphen, full stop, slash, semicolon, question mark; coded.
_QUIET = re.compile("&#(3[49]|4[014567]|59|63);")


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading; level 1 is the report's own."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One or more sentences; `warns` when nobody may miss them."""

    text: str
    warns: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Lines with a name before each; a name may be empty."""

    rows: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows below the names of the columns."""

    head: Sequence[str]
    rows: Sequence[Sequence[str]]


Block = Heading | Paragraph | Facts | Table


def show(blocks: Iterable[Block], style: Style) -> str:
    """Write the blocks as a text that ends with a newline. All texts in them count as plain, whoever wrote them."""
    shown = map(_as_text if style == "text" else _as_markdown, blocks)
    return "\n\n".join(shown) + "\n"


def inert(text: str) -> str:
    """Give `text` as Markdown that is shown as it is, on one line, on GitHub and GitLab too.

    There `@name` would call somebody and `#1` would point at something, also where the sign is coded; a comment of no
    length after it prevents that.
    """
    coded = _QUIET.sub(_as_it_is, markup.coded(_sound(text)))
    for sign in ("&#64;", "&#35;", "&#33;"):
        coded = coded.replace(sign, f"{sign}<!-- -->")
    return coded


def _as_it_is(match: re.Match[str]) -> str:
    """Leave signs of plain sentences as they are where they mean nothing, so that the source can be read as well.

    A full stop or a hyphen means nothing after a letter, but for a list's number at the start and `www.`.
    """
    sign, before, after = chr(int(match[1])), match.string[: match.start()], match.string[match.end() :]
    if sign == "." and (not before[-1:].isalnum() or before.isdigit() or before[-3:].lower() == "www"):
        return match[0]
    if sign == "-" and not (before[-1:].isalnum() and after[:1].isalnum()):
        return match[0]
    return sign


def _plain(text: str) -> str:
    return _sound(" ".join(text.split()))


def _sound(text: str) -> str:
    """Leave out what commands a terminal, and what no encoding can write: bytes of a file's name that are no UTF-8."""
    return harmless(text).encode(errors="replace").decode()


def _as_text(block: Block) -> str:
    match block:
        case Heading():
            text = _plain(block.text)
            return f"{text}\n{'=' * min(len(text), _WIDTH)}" if block.level == 1 else f"{'#' * block.level} {text}"
        case Paragraph():
            return f"{'! ' if block.warns else ''}{_plain(block.text)}"
        case Facts():
            return "\n".join(f"  {_named(name, text, _plain, ': ')}" for name, text in block.rows)
        case Table():
            return _text_table([list(map(_plain, row)) for row in (block.head, *block.rows)])


def _named(name: str, text: str, write: Callable[[str], str], between: str) -> str:
    return f"{write(name)}{between}{write(text)}" if name else write(text)


def _text_table(rows: list[list[str]]) -> str:
    """Align the columns where texts are short; else write each row below its first cell."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    if max(widths) <= _WIDTH:
        aligned = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows]
        return "\n".join(f"  {line.rstrip()}" for line in aligned)
    head, *body = rows
    return "\n".join(
        "\n".join([f"  {row[0]}", *(f"    {name}: {cell}" for name, cell in zip(head[1:], row[1:], strict=True))])
        for row in body
    )


def _as_markdown(block: Block) -> str:
    match block:
        case Heading():
            return f"{'#' * block.level} {inert(block.text)}"
        case Paragraph():
            # What GitHub shows in a box; elsewhere it is a quotation that begins with the word.
            return f"> [!WARNING]\n> {inert(block.text)}" if block.warns else inert(block.text)
        case Facts():
            return "\n".join(f"- {_strong(name)}{inert(text)}" for name, text in block.rows)
        case Table():
            lines = [f"| {' | '.join(map(inert, row))} |" for row in (block.head, *block.rows)]
            return "\n".join([lines[0], "|" + " --- |" * len(block.head), *lines[1:]])


def _strong(name: str) -> str:
    return f"**{inert(name)}:** " if name else ""
