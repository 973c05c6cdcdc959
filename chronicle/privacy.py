"""Finds what looks like private data: telephone, e-mail and citizen service numbers, and "behandeld door"."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

_PATTERNS: Mapping[str, re.Pattern[str]] = {
    "e-mail": re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"),
    # Dutch numbers: ten digits from 0, or +31/0031 and nine; blanks, dots, hyphens and brackets may stand between.
    "telephone": re.compile(r"(?<![\w/.-])(?:(?:\+|00)31[ .-]?(?:\(0\))?|\(?0)[1-9](?:[ .()-]{0,2}[0-9]){8}(?![\w/-])"),
    "citizen-number": re.compile(r"(?<![\w/.,-])[0-9]{9}(?![\w/,-])"),
    "handled-by": re.compile(r"behandeld\s+door|behandelend\s+ambtenaar|doorkiesnummer", re.IGNORECASE),
}

# What only looks private, with the reason why it may stand.
ALLOWED: Mapping[str, str] = {
    "4/5.3/2009000531": "the reference number of the letter of 22 January 2009, not a telephone number",
}


@dataclass(frozen=True, slots=True)
class Suspicion:
    """A spot in a text that looks private. `offset` counts characters from 0."""

    kind: str
    text: str
    offset: int


def suspicions(text: str) -> Iterator[Suspicion]:
    """Yield what looks private in `text`, apart from what is allowed."""
    allowed = [(m.start(), m.end()) for item in ALLOWED for m in re.finditer(re.escape(item), text)]
    for kind, pattern in _PATTERNS.items():
        for match in pattern.finditer(text):
            inside = any(start <= match.start() and match.end() <= end for start, end in allowed)
            if not inside and (kind != "citizen-number" or passes_eleven_test(match.group())):
                yield Suspicion(kind, match.group(), match.start())


def passes_eleven_test(digits: str) -> bool:
    """Tell whether nine `digits` could be a citizen service number (the Dutch eleven test)."""
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return digits != "000000000" and sum(w * int(d) for w, d in zip(weights, digits, strict=True)) % 11 == 0
