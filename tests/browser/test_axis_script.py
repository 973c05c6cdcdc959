"""The axis under a reader's hands: stepping, zooming, a period; the list follows, and the page is never caught."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, CDPSession, FloatRect, Locator, Page, expect

from tests.browser import chrome, test_axe
from tests.browser.sites import Site

expect.set_options(timeout=30_000)
PLACES = """() => Object.fromEntries([...document.querySelectorAll("[data-axis]")]
  .filter((svg) => svg.getBoundingClientRect().width)
  .flatMap((svg) => [...svg.querySelectorAll("[data-mark]")])
  .filter((mark) => mark.style.display !== "none")
  .map((mark) => [mark.dataset.mark, mark.lastElementChild.getBoundingClientRect().toJSON()]))"""
TICKS = """() => [...document.querySelectorAll("[data-axis=wide] [data-ticks] text")].map((text) => text.textContent)"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport=chrome.WIDE, reduced_motion="reduce")
    log = chrome.watch(page)
    yield page
    page.close()
    assert log.troubles == []


@pytest.fixture
def finger(browser: Browser) -> Iterator[Page]:
    """A page on a phone."""
    page = browser.new_page(viewport={"width": 360, "height": 740}, has_touch=True, reduced_motion="reduce")
    log = chrome.watch(page)
    yield page
    page.close()
    assert log.troubles == []


def _drawn(page: Page, url: str) -> Locator:
    """Open a page and wait until its axis is ready; give the cursor, which has the focus."""
    page.goto(url)
    cursor = page.locator("[data-cursor]")
    cursor.focus()
    expect(page.locator("[data-tip]")).to_be_visible()
    return cursor


def _places(page: Page) -> dict[str, dict[str, float]]:
    places: dict[str, dict[str, float]] = page.evaluate(PLACES)
    return places


def _box(page: Page, selector: str = "[data-axis-box]") -> FloatRect:
    box = page.locator(selector).bounding_box()
    assert box is not None
    return box


def _value(cursor: Locator) -> tuple[int, str]:
    return int(str(cursor.get_attribute("aria-valuenow"))), str(cursor.get_attribute("aria-valuetext"))


def test_the_axis_is_one_stop_of_the_tab_key_and_says_what_it_is(page: Page, rooted: Site) -> None:
    page.goto(rooted.url)
    stops = page.locator("[data-overview] :is([tabindex='0'], button, a:not([tabindex='-1'])):visible")
    # The events, the two ends of the period, and two buttons; the others come when there is something to go back to.
    assert stops.evaluate_all("(stops) => stops.map((stop) => stop.getAttribute('aria-label') || stop.innerText)") == [
        "Gebeurtenissen op de as", "Begin van de periode", "Einde van de periode", "Uitzoomen", "Inzoomen",
    ]  # fmt: skip
    cursor = page.locator("[data-cursor]")
    before = _value(cursor)
    assert cursor.get_attribute("role") == "slider"
    cursor.focus()
    expect(page.locator("[data-tip]")).to_have_text(before[1])
    assert _value(cursor) == before, "the build and the script say the same of the first event"


def test_arrows_step_through_the_events_in_time_order(page: Page, rooted: Site) -> None:
    cursor = _drawn(page, rooted.url)
    titles = [event["title"]["nl"] for event in rooted.events]
    for number, key in ((2, "ArrowRight"), (3, "ArrowDown"), (2, "ArrowLeft"), (12, "PageDown"), (len(titles), "End")):
        page.keyboard.press(key)
        now, text = _value(cursor)
        assert now == number
        assert f": {titles[number - 1]} (" in text
        expect(page.locator("[data-tip]")).to_have_text(text)
        assert page.locator("[data-event][data-lit]").get_attribute("data-event") == rooted.events[number - 1]["id"]
    page.keyboard.press("ArrowRight")
    assert _value(cursor)[0] == len(titles)
    page.keyboard.press("Home")
    assert _value(cursor)[0] == 1


