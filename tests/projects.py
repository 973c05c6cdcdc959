"""Folders on the disk for tests: a timeline, and a small project that publishes one."""

import re
import shutil
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
    for name in ("theme", "assets"):
        shutil.copytree(PROJECT / "docs" / name, folder / "docs" / name)
    for lang in ("nl", "en"):
        for page in sorted((PROJECT / "docs" / lang).glob("*.md")):
            front = _FRONT.match(page.read_text(encoding="utf-8"))
            assert front, page
            body = "{{TIMELINE}}\n" if page.name == "index.md" else "{{ISSUES}}\n"
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
