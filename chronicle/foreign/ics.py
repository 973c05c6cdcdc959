"""iCalendar (RFC 5545): each event by itself, so that a damaged one does not stop the others."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from chronicle import web
from chronicle.feeds.facts import NAME
from chronicle.foreign import prose, texts
from chronicle.foreign.rows import Read, Row, Said, Unfit, unfit, unreadable
from chronicle.pages.words import say
from chronicle.problems import Lang

_LANGS: tuple[Lang, Lang] = ("nl", "en")
_STATUSES = ("planned", "expected", "cancelled")
_ZONE = re.compile(r"X-WR-TIMEZONE(?:;[^:]*)?:(.+)", re.IGNORECASE)
_MOST_LINES = 2000
_ENCLOSED = re.compile(r"(?:ATTACH|X-ALT-DESC)[;:]", re.IGNORECASE)
_DAYS = ("DTSTART", "DTEND", "DURATION")
# What repeats an event: only the first time is carried over.
_REPEATS = ("RRULE", "RDATE", "EXDATE")
# What has no place in an event of ours and says nothing of history.
_SILENT = {
    "UID", "DTSTAMP", "CREATED", "LAST-MODIFIED", "SEQUENCE", "TRANSP", "CLASS", "PRIORITY", "SUMMARY", "DESCRIPTION",
    "DTSTART", "DTEND", "DURATION", "LOCATION", "URL", "CATEGORIES", "STATUS", "X-EDTF", *_REPEATS,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Block:
    """The lines of one event, where it begins in the file (from 1), and whether it was longer."""

    line: int
    text: str
    cut: bool


def read(text: str, found: Read, language: Lang, *, sure: bool = False) -> None:
    """Read the events of a calendar. Raises Unreadable.

    `language` is that of texts which name none; when it is `sure`, of all that have one wording: programs write their
    own language there.
    """
    if "BEGIN:VCALENDAR" not in text[:5000].upper():
        raise unreadable(
            "dit is geen agenda: er staat geen BEGIN:VCALENDAR in", "this is no calendar: it has no BEGIN:VCALENDAR"
        )
    named = _ZONE.search(text)
    zone = _zone(named[1].strip()) if named else None
    for number, block in enumerate(_blocks(text, found), start=1):
        try:
            found.rows.append(_row(number, block, language, zone, sure=sure))
        except Unfit as problem:
            found.refuse(number, block.line, problem)


def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name)
    except (OSError, ValueError, LookupError):
        # No zone of that name; then a time in UTC counts for its day there, and that is told.
        return None


def _blocks(text: str, found: Read) -> Iterator[_Block]:
    """Yield each event; what stands inside it (an alarm) is left out of it, and other things are counted."""
    inside: list[str] | None = None
    began, depth, others = 0, 0, 0
    for number, line in enumerate(text.split("\n"), start=1):
        # RFC 5545, 3.1: what begins with a blank goes on with the line before it, whatever it says.
        word = "" if line[:1] in {" ", "\t"} else line.strip().upper()
        if word == "BEGIN:VEVENT":
            # One that was never ended is looked at as far as it goes.
            if inside is not None:
                yield _block(began, inside)
            inside, began, depth = [line.strip()], number, 0
        elif word == "END:VEVENT" and inside is not None:
            yield _block(began, inside)
            inside = None
        elif inside is not None and (word.startswith("BEGIN:") or (word.startswith("END:") and depth)):
            depth += 1 if word.startswith("BEGIN:") else -1
        elif inside is not None and not depth:
            inside.append(line)
        others += inside is None and word in {"BEGIN:VTODO", "BEGIN:VJOURNAL"}
    if inside is not None:
        yield _block(began, inside)
    if others:
        found.remark(f"Niet overgenomen: {others} taken of notities (VTODO, VJOURNAL).",
                     f"Left out: {others} tasks or notes (VTODO, VJOURNAL).")  # fmt: skip


def _block(line: int, lines: list[str]) -> _Block:
    kept = list(_short(lines))
    return _Block(line, "\r\n".join([*kept[:_MOST_LINES], "END:VEVENT", ""]), cut=len(kept) > _MOST_LINES)


def _short(lines: list[str]) -> Iterator[str]:
    """Yield the lines; of a file that is enclosed and of a text as a page, which are long, only the first."""
    enclosed = False
    for line in lines:
        folded = line[:1] in {" ", "\t"}
        if not folded:
            enclosed = _ENCLOSED.match(line) is not None
        if not (folded and enclosed):
            yield f"{line.partition(':')[0].partition(';')[0]}:" if enclosed else line


def _row(number: int, block: _Block, language: Lang, zone: ZoneInfo | None, *, sure: bool) -> Row:
    # Not at the top: only a calendar needs the library.
    from icalendar import Event

    try:
        event = Event.from_ical(block.text.encode())
    except (ValueError, KeyError, IndexError, AttributeError, TypeError) as error:
        raise _damaged(str(error)) from None
    row = Row(number=number, line=block.line)
    if block.cut:
        if event.get("DTSTART") is None:
            raise _too_long()
        row.left(f"wat na {_MOST_LINES} regels komt", f"what comes after {_MOST_LINES} lines")
    uid = texts.clean(_text(event, "UID"))
    ours = uid.endswith(f"@{NAME}")
    # An event that was renamed keeps its UID; what it is called now stands in its address.
    row.id = texts.clean(_text(event, "URL")).rstrip("/").rpartition("/")[2] if ours else ""
    row.date = _text(event, "X-EDTF").strip()
    if not row.date:
        _days(row, event, zone)
    # Of ours the mark is right: it says where Dutch stands in for English.
    sure = sure and not ours
    row.title = _said(event, "SUMMARY", language, row, sure=sure)
    row.place = _said(event, "LOCATION", language, row, sure=sure)
    _tell(row, event, language, ours=ours, sure=sure)
    if not ours and row.title and language not in row.title:
        said = ("Engels", "English") if language == "nl" else ("Nederlands", "Dutch")
        row.left(f"de taal: de agenda noemt de titel {said[0]} (anders: --language {language})",
                 f"the language: the calendar calls the title {said[1]} (if not: --language {language})")  # fmt: skip
    row.tags = [texts.clean(str(tag)) for group in _all(event, "CATEGORIES") for tag in getattr(group, "cats", [group])]
    _leave(row, event, ours=ours)
    return row


def _too_long() -> Unfit:
    return unfit(
        f"deze gebeurtenis is langer dan {_MOST_LINES} regels, zonder dag in het begin",
        f"this event is longer than {_MOST_LINES} lines, without a day at its beginning",
        "Haal bijlagen en lange teksten uit de gebeurtenis.", "Take attachments and long texts out of the event.",
    )  # fmt: skip


def _damaged(what: str) -> Unfit:
    return unfit(
        f"deze gebeurtenis is niet te lezen ({texts.shown(what)})", f"this event cannot be read ({texts.shown(what)})",
        "Haal de agenda opnieuw op, of herstel deze regels in het bestand.",
        "Fetch the calendar again, or mend these lines in the file.",
    )  # fmt: skip


def _all(event: Any, name: str) -> list[Any]:
    from icalendar.prop.broken import vBroken

    value = event.get(name)
    found = [] if value is None else value if isinstance(value, list) else [value]
    if name in _DAYS and (broken := next((one for one in found if isinstance(one, vBroken)), None)):
        raise _damaged(f"{name}: {broken}")
    return [one for one in found if not isinstance(one, vBroken)]


def _first(event: Any, name: str) -> Any:
    return next(iter(_all(event, name)), None)


def _text(event: Any, name: str) -> str:
    value = _first(event, name)
    return "" if value is None else str(value)


def _written(value: Any) -> str:
    """Give the beginning of a property's value as the calendar writes it, for the report."""
    written = value.to_ical() if hasattr(value, "to_ical") else str(value or "")
    return texts.shown(written.decode("utf-8", "replace") if isinstance(written, bytes) else str(written))


