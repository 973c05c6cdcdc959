"""On a screen of 320 by 256 pixels, which is also 1280 by 1024 at 400 %, nobody scrolls sideways (WCAG 2.2, 1.4.10)."""

from tests.browser import chrome
from tests.browser.crawl import Visit


def test_no_page_is_wider_than_the_screen(visits: list[Visit]) -> None:
    problems = [f"{visit.page.url}: {problem}" for visit in visits for problem in visit.wide]
    assert not problems, chrome.listing(problems)
