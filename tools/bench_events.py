"""Many events, made from the real ones and spread over the years: for our site as files, for its peers as a list."""

import re
import shutil
from collections.abc import Mapping
from pathlib import Path

from chronicle import dates, inputs, load

PROJECT = Path(__file__).resolve().parent.parent
# The twelve municipalities are there since 1998: a copy may name them all in any of these years.
FIRST = 1998
YEARS = 40
# Copies of one event come to stand this many years apart, until every year had one: 7 and 40 share no factor.
STEP = 7


def moved(date: str, copy: int) -> str:
    """The EDTF text of `date` for a copy: as exact as before, in another year, and on another day where it says one."""
    year = re.search(r"\d{4}", date)
    assert year, date
    target = FIRST + (int(year[0]) - FIRST + STEP * copy) % YEARS
    by = target - int(year[0])
    later = re.sub(r"(?<![\d-])\d{4}", lambda found: str(int(found[0]) + by), date)
    # A single day only: the days of a period keep their order.
    day = re.fullmatch(r"(\d{4}-\d\d-)(\d\d)([?~%]?)", later)
    return f"{day[1]}{(int(day[2]) + 5 * copy) % 28 + 1:02d}{day[3]}" if day else later


def spread(folder: Path, events: int) -> Path:
    """Make a timeline folder with the real vocabulary and sources and `events` events, spread over forty years."""
    timeline = folder / "timeline"
    shutil.copytree(PROJECT / "timeline", timeline)
    real = sorted(PROJECT.glob("timeline/events/*/*.yaml"))
    rounds = {source.stem: (events - len(real) - number - 1) // len(real) + 1 for number, source in enumerate(real)}
    for number in range(events - len(real)):
        source, copy = real[number % len(real)], number // len(real) + 1
        head, line, rest = re.split(
            r"^date: (.+)\n", source.read_text(encoding="utf-8"), maxsplit=1, flags=re.MULTILINE
        )
        quote = '"' if line.startswith('"') else ""
        date = moved(line.strip('"'), copy)
        year = re.search(r"\d{4}", date)
        assert year
        target = timeline / "events" / year[0] / f"{source.stem}-copy-{copy + 1}.yaml"
        target.parent.mkdir(exist_ok=True)
        text = _among_copies(f"{head}date: {quote}{date}{quote}\n{rest}", copy, rounds)
        target.write_text(text, encoding="utf-8")
    return timeline


def _among_copies(text: str, copy: int, rounds: Mapping[str, int]) -> str:
    """Let a copy follow copies: else one event would be followed by thousands. `rounds` is how often each is copied."""

    def ids(found: re.Match[str]) -> str:
        names = [name for name in re.findall(r"[a-z0-9-]+", found[2]) if rounds[name] >= copy]
        return f"{found[1]}: [{', '.join(f'{name}-copy-{copy + 1}' for name in names)}]\n" if names else ""

    return re.sub(r"^(follows|see_also): \[(.*)\]\n", ids, text, flags=re.MULTILINE)


def listed(timeline: Path) -> list[dict[str, str | int]]:
    """The events of a timeline folder as any program would like them, in Dutch, the oldest first."""
    events = load.load(inputs.read_folder(timeline, prefix="timeline/")).timeline.events
    found: list[dict[str, str | int]] = []
    for event in sorted(events, key=lambda event: (dates.sort_key(event.date), event.id)):
        day = event.date.earliest or event.date.latest
        assert day is not None
        found.append(
            {
                "id": event.id,
                "kind": event.kind,
                "date": dates.wording(event.date, "nl"),
                "start": str(day),
                "year": day.year,
                "month": day.month,
                "day": day.day,
                "title": event.title.nl,
                "summary": event.summary.nl,
            }
        )
    return found
