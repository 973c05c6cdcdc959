"""A list that is too long for its page: the newest part is there, and everything is found, by choosing or by year.

The real history is published as if forty events were too many; what is found in it is compared with the whole list's.
"""

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page, expect

from chronicle import cli
from chronicle.pages import portions
from tests.browser import chrome, sites, test_axe
from tests.browser.crawl import WIDE
from tests.browser.sites import Site

SHOWN = 12
HERE = """() => [...document.querySelectorAll("[data-timeline] [data-event]")]
  .filter((event) => event.checkVisibility()).map((event) => event.dataset.event)"""
expect.set_options(timeout=30_000)


@pytest.fixture(scope="module")
def parted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("parted")
    with sites.running(sites.below("/drenthe/", folder / "site")) as port, pytest.MonkeyPatch.context() as patch:
        patch.setattr(portions, "MANY", 40)
        patch.setattr(portions, "SHOWN", SHOWN)
        site = Site(f"http://127.0.0.1:{port}/drenthe/", folder / "site", folder / "build")
        command = ["build", "--build", str(site.build), "--site", str(site.folder)]
        assert cli.main(command, {"SITE_URL": site.url, "SOURCE_DATE_EPOCH": sites.EPOCH}) == 0
        yield site


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport=chrome.WIDE, reduced_motion="reduce")
    log = chrome.watch(page)
    yield page
    page.close()
    assert log.troubles == []


def _said(page: Page, pattern: str) -> None:
    expect(page.locator("[data-said]")).to_have_text(re.compile(pattern))


def _everything(page: Page) -> set[str]:
    """What is in the list when a reader has asked for the rest of every year."""
    page.wait_for_load_state("networkidle")
    while page.locator("[data-unfold]").filter(visible=True).count():
        button = page.locator("[data-unfold]").filter(visible=True).first
        year = button.get_attribute("data-unfold")
        button.click()
        expect(page.locator(f"[data-unfold='{year}']:visible")).to_have_count(0)
    return set(page.evaluate(HERE))


def test_without_script_the_newest_are_there_and_every_year_leads_to_its_own(browser: Browser, parted: Site) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(parted.url)
    newest = page.evaluate(HERE)
    assert 0 < len(newest) <= SHOWN
    assert newest == [event["id"] for event in parted.events][-len(newest) :]
    found = set(newest)
    years = page.locator(".tl-year__name a").evaluate_all("(links) => links.map((link) => link.href)")
    for year in years:
        page.goto(year)
        found |= set(page.evaluate(HERE))
    assert found == {event["id"] for event in parted.events}
    page.close()


def test_nothing_is_fetched_before_somebody_chooses(page: Page, parted: Site) -> None:
    log = chrome.watch(page)
    page.goto(parted.url)
    chrome.settle(page, log)
    assert [url for url in log.requests if "/filter/" in url or "/jaren/" in url] == []
    with page.expect_response(re.compile(r"/filter/nl/[0-9a-f]{16}/events\.json$")):
        page.locator("[name=q]").focus()
    asked = [url.removeprefix(parted.url) for url in log.requests if "/filter/" in url]
    assert [re.sub("[0-9a-f]{16}", "…", url) for url in asked] == ["filter/nl.json", "filter/nl/…/events.json"]


QUERIES = [
    "?gemeente=assen", "?thema=cultuur&status=confirmed", "?organisatie=vdg", "?soort=signing", "?status=confirmed",
    "?van=2009&tot=2009-06", "?q=convenant", "?q=GEMEENTEN+samenw", "?q=financi%C3%ABn", "?q=d", "?q=2009+gepland",
    "?q=zzz",
]  # fmt: skip


@pytest.mark.parametrize("query", QUERIES)
def test_what_is_found_is_what_the_whole_list_finds(page: Page, rooted: Site, parted: Site, query: str) -> None:
    page.goto(rooted.url + query)
    page.locator("[data-chosen] button").first.wait_for()
    expected, said = set(page.evaluate(HERE)), page.locator("[data-said]").inner_text()
    counts = "() => [...document.querySelectorAll('[data-count]')].map((count) => count.textContent)"
    numbers = page.evaluate(counts)
    page.goto(parted.url + query)
    expect(page.locator("[data-said]")).to_have_text(said)
    assert page.evaluate(counts) == numbers
    assert page.locator("[data-part]").is_hidden()
    assert _everything(page) == expected


