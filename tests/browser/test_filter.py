"""Searching and choosing: the list, the address and what is said agree, whatever the address and whoever uses it."""

import re
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page, expect

from tests.browser import chrome, test_axe
from tests.browser.sites import Site

SHOWN = """() => [...document.querySelectorAll("[data-timeline] [data-event]")]
  .filter((event) => event.checkVisibility())
  .map((event) => event.dataset.event)"""
# A busy machine takes its time.
expect.set_options(timeout=30_000)
STATUS = "[data-filter] [role=status][data-said]"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport=chrome.WIDE, reduced_motion="reduce")
    log = chrome.watch(page)
    yield page
    page.close()
    assert log.troubles == []


def _shown(page: Page) -> set[str]:
    return set(page.evaluate(SHOWN))


def _ready(page: Page, shown: int, everything: int) -> None:
    """Wait until the page says that it shows so many."""
    expect(page.locator(STATUS)).to_have_text(re.compile(rf"^{shown}\b.*\b{everything}\b"))


def _open(page: Page) -> None:
    page.locator("[data-filter] [data-more]").click()


def _towns(site: Site, town: str) -> set[str]:
    return {event["id"] for event in site.events if town in event["municipalities"]}


def _with(site: Site, field: str, value: str) -> set[str]:
    return {event["id"] for event in site.events if value == event[field] or value in event[field]}


def test_each_kind_of_choice_shows_what_it_says(page: Page, rooted: Site) -> None:
    page.goto(rooted.url)
    _open(page)
    cases = [
        ("gemeente", "assen", _towns(rooted, "assen")),
        ("thema", "cultuur", _with(rooted, "themes", "cultuur")),
        ("status", "planned", {e["id"] for e in rooted.events if e["status"] == "planned"}),
        ("organisatie", "vdg", _with(rooted, "organisations", "vdg")),
        ("soort", "signing", {e["id"] for e in rooted.events if e["kind"] == "signing"}),
    ]
    for name, value, expected in cases:
        choice = page.locator(f"[data-filter] [name={name}]")
        if choice.first.evaluate("(element) => element.tagName") == "SELECT":
            choice.select_option(value)
        else:
            page.locator(f"[data-filter] label:has([name={name}][value={value}])").click()
        assert 0 < len(expected) < len(rooted.events)
        _ready(page, len(expected), len(rooted.events))
        assert _shown(page) == expected
        assert page.url == f"{rooted.url}?{name}={value}"
        page.locator("[data-filter] [data-reset]").click()
        assert _shown(page) == {event["id"] for event in rooted.events}
        assert page.url == rooted.url


def test_a_period_is_typed(page: Page, rooted: Site) -> None:
    page.goto(rooted.url)
    _open(page)
    page.locator("[name=van]").fill("2009")
    page.locator("[name=tot]").fill("2009-06")
    page.locator("[name=tot]").press("Enter")
    expected = {
        event["id"]
        for event in rooted.events
        if (event["date"]["latest"] or "9999") >= "2009"
        and (event["date"]["earliest"] or "") <= "2009-06-30"
        # An end that nobody knows reaches no further than the one that is known.
        and not (event["date"]["latest_kind"] == "unknown" and event["date"]["earliest"] < "2009")
    }
    _ready(page, len(expected), len(rooted.events))
    assert _shown(page) == expected
    assert page.url.endswith("?van=2009&tot=2009-06")
    page.locator("[name=van]").fill("vorig jaar")
    page.locator("[name=van]").press("Enter")
    expect(page.locator("[data-wrong]")).to_be_visible()
    assert _shown(page) == expected


def test_a_period_typed_with_the_keyboard_keeps_the_focus(page: Page, rooted: Site) -> None:
    page.goto(rooted.url)
    _open(page)
    page.locator("[name=van]").focus()
    page.keyboard.type("2009")
    page.keyboard.press("Tab")
    page.locator("[data-without=van]").wait_for()
    assert page.evaluate("() => document.activeElement.name") == "tot"
    page.keyboard.type("2012")
    page.keyboard.press("Tab")
    page.wait_for_url("**/?van=2009&tot=2012")
    expect(page.locator("[data-without=van]")).to_be_focused()
    expect(page.locator("[data-without=van]")).to_have_text("2009 – 2012")
    # Where the button goes to which Tab leads, the focus stays in the field.
    page.keyboard.press("Enter")
    page.locator("[name=tot]").focus()
    page.keyboard.type("2012")
    page.keyboard.press("Enter")
    page.wait_for_url("**/?tot=2012")
    page.locator("[name=tot]").select_text()
    page.keyboard.press("Delete")
    page.keyboard.press("Tab")
    page.wait_for_url(rooted.url)
    expect(page.locator("[name=tot]")).to_be_focused()


