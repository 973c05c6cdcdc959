"""What is asked about a new event and its source: one table, for the command line and for whoever asks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from chronicle import fields, schema
from chronicle.problems import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One thing that is asked. `name` is its option at the command line, `path` where the answer goes.

    `many`: the answer is a list, parted by commas. `refers`: it is an id of that sort, or several. `options`: the few
    words it can be, each with what it means. `lines`: the answer may have several paragraphs. `more`: few events need
    it, so it is not asked unasked. `goes_with`: when one of these is answered, this must be, too.
    """

    name: str
    path: tuple[str, ...]
    words: Message
    of: Literal["event", "source"] = "event"
    required: bool = False
    many: bool = False
    lines: bool = False
    more: bool = False
    goes_with: tuple[str, ...] = ()
    refers: schema.Refers | None = None
    options: Mapping[str, Message] = field(default_factory=dict)

    @property
    def option(self) -> str:
        """What it is called at the command line."""
        return "TITLE" if self.name == "title" else f"--{self.name}"


def _ask(name: str, path: str, *, of: Literal["event", "source"] = "event", **more: Any) -> Question:
    about = fields.EVENT[path] if of == "event" else fields.SOURCE[path]
    return Question(name=name, path=tuple(path.split(".")), words=about.label, of=of, **more)


# name at the command line, field, and what is particular to asking for it.
QUESTIONS: tuple[Question, ...] = (
    _ask("title", "title.nl", required=True),
    _ask("title-en", "title.en"),
    _ask("date", "date", required=True),
    _ask("date-text", "date_text.nl", goes_with=("date-text-en",)),
    _ask("date-text-en", "date_text.en"),
    _ask("summary", "summary.nl", required=True, lines=True),
    _ask("summary-en", "summary.en", lines=True),
    _ask("kind", "kind", required=True, refers="kind"),
    _ask("themes", "themes", required=True, many=True, refers="theme"),
    _ask("municipalities", "municipalities", many=True, refers="municipality"),
    _ask("organisations", "organisations", many=True, refers="organisation"),
    _ask("place", "place.nl", more=True, goes_with=("place-en",)),
    _ask("place-en", "place.en", more=True),
    _ask("source", "evidence.source", required=True, refers="source"),
    _ask("at", "evidence.at"),
    _ask("says", "evidence.says", required=True, options=fields.SAYS),
    _ask("quote", "evidence.quote", required=True),
    _ask("date-note", "date_note.nl", more=True, goes_with=("date-note-en",)),
    _ask("date-note-en", "date_note.en", more=True),
    _ask("disputed", "disputed.nl", more=True, goes_with=("disputed-en",)),
    _ask("disputed-en", "disputed.en", more=True),
    _ask("follows", "follows", more=True, many=True, refers="event"),
    _ask("see-also", "see_also", more=True, many=True, refers="event"),
    _ask("link-url", "links.url", more=True, goes_with=("link-title",)),
    _ask("link-title", "links.title", more=True, goes_with=("link-url",)),
    _ask("source-kind", "kind", of="source", required=True, options=fields.SOURCE_KINDS),
    _ask("source-title", "title", of="source", required=True),
    _ask("source-publisher", "publisher", of="source", required=True, refers="publisher"),
    _ask("source-language", "language", of="source", required=True),
    _ask("source-date", "date", of="source"),
    _ask("source-url", "url", of="source"),
)
BY_NAME: Mapping[str, Question] = {q.name: q for q in QUESTIONS}
DATES = ("date", "source-date")
