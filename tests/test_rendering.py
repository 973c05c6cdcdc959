"""With shells or without: the engine makes the same site. What is kept between runs saves time and nothing else."""

import dataclasses
from collections.abc import Callable
from pathlib import Path

import pytest

from chronicle import audit, engines, rendering, shells, store
from chronicle.problems import Lang
from chronicle.recipes import Files, made
from tests import attacks, processes, projects
from tests.published import real, real_project

__all__ = ["real", "real_project"]

LANGS: tuple[Lang, Lang] = ("nl", "en")


def markdown_of(build: Path) -> dict[Lang, dict[str, bytes]]:
    return {
        lang: {name: data for name, data in projects.read(build / lang).items() if name.endswith(".md")}
        for lang in LANGS
    }


def engine_of(project: Path, site_url: str, code: str = "code") -> engines.Engine:
    (assets,) = (project / "site" / "assets").iterdir()
    return engines.Engine(
        project=project, site_url=site_url, epoch=1700000000, code=code, assets=f"assets/{assets.name}/"
    )


def test_hostile_texts_are_filled_in_as_the_engine_would(hostile: Path, tmp_path: Path) -> None:
    whole = rendering.whole(
        engine_of(hostile, attacks.SITE_URL), hostile / "build", markdown_of(hostile / "build"), tmp_path
    )
    assert len(whole.keys) > 200
    for path in whole.keys:
        assert (hostile / "site" / path).read_bytes() == whole.make(path), path
    assert (hostile / "build" / "kept" / "shells").is_file(), "no shell was used"


def rendered(engine: engines.Engine, pages: dict[Lang, dict[str, bytes]], build: Path, work: Path) -> dict[str, bytes]:
    for lang in LANGS:
        projects.write(build / lang, pages[lang])
    work.mkdir()
    files = {lang: Files({name: made(data) for name, data in pages[lang].items()}) for lang in LANGS}
    found = rendering.render(engine, build, files, work)
    return {path: found.make(path) for path in found.keys}


def never(*_: object) -> None:
    raise AssertionError("the engine was asked")


def test_shells_are_kept_for_the_same_engine_and_the_same_settings(
    real: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = markdown_of(real / "build")
    engine = engine_of(real, "http://127.0.0.1:8000/")
    first = rendered(engine, pages, tmp_path / "build", tmp_path / "one")
    assert all(first[path] == (real / "site" / path).read_bytes() for path in first)
    with monkeypatch.context() as patch:
        patch.setattr(engines, "run", never)
        assert rendered(engine, pages, tmp_path / "build", tmp_path / "two") == first
    asked: list[Path] = []
    run = engines.run

    def counted(engine: engines.Engine, build: Path, fresh: Path) -> None:
        asked.append(build)
        run(engine, build, fresh)

    monkeypatch.setattr(engines, "run", counted)
    moved = engine_of(real, "https://elsewhere.example/x/")
    there = rendered(moved, pages, tmp_path / "build", tmp_path / "three")
    assert asked
    assert b"https://elsewhere.example/x/" in there["index.html"]
    asked.clear()
    rendered(
        engine_of(real, "https://elsewhere.example/x/", "other code"), pages, tmp_path / "build", tmp_path / "four"
    )
    assert asked


def cut_off(data: bytes) -> bytes:
    return data[: len(data) // 2]


def poisoned(data: bytes) -> bytes:
    return data.replace(b"</footer>", b"<b>!</b>!")


def foreign(data: bytes) -> bytes:
    return store.pack(store.digest([b"another site"]), {"nl/index.md": b"<p>foreign</p>", "404.html": b""})


def empty(data: bytes) -> bytes:
    return b""


@pytest.mark.parametrize("harm", [cut_off, poisoned, foreign, empty])
def test_kept_shells_that_are_not_right_are_made_again(
    real: Path, tmp_path: Path, harm: Callable[[bytes], bytes]
) -> None:
    pages, engine = markdown_of(real / "build"), engine_of(real, "http://127.0.0.1:8000/")
    right = rendered(engine, pages, tmp_path / "build", tmp_path / "one")
    file = tmp_path / "build" / "kept" / "shells"
    whole = file.read_bytes()
    file.write_bytes(harm(whole))
    assert file.read_bytes() != whole
    assert rendered(engine, pages, tmp_path / "build", tmp_path / "two") == right
    assert file.read_bytes() == whole


def test_a_theme_that_does_more_with_a_page_gets_every_page(real: Path, tmp_path: Path) -> None:
    main = real / "docs" / "theme" / "main.html"
    text = main.read_text(encoding="utf-8")
    title = "<title>{{ meta.title }} –"
    assert title in text
    main.write_text(text.replace(title, "<title>{{ meta.title | upper }} –"), encoding="utf-8")
    pages, engine = markdown_of(real / "build"), engine_of(real, "http://127.0.0.1:8000/")
    made = rendered(engine, pages, tmp_path / "build", tmp_path / "one")
    assert b"<title>TOEGANKELIJKHEID" in made["toegankelijkheid/index.html"]
    assert not (tmp_path / "build" / "kept").exists()
    assert made.keys() == {
        audit.NOT_FOUND,
        *(audit.published_as(f"{lang}/{name}") for lang in LANGS for name in pages[lang]),
    }


def test_pages_of_one_sort_are_many_and_sorts_are_few(real: Path) -> None:
    for pages in markdown_of(real / "build").values():
        planned = shells.plan({name: shells.look(data) for name, data in pages.items()})
        assert len(planned.lasting) < len(pages)


def test_a_new_theme_shows_on_every_page_at_once(real: Path) -> None:
    footer = real / "docs" / "theme" / "partials" / "footer.html"
    footer.write_text(footer.read_text(encoding="utf-8").replace("<footer ", '<footer data-new="" '), encoding="utf-8")
    status, out, err = processes.run(real)
    assert (status, err) == (0, ""), out + err
    pages = [path for path in (real / "site").rglob("*.html") if b"tl-footer" in path.read_bytes()]
    assert len(pages) > 60
    assert all(b'data-new=""' in path.read_bytes() for path in pages)


def test_one_job_makes_one_language_after_the_other_and_the_same_pages(real: Path, tmp_path: Path) -> None:
    pages, engine = markdown_of(real / "build"), engine_of(real, "http://127.0.0.1:8000/")
    both = rendered(engine, pages, tmp_path / "both", tmp_path / "one")
    single = dataclasses.replace(engine, jobs=1)
    assert rendered(single, pages, tmp_path / "single", tmp_path / "two") == both


def test_settings_name_what_they_take_from_outside() -> None:
    text = b"a: !ENV [ONE, two, x]\nb: !ENV THREE\nc: ENV FOUR\nd: !ENV [TIMELINE_DOCS, docs]\n"
    assert {"ONE", "two", "THREE"} <= set(engines.asked([text]))
    assert not {"FOUR", "TIMELINE_DOCS"} & set(engines.asked([text]))


def test_what_settings_take_from_outside_shows_at_once(real: Path) -> None:
    """Though nothing else changed."""
    config = real / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace("  footer: ", "  footer: !ENV [FOOTER_OF_TEST, x] #", 1), encoding="utf-8")
    for said in ("Een voet", "Een andere voet"):
        status, out, err = processes.run(real, values={"FOOTER_OF_TEST": said})
        assert (status, err) == (0, ""), out + err
        assert f"<p>{said}</p>" in (real / "site" / "over" / "index.html").read_text(encoding="utf-8")
