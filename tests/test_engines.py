"""The site made with Zensical is the site made with MkDocs: every page, but for what is written down."""

import json
import re
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path

import pytest
from mkdocs.config import load_config

from chronicle import arguments, cli, engines, for_zensical
from tests import attacks, processes, projects, published, tales, two_engines
from tests.published import WHOLE, left_over, works_again
from tests.test_interrupted import nobody_left, until
from tests.world import WORLD

PROJECT = Path(__file__).resolve().parents[1]
# A path, so that what leads to the root shows; a host that does not exist.
URL = "https://tijdlijn.example/pad/"
ENGINES = tuple(engines.NAMES)

# The folder of styles and scripts is named by what they hold.
_HASHED = re.compile(r"assets/[0-9a-f]{16}/")

Page = list[two_engines.Token]


@dataclass(frozen=True)
class Sites:
    """One timeline, published with each engine (its folder by the engine's name)."""

    folders: Mapping[str, Path]

    @cached_property
    def files(self) -> Mapping[str, Mapping[str, bytes]]:
        """The published files of each engine. Styles are the engine's own, and name the folder that they stand in."""
        return {
            engine: {
                _HASHED.sub("assets/", name): _HASHED.sub("assets/", data.decode()).encode()
                if name.endswith(".html")
                else data
                for name, data in projects.read(folder).items()
            }
            for engine, folder in self.folders.items()
        }

    def names(self, engine: str) -> list[str]:
        """The published files."""
        return sorted(self.files[engine])

    def differ(self, names: Iterable[str]) -> list[str]:
        """Those of `names` that are not the same in every byte."""
        return [name for name in names if len({files[name] for files in self.files.values()}) > 1]

    @cached_property
    def pages(self) -> Mapping[str, tuple[Page, Page]]:
        """What each engine made of every page that an engine makes: those for frames are ours, and the same files."""
        differ = self.differ(name for name in self.names("mkdocs") if name.endswith(".html"))
        assert len(differ) > 300
        return {name: (self._read(name, "mkdocs"), self._read(name, "zensical")) for name in differ}

    def _read(self, name: str, engine: str) -> Page:
        return two_engines.tokens(self.files[engine][name].decode(), two_engines.url_of(name, URL))


def build(project: Path, folder: Path, engine: str) -> Path:
    """Publish a project below `folder`, which gets a build and a site for each engine."""
    words = ["--timeline", project / "timeline", "--build", folder / f"{engine}-build", "--site", folder / engine]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cli, "PROJECT", project)
        status = cli.main(
            ["build", "--engine", engine, *map(str, words)], {"SITE_URL": URL, "SOURCE_DATE_EPOCH": "1700000000"}
        )
    assert status == 0
    return folder / engine


@pytest.fixture(scope="session")
def history(tmp_path_factory: pytest.TempPathFactory) -> Sites:
    """The real site, made with each engine."""
    folder = tmp_path_factory.mktemp("history")
    return Sites({engine: build(PROJECT, folder, engine) for engine in ENGINES})


@pytest.fixture(scope="session")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Sites:
    """Every attack that is shown, made with each engine: in every field stands what could break a page."""
    folder = tmp_path_factory.mktemp("attacked")
    project = projects.small_project(folder)
    projects.write(project, attacks.timeline())
    return Sites({engine: build(project, folder, engine) for engine in ENGINES})


@pytest.fixture(params=["history", "attacked"])
def sites(request: pytest.FixtureRequest) -> Sites:
    """Both timelines, one after the other."""
    given: Sites = request.getfixturevalue(request.param)
    return given


# The same site


def test_both_publish_the_same_files(sites: Sites) -> None:
    """No search of the engine's own, no script, no whole style sheet, no second map of the site."""
    assert sites.names("mkdocs") == sites.names("zensical")


def test_what_the_engine_does_not_make_is_the_same_to_the_byte(sites: Sites) -> None:
    """But for what is taken of the theme's styles: they are the engine's own."""
    others = [name for name in sites.names("mkdocs") if not name.endswith(".html")]
    assert sites.differ(others) == ["assets/material.css"]


