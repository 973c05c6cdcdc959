"""What really lies in a folder: links, pipes, sockets, strange names. Nothing is followed, waited for or left out."""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from chronicle import check, cli, inputs, load
from tests import projects, tales

EVENT = "events/2009/alliantie.yaml"
DEPTH = sys.getrecursionlimit() + 100


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    projects.write(tmp_path, tales.small())
    return tmp_path / "timeline"


def codes(folder: Path) -> list[str]:
    """The problems of what lies in `folder`, each with its file."""
    found = inputs.survey(folder, prefix="timeline/")
    return sorted(f"{p.place.file} {p.code}" for p in check.check(load.load(found.files, found.odd)))


def test_files_are_read_and_folders_are_not_named(folder: Path) -> None:
    found = inputs.survey(folder, prefix="timeline/")
    assert found.files == tales.small()
    assert found.odd == {}
    assert inputs.read_folder(folder, prefix="timeline/") == tales.small()


def test_a_link_is_not_followed(folder: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.yaml"
    secret.write_text("kind: letter")
    (folder / "sources/secret.yaml").symlink_to(secret)
    (folder / "sources/nowhere.yaml").symlink_to(tmp_path / "nothing")
    (folder / "events/2010").symlink_to(folder / "events/2009")
    (folder / "events/loop").symlink_to(folder / "events")
    assert codes(folder) == [
        "timeline/events/2010 odd-file",
        "timeline/events/loop odd-file",
        "timeline/sources/nowhere.yaml odd-file",
        "timeline/sources/secret.yaml odd-file",
    ]


def test_a_pipe_and_a_socket_are_not_waited_for(folder: Path) -> None:
    os.mkfifo(folder / "events/2009/pijp.yaml")
    with socket.socket(socket.AF_UNIX) as one:
        here = Path.cwd()
        os.chdir(folder / "sources")  # a socket's address has no room for a long path
        try:
            one.bind("s.yaml")
        finally:
            os.chdir(here)
        assert codes(folder) == ["timeline/events/2009/pijp.yaml odd-file", "timeline/sources/s.yaml odd-file"]


def test_what_becomes_a_pipe_after_it_was_listed_is_not_waited_for(folder: Path) -> None:
    os.mkfifo(folder / "pijp")
    assert inputs._bytes(str(folder / "pijp")) is None


@pytest.mark.parametrize("said", [0, 10, 99_999, 100_001, 10**9])
def test_a_file_that_grows_or_shrinks_while_it_is_read_is_read_as_it_is_then(
    folder: Path, monkeypatch: pytest.MonkeyPatch, said: int
) -> None:
    whole = bytes(range(250)) * 400
    (folder / "long").write_bytes(whole)
    real = os.fstat
    monkeypatch.setattr(os, "fstat", lambda handle: os.stat_result([*real(handle)[:6], said, *real(handle)[7:]]))
    assert inputs._bytes(str(folder / "long")) == whole
    # And no more of it than one byte over the limit.
    for most in (70_000, 99_998, 99_999, 100_000):
        monkeypatch.setattr(inputs, "MOST_BYTES", most)
        assert inputs._bytes(str(folder / "long")) == whole[: most + 1]


def test_empty_folders_are_fine_where_files_belong(folder: Path) -> None:
    for name in ("events/2031", "images", "schema"):
        (folder / name).mkdir()
    assert codes(folder) == []
    for name in ("oud", "events/2009/alliantie-2.yaml", "Events"):
        (folder / name).mkdir()
    assert codes(folder) == [
        "timeline/Events odd-file",
        "timeline/events/2009/alliantie-2.yaml odd-file",
        "timeline/oud odd-file",
    ]


@pytest.fixture
def deep(folder: Path) -> Iterator[Path]:
    """The folder with as many folders in each other as no function can call itself."""
    events = folder / "events"
    place = os.open(events, os.O_RDONLY)
    for _ in range(DEPTH):
        os.mkdir("d", dir_fd=place)
        inside = os.open("d", os.O_RDONLY, dir_fd=place)
        os.close(place)
        place = inside
    os.close(os.open("x.yaml", os.O_WRONLY | os.O_CREAT, dir_fd=place))
    os.close(place)
    yield folder
    # Nothing that removes what a test leaves behind could go down there.
    while (events / "d/d").is_dir():
        (events / "d/d").rename(events / "next")
        (events / "d").rmdir()
        (events / "next").rename(events / "d")


def test_folders_may_lie_in_each_other_without_end(deep: Path) -> None:
    below = "d/" * DEPTH
    assert codes(deep) == [f"timeline/events/{below}x.yaml unexpected-file"]
    assert f"{deep}/events/{below}x.yaml" in inputs.stamps(deep)


STRANGE = [
    *(b"caf\xe9.yaml", b"a\nb.yaml", b"::error::x.yaml", b"$(id).yaml", b"<b>.yaml", b" .yaml", b"-rf.yaml"),
    *("e\u0301.yaml".encode(), "\u202elmay.yaml".encode(), b"con.yaml", b"A.yaml", b"x" * 245 + b".yaml", b".yaml"),
    *(b"constructor.YAML", b"a.yaml.bak", b"a%2fb.yaml", b"index.yaml", b"4913"),
]


def put(folder: Path, name: bytes) -> None:
    """Put a source with that name beside the others."""
    path = os.fsencode(folder / "sources") + b"/" + name
    with open(path, "wb") as file:  # noqa: PTH123  a name that is no text
        file.write(b"kind: letter\ntitle: Brief\npublisher: Krant\nlanguage: nl\n")


@pytest.mark.parametrize("name", STRANGE)
@pytest.mark.parametrize("output", ["text", "github", "json"])
def test_a_strange_name_is_refused_and_shown_without_harm(folder: Path, name: bytes, output: str) -> None:
    put(folder, name)
    status, said = run(folder, output)
    assert status == 1
    assert b"Traceback" not in said
    # One line a problem for those who read lines: no name can start a line or a command of its own.
    if output == "github":
        assert all(line.startswith(b"::error file=timeline/sources/") for line in said.splitlines())
    assert b"\x1b" not in said
    assert "\u202e".encode() not in said
    if output == "json":
        assert json.loads(said)["errors"]


def test_what_is_strange_is_refused_by_a_build_as_well(deep: Path) -> None:
    for name in STRANGE:
        put(deep, name)
    status, said = command("build", deep, "--build", deep.parent / "build", "--site", deep.parent / "site")
    assert status == 1
    assert b"sources/caf\\udce9.yaml:1:1: error:" in said
    assert b"The site was not changed." in said
    assert not (deep.parent / "site").exists()


def run(folder: Path, output: str) -> tuple[int, bytes]:
    return command("check", folder, "--format", output)


def command(name: str, folder: Path, *words: str | Path) -> tuple[int, bytes]:
    """Run a command in a process of its own, as what is shown depends on the streams."""
    script = str(cli.PROJECT / "build_timeline.py")
    done = subprocess.run(
        [sys.executable, script, name, "--timeline", folder, "--lang", "en", *words], capture_output=True, check=False
    )
    assert done.stderr == b""
    return done.returncode, done.stdout


def test_a_file_without_end_is_not_read_to_its_end(folder: Path) -> None:
    with (folder / "sources/groot.yaml").open("wb") as file:
        file.truncate(10 * 1024**3)  # a hole: it takes no room on the disk
    assert len(inputs.survey(folder).files["sources/groot.yaml"]) == inputs.MOST_BYTES + 1
    assert codes(folder) == ["timeline/sources/groot.yaml too-large"]


def test_a_file_that_somebody_names_is_read_up_to_a_limit_and_nothing_else_is(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(folder / EVENT)
    assert inputs.one_file(tmp_path / "link", 10**6) == (folder / EVENT).read_bytes()
    assert len(inputs.one_file(folder / EVENT, 9)) == 10
    os.mkfifo(tmp_path / "pipe")
    for odd in (tmp_path / "pipe", folder):
        with pytest.raises(inputs.OddFile):
            inputs.one_file(odd, 10)
    with pytest.raises(FileNotFoundError):
        inputs.one_file(tmp_path / "nowhere", 10)


def test_our_own_folders_hold_ordinary_files_only(folder: Path) -> None:
    (folder / "link").symlink_to(folder / EVENT)
    with pytest.raises(inputs.OddFile):
        inputs.read_folder(folder)


def test_while_serving_an_open_editor_is_no_fault(folder: Path) -> None:
    for name in (".alliantie.yaml.swp", "alliantie.yaml~", "#alliantie.yaml#", "4913"):
        (folder / "events/2009" / name).write_text("x")
    (folder / "events/2009/.#alliantie.yaml").symlink_to("somebody@somewhere")
    assert len(codes(folder)) == 5
    found = inputs.survey(folder, prefix="timeline/", being_edited=True)
    assert found.files == tales.small()
    assert found.odd == {}
