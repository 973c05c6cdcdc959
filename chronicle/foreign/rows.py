"""What a foreign file says, before anything is made of it: plain rows, whatever the format."""

from dataclasses import dataclass, field
from typing import Any

from chronicle.problems import Lang, Message

# A text in the languages that the file has it in.
Said = dict[Lang, str]


class Unreadable(Exception):
    """The file as a whole cannot be read: nothing is made of it."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.en)
        self.message = message


class Unfit(Exception):
    """One row cannot become an event; the others can."""

    def __init__(self, message: Message, cure: Message) -> None:
        super().__init__(message.en)
        self.message = message
        self.cure = cure


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Something of a row that was left behind or understood in one of two ways. `detail` is what the row had there."""

    what: Message
    detail: str = ""


@dataclass(slots=True, kw_only=True)
class Cited:
    """A source as a row names it, and what that is said to say. An empty text is what the row does not tell.

    `id` is one of ours, `name` any other name or title.
    """

    id: str = ""
    name: str = ""
    url: str = ""
    publisher: str = ""
    date: str = ""
    at: str = ""
    says: str = ""
    quote: str = ""


@dataclass(slots=True, kw_only=True)
class Row:
    """One event as the file has it; empty is what it does not tell.

    `number` and `line` (None: unknown) count from 1, as a person who looks into the file counts. `date` is EDTF or
    words; `start` and `end` (inclusive) are the same for two ends. In a file that is `mixed` some dates have the month
    first, so that nobody can tell of others. `summary` is the little Markdown of ours. `tags` are
    words for anything.
    """

    number: int
    line: int | None = None
    id: str = ""
    date: str = ""
    start: str = ""
    end: str = ""
    month_first: bool = False
    mixed: bool = False
    date_text: Said = field(default_factory=dict)
    date_note: Said = field(default_factory=dict)
    title: Said = field(default_factory=dict)
    summary: Said = field(default_factory=dict)
    place: Said = field(default_factory=dict)
    disputed: Said = field(default_factory=dict)
    kind: str = ""
    themes: list[str] = field(default_factory=list)
    municipalities: list[str] = field(default_factory=list)
    organisations: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    cited: list[Cited] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    follows: list[str] = field(default_factory=list)
    see_also: list[str] = field(default_factory=list)
    moved_from: list[str] = field(default_factory=list)
    image: dict[str, Any] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)

    def left(self, nl: str, en: str, detail: str = "") -> None:
        """Note what is left behind."""
        self.notes.append(Note(what=Message(nl=nl, en=en), detail=detail))


@dataclass(frozen=True, slots=True, kw_only=True)
class Bad:
    """A row that cannot become an event, and why."""

    number: int
    line: int | None
    message: Message
    cure: Message


@dataclass(slots=True, kw_only=True)
class Read:
    """What came of reading a file. `remarks` are about the file as a whole; `columns` has a table's, by meaning."""

    rows: list[Row] = field(default_factory=list)
    columns: dict[str, str] = field(default_factory=dict)
    bad: list[Bad] = field(default_factory=list)
    remarks: list[Message] = field(default_factory=list)

    def refuse(self, number: int, line: int | None, unfit: Unfit) -> None:
        """Keep why a row cannot be used."""
        self.bad.append(Bad(number=number, line=line, message=unfit.message, cure=unfit.cure))

    def remark(self, nl: str, en: str) -> None:
        """Keep a remark about the whole file."""
        self.remarks.append(Message(nl=nl, en=en))


def unfit(nl: str, en: str, cure_nl: str, cure_en: str) -> Unfit:
    """Say why a row cannot be used, and what to do."""
    return Unfit(Message(nl=nl, en=en), Message(nl=cure_nl, en=cure_en))


def unreadable(nl: str, en: str) -> Unreadable:
    """Say why a file cannot be read."""
    return Unreadable(Message(nl=nl, en=en))
