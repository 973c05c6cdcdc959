"""What calendars and feeds tell of an event, as text and as HTML: its date, status, summary and evidence.

Whatever is not in the language that was asked for says so: in HTML with `lang`, in text with a sentence.
"""

from collections import defaultdict
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property, lru_cache
from html import escape
from typing import Generic, TypeAlias, TypeVar

from chronicle import dates, markup
from chronicle.feeds.facts import CLOCK, Facts, History, lasting, urn
from chronicle.model import Event, Evidence, Says, Source, Status, Timeline, Words
from chronicle.pages import routes
from chronicle.pages.site import publisher_name
from chronicle.pages.words import count, say
from chronicle.problems import Lang

# A feed of what is new holds this many entries: a program asks for it again and again, and keeps what it saw before.
NEWEST = 100

# What an event is in one format: a part of each file that holds it, as it stands there but for the source's clock.
Fragment: TypeAlias = tuple[bytes, ...]
LANGS: tuple[Lang, Lang] = ("nl", "en")
_Value = TypeVar("_Value")


class _Asked(Generic[_Value]):
    """Values for what there is, by id, each worked out when it is asked for."""

    def __init__(self, there: Container[str], make: Callable[[str], _Value]) -> None:
        self._there = there
        self._make = make
        self._found: dict[str, _Value] = {}

    def get(self, identifier: str) -> _Value | None:
        """Give the value, or None where there is no such thing."""
        return self[identifier] if identifier in self._there else None

    def __getitem__(self, identifier: str) -> _Value:
        if identifier not in self._found:
            self._found[identifier] = self._make(identifier)
        return self._found[identifier]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A source as evidence names it. `url` is the whole address of its page."""

    source: Source
    publisher: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One language, with what all events share in it. `pages` has the whole address of each event's page."""

    lang: Lang
    cited: _Asked[Cited]
    themes: Mapping[str, tuple[str, Lang]]
    pages: _Asked[str]


@dataclass(frozen=True, kw_only=True)
class Shared:
    """What fragments are made with: nothing of it hangs on the clock.

    `names` has what each event is called for good (`urn`), by id.
    """

    timeline: Timeline
    site_url: str
    events: Mapping[str, Event]
    names: _Asked[str]
    voices: Mapping[Lang, Voice]

    @cached_property
    def citing(self) -> Mapping[str, Sequence[str]]:
        """The ids of the events that cite a source, in time order, by the source's id."""
        found: dict[str, list[str]] = defaultdict(list)
        for event in self.events.values():
            for source in dict.fromkeys(item.source for item in event.evidence):
                found[source].append(event.id)
        return found


def shared(history: History) -> Shared:
    """Prepare what fragments are made with."""
    events = {one.event.id: one.event for one in history.events}
    return Shared(
        timeline=history.timeline,
        site_url=history.site_url,
        events=events,
        names=_Asked(events, lambda identifier: urn(lasting(events[identifier]))),
        voices={lang: _voice(history, events, lang) for lang in LANGS},
    )


def voice(history: History, lang: Lang) -> Voice:
    """Prepare what is said of every event in `lang`."""
    return _voice(history, {one.event.id for one in history.events}, lang)


def _voice(history: History, events: Container[str], lang: Lang) -> Voice:
    timeline, root = history.timeline, history.site_url

    def page(part: routes.Part, identifier: str) -> str:
        return root + routes.from_site_root(lang, routes.path(lang, part, identifier))

    def cited(identifier: str) -> Cited:
        source = timeline.sources[identifier]
        publisher = publisher_name(source, timeline, lang)
        return Cited(source=source, publisher=publisher, url=page("sources", source.id))

    return Voice(
        lang=lang,
        cited=_Asked(timeline.sources, cited),
        themes={one.id: one.name.pick(lang) for one in timeline.themes.values()},
        pages=_Asked(events, lambda identifier: page("events", identifier)),
    )


def newest(history: History) -> list[Facts]:
    """Give what was last added or changed, the newest first and at one moment by id."""
    return sorted(history.events, key=lambda one: (-history.changed(one).timestamp(), one.event.id))[:NEWEST]


