"""Runs the publishing engine, once a language, side by side: Markdown in one folder to HTML in another."""

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from chronicle.problems import Lang

CONFIGS: Mapping[Lang, str] = {"nl": "mkdocs.yml", "en": "mkdocs.en.yml"}

# Runs the engine (a Python module) so that it ends with whoever started it, even with one that was killed: standard
# input is a pipe that only the starter holds open. A process that is left over could go on writing for a while.
_ENGINE = """
import os, runpy, sys, threading
threading.Thread(target=lambda: os.read(0, 1) or os._exit(1), daemon=True).start()
sys.argv = sys.argv[1:]
runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
"""
# How Python's last words begin when the machine was at fault: "OSError: [Errno 28] No space left on device".
_MACHINE = re.compile(r"^\w+: \[Errno (\d+)\] (.+)$", re.MULTILINE)


class EngineFailed(Exception):
    """The publishing engine stopped, or complained. `said` is what it printed."""

    def __init__(self, lang: Lang, said: str) -> None:
        super().__init__(lang)
        self.lang = lang
        self.said = said


@dataclass(frozen=True, slots=True, kw_only=True)
class Engine:
    """How to run it. `project` holds its settings; `site_url` ends in a slash; `epoch` is the source's clock in seconds
    since 1970; `assets` is the folder of the frame's styles and scripts, below the site's root; `module` is the Python
    module that makes one language's site."""

    project: Path
    site_url: str
    epoch: int
    assets: str
    module: str = "mkdocs"


def run(engine: Engine, build: Path, fresh: Path) -> None:
    """Make `fresh/<lang>` of `build/<lang>` for each language. Raises EngineFailed; OSError when the machine fails."""
    running: dict[Lang, subprocess.Popen[str]] = {}
    leash, end = os.pipe()
    try:
        for lang in CONFIGS:
            running[lang] = _start(engine, lang, build / lang, fresh / lang, leash)
        said = {lang: process.communicate()[0] for lang, process in running.items()}
    finally:
        os.close(leash)
        os.close(end)
        # Interrupted: nobody is to go on writing into a folder that is being removed.
        for process in running.values():
            process.kill()
            process.wait()
    for lang, process in running.items():
        if process.returncode != 0 and (machine := _MACHINE.findall(said[lang])):
            number, reason = machine[-1]
            raise OSError(int(number), reason)
        if process.returncode != 0 or "WARNING" in said[lang]:
            raise EngineFailed(lang, said[lang])


def _start(engine: Engine, lang: Lang, docs: Path, target: Path, leash: int) -> "subprocess.Popen[str]":
    config = engine.project / CONFIGS[lang]
    # Not quiet: with -q, --strict lets broken links pass (MkDocs issue 4126).
    command = [
        sys.executable,
        "-c",
        _ENGINE,
        engine.module,
        "build",
        "--strict",
        "--config-file",
        str(config),
        "--site-dir",
        str(target),
    ]
    environment = {
        **os.environ,
        "TIMELINE_DOCS": str(docs),
        "SITE_URL": engine.site_url,
        "SITE_URL_EN": f"{engine.site_url}en/",
        "SOURCE_DATE_EPOCH": str(engine.epoch),
        "TIMELINE_ASSETS": engine.assets,
        # Material prints an advertisement for its successor on each build; see docs/decisions.md.
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONUTF8": "1",
    }
    return subprocess.Popen(
        command,
        cwd=engine.project,
        env=environment,
        stdin=leash,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
    )
