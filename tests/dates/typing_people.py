"""Texts as people and accidents make them, the same each time: EDTF of all levels, spoilt EDTF, wordings, soup."""

import ast
import inspect
import random
import re
import sys
import unicodedata
from collections.abc import Callable, Sequence
from importlib import import_module

from chronicle import dates
from chronicle.dates.diagnose import DASHES
from chronicle.dates.words import DUTCH, ENGLISH

_SIGNS = ("", "", "", "?", "~", "%")
_SOUP = "0123456789" * 3 + "X-/.?~%[]{},YEST:+Z xuwinter é٣\n\u00a0’'" + DASHES
# What a browser knows of characters may be newer than what Python knows; of these both know the same.
_CHARACTERS = [
    chr(number) for number in range(sys.maxunicode + 1) if unicodedata.category(chr(number)) not in ("Cn", "Cs", "Co")
]
_ABC = [character for character in _CHARACTERS if character < "\u0250"]

_TEMPLATES = (
    # One date
    "{day} {month} {year}", "{weekday} {day} {month} {year}", "{month} {day}, {year}", "{day}{th} of {month} {year}",
    "{month} {year}", "{year} {month} {day}", "op {day} {month} {year}", "in de {season} van {year}", "{season} {year}",
    "winter {year}/{next}", "{th}{part} van {year}", "Q{n} {year}", "{year}-H{n}", "{ordinal} {part} {of} {year}",
    "{ordinal} eeuw", "{ordinal} century", "{n}e eeuw {era}", "jaren {tens}", "the {tens}", "jaren '{two}", "{year}s",
    "jaren {tens} van de {ordinal} eeuw", "{ordinal} decennium van de {ordinal} eeuw", "{n} {era}", "{two} {era}",
    "een dag in {month} {year}", "ergens in {year}", "some day in {month} {year}", "{day}-{n}-{year}",
    "{day}/{two}/{year}", "{year}{two}{two}", "{year}-{n}-{day}", "{day}.{n}.{year}", "{year}", "{two}-{year}",
    # Part of a date
    "{vague} {month} {year}", "{vague} {year}", "{vague} {season} {year}", "{vague} jaren {tens}",
    "{vague} {ordinal} eeuw", "eerste helft van {month} {year}", "laatste maanden van {year}",
    "first months of {year}", "second half of {month} {year}",
    # Doubt
    "{about} {one}", "{one} {about}", "{maybe} {one}", "{one}?", "{one} (?)", "{maybe} {about} {one}",
    "een dag omstreeks {month} {year}",
    # One side
    "{from} {one}", "{until} {one}", "{beside} {one}", "{one} of eerder", "{one} or later", "{from} {one} {to} heden",
    # Two and more
    "{one} {to} {one}", "{one}{dash}{one}", "{day}{dash}{day} {month} {year}", "{month}{dash}{month} {year}",
    "van {one} {to} {one}", "from {day} {month} {to} {one}", "tussen {one} {and} {one}", "between {one} and {one}",
    "{day} {and} {day} {month} {year}", "in de maanden {month} {and} {month} {year}", "{one}, {one} {and} {one}",
    "{month}/{month} {year}", "{season} {year} {and} {season} {year}", "{edtf}/{edtf}", "{edtf} - {edtf}",
    "[{edtf}, {edtf}]", "{{edtf};{edtf}..{edtf}}", "[{edtf} - {edtf}]", "{edtf} T12:30", "open/{edtf}",
)  # fmt: skip


def texts(seed: int, count: int, known: Sequence[str]) -> list[str]:
    """Give `count` texts of all sorts, some of them made of `known` ones."""
    chance = random.Random(seed)
    sorts: tuple[Callable[[], str], ...] = (
        lambda: sound(lambda: edtf(chance)),
        lambda: edtf(chance),
        lambda: spoilt(chance, sound(lambda: edtf(chance))),
        lambda: sound(lambda: wording(chance)),
        lambda: wording(chance),
        lambda: spoilt(chance, sound(lambda: wording(chance))),
        lambda: spoilt(chance, chance.choice(known)),
        lambda: mixed(chance, known),
        lambda: soup(chance),
    )
    return [sorts[number % len(sorts)]() for number in range(count)]


def sound(make: Callable[[], str]) -> str:
    """Give the first text that says a date; it may be one of many."""
    return next(text for text in iter(make, None) if dates.propose(text))


