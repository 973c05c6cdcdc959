"""On a screen of 320 by 256 pixels, which is also 1280 by 1024 at 400 %, nobody scrolls sideways (WCAG 2.2, 1.4.10)."""

import pytest
from playwright.sync_api import Browser

from tests.browser import chrome
from tests.browser.crawl import Visit
from tests.browser.sites import Site

# The words of tables that do not stand on one line.
BROKEN = """() => [...document.querySelectorAll("main table :is(th, td)")].flatMap((cell) => {
  const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT)
  const broken = []
  while (texts.nextNode()) for (const {0: word, index} of texts.currentNode.data.matchAll(/[\\p{L}\\p{N}]+/gu)) {
    const range = document.createRange()
    range.setStart(texts.currentNode, index)
    range.setEnd(texts.currentNode, index + word.length)
    if (range.getClientRects().length > 1) broken.push(word)
  }
  return broken
})"""


def test_no_page_is_wider_than_the_screen(visits: list[Visit]) -> None:
    problems = [f"{visit.page.url}: {problem}" for visit in visits for problem in visit.wide]
    assert not problems, chrome.listing(problems)


@pytest.mark.parametrize("path", ["bijdragen/", "en/contribute/", "insluiten/", "en/embedding/"])
def test_no_word_of_a_table_is_torn(browser: Browser, rooted: Site, path: str) -> None:
    page = browser.new_page(viewport=chrome.ZOOMED)
    page.goto(rooted.url + path)
    assert page.locator("main table td").count() > 8
    assert page.evaluate(BROKEN) == []
    assert page.evaluate("() => document.documentElement.scrollWidth") == chrome.ZOOMED["width"]
    page.close()


@pytest.mark.parametrize(("width", "is_map"), [(320, False), (599, False), (600, True), (1280, True)])
def test_tiles_are_said_to_stand_like_a_map_where_they_do(
    browser: Browser, rooted: Site, width: int, is_map: bool
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(f"{rooted.url}gemeenten/")
    assert page.get_by_text("Elke tegel is een gemeente.").is_visible()
    assert page.get_by_text("De tegels staan ongeveer zoals").is_visible() is is_map
    columns = "(map) => getComputedStyle(map).gridTemplateColumns.split(' ').length"
    assert page.locator("ol.tl-map").evaluate(columns) == (5 if is_map else 2)
    page.close()
