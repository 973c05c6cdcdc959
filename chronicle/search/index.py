"""The search's files: the words in parts of equal weight, in the order of the alphabet, and what is shown of entries.

A reader's query needs the list of parts, the part or two in which its words stand, and what is shown of the first
results. Everything but the list lies in a folder named by a hash of it all, so that old and new never mix.
"""

import hashlib
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise
from math import log2
from operator import itemgetter
from typing import Any

from chronicle.pages.words import say
from chronicle.problems import Lang
from chronicle.search.entries import KINDS, Entry
from chronicle.search.folding import STOP, joined, words

# The weight of a part of the words, of what is shown of some entries, and of one entry, in characters.
PART = 8_000
# Raised when a script of before can no longer read what is written here; docs/assets/search/engine.mjs has the same.
FORMAT = 1
SHOWN_TOGETHER = 6_000
SHOWN = 1_200
# Of a word that stands everywhere only the entries are kept in which it says most.
MOST = 300

# What the page says around the results; it comes with the list of parts, so no page carries it.
SAID = ("one", "many", "none", "instead", "advice", "more", "close", "shortcut")

# What a word counts for by where it stands. A title or address is worth more when it holds little else.
_TITLE, _ADDRESS, _WHEN, _WHEN_PAIR, _LEAD = 12, 8, 6, 24, 3
_ALONE = 4
# How many characters of an entry are its beginning.
_LEAD_UNTIL = 300
_OF_KIND: Mapping[str, float] = {"source": 0.7, "event": 1.0}
_OTHERS = 1.2
# The last part of a compound: `convenant` in `cultuurconvenant`.
_TAIL = 0.5
_SHORTEST_HEAD, _SHORTEST_TAIL = 3, 4
_LINKS = ("", "s", "en", "e", "-")
_ADDRESS_WORD = re.compile(r"[a-z0-9]+")

# Made once: `json.dumps` makes another for each call.
_written = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

Postings = Mapping[str, Sequence[tuple[int, int]]]


@dataclass(frozen=True, slots=True)
class Told:
    """An entry as the search knows it: what is `shown` of it (JSON), and what each of its words says of it."""

    shown: str
    weights: Mapping[str, int]


def told(entry: Entry, lang: Lang) -> Told:
    """Give an entry as the search knows it."""
    return Told(_written(_shown(entry)), _weights(entry, lang))


def files(found: Sequence[Told], lang: Lang) -> Iterator[tuple[str, bytes]]:
    """Yield (path below the site's root, contents) of one language's search."""
    parts = list(_cut(sorted(postings(found).items())))
    shown = list(_together(entry.shown for entry in found))
    lie = {f"w/{number}.json": _json(dict(part)) for number, part in enumerate(parts)}
    lie |= {f"e/{number}.json": f"[{','.join(entries)}]".encode() for number, (_first, entries) in enumerate(shown)}
    folder = hashlib.sha256(b"".join(name.encode() + data for name, data in lie.items())).hexdigest()[:16]
    for name, data in lie.items():
        yield f"search/{lang}/{folder}/{name}", data
    yield (
        f"search/{lang}.json",
        _json(
            {
                "format": FORMAT,
                "folder": folder,
                "entries": len(found),
                "kinds": [say(f"search.kind.{kind}", lang) for kind in KINDS],
                "say": {key: say(f"search.{key}", lang) for key in SAID},
                "stop": " ".join(sorted(STOP[lang])),
                # Where each part begins: its first word, and its first entry's number.
                "words": [part[0][0] for part in parts],
                "shown": [first for first, _entries in shown],
            }
        ),
    )


def _json(value: object) -> bytes:
    return _written(value).encode()


# Words


def postings(found: Sequence[Told]) -> Postings:
    """Give for every word the entries that it stands in, by their number, and how much it says there."""
    spots: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for number, entry in enumerate(found):
        for word, weight in entry.weights.items():
            spots[word].append((number, weight))
    with_tails = {}
    for tail, compounds in _tails(spots).items():
        weights = dict(spots[tail])
        for number, weight in (spot for compound in compounds for spot in spots[compound]):
            weights[number] = max(weights.get(number, 0), round(weight * _TAIL), 1)
        with_tails[tail] = sorted(weights.items())
    return {**spots, **with_tails}


