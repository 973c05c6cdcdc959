"""Every page of the sitemap, opened once in a real browser, and what was seen there."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser

from tests.browser import chrome
from tests.browser.sites import Listed, Site

# What is read in a page's main part, but for controls that script shows and the links that they take the place of.
# Years out of sight are laid out first: the browser leaves out what it has not laid out yet.
READ = """(() => {
  const main = document.querySelector("main")
  const shown = "[data-filter], [data-axis-bar], [data-choices], [data-builder], [data-without-builder],"
    + "[data-contribute], [data-without-form]"
  const controls = [...main.querySelectorAll(shown)]
  for (const control of controls) control.style.display = "none"
  for (const list of main.querySelectorAll(".tl-years")) list.dataset.whole = ""
  const text = main.innerText
  for (const control of controls) control.style.display = ""
  return text
})()"""
FACTS = """() => {
  const all = (selector) => [...document.querySelectorAll(selector)]
  const seen = (element) => element.checkVisibility({visibilityProperty: true})
  const text = READ
  return {
    lang: document.documentElement.lang,
    title: document.title,
    descriptions: all("meta[name=description]").map((meta) => meta.content),
    canonicals: all("link[rel=canonical]").map((link) => link.getAttribute("href")),
    alternates: all("link[rel~=alternate][hreflang]").map((link) => [link.hreflang, link.getAttribute("href")]),
    switches: all("header a[hreflang]").map((link) => ({
      href: link.href, hreflang: link.hreflang, lang: link.lang, seen: seen(link), text: link.innerText,
    })),
    firsts: all("h1").map((heading) => heading.innerText.trim()),
    levels: all("h1, h2, h3, h4, h5, h6").filter(seen).map((heading) => Number(heading.tagName[1])),
    // A link in a drawing has no innerText.
    empty: all("h1, h2, h3, h4, h5, h6, a[href]")
      .filter((e) => seen(e) && !(e.innerText ?? e.textContent).trim()).map((e) => e.outerHTML),
    ids: all("[id]").map((element) => element.id),
    text,
    times: all("time").map((time) => time.getAttribute("datetime") ?? time.textContent),
  }
}""".replace("READ", READ)
# What sticks out of the screen and is shown. A theme that hides what sticks out makes text unreadable, not narrow.
WIDE = """() => {
  const outside = [...document.querySelectorAll("header *, nav *, main *, footer *")].filter((element) => {
    const box = element.getBoundingClientRect()
    // A preview at its real width scrolls in a box of its own.
    if (element.matches("[data-preview]")) return false
    return (box.right > innerWidth + 1 || box.left < -1) && box.width && box.height
      && element.checkVisibility({visibilityProperty: true, opacityProperty: true})
  })
  const wide = Math.max(document.documentElement.scrollWidth, document.body.scrollWidth)
  return [
    ...outside.map((element) => `sticks out: ${element.outerHTML.slice(0, 150)}`),
    ...(wide > innerWidth ? [`scrolls sideways: ${wide} > ${innerWidth}`] : []),
  ]
}"""


@dataclass(frozen=True, slots=True)
class Visit:
    """What came of opening one page of the sitemap."""

    page: Listed
    status: int
    troubles: list[str]
    requests: list[str]
    facts: dict[str, Any]
    wide: list[str]


def _crawl(browser: Browser, pages: Sequence[Listed]) -> list[Visit]:
    page = browser.new_page(viewport=chrome.ZOOMED)
    log = chrome.watch(page)
    found = []
    for listed in pages:
        log.clear()
        response = page.goto(listed.url)
        chrome.settle(page, log)
        facts = page.evaluate(FACTS)
        wide = page.evaluate(WIDE)
        status = response.status if response else 0
        found.append(Visit(listed, status, list(log.troubles), list(log.requests), facts, wide))
    return found


def crawl(site: Site) -> list[Visit]:
    """Open every page of the sitemap once, on the narrowest screen that must do."""
    found = chrome.side_by_side(site.listed, _crawl)
    assert len(found) == len(site.listed) > 2 * len(site.events)
    return found
