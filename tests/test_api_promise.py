"""What the API promised, it keeps: today's shape beside the one that was released last, and the guides that tell it."""

import json
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import UTC, datetime
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.request import urlopen

import pytest

from chronicle import build, formats
from chronicle.feeds import openapi
from tests import api, projects
from tests.api import Json
from tools import record_api, write_api_guide

GUIDE = write_api_guide.GUIDE.read_text(encoding="utf-8")
CHANGES = (projects.PROJECT / "docs" / "api-changelog.md").read_text(encoding="utf-8")
SITE = "https://voorbeeld.nl/tijdlijn/"
EVENT = "GET /events/{id}.json 200 application/json $.event"


@cache
def recorded() -> Json:
    said: Json = json.loads(record_api.RECORD.read_text(encoding="utf-8"))
    return said


@cache
def today() -> Json:
    return record_api.today()


def numbers(version: str) -> tuple[int, ...]:
    assert re.fullmatch(r"\d+\.\d+\.\d+", version), version
    return tuple(map(int, version.split(".")))


# The record


def test_nothing_that_was_released_is_gone_or_changed() -> None:
    assert record_api.broken(recorded()["shape"], record_api.shape(today())) == []


def test_what_is_new_has_a_version_of_its_own() -> None:
    """Whoever adds a field says so: RELEASE, docs/api-changelog.md, and python -m tools.record_api with the release."""
    assert numbers(openapi.RELEASE) >= numbers(recorded()["version"])
    if record_api.shape(today()) != recorded()["shape"]:
        assert numbers(openapi.RELEASE)[:2] > numbers(recorded()["version"])[:2]


def test_the_record_holds_every_field_of_every_answer() -> None:
    shape = recorded()["shape"]
    assert len(shape) > 300
    assert shape[f"{EVENT}.date.earliest"]["null"] is True
    assert shape[f"{EVENT}.id"] == {"type": "string", "null": False, "required": True,
                                    "pattern": "^[a-z0-9]+(?:-[a-z0-9]+)*$"}  # fmt: skip
    assert shape[f"{EVENT}.status"]["enum"] == ["confirmed", "planned", "expected", "cancelled"]
    assert shape["GET /events/{id}.json 404 text/html $"]["type"] == "string"
    # The design's own list (section 7) is the least that v1 ever was.
    names = {"id", "url", "date", "title", "summary", "status", "corroborated", "kind", "themes", "municipalities",
             "organisations", "evidence", "follows", "see_also", "image"}  # fmt: skip
    assert {f"{EVENT}.{name}" for name in names} <= set(shape)


def test_the_record_does_not_hang_on_the_data() -> None:
    """A new theme or source is no change of the API."""
    files = dict(api.real_files())
    files["timeline/vocabulary/themes.yaml"] += b"nieuw:\n  name: {nl: N, en: N}\n  description: {nl: N, en: N}\n"
    built = build.build(
        files,
        {},
        site_url="https://elders.nl/",
        repo_url="https://git.example.org/x",
        generated_at=datetime(2031, 5, 6, tzinfo=UTC),
    )
    assert built.files
    assert record_api.shape(api.answers(built.files)["openapi.json"]) == record_api.shape(today())


Spoil = Callable[[Json], Any]


def event_of(document: Json) -> Json:
    found: Json = document["components"]["schemas"]["Event"]
    return found


