"""Markwhen (https://github.com/mark-when/markwhen): the part of it that says when something was, and what.

Carried over are dates and ranges, titles, descriptions, tags, groups and sections, links, places and ids. A date that
hangs on another one, or on today, is told by its line: what it comes to is not in the text.
"""

import re
from dataclasses import dataclass, field

from chronicle.foreign import prose, texts
from chronicle.foreign.rows import Read, Row, Unfit, unfit, unreadable
from chronicle.problems import Lang

_TIME = r"(?:[T ][0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?:Z| ?[ap]m)?|[T ][0-9]{1,2} ?[ap]m)"
_ISO = rf"[0-9]{{4}}(?:-[0-9]{{2}}(?:-[0-9]{{2}}{_TIME}?)?)?"
_MONTH = r"[A-Za-z]{3,9}\.?"
_HUMAN = (
    rf"(?:[0-9]{{1,2}}/[0-9]{{1,2}}/[0-9]{{4}}|[0-9]{{1,2}}/[0-9]{{4}}|[0-9]{{1,2}} {_MONTH},? [0-9]{{4}}"
    rf"|{_MONTH} (?:[0-9]{{1,2}},? )?[0-9]{{4}}){_TIME}?"
)
_UNITS = (
    r"(?:milliseconds?|ms|seconds?|secs?|minutes?|mins?|hours?|(?:week|work|business) ?days?|days?|weeks?|months?"
    r"|years?|[smhdwy])"
)
_AMOUNT = rf"(?:[0-9]+ ?{_UNITS})(?: [0-9]+ ?{_UNITS})*"
_RELATIVE = rf"(?:(?:after |before |by )?![\w-]+(?:\.\w+)?(?: {_AMOUNT})?|(?:after |before |by )?{_AMOUNT})"
_LOOSE = (
    rf"(?:{_MONTH} [0-9]{{1,2}}{_TIME}?|[0-9]{{1,2}} {_MONTH}|[0-9]{{1,2}}/[0-9]{{1,2}}"
    r"|[0-9]{1,2}:[0-9]{2}(?: ?[ap]m)?|[0-9]{1,2} ?[ap]m)"
)
_REPEAT = r"(?: (?P<repeat>every .+?|x ?[0-9]+))?"
_EDTF_RANGE = re.compile(rf"(?P<start>{_ISO}) ?/ ?(?P<end>{_ISO}|now|{_AMOUNT}){_REPEAT}", re.IGNORECASE)
_RANGE = re.compile(
    rf"(?P<start>{_HUMAN}|{_ISO}) ?(?:-|–| to ) ?(?P<end>{_HUMAN}|{_ISO}|now|{_AMOUNT}){_REPEAT}", re.IGNORECASE
)
_ONE = re.compile(rf"(?P<start>{_HUMAN}|{_ISO}){_REPEAT}", re.IGNORECASE)
# What is a date to Markwhen, and tells nobody which day it was.
_HANGING = re.compile(
    rf"(?:{_RELATIVE}|{_LOOSE}|now)(?: ?(?:-|–|/| to ) ?(?:{_RELATIVE}|{_LOOSE}|{_HUMAN}|{_ISO}|now))?{_REPEAT}",
    re.IGNORECASE,
)
_TIMES = re.compile(
    r"(?<=[0-9])[T ][0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?|(?<![0-9])[0-9]{1,2}:[0-9]{2}(?= ?[ap]m)",
    re.IGNORECASE,
)
_GROUP = re.compile(r"(?P<end>end ?)?(?P<word>group|section)\b[ \t]*(?P<name>.*)", re.IGNORECASE)
_PROPERTY = re.compile(r"(id|location|tags|contact|assignees|timezone|key|percent|duration):\s*(.*)", re.IGNORECASE)
_TAG = re.compile(r"(?<![\w#])#([\w-]*[^\W\d_][\w-]*)")
_IDENTIFIER = re.compile(r"(?<!\S)!([\w-]+)(?!\S)")
_REFERENCE = re.compile(r"(?<!\S)@([\w/.-]+)(?!\S)")
_PLACE = re.compile(r"\[([^\[\]\n]+)\]\((?:location|map)\)", re.IGNORECASE)
_PERCENT = re.compile(r"(?<!\S)(?:100|[0-9]{1,2})%(?!\S)")
_EUROPEAN = re.compile(r"dateFormat:\s*d/M/y\s*", re.IGNORECASE)
_BREAK = "_-_-_break_-_-_"
_MOST_DATE = 100


