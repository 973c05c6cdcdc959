"""Runs the benchmarks and prints tables, as Markdown: ratios taken in one run, against a floor on the same machine.

Times are CPU seconds of whole processes (children included), the median of interleaved runs, so that a busy machine
burdens both sides of a ratio alike.
"""

import gzip
import json
import os
import platform
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from tools import bench_events, bench_import, bench_scale, bench_timelines, compress, load, visit
from tools.bench_scripts import DATES, FEEDS, FLOOR, HOSTILE, LOOK, PATIENT_FLOOR, SAFETY

PROJECT = Path(__file__).resolve().parent.parent
RUNS = 7
EVENTS = 1000
MANY = 10_000
BAD = 5000


Row = tuple[str, str, str]


def cpu_seconds(command: Sequence[str], environment: Mapping[str, str] | None = None, *, status: int = 0) -> float:
    """Run `command` and give the CPU seconds that it and its children took.

    A command that does not end with `status` ends the benchmark.
    """
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, cwd=PROJECT, env=environment, capture_output=True, text=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode != status:
        sys.exit(f"{' '.join(command)}\n{done.stdout}{done.stderr}")
    return (after.ru_utime - before.ru_utime) + (after.ru_stime - before.ru_stime)


def side_by_side(*sides: Callable[[], float], runs: int = RUNS) -> list[float]:
    """Run the sides in turn, `runs` times, and give each one's median."""
    figures: list[list[float]] = [[] for _ in sides]
    for _ in range(runs):
        for side, found in zip(sides, figures, strict=True):
            found.append(side())
    return [statistics.median(found) for found in figures]


def synthetic(folder: Path, events: int) -> Path:
    """Make a timeline folder with the real vocabulary and sources and `events` events, copied from the real ones."""
    timeline = folder / "timeline"
    shutil.copytree(PROJECT / "timeline", timeline)
    real = sorted(PROJECT.glob("timeline/events/*/*.yaml"))
    for number in range(events - len(real)):
        source = real[number % len(real)]
        target = timeline / "events" / source.parent.name / f"{source.stem}-copy-{number // len(real) + 2}.yaml"
        target.write_bytes(source.read_bytes())
    return timeline


def reading(timeline: Path, label: str) -> Row:
    """Compare `check` with the floor of reading."""
    check = [sys.executable, "build_timeline.py", "check", "--timeline", str(timeline)]
    floor = [sys.executable, "-c", FLOOR, str(timeline)]
    ours, bare = side_by_side(lambda: cpu_seconds(check), lambda: cpu_seconds(floor))
    return f"`check`, {label}: CPU", f"{ours:.2f} s", f"{ours / bare:.2f} × bare PyYAML ({bare:.2f} s)"


def complaining(folder: Path) -> Row:
    """Compare `check` of many bad files with the floor of reading them; not all of them can be read."""
    sys.path.insert(0, str(PROJECT))  # started as a file, Python looks beside it only
    from tests import bad_files, projects, tales

    projects.write(folder, tales.small())
    projects.write(folder / "timeline", {name: data for name, data, _ in bad_files.bad_files(BAD)})
    check = [sys.executable, "build_timeline.py", "check", "--timeline", str(folder / "timeline")]
    floor = [sys.executable, "-c", PATIENT_FLOOR, str(folder / "timeline")]
    ours, bare = side_by_side(lambda: cpu_seconds(check, status=1), lambda: cpu_seconds(floor), runs=3)
    return f"`check`, {BAD} bad files: CPU", f"{ours:.2f} s", f"{ours / bare:.2f} × bare PyYAML ({bare:.2f} s)"


def importing(folder: Path) -> Row:
    """Compare the import of many rows with the floor of reading them and writing YAML."""
    folder.mkdir()
    ours, bare = side_by_side(*bench_import.sides(folder, cpu_seconds), runs=3)
    label = f"`import` of {bench_import.ROWS} rows of CSV: CPU"
    return label, f"{ours:.2f} s (budget 20 s)", f"{ours / bare:.2f} × csv and bare PyYAML ({bare:.2f} s)"


