"""A list of twenty events and one of a thousand: all are read, reached, printed and chosen from."""

import io
import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from tests import sized
from tests.browser import chrome, sites, test_axe, test_filter
from tests.browser.crawl import WIDE
from tests.browser.sites import Site

SIZES = (20, 1_000)
TITLES = "() => [...document.querySelectorAll('.tl-event__title')].map((title) => title.textContent.trim())"
# The events that say a word: what stands before the colon names a fact.
SAYING = """(word) => [...document.querySelectorAll("[data-timeline] [data-event]")].filter((event) =>
  [...event.children].some((block) => {
    const text = block.textContent.replace(block.matches(".tl-fact") ? /^[^:]*: / : "", "")
    return new RegExp(`(?<![\\\\p{L}\\\\p{N}])${word}`, "iu").test(text)
  })).map((event) => event.dataset.event)"""
# Goes through the page with what Tab does; its end is the first stop after the list.
STOPS = """() => [...document.querySelectorAll("a[href], button, input, select, summary, [tabindex]")]
  .filter((element) => element.tabIndex >= 0 && !element.disabled && element.checkVisibility({visibilityProperty: true})
    && element.matches(".tl-event__title a")).length"""


@pytest.fixture(scope="session", params=SIZES)
def sized_site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp(f"sized-{request.param}")
    with sites.running(sites.below("/", folder / "site")) as port:
        url = f"http://127.0.0.1:{port}/"
        sized.publish(folder, request.param, {"SITE_URL": url})
        site = Site(url, folder / "site", folder / "build")
        assert len(site.events) == request.param
        yield site


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport=chrome.WIDE, reduced_motion="reduce")
    log = chrome.watch(page)
    yield page
    page.close()
    assert log.troubles == []


def _titles(site: Site) -> list[str]:
    return [event["title"]["nl"] for event in site.events]


def test_every_text_is_there_without_script(browser: Browser, sized_site: Site) -> None:
    page = browser.new_page(java_script_enabled=False, viewport=chrome.WIDE)
    page.goto(sized_site.url)
    assert page.evaluate(TITLES) == _titles(sized_site)
    page.close()


def test_every_event_is_reached_with_tab_and_the_list_is_passed_in_two(page: Page, sized_site: Site) -> None:
    page.goto(sized_site.url)
    # That Tab goes to each, in order, and that the focus is seen, is shown on the real list (test_keyboard.py).
    assert page.evaluate(STOPS) == len(sized_site.events)
    page.locator("a[href='#after-list']").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    after = "() => document.querySelector('[data-timeline]').compareDocumentPosition(document.activeElement)"
    assert page.evaluate(after) == 4, "the focus is not after the list"
    # From the last event's link Tab leads out of the list too: nothing holds it there.
    page.locator("[data-event]").last.locator("a").last.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate(after) == 4


def test_every_event_is_printed(page: Page, sized_site: Site) -> None:
    page.goto(sized_site.url)
    printed = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    text = "".join("".join(sheet.extract_text().split()) for sheet in printed.pages)
    missing = [title for title in _titles(sized_site) if "".join(title.split()) not in text]
    assert not missing, chrome.listing(missing)
    assert text.count("bevestigd") >= len([event for event in sized_site.events if event["status"] == "confirmed"])


def test_nothing_is_cut_at_320_pixels(page: Page, sized_site: Site) -> None:
    page.set_viewport_size(chrome.NARROW)
    page.goto(sized_site.url)
    page.evaluate(test_axe.LAID_OUT)
    assert page.evaluate(WIDE) == []


@pytest.mark.parametrize("word", ["bron", "thema", "bestuur", "gedeputeerde"])
def test_words_are_found_in_what_a_fact_tells_and_not_in_its_name(page: Page, sized_site: Site, word: str) -> None:
    """Also in a long list, in which both are one text."""
    page.goto(sized_site.url)
    saying = page.evaluate(SAYING, word)
    page.locator("#filter-q").fill(word)
    expect(page.locator("[data-said]")).to_have_text(re.compile(rf"^{len(saying)}\b"))
    assert page.evaluate(test_filter.SHOWN) == saying
    assert len(saying) < len(sized_site.events)
    if saying:
        page.wait_for_function("() => CSS.highlights.get('tl-hit')?.size")
        assert set(page.evaluate(chrome.MARKED)) == {word}


@pytest.mark.parametrize(("words", "scheme"), [("", "light"), ("drenthe", "dark")])
def test_axe_finds_nothing_with_the_filter_open_and_filtered(
    page: Page, sized_site: Site, words: str, scheme: test_axe.Scheme
) -> None:
    """Each in one colour scheme; test_axe.py and test_filter.py look at both, wide and narrow."""
    page.emulate_media(color_scheme=scheme)
    page.goto(sized_site.url)
    page.locator("[data-filter] [data-more]").click()
    if words:
        page.locator("#filter-q").fill(words)
        expect(page.locator("[data-said]")).to_have_text(re.compile(rf"^\d+ van {len(sized_site.events)}\b"))
    page.evaluate(AXE_SCRIPT)
    test_axe._shown_in(page, scheme)
    violations = test_axe._violations(page)
    assert not violations, chrome.listing(violations)