def _weights(entry: Entry, lang: Lang) -> dict[str, int]:
    texts = [passage.text for passage in entry.passages]
    counts = Counter(chain.from_iterable(said(text) for said in (_words, _joined) for text in texts))
    weights = {word: _WEIGHTS[count] for word, count in counts.items()}
    stop = STOP[lang]

    def add(said: Iterable[str], weight: float, *, alone: bool = False) -> None:
        found = set(said) - stop
        more = weight * (1 + _ALONE / len(found) ** 2) if alone and found else weight
        for word in found:
            weights[word] = weights.get(word, 0) + more

    title = entry.title.text
    add([*_words(title), *_joined(title)], _TITLE, alone=True)
    add(_ADDRESS_WORD.findall(entry.address.rstrip("/").rpartition("/")[2]), _ADDRESS, alone=True)
    when = _words(entry.when)
    add(when, _WHEN)
    # A reader's words are looked for in pairs as well: the day that was typed comes before others of its month.
    add(map("".join, pairwise(when)), _WHEN_PAIR)
    add(_lead(entry), _LEAD)
    factor = _OF_KIND.get(entry.kind, _OTHERS)
    return {word: _WHOLE[weight * factor] for word, weight in weights.items() if word not in stop}


class _OfCount(dict[int, float]):
    """What a word counts for that stands so often in an entry's texts."""

    def __missing__(self, count: int) -> float:
        self[count] = 1 + log2(count) / 2
        return self[count]


class _Whole(dict[float, int]):
    """A weight as a number that is written; there are few."""

    def __missing__(self, weight: float) -> int:
        self[weight] = max(1, round(weight))
        return self[weight]


_WEIGHTS, _WHOLE = _OfCount(), _Whole()


# Many texts stand on many pages, and each stands in its entry's beginning as well.
_words, _joined = lru_cache(maxsize=4096)(words), lru_cache(maxsize=4096)(joined)


def _lead(entry: Entry) -> Iterator[str]:
    left = _LEAD_UNTIL
    for passage in entry.passages:
        if left <= 0:
            return
        yield from _words(passage.text)
        left -= len(passage.text)


def _tails(known: Mapping[str, object]) -> dict[str, list[str]]:
    """Give the compounds that end in a word, by that word; what comes before it must be a known word as well."""
    found: dict[str, list[str]] = defaultdict(list)
    for word in list(known):
        if len(word) < _SHORTEST_HEAD + _SHORTEST_TAIL or not word.isalpha():
            continue
        for at in range(_SHORTEST_HEAD, len(word) - _SHORTEST_TAIL + 1):
            if word[at:] in known and _is_head(word[:at], known):
                found[word[at:]].append(word)
    return found


def _is_head(head: str, known: Mapping[str, object]) -> bool:
    heads = (head.removesuffix(link) for link in _LINKS if head.endswith(link))
    return any(len(one) >= _SHORTEST_HEAD and one in known for one in heads)


def _cut(ordered: Iterable[tuple[str, Sequence[tuple[int, int]]]]) -> Iterator[list[tuple[str, list[int]]]]:
    """Part the words where a part is full. A word's numbers: how many entries it stands in if not all are kept
    (negative), then for each entry how far it is from the one before, and the weight."""
    part: list[tuple[str, list[int]]] = []
    size = 0
    for word, spots in ordered:
        numbers = _numbers(spots)
        part.append((word, numbers))
        size += len(word) + len(str(numbers))
        if size > PART:
            yield part
            part, size = [], 0
    if part:
        yield part


def _numbers(spots: Sequence[tuple[int, int]]) -> list[int]:
    numbers: list[int] = []
    if len(spots) > MOST:
        numbers.append(-len(spots))
        # Of two that say as much the one that comes first stays first: Python's sorting is stable, backwards as well.
        spots = sorted(sorted(spots, key=itemgetter(1), reverse=True)[:MOST])
    before = 0
    for number, weight in spots:
        numbers += (number - before, weight)
        before = number
    return numbers


# What is shown


def _shown(entry: Entry) -> list[Any]:
    """Address, kind, title, date, passages; a text in another language than the page's is [text, language]."""
    kept: list[object] = []
    size = 0
    for passage in entry.passages:
        text = passage.text[: SHOWN - size]
        kept.append([text, passage.lang] if passage.lang else text)
        size += len(text)
        if size >= SHOWN:
            break
    title = [entry.title.text, entry.title.lang] if entry.title.lang else entry.title.text
    return [entry.address, KINDS.index(entry.kind), title, entry.when, *kept]


def _together(shown: Iterable[str]) -> Iterator[tuple[int, list[str]]]:
    part: list[str] = []
    first = size = 0
    for number, entry in enumerate(shown):
        part.append(entry)
        size += len(entry)
        if size > SHOWN_TOGETHER:
            yield first, part
            part, first, size = [], number + 1, 0
    if part:
        yield first, part