# Where a word may stand.
_PLACES = (
    "{0} 2008", "2008 {0}", "{0} 17 december 2008", "17 {0} december 2008", "{0} december 2008", "december {0} 2008",
    "17 december 2008 {0}", "{0} de zomer van 2011", "{0} 2008 en 2009", "2008 {0} 2009", "17 {0} 19 mei 2008",
    "17{0} mei 2008", "eerste {0} van 2008", "{0} helft van mei 2008", "{0} eeuw", "19e {0}", "19e eeuw {0}",
    "jaren {0}", "the {0}", "5 {0}", "een dag {0} mei 2008", "{0} dag in mei 2008", "19e eeuw {0} 20e eeuw",
    "2008 tot {0}", "{0}/2008", "2008/{0}", "vanaf {0} 2008", "{0} maanden van 1984", "2008 mei {0}", "{0}",
    "van 2008 {0} mei 2009", "{0} 2 januari 2008 {0}", "mei {0}/ juni 2008",
)  # fmt: skip


def every_word() -> list[str]:
    """Give every word of the package's own patterns in every place where a word may stand."""
    modules = (import_module(f"chronicle.dates.{name}") for name in ("typed", "vague", "mend", "propose"))
    trees = (ast.walk(ast.parse(inspect.getsource(module))) for module in modules)
    patterns = [node.value for tree in trees for node in tree if isinstance(node, ast.Constant)]
    # What ends in a full stop describes; the others are patterns, and words with blanks between.
    told = [one for one in patterns if isinstance(one, str) and not one.rstrip().endswith(".")]
    found = [word.strip() for one in told for word in re.findall(r"[a-zA-Z'&][a-zA-Z '&-]*", one)]
    words = dict.fromkeys([*(word for word in found if len(word) < 25), *" ".join(found).split()])
    return [place.format(word) for word in words for place in _PLACES]


def _point(chance: random.Random) -> str:
    """A day, month or year, with signs, unspecified digits or a minus now and then."""
    parts = [chance.randrange(10_000), chance.choice((1, 2, 4, 9, 12, 13)), chance.choice((1, 28, 29, 30, 31))]
    figures = [f"{number:0{4 if place == 0 else 2}d}" for place, number in enumerate(parts)][: chance.randrange(1, 4)]
    if chance.random() < 0.3:
        figures = ["".join("X" if chance.random() < 0.4 else digit for digit in part) for part in figures]
    if chance.random() < 0.2:
        figures = [chance.choice(_SIGNS) + part + chance.choice(_SIGNS) for part in figures]
    return ("-" if chance.random() < 0.1 else "") + "-".join(figures) + chance.choice(_SIGNS)


def _season(chance: random.Random) -> str:
    year = chance.choice(("2008", "1999", "-0044", "-0001", "9999", "0000", "19XX", "201X", "XXXX", "-01XX", "1X99"))
    return f"{year}-{chance.randrange(20, 43)}"


def _long(chance: random.Random) -> str:
    """Years with Y, E and S, up to and beyond the most digits."""
    minus, year = chance.choice(("", "", "-")), chance.randrange(10 ** chance.randrange(1, 21))
    exponent = chance.choice(("", "", f"E{chance.randrange(20)}"))
    significant = chance.choice(("", "", f"S{chance.randrange(20)}"))
    plain = f"{minus}{year % 10_000:04d}{significant}"
    return chance.choice((f"Y{minus}{year}{exponent}{significant}", plain)) + chance.choice(_SIGNS)


def _single(chance: random.Random) -> str:
    return chance.choice((_point, _point, _point, _season, _long))(chance)


def edtf(chance: random.Random) -> str:
    """EDTF of level 0, 1 or 2, or what looks like it."""
    shape = chance.randrange(8)
    if shape < 3:
        return _single(chance)
    if shape == 3:
        ends = [chance.choice(("", "..", _point(chance), _point(chance), _long(chance))) for _ in range(2)]
        return "/".join(sorted(ends) if chance.random() < 0.7 else ends)
    if shape == 4:
        clock = ":".join(f"{chance.randrange(most):02d}" for most in (26, 62, 62))
        zone = chance.choice(("", "Z", "+01:00", "-04", "+14:30", "-00:00", "+1"))
        return f"2008-12-{chance.randrange(33):02d}T{clock}{zone}"
    open_, close = chance.choice(("[]", "{}", "[]", "[}"))
    members = [_single(chance) for _ in range(chance.randrange(1, 4))]
    if chance.random() < 0.5:
        year = chance.randrange(1000, 9000)
        members.append(f"{year}..{year + chance.randrange(-2, 9)}")
    before, after = chance.choice(("", "", "..")), chance.choice(("", "", ".."))
    return open_ + before + ",".join(members) + after + close


