"""Words that somebody else uses to the ids of ours: by id and by name, in both languages, and never by likeness."""

import re
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from itertools import chain, count

from chronicle import fields, filing, schema, web
from chronicle.foreign import texts
from chronicle.foreign.rows import Cited, unfit
from chronicle.model import Timeline, Words
from chronicle.problems import Place

Ids = dict[str, str]
_BEFORE = re.compile(r"(?:gemeente|gem\.?|municipality of|de|het|the) +", re.IGNORECASE)
_ALL = {"all", "alle", "alle-twaalf", "alle-gemeenten", "alle-twaalf-gemeenten", "all-twelve", "all-municipalities"}


def folded(text: str) -> str:
    """Give what two spellings of one name have in common: letters without accents and capitals, digits."""
    return filing.identifier_for(text) or texts.clean(text).casefold()


@dataclass(slots=True)
class Matcher:
    """Looks words up in the vocabulary of one timeline."""

    timeline: Timeline
    kinds: Ids = field(default_factory=dict)
    themes: Ids = field(default_factory=dict)
    municipalities: Ids = field(default_factory=dict)
    organisations: Ids = field(default_factory=dict)
    _seen: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Collect the names."""
        history = self.timeline
        for ids, things in ((self.kinds, history.kinds), (self.themes, history.themes)):
            for thing in things.values():
                _named(ids, thing.id, thing.name)
        for body in history.organisations.values():
            _named(self.organisations, body.id, body.name, body.short)
        for town in history.municipalities.values():
            _named(self.municipalities, town.id, Words(nl=town.name))
        for word, identifier in fields.DUTCH.items():
            if identifier in history.kinds:
                self.kinds.setdefault(word, identifier)

    def one(self, word: str, ids: Mapping[str, str]) -> str | None:
        """Give the id that a word is, or that has it for a name; None where there is none."""
        if word not in self._seen:
            if len(self._seen) > 10_000:
                self._seen.clear()
            self._seen[word] = folded(word[:200])
        plain = self._seen[word]
        if plain in ids:
            return ids[plain]
        short = _BEFORE.sub("", word[:200], count=1)
        return ids.get(folded(short)) if short != word else None

    def towns(self, words: Iterable[str]) -> tuple[list[str], bool, list[str]]:
        """Give the municipalities' ids, whether it is all of them, and the words that are none."""
        found, unknown, everywhere = [], [], False
        for word in words:
            if folded(word) in _ALL:
                everywhere = True
            elif (one := self.one(word, self.municipalities)) is not None:
                found.append(one)
            else:
                unknown.append(word)
        everywhere = everywhere or (bool(found) and set(found) == set(self.timeline.municipalities))
        return list(dict.fromkeys(found)), everywhere, unknown

    def publisher(self, name: str) -> str:
        """Give a publisher's id, or its name where it is nobody's we know: that of a medium."""
        return self.one(name, self.organisations) or self.one(name, self.municipalities) or name


def _named(ids: Ids, identifier: str, *names: Words | None) -> None:
    for text in (identifier, *(one for words in names if words for one in (words.nl, words.en) if one)):
        ids.setdefault(folded(text), identifier)


def says_of(word: str) -> str:
    """Give what a source says, by our word or the Dutch for it; empty where it is neither."""
    plain = texts.clean(word).lower()
    plain = fields.DUTCH.get(plain, plain)
    return plain if plain in schema.SAYS else ""


@dataclass(slots=True)
class Sources:
    """The sources that are there, and those that rows bring along, both by id.

    `there` has each one's title and address, as far as its file has them; `fresh` is as `compose.source` wants it.
    """

    there: Mapping[str, tuple[str, str]]
    taken: set[str]
    fresh: dict[str, dict[str, str]] = field(default_factory=dict)
    _by_name: Ids = field(default_factory=dict)
    _by_url: Ids = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Collect titles and addresses."""
        for identifier, (title, url) in self.there.items():
            if title:
                self._by_name.setdefault(folded(title), identifier)
            if url:
                self._by_url.setdefault(_place(url), identifier)

    def find(self, cited: Cited) -> str | None:
        """Give the id of the source that is meant; None where nothing is known of it."""
        name, url = texts.clean(cited.name or cited.id), cited.url.strip()
        if web.is_address(name) and not url:
            name, url = "", name
        if name in self.there or name in self.taken:
            return name
        if cited.id and name == cited.id and not filing.id_problems(name, "source", Place(name)):
            # A name of ours, of which nothing else is known.
            self.taken.add(name)
            self.fresh[name] = {}
            return name
        if url and not web.is_address(url):
            raise unfit(
                f"het webadres van de bron, {texts.quoted(url)}, is geen webadres",
                f"the source’s web address, {texts.quoted(url)}, is no web address",
                "Schrijf het voluit, zoals https://voorbeeld.nl/pagina.", "Write it in full, such as https://example.org/page.",
            )  # fmt: skip
        if url and _place(url) in self._by_url:
            return self._by_url[_place(url)]
        known = self._by_name.get(folded(name)) if name else None
        if known is not None and (not url or not self._url_of(known)):
            return known
        return self._make(name, url) if name or url else None

    def _url_of(self, identifier: str) -> str:
        if identifier in self.there:
            return self.there[identifier][1]
        return self.fresh[identifier].get("url", "")

    def _make(self, name: str, url: str) -> str:
        made = filing.identifier_for(name) or filing.identifier_for(url.partition("//")[2]) or "bron"
        identifier = free(made, self.taken, "source")
        self.taken.add(identifier)
        self.fresh[identifier] = {**({"title": name} if name else {}), **({"url": url} if url else {})}
        if url:
            self._by_url[_place(url)] = identifier
        if name:
            self._by_name.setdefault(folded(name), identifier)
        return identifier


def _place(url: str) -> str:
    """Give what two addresses of one page have in common."""
    return re.sub(r"\Ahttps?://(?:www\.)?|/\Z", "", url.strip().casefold().partition("#")[0])


def free(made: str, taken: AbstractSet[str], sort: str) -> str:
    """Give an id that nothing has, made of `made`, with a number behind it where that must be."""
    return next(one for one in candidates(made, sort) if one not in taken)


def candidates(made: str, sort: str, between: str = "") -> Iterator[str]:
    """Yield ids for something: `made`, the same with `between` behind it, and then with numbers."""
    endings = chain(("", *([f"-{between}"] if between else ())), (f"-{number}" for number in count(2)))
    for ending in endings:
        one = made[: schema.MAX_ID - len(ending)].strip("-") + ending
        if not filing.id_problems(one, sort, Place(one)):
            yield one
