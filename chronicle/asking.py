"""Asks one question at a time, until the answer is sound."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from chronicle import choices
from chronicle.choices import Options
from chronicle.problems import Lang, Message
from chronicle.questions import Question


class Talk(Protocol):
    """Somebody at a terminal, or nobody (`present` is false): then nothing is asked."""

    present: bool

    def ask(self, prompt: str) -> str:
        """Give an answer. Raises EOFError when no more comes, KeyboardInterrupt when the person stops."""

    def say(self, text: str) -> None:
        """Show a line that is no result."""


@dataclass(slots=True, kw_only=True)
class Asker:
    """Puts one `question`.

    `otherwise` makes an answer of a word that fits nothing in `options` (None: it is none). `accept` keeps an answer,
    or gives what is wrong with it.
    """

    talk: Talk
    lang: Lang
    question: Question
    options: Options
    accept: Callable[[str], str | None]
    otherwise: Callable[[str], str | None] | None = None
    suggestion: str | None = None
    required: bool = False

    def ask(self) -> None:
        """Ask until the answer is kept, or skipped where that may be."""
        if self._listed():
            self._list(list(self.options))
        while True:
            typed = self.talk.ask(self._prompt()).strip() or self.suggestion or ""
            if not typed and not self.required:
                return
            if not typed:
                self.talk.say(self._in("    Dit kan niet leeg blijven.", "    This cannot be left empty."))
            elif typed == "?" and self.options:
                self._list(list(self.options))
            elif (chosen := self._chosen(typed)) is not None:
                complaint = self.accept(chosen)
                if complaint is None:
                    return
                self.talk.say(f"    {complaint}")

    def _listed(self) -> list[str]:
        """Give the choices that have a number: those of a short list of nothing but choices."""
        short = len(self.options) <= choices.SHOWN and self.question.refers != "publisher"
        return list(self.options) if short else []

    def _prompt(self) -> str:
        hints = []
        if self.question.refers == "source":
            hints.append(self._in("een woord uit de titel, of een naam voor een nieuwe bron; ? toont alle",
                                  "a word of its title, or a name for a new source; ? shows all"))  # fmt: skip
        elif self._listed():
            hints.append(self._in("nummer of woord", "number or word"))
        elif self.options and self.question.refers != "publisher":
            hints.append(self._in("een woord eruit; ? toont alle", "a word of it; ? shows all"))
        if self.question.many:
            hints.append(self._in("meer met komma’s ertussen", "several with commas between"))
        if not self.required and not self.suggestion:
            hints.append(self._in("Enter: overslaan", "Enter: skip"))
        words = self.question.words.in_language(self.lang) + (f" ({'; '.join(hints)})" if hints else "")
        return f"{words} [{self.suggestion}]: " if self.suggestion else f"{words}: "

    def _list(self, ids: list[str]) -> None:
        for number, identifier in enumerate(ids, start=1):
            self.talk.say(f"  {number:2d}. {choices.shown(identifier, self.options)}")

    def _chosen(self, typed: str) -> str | None:
        """Give the answer for what was typed, or None when a part of it chooses nothing."""
        if not self.options and self.otherwise is None:
            return typed
        chosen = []
        for part in choices.parts(typed, self.options, many=self.question.many):
            one = self._one_chosen(part)
            if one is None:
                return None
            chosen.append(one)
        return choices.together(chosen) if self.question.many else "".join(chosen)

    def _one_chosen(self, typed: str) -> str | None:
        sure = choices.exact(typed, self.options) or choices.numbered(typed, self._listed())
        if sure is not None:
            return sure
        hits = choices.looked_up(typed, self.options)
        if not hits and self.otherwise is not None:
            return self.otherwise(typed)
        if not hits:
            self.talk.say(f"    {self._nothing_like(typed)}")
            return None
        if len(hits) > 1 or self.question.refers == "publisher":
            return self._one_of(hits, typed)
        return self._confirmed(hits[0], typed)

    def _confirmed(self, hit: str, typed: str) -> str | None:
        """Ask whether `hit`, which `typed` is only a part of, was meant; or look another word up."""
        label = choices.shown(hit, self.options)
        answer = self.talk.ask(self._in(f"    = {label}? (Enter: ja; n: nee; of een ander woord): ",
                                        f"    = {label}? (Enter: yes; n: no; or another word): ")).strip()  # fmt: skip
        if answer.lower() in {"", "j", "ja", "y", "yes"}:
            return hit
        if answer.lower() not in {"n", "nee", "no"}:
            return self._one_chosen(answer)
        return self.otherwise(typed) if self.otherwise is not None else None

    def _one_of(self, hits: list[str], typed: str) -> str | None:
        """Ask which of `hits` was meant, or look another word up. A publisher need not be one of them."""
        self._list(hits)
        free = self.question.refers == "publisher"
        kept = f"‘{typed}’" if free else self._in("geen van deze", "none of these")
        prompt = self._in(f"    Welke? Typ het nummer, of een ander woord (Enter: {kept}): ",
                          f"    Which? Type the number, or another word (Enter: {kept}): ")  # fmt: skip
        while answer := self.talk.ask(prompt).strip():
            if chosen := choices.numbered(answer, hits):
                return chosen
            if not re.fullmatch("[0-9]{1,3}", answer):
                return self._one_chosen(answer)
            last = len(hits)
            self.talk.say(self._in(f"    Typ een nummer van 1 tot en met {last}.",
                                   f"    Type a number from 1 to {last}."))  # fmt: skip
        return typed if free else None

    def _nothing_like(self, typed: str) -> str:
        said = self._in(f"‘{typed}’ staat er niet bij.", f"‘{typed}’ is not one of them.")
        if near := choices.meant(typed, self.options):
            return f"{said} {self._in('Bedoelt u', 'Did you mean')} ‘{choices.shown(near, self.options)}’?"
        if self._listed():
            last = len(self.options)
            return said + self._in(f" Typ een nummer van 1 tot en met {last}, of een woord uit de lijst.",
                                   f" Type a number from 1 to {last}, or a word of the list.")  # fmt: skip
        return said + self._in(" Typ een ander woord, of ? voor de hele lijst.",
                               " Type another word, or ? for the whole list.")  # fmt: skip

    def _in(self, nl: str, en: str) -> str:
        return Message(nl=nl, en=en).in_language(self.lang)