def test_every_page_is_the_same_but_for_what_is_written_down(sites: Sites) -> None:
    """Element for element: every attribute, every address in full, every blank."""
    for name, (one, other) in sites.pages.items():
        assert two_engines.level(one) == two_engines.level(other), name


def test_text_headings_links_and_metadata_are_the_same(history: Sites) -> None:
    """Said by name: what a reader sees, the ids that links lead to, where links lead, what machines are told."""
    seen = {"headings": 0, "links": 0, "data": 0}
    for name, (one, other) in history.pages.items():
        left, right = (two_engines.level(page, two_engines.DIFFERENCES[:1]) for page in (one, other))
        assert two_engines.text(left) == two_engines.text(right), name
        assert list(two_engines.headings(left)) == list(two_engines.headings(right)), name
        assert two_engines.links(left) == two_engines.links(right), name
        assert two_engines.metadata(one) == two_engines.metadata(other), name
        assert two_engines.data(one) == two_engines.data(other), name
        seen["headings"] += len(list(two_engines.headings(right)))
        seen["links"] += len(two_engines.links(right))
        seen["data"] += len(two_engines.data(right))
    assert seen["headings"] > 1000
    assert seen["links"] > 10_000
    assert seen["data"] > 400


@pytest.mark.parametrize("difference", two_engines.DIFFERENCES, ids=lambda difference: difference.name)
def test_each_known_difference_is_one(history: Sites, difference: two_engines.Difference) -> None:
    """What no longer differs is taken off the list; without it, pages are not the same."""
    others = [one for one in two_engines.DIFFERENCES if one is not difference]
    assert any(
        two_engines.level(one, others) != two_engines.level(other, others) for one, other in history.pages.values()
    )


def test_the_guide_names_every_known_difference() -> None:
    guide = (PROJECT / "docs/the-day-we-switch.md").read_text(encoding="utf-8")
    table = guide.partition("## What differs")[2].partition("\n## ")[0]
    named = [row.split(" | ")[0].removeprefix("| ") for row in table.splitlines() if row.startswith("| ")]
    assert named[1:] == [*(one.name for one in two_engines.DIFFERENCES), "`assets/material.css`"]


def test_zensical_leaves_no_script_in_a_page(history: Sites) -> None:
    """The policy lets none run, and names no hashes."""
    inline = 0
    for name, (_, page) in history.pages.items():
        for token, inside in pairwise(page):
            if token[:2] == ("start", "script") and inside[0] == "text":
                assert "type=application/ld+json" in token, name
                inline += 1
    assert inline > 400


def test_no_page_fetches_anything_from_anybody_else(history: Sites) -> None:
    fetched = 0
    for name, (_, page) in history.pages.items():
        for token in page:
            if token[0] == "start" and (token[1] in {"img", "script"} or "rel=stylesheet" in token):
                addresses = [one.partition("=")[2] for one in token if one.startswith(("src=", "href="))]
                assert all(address.startswith((URL, "data:")) for address in addresses), name
                fetched += len(addresses)
    assert fetched > 1000


# The settings


