"""Makes a new event from what is given at the command line, and asks for the rest where somebody can answer."""

import shlex
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from chronicle import compose, dates, drafts, questions
from chronicle.problems import Lang, Message, Problem
from chronicle.questions import Question

# A list of choices is shown whole up to here; in a longer one a word is looked up.
_SHOWN = 13


class Talk(Protocol):
    """Somebody at a terminal, or nobody (`present` is false): then nothing is asked."""

    present: bool

    def ask(self, prompt: str) -> str:
        """Give one line of answer. Raises EOFError when no more comes."""

    def say(self, text: str) -> None:
        """Show a line that is no result."""


class Unfinished(Exception):
    """Something is missing or wrong, and nobody is there to ask. `lines` says everything at once."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__(lines[0])
        self.lines = lines


class BrokenOff(Exception):
    """The person stopped half-way. `text` is what was answered until then, as a file."""

    def __init__(self, text: str) -> None:
        super().__init__("broken off")
        self.text = text


@dataclass(slots=True)
class Dialogue:
    """Collects sound answers until there are enough."""

    there: drafts.Known
    talk: Talk
    lang: Lang
    answers: dict[str, str] = field(default_factory=dict)
    nuance: str | None = None

    def run(self, given: Mapping[str, str], identifier: str | None) -> str:
        """Take what is `given` by question, ask for the rest, and give the event's id. Raises Unfinished, BrokenOff."""
        # A new source is known before what refers to it is looked at.
        if any(questions.BY_NAME[name].of == "source" for name in given):
            self._add_source(given.get("source", ""))
        complaints = {}
        for name, typed in given.items():
            if complaint := self.accept(name, typed):
                complaints[name] = f"--{name}: {complaint}"
        if not self.talk.present:
            return self._without_asking(complaints, identifier)
        try:
            for complaint in complaints.values():
                self.talk.say(complaint)
            self._ask_for_the_rest("event")
            if self.answers["source"] not in self.there.timeline.sources:
                self._ask_for_the_rest("source")
            return self._ask_id(identifier)
        except (EOFError, KeyboardInterrupt):
            raise BrokenOff(drafts.text_so_far(self.answers)) from None

    def accept(self, name: str, typed: str) -> str | None:
        """Keep a sound answer; of any other give what is wrong with it."""
        answer = typed.strip()
        if name in questions.DATES:
            try:
                proposal = drafts.date_of(answer)
            except dates.DateError as error:
                return error.message_nl if self.lang == "nl" else error.message_en
            if name == "date":
                self._tell_date(answer, proposal)
            answer = proposal.edtf
        if problem := next(iter(drafts.faults(name, answer, self.there)), None):
            return self._worded(problem)
        self.answers[name] = answer
        return None

    def _tell_date(self, typed: str, proposal: dates.Proposal) -> None:
        shown = typed if proposal.needs_date_text else dates.wording(dates.parse(proposal.edtf), self.lang)
        self.talk.say(
            self._in(
                f"De datum ‘{typed}’ wordt {proposal.edtf}; op de site: {shown}.",
                f"The date ‘{typed}’ becomes {proposal.edtf}; on the site: {shown}.",
            )
        )
        self.nuance = typed if proposal.needs_date_text else None
        if self.nuance:
            self.talk.say(
                self._in(
                    "EDTF kan dit niet precies zo zeggen. Daarom komen uw woorden erbij, in date_text.",
                    "EDTF cannot say it quite like this. So your words go with it, in date_text.",
                )
            )

    def _without_asking(self, complaints: Mapping[str, str], identifier: str | None) -> str:
        if self.nuance and self.lang == "nl":
            self.answers.setdefault("date-text", self.nuance)
        new_source = "source" in self.answers and self.answers["source"] not in self.there.timeline.sources
        lines = list(complaints.values())
        for question in questions.QUESTIONS:
            wanted = question.required and (question.of == "event" or new_source)
            needed = wanted or (question.name == "date-text" and self.nuance)
            if needed and question.name not in {*self.answers, *complaints}:
                lines.append(f"--{question.name}: {self._in('ontbreekt', 'missing')} ({self._words(question)})")
        chosen = identifier or compose.identifier(self.answers.get("title", ""))
        if "title" in self.answers and (problem := drafts.bad_event_id(chosen, self.there)):
            lines.append(f"--id: {self._worded(problem)}")
        if lines:
            raise Unfinished(lines)
        return chosen

    def _ask_for_the_rest(self, of: str) -> None:
        for question in questions.QUESTIONS:
            about_words = question.name in {"date-text", "date-text-en"}
            if question.of == of and question.name not in self.answers and (self.nuance or not about_words):
                self._ask(question)

    def _ask(self, question: Question) -> None:
        options = drafts.options_of(question, self.there, self.lang)
        if len(options) <= _SHOWN:
            self._list(options)
        suggestion = self.nuance if question.name == ("date-text" if self.lang == "nl" else "date-text-en") else None
        required = question.required or question.name == "date-text"
        while True:
            typed = self.talk.ask(self._prompt(question, suggestion, required)).strip() or suggestion or ""
            if not typed and not required:
                return
            chosen = self._chosen(question, typed, options) if options else typed
            if chosen is not None:
                complaint = self.accept(question.name, chosen)
                if complaint is None:
                    return
                self.talk.say(f"    {complaint}")

    def _prompt(self, question: Question, suggestion: str | None, required: bool) -> str:
        comma = self._in(", met komma’s ertussen", ", with commas between") if question.many else ""
        if suggestion:
            hint = f" [{suggestion}]"
        else:
            hint = "" if required else self._in(" (Enter: overslaan)", " (Enter: skip)")
        return f"{self._words(question)}{comma}{hint}: "

    def _list(self, options: Mapping[str, str]) -> None:
        for number, (identifier, label) in enumerate(options.items(), start=1):
            self.talk.say(f"  {number:2d}. {identifier}{f' – {label}' if label != identifier else ''}")

    def _chosen(self, question: Question, typed: str, options: Mapping[str, str]) -> str | None:
        """Give the ids for what was typed, or None when a part of it fits several choices."""
        parts = [part.strip() for part in typed.split(",")] if question.many else [typed]
        ids = [self._one_chosen(question, part, options) for part in parts if part]
        return None if None in ids else ",".join(filter(None, ids))

    def _one_chosen(self, question: Question, typed: str, options: Mapping[str, str]) -> str | None:
        ids = list(options)
        if len(ids) <= _SHOWN and typed.isascii() and typed.isdigit() and 0 < int(typed) <= len(ids):
            return ids[int(typed) - 1]
        word = typed.casefold()
        hits = [i for i in ids if typed and (word in i or word in options[i].casefold())]
        if typed in options or not hits:
            if typed and not hits and question.name == "source" and self._is_new(typed):
                self._add_source(typed)
            return typed
        for hit in hits[:_SHOWN]:
            self.talk.say(f"    {hit} – {options[hit]}")
        if len(hits) == 1:
            return hits[0]
        self.talk.say(self._in("    Welke van deze? Typ de naam voor het streepje.", "    Which? Type its first word."))
        return None

    def _is_new(self, typed: str) -> bool:
        asked = self._in(
            f"‘{typed}’ is er niet. Wordt dat de naam van een nieuwe bron? (j/n) ",
            f"There is no ‘{typed}’. Is it to be the name of a new source? (y/n) ",
        )
        return self.talk.ask(asked).strip().lower()[:1] in {"j", "y"}

    def _add_source(self, identifier: str) -> None:
        if identifier and drafts.bad_source_id(identifier) is None:
            sources = self.there.ids.get("source", frozenset()) | {identifier}
            self.there = drafts.Known(timeline=self.there.timeline, ids={**self.there.ids, "source": sources})

    def _ask_id(self, given: str | None) -> str:
        chosen = given or compose.identifier(self.answers["title"])
        while problem := drafts.bad_event_id(chosen, self.there):
            self.talk.say(f"    {self._worded(problem)}")
            chosen = self.talk.ask(self._in("Naam van het bestand: ", "Name of the file: ")).strip()
        return chosen

    def _worded(self, problem: Problem) -> str:
        return f"{problem.message.in_language(self.lang)} → {problem.cure.in_language(self.lang)}"

    def _words(self, question: Question) -> str:
        return question.words.in_language(self.lang)

    def _in(self, nl: str, en: str) -> str:
        return Message(nl=nl, en=en).in_language(self.lang)


def what_next(written: list[str], lang: Lang) -> str:
    """Say what was written, and what to do with it."""
    files = " ".join(shlex.quote(name) for name in written)
    steps = {
        "nl": [
            f"Geschreven: {files}",
            "Wat nu?",
            "1. Lees het na; wat u vergat, vult u in het bestand zelf aan.",
            "2. Controleer alles:       .venv/bin/python build_timeline.py check",
            "3. Bekijk het op de site:  make serve",
            f"4. Leg het vast:           git add {files} && git commit",
            "5. Stuur het in als pull request; zie CONTRIBUTING.md.",
        ],
        "en": [
            f"Written: {files}",
            "What next?",
            "1. Read it through; add to the file itself what you left out.",
            "2. Check everything:    .venv/bin/python build_timeline.py check --lang en",
            "3. See it on the site:  make serve",
            f"4. Record it:           git add {files} && git commit",
            "5. Send it in as a pull request; see CONTRIBUTING.md.",
        ],
    }
    return "\n".join(steps[lang])
