"""Which column of a table holds what: guessed by its name in Dutch or English, or as somebody says."""

import re
from collections.abc import Iterator, Mapping, Sequence

from chronicle import filing
from chronicle.foreign import prose, texts, when
from chronicle.foreign.rows import Cited, Read, Row, Unfit
from chronicle.foreign.table import Record, Table
from chronicle.problems import Lang, Message

Mapped = Mapping[str, str]

# What a column can hold: its name for `--columns`, what it is, and the names that people give it.
MEANINGS: Mapping[str, tuple[Message, str]] = {
    "id": (texts.both("naam van het bestand", "the file’s name"), "id identifier unique-id"),
    "date": (
        texts.both("datum", "date"),
        "edtf datum-edtf datum date wanneer when periode period tijdstip jaar year jaartal",
    ),
    "start": (
        texts.both("begin", "start"),
        "start begin begindatum startdatum begindate start-date datum-begin datum-start datum-van van vanaf from"
        " aanvang van-datum start-datum begin-datum start-time",
    ),
    "end": (
        texts.both("einde", "end"),
        "end eind einde einddatum enddate end-date datum-eind datum-einde datum-tot tot tot-en-met t-m until to"
        " tot-datum eind-datum",
    ),
    "date_text": (
        texts.both("datum in woorden", "date in words"),
        "datum-in-woorden date-text display-date datumtekst weergavedatum",
    ),
    "date_note": (texts.both("hoe de datum is gevonden", "how the date was found"), "date-note datumnoot"),
    "title": (
        texts.both("titel", "title"),
        "titel title kop headline naam name gebeurtenis event onderwerp subject wat what",
    ),
    "summary": (
        texts.both("samenvatting", "summary"),
        "samenvatting summary omschrijving beschrijving description tekst text details toelichting inhoud body verhaal",
    ),
    "kind": (texts.both("soort", "kind"), "soort kind type soort-gebeurtenis event-type"),
    "themes": (texts.both("thema’s", "themes"), "thema themas theme themes beleidsterrein"),
    "municipalities": (
        texts.both("gemeenten", "municipalities"),
        "gemeente gemeenten gemeentes municipality municipalities town towns",
    ),
    "organisations": (
        texts.both("organisaties", "organisations"),
        "organisatie organisaties organisation organisations organization organizations instelling instellingen partij"
        " partijen betrokkenen",
    ),
    "tags": (
        texts.both("trefwoorden", "tags"),
        "tags tag trefwoord trefwoorden labels label categorie categorieen category categories keywords group groep",
    ),
    "place": (texts.both("plaats", "place"), "plaats locatie location place waar where plek"),
    "source": (
        texts.both("bron", "source"),
        "bron bronnen source sources bronvermelding herkomst literatuur titel-bron bron-titel",
    ),
    "source_url": (
        texts.both("webadres van de bron", "web address of the source"),
        "bron-url url-bron bronurl source-url bron-link link-bron webadres-bron",
    ),
    "publisher": (texts.both("uitgever van de bron", "publisher of the source"), "uitgever publisher uitgever-bron"),
    "source_date": (texts.both("datum van de bron", "date of the source"), "datum-bron bron-datum source-date"),
    "at": (texts.both("plaats in de bron", "place in the source"), "vindplaats pagina page blz bladzijde"),
    "says": (texts.both("wat de bron zegt", "what the source says"), "zegt says"),
    "quote": (texts.both("citaat", "quotation"), "citaat quote quotation letterlijk"),
    "link": (texts.both("webadres", "web address"), "url link links website webadres webpagina hyperlink web"),
    "disputed": (
        texts.both("wat bronnen anders of niet zeggen", "what sources say differently, or do not say"),
        "disputed betwist",
    ),
    "follows": (texts.both("volgt op", "follows"), "follows volgt-op"),
    "see_also": (texts.both("zie ook", "see also"), "see-also zie-ook"),
}  # fmt: skip
BILINGUAL = ("title", "summary", "place", "date_text", "date_note", "disputed")
LANGS: tuple[Lang, Lang] = ("nl", "en")
NAMES = (*MEANINGS, *(f"{name}_{lang}" for name in BILINGUAL for lang in LANGS))
_LISTS = ("themes", "municipalities", "organisations", "tags", "follows", "see_also")
_BY_WORD = {word: (name, rank) for name, (_, words) in MEANINGS.items() for rank, word in enumerate(words.split())}
_WORDS = len(_BY_WORD)
_LANGUAGE: Mapping[str, Lang] = {"nl": "nl", "nederlands": "nl", "dutch": "nl", "en": "en", "engels": "en",
                                 "english": "en"}  # fmt: skip


def meanings() -> dict[str, Message]:
    """Say what each name for `--columns` means."""
    found = {name: meaning for name, (meaning, _) in MEANINGS.items()}
    for name in BILINGUAL:
        meaning = found[name]
        found[f"{name}_nl"] = texts.both(f"{meaning.nl}, Nederlands", f"{meaning.en}, Dutch")
        found[f"{name}_en"] = texts.both(f"{meaning.nl}, Engels", f"{meaning.en}, English")
    return found


def guess(header: Sequence[str]) -> dict[str, str]:
    """Give the column for each meaning that is plain from the names in `header`.

    Of several that fit, a name that is one of ours goes before one with a language or a number behind it, what people
    most often call it before what they call it at times, and else the first.
    """
    fitting: dict[str, tuple[int, str]] = {}
    for column in header:
        for name, rank in _meanings(column):
            if name not in fitting or rank < fitting[name][0]:
                fitting[name] = (rank, column)
    chosen = {column: name for name, (_, column) in fitting.items()}
    found = {chosen[column]: column for column in header if column in chosen}
    if "source" in found and "source_url" not in found and "link" in found:
        # Beside the name of a source its address is what an address most often is.
        found["source_url"] = found.pop("link")
    return found


def _meanings(column: str) -> Iterator[tuple[str, int]]:
    """Yield what a column of this name may hold, with how far that is from the plainest name for it."""
    words = filing.identifier_for(column).split("-")
    whole, first, last = "-".join(words), "-".join(words[:-1]), words[-1]
    if whole in _BY_WORD:
        yield _BY_WORD[whole]
    elif first in _BY_WORD and last in _LANGUAGE and _BY_WORD[first][0] in BILINGUAL:
        yield f"{_BY_WORD[first][0]}_{_LANGUAGE[last]}", _BY_WORD[first][1]
    elif first in _BY_WORD and (last in _LANGUAGE or last.isdigit()):
        # Not any other last word: who reported a thing (`Naam melder`) is not what it is called.
        yield _BY_WORD[first][0], _BY_WORD[first][1] + _WORDS


def typed(column: str, header: Sequence[str]) -> str:
    """Give what `said` knows a column by: its name, or its number where the name has a comma or is not the only one."""
    first = next(one for one in header if one.casefold() == column.casefold())
    return column if first == column and "," not in column else str(header.index(column) + 1)


def said(text: str, header: Sequence[str]) -> tuple[dict[str, str], Message | None]:
    """Read `date=Datum,title=Titel`; a column may be given by its number. Gives the columns, and what is wrong."""
    found: dict[str, str] = {}
    for part in text.split(","):
        name, equals, column = (piece.strip() for piece in part.partition("="))
        if not equals or name not in NAMES:
            known = ", ".join(NAMES)
            return {}, texts.both(
                f"--columns: {texts.quoted(part)} is niet te lezen; schrijf date=Datum,title=Titel, met voor het"
                f" isteken een van: {known}",
                f"--columns: {texts.quoted(part)} cannot be read; write date=Datum,title=Titel, with before the equals"
                f" sign one of: {known}",
            )
        by_number = (
            header[int(column) - 1]
            if column.isascii() and column.isdigit() and 0 < int(column[:6]) <= len(header)
            else ""
        )
        by_name = next((one for one in header if one.casefold() == column.casefold()), by_number)
        if not by_name:
            there = ", ".join(map(texts.quoted, header))
            return {}, texts.both(
                f"--columns: er is geen kolom {texts.quoted(column)}; de kolommen zijn {there}",
                f"--columns: there is no column {texts.quoted(column)}; the columns are {there}",
            )
        found[name] = by_name
    return found, None


