"""The history as calendars (iCalendar: RFC 5545 and 7986): one with everything, and one for each municipality.

An event stands in a calendar on the days that its date can mean, where both ends are known and are at most `LONGEST`
days apart. Where those are not the very days of the event, its summary begins with the date in words. A municipality's
calendar has the newest of its events, as many as keep it below `LARGEST`.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache, partial
from typing import TypeAlias

from chronicle import dates, formats
from chronicle.dates import Date
from chronicle.feeds import telling
from chronicle.feeds.facts import CLOCK, Facts, History, lasting, uid, urn
from chronicle.feeds.lines import line, text
from chronicle.feeds.parts import Parts, Recipes
from chronicle.feeds.telling import LANGS, Fragment, Shared, Voice
from chronicle.model import Municipality, Status
from chronicle.pages import routes
from chronicle.pages.words import count, say
from chronicle.problems import Lang

LONGEST = 31
# Bytes. A program that is subscribed to a calendar fetches all of it each day; Google's takes no more than this.
LARGEST = 1_000_000
# Of these, what is left for what a calendar says of itself.
_ROOM = 10_000
# RFC 5545, 3.8.1.11: what is announced or expected is not yet settled.
_STATUS: dict[Status, str] = {
    "confirmed": "CONFIRMED", "planned": "TENTATIVE", "expected": "TENTATIVE", "cancelled": "CANCELLED",
}  # fmt: skip
# A municipality or none, what happened there, and what that hangs on.
_Told: TypeAlias = tuple[Municipality | None, Sequence[Facts], str]
_BEGIN, _END = b"BEGIN:VEVENT\r\n", b"END:VCALENDAR\r\n"


def fragment(one: Facts, shared: Shared) -> Fragment:
    """Give an event as it stands in the calendars of both languages (a VEVENT), or nothing where none can hold it."""
    span = days(one.event.date)
    return (b"", b"") if span is None else tuple(_entry(one, shared.voices[lang], span) for lang in LANGS)


def files(history: History, parts: Parts) -> Recipes:
    """Yield (path below the site's root, recipe) of every calendar."""
    of_town: dict[str, list[Facts]] = defaultdict(list)
    for event in history.events:
        for identifier in event.towns:
            of_town[identifier].append(event)
    clock = _stamp(history.generated_at)
    told: list[_Told] = [(None, history.events, parts.everyone)]
    told += [(town, of_town[town.id], parts.row(of_town[town.id])) for town in history.timeline.municipalities.values()]
    for lang in LANGS:
        for town, events, row in told:
            yield _path(lang, town), parts.recipe(partial(_calendar, history, parts, lang, town, events), row, clock)


def _calendar(history: History, parts: Parts, lang: Lang, town: Municipality | None, told: Sequence[Facts]) -> bytes:
    number, clock = LANGS.index(lang), (CLOCK.encode(), _stamp(history.generated_at).encode())
    shown = [one[number] for one in parts.events("ics", told) if one[number]]
    kept = len(shown)
    entries = b"".join(shown).replace(*clock)
    if town is not None and len(entries) > LARGEST - _ROOM:
        last = newest([one.replace(*clock) for one in shown])
        entries, kept = b"".join(last), len(last)
    changed = max(map(history.changed, told), default=history.generated_at)
    about = _about(history, lang, len(told) - len(shown), len(shown) - kept, kept)
    head = _head(history, lang, town, about, changed)
    return b"".join((head, entries or _note(history, lang, town), _END))


def newest(entries: Sequence[bytes]) -> Sequence[bytes]:
    """Give the last of `entries`, in time order, as many as a calendar of `LARGEST` has room for."""
    first, room = len(entries), LARGEST - _ROOM
    while first and len(entries[first - 1]) <= room:
        first -= 1
        room -= len(entries[first])
    return entries[first:]


def days(date_: Date) -> tuple[date, date] | None:
    """Give the first day and the one after the last, or None: not in a calendar.

    RFC 5545, 3.6.1: DTEND is exclusive, while the days of a date are inclusive.
    """
    first, last = date_.earliest, date_.latest
    if first is None or last is None or dates.ordinal(last) - dates.ordinal(first) >= LONGEST:
        return None
    try:
        return date(*first), date(*last) + timedelta(days=1)
    except (ValueError, OverflowError):
        # A calendar knows the years 1 to 9999.
        return None


def is_exact(date_: Date) -> bool:
    """Tell whether the days of a date are the very days of the event: a day, or a range from one day to another."""
    points = [point for span in date_.parts for point in (span.first, span.last)]
    fixed = all(point is not None and point.earliest == point.latest for point in points)
    return fixed and date_.form in {"single", "interval"} and not (date_.approximate or date_.uncertain)


def _entry(one: Facts, voice: Voice, span: tuple[date, date]) -> bytes:
    event, lang = one.event, voice.lang
    title, title_in = event.title.pick(lang)
    changed = _stamp(one.changed)
    lines = [
        _BEGIN,
        line(_in("SUMMARY", title_in, lang), text(_summary(one, title, lang))),
        line("DTSTART;VALUE=DATE", _day(span[0])),
        line("DTEND;VALUE=DATE", _day(span[1])),
        line("DTSTAMP", changed),
        line("UID", uid(lasting(event))),
        *_categories([voice.themes[theme] for theme in event.themes], lang),
        line("CREATED", _stamp(one.added)),
        line(_in("DESCRIPTION", one.summary.pick(lang)[1], lang), text(telling.text(one, voice))),
        line("LAST-MODIFIED", changed),
    ]
    if event.place_name:
        place, place_in = event.place_name.pick(lang)
        lines.append(line(_in("LOCATION", place_in, lang), text(place)))
    lines += [
        line("STATUS", _STATUS[one.status]),
        # Nobody is busy because of history.
        b"TRANSP:TRANSPARENT\r\n",
        line("URL", voice.pages[event.id]),
        line("X-EDTF", text(event.date.edtf)),
        b"END:VEVENT\r\n",
    ]
    return b"".join(lines)


def _categories(themes: Sequence[tuple[str, Lang]], lang: Lang) -> Iterator[bytes]:
    """A line for each language in which themes have names."""
    for found_in in LANGS:
        if names := [text(name) for name, its in themes if its == found_in]:
            yield line(_in("CATEGORIES", found_in, lang), ",".join(names))


def _summary(facts: Facts, title: str, lang: Lang) -> str:
    """Say what a row in a calendar must not hide: a date that is no day, and that nobody knows whether it happened."""
    status = say(f"status.{facts.status}", lang)
    if facts.status != "confirmed" and status not in title.casefold():
        title = say("calendar.status", lang, title=title, status=status)
    if is_exact(facts.event.date) and facts.event.date_text is None:
        return title
    return say("calendar.dated", lang, date=facts.date_text.pick(lang)[0], title=title)


def _head(history: History, lang: Lang, town: Municipality | None, about: str, changed: datetime) -> bytes:
    """Tell what a calendar is called and where it stands."""
    name = say("calendar.town", lang, name=town.name) if town else say("site-name", lang)
    page = routes.path(lang, "municipalities", town.id) if town else ""
    return b"".join(
        (
            b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n",
            line("PRODID", text(f"-//{say('site-name', 'nl')}//drenthe-tijdlijn//{lang.upper()}")),
            b"CALSCALE:GREGORIAN\r\n",
            line(f"DESCRIPTION;LANGUAGE={lang}", text(about)),
            line("X-WR-CALDESC", text(about)),
            line(f"NAME;LANGUAGE={lang}", text(name)),
            line("X-WR-CALNAME", text(name)),
            line("LAST-MODIFIED", _stamp(changed)),
            # How often it is worth asking for a calendar again.
            b"REFRESH-INTERVAL;VALUE=DURATION:P1D\r\n",
            line("SOURCE;VALUE=URI", history.site_url + _path(lang, town)),
            line("UID", urn(_identity(lang, town))),
            line("URL", history.site_url + routes.from_site_root(lang, page)),
            b"X-PUBLISHED-TTL:P1D\r\n",
        )
    )


def _about(history: History, lang: Lang, left_out: int, older: int, kept: int) -> str:
    """Say how many events stand in a calendar, how many cannot, and how many had no room any more."""
    said = [say("feed.about", lang), count("calendar.shown", kept, lang)]
    if left_out:
        said.append(count("calendar.left-out", left_out, lang, days=LONGEST))
    if older:
        said.append(count("calendar.older", older, lang, address=history.site_url + _path(lang, None)))
    home = history.site_url + routes.from_site_root(lang, "")
    return " ".join([*said, say("calendar.all", lang, address=home)])


def _note(history: History, lang: Lang, town: Municipality | None) -> bytes:
    """RFC 5545, 3.6: a calendar holds one thing at least. A note without a day is shown on no day."""
    lines = (
        b"BEGIN:VJOURNAL\r\n",
        line("DTSTAMP", _stamp(history.generated_at)),
        line("SUMMARY", text(say("no-events", lang))),
        line("UID", uid(_identity(lang, town))),
        b"END:VJOURNAL\r\n",
    )
    return b"".join(lines)


def _identity(lang: Lang, town: Municipality | None) -> str:
    return f"feed:ics:{town.id}:{lang}" if town else f"feed:ics:{lang}"


@lru_cache(maxsize=4096)
def _stamp(time: datetime | None) -> str:
    return time.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ") if time else CLOCK


def _day(day: date) -> str:
    return f"{day.year:04d}{day.month:02d}{day.day:02d}"


def _in(name: str, found_in: Lang, lang: Lang) -> str:
    """RFC 5545, 3.2.10: the language of a text, where it is not the file's."""
    return name if found_in == lang else f"{name};LANGUAGE={found_in}"


def _path(lang: Lang, town: Municipality | None) -> str:
    return formats.BY_ID["ics-town"].path(lang, town.id) if town else formats.BY_ID["ics"].path(lang)
