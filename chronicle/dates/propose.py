"""Proposes EDTF for what people type: nearly right EDTF, and wordings in Dutch and English."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from chronicle.dates.bounds import grouping_bounds
from chronicle.dates.days import Day, month_length
from chronicle.dates.errors import DateError
from chronicle.dates.mend import mend
from chronicle.dates.model import Date
from chronicle.dates.reading import read
from chronicle.dates.typed import MONTH, one_date, tidy
from chronicle.dates.vague import vague_date

_MOST_CHARACTERS: Final = 200
_MOST_WORDS: Final = 30
_ABOUT: Final = r"(?:circa|ca|c|omstreeks|rond|rondom|ongeveer|about|around|approximately|approx)\.?"
_MAYBE: Final = r"(?:mogelijk|misschien|possibly|perhaps|maybe)"
_LIKELY: Final = r"(?:waarschijnlijk|vermoedelijk|probably|presumably|likely|wellicht)"
_AND: Final = r"(?: en | and | & )"
_OR: Final = r"(?: of | or )"
_TO: Final = r"(?: tot en met | tot | until | through | to | - |(?<=[^0-9])-|-(?=[0-9]{1,2} [a-z])|-(?=[a-z]))"
_FROM: Final = "(?:vanaf|sinds|sedert|from|since|with effect from|as of)"
_LATEST: Final = "(?:uiterlijk|niet later dan|by|no later than|not later than)"
_EARLIEST: Final = "(?:op zijn vroegst|niet eerder dan|no earlier than|not earlier than)"
_ARTICLE: Final = "(?:de |het |the |in |op )*"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """EDTF for a wording. `needs_date_text`: EDTF cannot carry the nuance, so `date_text` should hold the wording."""

    edtf: str
    needs_date_text: bool


def propose(text: str) -> Proposal | None:
    """EDTF for what a person typed in Dutch or English, or None if that cannot be told.

    EDTF itself comes back as it is; nearly right EDTF is mended; a wording is understood whole or not at all, so no
    part of it is silently dropped. The EDTF is always valid.
    """
    if len(text) > _MOST_CHARACTERS or not (re.search("[0-9]|XXXX", text) or _wordy(text)):
        return None
    for attempt in (text.strip(), mend(text)):
        if attempt is not None and _read(attempt):
            doubt_lost = re.search("[~?%]", text) and not re.search("[~?%X]|/$", attempt)
            return Proposal(edtf=attempt, needs_date_text=bool(doubt_lost))
    if text.lstrip()[:1] in ("[", "{"):
        return None
    plain = tidy(text)
    found = _phrase(plain) if plain.count(" ") < _MOST_WORDS else None
    return found if found and _read(found.edtf) else None


def impossible(text: str) -> DateError | None:
    """What is wrong with a day in words that its month does not have, if that is what is wrong."""
    try:
        if len(text) <= _MOST_CHARACTERS and (edtf := one_date(tidy(text))):
            read(edtf)
    except DateError as error:
        return DateError(error.message_nl, error.message_en)
    return None


def _wordy(text: str) -> bool:
    """Wordings without a figure: `negentiende eeuw`, `the nineties`."""
    return bool(re.search(r"eeuw|centur|jaren|ties\b|open|onbekend", text.lower()))


def _read(text: str) -> Date | None:
    try:
        return read(text)
    except DateError:
        return None


def _phrase(text: str) -> Proposal | None:
    """A tidied wording with everything around it."""
    for rule in (_one, _vague, _doubted, _limit, _between, _range, _choice):
        found = rule(text)
        if found:
            return found
    return None


def _doubted(text: str) -> Proposal | None:
    return _doubt(text, _phrase)


def _plain(edtf: str | None) -> Proposal | None:
    return Proposal(edtf=edtf, needs_date_text=False) if edtf is not None and _read(edtf) else None


def _one(text: str) -> Proposal | None:
    return _plain(one_date(text)) or _plain(mend(text) if re.fullmatch(r"[0-9][0-9./-]*[0-9]", text) else None)


def _doubt(text: str, inside: Callable[[str], Proposal | None]) -> Proposal | None:
    """`omstreeks`, `mogelijk`, `waarschijnlijk`, a question mark; `inside` reads what they are about."""
    found = re.fullmatch(f"{_ABOUT} ?(?:de |het |the )?(.+)|(.+) (?:ca|circa|approximately|ongeveer)", text)
    if found:
        return _marked(inside(found[1] or found[2]), "~", nuance=False)
    found = re.fullmatch(f"(?:{_MAYBE}|({_LIKELY})) (?:in |op |on )?(.+)|(.+?) ?\\?+", text)
    if found:
        return _marked(inside(found[2] or found[3]), "?", nuance=bool(found[1]))
    found = re.fullmatch(r"(?:een |a )?(?:dag|day) (?:omstreeks|rond|around) (.+)", text)
    inner = _one(found[1]) if found else None
    month = inner is not None and re.fullmatch(r"[0-9]{4}-[01][0-9]", inner.edtf)
    return _plain(f"{inner.edtf}-XX~") if inner and month else None


def _marked(inner: Proposal | None, sign: str, *, nuance: bool) -> Proposal | None:
    """A proposal with a qualifier: on a single date or on both ends of a range; elsewhere EDTF cannot carry it."""
    date = _read(inner.edtf) if inner else None
    if inner is None or date is None:
        return None
    needs = inner.needs_date_text or nuance
    if date.form in ("one_of", "all_of") or any(s.first and s.first.season for s in date.parts):
        return Proposal(edtf=inner.edtf, needs_date_text=True)
    ends = [_signed(end, sign) for end in inner.edtf.split("/")]
    return Proposal(edtf="/".join(ends), needs_date_text=needs or len(ends) > 1)


def _signed(edtf: str, sign: str) -> str:
    if edtf in ("", ".."):
        return edtf
    if edtf[-1] in "?~%":
        return edtf[:-1] + (sign if edtf[-1] == sign else "%")
    return edtf + sign


def _limit(text: str) -> Proposal | None:
    """`vanaf`, `tot en met`, `voor`, `na`, `uiterlijk`, `of eerder`: one side only."""
    found = re.fullmatch(f"{_FROM} {_ARTICLE}(.+)", text)
    if found:
        return _onwards(found[1])
    found = re.fullmatch(f"(?:(tot en met|up to and including|through|until|till)|tot) {_ARTICLE}(.+)", text)
    if found:
        return _until(found[2], inclusive=bool(found[1]))
    found = re.fullmatch(f"(?:(voor|before|prior to)|na|after) {_ARTICLE}(.+)", text)
    if found:
        return _beyond(found[2], before=bool(found[1]))
    found = re.fullmatch(f"{_LATEST} {_ARTICLE}(.+)|(.+) (?:of eerder|or earlier)", text)
    if found:
        return _wrapped("[..{0}]", found[1] or found[2])
    found = re.fullmatch(f"{_EARLIEST} {_ARTICLE}(.+)|(.+) (?:of|or) later", text)
    return _wrapped("[{0}..]", found[1] or found[2]) if found else None


def _wrapped(shape: str, text: str) -> Proposal | None:
    inner = _single(text)
    return Proposal(edtf=shape.format(inner.edtf), needs_date_text=inner.needs_date_text) if inner else None


def _onwards(text: str) -> Proposal | None:
    """An open end; but a source that is vague about the start tells nothing of the end, so that is unknown."""
    inner = _single(text)
    vague = inner is not None and (inner.needs_date_text or inner.edtf[-1] in "?~%")
    return _wrapped("{0}/" if vague else "{0}/..", text)


def _single(text: str) -> Proposal | None:
    """A wording that comes down to one date, for use as an end."""
    inner = _one(text) or _vague(text) or _doubt(text, _single)
    date = _read(inner.edtf) if inner else None
    if inner is None or date is None or date.form != "single" or date.parts[0].first is None:
        return None
    return None if date.parts[0].first.season else inner


def _until(text: str, *, inclusive: bool) -> Proposal | None:
    inner = _single(text)
    date = _read(inner.edtf) if inner else None
    if inner is None or date is None:
        return None
    if inclusive:
        return Proposal(edtf=f"../{inner.edtf}", needs_date_text=inner.needs_date_text)
    before = _neighbour(date, -1)  # the Dutch "tot" leaves the end out, EDTF includes it
    return Proposal(edtf=f"../{before}", needs_date_text=True) if before else None


def _beyond(text: str, *, before: bool) -> Proposal | None:
    """Before or after a date: the date itself is not one of the possibilities."""
    inner = _single(text)
    date = _read(inner.edtf) if inner else None
    edge = _neighbour(date, -1 if before else 1) if date else None
    if edge is None:
        return None
    return Proposal(edtf=f"[..{edge}]" if before else f"[{edge}..]", needs_date_text=True)


def _neighbour(date: Date, step: int) -> str | None:
    """The day, month or year before or after a date, in EDTF."""
    day = date.earliest if step < 0 else date.latest
    if day is None or date.approximate or date.uncertain or not 1 < day.year < 9999:
        return None
    if date.precision == "day":
        return str(_next_day(day, step))
    if date.precision == "month":
        months = day.year * 12 + day.month - 1 + step
        return f"{months // 12:04d}-{months % 12 + 1:02d}"
    return f"{day.year + step:04d}"


def _next_day(day: Day, step: int) -> Day:
    number = day.day + step
    if 1 <= number <= month_length(day.year, day.month):
        return day._replace(day=number)
    months = day.year * 12 + day.month - 1 + step
    year, month = months // 12, months % 12 + 1
    return Day(year, month, 1 if step > 0 else month_length(year, month))


def _between(text: str) -> Proposal | None:
    found = re.fullmatch(f"(?:tussen|between) (?:de |het |the )?(.+){_AND}(?:de |het |the )?(.+)", text)
    ends = _ends(found[1], found[2]) if found else None
    return _joined(ends, "[{0}..{1}]") if ends else None


def _range(text: str) -> Proposal | None:
    """`van … tot en met …`, `from … to …`, `… – …`."""
    found = re.fullmatch(f"(?:(?:van|from|vanaf|periode|period) )?(.+?){_TO}(.+)", text)
    if found and re.fullmatch(r"heden|nu|vandaag|now|(?:the )?present|today", found[2]):
        return _wrapped("{0}/..", re.sub(f"^{_FROM} ", "", found[1]))
    ends = _ends(found[1], found[2]) if found else None
    if not found or not ends:
        return None
    made = _joined(ends, "{0}/{1}")
    loose = re.search(r" tot (?!en met)", text)  # the Dutch "tot" leaves the end out
    return Proposal(edtf=made.edtf, needs_date_text=True) if made and loose else made


def _joined(ends: tuple[Proposal, Proposal], shape: str) -> Proposal | None:
    edtf = shape.format(ends[0].edtf, ends[1].edtf)
    needs = ends[0].needs_date_text or ends[1].needs_date_text
    return Proposal(edtf=edtf, needs_date_text=needs) if _read(edtf) else None


def _ends(first: str, last: str) -> tuple[Proposal, Proposal] | None:
    end = _edge(last, 1)
    if end is None:
        return None
    start = _edge(_completed(first, last), 0)
    return (start, end) if start else None


def _edge(text: str, side: int) -> Proposal | None:
    """The start (0) or end (1) of a range; no season is allowed there, so its first or last month stands for it."""
    inner = _one(text)
    season = re.fullmatch(r"([0-9]{4})-([234][0-9])", inner.edtf) if inner else None
    if season is None:
        return _single(text)
    day = grouping_bounds(int(season[1]), int(season[1]), int(season[2]))[side]
    return Proposal(edtf=str(day)[:-3], needs_date_text=True)


def _completed(text: str, whole: str) -> str:
    """A shortened date with the month or the year it shares with the date after it: `25` and `31 januari 2012`."""
    tail = re.search(f"(?:{MONTH} )?([0-9]{{4}})$", whole)
    if tail is None or re.search(r"[0-9]{4}", text):
        return text
    if re.fullmatch(r"[0-9]{1,2}(?:e|de|ste|st|nd|rd|th)?", text):
        return f"{text} {tail[0]}"
    return f"{text} {tail[2]}"


def _choice(text: str) -> Proposal | None:
    """`A, B of C` is one of them; `A, B en C` is all of them, and neighbouring months are a range."""
    plain = re.sub(r"^(?:in )?(?:de |the )?(?:maanden|months of|months|jaren(?= [0-9]{4})|years) ", "", text)
    plain, slashes = re.subn(r"(?<=[a-z]) ?/ ?(?=[a-z])", " of ", plain)
    for conjunction, brackets in ((_OR, "[]"), (_AND, "{}")):
        parts = re.split(f"{conjunction}|, ?(?![0-9]{{4}}$)", plain)
        if len(parts) < 2 or len(parts) > 20 or not re.search(conjunction, plain):
            continue
        members = [_one(_completed(part, parts[-1])) or _single(part) for part in parts]
        whole = [member for member in members if member]
        bare_year = any(re.fullmatch("[0-9]{4}", part) for part in parts[1:])
        if len(whole) < len(parts) or (bare_year and not re.fullmatch("[0-9]{4}", parts[0])):
            return None  # "zomer 2011 of 2012" may mean two summers
        edtfs = [member.edtf for member in whole]
        range_of_two = brackets == "{}" and len(edtfs) == 2 and _adjacent(*edtfs)
        edtf = "/".join(edtfs) if range_of_two else brackets[0] + ",".join(edtfs) + brackets[1]
        needs = slashes > 0 or any(member.needs_date_text for member in whole)
        return Proposal(edtf=edtf, needs_date_text=needs) if _read(edtf) else None
    return None


def _adjacent(first: str, last: str) -> bool:
    if not (re.fullmatch(r"[0-9]{4}-[01][0-9]", first) and re.fullmatch(r"[0-9]{4}-[01][0-9]", last)):
        return False
    return int(last[:4]) * 12 + int(last[5:]) - int(first[:4]) * 12 - int(first[5:]) == 1


def _vague(text: str) -> Proposal | None:
    """`begin`, `medio` and `eind`: EDTF has the days, `date_text` the words."""
    found = vague_date(text)
    return Proposal(edtf=found[0], needs_date_text=found[1]) if found and _read(found[0]) else None
