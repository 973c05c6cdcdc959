"""Looks a finished site through before anybody sees it: every page, file, link and anchor, and private data."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, KeysView, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from chronicle import addresses, fresh, hypertext, privacy
from chronicle.problems import Message, Place, Problem

SITEMAP, NOT_FOUND, PAGE = "sitemap.xml", "404.html", ".html"
PRIVATE = "private-in-page"


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A finished site: its files' sizes by their path below its root, a way to `read` one, where it is to stand
    (`url` ends in a slash), the `name` under which problems are told, and what only looks private (`allowed`)."""

    sizes: Mapping[str, int]
    read: Callable[[str], bytes]
    url: str
    name: str
    allowed: tuple[str, ...] = ()


# By file that another one links to: the spots on it that are linked to.
Spots: TypeAlias = dict[str, set[str]]
# Gives a page that falls apart as it was when it was looked through, by its path.
Before: TypeAlias = Callable[[str], bytes | None]
# Of so many names at most it is quicker to look where they stand than to read everything.
_FEW = 20
# A name that stands in a page as it is, however the page is written.
_NAME = re.compile(r"[A-Za-z0-9._-]+")


class Unsure(Exception):
    """A file or a spot is gone, and what led to it cannot be found: all must be looked through."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What looking through a site found out: what is linked to, and which pages fall `apart` (`hypertext.Page`).

    `hidden` are files that some link leads to without having their name in it as it is, and, with a `#` behind them,
    those of which that is so for a spot.
    """

    spots: Spots = field(default_factory=dict)
    hidden: set[str] = field(default_factory=set)
    apart: set[str] = field(default_factory=set)


def audit(site: Site, made: Collection[str], seen: Seen | None = None) -> Iterator[Problem]:
    """Yield what is wrong with `site`, in no order. `made` are the files that were made for it.

    What is found out is added to what is `seen`.
    """
    look = _Look(site, seen or Seen())
    yield from _missing(site, made)
    yield from look.through(site.sizes)
    yield from look.lost()


def again(
    site: Site, made: Collection[str], names: Collection[str], seen: Seen, before: Before = lambda _name: None
) -> Iterator[Problem]:
    """The same, of a site of which only `names` are not as they were when a site was looked through last.

    What was `seen` is of that look, and of earlier ones. `before` gives a page that falls apart as it was then, where
    that is known. Pages that may lead to what is gone are looked through as well. Raises Unsure.
    """
    files = seen.spots.keys() - site.sizes.keys()
    if files & seen.hidden:
        raise Unsure
    for name in files:
        del seen.spots[name]
    look = _Look(site, seen)
    leading = set(_naming(site, *addresses.leading(files, _FEW)))
    problems = [*_missing(site, made), *look.through(leading), *look.through(set(names) - leading, before)]
    spots = look.gone()
    if any(f"{name}#" in seen.hidden for name in spots):
        raise Unsure
    for name, of in spots.items():
        seen.spots[name] -= of
    # Also those of which only what is new was read.
    problems += look.through(set(_naming(site, set().union(*spots.values()))) - look.whole)
    yield from dict.fromkeys([*problems, *look.lost()])


def _naming(site: Site, words: Collection[str], folders: Collection[str] = ()) -> Iterator[str]:
    """Yield the pages that have one of these words in them, or stand in one of these folders. Raises Unsure."""
    if len(words) > _FEW or not all(map(_NAME.fullmatch, words)):
        raise Unsure
    looked_for, within = [word.encode() for word in words], tuple(folders)
    for name in site.sizes if words else ():
        if name.endswith(PAGE) or name == SITEMAP:
            source = site.read(name)
            if name.startswith(within) or any(word in source for word in looked_for):
                yield name