def test_the_cursor_stands_on_its_event(page: Page, rooted: Site) -> None:
    cursor = _drawn(page, rooted.url)
    for key in ["ArrowRight"] * 6 + ["+", "ArrowRight", "+", "ArrowRight"] + ["ArrowRight"] * 20:
        page.keyboard.press(key)
        event = str(page.locator("[data-event][data-lit]").get_attribute("data-event"))
        ring, mark = _box(page, "[data-cursor]"), _places(page)[event]
        middle = (ring["x"] + ring["width"] / 2, ring["y"] + ring["height"] / 2)
        assert mark["x"] - 2 <= middle[0] <= mark["x"] + mark["width"] + 2, event
        assert mark["y"] - 2 <= middle[1] <= mark["y"] + mark["height"] + 2, event
        axis = _box(page, "[data-axis=wide]")
        assert axis["x"] - 1 <= middle[0] <= axis["x"] + axis["width"] + 1, "the cursor's event is in view"
    assert cursor.evaluate("(cursor) => cursor.matches(':focus-visible')")


def test_enter_reads_in_the_list_and_escape_goes_back(page: Page, rooted: Site) -> None:
    cursor = _drawn(page, rooted.url)
    for _ in range(30):
        page.keyboard.press("ArrowRight")
    event = rooted.events[30]["id"]
    page.keyboard.press("Enter")
    expect(page.locator(f"#event-{event} a").first).to_be_focused()
    expect(page.locator(f"#event-{event}")).to_be_in_viewport()
    assert page.url == f"{rooted.url}#event-{event}"
    page.keyboard.press("Escape")
    expect(cursor).to_be_focused()
    expect(cursor).to_be_in_viewport()
    assert _value(cursor)[0] == 31


def test_zooming_brings_months_and_comes_back_to_the_very_same_drawing(page: Page, rooted: Site) -> None:
    _drawn(page, rooted.url)
    for _ in range(20):
        page.keyboard.press("ArrowRight")
    before, years = _places(page), page.evaluate(TICKS)
    for _ in range(3):
        page.keyboard.press("+")
    zoomed = _places(page)
    event = rooted.events[20]["id"]
    assert abs(zoomed[event]["x"] - before[event]["x"]) < 2, "the event at hand stays where it is"
    ids = [event["id"] for event in rooted.events[15:25] if event["id"] in zoomed]
    wide = [abs(zoomed[a]["x"] - zoomed[b]["x"]) for a, b in pairwise(ids)]
    small = [abs(before[a]["x"] - before[b]["x"]) for a, b in pairwise(ids)]
    assert sum(wide) > 4 * sum(small)
    assert all(
        mark["width"] == pytest.approx(before[name]["width"], abs=0.5)
        for name, mark in zoomed.items()
        if mark["width"] < 14
    )
    assert set(page.evaluate(TICKS)) != set(years)
    assert any(name[:3].isalpha() for name in page.evaluate(TICKS)), "months have names"
    page.keyboard.press("-")
    page.keyboard.press("0")
    assert _places(page) == before
    assert page.evaluate(TICKS) == years


def test_buttons_zoom_and_move(page: Page, rooted: Site) -> None:
    page.goto(rooted.url)
    bar = page.locator("[data-axis-bar]")
    whole = bar.get_by_role("button", name="Hele as")
    expect(whole).to_be_hidden()
    bar.get_by_role("button", name="Inzoomen").hover()
    bar.get_by_role("button", name="Inzoomen").click()
    expect(whole).to_be_visible()
    middle = _places(page)
    bar.get_by_role("button", name="Later").click()
    later = _places(page)
    moved = [name for name in middle if name in later and later[name]["x"] < middle[name]["x"]]
    assert len(moved) > 10
    bar.get_by_role("button", name="Eerder").click()
    assert _places(page) == middle
    whole.click()
    expect(whole).to_be_hidden()


def test_a_plain_wheel_scrolls_the_page_and_one_with_control_zooms(page: Page, rooted: Site) -> None:
    _drawn(page, rooted.url)
    box = _box(page)
    page.mouse.move(box["x"] + 500, box["y"] + 100)
    page.mouse.wheel(0, 200)
    page.wait_for_function("() => scrollY > 100")
    page.evaluate("() => scrollTo(0, 0)")
    before = _places(page)
    page.keyboard.down("Control")
    page.mouse.wheel(0, -300)
    expect(page.locator("[data-do=all]")).to_be_visible()
    assert _places(page) != before
    assert page.evaluate("() => [scrollY, visualViewport.scale]") == [0, 1]
    page.mouse.wheel(0, 3000)
    expect(page.locator("[data-do=all]")).to_be_hidden()
    page.keyboard.up("Control")
    assert _places(page) == before


