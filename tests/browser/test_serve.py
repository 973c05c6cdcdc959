"""`serve` shows the site on this machine, follows changes in the data, and stops when told to."""

import os
import re
import shutil
import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.browser import sites
from tests.browser.serving import PATIENCE, Served, serving

TITLE = "Een titel die er nog niet was"


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    timeline = tmp_path / "timeline"
    shutil.copytree(sites.PROJECT / "timeline", timeline)
    with serving(tmp_path, timeline) as served:
        yield served


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
    status = served.process.wait(timeout=PATIENCE)
    assert status == {signal.SIGINT: 128 + signal.SIGINT, signal.SIGTERM: 2}[how]
    # Nothing goes on working without it: an engine ends when it sees that nobody holds its other end any more.
    end = time.monotonic() + PATIENCE
    while left := _at_work(served.process.pid):
        assert time.monotonic() < end, left
        time.sleep(0.1)
    assert "Traceback" not in served.said.read_text()
    assert sorted(path.name for path in folder.iterdir()) == ["build", "said.txt", "site", "timeline"]
    assert (folder / "site/index.html").is_file()
