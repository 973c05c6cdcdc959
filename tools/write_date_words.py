"""Writes `docs/assets/dates/words.mjs` from chronicle/dates: `python -m tools.write_date_words`. A test compares them.

The page reads dates with scripts of its own; every month, sentence, wording and limit in them is taken from the Python
tables, so that it is written once. The module is committed, as the schemas are: so the scripts run as they stand in the
folder, Node tests them without a build, and a page asks for no file more.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import fields
from importlib import import_module
from pathlib import Path
from typing import Any

from chronicle import drafts
from chronicle.dates import DateError, bounds, diagnose, errors, mend, model, points, reading, typed, vague
from chronicle.dates.words import DUTCH, ENGLISH, Words

PROJECT = Path(__file__).resolve().parent.parent
TARGET = PROJECT / "docs/assets/dates/words.mjs"
_HEAD = "// Made by tools/write_date_words.py of the tables in chronicle/dates: change those, and make this anew.\n"
_WIDTH = 130

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
        "MONTHS": {name: int(number) for name, number in typed._MONTHS.items()},
        "SEASONS": typed._SEASONS,
        "ORDINALS": typed._ORDINALS,
        "TENS": typed._TENS,
        **{name: getattr(where, f"_{name}") for where, names in _PATTERNS.items() for name in names},
        "ENGLISH_WORDS": drafts._ENGLISH.pattern.removeprefix(r"\b(?:").removesuffix(r")\b"),
        "NO_YEAR": _no_year(),
        "DUTCH": _words(DUTCH),
        "ENGLISH": _words(ENGLISH),
        # Braces that stand for themselves are doubled only in Python.
        "MESSAGES": {
            code: [text.replace("{{", "{").replace("}}", "}") for text in texts]
            for code, texts in errors.MESSAGES.items()
        },
    }
    return _HEAD + "".join(f"export const {name} = {_script(value)};\n" for name, value in values.items())


def _words(words: Words) -> dict[str, Any]:
    table = {field.name: getattr(words, field.name) for field in fields(words) if field.name not in _OTHER_STYLES}
    long, _, cut = words.winter
    table |= {"winter": (long, cut), **{name: table[name][0] for name in _BY_STYLE}}
    return {name: value for name, value in table.items() if not callable(value)}


def _no_year() -> dict[str, str]:
    """Give what is said of a date without any year."""
    try:
        drafts.date_of("XXXX")
    except DateError as error:
        return {"nl": error.message_nl, "en": error.message_en}
    raise AssertionError("a date without a year is no date of an event")


def _script(value: Any, margin: str = "") -> str:
    """Give a value as a script writes it: on one line where it fits, else a line for each part of it."""
    if not isinstance(value, Mapping | list | tuple):
        return _text(value) if isinstance(value, str) else json.dumps(value)
    inner = margin + "  "
    if isinstance(value, Mapping):
        open_, close = "{ ", " }"
        parts = [f"{_key(str(name))}: {_script(part, inner)}" for name, part in value.items()]
    else:
        open_, close = "[", "]"
        parts = [_script(part, inner) for part in value]
    line = open_ + ", ".join(parts) + close
    if len(margin + line) <= _WIDTH - 30 and "\n" not in line:
        return line
    return f"{open_.strip()}\n" + "".join(f"{inner}{part},\n" for part in parts) + margin + close.strip()


def _key(name: str) -> str:
    return name if re.fullmatch(r"[a-z_]+|[1-9][0-9]*", name) else json.dumps(name)


def _text(text: str) -> str:
    """Give a text in quotation marks, a long pattern in pieces."""
    pieces = re.findall(rf"(?s).{{1,{_WIDTH - 30}}}", text) if "|" in text else [text]
    # Signs that are easily taken for one another, and blanks that do not look like one, are written as numbers.
    quoted = [re.sub(r"[\u2010-\u2012\u2015\u2212\u00a0]", lambda c: f"\\u{ord(c[0]):04x}", _quoted(p)) for p in pieces]
    return " +\n  ".join(quoted) or '""'


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


if __name__ == "__main__":
    TARGET.write_text(module(), encoding="utf-8")
    print(TARGET.relative_to(PROJECT))
