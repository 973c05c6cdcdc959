"""What calendars and feeds tell of an event, as text and as HTML: its date, status, summary and evidence.

Whatever is not in the language that was asked for says so: in HTML with `lang`, in text with a sentence.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape

from chronicle import dates, markup
from chronicle.feeds.facts import Facts, History
from chronicle.model import Evidence, Source, Words
from chronicle.pages import routes
from chronicle.pages.site import publisher_name
from chronicle.pages.words import count, say
from chronicle.problems import Lang

# A feed of what is new holds this many entries: a program asks for it again and again, and keeps what it saw before.
NEWEST = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A source as evidence names it. `url` is the whole address of its page."""

    source: Source
    publisher: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One language, with what all events share in it. `home` is the whole address of its home page."""

    lang: Lang
    home: str
    cited: Mapping[str, Cited]
    themes: Mapping[str, tuple[str, Lang]]
    pages: Mapping[str, str]


def voice(history: History, lang: Lang) -> Voice:
    """Prepare what is said of every event in `lang`."""
    timeline, root = history.timeline, history.site_url

    def page(part: routes.Part, identifier: str) -> str:
        return root + routes.from_site_root(lang, routes.path(lang, part, identifier))

    return Voice(
        lang=lang,
        home=root + routes.from_site_root(lang, ""),
        cited={
            one.id: Cited(source=one, publisher=publisher_name(one, timeline, lang), url=page("sources", one.id))
            for one in timeline.sources.values()
        },
        themes={one.id: one.name.pick(lang) for one in timeline.themes.values()},
        pages={facts.event.id: facts.url.pick(lang)[0] for facts in history.events},
    )


def newest(history: History) -> list[Facts]:
    """Give what was last added or changed, the newest first and at one moment by id."""
    return sorted(history.events, key=lambda facts: (-facts.changed.timestamp(), facts.event.id))[:NEWEST]


def moment(time: datetime) -> str:
    """Write a moment as RFC 3339 does, in UTC and to the second: `2024-01-02T03:04:05Z`."""
    return time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def text(facts: Facts, voice: Voice) -> str:
    """Tell an event as plain text, without its title."""
    lang, event = voice.lang, facts.event
    summary, found_in = facts.summary.pick(lang)
    head = [facts.date_text.pick(lang)[0], _certainty(facts, lang)]
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
    return f"“{item.quote}” – {where}. {cited.publisher}. {_says(item, voice.lang)}"


def html(facts: Facts, voice: Voice) -> str:
    """Tell an event as safe HTML in which every address is whole, without its title."""
    lang, event = voice.lang, facts.event
    summary, found_in = event.summary.pick(lang)
    when, when_in = facts.date_text.pick(lang)
    machine = dates.datetime_attribute(event.date)
    time = f' datetime="{machine}"' if machine else ""
    return "".join(
        (
            f"<p><time{time}{_lang(when_in, lang)}>{escape(when)}</time>. {escape(_certainty(facts, lang))}</p>",
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
            f"{escape(cited.publisher)}. {escape(_says(item, lang))}</li>"
        )


def _certainty(facts: Facts, lang: Lang) -> str:
    said = f"{say(f'status.{facts.status}', lang).capitalize()}. {say(f'meaning.{facts.status}', lang)}"
    return f"{said} {count('publishers', facts.corroborated, lang)}" if facts.corroborated else said


def _notes(facts: Facts, lang: Lang) -> Iterator[tuple[str, Words]]:
    for key, words in (("date-note", facts.event.date_note), ("disputed", facts.event.disputed)):
        if words:
            yield say(key, lang), words


def _says(item: Evidence, lang: Lang) -> str:
    return f"{say('source', lang)} {say(f'says.{item.says}', lang)}."


def _line(label: str, words: Words, lang: Lang) -> str:
    said, found_in = words.pick(lang)
    return f"<p>{escape(label)}: <span{_lang(found_in, lang)}>{escape(said)}</span></p>"


def _lang(found_in: str, lang: Lang) -> str:
    return f' lang="{escape(found_in)}"' if found_in != lang else ""
