"""Looks a proposal through: `python -m tools.pull_request [--base REVISION] [--out DIR]`; what the checks of a pull
request run, and anybody can.

Prints at most ten annotations, and writes into DIR (default: review/) a summary (`summary.md`), a preview
(`voorbeeld.html`) and a report for GitLab (`code-quality.json`); on GitHub the summary is shown with the run as well.
Exit status 0: the proposal brings no errors, whatever was there before. 1: it does. 2: it cannot be compared.
"""

import argparse
import hashlib
import json
import os
import sys
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from chronicle import changes, check, inputs, layout, load, process, report, review, revisions
from chronicle.embed import preview
from chronicle.inputs import Found
from chronicle.layout import Block, Heading, Paragraph, Table
from chronicle.load import Loaded
from chronicle.problems import Message, Problem

PROJECT = Path(__file__).resolve().parent.parent
GOOD, BAD_DATA, FAILED = 0, 1, 2
# GitHub refuses a summary of more than a mebibyte, and then shows nothing at all.
MOST_BYTES = 1000 * 1024


def main(words: Sequence[str], environment: Mapping[str, str], project: Path = PROJECT) -> int:
    """Look through what is checked out in `project`. Gives the exit status."""
    parser = argparse.ArgumentParser(prog="tools.pull_request", description=__doc__, allow_abbrev=False)
    parser.add_argument("--base", metavar="REVISION", help="what to compare with (default: what the platform says)")
    parser.add_argument("--out", type=Path, default=project / "review", metavar="DIR", help="where to write")
    options = parser.parse_args(words)
    try:
        return _look(project, _candidates(options.base, environment), options.out, environment)
    except revisions.Unreadable as reason:
        return _fail(reason.message)
    except inputs.MissingFolder as missing:
        name = missing.path.name
        return _fail(Message(nl=f"hier is geen map {name}/", en=f"there is no folder {name}/ here"))
    except inputs.OddFile as odd:
        return _fail(Message(nl=f"{odd.name} is geen gewoon bestand", en=f"{odd.name} is no ordinary file"))
    except OSError as error:
        return _fail(process.reason(error))


def _look(project: Path, candidates: tuple[str, ...], out: Path, environment: Mapping[str, str]) -> int:
    folder = project / "timeline"
    lying = inputs.survey(folder, prefix="timeline/")
    docs = inputs.read_folder(project / "docs")
    if missing := sorted(preview.NEEDS - docs.keys()):
        return _fail(Message(nl=f"docs/{missing[0]} ontbreekt", en=f"docs/{missing[0]} is missing"))
    found = revisions.read(folder, revisions.merge_base(folder, *candidates))
    before, now = load.load(found.files, found.odd), load.load(lying.files, lying.odd)
    compared = changes.compare(before, now)
    there = [*check.check(before), *_hidden(compared, found, lying)]
    reviewed = review.review(_side(before, there), _side(now, check.check(now)))
    print("\n".join(review.annotations(reviewed, "nl")), end="\n" if any(_all(reviewed)) else "")
    files = {
        "summary.md": _summary(reviewed, compared, before, now),
        "voorbeeld.html": _preview(compared, now, docs),
        "code-quality.json": code_quality(reviewed),
    }
    out.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (out / name).write_text(text, encoding="utf-8", errors="replace")
    if shown := environment.get("GITHUB_STEP_SUMMARY"):
        with Path(shown).open("a", encoding="utf-8", errors="replace") as summary:
            summary.write(files["summary.md"])
    _say_counts(reviewed)
    return BAD_DATA if reviewed.brought else GOOD


def _candidates(given: str | None, environment: Mapping[str, str]) -> tuple[str, ...]:
    """Give what to compare with: what was asked for, what GitHub or GitLab says, or the main branch."""
    if given is not None:
        return (given,)
    if branch := environment.get("GITHUB_BASE_REF"):
        return (f"origin/{branch}",)
    if commit := environment.get("CI_MERGE_REQUEST_DIFF_BASE_SHA"):
        return (commit,)
    return revisions.MAIN


