"""A new event as answers: what is wrong with one of them, and the files that all of them make."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import reduce
from pathlib import PurePosixPath
from typing import Any, Literal

from chronicle import compose, dates, filing, load, nodes, parsed, privacy, references, refusals, schema
from chronicle.alone import all_before_the_twelve
from chronicle.characters import oddity
from chronicle.check import check
from chronicle.convert import convert
from chronicle.model import Timeline
from chronicle.problems import Lang, Message, Place, Problem
from chronicle.questions import BY_NAME, Question

Answers = Mapping[str, str]
# What a draft may still lack.
_NOT_YET = {"missing-field", "no-english"}
# Every sign that ends a line or makes room, those that word processors leave in a copied text among them.
_ROOM = re.compile("[\t\n\v\f\r \x85\u2028\u2029]+")
_LINE_END = re.compile("\r\n?|[\v\f\x85\u2028\u2029]")
_ENGLISH = re.compile(
    r"\b(?:mid|early|late|beginning|start|end|middle|first|last|before|after|between|and|or|about|around|approximately|"
    r"from|until|through|to|since|by|no|not|than|earlier|perhaps|possibly|maybe|probably|presumably|likely|the|spring|"
    r"summer|autumn|fall|january|february|march|may|june|july|august|october|present)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is there already: the vocabulary and the sources, every id that may be named, and what is wrong in these.

    `taken` are the ids that no new event may have: an earlier name of an event is one, though nothing may point at it.
    `texts` has the text of each file that was read, `unread` are the sorts of things of which a file could not be.
    """

    timeline: Timeline
    ids: Mapping[str, frozenset[str]]
    taken: frozenset[str]
    problems: tuple[Problem, ...]
    texts: Mapping[str, str]
    unread: frozenset[str] = frozenset()

    def with_source(self, identifier: str) -> "Known":
        """Give the same with one more source."""
        sources = self.ids.get("source", frozenset()) | {identifier}
        return replace(self, ids={**self.ids, "source": sources})


def known(files: Mapping[str, bytes]) -> Known:
    """Read what answers may refer to. Of events the names are enough, earlier ones (`moved_from`) too."""
    loaded = load.load({name: data for name, data in files.items() if "/events/" not in name or b"moved_from" in data})
    names = frozenset(PurePosixPath(name).stem for name in files if "/events/" in name)
    taken = names.union(*(event.moved_from for event in loaded.timeline.events))
    problems = tuple(p for p in loaded.problems if "/vocabulary/" in p.place.file)
    ids = {**loaded.known, "event": names}
    unread = references.unread(loaded.unreadable)
    return Known(timeline=loaded.timeline, ids=ids, taken=taken, problems=problems, texts=loaded.texts, unread=unread)


def lacking(there: Known) -> list[str]:
    """Give the vocabularies without which no event can be: nothing could be answered."""
    needed = {"kinds": there.timeline.kinds, "themes": there.timeline.themes}
    return [f"vocabulary/{name}.yaml" for name, entries in needed.items() if not entries]


def tidy(name: str, typed: str) -> str:
    """Give an answer without needless blanks: one line, or lines and paragraphs where the field may have them."""
    # A terminal may hand on letters with loose accents, as some systems store them.
    typed = unicodedata.normalize("NFC", typed)
    if not BY_NAME[name].lines:
        return _ROOM.sub(" ", typed).strip()
    lines = [_ROOM.sub(" ", line).strip() for line in _LINE_END.sub("\n", typed).split("\n")]
    return re.sub("\n{3,}", "\n\n", "\n".join(lines)).strip()


def faults(name: str, answer: str, there: Known, so_far: Answers) -> list[Problem]:
    """Give what is wrong with one answer; nothing when it may go into a file. A date is EDTF here."""
    question = BY_NAME[name]
    if problem := unreadable(answer, name):
        return [problem]
    if question.refers in there.unread and question.refers != "publisher" and answer != "all":
        return [_unread(question.refers, Place(name))]
    node, problems = nodes.read(_text(question.of, {name: answer}), name)
    if node is not None:
        found = convert(node, schema.EVENT if question.of == "event" else schema.SOURCE)
        problems = [*problems, *found.problems, *references.unknown(found.references, there.ids, unread=there.unread)]
    problems += privacy.problems(answer, name, [item.text for item in there.timeline.allowed.values()])
    if name == "municipalities" and answer == "all" and "date" in so_far:
        problems += all_before_the_twelve(dates.parse(so_far["date"]), Place(name))
    return [p for p in problems if p.code not in _NOT_YET]


def _unread(sort: str, place: Place) -> Problem:
    """What is said of an answer where the file with the things of its sort could not be read."""
    file = next(f"vocabulary/{name}.yaml" for name in schema.VOCABULARIES if parsed.Parsed(name).kind == sort)
    return Problem(
        place=place,
        code="unread",
        message=Message(nl=f"{file} kan niet gelezen worden", en=f"{file} cannot be read"),
        cure=Message(
            nl="Herstel eerst dat bestand: ‘check’ zegt wat eraan schort. Of laat dit antwoord weg.",
            en="First mend that file: ‘check’ says what is wrong with it. Or leave this answer out.",
        ),
    )


