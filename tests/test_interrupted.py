"""Builds that are stopped, killed, or started twice: the site is the old one or the new one, whole, each time."""

import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from tests import processes, projects, tales
from tests.published import left_over, project, quick_project, real, real_project, works_again
from tests.world import WORLD, Changes

__all__ = ["project", "quick_project", "real", "real_project"]

SLOW = {"TIMELINE_SLOW": "60"}
EVENT = "events/2009/alliantie.yaml"
OTHER: Changes = {**WORLD, EVENT: tales.base()[EVENT].replace(b"Alliantie met Assen", b"Verbond met Assen")}


def until(ready: Callable[[], bool]) -> None:
    """Wait until `ready`."""
    end = time.monotonic() + processes.PATIENCE
    while not ready():
        assert time.monotonic() < end
        time.sleep(0.01)


def engines_write(project: Path) -> Callable[[], bool]:
    """Tells whether both engines have begun to write."""
    return lambda: len(list(project.glob(".site.new-*/*/*"))) >= 2


def nobody_left(process: "subprocess.Popen[str]") -> bool:
    """Tell whether neither a process nor anything that it started is there any more."""
    try:
        os.killpg(process.pid, 0)
    except ProcessLookupError:
        return True
    return False


# Asked to stop


@pytest.mark.parametrize(
    ("how", "status", "said"),
    [
        (signal.SIGTERM, 2, "build_timeline.py: stopped on request (SIGTERM); the site was not changed\n"),
        (signal.SIGHUP, 2, "build_timeline.py: stopped on request (SIGHUP); the site was not changed\n"),
        (signal.SIGINT, 130, "build_timeline.py: interrupted; the site was not changed\n"),
    ],
)
def test_a_build_that_is_asked_to_stop(project: Path, how: signal.Signals, status: int, said: str) -> None:
    before = projects.digest(project / "site")
    with heeding_hang_ups():
        process = processes.start(project, values=SLOW)
    until(engines_write(project))
    process.send_signal(how)
    ended, _, err = processes.ended(process)
    assert (ended, err) == (status, said)
    assert projects.digest(project / "site") == before
    assert left_over(project) == []
    assert nobody_left(process)


@contextmanager
def heeding_hang_ups() -> Iterator[None]:
    """A process that is started while these are ignored (`nohup`) would ignore them as well."""
    before = signal.signal(signal.SIGHUP, signal.SIG_DFL)
    try:
        yield
    finally:
        signal.signal(signal.SIGHUP, before)


def test_a_build_that_waits_is_asked_to_stop(project: Path) -> None:
    first = processes.start(project, values=SLOW)
    until(engines_write(project))
    second = processes.start(project)
    assert second.stderr
    assert second.stderr.readline().endswith("another build is at work on build/; waiting\n")
    second.send_signal(signal.SIGTERM)
    assert processes.ended(second)[0] == 2
    first.send_signal(signal.SIGTERM)
    assert processes.ended(first)[0] == 2
    assert left_over(project) == []


# Killed


def test_engines_do_not_outlive_a_build_that_is_killed(project: Path) -> None:
    process = processes.start(project, values=SLOW)
    until(engines_write(project))
    process.kill()
    process.wait()
    until(lambda: nobody_left(process))
    process.communicate()
    assert len(left_over(project)) == 3  # two locks that nobody holds, and what the engines made
    works_again(project)


def test_an_engine_that_comes_back_to_life_does_not_mix_in(project: Path) -> None:
    """All are frozen, the build is killed, another build publishes; then its engines thaw."""
    process = processes.start(project, values={"TIMELINE_SLOW": "2"})
    until(engines_write(project))
    os.killpg(process.pid, signal.SIGSTOP)
    process.kill()
    process.wait()
    works_again(project)
    before = projects.digest(project / "site")
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGCONT)
    until(lambda: nobody_left(process))
    process.communicate()
    assert projects.digest(project / "site") == before
    works_again(project)
    assert projects.digest(project / "site") == before


