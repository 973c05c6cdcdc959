"""An event as it stands in a frame: rendered once for all pages that show it, and kept from one build to the next."""

from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from chronicle import markup
from chronicle.model import Event, Timeline
from chronicle.pages import filters, routes
from chronicle.pages.filling import piece
from chronicle.pages.site import Site
from chronicle.pages.views import CUT, Wording, main_year
from chronicle.terms import finder

# Gives what was made of an event before, by its id, or makes it.
Keep = Callable[[str, Callable[[], bytes]], bytes]
_CUT = CUT.encode()
# Of all pages that are linked to: what stands before their folders is the way up.
_PART: routes.Part = "events"


@dataclass(frozen=True, slots=True)
class Item:
    """An event. `before`, `summary` and `after` are its HTML up to the names of its sources.

    `away` is the summary for a file that may stand anywhere. `sources` are by their ids, without a link; `links` are
    the same with one. `facts` is what the script needs to know of the event.
    """

    year: bytes
    facts: bytes
    before: bytes
    summary: bytes
    away: bytes
    after: bytes
    sources: Mapping[bytes, bytes]
    links: Sequence[bytes]


class _Away(Wording):
    """Words things for a file that may stand anywhere: its links lead to the published site."""

    def to(self, part: routes.Part, identifier: str = "") -> str:
        return self.site.address_of(part, identifier)

    def single(self, name: str) -> str:
        return self.site.home + routes.single(self.site.lang, name)


class Items:
    """The events of one language's pages for frames, and of a file that may stand anywhere.

    `site` is told without a glossary: a frame has no room for it. What is made goes when the site goes.
    """

    def __init__(self, site: Site, keep: Keep = lambda _id, make: make()) -> None:
        self.site = replace(site, terms=finder((), site.lang))
        self._keep = keep
        # Nothing that knows the site is kept in it: such a ring would stay.
        self._made: dict[str, Item] = site.once("framed", "", dict)
        self._words = Wording(self.site, "")
        self._up = self._words.to(_PART).removesuffix(routes.path(site.lang, _PART))
        # What is said of things is said with other links in a file that may stand anywhere.
        self._away = _Away(replace(self.site, kept={}), "")

    def wording(self, address: str, *, away: bool = False) -> Wording:
        """Give what words things for the page at `address`, or for a file that may stand anywhere."""
        return self._away if away else Wording(self.site, address)

    def placed(self, made: bytes, wording: Wording) -> bytes:
        """Put the addresses into HTML of items, for the page that `wording` words."""
        there = markup.escaped(wording.placed(wording.to(_PART)))
        return made.replace(self._up.encode(), there.removesuffix(routes.path(self.site.lang, _PART)).encode())

    def of(self, event: Event) -> Item:
        """Give an event."""
        found = self._made.get(event.id)
        if found is None:
            found = self._made[event.id] = _item(self._keep(event.id, partial(self._event, event)))
        return found

    def _event(self, event: Event) -> bytes:
        names = dict.fromkeys(item.source for item in event.evidence)
        said = {"id": event.id, "summary": self._words.summary(event), "sources": list(names)}
        view = self._words.brief(event.id) | said
        before, summary, after = str(piece(self.site.lang, "framed")(view, CUT)).split(CUT)
        known = facts(event, view["when"]["datetime"], self.site.timeline)
        parts = [str(main_year(event)), known, before, summary, self._summary(event, summary), after]
        for name in names:
            parts += [name, *self.site.once("framed source", name, partial(self._source, name))]
        return _within(CUT.join(parts)).encode()

    def _summary(self, event: Event, made: str) -> str:
        """Give the summary for a file that may stand anywhere: most link to nothing."""
        return str(piece(self.site.lang, "summary")(self._away.summary(event))) if self._up in made else made

    def _source(self, name: str) -> tuple[str, str]:
        view, made = self._words.source(name), piece(self.site.lang, "framed_source")
        return str(made(view, False)), str(made(view, True))


def _item(kept: bytes) -> Item:
    year, facts_, before, summary, away, after, *sources = kept.split(_CUT)
    names = dict(zip(sources[::3], sources[1::3], strict=True))
    return Item(year, facts_, before, summary, away, after, names, sources[2::3])


def _within(text: str) -> str:
    """Give what stands within lines of a page as it stands there: no line is blank, and all end in one way."""
    return "\n".join(lines(f".{text}."))[1:-1]


def lines(text: str) -> Iterator[str]:
    """Yield the lines of a page that are not blank."""
    return (line for line in text.splitlines() if line.strip())


def facts(event: Event, datetime: str | None, timeline: Timeline) -> str:
    """Give what the script needs to know of an event, in three words: themes, municipalities, and its days.

    Ids are signs: a page of a hundred events stays below 20 KB. `A` is every municipality, `-` is none. Days are what
    `datetime` says (a year, a month or a day), or the first and the last with a slash between, empty when open. Words
    that say nothing new are left out from the end.
    """
    said = filters.facts(event)
    themes = _signs(event.themes, list(timeline.themes)) or "-"
    towns = "A" if event.all_municipalities else _signs(event.municipalities, list(timeline.municipalities)) or "-"
    days = _days(said["from"], said["until"])
    words = [themes, towns, days] if days != datetime else [themes, towns] if towns != "A" else [themes]
    return " ".join(words)


def _signs(ids: Iterable[str], known: Sequence[str]) -> str:
    """Give a sign for each id, by its place among those that are known: a to z, then the letters from U+0100 on."""
    return "".join(chr(97 + place if place < 26 else 230 + place) for place in map(known.index, ids))


def _days(first: str, last: str) -> str:
    if first == last != "":
        return first
    if first[4:] == "-01-01" and last == f"{first[:4]}-12-31":
        return first[:4]
    if first[7:] == "-01" and last == f"{first[:7]}-{monthrange(int(first[:4]), int(first[5:7]))[1]}":
        return first[:7]
    return f"{first}/{last}"
