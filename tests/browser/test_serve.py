"""`serve` shows the site on this machine, follows changes in the data, and stops when told to."""

import os
import re
import shutil
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.browser import sites

_PATIENCE = 60.0
TITLE = "Een titel die er nog niet was"


@dataclass(frozen=True, slots=True)
class Served:
    """A running `serve`: its process, its address, the copy of the history it follows, and where its words go."""

    process: "subprocess.Popen[bytes]"
    url: str
    timeline: Path
    said: Path

    def get(self, path: str) -> tuple[int, str]:
        try:
            with urllib.request.urlopen(self.url + path, timeout=_PATIENCE) as response:
                return response.status, response.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()

    def until(self, ready: Callable[[], bool]) -> None:
        """Wait until `ready`, at most a minute."""
        end = time.monotonic() + _PATIENCE
        while not ready():
            assert self.process.poll() is None, f"serve stopped:\n{self.said.read_text()}"
            assert time.monotonic() < end, f"not within {_PATIENCE} s:\n{self.said.read_text()}"
            time.sleep(0.1)


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        port: int = asked.getsockname()[1]
        return port


@contextmanager
def _heeding_interrupts() -> Iterator[None]:
    """A process that is started while interrupts are ignored (`nohup`, `&` in a script) would ignore them as well."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    timeline, said = tmp_path / "timeline", tmp_path / "said.txt"
    shutil.copytree(sites.PROJECT / "timeline", timeline)
    port = _free_port()
    folders = ("--timeline", timeline, "--build", tmp_path / "build", "--site", tmp_path / "site")
    with said.open("wb") as words, _heeding_interrupts():
        process = subprocess.Popen(
            sites.command("serve", "--port", str(port), *folders, "--lang", "en"),
            env=sites.environment(),
            stdin=subprocess.DEVNULL,
            stdout=words,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    served = Served(process, f"http://127.0.0.1:{port}/", timeline, said)
    try:
        served.until(lambda: served.url in said.read_text())
        yield served
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _an_event(served: Served) -> Path:
    return min((served.timeline / "events").rglob("*.yaml"))


def _retitled(text: str) -> str:
    return re.sub(r"(?m)^(title:\n +nl: ).*$", rf"\g<1>{TITLE}", text)


def test_serve_shows_the_site_and_follows_changes(served: Served) -> None:
    status, home = served.get("")
    assert status == 200
    assert f'<link rel="canonical" href="{served.url}">' in home
    status, missing = served.get("nee/diep/")
    assert status == 404
    assert "Deze pagina is er niet" in missing

    file = _an_event(served)
    page = f"gebeurtenissen/{file.stem}/"
    good = file.read_text()
    file.write_text(_retitled(good))
    served.until(lambda: TITLE in served.get(page)[1])
    assert TITLE in served.get("")[1]

    # A mistake is told, and the site that was there stays.
    file.write_text(good + "\nonbekend: veld\n")
    served.until(lambda: "onbekend" in served.said.read_text())
    assert served.get(page)[0] == 200
    assert TITLE in served.get(page)[1]

    file.write_text(good)
    served.until(lambda: TITLE not in served.get(page)[1])
    assert served.get(page)[0] == 200


def _at_work(group: int) -> list[str]:
    """The processes of a group that still run; one that has ended and waits to be counted does not."""
    found = []
    for file in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # it ended while we looked
            # proc_pid_stat(5): "number (name) state parent group …"; a name may hold anything.
            number, _, rest = file.read_text().rpartition(")")
            state, _, its_group = rest.split()[:3]
            found += [number] if its_group == str(group) and state not in "ZX" else []
    return found


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_serve_stops_in_the_middle_of_a_build_and_leaves_nothing_behind(served: Served, how: signal.Signals) -> None:
    folder = served.timeline.parent
    file = _an_event(served)
    file.write_text(_retitled(file.read_text()))
    served.until(lambda: any(folder.glob(".site.new-*")))
    # A terminal interrupts everything that it runs; whoever else stops a service stops the one process.
    if how == signal.SIGINT:
        os.killpg(served.process.pid, how)
    else:
        served.process.send_signal(how)
    status = served.process.wait(timeout=_PATIENCE)
    assert status == {signal.SIGINT: 128 + signal.SIGINT, signal.SIGTERM: 2}[how]
    # Nothing goes on working without it: an engine ends when it sees that nobody holds its other end any more.
    end = time.monotonic() + _PATIENCE
    while left := _at_work(served.process.pid):
        assert time.monotonic() < end, left
        time.sleep(0.1)
    assert "Traceback" not in served.said.read_text()
    assert sorted(path.name for path in folder.iterdir()) == ["build", "said.txt", "site", "timeline"]
    assert (folder / "site/index.html").is_file()
