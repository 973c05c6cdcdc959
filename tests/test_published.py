"""What is published: nothing broken or private; a removed event takes its traces along, a renamed one leaves a way."""

import json
import re
from pathlib import Path

import pytest

from tests import processes, projects, tales
from tests.published import WHOLE, left_over, project, quick_project, real, real_project, works_again
from tests.world import WORLD

__all__ = ["project", "quick_project", "real", "real_project"]

TALKS = "events/2010/gesprekken.yaml"
EVENT = "events/2009/alliantie.yaml"


def add(project: Path, text: str) -> None:
    """Put `text` into a hand-written page."""
    page = project / "docs" / "nl" / "over.md"
    page.write_text(page.read_text(encoding="utf-8") + text, encoding="utf-8")


# Looked through before it is swapped in


def test_private_data_on_a_hand_written_page_is_1_and_told(project: Path) -> None:
    before = projects.digest(project / "site")
    add(project, "\nBel 0592-<b>36 55 55</b>.\n")
    status, out, err = processes.run(project)
    assert (status, err) == (1, "")
    assert (
        "site/over/index.html:1:1: error: ‘0592-36 55 55’ looks like private data (telephone) [private-in-page]" in out
    )
    assert out.endswith("1 error, 0 hints.\nThe site was not changed.\n")
    assert projects.digest(project / "site") == before
    assert left_over(project) == []


def test_a_link_that_mkdocs_does_not_see_is_2_and_told(real: Path) -> None:
    """MkDocs looks at Markdown's links only; this one is HTML."""
    before = projects.digest(real / "site")
    add(real, '\n<a href="#nergens">x</a> <a href="../weg/">y</a>\n')
    status, out, err = processes.run(real)
    assert (status, err) == (2, "build_timeline.py: the new site is not as it should be; the old site is still there\n")
    assert "error: the link ‘#nergens’ leads to a spot that is not there [broken-anchor]" in out
    assert "error: the link ‘../weg/’ leads nowhere [broken-link]" in out
    assert projects.digest(real / "site") == before
    assert left_over(real) == []


@pytest.mark.parametrize(
    ("part", "instead", "code"),
    [
        ("for path in [*files, ", "for path in [*files[1:], ", "missing-page"),
        ("</body>\\n</html>\\n", "", "broken-page"),
        ("text = path", "text = '<p id=a>1</p><p id=a>2</p>' + path", "id-twice"),
        ("write_bytes(data)", "write_bytes(data if page.stem == '404' else b'')", "empty-file"),
        ('[*files, docs / "404.md"]', "files", "missing-page"),
    ],
)
def test_an_engine_that_makes_less_than_it_should_is_found_out(
    project: Path, part: str, instead: str, code: str
) -> None:
    before = projects.digest(project / "site")
    engine = project / "mkdocs" / "__main__.py"
    text = engine.read_text()
    changed = text.replace(part, instead)
    assert changed != text
    engine.write_text(changed)
    status, out, err = processes.run(project)
    assert status == 2
    assert f"[{code}]" in out
    assert err == "build_timeline.py: the new site is not as it should be; the old site is still there\n"
    assert projects.digest(project / "site") == before


# Where the site stands


def test_a_site_that_is_a_link_stays_a_link_and_what_it_leads_to_is_replaced(project: Path, tmp_path: Path) -> None:
    """An administrator's choice: the folder that a web server shows stands elsewhere."""
    (project / "site").rename(tmp_path / "www")
    (project / "site").symlink_to(tmp_path / "www")
    add(project, "\nMeer.\n")
    works_again(project)
    assert (project / "site").readlink() == tmp_path / "www"
    assert b"Meer." in (tmp_path / "www/over/index.html").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([project.name, "www"])


def test_a_link_to_a_folder_that_is_not_there_yet_is_followed(project: Path, tmp_path: Path) -> None:
    (project / "link").symlink_to(tmp_path / "www")
    assert processes.run(project, "--site", "link")[0] == 0
    assert (project / "link").is_symlink()
    assert (tmp_path / "www" / "index.html").is_file()


