"""Takes what is given about a new event, and asks for the rest where somebody can answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from chronicle import choices, dates, drafts, filing, questions
from chronicle.asking import Asker, Talk
from chronicle.guesses import nearest
from chronicle.problems import Lang, Message, Problem
from chronicle.questions import Question

_ABOUT_WORDS: Mapping[str, Lang] = {"date-text": "nl", "date-text-en": "en"}
# What most answers are.
_USUAL = {"source-language": "nl"}


class Unfinished(Exception):
    """Something is missing or wrong, and nobody is there to ask. `lines` says everything at once."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__(lines[0])
        self.lines = lines


class BrokenOff(Exception):
    """The person stopped half-way. `texts` is what was answered until then, as files."""

    def __init__(self, texts: list[str]) -> None:
        super().__init__("broken off")
        self.texts = texts


@dataclass(slots=True)
class Dialogue:
    """Collects sound answers until there are enough."""

    there: drafts.Known
    talk: Talk
    lang: Lang
    answers: dict[str, str] = field(default_factory=dict)
    # What was typed for a date that EDTF cannot say, and the id of a source that is to be made.
    nuance: str | None = None
    fresh: str | None = None

    def run(self, given: Mapping[str, str], identifier: str | None) -> str:
        """Take what is `given` by question, ask for the rest, and give the event's id. Raises Unfinished, BrokenOff."""
        if not self.talk.present:
            return self._without_asking(self._take(given), identifier)
        try:
            self.talk.say(
                self._in(
                    "Een nieuwe gebeurtenis. Stoppen kan met Ctrl-C: dan wordt er niets geschreven.",
                    "A new event. Ctrl-C stops: then nothing is written.",
                )
            )
            for complaint in self._take(given).values():
                self.talk.say(complaint)
            self._ask_for_the_rest("event")
            self._settle_source()
            return self._ask_id(identifier)
        except (EOFError, KeyboardInterrupt):
            raise BrokenOff(drafts.texts_so_far(self.answers)) from None

    def _take(self, given: Mapping[str, str]) -> dict[str, str]:
        """Keep what is sound of `given`; gives what is wrong with the rest, by question."""
        complaints = {}
        about_source = [name for name in given if questions.BY_NAME[name].of == "source"]
        source = given.get("source", "").strip()
        refused: list[str] = []
        if about_source and source in self.there.ids.get("source", ()):
            refused = about_source
            complaints[about_source[0]] = f"--{about_source[0]}: {self._source_is_there(source)}"
        elif about_source and source and (problem := drafts.bad_source_id(source)):
            complaints["source"] = f"--source: {self._worded(problem)}"
        elif about_source and source:
            self._start_source(source)
        for name, typed in given.items():
            if name not in refused and name not in complaints and (wrong := self._accept_given(name, typed)):
                complaints[name] = f"{questions.BY_NAME[name].option}: {wrong}"
        return complaints

    def _accept_given(self, name: str, typed: str) -> str | None:
        question = questions.BY_NAME[name]
        options = choices.options_of(question, self.there, self.lang)
        if options and name != "source":
            parts = choices.parts(typed.strip(), options, many=question.many)
            typed = choices.together(choices.exact(part, options) or part for part in parts)
        return self.accept(name, typed)

    def accept(self, name: str, typed: str) -> str | None:
        """Keep a sound answer; of any other give what is wrong with it."""
        answer = drafts.tidy(name, typed)
        proposal = None
        if name in questions.DATES:
            try:
                proposal = drafts.date_of(answer)
            except dates.DateError as error:
                return self._wrong_date(error)
        edtf = proposal.edtf if proposal else answer
        if problems := drafts.faults(name, edtf, self.there, self.answers):
            return "\n    ".join(map(self._worded, problems))
        self.answers[name] = edtf
        if proposal:
            self._tell_date(name, answer, proposal)
        return None

    def _wrong_date(self, error: dates.DateError) -> str:
        message = self._in(error.message_nl, error.message_en)
        example = self._in(
            "Schrijf bijvoorbeeld 2008, 17 december 2008, zomer 2011 of medio 2008.",
            "Write for example 2008, 17 December 2008, summer 2011 or mid-2008.",
        )
        return f"{message} → {example}"

    def _tell_date(self, name: str, typed: str, proposal: dates.Proposal) -> None:
        wording = dates.wording(dates.parse(proposal.edtf), self.lang)
        nuance = name == "date" and proposal.needs_date_text
        shown = typed if nuance else wording
        if name == "date":
            self.nuance = typed if nuance else None
        if typed != proposal.edtf:
            self.talk.say(
                self._in(
                    f"    De datum ‘{typed}’ wordt {proposal.edtf}; op de site: {shown}.",
                    f"    The date ‘{typed}’ becomes {proposal.edtf}; on the site: {shown}.",
                )
            )
        elif shown != typed and self.talk.present:
            self.talk.say(self._in(f"    Op de site: {shown}.", f"    On the site: {shown}."))
        if nuance:
            self.talk.say(
                self._in(
                    f"    De code {proposal.edtf} zegt het anders dan u. Daarom komen uw woorden erbij, in date_text.",
                    f"    The code {proposal.edtf} says it differently. So your words go with it, in date_text.",
                )
            )

    def _without_asking(self, complaints: dict[str, str], identifier: str | None) -> str:
        for name, lang in _ABOUT_WORDS.items():
            if self.nuance and name not in self.answers and drafts.language_of(self.nuance) == lang:
                wrong = self.accept(name, self.nuance)
                complaints |= {name: f"--{name}: {wrong}"} if wrong else {}
        lines = []
        for question in questions.QUESTIONS:
            needed = question.required and (question.of == "event" or self.fresh is not None)
            if question.name in complaints:
                lines.append(complaints[question.name])
            elif (needed or self._needed_beside(question)) and question.name not in self.answers:
                lines.append(self._missing(question))
        chosen = identifier if identifier is not None else filing.identifier_for(self.answers.get("title", ""))
        if identifier is None and "title" in self.answers and not chosen:
            lines.append(self._in("--id: ontbreekt (van deze titel is geen naam te maken)",
                                  "--id: missing (no name can be made of this title)"))  # fmt: skip
        elif (chosen or identifier is not None) and (problem := drafts.bad_event_id(chosen, self.there)):
            lines.append(f"--id: {self._worded(problem)}")
        if lines:
            raise Unfinished(lines)
        return chosen

    def _missing(self, question: Question) -> str:
        options = choices.options_of(question, self.there, self.lang)
        one_of = ", ".join(options) if 0 < len(options) <= choices.SHOWN else ""
        listed = f"; {self._in('kies uit', 'choose from')}: {one_of}" if one_of else ""
        return f"{question.option}: {self._in('ontbreekt', 'missing')} ({self._words(question)}{listed})"

    def _needed_beside(self, question: Question) -> bool:
        """Tell whether what was answered already calls for an answer to this question."""
        words = self.nuance is not None and question.name == "date-text"
        return words or any(name in self.answers for name in question.goes_with)

    def _ask_for_the_rest(self, of: str) -> None:
        for question in questions.QUESTIONS:
            skipped = question.more or (question.name in _ABOUT_WORDS and not self.nuance)
            wanted = not skipped or self._needed_beside(question)
            if question.of == of and question.name not in self.answers and wanted:
                self._ask(question)

    def _ask(self, question: Question) -> None:
        options = choices.options_of(question, self.there, self.lang)
        if not options and question.refers in {"municipality", "organisation"}:
            return
        suggestion = _USUAL.get(question.name)
        if self.nuance and _ABOUT_WORDS.get(question.name) == drafts.language_of(self.nuance):
            suggestion = self.nuance
        free = {"source": self._new_source, "publisher": lambda typed: typed}
        Asker(
            talk=self.talk,
            lang=self.lang,
            question=question,
            options=options,
            accept=lambda answer: self.accept(question.name, answer),
            otherwise=free.get(question.refers or ""),
            suggestion=suggestion,
            required=question.required or self._needed_beside(question),
        ).ask()

    def _new_source(self, typed: str) -> str | None:
        """Ask whether a name that no source has is to be that of a new one."""
        sources = self.there.ids.get("source", frozenset())
        name = typed if drafts.bad_source_id(typed) is None else filing.identifier_for(typed)
        if not name or name in sources:
            # A source that could not be read has its name, too.
            self.talk.say(self._in(f"    Met ‘{typed}’ kan geen nieuwe bron gemaakt worden.",
                                   f"    No new source can be made with ‘{typed}’."))  # fmt: skip
            return None
        near = nearest(typed, sorted(sources))
        but = self._in(f" (wel ‘{near}’)", f" (but there is ‘{near}’)") if near else ""
        prompt = self._in(f"    Er is geen bron ‘{typed}’{but}. Een nieuwe maken, met de naam {name}? (j/n) ",
                          f"    There is no source ‘{typed}’{but}. Make a new one, named {name}? (y/n) ")  # fmt: skip
        while (answer := self.talk.ask(prompt).strip().lower()) not in {"j", "ja", "y", "yes"}:
            if answer in {"", "n", "nee", "no"}:
                return None
        self._start_source(name)
        return name

    def _start_source(self, identifier: str) -> None:
        self.fresh = identifier
        self.there = self.there.with_source(identifier)

    def _settle_source(self) -> None:
        """Ask about a new source; what was said about one that is there already cannot be kept."""
        if self.fresh is not None:
            self.talk.say(self._in(f"Nu de nieuwe bron, {self.fresh}.", f"Now the new source, {self.fresh}."))
            self._ask_for_the_rest("source")
            return
        for name in [name for name in self.answers if questions.BY_NAME[name].of == "source"]:
            self.talk.say(f"    --{name}: {self._source_is_there(self.answers['source'])}")
            del self.answers[name]

    def _source_is_there(self, identifier: str) -> str:
        return self._in(f"de bron ‘{identifier}’ is er al, en wordt hier niet veranderd",
                        f"the source ‘{identifier}’ is there already, and is not changed here")  # fmt: skip

    def _ask_id(self, given: str | None) -> str:
        proposal = drafts.free_event_id(self.answers, self.there)
        chosen = given
        while True:
            if chosen is not None:
                problem = drafts.bad_event_id(chosen, self.there)
                if problem is None:
                    return chosen
                self.talk.say(f"    {self._worded(problem)}")
                made = filing.identifier_for(chosen)
                proposal = made if drafts.bad_event_id(made, self.there) is None else proposal
            suggestion = f" [{proposal}]" if proposal else ""
            asked = self._in(f"Naam van het bestand, en van het adres op de site{suggestion}: ",
                             f"Name of the file, and of the address on the site{suggestion}: ")  # fmt: skip
            chosen = self.talk.ask(asked).strip().removesuffix(".yaml") or proposal

    def _worded(self, problem: Problem) -> str:
        return f"{problem.message.in_language(self.lang)} → {problem.cure.in_language(self.lang)}"

    def _words(self, question: Question) -> str:
        return question.words.in_language(self.lang)

    def _in(self, nl: str, en: str) -> str:
        return Message(nl=nl, en=en).in_language(self.lang)
