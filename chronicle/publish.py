"""Runs the publishing engine for both languages, side by side, on what `output` wrote, and joins the results."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from chronicle import output
from chronicle.problems import Lang

CONFIGS: Mapping[Lang, str] = {"nl": "mkdocs.yml", "en": "mkdocs.en.yml"}
# The engine writes these for one language; ours cover both.
_OURS = ("sitemap.xml", "sitemap.xml.gz")


class EngineFailed(Exception):
    """The publishing engine stopped, or complained. `said` is what it printed."""

    def __init__(self, lang: Lang, said: str) -> None:
        super().__init__(lang)
        self.lang = lang
        self.said = said


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Where things are. `project` holds the engine's settings; `epoch` is the source's clock in seconds since 1970."""

    project: Path
    build: Path
    site: Path
    site_url: str
    epoch: int


def publish(settings: Settings) -> None:
    """Turn `settings.build` into `settings.site`. On failure the old site stays as it was (EngineFailed, OSError)."""
    fresh = output.beside(settings.site, "new")
    try:
        _engines(settings, fresh)
        _join(settings.build / "root", fresh)
        output.swap(fresh / "nl", settings.site)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _engines(settings: Settings, fresh: Path) -> None:
    running = {lang: _start(settings, lang, fresh / lang) for lang in CONFIGS}
    try:
        said = {lang: process.communicate()[0] for lang, process in running.items()}
    finally:
        # Interrupted: nobody is to go on writing into a folder that is being removed.
        for process in running.values():
            process.kill()
            process.wait()
    for lang, process in running.items():
        if process.returncode != 0 or "WARNING" in said[lang]:
            raise EngineFailed(lang, said[lang])


def _start(settings: Settings, lang: Lang, target: Path) -> "subprocess.Popen[str]":
    config = settings.project / CONFIGS[lang]
    # Not quiet: with -q, --strict lets broken links pass (MkDocs issue 4126).
    command = [
        sys.executable,
        "-m",
        "mkdocs",
        "build",
        "--strict",
        "--config-file",
        str(config),
        "--site-dir",
        str(target),
    ]
    environment = {
        **os.environ,
        "TIMELINE_DOCS": str(settings.build / lang),
        "SITE_URL": settings.site_url,
        "SITE_URL_EN": f"{settings.site_url}en/",
        "SOURCE_DATE_EPOCH": str(settings.epoch),
        # Material prints an advertisement for its successor on each build; see docs/decisions.md.
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONUTF8": "1",
    }
    return subprocess.Popen(
        command,
        cwd=settings.project,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    )


def _join(root: Path, fresh: Path) -> None:
    """Put English below Dutch, and beside them what needs no engine."""
    for lang in CONFIGS:
        for name in _OURS:
            (fresh / lang / name).unlink(missing_ok=True)
    (fresh / "en" / "404.html").unlink(missing_ok=True)
    (fresh / "en").rename(fresh / "nl" / "en")
    shutil.copytree(root, fresh / "nl", dirs_exist_ok=True)
