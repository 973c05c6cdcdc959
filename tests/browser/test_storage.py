"""Nothing is kept about a reader but the colours that the reader chose; the search works on the reader's own device."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser import chrome
from tests.browser.sites import Site

STORED = """async () => ({
  local: Object.keys(localStorage),
  session: Object.keys(sessionStorage),
  databases: (await indexedDB.databases()).map((database) => database.name),
  workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""
NOTHING = {"local": [], "session": [], "databases": [], "workers": 0}


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport=chrome.WIDE)
    yield context
    context.close()


def _kept(context: BrowserContext, page: Page) -> dict[str, Any]:
    assert context.cookies() == []
    kept: dict[str, Any] = page.evaluate(STORED)
    return kept


def _choose(page: Page) -> None:
    before = page.evaluate("() => document.body.dataset.mdColorMedia")
    page.locator("[data-md-component=palette] label:visible").click()
    page.wait_for_function("(media) => document.body.dataset.mdColorMedia !== media", arg=before)


@pytest.mark.parametrize("path", ["", "en/", "over/", "nee/"])
def test_reading_and_searching_leave_nothing_behind(context: BrowserContext, rooted: Site, path: str) -> None:
    """The privacy page says so: only a choice of colours is kept, and only after somebody made it."""
    page = context.new_page()
    log = chrome.watch(page)
    page.goto(rooted.url + path)
    chrome.settle(page, log)
    chrome.search(page, "Assen")
    assert _kept(context, page) == NOTHING


@pytest.mark.parametrize("path", ["", "en/"])
def test_a_choice_of_colours_is_all_that_is_kept(context: BrowserContext, rooted: Site, path: str) -> None:
    page = context.new_page()
    page.goto(rooted.url + path)
    _choose(page)
    kept = _kept(context, page)
    assert kept["local"]
    assert {**kept, "local": []} == NOTHING
    assert all(name.endswith(".__palette") for name in kept["local"]), kept
    # The privacy page names it as a browser does that is asked what it keeps.
    page.goto(rooted.url + ("en/privacy/" if path else "privacy/"))
    assert {".__palette", ".__slash"} <= set(page.locator("main code").all_inner_texts())


def test_the_choice_of_colours_lasts_on_the_next_page_of_the_other_language_too(
    context: BrowserContext, rooted: Site
) -> None:
    page = context.new_page()
    page.goto(rooted.url)
    for _ in range(2):  # light by choice, then dark
        _choose(page)
    assert page.evaluate("() => document.body.dataset.mdColorScheme") == "slate"
    for path in ("over/", "en/about/"):
        page.goto(rooted.url + path)
        assert page.evaluate("() => document.body.dataset.mdColorScheme") == "slate", path


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize(("path", "words"), [("", "convenant"), ("en/", "convenant"), ("nee/diep/", "convenant")])
def test_the_search_finds_pages_while_somebody_types(
    context: BrowserContext, site: Site, path: str, words: str, width: int
) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(site.url + path)
    chrome.search(page, words)
    links = page.locator("[data-search-result]")
    targets = links.evaluate_all("(links) => links.map((link) => link.href.split(/[?#]/)[0])")
    missing = [target for target in targets if not site.file(target).is_file()]
    assert not missing, chrome.listing(missing)
    assert {site.lang(target) for target in targets} == {site.lang(site.url + path)}
    with page.expect_navigation() as navigation:
        links.first.click()
    assert navigation.value.status == 200
    assert words[:5] in page.locator("main").inner_text().lower()


def test_the_search_says_so_when_it_finds_nothing(context: BrowserContext, rooted: Site) -> None:
    page = context.new_page()
    page.goto(rooted.url)
    page.locator("[data-search-input]").click()
    page.locator("[data-search-input]").press_sequentially("qxzqxz")
    page.get_by_text("Niets gevonden voor ‘qxzqxz’.").wait_for()
    assert page.locator("[data-search-result]").count() == 0
    menu = page.locator(".tl-menu a").evaluate_all("(links) => links.map((link) => link.href)")
    helps = page.locator("[data-search-found] a").evaluate_all("(links) => links.map((link) => link.href)")
    assert helps == menu, "a way on for who found nothing"
