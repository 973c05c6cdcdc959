"""Events and their relations as plain dictionaries, ready for the templates: worded, linked and safe."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from markupsafe import Markup

from chronicle import dates, markup, standing
from chronicle.model import Event, Evidence, Status, Timeline, Words
from chronicle.pages import routes
from chronicle.pages.filling import piece
from chronicle.pages.site import Site
from chronicle.pages.words import count, say
from chronicle.terms import Explained, find, link, link_terms

View = dict[str, Any]

# What stands for the way up to the language's root until a page is whole, and what parts a list's item: signs that no
# text of somebody else's may hold (`characters`).
_UP, CUT = "\ue000", "\ue001"


class Wording:
    """Words things for one page: it knows where the page stands and which terms it has explained already.

    What it says of a thing is made once for all pages of a language: links begin with a sign for the way up to the
    language's root, and `placed` puts the way in its place when the page is whole.
    """

    def __init__(self, site: Site, address: str) -> None:
        self.site = site
        self.address = address
        self.explained = Explained()

    def to(self, part: routes.Part, identifier: str = "") -> str:
        """Give the address of another page, for what `placed` will finish."""
        return _UP + routes.path(self.site.lang, part, identifier)

    def single(self, name: str) -> str:
        """Give the relative address of a page of its own, such as the story."""
        return routes.relative(self.address, routes.single(self.site.lang, name))

    def placed(self, made: str) -> str:
        """Put the relative addresses into what was made for this page."""
        for sign, instead in _ways(self.address):
            made = made.replace(sign, instead)
        return made

    def prose(self, words: Words) -> View:
        """Word a text that may hold a little Markdown, terms linked."""
        made, foreign = self._prose(words)
        return self._text(made, foreign)

    def _prose(self, words: Words) -> tuple[str, str | None]:
        text, lang = words.pick(self.site.lang)
        return markup.prose_html(text, self._event_address), lang if lang != self.site.lang else None

    def summary(self, event: Event) -> View:
        """Word an event's summary, terms linked."""
        made, foreign = self.site.once("summary", event.id, lambda: self._prose(event.summary))
        if foreign is None and self.site.terms.pattern is not None:
            parts = self.site.once("terms", event.id, lambda: find(made, self.site.terms))
            made = link(parts, self.site.terms, self.explained)
        return {"html": Markup(made), "lang": foreign}  # noqa: S704  `made` comes from markup.py

    def line(self, words: Words | None) -> View | None:
        """Word a plain text."""
        if words is None:
            return None
        text, lang = words.pick(self.site.lang)
        html = Markup(markup.escaped(text))  # noqa: S704  escaped() makes it safe
        return {"html": html, "lang": lang if lang != self.site.lang else None}

    def note(self, words: Words | None) -> View | None:
        """Word a plain text of one or more sentences, terms linked."""
        if words is None:
            return None
        text, lang = words.pick(self.site.lang)
        return self._text(markup.escaped(text), lang if lang != self.site.lang else None)

    def _text(self, made: str, foreign: str | None) -> View:
        if foreign is None:
            made = link_terms(made, self.site.terms, self.explained)
        return {"html": Markup(made), "lang": foreign}  # noqa: S704  `made` comes from markup.py

    def _event_address(self, identifier: str) -> str | None:
        return self.to("events", identifier) if identifier in self.site.by_id else None

    def when(self, event: Event) -> View:
        """Word an event's date, for reading and for machines."""
        return self.site.once("when", event.id, lambda: self._when(event))

    def _when(self, event: Event) -> View:
        lang = self.site.lang
        text, found_in = event.date_text.pick(lang) if event.date_text else (dates.wording(event.date, lang), lang)
        return self._with_html(
            "when",
            {
                "text": text,
                "lang": found_in if found_in != lang else None,
                "datetime": dates.datetime_attribute(event.date) or start_year(event),
                "edtf": event.date.edtf,
            },
        )

    def event(self, event: Event) -> View:
        """Give what a list shows of an event."""
        said = self.site.once("event", event.id, lambda: self._event(event))
        return {**said, "summary": self.summary(event)}

    def _event(self, event: Event) -> View:
        """Give what is the same on every page, whichever terms it explains."""
        timeline = self.site.timeline
        sources = dict.fromkeys(item.source for item in event.evidence)
        towns, themes = self.municipalities(event), [self._theme(name) for name in event.themes]
        links = piece(self.site.lang, "links")
        return {
            "id": event.id,
            "earlier": event.moved_from,
            "url": self.to("events", event.id),
            "when": self.when(event),
            "title": self.line(event.title),
            "status": self.status(event),
            "kind": timeline.kinds[event.kind].name.pick(self.site.lang)[0],
            "municipalities": towns,
            "towns": links(towns),
            "themes": themes,
            "subjects": links(themes),
            "sources": [self.source(s) for s in sources],
        }

    def listed(self, event: Event, *, level: int, linked: bool = True, facts: View | None = None) -> Markup:
        """Give an event as an item of a list, its title a heading of that level; `facts` are what the script needs.

        What it was about, who was there and where it is written are links if `linked`; its title always is.
        """
        parts = self.site.once(f"item {level} {linked}", event.id, lambda: self._item(event, level, linked=linked))
        said = piece(self.site.lang, "facts")(facts) if facts else ""
        summary = piece(self.site.lang, "summary")(self.summary(event))
        return Markup(f"{parts[0]}{said}{parts[1]}{summary}{parts[2]}")  # noqa: S704  made of what templates made

    def _item(self, event: Event, level: int, *, linked: bool) -> list[str]:
        view = self.site.once("event", event.id, lambda: self._event(event))
        return str(piece(self.site.lang, "event")(view, level, linked, CUT)).split(CUT)

    def status(self, event: Event) -> View:
        """Word an event's status and what it rests on."""
        return self.site.once("standing", event.id, lambda: self._status(event))

    def _status(self, event: Event) -> View:
        lang, status = self.site.lang, standing.status(event)
        publishers = standing.corroborated(event, self.site.timeline)
        said = self.site.once("status", status, lambda: self._of_status(status))
        return {**said, "publishers": count("publishers", publishers, lang) if publishers else None}

    def _of_status(self, status: Status) -> View:
        lang = self.site.lang
        said = {"id": status, "text": say(f"status.{status}", lang), "meaning": say(f"meaning.{status}", lang)}
        return self._with_html("status", said)

    def _with_html(self, name: str, view: View) -> View:
        return {**view, "html": piece(self.site.lang, name)(view)}

    def municipalities(self, event: Event) -> list[View]:
        """Link an event's municipalities; `all` is one link to the map."""
        if event.all_municipalities:
            return [{"name": say("all-municipalities", self.site.lang), "url": self.to("municipalities")}]
        towns = self.site.timeline.municipalities
        return [
            {"name": towns[m].name, "url": self.to("municipalities", m)}
            for m in standing.municipalities_of(event, self.site.timeline)
        ]

    def named(self, part: routes.Part, identifier: str, name: Words) -> View:
        """Link a thing that has a name in both languages."""
        return self.site.once(part, identifier, lambda: self._named(part, identifier, name))

    def _named(self, part: routes.Part, identifier: str, name: Words) -> View:
        return {"name": name.pick(self.site.lang)[0], "url": self.to(part, identifier)}

    def _theme(self, identifier: str) -> View:
        return self.named("themes", identifier, self.site.timeline.themes[identifier].name)

    def organisation(self, identifier: str) -> View:
        """Link an organisation."""
        return self.named("organisations", identifier, self.site.timeline.organisations[identifier].name)

    def source(self, identifier: str) -> View:
        """Link a source and say who published it and when."""
        return self.site.once("source", identifier, lambda: self._source(identifier))

    def _source(self, identifier: str) -> View:
        source = self.site.timeline.sources[identifier]
        lang = self.site.lang
        view = {
            "title": source.title,
            "lang": source.language if source.language != lang else None,
            "url": self.to("sources", identifier),
            "publisher": self.site.publisher_name(source),
            "date": dates.wording(source.date, lang) if source.date else say("undated", lang),
            "kind": say(f"one-source-kind.{source.kind}", lang),
        }
        return {**self._with_html("source_link", view), "cited": piece(lang, "cited")(view)}

    def evidence(self, item: Evidence) -> View:
        """Show a quotation with what its source says."""
        source = self.site.timeline.sources[item.source]
        return {
            "quote": Markup(markup.escaped(item.quote)),  # noqa: S704  escaped() makes it safe
            "lang": source.language,
            "at": item.at,
            "says": say(f"says.{item.says}", self.site.lang),
            "says_id": item.says,
            "source": self.source(item.source),
        }

    def brief(self, identifier: str) -> View:
        """Show another event in one line: its date and linked title."""
        return self.site.once("brief", identifier, lambda: self._brief(identifier))

    def _brief(self, identifier: str) -> View:
        event = self.site.by_id[identifier]
        return {
            "url": self.to("events", identifier),
            "title": self.line(event.title),
            "earlier": event.moved_from,
            "when": self.when(event),
            "status": self.status(event),
        }

    def briefs(self, identifiers: Iterable[str]) -> list[Markup]:
        """Show other events, each in one line."""
        made = piece(self.site.lang, "brief")
        return [self.site.once("line", i, lambda i=i: made(self.brief(i))) for i in identifiers]  # type: ignore[misc]

    def terms(self) -> list[View]:
        """Explain the terms that were linked on this page so far."""
        lang, glossary = self.site.lang, self.site.timeline.glossary
        return [
            {
                "id": identifier,
                "term": glossary[identifier].term.pick(lang)[0],
                "dutch": glossary[identifier].term.nl if lang == "en" else None,
                "explanation": glossary[identifier].explanation.pick(lang)[0],
            }
            for identifier in self.explained.ids
        ]


@lru_cache(maxsize=64)
def _ways(address: str) -> Sequence[tuple[str, str]]:
    """Give what comes in the place of the way up and the folders that follow it, as `routes.relative` would have it."""
    folders = address.split("/")[:-1]
    ways: list[tuple[str, str]] = []
    for shared in range(len(folders), -1, -1):
        way = "../" * (len(folders) - shared)
        below = _UP + "".join(f"{folder}/" for folder in folders[:shared])
        # An address that leads to where one is already is not empty.
        ways += [(below, way)] if way else [(f'{below}"', './"'), (below, "")]
    return ways


def main_year(event: Event) -> int:
    """Give the year an event stands in: that of its earliest day, or of its latest if the beginning is not known."""
    day = event.date.earliest or event.date.latest
    assert day is not None, "a date without any known end cannot be read"
    return day.year


def all_years(timeline: Timeline) -> list[int]:
    """Give every year that has a page: those in which an event began or was going on."""
    return sorted({year for event in timeline.events for year in (main_year(event), *dates.years(event.date))})


def start_year(event: Event) -> str | None:
    """Give the year of a range's known end, for `<time>`, which has no value for ranges; None beyond four digits."""
    year = main_year(event)
    return f"{year:04d}" if 1 <= year <= 9999 else None