def test_the_other_language_finds_its_own_words(page: Page, parted: Site) -> None:
    page.goto(f"{parted.url}en/?q=municipalities+coop")
    _said(page, r"^[1-9]\d* of ")
    found = _everything(page)
    assert found
    page.wait_for_function("() => [...CSS.highlights.get('tl-hit') ?? []].length > 1")
    links = page.locator("[data-event] a").evaluate_all("(links) => links.map((link) => link.href)")
    assert all(link.startswith(f"{parted.url}en/") for link in links)


def test_a_year_is_unfolded_and_reads_like_the_rest(page: Page, parted: Site) -> None:
    page.goto(parted.url)
    page.locator(".tl-year__name a").first.hover()
    button = page.locator("[data-unfold='2009']")
    button.wait_for()
    number = int(re.findall(r"\d+", button.inner_text())[0])
    button.press("Enter")
    year = page.locator("[data-year='2009']")
    expect(year.locator("[data-event]")).to_have_count(number)
    assert page.evaluate("() => document.activeElement.closest('[data-year]').dataset.year") == "2009"
    assert page.evaluate("() => document.activeElement.matches('.tl-event__title a:focus-visible')")
    assert year.locator("h4.tl-event__title").count() == number
    # Links lead where they lead on the year's own page.
    links = year.locator("[data-event] a").evaluate_all("(links) => links.map((link) => link.href)")
    page.goto(f"{parted.url}jaren/2009/")
    there = page.locator("[data-event] a").evaluate_all("(links) => links.map((link) => link.href)")
    assert set(links) <= set(there)


def test_a_choice_goes_back_and_forward(page: Page, parted: Site) -> None:
    page.goto(parted.url)
    before = page.evaluate(HERE)
    page.locator("[data-filter] [data-more]").click()
    page.locator("[data-filter] label:has([name=thema][value=cultuur])").click()
    _said(page, r"^\d+ van 85")
    page.wait_for_url("**/?thema=cultuur")
    page.go_back()
    _said(page, r"^85 van 85")
    assert page.evaluate(HERE) == before
    expect(page.locator("[data-part]")).to_be_visible()


@pytest.mark.parametrize("query", ["", "?thema=cultuur"])
def test_an_event_that_is_not_on_the_page_is_led_to(page: Page, parted: Site, query: str) -> None:
    event = next(event["id"] for event in parted.events if "cultuur" not in event["themes"])
    page.goto(f"{parted.url}{query}#event-{event}")
    expect(page.locator(f"#event-{event}")).to_be_in_viewport()
    assert page.evaluate("() => document.querySelector(':target')?.dataset.event") == event


def test_the_axis_leads_to_what_is_not_on_the_page(page: Page, parted: Site) -> None:
    page.goto(parted.url)
    there = set(page.evaluate(HERE))
    marks = page.locator("[data-axis=wide] [data-mark]")
    away = next(mark for mark in marks.all() if mark.get_attribute("data-mark") not in there)
    name = away.get_attribute("data-mark")
    page.locator("[data-cursor]").focus()
    page.locator("[data-tip]:not([hidden])").wait_for()
    # The first event is told in full when its year has come.
    title = next(event["title"]["nl"] for event in parted.events)
    expect(page.locator("[data-tip]")).to_contain_text(title)
    away.dispatch_event("click")
    expect(page.locator(f"#event-{name}")).to_be_in_viewport()
    page.keyboard.press("Escape")
    expect(page.locator("[data-cursor]")).to_be_focused()


def test_without_a_network_the_page_says_so_and_tries_again(browser: Browser, parted: Site) -> None:
    page = browser.new_page()
    page.goto(parted.url)
    page.route("**/filter/**", lambda route: route.abort())
    page.locator("[name=q]").focus()
    _said(page, "^De gebeurtenissen konden niet worden opgehaald")
    page.unroute("**/filter/**")
    page.locator("[data-filter] [data-more]").focus()
    page.locator("[name=q]").fill("convenant")
    _said(page, r"^\d+ van 85")
    page.close()


def test_the_words_that_are_asked_for_now_are_shown_not_those_before(page: Page, parted: Site) -> None:
    page.goto(parted.url)
    page.locator("[name=q]").press_sequentially("cultuurconv", delay=5)
    page.locator("[data-without=q]", has_text="cultuurconv").wait_for()
    found = _everything(page)
    page.goto(f"{parted.url}?q=cultuurconv")
    page.locator("[data-without=q]").wait_for()
    assert _everything(page) == found != set()


