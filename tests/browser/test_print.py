"""On paper: every event is there, and nothing that only works on a screen."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import chrome
from tests.browser.sites import Site

SCREEN_ONLY = ".md-header, .tl-menu, .md-search, .md-overlay, .tl-footer nav, .tl-jump, .md-skip, button, input"
SHOWN = """(selector) => [...document.querySelectorAll(selector)].filter((element) => {
  const box = element.getBoundingClientRect()
  return box.width && box.height && element.checkVisibility({visibilityProperty: true, opacityProperty: true})
}).map((element) => element.outerHTML.slice(0, 150))"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport=chrome.WIDE, color_scheme="dark")
    yield page
    page.close()


@pytest.mark.parametrize("path", ["", "en/"])
def test_every_event_is_printed_and_nothing_that_is_for_screens(page: Page, rooted: Site, path: str) -> None:
    page.goto(rooted.url + path)
    assert page.evaluate(SHOWN, SCREEN_ONLY), "the test looks for what is not there on a screen either"
    page.emulate_media(media="print")
    assert len(page.evaluate(SHOWN, ".tl-event__title a")) == len(rooted.events)
    assert len(page.evaluate(SHOWN, ".tl-event__when time")) == len(rooted.events)
    shown = page.evaluate(SHOWN, SCREEN_ONLY)
    assert not shown, chrome.listing(shown)


def test_paper_is_white_for_who_reads_in_the_dark(page: Page, rooted: Site) -> None:
    page.goto(rooted.url)
    look = "() => [document.body, document.querySelector('h1')].map((e) => [getComputedStyle(e)][0])"
    look += ".map((style, n) => n ? style.color : style.backgroundColor)"
    dark = page.evaluate(look)
    page.emulate_media(media="print")
    assert page.evaluate(look) == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]
    assert page.evaluate(look) != dark


def test_the_home_page_becomes_a_pdf(page: Page, rooted: Site) -> None:
    page.goto(rooted.url)
    pdf = page.pdf(format="A4")
    assert pdf.startswith(b"%PDF-")
    # 85 events do not fit on one sheet.
    assert pdf.count(b"/Type /Page\n") > 5 or pdf.count(b"/Type/Page/") > 5