@pytest.mark.parametrize(
    ("button", "left"),
    [
        ("[data-reset]", ""),
        ("[data-without=gemeente]", "?tot=2012&q=drenthe"),
        ("[data-without=q]", "?gemeente=assen&tot=2012"),
    ],
)
def test_a_click_right_after_a_period_was_typed_is_heard(page: Page, rooted: Site, button: str, left: str) -> None:
    """The press ends the typing: what it is aimed at may not move or go before it is over."""
    page.goto(f"{rooted.url}?gemeente=assen&q=drenthe")
    page.locator("[data-without=q]").wait_for()
    page.locator("[name=tot]").focus()
    page.keyboard.type("2012")
    page.locator(button).click()
    page.wait_for_url(rooted.url + left)
    expect(page.locator("[data-chosen] [data-without]")).to_have_count(left.count("="))
    assert page.evaluate("() => document.activeElement.closest('[data-filter]') !== null"), "the focus is lost"


def test_walking_through_choices_with_the_arrow_keys_is_one_step_back(page: Page, rooted: Site) -> None:
    page.goto(f"{rooted.url}?status=planned")
    page.locator("[data-chosen] [data-without=status]").wait_for()
    before = page.evaluate("() => history.length")
    chosen = {}
    for number, name in enumerate(("gemeente", "thema"), start=1):
        page.locator(f"[name={name}]").first.focus()
        for _ in range(4):
            page.keyboard.press("ArrowDown")
        chosen[name] = page.evaluate("() => document.activeElement.value")
        page.wait_for_url(
            lambda url: url.endswith("&".join(f"{k}={v}" for k, v in (*chosen.items(), ("status", "planned"))))
        )
        assert page.evaluate("() => history.length") == before + number
    # Each click is a step.
    for status in ("expected", "confirmed"):
        page.locator(f"[data-filter] label:has([name=status][value={status}])").click()
    assert page.evaluate("() => history.length") == before + 4
    for step in ("*status=expected", f"?gemeente={chosen['gemeente']}&thema={chosen['thema']}&status=planned"):
        page.go_back()
        page.wait_for_url(f"**/{step}")


@pytest.mark.parametrize(("path", "words"), [("", "GEMEENTEN samenw"), ("en/", "municipalities coop")])
def test_words_are_found_by_their_beginning_and_marked(page: Page, rooted: Site, path: str, words: str) -> None:
    page.goto(rooted.url + path)
    page.locator("[name=q]").press_sequentially(words)
    page.wait_for_function("() => [...CSS.highlights.get('tl-hit') ?? []].length > 1")
    shown = _shown(page)
    assert 0 < len(shown) < len(rooted.events)
    marked = page.evaluate(chrome.MARKED)
    assert set(marked) == set(words.lower().split())
    assert set(page.evaluate(chrome.GROUNDS)) == {"rgb(255, 224, 138)"}
    _ready(page, len(shown), len(rooted.events))
    page.locator("[name=q]").fill("")
    _ready(page, len(rooted.events), len(rooted.events))
    assert page.evaluate("() => CSS.highlights.has('tl-hit')") is False


def test_accents_make_no_difference(page: Page, rooted: Site) -> None:
    found = []
    for words in ("financiën", "FINANCIEN", "financie\u0308n"):
        page.goto(f"{rooted.url}?q={quote(words)}")
        page.locator("[data-without=q]").wait_for()
        found.append(_shown(page))
    assert found[0] == found[1] == found[2] != set()


def test_a_browser_without_highlights_marks_and_unmarks(page: Page, rooted: Site) -> None:
    page.add_init_script("delete window.Highlight")
    page.goto(rooted.url)
    before = page.locator("[data-timeline]").inner_html()
    page.locator("[name=q]").press_sequentially("convenant")
    page.locator("mark[data-hit]").first.wait_for()
    assert set(page.locator("mark[data-hit]").all_inner_texts()) <= {"convenant", "Convenant"}
    page.locator("[name=q]").fill("")
    page.locator("mark[data-hit]").first.wait_for(state="detached")
    assert page.locator("[data-timeline]").inner_html().replace(' hidden=""', "") == before


