"""Git repositories for tests: made afresh in a folder, with nobody's own settings."""

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

from tests import projects

_ENV = {
    "PATH": os.environ["PATH"],
    "HOME": "/nonexistent",
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "T",
    "GIT_AUTHOR_EMAIL": "t@example.org",
    "GIT_COMMITTER_NAME": "T",
    "GIT_COMMITTER_EMAIL": "t@example.org",
}


def git(folder: Path, *words: str, day: str = "2024-01-01") -> str:
    """Run git in a folder, on a day at midnight (UTC), and give what it says."""
    env = {**_ENV, "GIT_AUTHOR_DATE": f"{day}T00:00:00Z", "GIT_COMMITTER_DATE": f"{day}T00:00:00Z"}
    done = subprocess.run(["git", *words], cwd=folder, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def repository(folder: Path, files: Mapping[str, bytes]) -> Path:
    """A repository with a commit of `files` on the branch `main`; `voorstel`, on top of it, is checked out."""
    folder.mkdir(parents=True, exist_ok=True)
    git(folder, "init", "--quiet", "--initial-branch=main")
    projects.write(folder, files)
    commit(folder, "main")
    git(folder, "switch", "--quiet", "--create", "voorstel")
    return folder


def commit(folder: Path, message: str, *, day: str = "2024-01-01") -> None:
    """Commit everything as it lies, on a day."""
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", message, day=day)
