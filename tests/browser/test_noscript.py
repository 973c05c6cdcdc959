"""Without script the page is complete: every text, every link, the device's colours, and nothing that does nothing."""

from collections.abc import Iterator, Mapping

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import chrome
from tests.browser.crawl import READ, Visit
from tests.browser.kinds import Kind
from tests.browser.sites import Site

TEXT = """() => {
  const main = document.querySelector("main")
  return [READ, [...main.querySelectorAll("a")].filter((a) => a.checkVisibility()).map((a) => a.href)]
}""".replace("READ", READ)
COLOURS = """() => ["body", "h1", "main a", ".md-header", ".tl-menu", ".tl-menu a", ".tl-footer"].map((selector) => {
  const style = getComputedStyle(document.querySelector(selector))
  return [selector, style.color, style.backgroundColor]
})"""
# What looks as if it could be used. Links and `summary` work without script; anything else does not.
CONTROLS = """() => [...document.querySelectorAll("button, input, select, textarea, label, [role=button]")]
  .filter((element) => {
    const box = element.getBoundingClientRect()
    return box.width && box.height && element.checkVisibility({visibilityProperty: true, opacityProperty: true})
  })
  .map((element) => element.outerHTML.slice(0, 150))"""


def _without(browser: Browser, **options: str) -> Page:
    return browser.new_page(java_script_enabled=False, viewport=chrome.WIDE, **options)  # type: ignore[arg-type]


@pytest.fixture
def bare(browser: Browser) -> Iterator[Page]:
    page = _without(browser)
    yield page
    page.close()


def _in(lang: str, *words: Mapping[str, str | None]) -> Iterator[str]:
    """Words in a language; in Dutch where they were not translated."""
    yield from (str(both[lang] or both["nl"]) for both in words)


def test_the_home_page_tells_every_event(bare: Page, rooted: Site) -> None:
    for lang, home in (("nl", rooted.url), ("en", f"{rooted.url}en/")):
        bare.goto(home)
        assert bare.locator("html").get_attribute("class") == "no-js"
        text, links = bare.evaluate(TEXT)
        text = " ".join(text.split())
        problems = [
            f"{event['id']}: {words!r}"
            for event in rooted.events
            for words in (*_in(lang, event["title"], event["summary"]), event["date"]["text"][lang])
            if " ".join(words.split()) not in text
        ]
        problems += [f"no link: {event['url'][lang]}" for event in rooted.events if event["url"][lang] not in links]
        assert not problems, chrome.listing(problems)


def test_an_event_and_a_source_tell_every_quotation(bare: Page, rooted: Site, samples: list[Kind]) -> None:
    seen = 0
    for kind in samples:
        page, identifier = kind.url.rstrip("/").rsplit("/", 2)[1:]
        quotes = [
            item["quote"]
            for event in rooted.events
            for item in event["evidence"]
            if (page in {"gebeurtenissen", "events"} and event["id"] == identifier)
            or (page in {"bronnen", "sources"} and item["source"] == identifier)
        ]
        if quotes:
            bare.goto(kind.url)
            text = " ".join(bare.locator("main").inner_text().split())
            missing = [quote for quote in quotes if " ".join(quote.split()) not in text]
            assert not missing, f"{kind}: {missing}"
            seen += len(quotes)
    assert seen > 20


def test_script_adds_no_text_and_nothing_is_shown_that_needs_it(
    bare: Page, samples: list[Kind], visits: list[Visit]
) -> None:
    texts = {visit.page.url: visit.facts["text"] for visit in visits}
    problems = []
    compared = 0
    for kind in samples:
        bare.goto(kind.url)
        for viewport in (chrome.WIDE, chrome.ZOOMED):
            bare.set_viewport_size(viewport)
            problems += [f"{kind}, {viewport}: {control}" for control in bare.evaluate(CONTROLS)]
        text = bare.evaluate(TEXT)[0]
        if kind.url in texts:
            compared += 1
            if text != texts[kind.url]:
                problems.append(f"{kind}: without script {len(text)} characters, with script {len(texts[kind.url])}")
        assert text.strip(), kind
    assert compared == len(samples) - 1, "all but the 404 page"
    assert not problems, chrome.listing(problems)


def test_the_colours_are_those_the_device_asks_for(browser: Browser, rooted: Site) -> None:
    colours = {}
    for scheme in ("light", "dark"):
        bare = _without(browser, color_scheme=scheme)
        full = browser.new_page(color_scheme="light" if scheme == "light" else "dark", viewport=chrome.WIDE)
        for page in (bare, full):
            page.goto(rooted.url)
        colours[scheme] = bare.evaluate(COLOURS)
        assert colours[scheme] == full.evaluate(COLOURS), "other colours than with script"
        bare.close()
        full.close()
    same = [light[0] for light, dark in zip(colours["light"], colours["dark"], strict=True) if light == dark]
    assert not same, f"the same, light and dark: {same}"


def test_the_controls_are_there_with_script(browser: Browser, rooted: Site) -> None:
    """What the test above must not find, it does find where it belongs."""
    page = browser.new_page(viewport=chrome.WIDE)
    page.goto(rooted.url)
    found = "".join(page.evaluate(CONTROLS))
    page.close()
    assert 'id="search-input"' in found
    assert "__palette" in found


@pytest.mark.parametrize(
    ("path", "towns", "themes"), [("", "gemeenten", "themas"), ("en/", "municipalities", "themes")]
)
def test_the_choices_are_plain_links(bare: Page, rooted: Site, path: str, towns: str, themes: str) -> None:
    bare.goto(rooted.url + path)
    links = bare.locator("[data-choices] a").evaluate_all("(links) => links.map((link) => link.href)")
    parts = {folder: [link for link in links if f"/{folder}/" in link] for folder in (towns, themes)}
    assert len(parts[towns]) == 12
    assert len(parts[themes]) >= 5
    assert all(rooted.file(link).is_file() for link in links)
    assert bare.locator("[data-jump] a:visible").count() > 20
    assert bare.locator("[data-filter], [data-axis-bar], [data-cursor], [data-handle]").count() > 4
    assert bare.locator(":is([data-filter], [data-axis-bar], [data-cursor], [data-handle]):visible").count() == 0
