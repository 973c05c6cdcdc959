"""Writes `docs/assets/dates/words.mjs` from chronicle/dates: `python -m tools.write_date_words`. A test compares them.

The page reads dates with scripts of its own; every month, wording and limit in them is taken from the Python tables, so
that it is written once. What is said of a date that is none comes with the form's data. The module is committed, as
the schemas are: so the scripts run as they stand in the folder, Node tests them without a build, and a page asks for no
file more.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import fields
from importlib import import_module
from pathlib import Path
from typing import Any

from chronicle import drafts
from chronicle.dates import bounds, diagnose, mend, model, points, reading, typed, vague
from chronicle.dates.words import DUTCH, ENGLISH, Words

PROJECT = Path(__file__).resolve().parent.parent
TARGET = PROJECT / "docs/assets/dates/words.mjs"
_HEAD = "// Made by tools/write_date_words.py of the tables in chronicle/dates: change those, and make this anew.\n"
_WIDTH = 130

# Signs that are easily taken for one another, and the blank that does not look like one, are written as numbers.
_UNCLEAR = "[\u2010-\u2012\u2015\u2212\u00a0]"

# In the package the name is the function's.
_PROPOSE = import_module("chronicle.dates.propose")
# Patterns that mean the same to Python and to JavaScript.
_PATTERNS: Mapping[Any, tuple[str, ...]] = {
    typed: ("DAY", "OF", "LEAD", "SOMEWHERE", "WEEKDAYS"),
    vague: ("EARLY", "MIDDLE", "LATE"),
    _PROPOSE: ("ABOUT", "MAYBE", "LIKELY", "AND", "OR", "FROM", "LATEST", "EARLIEST", "ARTICLE"),
}
# A page words dates in the long style only. Of these the others have their own, the first is the long one.
_OTHER_STYLES = ("months_short", "around_short", "until_short", "until_spoken", "through")
_BY_STYLE = ("before_christ", "after_christ", "last_months")


def module() -> str:
    """Give the text of the module."""
    values: dict[str, Any] = {
        "MOST_CHARACTERS": reading.MOST_CHARACTERS,
        "MOST_YEAR_DIGITS": points.MOST_YEAR_DIGITS,
        "MOST_TYPED": _PROPOSE._MOST_CHARACTERS,
        "MOST_WORDS": _PROPOSE._MOST_WORDS,
        "PRECISIONS": model.PRECISIONS,
        "GROUPINGS": bounds.GROUPINGS,
        "DASHES": diagnose.DASHES,
        "OPEN": mend._OPEN,
        "UNKNOWN": mend._UNKNOWN,
        "MONTHS": _numbered({name: int(number) for name, number in typed._MONTHS.items()}),
        "SEASONS": _numbered({name: number - 20 for name, number in typed._SEASONS.items()}),
        "ORDINALS": _numbered(typed._ORDINALS),
        "TENS": _numbered(typed._TENS),
        **{name: getattr(where, f"_{name}") for where, names in _PATTERNS.items() for name in names},
        "ENGLISH_WORDS": drafts._ENGLISH.pattern.removeprefix(r"\b(?:").removesuffix(r")\b"),
        "DUTCH": _words(DUTCH),
        "ENGLISH": _words(ENGLISH),
    }
    return _HEAD + "".join(
        f"export const {name} = {_script(value)};\n".replace("= \n", "=\n") for name, value in values.items()
    )


def _numbered(names: Mapping[str, int]) -> str:
    """Give names of the numbers 1, 2, … as one text: a comma between numbers, a blank between names of one."""
    groups: dict[int, list[str]] = {number: [] for number in range(1, max(names.values()) + 1)}
    for name, number in names.items():
        groups[number].append(name)
    return ", ".join(" ".join(group) for group in groups.values())


def _words(words: Words) -> dict[str, Any]:
    table = {field.name: getattr(words, field.name) for field in fields(words) if field.name not in _OTHER_STYLES}
    long, _, cut = words.winter
    table |= {"winter": (long, cut), **{name: table[name][0] for name in _BY_STYLE}}
    return {name: value for name, value in table.items() if not callable(value)}


def _script(value: Any, margin: str = "") -> str:
    """Give a value as a script writes it, on as few lines as it needs."""
    if not isinstance(value, Mapping | list | tuple):
        return _text(value) if isinstance(value, str) else json.dumps(value)
    inner = margin + "  "
    if isinstance(value, Mapping):
        shape = "{%s}"
        parts = [f"{_key(str(name))}: {_script(part, inner)}" for name, part in value.items()]
    else:
        shape = "[%s]"
        parts = [_script(part, inner) for part in value]
    if len(margin) + sum(len(part) + 2 for part in parts) < _WIDTH - 30:
        return shape % ", ".join(parts)
    lines = [inner + parts[0]]
    for part in parts[1:]:
        if len(lines[-1]) + len(part) + 3 > _WIDTH or "\n" in part + lines[-1]:
            lines.append(inner + part)
        else:
            lines[-1] += f", {part}"
    return shape % f"\n{f',{chr(10)}'.join(lines)},\n{margin}"


def _key(name: str) -> str:
    return name if re.fullmatch(r"[a-z_]+|[1-9][0-9]*", name) else json.dumps(name)


def _text(text: str) -> str:
    """Give a text in quotation marks, a long one in pieces."""
    pieces = re.findall(rf".{{1,{_WIDTH - 20}}}(?:[ |]|$)", text) if len(text) > _WIDTH - 30 else [text]
    quoted = [re.sub(_UNCLEAR, _escaped, json.dumps(piece, ensure_ascii=False)) for piece in pieces]
    return quoted[0] if len(quoted) == 1 else "\n  " + " +\n  ".join(quoted)


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


if __name__ == "__main__":
    TARGET.write_text(module(), encoding="utf-8")
    print(TARGET.relative_to(PROJECT))