class _Look:
    """One look through a site, or through part of it."""

    def __init__(self, site: Site, seen: Seen) -> None:
        self._site, self._seen = site, seen
        self._ids: dict[str, frozenset[str]] = {}
        # Of pages of which only what is new was read.
        self._came: dict[str, frozenset[str]] = {}
        # Links to a spot: the page, the link, and the page and spot that it leads to.
        self._asked: list[tuple[str, str, str, str]] = []
        self._told: set[str] = set()

    def through(self, names: Collection[str], before: Before = lambda _name: None) -> Iterator[Problem]:
        """Yield what is wrong with these files by themselves, and which of their links lead to no file.

        Of a page that is known as it was `before`, only what is new is read.
        """
        site = self._site
        for name in sorted(names):
            if not site.sizes[name]:
                yield _problem(site, name, "empty-file", *_EMPTY)
            elif name == SITEMAP:
                yield from self._leads(name, *addresses.listed(site.read(name)))
            elif name.endswith(PAGE):
                yield from self._page(name, before(name))

    def _page(self, name: str, known: bytes | None) -> Iterator[Problem]:
        site, apart = self._site, self._seen.apart
        source = site.read(name).decode("utf-8", "replace")
        try:
            new = fresh.read(source, known.decode("utf-8", "replace")) if known else None
            page = new or hypertext.read(source)
        except hypertext.Unreadable as unreadable:
            apart.discard(name)
            yield _problem(site, name, "broken-page", *_UNREADABLE, place=_spot(source, unreadable.offset))
            return
        if not source.rstrip().endswith("</html>"):
            yield _problem(site, name, "broken-page", *_CUT_OFF, place=_spot(source, len(source)))
        yield from _private(site, name, source, page, self._told)
        if new:
            self._came[name] = frozenset(new.ids)
        else:
            (apart.add if page.apart else apart.discard)(name)
            yield from _twice(site, name, source, page)
            self._ids[name] = frozenset(page.ids)
        yield from self._leads(name, dict.fromkeys(page.addresses), page.literal)

    def _leads(self, name: str, references: Iterable[str], literal: bool) -> Iterator[Problem]:
        """Links of a page that lead to no file; what they lead to is noted."""
        site, spots, hidden = self._site, self._seen.spots, self._seen.hidden
        for reference in references:
            target, fragment = addresses.resolve(name, reference, site.url)
            if target is None:
                continue
            # What leads from a page to itself is looked at whenever that page is.
            if target != name:
                if target not in spots:
                    spots[target] = set()
                if not (literal and addresses.names(reference, target)):
                    hidden.add(target)
                if fragment and not (literal and "%" not in reference):
                    hidden.add(f"{target}#")
            if target not in site.sizes:
                nl, en = f"de link ‘{reference}’ leidt nergens heen", f"the link ‘{reference}’ leads nowhere"
                yield _problem(site, name, "broken-link", nl, en, place=_where(site, name, reference))
            elif fragment and target.endswith(PAGE):
                self._asked.append((name, reference, target, fragment))

    @property
    def whole(self) -> KeysView[str]:
        """The pages that were read as a whole."""
        return self._ids.keys()

    def gone(self) -> Spots:
        """Give the spots that were linked to, and that pages which were read as a whole do not have any more."""
        spots = {name: self._seen.spots.get(name, set()) - ids for name, ids in self._ids.items()}
        return {name: of for name, of in spots.items() if of}

    def lost(self) -> Iterator[Problem]:
        """Links that lead to no spot on a page that is there. To be asked at the end."""
        for name, _, target, fragment in self._asked:
            if target != name:
                self._seen.spots[target].add(fragment)
        missed = [one for one in self._asked if one[3] not in self._ids.get(one[2], self._came.get(one[2], ()))]
        yield from _lost(self._site, missed, self._seen.apart - self._ids.keys(), self._ids)