def _hidden(compared: changes.Changes, found: Found, lying: Found) -> list[Problem]:
    """Give the faults that were there before, behind a file that could not be read: who mends it did not bring them.

    Some checks are silent while an event cannot be read, or half the history would count as unused.
    """
    mended = {name: lying.files[name] for name in compared.unread_before if name in lying.files}
    if not mended:
        return []
    problems = check.check(load.load({**found.files, **mended}, found.odd))
    return [problem for problem in problems if problem.place.file not in mended]


def _side(loaded: Loaded, problems: Sequence[Problem]) -> review.Side:
    return review.Side(problems=problems, texts=loaded.texts)


def _all(reviewed: review.Review) -> tuple[Problem, ...]:
    return reviewed.brought + reviewed.hints + reviewed.old


def _summary(reviewed: review.Review, compared: changes.Changes, before: Loaded, now: Loaded) -> str:
    """Word everything as Markdown, as much of it as the platform takes."""
    blocks: list[Block] = [
        Heading(text="Uw voorstel", level=1),
        *review.summary(reviewed, "nl"),
        *report.report(compared, before, now, "nl", level=2),
    ]
    return shortened(blocks)


def shortened(blocks: Iterable[Block], most: int = MOST_BYTES) -> str:
    """Write the blocks as Markdown of at most `most` bytes; what does not fit is left out at the end, and that is said.

    Of a table that does not fit, as many rows as do are kept.
    """
    end = Paragraph(text="Hier past niet alles. De rest ziet u met: python build_timeline.py diff", warns=True)
    room = most - _size(end)
    kept: list[Block] = []
    for block in blocks:
        room -= _size(block)
        if room < 0:
            return layout.show([*kept, *_cut(block, room + _size(block)), end], "markdown")
        kept.append(block)
    return layout.show(kept, "markdown")


def _size(block: Block) -> int:
    """Give how many bytes a block takes, with the line that parts it from the next."""
    return len(layout.show([block], "markdown").encode()) + 1


def _cut(block: Block, room: int) -> list[Block]:
    """Give a table with the rows that fit, if any do."""
    if not isinstance(block, Table):
        return []
    fits = bisect_right(range(len(block.rows)), room, key=lambda count: _size(replace(block, rows=block.rows[:count])))
    return [replace(block, rows=block.rows[: fits - 1])] if fits > 1 else []


def _preview(compared: changes.Changes, now: Loaded, docs: Mapping[str, bytes]) -> str:
    events = compared.of("events")
    marks: dict[str, preview.Mark] = {change.id: change.step for change in events if change.step != "removed"}
    removed = [change.before for change in events if change.step == "removed"]
    return preview.document(now.timeline, marks, removed, docs)


def code_quality(reviewed: review.Review) -> str:
    """Give what GitLab shows beside a merge request's lines (its Code Quality report), as JSON."""
    levels = [(reviewed.brought, "major"), (reviewed.hints, "info")]
    items = [
        {
            "description": f"{problem.message.nl} → {problem.cure.nl}",
            "check_name": problem.code,
            "fingerprint": hashlib.sha256(
                f"{problem.place}\0{problem.code}\0{problem.message.nl}".encode(errors="replace")
            ).hexdigest(),
            "severity": level,
            "location": {"path": problem.place.file, "lines": {"begin": problem.place.line}},
        }
        for some, level in levels
        for problem in some
    ]
    return json.dumps(items, indent=2) + "\n"


def _say_counts(reviewed: review.Review) -> None:
    brought, hints, old = len(reviewed.brought), len(reviewed.hints), len(reviewed.old)
    print(f"Meegebracht / brought: fouten / errors {brought}, tips / hints {hints}. Stond er al / was there: {old}.")


def _fail(message: Message) -> int:
    for text in (message.nl, message.en):
        print(f"pull_request: {text}", file=sys.stderr)
    return FAILED


if __name__ == "__main__":
    process.prepare()
    sys.exit(main(sys.argv[1:], os.environ))
