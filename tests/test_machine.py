"""A machine that fails: one clear sentence, status 2, the old site byte for byte, and the next run is good.

Nothing is imitated: the limits are the system's own, the folders really closed, and files vanish while they are read.
"""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests import processes, projects, tales
from tests.published import left_over, project, quick_project, real, real_project, works_again

__all__ = ["project", "quick_project", "real", "real_project"]

PREFIX = "build_timeline.py: "
UNCHANGED = "; the site was not changed\n"


def told(done: tuple[int, str, str]) -> str:
    """The one sentence of a run that failed over the machine."""
    status, out, err = done
    assert status == 2, out + err
    assert "ready" not in out
    assert err.startswith(PREFIX)
    assert err.count("\n") == 1, err
    return err.removeprefix(PREFIX)


@pytest.fixture
def untouched(project: Path) -> Callable[[], None]:
    return watched(project)


def watched(project: Path) -> Callable[[], None]:
    """Gives a check that the site is the same as now in every byte, and that nothing lies about."""
    before = projects.digest(project / "site")

    def check() -> None:
        assert projects.digest(project / "site") == before
        assert left_over(project) == []

    return check


# No room


def change(project: Path) -> None:
    """Give the next build something to write."""
    page = project / "docs" / "nl" / "over.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nMeer.\n" * 1000, encoding="utf-8")


def test_a_file_that_cannot_be_written_in_full(project: Path, untouched: Callable[[], None]) -> None:
    change(project)
    said = told(processes.run(project, limit=("FSIZE", 2000)))
    assert said == f"the machine fails: the file grows larger than is allowed here{UNCHANGED}"
    untouched()
    works_again(project)


def test_an_engine_that_cannot_write_in_full(real: Path) -> None:
    """What we write is below the limit; Material's script is above it."""
    untouched = watched(real)
    change(real)
    said = told(processes.run(real, limit=("FSIZE", 65_536)))
    assert said.startswith("the machine fails: ")
    assert "the file grows larger than is allowed here" in said
    assert said.endswith(UNCHANGED)
    untouched()
    works_again(real)


def test_a_full_disk_behind_the_output(project: Path, untouched: Callable[[], None]) -> None:
    """The hints cannot be written to /dev/full: they are handed over before the site is replaced."""
    change(project)
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            processes.command(project), cwd=project, env=processes.environment(), stdout=full, stderr=subprocess.PIPE,
            text=True, check=False,
        )  # fmt: skip
    assert told((done.returncode, "", done.stderr)) == f"the machine fails: the disk is full{UNCHANGED}"
    untouched()


def test_too_few_files_may_be_open(project: Path, untouched: Callable[[], None]) -> None:
    """From the least with which Python starts at all, up to what is enough."""
    change(project)
    least = next(number for number in range(3, 64) if starts(number))
    told_of = 0
    while (done := processes.run(project, limit=("NOFILE", least + 2 * told_of)))[0] != 0:
        assert "no more files may be open" in told(done)
        untouched()
        told_of += 1
    assert 2 <= told_of <= 20
    assert left_over(project) == []


def starts(files: int) -> bool:
    """Tell whether Python starts when so many files may be open."""
    command = [sys.executable, "-c", processes.LIMITED, "NOFILE", str(files), sys.executable, "-c", ""]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


# No right


@pytest.mark.parametrize("closed", [".", "build/kept"])
def test_a_place_that_may_only_be_read(project: Path, untouched: Callable[[], None], closed: str) -> None:
    change(project)
    mode = (project / closed).stat().st_mode
    (project / closed).chmod(mode & 0o555)
    try:
        said = told(processes.run(project, limit=("ROOT", 0)))
    finally:
        (project / closed).chmod(mode)
    assert said.endswith(f": permission is missing{UNCHANGED}")
    untouched()


@pytest.mark.parametrize("closed", ["timeline/events/2009/alliantie.yaml", "timeline/events", "docs/nl/over.md"])
def test_a_source_that_may_not_be_read(project: Path, untouched: Callable[[], None], closed: str) -> None:
    path = project / closed
    mode = path.stat().st_mode
    path.chmod(0)
    try:
        said = told(processes.run(project, limit=("ROOT", 0)))
    finally:
        path.chmod(mode)
    assert said == f"the machine fails: {path}: permission is missing{UNCHANGED}"
    untouched()