@dataclass(slots=True)
class _Open:
    """An event whose lines are still coming."""

    row: Row
    lines: list[str] = field(default_factory=list)
    at_properties: bool = True


class _Reader:
    """Walks the lines once."""

    def __init__(self, read: Read, language: Lang) -> None:
        self.read = read
        self.language = language
        self.groups: list[tuple[str, list[str]]] = []
        self.month_first = True
        self.number = 0
        self.open: _Open | None = None
        self.in_header = True

    def line(self, number: int, line: str) -> None:
        plain = line.strip()
        if plain.startswith("//"):
            return
        if _EUROPEAN.fullmatch(plain):
            self.month_first = False
        elif plain == _BREAK:
            self.close()
            self.groups, self.in_header = [], True
        elif (group := _GROUP.fullmatch(plain)) and (group["end"] is None or not group["name"]):
            self._group(group)
        elif (dated := _dated(plain)) is not None:
            self._event(number, *dated)
        elif self.open is not None:
            self._more(plain)
        elif plain and not self.in_header:
            self.read.remark(f"Regel {number} hoort bij geen gebeurtenis: {texts.quoted(plain)}.",
                             f"Line {number} belongs to no event: {texts.quoted(plain)}.")  # fmt: skip

    def _group(self, group: re.Match[str]) -> None:
        self.close()
        word = group["word"].lower()
        if group["end"]:
            names = [one for one, _ in self.groups]
            if word in names:
                del self.groups[len(names) - 1 - names[::-1].index(word) :]
            return
        if word == "group" and self.groups and self.groups[-1][0] == "group":
            # A new group ends the one before it, as the documentation says.
            self.groups.pop()
        name = group["name"].partition("//")[0]
        title = texts.clean(_TAG.sub("", name))
        self.groups.append((word, [*([title] if title else []), *_TAG.findall(name)]))

    def _event(self, number: int, date: str, rest: str) -> None:
        self.close()
        self.in_header = False
        self.number += 1
        row = Row(number=self.number, line=number, month_first=self.month_first)
        try:
            _date(row, date)
        except Unfit as problem:
            self.read.refuse(self.number, number, problem)
            # Its lines are kept from the event before it.
            self.open = _Open(row)
            self.open.row.number = 0
            return
        self.open = _Open(row, [rest.strip()])

    def _more(self, plain: str) -> None:
        assert self.open is not None
        found = _PROPERTY.fullmatch(plain) if self.open.at_properties else None
        if found is None:
            self.open.at_properties = False
            self.open.lines.append(plain)
            return
        name, value = found[1].lower(), texts.clean(found[2].strip("\"'[] "))
        row = self.open.row
        if name == "id":
            row.id = value
        elif name == "location":
            row.place = {self.language: value}
        elif name == "tags":
            row.tags += [texts.clean(one.strip("\"' #")) for one in value.split(",")]
        else:
            row.left(f"de eigenschap ‘{name}’", f"the property ‘{name}’", texts.shown(value))

    def close(self) -> None:
        """Make a row of the event whose lines have all come."""
        if self.open is not None and self.open.row.number:
            row = self.open.row
            row.tags += [tag for _, words in self.groups for tag in words]
            _describe(row, self.open.lines, self.language)
            self.read.rows.append(row)
        self.open = None