def test_zensical_gets_the_settings_that_mkdocs_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    """One source for both: a title, a menu or a word is changed in mkdocs.yml and nowhere else."""
    values = {"SITE_URL": URL, "SITE_URL_EN": f"{URL}en/", "TIMELINE_DOCS": str(PROJECT / "docs")}
    for name, value in values.items():
        monkeypatch.setenv(name, value)
    texts = {name: (PROJECT / name).read_text("utf-8") for name in engines.CONFIGS.values()}
    for config in engines.CONFIGS.values():
        theirs = load_config(str(PROJECT / config))
        ours = for_zensical.settings(texts, config, values)
        for name in ("site_name", "site_url", "site_description", "use_directory_urls", "strict", "extra", "nav"):
            assert ours[name] == theirs[name], (config, name)
        for name in ("language", "font", "palette"):
            assert ours["theme"][name] == theirs.theme[name], (config, name)
        made = json.loads(for_zensical.configured(ours, "theme"))
        assert made["plugins"] == []
        assert made["extra"] == ours["extra"]
        assert {*theirs["markdown_extensions"]} - {"toc"} == {
            next(iter(one)) if isinstance(one, dict) else one for one in made["markdown_extensions"]
        } - {"pymdownx.superfences"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a: !ENV [ONE, TWO, x]", {"a": "2"}),
        ("a: !ENV [ONE, x]", {"a": "x"}),
        ("a: !ENV TWO", {"a": "2"}),
        ("a: !ENV ONE", {"a": None}),
        ("INHERIT: low.yml\na: [3]\nb: {d: 4}", {"a": [3], "b": {"c": 2, "d": 4}}),
    ],
)
def test_settings_are_read_as_mkdocs_reads_them(text: str, found: Mapping[str, object]) -> None:
    texts = {"top.yml": text, "low.yml": "a: [1, 2]\nb: {c: 2, d: 3}\n"}
    assert for_zensical.settings(texts, "top.yml", {"TWO": "2"}) == found


@pytest.mark.parametrize("text", ["a: [", "- a", "", "INHERIT: gone.yml", "a: !other b", "a: 2024-13-45"])
def test_settings_that_cannot_be_read_are_refused(text: str) -> None:
    with pytest.raises(for_zensical.BadSettings, match="yml: "):
        for_zensical.settings({"top.yml": text}, "top.yml", {})


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("over.md", "[a](index.md)", "[a](../index.md)"),
        ("over.md", "[a](begrippen.md#x)", "[a](../begrippen/index.md#x)"),
        ("over.md", "[a](jaren/2009.md)", "[a](../jaren/2009/index.md)"),
        ("index.md", "[a](over.md)", "[a](over/index.md)"),
        ("jaren/2009.md", "[a](../over.md)", "[a](../../over/index.md)"),
        ("jaren/2009.md", "[a](#x) [b](https://a.nl/x.md) [c](/x.md)", "[a](#x) [b](https://a.nl/x.md) [c](/x.md)"),
        ("over.md", '<a href="../x/">b</a> x.md (x.md)', '<a href="../x/">b</a> x.md (x.md)'),
    ],
)
def test_links_follow_the_files_that_were_moved(name: str, before: str, after: str) -> None:
    assert for_zensical.linked(name, before) == after


def test_what_zensical_says_is_told_with_our_names_for_files() -> None:
    said = (
        "\x1b[33mWarning:\x1b[0m page does not exist\n   ╭─[ over/index.md:3:5 ]\n 3 │ [x](../weg/index.md)\n"
        "   ╭─[ jaren/index.md:3:5 ]\nTraceback (most recent call last):\n"
        '  File "<string>", line 6, in <module>\n    ^^^^^\nRuntimeError: Aborted because --strict flag is set\n'
    )
    told = for_zensical.plainly(said, {"over.md", "jaren/index.md"})
    assert told == (
        "Warning: page does not exist\n   ╭─[ over.md:3:5 ]\n 3 │ [x](weg.md)\n   ╭─[ jaren/index.md:3:5 ]\n"
        "RuntimeError: Aborted because --strict flag is set\n"
    )


# The command


def test_the_command_line_knows_the_engines() -> None:
    assert arguments.ENGINES == ENGINES
    assert set(engines.THEMES) == set(ENGINES)