def test_dragging_chooses_a_period_and_the_list_follows(page: Page, rooted: Site) -> None:
    _drawn(page, rooted.url)
    box, places = _box(page), _places(page)
    first = places["sociaal-convenant-ondertekend"]
    y = box["y"] + 20
    page.mouse.move(first["x"] - 30, y)
    page.mouse.down()
    page.mouse.move(first["x"] + 20, y, steps=4)
    page.mouse.move(first["x"] + 60, y, steps=4)
    page.mouse.up()
    page.wait_for_url("**/?van=*&tot=*")
    shown = page.locator("[data-timeline] [data-event]:visible").count()
    assert 0 < shown < len(rooted.events)
    expect(page.locator("#event-sociaal-convenant-ondertekend")).to_be_visible()
    expect(page.locator("[data-said-too]")).to_contain_text(f"{shown} van {len(rooted.events)}")
    off = page.locator("[data-axis=wide] .tl-axis--off").count()
    assert off == len(rooted.events) - shown
    # Arrows pass over what is not chosen.
    cursor = page.locator("[data-cursor]")
    cursor.focus()
    page.keyboard.press("End")
    assert _value(cursor)[0] == shown
    page.go_back()
    expect(page.locator("[data-axis=wide] .tl-axis--off")).to_have_count(0)


def test_a_click_on_a_mark_leads_to_the_list(page: Page, rooted: Site) -> None:
    _drawn(page, rooted.url)
    page.locator("[data-axis=wide] [data-mark=brief-andere-wegen]").hover()
    expect(page.locator("[data-event=brief-andere-wegen][data-lit]")).to_have_count(1)
    page.locator("[data-axis=wide] [data-mark=brief-andere-wegen]").click()
    expect(page.locator("#event-brief-andere-wegen a").first).to_be_focused()
    page.locator("#event-brief-andere-wegen").hover()
    expect(page.locator("[data-axis=wide] [data-mark=brief-andere-wegen][data-lit]")).to_have_count(1)


def test_the_ends_of_the_period_move_by_keys(page: Page, rooted: Site) -> None:
    _drawn(page, rooted.url)
    page.locator("[data-handle=van]").focus()
    for _ in range(11):
        page.keyboard.press("PageUp")
        page.keyboard.press("PageDown")
        page.keyboard.press("PageDown")
    page.keyboard.press("PageUp")
    page.wait_for_url(re.compile(r"\bvan=2008(&|$)"))
    page.keyboard.press("ArrowRight")
    page.wait_for_url(re.compile(r"\bvan=2008-02\b"))
    assert page.locator("[data-handle=van]").get_attribute("aria-valuetext") == "feb 2008"
    page.locator("[data-handle=tot]").focus()
    page.keyboard.press("Home")
    # An end does not pass the other.
    page.wait_for_url("**/?van=2008-02&tot=2008-02")
    assert page.locator("[data-name=van], [name=van]").input_value() == "2008-02"
    page.keyboard.press("Escape")
    page.wait_for_url(rooted.url)


def test_a_handle_is_dragged(page: Page, rooted: Site) -> None:
    _drawn(page, rooted.url)
    handle = _box(page, "[data-handle=tot]")
    page.mouse.move(handle["x"] + 4, handle["y"] + 10)
    page.mouse.down()
    page.mouse.move(_places(page)["brief-andere-wegen"]["x"], handle["y"], steps=5)
    page.mouse.up()
    page.wait_for_url("**/?van=*&tot=2012-*")


def _touch(client: CDPSession, kind: str, x: float, *ys: float) -> None:
    points: list[Any] = [{"x": x, "y": y, "id": number} for number, y in enumerate(ys)]
    client.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})


@pytest.mark.parametrize("width", [360, 1000])
def test_one_finger_scrolls_the_page_over_the_axis(finger: Page, rooted: Site, width: int) -> None:
    finger.set_viewport_size({"width": width, "height": 500})
    _drawn(finger, rooted.url)
    finger.locator("[data-axis-box]").scroll_into_view_if_needed()
    before = _places(finger)
    top = finger.evaluate("() => scrollY")
    box = _box(finger)
    client = finger.context.new_cdp_session(finger)
    x, y = box["x"] + 150, min(400, box["y"] + 200)
    _touch(client, "touchStart", x, y)
    for up in range(10, 210, 10):
        _touch(client, "touchMove", x, y - up)
        finger.wait_for_timeout(10)
    _touch(client, "touchEnd", x)
    finger.wait_for_function("(top) => scrollY > top + 100", arg=top)
    after, one = _places(finger), rooted.events[0]["id"]
    assert after.keys() == before.keys()
    for name, mark in after.items():
        for along in ("x", "y"):
            assert mark[along] - after[one][along] == pytest.approx(before[name][along] - before[one][along], abs=0.5)
    assert not finger.locator("[data-do=all]").is_visible()
    assert finger.url == rooted.url


