"""Packed copies: what they unpack to, which there are, and that nothing kept from before is believed unseen."""

import gzip
import hashlib
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import projects, tales, world
from tools import compress

UNPACK = {".gz": gzip.decompress, ".br": brotli.decompress}
SCRIPT = b"export const answer = 42; // the same, again and again\n" * 200


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site as it was published."""
    return projects.small_site(tmp_path_factory.mktemp("site"), tales.small(world.WORLD))


# Enough of it to pack: a page, a file for programs, styles, a picture, something too short.
SOME = ("assets/", "api/v1/events.json", "share/nl/site", "over/", "index.html", "en/index.html", "robots", "sitemap")


@pytest.fixture
def site(published: Path, tmp_path: Path) -> Path:
    """A copy of a part of it."""
    files = {name: data for name, data in projects.read(published).items() if name.startswith(SOME)}
    projects.write(tmp_path / "site", files)
    return tmp_path / "site"


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """Where packed copies are kept."""
    return tmp_path / "kept"


def test_packing_twice_gives_the_same_bytes_and_what_is_stale_goes(site: Path, kept: Path) -> None:
    made, saved = compress.compress(site, kept)
    first = projects.read(site)
    packed = {name for name in first if name.endswith(compress.KINDS)}
    assert (len(packed), saved > 50_000) == (made, True)
    for name in packed:
        plain, ending = name[:-3], name[-3:]
        assert UNPACK[ending](first[name]) == first[plain]
        assert len(first[name]) < len(first[plain])
        assert (site / name).stat().st_mtime_ns == (site / plain).stat().st_mtime_ns
    assert {"index.html.gz", "index.html.br", "api/v1/events.json.br"} <= packed
    assert not [name for name in packed if name.startswith(("images/", "share/"))]
    assert "robots.txt.gz" not in packed  # too short to gain anything
    for folder in (kept, kept.with_name("other")):
        assert compress.compress(site, folder) == (made, saved)
        assert projects.read(site) == first
    (site / "over" / "index.html").unlink()
    (site / "index.html").write_bytes(b"kort")
    (site / "en" / "index.html.br.new").write_bytes(b"half")
    compress.compress(site, kept)
    assert not list(site.glob("over/index.html*"))
    assert [path.name for path in site.glob("index.html*")] == ["index.html"]
    assert not list(site.rglob("*.new"))


def test_brotli_tries_less_hard_on_what_is_large() -> None:
    assert [compress.quality(size) for size in (1, 65_536, 65_537, 524_288, 524_289, 10**8)] == [11, 11, 10, 10, 9, 9]
    data = bytes(random.Random(1).choices(b"een twee drie vier", k=70_000))
    result = compress.packed(data)
    assert result.copies[".br"] == brotli.compress(data, mode=brotli.MODE_TEXT, quality=10)
    assert len(result.copies[".br"]) < len(result.copies[".gz"])


@given(st.binary(max_size=3000))
def test_a_copy_unpacks_to_its_file_and_is_smaller(data: bytes) -> None:
    result = compress.packed(data * 3)
    sizes = [len(data) * 3, *(len(result.copies[ending]) for ending in (".gz", ".br") if ending in result.copies)]
    assert sizes == sorted(set(sizes), reverse=True)
    assert all(UNPACK[ending](copy) == data * 3 for ending, copy in result.copies.items())
    assert compress.packed(random.Random(2).randbytes(5000)).copies == {}


def test_only_what_changed_is_packed_again(site: Path, kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compress.compress(site, kept)
    before = projects.read(kept)
    asked: list[bytes] = []

    def watched(data: bytes, pack: Callable[[bytes], compress.Packed] = compress.packed) -> compress.Packed:
        if len(data) >= compress.AT_LEAST:
            asked.append(data)
        return pack(data)

    monkeypatch.setattr(compress, "packed", watched)
    # Made anew, as each build does.
    fresh = shutil.copytree(site, site.with_name("fresh"), ignore=shutil.ignore_patterns("*.gz", "*.br"))
    (fresh / "new.mjs").write_bytes(SCRIPT)
    gone = (fresh / "over" / "index.html").read_bytes()
    (fresh / "over" / "index.html").unlink()
    compress.compress(fresh, kept)
    assert asked == [SCRIPT]
    clean = shutil.copytree(fresh, site.with_name("clean"), ignore=shutil.ignore_patterns("*.gz", "*.br"))
    compress.compress(clean, site.with_name("nothing"))
    assert projects.read(clean) == projects.read(fresh)
    # And what nobody needs any more is not kept.
    names = {name.rpartition("/")[2] for name in projects.read(kept)}
    assert names - {name.rpartition("/")[2] for name in before} == {compress.Kept(kept).name(SCRIPT)}
    assert compress.Kept(kept).name(gone) not in names


def _other(kept: Path, name: str) -> bytes:
    """What is kept of another file, whole and with a right sum."""
    return next(path.read_bytes() for path in sorted(kept.glob("??/*")) if path.name != name)


def _summed(rest: bytes) -> bytes:
    return hashlib.sha256(rest).hexdigest().encode() + b"\n" + rest


FAULTS: dict[str, Callable[[Path, str, bytes], bytes]] = {
    "empty": lambda _kept, _name, _data: b"",
    "cut off": lambda _kept, _name, data: data[:-1],
    "one bit turned": lambda _kept, _name, data: data[:-5] + bytes([data[-5] ^ 1]) + data[-4:],
    "of another file": lambda kept, name, _data: _other(kept, name),
    "something else": lambda _kept, _name, _data: b"<!doctype html>",
    "sound, but no copies": lambda _kept, _name, _data: _summed(b"12\nnothing of ours"),
    "sound, but no size": lambda _kept, _name, _data: _summed(b"no size"),
    "sound, but of another text": lambda _kept, _name, _data: _summed(
        f"{len(gzip.compress(b'evil', mtime=0))}\n".encode()
        + gzip.compress(b"evil", mtime=0)
        + brotli.compress(b"evil")
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_what_was_kept_is_not_believed(site: Path, kept: Path, fault: str) -> None:
    (site / "new.mjs").write_bytes(SCRIPT)
    compress.compress(site, kept)
    right, sound = projects.read(site), projects.read(kept)
    name = compress.Kept(kept).name(SCRIPT)
    path = kept / name[:2] / name
    path.write_bytes(FAULTS[fault](kept, name, path.read_bytes()))
    for copy in site.rglob("*.mjs.*"):
        copy.unlink()
    compress.compress(site, kept)
    assert projects.read(site) == right
    assert projects.read(kept) == sound


def test_a_copy_beside_a_file_is_not_believed_however_new(site: Path, kept: Path) -> None:
    compress.compress(site, kept)
    right = projects.read(site)
    (site / "index.html.br").write_bytes(brotli.compress(b"evil"))
    (site / "index.html.gz").write_bytes(right["index.html.gz"][:-1])
    compress.compress(site, kept)
    assert projects.read(site) == right


def test_what_lies_in_the_folder_and_is_not_ours_stays(site: Path, kept: Path) -> None:
    projects.write(kept, {"brief.txt": b"mine", "ab/brief.txt": b"mine"})
    compress.compress(site, kept)
    assert (kept / "brief.txt").read_bytes() == (kept / "ab/brief.txt").read_bytes() == b"mine"


def test_packing_does_not_touch_a_folder_that_is_no_site(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    projects.write(tmp_path, {"brief.txt": b"lang " * 1000})
    assert compress.main([str(tmp_path)]) == 2
    assert "make site" in capsys.readouterr().err
    for words in ([], [str(tmp_path), "x"]):
        with pytest.raises(SystemExit) as left:
            compress.main(words)
        assert left.value.code == 2
    assert list(projects.read(tmp_path)) == ["brief.txt"]


def test_a_folder_that_cannot_be_written_is_told(
    site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert compress.main([str(site), "--kept", str(tmp_path / "file")]) == 2
    said = capsys.readouterr().err
    assert "de machine werkt niet mee" in said
    assert "the machine fails" in said
    assert compress.main([str(site)]) == 0
    assert compress.beside(site).is_dir()
