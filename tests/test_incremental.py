"""After any row of edits, additions and removals the site is, byte for byte, what a build from nothing makes."""

import random
import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from chronicle import cli, publish
from tests import projects
from tools import scale

EVENTS = 14
STEPS = 9
SEEDS = (1, 2)


def events(project: Path) -> list[Path]:
    return sorted((project / "timeline" / "events").rglob("*.yaml"))


def retitled(project: Path, chance: random.Random) -> None:
    path = chance.choice(events(project))
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("  nl: Proef", f"  nl: Anders {chance.randrange(99)}: Proef", 1), encoding="utf-8")


def reworded(project: Path, chance: random.Random) -> None:
    path = chance.choice(events(project))
    with path.open("a", encoding="utf-8") as file:
        file.write(f"# {chance.random()}\n")


def added(project: Path, chance: random.Random) -> None:
    """A copy under a new name, in another place in time."""
    path = chance.choice(events(project))
    name = f"nieuw-{chance.randrange(10**6)}"
    text = "".join(line for line in path.read_text(encoding="utf-8").splitlines(True) if "moved_from" not in line)
    (path.parent / f"{name}.yaml").write_text(text.replace("nl: Proef", f"nl: {name}", 1), encoding="utf-8")


def removed(project: Path, chance: random.Random) -> None:
    """What was added before, so that nothing refers to it."""
    if new := [path for path in events(project) if path.stem.startswith("nieuw-")]:
        chance.choice(new).unlink()


def source_changed(project: Path, chance: random.Random) -> None:
    path = chance.choice(sorted((project / "timeline" / "sources").glob("*.yaml")))
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("title: ", f"title: Nr. {chance.randrange(99)} ", 1), encoding="utf-8")


def theme_renamed(project: Path, chance: random.Random) -> None:
    path = project / "timeline" / "vocabulary" / "themes.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("nl: ", "nl: X", 1), encoding="utf-8")


def term_changed(project: Path, chance: random.Random) -> None:
    path = project / "timeline" / "vocabulary" / "glossary.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("nl: ", "nl: begroting", 1), encoding="utf-8")


def page_rewritten(project: Path, chance: random.Random) -> None:
    with (project / "docs" / "nl" / "over.md").open("a", encoding="utf-8") as file:
        file.write(f"\nNog een zin {chance.randrange(99)}.\n")


def styled(project: Path, chance: random.Random) -> None:
    with (project / "docs" / "assets" / "timeline.css").open("a", encoding="utf-8") as file:
        file.write(f"\n.tl-lead {{ order: {chance.randrange(99)}; }}\n")


def framed(project: Path, chance: random.Random) -> None:
    path = project / "docs" / "theme" / "partials" / "footer.html"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("<footer ", f'<footer data-n="{chance.randrange(99)}" ', 1), encoding="utf-8")


def redated(project: Path, chance: random.Random) -> None:
    """To another month of its year."""
    path = chance.choice(events(project))
    date = f'date: "{path.parent.name}-{chance.randrange(1, 13):02d}"'
    path.write_text(re.sub(r"(?m)^date: .*$", date, path.read_text(encoding="utf-8")), encoding="utf-8")


def called_off(project: Path, chance: random.Random) -> None:
    path = chance.choice(events(project))
    path.write_text(path.read_text(encoding="utf-8").replace("says: happened", "says: cancelled"), encoding="utf-8")


def nothing(project: Path, chance: random.Random) -> None:
    """Saved again as it was."""
    path = chance.choice(events(project))
    path.write_bytes(path.read_bytes())


EDITS: list[Callable[[Path, random.Random], None]] = [
    retitled, reworded, redated, called_off, added, added, removed, source_changed, theme_renamed, term_changed,
    page_rewritten, styled, framed, nothing,
]  # fmt: skip