@lru_cache(maxsize=4096)
def moment(time: datetime | None) -> str:
    """Write a moment as RFC 3339 does, in UTC and to the second: `2024-01-02T03:04:05Z`; None is the source's clock."""
    return time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if time else CLOCK


def text(facts: Facts, voice: Voice) -> str:
    """Tell an event as plain text, without its title."""
    lang, event = voice.lang, facts.event
    summary, found_in = facts.summary.pick(lang)
    head = [facts.date_text.pick(lang)[0], _certainty(facts.status, facts.corroborated, lang)]
    if found_in != lang:
        head.append(say("only-dutch", lang))
    if event.place_name:
        head.append(f"{say('place', lang)}: {event.place_name.pick(lang)[0]}")
    notes = [f"{label}: {words.pick(lang)[0]}" for label, words in _notes(facts, lang)]
    proofs = [_proof(item, voice) for item in event.evidence]
    parts = ["\n".join(head), summary, *notes, f"{say('evidence', lang)}\n" + "\n".join(proofs), voice.pages[event.id]]
    return "\n\n".join(parts)


def _proof(item: Evidence, voice: Voice) -> str:
    cited = voice.cited[item.source]
    where = f"{cited.source.title}, {item.at}" if item.at else cited.source.title
    return f"“{item.quote}” – {where}. {cited.publisher}. {_says(item.says, voice.lang)}"


def html(facts: Facts, voice: Voice) -> str:
    """Tell an event as safe HTML in which every address is whole, without its title."""
    lang, event = voice.lang, facts.event
    summary, found_in = event.summary.pick(lang)
    when, when_in = facts.date_text.pick(lang)
    certainty = escape(_certainty(facts.status, facts.corroborated, lang))
    machine = dates.datetime_attribute(event.date)
    time = f' datetime="{machine}"' if machine else ""
    return "".join(
        (
            f"<p><time{time}{_lang(when_in, lang)}>{escape(when)}</time>. {certainty}</p>",
            f"<p>{escape(say('only-dutch', lang))}</p>" if found_in != lang else "",
            f"<div{_lang(found_in, lang)}>{markup.prose_html(summary, voice.pages.get)}</div>",
            _line(say("place", lang), event.place_name, lang) if event.place_name else "",
            *(_line(label, words, lang) for label, words in _notes(facts, lang)),
            f"<h2>{escape(say('evidence', lang))}</h2><ul>",
            *_proofs(facts, voice),
            "</ul>",
        )
    )


def _proofs(facts: Facts, voice: Voice) -> Iterator[str]:
    lang = voice.lang
    for item in facts.event.evidence:
        cited = voice.cited[item.source]
        foreign = _lang(cited.source.language, lang)
        place = f", <span{foreign}>{escape(item.at)}</span>" if item.at else ""
        yield (
            f"<li><q{foreign}>{escape(item.quote)}</q> "
            f'<a href="{escape(cited.url)}"><cite{foreign}>{escape(cited.source.title)}</cite></a>{place}. '
            f"{escape(cited.publisher)}. {escape(_says(item.says, lang))}</li>"
        )


@lru_cache(maxsize=256)
def _certainty(status: Status, corroborated: int, lang: Lang) -> str:
    said = f"{say(f'status.{status}', lang).capitalize()}. {say(f'meaning.{status}', lang)}"
    return f"{said} {count('publishers', corroborated, lang)}" if corroborated else said


def _notes(facts: Facts, lang: Lang) -> Iterator[tuple[str, Words]]:
    for key, words in (("date-note", facts.event.date_note), ("disputed", facts.event.disputed)):
        if words:
            yield say(key, lang), words


@lru_cache
def _says(says: Says, lang: Lang) -> str:
    return f"{say('source', lang)} {say(f'says.{says}', lang)}."


def _line(label: str, words: Words, lang: Lang) -> str:
    said, found_in = words.pick(lang)
    return f"<p>{escape(label)}: <span{_lang(found_in, lang)}>{escape(said)}</span></p>"


def _lang(found_in: str, lang: Lang) -> str:
    return f' lang="{escape(found_in)}"' if found_in != lang else ""