def lacking(mapped: Mapped) -> Message | None:
    """Tell what an event cannot do without and no column holds."""
    if not {"date", "start"} & mapped.keys():
        return texts.both("geen kolom heeft de datum (date=…)", "no column holds the date (date=…)")
    if not {"title", "title_nl", "title_en"} & mapped.keys():
        return texts.both("geen kolom heeft de titel (title=…)", "no column holds the title (title=…)")
    return None


def read_rows(table: Table, mapped: Mapped, found: Read, language: Lang) -> None:
    """Make a row of each record. `language` is that of texts whose column names none."""
    places = {name: table.header.index(column) for name, column in mapped.items()}
    unused = [index for index, column in enumerate(table.header) if index not in places.values()]
    for record in table.records:
        try:
            found.rows.append(_row(record, places, unused, table.header, language))
        except Unfit as problem:
            found.refuse(record.number, record.line, problem)
    mixed = any(when.month_only(text) for row in found.rows for text in (row.date, row.start, row.end))
    for row in found.rows:
        row.mixed = mixed


def _row(
    record: Record, places: Mapping[str, int], unused: Sequence[int], header: Sequence[str], language: Lang
) -> Row:
    cells = {name: record.cells[index].strip() for name, index in places.items()}
    row = Row(number=record.number, line=record.line)
    columns = {name: header[index] for name, index in places.items()}
    _settle_dates(row, cells, columns)
    for name in ("id", "date", "start", "end", "kind"):
        setattr(row, name, cells.get(name, ""))
    for name in _LISTS:
        setattr(row, name, listed(cells.get(name, "")))
    for name in BILINGUAL:
        texts_of = {lang: cells.get(f"{name}_{lang}", "") for lang in LANGS}
        plain = cells.get(name, "")
        if texts_of[language] not in {"", plain} and plain:
            _unused(row, columns[name], plain)
        texts_of[language] = texts_of[language] or plain
        setattr(
            row, name, {lang: as_prose(text) if name == "summary" else text for lang, text in texts_of.items() if text}
        )
    for name, cell in cells.items():
        if name.startswith("summary") and prose.looks_like_html(cell):
            prose.note_lost(cell, row)
    row.cited = _cited(cells)
    row.links = [(url, "") for url in re.split(r"[\s;]+", cells.get("link", "")) if url]
    for index in unused:
        if record.cells[index].strip():
            _unused(row, header[index], record.cells[index])
    return row


def _unused(row: Row, column: str, cell: str) -> None:
    row.left(f"de kolom {texts.quoted(column)}", f"the column {texts.quoted(column)}", texts.shown(cell))


def _settle_dates(row: Row, cells: dict[str, str], columns: Mapped) -> None:
    """Take a date beside an end for the beginning; where there is a beginning too, tell that the ends are not used."""
    if "date" not in cells:
        return
    if "start" not in cells and "end" in cells:
        cells["start"] = cells.pop("date")
    elif cells["date"]:
        for name in ("start", "end"):
            if cells.get(name, "") not in {"", cells["date"]}:
                _unused(row, columns[name], cells.pop(name))


def _cited(cells: Mapping[str, str]) -> list[Cited]:
    given = {
        name: cells.get(name, "")
        for name in ("source", "source_url", "publisher", "source_date", "at", "says", "quote")
    }
    if not any(given.values()):
        return []
    rest = {name: given[name] for name in ("publisher", "at", "says", "quote")}
    return [Cited(name=given["source"], url=given["source_url"], date=given["source_date"], **rest)]


def listed(cell: str) -> list[str]:
    """Give the parts of a cell that holds several: parted by semicolons, bars or lines, else by commas."""
    parts = re.split(r"[;|\n]", cell)
    if len(parts) == 1:
        parts = cell.split(",")
    return list(dict.fromkeys(filter(None, map(texts.clean, parts))))


def as_prose(text: str) -> str:
    """Give a cell's text as little Markdown; some programs write HTML into cells."""
    return prose.of_html(text) if prose.looks_like_html(text) else prose.of_plain(text)
