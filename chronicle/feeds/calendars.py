"""The history as calendars (iCalendar: RFC 5545 and 7986): one with everything, and one for each municipality.

An event stands in a calendar on the days that its date can mean, where both ends are known and are at most `LONGEST`
days apart. Where those are not the very days of the event, its summary begins with the date in words.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, timedelta

from chronicle import dates, formats
from chronicle.dates import Date
from chronicle.feeds import telling
from chronicle.feeds.facts import Facts, History, lasting, uid, urn
from chronicle.feeds.telling import Voice
from chronicle.model import Municipality, Status
from chronicle.pages import routes
from chronicle.pages.words import count, say
from chronicle.problems import Lang

LONGEST = 31
_LANGS: tuple[Lang, Lang] = ("nl", "en")
# How often it is worth asking for a calendar again.
_REFRESH = timedelta(days=1)
# RFC 5545, 3.8.1.11: what is announced or expected is not yet settled.
_STATUS: dict[Status, str] = {
    "confirmed": "CONFIRMED", "planned": "TENTATIVE", "expected": "TENTATIVE", "cancelled": "CANCELLED",
}  # fmt: skip
_END = b"END:VCALENDAR\r\n"


def files(history: History) -> Iterator[tuple[str, bytes]]:
    """Yield (path below the site's root, contents) of every calendar."""
    for lang in _LANGS:
        voice = telling.voice(history, lang)
        # Each event is written once, also where several calendars hold it.
        entries = {
            facts.event.id: entry(facts, voice, span)
            for facts in history.events
            if (span := days(facts.event.date)) is not None
        }
        for town in (None, *history.timeline.municipalities.values()):
            told = [facts for facts in history.events if town is None or town.id in facts.towns]
            shown = [entries[facts.event.id] for facts in told if facts.event.id in entries]
            around = _calendar(history, voice, town, told, len(shown))
            yield _path(lang, town), around.removesuffix(_END) + b"".join(shown) + _END


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


def entry(facts: Facts, voice: Voice, span: tuple[date, date]) -> bytes:
    """Give an event as it stands in a calendar (a VEVENT). `span`: the first day, and the one after the last."""
    # Not at the top: only a build needs the library, which takes its time to load.
    from icalendar import Event, vText

    event, lang = facts.event, voice.lang
    title, title_in = event.title.pick(lang)
    made = Event()
    made.add("UID", uid(lasting(event)))
    made.add("DTSTAMP", facts.changed.astimezone(UTC))
    made.add("LAST-MODIFIED", facts.changed.astimezone(UTC))
    made.add("CREATED", facts.added.astimezone(UTC))
    made.add("DTSTART", span[0])
    made.add("DTEND", span[1])
    made.add("SUMMARY", _summary(facts, title, lang), _language(title_in, lang))
    made.add("DESCRIPTION", telling.text(facts, voice), _language(facts.summary.pick(lang)[1], lang))
    made.add("URL", voice.pages[event.id])
    for found_in in _LANGS:
        if names := [name for name, its in (voice.themes[theme] for theme in event.themes) if its == found_in]:
            made.add("CATEGORIES", names, _language(found_in, lang))
    made.add("STATUS", _STATUS[facts.status])
    # Nobody is busy because of history.
    made.add("TRANSP", "TRANSPARENT")
    if event.place_name:
        place, place_in = event.place_name.pick(lang)
        made.add("LOCATION", place, _language(place_in, lang))
    made.add("X-EDTF", vText(event.date.edtf))
    return bytes(made.to_ical())


def _summary(facts: Facts, title: str, lang: Lang) -> str:
    """Say what a row in a calendar must not hide: a date that is no day, and that nobody knows whether it happened."""
    status = say(f"status.{facts.status}", lang)
    if facts.status != "confirmed" and status not in title.casefold():
        title = say("calendar.status", lang, title=title, status=status)
    if is_exact(facts.event.date) and facts.event.date_text is None:
        return title
    return say("calendar.dated", lang, date=facts.date_text.pick(lang)[0], title=title)


def _calendar(history: History, voice: Voice, town: Municipality | None, told: Sequence[Facts], shown: int) -> bytes:
    """Give a calendar around the events: what it is called, where it stands, and what it leaves out."""
    from icalendar import Calendar, Journal

    lang = voice.lang
    path = _path(lang, town)
    identity = f"feed:ics:{town.id}:{lang}" if town else f"feed:ics:{lang}"
    name = say("calendar.town", lang, name=town.name) if town else say("site-name", lang)
    about = _about(voice, len(told), shown)
    made = Calendar()
    made.add("PRODID", f"-//{say('site-name', 'nl')}//drenthe-tijdlijn//{lang.upper()}")
    made.add("VERSION", "2.0")
    made.add("CALSCALE", "GREGORIAN")
    made.add("UID", urn(identity))
    made.add("NAME", name, {"LANGUAGE": lang})
    made.add("X-WR-CALNAME", name)
    made.add("DESCRIPTION", about, {"LANGUAGE": lang})
    made.add("X-WR-CALDESC", about)
    made.add("LAST-MODIFIED", max((facts.changed for facts in told), default=history.generated_at).astimezone(UTC))
    made.add("REFRESH-INTERVAL", _REFRESH, {"VALUE": "DURATION"})
    made.add("X-PUBLISHED-TTL", "P1D")
    made.add("SOURCE", history.site_url + path, {"VALUE": "URI"})
    page = routes.path(lang, "municipalities", town.id) if town else ""
    made.add("URL", history.site_url + routes.from_site_root(lang, page))
    if not shown:
        # RFC 5545, 3.6: a calendar holds one thing at least. A note without a day is shown on no day.
        note = Journal()
        note.add("UID", uid(identity))
        note.add("DTSTAMP", history.generated_at.astimezone(UTC))
        note.add("SUMMARY", say("no-events", lang))
        made.add_component(note)
    return bytes(made.to_ical())


def _about(voice: Voice, told: int, shown: int) -> str:
    lang = voice.lang
    said = [say("feed.about", lang), count("calendar.shown", shown, lang)]
    if told > shown:
        said.append(count("calendar.left-out", told - shown, lang, days=LONGEST))
    return " ".join([*said, say("calendar.all", lang, address=voice.home)])


def _path(lang: Lang, town: Municipality | None) -> str:
    return formats.BY_ID["ics-town"].path(lang, town.id) if town else formats.BY_ID["ics"].path(lang)


def _language(found_in: Lang, lang: Lang) -> dict[str, str]:
    """RFC 5545, 3.2.10: the language of a text, where it is not the file's."""
    return {"LANGUAGE": found_in} if found_in != lang else {}
