"""Puts our home page and our page for a frame beside other timelines, on the same events, and prints one table.

`python -m tools.bench_timelines 100 1000` does so for these numbers of events only. `make bench` installs the peers.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from chronicle.pages import portions
from tools import bench_browser, bench_events, bench_peers
from tools.bench_browser import Looked, Measured

PROJECT = Path(__file__).resolve().parent.parent
SIZES = (100, 1000, 10_000)
RUNS = 3

OURS = "**this site, home page**"
FRAME = "**this site, page for a frame**"
HOME = Looked(
    event="[data-timeline] [data-event]",
    apart="[data-overview]",
    control="#filter-q",
    typed=bench_peers.WORD,
    state="document.querySelector('[data-said]').textContent",
)
EMBED = Looked(event="[data-timeline] [data-event]", apart="[data-overview]")
COLUMNS = (
    "events", "timeline", "gzip KB", "requests", "other hosts", "first event drawn, ms", "main thread, CPU ms",
    "blocking, ms", "elements an event", "events in the page", "choice to paint, ms",
)  # fmt: skip
# What we promise of a page of ours, by the number of events (0: any) and the column.
BUDGETS: Mapping[str, Mapping[tuple[int, str], int]] = {
    OURS: {
        (0, "other hosts"): 0,
        (100, "gzip KB"): 90,
        (1000, "main thread, CPU ms"): 150,
        (1000, "blocking, ms"): 50,
        (1000, "choice to paint, ms"): 50,
        (10_000, "first event drawn, ms"): 500,
        (10_000, "choice to paint, ms"): 100,
    },
    FRAME: {
        (0, "other hosts"): 0,
        (0, "requests"): 3,
        (100, "gzip KB"): 20,
        (1000, "gzip KB"): 130,
        (1000, "main thread, CPU ms"): 150,
    },
}
# For a timeline that is too long for one page.
LARGEST = 150
EVENT_PAGE = 6
WHOLE = {"tijdlijn.html", "timeline.html", "alles", "everything"}

Row = tuple[str, ...]


def row(events: int, name: str, measured: Measured | None) -> Row:
    """One line of the table; ours names its budgets beside the figures."""
    if measured is None:
        return (f"{events:,}", name, f"no answer in {bench_browser.PATIENCE} s", *[""] * (len(COLUMNS) - 3))
    cells: Row = (
        f"{measured.weight / 1000:.1f}",
        f"{measured.requests:.0f}",
        f"{measured.hosts:.0f}",
        f"{measured.drawn:.0f}",
        f"{measured.cpu:.0f}",
        f"{measured.blocking:.0f}",
        f"{measured.elements:.1f}",
        f"{measured.shown:,.0f}",
        "–" if measured.painted is None else f"{measured.painted:.0f}",
    )
    promised = BUDGETS.get(name, {})
    budgets = [promised.get((events, column), promised.get((0, column))) for column in COLUMNS[2:]]
    cells = tuple(
        cell if budget is None else f"{cell} (budget {budget})" for cell, budget in zip(cells, budgets, strict=True)
    )
    return (f"{events:,}", name, *cells)


def side_by_side(pages: Mapping[str, Looked], folder: Path, url: str, events: int) -> list[Measured | None]:
    """Measure the pages in turn, `RUNS` times, and give each one's medians.

    `pages` are paths below `url`, where `folder` is served, and what to look at; `events` is how many each shows.
    """
    found: dict[str, list[Measured | None]] = {path: [] for path in pages}
    for number in range(RUNS):
        for path, looked in pages.items():
            runs = found[path]
            if runs and (runs[-1] is None or runs[-1].drawn > bench_browser.SLOW):
                continue
            say(f"{path} {number + 1} of {RUNS}")
            runs.append(bench_browser.measure(folder, url + path, looked, events))
    answers = [[one for one in runs if one is not None] for runs in found.values()]
    # A page that once gave no answer has no figures.
    return [
        bench_browser.median(given) if len(given) == len(runs) else None
        for given, runs in zip(answers, found.values(), strict=True)
    ]


def build(timeline: Path, made: Path, site: Path, url: str) -> None:
    """Build our site for `url` with the project's own command; one that fails ends the benchmark."""
    command = [sys.executable, "build_timeline.py", "build", "--timeline", str(timeline)]
    command += ["--build", str(made), "--site", str(site)]
    environment = {**os.environ, "SITE_URL": url}
    done = subprocess.run(command, cwd=PROJECT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(done.stdout + done.stderr)


def largest(site: Path, events: int) -> list[Row]:
    """Tell the largest page of a site, and the largest of an event: kilobytes by gzip -6, and their addresses."""
    # The offline files and the pages for frames that hold all events have no budget: they are asked for by name.
    pages = [page for page in site.rglob("*.html") if not WHOLE & set(page.relative_to(site).parts)]
    sizes = {page: bench_browser.packed(page) for page in pages}

    def told(what: str, pages: Sequence[Path], budget: int | None) -> Row:
        page = max(pages, key=lambda page: sizes[page])
        address = page.relative_to(site).as_posix().removesuffix("index.html")
        beside = f"budget {budget} KB: " if budget else ""
        return (f"{what}, {events:,} events", f"{sizes[page] / 1000:.1f} KB", f"{beside}`/{address}`")

    one = [page for page in sizes if page.match("gebeurtenissen/*/index.html") or page.match("events/*/index.html")]
    return [
        told("largest page, gzip -6", list(sizes), LARGEST if events > portions.MANY else None),
        told("largest event page, gzip -6", one, EVENT_PAGE),
    ]


def compare(folder: Path, url: str, events: int) -> tuple[list[Row], list[Row]]:
    """Write all pages for so many events below `folder`, which is served at `url`, and measure them.

    Gives the lines of the table, and what is told of our whole site.
    """
    with tempfile.TemporaryDirectory() as name:
        timeline = bench_events.spread(Path(name), events)
        everything = bench_events.listed(timeline)
        pages = {f"ours-{events}/": HOME, f"ours-{events}/embed/": EMBED}
        say(f"building the site of {events} events")
        build(timeline, Path(name) / "build", folder / f"ours-{events}", f"{url}ours-{events}/")
    for number, peer in enumerate(bench_peers.SHOWN):
        path = f"{peer.page.partition('.')[0]}-{number}-{events}"
        bench_peers.write(peer, everything, folder / path)
        pages[f"{path}/"] = peer.looked
    found = side_by_side(pages, folder, url, events)
    names = [OURS, FRAME, *(peer.name for peer in bench_peers.SHOWN)]
    rows = [row(events, name, one) for name, one in zip(names, found, strict=True)]
    return rows, largest(folder / f"ours-{events}", events)


def say(text: str) -> None:
    """Tell the person who waits."""
    print(f"Bench: {text}", file=sys.stderr, flush=True)


def tables(sizes: Sequence[int] = SIZES) -> str:
    """Compare for each number of events, and give the versions and two Markdown tables."""
    lines: list[Row] = []
    whole: list[Row] = []
    with tempfile.TemporaryDirectory() as name, bench_browser.served(Path(name)) as url:
        for events in sizes:
            rows, told = compare(Path(name), url, events)
            lines += rows
            whole += told
    versions = ", ".join(f"{package} {version}" for package, version in bench_peers.versions().items())
    head = "| " + " | ".join(COLUMNS) + " |\n|" + "---|" * len(COLUMNS)
    return "\n".join(
        [
            f"{versions}; {bench_browser.version()}",
            "",
            head,
            *("| " + " | ".join(line) + " |" for line in lines),
            "",
            "| what | measured | beside |\n|---|---|---|",
            *("| " + " | ".join(line) + " |" for line in whole),
        ]
    )


def main() -> int:
    """Print the tables, for the numbers of events that the command line names."""
    print(tables([int(word) for word in sys.argv[1:]] or SIZES))
    return 0


if __name__ == "__main__":
    sys.exit(main())
