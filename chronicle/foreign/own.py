"""What this project publishes itself, read again: the table (CSV) and the events of the API (JSON)."""

from collections.abc import Iterator, Mapping
from typing import Any

from chronicle.feeds import described
from chronicle.feeds.cells import restored, unguarded
from chronicle.feeds.shape import Kind, Many, Text, Thing
from chronicle.foreign import objects, prose, texts
from chronicle.foreign.columns import LANGS
from chronicle.foreign.objects import Json
from chronicle.foreign.rows import Cited, Read, Row, Said, Unfit
from chronicle.foreign.table import Record, Table

# A table of ours has these columns, whatever else it has.
_OURS = {"id", "edtf", "title_nl", "sources", "says", "quotations"}
# What follows from the rest, so that it is not kept.
_DERIVED = {"earliest", "latest", "status", "corroborated", "url_nl", "url_en"}
_KNOWN = {
    "id", "edtf", "date_nl", "date_en", "kind", "themes", "municipalities", "organisations", "place_nl", "place_en",
    "title_nl", "title_en", "summary_nl", "summary_en", "sources", "says", "quotations", "date_note_nl", "date_note_en",
    "disputed_nl", "disputed_en",
}  # fmt: skip
_TEXTS = {"title": "title", "summary": "summary", "place": "place", "disputed": "disputed"}


def is_table(table: Table) -> bool:
    """Tell whether a table is one that this project publishes."""
    return set(table.header) >= _OURS


def rows_of_table(table: Table) -> list[Row]:
    """Make a row of each event in a table of ours."""
    return [_of_record(record, table.header) for record in table.records]


def _of_record(record: Record, header: tuple[str, ...]) -> Row:
    cells = {name: restored(cell) for name, cell in zip(header, record.cells, strict=True)}
    row = Row(number=record.number, line=record.line, id=cells["id"], date=unguarded(cells["edtf"]))
    row.kind = cells.get("kind", "")
    row.themes, row.municipalities, row.organisations = (
        _several(cells.get(name, "")) for name in ("themes", "municipalities", "organisations")
    )
    row.title, row.place, row.date_text = (_said(cells, name) for name in ("title", "place", "date"))
    row.date_note, row.disputed = (_said(cells, name) for name in ("date_note", "disputed"))
    row.summary = {lang: prose.of_plain(text) for lang, text in _said(cells, "summary").items()}
    row.cited = _cited(cells)
    for name in header:
        if name not in _KNOWN | _DERIVED and cells[name].strip():
            row.left(f"de kolom ‘{name}’", f"the column ‘{name}’")
    return row


def _said(cells: Mapping[str, str], name: str) -> Said:
    return {lang: text for lang in LANGS if (text := cells.get(f"{name}_{lang}", ""))}


def _several(cell: str) -> list[str]:
    return [part for part in map(str.strip, cell.split("|")) if part]


def _cited(cells: Mapping[str, str]) -> list[Cited]:
    names, says = _several(cells["sources"]), _several(cells["says"])
    quotes = cells["quotations"].split("\n")
    return [
        Cited(id=name, says=says[i] if i < len(says) else "", quote=quotes[i] if i < len(quotes) else "")
        for i, name in enumerate(names)
    ]


def read_events(text: str, read: Read) -> None:
    """Read the `events.json` of the API. Raises Unreadable."""
    whole = objects.parsed(text)
    for number, event in enumerate(objects.listed(whole, "events"), start=1):
        try:
            read.rows.append(_of_event(number, objects.mapping(event)))
        except Unfit as unfit:
            read.refuse(number, None, unfit)
    for name, value in objects.mapping(whole).items():
        if value and name not in {field.name for field in described.EVENTS.fields}:
            field = texts.quoted(name)
            read.remark(f"Niet overgenomen: het veld {field}.", f"Left out: the field {field}.")


def _of_event(number: int, event: Json) -> Row:
    date = objects.mapping(event.get("date"))
    row = Row(number=number, id=objects.text(event, "id"), date=objects.text(date, "edtf"))
    row.date_text, row.date_note = _words(date.get("text")), _words(date.get("note"))
    for field in _TEXTS:
        setattr(row, field, _words(event.get(field)))
    row.summary = {lang: prose.of_plain(said) for lang, said in row.summary.items()}
    row.kind = objects.text(event, "kind")
    for field in ("themes", "municipalities", "organisations", "follows", "see_also"):
        setattr(row, field, objects.texts_in(event, field))
    if event.get("all_municipalities") is True:
        row.municipalities = ["all"]
    row.cited = [
        Cited(id=objects.text(item, "source"), at=objects.text(item, "at"), says=objects.text(item, "says"),
              quote=objects.text(item, "quote"))
        for item in objects.mappings(event.get("evidence"))
    ]  # fmt: skip
    row.links = [
        (objects.text(link, "url"), objects.text(link, "title")) for link in objects.mappings(event.get("links"))
    ]
    row.image = _image(objects.mapping(event.get("image")))
    row.moved_from = objects.texts_in(event, "moved_from")
    for name, value in _strange(event, described.EVENT):
        objects.leave(row, name, value)
    return row


def _strange(value: object, kind: Kind, name: str = "") -> Iterator[tuple[str, object]]:
    """Yield (name, value) of what the API does not know, or has as something else: nothing is made of it."""
    match kind, value:
        case _, None | "":
            return
        case Thing(), dict():
            fields = {field.name: field.of for field in kind.fields}
            for one, inner in value.items():
                path = f"{name}.{one}" if name else one
                if one in fields:
                    yield from _strange(inner, fields[one], path)
                elif inner:
                    yield path, inner
        case Many(of=Text()), list():
            yield from ((name, item) for item in value if not isinstance(item, str))
        case Many(), list():
            for item in value:
                yield from _strange(item, kind.of, name)
        case (Thing() | Many(), _) | (_, dict() | list()) | (Text(), bool()):
            yield name, value


def _image(image: Json) -> dict[str, Any]:
    if not image:
        return {}
    return {
        "file": objects.text(image, "url").rpartition("/")[2],
        "alt": _words(image.get("alt")),
        "credit": objects.text(image, "credit"),
        "licence": objects.text(image, "licence"),
    }


def _words(value: object) -> Said:
    words = objects.mapping(value)
    return {lang: said for lang in LANGS if (said := objects.text(words, lang))}