def _lost(
    site: Site, asked: Iterable[tuple[str, str, str, str]], apart: Collection[str], ids: Mapping[str, Collection[str]]
) -> Iterator[Problem]:
    """Links that lead to no spot on a page that is there.

    `ids` are of pages that were read as a whole; of those that fall `apart` only what has the spots in it is read.
    """
    wanted: dict[str, list[tuple[str, str, str]]] = {}
    for name, reference, target, fragment in asked:
        wanted.setdefault(target, []).append((name, reference, fragment))
    for target, links in wanted.items():
        there = ids.get(target)
        if there is None:
            source = site.read(target).decode("utf-8", "replace")
            spots = {fragment for _, _, fragment in links}
            try:
                there = fresh.found(source, spots) if target in apart else ()
                if there != spots:
                    there = frozenset(hypertext.read(source).ids)
            except hypertext.Unreadable:
                continue  # told already
        for name, reference, fragment in links:
            if fragment not in there:
                nl = f"de link ‘{reference}’ leidt naar een plek die er niet is"
                en = f"the link ‘{reference}’ leads to a spot that is not there"
                yield _problem(site, name, "broken-anchor", nl, en, place=_where(site, name, reference))


def _missing(site: Site, made: Collection[str]) -> Iterator[Problem]:
    for name in sorted({NOT_FOUND, *made} - site.sizes.keys()):
        yield _problem(site, name, "missing-page", *_MISSING)


def published_as(name: str) -> str:
    """Give where a file of the build folder stands on the site: `nl/jaren/2009.md` as `jaren/2009/index.html`."""
    folder, _, rest = name.partition("/")
    below = f"en/{rest}" if folder == "en" else rest
    if folder == "root" or not below.endswith(".md"):
        return below
    stem = below.removesuffix(".md")
    return f"{stem}.html" if stem == "index" or stem.endswith("/index") else f"{stem}/index.html"


def _twice(site: Site, name: str, source: str, page: hypertext.Page) -> Iterator[Problem]:
    if len(set(page.ids)) == len(page.ids):
        return
    for identifier in sorted({one for one in page.ids if page.ids.count(one) > 1}):
        nl, en = f"de id ‘{identifier}’ komt twee keer voor", f"the id ‘{identifier}’ occurs twice"
        yield _problem(site, name, "id-twice", nl, en, place=_spot(source, source.rfind(f'"{identifier}"')))


def _private(site: Site, name: str, source: str, page: hypertext.Page, told: set[str]) -> Iterator[Problem]:
    """A text that stands on many pages is looked at, and told of, once."""
    for text in page.texts:
        if text in told:
            continue
        told.add(text)
        for found in privacy.suspicions(text, site.allowed):
            yield _problem(
                site, name, PRIVATE,
                f"‘{found.text}’ lijkt een persoonsgegeven ({found.kind})",
                f"‘{found.text}’ looks like private data ({found.kind})",
                place=_spot(source, source.find(found.text)),
                cure=_TAKE_OUT,
            )  # fmt: skip


def _where(site: Site, name: str, reference: str) -> Place:
    source = site.read(name).decode("utf-8", "replace")
    return _spot(source, source.find(reference))


def _spot(source: str, offset: int) -> Place:
    """The line and column, still without a file. What is written another way than it is told stands at 1:1."""
    before = source[: max(0, offset)]
    return Place("", before.count("\n") + 1, len(before) - before.rfind("\n"))


_EMPTY = ("het bestand is leeg", "the file is empty")
_MISSING = ("dit bestand hoort er te zijn en is er niet", "this file belongs here and is missing")
_CUT_OFF = ("de pagina houdt op voor haar einde", "the page stops before its end")
_UNREADABLE = ("hier staat geen goede HTML", "this is no good HTML")
_REPORT = Message(
    nl="Dit ligt aan de code of aan een met de hand geschreven pagina, niet aan de tijdlijn: meld het de beheerder.",
    en="The code or a hand-written page is at fault, not the timeline: tell the maintainer.",
)
_TAKE_OUT = Message(
    nl="Haal het weg uit de tijdlijn of uit de met de hand geschreven pagina waar het vandaan komt.",
    en="Take it out of the timeline or of the hand-written page that it comes from.",
)


def _problem(
    site: Site, name: str, code: str, nl: str, en: str, *, place: Place | None = None, cure: Message = _REPORT
) -> Problem:
    spot = place or Place("")
    where = Place(f"{site.name}/{name}", spot.line, spot.column)
    return Problem(place=where, code=code, message=Message(nl=nl, en=en), cure=cure)