def test_an_address_is_shared_reloaded_and_left_again(page: Page, rooted: Site) -> None:
    page.goto(f"{rooted.url}?gemeente=emmen&thema=cultuur")
    page.locator("[data-without=thema]").wait_for()
    both = _shown(page)
    assert both == _towns(rooted, "emmen") & _with(rooted, "themes", "cultuur")
    assert page.locator("[name=gemeente][value=emmen]").is_checked()
    page.reload()
    page.locator("[data-without=thema]").wait_for()
    assert _shown(page) == both
    page.locator("[data-without=thema]").click()
    assert page.url == f"{rooted.url}?gemeente=emmen"
    assert page.evaluate("() => document.activeElement.closest('[data-filter]') !== null"), "the focus is lost"
    page.go_back()
    expect(page.locator("[data-without=thema]")).to_be_visible()
    assert _shown(page) == both
    page.go_forward()
    expect(page.locator("[data-without=thema]")).to_have_count(0)
    # The other language takes the choice along.
    page.locator("header a[hreflang=en]").click()
    page.wait_for_url(f"{rooted.url}en/?gemeente=emmen")
    page.locator("[data-without=gemeente]").wait_for()
    assert _shown(page) == _towns(rooted, "emmen")


def test_typing_leaves_one_step_back(page: Page, rooted: Site) -> None:
    page.goto(f"{rooted.url}over/")
    page.goto(rooted.url)
    page.locator("[name=q]").press_sequentially("alliantie")
    page.wait_for_url("**/?q=alliantie")
    page.go_back()
    assert page.url == f"{rooted.url}over/"
    page.go_forward()
    page.locator("[data-without=q]").wait_for()
    assert page.locator("[name=q]").input_value() == "alliantie"
    assert page.locator("[data-search-input]").input_value() == "", "the search of the whole site took the words"


HOSTILE = [
    "?gemeente=__proto__",
    "?gemeente=constructor&thema=toString",
    "?gemeente=%E0%A4%A",
    "?gemeente=<script>alert(1)</script>",
    "?gemeente=assen'%22>",
    "?gemeente=ASSEN",
    "?gemeente=assen&gemeente=emmen&gemeente=x",
    "?thema=%00",
    "?organisatie=../../etc",
    "?soort=signing%20",
    "?status=hasOwnProperty",
    "?van=2009-02-30",
    "?van=9999999",
    "?tot=-1",
    "?tot=NaN&van=Infinity",
    f"?q={'a' * 3000}",
    "?q=%F0%9F%98%80",
    f"?{'gemeente=x&' * 400}",
    "?van=2009%0d%0a",
    "?q=%ED%A0%80%00",
]


@pytest.mark.parametrize("query", HOSTILE, ids=lambda query: query[:30])
def test_a_broken_address_shows_everything_with_a_quiet_note(page: Page, rooted: Site, query: str) -> None:
    page.goto(rooted.url + query)
    expect(page.get_by_text("Een deel van het adres is niet herkend")).to_be_visible()
    shown = _shown(page)
    assert len(shown) == len(_towns(rooted, "assen") if query.startswith("?gemeente=assen&") else rooted.events)


@pytest.mark.parametrize(
    "rest", ["?__proto__=1", "?utm_source=x", "?", "?&&", "#%E0%A4%A", f"#{'x' * 5000}", "#event-nee", "?h=a#[data-x"]
)
def test_what_is_not_ours_is_passed_over(page: Page, rooted: Site, rest: str) -> None:
    page.goto(rooted.url + rest)
    page.locator("[name=q]").focus()
    page.keyboard.type("convenant")
    page.locator("[data-without=q]").wait_for()
    assert _shown(page)
    expect(page.get_by_text("Een deel van het adres is niet herkend")).to_be_hidden()


def test_an_event_that_the_address_points_at_is_shown_whatever_was_chosen(page: Page, rooted: Site) -> None:
    other = next(event["id"] for event in rooted.events if "cultuur" not in event["themes"])
    page.goto(f"{rooted.url}?thema=cultuur#event-{other}")
    expect(page.locator(f"#event-{other}")).to_be_in_viewport()
    assert len(_shown(page)) == len(rooted.events)


def test_no_result_helps(page: Page, rooted: Site) -> None:
    page.goto(f"{rooted.url}?gemeente=meppel&soort=anniversary&q=zzz")
    expect(page.locator(STATUS)).to_contain_text("Geen enkele gebeurtenis past bij deze keuzes")
    assert _shown(page) == set()
    without = page.locator("[data-without=q]")
    assert "Zonder “zzz”: " in without.inner_text()
    number = int(without.inner_text().rsplit(" ", 1)[1])
    without.click()
    _ready(page, number, len(rooted.events))
    page.locator("[data-reset]").click()
    _ready(page, len(rooted.events), len(rooted.events))


