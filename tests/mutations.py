"""Sound files, changed by chance as people's slips would change them; the same seed gives the same changes."""

import random
from collections.abc import Callable

# What a value may become: words of other fields, what YAML reads otherwise, and signs that mean something to it.
VALUES = (
    "no", "on", "yes", "true", "False", "null", "~", "", "5", "012", "1_000", "0x1f", "1e3", ".inf", "12:30", "2009",
    "2009-02-04", "2009-02-30", "2009-2-4", "4 februari 2009", "2009-02/2009-03", "..", "[]", "{}", "[a, b]", "{a: b}",
    "all", "happened", "gepland", "signing", "sociaal", "[sociaal, sociaal]", "[assen, all]", "brief", "nl", "NL",
    '" "', '""', '"a "', "'a'", '"a\\nb"', "# a", "a #b", "a: b", "@a", "*a", "&a b", "!a b", "- a", "? a", "| a", ">",
    "https://www.drenthe.nl/", "www.drenthe.nl", "https://a b", "ftp://a", "x" * 81, "x" * 121, "x" * 301, "x" * 1001,
    "x" * 4000, "é", "e\u0301", "a\u200bb", "a\u2028b", "\U0001f600" * 60, ">-\n    a\n    b", "|\n    a\n    b",
    ">\n    " + "y" * 80, "- a\n  - b",
)  # fmt: skip
SIGNS = "\t \u00a0:#-[]{}\"'|>*&!%@`,?~\n\\\u200béx0"
FIELDS = ("status", "soort", "nl", "en", "date", "kind", "title", "themes", "evidence", "url", "note", "weather")


def _value(lines: list[str], chance: random.Random) -> None:
    """Another value in a field, or in an item of a list."""
    at = chance.choice([i for i, line in enumerate(lines) if ": " in line or line.lstrip().startswith("- ")])
    head, mark, _ = lines[at].partition(": " if ": " in lines[at] else "- ")
    lines[at] = head + mark + chance.choice(VALUES)


def _without(lines: list[str], chance: random.Random) -> None:
    del lines[chance.randrange(len(lines))]


def _twice(lines: list[str], chance: random.Random) -> None:
    at = chance.randrange(len(lines))
    lines.insert(at, lines[at])


def _swapped(lines: list[str], chance: random.Random) -> None:
    at = chance.randrange(len(lines) - 1)
    lines[at], lines[at + 1] = lines[at + 1], lines[at]


def _sign(lines: list[str], chance: random.Random) -> None:
    at = chance.randrange(len(lines))
    column = chance.randrange(len(lines[at]) + 1)
    lines[at] = lines[at][:column] + chance.choice(SIGNS) + lines[at][column:]


def _less(lines: list[str], chance: random.Random) -> None:
    at = chance.choice([i for i, line in enumerate(lines) if line])
    column = chance.randrange(len(lines[at]))
    lines[at] = lines[at][:column] + lines[at][column + 1 :]


def _indented(lines: list[str], chance: random.Random) -> None:
    at = chance.randrange(len(lines))
    lines[at] = " " * chance.randrange(5) + lines[at].lstrip(" ")


def _field(lines: list[str], chance: random.Random) -> None:
    """One field more, somewhere."""
    indent = " " * chance.choice((0, 0, 2, 4))
    field = f"{indent}{chance.choice(FIELDS)}: {chance.choice(VALUES)}"
    lines.insert(chance.randrange(len(lines) + 1), field)


def _quoted(lines: list[str], chance: random.Random) -> None:
    at = chance.choice([i for i, line in enumerate(lines) if ": " in line])
    head, mark, value = lines[at].partition(": ")
    lines[at] = head + mark + chance.choice(("'{}'", '"{}"', "[{}]", "{} ", '" {} "', "|-\n      {}")).format(value)


CHANGES: tuple[Callable[[list[str], random.Random], None], ...] = (
    _value, _value, _value, _without, _twice, _swapped, _sign, _less, _indented, _field, _quoted,
)  # fmt: skip


def mutated(text: str, seed: int) -> str:
    """Change `text` once, or now and then twice."""
    chance = random.Random(seed)
    lines = text.rstrip("\n").split("\n")
    for _ in range(chance.choice((1, 1, 1, 2))):
        chance.choice(CHANGES)(lines, chance)
    return "\n".join(lines) + "\n"
