"""Measures one page in a browser of its own: what it loads, what it costs, and how soon a choice is painted."""

import gzip
import os
import statistics
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

from playwright.sync_api import CDPSession, Error, Page, sync_playwright

from tools import ensure_chromium

WATCH = Path(__file__).resolve().parent / "peers/watch.js"
# How long a page may take until its first event is there, and again until it has come to rest: seconds.
PATIENCE = 60
# A page is at rest when it was loaded, and its first event drawn, so many milliseconds ago, without a long task since.
REST = 1500
COUNT = """([event, apart]) => ({
  ...bench,
  shown: document.querySelectorAll(event).length,
  elements: document.querySelectorAll("*").length - (apart && document.querySelectorAll(`${apart} *`).length),
})"""
# A page that took longer to draw an event is loaded once, and nothing is chosen in it: milliseconds.
SLOW = 10_000
# A letter that changed no result by then had none to change: seconds.
UNCHANGED = 5
# From here on a task is long (W3C Long Tasks): milliseconds.
LONG = 50
# Nobody else is asked: other hosts have no address. A proxy would find one.
ARGUMENTS = (
    "--disable-background-networking", "--disable-component-update", "--disable-gpu", "--no-first-run",
    "--no-proxy-server", "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One page, measured. Times are milliseconds from the start of the navigation, or durations."""

    weight: int
    """Bytes of all local files asked for, each by gzip -6."""
    requests: int
    hosts: int
    """Other hosts that were asked; none answers."""
    drawn: float
    """The end of the first frame in which an event's element takes up room."""
    cpu: float
    """What the page's main thread computed until it came to rest, of the processor's time."""
    blocking: float
    """Of each task over 50 ms, what is over."""
    elements: float
    """Elements in the page for each event of the timeline."""
    shown: float
    """Events in the page."""
    painted: float | None
    """From a key or click to the end of the first frame with another result: the slowest of the letters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What to look at in a page, as CSS selectors.

    `event` is an event's element; elements inside `apart` are not counted. `control` is where a reader chooses, and
    `typed` what is typed there (nothing: it is clicked). `state` is a JavaScript expression that tells the result.
    """

    event: str
    apart: str = ""
    control: str = ""
    typed: str = ""
    state: str = ""


def blocking(tasks: Iterable[float]) -> float:
    """Add up by how much long tasks are over 50 ms: milliseconds to milliseconds."""
    return sum(max(0.0, task - LONG) for task in tasks)


def packed(file: Path) -> int:
    """The bytes of a file as a server sends it: by gzip -6."""
    return len(gzip.compress(file.read_bytes(), 6, mtime=0))


def local_file(folder: Path, url: str) -> Path:
    """The file below `folder` that the server shows at an address."""
    path = unquote(urlsplit(url).path)
    return folder / (path + "index.html" if path.endswith("/") else path).lstrip("/")


def weight(folder: Path, urls: Iterable[str]) -> int:
    """The bytes of all files at these addresses, each packed; a file that is not there weighs nothing."""
    files = {local_file(folder, url) for url in urls}
    return sum(packed(file) for file in files if file.is_file())


def median(figures: Sequence[Measured]) -> Measured:
    """The median of each figure by itself; of what a choice takes, where all of them tell it."""
    found = {
        name: statistics.median(getattr(one, name) for one in figures)
        for name in Measured.__dataclass_fields__
        if name != "painted"
    }
    times = [one.painted for one in figures if one.painted is not None]
    found["painted"] = statistics.median(times) if len(times) == len(figures) else None
    return Measured(**found)


class _Quiet(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the base class calls it so
        pass


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on this machine; gives the address, which ends in a slash."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def _page() -> Iterator[Page]:
    """A page in a browser of its own, so that nothing is kept from another."""
    # The sandbox needs a user that is not root.
    arguments = [*ARGUMENTS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=ensure_chromium.find(), args=arguments)
        try:
            # Waiting from outside evaluates text in the page, which a strict policy forbids.
            yield browser.new_page(viewport={"width": 1280, "height": 1024}, bypass_csp=True)
        finally:
            browser.close()


def version() -> str:
    """The browser and its version."""
    with _page() as page:
        assert page.context.browser
        return f"Chromium {page.context.browser.version}"


def _wait(page: Page, condition: str, seconds: float = PATIENCE) -> None:
    # Now and then only: each look is a task of the page's.
    page.wait_for_function(condition, timeout=seconds * 1000, polling=100)


def _rest(page: Page) -> None:
    """Wait until the page is at rest. A busy page cannot be asked anything else: only waiting ends by itself."""
    _wait(page, f"bench.rests({REST})")


def _cpu(session: CDPSession) -> float:
    """CPU milliseconds of the page's main thread: TaskDuration of Performance.getMetrics, counted in thread ticks."""
    metrics = {metric["name"]: metric["value"] for metric in session.send("Performance.getMetrics")["metrics"]}
    return float(metrics["TaskDuration"]) * 1000


def _paint(page: Page, looked: Looked) -> float | None:
    """Choose as a reader would: milliseconds of the slowest key, or of the click; None when nothing changes."""
    times = []
    control = page.locator(looked.control)
    if looked.typed:
        control.focus()
        page.evaluate("bench.again()")
        page.wait_for_load_state("networkidle")
        _rest(page)
    for letter in looked.typed or "\n":
        page.evaluate(f"bench.time({'keydown' if looked.typed else 'click'!r}, () => {looked.state})")
        if looked.typed:
            page.keyboard.press(letter)
        else:
            control.click()
        try:
            _wait(page, "bench.painted !== null", UNCHANGED)
        except Error:
            continue
        times.append(float(page.evaluate("bench.painted")))
        _rest(page)
    return max(times, default=None)


def measure(folder: Path, url: str, looked: Looked, events: int) -> Measured | None:
    """Load the page at `url`, let it come to rest and choose something in it; None when it does not answer in time.

    `folder` is what is served at the address's root, `events` how many the timeline has.
    """
    asked: list[str] = []
    try:
        with _page() as page:
            page.on("request", lambda request: asked.append(request.url))
            page.add_init_script(WATCH.read_text(encoding="utf-8") + f"bench.watch({looked.event!r});")
            session = page.context.new_cdp_session(page)
            session.send("Performance.enable", {"timeDomain": "threadTicks"})
            page.goto(url, wait_until="commit", timeout=PATIENCE * 1000)
            _wait(page, "bench.drawn !== null")
            _rest(page)
            cpu = _cpu(session)
            told = page.evaluate(COUNT, [looked.event, looked.apart])
            addresses = [one for one in asked if one.startswith("http")]
            painted = _paint(page, looked) if looked.control and told["drawn"] < SLOW else None
    except Error:
        return None
    local = [one for one in addresses if urlsplit(one).hostname == "127.0.0.1"]
    return Measured(
        weight=weight(folder, local),
        requests=len(local),
        hosts=len({urlsplit(one).hostname for one in addresses} - {"127.0.0.1"}),
        drawn=told["drawn"],
        cpu=cpu,
        blocking=blocking(told["tasks"]),
        elements=told["elements"] / events,
        shown=told["shown"],
        painted=painted,
    )