def test_each_count_is_what_the_choice_would_leave(page: Page, rooted: Site) -> None:
    page.goto(f"{rooted.url}?thema=cultuur")
    labels = page.locator("[data-filter] label:has([name=gemeente]:not([value='']))")
    labels.first.wait_for()
    culture = _with(rooted, "themes", "cultuur")
    assert labels.count() == 12
    for label in labels.all():
        town = str(label.locator("input").get_attribute("value"))
        assert label.locator("[data-count]").inner_text() == str(len(culture & _towns(rooted, town))), town


def test_the_keyboard_alone_searches_chooses_and_passes_the_list(page: Page, rooted: Site) -> None:
    page.goto(rooted.url)
    page.locator("[data-jump] a").last.focus()
    reached = []
    for _ in range(12):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("() => document.activeElement.name || document.activeElement.hash"))
        if reached[-1] == "q":
            break
    page.keyboard.type("gemeenten")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    page.wait_for_url(re.compile("gemeente="))
    chosen = page.evaluate("() => document.activeElement.value")
    assert _shown(page) <= _towns(rooted, chosen)
    while page.evaluate("() => document.activeElement.hash") != "#after-list":
        page.keyboard.press("Tab")
        visible = page.evaluate("() => document.activeElement.matches(':focus-visible')")
        assert visible, page.evaluate("() => document.activeElement.outerHTML")
    # The link before the list, and then what comes after it: two presses.
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    after = "() => document.querySelector('[data-timeline]').compareDocumentPosition(document.activeElement)"
    assert page.evaluate(after) == 4, "the focus is not after the list"


def test_paper_says_what_was_chosen(page: Page, rooted: Site) -> None:
    page.goto(f"{rooted.url}?thema=cultuur&van=2009&tot=2010&q=museum")
    page.locator("[data-without=q]").wait_for()
    shown = len(_shown(page))
    page.emulate_media(media="print")
    line = page.locator(".tl-filter__status")
    assert (
        line.inner_text() == f"{shown} van {len(rooted.events)} gebeurtenissen Gekozen: Cultuur; 2009 – 2010; “museum”."
    )
    assert page.locator(".tl-event__title a:visible").count() == shown
    assert page.locator("[data-filter] :is(button, input, select):visible").count() == 0
    page.goto(rooted.url)
    assert page.locator("[data-filter]").is_visible() is False


@pytest.mark.parametrize("query", ["", "?thema=cultuur&q=museum", "?q=zzz&gemeente=assen", "?gemeente=nee"])
def test_axe_finds_nothing_while_somebody_chooses(page: Page, rooted: Site, query: str) -> None:
    page.goto(rooted.url + query)
    if "q=" in query:
        page.locator("[data-without=q]").wait_for()
    else:
        _open(page)
    page.locator("[data-filter] [name=soort]").wait_for()
    page.evaluate(AXE_SCRIPT)
    violations = test_axe._everywhere(page, query)
    assert not violations, chrome.listing(violations)


def test_nobody_scrolls_sideways_while_choosing(page: Page, rooted: Site) -> None:
    page.set_viewport_size(chrome.ZOOMED)
    for path in ("", "en/"):
        page.goto(
            f"{rooted.url}{path}?gemeente=midden-drenthe&van=2009&tot=2012&q=twaalf-sociale-allianties-vergevorderd-x"
        )
        page.locator("[data-without=q]").wait_for()
        assert page.evaluate("() => document.documentElement.scrollWidth") == 320


def test_words_typed_after_a_deep_link_survive(page: Page, rooted: Site) -> None:
    """The event that the address led to is left behind: after a reload it would win from the words."""
    event = rooted.events[0]["id"]
    page.goto(f"{rooted.url}#event-{event}")
    page.locator("[name=q]").press_sequentially("krimp")
    page.wait_for_url(f"{rooted.url}?q=krimp")
    shown = _shown(page)
    page.reload()
    page.locator("[data-without=q]").wait_for()
    assert _shown(page) == shown
    assert page.locator("[name=q]").input_value() == "krimp"


def test_the_button_that_copies_a_link_is_no_text_of_its_event(page: Page, rooted: Site) -> None:
    page.goto(rooted.url)
    page.locator("[data-event]").first.hover()
    page.locator("[data-event] .tl-share button").wait_for()
    page.locator("[name=q]").press_sequentially("kopieer")
    _ready(page, 0, len(rooted.events))
