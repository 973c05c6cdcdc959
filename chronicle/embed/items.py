"""An event as it stands in a frame: rendered once for all pages of one depth, which show it alike."""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from chronicle.model import Event, Timeline
from chronicle.pages import filters, routes
from chronicle.pages.render import render
from chronicle.pages.site import Site
from chronicle.pages.views import Wording, main_year
from chronicle.terms import finder


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An event. `head` is its HTML up to the names of its sources; `sources` are these, by their pages' addresses.

    `facts` is what the script needs to know of it.
    """

    year: int
    head: Markup
    sources: tuple[tuple[str, Markup], ...]
    facts: str

    def html(self, numbers: dict[str, int] | None = None) -> Markup:
        """Give the whole of it; with `numbers`, by address, a source is its number in the list at the end."""
        if numbers is None:
            said = Markup("; ").join(name for _, name in self.sources)
        else:
            said = Markup("; ").join(
                Markup('<a href="#s{0}" target="_self">{0}</a>').format(numbers[url]) for url, _ in self.sources
            )
        return self.head + said + Markup("</p></li>")


class _Away(Wording):
    """Words things for a file that may stand anywhere: its links lead to the published site."""

    def to(self, part: routes.Part, identifier: str = "") -> str:
        return self.site.address_of(part, identifier)

    def single(self, name: str) -> str:
        return self.site.home + routes.single(self.site.lang, name)


class Items:
    """The events of one language's pages for frames. `site` is told without a glossary: a frame has no room for it."""

    def __init__(self, site: Site) -> None:
        self.site = replace(site, terms=finder((), site.lang))
        self._events: dict[tuple[str, str, bool], Item] = {}
        self._sources: dict[tuple[str, str], tuple[str, Markup]] = {}

    def wording(self, address: str, *, away: bool = False) -> Wording:
        """Give what words things for the page at `address`, or for a file that may stand anywhere."""
        return (_Away if away else Wording)(self.site, address)

    def of(self, event: Event, address: str, *, texts: bool, away: bool = False) -> Item:
        """Give an event for the page at `address`, with its summary or without."""
        # Two pages of one depth lead to everything by the same words.
        depth = "" if away else routes.relative(address, "")
        key = (event.id, depth, texts)
        if key not in self._events:
            self._events[key] = self._event(event, self.wording(address, away=away), depth, texts=texts)
        return self._events[key]

    def _event(self, event: Event, wording: Wording, depth: str, *, texts: bool) -> Item:
        view = wording.event(event)
        made = render("embed_item.jinja", self.site, wording, item=view, texts=texts)
        names = dict.fromkeys(item.source for item in event.evidence)
        return Item(
            year=main_year(event),
            head=Markup(made.rstrip("\n")),  # noqa: S704  a template made it
            sources=tuple(self._source(name, wording, depth) for name in names),
            facts=facts(event, view["when"]["datetime"], self.site.timeline),
        )

    def _source(self, name: str, wording: Wording, depth: str) -> tuple[str, Markup]:
        if (name, depth) not in self._sources:
            view = wording.source(name)
            made = render("embed_source.jinja", self.site, wording, source=view, linked=not depth)
            self._sources[name, depth] = view["url"], Markup(made.rstrip("\n"))  # noqa: S704  a template made it
        return self._sources[name, depth]


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
