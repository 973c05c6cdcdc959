"""A new event as answers: what is wrong with one of them, and the files that all of them make."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from pathlib import PurePosixPath
from typing import Any, Literal

from chronicle import compose, dates, filing, load, nodes, privacy, references, schema
from chronicle.check import check
from chronicle.convert import convert
from chronicle.model import Label, Organisation, Timeline
from chronicle.problems import Lang, Message, Place, Problem
from chronicle.questions import BY_NAME, Question

Answers = Mapping[str, str]
# What a draft may still lack.
_NOT_YET = {"missing-field", "no-english"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is there already: the vocabulary, the sources with their titles, and every id that is spoken for."""

    timeline: Timeline
    ids: Mapping[str, frozenset[str]]


def known(files: Mapping[str, bytes]) -> Known:
    """Read what answers may refer to. Events are not read: their names are enough."""
    loaded = load.load({name: data for name, data in files.items() if "/events/" not in name})
    ids = {kind: frozenset(found) for kind, found in loaded.known.items()}
    events = frozenset(PurePosixPath(name).stem for name in files if "/events/" in name)
    return Known(timeline=loaded.timeline, ids={**ids, "event": events})


def options_of(question: Question, there: Known, lang: Lang) -> dict[str, str]:
    """Give what can be chosen for `question`: a label for each id; nothing when any text will do."""
    if question.options:
        return {option: option for option in question.options}
    timeline = there.timeline
    if question.refers == "source":
        return {source.id: source.title for source in timeline.sources.values()}
    if question.refers == "municipality":
        twelve = Message(nl="alle twaalf", en="all twelve").in_language(lang)
        return {**{m.id: m.name for m in timeline.municipalities.values()}, "all": twelve}
    named: dict[str, Mapping[str, Label] | Mapping[str, Organisation]] = {
        "kind": timeline.kinds,
        "theme": timeline.themes,
        "organisation": timeline.organisations,
    }
    return {thing.id: thing.name.pick(lang)[0] for thing in named.get(question.refers or "", {}).values()}


def faults(name: str, answer: str, there: Known) -> list[Problem]:
    """Give what is wrong with one answer; nothing when it may go into a file. A date is EDTF here."""
    question = BY_NAME[name]
    text = _text(question.of, {name: answer})
    node, problems = nodes.read(text, name)
    if node is not None:
        found = convert(node, schema.EVENT if question.of == "event" else schema.SOURCE)
        problems = [*problems, *found.problems, *references.unknown(found.references, there.ids)]
    problems += privacy.problems(text, name, [item.text for item in there.timeline.allowed.values()])
    return [p for p in problems if p.code not in _NOT_YET]


def date_of(typed: str) -> dates.Proposal:
    """Give the EDTF for what was typed. Raises DateError when it cannot be told."""
    proposal = dates.propose(typed)
    if proposal is None:
        dates.parse(typed)
        raise AssertionError(f"{typed!r} is EDTF, so it has a proposal")
    return proposal


def event_name(answers: Answers, identifier: str) -> str:
    """Give the path below the timeline folder at which the event belongs."""
    date = dates.parse(answers["date"])
    day = date.earliest or date.latest
    # A date without any bound is in no year; the checks leave its folder free.
    return f"events/{day.year if day else 'zonder-jaar'}/{identifier}.yaml"


def texts(answers: Answers, identifier: str) -> dict[str, str]:
    """Give the files that the answers make, by path below the timeline folder."""
    made = {event_name(answers, identifier): _text("event", answers)}
    if any(BY_NAME[name].of == "source" for name in answers):
        made[f"sources/{answers['source']}.yaml"] = _text("source", answers)
    return made


def text_so_far(answers: Answers) -> str:
    """Give what was answered as the text of an event's file, however little there is."""
    return _text("event", answers)


def problems_of(files: Mapping[str, bytes], made: Mapping[str, str]) -> list[Problem]:
    """Check the whole timeline with the new files in it; gives the problems of the new files, hints included."""
    loaded = load.load({**files, **{name: text.encode() for name, text in made.items()}})
    return [p for p in check(loaded) if p.place.file in made]


def bad_event_id(identifier: str, there: Known) -> Problem | None:
    """Tell what is wrong with an id for the new event, if anything."""
    if identifier in there.ids["event"]:
        return filing.taken(identifier, identifier, "timeline/events/")
    return next(iter(filing.id_problems(identifier, "event", Place(identifier))), None)


def bad_source_id(identifier: str) -> Problem | None:
    """Tell what is wrong with an id for a new source, if anything."""
    return next(iter(filing.id_problems(identifier, "source", Place(identifier))), None)


def _text(of: Literal["event", "source"], answers: Answers) -> str:
    mine = {BY_NAME[name]: answer for name, answer in answers.items() if BY_NAME[name].of == of}
    values: dict[str, Any] = reduce(_put, mine.items(), {})
    if "evidence" in values:
        values["evidence"] = (values["evidence"],)
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