@pytest.mark.parametrize("option", ["--site", "--build"])
@pytest.mark.parametrize("where", ["file/site", "/proc/site"])
def test_a_place_where_nothing_can_be_made(
    project: Path, untouched: Callable[[], None], option: str, where: str
) -> None:
    (project / "docs" / "file").write_text("a file")
    told(processes.run(project, option, project / "docs" / where))
    assert (project / "docs" / "file").read_text() == "a file"
    untouched()


# Sources that vanish while they are read

VANISHING = """
import os, shutil, sys
folder, event, after = os.path.abspath(sys.argv[1]), sys.argv[2], int(sys.argv[3])
def hook(name, given):
    global after
    if name == event and str(given[0]).startswith(folder):
        after -= 1
        if after == 0:
            os.rename(folder, folder + " gone")
sys.addaudithook(hook)
from chronicle import cli
sys.argv = ["build_timeline.py"]
sys.exit(cli.run())
"""


@pytest.mark.parametrize(
    ("folder", "event", "after"),
    [
        ("timeline", "os.scandir", 1),
        ("timeline", "os.scandir", 3),
        ("timeline", "open", 1),
        ("docs", "os.scandir", 2),
        ("docs", "open", 3),
    ],
)
def test_a_source_folder_that_vanishes_while_it_is_read(
    project: Path, untouched: Callable[[], None], folder: str, event: str, after: int
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", VANISHING, folder, event, str(after)],
        cwd=project,
        env=processes.environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    (project / f"{folder} gone").rename(project / folder)
    said = told((done.returncode, done.stdout, done.stderr))
    assert said.startswith(f"the machine fails: {project / folder}")
    assert said.endswith(f": is not there, or no longer{UNCHANGED}")
    untouched()


# Nobody listens


def into_a_closed_pipe(project: Path, *arguments: str) -> tuple[int, str, str]:
    """Run with a standard output whose reader has left, as that of `… | head -0`."""
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            processes.command(project, *arguments), cwd=project, env=processes.environment(), stdout=writing,
            stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    finally:
        os.close(writing)
    return done.returncode, "", done.stderr


def test_a_build_that_nobody_reads(project: Path, untouched: Callable[[], None]) -> None:
    change(project)
    assert told(into_a_closed_pipe(project)) == f"the machine fails: nobody reads the output any more{UNCHANGED}"
    untouched()
    works_again(project)


def test_a_build_that_nobody_reads_and_that_has_nothing_to_say(
    project: Path, untouched: Callable[[], None], tmp_path: Path
) -> None:
    """Before anything is printed the pipe can be seen to be closed."""
    projects.write(tmp_path, tales.small())
    done = into_a_closed_pipe(project, "--timeline", str(tmp_path / "timeline"))
    assert told(done).startswith("the machine fails: nobody reads")
    untouched()


@pytest.mark.parametrize("arguments", [["check"], ["check", "--format", "json"], ["--help"], ["build", "--help"]])
def test_other_words_that_nobody_reads(project: Path, arguments: list[str]) -> None:
    assert told(into_a_closed_pipe(project, *arguments)) == "the machine fails: nobody reads the output any more\n"


def test_nobody_reads_the_errors_either(project: Path, untouched: Callable[[], None]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        processes.command(project, "--nonsense"), cwd=project, env=processes.environment(), stdout=writing,
        stderr=writing, check=False,
    )  # fmt: skip
    os.close(writing)
    assert done.returncode == 2
    untouched()


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_streams_that_were_closed_from_the_start(project: Path, closed: str) -> None:
    """A file that is opened then takes their number, and must not get what was meant for them."""
    change(project)
    words = subprocess.list2cmdline(processes.command(project))
    done = subprocess.run(
        ["sh", "-c", f"exec {words} {closed}"],
        cwd=project,
        env=processes.environment(),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == b""
    assert b"Meer." in (project / "site/over/index.html").read_bytes()
    assert left_over(project) == []


def test_the_sentence_is_dutch_for_who_reads_dutch(project: Path) -> None:
    change(project)
    limit, dutch = ("FSIZE", 2000), {"LANG": "nl_NL.UTF-8"}
    assert told(processes.run(project, limit=limit, values=dutch)) == (
        "de machine werkt niet mee: het bestand wordt groter dan hier mag; de site is niet veranderd\n"
    )
