"""What is asked about a new event and its source: one table, for the command line and for whoever asks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from chronicle import schema
from chronicle.problems import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One thing that is asked. `name` is its option at the command line, `path` where the answer goes.

    `many`: the answer is a list, parted by commas. `refers`: it is an id of that sort, or several. `options`: the few
    words it can be, each with what it means. `lines`: the answer may have several paragraphs.
    """

    name: str
    path: tuple[str, ...]
    words: Message
    of: Literal["event", "source"] = "event"
    required: bool = False
    many: bool = False
    lines: bool = False
    refers: schema.Refers | None = None
    options: Mapping[str, Message] = field(default_factory=dict)

    @property
    def option(self) -> str:
        """What it is called at the command line."""
        return "TITLE" if self.name == "title" else f"--{self.name}"


def _ask(name: str, path: str, nl: str, en: str, **more: Any) -> Question:
    return Question(name=name, path=tuple(path.split(".")), words=Message(nl=nl, en=en), **more)


SAYS: Mapping[str, Message] = {
    "happened": Message(nl="het is gebeurd", en="it happened"),
    "planned": Message(nl="het is aangekondigd of afgesproken", en="it was announced or agreed"),
    "expected": Message(nl="het wordt verwacht", en="it is expected"),
    "cancelled": Message(nl="het gaat niet door", en="it is off"),
}
SOURCE_KINDS: Mapping[str, Message] = {
    "letter": Message(nl="brief", en="letter"),
    "report": Message(nl="rapport of verslag", en="report"),
    "news": Message(nl="nieuwsbericht", en="news item"),
    "official": Message(nl="officieel stuk", en="official document"),
    "web": Message(nl="webpagina", en="web page"),
    "thesis": Message(nl="scriptie", en="thesis"),
    "book": Message(nl="boek", en="book"),
}

QUESTIONS: tuple[Question, ...] = (
    _ask("title", "title.nl", "Titel in het Nederlands", "Title in Dutch", required=True),
    _ask("title-en", "title.en", "Titel in het Engels", "Title in English"),
    _ask("date", "date", "Datum, zo precies als de bron", "Date, as precise as the source", required=True),
    _ask("date-text", "date_text.nl", "De datum in Nederlandse woorden", "The date in Dutch words"),
    _ask("date-text-en", "date_text.en", "De datum in Engelse woorden", "The date in English words"),
    _ask("summary", "summary.nl", "Wat gebeurde er, in twee tot vier korte zinnen", "What happened, in two to four "
         "short Dutch sentences", required=True, lines=True),
    _ask("summary-en", "summary.en", "Dezelfde samenvatting in het Engels", "The same summary in English", lines=True),
    _ask("kind", "kind", "Soort gebeurtenis", "Kind of event", required=True, refers="kind"),
    _ask("themes", "themes", "Thema’s", "Themes", required=True, many=True, refers="theme"),
    _ask("municipalities", "municipalities", "Gemeenten", "Municipalities", many=True, refers="municipality"),
    _ask("organisations", "organisations", "Organisaties", "Organisations", many=True, refers="organisation"),
    _ask("source", "evidence.source", "Bron", "Source", required=True, refers="source"),
    _ask("at", "evidence.at", "Plaats in de bron, zoals ‘bladzijde 3’ of ‘alinea 5’", "Where in the source, in its own "
         "language, such as ‘bladzijde 3’"),
    _ask("says", "evidence.says", "Wat zegt de bron erover", "What the source says of it", required=True,
         options=SAYS),
    _ask("quote", "evidence.quote", f"Citaat dat dat bewijst, letterlijk, hoogstens {schema.QUOTE_WORDS} woorden",
         f"Quotation that proves it, exact, {schema.QUOTE_WORDS} words at most", required=True),
    _ask("source-kind", "kind", "Soort bron", "Kind of source", of="source", required=True, options=SOURCE_KINDS),
    _ask("source-title", "title", "Titel van de bron", "Title of the source", of="source", required=True),
    _ask("source-publisher", "publisher", "Uitgever van de bron: een medium, organisatie of gemeente",
         "Publisher of the source: a medium, an organisation or a municipality", of="source", required=True,
         refers="publisher"),
    _ask("source-language", "language", "Taal van de bron, zoals nl of en", "Language of the source, such as nl or en",
         of="source", required=True),
    _ask("source-date", "date", "Datum van de bron", "Date of the source", of="source"),
    _ask("source-url", "url", "Webadres van de bron", "Web address of the source", of="source"),
)  # fmt: skip
BY_NAME: Mapping[str, Question] = {q.name: q for q in QUESTIONS}
DATES = ("date", "source-date")
