"""The main paths in Firefox, which is made by others than the browser of the other tests, in both languages."""

import io
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from pypdf import PdfReader

from tests.browser import chrome, sites
from tests.browser.bidi import Session
from tests.browser.firefox import Page, open_firefox, open_page
from tests.browser.sites import Site

HOMES = pytest.mark.parametrize("home", ["", "en/"], ids=["nl", "en"])
QUIET = {"ui.prefersReducedMotion": 1, "ui.systemUsesDarkTheme": 0}
DARK = {**QUIET, "ui.systemUsesDarkTheme": 1}

SHOWN = """() => [...document.querySelectorAll("[data-timeline] [data-event]")]
  .filter((event) => event.checkVisibility()).map((event) => event.dataset.event)"""
SAID = """(shown) => {
  const said = document.querySelector("[data-filter] [data-said]").textContent
  return !shown || said.match(/^[0-9]+/)[0] === `${shown}` ? said : null
}"""
# The marks of the drawing that is seen, and where they stand.
MARKS = """() => Object.fromEntries([...document.querySelectorAll("[data-axis]")]
  .filter((svg) => svg.getBoundingClientRect().width)
  .flatMap((svg) => [...svg.querySelectorAll("[data-mark]")])
  .map((mark) => [mark.dataset.mark, mark.lastElementChild.getBoundingClientRect().toJSON()])
  .filter(([, box]) => box.width && box.height))"""
RESULTS = "() => [...document.querySelectorAll('[data-search-result]')].map((link) => link.href)"
COLOURS = """() => ["body", ".md-header", ".tl-event", "h1"].map((name) => {
  const style = getComputedStyle(document.querySelector(name))
  return [style.backgroundColor, style.color]
})"""
BACKGROUND = "() => getComputedStyle(document.body).backgroundColor.match(/[0-9]+/g).map(Number)"
# Not innerText: Firefox leaves out of it what it has not had to draw yet.
TEXT = "() => document.querySelector('main').textContent"
CHOSEN = "() => [...new FormData(document.querySelector('[data-filter]'))].filter(([, value]) => value)"


@pytest.fixture(scope="module")
def firefox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    with open_firefox(tmp_path_factory.mktemp("firefox"), QUIET) as session:
        yield session


@pytest.fixture
def page(firefox: Session, rooted: Site) -> Iterator[Page]:
    """A page in which nothing may go wrong, and which may ask nobody else."""
    with open_page(firefox) as page:
        yield page
        _fine(page, rooted)


def _fine(page: Page, site: Site) -> None:
    page.settle()
    assert page.troubles() == []
    asked = page.requests()
    assert len(asked) > 3
    assert [url for url in asked if not url.startswith((site.url, "data:"))] == []


def _every(site: Site) -> set[str]:
    return {event["id"] for event in site.events}


def _shown(page: Page, site: Site) -> set[str]:
    """The events that are shown, once the page has said how many it is to show."""
    shown = set(page.evaluate(SHOWN))
    assert re.findall(r"\d+", page.evaluate(SAID, 0)) == [str(len(shown)), str(len(site.events))]
    return shown


def test_what_goes_wrong_is_heard(firefox: Session, rooted: Site) -> None:
    with open_page(firefox) as page:
        page.goto(rooted.url)
        page.evaluate(
            """() => {
              console.error("said")
              setTimeout(() => { throw new Error("thrown") })
              fetch("./nothing")
              new Image().src = "https://evil.example/x.png"
            }"""
        )
        page.wait_for("() => performance.getEntriesByType('resource').some(({name}) => name.endsWith('/nothing'))")
        page.settle()
        assert f"{rooted.url}nothing" in page.requests()
        troubles = "\n".join(page.troubles())
    for words in ("console error: said", "thrown", f"status 404: {rooted.url}nothing", "img-src"):
        assert words in troubles


def test_a_request_to_another_host_is_seen(firefox: Session, rooted: Site) -> None:
    with sites.running(sites.below("/", rooted.folder)) as port, open_page(firefox) as page:
        (icon,) = rooted.folder.rglob("favicon.svg")
        other = f"http://127.0.0.1:{port}/{icon.relative_to(rooted.folder).as_posix()}"
        page.goto(f"data:text/html,<img src='{other}'>")
        page.settle()
        assert other in page.requests()


@HOMES
def test_the_home_page_shows_every_event_and_the_drawing(page: Page, rooted: Site, home: str) -> None:
    page.goto(rooted.url + home)
    assert set(page.evaluate(SHOWN)) == set(page.evaluate(MARKS)) == _every(rooted)


