"""The timeline on pages of others: a real nginx with the shipped headers, the page around it from another origin."""

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, BrowserContext, Frame, Page, Request, Route

from chronicle.embed import beside
from tests import projects, web
from tests.browser import chrome, sites, test_axe, test_print
from tests.browser.sites import Site
from tools import write_deploy

# Heard in every document from its very beginning. Where scripts of a page are off, this one runs all the same.
LISTEN = """
globalThis.refused = [];
addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) =>
  refused.push(`${effectiveDirective}: ${blockedURI}`));
globalThis.heard = [];
addEventListener("message", ({ data }) => data?.drentheTijdlijn && heard.push(data));
"""
WIDTHS = (320, 768, 1280)
EVENTS = """() => [...document.querySelectorAll("[data-event]")].map((event) => ({
  id: event.dataset.event, shown: event.checkVisibility(), text: event.innerText,
  links: event.querySelectorAll("a").length,
}))"""
HEIGHT = "() => Math.ceil(document.documentElement.getBoundingClientRect().height)"
# Every version there was, and what it was. What stands here is never changed.
PUBLISHED = {
    "embed-1.0.0.js": "sha384-x9QFDh6rmhNH8OGJgnO80PZM/Urw8tGe+wWOvz7V+6d7upOdMviqmHyJGIpTE564",
}
STRICT = "default-src 'none'; style-src 'unsafe-inline'; frame-src {origin}; script-src {origin}; connect-src {origin}"


class Intranet:
    """A site of others: pages are written into it, and seen at its address."""

    def __init__(self, url: str, folder: Path) -> None:
        self.url, self.folder = url, folder

    def page(self, body: str, policy: str = "") -> str:
        """Write a page, and give its address."""
        number = len(list(self.folder.iterdir()))
        meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">' if policy else ""
        head = f'<!doctype html><html lang="nl"><head>{meta}<title>Intranet</title></head>'
        html = f"{head}<body><main><h1>Intranet</h1>{body}</main></body></html>"
        (self.folder / f"{number}.html").write_text(html, encoding="utf-8")
        return f"{self.url}{number}.html"


@pytest.fixture(scope="module")
def intranet(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Intranet]:
    folder = tmp_path_factory.mktemp("intranet")
    (folder / "404.html").write_text("<!doctype html><title>404</title>")
    with sites.running(sites.below("/", folder)) as port:
        yield Intranet(f"http://127.0.0.1:{port}/", folder)


