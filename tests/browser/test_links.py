"""No link or anchor is broken, every promised file is there, and everything is reached by plain links alone."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest
import yaml

from tests.browser import chrome, document
from tests.browser.sites import PROJECT, Site

# Links to what is not a page of this site.
_ELSEWHERE = ("http://", "https://", "mailto:", "tel:", "data:")
_CSS_ADDRESS = re.compile(r"""url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)""")


def _pages(site: Site) -> dict[str, Path]:
    """Every HTML page of the site by its address."""
    files = sorted(site.folder.rglob("*.html"))
    assert len(files) > 100
    return {_address(site, file): file for file in files}


def _address(site: Site, file: Path) -> str:
    return site.url + file.relative_to(site.folder).as_posix().removesuffix("index.html")


def _broken(site: Site, page: str, link: str) -> str | None:
    """Why `link` on `page` leads nowhere; None if it leads somewhere, or to another site."""
    # A calendar is fetched by the site's own scheme.
    target, fragment = urldefrag(urljoin(page, link.replace("webcal://", "http://", 1)))
    target = target.split("?")[0]
    if not target.startswith(site.url):
        return None if link.startswith(_ELSEWHERE) else f"leads out of the site: {target}"
    file = site.file(unquote(target))
    if not file.is_file():
        # A folder without a slash is a detour on most hosts, and nothing at all on some.
        return f"no such file: {file.relative_to(site.folder)}"
    if fragment and file.suffix == ".html" and unquote(fragment) not in document.read(file).ids:
        return f"no such anchor in {file.relative_to(site.folder)}: #{fragment}"
    return None


def test_no_link_and_no_anchor_is_broken(site: Site) -> None:
    seen = 0
    problems = []
    for page, file in _pages(site).items():
        for element, _rel, link in document.read(file).links:
            seen += 1
            if reason := _broken(site, page, link):
                problems.append(f"{page}: <{element}> {link!r}: {reason}")
    assert seen > 10_000
    assert not problems, chrome.listing(problems)


def test_no_style_asks_for_what_is_not_there(site: Site) -> None:
    sheets = sorted(site.folder.rglob("*.css"))
    assert sheets
    problems = [
        f"{sheet.relative_to(site.folder)}: {link}: {reason}"
        for sheet in sheets
        for link in (a or b for a, b in _CSS_ADDRESS.findall(sheet.read_text()))
        if not link.startswith("data:")
        for reason in [_broken(site, _address(site, sheet), link)]
        if reason
    ]
    assert not problems, chrome.listing(problems)


def test_links_between_pages_are_relative(site: Site) -> None:
    """Anything else stops working in another folder. Only what is shown at any depth names the folder it is for."""
    base = urlsplit(site.url).path

    def problems(page: str, file: Path) -> Iterator[str]:
        # Made to be carried away: its links lead back here from anywhere.
        if file.name in {"tijdlijn.html", "timeline.html"}:
            return
        for element, rel, link in document.read(file).links:
            if file.name == "404.html":
                if not link.startswith((*_ELSEWHERE, "#", base)):
                    yield f"works at one depth only: <{element}> {link}"
            elif link.startswith("/") or (link.startswith(site.url) and rel not in {"canonical", "alternate"}):
                yield f"not relative: <{element}> {link}"

    found = [f"{page}: {problem}" for page, file in _pages(site).items() for problem in problems(page, file)]
    assert not found, chrome.listing(found)


def test_no_file_knows_another_address_than_its_own(rooted: Site, pathed: Site) -> None:
    hosts = re.compile(rb"https?://(?:127\.0\.0\.1|localhost)(?::[0-9]+)?/?(?:repo/)?")
    for site in (rooted, pathed):
        files = [file for file in site.folder.rglob("*") if file.is_file()]
        # A line of a calendar goes on behind a line end and a blank.
        found = {(host, file) for file in files for host in hosts.findall(file.read_bytes().replace(b"\r\n ", b""))}
        assert len(found) > len(site.listed), "the addresses are nowhere: this test looks for the wrong thing"
        problems = [f"{file}: {host!r}" for host, file in found if host != site.url.encode()]
        assert not problems, chrome.listing(problems)


def test_every_page_of_a_language_is_reached_by_plain_links_from_its_home_page(site: Site) -> None:
    for lang, home in (("nl", site.url), ("en", f"{site.url}en/")):
        pages = {page.url for page in site.listed if site.lang(page.url) == lang}
        reached, waiting = {home}, [home]
        while waiting:
            page = waiting.pop()
            targets = {urldefrag(urljoin(page, link)).url for link in document.read(site.file(page)).follows}
            fresh = (targets & pages) - reached
            reached |= fresh
            waiting += fresh
        assert len(pages) > len(site.events)
        missing = sorted(pages - reached)
        assert not missing, chrome.listing(missing)


def test_the_sitemap_lists_every_page_and_nothing_else(site: Site) -> None:
    # What is for frames on pages of others says itself that it is not to be found.
    hidden = '<meta name="robots" content="noindex">'
    pages = {page: file for page, file in _pages(site).items() if file.name == "index.html"}
    there = {page for page, file in pages.items() if hidden not in file.read_text(encoding="utf-8")}
    assert {page.removeprefix(site.url).removeprefix("en/").partition("/")[0] for page in pages.keys() - there} == {
        "embed"
    }
    listed = [page.url for page in site.listed]
    assert len(listed) == len(set(listed))
    assert set(listed) == there


def test_every_promised_address_is_there(site: Site) -> None:
    """The design, section 7, as far as this stage goes; read from the data, not from the code that makes the pages."""
    missing = sorted(address for address in _promised() if not site.file(site.url + address).is_file())
    assert not missing, chrome.listing(missing)


def _promised() -> Iterator[str]:
    parts = {
        ("gebeurtenissen", "events"): {file.stem for file in (PROJECT / "timeline/events").rglob("*.yaml")},
        ("jaren", "years"): {folder.name for folder in (PROJECT / "timeline/events").iterdir() if folder.is_dir()},
        ("bronnen", "sources"): {file.stem for file in (PROJECT / "timeline/sources").glob("*.yaml")},
        ("gemeenten", "municipalities"): _vocabulary("municipalities"),
        ("themas", "themes"): _vocabulary("themes"),
        ("organisaties", "organisations"): _vocabulary("organisations"),
    }
    for (dutch, english), ids in parts.items():
        assert ids, dutch
        yield from (f"{folder}/{name}/" for name in ids for folder in (dutch, f"en/{english}"))
    yield from (
        "",
        "en/",
        "insluiten/",
        "en/embedding/",
        "bijdragen/",
        "en/contribute/",
        "gegevens/",
        "en/data/",
        "embed/",
        "en/embed/",
        "embed.js",
    )
    for (dutch, english), names in (
        (("gemeente", "municipality"), _vocabulary("municipalities")),
        (("thema", "theme"), _vocabulary("themes")),
    ):
        yield from (f"{folder}/{name}/" for name in names for folder in (f"embed/{dutch}", f"en/embed/{english}"))
    yield from (f"{name}/" for name in ("jaren", "gemeenten", "themas", "organisaties", "bronnen", "begrippen"))
    yield from (f"{name}/" for name in ("over", "toegankelijkheid", "privacy", "colofon"))
    yield from (f"en/{name}/" for name in ("years", "municipalities", "themes", "organisations", "sources", "glossary"))
    yield from ("verhaal/", "en/story/", "poster/", "en/poster/")
    yield from (f"en/{name}/" for name in ("about", "accessibility", "privacy", "colophon"))
    yield from ("404.html", "robots.txt", "sitemap.xml", "api/v1/events.json")
    yield from (f"api/v1/schema/{kind}.schema.json" for kind in ("event", "source"))
    yield from (f"api/v1/{name}.json" for name in ("sources", "vocabulary", "openapi"))
    yield from (f"api/v1/events/{file.stem}.json" for file in (PROJECT / "timeline/events").rglob("*.yaml"))


def _vocabulary(name: str) -> set[str]:
    return set(yaml.safe_load((PROJECT / f"timeline/vocabulary/{name}.yaml").read_text()))


def test_the_events_are_marked_up_as_promised(site: Site) -> None:
    """Other people's scripts attach to these attributes (the design, section 7)."""
    for home in ("index.html", "en/index.html"):
        html = (site.folder / home).read_text()
        assert html.count("data-timeline") == 1
        ids = re.findall(r'<li [^>]*id="event-([a-z0-9-]+)" data-event="([a-z0-9-]+)"', html)
        assert ids == [(event["id"], event["id"]) for event in site.events]


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_addresses_in_the_data_lead_to_pages(site: Site, lang: str) -> None:
    assert site.events
    missing = [event["id"] for event in site.events if not site.file(event["url"][lang]).is_file()]
    assert not missing, chrome.listing(missing)
