"""What this site exports is read in again: the same events, as far as the guide says that a format holds them."""

import re
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from chronicle import check, cli, load, markup
from chronicle.foreign import columns
from chronicle.model import Event, Words
from tests import exported, projects

PROJECT = Path(__file__).resolve().parent.parent
GUIDE = (PROJECT / "docs" / "import.md").read_text(encoding="utf-8")
# file, format, language
FILES = [
    ("feeds/events.csv", "csv", "nl"),
    ("feeds/events.excel.csv", "csv", "nl"),
    ("api/v1/events.json", "json", "nl"),
    ("feeds/timelinejs.json", "timelinejs", "nl"),
    ("feeds/timelinejs.en.json", "timelinejs", "en"),
    ("feeds/timeline.ics", "ics", "nl"),
    ("feeds/timeline.en.ics", "ics", "en"),
]
# In English these are the events that have it; Dutch that stands in for it is marked, or not, by the format.
WHOLE = {"csv", "json"}
Values = dict[str, Any]


@cache
def held() -> dict[str, dict[str, str]]:
    """What the guide says of each format: {format: {field: yes, no, one language, the first}}."""
    table = re.search(r"\| field \|(.*)\|\n\|[-|]+\n((?:\|.*\n)+)", GUIDE)
    assert table
    formats = [name.strip() for name in table[1].split("|")]
    rows = [[cell.strip() for cell in line.strip("|\n").split("|")] for line in table[2].splitlines()]
    return {name: {row[0]: row[index] for row in rows} for index, name in enumerate(formats, start=1)}


def imported(tmp_path: Path, path: str, form: str, lang: str) -> dict[str, Values]:
    """Import a file into the same timeline without its events, and give what each event's file says."""
    folder = tmp_path / path.replace("/", "-")
    projects.write(folder, exported.files())
    shutil.rmtree(folder / "timeline/events")
    file = folder / Path(path).name
    file.write_bytes(exported.file(path))
    call = ["import", str(file), "--from", form, "--timeline", str(folder / "timeline"), "--into", str(folder / "uit")]
    assert cli.main([*call, "--language", lang], {"LANG": "nl"}) == 0
    return {
        one.stem: yaml.load(one.read_text(encoding="utf-8"), yaml.BaseLoader) for one in folder.glob("uit/events/*/*")
    }


def words(said: Words | None, lang: str | None) -> dict[str, str]:
    """A text in the languages that it has, or in the one that a file is in: Dutch stands in for English."""
    if said is None:
        return {}
    both = {"nl": said.nl, **({"en": said.en} if said.en else {})}
    return both if lang is None else {lang: both[lang]} if lang in both else both


def plain(said: dict[str, str]) -> dict[str, list[str]]:
    return {lang: markup.prose_text(text).split() for lang, text in said.items()}


def filled(said: dict[str, str] | None) -> dict[str, str]:
    """The texts of a field that are there."""
    return {lang: text for lang, text in (said or {}).items() if text}


def ours(event: Event, field: str, lang: str | None) -> Any:
    """What an event of ours has in a field, in one language or in both."""
    if field.startswith("evidence."):
        return [getattr(item, field.removeprefix("evidence.")) or "" for item in event.evidence]
    if field == "date_text" and lang == "en" and event.date_text:
        # Nothing marks these words as Dutch where they stand in for English.
        return {"en": event.date_text.pick("en")[0]}
    if field in {"date_text", "date_note", "title", "disputed"}:
        return words(getattr(event, field), lang)
    special: dict[str, Callable[[], Any]] = {
        "date": lambda: event.date.edtf,
        "summary": lambda: plain(words(event.summary, lang)),
        "place": lambda: words(event.place_name, lang),
        "municipalities": lambda: "all" if event.all_municipalities else sorted(event.municipalities),
        "links": lambda: [{"url": link.url, "title": link.title} for link in event.links],
        "image": lambda: event.image and {"file": event.image.file, "credit": event.image.credit,
                                          "alt": words(event.image.alt, lang), "licence": event.image.licence},
    }  # fmt: skip
    return special[field]() if field in special else list(getattr(event, field))