@pytest.mark.parametrize(("build", "site"), [("a", "a"), ("a", "a/b"), ("a/b", "a")])
def test_build_and_site_are_two_folders_apart(project: Path, build: str, site: str) -> None:
    status, _, err = processes.run(project, "--build", build, "--site", site)
    assert (status, err) == (2, "build_timeline.py: --build and --site must be two folders apart\n")
    assert not (project / "a").exists()


def test_a_site_with_a_repository_in_it_is_not_replaced(project: Path) -> None:
    (project / "site" / ".git").mkdir()
    before = projects.digest(project / "site")
    status, _, err = processes.run(project)
    assert (status, err.count("\n")) == (2, 1)
    assert "holds something else" in err
    assert projects.digest(project / "site") == before


def test_what_a_killed_run_left_is_cleared_away_and_what_is_somebody_s_own_is_not(project: Path) -> None:
    projects.write(project, {".site.new-0123456789abcdef/nl/index.html": b"half", ".site.lock": b"", ".build.lock": b"",
                             ".site.old/index.html": b"dear to somebody", ".site.new-mine/a": b"dear too"})  # fmt: skip
    assert processes.run(project)[0] == 0
    assert left_over(project) == [".site.new-mine", ".site.old"]
    assert projects.read(project / ".site.old") == {"index.html": b"dear to somebody"}


def test_a_first_build_of_a_site_that_fails_leaves_nothing(project: Path) -> None:
    add(project, "\njan@voorbeeld.nl\n")
    assert processes.run(project, "--site", "first")[0] == 1
    assert {path.name for path in project.iterdir()} == WHOLE | {"mkdocs"}


# A removed event


def search_entries(site: dict[str, bytes], lang: str) -> list[str]:
    """What the search shows of each entry; no file of another index may lie beside it."""
    folder = f"search/{lang}/{json.loads(site[f'search/{lang}.json'])['folder']}/"
    assert [name for name in site if name.startswith(f"search/{lang}/") and not name.startswith(folder)] == []
    parts = [data for name, data in site.items() if name.startswith(f"{folder}e/")]
    return [json.dumps(entry) for part in parts for entry in json.loads(part)]


def without_event(lines: list[str], identifier: str) -> list[str]:
    return [line for line in lines if identifier not in line]


def test_a_removed_event_takes_its_traces_along_and_nothing_else_changes(real: Path) -> None:
    """Compared page by page, as MkDocs makes them; the picture and the year that only this event had go as well."""
    before = projects.read(real / "site")
    for name in (TALKS, "images/zaal.jpg", "sources/verslag.yaml"):
        (real / "timeline" / name).unlink()
    works_again(real)
    after = projects.read(real / "site")

    years = {f"{folder}/{year}/index.html" for folder in ("jaren", "en/years") for year in (2010, 2011, 2012)}
    pages = ("gebeurtenissen/gesprekken", "en/events/gesprekken")
    own = {f"{page}/{name}" for page in pages for name in ("index.html", "cite.bib", "cite.json")} | {"images/zaal.jpg"}
    own |= {f"oembed/{page}.json" for page in pages} | {"api/v1/events/gesprekken.json"}
    source = {"bronnen/verslag/index.html", "en/sources/verslag/index.html"}
    gone = {name for name in before.keys() - after.keys() if not name.startswith("search/")}
    assert gone == years | own | source
    assert not [name for name in after.keys() - before.keys() if not name.startswith("search/")]
    assert not [name for name, data in after.items() if b"gesprekken/" in data]

    # What changed is what told of the event, its years or its source; and what counts the events of its theme, or tells
    # which years there are.
    changed = {name for name in after.keys() & before.keys() if after[name] != before[name]}
    telling = {name for name in changed if re.search(rb"gesprekken|verslag|/201[0-2]/|>201[0-2]<", before[name])}
    drawn = {
        f"share/{lang}/{name}.png" for lang in ("nl", "en") for name in ("site", "themes-sociaal", "themes-cultuur")
    }
    counting = {"themas/index.html", "en/themes/index.html", "search/nl.json", "search/en.json", "feeds/dcat.jsonld"}
    # It is too long for a calendar, which says how many it leaves out.
    counting |= {"feeds/timeline.ics", "feeds/timeline.en.ics"}
    assert changed - telling - drawn == counting
    assert changed >= drawn
    silent = {name for name, data in before.items() if name in after and b"gesprekken" not in data} - changed
    assert {"over/index.html", "gemeenten/assen/index.html", "bronnen/krant/index.html", "404.html"} <= silent
    assert len(silent) > len(changed)

    for lang in ("nl", "en"):
        lost = set(search_entries(before, lang)) - set(search_entries(after, lang))
        assert any("gesprekken/" in entry for entry in lost)
    events = [json.loads(site["api/v1/events.json"])["events"] for site in (before, after)]
    assert [event for event in events[0] if event["id"] != "gesprekken"] == events[1]
    lines = before["sitemap.xml"].decode().splitlines()
    kept = [line for line in lines if not re.search(r"gesprekken|verslag|/201[0-2]/", line)]
    assert after["sitemap.xml"].decode().splitlines() == kept


