"""The words that people type for one date, in Dutch and English, to EDTF."""

import re
from typing import Final

from chronicle.dates.diagnose import DASHES

_MONTHS: Final = {
    name: f"{number:02d}"
    for number, names in enumerate(
        (
            "januari january jan", "februari february febr feb", "maart march mrt mar", "april apr", "mei may",
            "juni june jun", "juli july jul", "augustus august aug", "september sept sep", "oktober october okt oct",
            "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_SEASONS: Final = {
    "lente": 21, "voorjaar": 21, "spring": 21, "zomer": 22, "summer": 22,
    "herfst": 23, "najaar": 23, "autumn": 23, "fall": 23, "winter": 24,
}  # fmt: skip
_ORDINALS: Final = {
    word: number
    for words in (
        "eerste tweede derde vierde vijfde zesde zevende achtste negende tiende elfde twaalfde dertiende veertiende "
        "vijftiende zestiende zeventiende achttiende negentiende twintigste eenentwintigste",
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
        "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first",
    )
    for number, word in enumerate(words.split(), start=1)
}
_TENS: Final = {
    word: number
    for words in (
        "tien twintig dertig veertig vijftig zestig zeventig tachtig negentig",
        "tens twenties thirties forties fifties sixties seventies eighties nineties",
    )
    for number, word in enumerate(words.split(), start=1)
}
MONTH: Final = "(" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + ")"
_SEASON: Final = "(" + "|".join(_SEASONS) + ")"
_ORDINAL: Final = "([0-9]{1,2} ?(?:e|de|ste|st|nd|rd|th)|" + "|".join(_ORDINALS) + ")"
_TEN: Final = "(" + "|".join(_TENS) + ")"
_DAY: Final = "([0-9]{1,2})(?:e|de|ste|st|nd|rd|th)?"
_OF: Final = "(?: of| van| in)?(?: the| het| de)?"
_LEAD: Final = "op|in|on|during|gedurende|anno|per|het jaar|the year|year|jaar|the|de|het|een|a"
_SOMEWHERE: Final = "dag|day|onbekende dag|unknown day|some day|ergens|sometime|some time"
_WEEKDAYS: Final = (
    r"\b(?:(?:maan|dins|woens|donder|vrij|zater|zon)dag|(?:mon|tues|wednes|thurs|fri|satur|sun)day|"
    r"(?:ma|di|wo|do|vr|za|zo|mon|tue|wed|thu|fri|sat|sun)(?=[ ,.]+[0-9]))\b[ ,.]*"
)
_TRANSLATION: Final = str.maketrans(
    {**dict.fromkeys(DASHES, "-"), **dict.fromkeys("’‘`\u00b4", "'"), **dict.fromkeys("[]()“”\"", " "),
     "\u00a0": " ", "ó": "o", "é": "e", "à": "a", "á": "a"}
)  # fmt: skip


def tidy(text: str) -> str:
    """A wording in lower case, with plain signs, one space between words, and no weekdays or abbreviation points."""
    plain = text.strip().lower().translate(_TRANSLATION)
    plain = re.sub(r"\b(?:v\. ?c(?:hr)?\b\.?|voor christus|b\. ?c\b\.?(?: ?e\b\.?)?|bce?\b)", "bc", plain)
    plain = re.sub(r"\b(?:n\. ?c(?:hr)?\b\.?|na christus|a\. ?d\b\.?|ce\b)", "ad", plain)
    plain = re.sub(r"\bt/m\b|\bt\.?e\.?m\b\.?", "tot en met", plain)
    plain = re.sub(r"(?<=[a-z])\.", " ", re.sub(_WEEKDAYS, "", plain))
    return " ".join(plain.split()).strip(" .,;")


def one_date(text: str) -> str | None:
    """EDTF for a tidied wording of one date without qualifiers, or None. The outcome still has to be read."""
    plain = re.sub(rf"^(?:(?:{_LEAD}) )+", "", text)
    for rule in (_day_month, _season, _part, _century, _decade, _some_day, _year):
        found = rule(plain)
        if found:
            return found
    return None


def _day_month(text: str) -> str | None:
    """`17 december 2008`, `December 17th, 2008`, `dec 2008`, `2008 december`."""
    year = "([0-9]{4})"
    found = re.fullmatch(f"{_DAY}{_OF} {MONTH},?{_OF} {year}", text)
    if found:
        return f"{found[3]}-{_MONTHS[found[2]]}-{int(found[1]):02d}"
    found = re.fullmatch(f"{MONTH} {_DAY},? {year}", text)
    if found:
        return f"{found[3]}-{_MONTHS[found[1]]}-{int(found[2]):02d}"
    found = re.fullmatch(f"(?:maand )?{MONTH},?{_OF} {year}", text)
    if found:
        return f"{found[2]}-{_MONTHS[found[1]]}"
    found = re.fullmatch(f"{year},? {MONTH}(?: {_DAY})?", text)
    if found:
        return f"{found[1]}-{_MONTHS[found[2]]}" + (f"-{int(found[3]):02d}" if found[3] else "")
    return None


def _season(text: str) -> str | None:
    """`zomer 2011`, `winter 2011/2012`."""
    found = re.fullmatch(f"{_SEASON}{_OF} ([0-9]{{4}})(?: ?(?:/|-| op | to ) ?([0-9]{{2}}|[0-9]{{4}}))?", text)
    if found and (not found[3] or (found[1] == "winter" and int(found[3]) % 100 == (int(found[2]) + 1) % 100)):
        return f"{found[2]}-{_SEASONS[found[1]]}"
    return None


def _part(text: str) -> str | None:
    """Quarters, four months, half years."""
    found = re.fullmatch(r"([qkh])([1-4]),? ([0-9]{4})|([0-9]{4}),?[ -]([qkh])([1-4])", text)
    if found:
        letter, number, year = found[1] or found[5], int(found[2] or found[6]), found[3] or found[4]
        return _grouping(year, "half" if letter == "h" else "quarter", number)
    found = re.fullmatch(
        f"(?:{_ORDINAL}|(laatste|last|middelste|middle)) (kwartaal|quarter|helft|halfjaar|half|half year|"
        f"tertaal|vier maanden|four months){_OF} ([0-9]{{4}})",
        text,
    )
    if found is None:
        return None
    unit = {"kwartaal": "quarter", "quarter": "quarter", "tertaal": "third", "vier maanden": "third",
            "four months": "third"}.get(found[3], "half")  # fmt: skip
    most = {"quarter": 4, "third": 3, "half": 2}[unit]
    number = ordinal(found[1]) if found[1] else most if found[2] in ("laatste", "last") else 2
    return _grouping(found[4], unit, number)


def _grouping(year: str, unit: str, number: int) -> str | None:
    first, most = {"quarter": (33, 4), "third": (37, 3), "half": (40, 2)}[unit]
    return f"{year}-{first + number - 1}" if 1 <= number <= most else None


def ordinal(text: str) -> int:
    """`19e`, `negentiende`, `nineteenth` to 19."""
    return _ORDINALS.get(text) or int(re.sub("[^0-9]", "", text))


def _century(text: str) -> str | None:
    """`19e eeuw`, `nineteenth century`, `2e eeuw v.Chr.`"""
    found = re.fullmatch(f"{_ORDINAL} (?:eeuw|century|c)( bc| ad)?", text)
    if found is None:
        return None
    number = ordinal(found[1])
    return f"{'-' if found[2] == ' bc' else ''}{number - 1:02d}XX" if 1 <= number <= 99 else None


def _decade(text: str) -> str | None:
    """`jaren negentig`, `jaren '90`, `1990s`, `jaren twintig van de 20e eeuw`, `eerste decennium van de 21e eeuw`."""
    found = re.fullmatch(r"(?:jaren )?'?((?:[0-9]{2})?[0-9])0'?s?", text)
    if found and ("jaren" in text or text.endswith("s")):
        return ("" if len(found[1]) == 3 else "19") + found[1] + "X"
    century = f"(?: van de| of the| in de| in the)? ?(?:{_ORDINAL} (?:eeuw|century))?"
    found = re.fullmatch(f"(?:jaren )?{_TEN}{century}", text)
    if found and ("jaren" in text or text.split()[0].endswith("s")):
        return f"{ordinal(found[2]) - 1 if found[2] else 19:02d}{_TENS[found[1]]}X"
    found = re.fullmatch(f"{_ORDINAL} (?:decennium|decade){century}", text)
    if found and found[2] and 1 <= ordinal(found[1]) <= 10:
        return f"{ordinal(found[2]) - 1:02d}{ordinal(found[1]) - 1}X"
    return None


def _some_day(text: str) -> str | None:
    """`een dag in juni 2008`, `ergens in juni 2008`, `een dag in 2008`."""
    found = re.fullmatch(rf"({_SOMEWHERE}) (?:in|van|of) (.+)", text)
    inner = one_date(found[2]) if found else None
    if inner is None or found is None:
        return None
    if re.fullmatch(r"[0-9]{4}-(?:0[1-9]|1[0-2])", inner):
        return f"{inner}-XX"
    return (f"{inner}-XX-XX" if "da" in found[1] else inner) if re.fullmatch("[0-9]{4}", inner) else None


def _year(text: str) -> str | None:
    """`2008`, `44 v.Chr.`, `33 n.Chr.`, `AD 33`."""
    found = re.fullmatch(r"([0-9]{1,4}) ?(bc|ad)|ad ([0-9]{1,4})|([0-9]{4})", text)
    if found is None:
        return None
    year = int(found[1] or found[3] or found[4])
    if found[2] == "bc":
        return None if year == 0 else f"-{year - 1:04d}" if year > 1 else "0000"
    return f"{year:04d}" if year or found[4] else None
