"""With `serve`, an open page shows what was saved by itself, and what is wrong with it; the last good page stays."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, BrowserContext, Page, expect

from chronicle import live
from tests import projects, tales
from tests.browser import chrome, firefox
from tests.browser.serving import PATIENCE, Served, serving
from tests.browser.test_axe import RUN, TAGS

EVENT = "events/2009/alliantie.yaml"
PAGE = "gebeurtenissen/alliantie/"
OLD, NEW = "Alliantie met Assen", "Verbond met Assen"
GOOD = tales.base()[EVENT].decode()
# An unknown field, a value of the wrong sort, and a word that would be a command if it were taken for HTML.
BAD = GOOD.replace("kind: signing", "kind: <img src=x onerror=alert(1)>") + "onbekend: veld\n"
MILLISECONDS = PATIENCE * 1000
# What the page shows in its overlay, from the inside of the shadow that the site's styles do not reach.
ITEMS = "[data-serve][role=alert] pre"


def many() -> dict[str, bytes]:
    """So many events that a page is longer than a window."""
    return {f"events/2009/nummer-{n:02d}.yaml": GOOD.replace(OLD, f"Gebeurtenis {n}").encode() for n in range(30)}


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    project = projects.checkout(tmp_path_factory.mktemp("live") / "project", tales.small(many()))
    with serving(tmp_path_factory.mktemp("served"), project / "timeline", project=project) as served:
        yield served


@pytest.fixture(scope="module")
def running_quickly(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    project = quick_project(tmp_path_factory.mktemp("live") / "project")
    with serving(tmp_path_factory.mktemp("served"), project / "timeline", project=project) as served:
        yield served


def quick_project(folder: Path) -> Path:
    """A project whose engine takes no time, and gives pages a heading, a language and the policy of ours."""
    project = projects.with_quick_engine(projects.checkout(folder, tales.small()))
    engine, policy = project / "mkdocs/__main__.py", (project / "docs/theme/partials/csp.html").read_text()
    head = f"<head>{re.sub('{#.*?#}', '', policy).strip()}</head>"
    text = f"import re\nHEAD = {head!r}\n{engine.read_text()}"
    text = text.replace("<html>\\n", "<html lang={docs.name}>{HEAD}")
    text = text.replace(
        'rpartition("---\\n")[2]', 'rpartition("---\\n")[2].replace("\\n# ", "\\n<h1>").replace("\\n\\n", "</h1>", 1)'
    )
    engine.write_text(text)
    return project


def restored(served: Served) -> Iterator[Served]:
    """The site as it was at first, after each test too."""
    yield served
    save(served.timeline / EVENT, GOOD)
    served.until(lambda: OLD in served.get(PAGE)[1] and b'"trouble": null' in served.answer(live.STATE)[2])


@pytest.fixture
def served(running: Served) -> Iterator[Served]:
    """A server with pages as they are published."""
    yield from restored(running)


@pytest.fixture
def quick(running_quickly: Served) -> Iterator[Served]:
    """A server whose pages are made in no time."""
    yield from restored(running_quickly)


@pytest.fixture
def tabs(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport=chrome.ZOOMED)
    context.set_default_timeout(MILLISECONDS)
    yield context
    context.close()


def save(path: Path, text: str) -> None:
    """Save as most editors do: beside it, then in its place."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.swp")
    beside.write_text(text)
    beside.replace(path)


def opened(tabs: BrowserContext, url: str) -> Page:
    page = tabs.new_page()
    page.goto(url)
    return page


def event_shows(page: Page, title: str) -> None:
    expect(page.locator("h1")).to_have_text(title, timeout=MILLISECONDS)


def in_terminal(served: Served, item: str) -> bool:
    return item in served.words()


