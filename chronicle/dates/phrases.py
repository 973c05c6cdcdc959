"""Words one point of a date: the piece between the dashes, commas and prepositions."""

from typing import Final, Literal, NamedTuple, TypeAlias

from chronicle.dates.bounds import year_range
from chronicle.dates.model import APPROXIMATE, UNCERTAIN, Point
from chronicle.dates.words import Words

Style: TypeAlias = Literal["long", "short", "spoken"]
NBSP: Final = "\u00a0"
"""Stands between the number of a day and the name of its month, and nowhere else."""
MINUS: Final = "\u2212"


class Phrase(NamedTuple):
    """A text, and the article it takes after a word such as `vanaf`."""

    text: str
    article: str = ""

    def after(self) -> str:
        """The text as it stands after a preposition: `de jaren zeventig`."""
        return self.article + self.text


def number(year: int, words: Words, style: Style) -> str:
    """A year as people write it: `2008`, `44 v.Chr.`, `het jaar 170.000.002`. Astronomical year in."""
    if not -9999 <= year <= 9999:
        figures = f"{abs(year):,}".replace(",", words.thousands)
        return words.long_year.format((MINUS if year < 0 else "") + figures)
    if year <= 0:
        return words.before_christ[style == "spoken"].format(1 - year)
    return words.after_christ[style == "spoken"].format(year) if year < 100 else str(year)


def between_years(low: int, high: int, words: Words, style: Style) -> str:
    """`tussen 1000 en 1999`, with the era only once."""
    first, last = number(low, words, style), number(high, words, style)
    if -9999 <= low <= high <= 0:
        first = str(1 - low)
    elif 0 < low <= high < 100 and first.startswith(str(low)):
        first = str(low)
    elif 0 < low <= high < 100:
        last = str(high)
    return words.between.format(first, last)


