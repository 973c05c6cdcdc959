"""Finds what looks like private data: telephone, e-mail and citizen service numbers, and "behandeld door"."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from chronicle.problems import Message, Place, Problem, Remedy

# `(at)` and `[at]` are written to be read by people only; the people are as private.
_AT = r"(?:@|\s?[(\[]\s?(?:at|apenstaartje)\s?[)\]]\s?)"
_PATTERNS: Mapping[str, re.Pattern[str]] = {
    # At most 64 characters before the @ (RFC 5321, 4.5.3.1.1). Without a bound, and with going back, a file that is one
    # long word would take minutes.
    "e-mail": re.compile(rf"[\w.%+-]{{1,64}}+{_AT}[A-Za-z0-9-]++(?:\.[A-Za-z0-9-]++)+", re.IGNORECASE),
    # Dutch numbers: ten digits from 0, or +31/0031 and nine; blanks, dots, hyphens and brackets may stand between.
    # Elsewhere a plus and 9 to 14 digits. A date of ten signs is none.
    "telephone": re.compile(
        r"(?<![\w/.-])(?![0-3][0-9][-. ][01][0-9][-. ][0-9]{4}\b)"
        r"(?:(?:(?:\+|00)31[\s.-]?(?:\(0\))?|\(?0)[1-9](?:(?:[ \xa0.()-]{0,2}|\n)[0-9]){8}"
        r"|\+[1-9](?:[ .()-]?[0-9]){8,13})"
        r"(?![\w/-])"
    ),
    # Nine digits, together or in threes, or as on a form: 1234.56.782.
    "citizen-number": re.compile(
        r"(?<![\w/.,-])(?:[0-9]{9}|[0-9]{3}([ .])[0-9]{3}\1[0-9]{3}|[0-9]{4}\.[0-9]{2}\.[0-9]{3})(?![\w/,-])"
    ),
    "handled-by": re.compile(r"behandeld\s+door|behandelend\s+ambtenaar|doorkiesnummer", re.IGNORECASE),
}

# What has none of these signs has nothing of that kind: most texts are done with after a quick look.
_AT_FIRST = re.compile(r"@|[(\[]\s?[aA]")
_NINE_DIGITS = re.compile(r"[0-9](?:[\s.()-]{0,4}[0-9]){8}")
_NOT_ASCII = re.compile("[^\x00-\x7f]")


@dataclass(frozen=True, slots=True)
class Suspicion:
    """A spot in a text that looks private. `offset` counts characters from 0."""

    kind: str
    text: str
    offset: int


def suspicions(text: str, allowed: Iterable[str] = ()) -> Iterator[Suspicion]:
    """Yield what looks private in `text`, unless it lies within one of the `allowed` texts."""
    plain = text if text.isascii() else _NOT_ASCII.sub(lambda sign: _ascii(sign.group()), text)
    kinds = list(_kinds(plain))
    spans = [(m.start(), m.end()) for item in allowed for m in re.finditer(re.escape(item), text)] if kinds else []
    for kind in kinds:
        for match in _PATTERNS[kind].finditer(plain):
            inside = any(start <= match.start() and match.end() <= end for start, end in spans)
            if not inside and (kind != "citizen-number" or passes_eleven_test(re.sub("[ .-]", "", match.group()))):
                yield Suspicion(kind, text[match.start() : match.end()], match.start())


def _kinds(plain: str) -> Iterator[str]:
    """Yield the kinds that may be in a text, those that surely are not left out."""
    if _AT_FIRST.search(plain):
        yield "e-mail"
    if _NINE_DIGITS.search(plain):
        yield "telephone"
        yield "citizen-number"
    small = plain.lower()
    if "behandel" in small or "doorkies" in small:
        yield "handled-by"


@lru_cache(maxsize=4096)
def _ascii(character: str) -> str:
    """Write a digit of any script, a wide sign or a dash as ASCII; one character for one."""
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    if unicodedata.category(character) == "Pd":
        return "-"
    wide = unicodedata.normalize("NFKC", character)
    return wide if len(wide) == 1 and wide < "\x80" else character


def passes_eleven_test(digits: str) -> bool:
    """Tell whether nine `digits` could be a citizen service number (the Dutch eleven test)."""
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return digits != "000000000" and sum(w * int(d) for w, d in zip(weights, digits, strict=True)) % 11 == 0


_NAMES: Mapping[str, tuple[str, str]] = {
    "e-mail": ("een e-mailadres", "an e-mail address"),
    "telephone": ("een telefoonnummer", "a telephone number"),
    "citizen-number": ("een burgerservicenummer", "a citizen service number"),
    "handled-by": ("de naam van een behandelaar", "the name of a civil servant"),
}
KINDS = tuple(_NAMES)


def problem(found: Suspicion, place: Place) -> Problem:
    """Word a suspicion at `place`."""
    nl, en = _NAMES[found.kind]
    return Problem(
        place=place,
        code="private-data",
        message=Message(nl=f"dit lijkt op {nl}", en=f"this looks like {en}"),
        cure=Message(
            nl="Haal het weg: privégegevens komen niet op de tijdlijn. Is het iets anders? Zet het met de reden in"
            " vocabulary/allowed.yaml.",
            en="Remove it: private data do not go on the timeline. Is it something else? Put it into"
            " vocabulary/allowed.yaml with the reason.",
        ),
        # Without the sign the name behind it would be harder to find.
        fix=None if found.kind == "handled-by" else Remedy(how="replace", old=found.text),
    )


def placed(found: Iterable[Suspicion], text: str, file: str) -> Iterator[Problem]:
    """Word each suspicion of a file's `text` at its own place."""
    for one in found:
        line_start = text.rfind("\n", 0, one.offset) + 1
        yield problem(one, Place(file, text.count("\n", 0, one.offset) + 1, one.offset - line_start + 1))


def problems(text: str, file: str, allowed: Iterable[str] = ()) -> Iterator[Problem]:
    """Yield a problem for everything that looks private in a file's text, each at its own place."""
    return placed(suspicions(text, allowed), text, file)