def test_every_open_page_shows_what_was_saved(quick: Served, tabs: BrowserContext) -> None:
    """More tabs than a browser has connections for one host."""
    pages = [opened(tabs, quick.url + PAGE) for _ in range(8)]
    logs = [chrome.watch(page) for page in pages]
    save(quick.timeline / EVENT, GOOD.replace(OLD, NEW))
    for page in pages:
        event_shows(page, NEW)
    assert [log.troubles for log in logs] == [[]] * len(pages)
    assert re.search(rf"^{re.escape(quick.url)}  renewed in \d+\.\d s$", quick.words(), re.MULTILINE)


def test_a_page_stays_where_the_reader_was(served: Served, tabs: BrowserContext) -> None:
    page = opened(tabs, served.url)
    item = page.locator("#event-nummer-20")
    page.evaluate("() => document.querySelector('#event-nummer-20').scrollIntoView()")
    before = page.evaluate("() => document.querySelector('#event-nummer-20').getBoundingClientRect().top")
    save(served.timeline / "events/2009/nummer-20.yaml", GOOD.replace(OLD, "Iets anders"))
    # What comes above it makes the page longer there.
    save(served.timeline / "events/2009/aan-het-begin.yaml", GOOD.replace(OLD, "Een eerste"))
    expect(item).to_contain_text("Iets anders", timeout=MILLISECONDS)
    expect(page.locator("#event-aan-het-begin")).to_have_count(1, timeout=MILLISECONDS)
    page.wait_for_function("() => !sessionStorage.getItem('serve-place')")
    assert page.evaluate("() => scrollY") > 500
    after = page.evaluate("() => document.querySelector('#event-nummer-20').getBoundingClientRect().top")
    assert abs(after - before) <= 2
    (served.timeline / "events/2009/aan-het-begin.yaml").unlink()
    expect(page.locator("#event-aan-het-begin")).to_have_count(0, timeout=MILLISECONDS)


def test_what_is_wrong_is_shown_over_the_last_good_page(quick: Served, tabs: BrowserContext) -> None:
    dutch, english = opened(tabs, quick.url + PAGE), opened(tabs, f"{quick.url}en/events/alliantie/")
    log = chrome.watch(dutch)
    save(quick.timeline / EVENT, BAD)
    for page, said, lead in (
        (dutch, "fout: het veld ‘onbekend’", "2 fouten, "),
        (english, "error: ", "2 errors, "),
    ):
        expect(page.locator(ITEMS)).to_have_count(2, timeout=MILLISECONDS)
        expect(page.locator("[data-serve] h2")).to_contain_text(lead)
        items = page.locator(ITEMS).all_text_contents()
        last = BAD.count("\n")
        assert any(item.startswith(f"timeline/{EVENT}:{last}:1: ") for item in items), items
        # Place, line, caret and cure.
        assert all(re.search(r"\n    .+\n +\^\n    → .+\Z", item) for item in items), items
        assert page.locator("[data-serve] img").count() == 0
        assert any("<img src=x onerror=alert(1)>" in item for item in items)
        expect(page.locator("h1")).to_be_visible()
        assert said.partition(":")[0] in items[0]
    # The terminal was asked to speak English; both say the same.
    assert all(in_terminal(quick, item) for item in english.locator(ITEMS).all_text_contents())
    assert quick.get(PAGE)[0] == 200
    assert OLD in quick.get(PAGE)[1]

    save(quick.timeline / EVENT, GOOD)
    for page in (dutch, english):
        expect(page.locator("[data-serve]")).to_have_count(0, timeout=MILLISECONDS)
    assert log.troubles == []


