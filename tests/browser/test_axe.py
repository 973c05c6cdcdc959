"""axe-core finds no violation of WCAG 2.2 A and AA: every kind of page, light and dark, wide and narrow."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page

from tests.browser import chrome
from tests.browser.kinds import Kind, kinds
from tests.browser.sites import Site

Scheme = Literal["light", "dark"]

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RUN = """async (tags) => {
  const found = await axe.run(document, {runOnly: tags, resultTypes: ["violations"], preload: false})
  return [found.testEngine.version, found.passes.map((rule) => rule.id), found.violations]
}"""
LAID_OUT = """() => {
  for (const list of document.querySelectorAll(".tl-years")) list.dataset.whole = ""
  scrollTo(0, 0)
}"""
WIDTHS = (1280, 320)
SCHEMES: Mapping[Scheme, str] = {"light": "default", "dark": "slate"}


def _violations(page: Page) -> list[str]:
    """Run axe, which is there already, on a page as it is now; each violation says rule, target and HTML."""
    # Years out of sight are laid out first: else they move while axe measures, below what stays where it is.
    page.evaluate(LAID_OUT)
    version, passed, found = page.evaluate(RUN, TAGS)
    assert tuple(map(int, version.split(".")[:2])) >= (4, 8), f"axe {version} does not know WCAG 2.2"
    assert {"html-has-lang", "link-name"} <= set(passed), f"axe has not looked: {passed}"
    return [_told(rule, node) for rule in found for node in rule["nodes"]]


def _told(rule: dict[str, Any], node: dict[str, Any]) -> str:
    why = "; ".join(check["message"] for part in ("any", "all", "none") for check in node[part])
    return f"{rule['id']}: {' '.join(map(str, node['target']))}\n    {node['html'][:300]}\n    {why}"


def _shown_in(page: Page, scheme: Scheme) -> None:
    page.wait_for_function("(name) => document.body.dataset.mdColorScheme === name", arg=SCHEMES[scheme])


def _open(browser: Browser) -> Page:
    # Colours on their way to other colours are nobody's contrast.
    return browser.new_page(reduced_motion="reduce")


def _everywhere(page: Page, what: str) -> list[str]:
    """What axe finds on a page, light and dark, wide and narrow."""
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            _shown_in(page, scheme)
            found += [f"{what}, {width} pixels, {scheme}: {violation}" for violation in _violations(page)]
    return found


def _of_every_kind(samples: Sequence[Kind]) -> list[str]:
    def work(browser: Browser, share: Sequence[Kind]) -> list[str]:
        page = _open(browser)
        found = []
        for kind in share:
            page.goto(kind.url)
            page.evaluate(AXE_SCRIPT)
            found += _everywhere(page, str(kind))
        return found

    return chrome.side_by_side(samples, work)


def test_axe_finds_nothing_on_any_kind_of_page(samples: list[Kind]) -> None:
    violations = _of_every_kind(samples)
    assert not violations, chrome.listing(violations)


def test_axe_finds_as_little_when_zensical_made_the_page(zensical: Site) -> None:
    violations = _of_every_kind(kinds(zensical))
    assert not violations, chrome.listing(violations)


def test_axe_finds_nothing_while_somebody_searches(browser: Browser, rooted: Site) -> None:
    violations = []
    for home, words in ((f"{rooted.url}over/", "convenant"), (f"{rooted.url}en/about/", "covenant")):
        page = _open(browser)
        page.goto(home)
        page.evaluate(AXE_SCRIPT)
        chrome.search(page, words)
        violations += _everywhere(page, home)
        page.close()
    assert not violations, chrome.listing(violations)


def test_axe_finds_nothing_in_the_palette_that_somebody_chose(browser: Browser, rooted: Site) -> None:
    page = _open(browser)
    violations = []
    page.goto(f"{rooted.url}over/")
    page.evaluate(AXE_SCRIPT)
    # The device says light: follow it, light by choice, dark by choice.
    for scheme in SCHEMES:
        page.locator("[data-md-component=palette] label:visible").click()
        _shown_in(page, scheme)
        violations += [f"{scheme} by choice: {violation}" for violation in _violations(page)]
    page.close()
    assert not violations, chrome.listing(violations)
