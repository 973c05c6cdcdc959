"""The search as readers use it: nothing is fetched before, little then, and what is found is text and a link."""

import re
from collections.abc import Iterator, Sequence

import pytest
import yaml
from playwright.sync_api import Browser, BrowserContext, Page, Route

from tests import weights
from tests.browser import chrome
from tests.browser.sites import PROJECT, Site

QUERIES: dict[str, dict[str, list[str]]] = yaml.safe_load((PROJECT / "tests/queries.yaml").read_text("utf-8"))
RESULTS = "[data-search-result]"
ADDRESSES = "(links) => links.map((link) => link.href.split('#')[0])"


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport=chrome.WIDE, reduced_motion="reduce")
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.mark.parametrize("path", ["", "en/", "gemeenten/assen/", "nee/diep/"])
def test_nothing_is_fetched_before_the_search_is_used_and_only_what_a_query_needs_then(
    page: Page, site: Site, path: str
) -> None:
    log = chrome.watch(page)
    page.goto(site.url + path)
    page.mouse.wheel(0, 500)
    page.locator("main").click(position={"x": 5, "y": 5})
    chrome.settle(page, log)
    assert not [url for url in log.requests if "/search/" in url and not url.endswith("/search/main.mjs")]
    assert not [url for url in log.requests if not url.startswith(site.url)]
    log.clear()
    chrome.search(page, "plasterk")
    chrome.settle(page, log)
    asked = [url.removeprefix(site.url) for url in log.requests]
    lang = "en" if path.startswith("en/") else "nl"
    assert len(asked) == len(set(asked)) <= 15, asked
    assert all(re.match(r"assets/\w+/search/", name) or name.startswith(f"search/{lang}") for name in asked), asked
    assert weights.of_files(site.folder / name for name in asked) < 30_000
    log.clear()
    page.locator("[data-search-input]").fill("")
    chrome.search(page, "plasterk")
    assert log.requests == [], "the same again"


def test_the_first_load_of_the_home_page_is_light_and_asks_nobody_else(page: Page, rooted: Site) -> None:
    """The budget: 90 KB packed, everything that the browser fetches."""
    for path in ("", "en/"):
        log = chrome.watch(page)
        page.goto(rooted.url + path, wait_until="load")
        page.wait_for_timeout(500)
        chrome.settle(page, log)
        assert not [url for url in log.requests if not url.startswith(rooted.url)]
        assert weights.of_files(rooted.file(url.split("?")[0]) for url in set(log.requests)) <= 90_000


def test_readers_queries_find_their_page_among_the_first_five(rooted: Site) -> None:
    """Every fourth; the others are asked without a browser (tests/test_search.py)."""
    asked = [(lang, str(query), QUERIES[lang][query]) for lang in QUERIES for query in list(QUERIES[lang])[::4]]

    def work(browser: Browser, share: Sequence[tuple[str, str, list[str]]]) -> list[str]:
        page = browser.new_page(viewport=chrome.WIDE)
        problems = []
        for lang, query, wanted in share:
            home = rooted.url + ("en/" if lang == "en" else "")
            if page.url != home:
                page.goto(home)
            page.locator("[data-search-input]").fill(query)
            page.locator("[data-search-status]", has_text=f"‘{query}’").wait_for()
            found = list(dict.fromkeys(page.locator(RESULTS).evaluate_all(ADDRESSES)))[:5]
            if not {home + address for address in wanted} & set(found):
                problems.append(f"{lang}: {query}: {found}")
        return problems

    assert len(asked) > 20
    problems = chrome.side_by_side(asked, work)
    assert not problems, chrome.listing(problems)


def test_what_is_found_is_counted_aloud_and_its_words_are_marked(page: Page, rooted: Site) -> None:
    page.goto(rooted.url)
    chrome.search(page, "sociale allianties")
    status = page.locator("[data-search-status]")
    count = int(str(status.inner_text()).split()[0])
    assert count > 10
    assert status.inner_text() == f"{count} resultaten voor ‘sociale allianties’."
    assert page.locator(RESULTS).count() == 10
    marks = {text.lower() for text in page.locator("[data-search-results] mark").all_inner_texts()}
    assert {"sociale", "allianties", "alliantie"} <= marks
    kinds = page.locator(".tl-results__kind").all_inner_texts()
    assert any(kind.startswith("Gebeurtenis, ") for kind in kinds)
    button = page.get_by_role("button", name="Toon nog")
    for shown in range(20, count + 10, 10):
        button.click()
        page.wait_for_function(
            "(n) => document.querySelectorAll('[data-search-result]').length === n", arg=min(shown, count)
        )
        # The focus is where the new ones begin, not on a button that went away.
        assert page.locator(RESULTS).nth(shown - 10).evaluate("(link) => link === document.activeElement")
    assert not button.is_visible()
    page.get_by_role("button", name="Zoeken sluiten").click()
    assert page.locator(RESULTS).count() == 0
    assert page.evaluate("() => document.activeElement.matches('[data-search-input]')")