@pytest.fixture(scope="module")
def served(rooted: Site, intranet: Intranet, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The real site behind nginx, with the headers of deploy/: the intranet may show it in frames. Its address."""
    settings = write_deploy.files("/", [intranet.url.rstrip("/")])["nginx.conf"]
    with web.serving(settings, rooted.folder, tmp_path_factory.mktemp("nginx")) as server:
        yield server.url


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    # The certificate of a test's own server is nobody's.
    context = browser.new_context(viewport=chrome.WIDE, ignore_https_errors=True, reduced_motion="reduce")
    context.add_init_script(LISTEN)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


def frame_tag(url: str, more: str = "", height: int = 400) -> str:
    return f'<iframe src="{url}" title="Tijdlijn" width="100%" height="{height}" style="border: 0" {more}></iframe>'


def helper(served: str) -> str:
    return f'<script src="{served}embed.js" defer></script>'


def inside(page: Page, number: int = 1) -> Frame:
    """The frame that was loaded as the so-manyth."""
    frame = page.frames[number]
    frame.wait_for_load_state("load")
    return frame


def shown(frame: Frame) -> list[str]:
    return [event["id"] for event in frame.evaluate(EVENTS) if event["shown"]]


def heights(page: Page) -> list[int]:
    return [message["height"] for message in page.evaluate("() => heard") if "height" in message]


def fits(page: Page, frame: Frame, number: int = 0) -> None:
    """Wait until a frame is as high as what it holds, and see that nothing in it scrolls."""
    frame.wait_for_function(f"() => innerHeight === ({HEIGHT})()")
    assert frame.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    box = page.locator("iframe").nth(number).bounding_box()
    assert box is not None
    assert box["height"] == frame.evaluate(HEIGHT)


# What it weighs, and what it asks for


def test_an_embedded_timeline_is_light_and_asks_three_files(page: Page, served: str, rooted: Site) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{served}embed/")
    (folder,) = (rooted.folder / "framed").iterdir()
    kept = f"{served}framed/{folder.name}/"
    assert asked == [f"{served}embed/", f"{kept}embed.css", f"{kept}frame.js"]
    files = [rooted.folder / "embed/index.html", folder / "embed.css", folder / "frame.js"]
    assert sum(len(gzip.compress(file.read_bytes(), 6)) for file in files) <= 20_000
    assert len(gzip.compress((rooted.folder / "embed.js").read_bytes(), 6)) <= 1_500


@pytest.mark.parametrize(
    "path", ["embed/", "embed/as/", "en/embed/", "embed/gemeente/assen/", "en/embed/theme/cultuur/axis/"]
)
def test_nothing_is_kept_and_nobody_else_is_asked(context: BrowserContext, served: str, path: str) -> None:
    page = context.new_page()
    asked: list[Request] = []
    page.on("request", lambda request: asked.append(request))
    page.goto(f"{served}{path}?van=2009&kleur=donker")
    page.wait_for_timeout(200)
    assert {request.url.startswith(served) for request in asked} == {True}
    assert context.cookies() == []
    assert page.evaluate("() => [localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]
    assert page.evaluate("() => refused") == []


def test_the_helper_carries_its_licence_and_its_version_stays(rooted: Site) -> None:
    text = (rooted.folder / "embed.js").read_bytes()
    assert (rooted.folder / beside.NAMES[-1]).read_bytes() == text
    assert b"Permission is hereby granted, free of charge" in text
    # Browsers of others expect these very bytes. Another text is another version; this one goes to docs/embed/before.
    found = {path.name: beside.integrity(path.read_bytes()) for path in rooted.folder.glob("embed-*.js")}
    assert found == PUBLISHED


# Where scripts are forbidden


@pytest.mark.parametrize("path", ["embed/", "embed/as/", "en/embed/"])
@pytest.mark.parametrize("sandbox", ["", "allow-scripts", None])
def test_every_event_can_be_read(
    page: Page, served: str, intranet: Intranet, rooted: Site, path: str, sandbox: str | None
) -> None:
    more = "" if sandbox is None else f'sandbox="{sandbox}"'
    page.goto(intranet.page(frame_tag(f"{served}{path}", more), STRICT.format(origin=served.rstrip("/"))))
    found = {event["id"]: event for event in inside(page).evaluate(EVENTS)}
    assert len(found) == len(rooted.events)
    lang = "en" if path.startswith("en/") else "nl"
    sources = (projects.PROJECT / "timeline/sources").glob("*.yaml")
    titles = {file.stem: yaml.safe_load(file.read_text())["title"] for file in sources}
    for event in rooted.events:
        text = found[event["id"]]["text"]
        assert found[event["id"]]["shown"]
        assert (event["title"][lang] or event["title"]["nl"]) in text
        assert event["date"]["text"][lang] in text
        assert found[event["id"]]["links"] >= 1
        for one in event["evidence"]:
            assert f"{titles[one['source']]}, " in text
    assert page.evaluate("() => refused") == []
    assert inside(page).evaluate("() => refused") == []


def test_without_script_there_is_no_script_to_miss(browser: Browser, served: str, rooted: Site) -> None:
    context = browser.new_context(java_script_enabled=False, ignore_https_errors=True, viewport=chrome.NARROW)
    page = context.new_page()
    page.goto(f"{served}embed/")
    text = page.locator("main").inner_text()
    assert all(event["title"]["nl"] in text for event in rooted.events)
    context.close()


# What the address asks for


def test_settings_of_the_address(page: Page, served: str, rooted: Site) -> None:
    def ids(query: str) -> list[str]:
        page.goto(f"{served}embed/?{query}")
        page.wait_for_load_state("load")
        assert page.locator("[data-strange]").is_hidden()
        return shown(page.main_frame)

    def days(event: dict[str, Any]) -> tuple[str, str]:
        date = event["date"]
        first = date["earliest"] if date["earliest_kind"] != "unknown" else date["latest"]
        last = date["latest"] if date["latest_kind"] != "unknown" else date["earliest"]
        return first or "", last or "~"

    every = [event["id"] for event in rooted.events]
    assert ids("") == every
    assert ids("gemeente=assen") == [e["id"] for e in rooted.events if "assen" in e["municipalities"]]
    assert ids("thema=cultuur") == [e["id"] for e in rooted.events if "cultuur" in e["themes"]]
    for since, until in (
        ("2009", "2010-06"),
        ("2008-12-17", "2008-12-17"),
        ("2009-02", "2009-02"),
        ("2011-06-30", "2011"),
    ):
        period = [e["id"] for e in rooted.events if days(e)[1] >= since and days(e)[0] <= f"{until}~"]
        assert ids(f"van={since}&tot={until}") == period
        assert 0 < len(period) < len(every)
    assert ids("max=5") == every[-5:]
    assert ids("weergave=kort") == every
    assert not page.locator("[data-event] h3 + p").first.is_visible()
    assert ids("weergave=as") == every
    assert page.url == f"{served}embed/as/?weergave=as"
    assert page.locator("[data-overview] svg >> visible=true").count() == 1
    assert ids("weergave=lijst") == every
    page.goto(f"{served}embed/as/?weergave=kort&van=2009#event-x")
    page.wait_for_url(f"{served}embed/?weergave=kort&van=2009#event-x")


def test_a_year_without_events_is_left_out_and_marks_fade(page: Page, served: str) -> None:
    page.goto(f"{served}embed/as/?van=2009&tot=2009")
    assert page.locator("[data-year]:visible").count() < page.locator("[data-year]").count()
    assert page.locator("[data-mark].te-off").count() > 0
    page.goto(f"{served}embed/?van=1950&tot=1951")
    assert page.locator("[data-nothing]").is_visible()


@pytest.mark.parametrize(("colour", "device", "dark"), [
    ("licht", "dark", False), ("donker", "light", True), ("auto", "dark", True), ("auto", "light", False),
    ("", "dark", True),
])  # fmt: skip
def test_colours(page: Page, served: str, colour: str, device: Any, dark: bool) -> None:
    page.emulate_media(color_scheme=device)
    page.goto(f"{served}embed/?kleur={colour}")
    ground = page.evaluate("() => getComputedStyle(document.querySelector('main')).backgroundColor")
    assert (sum(map(int, re.findall(r"\d+", ground)[:3])) < 380) is dark


@pytest.mark.parametrize("query", [
    "gemeente=groningen", "gemeente=__proto__", "thema=%3Cscript%3E", "van=20x9", "van=2012&tot=2008", "max=-1",
    "max=1e9", "weergave=alles", "kleur=constructor", "gemeente=%E0%A4%A", "van=" + "9" * 3000,
])  # fmt: skip
def test_settings_that_mean_nothing_are_left_out_with_a_quiet_note(
    page: Page, served: str, rooted: Site, query: str
) -> None:
    log = chrome.watch(page)
    page.goto(f"{served}embed/?{query}")
    assert len(shown(page.main_frame)) == len(rooted.events)
    assert page.locator("[data-strange]").is_visible()
    assert log.troubles == []


def test_what_is_asked_for_goes_along_to_all_events_and_to_the_printer(page: Page, served: str) -> None:
    def shorten(route: Route) -> None:
        answer = route.fetch()
        more = '<p data-newest=""><a href="alles/" target="_self">alles</a></p></main>'
        route.fulfill(response=answer, body=answer.text().replace("</main>", more))

    query = "?kleur=donker&max=3"
    page.route(f"{served}embed/?*", shorten)
    page.goto(f"{served}embed/{query}")
    link = "(link) => link.href"
    assert page.locator("[data-newest] a").evaluate(link) == f"{served}embed/alles/{query}"
    assert page.locator("[data-print]").evaluate(link) == f"{served}embed/{query}#print"


def test_settings_of_others_are_left_alone(page: Page, served: str, rooted: Site) -> None:
    page.goto(f"{served}embed/?utm_source=intranet&thema=")
    assert len(shown(page.main_frame)) == len(rooted.events)
    assert page.locator("[data-strange]").is_hidden()


# How high


@pytest.mark.parametrize("sandbox", ["", 'sandbox="allow-scripts"'])
@pytest.mark.parametrize("width", WIDTHS)
def test_with_the_helper_a_frame_is_as_high_as_what_it_holds(
    page: Page, served: str, intranet: Intranet, width: int, sandbox: str
) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    policy = STRICT.format(origin=served.rstrip("/"))
    page.goto(intranet.page(frame_tag(f"{served}embed/", sandbox) + helper(served), policy))
    frame = inside(page)
    fits(page, frame)
    page.wait_for_timeout(300)
    assert 1 <= len(heights(page)) <= 3
    high = frame.evaluate(HEIGHT)

    # Smaller, when less is shown.
    page.evaluate("() => { heard.length = 0 }")
    frame.evaluate(
        "() => { for (const event of document.querySelectorAll('[data-event]:nth-child(n+2)')) event.hidden = true }"
    )
    frame.wait_for_function(f"(high) => ({HEIGHT})() < high / 2 && innerHeight === ({HEIGHT})()", arg=high)
    fits(page, frame)
    assert len(heights(page)) <= 3
    # Larger letters, and a page turned on its side.
    page.evaluate("() => { heard.length = 0 }")
    frame.evaluate("() => { document.documentElement.style.fontSize = '200%' }")
    fits(page, frame)
    assert 1 <= len(heights(page)) <= 3
    page.set_viewport_size({"width": 700, "height": width})
    page.wait_for_timeout(300)
    fits(page, frame)
    # Zoomed in: fewer and larger pixels, for the page around it too.
    page.evaluate("() => { heard.length = 0 }")
    zoomed = {"width": 350, "height": width // 2, "deviceScaleFactor": 2, "mobile": False}
    page.context.new_cdp_session(page).send("Emulation.setDeviceMetricsOverride", zoomed)
    page.wait_for_function("() => innerWidth === 350")
    page.wait_for_timeout(300)
    fits(page, frame)
    assert 1 <= len(heights(page)) <= 3
    assert inside(page).evaluate("() => refused") == page.evaluate("() => refused") == []


@pytest.mark.parametrize("width", WIDTHS)
def test_a_long_list_gets_its_true_height_too(page: Page, served: str, intranet: Intranet, width: int) -> None:
    def lengthen(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace('class="te"', 'class="te te-long"'))

    page.set_viewport_size({"width": width, "height": 700})
    page.route(f"{served}embed/", lengthen)
    page.goto(intranet.page(frame_tag(f"{served}embed/") + helper(served)))
    frame = inside(page)
    frame.wait_for_function("() => !document.querySelector('.te-long')")
    fits(page, frame)
    page.wait_for_timeout(300)
    fits(page, frame)
    assert 1 <= len(heights(page)) <= 3
    # Without the helper it is laid out where it is looked at.
    page.goto(intranet.page(frame_tag(f"{served}embed/")))
    page.wait_for_timeout(300)
    assert inside(page).locator(".te-long").count() == 1
    assert inside(page).evaluate("() => document.documentElement.scrollHeight > innerHeight")


@pytest.mark.parametrize("width", WIDTHS)
def test_without_the_helper_there_is_one_scrollbar(page: Page, served: str, intranet: Intranet, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(intranet.page(frame_tag(f"{served}embed/")))
    frame = inside(page)
    assert frame.evaluate("() => document.documentElement.scrollHeight > innerHeight")
    assert frame.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    scrolling = """() => [...document.querySelectorAll("body, body *")].filter((element) =>
      /auto|scroll/.test(getComputedStyle(element).overflow) && element.scrollHeight > element.clientHeight).length"""
    assert frame.evaluate(scrolling) == 0
    assert page.evaluate("() => document.documentElement.scrollHeight <= innerHeight")


def test_ten_on_a_page_and_each_has_its_own_height(page: Page, served: str, intranet: Intranet) -> None:
    towns = ["aa-en-hunze", "assen", "borger-odoorn", "coevorden", "emmen", "hoogeveen", "meppel", "midden-drenthe"]
    addresses = [*(f"embed/gemeente/{town}/" for town in towns), "en/embed/", "embed/as/?max=3"]
    page.goto(intranet.page("".join(frame_tag(served + one) for one in addresses) + helper(served)))
    for number in range(len(addresses)):
        page.locator("iframe").nth(number).scroll_into_view_if_needed()
        fits(page, inside(page, number + 1), number)
    titles = [frame.title() for frame in page.frames[1:]]
    assert len(set(titles)) == len(addresses)
    assert page.evaluate("() => Object.keys(globalThis).filter((name) => /drenthe/i.test(name))") == ["DrentheTijdlijn"]


FOREIGN = """<script>
for (const said of [{ height: 5000 }, { top: 9000 }]) parent.postMessage({ drentheTijdlijn: 1, ...said }, "*");
</script>"""


def test_messages_of_others_change_nothing(page: Page, served: str, intranet: Intranet) -> None:
    stranger = intranet.page(FOREIGN)
    body = frame_tag(f"{served}embed/?max=2") + f'<iframe id="other" src="{stranger}" title="x" height="99"></iframe>'
    page.goto(intranet.page(body + helper(served)))
    fits(page, inside(page))
    nonsense = [
        "null",
        "1",
        "'x'",
        "{}",
        "{ drentheTijdlijn: 1, height: '5000px' }",
        "{ drentheTijdlijn: 1, height: 1e9 }",
        "{ drentheTijdlijn: 1, height: NaN }",
        "{ drentheTijdlijn: 2, height: 5000 }",
        "{ drentheTijdlijn: 1, top: -1 }",
    ]
    for data in nonsense:
        inside(page).evaluate(f"() => parent.postMessage({data}, '*')")
        page.evaluate(f"() => postMessage({data}, '*')")
    page.evaluate("() => postMessage({ drentheTijdlijn: 1, height: 5000 }, '*')")
    page.wait_for_timeout(200)
    fits(page, inside(page))
    assert page.locator("#other").get_attribute("style") is None
    assert page.evaluate("() => scrollY") == 0


# A place in the timeline


def led(page: Page, frame: Frame, event: str) -> None:
    """Wait until an event is in view, through the frame and the page around it."""
    frame.wait_for_function("(id) => document.querySelector(`#event-${id}`).matches('[data-here], :target')", arg=event)
    page.wait_for_function(
        """([top, height]) => {
          const frame = document.querySelector("iframe").getBoundingClientRect()
          return frame.top + top >= -1 && frame.top + top < innerHeight && height
        }""",
        arg=[frame.evaluate("(id) => document.querySelector(`#event-${id}`).getBoundingClientRect().top", event), 1],
    )


@pytest.mark.parametrize("with_helper", [True, False])
def test_a_link_to_an_event_leads_there(
    page: Page, served: str, intranet: Intranet, rooted: Site, with_helper: bool
) -> None:
    event = rooted.events[len(rooted.events) // 2]["id"]
    tail = helper(served) if with_helper else ""
    page.goto(intranet.page(frame_tag(f"{served}embed/#event-{event}") + tail))
    frame = inside(page)
    if with_helper:
        fits(page, frame)
    led(page, frame, event)


def test_the_address_of_the_page_around_it_leads_there_too(
    page: Page, served: str, intranet: Intranet, rooted: Site
) -> None:
    first, second = (rooted.events[number]["id"] for number in (40, 60))
    address = intranet.page(frame_tag(f"{served}embed/") + helper(served))
    page.goto(f"{address}#event-{first}")
    fits(page, inside(page))
    led(page, inside(page), first)
    page.evaluate("(hash) => { location.hash = hash }", f"#event-{second}")
    led(page, inside(page), second)


def test_links_leave_the_frame(context: BrowserContext, page: Page, served: str, intranet: Intranet) -> None:
    page.goto(intranet.page(frame_tag(f"{served}embed/as/")))
    frame = inside(page)
    leaving = "a:not([href^='#'])"
    assert frame.locator(leaving).count() > 80
    assert frame.locator(f"{leaving}[target]").count() == 0
    assert frame.evaluate("() => document.querySelector('base').target") == "_blank"
    with context.expect_page() as opened:
        frame.locator("[data-event] h3 a").first.click()
    assert opened.value.url.startswith(f"{served}gebeurtenissen/")
    assert inside(page).url == f"{served}embed/as/"


PRINTED = "globalThis.printed = 0; globalThis.print = () => { globalThis.printed += 1 }"


def test_a_link_in_the_frame_prints_all_that_it_shows(
    context: BrowserContext, page: Page, served: str, intranet: Intranet, rooted: Site
) -> None:
    context.add_init_script(PRINTED)
    page.goto(intranet.page(frame_tag(f"{served}embed/?thema=cultuur")))
    with context.expect_page() as opened:
        inside(page).locator("[data-print]").click()
    paper = opened.value
    paper.wait_for_function("() => printed === 1")
    assert paper.url == f"{served}embed/?thema=cultuur#print"
    assert shown(paper.main_frame) == [event["id"] for event in rooted.events if "cultuur" in event["themes"]]
    assert [one.evaluate("() => printed") for one in page.frames] == [0, 0]


@pytest.mark.parametrize("path", ["embed/", "embed/as/", "en/embed/", "file"])
def test_on_paper_stands_every_event(page: Page, served: str, rooted: Site, path: str) -> None:
    page.goto(served + path if path != "file" else (rooted.folder / "embed/tijdlijn.html").as_uri())
    pdf = test_print.printed(page)
    text = test_print.squeezed("".join(sheet.extract_text() for sheet in pdf.pages))
    lang = "en" if path.startswith("en/") else "nl"
    for event in rooted.events:
        for words in (event["title"][lang] or event["title"]["nl"], event["date"]["text"][lang]):
            assert test_print.squeezed(words) in text


# For everybody


@pytest.mark.parametrize("path", ["embed/", "embed/as/", "en/embed/municipality/assen/"])
def test_axe_finds_nothing(page: Page, served: str, path: str) -> None:
    page.goto(served + path)
    page.evaluate(AXE_SCRIPT)
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 800})
        for colour in ("light", "dark"):
            page.emulate_media(color_scheme=colour)
            assert test_axe._violations(page) == []


def test_tab_goes_through_it_and_out_again(page: Page, served: str, intranet: Intranet) -> None:
    body = f'<a id="before" href="#x">voor</a>{frame_tag(f"{served}embed/?max=3")}<a id="after" href="#x">na</a>'
    page.goto(intranet.page(body))
    frame = inside(page)
    page.locator("#before").focus()
    expected = frame.evaluate(
        "() => [...document.querySelectorAll('main a')].filter((a) => a.checkVisibility()).length"
    )
    met = []
    for _ in range(expected):
        page.keyboard.press("Tab")
        met.append(frame.evaluate("() => document.activeElement.getAttribute('href')"))
        outline = frame.evaluate("() => getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none", met
    assert None not in met
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.id") == "after"


# Without a frame


def test_an_element_instead_of_a_frame(page: Page, served: str, intranet: Intranet, rooted: Site) -> None:
    origin = served.rstrip("/")
    policy = f"default-src 'none'; script-src {origin}; style-src {origin}; connect-src {origin}"
    element = "<drenthe-tijdlijn {}></drenthe-tijdlijn>"
    body = element.format('gemeente="assen" van="2008"') + element.format('lang="en" weergave="as"') + helper(served)
    log = chrome.watch(page)
    page.goto(intranet.page(body, policy))
    look = """(number) => {
      const root = document.querySelectorAll("drenthe-tijdlijn")[number].shadowRoot
      return [...root?.querySelectorAll("[data-event]") ?? []]
        .filter((event) => event.checkVisibility()).map((event) => event.dataset.event)
    }"""
    page.wait_for_function(f"() => ({look})(0).length && ({look})(1).length")
    some = page.evaluate(look, 0)
    assert 0 < len(some) < len(rooted.events)
    assert set(some) <= {event["id"] for event in rooted.events if "assen" in event["municipalities"]}
    assert page.evaluate(look, 1) == [event["id"] for event in rooted.events]
    assert page.locator("drenthe-tijdlijn svg >> visible=true").count() == 1
    colour = "() => getComputedStyle(document.querySelector('drenthe-tijdlijn').shadowRoot.querySelector('h3 a')).color"
    page.wait_for_function(f"() => ({colour})() !== 'rgb(0, 0, 238)'")
    links = page.locator("drenthe-tijdlijn").first.locator("[data-event] a")
    for address, target in links.evaluate_all("(links) => links.map((a) => [a.href, a.target])"):
        assert address.startswith(served)
        assert target == "_blank"
    last = rooted.events[-1]["id"]
    page.locator(f"drenthe-tijdlijn [data-mark='{last}'] >> visible=true").first.click()
    page.locator(f"drenthe-tijdlijn [data-event='{last}'][data-here]").wait_for()
    assert page.evaluate("() => refused") == []
    assert log.troubles == []


# One file, without a network


@pytest.mark.parametrize("name", ["embed/tijdlijn.html", "en/embed/timeline.html"])
def test_one_file_holds_it_all(context: BrowserContext, rooted: Site, tmp_path: Path, name: str) -> None:
    copy = tmp_path / "kopie.html"
    copy.write_bytes((rooted.folder / name).read_bytes())
    page = context.new_page()
    log = chrome.watch(page)
    page.goto(f"{copy.as_uri()}?van=2009&tot=2010")
    assert 0 < len(shown(page.main_frame)) < len(rooted.events)
    page.goto(copy.as_uri())
    assert len(shown(page.main_frame)) == len(rooted.events)
    assert page.locator("svg >> visible=true").count() == 1
    assert [url for url in log.requests if not url.startswith("file:")] == []
    assert log.troubles == []
    for link in page.evaluate(
        "() => [...document.querySelectorAll('main a:not([target])')].map((a) => a.href?.baseVal ?? a.href)"
    ):
        assert link.startswith(rooted.url)
    # What is put into it later does not run, and fetches nothing.
    slipped = "<script>window.ran = 1</script><img src='https://evil.example/x.png'><p style='color: red'>x</p></main>"
    copy.write_text(copy.read_text(encoding="utf-8").replace("</main>", slipped), encoding="utf-8")
    page.goto(copy.as_uri())
    assert page.evaluate("() => window.ran") is None
    assert {one.partition(":")[0] for one in page.evaluate("() => refused")} == {
        "script-src-elem",
        "img-src",
        "style-src-attr",
    }


@pytest.mark.parametrize(("path", "name"), [("insluiten/", "embed/tijdlijn.html"),
                                            ("en/embedding/", "en/embed/timeline.html")])  # fmt: skip
def test_the_file_is_downloaded_and_works_under_the_headers_too(
    page: Page, served: str, rooted: Site, path: str, name: str
) -> None:
    page.goto(served + path)
    with page.expect_download() as kept:
        page.locator(f"a[href$='{name.removeprefix('en/')}']").click()
    assert kept.value.suggested_filename == name.rpartition("/")[2]
    assert Path(kept.value.path()).read_bytes() == (rooted.folder / name).read_bytes()
    log = chrome.watch(page)
    page.goto(f"{served}{name}?van=2009&tot=2010")
    assert 0 < len(shown(page.main_frame)) < len(rooted.events)
    assert page.locator("ol").first.evaluate("(list) => getComputedStyle(list).listStyleType") == "none"
    assert page.evaluate("() => refused") == []
    assert log.troubles == []


# The page that explains it


@pytest.mark.parametrize(("path", "assen"), [("insluiten/", "embed/gemeente/assen/"),
                                             ("en/embedding/", "en/embed/municipality/assen/")])  # fmt: skip
def test_who_embeds_chooses_sees_it_and_gets_a_block_that_works(
    page: Page, served: str, rooted: Site, intranet: Intranet, path: str, assen: str
) -> None:
    log = chrome.watch(page)
    page.goto(served + path)
    assert page.locator("[data-without-builder]").is_hidden()
    page.locator("[name=gemeente]").select_option("assen")
    page.locator("[name=van]").fill("2008")
    page.locator("[name=kleur]").select_option("donker")
    page.locator("[name=height]").fill("640")
    wanted = f"{assen}?van=2008&kleur=donker"
    preview = page.frame_locator("[data-preview]")
    preview.locator("main[data-md-color-scheme=slate]").wait_for()
    page.wait_for_function("(src) => document.querySelector('[data-preview]').src === src", arg=served + wanted)
    for width in WIDTHS:
        page.locator("[name=width]").select_option(str(width))
        box = page.locator("[data-preview]").bounding_box()
        assert box is not None
        assert box["width"] == width
    block = page.locator("[data-block]").inner_text()
    assert f'src="{rooted.url}{wanted.replace("&", "&amp;")}"' in block
    assert 'height="640"' in block
    page.locator("[name=thema]").select_option("cultuur")
    title = page.locator("[data-block]").inner_text().partition('title="')[2].partition('"')[0]
    assert title.endswith(": Assen, Cultuur" if path == "insluiten/" else ": Assen, Culture")
    page.locator("[name=thema]").select_option("")
    page.locator("[name=follow]").uncheck()
    assert "<script" not in page.locator("[data-block]").inner_text()
    page.locator("[data-copy-block]").click()
    page.locator("[data-block-said]:not(:empty)").wait_for()
    assert page.evaluate("() => refused") == []
    assert log.troubles == []

    # Pasted as it is, where scripts may come from the site.
    pasted = block.replace(rooted.url, served)
    page.goto(intranet.page(pasted))
    frame = inside(page)
    page.locator("iframe").scroll_into_view_if_needed()
    fits(page, frame)
    ids = [event["id"] for event in rooted.events if "assen" in event["municipalities"]]
    assert set() < set(shown(frame)) < set(ids)
    assert "Assen" in (page.locator("iframe").get_attribute("title") or "")


@pytest.mark.parametrize(("path", "said", "names"), [
    ("insluiten/", "Dit klopt niet en telt niet mee: {}.", ("Van", "Tot en met", "Hoogte in pixels")),
    ("en/embedding/", "This is not right and does not count: {}.", ("From", "Up to and including", "Height in pixels")),
])  # fmt: skip
def test_who_embeds_is_told_what_does_not_count(
    page: Page, served: str, path: str, said: str, names: tuple[str, str, str]
) -> None:
    page.goto(served + path)
    status, block = page.locator("[data-block-said]"), page.locator("[data-block]")
    start, end, height = (page.locator(f"[name={name}]") for name in ("van", "tot", "height"))
    wrong = "() => [...document.querySelectorAll('[aria-invalid=true]')].map(({ name }) => name)"
    # Nobody is told while typing.
    start.press_sequentially("zomer 2011")
    assert status.inner_text() == ""
    start.blur()
    assert status.inner_text() == said.format(names[0])
    assert page.evaluate(wrong) == ["van"]
    # It is seen as well.
    assert start.evaluate("(field) => getComputedStyle(field).borderTopWidth") == "2px"
    assert "?" not in block.inner_text()
    # What becomes right is said no more at once.
    start.fill("2012")
    assert (status.inner_text(), page.evaluate(wrong)) == ("", [])
    assert "?van=2012" in block.inner_text()
    end.fill("2008")
    height.fill("50")
    height.blur()
    assert status.inner_text() == said.format(", ".join(names))
    assert page.evaluate(wrong) == ["van", "tot", "height"]
    assert "?" not in block.inner_text()
    assert 'height="800"' in block.inner_text()
    # Letters in a field for numbers are no value, yet they are there.
    page.locator("[name=max]").press_sequentially("-")
    page.locator("[data-copy-block]").click()
    # Copying takes its time, and is told before what is wrong.
    page.wait_for_function("() => document.querySelector('[data-block-said]').textContent.split('. ').length === 2")
    assert status.inner_text().endswith(f"{names[2]}.")
    assert page.evaluate(wrong) == ["van", "tot", "max", "height"]


@pytest.mark.parametrize("policy", ["", "default-src 'none'; style-src 'self'; frame-src {origin}"])
def test_no_block_is_wider_than_the_page_around_it(
    page: Page, served: str, rooted: Site, intranet: Intranet, policy: str
) -> None:
    """On a narrow page without margins, and where the page's policy lets no `style` of an element count."""
    blocks = re.findall(r"```html\n(<iframe.+?)\n```", (projects.PROJECT / "README.md").read_text("utf-8"), re.DOTALL)
    for path in ("insluiten/", "en/embedding/"):
        page.goto(served + path)
        blocks += [text for text in page.locator("pre code").all_inner_texts() if "<iframe" in text]
    assert len(blocks) == 1 + 2 * 3
    oembed = json.loads((rooted.folder / "oembed/home.json").read_text(encoding="utf-8"))["html"]
    page.set_viewport_size({"width": 320, "height": 640})
    for block in [*blocks, *([] if policy else [oembed])]:
        shown = block.replace(rooted.url, served).replace("https://voorbeeld.nl/tijdlijn/", served)
        page.goto(intranet.page(shown.partition("<script")[0], policy.format(origin=served)))
        page.evaluate("() => { document.body.style.margin = 0 }")
        assert page.evaluate("() => document.documentElement.scrollWidth") == 320, block
        # No frame around it: what is embedded has one of its own.
        assert page.evaluate("() => getComputedStyle(document.querySelector('iframe')).borderTopWidth") == "0px", block


@pytest.mark.parametrize("path", ["insluiten/", "en/embedding/"])
def test_every_ready_made_block_works_without_script_on_the_page(
    browser: Browser, page: Page, served: str, rooted: Site, intranet: Intranet, path: str
) -> None:
    context = browser.new_context(java_script_enabled=False, ignore_https_errors=True)
    reader = context.new_page()
    reader.goto(served + path)
    assert reader.locator("[data-without-builder]").is_visible()
    assert reader.locator("[data-builder]").is_hidden()
    blocks = reader.locator("pre code").all_inner_texts()
    context.close()
    assert rooted.url in "".join(blocks)
    framed = [block.replace(rooted.url, served) for block in blocks if "<iframe" in block]
    assert len(framed) == 2
    for block in framed:
        page.goto(intranet.page(block))
        page.locator("iframe").scroll_into_view_if_needed()
        fits(page, inside(page))
        assert page.evaluate("() => refused") == []
    (element,) = [block.replace(rooted.url, served) for block in blocks if "<drenthe-tijdlijn" in block]
    page.goto(intranet.page(element))
    page.locator("drenthe-tijdlijn [data-event]:visible").first.wait_for()
    (named,) = [block.replace(rooted.url, served) for block in blocks if "integrity=" in block]
    page.goto(intranet.page(frame_tag(f"{served}embed/?max=1") + named))
    fits(page, inside(page))
