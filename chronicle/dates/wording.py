"""Words a date in Dutch and English. Never a month or a day that the date does not fix."""

from collections.abc import Sequence

from chronicle.dates.model import Date, Point, Span
from chronicle.dates.phrases import (
    NBSP,
    Phrase,
    Style,
    alone,
    day_and_month,
    day_unknown,
    merged,
    month_name,
    number,
    qualified,
)
from chronicle.dates.words import DUTCH, ENGLISH, Words


def wording(date: Date, lang: str, *, form: Style = "long") -> str:
    """A date in words, without a capital or a full stop.

    `lang` is `nl` or `en` (ValueError otherwise). `long` is for running text and headings, `short` for an axis or a
    list, `spoken` for a screen reader: whole words, and no dash. A no-break space stands between a day's number and
    the name of its month, and nowhere else.
    """
    words = DUTCH if lang == "nl" else ENGLISH if lang == "en" else None
    if words is None:
        raise ValueError(f"no wording in {lang!r}: nl or en")
    if date.form in ("one_of", "all_of"):
        return _listed(date.parts, words, form, one=date.form == "one_of")
    return _span(date.parts[0], words, form)


def _span(span: Span, words: Words, style: Style) -> str:
    """One date or one range."""
    first, last = span.first, span.last
    if first is None or last is None:
        return _half_open(span, words, style)
    if first is last or first.text == last.text:
        return alone(first, words, style)
    start, end, tail = _pair(first, last, words, style)
    if style == "spoken":
        return start.after() + words.through + end.after() + tail
    phrases = any(" " in side.text or NBSP in side.text for side in (start, end))
    return start.text + words.dash[phrases] + end.text + tail


def _half_open(span: Span, words: Words, style: Style) -> str:
    if span.first is not None:
        return words.onwards.format(merged(span.first, words, style).after())
    if span.last is None:
        return words.unknown_year
    until = {"long": words.until, "short": words.until_short, "spoken": words.until_spoken}[style]
    return until.format(merged(span.last, words, style).after())


def _pair(first: Point, last: Point, words: Words, style: Style) -> tuple[Phrase, Phrase, str]:
    """The two ends of a range, and what they share and is said once, after the second."""
    same_doubt = _flags(first) == _flags(last)  # "omstreeks juni – augustus 2008" would cast doubt on both
    if first.year != last.year or not (_exact(first) and _exact(last) and same_doubt):
        return merged(first, words, style), merged(last, words, style), ""
    year = f" {number(int(first.year), words, style)}"
    if first.month != last.month:
        return _yearless(first, words, style), _yearless(last, words, style), year
    if first.day and last.day and not _flags(first):
        start, end = str(int(first.day)), str(int(last.day))
        return Phrase(start), Phrase(end), NBSP + month_name(last, words, style) + year
    if first.day and last.day:
        return _yearless(first, words, style), _yearless(last, words, style), year
    return merged(first, words, style), merged(last, words, style), ""


def _exact(point: Point) -> bool:
    """Whether month and perhaps day are known, so that the year can be said once for two points."""
    return bool(point.month) and "X" not in point.text and not (day_unknown(point) or point.season)


def _flags(point: Point) -> int:
    return point.flags[0] | point.flags[1] | point.flags[2]


def _yearless(point: Point, words: Words, style: Style) -> Phrase:
    text = day_and_month(point, words, style) if point.day else month_name(point, words, style)
    return qualified(Phrase(text), _flags(point), words, style)


def _listed(spans: Sequence[Span], words: Words, style: Style, *, one: bool) -> str:
    """`A, B of C` or `A, B en C`. EDTF level 2, one of a set and all members."""
    shared = _shared(spans, words, style)
    texts, tail = shared or ([_member(span, words, style, one=one) for span in spans], "")
    if len(texts) == 1:
        return texts[0] + tail
    return f"{', '.join(texts[:-1])} {words.conjunctions[one]} {texts[-1]}{tail}"


def _shared(spans: Sequence[Span], words: Words, style: Style) -> tuple[list[str], str] | None:
    """Days of one month or months of one year, and what is said once after them; None if they share nothing."""
    points = [span.first for span in spans if span.first is not None and span.first is span.last]
    if len(points) != len(spans) or len(spans) < 2 or any(not _exact(p) or _flags(p) for p in points):
        return None
    head = points[0]
    year = f" {number(int(head.year), words, style)}"
    if any(p.year != head.year or bool(p.day) != bool(head.day) for p in points):
        return None
    if not head.day:
        return [month_name(p, words, style) for p in points], year
    if all(p.month == head.month for p in points):
        return [str(int(p.day or 0)) for p in points], NBSP + month_name(head, words, style) + year
    return [day_and_month(p, words, style) for p in points], year


def _member(span: Span, words: Words, style: Style, *, one: bool) -> str:
    """One member of a set."""
    first, last = span.first, span.last
    if first is last and first is not None:
        return merged(first, words, style).text
    if not one:
        return _span(span, words, style)
    if first is not None and last is not None:
        start, end, tail = _pair(first, last, words, style)
        return words.between.format(start.after(), end.after()) + tail
    if first is not None:
        return words.or_later.format(merged(first, words, style).text)
    return words.or_earlier.format(merged(last, words, style).text) if last is not None else words.unknown_year
