"""The same input gives the same bytes, and lets the same people read them, whatever machine makes them and when.

With an engine that takes no time in every environment, so that our own part is compared in all of them; with MkDocs
in those that could make a difference to it.
"""

import json
import os
import shutil
import subprocess
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import pytest

from tests import processes, projects, tales
from tests.published import project, quick_project, real, real_project
from tests.world import WORLD

__all__ = ["project", "quick_project", "real", "real_project"]

# tr_TR: where a lower-case I is not i. A locale that a machine lacks is C to it: a third one.
ENVIRONMENTS: Mapping[str, Mapping[str, str | None]] = {
    "far east": {"TZ": "Pacific/Kiritimati"},
    "far west": {"TZ": "America/Adak"},
    "no locale": {"LC_ALL": "C"},
    "Turkish": {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"},
    "Dutch": {"LANG": "nl_NL.UTF-8"},
    "a locale cut short": {"LANG": "en"},
    "no UTF-8": {"PYTHONUTF8": "0", "LC_ALL": "C", "PYTHONIOENCODING": "latin-1"},
    "seed 0": {"PYTHONHASHSEED": "0"},
    "seed 1": {"PYTHONHASHSEED": "1"},
    "any seed": {"PYTHONHASHSEED": "random"},
    "nothing compiled is kept": {"PYTHONDONTWRITEBYTECODE": "1"},
    "optimised": {"PYTHONOPTIMIZE": "2"},
    "a narrow terminal": {"COLUMNS": "20", "LINES": "5", "TERM": "dumb", "NO_COLOR": "1"},
    "no home": {"HOME": None, "USER": None, "LOGNAME": None, "XDG_CACHE_HOME": None},
    "strict about encodings": {"PYTHONWARNDEFAULTENCODING": "1"},
}


def fresh(project: Path, values: Mapping[str, str | None], *, umask: int = 0o022, cwd: Path | None = None) -> str:
    """Build from nothing in an environment; gives one number for all that was made. None takes a variable away."""
    for folder in ("build", "site"):
        shutil.rmtree(project / folder, ignore_errors=True)
    environment = {name: value for name, value in {**processes.environment(), **values}.items() if value is not None}
    done = subprocess.run(
        processes.command(project), cwd=cwd or project, env=environment, umask=umask, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stderr == b""
    # The lists that are kept for the next run say when files were written; what was worked out is the same.
    kept = project / "build" / "kept"
    shutil.move(kept / "memo", project / "build" / "memo")
    shutil.rmtree(kept)
    assert len(projects.read(project / "build")) > 60
    (project / "build").rename(project / "site" / "build")
    try:
        # Who may read the build folder is nobody's business; what is in it is.
        return projects.digest(with_modes(project / "site", project / "site" / "build"))
    finally:
        (project / "site" / "build").rename(project / "build")


def with_modes(whole: Path, part: Path) -> Path:
    for path in [part, *part.rglob("*")]:
        path.chmod(0o755 if path.is_dir() else 0o644)
    return whole


def test_there_are_fourteen() -> None:
    assert len(ENVIRONMENTS) >= 14


@pytest.mark.parametrize("name", ENVIRONMENTS)
def test_one_digest_in_every_environment(project: Path, quick_digest: str, name: str) -> None:
    assert fresh(project, ENVIRONMENTS[name]) == quick_digest


@pytest.fixture(scope="module")
def quick_digest(quick_project: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """What a checkout in a plain place gives."""
    folder = shutil.copytree(quick_project, tmp_path_factory.mktemp("plain") / "project")
    return fresh(folder, {})


@pytest.fixture(scope="module")
def real_digest(real_project: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The same with MkDocs."""
    folder = shutil.copytree(real_project, tmp_path_factory.mktemp("plain") / "project")
    return fresh(folder, {})


@pytest.mark.parametrize("umask", [0o000, 0o077])
def test_one_digest_whatever_the_umask(project: Path, quick_digest: str, umask: int) -> None:
    """A site that nobody but its maker may read could not be served."""
    assert fresh(project, {}, umask=umask) == quick_digest
    assert (project / "site").stat().st_mode & 0o777 == 0o755
    assert (project / "site/index.html").stat().st_mode & 0o777 == 0o644


def test_one_digest_from_whatever_folder(project: Path, quick_digest: str, tmp_path: Path) -> None:
    cwd = tmp_path / "een ändere map’"
    cwd.mkdir()
    assert fresh(project, {}, cwd=cwd) == quick_digest
    assert list(cwd.iterdir()) == []


def test_one_digest_in_whatever_order_the_files_were_made(project: Path, quick_digest: str) -> None:
    """A folder lists its files in an order of its own: that of their making, on many systems."""
    for folder in ("timeline", "docs"):
        files = projects.read(project / folder)
        shutil.rmtree(project / folder)
        projects.write(project / folder, dict(reversed(files.items())))
    assert fresh(project, {}) == quick_digest


def test_one_digest_over_what_an_earlier_build_left(project: Path, quick_digest: str) -> None:
    before = projects.read(project / "site")
    projects.write(project, tales.small())
    for name in set(tales.small(WORLD)) - set(tales.small()):
        (project / name).unlink()
    assert processes.run(project)[0] == 0
    projects.write(project, tales.small(WORLD))
    assert processes.run(project)[0] == 0
    assert projects.read(project / "site") == before


@pytest.mark.parametrize("name", ["no UTF-8", "Turkish", "optimised"])
def test_one_digest_with_mkdocs(real: Path, real_digest: str, name: str) -> None:
    """In a folder with blanks and accents, where nobody else may read, on the other side of the world."""
    values = {**ENVIRONMENTS[name], "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1"}
    assert fresh(real, values, umask=0o077) == real_digest


# Without SOURCE_DATE_EPOCH: never "now"


def generated_at(project: Path) -> float:
    status, out, err = processes.run(project, values={"SOURCE_DATE_EPOCH": ""})
    assert (status, err) == (0, ""), out
    stamp = json.loads((project / "site/api/v1/events.json").read_bytes())["generated_at"]
    return datetime.fromisoformat(stamp).timestamp()


def age(project: Path, seconds: int) -> None:
    """Make every source as old as `seconds` after 1970, and one of them ten seconds younger."""
    files = sorted(path for path in (project / "timeline").rglob("*") if path.is_file())
    for path in files:
        os.utime(path, (seconds, seconds))
    os.utime(files[3], (seconds + 10, seconds + 10))


def test_outside_a_repository_it_is_the_newest_file_s_time(project: Path) -> None:
    age(project, 1_600_000_000)
    assert generated_at(project) == 1_600_000_010
    before = projects.digest(project / "site")
    assert generated_at(project) == 1_600_000_010
    assert projects.digest(project / "site") == before


def test_in_a_repository_it_is_the_newest_commit_s_time(project: Path) -> None:
    """Whatever the files' own dates, which are those of the checkout."""
    git = ["git", "-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false"]
    stamps = {"GIT_COMMITTER_DATE": "1650000000 +1400", "GIT_AUTHOR_DATE": "1600000000 +0000"}
    for words in (["init", "--quiet"], ["add", "timeline"], ["commit", "--quiet", "--message", "x"]):
        subprocess.run([*git, *words], cwd=project, env=processes.environment(**stamps), check=True)
    age(project, 1_600_000_000)
    assert generated_at(project) == 1_650_000_000
    age(project, 1_700_000_000)
    assert generated_at(project) == 1_650_000_000