# A renamed event


def test_a_renamed_event_asks_for_a_redirect_and_gets_one(real: Path) -> None:
    old, new = (real / "timeline" / f"events/2009/{name}.yaml" for name in ("alliantie", "alliantie-assen"))
    text = old.read_text(encoding="utf-8")
    old.unlink()
    new.write_text(text, encoding="utf-8")
    # Those who named the old one are to name the new one; `check` sees to that.
    ceremony = real / "timeline/events/2009/ceremonie.yaml"
    ceremony.write_text(ceremony.read_text(encoding="utf-8").replace("(alliantie)", "(alliantie-assen)")
                        .replace("[alliantie]\n", "[alliantie-assen]\n"), encoding="utf-8")  # fmt: skip
    status, out, err = processes.run(real)
    assert (status, err) == (0, ""), out
    hint = "timeline/events/2009/alliantie-assen.yaml:1:1: hint: the event ‘alliantie’ was on the site and is gone now"
    assert f"{hint}; is it ‘alliantie-assen’ now? [gone-event]" in out
    assert "put moved_from: [alliantie] into the new one" in out
    assert not (real / "site/gebeurtenissen/alliantie").exists()

    # Asked once only: this is what stands there now.
    assert "gone-event" not in processes.run(real)[1]

    new.write_text(f"{text}moved_from: [alliantie]\n", encoding="utf-8")
    works_again(real)
    for page, target in (
        ("gebeurtenissen/alliantie", "../alliantie-assen/"),
        ("en/events/alliantie", "../alliantie-assen/"),
    ):
        assert f'content="0; url={target}"' in (real / "site" / page / "index.html").read_text(encoding="utf-8")


def test_the_hint_is_not_given_to_who_moved_it_at_once(project: Path) -> None:
    """The event goes from one site to another under its new name, with its old one in it."""
    text = tales.base()[EVENT].decode()
    (project / "timeline" / EVENT).rename(project / "timeline/events/2009/verbond.yaml")
    (project / "timeline/events/2009/verbond.yaml").write_text(f"{text}moved_from: [alliantie]\n", encoding="utf-8")
    (project / "timeline/events/2009/ceremonie.yaml").write_text(
        str(WORLD["events/2009/ceremonie.yaml"])
        .replace("(alliantie)", "(verbond)")
        .replace("[alliantie]\n", "[verbond]\n"),
        encoding="utf-8",
    )
    status, out, _ = processes.run(project)
    assert status == 0
    assert "gone-event" not in out
