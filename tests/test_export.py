"""The command `export`: what it prints is what the site publishes, byte for byte, and nothing else."""

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from chronicle import cli, formats, load, recipes
from chronicle.feeds import facts, open_data
from chronicle.feeds.facts import History
from chronicle.feeds.parts import Parts, Recipes
from chronicle.problems import Lang
from tests import processes, projects, repositories, tales
from tests.world import WORLD

URL = "https://voorbeeld.nl/tijdlijn/"
SET = {"SITE_URL": URL.rstrip("/"), "REPO_URL": "https://git.example.org/x/", "SOURCE_DATE_EPOCH": "1700000000"}
BROKEN = tales.base()["events/2009/alliantie.yaml"].replace(b"2009-02-04", b"2009-02-30")


@pytest.fixture
def timeline(tmp_path: Path) -> Path:
    """The richer timeline in a repository."""
    return repositories.repository(tmp_path / "kopie", tales.small(WORLD)) / "timeline"


def printed(capsysbinary: pytest.CaptureFixture[bytes], *words: str) -> bytes:
    """What the command prints, when it goes well."""
    status = cli.main(["export", *words], SET)
    captured = capsysbinary.readouterr()
    assert (status, captured.err) == (0, b"")
    return captured.out


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("name", formats.EXPORTED)
def test_what_is_printed_is_what_the_site_publishes(
    timeline: Path,
    tmp_path: Path,
    capsysbinary: pytest.CaptureFixture[bytes],
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    lang: Lang,
) -> None:
    """Its addresses, its clock and what the repository knows included."""
    said = printed(capsysbinary, name, "--timeline", str(timeline), "--lang", lang)
    project = tmp_path / "project"
    project.mkdir()
    projects.with_quick_engine(projects.small_project(project))
    monkeypatch.setattr(cli, "PROJECT", project)
    assert cli.main(["build", "--timeline", str(timeline)], SET) == 0
    assert (project / "site" / formats.BY_ID[name].path(lang)).read_bytes() == said
    assert URL.encode() in said


def test_json_is_the_list_of_events(timeline: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    said = json.loads(printed(capsysbinary, "json", "--timeline", str(timeline)))
    assert said["generated_at"] == "2023-11-14T22:13:20+00:00"
    assert [event["id"] for event in said["events"]] == ["ceremonie", "alliantie", "gesprekken"]
    assert said["events"][0]["url"]["en"] == f"{URL}en/events/ceremonie/"


def test_every_name_is_a_format_of_one_file_a_language() -> None:
    assert set(formats.EXPORTED) <= set(formats.BY_ID)
    assert [name for name in formats.EXPORTED if "{town}" in formats.BY_ID[name].address] == []


def test_every_format_is_made() -> None:
    assert set(open_data.MAKERS) == set(formats.BY_ID)


def _calendar(history: History, given: Parts) -> Recipes:
    for lang in ("nl", "en"):
        ending = "\r\n" if lang == "nl" else "é\r\n"
        yield formats.BY_ID["ics"].path(lang), recipes.made(f"{lang}{ending}".encode())
    yield "feeds/other.ics", recipes.Recipe("", _refuse)


def _never(history: History, given: Parts) -> Recipes:
    yield "", recipes.made(_refuse())


def _refuse() -> bytes:
    raise AssertionError("only what is asked for is made")


@pytest.mark.parametrize(("words", "said"), [([], b"nl\r\n"), (["--lang", "en"], "en\u00e9\r\n".encode())])
def test_a_format_with_a_file_for_each_language_is_printed_in_the_one_that_is_asked_for(
    timeline: Path,
    capsysbinary: pytest.CaptureFixture[bytes],
    monkeypatch: pytest.MonkeyPatch,
    words: list[str],
    said: bytes,
) -> None:
    """Dutch whatever the locale says; and no other format is made for it."""
    monkeypatch.setattr(open_data, "MAKERS", {"json": _never, "ics": _calendar})
    status = cli.main(["export", "ics", "--timeline", str(timeline), *words], {**SET, "LANG": "en_GB.UTF-8"})
    assert (status, capsysbinary.readouterr().out) == (0, said)


def test_every_maker_makes_the_files_of_its_format() -> None:
    history = _history()
    langs: tuple[Lang, Lang] = ("nl", "en")
    for name, make in open_data.MAKERS.items():
        made = {path: recipe.make() for path, recipe in make(history, open_data.made(history))}
        for lang in langs:
            path = formats.BY_ID[name].path(lang, town="assen")
            assert made[path]
            if "{town}" not in formats.BY_ID[name].address:
                assert open_data.one(history, name, lang) == made[path]


def _history() -> History:
    timeline = load.load(tales.small(WORLD)).timeline
    return facts.history(timeline, site_url=URL, generated_at=datetime.fromtimestamp(0, UTC))


@pytest.mark.parametrize(("lang", "summary"), [("nl", "1 fout, 0 tips."), ("en", "1 error, 0 hints.")])
def test_data_with_errors_are_1_and_nothing_is_exported(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], lang: str, summary: str
) -> None:
    """Standard output is on its way into a file: what is wrong is told beside it."""
    projects.write(tmp_path, tales.small({"events/2009/alliantie.yaml": BROKEN}))
    assert cli.main(["export", "json", "--timeline", str(tmp_path / "timeline"), "--lang", lang], SET) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "timeline/events/2009/alliantie.yaml:1:15: " in captured.err
    assert captured.err.endswith(f"{summary}\n")


