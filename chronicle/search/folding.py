"""Text to words as the search compares them: without capitals and accents.

docs/assets/search/words.mjs does the same in the page; a test gives both the same texts.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence

from chronicle.problems import Lang

_OTHERS = str.maketrans(
    {
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "đ": "d",
        "ł": "l",
        "\N{LATIN SMALL LETTER DOTLESS I}": "i",
        "\N{GREEK SMALL LETTER FINAL SIGMA}": "\N{GREEK SMALL LETTER SIGMA}",
    }
)
# Within a word an apostrophe is nothing (thema's, thema’s), and within a number a point or comma (40.000, 40,000).
_INSIDE = re.compile(r"['’.,](?:(?<=[^\W\d_]['’])(?=[^\W\d_])|(?<=\d[.,])(?=\d{3}(?!\d)))")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_WORD = re.compile(r"[^\W_]+")
# The hyphen of the keyboard, the hyphen, and the one that keeps a line together.
_HYPHENS = "-\u2010\u2011"
_HYPHENED = re.compile(rf"(?<![^\W_])[^\W_]++(?:[{_HYPHENS}][^\W_]++)++")

# Words that say nothing about a page: they are neither kept nor looked for.
_STOP: Mapping[Lang, str] = {
    "nl": """aan al als bij dan dat de deze die dit door een en er het hij hoe ik in is je kan maar me met mijn na naar
        niet nog of om ook op over te tot uit van voor was wat we wel werd wie wij worden wordt ze zich zij zijn zo
        zoals""",
    "en": """a about an and are as at be been but by can do did for from had has have he her his how i if in into is it
        its my no not of on or our she so that the their them then there these they this to was we were what when
        where which who will with you your""",
}
STOP: Mapping[Lang, frozenset[str]] = {lang: frozenset(said.split()) for lang, said in _STOP.items()}


class _Plain(dict[str, str]):
    """What comes in the place of a character, worked out when it is first met: the same ones come back."""

    def __missing__(self, sign: str) -> str:
        parts = unicodedata.normalize("NFKD", sign)
        plain = "".join(c for c in parts if not unicodedata.category(c).startswith("M"))
        self[sign] = plain.lower().translate(_OTHERS)
        return self[sign]


_PLAIN = _Plain()


def fold(text: str) -> str:
    """Take capitals and accents off: `Eén` becomes `een`. No character's neighbours matter."""
    if not text.isascii():
        text = _NOT_ASCII.sub(lambda found: _PLAIN[found[0]], text)
    return text.lower()


def words(text: str) -> list[str]:
    """Give the folded words of a text, in its order."""
    return _WORD.findall(_INSIDE.sub("", fold(text)))


def joined(text: str) -> Sequence[str]:
    """Give what has a hyphen in it as one word as well: `Zuid-Oost` is looked for as `zuidoost`."""
    if not any(hyphen in text for hyphen in _HYPHENS):
        return ()
    return ["".join(_WORD.findall(found)) for found in _HYPHENED.findall(_INSIDE.sub("", fold(text)))]