def test_axe_finds_nothing_and_nothing_sticks_out(page: Page, parted: Site) -> None:
    problems = []
    for path in ("", "?q=d", "themas/bestuur/", "gemeenten/assen/", "poster/", "bronnen/brief-2009-01-22/"):
        page.goto(parted.url + path)
        if "?" in path:
            page.locator("[data-unfold]:visible").first.wait_for()
        page.evaluate(AXE_SCRIPT)
        problems += test_axe._everywhere(page, path)
        page.set_viewport_size(chrome.NARROW)
        problems += [f"{path}: {one}" for one in page.evaluate(WIDE)]
        page.set_viewport_size(chrome.WIDE)
    assert not problems, chrome.listing(problems)


# In a frame, and in an element on another page

ELEMENT = """() => [...document.querySelector("drenthe-tijdlijn").shadowRoot?.querySelectorAll("[data-event]") ?? []]
  .filter((event) => event.checkVisibility()).map((event) => event.dataset.event)"""


@pytest.mark.parametrize("path", ["embed/", "en/embed/"])
def test_a_frame_shows_the_newest_and_all_when_something_is_asked_for(page: Page, parted: Site, path: str) -> None:
    every = [event["id"] for event in parted.events]
    page.goto(f"{parted.url}{path}")
    assert page.evaluate(HERE) == every[-40:]
    page.goto(f"{parted.url}{path}?max=5&kleur=donker")
    assert page.evaluate(HERE) == every[-5:]
    rest = "everything/" if path.startswith("en/") else "alles/"
    assen = [event["id"] for event in parted.events if "assen" in event["municipalities"]]
    for query, wanted in (("?gemeente=assen", assen), ("?max=50", every[-50:]), (f"?max={len(every)}", every)):
        page.goto(f"{parted.url}{path}{query}#event-{every[-1]}")
        page.wait_for_url(f"{parted.url}{path}{rest}{query}#event-{every[-1]}")
        assert page.evaluate(HERE) == wanted
    for number in (0, len(every) - 41):
        page.goto("about:blank")
        page.goto(f"{parted.url}{path}#event-{every[number]}")
        page.wait_for_url(f"{parted.url}{path}{rest}#event-{every[number]}")
        expect(page.locator(f"#event-{every[number]}")).to_be_in_viewport()
    # What is on the page, or names no event, leads nowhere else.
    for fragment in (f"event-{every[-40]}", "s1", "print", "event-", "event-a,b"):
        page.goto("about:blank")
        page.goto(f"{parted.url}{path}#{fragment}")
        assert page.evaluate(HERE) == every[-40:]
    page.goto(f"{parted.url}{path}?tot=2005&weergave=as")
    page.wait_for_url(f"{parted.url}{path}{rest}*/?tot=2005&weergave=as")
    assert every[0] in page.evaluate(HERE)


def test_an_element_shows_all_when_something_is_asked_for(page: Page, parted: Site) -> None:
    every = [event["id"] for event in parted.events]

    def put(attributes: str, fragment: str = "") -> None:
        # On a page of the site, whose policy lets its own script fetch.
        page.goto("about:blank")
        page.goto(f"{parted.url}404.html{fragment}")
        page.evaluate(
            """async ([attributes, src]) => {
              document.body.innerHTML = `<drenthe-tijdlijn ${attributes}></drenthe-tijdlijn>`
              document.head.append(Object.assign(document.createElement("script"), { src }))
            }""",
            [attributes, f"{parted.url}embed.js"],
        )
        page.wait_for_function(f"() => ({ELEMENT})().length > 0")

    put("")
    assert page.evaluate(ELEMENT) == every[-40:]
    # The link to all leads to the site.
    link = page.locator("drenthe-tijdlijn [data-newest] a")
    assert link.evaluate("(a) => [a.href, a.target]") == [f"{parted.url}embed/alles/", "_blank"]
    put("", f"#event-{every[0]}")
    expect(page.locator(f"drenthe-tijdlijn #event-{every[0]}")).to_be_in_viewport()
    put('tot="2005" weergave="as" lang="en"')
    assert every[0] in page.evaluate(ELEMENT)
    assert page.locator("drenthe-tijdlijn [data-newest]").count() == 0