def test_an_empty_timeline_is_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "timeline" / "events").mkdir(parents=True)
    assert cli.main(["export", "json", "--timeline", str(tmp_path / "timeline")], SET) == 1
    assert "[empty-timeline]" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["SITE_URL", "REPO_URL", "SOURCE_DATE_EPOCH"])
def test_a_bad_setting_is_2_and_named(timeline: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    assert cli.main(["export", "json", "--timeline", str(timeline)], {**SET, name: "x y"}) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith(f"build_timeline.py: {name} is geen ")


# As a process of its own


def command(*words: str) -> list[str]:
    return [sys.executable, str(projects.PROJECT / "build_timeline.py"), "export", *words]


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-16"])
def test_bytes_are_the_same_whatever_the_terminal_shows(timeline: Path, encoding: str) -> None:
    words = command("ics", "--timeline", str(timeline))
    plain, odd = (
        subprocess.run(words, capture_output=True, check=True, env=processes.environment(**values)).stdout
        for values in ({}, {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0", "LC_ALL": "C"})
    )
    assert plain == odd
    assert not plain.isascii()


def test_a_reader_that_stops_reading_is_no_error(timeline: Path) -> None:
    """As `| head -1`: enough is written that the pipe is full when it closes."""
    events = {f"events/2009/kopie-{number}.yaml": tales.base()["events/2009/alliantie.yaml"] for number in range(300)}
    projects.write(timeline, events)
    process = subprocess.Popen(
        command("json", "--timeline", str(timeline)),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=processes.environment(),
    )
    assert process.stdout is not None
    assert process.stderr is not None
    assert process.stdout.readline().startswith(b'{"version": 1')
    process.stdout.close()
    said = process.stderr.read()
    process.stderr.close()
    assert (process.wait(), said) == (0, b"")


def test_a_full_disk_is_2_and_told(timeline: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            command("json", "--timeline", str(timeline)),
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            text=True,
            env=processes.environment(),
        )
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert done.stderr == "build_timeline.py: the machine fails: the disk is full\n"


def test_check_loads_nothing_that_makes_a_format() -> None:
    script = (
        "import sys; from chronicle import cli; cli.main(['check'], {});"
        "print([name for name in sys.modules if name.startswith(('chronicle.feeds', 'chronicle.pages', 'rdflib',"
        " 'icalendar'))])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=projects.PROJECT, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"
