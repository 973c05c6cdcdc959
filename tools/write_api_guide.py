"""Writes the tables of fields into `docs/api.md`: `python -m tools.write_api_guide`. A test compares them."""

from pathlib import Path

from chronicle.feeds import shape
from chronicle.feeds.described import EVENTS, ONE_EVENT
from chronicle.feeds.described_vocabulary import SOURCES, VOCABULARY
from chronicle.feeds.shape import Field, Kind, Many, Text, Thing, Whole

PROJECT = Path(__file__).resolve().parent.parent
GUIDE = PROJECT / "docs" / "api.md"
BEGIN, END = "<!-- fields -->\n", "<!-- end of fields -->\n"


def with_tables(guide: str) -> str:
    """Give the guide's text with today's tables in it."""
    before, _, rest = guide.partition(BEGIN)
    _, end, after = rest.partition(END)
    tables = "\n".join(_table(one) for one in shape.everything(EVENTS, ONE_EVENT, SOURCES, VOCABULARY))
    return f"{before}{BEGIN}\n{tables}\n{end}{after}"


def _table(one: Thing) -> str:
    rows = "".join(f"| `{part.name}` | {_type(part)} | {part.about.en} |\n" for part in one.fields)
    return f"**{one.name}.** {one.about.en}\n\n| field | type | what |\n|---|---|---|\n{rows}"


def _type(part: Field) -> str:
    return f"{_kind(part.of)}{'?' if part.null else ''}"


def _kind(kind: Kind) -> str:
    match kind:
        case Thing():
            return kind.name
        case Many():
            return f"list of {_kind(kind.of)}"
        case Text(options=options) if options:
            return "one of " + ", ".join(f"`{option}`" for option in options)
        case Text():
            return {"date-time": "time", "uri": "address"}.get(kind.format or "", "text")
        case Whole():
            return "whole number"
        case _:
            return "true or false"


if __name__ == "__main__":
    GUIDE.write_text(with_tables(GUIDE.read_text(encoding="utf-8")), encoding="utf-8")
    print(GUIDE.relative_to(PROJECT))
