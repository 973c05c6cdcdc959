"""Under the policy of the pages everything works and nothing is refused; and what somebody slips in does not run.

A refusal is an error on the console. test_pages.py looks at that for every page of the site at a root, and test_path.py
for every kind of page below a path; here is what a reader does on a page.
"""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests import policy, projects, tales, web, world
from tests.browser import chrome, sites
from tests.browser.sites import Site
from tools import write_deploy

# Heard from the very beginning of a page, so that nothing is missed.
LISTEN = """window.refused = []
addEventListener("securitypolicyviolation", (event) => {
  refused.push(`${event.effectiveDirective}: ${event.blockedURI} ${event.sourceFile ?? ""}:${event.lineNumber}`)
})"""
SCHEME = "() => document.body.dataset.mdColorScheme"
MEDIA = "() => document.body.dataset.mdColorMedia"


def _refused(page: Page) -> list[str]:
    found: list[str] = page.evaluate("() => refused")
    return found


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    # The certificate of a test's own server is nobody's.
    context = browser.new_context(viewport=chrome.WIDE, ignore_https_errors=True)
    context.add_init_script(LISTEN)
    yield context.new_page()
    context.close()


def test_every_page_carries_the_policy_and_keeps_to_it(site: Site) -> None:
    problems = policy.faults_of_site(site.folder, site.build)
    assert not problems, chrome.listing(problems)


def _use(page: Page, words: str) -> list[str]:
    """Choose each of the colour schemes, search, go where the search leads; and give what went wrong."""
    log = chrome.watch(page)
    page.reload()
    seen = set()
    for _ in range(3):
        before = page.evaluate(MEDIA)
        page.locator("[data-md-component=palette] label:visible").click()
        page.wait_for_function("(media) => document.body.dataset.mdColorMedia !== media", arg=before)
        seen.add(page.evaluate(SCHEME))
    assert seen == {"default", "slate"}
    chrome.search(page, words)
    page.keyboard.press("Enter")
    chrome.settle(page, log)
    problems = _refused(page)
    page.reload()
    chrome.search(page, words)
    with page.expect_navigation():
        page.locator("[data-search-result]").first.click()
    chrome.settle(page, log)
    return [*problems, *_refused(page), *log.troubles]


@pytest.mark.parametrize("path", ["", "en/", "gemeenten/assen/"])
def test_search_and_colours_work_and_nothing_is_refused(page: Page, site: Site, path: str) -> None:
    page.goto(site.url + path)
    assert _use(page, "convenant") == []


HOSTILE = """
<script>window.ran = "inline"</script>
<script src="https://evil.example/x.js"></script>
<img src="https://evil.example/x.png" onerror="window.ran = 'handler'">
<img src="data:," onerror="window.ran = 'handler'">
<iframe srcdoc="<script>parent.ran = 'frame'</script>"></iframe>
<object data="data:text/html,x"></object>
<style>body { color: rgb(1, 2, 3) !important }</style>
<p id="styled" style="color: rgb(1, 2, 3)">x</p>
<a id="link" href="javascript:window.ran = 'link'">x</a>
<form id="form" action="https://evil.example/"><button>x</button></form>
<base href="https://evil.example/">
"""


@pytest.mark.parametrize("path", ["", "en/nee/"])
def test_what_somebody_slips_into_a_page_does_not_run(page: Page, rooted: Site, path: str) -> None:
    """Whatever got past everything else still meets the policy. It shows too that a refusal would be seen above."""

    def slip_in(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, body=response.text().replace("</main>", HOSTILE + "</main>"))

    page.route(rooted.url + path, slip_in)
    log = chrome.watch(page)
    page.goto(rooted.url + path)
    page.evaluate("() => { document.querySelector('#link').click(); document.querySelector('#form').requestSubmit() }")
    chrome.settle(page, log)
    assert page.evaluate("() => window.ran") is None
    assert page.evaluate("() => getComputedStyle(document.querySelector('#styled')).color") != "rgb(1, 2, 3)"
    assert page.evaluate("() => document.baseURI") == page.url == rooted.url + path
    asked = [url for url in log.requests if "evil.example" in url]
    # The browser tells of each, and that it was the policy that stopped it before it left.
    assert [f"failed request: {url}: csp" for url in asked] == [one for one in log.troubles if "failed request" in one]
    assert any("Content Security Policy" in trouble for trouble in log.troubles), "a refusal is an error on the console"
    directives = {problem.partition(":")[0] for problem in _refused(page)}
    assert directives >= {
        "script-src-elem", "script-src-attr", "img-src", "style-src-elem", "style-src-attr", "object-src", "base-uri",
        "form-action",
    }  # fmt: skip


# Behind a real server, with the headers of deploy/

