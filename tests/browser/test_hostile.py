"""Attacks, published and looked at with a real browser: nothing is live, nothing runs, nobody is asked, all is read."""

import html
import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Dialog, expect

from tests import attacks
from tests.browser import chrome, sites
from tests.browser.audit import EVENTS, Audited, audit
from tests.browser.sites import Site

NAMES = {"nl": "Samen in Drenthe", "en": "Together in Drenthe"}

# `PWN` is what an attack sets to be noticed. An element may have the id `pwn`, in small letters.
# Pages one after the other in a frame of one page: half the work of opening each. What each ends up as is looked at.
VISIT = """async (urls) => {
  const frame = document.createElement("iframe"), found = []
  frame.width = 640
  frame.height = 480
  document.body.replaceChildren(frame)
  for (const url of urls) {
    await new Promise((done) => { frame.onload = done; frame.src = url })
    const {document: page, location, PWN} = frame.contentWindow
    // Handlers of whatever has the focus, or gets it, run now.
    page.querySelectorAll("main [tabindex], main [autofocus]").forEach((element) => element.focus())
    found.push([url, location.href, PWN === undefined && window.PWN === undefined])
  }
  return found
}"""


@pytest.fixture(scope="module")
def hostile_site(hostile: Path) -> Iterator[Site]:
    """The hostile timeline, shown by a web server. Its own address is one that does not exist."""
    with sites.running(sites.below("/", hostile / "site")) as port:
        yield Site(f"http://127.0.0.1:{port}/", hostile / "site", hostile / "build")


@pytest.fixture(scope="module")
def audited(hostile_site: Site, browser: Browser) -> dict[str, Audited]:
    page = browser.new_page()
    found = {one.path: one for one in audit(page, hostile_site, "alliantie")}
    page.close()
    assert len(found) > 2 * len(attacks.shown())
    return found


def test_nothing_is_live_on_any_page_of_the_hostile_site(audited: dict[str, Audited]) -> None:
    problems = [f"{one.path}: {problem}" for one in audited.values() for problem in one.problems]
    assert not problems, chrome.listing(problems)


def test_nothing_is_live_on_any_page_of_the_real_history(rooted: Site, browser: Browser) -> None:
    page = browser.new_page()
    found = audit(page, rooted, "brief-andere-wegen")
    page.close()
    problems = [f"{one.path}: {problem}" for one in found for problem in one.problems]
    assert len(found) > len(rooted.events)
    assert not problems, chrome.listing(problems)


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_every_text_is_read_as_it_was_typed(audited: dict[str, Audited], lang: str) -> None:
    seen = 0
    for case in attacks.shown():
        if not {"text", "prose"} & set(case.told):
            continue
        seen += 1
        facts = audited[f"{EVENTS[lang]}/{case.id}/index.html"].facts
        assert facts["lead"] == case.reads, case.id
        if case.text is not None:
            missing = list(_unread(facts, case.text, lang))
            assert missing == [], case.id
    assert seen > 250


def _unread(facts: dict[str, Any] | Any, text: str, lang: str) -> Iterator[str]:
    """The places where a text that stands in every field cannot be read as it was typed. Blanks are folded."""
    said = " ".join(text.split())
    if len(text) <= 120:
        if facts["heading"] != said:
            yield "heading"
        if facts["title"] != f"{said} – {NAMES[lang]}":
            yield "title"
        if said not in facts["description"]:
            yield "description"
    if [" ".join(alt.split()) for alt in facts["alts"]] != [said]:
        yield "alt"
    # Place, note, dispute, quotation, its spot, link, credit, licence: each in an element of its own.
    if facts["text"].count(said) < 6:
        yield "fields"


def _addresses(site: Site) -> list[str]:
    """The pages to open: all with EXPLORE=1; else the Dutch ones, as the English hold the same texts."""
    files = [file.relative_to(site.folder).as_posix() for file in sorted(site.folder.rglob("index.html"))]
    few = [file for file in files if not re.match(r"en/(?!years/20|index)|gebeurtenissen/(?:addr|dates|names)", file)]
    chosen = files if os.environ.get("EXPLORE") else few
    return [site.url + file.removesuffix("index.html") for file in chosen]


def test_no_page_runs_a_script_of_a_text_or_asks_another_host(hostile_site: Site, browser: Browser) -> None:
    page = browser.new_page()
    log, problems = chrome.watch(page), []

    def asked(dialog: Dialog) -> None:
        problems.append(f"a dialog: {dialog.message}")
        dialog.dismiss()

    page.on("dialog", asked)
    page.on("popup", lambda popup: problems.append(f"a window: {popup.url}"))
    page.goto(f"{hostile_site.url}robots.txt")
    urls = _addresses(hostile_site)
    assert len(urls) > 400
    for start in range(0, len(urls), 20):
        found = page.evaluate(VISIT, urls[start : start + 20])
        problems += [f"{url}: ended at {end}, script run: {not quiet}" for url, end, quiet in found
                     if (end, quiet) != (url, True)]  # fmt: skip
    chrome.settle(page, log)
    problems += log.troubles
    problems += [url for url in log.requests if not url.startswith((hostile_site.url, "data:", "blob:"))]
    page.close()
    assert not problems, chrome.listing(problems)


WORDS = ["script", "onerror", "src", "javascript", "klik", "config", "evidence", "constructor", "snake_case_naam",
         "<img src=x onerror=window.PWN=1>", "{{TIMELINE}}", "5 * 3"]  # fmt: skip


def test_the_search_shows_titles_as_text_and_runs_nothing(hostile_site: Site, browser: Browser) -> None:
    page = browser.new_page(viewport=chrome.WIDE)
    log = chrome.watch(page)
    page.goto(hostile_site.url)
    box, links = page.locator("[data-search-input]"), page.locator("[data-search-result]")
    box.click()
    known = {" ".join(case.text.split()) for case in attacks.shown() if case.text}
    shown: set[str] = set()
    for word in WORDS:
        box.fill("")
        expect(links).to_have_count(0)
        box.press_sequentially(word)
        links.first.wait_for()
        shown |= {" ".join(title.split()) for title in links.all_text_contents()}
        inside = page.locator("[data-search-results]").evaluate(
            "(list) => [...list.querySelectorAll('*')].flatMap((e) => [e.localName, ...e.getAttributeNames()])"
        )
        assert set(inside) <= FOUND_OF, sorted(set(inside) - FOUND_OF)
        hrefs = links.evaluate_all("(links) => links.map((link) => link.href)")
        assert all(href.startswith(hostile_site.url) for href in hrefs), hrefs
        assert page.evaluate("typeof window.PWN") == "undefined"
    assert len(shown & known) > 20
    # Every title that looks like markup is one that was typed, whole.
    assert {title for title in shown if re.search(r"[<>&]", title)} - known == set()
    assert log.troubles == []
    assert [url for url in log.requests if not url.startswith((hostile_site.url, "data:", "blob:"))] == []
    page.close()


# The elements and attributes of the list of what the search found.
FOUND_OF = {"li", "a", "p", "mark", "class", "href", "lang", "data-search-result"}


def test_what_the_search_shows_is_decoded_once(hostile_site: Site) -> None:
    """A title that was typed as an entity stays one."""
    text = next(str(case.text) for case in attacks.shown() if case.name == "script-entities-named")
    assert html.unescape(text) != text
    shown = [file.read_text(encoding="utf-8") for file in hostile_site.folder.glob("search/nl/*/e/*.json")]
    titles = {title if isinstance(title, str) else title[0] for part in shown for _, _, title, *_ in json.loads(part)}
    assert text in titles
