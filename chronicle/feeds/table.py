"""The events as tables: a row each, and what the columns hold (CSV: RFC 4180; CSVW: W3C, tabular metadata).

`events.csv` has commas, as programs and most spreadsheets expect; `events.excel.csv` has semicolons, at which Excel
splits a file where Windows is Dutch. Both begin with a byte order mark, without which Excel takes them for another
encoding. What a cell may begin with: see `cells`.
"""

import codecs
import json
from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from chronicle import formats
from chronicle.feeds.cells import defused, guarded
from chronicle.feeds.facts import Facts, History
from chronicle.feeds.parts import Parts, Recipes
from chronicle.feeds.telling import Fragment, Shared, moment
from chronicle.model import Words
from chronicle.pages.words import say

# No id has this sign in it, and no quotation has a line end.
IDS, LINES = "|", "\n"
_LICENCE = "https://creativecommons.org/publicdomain/zero/1.0/"
_ID = "[a-z0-9]+(-[a-z0-9]+)*"
# What stands in EDTF, levels 0 to 2. The apostrophe keeps a year before Christ from being a formula.
_EDTF = r"'?[-0-9XYESTZ:+~?%/.,\[\]{}]+"
# name: (what it holds in Dutch, in English, what CSVW says of it)
_COLUMNS: Mapping[str, tuple[str, str, Mapping[str, Any]]] = {
    "id": ("de naam van de gebeurtenis, die niet verandert", "the event's name, which does not change",
           {"datatype": {"base": "string", "format": _ID}, "required": True}),
    "edtf": ("de datum in EDTF (ISO 8601-2)", "the date in EDTF (ISO 8601-2)",
             {"datatype": {"base": "string", "format": _EDTF}, "required": True,
              "propertyUrl": "http://purl.org/dc/terms/date"}),
    "earliest": ("de eerste dag van de datum zoals die er staat (~ en ? tellen niet mee); leeg: onbekend, open of"
                 " buiten de jaren 1 tot en met 9999",
                 "the first day of the date as it is written (~ and ? do not count); empty: unknown, open or outside"
                 " of the years 1 to 9999",
                 {"datatype": "date"}),
    "latest": ("de laatste dag ervan, die meetelt; leeg: zie earliest",
               "its last day, included; empty: see earliest", {"datatype": "date"}),
    "date_nl": ("de datum in woorden", "the date in words", {"lang": "nl", "required": True}),
    "date_en": ("de datum in woorden", "the date in words", {"lang": "en"}),
    "status": ("wat de bronnen ervan zeggen", "what the sources say of it",
               {"datatype": {"base": "string", "format": "confirmed|planned|expected|cancelled"}, "required": True}),
    "corroborated": ("hoeveel uitgevers het bevestigen", "how many publishers confirm it",
                     {"datatype": {"base": "integer", "minimum": 0}, "required": True}),
    "kind": ("de soort", "the kind", {"datatype": {"base": "string", "format": _ID}, "required": True}),
    "themes": ("thema’s", "themes", {"separator": IDS}),
    "municipalities": ("gemeenten", "municipalities", {"separator": IDS}),
    "organisations": ("organisaties", "organisations", {"separator": IDS}),
    "place_nl": ("de plaats", "the place", {"lang": "nl"}),
    "place_en": ("de plaats", "the place", {"lang": "en"}),
    "title_nl": ("de titel", "the title", {"lang": "nl", "required": True}),
    "title_en": ("de titel", "the title", {"lang": "en"}),
    "summary_nl": ("de samenvatting", "the summary", {"lang": "nl"}),
    "summary_en": ("de samenvatting", "the summary", {"lang": "en"}),
    "sources": ("per bewijsstuk: de bron", "of each piece of evidence: the source",
                {"separator": IDS, "required": True}),
    "says": ("per bewijsstuk: wat de bron zegt", "of each piece of evidence: what the source says",
             {"separator": IDS, "datatype": {"base": "string", "format": "happened|planned|expected|cancelled"},
              "required": True}),
    "quotations": ("per bewijsstuk: het citaat", "of each piece of evidence: the quotation",
                   {"separator": LINES, "required": True}),
    "date_note_nl": ("hoe de datum is gevonden", "how the date was found", {"lang": "nl"}),
    "date_note_en": ("hoe de datum is gevonden", "how the date was found", {"lang": "en"}),
    "disputed_nl": ("wat bronnen anders of niet zeggen", "what sources say differently, or do not say", {"lang": "nl"}),
    "disputed_en": ("wat bronnen anders of niet zeggen", "what sources say differently, or do not say", {"lang": "en"}),
    "url_nl": ("de pagina", "the page", {"datatype": "anyURI", "required": True}),
    "url_en": ("de pagina", "the page", {"datatype": "anyURI", "required": True}),
}  # fmt: skip
NAMES = tuple(_COLUMNS)


