"""Every page names what can be subscribed to, in its language, at addresses where it really is."""

from pathlib import Path

import pytest

from chronicle import formats
from tests import pages, projects, tales
from tests.test_structure import settings
from tests.world import WORLD

TYPES = {"application/atom+xml": "atom", "application/feed+json": "jsonfeed", "text/calendar": "ics"}


def test_the_frame_names_the_formats_where_they_stand() -> None:
    for name, lang in (("mkdocs.yml", "nl"), ("mkdocs.en.yml", "en")):
        feeds = settings(name)["extra"]["feeds"]
        assert {one["type"]: one["path"] for one in feeds} == {
            media: formats.BY_ID[identifier].path("nl" if lang == "nl" else "en") for media, identifier in TYPES.items()
        }
        assert all(formats.BY_ID[identifier].media == media for media, identifier in TYPES.items())


@pytest.fixture(scope="module", params=["https://voorbeeld.nl/", "https://voorbeeld.nl/een/pad/"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    folder = tmp_path_factory.mktemp("site")
    return request.param, projects.small_site(folder, tales.small(WORLD), SITE_URL=request.param)


def test_every_page_names_the_feeds_of_its_language(site: tuple[str, Path]) -> None:
    url, folder = site
    seen = 0
    for file in sorted(folder.rglob("index.html")):
        name = file.relative_to(folder).as_posix()
        if "embed/" in name:
            continue
        seen += 1
        links = [
            one.attributes
            for one in pages.parsed(file.read_text(encoding="utf-8")).all("link")
            if one.attributes.get("rel") == "alternate" and one.attributes.get("type") in TYPES
        ]
        assert [str(one["type"]) for one in links] == list(TYPES), name
        for link in links:
            address = str(link["href"])
            assert address.startswith(f"{url}feeds/")
            assert (folder / address.removeprefix(url)).is_file()
            assert (".en." in address) == name.startswith("en/")
            assert str(link["title"]).strip()
        town = (
            name.split("/")[-2] if name.startswith(("gemeenten/", "en/municipalities/")) and name.count("/") > 1 else ""
        )
        if town and town not in {"gemeenten", "municipalities"}:
            assert f"/gemeente/{town}." in str(links[2]["href"])
            assert town.capitalize() in str(links[2]["title"])
        else:
            assert "/timeline." in str(links[2]["href"])
    assert seen > 40
