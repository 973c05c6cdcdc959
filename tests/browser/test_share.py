"""Every event can be shared: its address leads to it and marks it, and a reader can copy that and a reference."""

import re
from collections.abc import Iterator
from datetime import date

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser import chrome
from tests.browser.sites import Site

MARKED = "(li) => getComputedStyle(li).backgroundColor !== getComputedStyle(li.parentElement).backgroundColor"


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport=chrome.WIDE, permissions=["clipboard-read", "clipboard-write"])
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


def clipboard(page: Page) -> str:
    """What was copied last."""
    return str(page.evaluate("() => navigator.clipboard.readText()"))


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("viewport", [chrome.WIDE, chrome.NARROW])
def test_a_deep_link_scrolls_to_its_event_and_marks_it(
    browser: Browser, rooted: Site, script: bool, viewport: dict[str, int]
) -> None:
    event = rooted.events[len(rooted.events) // 2]["id"]
    page = browser.new_page(java_script_enabled=script, viewport=viewport)  # type: ignore[arg-type]
    page.goto(f"{rooted.url}#event-{event}")
    found = page.locator(f"#event-{event}")
    expect(found).to_be_in_viewport()
    assert found.evaluate(MARKED)
    other = page.locator(f"#event-{rooted.events[0]['id']}")
    assert not other.evaluate(MARKED)
    page.close()


def test_the_way_from_an_event_s_page_to_its_place_on_the_timeline(page: Page, rooted: Site) -> None:
    event = rooted.events[40]
    page.goto(event["url"]["en"])
    page.locator("#cite summary").click()
    page.locator("#cite").get_by_role("link", name="On the timeline").click()
    assert page.url == f"{rooted.url}en/#event-{event['id']}"
    expect(page.locator(f"#event-{event['id']}")).to_be_in_viewport()


@pytest.mark.parametrize(
    ("lang", "link", "cite", "done"),
    [
        ("nl", "Kopieer link", "Kopieer verwijzing", "Gekopieerd"),
        ("en", "Copy link", "Copy reference", "Copied"),
    ],
)
def test_the_link_and_the_reference_are_copied(
    page: Page, rooted: Site, lang: str, link: str, cite: str, done: str
) -> None:
    event = rooted.events[40]
    page.goto(event["url"][lang])
    block = page.locator("#cite")
    expect(block.get_by_role("button", name=link)).to_be_hidden()
    # By the keys alone.
    block.locator("summary").focus()
    page.keyboard.press("Enter")
    block.get_by_role("button", name=link).press("Enter")
    expect(block.get_by_role("status")).to_have_text(done)
    assert clipboard(page) == event["url"][lang]
    block.get_by_role("button", name=cite).click()
    expect(block.get_by_role("status")).to_have_text(done)
    site = {"nl": "Samen in Drenthe", "en": "Together in Drenthe"}[lang]
    title = event["title"][lang] or event["title"]["nl"]
    start, _, day = clipboard(page).rpartition(", ")
    assert start == f"{title}. In: {site}. {event['url'][lang]}"
    today = date.today()  # noqa: DTZ011  the day of whoever reads
    assert re.fullmatch(rf"(gelezen op|read on) {today.day} \w+ {today.year}\.", day), day


def test_where_pages_may_not_write_to_the_clipboard_the_text_is_selected(browser: Browser, rooted: Site) -> None:
    page = browser.new_page(viewport=chrome.WIDE)
    # As on a host without https, where browsers do not show a clipboard to pages.
    page.add_init_script("Object.defineProperty(Navigator.prototype, 'clipboard', {value: undefined})")
    page.goto(rooted.events[40]["url"]["nl"])
    page.locator("#cite summary").click()
    page.get_by_role("button", name="Kopieer link").click()
    expect(page.locator("#cite").get_by_role("status")).to_have_text("Geselecteerd")
    assert page.evaluate("() => getSelection().toString()") == rooted.events[40]["url"]["nl"]
    page.goto(rooted.url)
    page.locator("[data-event]").first.hover()
    assert page.locator(".tl-share").count() == 0
    page.close()


def test_in_the_list_one_button_goes_where_a_reader_points_and_tabs(page: Page, rooted: Site) -> None:
    log = chrome.watch(page)
    page.goto(f"{rooted.url}?utm=x#timeline")
    first, second = (page.locator(f"#event-{event['id']}") for event in rooted.events[:2])
    height = first.bounding_box()
    first.locator("time").hover()
    button = page.get_by_role("button", name=re.compile("^Kopieer link: "))
    expect(button).to_have_count(1)
    expect(first.get_by_role("button")).to_be_visible()
    assert first.bounding_box() == height, "nothing moves when it appears"
    button.click()
    expect(first.get_by_role("status")).to_have_text("Gekopieerd")
    assert clipboard(page) == f"{rooted.url}#event-{rooted.events[0]['id']}"
    # While it has the focus it stays, wherever the pointer goes.
    second.locator("time").hover()
    expect(first.get_by_role("button")).to_be_focused()
    # By the keys: the next stop of Tab that is an event's takes it along.
    page.keyboard.press("Tab")
    expect(second.get_by_role("button")).to_be_visible()
    last = second.locator("a").last
    last.focus()
    page.keyboard.press("Tab")
    expect(second.get_by_role("button")).to_be_focused()
    page.keyboard.press("Enter")
    expect(second.get_by_role("status")).to_have_text("Gekopieerd")
    assert clipboard(page) == f"{rooted.url}#event-{rooted.events[1]['id']}"
    assert log.troubles == []


def test_who_was_led_to_an_event_finds_the_button_there(page: Page, rooted: Site) -> None:
    event = rooted.events[40]["id"]
    page.goto(f"{rooted.url}#event-{event}")
    expect(page.locator(f"#event-{event}").get_by_role("button")).to_be_visible()


def test_an_event_stays_light(page: Page, rooted: Site) -> None:
    """The button is one for all events, not one more element in each of a thousand."""
    page.goto(rooted.url)
    page.locator("[data-event]").first.hover()
    assert page.locator(".tl-share").count() == 1


def test_the_files_for_references_are_saved_under_the_event_s_name(page: Page, rooted: Site) -> None:
    event = rooted.events[40]
    page.goto(event["url"]["nl"])
    page.locator("#cite summary").click()
    for name, ending in (("BibTeX", "bib"), ("CSL-JSON", "json")):
        with page.expect_download() as download:
            page.get_by_role("link", name=name).click()
        assert download.value.suggested_filename == f"{event['id']}.{ending}"
        assert download.value.path().read_bytes()
