"""The history as the code sees it: frozen values without behaviour, and where each came from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from chronicle.dates import Date
from chronicle.problems import Lang, Place

Says = Literal["happened", "planned", "expected", "cancelled"]
Status = Literal["confirmed", "planned", "expected", "cancelled"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A text in Dutch and, where it exists, English."""

    nl: str
    en: str | None = None

    def pick(self, lang: Lang) -> tuple[str, Lang]:
        """Give the text for `lang` and the language it is really in: Dutch stands in for missing English."""
        if lang == "en" and self.en is not None:
            return self.en, "en"
        return self.nl, "nl"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What one source says of an event. `quote` is exact and at most 25 words; `at` is in the source's language."""

    source: str
    says: Says
    quote: str
    at: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A page elsewhere that is worth reading."""

    url: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """A picture from `timeline/images/`."""

    file: str
    alt: Words
    credit: str
    licence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened, or was meant to. Ids point at other things in the `Timeline`."""

    id: str
    place: Place
    date: Date
    title: Words
    summary: Words
    kind: str
    themes: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    date_text: Words | None = None
    date_note: Words | None = None
    municipalities: tuple[str, ...] = ()
    all_municipalities: bool = False
    organisations: tuple[str, ...] = ()
    place_name: Words | None = None
    disputed: Words | None = None
    follows: tuple[str, ...] = ()
    see_also: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    image: Image | None = None
    moved_from: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A document that events rest on. `publisher` is an organisation's or municipality's id, or a medium's name."""

    id: str
    place: Place
    kind: str
    title: str
    publisher: str
    language: str
    date: Date | None = None
    reference: str | None = None
    url: str | None = None
    accessed: Date | None = None
    note: Words | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """A square on the tile map, counted from 0 at the top left."""

    row: int
    column: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Municipality:
    """One of the twelve municipalities of today."""

    id: str
    place: Place
    name: str
    cbs: str
    tooi: str
    owms: str
    neighbours: tuple[str, ...]
    tile: Tile
    wikidata: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """A body other than the twelve municipalities. `part_of` is the body it belongs to."""

    id: str
    place: Place
    name: Words
    short: Words | None = None
    part_of: str | None = None
    tooi: str | None = None
    description: Words | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A theme or a kind of event."""

    id: str
    place: Place
    name: Words
    description: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """An administrative term. `forms_*` are other spellings under which it occurs in running text."""

    id: str
    place: Place
    term: Words
    explanation: Words
    forms_nl: tuple[str, ...] = ()
    forms_en: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A part of the story. `text` may hold a little Markdown; `events` are those that it tells of, in that order."""

    id: str
    place: Place
    name: Words
    date: Date
    text: Words
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """A text that looks like private data and is none, and the reason why it may stand."""

    id: str
    place: Place
    text: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """When an event's file was first added to the repository and last changed there. Both have a time zone."""

    added: datetime
    changed: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Everything that was read. `events` are in time order; the mappings keep the order of their files."""

    events: tuple[Event, ...] = ()
    sources: Mapping[str, Source] = field(default_factory=dict)
    municipalities: Mapping[str, Municipality] = field(default_factory=dict)
    organisations: Mapping[str, Organisation] = field(default_factory=dict)
    themes: Mapping[str, Label] = field(default_factory=dict)
    kinds: Mapping[str, Label] = field(default_factory=dict)
    glossary: Mapping[str, Term] = field(default_factory=dict)
    chapters: Mapping[str, Chapter] = field(default_factory=dict)
    allowed: Mapping[str, Allowance] = field(default_factory=dict)
    images: Mapping[str, bytes] = field(default_factory=dict)
