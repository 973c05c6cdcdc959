"""An event as it stands in a frame: rendered once for all pages that show it."""

from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from chronicle.model import Event, Timeline
from chronicle.pages import filters, routes
from chronicle.pages.filling import piece
from chronicle.pages.site import Site
from chronicle.pages.views import CUT, Wording, main_year
from chronicle.terms import finder


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An event. `before`, `summary` and `after` are its HTML up to the names of its sources, which are by their ids.

    `facts` is what the script needs to know of it.
    """

    year: int
    before: str
    summary: str
    after: str
    sources: tuple[tuple[str, Markup], ...]
    facts: str

    def html(self, *, texts: bool, numbers: Mapping[str, int] | None = None) -> Markup:
        """Give the whole of it, with its summary or without; `Wording.placed` finishes its links.

        With `numbers`, by source, a source is its number in the list at the end.
        """
        head = f"{self.before}{self.summary if texts else ''}{self.after}"
        if numbers is None:
            said = "; ".join(name for _, name in self.sources)
        else:
            said = "; ".join(f'<a href="#s{numbers[id_]}" target="_self">{numbers[id_]}</a>' for id_, _ in self.sources)
        return Markup(f"{head}{said}</p></li>")  # noqa: S704  made of what templates made


class _Away(Wording):
    """Words things for a file that may stand anywhere: its links lead to the published site."""

    def to(self, part: routes.Part, identifier: str = "") -> str:
        return self.site.address_of(part, identifier)

    def single(self, name: str) -> str:
        return self.site.home + routes.single(self.site.lang, name)


class Items:
    """The events of one language's pages for frames, or with `away` of a file that may stand anywhere.

    `site` is told without a glossary: a frame has no room for it.
    """

    def __init__(self, site: Site, *, away: bool = False) -> None:
        # What is said of things is said with other links in a file that may stand anywhere.
        self.site = replace(site, terms=finder((), site.lang), kept={} if away else site.kept)
        self.away = away
        self._words = (_Away if away else Wording)(self.site, "")
        self._events: dict[str, Item] = {}
        self._sources: dict[str, Markup] = {}

    def wording(self, address: str) -> Wording:
        """Give what words things for the page at `address`."""
        return self._words if self.away else Wording(self.site, address)

    def of(self, event: Event) -> Item:
        """Give an event."""
        if event.id not in self._events:
            self._events[event.id] = self._event(event)
        return self._events[event.id]

    def _event(self, event: Event) -> Item:
        names = dict.fromkeys(item.source for item in event.evidence)
        said = {"id": event.id, "summary": self._words.summary(event), "sources": list(names)}
        view = self._words.brief(event.id) | said
        made = piece(self.site.lang, "framed")(view, CUT)
        before, summary, after = str(made).split(CUT)
        return Item(
            year=main_year(event),
            before=before,
            summary=summary,
            after=after,
            sources=tuple((name, self._source(name)) for name in names),
            facts=facts(event, view["when"]["datetime"], self.site.timeline),
        )

    def _source(self, name: str) -> Markup:
        if name not in self._sources:
            view = self._words.source(name)
            self._sources[name] = piece(self.site.lang, "framed_source")(view, self.away)
        return self._sources[name]


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