def theirs(values: Values, field: str) -> Any:
    """The same of what was read in."""
    if field.startswith("evidence."):
        return [item.get(field.removeprefix("evidence."), "") for item in values["evidence"]]
    if field in {"date_text", "date_note", "title", "disputed", "place"}:
        return filled(values.get(field))
    if field == "summary":
        return plain(filled(values["summary"]))
    if field == "municipalities":
        found = values.get(field, [])
        return found if found == "all" else sorted(found)
    return values.get(field, None if field == "image" else [])


def expected(event: Event, field: str, how: str, form: str, lang: str) -> Any:
    """What the guide promises of a field; nothing where the format does not hold it."""
    found = ours(event, field, None if how == "yes" and form in WHOLE else lang)
    if how == "no":
        if field.startswith("evidence."):
            # A calendar has none: there is one piece of evidence to fill in.
            return [""] * (1 if form == "ics" else len(found))
        return {"image": None, "municipalities": []}.get(field, type(found)())
    if how == "the first":
        return found[:1]
    if field == "date" and form == "timelinejs":
        # The words for an unknown end are those for an open one.
        return f"{found}.." if found.endswith("/") else found
    if field == "summary" and form == "timelinejs" and event.disputed:
        said = event.disputed.pick("en" if lang == "en" else "nl")[0].split()
        return {one: [*text, *said] for one, text in found.items()}
    return found


@pytest.mark.parametrize(("path", "form", "lang"), FILES)
def test_what_is_exported_comes_back(tmp_path: Path, path: str, form: str, lang: str) -> None:
    found = imported(tmp_path, path, form, lang)
    events = {event.id: event for event in exported.timeline().events}
    assert len(found) > 5
    assert set(found) <= set(events)
    if form != "ics":
        assert set(found) == set(events)
    different = []
    for identifier, values in found.items():
        event = events[identifier]
        for field, how in held()[form].items():
            if field in {"id", "kind"}:
                continue
            wanted, got = expected(event, field, how, form, lang), theirs(values, field)
            if wanted != got:
                different.append((identifier, field, wanted, got))
        assert values["kind"] == (event.kind if held()[form]["kind"] == "yes" else "")
    assert different == []


@pytest.mark.parametrize("path", ["feeds/events.csv", "api/v1/events.json"])
def test_what_holds_everything_that_must_be_there_passes_the_check(tmp_path: Path, path: str) -> None:
    imported(tmp_path, path, Path(path).suffix[1:], "nl")
    (uit,) = tmp_path.glob("*/uit")
    kept = {name: data for name, data in exported.files().items() if "/events/" not in name}
    made = {f"uit/{name}": data for name, data in projects.read(uit).items() if name != "verslag.txt"}
    loaded = load.load({**kept, **made})
    # The table has no picture, so that nothing shows the one that lies there: a hint.
    assert [p for p in check.check(loaded) if p.severity == "error"] == []
    assert len(loaded.timeline.events) == len(exported.timeline().events)


@pytest.mark.parametrize(("path", "form", "lang"), FILES)
def test_what_is_there_already_is_known_again_in_every_format(
    tmp_path: Path, path: str, form: str, lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    projects.write(tmp_path, exported.files())
    file = tmp_path / Path(path).name
    file.write_bytes(exported.file(path))
    before = projects.read(tmp_path / "timeline")
    call = ["import", str(file), "--from", form, "--timeline", str(tmp_path / "timeline"), "--language", lang]
    assert cli.main(call, {"LANG": "nl"}) == 0
    out = capsys.readouterr().out
    # Of the others the words are not all those of the event: Dutch stands in for English, or a remark in the summary.
    if lang == "nl" and form != "timelinejs":
        assert re.search(r"(?m)^ +0 geschreven als gebeurtenis$", out)
    assert projects.read(tmp_path / "timeline") == before


def test_the_guide_names_every_column() -> None:
    table = re.search(r"\| name \| what it holds \|\n\|[-|]+\n((?:\|.*\n)+)", GUIDE)
    assert table
    listed = dict(re.findall(r"\| `(\w+)` \| (.*) \|", table[1]))
    assert listed == {name: meaning.en for name, (meaning, _) in columns.MEANINGS.items()}
    two = re.search(r"(?s)`title`, (.*?) may have `_nl` or `_en`", GUIDE)
    assert two
    assert {"title", *re.findall(r"`(\w+)`", two[1])} == set(columns.BILINGUAL)
