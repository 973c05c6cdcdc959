"""What the frame of the site is made of stands at addresses that change with it, and with nothing else."""

import re
from collections.abc import Mapping
from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronicle import assets, build, inputs
from chronicle.embed import beside
from chronicle.search import choosing, index
from tests import projects, tales, world
from tests.test_build import CLOCK

DOCS = inputs.read_folder(projects.PROJECT / "docs")
FILES = st.dictionaries(st.sampled_from(["a.css", "b.mjs", "c/d.mjs"]), st.binary(max_size=4), min_size=1)


def made(docs: Mapping[str, bytes], timeline: world.Changes = world.WORLD) -> build.Built:
    words = {name: data for name, data in docs.items() if not name.startswith(("nl/", "en/"))}
    return build.build(tales.small(timeline), words, site_url="https://x.nl/", repo_url=None, generated_at=CLOCK)


@given(FILES, FILES)
def test_two_folders_have_one_name_only_if_they_hold_the_same(one: dict[str, bytes], other: dict[str, bytes]) -> None:
    assert (assets.folder(one) == assets.folder(other)) == (one == other)
    assert assets.folder(dict(reversed(one.items()))) == assets.folder(one)


def test_what_goes_from_one_file_to_the_next_is_another_folder() -> None:
    assert assets.folder({"a": b"b", "c": b""}) != assets.folder({"a": b"", "c": b"b"})
    assert assets.folder({"a": b"", "b": b""}) != assets.folder({"a": b"b"})


def test_the_folder_changes_with_a_style_and_not_with_the_history() -> None:
    before = made(DOCS)
    assert re.fullmatch(r"assets/[0-9a-f]{16}/", before.assets)
    assert before.assets == made(DOCS, {}).assets
    for name in ("assets/print.css", "assets/timeline/axis.mjs", "assets/dates/words.mjs"):
        assert made({**DOCS, name: DOCS[name] + b"\n;"}).assets != before.assets, name
    lie = {name.split("/")[2] for name in before.files if name.startswith("root/assets/")}
    assert lie == {PurePosixPath(before.assets).name}
    assert not [name for name in before.files if name.startswith(("nl/", "en/")) and not name.endswith(".md")]


def test_the_embeddable_pages_name_the_folder_of_what_they_need() -> None:
    before, after = (made({**DOCS, "embed/embed.css": DOCS["embed/embed.css"] + more}) for more in (b"", b"i{top:0}"))
    for one in (before, after):
        (folder,) = {name.rpartition("/")[0] for name in one.files if name.startswith(f"root/{beside.KEPT}")}
        for page, way in (("embed/index.html", "../"), ("en/embed/theme/sociaal/index.html", "../../../../")):
            text = one.files[f"root/{page}"].decode()
            assert re.findall(r'<(?:script|link rel="stylesheet")[^>]* (?:src|href)="([^"]+)"', text) == [
                f"{way}{folder.removeprefix('root/')}/{name}" for name in ("embed.css", "frame.js")
            ]
    assert beside.folder(DOCS) != beside.folder({**DOCS, "embed/embed.css": b"i{top:0}"})
    assert before.assets == after.assets


def test_every_script_finds_what_it_imports_in_its_own_folder() -> None:
    files = {name: data for name, data in made(DOCS).files.items() if name.startswith("root/assets/")}
    imports = [
        (name, found)
        for name, data in files.items()
        if name.endswith((".js", ".mjs"))
        for found in re.findall(r'(?:\bfrom |\bimport\()"([^"]+)"', data.decode())
    ]
    assert len(imports) > 15
    for name, found in imports:
        assert found.startswith("./"), (name, found)
        assert (PurePosixPath(name).parent / found).as_posix() in files, (name, found)


@pytest.mark.parametrize(
    ("script", "made"), [("search/engine.mjs", index.FORMAT), ("timeline/far.mjs", choosing.FORMAT)]
)
def test_a_script_reads_data_of_the_shape_that_is_written(script: str, made: int) -> None:
    """Styles and scripts are of the page's day; what they fetch is of today, and says which shape it has."""
    assert re.findall(r"^const FORMAT = (\d+);$", DOCS[f"assets/{script}"].decode(), re.MULTILINE) == [str(made)]