def test_the_overlay_works_with_the_keyboard_and_for_everybody(served: Served, tabs: BrowserContext) -> None:
    page = opened(tabs, served.url + PAGE)
    save(served.timeline / EVENT, BAD)
    alert = page.locator("[data-serve]")
    expect(alert).to_be_visible(timeout=MILLISECONDS)
    page.evaluate(AXE_SCRIPT)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        _, passed, violations = page.evaluate(RUN, TAGS)
        assert "color-contrast" in passed
        assert [rule["id"] for rule in violations] == []
    # It stands first: two steps lead over its text to its button.
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Sluiten (Esc)")).to_be_focused()
    page.keyboard.press("Enter")
    expect(alert).to_have_count(0)
    # What was put aside stays aside until something else is wrong.
    with page.expect_response("**/.serve/state.json"), page.expect_response("**/.serve/state.json"):
        pass
    expect(alert).to_have_count(0)
    save(served.timeline / EVENT, BAD + "nog: iets\n")
    expect(page.locator(ITEMS)).to_have_count(3, timeout=MILLISECONDS)
    page.keyboard.press("Escape")
    expect(alert).to_have_count(0)
    # On another page it is there again.
    page.goto(served.url)
    expect(page.locator(ITEMS)).to_have_count(3, timeout=MILLISECONDS)


def test_a_page_that_is_not_there_yet_appears(quick: Served, tabs: BrowserContext) -> None:
    page = opened(tabs, f"{quick.url}gebeurtenissen/later/")
    expect(page.locator("h1")).to_have_count(0)
    later = quick.timeline / "events/2011/later.yaml"
    save(later, GOOD.replace(OLD, "Een jaar later").replace("2009-02-04", "2011-02-04"))
    event_shows(page, "Een jaar later")
    shutil.rmtree(later.parent)
    expect(page.locator("h1")).to_have_count(0, timeout=MILLISECONDS)


def test_a_page_finds_the_server_again(tmp_path: Path, tabs: BrowserContext) -> None:
    project = quick_project(tmp_path / "project")
    with serving(tmp_path, project / "timeline", project=project) as first:
        page = opened(tabs, first.url + PAGE)
        event_shows(page, OLD)
        assert first.stop() == 130
    save(project / "timeline" / EVENT, GOOD.replace(OLD, NEW))
    with serving(tmp_path, project / "timeline", project=project, port=first.port):
        event_shows(page, NEW)
        save(project / "timeline" / EVENT, GOOD)
        event_shows(page, OLD)


def test_a_timeline_that_is_broken_at_the_start_is_told_in_the_browser(tmp_path: Path, tabs: BrowserContext) -> None:
    project = projects.checkout(tmp_path / "project", tales.small({EVENT: BAD}))
    with serving(tmp_path, project / "timeline", project=project) as served:
        dutch, english = opened(tabs, served.url), opened(tabs, f"{served.url}en/")
        for page, heading in ((dutch, "De site wordt gemaakt."), (english, "The site is being made.")):
            expect(page.locator("h1")).to_have_text(heading)
            expect(page.locator(ITEMS)).to_have_count(2)
        assert served.get("")[0] == 503
        save(served.timeline / EVENT, GOOD)
        for page in (dutch, english):
            expect(page.locator("[data-timeline]")).to_have_count(1, timeout=MILLISECONDS)
            expect(page.locator("[data-serve]")).to_have_count(0)
        # A fault in a template is no fault of the data, and is mended by saving a file as well.
        theme = project / "docs/theme/main.html"
        template = theme.read_text()
        save(theme, template + "{% nonsense %}")
        expect(dutch.locator(ITEMS).last).to_contain_text("MkDocs kon de site (nl) niet maken", timeout=MILLISECONDS)
        expect(dutch.locator(ITEMS).first).to_contain_text("nonsense")
        save(theme, template.replace("</nav>", "<p id='from-the-theme'>!</p></nav>", 1))
        expect(dutch.locator("#from-the-theme")).to_have_count(1, timeout=MILLISECONDS)
        about = project / "docs/nl/over.md"
        dutch.goto(f"{served.url}over/")
        save(about, about.read_text() + "\nEen zin erbij.\n")
        expect(dutch.locator("main")).to_contain_text("Een zin erbij.", timeout=MILLISECONDS)


