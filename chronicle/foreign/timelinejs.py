"""TimelineJS: its JSON (https://timeline.knightlab.com/docs/json-format.html) and the spreadsheet it is made from."""

import html
import re
from collections.abc import Mapping

from chronicle import dates, web
from chronicle.foreign import objects, prose, texts, when
from chronicle.foreign.objects import Json
from chronicle.foreign.rows import Cited, Read, Row, Unfit, unfit
from chronicle.foreign.table import Table
from chronicle.problems import Lang

# The spreadsheet's columns; the first five make it known.
_DATED = ("Year", "Month", "Day", "Time", "Headline")
_COLUMNS: Mapping[str, tuple[str, str]] = {
    "Media": ("media", "url"), "Media Credit": ("media", "credit"), "Media Caption": ("media", "caption"),
    "Media Thumbnail": ("media", "thumbnail"), "Alt Text": ("media", "alt"), "Media Alt": ("media", "alt"),
    "Headline": ("text", "headline"), "Text": ("text", "text"),
    **{f"{end}{part}": (f"{end or 'Start '}date".lower().replace(" ", "_"), part.lower())
       for end in ("", "End ") for part in ("Year", "Month", "Day", "Time")},
}  # fmt: skip
_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|svg|bmp|tiff?)(?:[?#].*)?\Z", re.IGNORECASE)
_MEDIA: Mapping[str, tuple[str, str]] = {
    "credit": ("de maker van het beeld", "the media’s credit"),
    "thumbnail": ("het kleine beeld", "the thumbnail"),
    "alt": ("de beschrijving van het beeld", "the media’s alternative text"),
    "link": ("het webadres achter het beeld", "the address behind the media"),
    "title": ("de titel van het beeld", "the media’s title"),
}
# What is carried over, is told by itself, or is about the page and not about the event.
_KNOWN = {
    "start_date",
    "end_date",
    "text",
    "media",
    "unique_id",
    "group",
    "tag",
    "background",
    "display_date",
    "type",
    "autolink",
}
_KNOWN_INSIDE: Mapping[str, set[str]] = {
    "text": {"headline", "text"},
    "media": {"url", "caption", "link_target", *_MEDIA},
}
# What our own file writes, to the letter: `chronicle/feeds/timelinejs`.
_LI = r'<li lang="[a-z]{2,3}"><q>([^<]*+)</q> – (?:<a href="([^"]*+)">)?([^<]*+)(?:</a>)?</li>'
_PROOF = re.compile(_LI)
_OURS = re.compile(
    rf'(?P<summary>.*)<p>[^<]*+</p><ul>(?P<proofs>(?:{_LI})+)</ul><p><a href="(?P<page>[^"]*+)">[^<]*+</a></p>',
    re.DOTALL,
)
_MARKED = re.compile(r'<(?:span|div|p) lang="(nl|en)">')
_TIMES = ("hour", "minute", "second", "millisecond", "time")


def is_sheet(table: Table) -> bool:
    """Tell whether a table is TimelineJS's own template, by its header."""
    return set(_DATED) <= set(table.header)


def rows_of_sheet(table: Table, read: Read, language: Lang) -> None:
    """Read each row of the template."""
    for record in table.records:
        event: Json = {}
        for column, cell in zip(table.header, map(str.strip, record.cells), strict=True):
            if column in _COLUMNS and cell:
                inside, name = _COLUMNS[column]
                event.setdefault(inside, {})[name] = cell
            elif cell:
                plain = column.lower().replace(" ", "_")
                event[plain if plain in _KNOWN else column] = cell
        kind = str(event.get("type", "")).lower()
        if kind in {"title", "era"}:
            _left_out(read, kind, f"rij {record.number}", f"row {record.number}")
            continue
        _keep(read, record.number, record.line, event, language)


def read_json(text: str, read: Read, language: Lang) -> None:
    """Read the JSON. `language` is that of its texts. Raises Unreadable."""
    whole = objects.parsed(text)
    for number, event in enumerate(objects.listed(whole, "events"), start=1):
        _keep(read, number, None, objects.mapping(event), language)
    found = objects.mapping(whole)
    if found.get("title"):
        headline = _headline(found["title"])
        _left_out(read, "title", texts.quoted(headline), texts.quoted(headline))
    eras = objects.mappings(found.get("eras"))
    for era in eras:
        name = texts.quoted(_headline(era))
        _left_out(read, "era", name, name)


def _headline(slide: object) -> str:
    """Give the beginning of a slide's headline: it is shown, and not kept."""
    said = objects.mapping(objects.mapping(slide).get("text"))
    return prose.text_of_html(objects.text(said, "headline")[:1000])


def _left_out(read: Read, kind: str, nl: str, en: str) -> None:
    if kind == "title":
        read.remark(f"Niet overgenomen: de titel van de tijdlijn ({nl}).", f"Left out: the timeline’s title ({en}).")
    else:
        read.remark(f"Niet overgenomen: het tijdperk {nl}.", f"Left out: the era {en}.")


def _keep(read: Read, number: int, line: int | None, event: Json, language: Lang) -> None:
    try:
        read.rows.append(_row(number, line, event, language))
    except Unfit as problem:
        read.refuse(number, line, problem)


def _row(number: int, line: int | None, event: Json, language: Lang) -> Row:
    said = objects.mapping(event.get("text"))
    row = Row(number=number, line=line, id=objects.text(event, "unique_id"))
    _date(row, event, language)
    headline, text = objects.text(said, "headline"), objects.text(said, "text")
    row.title = {_language(headline, language): prose.text_of_html(headline)}
    own = _own(text, row)
    if body := prose.of_html(own):
        row.summary = {_language(text, language): body}
    prose.note_lost(own, row)
    row.tags = [tag for name in ("group", "tag") if (tag := prose.text_of_html(objects.text(event, name)))]
    _media(row, objects.mapping(event.get("media")))
    _strange(row, event)
    prose.note_lost(headline, row, links=False)
    if event.get("background"):
        row.left("de achtergrond", "the background")
    return row


def _strange(row: Row, event: Json) -> None:
    """Note what TimelineJS itself does not know of: a column of one's own, a field of another program."""
    for name, value in event.items():
        inside = name in {"start_date", "end_date", *_KNOWN_INSIDE}
        if value and (name not in _KNOWN or (inside and not isinstance(value, dict))):
            objects.leave(row, name, value)
    for name, known in _KNOWN_INSIDE.items():
        for one, value in objects.mapping(event.get(name)).items():
            if value and one not in known:
                objects.leave(row, f"{name}.{one}", value)


def _language(source: str, language: Lang) -> Lang:
    """Tell the language of a text that is marked as being in another one from its beginning."""
    found = _MARKED.match(source)
    return language if found is None else "en" if found[1] == "en" else "nl"


def _own(text: str, row: Row) -> str:
    """Take off what our own file writes behind a summary: the status, the sources, and a link to the event's page."""
    found = _OURS.fullmatch(text) if row.id else None
    if found is None or not found["page"].endswith(f"/{row.id}/"):
        return text
    for quote, address, title in _PROOF.findall(found["proofs"]):
        row.cited.append(Cited(name=html.unescape(title), url=html.unescape(address), quote=html.unescape(quote)))
    return found["summary"]


def _date(row: Row, event: Json, language: Lang) -> None:
    start, end = objects.mapping(event.get("start_date")), objects.mapping(event.get("end_date"))
    row.start, row.end = _edtf(start, row), _edtf(end, row)
    display = next(
        (words for inside in (event, start) if (words := prose.text_of_html(objects.text(inside, "display_date")))), ""
    )
    if not display:
        return
    row.date_text = {language: display}
    # What readers see may say more of the date than its parts can: `omstreeks juni 2008` for a year and a month.
    found = _proposed(display)
    places = [_parsed(first, last) for first, last in ((row.start, row.end), (_counted(start), _counted(end)))]
    if found is not None and any(place is not None and when.within(found.date, place.date) for place in places):
        row.date = found.date.edtf
        row.start = row.end = ""
        if not found.words:
            row.date_text = {}


def _edtf(parts: Json, row: Row) -> str:
    """Give a date of numbers as EDTF; what is not there is not known."""
    year, month, day = (objects.text(parts, name) for name in ("year", "month", "day"))
    if not year:
        if month or day:
            row.left("een datum zonder jaar", "a date without a year", texts.shown(f"{month}-{day}"))
        return ""
    if day not in {"", "0"} and month in {"", "0"}:
        row.left("een dag zonder maand", "a day without a month", texts.shown(day))
    if any(objects.text(parts, name) not in {"", "0"} for name in _TIMES):
        row.left("het tijdstip", "the time of day")
    numbers = [re.sub(r"[\s,]|\.0\Z", "", one) for one in (year, month, day)]
    if re.fullmatch("-?[0-9]{10,}", numbers[0]):
        raise unfit(
            f"het jaar {texts.quoted(year)} ligt te ver weg", f"the year {texts.quoted(year)} is too far away",
            "Laat deze gebeurtenis weg: zij staat buiten wat de tijdlijn toont.",
            "Leave this event out: it lies outside what the timeline shows.",
        )  # fmt: skip
    if not re.fullmatch(r"-?[0-9]{1,9}", numbers[0]) or not all(re.fullmatch("[0-9]{0,2}", one) for one in numbers[1:]):
        raise _no_date(year, month, day)
    number = int(numbers[0])
    if 0 < number < 100 and len(numbers[0]) <= 2:
        raise _two_digits(year)
    # It shows -44 as 44 BCE, which is the year -43 in EDTF, where there is a year 0.
    counted = number + 1 if number < 0 else number
    if number < 0:
        row.left("een jaar voor Christus: zo geteld als TimelineJS het toont",
                 "a year before Christ: counted as TimelineJS shows it", year)  # fmt: skip
    return _written(counted, numbers[1], numbers[2])


def _written(year: int, month: str, day: str) -> str:
    first = f"{'-' if year < 0 else ''}{abs(year):04d}" if abs(year) <= 9999 else f"Y{year}"
    rest = [f"{int(one):02d}" for one in (month, day) if one and int(one)]
    return "-".join([first, *(rest if month and int(month) else [])])


def _counted(parts: Json) -> str:
    """Give a date of numbers as our own file counts its years: with a year 0. Empty where these are no such numbers."""
    year, month, day = (objects.text(parts, name) for name in ("year", "month", "day"))
    sound = re.fullmatch("-?[0-9]{1,9}", year) and re.fullmatch("[0-9]{0,2}", month) and re.fullmatch("[0-9]{0,2}", day)
    return _written(int(year), month, day) if sound else ""


def _no_date(*parts: str) -> Unfit:
    shown = texts.quoted("-".join(filter(None, parts)))
    return unfit(
        f"{shown} is geen datum van jaar, maand en dag", f"{shown} is no date of year, month and day",
        "Schrijf jaar, maand en dag als getallen.", "Write year, month and day as numbers.",
    )  # fmt: skip


def _two_digits(year: str) -> Unfit:
    return unfit(
        f"het jaar {texts.quoted(year)} heeft te weinig cijfers", f"the year {texts.quoted(year)} has too few digits",
        "Schrijf het jaar met vier cijfers: 1908 is iets anders dan 2008.",
        "Write the year with four digits: 1908 is not 2008.",
    )  # fmt: skip


def _proposed(display: str) -> when.When | None:
    try:
        return when.of_row(Row(number=0, date=display))
    except Unfit:
        return None


def _parsed(first: str, last: str) -> when.When | None:
    try:
        return when.When(date=dates.parse(f"{first}/{last}" if last and last != first else first))
    except dates.DateError:
        return None


def _media(row: Row, media: Json) -> None:
    address = objects.text(media, "url")
    caption = prose.text_of_html(objects.text(media, "caption"))
    if web.is_address(address) and not _PICTURE.search(address):
        row.links.append((address, caption))
    elif address:
        row.left(
            "het beeld: een bestand met maker en licentie hoort in timeline/images/",
            "the picture: a file with its maker and licence belongs in timeline/images/",
            texts.shown(address),
        )
        if caption:
            row.left("het onderschrift van het beeld", "the picture’s caption", texts.shown(caption))
    for name, (nl, en) in _MEDIA.items():
        if value := prose.text_of_html(objects.text(media, name)):
            row.left(nl, en, texts.shown(value))