def year_phrase(point: Point, words: Words, style: Style) -> Phrase:
    """The year, decade, century or span of years of a point; empty if nothing of the year is known."""
    year = point.year
    if "X" not in year:
        return Phrase(number(int(year), words, style))
    low, high = year_range(year)
    figures = year.removeprefix("-")
    ordinal = words.ordinal_spoken if style == "spoken" else words.ordinal
    if figures == "XXXX":
        return Phrase("")
    if figures[2:] == "XX" and "X" not in figures[:2]:
        text = words.century.format(ordinal(min(abs(low), abs(high)) // 100 + 1))
        text = words.before_christ[style == "spoken"].format(text) if low < 0 else text
        return Phrase(text, words.articles[2])
    if figures.find("X") == 3 and low >= 100:
        if low % 100:
            return Phrase(words.decade(low, style), words.articles[0])
        if style != "short":
            return Phrase(words.first_decade.format(ordinal(low // 100 + 1)), words.articles[1])
        return Phrase(words.dash[0].join((str(low), str(high))))
    return Phrase(between_years(low, high, words, style), words.articles[3])


def with_year(left: str, point: Point, words: Words, style: Style) -> str:
    """A month or a day with its year: `juni 2008`, `25 december in de 16e eeuw`."""
    if "X" not in point.year:
        return f"{left} {number(int(point.year), words, style)}"
    year = year_phrase(point, words, style)
    if not year.text:
        return f"{left}, {words.unknown_year}"
    if style == "short":
        return f"{left}, {year.text}"
    return words.inside.format(left, year.after())


def month_name(point: Point, words: Words, style: Style) -> str:
    """The month's name; the month must be known."""
    names = words.months_short if style == "short" else words.months
    return names[int(point.month or 0)]


def day_and_month(point: Point, words: Words, style: Style) -> str:
    """`17 december`, with a no-break space."""
    return f"{int(point.day or 0)}{NBSP}{month_name(point, words, style)}"


def part_of_year(point: Point, words: Words, style: Style) -> Phrase:
    """A season, quarter, four months or half year."""
    season = point.season or 0
    year = year_phrase(point, words, style)
    if season <= 32:
        name = words.seasons[(season - 21) % 4]
        carried = season in (24, 28, 30)  # the winter, and in the south the summer, goes on in the next year
        if carried and "X" not in point.year and 1 <= int(point.year) <= 9998:
            text = _two_years(name, int(point.year), words, style)
        else:
            text = with_year(name, point, words, style)
        where = words.hemispheres[season > 28] if season > 24 else ""
        return Phrase(f"{text} ({where})" if where and style != "short" else text)
    if season <= 36:
        name = words.quarters[season - 33]
    else:
        name = words.thirds[season - 37] if season <= 39 else words.halves[season - 40]
    return Phrase(words.part_of_year.format(name, year.after()) if year.text else f"{name}, {words.unknown_year}")


def _two_years(name: str, year: int, words: Words, style: Style) -> str:
    long, spoken, cut = words.winter
    if style == "spoken":
        return spoken.format(name, year, year + 1)
    following = f"{(year + 1) % 100:02d}" if cut and (year + 1) % 100 else str(year + 1)
    return long.format(name, year, following)


def unqualified(point: Point, words: Words, style: Style, flags: int = 0) -> Phrase:
    """A point without its `~` and `?`. Only a day that is itself unknown needs the flags: a day *around* June."""
    if point.season:
        return part_of_year(point, words, style)
    if point.significant is not None:
        return _estimated(point, words, style)
    day = point.day
    if day is not None and "X" not in day and not _month_unknown(point):
        return Phrase(with_year(day_and_month(point, words, style), point, words, style))
    larger = _month_or_year(point, words, style)
    if day is not None and "X" not in day and style != "short":
        named = words.a_month.format(words.ordinal(int(day)))
        return Phrase(words.inside.format(named, larger.after()) if larger.text else f"{named}, {words.unknown_year}")
    if not larger.text:
        return Phrase(words.unknown_year)
    if day is None or style == "short":
        return larger
    return Phrase(words.a_day[bool(flags & APPROXIMATE)].format(larger.after()))


def _month_unknown(point: Point) -> bool:
    return point.month is None or "X" in point.month


def _month_or_year(point: Point, words: Words, style: Style) -> Phrase:
    """The month if it is known, else the year; `laatste maanden van 1984` for `1984-1X`."""
    if not _month_unknown(point):
        return Phrase(with_year(month_name(point, words, style), point, words, style))
    year = year_phrase(point, words, style)
    if point.month != "1X" or "X" in point.year:
        return year
    article = "" if style == "short" else words.articles[2]
    return Phrase(words.last_months[style == "short"].format(year.text), article)


def _estimated(point: Point, words: Words, style: Style) -> Phrase:
    """A year with significant digits. EDTF level 2."""
    year = number(int(point.year), words, style)
    if point.earliest.year == point.latest.year:
        return Phrase(year)
    if style == "short":
        return Phrase(words.around_short.format(year))
    between = between_years(point.earliest.year, point.latest.year, words, style)
    return Phrase(f"{words.around.format(year)} ({between})")


def qualified(phrase: Phrase, flags: int, words: Words, style: Style) -> Phrase:
    """A phrase with `omstreeks` and `mogelijk` around it."""
    if not flags:
        return phrase
    if style == "short":
        text = words.around_short.format(phrase.text) if flags & APPROXIMATE else phrase.text
        return Phrase(text + "?" if flags & UNCERTAIN else text)
    text = words.around.format(phrase.after()) if flags & APPROXIMATE else phrase.after()
    return Phrase(words.possibly.format(text) if flags & UNCERTAIN else text)


def day_unknown(point: Point) -> bool:
    """Whether a day is written but not known, as in `2008-06-XX`."""
    return point.day is not None and "X" in point.day


def merged(point: Point, words: Words, style: Style) -> Phrase:
    """A point with all its qualifiers taken together, for lists and ranges."""
    flags = point.flags[0] | point.flags[1] | point.flags[2]
    phrase = unqualified(point, words, style, flags)
    if day_unknown(point) and style != "short":
        flags &= ~APPROXIMATE  # "een dag omstreeks juni" has it already
    return qualified(phrase, flags, words, style)


def alone(point: Point, words: Words, style: Style) -> str:
    """A point that stands alone, with each qualifier at its own part. EDTF level 2, qualification."""
    written = [flag for flag, part in zip(point.flags, ("y", point.month, point.day), strict=True) if part]
    if style == "short" or len(set(written)) == 1 or "X" in point.year + (point.month or "") + (point.day or ""):
        return merged(point, words, style).text
    year, month, day = point.flags
    if not month and not day:
        left = day_and_month(point, words, style) if point.day else month_name(point, words, style)
        return f"{left}, {qualified(Phrase(number(int(point.year), words, style)), year, words, style).text}"
    if not year and not month:
        named = words.the_day.format(words.ordinal(int(point.day or 0)))
        return _remark(with_year(month_name(point, words, style), point, words, style), named, day, words, style)
    if not year and not point.day:
        return _remark(number(int(point.year), words, style), month_name(point, words, style), month, words, style)
    notes: dict[int, list[str]] = {}
    for flag, unit in zip(point.flags, words.units, strict=True):
        if flag:
            notes.setdefault(flag, []).append(unit)
    joined = (f"{f' {words.conjunctions[0]} '.join(units)} {words.doubts[flag - 1]}" for flag, units in notes.items())
    return f"{unqualified(point, words, style).text} ({', '.join(joined)})"


def _remark(sure: str, rest: str, flags: int, words: Words, style: Style) -> str:
    return f"{sure}, {qualified(Phrase(rest), flags, words, style).text}"