@pytest.fixture(scope="module")
def with_zensical(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that has published with Zensical. To be copied."""
    project = projects.checkout(tmp_path_factory.mktemp("zensical") / "project", tales.small(WORLD))
    status, out, err = processes.run(project, "build", "--engine", "zensical")
    assert (status, err) == (0, ""), out + err
    assert out.endswith("The site is ready in site/\n")
    return project


@pytest.fixture
def project(with_zensical: Path, tmp_path: Path) -> Path:
    return published.copied(with_zensical, tmp_path)


def test_nothing_is_left_in_the_checkout(project: Path) -> None:
    """Zensical keeps a cache in the folder of its settings."""
    assert {path.name for path in project.iterdir()} == WHOLE
    assert not [path for path in project.rglob("*") if path.name in {".cache", "objects.inv", "search.json"}]


def test_one_engine_takes_over_from_the_other(project: Path) -> None:
    works_again(project)
    status, out, err = processes.run(project, "build", "--engine", "zensical")
    assert (status, err) == (0, ""), out + err
    assert left_over(project) == []


@pytest.mark.parametrize(
    ("file", "change", "told"),
    [
        (
            "docs/nl/over.md",
            "\n[weg](gebeurtenissen/weg.md)\n",
            r"page does not exist\n.*\[ over\.md:\d+:\d+ \](?s:.*)gebeurtenissen/weg\.md",
        ),
        ("docs/nl/over.md", "\n[weg](#weg)\n", r"anchor does not exist\n.*\[ over\.md:\d+:\d+ \]"),
        ("docs/theme/main.html", "{{ page.url.startswith('a') }}", r"no method named startswith \(in main\.html:\d+\)"),
        ("mkdocs.en.yml", "\ntheme: [\n", r"mkdocs\.en\.yml: while parsing"),
        ("mkdocs.yml", "\nsite_name: [1]\n", r"TypeError|Error"),
    ],
)
def test_a_fault_that_zensical_finds_is_2_and_told(project: Path, file: str, change: str, told: str) -> None:
    before = projects.digest(project / "site")
    path = project / file
    path.write_text(path.read_text("utf-8") + change, encoding="utf-8")
    status, _, err = processes.run(project, "build", "--engine", "zensical")
    assert status == 2
    assert re.search(told, err), err
    assert re.search(r"Zensical could not make the site \((?:nl|en)\); the old site is still there\n\Z", err)
    assert "Traceback" not in err
    assert "\x1b" not in err
    assert projects.digest(project / "site") == before
    assert left_over(project) == []


def test_an_engine_that_is_not_installed_is_2_and_named(project: Path) -> None:
    projects.write(
        project / "zensical",
        {"__init__.py": b"raise ModuleNotFoundError(\"No module named 'zensical'\", name='zensical')\n"},
    )
    before = projects.digest(project / "site")
    status, _, err = processes.run(project, "build", "--engine", "zensical")
    assert (status, err) == (
        2,
        "build_timeline.py: the package zensical is missing; run make site first, then use .venv/bin/python\n",
    )
    assert projects.digest(project / "site") == before


def test_zensical_needs_neither_mkdocs_nor_material(project: Path) -> None:
    """The day Material is taken off the list of packages, this is how the site is made."""
    for name in ("mkdocs", "material"):
        projects.write(project / name, {"__init__.py": b"raise ModuleNotFoundError\n"})
    shutil.rmtree(project / "build")
    status, out, err = processes.run(project, "build", "--engine", "zensical")
    assert (status, err) == (0, ""), out + err
    (styles,) = (project / "site/assets").glob("*/material.css")
    assert "zensical" in styles.read_text("utf-8").partition("\n")[0]


def test_a_machine_that_fails_is_told_as_such(project: Path) -> None:
    before = projects.digest(project / "site")
    status, _, err = processes.run(project, "build", "--engine", "zensical", limit=("FSIZE", 65_536))
    assert status == 2
    assert "the file grows larger than is allowed here" in err
    assert projects.digest(project / "site") == before
    assert left_over(project) == []


def test_zensical_does_not_outlive_a_build_that_is_killed(project: Path) -> None:
    """It sees that nobody holds its other end any more, though it works in Rust and not in Python."""
    shutil.rmtree(project / "build")
    process = processes.start(project, "build", "--engine", "zensical")
    until(lambda: len(list(project.glob(".site.new-*/*/zensical/*/site/*"))) >= 1)
    process.kill()
    process.communicate()
    until(lambda: nobody_left(process))
    works_again(project)


def test_an_unknown_engine_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["build", "--engine", "hugo"], {"LANG": "en"}) == 2
    assert "‘hugo’" in capsys.readouterr().err