@pytest.mark.parametrize(("home", "words"), [("", "financiën"), ("en/", "covenant")], ids=["nl", "en"])
def test_typing_chooses_marks_and_changes_the_address(page: Page, rooted: Site, home: str, words: str) -> None:
    page.goto(rooted.url + home)
    page.click("#filter-q")
    page.type(words)
    # The address and the marks come a little later than the letters.
    page.wait_for("(words) => decodeURI(location.search) === `?q=${words}`", words)
    page.wait_for(f"(words) => ({chrome.MARKED})().includes(words)", words)
    assert unquote(page.url) == f"{rooted.url}{home}?q={words}"
    assert set() < _shown(page, rooted) < _every(rooted)
    assert set(page.evaluate(chrome.MARKED)) == {words}
    assert set(page.evaluate(chrome.GROUNDS)) == {"rgb(255, 224, 138)"}


@HOMES
def test_a_municipality_is_chosen(page: Page, rooted: Site, home: str) -> None:
    page.goto(rooted.url + home)
    page.click("[data-more]")
    page.click("label:has([name=gemeente][value=assen])")
    expected = {event["id"] for event in rooted.events if "assen" in event["municipalities"]}
    page.wait_for(SAID, len(expected))
    assert page.url == f"{rooted.url}{home}?gemeente=assen"
    assert set() < _shown(page, rooted) == expected < _every(rooted)


@HOMES
def test_an_address_with_choices_is_read(page: Page, rooted: Site, home: str) -> None:
    page.goto(f"{rooted.url}{home}?thema=cultuur&q=museum")
    page.wait_for(f"() => ({chrome.MARKED})().length")
    cultural = {event["id"] for event in rooted.events if "cultuur" in event["themes"]}
    assert set() < _shown(page, rooted) < cultural
    assert page.evaluate(CHOSEN) == [["q", "museum"], ["thema", "cultuur"]]
    assert set(page.evaluate(chrome.MARKED)) == {"museum"}
    page.click("[data-reset]")
    page.wait_for(SAID, len(rooted.events))
    assert page.url == rooted.url + home
    assert _shown(page, rooted) == _every(rooted)


@pytest.mark.parametrize(
    ("home", "found"), [("", "gemeenten/hoogeveen/"), ("en/", "en/municipalities/hoogeveen/")], ids=["nl", "en"]
)
def test_the_search_of_the_site_finds_a_page_and_leads_there(page: Page, rooted: Site, home: str, found: str) -> None:
    page.goto(rooted.url + home)
    page.click("[data-search-input]")
    # With a slip of the finger.
    page.type("hogeveen")
    page.wait_for("() => document.querySelector('[data-search-status]').textContent.includes('‘hogeveen’')")
    assert page.wait_for(RESULTS)[0] == rooted.url + found
    page.click("[data-search-result]")
    page.wait_for("(url) => location.href === url && document.readyState === 'complete'", rooted.url + found)
    assert "Hoogeveen" in page.evaluate("() => document.querySelector('h1').innerText")


@HOMES
def test_the_drawing_is_zoomed_and_comes_back(page: Page, rooted: Site, home: str) -> None:
    page.goto(rooted.url + home)
    before = page.evaluate(MARKS)
    page.click("[data-do=in]")
    page.wait_for("() => !document.querySelector('[data-do=all]').hidden")
    zoomed = page.evaluate(MARKS)
    width = {name: box["x"] for name, box in zoomed.items()}
    assert set() < set(width) < set(before)
    both = sorted(width, key=width.__getitem__)
    assert width[both[-1]] - width[both[0]] > 1.5 * (before[both[-1]]["x"] - before[both[0]]["x"])
    page.click("[data-do=out]")
    page.wait_for("() => document.querySelector('[data-do=all]').hidden")
    assert set(page.evaluate(MARKS)) == set(before)


@HOMES
def test_a_link_to_an_event_leads_to_it_and_marks_it(page: Page, rooted: Site, home: str) -> None:
    event, other = rooted.events[60]["id"], rooted.events[59]["id"]
    page.goto(f"{rooted.url}{home}#event-{event}")
    page.wait_for(
        """(id) => {
          const {top, bottom} = document.getElementById(id).getBoundingClientRect()
          return scrollY > 1000 && top >= 0 && bottom <= innerHeight
        }""",
        f"event-{event}",
    )
    background = "(id) => getComputedStyle(document.getElementById(id)).backgroundColor"
    assert page.evaluate(background, f"event-{event}") != page.evaluate(background, f"event-{other}")


