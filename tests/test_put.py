"""Putting a site where it is shown: at once, whole, and with what an earlier page still asks for."""

import os
import re
import threading
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests import projects
from tools import put

A, B, C, D = ("0" * 15 + letter for letter in "abcd")


def made(folder: Path, name: str, framed: str = A, **more: str) -> Path:
    """A site whose only page asks for the styles in a folder of this name."""
    page = f'<link rel="stylesheet" href="assets/{name}/x.css">'
    files: Mapping[str, str] = {
        "sitemap.xml": "<urlset/>",
        "index.html": page,
        f"assets/{name}/x.css": name,
        f"assets/{name}/timeline/y.mjs": name,
        f"framed/{framed}/z.css": framed,
        **more,
    }
    projects.write(folder, {path: text.encode() for path, text in files.items()})
    return folder


def test_an_earlier_page_finds_its_styles_and_scripts_for_two_more_sites(tmp_path: Path) -> None:
    target = tmp_path / "www" / "tijdlijn"
    kept = []
    for number, name in enumerate((A, B, C, D)):
        site = made(tmp_path / name, name)
        before = projects.read(site)
        taken = put.put(site, target, 1000.0 + number)
        assert projects.read(site) == before
        assert projects.read(target).items() >= before.items()
        kept.append(sorted(path.name[-1] for path in (target / "assets").iterdir()))
        assert sorted(taken) == [f"assets/{one.name}" for one in sorted((target / "assets").iterdir())][:-1]
    assert kept == [["a"], ["a", "b"], ["a", "b", "c"], ["b", "c", "d"]]
    assert (target / "assets" / B / "timeline" / "y.mjs").read_text() == B
    assert (target / "index.html").read_text().count(D) == 1
    assert [path.name for path in target.parent.iterdir()] == ["tijdlijn"]


def test_a_site_that_comes_again_and_one_whose_styles_stay(tmp_path: Path) -> None:
    target = tmp_path / "www"
    for number, name in enumerate((A, B, B, B, A)):
        put.put(made(tmp_path / f"site-{number}", name, framed=B if number else A), target, 1000.0 + number)
        folders = {path.name for path in (target / "assets").iterdir()}
        assert folders == ({A} if not number else {A, B})
    assert {path.name for path in (target / "framed").iterdir()} == {A, B}
    assert (target / "assets" / A).stat().st_mtime == 1004.0
    assert (target / "assets" / B).stat().st_mtime == 1003.0


def test_what_else_was_there_goes_and_everybody_may_read(tmp_path: Path) -> None:
    target = tmp_path / "www"
    put.put(made(tmp_path / "one", A, **{"old.html": "old", "assets/mine/x.css": "mine"}), target, 1.0)
    site = made(tmp_path / "two", B)
    (site / "index.html").chmod(0o600)
    put.put(site, target, 2.0)
    assert not (target / "old.html").exists()
    assert not (target / "assets/mine").exists()
    assert (target / "index.html").stat().st_mode & 0o777 == 0o644


def test_a_reader_never_finds_a_page_without_its_styles(tmp_path: Path) -> None:
    """Pages are read while sites take each other's place: whatever page it was, its styles are there afterwards."""
    target = tmp_path / "www"
    sites = [made(tmp_path / name, name) for name in (A, B, C)]
    put.put(sites[0], target, 1.0)
    bare: list[str] = []
    seen: set[str] = set()
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            page = (target / "index.html").read_text()
            (style,) = re.findall(r'href="([^"]+)"', page)
            seen.add(style)
            if not (target / style).is_file():
                bare.append(style)

    reader = threading.Thread(target=read)
    reader.start()
    for number in range(1, 30):
        put.put(sites[number % 3], target, 1.0 + number)
    done.set()
    reader.join()
    assert bare == []
    assert len(seen) == 3


def test_somebody_s_own_folder_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site = made(tmp_path / "site", A)
    projects.write(tmp_path, {"mine/letter.txt": b"mine"})
    (tmp_path / "none").mkdir()
    for source, target in (
        (site, tmp_path / "mine"),
        (site, site),
        (site, site / "assets"),
        (tmp_path / "none", tmp_path / "www"),
    ):
        assert put.main([str(source), str(target)]) == 2
        assert " / " in capsys.readouterr().err
    assert (tmp_path / "mine/letter.txt").read_bytes() == b"mine"
    assert not (tmp_path / "www").exists()
    assert put.main([str(site), str(tmp_path / "www")]) == 0
    assert projects.read(tmp_path / "www") == projects.read(site)


def test_a_machine_that_fails_leaves_the_old_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "www"
    put.put(made(tmp_path / "one", A), target, 1.0)
    before = projects.digest(target)

    def full(*_: object, **__: object) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr("shutil.copytree", full)
    assert put.main([str(made(tmp_path / "two", B)), str(target)]) == 2
    assert projects.digest(target) == before
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []
