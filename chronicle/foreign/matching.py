"""Words that somebody else uses to the ids of ours: by id and by name, in both languages, and never by likeness."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain, count

from chronicle import dates, fields, filing, schema, web
from chronicle.foreign import texts, when
from chronicle.foreign.rows import Cited, unfit
from chronicle.model import Timeline, Words
from chronicle.problems import Place

Ids = dict[str, str]
# Of how many sources with one title or address it is looked at whether they could be another one.
_ALIKE = 100
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of a source, as far as it is; empty is what is not. `date` is EDTF."""

    title: str = ""
    url: str = ""
    publisher: str = ""
    date: str = ""

    def fits(self, other: "Known") -> bool:
        """Tell whether both can be one source: nothing that is known of it is something else in the other."""
        return (
            (not self.title or not other.title or folded(self.title) == folded(other.title))
            and (not self.publisher or not other.publisher or folded(self.publisher) == folded(other.publisher))
            and (not self.date or not other.date or _one_date(self.date, other.date))
        )


def _one_date(first: str, second: str) -> bool:
    one, other = dates.parse(first), dates.parse(second)
    return first == second or when.within(one, other) or when.within(other, one)


@dataclass(slots=True)
class Sources:
    """The sources that are there, and those that rows bring along, both by id.

    `there` is what is known of each, as far as its file has it; `fresh` is as `compose.source` wants it.
    """

    there: Mapping[str, Known]
    taken: set[str]
    fresh: dict[str, dict[str, str]] = field(default_factory=dict)
    _by_name: dict[str, list[str]] = field(default_factory=dict)
    _by_url: dict[str, list[str]] = field(default_factory=dict)
    _exactly: dict[tuple[str, ...], str] = field(default_factory=dict)
    _names: dict[str, Iterator[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Collect titles and addresses."""
        for identifier, one in self.there.items():
            self._collect(identifier, one)

    def _collect(self, identifier: str, one: Known) -> None:
        if one.title:
            self._by_name.setdefault(folded(one.title), []).append(identifier)
        if one.url:
            self._by_url.setdefault(_place(one.url), []).append(identifier)
        self._exactly.setdefault(_key(one), identifier)

    def find(self, cited: Cited) -> str | None:
        """Give the id of the source that is meant, new or not; None where nothing is known of it.

        `cited` has its publisher as an id where it has one, and its date as EDTF. Of a new source what the row says is
        kept; of one that is there already nothing is changed.
        """
        name, url = texts.clean(cited.name or cited.id), cited.url.strip()
        if web.is_address(name) and not url:
            name, url = "", name
        if url and not web.is_address(url):
            raise unfit(
                f"het webadres van de bron, {texts.quoted(url)}, is geen webadres",
                f"the source’s web address, {texts.quoted(url)}, is no web address",
                "Schrijf het voluit, zoals https://voorbeeld.nl/pagina.", "Write it in full, such as https://example.org/page.",
            )  # fmt: skip
        meant = Known(title=name, url=url, publisher=cited.publisher, date=cited.date)
        found = self._found(meant, cited)
        if found is None and (name or url):
            found = self._make(meant)
        if found in self.fresh:
            for field_name, value in (("publisher", meant.publisher), ("date", meant.date)):
                if value:
                    self.fresh[found].setdefault(field_name, value)
        return found

    def _found(self, meant: Known, cited: Cited) -> str | None:
        name = meant.title
        if (name in self.there or name in self.taken) and (
            cited.id == name or self._known(name).fits(replace(meant, title=""))
        ):
            return name
        if cited.id and name == cited.id and not filing.id_problems(name, "source", Place(name)):
            # A name of ours, of which nothing else is known.
            self.taken.add(name)
            self.fresh[name] = {}
            return name
        for one in self._by_url.get(_place(meant.url), ())[:_ALIKE] if meant.url else ():
            if self._known(one).fits(meant):
                return one
        for one in self._by_name.get(folded(name), ())[:_ALIKE] if name else ():
            if self._known(one).fits(meant) and not (meant.url and self._known(one).url):
                return one
        return self._exactly.get(_key(meant))

    def _known(self, identifier: str) -> Known:
        return self.there.get(identifier) or Known(**self.fresh.get(identifier, {}))

    def _make(self, meant: Known) -> str:
        made = filing.identifier_for(meant.title) or filing.identifier_for(meant.url.partition("//")[2]) or "bron"
        # Where thousands have one title, nobody counts from 2 each time.
        names = self._names.setdefault(made, candidates(made, "source"))
        identifier = next(one for one in names if one not in self.taken)
        self.taken.add(identifier)
        self.fresh[identifier] = {name: value for name in ("title", "url") if (value := getattr(meant, name))}
        self._collect(identifier, meant)
        return identifier


def _place(url: str) -> str:
    """Give what two addresses of one page have in common."""
    return re.sub(r"\Ahttps?://(?:www\.)?|/\Z", "", url.strip().casefold().partition("#")[0])


def _key(one: Known) -> tuple[str, ...]:
    return (folded(one.title), _place(one.url), folded(one.publisher), one.date)


def candidates(made: str, sort: str, between: str = "") -> Iterator[str]:
    """Yield ids for something: `made`, the same with `between` behind it, and then with numbers."""
    endings = chain(("", *([f"-{between}"] if between else ())), (f"-{number}" for number in count(2)))
    for ending in endings:
        one = made[: schema.MAX_ID - len(ending)].strip("-") + ending
        if not filing.id_problems(one, sort, Place(one)):
            yield one
