"""Runs the publishing engine for both languages, side by side, on what `output` wrote; joins, checks and swaps in."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from chronicle import audit, output, swap
from chronicle.problems import Lang, Problem, in_file_order

CONFIGS: Mapping[Lang, str] = {"nl": "mkdocs.yml", "en": "mkdocs.en.yml"}
# The engine writes these for one language; ours cover both.
_OURS = ("sitemap.xml", "sitemap.xml.gz")
# The theme's script and its search, and its whole style sheets: no page asks for them, see docs/decisions.md.
_UNUSED = ("assets/javascripts", "assets/stylesheets")


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


class Unfit(Exception):
    """The site was made, but must not be seen."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(len(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Where things are. `project` holds the engine's settings; `epoch` is the source's clock in seconds since 1970;
    `allowed` is what only looks private; `engine` is the Python module that makes one language's site."""

    project: Path
    build: Path
    site: Path
    site_url: str
    epoch: int
    allowed: tuple[str, ...] = ()
    engine: str = "mkdocs"


def publish(settings: Settings, made: Collection[str], last: Callable[[], None]) -> None:
    """Turn `settings.build`, which holds the files `made`, into `settings.site`.

    `last` is called when nothing is left but to swap the new site in. Whatever it or anything before it raises
    (EngineFailed, Unfit, OSError, …), the old site stays as it was.
    """
    with swap.workshop(settings.site) as fresh:
        _engines(settings, fresh)
        finished = _join(settings.build / "root", fresh)
        output.make_readable(finished)
        _audit(settings, finished, made)
        last()
        swap.swap(finished, settings.site)


def _audit(settings: Settings, finished: Path, made: Collection[str]) -> None:
    site = audit.Site(
        sizes=output.sizes(finished),
        read=lambda name: (finished / name).read_bytes(),
        url=settings.site_url,
        name=settings.site.name,
        allowed=settings.allowed,
    )
    if problems := in_file_order(audit.audit(site, made)):
        raise Unfit(problems)


def _engines(settings: Settings, fresh: Path) -> None:
    running: dict[Lang, subprocess.Popen[str]] = {}
    leash, end = os.pipe()
    try:
        for lang in CONFIGS:
            running[lang] = _start(settings, lang, fresh / lang, leash)
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


def _start(settings: Settings, lang: Lang, target: Path, leash: int) -> "subprocess.Popen[str]":
    config = settings.project / CONFIGS[lang]
    # Not quiet: with -q, --strict lets broken links pass (MkDocs issue 4126).
    command = [
        sys.executable,
        "-c",
        _ENGINE,
        settings.engine,
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
        stdin=leash,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
    )


def _join(root: Path, fresh: Path) -> Path:
    """Put English below Dutch, and beside them what needs no engine. Gives the folder that holds it all."""
    for lang in CONFIGS:
        for name in _OURS:
            (fresh / lang / name).unlink(missing_ok=True)
        for name in _UNUSED:
            shutil.rmtree(fresh / lang / name, ignore_errors=True)
    (fresh / "en" / "404.html").unlink(missing_ok=True)
    (fresh / "en").rename(fresh / "nl" / "en")
    shutil.copytree(root, fresh / "nl", dirs_exist_ok=True)
    return fresh / "nl"
