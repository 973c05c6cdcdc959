"""Thousands of bad files: every problem is told, once and in order. How fast, `make bench` says."""

import json
from pathlib import Path

import pytest

from tests import bad_files, processes, projects, tales

COUNT = 5000


@pytest.fixture(scope="module")
def timeline(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small timeline with 5,000 bad events."""
    folder = tmp_path_factory.mktemp("bad")
    projects.write(folder, tales.small())
    projects.write(folder / "timeline", {name: data for name, data, _ in bad_files.bad_files(COUNT)})
    return folder / "timeline"


def expected() -> list[tuple[str, str]]:
    return sorted((f"timeline/{name}", code) for name, _, code in bad_files.bad_files(COUNT))


def test_five_thousand_bad_files_are_five_thousand_problems(timeline: Path) -> None:
    status, out, err = processes.run(projects.PROJECT, "check", "--timeline", timeline, "--format", "json")
    assert (status, err) == (1, "")
    found = json.loads(out)
    assert found["hints"] == []
    places = [(item["file"], item["line"], item["column"]) for item in found["errors"]]
    assert places == sorted(places)
    assert [(item["file"], item["code"]) for item in found["errors"]] == expected()
    assert len({(item["file"], item["message"]) for item in found["errors"]}) == COUNT


def test_they_are_told_in_words_too(timeline: Path) -> None:
    status, out, err = processes.run(projects.PROJECT, "check", "--timeline", timeline)
    assert (status, err) == (1, "")
    heads = [line for line in out.splitlines() if line.startswith("timeline/")]
    assert [(line.partition(":")[0], line.rpartition("[")[2].rstrip("]")) for line in heads] == expected()
    assert out.endswith(f"\n{COUNT} errors, 0 hints.\n")


def test_a_build_of_them_makes_nothing(timeline: Path, tmp_path: Path) -> None:
    folders = ("--timeline", timeline, "--build", tmp_path / "build", "--site", tmp_path / "site")
    status, out, err = processes.run(projects.PROJECT, *folders)
    assert (status, err) == (1, "")
    assert out.endswith(f"\n{COUNT} errors, 0 hints.\nThe site was not changed.\n")
    assert list(tmp_path.iterdir()) == []


def test_the_faults_are_of_many_sorts() -> None:
    assert len({code for code, _, _ in bad_files.FAULTS}) == len(bad_files.FAULTS) > 10