def test_a_slip_of_the_finger_is_mended_and_told(page: Page, rooted: Site) -> None:
    page.goto(rooted.url)
    chrome.search(page, "hogeveen")
    assert "‘hogeveen’ staat nergens; dit gaat over ‘hoogeveen’." in page.locator("[data-search-status]").inner_text()
    assert page.locator(RESULTS).first.get_attribute("href") == "./gemeenten/hoogeveen/"


HOSTILE = '<img src=x onerror="window.ran = 1"></script><b>Assen</b>'


def test_what_somebody_slips_into_the_index_or_the_box_stays_text(page: Page, rooted: Site) -> None:
    def slip_in(route: Route) -> None:
        response = route.fetch()
        parts = [[address, kind, HOSTILE, HOSTILE, HOSTILE] for address, kind, *_ in response.json()]
        parts[0][0] = "javascript:window.ran = 1"
        route.fulfill(response=response, json=parts)

    page.route("**/search/nl/*/e/*.json", slip_in)
    page.goto(rooted.url)
    chrome.search(page, "Assen")
    assert page.locator(RESULTS).first.inner_text() == HOSTILE
    allowed = {"OL", "LI", "P", "A", "MARK", "DIV", "BUTTON", "LABEL", "INPUT", "UL"}
    names = page.locator("[data-search-found] *").evaluate_all("(all) => all.map((one) => one.tagName)")
    assert set(names) <= allowed
    hrefs = page.locator(RESULTS).evaluate_all("(links) => links.map((link) => link.protocol)")
    assert set(hrefs) == {"http:"}
    page.locator("[data-search-input]").fill(HOSTILE)
    page.locator("[data-search-status]", has_text=HOSTILE).wait_for()
    assert page.evaluate("() => window.ran") is None


def test_without_an_answer_the_reader_is_told_and_can_try_again(page: Page, rooted: Site) -> None:
    page.goto(rooted.url)
    page.route("**/search/**", lambda route: route.abort())
    page.locator("[data-search-input]").click()
    page.get_by_text("Zoeken lukt nu niet.").wait_for()
    page.unroute("**/search/**")
    page.locator("[data-search-input]").blur()
    chrome.search(page, "Assen")


def test_a_site_that_was_published_anew_is_searched_as_it_is_now(page: Page, rooted: Site) -> None:
    """The list of parts that the browser kept names a folder that is gone."""
    seen = []

    def old(route: Route) -> None:
        response = route.fetch()
        stale = {**response.json(), "folder": "0" * 16}
        seen.append(route.request.url)
        route.fulfill(response=response, json=stale if len(seen) == 1 else response.json())

    page.route("**/search/nl.json", old)
    page.goto(rooted.url)
    chrome.search(page, "Assen")
    assert len(seen) == 2


@pytest.mark.parametrize("width", [1280, 320])
def test_results_push_the_page_down_and_stick_out_nowhere(page: Page, rooted: Site, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 256})
    page.goto(rooted.url)
    before = page.locator("main").bounding_box()
    chrome.search(page, "gemeentelijke herindeling")
    after, results = page.locator("main").bounding_box(), page.locator("[data-search-panel]").bounding_box()
    assert before is not None
    assert after is not None
    assert results is not None
    assert after["y"] >= before["y"] + results["height"] - 20
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width
    page.emulate_media(media="print")
    assert not page.locator("[data-search-panel]").is_visible()


def test_the_page_does_not_jump_while_it_loads(context: BrowserContext, rooted: Site) -> None:
    """The box has its place from the start."""
    page = context.new_page()
    page.add_init_script(
        """window.shifts = []
        new PerformanceObserver((list) => shifts.push(...list.getEntries().map((entry) => entry.value)))
          .observe({type: "layout-shift", buffered: true})"""
    )
    for path in ("", "over/"):
        page.goto(rooted.url + path, wait_until="load")
        page.wait_for_timeout(300)
        assert sum(page.evaluate("() => shifts")) < 0.01