_EDTF_AT = NAMES.index("edtf")


def fragment(one: Facts, shared: Shared) -> Fragment:  # noqa: ARG001  a table needs nothing but the event
    """Give an event's row in each of both tables."""
    row = _row(one)
    commas = line(row, ",")
    row[_EDTF_AT] = guarded(one.event.date.edtf)
    return commas, line(row, ";")


def files(history: History, parts: Parts) -> Recipes:
    """Yield (path below the site's root, recipe): both tables, and the description of the first."""
    for number, (name, delimiter) in enumerate((("csv", ","), ("csv-excel", ";"))):
        make = partial(_table, history, parts, number, delimiter)
        yield formats.BY_ID[name].path(), parts.recipe(make, parts.everyone)
    yield formats.BY_ID["csvw"].path(), parts.recipe(partial(_description, history), moment(history.generated_at))


def _table(history: History, parts: Parts, number: int, delimiter: str) -> bytes:
    rows = (one[number] for one in parts.events("csv", history.events))
    return b"".join((codecs.BOM_UTF8, line(NAMES, delimiter), *rows))


def _description(history: History) -> bytes:
    return (json.dumps(_metadata(history), ensure_ascii=False, indent=1) + "\n").encode()


def line(cells: Iterable[str], delimiter: str) -> bytes:
    """Write a line that ends in CRLF, cells in quotation marks where they need them (RFC 4180, 2)."""
    # No function for a cell: there are many, and calling it would cost as much as what it does.
    written = [
        '"' + cell.replace('"', '""') + '"'
        if delimiter in cell or '"' in cell or "\n" in cell or "\r" in cell
        else cell
        for cell in cells
    ]
    return (delimiter.join(written) + "\r\n").encode()


def _row(facts: Facts) -> list[str]:
    event = facts.event
    date = event.date
    place, note, disputed = (words or Words(nl="") for words in (event.place_name, event.date_note, event.disputed))
    values = {
        "id": event.id,
        "edtf": date.edtf,
        # Neither spreadsheets nor most programs know other years; these stand in the EDTF.
        "earliest": "" if date.earliest is None or not 0 < date.earliest.year < 10_000 else str(date.earliest),
        "latest": "" if date.latest is None or not 0 < date.latest.year < 10_000 else str(date.latest),
        # Plain blanks: who looks for `4 februari 2008` in a spreadsheet must find it.
        "date_nl": facts.date_text.nl.replace("\u00a0", " "),
        "date_en": (facts.date_text.en or "").replace("\u00a0", " "),
        "status": facts.status,
        "corroborated": str(facts.corroborated),
        "kind": event.kind,
        "themes": IDS.join(event.themes),
        "municipalities": IDS.join(facts.towns),
        "organisations": IDS.join(event.organisations),
        "place_nl": place.nl,
        "place_en": place.en or "",
        "title_nl": event.title.nl,
        "title_en": event.title.en or "",
        "summary_nl": facts.summary.nl,
        "summary_en": facts.summary.en or "",
        "sources": IDS.join(item.source for item in event.evidence),
        "says": IDS.join(item.says for item in event.evidence),
        "quotations": LINES.join(item.quote for item in event.evidence),
        "date_note_nl": note.nl,
        "date_note_en": note.en or "",
        "disputed_nl": disputed.nl,
        "disputed_en": disputed.en or "",
        "url_nl": facts.url.nl,
        "url_en": facts.url.en or "",
    }
    return [defused(values[name]) for name in NAMES]


def _metadata(history: History) -> dict[str, Any]:
    """Describe the table (https://www.w3.org/TR/tabular-metadata/), which stands beside it."""
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "nl"}],
        "url": formats.BY_ID["csv"].path().rpartition("/")[2],
        "dc:title": _said(say("table.title", "nl"), say("table.title", "en")),
        "dc:description": _said(say("table.defused", "nl"), say("table.defused", "en")),
        "dc:creator": say("site-name", "nl"),
        "dc:license": {"@id": _LICENCE},
        "dc:rights": _said(say("feed.rights", "nl"), say("feed.rights", "en")),
        "dc:language": ["nl", "en"],
        "dc:modified": {"@value": moment(history.generated_at), "@type": "xsd:dateTime"},
        "dialect": {"encoding": "utf-8", "delimiter": ",", "header": True, "lineTerminators": ["\r\n"]},
        "tableSchema": {
            "columns": [
                {"name": name, "titles": name, "dc:description": _said(nl, en), **more}
                for name, (nl, en, more) in _COLUMNS.items()
            ],
            "primaryKey": "id",
        },
    }


def _said(nl: str, en: str) -> list[dict[str, str]]:
    return [{"@value": nl, "@language": "nl"}, {"@value": en, "@language": "en"}]
