"""Which faults a change brings, which were there already, and how few of them are shown beside the lines."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from chronicle import problems
from chronicle.layout import Block, Heading, Paragraph, Table
from chronicle.problems import Lang, Message, Problem

# GitHub shows ten annotations of a kind a step; more would only push each other out.
MOST = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A timeline that was checked: its `problems`, and each file's text."""

    problems: Sequence[Problem]
    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """The faults of a change. `brought` are errors that it brings, `hints` advice on it, `old` errors of before.

    In each, what stands on lines that the change wrote comes first, then its files, then the rest, in file order.
    """

    brought: tuple[Problem, ...]
    hints: tuple[Problem, ...]
    old: tuple[Problem, ...]


def review(before: Side, now: Side) -> Review:
    """Tell what a change brings from what was there.

    A fault was there when the same is said of the same line in the same file; a line more above it changes nothing.
    """
    known = Counter(_identity(problem, before.texts) for problem in problems.in_file_order(before.problems))
    fresh: list[Problem] = []
    old: list[Problem] = []  # errors only: who proposes something has no use for advice on what others wrote
    for problem in problems.in_file_order(now.problems):
        same = _identity(problem, now.texts)
        if known[same] <= 0:
            fresh.append(problem)
        elif problem.severity == "error":
            old.append(problem)
        known[same] -= 1
    lines = {file: changed_lines(before.texts.get(file, ""), text) for file, text in now.texts.items()}

    def rank(problem: Problem) -> int:
        written = lines.get(problem.place.file)
        return 2 if not written else 0 if problem.place.line in written else 1

    return Review(
        brought=tuple(sorted((p for p in fresh if p.severity == "error"), key=rank)),
        hints=tuple(sorted((p for p in fresh if p.severity == "hint"), key=rank)),
        old=tuple(sorted(old, key=rank)),
    )


def changed_lines(before: str, now: str) -> frozenset[int]:
    """Give the lines of `now`, from 1, that do not stand in `before`, and those before which something went."""
    if before == now:
        return frozenset()
    matcher = SequenceMatcher(None, before.split("\n"), now.split("\n"))
    found: set[int] = set()
    for what, _, _, start, end in matcher.get_opcodes():
        if what != "equal":
            found |= set(range(start + 1, max(end, start + 1) + 1))
    return frozenset(found)


def annotations(found: Review, lang: Lang) -> list[str]:
    """Give at most `MOST` workflow commands for GitHub, the faults that the change brings first."""
    there = Message(nl="Dit stond er al en houdt dit voorstel niet tegen: ", en="This was there and blocks nothing: ")
    old = [
        replace(p, severity="hint", message=Message(nl=there.nl + p.message.nl, en=there.en + p.message.en))
        for p in found.old
    ]
    first = [*found.brought, *found.hints, *old][:MOST]
    return [problems.show([problem], texts={}, lang=lang, output="github").rstrip("\n") for problem in first]


def summary(found: Review, lang: Lang, *, level: int = 2) -> Iterator[Block]:
    """Yield all that was found as blocks in `lang`, below a heading of that `level`."""
    dutch = lang == "nl"
    yield Heading(text="De controle" if dutch else "The check", level=level)
    if found.brought:
        count = len(found.brought)
        one, many = ("fout", "fouten") if dutch else ("error", "errors")
        named = f"{count} {one if count == 1 else many}"
        nl = (
            f"Dit voorstel heeft {named}. Bij elke staat wat u kunt doen; verbeter het bestand en stuur het opnieuw in."
        )
        en = f"This proposal has {named}. Each says what you can do; correct the file and send it in again."
        yield Paragraph(text=nl if dutch else en, warns=True)
    else:
        yield Paragraph(text="In dit voorstel zijn geen fouten gevonden." if dutch else "No errors in this proposal.")
    yield from _listed(found.brought, lang)
    if found.hints:
        yield Paragraph(text="Tips, die niets tegenhouden:" if dutch else "Hints, which block nothing:")
        yield from _listed(found.hints, lang)
    if found.old:
        nl, en = "Dit stond er al, en houdt dit voorstel niet tegen:", "This was there already, and blocks nothing:"
        yield Paragraph(text=nl if dutch else en)
        yield from _listed(found.old, lang)


def _listed(some: Sequence[Problem], lang: Lang) -> Iterator[Block]:
    if some:
        head = ["Plaats", "Wat", "Wat te doen"] if lang == "nl" else ["Place", "What", "What to do"]
        rows = [(str(p.place), p.message.in_language(lang), p.cure.in_language(lang)) for p in some]
        yield Table(head=head, rows=rows)


def _identity(problem: Problem, texts: Mapping[str, str]) -> tuple[str, ...]:
    lines = texts.get(problem.place.file, "").split("\n")
    line = lines[problem.place.line - 1] if problem.place.line <= len(lines) else ""
    return problem.place.file, problem.code, problem.severity, problem.message.nl, line.strip()
