"""On a screen of 320 pixels, which is also a wide one at 400 %, nobody scrolls sideways (WCAG 2.2, 1.4.10)."""

from collections.abc import Sequence

from playwright.sync_api import Browser

from tests.browser import chrome
from tests.browser.kinds import Kind

# What sticks out of the screen and is shown. A theme that hides what sticks out makes text unreadable, not narrow.
OUTSIDE = """() => {
  const outside = [...document.querySelectorAll("header *, nav *, main *, footer *")].filter((element) => {
    const box = element.getBoundingClientRect()
    return element.checkVisibility({visibilityProperty: true, opacityProperty: true}) && box.width && box.height
      && !element.closest(".md-search") && (box.right > innerWidth + 1 || box.left < -1)
  })
  const wide = Math.max(document.documentElement.scrollWidth, document.body.scrollWidth)
  return [
    ...outside.map((e) => `sticks out: ${e.outerHTML.slice(0, 150)}`),
    ...(wide > innerWidth ? [`scrolls sideways: ${wide} > ${innerWidth}`] : []),
  ]
}"""


def test_no_kind_of_page_is_wider_than_the_screen(samples: list[Kind]) -> None:
    def work(browser: Browser, share: Sequence[Kind]) -> list[str]:
        page = browser.new_page()
        page.add_init_script(chrome.NO_WORKER)
        found = []
        for kind in share:
            page.goto(kind.url)
            for viewport in (chrome.NARROW, chrome.ZOOMED):
                page.set_viewport_size(viewport)
                found += [f"{kind}, {viewport}: {problem}" for problem in page.evaluate(OUTSIDE)]
        return found

    problems = chrome.side_by_side(samples, work)
    assert not problems, chrome.listing(problems)
