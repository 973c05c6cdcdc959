"""The form for contributors, in the browser: from a date in words to a file that `check` accepts."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page, expect

from chronicle import check, inputs, load
from chronicle.pages import form_words
from chronicle.questions import BY_NAME
from tests import projects
from tests.browser import chrome, test_axe
from tests.browser.sites import Site

PATHS = pytest.mark.parametrize("path", ["bijdragen/", "en/contribute/"], ids=["nl", "en"])
REAL = inputs.read_folder(projects.PROJECT / "timeline", prefix="timeline/")
PACKED = "https://github.com/o/r"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=chrome.WIDE, reduced_motion="reduce", accept_downloads=True)
    page = context.new_page()
    log = chrome.watch(page)
    yield page
    assert log.troubles == []
    context.close()


def opened(page: Page, url: str) -> None:
    page.goto(url)
    page.locator("[data-contribute]:visible").wait_for()


def said(path: str, key: str, **parts: object) -> str:
    return form_words.WORDS[f"form.{key}"][path.startswith("en/")].format(**parts)


def filled(page: Page) -> None:
    """Fill in a sound event, as somebody would."""
    page.fill("[name=date]", "eind januari 2012")
    page.fill("[name=title]", "Een proef: ‘met’ #tekens")
    page.fill("[name=summary]", "Eerste zin. Met *nadruk* en [een link](beleidskaders-vastgesteld).\n\n- een\n- twee")
    page.select_option("[name=kind]", "decision")
    page.check("[name=themes][value=sociaal]")
    page.check("[name=municipalities][value=assen]")
    page.fill("[data-item] [name=source]", "brief-2012")
    page.select_option("[data-item] [name=says]", "happened")
    page.fill("[data-item] [name=quote]", "een citaat: ja")


def files(page: Page) -> dict[str, bytes]:
    shown = page.locator("[data-file]")
    return {one.get_attribute("data-file") or "": (one.text_content() or "").encode() for one in shown.all()}


def errors(found: dict[str, bytes]) -> list[Any]:
    return [p for p in check.check(load.load({**REAL, **found})) if p.severity == "error"]


@PATHS
@pytest.mark.parametrize(("typed", "edtf", "words"), [
    ("zomer 2011", "2011-22", {"nl": "zomer 2011", "en": "summer 2011"}),
    ("4 februari 2008", "2008-02-04", {"nl": "4 februari 2008", "en": "4 February 2008"}),
    ("around 2008", "2008~", {"nl": "omstreeks 2008", "en": "around 2008"}),
])  # fmt: skip
def test_a_date_in_words_is_answered_at_once(
    page: Page, rooted: Site, path: str, typed: str, edtf: str, words: dict[str, str]
) -> None:
    opened(page, rooted.url + path)
    page.locator("[name=date]").press_sequentially(typed)
    wording = words["en" if path.startswith("en/") else "nl"]
    told = (page.locator("[data-proposal]").inner_text()).replace("\xa0", " ")
    assert told == f"{said(path, 'reads', wording=wording)} {said(path, 'means', edtf=edtf)}"


@PATHS
def test_what_leaves_the_form_is_accepted(page: Page, rooted: Site, path: str) -> None:
    opened(page, rooted.url + path)
    filled(page)
    # What the file cannot say exactly has words of its own, in the language in which they were typed.
    assert page.input_value("[name=date-text]") == "eind januari 2012"
    assert page.input_value("[name=id]") == "een-proef-met-tekens"
    page.click("[data-check]")
    assert page.locator("[data-state]").inner_text() == said(path, "sound")
    found = files(page)
    assert list(found) == ["timeline/events/2012/een-proef-met-tekens.yaml"]
    assert errors(found) == []
    event = load.load({**REAL, **found}).timeline
    made = next(one for one in event.events if one.id == "een-proef-met-tekens")
    assert (made.date.edtf, made.title.nl) == ("[2012-01-21..2012-01-31]", "Een proef: ‘met’ #tekens")
    # As it will look.
    seen = page.locator("[data-seen] li[data-status]")
    assert seen.get_attribute("data-status") == "confirmed"
    assert seen.locator("em").inner_text() == "nadruk"
    assert seen.locator("ul li").all_inner_texts() == ["een", "twee"]
    part = "en/events" if path.startswith("en/") else "gebeurtenissen"
    link = seen.locator("a").evaluate("(a) => a.href")
    assert link == f"{rooted.url}{part}/beleidskaders-vastgesteld/"


@PATHS
def test_a_new_source_comes_along_as_a_file_of_its_own(page: Page, rooted: Site, path: str) -> None:
    opened(page, rooted.url + path)
    filled(page)
    page.click("[data-add=evidence]")
    item = page.locator("[data-item]").nth(1)
    item.locator("[name=fresh]").check()
    item.locator("[name=source-kind]").select_option("news")
    item.locator("[name=source-title]").fill("Nieuws over een proef")
    item.locator("[name=source-publisher]").fill("Blik op Nieuws")
    item.locator("[name=source-language]").fill("nl")
    item.locator("[name=source-date]").fill("4 februari 2012")
    item.locator("[name=says]").select_option("planned")
    item.locator("[name=quote]").fill("nog een citaat")
    page.click("[data-check]")
    found = files(page)
    assert list(found) == [
        "timeline/sources/blik-op-nieuws-2012-02-04.yaml", "timeline/events/2012/een-proef-met-tekens.yaml"
    ]  # fmt: skip
    assert errors(found) == []
    item.locator("[data-remove]").click()
    page.click("[data-check]")
    assert len(files(page)) == 1


MORE = "[data-contribute] details:has([name=place])"


def with_more(page: Page) -> None:
    """Fill in what few events have, two of what there may be several of."""
    page.locator(f"{MORE} summary").click()
    page.fill("[name=place]", "Provinciehuis, Assen")
    page.fill("[name=date-note]", "De dag staat\nin de brief.")
    page.fill("[name=disputed]", "Een andere bron noemt februari.")
    page.fill("[name=disputed-en]", "Another source says February.")
    page.click("[data-add=follows]")
    assert page.evaluate("() => document.activeElement.name") == "follows"
    for number, name in enumerate(("beleidskaders-vastgesteld", "startsein-sociale-agenda")):
        page.locator("[name=follows]").nth(number).fill(name)
    page.fill("[name=see-also]", "sociale-alliantie-coevorden")
    page.fill("[name=link-url]", "https://www.provincie.drenthe.nl/")
    page.fill("[name=link-title]", "Provincie Drenthe")


@PATHS
def test_what_few_events_have_comes_along_too(page: Page, rooted: Site, path: str) -> None:
    opened(page, rooted.url + path)
    english = path.startswith("en/")
    filled(page)
    assert page.locator("[name=place]").is_hidden()
    with_more(page)
    # A place that stays empty is no fault, and goes nowhere.
    page.click("[data-add=links]")
    titles = {event.id: event.title.pick("en" if english else "nl")[0] for event in load.load(REAL).timeline.events}
    told = page.locator("[data-rows=follows] [data-told]")
    assert told.all_inner_texts() == [titles["beleidskaders-vastgesteld"], titles["startsein-sociale-agenda"]]
    seen = page.locator("[data-seen]")
    assert seen.get_by_text("Provinciehuis, Assen").get_attribute("lang") == "nl"
    assert "De dag staat in de brief." in seen.inner_text()
    assert ("Another source says February." if english else "Een andere bron noemt februari.") in seen.inner_text()
    part = "en/events" if english else "gebeurtenissen"
    links = seen.locator("dl a").evaluate_all("(links) => links.map((a) => [a.textContent, a.href])")
    assert links == [
        *(
            [titles[name], f"{rooted.url}{part}/{name}/"]
            for name in ("beleidskaders-vastgesteld", "startsein-sociale-agenda", "sociale-alliantie-coevorden")
        ),
        ["Provincie Drenthe", "https://www.provincie.drenthe.nl/"],
    ]
    page.click("[data-check]")
    assert page.locator("[data-state]").inner_text() == said(path, "sound")
    found = files(page)
    assert errors(found) == []
    made = next(one for one in load.load({**REAL, **found}).timeline.events if one.id == "een-proef-met-tekens")
    assert made.place_name
    assert (made.place_name.nl, made.place_name.en) == ("Provinciehuis, Assen", None)
    assert made.follows == ("beleidskaders-vastgesteld", "startsein-sociale-agenda")
    assert made.see_also == ("sociale-alliantie-coevorden",)
    assert [(link.url, link.title) for link in made.links] == [
        ("https://www.provincie.drenthe.nl/", "Provincie Drenthe")
    ]


@PATHS
def test_what_is_folded_opens_when_something_in_it_is_wrong(page: Page, rooted: Site, path: str) -> None:
    opened(page, rooted.url + path)
    filled(page)
    with_more(page)
    page.fill("[name=place]", "")
    page.fill("[name=place-en]", "Assen")
    page.fill("[name=link-title]", "")
    page.locator("[name=follows]").nth(1).fill("beleidskaders-vastgestelt")
    page.click("[data-add=links]")
    page.locator("[name=link-url]").nth(1).fill("javascript:alert(1)")
    page.locator("[name=link-title]").nth(1).fill("Een val")
    assert page.locator("[data-seen] a", has_text="Een val").count() == 0
    page.locator(f"{MORE} summary").click()
    assert page.locator("[name=place]").is_hidden()
    page.click("[data-check]")
    ways = page.locator("[data-problems] a")
    assert ways.count() == 4
    assert page.locator("[data-exits]").is_hidden()
    wrong = [one.inner_text() for one in page.locator("[data-wrong]:visible").all()]
    assert [text for text in wrong if "beleidskaders-vastgesteld" in text]
    # Which of several is meant.
    names = (
        BY_NAME["follows"].words.in_language("en" if path.startswith("en/") else "nl"),
        said(path, "event-number", number=2),
    )
    assert ways.nth(1).inner_text().startswith(", ".join(names))
    ways.nth(1).click()
    assert page.evaluate("() => document.activeElement.value") == "beleidskaders-vastgestelt"


@PATHS
def test_a_draft_of_what_is_folded_is_kept_and_erased(page: Page, rooted: Site, path: str) -> None:
    opened(page, rooted.url + path)
    with_more(page)
    page.wait_for_function("() => localStorage.getItem(localStorage.key(0))?.includes('Provincie Drenthe')")
    page.reload()
    page.locator("[data-contribute]:visible").wait_for()
    assert page.locator("[name=place]").is_visible()
    assert page.locator("[name=follows]").evaluate_all("(all) => all.map((one) => one.value)") == [
        "beleidskaders-vastgesteld", "startsein-sociale-agenda"
    ]  # fmt: skip
    assert page.input_value("[name=link-title]") == "Provincie Drenthe"
    page.click("[data-forget]")
    page.wait_for_function("() => document.querySelector('[name=place]').value === ''")
    page.locator("[data-contribute]:visible").wait_for()
    assert page.locator("[name=place]").is_hidden()
    assert page.locator("[name=follows]").count() == 1


def fresh(page: Page, number: int, title: str) -> Any:
    """Add a source that is not on the site yet; gives its place in the form."""
    page.click("[data-add=evidence]")
    item = page.locator("[data-item]").nth(number)
    item.locator("[name=fresh]").check()
    item.locator("[name=source-kind]").select_option("news")
    item.locator("[name=source-title]").fill(title)
    item.locator("[name=source-publisher]").fill("Blik op Nieuws")
    item.locator("[name=source-language]").fill("nl")
    item.locator("[name=source-date]").fill("2012")
    item.locator("[name=says]").select_option("planned")
    item.locator("[name=quote]").fill("een citaat")
    return item


def test_two_new_sources_never_take_each_other_s_place(page: Page, rooted: Site) -> None:
    opened(page, f"{rooted.url}bijdragen/")
    filled(page)
    for number, title in ((1, "Eerste bericht"), (2, "Tweede bericht")):
        fresh(page, number, title)
    third = page.locator("[data-item]").nth(3)
    page.click("[data-add=evidence]")
    # A second quotation from a source that is made here.
    third.locator("[name=source]").fill("blik-op-nieuws-2012")
    third.locator("[name=says]").select_option("happened")
    third.locator("[name=quote]").fill("nog een citaat")
    page.click("[data-check]")
    found = files(page)
    assert list(found)[:2] == [f"timeline/sources/blik-op-nieuws-2012{end}.yaml" for end in ("", "-2")]
    assert errors(found) == []
    assert [b"Eerste" in text for text in list(found.values())[:2]] == [True, False]
    # The same name by hand is refused, in both places.
    page.locator("[name=source-id]").nth(2).fill("blik-op-nieuws-2012")
    page.click("[data-check]")
    assert page.locator("[data-problems] a").count() == 2
    assert page.locator("[data-exits]").is_hidden()


def test_the_words_of_a_date_follow_what_is_typed_until_somebody_writes_them(page: Page, rooted: Site) -> None:
    opened(page, f"{rooted.url}bijdragen/")
    date, words, english = (page.locator(f"[name={name}]") for name in ("date", "date-text", "date-text-en"))
    date.press_sequentially("medio 2008")
    assert words.input_value() == "medio 2008"
    date.press_sequentially(" tot en met 2012")
    assert words.input_value() == "medio 2008 tot en met 2012"
    date.fill("late January 2012")
    assert (words.input_value(), english.input_value()) == ("", "late January 2012")
    date.fill("2012")
    assert english.input_value() == ""
    assert words.is_hidden()
    date.fill("eind januari 2012")
    words.fill("in de laatste week van januari 2012")
    date.fill("eind februari 2012")
    assert words.input_value() == "in de laatste week van januari 2012"


def test_a_name_of_one_s_own_is_kept_whatever_else_goes(page: Page, rooted: Site) -> None:
    opened(page, f"{rooted.url}bijdragen/")
    filled(page)
    page.fill("[name=id]", "mijn-naam")
    page.fill("[name=title]", "Een andere titel")
    fresh(page, 1, "Eerste bericht")
    fresh(page, 2, "Tweede bericht").locator("[name=source-id]").fill("mijn-bron")
    page.locator("[data-remove]").nth(1).click()
    page.wait_for_function(
        """() => {
          const kept = localStorage.length ? localStorage.getItem(localStorage.key(0)) : "";
          return kept.includes("mijn-bron") && !kept.includes("Eerste bericht");
        }"""
    )
    page.reload()
    page.locator("[data-contribute]:visible").wait_for()
    page.locator("[name=source-date]").nth(1).fill("2013")
    assert page.input_value("[name=id]") == "mijn-naam"
    assert page.locator("[name=source-id]").nth(1).input_value() == "mijn-bron"


@PATHS
def test_every_fault_is_said_in_its_place_and_listed(page: Page, rooted: Site, path: str) -> None:
    opened(page, rooted.url + path)
    page.click("[data-check]")
    empty = page.locator("[data-problems] a")
    # Date, title, summary, kind, themes, the name; of the source: which, what it says, the quotation.
    assert empty.count() >= 8
    filled(page)
    page.fill("[name=title]", "Bel 0592-365555\u200b")
    page.fill("[data-item] [name=source]", "brief-2021")
    page.fill("[data-item] [name=quote]", "woord " * 26)
    page.check("[name=municipalities][value=all]")
    page.fill("[name=date]", "1990")
    page.click("[data-check]")
    wrong = {
        one.locator("xpath=..").get_attribute("data-field"): one.inner_text()
        for one in page.locator("[data-wrong]:visible").all()
    }
    assert wrong.keys() == {"title", "source", "quote", "municipalities"}
    assert "U+200B ZERO WIDTH SPACE" in wrong["title"]
    assert "brief-2012" in wrong["source"]
    assert "26" in wrong["quote"]
    assert page.locator("[data-exits]").is_hidden()
    # The list leads there, and what was mended is well again.
    page.locator("[data-problems] a").first.click()
    assert page.evaluate("() => document.activeElement.name") == "title"
    assert page.locator("[name=title]").get_attribute("aria-invalid") == "true"
    page.fill("[name=title]", "Een gewone titel")
    assert page.locator("[name=title]").get_attribute("aria-invalid") == "false"


@PATHS
def test_a_draft_is_kept_until_it_is_erased(page: Page, rooted: Site, path: str) -> None:
    opened(page, rooted.url + path)
    filled(page)
    page.click("[data-add=evidence]")
    page.locator("[data-item]").nth(1).locator("[name=quote]").fill("tweede citaat")
    page.wait_for_function(
        "() => localStorage.length > 0 && localStorage.getItem(localStorage.key(0)).includes('tweede')"
    )
    page.reload()
    page.locator("[data-contribute]:visible").wait_for()
    assert page.locator("[data-state]").inner_text() == said(path, "restored")
    assert page.input_value("[name=date]") == "eind januari 2012"
    assert page.is_checked("[name=municipalities][value=assen]")
    assert page.locator("[data-item] [name=quote]").nth(1).input_value() == "tweede citaat"
    page.click("[data-forget]")
    page.wait_for_function("() => document.querySelector('[name=date]').value === ''")
    page.locator("[data-contribute]:visible").wait_for()
    page.reload()
    page.locator("[data-contribute]:visible").wait_for()
    assert page.input_value("[name=date]") == ""
    assert page.evaluate("() => localStorage.length") == 0


def test_a_browser_that_keeps_nothing_says_so(browser: Browser, rooted: Site) -> None:
    context = browser.new_context()
    context.add_init_script("Object.defineProperty(globalThis, 'localStorage', { get() { throw new Error('no') } })")
    page = context.new_page()
    opened(page, f"{rooted.url}bijdragen/")
    page.fill("[name=title]", "x")
    expect(page.locator("[data-kept]")).to_have_text(said("", "no-storage"))
    context.close()


def test_a_draft_that_is_none_changes_nothing(page: Page, rooted: Site) -> None:
    opened(page, f"{rooted.url}bijdragen/")
    page.fill("[name=title]", "x")
    page.wait_for_function("() => localStorage.length > 0")
    for kept in (
        "null",
        "{",
        "[]",
        '{"answers": 1}',
        '{"answers": {"date": 5}, "evidence": [null, {"quote": {}}]}',
        '{"answers": {"themes": 5}, "evidence": [{"quote": 5, "fresh": 1}]}',
        '{"evidence": []}',
        '{"answers": {}, "evidence": [{}], "links": {"link-url": 5}, "follows": [[null]]}',
        '{"answers": {}, "evidence": [{}], "links": [null], "follows": 5}',
    ):
        page.evaluate("(kept) => localStorage.setItem(localStorage.key(0), kept)", kept)
        page.reload()
        page.locator("[data-contribute]:visible").wait_for()
        assert page.input_value("[name=date]") == ""


def test_the_ways_to_send_it(page: Page, rooted: Site, tmp_path: Path) -> None:
    opened(page, f"{rooted.url}bijdragen/")
    page.evaluate("(to) => { document.querySelector('[data-contribute]').dataset.repository = to }", PACKED)
    filled(page)
    page.click("[data-check]")
    ((name, text),) = files(page).items()
    address = urlsplit(page.locator("[data-host]").get_attribute("href") or "")
    assert (address.netloc, address.path) == ("github.com", "/o/r/new/main")
    assert {key: values[0] for key, values in parse_qs(address.query).items()} == {
        "filename": name, "value": text.decode()
    }  # fmt: skip
    with page.expect_download() as downloaded:
        page.locator("[data-exits] button").first.click()
    assert downloaded.value.suggested_filename == Path(name).name
    downloaded.value.save_as(tmp_path / "x.yaml")
    assert (tmp_path / "x.yaml").read_bytes() == text
    mail = page.locator("[data-mail]").get_attribute("href") or ""
    assert mail.startswith("mailto:?subject=")
    assert len(mail) <= 1800
    body = unquote(mail.partition("&body=")[2]).replace("\r\n", "\n")
    assert body == f"{name}\n\n{text.decode()}"
    # Without a repository there are the other ways.
    page.evaluate("() => { document.querySelector('[data-contribute]').dataset.repository = '' }")
    page.click("[data-check]")
    assert page.locator("[data-host]").count() == 0
    assert page.locator("[data-exits] button").count() == 2


@PATHS
def test_without_script_there_is_the_example(browser: Browser, rooted: Site, path: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(rooted.url + path)
    assert page.locator("[data-without-form]").is_visible()
    assert page.locator("[data-contribute]").is_hidden()
    blocks = page.locator("pre code").all_inner_texts()
    examples = [(projects.PROJECT / f"docs/examples/{name}.yaml").read_text() for name in ("event", "source")]
    assert [block.strip() for block in blocks] == [example.strip() for example in examples]
    context.close()


@PATHS
def test_axe_finds_nothing(page: Page, rooted: Site, path: str) -> None:
    opened(page, rooted.url + path)
    page.evaluate(AXE_SCRIPT)
    for state in ("empty", "faulty", "sound"):
        if state == "sound":
            filled(page)
            with_more(page)
        if state != "empty":
            page.click("[data-check]")
        for width in (1280, 320):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
            for colour in ("light", "dark"):
                page.emulate_media(color_scheme=colour)
                assert test_axe._violations(page) == []


def test_it_can_be_filled_in_with_the_keyboard(page: Page, rooted: Site) -> None:
    opened(page, f"{rooted.url}bijdragen/")
    page.locator("[name=date]").focus()
    met = []
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("() => document.activeElement.matches('summary')"):
            page.keyboard.press("Enter")
        focused = page.evaluate(
            "() => [document.activeElement.name || document.activeElement.textContent,"
            " getComputedStyle(document.activeElement).outlineStyle]"
        )
        assert focused[1] != "none", focused
        met.append(focused[0])
        if met[-1] == said("", "forget"):
            break
    for name in ("title", "summary", "kind", "themes", "municipalities", "organisations", "source", "says",
                 "quote", "place", "disputed-en", "follows", "see-also", "link-url", "link-title", "id"):  # fmt: skip
        assert name in met


HOSTILE = """<img src=x onerror=alert(1)><script>alert(1)</script> [a](javascript:alert(1)) [b](data:text/html,<b>x</b>)
[c](//elsewhere.example/) [constructor](constructor) 🏛*y* [d](https://x.nl/&quot;onclick=alert(1))"""


def test_what_is_typed_stays_words(page: Page, rooted: Site) -> None:
    opened(page, f"{rooted.url}bijdragen/")
    filled(page)
    page.fill("[name=summary]", HOSTILE)
    for name in ("title", "place", "disputed", "link-title"):
        page.locator(f"[name={name}]").evaluate("(one, text) => { one.value = text }", HOSTILE)
    for name in ("source", "follows", "see-also", "link-url"):
        page.locator(f"[name={name}]").evaluate("(one) => { one.value = 'constructor' }")
    page.locator("[name=date]").fill("2012")
    seen = page.locator("[data-seen]")
    assert "<script>alert(1)</script>" in seen.inner_text()
    assert "native code" not in page.locator("[data-contribute]").inner_text()
    names = seen.evaluate("(seen) => [...new Set([...seen.querySelectorAll('*')].map((one) => one.localName))]")
    assert set(names) <= {*("li", "p", "time", "span", "h4", "div", "em", "a", "dl", "dt", "dd")}
    links = seen.locator("a").evaluate_all("(links) => links.map((link) => link.protocol)")
    assert set(links) <= {"https:", "http:"}
    assert seen.locator("em").inner_text() == "y"
    assert said("", "roughly") in seen.inner_text()
    page.fill("[name=summary]", "R&D, café en *nadruk*.")
    assert said("", "roughly") not in seen.inner_text()


def test_nothing_leaves_the_browser(browser: Browser, rooted: Site) -> None:
    page = browser.new_page()
    log = chrome.watch(page)
    opened(page, f"{rooted.url}bijdragen/")
    filled(page)
    page.click("[data-check]")
    page.wait_for_timeout(400)
    assert [url for url in log.requests if not url.startswith(rooted.url)] == []
    assert not [url for url in log.requests if re.search("proef|citaat", url)]
    page.close()


# Somebody who does what the guide says, word for word, and nothing else

STEP = re.compile(r"(?m)^[0-9]+\. (?P<says>.+)$")
ACTS = {
    "fill": r"(?:Vul bij \*\*(.+?)\*\* in|Fill in at \*\*(.+?)\*\*): `(.+)`",
    "choose": r"(?:Kies bij \*\*(.+?)\*\*|Choose at \*\*(.+?)\*\*): `(.+)`",
    "tick": r"(?:Zet een vinkje bij|Tick) \*\*(.+)\*\*",
    "click": r"(?:Klik op|Click) \*\*(.+)\*\*",
}


def control(page: Page, words: str) -> Any:
    """The control that a reader finds by these words: the one whose label begins with them, and says the least more."""
    labels = [
        (len(text), label)
        for label in page.locator("[data-contribute] label:visible").all()
        if (text := label.inner_text().strip()).startswith(words)
    ]
    assert labels, words
    label = min(labels, key=lambda found: found[0])[1]
    inside = label.locator("input")
    return inside if inside.count() else page.locator(f"[id='{label.get_attribute('for')}']")


def act(page: Page, says: str) -> None:
    for kind, pattern in ACTS.items():
        found = re.fullmatch(pattern, says)
        if found is None:
            continue
        words, *given = [part for part in found.groups() if part]
        if kind == "fill":
            control(page, words).fill(given[0])
        elif kind == "choose":
            control(page, words).select_option(label=given[0])
        elif kind == "tick":
            control(page, words).check()
        else:
            page.get_by_role("button", name=words).click()
        return
    pytest.fail(f"nobody knows what to do: {says}")


@pytest.mark.parametrize(("path", "guide"), [("bijdragen/", "nl/bijdragen.md"), ("en/contribute/", "en/contribute.md")])
def test_who_follows_the_guide_has_a_file_in_ten_steps(
    page: Page, rooted: Site, tmp_path: Path, path: str, guide: str
) -> None:
    steps = STEP.findall((projects.PROJECT / "docs" / guide).read_text(encoding="utf-8"))
    assert 5 < len(steps) <= 10
    opened(page, rooted.url + path)
    for says in steps[:-1]:
        act(page, says)
    with page.expect_download() as downloaded:
        act(page, steps[-1])
    downloaded.value.save_as(tmp_path / "x.yaml")
    name = downloaded.value.suggested_filename
    assert errors({f"timeline/events/2009/{name}": (tmp_path / "x.yaml").read_bytes()}) == []