MOVED = tales.base()["events/2009/alliantie.yaml"] + b"moved_from: [oude-naam]\n"
EMBED = """<!doctype html><html lang="nl"><title>Ingesloten</title><p>Ingesloten"""
INTRANET = """<!doctype html><html lang="nl"><title>Intranet</title>
<iframe src="{url}embed/"></iframe><iframe src="{url}"></iframe>"""


@pytest.fixture(scope="module")
def intranet(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """Another site: its address, and the folder that it shows."""
    folder = tmp_path_factory.mktemp("intranet")
    (folder / "404.html").write_text("<!doctype html><title>404</title>")
    with sites.running(sites.below("/", folder)) as port:
        yield f"http://127.0.0.1:{port}/", folder


@pytest.fixture(scope="module", params=["/", "/repo/"])
def served(
    request: pytest.FixtureRequest, intranet: tuple[str, Path], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """A small site behind nginx, which the intranet may embed: its address."""
    folder = tmp_path_factory.mktemp("nginx")
    timeline = tales.small({**world.WORLD, "events/2009/alliantie.yaml": MOVED})
    site = projects.small_site(folder, timeline, SITE_URL=f"https://voorbeeld.nl{request.param}")
    projects.write(site, {"embed/index.html": EMBED.encode()})
    root = folder / "www" / request.param.strip("/")
    root.parent.mkdir(exist_ok=True)
    site.rename(root)
    settings = write_deploy.files(request.param, [intranet[0].rstrip("/")])["nginx.conf"]
    with web.serving(settings, folder / "www", folder) as server:
        yield server.url.rstrip("/") + request.param


@pytest.mark.parametrize("path", ["", "en/", "nee/diep/"])
def test_under_the_headers_too_everything_works(page: Page, served: str, path: str) -> None:
    log = chrome.watch(page)
    page.goto(served + path)
    assert _use(page, "Assen") == []
    assert log.troubles == []


@pytest.mark.parametrize(("old", "now"), [("gebeurtenissen/oude-naam/", "gebeurtenissen/alliantie/"),
                                          ("en/events/oude-naam/", "en/events/alliantie/")])  # fmt: skip
def test_an_earlier_address_leads_on(page: Page, served: str, old: str, now: str) -> None:
    log = chrome.watch(page)
    page.goto(served + old)
    page.wait_for_url(served + now)
    chrome.settle(page, log)
    assert log.troubles == []


@pytest.mark.parametrize("path", ["", "en/", "en/embed/", "embed/gemeente/assen/"])
def test_a_link_to_an_event_under_its_earlier_id_leads_to_it(page: Page, served: str, path: str) -> None:
    page.set_viewport_size({"width": 600, "height": 200})
    page.goto(f"{served}{path}#event-oude-naam")
    expect(page.locator("[data-event=alliantie]")).to_be_in_viewport()
    assert page.evaluate("() => document.querySelector(':target').closest('[data-event]').dataset.event") == "alliantie"
    assert _refused(page) == []


def test_in_a_frame_it_does_so_too(page: Page, served: str, intranet: tuple[str, Path]) -> None:
    url, folder = intranet
    frame = f'<iframe src="{served}en/embed/#event-oude-naam" height="200"></iframe>'
    (folder / "index.html").write_text(f"<!doctype html><title>Intranet</title>{frame}")
    page.goto(url)
    expect(page.frame_locator("iframe").locator("[data-here]")).to_have_attribute("data-event", "alliantie")


def _frames(page: Page, count: int) -> list[str]:
    """The addresses of a page and of what it shows in frames, once all have one."""
    end = time.monotonic() + 30
    while len(found := [frame.url for frame in page.frames if frame.url not in {"", "about:blank"}]) < count:
        assert time.monotonic() < end, found
        page.wait_for_timeout(20)
    return found


def test_a_known_site_may_embed_what_is_for_embedding_and_an_unknown_one_nothing(
    page: Page, served: str, intranet: tuple[str, Path]
) -> None:
    url, folder = intranet
    (folder / "index.html").write_text(INTRANET.format(url=served))
    nothing = "chrome-error://chromewebdata/"
    for address, embedded in ((url, f"{served}embed/"), (url.replace("127.0.0.1", "localhost"), nothing)):
        page.goto(address, wait_until="load")
        assert _frames(page, 3) == [address, embedded, nothing]


def test_scripts_of_other_sites_may_read_the_data_and_only_those(
    page: Page, served: str, intranet: tuple[str, Path]
) -> None:
    url, folder = intranet
    (folder / "index.html").write_text("<!doctype html><title>Intranet</title>")
    page.goto(url)
    read = "(url) => fetch(url).then((answer) => answer.text()).catch(() => null)"
    assert '"version": 1' in page.evaluate(read, f"{served}api/v1/events.json")
    assert page.evaluate(read, f"{served}sitemap.xml") is None
