"""What meets a contributor on the platform: forms, template, owners, and the check before a commit."""

import fnmatch
import re
import shlex
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests import projects, tales

PROJECT = projects.PROJECT
GITHUB = PROJECT / ".github"
FORMS = sorted((GITHUB / "ISSUE_TEMPLATE").glob("[0-9]-*.yml"))


def read(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


# Forms. What GitHub asks of one: an unknown key or a repeated id makes it drop the form without a word.

KEYS = {
    "markdown": {"value"},
    "input": {"label", "description", "placeholder", "value"},
    "textarea": {"label", "description", "placeholder", "value", "render"},
    "dropdown": {"label", "description", "multiple", "options", "default"},
}


def test_there_are_two_forms_and_an_empty_one() -> None:
    assert [path.name for path in FORMS] == ["1-verbeteren.yml", "2-voorstellen.yml"]
    assert read(GITHUB / "ISSUE_TEMPLATE/config.yml") == {"blank_issues_enabled": True}
    assert len(list((GITHUB / "ISSUE_TEMPLATE").iterdir())) == 3


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.name)
def test_a_form_is_one_that_the_platform_shows(path: Path) -> None:
    form = read(path)
    assert set(form) == {"name", "description", "title", "body"}
    asked = [item for item in form["body"] if item["type"] != "markdown"]
    assert asked
    for item in form["body"]:
        assert set(item) <= {"type", "id", "attributes", "validations"}
        assert set(item["attributes"]) <= KEYS[item["type"]]
    ids = [item["id"] for item in asked]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch("[a-z][a-z-]*", one) for one in ids)
    labels = [item["attributes"]["label"] for item in asked]
    assert len(set(labels)) == len(labels)
    assert all(set(item.get("validations", {"required": True})) == {"required"} for item in asked)


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.name)
def test_a_form_speaks_dutch_first_and_english_beside_it(path: Path) -> None:
    form = read(path)
    texts = [form["name"], form["description"]]
    for item in form["body"]:
        texts += [item["attributes"][key] for key in ("label", "description") if key in item["attributes"]]
        texts += item["attributes"].get("options", [])
    assert [text for text in texts if text.count(" / ") != 1] == []
    lead = form["body"][0]["attributes"]["value"]
    assert lead.index("Dank u wel.") < lead.index("Thank you.")


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.name)
def test_a_form_warns_that_everybody_can_read_along(path: Path) -> None:
    lead = " ".join(read(path)["body"][0]["attributes"]["value"].split())
    assert "voor iedereen te lezen" in lead
    assert "everybody can read" in lead


def test_a_form_names_an_event_that_there_is() -> None:
    (item,) = [item for item in read(FORMS[0])["body"] if item.get("id") == "gebeurtenis"]
    name = item["attributes"]["placeholder"].strip("/").split("/")[1]
    assert list((PROJECT / "timeline/events").glob(f"*/{name}.yaml"))


def test_the_template_of_a_pull_request_is_short() -> None:
    text = (GITHUB / "pull_request_template.md").read_text(encoding="utf-8")
    assert len([line for line in text.splitlines() if line]) <= 4
    assert all(" / " in line for line in text.splitlines() if line)


# Owners


def owners() -> list[list[str]]:
    lines = (GITHUB / "CODEOWNERS").read_text(encoding="utf-8").splitlines()
    return [line.split() for line in lines if line.strip() and not line.startswith("#")]


def committed() -> list[str]:
    command = ["git", "ls-files", "-z"]
    said = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True).stdout
    return [name for name in said.split("\0") if name]


def test_every_line_of_the_owners_names_something_that_is_here() -> None:
    names = committed()
    assert len(owners()) > 5
    for pattern, *people in owners():
        assert re.fullmatch(r"/[\w./*-]+", pattern), "GitHub's patterns know no ! and no [ ]"
        inside = [name for name in names if name.startswith(pattern[1:])]
        assert inside if pattern.endswith("/") else fnmatch.filter(names, pattern[1:]), pattern
        assert [one for one in people if not re.fullmatch(r"@[\w-]+(?:/[\w-]+)?", one)] == []


# The check before a commit


def hooks() -> list[dict[str, Any]]:
    (own,) = read(PROJECT / ".pre-commit-hooks.yaml")
    (local,) = read(PROJECT / ".pre-commit-config.yaml")["repos"]
    assert local["repo"] == "local"
    return [own, *local["hooks"]]


def test_both_ways_to_the_hook_are_the_same_hook() -> None:
    own, local = hooks()
    assert {key: own[key] for key in local} == local
    assert {"id", "name", "entry", "language", "files"} <= set(local)
    assert (local["language"], local["pass_filenames"]) == ("system", False)


def test_the_hook_is_for_the_timeline_only() -> None:
    pattern = re.compile(hooks()[0]["files"])
    assert pattern.search("timeline/events/2009/x.yaml")
    assert not pattern.search("tests/stories/_base/timeline/x.yaml")


def test_the_hook_runs_and_stops_a_commit_with_an_error(tmp_path: Path) -> None:
    project = projects.checkout(tmp_path / "project", tales.small())
    (project / ".venv").symlink_to(PROJECT / ".venv")
    command = shlex.split(hooks()[0]["entry"])
    good = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    assert (good.returncode, good.stderr) == (0, "")
    projects.write(project, {"timeline/events/2009/feest.yaml": b"date: 2009-02-30\n"})
    bad = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    assert bad.returncode == 1
    assert "timeline/events/2009/feest.yaml:1:" in bad.stdout
