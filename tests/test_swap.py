"""One folder in the place of another, whatever happens at whatever moment; and one build at a time."""

import ctypes
import errno
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from chronicle import lock, output, swap
from tests import projects

OLD = {"index.html": b"old", "sitemap.xml": b"old", "a/index.html": b"old", "gone.html": b"old"}
NEW = {"index.html": b"new", "sitemap.xml": b"new", "a/index.html": b"new", "b/index.html": b"new"}


@pytest.fixture
def target(tmp_path: Path) -> Path:
    projects.write(tmp_path / "site", OLD)
    return tmp_path / "site"


@pytest.fixture(params=["exchange", "two renames"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both ways: the system's exchange, and what is done where there is none."""
    if request.param == "two renames":
        monkeypatch.setattr(swap, "_call", lambda: None)
    return str(request.param)


def publish(target: Path) -> None:
    with swap.workshop(target) as folder:
        projects.write(folder / "nl", NEW)
        swap.swap(folder / "nl", target)


def names_beside(target: Path) -> list[str]:
    return sorted(path.name for path in target.parent.iterdir())


def test_this_system_can_exchange_two_folders(tmp_path: Path) -> None:
    """Where the tests run it must, or they would not show that no moment is without a site."""
    projects.write(tmp_path, {"one/x": b"1", "other/y": b"2"})
    assert swap._exchange(tmp_path / "one", tmp_path / "other")
    assert projects.read(tmp_path) == {"one/y": b"2", "other/x": b"1"}


def test_the_new_takes_the_place_of_the_old_and_nothing_else_is_left(target: Path, way: str) -> None:
    publish(target)
    assert projects.read(target) == NEW
    assert names_beside(target) == ["site"]


def test_the_first_time_there_is_no_old_one(tmp_path: Path, way: str) -> None:
    publish(tmp_path / "not" / "yet" / "site")
    assert projects.read(tmp_path / "not" / "yet" / "site") == NEW
    assert names_beside(tmp_path / "not" / "yet" / "site") == ["site"]


def test_an_empty_folder_may_be_replaced(tmp_path: Path, way: str) -> None:
    (tmp_path / "site").mkdir()
    publish(tmp_path / "site")
    assert projects.read(tmp_path / "site") == NEW


def test_a_folder_that_is_open_elsewhere_may_be_replaced(target: Path, way: str) -> None:
    reading = os.open(target, os.O_RDONLY)
    publish(target)
    os.close(reading)
    assert projects.read(target) == NEW


@pytest.mark.parametrize("number", [errno.ENOSYS, errno.EINVAL, errno.ENOTSUP])
def test_a_system_that_cannot_exchange_renames_twice(
    target: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    """As on Windows, older kernels and some file systems: the call is there and refuses."""
    monkeypatch.setattr(swap, "_call", lambda: refusing(number))
    publish(target)
    assert projects.read(target) == NEW
    assert names_beside(target) == ["site"]


def refusing(number: int) -> Callable[[bytes, bytes], int]:
    def call(_one: bytes, _other: bytes) -> int:
        ctypes.set_errno(number)
        return -1

    return call


def test_what_stands_in_the_way_of_an_exchange_is_told(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(swap, "_call", lambda: refusing(errno.EBUSY))
    with pytest.raises(OSError) as raised:
        publish(target)
    assert (raised.value.errno, raised.value.filename) == (errno.EBUSY, str(target))
    assert projects.read(target) == OLD
    assert names_beside(target) == ["site"]


def test_the_old_one_comes_back_when_the_second_rename_fails(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(swap, "_call", lambda: None)
    with pytest.raises(FileNotFoundError), swap.workshop(target) as folder:
        swap.swap(folder / "was never made", target)
    assert projects.read(target) == OLD
    assert names_beside(target) == ["site"]


def test_work_that_fails_leaves_the_old_one_and_no_trace(target: Path) -> None:
    with pytest.raises(FileExistsError), swap.workshop(target):
        output.create({target / "index.html": b"never"})
    assert projects.read(target) == OLD
    assert names_beside(target) == ["site"]


# Killed: nothing is tidied up by the one that dies


DYING = """
import os, pathlib, signal, sys
from chronicle import swap
target, where = pathlib.Path(sys.argv[1]), sys.argv[2]
if where.startswith("renames"):
    swap._call = lambda: None
def dying(work, first):
    def call(*given, **named):
        if first: os.kill(os.getpid(), signal.SIGKILL)
        work(*given, **named)
        os.kill(os.getpid(), signal.SIGKILL)
    return call
if where == "before":
    swap.swap = dying(swap.swap, True)
elif where == "after":
    swap.swap = dying(swap.swap, False)
elif where == "renames, between":
    pathlib.Path.rename = dying(pathlib.Path.rename, False)
elif where == "cleaning":
    real = os.unlink
    swap.shutil.rmtree = dying(lambda path, **named: os.unlink(path / "nl" / "gone.html"), False)
with swap.workshop(target) as folder:
    for name in ("index.html", "sitemap.xml", "a/index.html", "b/index.html"):
        path = folder / "nl" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"new")
    swap.swap(folder / "nl", target)
"""


def die(target: Path, where: str) -> None:
    done = subprocess.run([sys.executable, "-c", DYING, str(target), where], cwd=projects.PROJECT, check=False)
    assert done.returncode == -signal.SIGKILL


@pytest.mark.parametrize(
    ("where", "expected"),
    [("before", OLD), ("after", NEW), ("cleaning", NEW), ("renames, between", OLD)],
)
def test_a_kill_at_the_worst_moment_leaves_one_whole_and_the_next_run_clears_up(
    target: Path, where: str, expected: dict[str, bytes]
) -> None:
    die(target, where)
    assert len(names_beside(target)) == (1 if where == "renames, between" else 2)
    assert target.exists() == (where != "renames, between")
    swap.clear(target)
    assert projects.read(target) == expected
    assert names_beside(target) == ["site"]


def test_only_what_a_run_left_behind_is_cleared_away(target: Path) -> None:
    left = [".site.new-0123456789abcdef", ".site.new-ffffffffffffffff"]
    own = [".site.new", ".site.old", ".site.new-copy", ".site.new-0123456789ABCDEF", ".site.new-0123456789abcdef0",
           "site.new-0123456789abcdef", ".other.new-0123456789abcdef", ".siteXnew-0123456789abcdef"]  # fmt: skip
    for name in left + own:
        projects.write(target.parent / name, {"nl/index.html": b"dear to somebody"})
    (target.parent / ".site.new-1111111111111111").write_bytes(b"a file")
    (target.parent / ".site.new-2222222222222222").symlink_to(target.parent / ".site.old")
    swap.clear(target)
    assert names_beside(target) == sorted(["site", *own, ".site.new-1111111111111111", ".site.new-2222222222222222"])
    assert projects.read(target.parent / ".site.old")
    assert projects.read(target) == OLD


def test_no_two_runs_work_in_one_folder(target: Path) -> None:
    names = set()
    for _ in range(3):
        with swap.workshop(target) as folder:
            names.add(folder.name)
    assert len(names) == 3
    assert all(re.fullmatch(r"\.site\.new-[0-9a-f]{16}", name) for name in names)


def test_a_reader_never_finds_the_site_missing(target: Path) -> None:
    missing: list[str] = []
    done = threading.Event()

    def poll() -> None:
        while not done.is_set():
            for name in ("index.html", "a/index.html"):
                try:
                    (target / name).read_bytes()
                except FileNotFoundError:
                    missing.append(name)

    reader = threading.Thread(target=poll)
    reader.start()
    for _ in range(200):
        publish(target)
    done.set()
    reader.join()
    assert missing == []


# Which folders are free


@pytest.mark.parametrize(
    ("names", "free"),
    [
        ([], True),
        ([".DS_Store"], True),
        (["sitemap.xml", "index.html"], True),
        (["sitemap.xml", "index.html", ".well-known/security.txt"], True),
        (["index.html"], False),
        (["sitemap.xml", ".git/HEAD"], False),
    ],
)
def test_only_a_site_may_be_replaced(tmp_path: Path, names: list[str], free: bool) -> None:
    projects.write(tmp_path / "site", dict.fromkeys(names, b"x"))
    assert output.is_site(tmp_path / "site") == free


# One at a time


HOLDING = """
import pathlib, sys, time
from chronicle import lock
with lock.alone([pathlib.Path(path) for path in sys.argv[1:]], lambda folder: print("waits", flush=True)):
    print("holds", flush=True)
    sys.stdin.read()
print("let go", flush=True)
"""


@contextmanager
def holder(*folders: Path) -> Iterator["subprocess.Popen[str]"]:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDING, *map(str, folders)],
        cwd=projects.PROJECT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        try:
            yield process
        finally:
            process.kill()


def line(process: "subprocess.Popen[str]") -> str:
    assert process.stdout
    return process.stdout.readline().strip()


def let_go(process: "subprocess.Popen[str]") -> None:
    assert process.stdin
    process.stdin.close()
    assert line(process) == "let go"


def nobody_waits(folder: Path) -> None:
    pytest.fail(f"{folder} is locked")


def test_the_second_waits_and_says_so_and_then_goes_on(tmp_path: Path) -> None:
    with holder(tmp_path / "site") as first:
        assert line(first) == "holds"
        with holder(tmp_path / "site") as second:
            assert line(second) == "waits"
            let_go(first)
            assert line(second) == "holds"
            let_go(second)
    assert list(tmp_path.iterdir()) == []


def test_folders_apart_do_not_wait_for_each_other(tmp_path: Path) -> None:
    with holder(tmp_path / "one") as first, holder(tmp_path / "other") as second:
        assert line(first) == line(second) == "holds"


def test_one_folder_in_common_is_enough_in_whatever_order(tmp_path: Path) -> None:
    with holder(tmp_path / "build", tmp_path / "site") as first:
        assert line(first) == "holds"
        with holder(tmp_path / "a", tmp_path / "build") as second, holder(tmp_path / "site", tmp_path / "z") as third:
            assert line(second) == line(third) == "waits"
            let_go(first)
            assert line(second) == line(third) == "holds"


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_a_dead_owner_holds_nothing(tmp_path: Path, how: signal.Signals) -> None:
    with holder(tmp_path / "site") as first:
        assert line(first) == "holds"
        with holder(tmp_path / "site") as second:
            assert line(second) == "waits"
            first.send_signal(how)
            assert line(second) == "holds"


def test_a_child_of_the_owner_does_not_inherit_the_lock(tmp_path: Path) -> None:
    child = None
    with lock.alone([tmp_path / "site"], nobody_waits):
        child = subprocess.Popen([sys.executable, "-c", "import sys; sys.stdin.read()"], stdin=subprocess.PIPE)
    with child, lock.alone([tmp_path / "site"], nobody_waits):
        assert child.poll() is None
        child.kill()


def test_a_lock_file_that_was_left_behind_is_in_nobody_s_way(tmp_path: Path) -> None:
    (tmp_path / ".site.lock").touch()
    with lock.alone([tmp_path / "site"], nobody_waits):
        assert (tmp_path / ".site.lock").exists()
    assert list(tmp_path.iterdir()) == []


def test_many_at_once_are_one_at_a_time(tmp_path: Path) -> None:
    """Each adds one to a number, slowly: if two were ever inside, one would be lost."""
    adding = """
import pathlib, sys, time
from chronicle import lock
number = pathlib.Path(sys.argv[1])
for _ in range(10):
    with lock.alone([number], lambda folder: None):
        found = int(number.read_text())
        time.sleep(0.001)
        number.write_text(str(found + 1))
"""
    number = tmp_path / "number"
    number.write_text("0")
    processes = [subprocess.Popen([sys.executable, "-c", adding, str(number)], cwd=projects.PROJECT) for _ in range(8)]
    assert [process.wait() for process in processes] == [0] * 8
    assert number.read_text() == "80"
    assert names_beside(number) == ["number"]
