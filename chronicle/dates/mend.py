"""Mends what is nearly EDTF: a missing zero, day and month the wrong way round, spaces, old spellings.

Text in, text out; nothing here decides whether the outcome is valid, so the caller reads it.
"""

import re
from typing import Final

from chronicle.dates.bounds import GROUPINGS, grouping_bounds
from chronicle.dates.diagnose import DASHES

_DASHES: Final = str.maketrans(dict.fromkeys(DASHES, "-"))
_OPEN: Final = ("..", "...", "…", "open", "now", "nu", "heden", "present", "*")
_UNKNOWN: Final = ("", "?", "unknown", "onbekend")
_TIME: Final = r"[Tt ][0-9]{1,2}:[0-9]{2}(:[0-9]{2}([.,][0-9]+)?)?\s*(Z|z|[+-][0-9]{2}(:?[0-9]{2})?)?$"


def mend(text: str) -> str | None:
    """What an almost-EDTF text probably meant, or None if it does not look like EDTF at all."""
    plain = re.sub(_TIME, "", text.strip().translate(_DASHES))
    if plain[:1] in "[{" and plain:
        return _set(plain)
    whole = _point(plain)
    if whole:
        return whole
    if "/" in plain:
        return _interval(*plain.split("/", 1))
    if ".." in plain:
        return _interval(*(part or ".." for part in plain.split("..", 1)))
    years = re.fullmatch(r"([0-9]{4})\s*--?\s*([0-9]{4}|)", plain)
    return _interval(years[1], years[2] or "..") if years else None


def _interval(start: str, end: str) -> str | None:
    first, last = _end(start, 0), _end(end, 1)
    if first is None or last is None:
        return None
    if re.fullmatch(r"[0-9].*", first) and re.fullmatch(r"[0-9].*", last) and first[: len(last)] > last[: len(first)]:
        first, last = last, first
    return f"{first}/{last}"


def _end(text: str, side: int) -> str | None:
    """One end of a range; a season becomes its first or last month."""
    plain = text.strip()
    if plain.lower() in _OPEN:
        return ".."
    if plain.lower() in _UNKNOWN:
        return ""
    point = _point(re.sub(_TIME, "", plain))
    season = re.fullmatch(r"(-?[0-9]{4})-([234][0-9])", point or "")
    if season and int(season[2]) in GROUPINGS:
        day = grouping_bounds(int(season[1]), int(season[1]), int(season[2]))[side]
        return str(day)[:-3]
    return point


def _set(text: str) -> str | None:
    """A set: spaces out, the brackets a pair, members mended, the dots between two members."""
    closing = "]" if text[0] == "[" else "}"
    inner = text.lstrip("[{(").rstrip("]}) ")
    members = [_member(member.strip()) for member in re.split("[,;|]", inner) if member.strip()]
    whole = [member for member in members if member]
    return f"{text[0]}{','.join(whole)}{closing}" if whole and len(whole) == len(members) else None


def _member(text: str) -> str | None:
    """One date of a set, or two with dots between them."""
    ends = re.split(r"\s*(?:\.{2,3}|…|/)\s*", text)
    if len(ends) == 1:
        ends = re.split(r"(?<=[0-9]{4})\s*-\s*(?=[0-9]{4})", text)
    if len(ends) == 1:
        return _point(re.sub(_TIME, "", text))
    if len(ends) > 2:
        return None
    points = [_end(end, side) for side, end in enumerate(ends)]
    if None in points or not any(points):
        return None
    return "..".join(sorted(str(p) for p in points) if all(points) else (str(p) for p in points))


def _point(text: str) -> str | None:
    """One date."""
    plain = text.replace(" ", "") if re.fullmatch(r"[0-9XxUu ./?~%+-]*", text) else text.strip()
    plain = re.sub(r"\?~|~\?", "%", re.sub(r"([?~%])\1+$", r"\1", plain)).removeprefix("+")
    return _sequence(plain) or _pattern(plain) or _long(plain)


def _sequence(text: str) -> str | None:
    """Year, month and day in figures, in any of the usual orders, with or without signs between them."""
    found = re.fullmatch(r"(-?[0-9]{4})([-./])([0-9]{1,2})(?:\2([0-9]{1,2}))?([?~%]?)", text)
    if found:
        two_years = found[2] == "/" and not found[4] and int(found[3]) == (int(found[1]) + 1) % 100
        return None if two_years else _dated(found[1], found[3], found[4], found[5])
    found = re.fullmatch(r"([0-9]{1,2})([-./])([0-9]{1,2})\2([0-9]{4})([?~%]?)", text)
    if found:
        return _dated(found[4], found[3], found[1], found[5])
    found = re.fullmatch(r"()([0-9]{1,2})[-./]([0-9]{4})([?~%]?)", text)
    if found:
        return _dated(found[3], found[2], None, found[4])
    found = re.fullmatch(r"([0-9]{4})([0-9]{2})([0-9]{2})?([?~%]?)", text)
    return _dated(found[1], found[2], found[3], found[4]) if found else None


def _dated(year: str, month: str, day: str | None, sign: str) -> str | None:
    """The parts in order and with their zeros; a part that is 00 is left out; day and month swap if only that fits."""
    if year == "-0000":
        year = "0000"
    if day and int(month) > 12 and 1 <= int(day) <= 12:
        month, day = day, month
    if int(month) == 0:
        return year + sign if not day or int(day) == 0 else None
    if int(month) > 12:
        return f"{year}-{month}" if not day and int(month) in GROUPINGS else None
    return f"{year}-{int(month):02d}" + (f"-{int(day):02d}" if day and int(day) else "") + sign


def _pattern(text: str) -> str | None:
    """Unspecified digits in other spellings: `200u`, `2008-xx`, `2008-X`, `198?`, `19??`, `1980s` is left to words."""
    doubtful = re.fullmatch(r"([0-9]{2}(?:[0-9]\?|\?\?))", text)
    plain = text.replace("?", "X") if doubtful else re.sub("[xuU]", "X", text)
    if not re.fullmatch(r"[?~%]?-?[0-9X]{4}[?~%]?(-[?~%]?[0-9X]{1,2}[?~%]?){0,2}", plain):
        return "0000" if plain == "-0000" else None
    plain = re.sub(r"(?<=-)X(?![0-9X])", "XX", plain)
    grouped = re.fullmatch(r"[?~%]?(-?[0-9X]{4})[?~%]?-[?~%]?([234][0-9])[?~%]?", plain)
    if grouped and int(grouped[2]) in GROUPINGS:
        return f"{grouped[1]}-{grouped[2]}"
    return "0000" if plain == "-0000" else plain


def _long(text: str) -> str | None:
    """Years with letters, or years that need one."""
    found = re.fullmatch(r"[yY]?(-?)0*([0-9]+)(?:[eE]0*([0-9]{1,2}))?(?:[sSpP]0*([0-9]+))?([?~%]?)", text)
    if not found or len(text) > 40 or (text[0].isdigit() and len(found[2]) < 4 and not found[3]):
        return None
    minus, figures, exponent, digits, sign = found.groups("")
    year = int(figures) * 10 ** int(exponent or 0)
    tail = (f"S{digits}" if digits else "") + sign
    if year <= 9999:
        return f"{minus if year else ''}{year:04d}{tail}"
    return f"Y{minus}{figures}" + (f"E{exponent}" if exponent else "") + tail