def looking_through(build: Path, site: Path) -> Row:
    """Compare the last look at a finished site with the build that made it."""
    look = [sys.executable, "-c", LOOK, str(site)]
    whole = [sys.executable, "build_timeline.py", "build", "--build", str(build), "--site", str(site)]
    ours, bare = side_by_side(lambda: cpu_seconds(look), lambda: cpu_seconds(whole), runs=3)
    return "looking the real site through: CPU", f"{ours:.2f} s", f"{ours / bare:.2f} × the whole build ({bare:.2f} s)"


def building(timeline: Path, folder: Path, label: str) -> Row:
    """Compare our own part of a build with MkDocs and Material's on the pages that it made."""
    ours_only = (
        "import sys, datetime, pathlib; from chronicle import build, inputs, tree; "
        "t = pathlib.Path(sys.argv[1]); "
        "b = build.build(inputs.read_folder(t, prefix='timeline/'), inputs.read_folder(pathlib.Path('docs')), "
        "site_url='http://127.0.0.1:8000/', repo_url=None, "
        "generated_at=datetime.datetime.fromtimestamp(0, datetime.UTC)); "
        "to = pathlib.Path(sys.argv[2]); tree.write(to, b.pages); tree.write(to.with_name('root'), b.root)"
    )
    made = folder / "build"
    script = [sys.executable, "-c", ours_only, str(timeline), str(made)]
    environment = {**os.environ, "TIMELINE_DOCS": str(made / "nl"), "NO_MKDOCS_2_WARNING": "1"}
    engine = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder / "site")]
    both, one = side_by_side(lambda: cpu_seconds(script), lambda: cpu_seconds(engine, environment), runs=3)
    ratio = both / 2 / one
    return (
        f"our script a language, {label}: CPU",
        f"{both / 2:.2f} s",
        f"{ratio:.2f} × MkDocs with Material ({one:.2f} s)",
    )


