"""A browser that asks for nothing by itself, what a page asked for, and work shared by two browsers."""

import os
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import TypeVar

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response, ViewportSize, sync_playwright

from tools import ensure_chromium

# The texts that are marked as found on a page.
MARKED = """() => [...CSS.highlights.get("tl-hit") ?? []]
  .map((range) => range.startContainer.data.slice(range.startOffset, range.endOffset).toLowerCase())"""
# The grounds on which marked words stand.
GROUNDS = """() => [...CSS.highlights.get("tl-hit")].map(({startContainer: {parentElement}}) =>
  getComputedStyle(parentElement, "::highlight(tl-hit)").backgroundColor)"""
WIDE: ViewportSize = {"width": 1280, "height": 1024}
NARROW: ViewportSize = {"width": 320, "height": 640}
# WCAG 2.2, 1.4.10: 1280 by 1024 at 400 %.
ZOOMED: ViewportSize = {"width": 320, "height": 256}

_ARGUMENTS = ["--disable-background-networking", "--disable-component-update", "--disable-gpu", "--no-first-run"]
_PATIENCE = 30.0

T = TypeVar("T")
R = TypeVar("R")


@cache
def _executable() -> str:
    path = ensure_chromium.find()
    if path is None:
        pytest.fail(ensure_chromium.FAILED, pytrace=False)  # not a skip: a skipped test tells nothing
    return path


@contextmanager
def open_browser() -> Iterator[Browser]:
    """Open a browser for the thread that asks: Playwright's objects belong to one thread."""
    executable = _executable()
    # The sandbox needs a user that is not root.
    arguments = [*_ARGUMENTS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=arguments)
        try:
            yield browser
        finally:
            browser.close()


def side_by_side(jobs: Sequence[T], work: Callable[[Browser, Sequence[T]], list[R]]) -> list[R]:
    """Do `jobs` in two browsers; `work` gets a browser and its share. The order of the results is not that of jobs."""
    assert jobs, "nothing to do: a test of nothing tells nothing"

    def shift(share: Sequence[T]) -> list[R]:
        with open_browser() as browser:
            return work(browser, share)

    shares = [share for share in (jobs[::2], jobs[1::2]) if share]
    with ThreadPoolExecutor(len(shares)) as pool:
        return [result for results in pool.map(shift, shares) for result in results]


@dataclass
class Log:
    """What a page asked for, and what went wrong, since the last `clear`."""

    requests: list[str] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)
    pending: set[Request] = field(default_factory=set)

    def clear(self) -> None:
        self.requests.clear()
        self.troubles.clear()


def watch(page: Page) -> Log:
    """Write down everything a page asks for and every error from now on."""
    log = Log()

    def asked(request: Request) -> None:
        log.requests.append(request.url)
        log.pending.add(request)

    def finished(request: Request) -> None:
        log.pending.discard(request)

    def failed(request: Request) -> None:
        log.pending.discard(request)
        # Aborted is what the browser calls a request that it gave up because the page was left.
        if request.failure != "net::ERR_ABORTED":
            log.troubles.append(f"failed request: {request.url}: {request.failure}")

    def answered(response: Response) -> None:
        if response.status >= 400 and not response.request.is_navigation_request():
            log.troubles.append(f"status {response.status}: {response.url}")

    def said(message: ConsoleMessage) -> None:
        # A status is told by `answered`, with its address.
        if message.type in {"error", "warning"} and "the server responded with a status" not in message.text:
            log.troubles.append(f"console {message.type}: {message.text}")

    page.on("request", asked)
    page.on("requestfinished", finished)
    page.on("requestfailed", failed)
    page.on("response", answered)
    page.on("console", said)
    page.on("pageerror", lambda error: log.troubles.append(f"script error: {error}"))
    return log


def settle(page: Page, log: Log) -> None:
    """Wait until no request is on its way."""
    end = time.monotonic() + _PATIENCE
    while log.pending:
        assert time.monotonic() < end, f"no answer in {_PATIENCE} s: {[request.url for request in log.pending]}"
        page.wait_for_timeout(5)


def listing(problems: Sequence[str]) -> str:
    """Problems for a person: how many, and the first forty."""
    rest = [f"… and {len(problems) - 40} more"] if len(problems) > 40 else []
    return "\n".join([f"{len(problems)} problems:", *problems[:40], *rest])


def search(page: Page, words: str) -> None:
    """Type `words` into the search box, and wait for what it finds."""
    box = page.locator("[data-search-input]")
    box.click()
    box.press_sequentially(words)
    # The list belongs to these words, not to the first letters of them.
    page.locator("[data-search-status]", has_text=f"‘{words}’").wait_for()
    page.locator("[data-search-result]").first.wait_for()
