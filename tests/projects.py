"""Folders on the disk for tests: a timeline, and a small project that publishes one."""

import hashlib
import re
import shutil
import stat
from collections.abc import Mapping
from pathlib import Path

import pytest

from chronicle import cli

PROJECT = Path(__file__).resolve().parents[1]

_FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)


def write(folder: Path, files: Mapping[str, bytes]) -> None:
    """Put `files` below `folder`."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def read(folder: Path) -> dict[str, bytes]:
    """Everything below `folder`, byte for byte."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def small_project(folder: Path) -> Path:
    """A project as ours, whose hand-written pages say nothing but their heading: they link to no event."""
    for name in ("mkdocs.yml", "mkdocs.en.yml"):
        shutil.copy(PROJECT / name, folder / name)
    for name in ("theme", "assets", "embed"):
        shutil.copytree(PROJECT / "docs" / name, folder / "docs" / name)
    for lang in ("nl", "en"):
        for page in sorted((PROJECT / "docs" / lang).glob("*.md")):
            front = _FRONT.match(page.read_text(encoding="utf-8"))
            assert front, page
            body = "{{OVERVIEW}}\n\n{{TIMELINE}}\n" if page.name == "index.md" else "{{ISSUES}}\n"
            write(folder / "docs" / lang, {page.name: f"{front[0]}\n# Kop\n\n{body}".encode()})
    return folder


def small_site(folder: Path, timeline: Mapping[str, bytes], **environment: str) -> Path:
    """Publish `timeline` with a small project, below `folder`, and give the site's folder."""
    project = folder / "project"
    project.mkdir()
    small_project(project)
    write(project, timeline)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cli, "PROJECT", project)
        assert cli.main(["build"], {"SOURCE_DATE_EPOCH": "1700000000", **environment}) == 0
    return project / "site"


def checkout(folder: Path, timeline: Mapping[str, bytes]) -> Path:
    """A small project with the program in it, so that a process of its own can build `timeline`."""
    folder.mkdir(parents=True)
    small_project(folder)
    write(folder, timeline)
    shutil.copy(PROJECT / "build_timeline.py", folder)
    shutil.copytree(PROJECT / "chronicle", folder / "chronicle", ignore=shutil.ignore_patterns("__pycache__"))
    return folder


# Stands in for MkDocs where a test needs many builds and not its pages: Python finds a module in the project first.
# Like MkDocs it takes its time and writes file after file; TIMELINE_SLOW says how long, in seconds.
_ENGINE = """
import os, pathlib, sys, time
target = pathlib.Path(sys.argv[sys.argv.index("--site-dir") + 1])
docs = pathlib.Path(os.environ["TIMELINE_DOCS"])
files = sorted(path for path in docs.rglob("*") if path.is_file())
for path in [*files, docs / "404.md"]:
    time.sleep(float(os.environ.get("TIMELINE_SLOW", "0")) / len(files))
    name = path.relative_to(docs)
    if path.suffix == ".md":
        text = path.read_text(encoding="utf-8").rpartition("---\\n")[2] if path.exists() else "404"
        page = name.with_suffix(".html") if path.stem in {"index", "404"} else name.with_suffix("") / "index.html"
        data = f"<!doctype html>\\n<html>\\n<body>\\n{text}</body>\\n</html>\\n".encode()
    else:
        page, data = name, path.read_bytes()
    (target / page).parent.mkdir(parents=True, exist_ok=True)
    (target / page).write_bytes(data)
"""


def with_quick_engine(folder: Path) -> Path:
    """Let a project build without MkDocs."""
    write(folder / "mkdocs", {"__init__.py": b"", "__main__.py": _ENGINE.encode()})
    return folder


def digest(folder: Path) -> str:
    """One number for everything in a folder: names, bytes, and who may read it. Links are not followed."""
    found = hashlib.sha256()
    for path in sorted([folder, *folder.rglob("*")]):
        status = path.lstat()
        data = path.read_bytes() if stat.S_ISREG(status.st_mode) else b""
        found.update(f"{path.relative_to(folder).as_posix()}\0{status.st_mode:o}\0{len(data)}\0".encode() + data)
    return found.hexdigest()