@HOMES
def test_on_a_small_screen_nothing_is_scrolled_sideways(page: Page, rooted: Site, home: str) -> None:
    page.size(320, 640)
    for address in (
        home,
        f"{home}?gemeente=assen",
        rooted.events[0]["url"]["en" if home else "nl"].removeprefix(rooted.url),
    ):
        page.goto(rooted.url + address)
        page.settle()
        wide, there, inner = page.evaluate(
            "() => [document.documentElement.scrollWidth, document.documentElement.clientWidth, innerWidth]"
        )
        assert wide <= there <= inner == 320, address


def test_on_paper_every_event_is_told_and_no_year_stands_alone(page: Page, rooted: Site) -> None:
    page.goto(rooted.url)
    # As it lies on the paper: Firefox does not draw from top to bottom.
    pdf = PdfReader(io.BytesIO(page.printed()))
    sheets = [sheet.extract_text(extraction_mode="layout").split() for sheet in pdf.pages]
    text = "".join("".join(sheet) for sheet in sheets)
    assert [event["id"] for event in rooted.events if "".join(event["title"]["nl"].split()) not in text] == []
    assert len(sheets) > 5
    years = {event["date"]["earliest"][:4] for event in rooted.events if event["date"]["earliest"]}
    assert [sheet[-1] for sheet in sheets if sheet[-1] in years] == []


def test_the_colours_are_those_of_the_device_with_script_and_without(
    page: Page, rooted: Site, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """And without script every event is told."""
    page.goto(rooted.url)
    light = page.evaluate(COLOURS)
    assert min(page.evaluate(BACKGROUND)) > 200
    with open_firefox(tmp_path_factory.mktemp("dark"), DARK) as session, open_page(session) as there:
        there.goto(rooted.url)
        dark = there.evaluate(COLOURS)
        assert max(there.evaluate(BACKGROUND)) < 60
        assert [one for one, other in zip(light, dark, strict=True) if one == other] == []
        _fine(there, rooted)
    settings = {**DARK, "javascript.enabled": False}
    with open_firefox(tmp_path_factory.mktemp("bare"), settings) as session, open_page(session, sandbox=True) as bare:
        bare.goto(rooted.url)
        assert bare.evaluate(COLOURS) == dark
        for lang, home in (("nl", ""), ("en", "en/")):
            bare.goto(rooted.url + home)
            assert bare.evaluate("() => document.documentElement.className") == "no-js"
            assert set(bare.evaluate(SHOWN)) == _every(rooted)
            text = " ".join(bare.evaluate(TEXT).split())
            missing = [
                f"{event['id']}: {words}"
                for event in rooted.events
                for words in (
                    event["title"][lang] or event["title"]["nl"],
                    event["summary"][lang] or event["summary"]["nl"],
                )
                if " ".join(words.split()) not in text
            ]
            assert not missing, chrome.listing(missing)
            assert bare.evaluate("() => document.querySelector('[data-filter]').checkVisibility()") is False
        _fine(bare, rooted)


@HOMES
def test_a_frame_on_a_page_of_others_is_as_high_as_what_it_holds(
    firefox: Session, rooted: Site, home: str, tmp_path: Path
) -> None:
    frame = f'<iframe src="{rooted.url}{home}embed/" title="x" width="100%" height="300"></iframe>'
    (tmp_path / "404.html").write_text("<!doctype html><title>404</title>")
    icon = '<link rel="icon" href="data:,">'
    (tmp_path / "index.html").write_text(f'<!doctype html>{icon}{frame}<script src="{rooted.url}embed.js"></script>')
    high = "(least) => document.querySelector('iframe').getBoundingClientRect().height > least"
    with sites.running(sites.below("/", tmp_path)) as port, open_page(firefox) as page:
        page.goto(f"http://127.0.0.1:{port}/")
        page.wait_for(high, 5000)
        # Fewer events, and lower.
        page.evaluate("() => { document.querySelector('iframe').src += '?max=2' }")
        page.wait_for("() => document.querySelector('iframe').getBoundingClientRect().height < 1200")
        # A place in it: the page around it goes there.
        event = rooted.events[40]["id"]
        page.evaluate("(hash) => { const f = document.querySelector('iframe'); f.src = f.src.split('?')[0] + hash }",
                      f"#event-{event}")  # fmt: skip
        page.wait_for("() => scrollY > 1000")
        page.settle()
        assert page.troubles() == []
