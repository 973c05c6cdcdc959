"""Which characters may stand in a text: what is seen, in its composed form, and nothing that hides or commands."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

Kind = Literal["invisible", "decomposed", "stacked", "loose", "mixed"]

# Unicode's general categories of what has no shape of its own or no meaning yet: control, format (bidirectional marks,
# zero-width signs, tags), lone surrogates, private use, unassigned, line and paragraph separators.
_REFUSED = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
# Letters and marks by category, yet nothing is seen of them: fillers, the blank Braille pattern, the joiner of
# graphemes, variation selectors. U+FE0E and U+FE0F stay: they choose between two shapes that are both seen.
_UNSEEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\uffa0\ufe00-\ufe0d\U000e0100-\U000e01ef]"
)
# All but the tab and the newline, which lay a file out.
_CONTROL = {chr(code) for code in (*range(0x20), 0x7F)} - {"\t", "\n"}
# More marks on one letter than any language of the site has run over the lines above and below it.
_MOST_MARKS = 3
# What may bear a mark though it is no letter: the keys of a telephone, as emoji.
_KEYS = "#*"
# A Latin letter beside a Greek or Cyrillic one: most often a look-alike.
_LATIN = "A-Za-z\u00c0-\u024f"
_ALIKE = "\u0370-\u03ff\u0400-\u052f"
_MIXED = re.compile(f"[{_LATIN}][{_ALIKE}]|[{_ALIKE}][{_LATIN}]")


# Stands where something was taken out; it may stand in a text itself, and is one character.
HOLE = "\ufffd"


@dataclass(frozen=True, slots=True)
class Oddity:
    """A spot that is odd. `offset` counts characters from 0; `instead` is what to write, where that can be told."""

    kind: Kind
    offset: int
    name: str
    instead: str | None = None


def oddity(text: str) -> Oddity | None:
    """Give the first thing in `text` that may not stand there, or None."""
    # A text has few different characters: each is looked at once.
    signs = set(text)
    if refused := _CONTROL & signs | {sign for sign in signs if sign > "\x7f" and _refused(sign)}:
        at = min(text.index(sign) for sign in refused)
        return Oddity("invisible", at, _name(text[at]))
    if text.isascii():
        return None
    # Marks first: bringing thousands of them into their order takes a second, and three do not.
    if any(_is_mark(sign) for sign in signs) and (marked := _marked(text)):
        return marked
    return None if unicodedata.is_normalized("NFC", text) else _decomposed(text)


def without(text: str, odd: Oddity) -> str:
    """Give `text` without an oddity and as long as it was, with `HOLE`s; as it is where that cannot be."""
    start, end, whole = odd.offset, odd.offset + 1, ""
    while odd.kind != "invisible" and _is_mark(text[end : end + 1]):
        end += 1
    # Of the marks that may stay nobody can tell whether they are in their order.
    while odd.kind == "stacked" and _is_mark(text[start - 1]):
        start -= 1
    if odd.kind == "decomposed":
        whole = unicodedata.normalize("NFC", text[start:end])
    elif unicodedata.category(text[start]) in {"Zl", "Zp"}:
        whole = " "
    return text[:start] + whole + HOLE * (end - start - len(whole)) + text[end:] if len(whole) <= end - start else text


def mixed(text: str) -> Oddity | None:
    """Give the first spot where letters of two scripts stand side by side, or None."""
    found = None if text.isascii() else _MIXED.search(text)
    return Oddity("mixed", found.start(), _name(found.group()[1])) if found else None


@lru_cache(maxsize=4096)
def _refused(character: str) -> bool:
    return unicodedata.category(character) in _REFUSED or bool(_UNSEEN.match(character))


def _decomposed(text: str) -> Oddity:
    """The first character that is written otherwise in Unicode's normalization form C."""
    composed = unicodedata.normalize("NFC", text)
    pairs = zip(text, composed, strict=False)
    offset = next((i for i, (ours, theirs) in enumerate(pairs) if ours != theirs), min(len(text), len(composed)))
    # A mark belongs to the letter before it.
    while offset and unicodedata.combining(text[offset : offset + 1] or " "):
        offset -= 1
    return Oddity("decomposed", offset, _name(text[offset]), composed[offset : offset + 1])


def _marked(text: str) -> Oddity | None:
    """The first mark too many on a letter, or one that stands on no letter: on a blank, or on a sign of markup."""
    run = 0
    for offset, character in enumerate(text):
        run = run + 1 if _is_mark(character) else 0
        if run > _MOST_MARKS:
            return Oddity("stacked", offset, _name(character))
        if run == 1 and not _bears(text[offset - 1 : offset]):
            return Oddity("loose", offset, _name(character))
    return None


@lru_cache(maxsize=4096)
def _is_mark(character: str) -> bool:
    """Tell whether a character is drawn on the one before it."""
    return character > "\u02ff" and unicodedata.category(character) in {"Mn", "Me"}


def _bears(character: str) -> bool:
    """Tell whether a mark may stand on `character`, which is empty at the beginning of a text."""
    return bool(character) and (
        character.isalnum() or character in _KEYS or (character > "\x7f" and not character.isspace())
    )


def _name(character: str) -> str:
    """Name a character for people: `U+200B ZERO WIDTH SPACE`."""
    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".rstrip()