def test_in_firefox_too(served: Served, tmp_path: Path) -> None:
    text = "() => document.querySelector('h1')?.textContent"
    alert = "() => document.body?.firstElementChild?.shadowRoot?.querySelector('[data-serve]')?.textContent ?? ''"
    with firefox.open_firefox(tmp_path, {}) as session, firefox.open_page(session) as page:
        page.goto(served.url + PAGE)
        save(served.timeline / EVENT, GOOD.replace(OLD, NEW))
        page.wait_for(f"() => ({text})() === {json.dumps(NEW)}")
        save(served.timeline / EVENT, BAD)
        page.wait_for(f"() => ({alert})().includes('onbekend')")
        assert page.evaluate(text) == NEW
        page.type("\ue00c")  # WebDriver's name for Escape
        page.wait_for(f"() => ({alert})() === ''")
        page.goto(served.url)
        page.wait_for(f"() => ({alert})().includes('onbekend')")
        page.evaluate("() => scrollTo(0, document.querySelector('#event-nummer-20').offsetTop)")
        at = page.evaluate("() => document.querySelector('#event-nummer-20').getBoundingClientRect().top")
        save(served.timeline / EVENT, GOOD)
        page.wait_for(f"() => ({alert})() === '' && document.body?.textContent.includes({json.dumps(OLD)})")
        page.wait_for("() => scrollY > 500 && !sessionStorage.getItem('serve-place')")
        top = "() => document.querySelector('#event-nummer-20').getBoundingClientRect().top"
        assert abs(page.evaluate(top) - at) <= 2
        assert page.troubles() == []


# What it sends


def test_nothing_of_it_is_in_the_site_itself(served: Served) -> None:
    files = [path for path in (served.said.parent / "site").rglob("*") if path.is_file()]
    assert len(files) > 100
    assert [path for path in files if b".serve/" in path.read_bytes()] == []
    for path in ("", "en/", PAGE, "nee/"):
        assert served.get(path)[1].count(live.SCRIPT) == 1


def test_a_page_whose_policy_lets_no_script_ask_is_sent_as_it_is(served: Served) -> None:
    for path in ("embed/tijdlijn.html", "embed/index.html"):
        assert served.answer(f"/{path}")[2] == (served.said.parent / "site" / path).read_bytes()


@pytest.mark.parametrize("path", ["/", "/nee/", "/gebeurtenissen", live.SCRIPT, live.STATE, "/embed.js"])
def test_nothing_is_kept_by_a_browser(quick: Served, path: str) -> None:
    status, headers, data = quick.answer(path, If_Modified_Since="Fri, 01 Jan 2100 00:00:00 GMT")
    assert status == {"/nee/": 404, "/gebeurtenissen": 301}.get(path, 200)
    assert headers["cache-control"] == "no-store"
    assert data or status == 301


def test_a_folder_is_not_listed(quick: Served) -> None:
    assert quick.answer("/assets/")[0] == 404


@pytest.mark.parametrize("path", ["/", live.STATE, live.SCRIPT, "/api/v1/events.json"])
def test_only_this_machine_s_own_names_are_answered(quick: Served, path: str) -> None:
    """A page of somebody else may have its own name lead here, and would read what is shown (DNS rebinding)."""
    for host in (
        "evil.example",
        f"evil.example:{quick.port}",
        "127.0.0.1.evil.example",
        "[::1]",
        "",
        "localhost.",
        "@localhost",
    ):
        status, _, data = quick.answer(path, Host=host)
        assert (status, b"Assen" in data, len(data) < 200) == (403, False, True), host
    for host in (f"127.0.0.1:{quick.port}", f"localhost:{quick.port}", "localhost", "LOCALHOST:8000", "127.0.0.1"):
        assert quick.answer(path, Host=host)[0] == 200


def test_it_is_on_this_machine_only(quick: Served) -> None:
    listening = [line.split()[1:4] for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    own = [local for local, _, state in listening if state == "0A" and int(local.partition(":")[2], 16) == quick.port]
    assert own == [f"0100007F:{quick.port:04X}"]
    other = Path("/proc/net/tcp6")
    assert not other.exists() or f":{quick.port:04X} " not in other.read_text()