def _said(event: Any, name: str, language: Lang, row: Row, *, sure: bool) -> Said:
    said: Said = {}
    values = _all(event, name)
    for value in values:
        text = texts.lines(str(value))
        asked = str(getattr(value, "params", {}).get("LANGUAGE", language)).lower()[:2]
        asked = language if sure and len(values) == 1 else asked
        lang: Lang = "en" if asked == "en" else "nl" if asked == "nl" else language
        if text and said.setdefault(lang, text) != text:
            _leave_second(row, name, text)
    return said


def _leave_second(row: Row, name: str, what: str) -> None:
    # RFC 5545, 3.6.1: none of these may stand twice in an event; programs that merge calendars write them so.
    row.left(f"nog een {name}: alleen de eerste is overgenomen", f"one more {name}: only the first is kept",
             texts.shown(what))  # fmt: skip


def _days(row: Row, event: Any, zone: ZoneInfo | None) -> None:
    """Give the row its first and last day, both included, in the event's own zone."""
    start, end = _moment(event, "DTSTART"), _moment(event, "DTEND")
    if start is None:
        raise unfit(
            "er staat geen dag waarop het begint (DTSTART)", "there is no day on which it begins (DTSTART)",
            "Geef de gebeurtenis in de agenda een dag.", "Give the event a day in the calendar.",
        )  # fmt: skip
    length = getattr(_first(event, "DURATION"), "dt", None)
    try:
        if end is None and isinstance(length, timedelta):
            end = start + length
        first = _day(start, zone, row)
        last = _day(end, zone, row, end=True) if end is not None else first
    except OverflowError:
        raise _damaged("DURATION") from None
    if last < first:
        row.left("een einde voor het begin: het is één dag geworden", "an end before the start: it became one day",
                 last.isoformat())  # fmt: skip
    row.start, row.end = first.isoformat(), max(first, last).isoformat()


