"""Finds out why a text is not a date: the slow path, which runs only after the patterns refused it."""

import re
from typing import Final

from chronicle.dates.errors import DateError, problem

DASHES: Final = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
"""Every hyphen, dash and minus that people paste for the plain hyphen."""
_CAPITALS: Final = {"x": "X", "u": "X", "y": "Y", "e": "E", "s": "S", "t": "T", "z": "Z"}
_SMALL = re.compile(r"(?<![a-zA-Z])[xu](?=[XxuU]*(?![a-zA-Z]))|^y(?=-?[0-9])|(?<=[0-9])[est](?=[0-9])|(?<=[0-9])z$")
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_QUALIFIERS = re.compile(r"[?~%]{2,}")
_PLAIN = re.compile(r"[?~%]?(-?)([^-]*)(?:-([^-]*)(?:-([^-]*))?)?")
_NAMES: Final = ("year-digits", "month-digits", "day-digits")


def diagnose(text: str, offset: int) -> DateError:
    """What is wrong with a text that no pattern of a single date fits; the text starts at that character."""
    if not text.strip().strip("?~%-"):
        return problem("empty", offset)
    return (
        _foreign(text, offset)
        or _long_year(text, offset)
        or _time(text, offset)
        or _digits(text, offset)
        or _qualifier(text, offset)
    )


def _foreign(text: str, offset: int) -> DateError | None:
    """A character or a word that no date has."""
    small = _SMALL.search(text)
    if small:
        return problem("small", offset + small.start(), char=small[0], capital=_CAPITALS[small[0]])
    words = _LETTERS.search(text.replace("X", "0"))
    if words:
        return problem("words", offset + words.start())
    for at, char in enumerate(text):
        if char.isspace():
            return problem("space", offset + at)
        if char in DASHES:
            return problem("dash", offset + at, char=char)
        if char not in "0123456789X?~%-YEST:+Z./":
            return problem("character", offset + at, char=char)
    at = text.find("..")
    return problem("dots", offset + at) if at >= 0 else None


def _long_year(text: str, offset: int) -> DateError | None:
    """Years with Y, E or S that the pattern refused."""
    at = text.find("S")
    if at >= 0:
        whole = re.fullmatch(r"Y.*|-?[0-9]{4}", text[:at])
        return _long_year(text[:at], offset) or problem(
            "significant" if whole else "significant-place", offset + at, most=sum(char.isdigit() for char in text[:at])
        )
    at = text.find("E")
    if at >= 0:
        return problem("exponent", offset + at)
    at = text.find("Y")
    if at > 0:
        return problem("character", offset + at, char="Y")
    if at == 0:
        short = re.fullmatch(r"Y-?[0-9]{1,4}(-.*)?", text)
        return problem("long-year-short" if short else "long-year", offset)
    if re.fullmatch(r"-?[0-9]{5,}[?~%]?", text) and not re.fullmatch(r"[0-9]{6}|[0-9]{8}", text):
        return problem("long-year-missing", offset)
    return None


def _time(text: str, offset: int) -> DateError | None:
    """Times that the pattern refused."""
    at = text.find("T")
    if at < 0:
        at = text.find(":")
        return problem("time", offset + at) if at >= 0 else None
    zone = re.match(r"-?[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}", text)
    return problem("zone", offset + zone.end()) if zone else problem("time", offset + at)


def _digits(text: str, offset: int) -> DateError | None:
    """Parts with too few or too many digits, in a strange order, or run together."""
    if re.fullmatch(r"[0-9]{8}|[0-9]{6}", text):
        return problem("basic", offset + 4)
    if re.fullmatch(r"[0-9]{1,2}[-./][0-9]{1,2}[-./]([0-9]{4}|[0-9]{2})|[0-9]{1,2}[-./][0-9]{4}", text):
        return problem("order", offset)
    odd = next((at for at, char in enumerate(text) if char in "./:+Z"), None)
    if odd is not None:
        return problem("character", offset + odd, char=text[odd])
    found = _PLAIN.match(text)
    if found is None:
        return None
    for part, (code, length) in enumerate(zip(_NAMES, (4, 2, 2), strict=True), start=2):
        value = found[part]
        bare = value.strip("?~%") if value is not None else None
        if bare is not None and len(bare) != length and not re.search(r"[?~%]", bare):
            return problem(code, offset + found.start(part), found=bare)
    if found.end() < len(text):
        return problem("parts", offset + found.end(), found=text[found.end() :])
    return None


def _qualifier(text: str, offset: int) -> DateError:
    """All that is left is a sign in a place where it means nothing."""
    double = _QUALIFIERS.search(text)
    if double:
        return problem("qualifiers", offset + double.start(), found=double[0])
    at = next((at for at, char in enumerate(text) if char in "?~%"), 0)
    at = next((m.start() for m in re.finditer(r"(?<=[0-9X])[?~%](?=[0-9X])|[?~%](?=-[0-9X]{4})", text)), at)
    return problem("qualifier-place", offset + at, char=text[at])
