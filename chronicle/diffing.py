"""The command `diff`: reads the timeline here and as it was, and tells what changes."""

import sys
from pathlib import Path

from chronicle import changes, inputs, layout, load, report, revisions
from chronicle.arguments import GOOD, Trouble
from chronicle.inputs import Found
from chronicle.problems import Lang


def run(folder: Path, base: str | None, lang: Lang, style: layout.Style) -> int:
    """Print how the timeline in `folder` differs from `base`. Gives the exit status; raises Trouble, MissingFolder.

    `base` is a folder that holds a timeline folder, or a git revision; without one it is the newest commit that is
    shared with the main branch.
    """
    now = inputs.survey(folder, prefix=f"{folder.name}/")
    try:
        before = _before(folder, base)
    except revisions.Unreadable as reason:
        raise Trouble(reason.message.nl, reason.message.en) from None
    old, new = (load.load(found.files, found.odd) for found in (before, now))
    blocks = report.report(changes.compare(old, new), old, new, lang)
    sys.stdout.write(layout.show(blocks, style))
    return GOOD


def _before(folder: Path, base: str | None) -> Found:
    if base is None:
        return revisions.read(folder, revisions.merge_base(folder, *revisions.MAIN))
    if base and "\0" not in base:
        for name in (folder.name, "timeline"):
            if (Path(base) / name).is_dir():
                return inputs.survey(Path(base).resolve() / name, prefix=f"{folder.name}/")
    return revisions.read(folder, base)
