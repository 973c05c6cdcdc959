"""Events and their relations as plain dictionaries, ready for the templates: worded, linked and safe."""

from typing import Any

from markupsafe import Markup

from chronicle import dates, markup, standing
from chronicle.model import Event, Evidence, Timeline, Words
from chronicle.pages import routes
from chronicle.pages.site import Site
from chronicle.pages.words import count, say
from chronicle.terms import Explained, link_terms

View = dict[str, Any]


class Wording:
    """Words things for one page: it knows where the page stands and which terms it has explained already."""

    def __init__(self, site: Site, address: str) -> None:
        self.site = site
        self.address = address
        self.explained = Explained()

    def to(self, part: routes.Part, identifier: str = "") -> str:
        """Give the relative address of another page."""
        return routes.relative(self.address, routes.path(self.site.lang, part, identifier))

    def single(self, name: str) -> str:
        """Give the relative address of a page of its own, such as the story."""
        return routes.relative(self.address, routes.single(self.site.lang, name))

    def prose(self, words: Words) -> View:
        """Word a text that may hold a little Markdown, terms linked."""
        text, lang = words.pick(self.site.lang)
        made = markup.prose_html(text, self._event_address)
        return self._text(made, lang)

    def line(self, words: Words | None) -> View | None:
        """Word a plain text."""
        if words is None:
            return None
        text, lang = words.pick(self.site.lang)
        return self._text(markup.escaped(text), lang, terms=False)

    def note(self, words: Words | None) -> View | None:
        """Word a plain text of one or more sentences, terms linked."""
        if words is None:
            return None
        text, lang = words.pick(self.site.lang)
        return self._text(markup.escaped(text), lang)

    def _text(self, made: str, lang: str, *, terms: bool = True) -> View:
        foreign = lang if lang != self.site.lang else None
        if terms and foreign is None:
            made = link_terms(made, self.site.terms, self.explained)
        return {"html": Markup(made), "lang": foreign}  # noqa: S704  `made` comes from markup.py

    def _event_address(self, identifier: str) -> str | None:
        return self.to("events", identifier) if identifier in self.site.by_id else None

    def when(self, event: Event) -> View:
        """Word an event's date, for reading and for machines."""
        lang = self.site.lang
        text, found_in = event.date_text.pick(lang) if event.date_text else (dates.wording(event.date, lang), lang)
        return {
            "text": text,
            "lang": found_in if found_in != lang else None,
            "datetime": dates.datetime_attribute(event.date) or start_year(event),
            "edtf": event.date.edtf,
        }

    def event(self, event: Event) -> View:
        """Give what a list shows of an event."""
        timeline, lang = self.site.timeline, self.site.lang
        sources = dict.fromkeys(item.source for item in event.evidence)
        return {
            "id": event.id,
            "url": self.to("events", event.id),
            "when": self.when(event),
            "title": self.line(event.title),
            "summary": self.prose(event.summary),
            "status": self.status(event),
            "kind": timeline.kinds[event.kind].name.pick(lang)[0],
            "municipalities": self.municipalities(event),
            "themes": [self.named("themes", t, timeline.themes[t].name) for t in event.themes],
            "sources": [self.source(s) for s in sources],
        }

    def status(self, event: Event) -> View:
        """Word an event's status and what it rests on."""
        lang, status = self.site.lang, standing.status(event)
        publishers = standing.corroborated(event, self.site.timeline)
        return {
            "id": status,
            "text": say(f"status.{status}", lang),
            "meaning": say(f"meaning.{status}", lang),
            "publishers": count("publishers", publishers, lang) if publishers else None,
        }

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
        return {"name": name.pick(self.site.lang)[0], "url": self.to(part, identifier)}

    def organisation(self, identifier: str) -> View:
        """Link an organisation."""
        return self.named("organisations", identifier, self.site.timeline.organisations[identifier].name)

    def source(self, identifier: str) -> View:
        """Link a source and say who published it and when."""
        source = self.site.timeline.sources[identifier]
        lang = self.site.lang
        return {
            "title": source.title,
            "lang": source.language if source.language != lang else None,
            "url": self.to("sources", identifier),
            "publisher": self.site.publisher_name(source),
            "date": dates.wording(source.date, lang) if source.date else say("undated", lang),
            "kind": say(f"one-source-kind.{source.kind}", lang),
        }

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
        event = self.site.by_id[identifier]
        return {
            "url": self.to("events", identifier),
            "title": self.line(event.title),
            "when": self.when(event),
            "status": self.status(event),
        }

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