def answer(script: str, *arguments: str, given: str = "") -> Any:
    """Run a script of this module from the project's folder, and read the JSON that it prints."""
    command = [sys.executable, "-c", script, *arguments]
    done = subprocess.run(command, cwd=PROJECT, input=given, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(done.stderr)
    return json.loads(done.stdout)


def safety(timeline: Path) -> list[Row]:
    """Tell what it costs to trust nobody, and how long the worst that we know of takes."""
    trusting, reading, private, writing = answer(SAFETY, str(timeline))
    extra = reading + private + writing - trusting
    parts = f"{reading:.2f} reading, {private:.2f} private data, {writing:.2f} writing; less {trusting:.2f} bare PyYAML"
    cases = answer(HOSTILE)
    slowest, name = cases[-1]
    return [
        ("extra cost of safety an event", f"{extra:.2f} ms", f"budget 0.5 ms ({parts})"),
        (f"slowest of {len(cases)} hostile cases: CPU", f"{slowest:.2f} s", f"budget 1 s ({name})"),
    ]


def feeding(folder: Path) -> Row:
    """Compare what all files for machines cost with the pages, of ten thousand events."""
    folder.mkdir()
    feeds, pages, frames = answer(FEEDS, str(bench_events.spread(folder, MANY)))
    whole = f"{feeds / (pages + frames):.2f} × all pages of both languages ({pages + frames:.0f} s; budget 0.25)"
    beside = f"{whole}; {feeds / pages:.2f} × those of the site alone ({pages:.0f} s)"
    return f"all files for machines, {MANY:,} events: CPU", f"{feeds:.1f} s", beside


def mixed_dates(count: int) -> list[str]:
    """Make `count` different EDTF strings of all common forms, the same each time."""
    chance = random.Random(2008)
    found: dict[str, None] = {}
    while len(found) < count:
        year, month, day = chance.randint(1000, 2100), chance.randint(1, 12), chance.randint(1, 27)
        texts = (
            f"{year}-{month:02d}-{day:02d}",
            f"{year}-{month:02d}-{day:02d}{chance.choice('?~%')}",
            f"{year}-{month:02d}",
            f"{year}-{month:02d}{chance.choice('?~%')}",
            f"{year}{chance.choice(['', '?', '~'])}",
            f"{year}-{month:02d}/{year + 1}-{month:02d}",
            f"{year}-{month:02d}-{day:02d}/{year + 2}",
            f"{year}-{month:02d}/..",
            f"{year}-2{chance.randint(1, 4)}",
            f"{year}-{month:02d}-XX",
            f"[{year}-{month:02d}-01..{year}-{month:02d}-{day + 1:02d}]",
        )
        found[chance.choice(texts)] = None
    return list(found)


def dating() -> list[Row]:
    """Compare our dates with edtf from PyPI on 10,000 different strings."""
    theirs, read, everything = answer(DATES, given=json.dumps(mixed_dates(10_000)))
    beside = f"edtf {version('edtf')} ({theirs:.0f} s, from 500 strings)"
    return [
        ("10,000 dates: reading and bounds", f"{read:.2f} s", f"{theirs / read:.0f} × as fast as {beside}"),
        ("the same, sorted and worded in nl and en", f"{everything:.2f} s", f"{theirs / everything:.0f} × as fast"),
    ]


def weights(site: Path) -> list[Row]:
    """Weigh pages of the real site, compressed as a server would (gzip -9)."""

    def weigh(path: Path) -> int:
        return len(gzip.compress(path.read_bytes(), 9, mtime=0))

    events = sorted(weigh(page) for page in site.glob("gebeurtenissen/*/index.html"))
    home = weigh(site / "index.html")
    return [
        ("event page, gzip: median", f"{statistics.median(events) / 1000:.1f} KB", "budget 6 KB"),
        ("event page, gzip: largest", f"{events[-1] / 1000:.1f} KB", "budget 6 KB"),
        ("home page, HTML alone, gzip", f"{home / 1000:.1f} KB", f"{len(events)} events"),
        ("our styles, gzip", f"{sum(map(weigh, site.glob('assets/*/*.css'))) / 1000:.1f} KB", ""),
    ]


def packing(site: Path, kept: Path) -> list[Row]:
    """Tell what packing a site takes, and packing it again when nothing changed; the copies stay."""
    command = [sys.executable, "-m", "tools.compress", str(site), "--kept", str(kept)]
    first, again = cpu_seconds(command), cpu_seconds(command)
    sizes = dict.fromkeys(("", *compress.KINDS), 0)
    for copy in site.rglob("*.br"):
        for ending in sizes:
            sizes[ending] += copy.with_suffix(ending).stat().st_size
    whole, small, smaller = (sizes[ending] / 1e6 for ending in ("", ".gz", ".br"))
    return [
        ("packing the real site: CPU", f"{first:.1f} s", f"{again / first:.3f} of that again, with nothing changed"),
        ("what packs well: by Brotli", f"{smaller:.2f} MB", f"{small:.2f} MB by gzip -9, {whole:.2f} MB as it is"),
    ]


def main() -> int:
    """Print the tables."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        many = synthetic(folder, EVENTS)
        rows = [
            reading(PROJECT / "timeline", "the real history"),
            reading(many, f"{EVENTS} events"),
            complaining(folder / "bad"),
            importing(folder / "import"),
            building(many, folder, f"{EVENTS} events"),
            feeding(folder / "many"),
            *bench_scale.rows(folder / "scale"),
            *safety(many),
            *dating(),
        ]
        site = folder / "real"
        build = [sys.executable, "build_timeline.py", "build", "--build", str(folder / "b"), "--site", str(site)]
        cpu_seconds(build)
        rows += [looking_through(folder / "b", site), *weights(site), *packing(site, folder / "packed")]
        hosting = f"{load.table(site)}\n\n{visit.table(site)}"
    packages = ", ".join(f"{p} {version(p)}" for p in ("mkdocs", "mkdocs-material", "PyYAML"))
    print(f"Python {platform.python_version()}, {packages}; {os.cpu_count()} cores\n")
    print("| what | measured | beside |\n|---|---|---|")
    for row in rows:
        print("| " + " | ".join(row) + " |")
    print(f"\n{hosting}")
    print(f"\n{bench_timelines.tables()}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