BROKEN: dict[str, tuple[Spoil, str]] = {
    "an address that is gone": (lambda d: d["paths"].pop("/sources.json"), "GET /sources.json: is gone"),
    "a file of its own that is gone": (lambda d: d["paths"].pop("/events/{id}.json"), "GET /events/{id}.json: is gone"),
    "another folder": (lambda d: d["servers"][0].update(url="../v2"), "its url was ['../v1'] and is ['../v2']"),
    "another operation": (lambda d: d["paths"]["/sources.json"]["get"].update(operationId="x"), "its operation was"),
    "another parameter": (lambda d: d["paths"]["/events/{id}.json"]["parameters"][0].update(name="naam"),
                          "its parameters was"),
    "another media type": (
        lambda d: d["paths"]["/sources.json"]["get"]["responses"]["200"].update(
            content={"text/csv": {"schema": {"type": "string"}}}),
        "GET /sources.json 200 application/json $: is gone",
    ),
    "an error that is gone": (
        lambda d: d["paths"]["/events/{id}.json"]["get"]["responses"].pop("404"), "404 text/html $: is gone"),
    "a field that is gone": (lambda d: event_of(d)["properties"].pop("themes"), "$.event.themes: is gone"),
    "a field within one that is gone": (
        lambda d: d["components"]["schemas"]["Words"]["properties"].pop("en"), "$.event.title.en: is gone"),
    "a field with another name": (
        lambda d: event_of(d)["properties"].update(kinds=event_of(d)["properties"].pop("kind")),
        "$.event.kind: is gone",
    ),
    "a number that becomes a text": (
        lambda d: event_of(d)["properties"]["corroborated"].update(type="string"),
        "$.event.corroborated: its type was 'integer' and is 'string'",
    ),
    "a text that becomes an object": (
        lambda d: event_of(d)["properties"].update(id={"$ref": "#/components/schemas/Words"}),
        "$.event.id: its type was 'string' and is 'object'",
    ),
    "a list that becomes one": (
        lambda d: event_of(d)["properties"].update(themes={"type": "string"}),
        "$.event.themes: its type was 'array' and is 'string'",
    ),
    "another kind of item": (
        lambda d: event_of(d)["properties"]["themes"].update(items={"type": "integer"}),
        "$.event.themes[]: its type was 'string' and is 'integer'",
    ),
    "a time that becomes a day": (
        lambda d: event_of(d)["properties"]["added"].update(format="date"),
        "$.event.added: its format was 'date-time' and is 'date'",
    ),
    "another form of ids": (
        lambda d: event_of(d)["properties"]["id"].update(pattern="^.*$"), "$.event.id: its pattern was"),
    "a text that may be null now": (
        lambda d: event_of(d)["properties"]["id"].update(type=["string", "null"]), "was never null and may be now"),
    "a thing that may be null now": (
        lambda d: event_of(d)["properties"].update(
            title={"oneOf": [{"$ref": "#/components/schemas/Words"}, {"type": "null"}]}),
        "$.event.title: was never null and may be now",
    ),
    "a field that may be missing now": (
        lambda d: event_of(d)["required"].remove("kind"), "$.event.kind: was always there and may be missing now"),
    "a choice that is gone": (
        lambda d: event_of(d)["properties"]["status"]["enum"].remove("expected"),
        "$.event.status: can no longer be expected",
    ),
    "any text where there were choices": (
        lambda d: event_of(d)["properties"]["status"].pop("enum"), "was one of a few choices and may be any text now"),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_promise_is_found_and_says_what_to_do(name: str) -> None:
    spoil, told = BROKEN[name]
    spoilt = deepcopy(today())
    spoil(spoilt)
    found = record_api.broken(record_api.shape(today()), record_api.shape(spoilt))
    assert [one for one in found if told in one] != []
    assert [one for one in found if "give it back, beside what is new" not in one] == []


def _added(document: Json) -> None:
    event_of(document)["properties"]["weather"] = {"oneOf": [{"$ref": "#/components/schemas/Words"}, {"type": "null"}]}
    document["paths"]["/people.json"] = document["paths"]["/sources.json"]


ADDED: dict[str, Spoil] = {
    "nothing": lambda d: d,
    "a field and an address": _added,
    "a choice": lambda d: event_of(d)["properties"]["status"]["enum"].append("withdrawn"),
    "choices in another order": lambda d: event_of(d)["properties"]["status"]["enum"].reverse(),
    "what is never null any more": lambda d: event_of(d)["properties"].update(
        place={"$ref": "#/components/schemas/Words"}
    ),
    "other words": lambda d: event_of(d)["properties"]["id"].update(description="x"),
    "another name of a schema": lambda d: (
        d["components"]["schemas"].update(Happening=event_of(d)),
        d["components"]["schemas"]["OneEvent"]["properties"]["event"].update(
            {"$ref": "#/components/schemas/Happening"}
        ),
    ),
}


@pytest.mark.parametrize("name", ADDED)
def test_an_addition_passes(name: str) -> None:
    more = deepcopy(today())
    ADDED[name](more)
    assert record_api.broken(record_api.shape(today()), record_api.shape(more)) == []


# The tool


def test_the_tool_writes_the_committed_record(tmp_path: Path) -> None:
    record = tmp_path / "record.json"
    assert record_api.main(record) == 0
    if recorded()["version"] == openapi.RELEASE:
        assert record.read_bytes() == (projects.PROJECT / "tests" / "api_v1.json").read_bytes()
    assert record_api.main(record) == 0


def test_the_tool_refuses_to_record_a_broken_promise(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    record = tmp_path / "record.json"
    assert record_api.main(record) == 0
    before = record.read_bytes()
    spoilt = deepcopy(today())
    event_of(spoilt)["properties"].pop("themes")
    spoilt["info"]["version"] = "1.99.0"
    monkeypatch.setattr(record_api, "today", lambda: spoilt)
    assert record_api.main(record) == 1
    assert "$.event.themes: is gone; give it back" in capsys.readouterr().err
    assert record.read_bytes() == before


def test_the_tool_asks_for_a_new_version_of_what_is_new(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    record = tmp_path / "record.json"
    assert record_api.main(record) == 0
    more = deepcopy(today())
    _added(more)
    monkeypatch.setattr(record_api, "today", lambda: more)
    assert record_api.main(record) == 1
    assert "is released already: raise RELEASE" in capsys.readouterr().err
    more["info"]["version"] = "1.99.0"
    assert record_api.main(record) == 0
    assert "$.event.weather" in record.read_text(encoding="utf-8")
    assert json.loads(record.read_text(encoding="utf-8"))["version"] == "1.99.0"


# The changelog


def test_the_document_has_the_version_of_the_newest_entry() -> None:
    versions = re.findall(r"(?m)^## (\S+)$", CHANGES)
    assert versions[0] == openapi.RELEASE == today()["info"]["version"]
    assert [numbers(one) for one in versions] == sorted({numbers(one) for one in versions}, reverse=True)
    assert recorded()["version"] in versions
    assert numbers(openapi.RELEASE)[0] == 1


def test_every_name_in_the_changelog_is_one_of_the_api() -> None:
    names = re.findall(r"`([a-z_]+)`", CHANGES)
    known = {part for name in recorded()["shape"] for part in re.findall(r"[a-z_]+", name)}
    assert len(names) > 8
    assert set(names) <= known


# The guide


def test_the_tables_of_fields_are_those_of_the_code() -> None:
    assert write_api_guide.with_tables(GUIDE) == GUIDE, "run python -m tools.write_api_guide"
    tables = GUIDE.partition(write_api_guide.BEGIN)[2].partition(write_api_guide.END)[0]
    assert set(re.findall(r"(?m)^\*\*(\w+)\.\*\*", tables)) == set(today()["components"]["schemas"])


def test_the_guide_and_the_document_promise_the_same() -> None:
    said = " ".join(GUIDE.split())
    assert openapi.PROMISE.en in said
    assert openapi.PROMISE.en in today()["info"]["description"]
    assert openapi.PROMISE.nl in today()["info"]["description"]


def test_the_guide_names_every_address() -> None:
    table = GUIDE.partition("| address | what |")[2].partition("\n\n")[0]
    named = {name.replace("<id>", "{id}") for name in re.findall(r"`/api/v1(/\S+?)`", table)}
    assert named == set(today()["paths"])


def test_the_guide_names_every_format_that_can_be_exported() -> None:
    (said,) = re.findall(r"from a checkout \(one of ([^;]*);", GUIDE)
    assert re.findall(r"`(\w+)`", said) == list(formats.EXPORTED)


def test_the_tools_that_the_guide_names_are_there() -> None:
    tools = set(re.findall(r"python -m (tools\.\w+)", GUIDE + CHANGES))
    assert len(tools) == 2
    assert [name for name in tools if not (projects.PROJECT / f"{name.replace('.', '/')}.py").is_file()] == []


# The examples, on a built site that is served


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The real history's files for machines, below a folder of a server: its address."""
    folder = tmp_path_factory.mktemp("served")
    clock = datetime(2024, 1, 2, tzinfo=UTC)
    built = build.build(dict(api.real_files()), {}, site_url=SITE, repo_url=None, generated_at=clock)
    prefix = "root/"
    files = {n.removeprefix(prefix): data for n, data in built.files.items() if n.startswith(prefix)}
    projects.write(folder / "tijdlijn", files)
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Silent, directory=str(folder))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/tijdlijn/"
        server.shutdown()


class _Silent(SimpleHTTPRequestHandler):
    def log_message(self, *words: object) -> None:
        pass


def examples(language: str) -> list[str]:
    return re.findall(rf"(?s)```{language}\n(.*?)```", GUIDE)


def printed(example: str, served: str) -> list[str]:
    assert SITE in example
    done = subprocess.run(
        [sys.executable, "-c", example.replace(SITE, served)],
        capture_output=True, text=True, check=False, encoding="utf-8", env={"PYTHONUTF8": "1", "no_proxy": "*"},
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.splitlines()


def events_of(served: str) -> list[Json]:
    with urlopen(f"{served}api/v1/events.json") as answer:
        found: list[Json] = json.load(answer)["events"]
    return found


def test_the_first_example_counts(served: str) -> None:
    counted = Counter(event["status"] == "confirmed" for event in events_of(served))
    assert printed(examples("python")[0], served) == [f"{counted[True]} confirmed, {counted[False]} not"]
    assert counted[False]


def test_the_second_example_names_what_happened_in_a_municipality(served: str) -> None:
    lines = printed(examples("python")[1], served)
    wanted = [event for event in events_of(served) if "assen" in event["municipalities"]]
    assert len(lines) == len(wanted) > 5
    for line, event in zip(lines, wanted, strict=True):
        assert line.startswith(f"{event['date']['text']['nl']}: {event['title']['nl']} (")
    assert any(line.endswith("(Sociaal)") or "Sociaal" in line for line in lines)


def test_the_third_example_tells_an_event_that_is_not_there(served: str) -> None:
    found, missing = printed(examples("python")[2], served)
    assert re.fullmatch(r".+ rests on [1-9]\d* quotations", found)
    assert missing == "nooit-gebeurd is 404"
    assert len(examples("python")) == 3


def test_what_the_guide_fetches_in_a_shell_is_there(served: str) -> None:
    """Fetched by ourselves; and by curl where there is one, which then says the same."""
    calls = re.findall(rf"(?m)^    curl -fsS ({re.escape(SITE)}\S+)$", GUIDE)
    assert len(calls) == GUIDE.count("curl ") == 3
    curl = shutil.which("curl")
    for call in calls:
        address = call.replace(SITE, served)
        with urlopen(address) as answer:
            assert answer.headers["Content-Type"] == "application/json"
            body = answer.read()
        assert json.loads(body)["version"] == 1
        if curl:
            said = subprocess.run([curl, "-fsS", "--noproxy", "*", address], capture_output=True, check=True).stdout
            assert said == body
