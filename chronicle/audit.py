"""Looks a finished site through before anybody sees it: every page, file, link and anchor, and private data."""

import posixpath
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeAlias
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

from chronicle import fresh, hypertext, privacy
from chronicle.problems import Message, Place, Problem

SITEMAP, NOT_FOUND, PAGE = "sitemap.xml", "404.html", ".html"
PRIVATE = "private-in-page"

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)


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


class Unsure(Exception):
    """A file or a spot is gone that some page, which was not looked at, may lead to: all must be looked through."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What looking through a site found out: what is linked to, and which pages fall `apart` (`hypertext.Page`)."""

    spots: Spots = field(default_factory=dict)
    apart: set[str] = field(default_factory=set)


def audit(site: Site, made: Collection[str], seen: Seen | None = None) -> Iterator[Problem]:
    """Yield what is wrong with `site`, in no order. `made` are the files that were made for it.

    What is found out is added to what is `seen`.
    """
    yield from _look(site, made, sorted(site.sizes), seen or Seen(), None)


def again(
    site: Site, made: Collection[str], names: Collection[str], seen: Seen, before: Before = lambda _name: None
) -> Iterator[Problem]:
    """The same, of a site of which only `names` are not as they were when a site was looked through last.

    What was `seen` is of that look, and of earlier ones. `before` gives a page that falls apart as it was then, where
    that is known. Raises Unsure.
    """
    if not seen.spots.keys() <= site.sizes.keys():
        raise Unsure
    yield from _look(site, made, sorted(names), seen, before)


def _look(
    site: Site, made: Collection[str], names: Collection[str], seen: Seen, before: Before | None
) -> Iterator[Problem]:
    spots = seen.spots
    yield from _missing(site, made)
    yield from (_problem(site, name, "empty-file", *_EMPTY) for name in names if not site.sizes[name])
    ids: dict[str, frozenset[str]] = {}
    # Of pages of which only what is new was read.
    came: dict[str, frozenset[str]] = {}
    asked: list[tuple[str, str, str, str]] = []
    told: set[str] = set()
    for name in names:
        references: Iterable[str] = _listed(site.read(name)) if name == SITEMAP else ()
        if name.endswith(PAGE) and site.sizes[name]:
            source = site.read(name).decode("utf-8", "replace")
            known = before(name) if before else None
            try:
                new = fresh.read(source, known.decode("utf-8", "replace")) if known else None
                page = new or hypertext.read(source)
            except hypertext.Unreadable as unreadable:
                seen.apart.discard(name)
                yield _problem(site, name, "broken-page", *_UNREADABLE, place=_spot(source, unreadable.offset))
                continue
            if not source.rstrip().endswith("</html>"):
                yield _problem(site, name, "broken-page", *_CUT_OFF, place=_spot(source, len(source)))
            yield from _private(site, name, source, page, told)
            references = dict.fromkeys(page.addresses)
            if new:
                came[name] = frozenset(new.ids)
            else:
                (seen.apart.add if page.apart else seen.apart.discard)(name)
                yield from _twice(site, name, source, page)
                ids[name] = frozenset(page.ids)
        yield from _leads(site, name, references, spots, asked)
    if before and any(spots.get(name, set()) - ids[name] for name in ids):
        raise Unsure
    for name, _, target, fragment in asked:
        if target != name:
            spots[target].add(fragment)
    missed = [one for one in asked if one[3] not in ids.get(one[2], came.get(one[2], ()))]
    yield from _lost(site, missed, seen.apart - ids.keys(), ids)


def _leads(
    site: Site, name: str, references: Iterable[str], spots: Spots, asked: list[tuple[str, str, str, str]]
) -> Iterator[Problem]:
    """Links of a page that lead to no file. What they lead to goes into `spots`, those to a spot on a page to `asked`
    (page, link, and the page and spot it leads to)."""
    for reference in references:
        target, fragment = _resolve(name, reference, site.url)
        if target is None:
            continue
        # What leads from a page to itself is looked at whenever that page is.
        if target != name and target not in spots:
            spots[target] = set()
        if target not in site.sizes:
            nl, en = f"de link ‘{reference}’ leidt nergens heen", f"the link ‘{reference}’ leads nowhere"
            yield _problem(site, name, "broken-link", nl, en, place=_where(site, name, reference))
        elif fragment and target.endswith(PAGE):
            asked.append((name, reference, target, fragment))


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
    below = posixpath.join("en", rest) if folder == "en" else rest
    if folder == "root" or not below.endswith(".md"):
        return below
    stem = below.removesuffix(".md")
    return f"{stem}.html" if posixpath.basename(stem) == "index" else f"{stem}/index.html"


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


def _resolve(page: str, reference: str, url: str) -> tuple[str | None, str]:
    """Give the file below the site's root that `reference` on `page` leads to, and the spot in it.

    None for what leads elsewhere; a name that no file has for what leads out of the site's own folder.
    """
    address, _, fragment = reference.partition("#")
    address = address.partition("?")[0]
    root = urlsplit(url).path
    folder = ""
    if reference.startswith(url):
        address = address[len(url) :]
    elif _SCHEME.match(reference):
        return None, ""
    elif address.startswith("/"):
        address = address[len(root) :] if address.startswith(root) else ".."
    elif not address:
        return page, unquote(fragment) if fragment else ""
    else:
        # Links of pages side by side go up to the same folder: what follows is worked out once for all of them.
        folder = page.rpartition("/")[0]
        while address.startswith("../") and folder:
            folder, address = folder.rpartition("/")[0], address[3:]
    return _file(folder, address), unquote(fragment) if fragment else ""


@lru_cache(maxsize=65536)
def _file(folder: str, address: str) -> str:
    below = posixpath.join(folder, address)
    whole = not below or below.endswith("/") or posixpath.basename(below) in {".", ".."}
    plain = posixpath.normpath(unquote(below)) if below else "."
    return posixpath.normpath(posixpath.join(plain, "index.html")) if whole else plain


def _listed(sitemap: bytes) -> Iterator[str]:
    for element in ElementTree.fromstring(sitemap).iter():
        if element.tag.endswith("}loc"):
            yield element.text or ""
        elif "href" in element.attrib:
            yield element.attrib["href"]


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
