"""What it costs to take over a timeline from elsewhere: rows of the real history as a spreadsheet has them."""

import csv
import sys
from collections.abc import Callable
from pathlib import Path

from tools import bench_events

PROJECT = Path(__file__).resolve().parent.parent
ROWS = 5000
# The least that any import does: read the rows, and write a YAML file of each.
FLOOR = (
    "import csv, pathlib, sys, yaml\n"
    "folder = pathlib.Path(sys.argv[2])\n"
    "with open(sys.argv[1], encoding='utf-8', newline='') as file:\n"
    "    for number, row in enumerate(csv.DictReader(file, delimiter=';')):\n"
    "        path = folder / f'{number}.yaml'\n"
    "        path.write_text(yaml.dump(row, allow_unicode=True, sort_keys=False), encoding='utf-8')\n"
)

Cpu = Callable[[list[str]], float]


def spreadsheet(folder: Path, rows: int) -> Path:
    """Write a table of `rows` events, made from the real ones: dates in Dutch words, titles, texts, a source."""
    events = bench_events.listed(bench_events.spread(folder, rows))
    path = folder / "rows.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, delimiter=";")
        table.writerow(["Datum", "Titel", "Omschrijving", "Soort", "Gemeente", "Bron"])
        for number, event in enumerate(events):
            # Copies of an event would be told apart by nothing but their dates.
            title = f"{event['title']} ({number})"[-120:]
            source = f"Jaarverslag {event['year']}"
            table.writerow([event["date"], title, event["summary"], event["kind"], "Assen, Emmen", source])
    return path


def sides(folder: Path, cpu: Cpu) -> tuple[Callable[[], float], Callable[[], float]]:
    """Give what imports the rows once, and the floor beside it; each measured by `cpu`, each into a new folder."""
    table = spreadsheet(folder, ROWS)
    numbers = iter(range(1000))

    def ours() -> float:
        into = str(folder / f"into-{next(numbers)}")
        return cpu([sys.executable, "build_timeline.py", "import", str(table), "--yes", "--into", into])

    def floor() -> float:
        bare = folder / f"bare-{next(numbers)}"
        bare.mkdir()
        return cpu([sys.executable, "-c", FLOOR, str(table), str(bare)])

    return ours, floor
