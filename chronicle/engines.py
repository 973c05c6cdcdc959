"""Runs the publishing engine, once a language, side by side: Markdown in one folder to HTML in another."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import metadata, resources
from pathlib import Path

from chronicle import for_zensical
from chronicle.problems import Lang

CONFIGS: Mapping[Lang, str] = {"nl": "mkdocs.yml", "en": "mkdocs.en.yml"}
# Tells the engine's settings where the Markdown lies.
DOCS = "TIMELINE_DOCS"
_ASKED, _WORD = re.compile(rb"!ENV\b(.*)"), re.compile(rb"[A-Za-z_][A-Za-z0-9_]*")
ZENSICAL = "zensical"


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """Where an engine's style sheets are: the `package` that holds them, in which `folder`; `sold_as` is what it is
    installed as, `makers` who holds the rights (all are under the MIT licence)."""

    package: str
    folder: str
    sold_as: str
    makers: str

    def credit(self) -> str:
        """Give what must be said where its rules are used. Raises ModuleNotFoundError when it is not installed."""
        return f"{self.sold_as} {metadata.version(self.sold_as)} (MIT, {self.makers})"

    def sheets(self) -> Path:
        """Give the folder of style sheets. Raises ModuleNotFoundError when it is not installed."""
        return Path(str(resources.files(self.package))) / self.folder


# By the name of the Python module that makes one language's site: what it is called, and its theme.
NAMES: Mapping[str, str] = {"mkdocs": "MkDocs", ZENSICAL: "Zensical"}
THEMES: Mapping[str, Theme] = {
    "mkdocs": Theme(
        package="material", folder="templates/assets/stylesheets", sold_as="mkdocs-material", makers="Martin Donath"
    ),
    ZENSICAL: Theme(
        package=ZENSICAL,
        folder="templates/assets/stylesheets/classic",
        sold_as=ZENSICAL,
        makers="Zensical and contributors",
    ),
}

# Runs the engine (a Python module) so that it ends with whoever started it, even with one that was killed: standard
# input is a pipe that only the starter holds open. A process that is left over could go on writing for a while.
_ENGINE = """
import os, runpy, sys, threading
threading.Thread(target=lambda: os.read(0, 1) or os._exit(1), daemon=True).start()
sys.argv = sys.argv[1:]
runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
"""
# How Python's last words begin when the machine was at fault: "OSError: [Errno 28] No space left on device". Rust's:
# "No space left on device (os error 28)".
_MACHINE = re.compile(r"^\w+: \[Errno (?P<number>\d+)\] (?P<reason>.+)$", re.MULTILINE)
_RUST = re.compile(r"(?P<reason>[A-Z][\w ]+) \(os error (?P<number>\d+)\)")
# The words for both engines, up to the settings. Not quiet: with -q, MkDocs lets broken links pass (issue 4126).
_STRICT = ("build", "--strict", "--config-file")
_ABSENT = re.compile(r"^(?:ModuleNotFound|Import)Error: No module named '?(\w+)'?", re.MULTILINE)


class EngineFailed(Exception):
    """The publishing engine stopped, or complained. `said` is what it printed."""

    def __init__(self, lang: Lang, said: str) -> None:
        super().__init__(lang)
        self.lang = lang
        self.said = said


@dataclass(frozen=True, slots=True, kw_only=True)
class Engine:
    """How to run it. `project` holds its settings; `site_url` ends in a slash; `epoch` is the source's clock in seconds
    since 1970; `code` names the code, templates and packages that are at work; `assets` is the folder of the frame's
    styles and scripts, below the site's root; `module` is the Python module that makes one language's site; `jobs` is
    how many of them it makes at once."""

    project: Path
    site_url: str
    epoch: int
    code: str
    assets: str = "assets/"
    module: str = "mkdocs"
    jobs: int = 2

    @property
    def environment(self) -> Mapping[str, str]:
        """What the engine finds in its environment."""
        return {
            **os.environ,
            "SITE_URL": self.site_url,
            "SITE_URL_EN": f"{self.site_url}en/",
            "SOURCE_DATE_EPOCH": str(self.epoch),
            "TIMELINE_ASSETS": self.assets,
            # Material prints an advertisement for its successor on each build; see docs/decisions.md.
            "NO_MKDOCS_2_WARNING": "1",
            "PYTHONUTF8": "1",
        }


def asked(settings: Iterable[bytes]) -> list[str]:
    """Name what an engine's settings may take from the environment, but for where the Markdown lies."""
    found = {word for text in settings for line in _ASKED.findall(text) for word in _WORD.findall(line)}
    return sorted({word.decode() for word in found} - {DOCS})


