"""What a build costs at size: `python -m tools.bench_scale [EVENTS …]`, beside the theme on the same pages.

All in CPU seconds of whole processes and what they start, on made-up timelines (tools/scale.py), one run each.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tools import scale

PROJECT = Path(__file__).resolve().parent.parent
FEW, MANY = 1000, 10_000
Row = tuple[str, str, str]

# Our own part, as the command does it: reading, checking, and writing everything in both languages, and what is kept
# for the next run; no engine, no share pictures.
_SCRIPT = """
import datetime, pathlib, sys
from chronicle import build, inputs, memo, output, process, tree
timeline, to = map(pathlib.Path, sys.argv[1:])
worked_out = memo.Memo()
with process.uncollected():
    made = build.build(
        inputs.read_folder(timeline, prefix="timeline/"), inputs.read_folder(timeline.with_name("docs")),
        site_url="http://127.0.0.1:8000/", repo_url=None, memo=worked_out,
        generated_at=datetime.datetime.fromtimestamp(0, datetime.UTC),
    )
    assert made.pages, made.problems[:3]
    tree.write(to / "pages", made.pages)
    tree.write(to / "root", made.root)
    for sort, data in worked_out.kept():
        output.replace(to / "memo" / sort, data)
"""
# The theme as it comes, but for fonts from elsewhere; everything in the navigation, or nothing but the home page.
_BARE = """
site_name: Bare
docs_dir: {docs}
site_dir: {site}
theme: {{name: material, font: false}}
markdown_extensions: [tables]
plugins: {plugins}
{trimmed}
"""
_TRIMMED = "nav: [index.md]\nnot_in_nav: /**"


@dataclass(frozen=True, slots=True)
class Cost:
    """What one process and all that it started took: CPU seconds, and the memory (bytes) of the largest of them."""

    cpu: float
    memory: int


def cost(command: Sequence[str], environment: Mapping[str, str] | None = None) -> Cost:
    """Run `command`; one that fails ends the benchmark."""
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(command, cwd=PROJECT, env=environment, stdout=said, stderr=said)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            sys.exit(f"{' '.join(command)}\n{said.read().decode()}")
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss * 1024)


def bare(folder: Path, docs: Path, *, trimmed: bool, search: bool) -> Cost:
    """Have the theme make a site of the Markdown in `docs`."""
    config = folder / "bare.yml"
    plugins = "[search]" if search else "[]"
    text = _BARE.format(docs=docs, site=folder / "bare", plugins=plugins, trimmed=_TRIMMED if trimmed else "")
    config.write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", str(config)]
    return cost(command, {**os.environ, "NO_MKDOCS_2_WARNING": "1"})


class Timeline:
    """A made-up timeline of some size, in a project whose hand-written pages say little and link to no event."""

    def __init__(self, folder: Path, events: int) -> None:
        sys.path.insert(0, str(PROJECT))  # started as a file, Python looks beside it only
        from tests import projects

        self.folder = projects.checkout(folder, {})
        self.timeline = scale.write(folder, events)

    def build(self) -> Cost:
        """Build with the command, into the same folders each time."""
        command = [sys.executable, str(self.folder / "build_timeline.py"), "build"]
        return cost(command, {**os.environ, "SOURCE_DATE_EPOCH": "1700000000"})

    def change(self) -> None:
        """Change one event's title."""
        path = min(self.timeline.glob("events/20*/*.yaml"))
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("Proef", "Proef op", 1), encoding="utf-8")

    def script(self) -> Cost:
        """Run our own part only."""
        return cost([sys.executable, "-c", _SCRIPT, str(self.timeline), str(self.folder / "script")])

    def theme(self, *, trimmed: bool, search: bool) -> Cost:
        """Have the bare theme make the Dutch pages."""
        return bare(self.folder, self.folder / "build" / "nl", trimmed=trimmed, search=search)


def rows(folder: Path, few: int = FEW, many: int = MANY) -> list[Row]:
    """Measure, and give a row for each thing that is measured: what, the figure, and beside what."""
    small, large = Timeline(folder / "few", few), Timeline(folder / "many", many)
    once = small.build()
    full = small.theme(trimmed=False, search=True)
    first = large.build()
    trimmed = large.theme(trimmed=True, search=False)
    # Our script makes the search as well.
    searched = large.theme(trimmed=True, search=True)
    script = large.script()
    again = large.build()
    large.change()
    second = large.build()
    large.change()
    third = large.build()
    return [
        (
            f"our script, both languages, {many:,} events: CPU",
            f"{script.cpu:.1f} s",
            f"{script.cpu / searched.cpu:.2f} × trimmed Material, one language ({searched.cpu:.1f} s; budget 0.4); "
            f"without its search {script.cpu / trimmed.cpu:.2f} ×",
        ),
        (
            f"a clean build a language, {few:,} events: CPU",
            f"{once.cpu / 2:.1f} s",
            f"{once.cpu / 2 / full.cpu:.2f} × Material as it comes ({full.cpu:.1f} s; budget 0.2)",
        ),
        (
            f"a clean build a language, {many:,} events: CPU",
            f"{first.cpu / 2:.1f} s",
            f"{first.cpu / 2 / trimmed.cpu:.2f} × trimmed Material ({trimmed.cpu:.1f} s; budget 1.4)",
        ),
        (
            f"a build after one changed event, {many:,} events: CPU",
            f"{second.cpu:.1f} s, the next {third.cpu:.1f} s",
            f"{second.cpu / first.cpu:.2f}, {third.cpu / first.cpu:.2f} × a clean one ({first.cpu:.1f} s; budget 0.10)",
        ),
        (
            f"a build with nothing changed, {many:,} events: CPU",
            f"{again.cpu:.1f} s",
            f"{again.cpu / first.cpu:.3f} × a clean build (budget 0.05)",
        ),
        (
            f"a clean build: {many:,} events / {few:,}",
            f"{first.cpu / once.cpu:.1f} ×",
            "budget 12",
        ),
        (f"memory of a clean build, {many:,} events", f"{first.memory / 1e6:.0f} MB", "budget 1,000 MB"),
    ]


def main(words: Sequence[str]) -> int:
    """Measure two sizes, and print the rows."""
    few, many = map(int, words) if words else (FEW, MANY)
    with tempfile.TemporaryDirectory() as name:
        for row in rows(Path(name), few, many):
            print("| " + " | ".join(row) + " |", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