def unreadable(answer: str, name: str) -> Problem | None:
    """Tell what is wrong with the characters of an answer, if anything; it stands at `name`."""
    if "\ufffd" not in answer and not re.search("[\ud800-\udfff]", answer):
        odd = oddity(answer)
        return refusals.odd_character(odd, Place(name)) if odd else None
    return Problem(
        place=Place(name),
        code="not-utf8",
        message=Message(nl="een teken kwam niet leesbaar over", en="a character did not arrive readably"),
        cure=Message(
            nl="Zet dit venster op UTF-8, of typ de letter zonder accent en verbeter haar later in het bestand.",
            en="Set this window to UTF-8, or type the letter without its accent and correct it in the file later.",
        ),
    )


def date_of(typed: str) -> dates.Proposal:
    """Give the EDTF for what was typed. Raises DateError when it cannot be told, or when it names no year at all."""
    proposal = dates.propose(typed)
    # A long enumeration is EDTF without a proposal.
    edtf = proposal.edtf if proposal else dates.parse(typed).edtf
    if "XXXX" in edtf:
        raise dates.DateError(
            "Uit deze datum blijkt geen jaar, dus geen plaats op de tijdlijn.",
            "This date tells no year, so no place on the timeline.",
        )
    return proposal or dates.Proposal(edtf=edtf, needs_date_text=False)


def language_of(wording: str) -> Lang:
    """Tell in which language a date was worded: what has no English word is Dutch."""
    return "en" if _ENGLISH.search(wording) else "nl"


def event_name(answers: Answers, identifier: str) -> str:
    """Give the path below the timeline folder at which the event belongs."""
    return f"events/{_year(answers)}/{identifier}.yaml"


def _year(answers: Answers) -> int:
    date = dates.parse(answers["date"])
    day = date.earliest or date.latest
    assert day is not None, "a date without any known end cannot be read"
    return day.year


def texts(answers: Answers, identifier: str) -> dict[str, str]:
    """Give the files that the answers make, by path below the timeline folder: a new source before the event."""
    made = {}
    if any(BY_NAME[name].of == "source" for name in answers):
        made[f"sources/{answers['source']}.yaml"] = _text("source", answers)
    return {**made, event_name(answers, identifier): _text("event", answers)}


def texts_so_far(answers: Answers) -> list[str]:
    """Give what was answered as the texts of an event and a source, however little there is."""
    sorts: tuple[Literal["event", "source"], ...] = ("source", "event")
    return [_text(of, answers) for of in sorts if any(BY_NAME[name].of == of for name in answers)]


def errors_of(files: Mapping[str, bytes], made: Mapping[str, str]) -> list[Problem]:
    """Check the whole timeline with the new files in it; gives the errors that were not there before.

    Hints are left out: who skipped a question knows it.
    """
    loaded = load.load({**files, **{name: text.encode() for name, text in made.items()}})
    errors = [p for p in check(loaded) if p.severity == "error"]
    if all(p.place.file in made for p in errors):
        return errors
    before = set(check(load.load(files)))
    return [p for p in errors if p not in before]


def bad_event_id(identifier: str, there: Known) -> Problem | None:
    """Tell what is wrong with an id for the new event, if anything."""
    if identifier in there.taken:
        return filing.taken(identifier, identifier, "events/")
    return next(iter(filing.id_problems(identifier, "event", Place(identifier))), None)


def free_event_id(answers: Answers, there: Known) -> str:
    """Propose an id that is free: made of the title, with the year or a number behind it where that must be."""
    made = filing.identifier_for(answers["title"])
    if not made:
        return ""
    endings = ["", f"-{abs(_year(answers))}", *(f"-{number}" for number in range(2, 100))]
    proposals = (made[: schema.MAX_ID - len(ending)].strip("-") + ending for ending in endings)
    return next((one for one in proposals if bad_event_id(one, there) is None), "")


def bad_source_id(identifier: str) -> Problem | None:
    """Tell what is wrong with an id for a new source, if anything."""
    return next(iter(filing.id_problems(identifier, "source", Place(identifier))), None)


def _text(of: Literal["event", "source"], answers: Answers) -> str:
    mine = [(BY_NAME[name], answer) for name, answer in answers.items() if BY_NAME[name].of == of]
    values: dict[str, Any] = reduce(_put, mine, {})
    # Of these a file has a list; here there is one.
    values |= {name: (values[name],) for name in ("evidence", "links") if name in values}
    return (compose.event if of == "event" else compose.source)(values)


def _put(values: dict[str, Any], answer: tuple[Question, str]) -> dict[str, Any]:
    question, typed = answer
    value: Any = typed
    if question.many and typed != "all":
        value = tuple(dict.fromkeys(filter(None, (part.strip() for part in typed.split(",")))))
    inner = values
    for part in question.path[:-1]:
        inner = inner.setdefault(part, {})
    inner[question.path[-1]] = value
    return values
