"""On paper: every event is there, and nothing that only works on a screen. What comes out of the printer is read."""

import io
import re
import unicodedata
from collections.abc import Iterator
from datetime import date

import pytest
from playwright.sync_api import Browser, Page, ViewportSize
from pypdf import PdfReader

from tests.browser import chrome
from tests.browser.sites import Site

SCREEN_ONLY = ".md-header, .tl-menu, .tl-search, .tl-results, .tl-footer, .tl-jump, .md-skip, button, input"
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


def printed(page: Page) -> PdfReader:
    """The page as it comes out of a printer that leaves the choice of paper to it."""
    return PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))


def squeezed(text: str) -> str:
    """A text without blanks and ligatures: on paper a line may end anywhere."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def sheets(pdf: PdfReader) -> list[tuple[int, int]]:
    """The sizes of the sheets, in millimetres."""
    return [(round(one.mediabox.width / 72 * 25.4), round(one.mediabox.height / 72 * 25.4)) for one in pdf.pages]


A4, A3_ON_ITS_SIDE = (210, 297), (420, 297)
# Sizes are rounded to whole pixels of the browser.
SLACK = 1


def assert_size(pdf: PdfReader, wanted: tuple[int, int]) -> None:
    for found in sheets(pdf):
        assert all(abs(one - other) <= SLACK for one, other in zip(found, wanted, strict=True)), found


@pytest.mark.parametrize(("path", "lang"), [("", "nl"), ("en/", "en")])
def test_the_whole_timeline_is_printed_on_a4(page: Page, rooted: Site, path: str, lang: str) -> None:
    page.goto(rooted.url + path)
    pdf = printed(page)
    assert_size(pdf, A4)
    # 85 events do not fit on a few sheets, and much more than that is waste.
    assert 5 < len(pdf.pages) < len(rooted.events) / 4
    text = squeezed("".join(sheet.extract_text() for sheet in pdf.pages))
    titles = [event["title"][lang] or event["title"]["nl"] for event in rooted.events]
    assert [title for title in titles if squeezed(title) not in text] == []
    # Where it comes from, when it was printed, and which sheet this is.
    first = squeezed(pdf.pages[0].extract_text())
    assert squeezed(rooted.url + path) in first
    assert str(date.today().year) in first  # noqa: DTZ011  the day of whoever prints
    for number, sheet in enumerate(pdf.pages, start=1):
        assert f"{number}/{len(pdf.pages)}" in squeezed(sheet.extract_text())


def test_no_sheet_ends_with_a_heading(page: Page, rooted: Site) -> None:
    page.goto(rooted.url)
    headings = {squeezed(text) for text in page.locator("h1, h2, h3, h4, .tl-event__when").all_inner_texts()}
    for sheet in printed(page).pages:
        lines = [squeezed(line) for line in sheet.extract_text().splitlines() if line.strip()]
        lines = [line for line in lines if not re.fullmatch(r"\d+/\d+", line)]
        assert lines[-1] not in headings, lines[-3:]
        assert not re.fullmatch(r"\d{4}", lines[-1]), lines[-3:]


@pytest.mark.parametrize("viewport", [chrome.WIDE, chrome.NARROW])
def test_the_overview_lies_on_paper_whatever_the_screen(page: Page, rooted: Site, viewport: ViewportSize) -> None:
    page.set_viewport_size(viewport)
    page.goto(rooted.url)
    page.emulate_media(media="print")
    assert len(page.evaluate(SHOWN, ".tl-axis--wide")) == 1
    assert page.evaluate(SHOWN, ".tl-axis--tall") == []


def test_addresses_elsewhere_are_written_out_and_those_within_are_not(page: Page, rooted: Site) -> None:
    linking = next(event for event in rooted.events if event["links"])
    page.goto(linking["url"]["nl"])
    text = squeezed("".join(sheet.extract_text() for sheet in printed(page).pages))
    for link in linking["links"]:
        assert f"<{link['url']}>" in text
    assert linking["url"]["nl"] in text
    assert "../" not in text


def test_an_address_that_stands_there_already_is_not_written_twice(page: Page, rooted: Site) -> None:
    page.goto(f"{rooted.url}bronnen/{rooted.events[0]['evidence'][0]['source']}/")
    (address,) = page.locator(".tl-facts a[rel=noopener]").all_inner_texts()
    text = squeezed("".join(sheet.extract_text() for sheet in printed(page).pages))
    assert text.count(squeezed(address)) == 1


def test_the_chapters_on_paper_do_not_lead_to_each_other(page: Page, rooted: Site) -> None:
    page.goto(f"{rooted.url}verhaal/")
    assert page.evaluate(SHOWN, ".tl-chapter__on")
    page.emulate_media(media="print")
    assert page.evaluate(SHOWN, ".tl-chapter__on") == []


def test_what_part_is_printed_is_said_on_paper_only(page: Page, rooted: Site) -> None:
    page.goto(rooted.url)
    add = """(text) => {
      const note = document.createElement("p")
      note.dataset.printNote = ""
      note.textContent = text
      document.querySelector("[data-timeline]").before(note)
    }"""
    page.evaluate(add, "Alleen Assen")
    page.evaluate(add, "")
    for media, shown in (("screen", 0), ("print", 1)):
        page.emulate_media(media="print" if media == "print" else "screen")
        assert len(page.evaluate(SHOWN, "[data-print-note]")) == shown
    assert "AlleenAssen" in squeezed("".join(sheet.extract_text() for sheet in printed(page).pages))


SIGNS = {"nl": ("ergens in deze tijd", "ongeveer of mogelijk dan", "iets dat langer duurde"),
         "en": ("somewhere in this time", "about then, or possibly then", "something that went on")}  # fmt: skip


@pytest.mark.parametrize("path", ["", "en/", "poster/", "en/poster/", "embed/as/", "en/embed/axis/"])
def test_the_signs_of_the_drawing_are_explained_wherever_it_is_drawn(page: Page, rooted: Site, path: str) -> None:
    page.goto(rooted.url + path)
    text = page.locator("main").inner_text().lower()
    assert [sign for sign in SIGNS["en" if path.startswith("en/") else "nl"] if sign not in text] == []
    if not path.endswith(("as/", "axis/")):
        on_paper = squeezed("".join(sheet.extract_text() for sheet in printed(page).pages)).lower()
        assert [
            sign for sign in SIGNS["en" if path.startswith("en/") else "nl"] if squeezed(sign) not in on_paper
        ] == []


@pytest.mark.parametrize(("path", "lang"), [("poster/", "nl"), ("en/poster/", "en")])
def test_the_poster_is_one_sheet_with_every_event(page: Page, rooted: Site, path: str, lang: str) -> None:
    page.goto(rooted.url + path)
    pdf = printed(page)
    assert len(pdf.pages) == 1, "the history has grown: make the poster's list smaller in docs/assets/print.css"
    assert_size(pdf, A3_ON_ITS_SIDE)
    text = squeezed(pdf.pages[0].extract_text())
    for event in rooted.events:
        assert squeezed(event["title"][lang] or event["title"]["nl"]) in text
    page.emulate_media(media="print")
    # Nothing is cut off at the right, and the letters are still letters.
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    smallest = page.evaluate(
        "() => Math.min(...[...document.querySelectorAll('.tl-poster__list *')].filter((e) => e.checkVisibility())"
        ".map((e) => parseFloat(getComputedStyle(e).fontSize)))"
    )
    assert smallest * 0.75 >= 8, "points"
    # A plan is not taken for a fact.
    planned = sum(event["status"] == "planned" for event in rooted.events)
    assert planned
    assert len(page.evaluate(SHOWN, ".tl-poster__list .tl-status--planned")) == planned
