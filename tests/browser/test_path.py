"""Below a path, on a host that has nothing else, everything works as it does at a root."""

from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import chrome
from tests.browser.kinds import Kind, kinds
from tests.browser.sites import Site

# The styles are there and at work, ours and the theme's.
STYLED = """() => {
  const empty = [...document.querySelectorAll("link[rel=stylesheet]")].filter((link) => !link.sheet?.cssRules.length)
  const ground = getComputedStyle(document.body).getPropertyValue("--tl-ground")
  const header = getComputedStyle(document.querySelector(".md-header")).backgroundColor
  return [
    ...empty.map((link) => `style sheet not loaded: ${link.href}`),
    ...(ground && header !== "rgba(0, 0, 0, 0)" ? [] : ["the styles are not at work"]),
  ]
}"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport=chrome.WIDE)
    yield page
    page.close()


def test_every_kind_of_page_is_whole(pathed: Site) -> None:
    def work(browser: Browser, share: Sequence[Kind]) -> list[str]:
        page = browser.new_page(viewport=chrome.WIDE)
        log = chrome.watch(page)
        found: list[str] = []
        for kind in share:
            log.clear()
            response = page.goto(kind.url)
            chrome.settle(page, log)
            assert response
            problems = [*log.troubles, *page.evaluate(STYLED)]
            if response.status != (404 if kind.name == "404" else 200):
                problems.append(f"status {response.status}")
            problems += [f"asks outside the path: {url}" for url in log.requests if not url.startswith(pathed.url)]
            found += [f"{kind}: {problem}" for problem in problems]
        return found

    problems = chrome.side_by_side(kinds(pathed), work)
    assert not problems, chrome.listing(problems)


@pytest.mark.parametrize(("path", "count"), [("", 9), ("en/", 9), ("en/municipalities/assen/", 9)])
def test_the_menu_leads_to_pages(page: Page, pathed: Site, path: str, count: int) -> None:
    page.goto(pathed.url + path)
    titles = page.locator(".tl-menu a").all_inner_texts()
    assert len(titles) == count
    for title in titles:
        with page.expect_navigation() as navigation:
            page.locator(".tl-menu").get_by_role("link", name=title, exact=True).click()
        assert navigation.value.status == 200
        assert page.url.startswith(pathed.url)
        assert page.locator(".tl-menu [aria-current=page]").inner_text() == title
        assert page.locator("html").get_attribute("lang") == pathed.lang(page.url)


def test_the_language_switch_leads_to_the_twin_and_back(pathed: Site, page: Page) -> None:
    for kind in kinds(pathed):
        if kind.name in {"home", "source", "event planned", "glossary"} and kind.lang == "nl":
            page.goto(kind.url)
            twin = page.locator("link[hreflang=en]").get_attribute("href")
            for there in (twin, kind.url):
                with page.expect_navigation() as navigation:
                    page.locator("header a[hreflang]").click()
                # Straight there: a redirect that only some hosts give would hide a wrong address.
                assert navigation.value.request.redirected_from is None
                assert (navigation.value.status, page.url) == (200, there)


@pytest.mark.parametrize("path", ["nee/", "en/nee/diep/pad/", "gebeurtenissen/nee"])
def test_a_page_that_is_not_there_leads_back(page: Page, pathed: Site, path: str) -> None:
    response = page.goto(pathed.url + path)
    assert response
    assert response.status == 404
    assert not page.evaluate(STYLED)
    assert page.locator("main [lang=en]").count() == 1
    for link, home in ((page.locator("main a").first, ""), (page.locator("main [lang=en] a"), "en/")):
        target = link.evaluate("(link) => link.href")
        assert urlsplit(target).path.replace("/.", "/").replace("//", "/") == urlsplit(pathed.url + home).path
