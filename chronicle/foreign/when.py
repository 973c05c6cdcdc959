"""A date as somebody else wrote it, to EDTF; nothing is made more precise than it was."""

import re
from dataclasses import dataclass

from chronicle import dates, drafts
from chronicle.foreign import texts
from chronicle.foreign.rows import Row, Said, Unfit, unfit
from chronicle.problems import Lang

_MOST_WORDS = 80
_TIME = re.compile(
    r"(?<=[0-9])(?:[Tt]|,? +)([0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]+)?)?)\s*(?:Z|[+-][0-9:]+|u(?:ur)?)?\Z"
)
_MIDNIGHT = re.compile(r"0?0:00(?::00(?:[.,]0+)?)?")
_NUMBERS = re.compile(r"([0-9]{1,2})([-/. ])([0-9]{1,2})\2([0-9]{4})")
_TWO_DIGITS = re.compile(r"[0-9]{1,2}([-/. ])(?:[0-9]{1,2}|[a-z]{3,9}\.?)\1'?[0-9]{2}|'[0-9]{2}", re.IGNORECASE)
_ONGOING = {"..", "...", "heden", "nu", "now", "present", "today", "vandaag"}
# What Excel counts days with, from 1954 to 2064, when a cell is shown as a number.
_SERIAL = re.compile(r"[2-5][0-9]{4}(?:[.,][0-9]+)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A date that was understood. `words` are those that EDTF cannot say, where there are any."""

    date: dates.Date
    words: str = ""


def of_row(row: Row) -> When:
    """Give the date of `row`, from its one text or from its two ends. Raises Unfit; notes what was left or guessed."""
    start, end = texts.clean(row.start), texts.clean(row.end)
    if row.date.strip():
        return _one(texts.clean(row.date), row)
    if not start and not end:
        raise unfit(
            "er staat geen datum", "there is no date",
            "Vul de datum in, zo precies als de bron.", "Fill the date in, as precise as the source.",
        )  # fmt: skip
    if not end or start == end:
        return _one(start, row)
    if not start:
        row.left("alleen een einde: het begin is onbekend", "only an end: the beginning is unknown", texts.shown(end))
        return _read(f"/{_one(end, row).date.edtf}", end)
    if end.casefold() in _ONGOING:
        return _read(f"{_one(start, row).date.edtf}/..", f"{start} – {end}")
    return _two(_one(start, row), _one(end, row), start, end)


def _two(first: When, last: When, start: str, end: str) -> When:
    if first.date.edtf == last.date.edtf:
        return first
    plain = not (first.words or last.words) and {first.date.form, last.date.form} == {"single"}
    try:
        return When(date=dates.parse(f"{first.date.edtf}/{last.date.edtf}")) if plain else _worded(start, end)
    except dates.DateError:
        return _worded(start, end)


def _worded(start: str, end: str) -> When:
    """Put the ends into words: a season, which no range may have, becomes its first or last month."""
    said = f"van {start} tot en met {end}"
    try:
        found = drafts.date_of(said)
    except dates.DateError as error:
        raise _no_date(error, f"{start} – {end}") from None
    return When(date=dates.parse(found.edtf), words=said if found.needs_date_text else "")


def _read(edtf: str, typed: str) -> When:
    try:
        return When(date=dates.parse(edtf))
    except dates.DateError as error:
        raise _no_date(error, typed) from None


def _no_date(error: dates.DateError, typed: str) -> Unfit:
    shown = texts.quoted(typed)
    instead = f" Bedoelt u {error.suggestion}?" if error.suggestion else ""
    meant = f" Did you mean {error.suggestion}?" if error.suggestion else ""
    return unfit(
        f"de datum {shown}: {error.message_nl}", f"the date {shown}: {error.message_en}",
        f"Schrijf bijvoorbeeld 2008, 2008-02-04, 4 februari 2008 of zomer 2011.{instead}",
        f"Write for example 2008, 2008-02-04, 4 February 2008 or summer 2011.{meant}",
    )  # fmt: skip


def _one(typed: str, row: Row) -> When:
    text = _without_time(typed, row)
    if _TWO_DIGITS.fullmatch(text):
        raise unfit(
            f"de datum {texts.quoted(typed)} heeft een jaar van twee cijfers",
            f"the date {texts.quoted(typed)} has a year of two digits",
            "Schrijf het jaar met vier cijfers: 1908 is iets anders dan 2008.",
            "Write the year with four digits: 1908 is not 2008.",
        )
    if _SERIAL.fullmatch(text):
        raise unfit(
            f"{texts.quoted(typed)} lijkt het nummer dat Excel aan een dag geeft",
            f"{texts.quoted(typed)} looks like the number that Excel gives a day",
            "Geef de kolom in Excel de opmaak Datum (jjjj-mm-dd) en bewaar opnieuw.",
            "Give the column the format Date (yyyy-mm-dd) in Excel and save again.",
        )
    if numbers := _NUMBERS.fullmatch(text):
        text = _in_order(numbers, row)
    try:
        found = drafts.date_of(text)
    except dates.DateError as error:
        raise _no_date(error, typed) from None
    return When(date=dates.parse(found.edtf), words=text if found.needs_date_text else "")


def _without_time(typed: str, row: Row) -> str:
    found = _TIME.search(typed)
    if found is None:
        return typed
    if not _MIDNIGHT.fullmatch(found[1]):
        row.left("het tijdstip", "the time of day", found[1])
    return typed[: found.start()]


def _in_order(numbers: re.Match[str], row: Row) -> str:
    """Tell day from month: in the file's order, or the other where only that can be."""
    first, second, year = int(numbers[1]), int(numbers[3]), numbers[4]
    day, month = (second, first) if row.month_first else (first, second)
    if month > 12 >= day:
        day, month = month, day
        row.left(
            "een datum waarin de maand op een andere plaats staat dan in de rest", "a date with the month elsewhere",
            numbers[0],
        )  # fmt: skip
    elif day <= 12 and day != month:
        order = ("maand-dag", "month-day") if row.month_first else ("dag-maand", "day-month")
        row.left(
            f"een datum die op twee manieren te lezen is: gelezen als {order[0]}",
            f"a date that can be read in two ways: read as {order[1]}", f"{numbers[0]} = {year}-{month:02d}-{day:02d}",
        )  # fmt: skip
    return f"{year}-{month:02d}-{day:02d}"


def words_of(when: When, said: Said, language: Lang) -> Said:
    """Give the words for a date that are more than those that the date gets by itself; nothing where there are none.

    `said` is what the file has for them; `language` is that of the file.
    """
    given = {lang: texts.clean(text) for lang, text in said.items() if texts.clean(text)}
    if given and any(text != _usual(when.date, lang) for lang, text in given.items()):
        return {lang: text for lang, text in given.items() if len(text) <= _MOST_WORDS}
    if given or not when.words:
        return {}
    lang: Lang = drafts.language_of(when.words) if language == "nl" else language
    return {lang: when.words} if len(when.words) <= _MOST_WORDS else {}


def _usual(date: dates.Date, lang: Lang) -> str:
    return texts.clean(dates.wording(date, lang))


def within(date: dates.Date, other: dates.Date) -> bool:
    """Tell whether `date` is a closer wording of `other`: it knows an end, and no end that it knows lies outside."""
    known = [day for day in (date.earliest, date.latest) if day is not None]
    first, last = other.earliest, other.latest
    return bool(known) and all((first is None or first <= day) and (last is None or day <= last) for day in known)
