"""What is wrong in the data, as values: where, what, and how to mend it, in Dutch and English."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal, NamedTuple

Lang = Literal["nl", "en"]
Severity = Literal["error", "hint"]
Format = Literal["text", "github", "json"]

LABELS: Mapping[Lang, Mapping[Severity, str]] = {
    "nl": {"error": "fout", "hint": "tip"},
    "en": {"error": "error", "hint": "hint"},
}


# What would command a terminal, or turn the order of its letters, instead of being shown.
_COMMANDS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


class Place(NamedTuple):
    """A spot in a file. `line` and `column` count from 1; what has no line of its own stands at 1:1.

    A tuple, as every word of every file has a place and a frozen dataclass takes three times as long to make.
    """

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One sentence in both languages."""

    nl: str
    en: str

    def in_language(self, lang: Lang) -> str:
        """Give the sentence in `lang`."""
        return self.nl if lang == "nl" else self.en


How = Literal[
    "replace", "quote", "requote", "append", "insert", "indent", "blanks", "character", "marks", "compose", "drop-line",
    "drop-field", "drop-repeated", "drop-item", "brackets", "quote-brackets", "nest", "hyphen", "fold",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Remedy:
    """What the cure asks for at the problem's place, before anybody looked how the file's lines run.

    `old` is what stands there, or `back` characters before it; `new` is what comes instead, where that is not plain
    from `how`.
    """

    how: How
    old: str = ""
    new: str = ""
    back: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A remedy in a file's text: `text` comes in the place of what stands from one spot up to another.

    Lines and columns count from 1, as in a `Place`; the end is not included. Line ends count as one character.
    """

    line: int
    column: int
    end_line: int
    end_column: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A remedy for a file as a whole: its new name, from the timeline folder's parent; None takes it away."""

    to: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something wrong (`error`, blocks) or improvable (`hint`, advises) at `place`.

    `fix` is what a program could do about it; None where only a person can tell. What comes from `check` has no
    `Remedy` left in it.
    """

    place: Place
    code: str
    message: Message
    cure: Message
    severity: Severity = "error"
    fix: Remedy | Edit | Move | None = None


def in_file_order(problems: Iterable[Problem]) -> list[Problem]:
    """Sort by file, line and column; two problems at one spot by code, so that the order never depends on chance."""
    return sorted(set(problems), key=lambda p: (p.place, p.code, p.message.nl))


def has_errors(problems: Iterable[Problem]) -> bool:
    """Tell whether anything in `problems` blocks the build."""
    return any(p.severity == "error" for p in problems)


def show(problems: Iterable[Problem], *, texts: Mapping[str, str], lang: Lang, output: Format) -> str:
    """Word all `problems`, in file order.

    `texts` maps a file's name to its text, for showing the line itself. Returns text that ends with a newline,
    or an empty text when there is nothing to say (JSON is always whole).
    """
    ordered = in_file_order(problems)
    if output == "json":
        return _as_json(ordered, lang)
    # A file is cut into lines once, however many problems it has.
    lines = {file: texts.get(file, "").split("\n") for file in {p.place.file for p in ordered}}
    shown = [_as_github(p, lang) if output == "github" else _as_text(p, lines[p.place.file], lang) for p in ordered]
    return "".join(f"{item}\n" for item in shown)


def harmless(text: str) -> str:
    """Give `text` as a terminal may show it: without what would command it."""
    return _COMMANDS.sub("�", text)


def summary(problems: Iterable[Problem], lang: Lang) -> str:
    """Count errors and hints in one sentence."""
    found = list(problems)
    errors = sum(p.severity == "error" for p in found)
    hints = len(found) - errors
    if lang == "nl":
        return f"{errors} {'fout' if errors == 1 else 'fouten'}, {hints} {'tip' if hints == 1 else 'tips'}."
    return f"{errors} {'error' if errors == 1 else 'errors'}, {hints} {'hint' if hints == 1 else 'hints'}."


def _as_text(problem: Problem, lines: Sequence[str], lang: Lang) -> str:
    place = problem.place
    head = f"{place}: {LABELS[lang][problem.severity]}: {problem.message.in_language(lang)} [{problem.code}]"
    parts = [head]
    line = lines[place.line - 1].rstrip("\r") if place.line <= len(lines) else ""
    if line.strip():
        shown, before = _window(line, place.column)
        # A tab stays a tab below, so that the caret stands under the right character.
        pointer = "".join("\t" if c == "\t" else " " for c in before) + "^"
        parts += [f"    {shown}", f"    {pointer}"]
    parts.append(f"    → {problem.cure.in_language(lang)}")
    return "\n".join(harmless(part.replace("\n", " ")) for part in parts)


def _window(line: str, column: int, *, width: int = 110) -> tuple[str, str]:
    """Cut a long line to a readable part around `column`; gives that part and what stands before the column in it."""
    start = max(0, column - 1 - width // 2) if len(line) > width else 0
    mark = "…" if start else ""
    shown = mark + line[start : start + width] + ("…" if start + width < len(line) else "")
    return shown, mark + line[start : column - 1]


def _as_github(problem: Problem, lang: Lang) -> str:
    """Word a problem as a workflow command: `::error file=…,line=…,col=…,title=…::message`."""
    level = "error" if problem.severity == "error" else "notice"
    place = problem.place
    text = f"{problem.message.in_language(lang)} → {problem.cure.in_language(lang)}"
    where = f"file={_property(place.file)},line={place.line},col={place.column},title={_property(problem.code)}"
    return f"::{level} {where}::{_data(text)}"


def _data(text: str) -> str:
    # The runner decodes these; raw line ends would start a new command.
    return _COMMANDS.sub("�", text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _fix(problem: Problem) -> dict[str, Any]:
    """What programs are told that would mend a file: an edit, or another name for it (null: no file at all)."""
    if isinstance(problem.fix, Edit):
        return {"fix": asdict(problem.fix)}
    return {"fix": {"move_to": problem.fix.to}} if isinstance(problem.fix, Move) else {}


def _as_json(problems: list[Problem], lang: Lang) -> str:
    def item(problem: Problem) -> dict[str, Any]:
        return {
            "file": problem.place.file,
            "line": problem.place.line,
            "column": problem.place.column,
            "code": problem.code,
            "message": problem.message.in_language(lang),
            "cure": problem.cure.in_language(lang),
            **_fix(problem),
        }

    found = {
        "errors": [item(p) for p in problems if p.severity == "error"],
        "hints": [item(p) for p in problems if p.severity == "hint"],
    }
    text = json.dumps(found, ensure_ascii=False, indent=2)
    return _COMMANDS.sub(lambda sign: f"\\u{ord(sign.group()):04x}", text) + "\n"