def test_twenty_kills_spread_over_a_build_leave_the_old_or_the_new_site(real: Path) -> None:
    """Each build makes the other of two sites; a reader looks all the while and always finds a page."""
    begun = time.monotonic()
    sites = [projects.digest(real / "site")]
    projects.write(real, tales.small(OTHER))
    works_again(real)
    took = time.monotonic() - begun
    sites.append(projects.digest(real / "site"))
    assert sites[0] != sites[1]
    with reader(real / "site" / "index.html") as missing:
        kills = attempts = 0
        while kills < 20 and attempts < 60:
            moment, attempts = kills, attempts + 1
            projects.write(real, tales.small(WORLD if projects.digest(real / "site") == sites[1] else OTHER))
            process = processes.start(real)
            started = time.monotonic()
            with suppress(subprocess.TimeoutExpired):
                process.wait(took * (moment + 0.5) / 20)
            if process.poll() is None:
                kills += 1
            else:
                # The machine has become faster: the moments are spread over what a build takes now.
                took = time.monotonic() - started
            process.kill()
            process.communicate()
            assert projects.digest(real / "site") in sites, f"after {moment + 0.5} parts of 20"
    assert kills == 20
    assert missing == []
    works_again(real)
    assert projects.digest(real / "site") in sites


@contextmanager
def reader(page: Path) -> Iterator[list[str]]:
    """Read `page` again and again; collects when it was not there, or not whole."""
    missing: list[str] = []
    done = threading.Event()

    def poll() -> None:
        while not done.wait(0.001):
            try:
                if not page.read_bytes().rstrip().endswith(b"</html>"):
                    missing.append("not whole")
            except FileNotFoundError:
                missing.append("not there")

    thread = threading.Thread(target=poll)
    thread.start()
    try:
        yield missing
    finally:
        done.set()
        thread.join()


# Twice at once


def twice(project: Path, times: int) -> None:
    """Start two builds of two histories into one site at once, `times` times: each time one of the two stands there."""
    (project / "other").mkdir()
    projects.write(project / "other", tales.small(OTHER))
    sites = []
    for timeline in ("other/timeline", "timeline"):
        assert processes.run(project, "--timeline", project / timeline)[0] == 0
        sites.append(projects.digest(project / "site"))
    assert sites[0] != sites[1]
    waited = 0
    for number in range(times):
        # Which is started first takes turns.
        both = [project / name for name in ("timeline", "other/timeline")][:: 1 if number % 2 else -1]
        started = [processes.start(project, "--timeline", timeline) for timeline in both]
        for status, out, err in map(processes.ended, started):
            assert status == 0, out + err
            assert out.endswith("The site is ready in site/\n")
            assert err in {"", "build_timeline.py: another build is at work on build/; waiting\n"}
            waited += err != ""
        assert projects.digest(project / "site") in sites
    assert waited > 0
    assert left_over(project) == ["other"]


def test_twenty_double_starts_never_mix(project: Path) -> None:
    twice(project, 20)


def test_two_double_starts_with_mkdocs_never_mix(real: Path) -> None:
    twice(real, 2)


def test_two_builds_of_two_sites_do_not_wait(project: Path) -> None:
    first = processes.start(project, values=SLOW)
    until(engines_write(project))
    done = processes.run(project, "--build", project / "docs" / "b", "--site", project / "docs" / "s")
    assert (done[0], done[2]) == (0, "")
    first.send_signal(signal.SIGTERM)
    processes.ended(first)


def test_who_waited_publishes_what_was_there_when_it_went_on(project: Path) -> None:
    """What it had read before it waited could be older than what the first one published."""
    first = processes.start(project, values={"TIMELINE_SLOW": "1"})
    until(engines_write(project))
    second = processes.start(project)
    assert second.stderr
    assert "waiting" in second.stderr.readline()
    projects.write(project, tales.small(OTHER))
    assert processes.ended(first)[0] == processes.ended(second)[0] == 0
    assert b"Verbond met Assen" in (project / "site/index.html").read_bytes()
