"""A date as somebody else wrote it, to EDTF; nothing is made more precise than it was."""

import re
from dataclasses import dataclass

from chronicle import dates, drafts
from chronicle.foreign import texts
from chronicle.foreign.rows import Row, Said, Unfit, unfit
from chronicle.problems import Lang

MOST_WORDS = 80
_TIME = re.compile(
    r"(?<=[0-9])(?:[Tt]|,? +)([0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]+)?)?)\s*(?:(Z|z|[+-][0-9:]+)|u(?:ur)?\.?)?\Z"
    r"|(?<=[0-9]{4}) +(?:om +)?([0-9]{1,2}(?:[.:][0-9]{2})? ?u(?:ur|\.)?)\Z"
)
_MIDNIGHT = re.compile(r"0?0:00(?::00(?:[.,]0+)?)?")
_NUMBERS = re.compile(r"([0-9]{1,2})([-/. ])([0-9]{1,2})\2([0-9]{4})")
_TWO_DIGITS = re.compile(
    r"[0-9]{1,2}([-/. ])(?:[0-9]{1,2}|[a-z]{3,9}\.?)\1'?[0-9]{2}|(?:[a-z]{3,9}\.?[-/. ])?'[0-9]{2}"
    r"|[a-z]{3,9}\.?[-/. ][0-9]{2}",
    re.IGNORECASE,
)
# As spreadsheets write a day: 12-mei-2009.
_JOINED = re.compile(r"([0-9]{1,2})([-/.])([a-z]{3,9})\.?\2([0-9]{4})", re.IGNORECASE)
_INSIDE = re.compile(rf"(?<![0-9]){_NUMBERS.pattern}(?![0-9])")
_DAY_SECOND = re.compile(r"[0-9]{4}[-/.](?:1[3-9]|[23][0-9])[-/.][0-9]{1,2}")
_YEARS = re.compile(r"(?<![0-9])[0-9]{4}(?![0-9])")
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
    begin, final = first.date.earliest, last.date.latest
    if begin is not None and final is not None and final < begin:
        raise unfit(
            f"het einde {texts.quoted(end)} ligt voor het begin {texts.quoted(start)}",
            f"the end {texts.quoted(end)} lies before the start {texts.quoted(start)}",
            "Verbeter het begin of het einde.", "Correct the start or the end.",
        )  # fmt: skip
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
    nl, en = f": {error.message_nl}", f": {error.message_en}"
    if re.search(r"[a-z]{3}|\s", typed, re.IGNORECASE) and error.suggestion is None:
        # What is wrong with it as EDTF helps nobody who wrote words.
        nl, en = " is niet te lezen", " cannot be read"
        if lost := dates.impossible(typed):
            nl, en = f": {lost.message_nl}", f": {lost.message_en}"
    return unfit(
        f"de datum {shown}{nl}", f"the date {shown}{en}",
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
    text = _JOINED.sub(r"\1 \3 \4", text) if _JOINED.fullmatch(text) else text
    text = _INSIDE.sub(lambda numbers: _in_order(numbers, row), text)
    try:
        found = drafts.date_of(text)
    except dates.DateError as error:
        raise _no_date(error, typed) from None
    if _turned(text, found.edtf):
        row.left("een datum die andersom stond", "a date that was the other way round",
                 f"{texts.shown(text)} = {found.edtf}")  # fmt: skip
    return When(date=dates.parse(found.edtf), words=text if found.needs_date_text else "")


def _without_time(typed: str, row: Row) -> str:
    found = _TIME.search(typed)
    if found is None:
        return typed
    time = found[1] or found[3]
    if not _MIDNIGHT.fullmatch(time):
        row.left("het tijdstip", "the time of day", time)
    if found[2] and found[2] not in {"Z", "z"}:
        row.left("de tijdzone: de dag is die in het bestand", "the time zone: the day is that in the file", found[0])
    elif found[2]:
        row.left("de tijdzone: de dag is die in UTC", "the time zone: the day is that in UTC", typed)
    return typed[: found.start()]


def _turned(text: str, edtf: str) -> bool:
    """Tell whether what was read has its parts in another order than what was typed."""
    if _DAY_SECOND.fullmatch(text):
        return True
    first, slash, _ = edtf.partition("/")
    typed = re.split(r"\s*/\s*|\s+[-–]\s+|(?<=[0-9]{4})[-–](?=[0-9]{4}\Z)", text)
    years = _YEARS.findall(text)
    return bool(slash) and (
        (len(years) == 2 and years[0] > years[1]) or (len(typed) == 2 and typed[0] != typed[1] and typed[1] == first)
    )


def month_only(typed: str) -> bool:
    """Tell whether a date of numbers is written that can only have its month first: 5/13/2009."""
    return any(int(one[1]) <= 12 < int(one[3]) <= 31 for one in _INSIDE.finditer(typed))


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
    elif day <= 12 and day != month and row.mixed:
        raise unfit(
            f"de datum {texts.quoted(numbers[0])} is op twee manieren te lezen: elders staat de maand voorop",
            f"the date {texts.quoted(numbers[0])} can be read in two ways: elsewhere the month comes first",
            "Bewaar de datums in het hele bestand als jjjj-mm-dd.", "Save the dates in the whole file as yyyy-mm-dd.",
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
        return {lang: text for lang, text in given.items() if len(text) <= MOST_WORDS}
    if given or not when.words:
        return {}
    lang: Lang = drafts.language_of(when.words) if language == "nl" else language
    return {lang: when.words} if len(when.words) <= MOST_WORDS else {}


def _usual(date: dates.Date, lang: Lang) -> str:
    return texts.clean(dates.wording(date, lang))


def contradicts(text: str, date: dates.Date) -> bool:
    """Tell whether words name a date that has no day in common with `date`."""
    try:
        said = of_row(Row(number=0, date=text)).date
    except Unfit:
        return False
    first, last, begin, end = said.earliest, said.latest, date.earliest, date.latest
    return (last is not None and begin is not None and last < begin) or (
        first is not None and end is not None and end < first
    )


def within(date: dates.Date, other: dates.Date) -> bool:
    """Tell whether `date` is a closer wording of `other`: it knows an end, and no end that it knows lies outside."""
    known = [day for day in (date.earliest, date.latest) if day is not None]
    first, last = other.earliest, other.latest
    return bool(known) and all((first is None or first <= day) and (last is None or day <= last) for day in known)
