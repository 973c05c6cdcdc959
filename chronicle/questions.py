"""What is asked about a new event and its source: one table, for the command line and for whoever asks."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from chronicle import schema
from chronicle.problems import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One thing that is asked. `name` is its option at the command line, `path` where the answer goes.

    `many`: the answer is a list, parted by commas. `refers`: it is an id of that sort, or several.
    """

    name: str
    path: tuple[str, ...]
    words: Message
    of: Literal["event", "source"] = "event"
    required: bool = False
    many: bool = False
    refers: schema.Refers | None = None
    options: tuple[str, ...] = ()


def _ask(name: str, path: str, nl: str, en: str, **more: Any) -> Question:
    return Question(name=name, path=tuple(path.split(".")), words=Message(nl=nl, en=en), **more)


QUESTIONS: tuple[Question, ...] = (
    _ask("title", "title.nl", "Titel in het Nederlands", "Title in Dutch", required=True),
    _ask("title-en", "title.en", "Titel in het Engels", "Title in English"),
    _ask("date", "date", "Datum, zo precies als de bron", "Date, as precise as the source", required=True),
    _ask("date-text", "date_text.nl", "De datum in Nederlandse woorden", "The date in Dutch words"),
    _ask("date-text-en", "date_text.en", "De datum in Engelse woorden", "The date in English words"),
    _ask("summary", "summary.nl", "Wat gebeurde er? Twee tot vier korte zinnen", "What happened? Two to four short "
         "sentences, in Dutch", required=True),
    _ask("summary-en", "summary.en", "Hetzelfde in het Engels", "The same in English"),
    _ask("kind", "kind", "Soort", "Kind", required=True, refers="kind"),
    _ask("themes", "themes", "Thema’s", "Themes", required=True, many=True, refers="theme"),
    _ask("municipalities", "municipalities", "Gemeenten, of all voor alle twaalf", "Municipalities, or all for the "
         "twelve", many=True, refers="municipality"),
    _ask("organisations", "organisations", "Organisaties", "Organisations", many=True, refers="organisation"),
    _ask("source", "evidence.source", "Bron: de id, of een woord eruit", "Source: its id, or a word of it",
         required=True, refers="source"),
    _ask("at", "evidence.at", "Waar in de bron (bladzijde, alinea)", "Where in the source (page, paragraph)"),
    _ask("says", "evidence.says", "Wat zegt de bron: is het gebeurd, gepland, verwacht of afgelast?", "What does the "
         "source say: did it happen, was it planned, expected or cancelled?", required=True, options=schema.SAYS),
    _ask("quote", "evidence.quote", f"Citaat, letterlijk, hoogstens {schema.QUOTE_WORDS} woorden", "Quotation, exact, "
         f"{schema.QUOTE_WORDS} words at most", required=True),
    _ask("source-kind", "kind", "Soort bron", "Kind of source", of="source", required=True,
         options=schema.SOURCE_KINDS),
    _ask("source-title", "title", "Titel van de bron", "Title of the source", of="source", required=True),
    _ask("source-publisher", "publisher", "Uitgever: naam van een medium, of de id van een organisatie of gemeente",
         "Publisher: a medium’s name, or the id of an organisation or municipality", of="source", required=True,
         refers="publisher"),
    _ask("source-language", "language", "Taal van de bron (nl, en)", "Language of the source (nl, en)", of="source",
         required=True),
    _ask("source-date", "date", "Datum van de bron", "Date of the source", of="source"),
    _ask("source-url", "url", "Webadres van de bron", "Web address of the source", of="source"),
)  # fmt: skip
BY_NAME: Mapping[str, Question] = {q.name: q for q in QUESTIONS}
DATES = ("date", "source-date")