def run(engine: Engine, build: Path, fresh: Path) -> None:
    """Make `fresh/<lang>` of `build/<lang>` for each language.

    Raises EngineFailed; ModuleNotFoundError when the engine is not installed; OSError when the machine fails.
    """
    if engine.module == ZENSICAL:
        _run_zensical(engine, build, fresh)
        return
    commands = {
        lang: [*_STRICT, str(engine.project / config), "--site-dir", str(fresh / lang)]
        for lang, config in CONFIGS.items()
    }
    for lang, (status, said) in _side_by_side(engine, build, commands).items():
        _complain(engine, lang, status, said)


def _run_zensical(engine: Engine, build: Path, fresh: Path) -> None:
    """It reads and writes only below the folder of its settings, and leaves a cache there: it gets one of its own."""
    aside = fresh / ZENSICAL
    names = {lang: _lay_out(engine, lang, build, aside / lang) for lang in CONFIGS}
    commands = {lang: [*_STRICT, str(aside / lang / for_zensical.SETTINGS)] for lang in CONFIGS}
    for lang, (status, said) in _side_by_side(engine, build, commands).items():
        _complain(engine, lang, status, for_zensical.plainly(said, names[lang]))
        made = aside / lang / for_zensical.SITE
        for name in for_zensical.UNUSED:
            (made / name).unlink(missing_ok=True)
        shutil.rmtree(fresh / lang, ignore_errors=True)
        made.rename(fresh / lang)
    shutil.rmtree(aside)


def _lay_out(engine: Engine, lang: Lang, build: Path, folder: Path) -> Collection[str]:
    """Write what Zensical reads for one language. Gives the names of the files that it is about."""
    config = CONFIGS[lang]
    try:
        texts = {name: (engine.project / name).read_text(encoding="utf-8") for name in CONFIGS.values()}
        found = for_zensical.settings(texts, config, {**engine.environment, DOCS: str(build / lang)})
    except (for_zensical.BadSettings, UnicodeDecodeError) as error:
        raise EngineFailed(lang, f"{error}\n") from None
    docs = folder / for_zensical.DOCS
    names = [path.relative_to(build / lang).as_posix() for path in (build / lang).rglob("*") if path.is_file()]
    for name in names:
        source, target = build / lang / name, docs / for_zensical.filed(name)
        target.parent.mkdir(parents=True, exist_ok=True)
        if name.endswith(".md"):
            target.write_text(for_zensical.linked(name, source.read_text(encoding="utf-8")), encoding="utf-8")
        else:
            shutil.copyfile(source, target)
    theme = str(engine.project / "docs/theme")
    (folder / for_zensical.SETTINGS).write_text(for_zensical.configured(found, theme), encoding="utf-8")
    return names


def _complain(engine: Engine, lang: Lang, status: int, said: str) -> None:
    """Raise what is wrong with what an engine said, if anything."""
    if status != 0:
        if (absent := _ABSENT.search(said)) and absent[1] == engine.module:
            raise ModuleNotFoundError(f"No module named {absent[1]!r}", name=absent[1])
        if machine := [*_MACHINE.finditer(said), *_RUST.finditer(said)]:
            raise OSError(int(machine[-1]["number"]), machine[-1]["reason"])
    if status != 0 or "WARNING" in said:
        raise EngineFailed(lang, said)


def _side_by_side(engine: Engine, build: Path, words: Mapping[Lang, Sequence[str]]) -> dict[Lang, tuple[int, str]]:
    """Run the engine with some `words` for each language. Gives its exit status and what it printed.

    With one job only, the second language waits for the first.
    """
    running: dict[Lang, subprocess.Popen[str]] = {}
    leash, end = os.pipe()
    said: dict[Lang, str] = {}
    try:
        for lang, given in words.items():
            running[lang] = _start(engine, given, build / lang, leash)
            if engine.jobs == 1:
                said[lang] = running[lang].communicate()[0]
        said |= {lang: process.communicate()[0] for lang, process in running.items() if lang not in said}
    finally:
        os.close(leash)
        os.close(end)
        # Interrupted: nobody is to go on writing into a folder that is being removed.
        for process in running.values():
            process.kill()
            process.wait()
    return {lang: (process.returncode, said[lang]) for lang, process in running.items()}


def _start(engine: Engine, words: Sequence[str], docs: Path, leash: int) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", _ENGINE, engine.module, *words],
        cwd=engine.project,
        env={**engine.environment, DOCS: str(docs)},
        stdin=leash,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
    )
