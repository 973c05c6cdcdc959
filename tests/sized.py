"""Timelines of as many events as a test wants: copies of the real ones, each in another year, that follow nothing."""

import random
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from chronicle import cli, compose
from tests import projects

_DATE = re.compile(r'^date: "?(?P<date>[^"\n]+)"?\n', re.MULTILINE)
_YEAR = re.compile(r"(?<![\d-])\d{4}")
_SOURCE = re.compile(r"^ *(?:- )?source: (\S+)$", re.MULTILINE)
_RELATIONS = re.compile(r"^(?:follows|see_also): .*\n", re.MULTILINE)
# Years in which every municipality of today is there.
_FIRST, _YEARS = 1998, 30


def timeline(events: int) -> dict[str, bytes]:
    """Give the files of a timeline of so many events, with the real vocabulary and sources, and no chapters."""
    folder = projects.PROJECT / "timeline"
    files = {
        f"timeline/{path.relative_to(folder).as_posix()}": path.read_bytes()
        for kind in ("vocabulary", "sources")
        for path in (folder / kind).glob("*.yaml")
        if path.stem != "chapters"
    }
    sources: set[str] = set()
    real = sorted(folder.glob("events/*/*.yaml"))
    for number in range(events):
        text = _RELATIONS.sub("", real[number % len(real)].read_text(encoding="utf-8"))
        found = _DATE.search(text)
        assert found, real[number % len(real)]
        began = int(_YEAR.findall(found["date"])[0])
        by = _FIRST + (began - _FIRST + 7 * (number // len(real))) % _YEARS - began
        date = _later(found["date"], by)
        text = f'{text[: found.start()]}date: "{date}"\n{text[found.end() :]}'
        year = _YEAR.findall(date)[0]
        files[f"timeline/events/{year}/{real[number % len(real)].stem}-{number}-x.yaml"] = text.encode()
        sources |= set(_SOURCE.findall(text))
    # A source on which nothing rests is an error.
    return {name: data for name, data in files.items() if "/sources/" not in name or Path(name).stem in sources}


def _later(date: str, years: int) -> str:
    return _YEAR.sub(lambda year: str(int(year[0]) + years), date)


def heaped(events: int) -> dict[str, bytes]:
    """Give the files of a timeline with everything in one heap: all in one year, with one organisation, resting on one
    source and each on one of its own, and all but the first following the first.

    The words are real, their order is not: what is written over and over packs too well.
    """
    vocabulary = {name: data for name, data in timeline(0).items() if "/vocabulary/" in name}
    real = " ".join(path.read_text("utf-8") for path in sorted((projects.PROJECT / "timeline/events").rglob("*.yaml")))
    words = [word for word in re.findall(r"[a-z]{2,}", real) if len(word) < 20]
    files = {name: data for name, data in vocabulary.items() if Path(name).stem != "allowed"}
    files["timeline/sources/voor-alles.yaml"] = _document("Voor alles")
    for number in range(events):
        chance = random.Random(number)

        def some(count: int, chance: random.Random = chance) -> str:
            return " ".join(chance.choices(words, k=count))

        values = {
            "date": f"2009-{number * 12 // events + 1:02d}",
            "title": {"nl": f"Gebeurtenis {number} {some(6)}", "en": f"Event {number} {some(6)}"},
            "summary": {"nl": some(55), "en": some(55)},
            "kind": "decision",
            "themes": ["sociaal"],
            "organisations": ["provincie-drenthe"],
            "evidence": [
                {"source": source, "says": "happened", "quote": some(18)} for source in ("voor-alles", f"bron-{number}")
            ],
            **({"follows": ["gebeurtenis-0"]} if number else {}),
        }
        files[f"timeline/events/2009/gebeurtenis-{number}.yaml"] = compose.event(values).encode()
        files[f"timeline/sources/bron-{number}.yaml"] = _document(f"Bron {number} {some(6)}")
    return files


def _document(title: str) -> bytes:
    values = {"kind": "report", "title": title, "publisher": "provincie-drenthe", "date": "2009", "language": "nl"}
    return compose.source(values).encode()


def publish(folder: Path, events: int, environment: Mapping[str, str]) -> Path:
    """Publish a timeline of so many events with a small project below `folder`; give the project's folder."""
    projects.small_project(folder)
    projects.write(folder, timeline(events))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cli, "PROJECT", folder)
        words = ["--timeline", "timeline", "--build", "build", "--site", "site"]
        command = ["build", *(word if word[:2] == "--" else str(folder / word) for word in words)]
        assert cli.main(command, {"SOURCE_DATE_EPOCH": "1700000000", **environment}) == 0
    return folder
