"""A folder brought up to date: it holds what is wanted, whatever lay there, and what did not change is left alone."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronicle import store, tree
from tests import projects

NAMES = ["a", "b/c", "b/d", "b/e/f", "g/index.html", "g/h/index.html", "é/ü.txt"]
FILES = st.dictionaries(st.sampled_from(NAMES), st.sampled_from([b"", b"one", b"two", b"same size"]))


def renew(folder: Path, before: tree.Listed, files: dict[str, bytes]) -> tree.Renewed:
    return tree.renew(folder, before, {name: store.digest([data]) for name, data in files.items()}, files.__getitem__)


def folders(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_dir()}


@given(st.lists(FILES, min_size=1, max_size=5))
def test_a_folder_holds_what_was_wanted_last(
    tmp_path_factory: pytest.TempPathFactory, wishes: list[dict[str, bytes]]
) -> None:
    folder = tmp_path_factory.mktemp("tree") / "site"
    before: tree.Listed = {}
    has: dict[str, bytes] = {}
    for files in wishes:
        renewed = renew(folder, before, files)
        assert projects.read(folder) == files
        assert folders(folder) == {p for name in files for p in map(str, Path(name).parents) if p != "."}
        assert set(renewed.written) == {name for name in files if has.get(name) != files[name]}
        assert set(renewed.removed) == has.keys() - files.keys()
        assert tree.read(tree.dump(renewed.listed)) == renewed.listed
        before, has = renewed.listed, files


def test_what_did_not_change_is_not_even_made(tmp_path: Path) -> None:
    first = renew(tmp_path, {}, {"a": b"1", "b/c": b"2"})
    made: list[str] = []

    def make(name: str) -> bytes:
        made.append(name)
        return b"3"

    wanted = {"a": store.digest([b"1"]), "b/c": store.digest([b"3"])}
    stamp = (tmp_path / "a").stat().st_mtime_ns
    assert tree.renew(tmp_path, first.listed, wanted, make).written == ("b/c",)
    assert made == ["b/c"]
    assert (tmp_path / "a").stat().st_mtime_ns == stamp


def touched(path: Path) -> None:
    """The same size and the same times, but other bytes."""
    found = path.stat()
    path.write_bytes(b"X" * found.st_size)
    os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns))


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def gone(path: Path) -> None:
    path.unlink()


def closed(path: Path) -> None:
    path.chmod(0o600)


def linked(path: Path) -> None:
    data = path.read_bytes()
    path.unlink()
    own = path.parent.parent / "own"
    own.write_bytes(data)
    path.symlink_to(own)


def foldered(path: Path) -> None:
    path.unlink()
    path.mkdir()
    (path / "inside").write_bytes(b"x")


@pytest.mark.parametrize("harm", [touched, emptied, gone, closed, linked, foldered])
def test_what_somebody_did_to_a_file_is_noticed_and_mended(tmp_path: Path, harm: object) -> None:
    folder, files = tmp_path / "site", {"a": b"whole", "b/c": b"also whole"}
    listed = renew(folder, {}, files).listed
    assert tree.is_as(folder, listed)
    assert callable(harm)
    harm(folder / "a")
    assert not tree.is_as(folder, listed)
    again = renew(folder, listed, files)
    assert again.written == ("a",)
    assert projects.read(folder) == files
    assert not (folder / "a").is_symlink()
    assert tree.is_as(folder, again.listed)


def test_a_stray_folder_is_noticed_and_removed(tmp_path: Path) -> None:
    listed = renew(tmp_path / "site", {}, {"a": b"x"}).listed
    (tmp_path / "site" / "deep" / "er").mkdir(parents=True)
    assert not tree.is_as(tmp_path / "site", listed)
    renew(tmp_path / "site", listed, {"a": b"x"})
    assert folders(tmp_path / "site") == set()


def test_a_link_is_replaced_and_never_followed(tmp_path: Path) -> None:
    projects.write(tmp_path / "own", {"a.md": b"dear", "deep/b.md": b"to somebody"})
    (tmp_path / "build").mkdir()
    (tmp_path / "build" / "a.md").symlink_to(tmp_path / "own" / "a.md")
    (tmp_path / "build" / "deep").symlink_to(tmp_path / "own" / "deep")
    tree.write(tmp_path / "build", {"a.md": b"ours", "deep/b.md": b"ours"})
    assert projects.read(tmp_path / "own") == {"a.md": b"dear", "deep/b.md": b"to somebody"}
    assert projects.read(tmp_path / "build") == {"a.md": b"ours", "deep/b.md": b"ours"}
    assert not any(path.is_symlink() for path in (tmp_path / "build").rglob("*"))


def test_everybody_may_read_what_is_written(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        tree.write(tmp_path / "site", {"index.html": b"x", "a/b/index.html": b"y"})
    finally:
        os.umask(before)
    everything = [tmp_path / "site", *(tmp_path / "site").rglob("*")]
    assert {oct(path.stat().st_mode & 0o777) for path in everything if path.is_file()} == {"0o644"}
    assert {oct(path.stat().st_mode & 0o777) for path in everything if path.is_dir()} == {"0o755"}


def test_twins_go_different_ways(tmp_path: Path) -> None:
    files = {"a": b"one", "b/c": b"two"}
    listed = renew(tmp_path / "site", {}, files).listed
    (tmp_path / "site" / "stray").write_bytes(b"nobody's")
    twins = tree.twin(tmp_path / "site", tmp_path / "next", listed)
    assert projects.read(tmp_path / "next") == files
    assert tree.is_as(tmp_path / "next", twins)
    renew(tmp_path / "next", twins, {"a": b"other", "b/c": b"two"})
    assert projects.read(tmp_path / "site") == {**files, "stray": b"nobody's"}
    assert projects.read(tmp_path / "next") == {"a": b"other", "b/c": b"two"}


def test_a_file_that_is_not_as_listed_gets_no_twin(tmp_path: Path) -> None:
    listed = renew(tmp_path / "site", {}, {"a": b"one", "b": b"two"}).listed
    (tmp_path / "site" / "a").write_bytes(b"who")
    assert set(tree.twin(tmp_path / "site", tmp_path / "next", listed)) == {"b"}
    assert projects.read(tmp_path / "next") == {"b": b"two"}
