"""What each file may hold: one table of fields a kind of file, from which everything else is derived."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

Refers = Literal["event", "source", "kind", "theme", "municipality", "organisation", "publisher"]

MAX_ID = 80
ID_PATTERN = r"[a-z0-9]+(?:-[a-z0-9]+)*"
PICTURE_PATTERN = rf"{ID_PATTERN}\.(?:jpg|jpeg|png|webp)"
QUOTE_WORDS = 25
SAYS = ("happened", "planned", "expected", "cancelled")
SOURCE_KINDS = ("letter", "report", "news", "official", "web", "thesis", "book")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of plain text."""

    max_length: int = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Prose:
    """Paragraphs with a little Markdown: emphasis, links, lists."""

    max_length: int = 3000


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words of a source, exact, at most `QUOTE_WORDS` of them."""

    max_length: int = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Edtf:
    """A date in EDTF (ISO 8601-2). `beside` is the field that can keep words which EDTF cannot say."""

    beside: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Url:
    """An address that begins with https:// or http://."""

    max_length: int = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A whole number from 0 to `highest`."""

    highest: int = 99


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One of a few words."""

    options: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Identifier:
    """The id of something else."""

    refers: Refers


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """A text of a fixed shape; `example` is shown in the cure."""

    pattern: str
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bilingual:
    """A text in Dutch (`nl`) and English (`en`). Dutch is required; English is wanted."""

    of: "Line | Prose"

    def both(self) -> "Record":
        """Give the fields of the two languages."""
        return _both(self.of)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListOf:
    """A list of at least one item."""

    of: "FieldType"
    or_word: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A mapping with fields of its own; `known` has them by their names, `required` are the names of those needed."""

    fields: "tuple[Field, ...]"
    known: "Mapping[str, Field]" = field(init=False, compare=False, repr=False)
    required: frozenset[str] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Prepare the look-ups: every file asks for them."""
        object.__setattr__(self, "known", {one.name: one for one in self.fields})
        object.__setattr__(self, "required", frozenset(one.name for one in self.fields if one.required))


FieldType = Line | Prose | Quote | Edtf | Url | Number | Choice | Identifier | Pattern | Bilingual | ListOf | Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field: its name in the file, what it holds, and whether it must be there."""

    name: str
    of: FieldType
    required: bool = False


@cache
def _both(of: Line | Prose) -> Record:
    return Record(fields=(Field(name="nl", of=of, required=True), Field(name="en", of=of)))


_NOTE = Bilingual(of=Line(max_length=1000))

EVIDENCE = Record(
    fields=(
        Field(name="source", of=Identifier(refers="source"), required=True),
        Field(name="at", of=Line(max_length=100)),
        Field(name="says", of=Choice(options=SAYS), required=True),
        Field(name="quote", of=Quote(), required=True),
    )
)

LINK = Record(
    fields=(
        Field(name="url", of=Url(), required=True),
        Field(name="title", of=Line(), required=True),
    )
)

IMAGE = Record(
    fields=(
        Field(
            name="file",
            of=Pattern(pattern=PICTURE_PATTERN, example="drents-museum.jpg"),
            required=True,
        ),
        Field(name="alt", of=Bilingual(of=Line(max_length=300)), required=True),
        Field(name="credit", of=Line(), required=True),
        Field(name="licence", of=Line(), required=True),
    )
)

EVENT = Record(
    fields=(
        Field(name="date", of=Edtf(beside="date_text"), required=True),
        Field(name="date_text", of=Bilingual(of=Line(max_length=80))),
        Field(name="date_note", of=_NOTE),
        Field(name="title", of=Bilingual(of=Line(max_length=120)), required=True),
        Field(name="summary", of=Bilingual(of=Prose()), required=True),
        Field(name="kind", of=Identifier(refers="kind"), required=True),
        Field(name="themes", of=ListOf(of=Identifier(refers="theme")), required=True),
        Field(name="municipalities", of=ListOf(of=Identifier(refers="municipality"), or_word="all")),
        Field(name="organisations", of=ListOf(of=Identifier(refers="organisation"))),
        Field(name="place", of=Bilingual(of=Line(max_length=120))),
        Field(name="evidence", of=ListOf(of=EVIDENCE), required=True),
        Field(name="disputed", of=_NOTE),
        Field(name="follows", of=ListOf(of=Identifier(refers="event"))),
        Field(name="see_also", of=ListOf(of=Identifier(refers="event"))),
        Field(name="links", of=ListOf(of=LINK)),
        Field(name="image", of=IMAGE),
        Field(name="moved_from", of=ListOf(of=Pattern(pattern=ID_PATTERN, example="eerste-sociale-alliantie"))),
    )
)

SOURCE = Record(
    fields=(
        Field(name="kind", of=Choice(options=SOURCE_KINDS), required=True),
        Field(name="title", of=Line(max_length=300), required=True),
        Field(name="publisher", of=Identifier(refers="publisher"), required=True),
        Field(name="date", of=Edtf(beside="note")),
        Field(name="reference", of=Line(max_length=100)),
        Field(name="url", of=Url()),
        Field(name="accessed", of=Edtf()),
        Field(name="language", of=Pattern(pattern=r"[a-z]{2,3}", example="nl"), required=True),
        Field(name="note", of=_NOTE),
    )
)

MUNICIPALITY = Record(
    fields=(
        Field(name="name", of=Line(max_length=80), required=True),
        Field(name="cbs", of=Pattern(pattern=r"GM[0-9]{4}", example="GM0106"), required=True),
        Field(name="tooi", of=Url(), required=True),
        Field(name="owms", of=Url(), required=True),
        Field(name="wikidata", of=Pattern(pattern=r"Q[1-9][0-9]*", example="Q798")),
        Field(name="neighbours", of=ListOf(of=Identifier(refers="municipality")), required=True),
        Field(
            name="tile",
            of=Record(
                fields=(
                    Field(name="row", of=Number(highest=9), required=True),
                    Field(name="col", of=Number(highest=9), required=True),
                )
            ),
            required=True,
        ),
    )
)

ORGANISATION = Record(
    fields=(
        Field(name="name", of=Bilingual(of=Line(max_length=120)), required=True),
        Field(name="short", of=Bilingual(of=Line(max_length=40))),
        Field(name="part_of", of=Identifier(refers="organisation")),
        Field(name="tooi", of=Url()),
        Field(name="description", of=Bilingual(of=Line(max_length=400))),
    )
)

LABEL = Record(
    fields=(
        Field(name="name", of=Bilingual(of=Line(max_length=80)), required=True),
        Field(name="description", of=Bilingual(of=Line(max_length=400)), required=True),
    )
)

_FORMS = ListOf(of=Line(max_length=80))

TERM = Record(
    fields=(
        Field(name="term", of=Bilingual(of=Line(max_length=80)), required=True),
        Field(name="forms", of=Record(fields=(Field(name="nl", of=_FORMS), Field(name="en", of=_FORMS)))),
        Field(name="explanation", of=Bilingual(of=Line(max_length=400)), required=True),
    )
)

CHAPTER = Record(
    fields=(
        Field(name="name", of=Bilingual(of=Line(max_length=60)), required=True),
        Field(name="date", of=Edtf(), required=True),
        Field(name="text", of=Bilingual(of=Prose(max_length=4000)), required=True),
        Field(name="events", of=ListOf(of=Identifier(refers="event")), required=True),
    )
)

ALLOWANCE = Record(
    fields=(
        Field(name="text", of=Line(max_length=100), required=True),
        Field(name="reason", of=Line(max_length=300), required=True),
    )
)

VOCABULARIES: dict[str, Record] = {
    "municipalities": MUNICIPALITY,
    "organisations": ORGANISATION,
    "themes": LABEL,
    "kinds": LABEL,
    "glossary": TERM,
    "chapters": CHAPTER,
    "allowed": ALLOWANCE,
}