def test_two_fingers_zoom_the_axis_and_not_the_page(finger: Page, rooted: Site) -> None:
    _drawn(finger, rooted.url)
    finger.locator("[data-axis-box]").scroll_into_view_if_needed()
    box = _box(finger)
    x, y = box["x"] + 150, max(box["y"], 0) + 200

    client = finger.context.new_cdp_session(finger)
    _touch(client, "touchStart", x, y - 20)
    _touch(client, "touchStart", x, y - 20, y + 20)
    for spread in range(20, 120, 10):
        _touch(client, "touchMove", x, y - spread, y + spread)
    _touch(client, "touchEnd", x)
    expect(finger.locator("[data-do=all]")).to_be_visible()
    assert finger.evaluate("() => visualViewport.scale") == 1


def test_both_drawings_zoom_alike_when_the_screen_turns(page: Page, rooted: Site) -> None:
    _drawn(page, rooted.url)
    page.keyboard.press("+")
    page.set_viewport_size({"width": 360, "height": 740})
    expect(page.locator("[data-axis=tall]")).to_be_visible()
    cursor = page.locator("[data-cursor]")
    cursor.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("+")
    page.keyboard.press("+")
    ring, mark = _box(page, "[data-cursor]"), _places(page)[rooted.events[1]["id"]]
    assert ring["y"] <= mark["y"] + 2
    assert mark["y"] + mark["height"] <= ring["y"] + ring["height"] + 2
    assert page.evaluate("() => document.documentElement.scrollWidth") == 360


def test_axe_finds_nothing_while_somebody_looks_closer(page: Page, rooted: Site) -> None:
    violations = []
    for path in ("", "en/"):
        _drawn(page, f"{rooted.url}{path}?van=2008&tot=2012")
        page.keyboard.press("+")
        page.evaluate(AXE_SCRIPT)
        violations += test_axe._everywhere(page, path)
    assert not violations, chrome.listing(violations)


def test_nothing_moves_by_itself_for_who_asked_for_that(page: Page, rooted: Site) -> None:
    _drawn(page, rooted.url)
    page.keyboard.press("Enter")
    assert page.evaluate("() => getComputedStyle(document.documentElement).scrollBehavior") == "auto"
    assert page.evaluate("() => document.getAnimations().length") == 0


def test_an_address_with_a_period_starts_the_axis_once(page: Page, rooted: Site) -> None:
    """A pointer that comes over it later would start it again: each key would be two steps."""
    page.goto(f"{rooted.url}?van=2009&tot=2011")
    page.locator("[data-without=van]").wait_for()
    page.locator("[data-axis=wide]").hover()
    cursor = page.locator("[data-cursor]")
    cursor.focus()
    page.locator("[data-tip]:not([hidden])").wait_for()
    before = int(str(cursor.get_attribute("aria-valuenow")))
    page.keyboard.press("ArrowRight")
    assert cursor.get_attribute("aria-valuenow") == str(before + 1)


def test_an_end_that_is_moved_by_keys_is_one_step_back(page: Page, rooted: Site) -> None:
    page.goto(rooted.url)
    page.locator("[data-handle=van]").focus()
    page.locator("[data-cursor][style]").wait_for()
    for _ in range(5):
        page.keyboard.press("PageDown")
    page.wait_for_url("**/?van=*")
    page.wait_for_timeout(400)
    page.go_back()
    page.wait_for_url(rooted.url)
    expect(page.locator("[data-without=van]")).to_have_count(0)


def test_a_button_that_goes_away_leaves_the_focus_near(page: Page, rooted: Site) -> None:
    page.goto(rooted.url)
    page.locator("[data-do=in]").click()
    page.locator("[data-do=all]").click()
    expect(page.locator("[data-do=all]")).to_be_hidden()
    expect(page.locator("[data-do=in]")).to_be_focused()