def build(project: Path, where: Path, environment: Mapping[str, str]) -> dict[str, bytes]:
    command = ["build", "--build", str(where / "build"), "--site", str(where / "site")]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cli, "PROJECT", project)
        assert cli.main(command, environment) == 0
    return projects.read(where / "site") | {
        f"build/{name}": data
        for name, data in projects.read(where / "build").items()
        if name.startswith(("nl/", "en/"))
    }


@pytest.mark.parametrize("seed", SEEDS)
def test_a_site_that_grew_is_the_site_that_is_made_at_once(
    tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(seed)
    # Every page is a long one, or only those that are: both are looked through for what is new in them.
    monkeypatch.setattr(publish, "_LONG", 0 if seed % 2 else publish._LONG)
    project = tmp_path / "project"
    project.mkdir()
    projects.small_project(project)
    scale.write(project, EVENTS, seed)
    epoch = 1700000000
    build(project, project, {"SOURCE_DATE_EPOCH": str(epoch)})
    for step in range(STEPS):
        edits = [chance.choice(EDITS) for _ in range(chance.choice((1, 1, 2, 4)))]
        for edit in edits:
            edit(project, chance)
        environment = {"SOURCE_DATE_EPOCH": str(epoch := epoch + chance.choice((0, 3600, 86400)))}
        grown = build(project, project, environment)
        if step % 3 == 2:
            fresh = build(project, tmp_path / f"fresh-{step}", environment)
            assert grown.keys() == fresh.keys(), edits
            assert [name for name in grown if grown[name] != fresh[name]] == [], edits
            folders = [
                {p.relative_to(w) for p in w.rglob("*") if p.is_dir()}
                for w in (project / "site", tmp_path / f"fresh-{step}" / "site")
            ]
            assert folders[0] == folders[1]
            shutil.rmtree(tmp_path / f"fresh-{step}")


def cut_off(kept: Path) -> None:
    for path in files_of(kept):
        path.write_bytes(path.read_bytes()[:-7])


def poisoned(kept: Path) -> None:
    """A byte of each is another: in what was worked out, in a list of what lies where, in a page's shell."""
    for path in files_of(kept):
        data = bytearray(path.read_bytes())
        data[len(data) // 2] ^= 1
        path.write_bytes(data)


def foreign(kept: Path) -> None:
    """Each holds what another one held."""
    paths = files_of(kept)
    held = [path.read_bytes() for path in paths]
    for path, data in zip(paths, [*held[1:], held[0]], strict=True):
        path.write_bytes(data)


def gone(kept: Path) -> None:
    for path in files_of(kept)[::2]:
        path.unlink()


def files_of(kept: Path) -> list[Path]:
    """What is kept of what was worked out; the folder of the site before the last is another matter (test_tree.py)."""
    return sorted(path for path in kept.rglob("*") if path.is_file() and kept / "site" not in path.parents)


def stale(kept: Path) -> None:
    """As an earlier run left it: put back by somebody who keeps copies."""
    shutil.copytree(kept.parents[2] / "copy", kept, dirs_exist_ok=True)


@pytest.mark.parametrize("harm", [cut_off, poisoned, foreign, gone, stale])
def test_what_is_kept_is_never_believed_when_it_is_not_right(tmp_path: Path, harm: Callable[[Path], None]) -> None:
    chance = random.Random(7)
    project = tmp_path / "project"
    project.mkdir()
    projects.small_project(project)
    scale.write(project, EVENTS, 7)
    environment = {"SOURCE_DATE_EPOCH": "1700000000"}
    kept = project / "build" / "kept"
    build(project, project, environment)
    shutil.copytree(kept, tmp_path / "copy", ignore=shutil.ignore_patterns("site"))
    retitled(project, chance)
    build(project, project, environment)
    assert len(files_of(kept)) > 10
    harm(kept)
    retitled(project, chance)
    grown, fresh = build(project, project, environment), build(project, tmp_path / "fresh", environment)
    assert grown.keys() == fresh.keys()
    assert [name for name in grown if grown[name] != fresh[name]] == []
