"""The same input gives the same bytes, whatever machine makes them; and the data for machines are what was built."""

import hashlib
import json
import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from chronicle import build, inputs
from tests.browser import chrome, sites
from tests.browser.sites import EPOCH, PROJECT, REPOSITORY, Site


def _digests(folder: Path) -> dict[str, str]:
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def test_two_builds_are_equal_in_every_byte(rooted: Site, tmp_path: Path) -> None:
    other = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1234", "NO_COLOR": "1"}
    sites.make(tmp_path / "site", tmp_path / "build", SITE_URL=rooted.url, REPO_URL=REPOSITORY, **other)
    # What is kept for the next run says when its files were written.
    folders = ((rooted.build / "nl", "build/nl"), (rooted.build / "en", "build/en"), (rooted.folder, "site"))
    for ours, again in ((ours, tmp_path / name) for ours, name in folders):
        first, second = _digests(ours), _digests(again)
        assert len(first) > 200
        problems = sorted({name for name, _digest in first.items() ^ second.items()})
        assert not problems, chrome.listing(problems)


def test_the_published_data_are_what_the_pure_build_makes(rooted: Site) -> None:
    built = build.build(
        inputs.read_folder(PROJECT / "timeline", prefix="timeline/"),
        inputs.read_folder(PROJECT / "docs"),
        site_url=rooted.url,
        repo_url=REPOSITORY,
        generated_at=datetime.fromtimestamp(int(EPOCH), UTC),
    )
    # The theme's styles come with the command, and with them the name of the folder in which ours stand.
    published = {
        name.removeprefix("root/"): data
        for name, data in built.files.items()
        if name.startswith("root/") and not name.startswith("root/assets/")
    }
    assert "api/v1/events.json" in published
    problems = [name for name, data in published.items() if (rooted.folder / name).read_bytes() != data]
    assert not problems, chrome.listing(problems)


# The design, section 7. A tuple is a choice; a list is a list of that; a mapping must hold at least these.
WORDS = {"nl": str, "en": (str, None)}
EVENT: dict[str, Any] = {
    "id": re.compile(r"(?![0-9]{4})[a-z0-9]+(-[a-z0-9]+)*"),
    "url": {"nl": re.compile(r"http\S+/gebeurtenissen/\S+/"), "en": re.compile(r"http\S+/en/events/\S+/")},
    "date": {
        "edtf": str,
        "earliest": (re.compile(r"\d{4}-\d\d-\d\d"), None),
        "latest": (re.compile(r"\d{4}-\d\d-\d\d"), None),
        "earliest_kind": re.compile("known|open|unknown"),
        "latest_kind": re.compile("known|open|unknown"),
        "precision": str,
        "text": WORDS,
        "note": (WORDS, None),
    },
    "title": WORDS,
    "summary": WORDS,
    "status": re.compile("confirmed|planned|expected|cancelled"),
    "corroborated": int,
    "kind": str,
    "themes": [str],
    "municipalities": [str],
    "organisations": [str],
    "evidence": [
        {
            "source": str,
            "at": (str, None),
            "says": re.compile("happened|planned|expected|cancelled"),
            "quote": re.compile(r"(\S+\s+){0,24}\S+"),
        }
    ],
    "follows": [str],
    "see_also": [str],
    "image": (dict, None),
}


def _misfits(value: object, shape: Any, place: str) -> list[str]:
    match shape:
        case tuple():
            return [] if any(not _misfits(value, one, place) for one in shape) else [f"{place}: {value!r}"]
        case [inner] if isinstance(value, list):
            return [m for number, item in enumerate(value) for m in _misfits(item, inner, f"{place}[{number}]")]
        case dict() if isinstance(value, dict):
            missing = [f"{place}: no {name}" for name in shape if name not in value]
            return missing + [m for n in shape if n in value for m in _misfits(value[n], shape[n], f"{place}.{n}")]
        case re.Pattern() if isinstance(value, str):
            return [] if shape.fullmatch(value) else [f"{place}: {value!r}"]
        case type():
            return [] if type(value) is shape else [f"{place}: {value!r}"]
        case None:
            return [] if value is None else [f"{place}: {value!r}"]
        case _:
            return [f"{place}: {value!r}"]


def test_the_data_for_machines_have_the_promised_shape(rooted: Site) -> None:
    document = json.loads((rooted.folder / "api/v1/events.json").read_text())
    assert document["version"] == 1
    assert datetime.fromisoformat(document["generated_at"]).timestamp() == int(EPOCH)
    events = document["events"]
    problems = _misfits(events, [EVENT], "events")
    assert not problems, chrome.listing(problems)
    files = [file.stem for file in (PROJECT / "timeline/events").rglob("*.yaml")]
    assert sorted(event["id"] for event in events) == sorted(files)


def test_the_events_are_in_time_order_and_their_days_exist(rooted: Site) -> None:
    days = [(event["date"]["earliest"], event["date"]["latest"]) for event in rooted.events]
    starts = [date.fromisoformat(earliest) for earliest, _latest in days if earliest]
    assert starts == sorted(starts)
    for event, (earliest, latest) in zip(rooted.events, days, strict=True):
        assert (earliest is None) == (event["date"]["earliest_kind"] != "known"), event["id"]
        assert (latest is None) == (event["date"]["latest_kind"] != "known"), event["id"]
        assert not (earliest and latest) or date.fromisoformat(earliest) <= date.fromisoformat(latest), event["id"]
