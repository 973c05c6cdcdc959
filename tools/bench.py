"""Runs the benchmarks and prints one table, as Markdown: ratios taken in one run, against a floor on the same machine.

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

PROJECT = Path(__file__).resolve().parent.parent
RUNS = 7
EVENTS = 1000
BAD = 5000

# The floor of reading: PyYAML's own safe loader (C parser) over the same files, and nothing else.
FLOOR = """
import sys, pathlib, yaml
for path in sorted(pathlib.Path(sys.argv[1]).rglob("*.yaml")):
    yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
"""

# The same for files that are bad: what PyYAML cannot read it may leave.
PATIENT_FLOOR = """
import sys, pathlib, yaml
for path in sorted(pathlib.Path(sys.argv[1]).rglob("*.yaml")):
    try:
        yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
    except (yaml.YAMLError, ValueError):
        pass
"""

LOOK = """
import pathlib, sys
from chronicle import audit, output
build, site = map(pathlib.Path, sys.argv[1:])
finished = audit.Site(
    sizes=output.sizes(site), read=lambda name: (site / name).read_bytes(), url="http://127.0.0.1:8000/", name="site",
    allowed=("4/5.3/2009000531",),
)
sys.exit(len(list(audit.audit(finished, output.sizes(build)))))
"""

# Both sides read the same strings, all different, in one process; edtf only the first 500 of them, or it takes minutes.
DATES = """
import contextlib, io, json, sys, time, warnings
warnings.simplefilter("ignore")
import edtf
from chronicle import dates
texts = json.loads(sys.stdin.read())
few = texts[:500]
def clock(work):
    start = time.process_time()
    work()
    return time.process_time() - start
def theirs():
    for text in few:
        date = edtf.parse_edtf(text)
        date.lower_strict(), date.upper_strict()
def read():
    for text in texts:
        date = dates.parse(text)
        date.earliest, date.latest
def everything():
    for date in sorted(map(dates.parse, texts), key=dates.sort_key):
        dates.wording(date, "nl"), dates.wording(date, "en")
with contextlib.redirect_stdout(io.StringIO()):
    runs = [(clock(theirs) * len(texts) / len(few), clock(read), clock(everything)) for _ in range(3)]
print(json.dumps([sorted(run[i] for run in runs)[1] for i in range(3)]))
"""

# What strictness adds to an event, in one process: reading with places and refusing what YAML offers beyond texts,
# looking at every character and for private data, and writing every text of both languages so that nothing reads it
# again. Beside it what one would do who trusts everybody: PyYAML's safe loader, and the texts as they are.
SAFETY = """
import json, statistics, sys, time, pathlib, yaml
from chronicle import load, markup, nodes, privacy
files = {str(path): path.read_bytes() for path in sorted(pathlib.Path(sys.argv[1]).glob("events/*/*.yaml"))}
trees = [yaml.load(data, Loader=yaml.CSafeLoader) for data in files.values()]
def clock(work):
    start = time.process_time()
    work()
    return (time.process_time() - start) / len(files) * 1000
def trusting():
    for data in files.values():
        yaml.load(data, Loader=yaml.CSafeLoader)
def reading():
    for name, data in files.items():
        nodes.read(nodes.decode(data, name)[0], name)
def private():
    for data in files.values():
        list(privacy.suspicions(data.decode()))
def texts(value):
    if isinstance(value, str):
        yield value
    else:
        for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            yield from texts(inner)
plain = [[*texts({**tree, "summary": None})] for tree in trees]
prose = [[*texts(tree["summary"])] for tree in trees]
def writing():
    for lines, paragraphs in zip(plain, prose):
        for text in lines:
            markup.escaped(text)
        for text in lines[:4]:
            markup.coded(text)
        for text in paragraphs:
            markup.prose_html(text, lambda name: "../" + name)
works = (trusting, reading, private, writing)
runs = [[clock(work) for work in works] for _ in range(9)]
print(json.dumps([statistics.median(run[i] for run in runs) for i in range(len(works))]))
"""

# Every case of the hostile corpus, from bytes to files, one after the other in one process.
HOSTILE = """
import json, time
from datetime import UTC, datetime
from chronicle import build
from tests import attacks
def clock(case):
    files = attacks.files_of(case)
    start = time.process_time()
    build.build(files, {}, site_url="https://x.nl/", repo_url=None, generated_at=datetime(2024, 1, 1, tzinfo=UTC))
    return time.process_time() - start
print(json.dumps(sorted([clock(case), case.id] for case in attacks.cases())))
"""

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


def looking_through(build: Path, site: Path) -> Row:
    """Compare the last look at a finished site with the build that made it."""
    look = [sys.executable, "-c", LOOK, str(build), str(site)]
    whole = [sys.executable, "build_timeline.py", "build", "--build", str(build), "--site", str(site)]
    ours, bare = side_by_side(lambda: cpu_seconds(look), lambda: cpu_seconds(whole), runs=3)
    return "looking the real site through: CPU", f"{ours:.2f} s", f"{ours / bare:.2f} × the whole build ({bare:.2f} s)"


def building(timeline: Path, folder: Path, label: str) -> Row:
    """Compare our own part of a build with MkDocs and Material's on the pages that it made."""
    ours_only = (
        "import sys, datetime, pathlib; from chronicle import build, inputs, output; "
        "t = pathlib.Path(sys.argv[1]); "
        "b = build.build(inputs.read_folder(t, prefix='timeline/'), inputs.read_folder(pathlib.Path('docs')), "
        "site_url='http://127.0.0.1:8000/', repo_url=None, "
        "generated_at=datetime.datetime.fromtimestamp(0, datetime.UTC)); "
        "output.write(pathlib.Path(sys.argv[2]), b.files)"
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
        ("our styles, gzip", f"{sum(map(weigh, (site / 'assets').glob('*.css'))) / 1000:.1f} KB", ""),
    ]


def main() -> int:
    """Print the table."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        many = synthetic(folder, EVENTS)
        rows = [
            reading(PROJECT / "timeline", "the real history"),
            reading(many, f"{EVENTS} events"),
            complaining(folder / "bad"),
            building(many, folder, f"{EVENTS} events"),
            *safety(many),
            *dating(),
        ]
        site = folder / "real"
        build = [sys.executable, "build_timeline.py", "build", "--build", str(folder / "b"), "--site", str(site)]
        cpu_seconds(build)
        rows += [looking_through(folder / "b", site), *weights(site)]
    packages = ", ".join(f"{p} {version(p)}" for p in ("mkdocs", "mkdocs-material", "PyYAML"))
    print(f"Python {platform.python_version()}, {packages}; {os.cpu_count()} cores\n")
    print("| what | measured | beside |\n|---|---|---|")
    for row in rows:
        print("| " + " | ".join(row) + " |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