def wording(chance: random.Random, depth: int = 0) -> str:
    """A date in Dutch or English words, mostly a sound one; the languages are mixed at will."""
    template = chance.choice(_TEMPLATES if depth == 0 else _TEMPLATES[:40])
    text = re.sub(r"\{([a-z]+)\}", lambda gap: _filled(chance, gap[1], depth), template)
    return chance.choice((text, text, text.upper(), text.title()))


def _filled(chance: random.Random, name: str, depth: int) -> str:
    if name == "one":
        return wording(chance, depth + 1)
    if name == "edtf":
        return _single(chance)
    numbers = {
        "day": (0, 33),
        "n": (0, 14),
        "two": (0, 100),
        "year": (chance.choice((0, 1900)), chance.choice((2030, 10_000))),
    }
    if name in numbers:
        number = chance.randrange(*numbers[name])
        return f"{number:04d}" if name == "year" else str(number)
    if name == "next":
        return chance.choice(("2009", "09", str(chance.randrange(1900, 2030))))
    return chance.choice(_WORDS[name])


_MONTHS = [name for words in (DUTCH, ENGLISH) for name in (*words.months, *words.months_short) if name]
_WORDS = {
    "month": (*_MONTHS, "sept", "dec.", "febr."),
    "season": ("lente", "voorjaar", "spring", "zomer", "summer", "herfst", "najaar", "autumn", "fall", "winter"),
    "weekday": ("maandag", "ma", "Monday,", "zondag", "wo", "Wed", "di."),
    "th": ("e", "de", "ste", "th", "st", "nd", ""),
    "part": ("kwartaal", "quarter", "helft", "half", "halfjaar", "tertaal", "vier maanden", "four months"),
    "ordinal": ("eerste", "tweede", "1e", "2e", "3rd", "4th", "negentiende", "twentieth", "19e", "0e", "last", "21st"),
    "of": ("of", "van", "van het", "", "in"),
    "era": ("v.Chr.", "v. Chr.", "BC", "B.C.", "BCE", "n.Chr.", "AD", "A.D.", "CE", "voor Christus", "na Christus"),
    "tens": ("negentig", "twintig", "tachtig", "nineties", "twenties", "tens", "90", "'90", "1990"),
    "vague": ("begin", "medio", "eind", "early", "mid", "late", "halverwege", "het einde van", "the start of", "mid-"),
    "about": ("omstreeks", "circa", "ca.", "c.", "rond", "about", "approximately", "ongeveer", "~"),
    "maybe": ("mogelijk", "misschien", "possibly", "waarschijnlijk", "probably", "wellicht"),
    "from": ("vanaf", "sinds", "from", "since", "as of", "vanaf de"),
    "until": ("tot", "tot en met", "t/m", "until", "through", "uiterlijk", "by", "no later than", "niet eerder dan"),
    "beside": ("voor", "vóór", "before", "na", "after", "prior to"),
    "to": ("tot", "tot en met", "t/m", "to", "until", "-", "–", "t.e.m."),
    "dash": ("-", " - ", "–", " – ", "/", " / ", "--", ".."),
    "and": ("en", "of", "and", "or", "&"),
}  # fmt: skip


def spoilt(chance: random.Random, text: str) -> str:
    """A text with up to three characters put in, left out or changed."""
    for _ in range(chance.randrange(1, 4)):
        at = chance.randrange(len(text) + 1)
        text = text[:at] + chance.choice(_SOUP) + text[at + chance.randrange(3) :]
    return text


def mixed(chance: random.Random, known: Sequence[str]) -> str:
    """Two known texts with something between them, or one in which a word of another took a place."""
    one, other = chance.choice(known), chance.choice(known)
    if chance.random() < 0.5:
        return one + chance.choice((" of ", " en ", " – ", "/", " tot en met ", " to ", ", ", "..", " ")) + other
    words = one.split(" ")
    words[chance.randrange(len(words))] = chance.choice(other.split(" "))
    return " ".join(words)


def soup(chance: random.Random) -> str:
    """Characters without sense, of dates or of all the world, some of them beside words that make a language."""
    pool = chance.choice((_SOUP, _SOUP, _ABC, _CHARACTERS))
    text = "".join(chance.choices(pool, k=chance.randrange(16)))
    return chance.choice((text, text + chance.choice(("since", "mid", "MİD", "2008", " ties", "jaren")) + text))
