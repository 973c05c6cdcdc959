"""Projects that have published: whole, and ready for something to go wrong."""

import shutil
from pathlib import Path

import pytest

from tests import processes, projects, tales
from tests.world import WORLD

# What a finished project holds, and nothing else: no lock, no work that was left behind.
WHOLE = {"build", "build_timeline.py", "chronicle", "docs", "mkdocs.en.yml", "mkdocs.yml", "site", "timeline"}


@pytest.fixture(scope="session")
def quick_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that has published, with an engine that takes no time. To be copied."""
    folder = projects.checkout(tmp_path_factory.mktemp("quick") / "project", tales.small(WORLD))
    return _published(projects.with_quick_engine(folder))


@pytest.fixture(scope="session")
def real_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that has published with MkDocs. To be copied."""
    return _published(projects.checkout(tmp_path_factory.mktemp("real") / "project", tales.small(WORLD)))


def _published(folder: Path) -> Path:
    status, out, err = processes.run(folder)
    assert (status, err) == (0, ""), out + err
    assert out.endswith("The site is ready in site/\n")
    return folder


@pytest.fixture
def project(quick_project: Path, tmp_path: Path) -> Path:
    """A copy of the quick one, in a folder with blanks and accents."""
    return copied(quick_project, tmp_path)


@pytest.fixture
def real(real_project: Path, tmp_path: Path) -> Path:
    """A copy of the real one, in a folder with blanks and accents."""
    return copied(real_project, tmp_path)


def copied(project: Path, where: Path) -> Path:
    """Copy a project with its dates, so that Python's compiled files and MkDocs' inputs stay what they are."""
    return shutil.copytree(project, where / "één project’s map", symlinks=True)


def left_over(project: Path) -> list[str]:
    """The names of what does not belong in a finished project."""
    return sorted({path.name for path in project.iterdir()} - WHOLE - {"mkdocs"})


def works_again(project: Path) -> None:
    """Whatever went wrong before: the next run is good and leaves nothing but the site."""
    status, out, err = processes.run(project)
    assert (status, err) == (0, ""), out + err
    assert left_over(project) == []
