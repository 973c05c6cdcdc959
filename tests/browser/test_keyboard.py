"""With the keyboard alone: first the skip link, then everything, and the focus is always seen."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import chrome
from tests.browser.sites import Site

# Write down each element that gets the focus, and how it shows it. The theme hides radio buttons; their label shows it.
WATCH = """() => {
  window.focused = []
  const shows = (element) => {
    const style = getComputedStyle(element)
    const box = element.getBoundingClientRect()
    const outline = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1
      && !/^(transparent|rgba\\(.*, 0\\))$/.test(style.outlineColor)
    return (outline || style.boxShadow !== "none") && box.width > 1 && box.height > 1
      && element.checkVisibility({visibilityProperty: true, opacityProperty: true})
  }
  document.addEventListener("focusin", ({target}) => {
    const label = target.matches("input[type=radio]") ? target.nextElementSibling : null
    const box = (label ?? target).getBoundingClientRect()
    window.focused.push({
      html: target.outerHTML.slice(0, 150),
      index: window.order.indexOf(target),
      shows: shows(label ?? target),
      inside: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    })
  })
  const focusable = "a[href], button, input, select, textarea, summary, [tabindex]"
  window.order = [...document.querySelectorAll(focusable)].filter((element) =>
    element.tabIndex >= 0 && !element.disabled
    && element.checkVisibility({visibilityProperty: true})
    // Of radio buttons that belong together Tab reaches the chosen one, or the first.
    && !(element.type === "radio" && element.name))
  return window.order.length
}"""
EVENT_LINKS = "() => [...document.querySelectorAll('.tl-event__title a')].map((link) => window.order.indexOf(link))"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport=chrome.WIDE, reduced_motion="reduce")
    yield page
    page.close()


@pytest.mark.parametrize("path", ["", "en/", "over/", "en/events/sociaal-convenant-ondertekend/"])
def test_the_first_tab_is_a_link_past_the_menu(page: Page, rooted: Site, path: str) -> None:
    page.goto(f"{rooted.url}{path}")
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    assert "md-skip" in str(skip.get_attribute("class")).split()
    box = skip.bounding_box()
    assert box is not None
    assert skip.evaluate("(link) => getComputedStyle(link).opacity") == "1"
    assert box["x"] >= 0
    assert box["y"] >= 0
    target = page.locator(str(skip.get_attribute("href")))
    page.keyboard.press("Enter")
    page.wait_for_function("(y) => document.querySelector(':target')?.getBoundingClientRect().top < y", arg=100)
    assert target.is_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.closest('main') !== null"), "the next Tab is not in the content"


@pytest.mark.parametrize("path", ["", "en/"])
def test_tab_reaches_everything_in_order_and_the_focus_is_always_seen(page: Page, rooted: Site, path: str) -> None:
    page.goto(f"{rooted.url}{path}")
    expected = page.evaluate(WATCH)
    events = page.evaluate(EVENT_LINKS)
    assert len(events) == len(rooted.events)
    assert -1 not in events, "an event's link is not reached with Tab"
    # Radio buttons add one stop, the browser's own frame may add one, and the button that copies a link one an event.
    for _ in range(expected + len(events) + 3):
        page.keyboard.press("Tab")
    focused: list[dict[str, Any]] = page.evaluate("() => window.focused")
    reached = [stop["index"] for stop in focused]
    missing = sorted(set(range(expected)) - set(reached))
    assert not missing, f"{len(missing)} of {expected} not reached: {missing[:10]}"
    assert set(events) <= set(reached)
    once = [index for index in reached if index >= 0][:expected]
    assert once == sorted(once), "the focus jumps"
    problems = [stop["html"] for stop in focused if not (stop["shows"] and stop["inside"])]
    assert not problems, chrome.listing(problems)


def test_the_search_opens_and_closes_with_the_keyboard(page: Page, rooted: Site) -> None:
    """The same way with the arrows, with Enter and with Tab; what is typed elsewhere stays there."""
    page.goto(rooted.url)
    page.keyboard.press("/")
    assert page.evaluate("() => document.activeElement.matches('[data-search-input]')")
    page.keyboard.type("convenant")
    page.locator("[data-search-status]", has_text="‘convenant’").wait_for()
    page.keyboard.type("/")
    assert page.locator("[data-search-input]").input_value() == "convenant/"
    page.keyboard.press("Backspace")
    results = "() => [...document.querySelectorAll('[data-search-result]')].indexOf(document.activeElement)"
    at = []
    for key in ("ArrowDown", "ArrowDown", "ArrowUp", "Tab", "ArrowUp", "ArrowUp", "Enter"):
        page.keyboard.press(key)
        page.wait_for_timeout(50)
        at.append(page.evaluate(results))
    assert at == [0, 1, 0, 1, 0, -1, 0]
    first = page.locator("[data-search-result]").first
    address = first.get_attribute("href")
    page.keyboard.press("Escape")
    first.wait_for(state="hidden")
    assert page.evaluate("() => document.activeElement.matches('[data-search-input]')")
    assert page.locator("[data-search-input]").input_value() == ""
    page.keyboard.press("Tab")
    assert page.evaluate("() => !document.activeElement.closest('[data-search-panel]')"), "the focus is in a closed box"
    page.keyboard.press("/")
    page.keyboard.type("convenant")
    # Enter does not wait for the list.
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.activeElement.matches('[data-search-result]')")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url.endswith(str(address).removeprefix("."))


def test_the_key_that_starts_the_search_can_be_turned_off(page: Page, rooted: Site) -> None:
    """WCAG 2.2, 2.1.4: who speaks instead of typing sets off such keys unasked. The choice lasts."""
    page.goto(rooted.url)
    chrome.search(page, "assen")
    page.get_by_label("Met de toets / begint het zoeken").uncheck()
    for path, works in (("over/", False), ("en/about/", False)):
        page.goto(rooted.url + path)
        page.keyboard.press("/")
        assert page.evaluate("() => document.activeElement.matches('[data-search-input]')") is works
    chrome.search(page, "assen")
    page.get_by_label("The key / starts the search").check()
    page.goto(rooted.url)
    page.keyboard.press("/")
    assert page.evaluate("() => document.activeElement.matches('[data-search-input]')")
    assert page.evaluate("() => Object.keys(localStorage)") == []


def test_the_palette_changes_with_the_keyboard(page: Page, rooted: Site) -> None:
    page.goto(rooted.url)
    before = page.evaluate("() => document.body.dataset.mdColorMedia")
    page.locator("[data-md-component=palette] input:checked, [data-md-component=palette] input").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("(media) => document.body.dataset.mdColorMedia !== media", arg=before)