def read(text: str, found: Read, language: Lang) -> None:
    """Read a document. `language` is that of its texts. Raises Unreadable."""
    reader = _Reader(found, language)
    lines = text.split("\n")
    front = 0
    if lines[0].strip() == "---" and "---" in (line.strip() for line in lines[1:]):
        front = next(i for i, line in enumerate(lines[1:], start=2) if line.strip() == "---")
        if any(_EUROPEAN.fullmatch(line.strip()) for line in lines[:front]):
            reader.month_first = False
    for number, line in enumerate(lines[front:], start=front + 1):
        reader.line(number, line[: texts.MOST_CHARACTERS])
    reader.close()
    if not found.rows and not found.bad:
        raise unreadable(
            "hier staat geen gebeurtenis in: Markwhen schrijft er een als ‘2008-02-04: Titel’",
            "this has no event: Markwhen writes one as ‘2008-02-04: Title’",
        )


def _dated(line: str) -> tuple[str, str] | None:
    """Give the date and the rest of a line that begins an event."""
    # A time has colons of its own.
    masked = _TIMES.sub(lambda time: "T" * len(time[0]), line[:_MOST_DATE])
    colon = masked.find(":")
    if colon < 1:
        return None
    date = " ".join(line[:colon].split())
    known = any(kind.fullmatch(date) for kind in (_EDTF_RANGE, _RANGE, _ONE, _HANGING))
    return (date, line[colon + 1 :]) if known else None


def _date(row: Row, date: str) -> None:
    found = _EDTF_RANGE.fullmatch(date) or _RANGE.fullmatch(date) or _ONE.fullmatch(date)
    end = found.groupdict().get("end") if found else None
    if found is None or (end and re.fullmatch(_AMOUNT, end, re.IGNORECASE)):
        raise unfit(
            f"de datum {texts.quoted(date)} hangt af van een andere datum of van vandaag",
            f"the date {texts.quoted(date)} hangs on another date, or on today",
            "Schrijf de datum zelf, zoals 2008-02-04 of 2008-02-04/2008-02-18.",
            "Write the date itself, such as 2008-02-04 or 2008-02-04/2008-02-18.",
        )
    row.start, row.end = _plain(found["start"]), _plain(end or "")
    if row.end.lower() == "now":
        row.end = ".."
        row.left("‘now’: gelezen als een open einde", "‘now’: read as an open end")
    if found["repeat"]:
        row.left("de herhaling: alleen de eerste keer is overgenomen", "the repetition: only the first time is kept",
                 texts.shown(found["repeat"]))  # fmt: skip


def _plain(date: str) -> str:
    """Write a month of figures as EDTF does: `12/2012` is read alike everywhere."""
    found = re.fullmatch(r"([0-9]{1,2})/([0-9]{4})", date)
    return f"{found[2]}-{int(found[1]):02d}" if found else date


def _describe(row: Row, lines: list[str], language: Lang) -> None:
    text = "\n".join(lines)
    row.tags = list(dict.fromkeys([*_TAG.findall(text), *row.tags]))
    row.id = row.id or next(iter(_IDENTIFIER.findall(lines[0])), "")
    for place in _PLACE.findall(text):
        if row.place:
            row.left("nog een plaats", "another place", texts.shown(place))
        row.place = row.place or {language: place}
    for reference in _REFERENCE.findall(text):
        row.left("een verwijzing naar een andere tijdlijn", "a link to another timeline", texts.shown(reference))
    for percent in _PERCENT.findall(lines[0]):
        row.left("hoe ver het af is", "how far it is done", percent)
    title, *rest = [_REFERENCE.sub("", _IDENTIFIER.sub("", _TAG.sub("", _PLACE.sub("", line)))) for line in lines]
    for words, address in re.findall(r"\[([^\[\]\n]+)\]\((https?://[^\s()]+)\)", title):
        row.links.append((address, words))
    title = texts.clean(re.sub(r"\[([^\[\]\n]+)\]\([^\s()]*\)", r"\1", _PERCENT.sub("", title)))
    body = "\n".join(rest)
    row.title = {language: title} if title else {}
    if body.strip():
        row.summary = {language: prose.of_links(body)}