def _moment(event: Any, name: str) -> date | None:
    value = _first(event, name)
    if value is None:
        return None
    found = getattr(value, "dt", None)
    if not isinstance(found, date):
        raise _damaged(f"{name}: {value}")
    return found


def _day(moment: date, zone: ZoneInfo | None, row: Row, *, end: bool = False) -> date:
    """Give the day of a moment. RFC 5545, 3.6.1: the end is the first moment after it."""
    if not isinstance(moment, datetime):
        return moment - timedelta(days=1) if end else moment
    utc = moment.tzinfo is not None and moment.utcoffset() == timedelta(0) and "UTC" in str(moment.tzinfo).upper()
    if utc and zone is not None:
        moment = moment.astimezone(zone)
    elif utc and not end:
        row.left("de tijdzone: de dag is die in UTC", "the time zone: the day is that in UTC", moment.isoformat())
    if not end:
        row.left("het tijdstip", "the time of day", moment.strftime("%H:%M"))
    return moment.date() - timedelta(days=1) if end and moment.time() == time(0) else moment.date()


def _tell(row: Row, event: Any, language: Lang, *, ours: bool, sure: bool) -> None:
    """Give the row its summary; what our own calendars write around a title and a summary is taken off again."""
    said = _said(event, "DESCRIPTION", language, row, sure=sure)
    if not ours:
        row.summary = {lang: prose.of_html(text) if prose.looks_like_html(text) else prose.of_links(text)
                       for lang, text in said.items()}  # fmt: skip
        for text in filter(prose.looks_like_html, said.values()):
            prose.note_lost(text, row)
        return
    # The first line is the date in words; a blank line ends the facts, and another one the summary.
    description = next((str(value) for value in _all(event, "DESCRIPTION")), "").replace("\r\n", "\n")
    head, _, rest = description.partition("\n\n")
    when, summary = head.split("\n")[0], rest.partition("\n\n")[0]
    lang: Lang = next(iter(said), language)
    row.summary = {lang: prose.of_plain(summary)} if summary.strip() else {}
    written_in = next(iter(row.title), language)
    title = row.title.get(written_in, "").removeprefix(f"{texts.clean(when)}: ")
    endings = {f" ({say(f'status.{status}', one)})" for status in _STATUSES for one in _LANGS}
    ending = next((one for one in endings if title.endswith(one)), "")
    row.title = {written_in: title.removesuffix(ending)}
    row.date_text = {written_in: when} if when else {}
    row.left(
        "het bewijs: een agenda heeft geen bronnen en citaten", "the evidence: a calendar has no sources and quotations"
    )


def _leave(row: Row, event: Any, *, ours: bool) -> None:
    address = _text(event, "URL").strip()
    if address and not ours:
        if web.is_address(address):
            row.links.append((address, ""))
        else:
            row.left("een webadres dat geen is", "a web address that is none", texts.shown(address))
    if repeats := [name for name in _REPEATS if event.get(name) is not None]:
        row.left("de herhaling: alleen de eerste keer is overgenomen", "the repetition: only the first time is kept",
                 ", ".join(repeats))  # fmt: skip
    status = texts.clean(_text(event, "STATUS")).upper()
    if status in {"TENTATIVE", "CANCELLED"} and not ours:
        row.left("de stand van zaken: die volgt uit wat bronnen zeggen", "the status: it follows from what sources say",
                 status)  # fmt: skip
    for name in (*_DAYS, "URL", "STATUS"):
        for other in list(dict.fromkeys(map(_written, _all(event, name))))[1:]:
            _leave_second(row, name, other)
    for name in dict.fromkeys(str(key).upper() for key in event):
        if name not in _SILENT and not (ours and name.startswith("X-")):
            field, value = texts.shown(name), _written(_first(event, name))
            row.left(f"het veld {field}", f"the property {field}", value)
