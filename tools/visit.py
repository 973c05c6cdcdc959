"""Counts what a reader's browser fetches, step by step, from a real nginx: `python -m tools.visit SITE`.

Bytes are those of answers as they come over HTTP/2, headers included; what TLS and TCP add is not. SITE must be packed
(make compress). docs/hosting.md reckons with these figures.
"""

import argparse
import base64
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from tools import bench_browser, ensure_chromium, ensure_nginx, load, nginx, write_deploy


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What one step of a visit took: requests that reached the server, and the bytes of their answers."""

    what: str
    requests: int
    size: int


def _key(certificate: Path) -> str:
    """Give the hash by which Chromium takes a certificate for good; what it takes for bad it does not keep files of."""
    openssl = ensure_nginx.find("openssl")
    if openssl is None:
        raise nginx.NoNginx
    public = subprocess.run([openssl, "x509", "-in", certificate, "-pubkey", "-noout"], capture_output=True, check=True)
    plain = [openssl, "pkey", "-pubin", "-outform", "DER"]
    made = subprocess.run(plain, input=public.stdout, capture_output=True, check=True)
    digest = [openssl, "dgst", "-sha256", "-binary"]
    return base64.b64encode(subprocess.run(digest, input=made.stdout, capture_output=True, check=True).stdout).decode()


@contextmanager
def _page(certificate: Path) -> Iterator[Page]:
    arguments = [*bench_browser.ARGUMENTS, f"--ignore-certificate-errors-spki-list={_key(certificate)}"]
    arguments += ["--no-sandbox"] if os.geteuid() == 0 else []
    if (program := ensure_chromium.find()) is None:
        raise load.Failed(ensure_chromium.FAILED)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=arguments)
        try:
            yield browser.new_page(viewport={"width": 1280, "height": 1024}, bypass_csp=True)
        finally:
            browser.close()


def _search(page: Page) -> None:
    page.locator("[data-search-input]").click()
    page.keyboard.type("convenant", delay=50)
    page.wait_for_selector("[data-search-result]")


def _steps(root: str, events: Sequence[str]) -> list[tuple[str, Callable[[Page], Any]]]:
    first, second = (f"{root}{path}" for path in events)
    return [
        ("home page, first visit", lambda page: page.goto(root)),
        ("an event's page after it", lambda page: page.goto(first)),
        ("another event's page", lambda page: page.goto(second)),
        ("back to the home page, within five minutes", lambda page: page.goto(root)),
        ("the home page asked for again, later", lambda page: page.reload()),
        ("a search there", _search),
    ]


def measure(site: Path) -> list[Step]:
    """Give the steps of a visit to a packed site, and a frame's first visit. Raises load.Failed, nginx.NoNginx."""
    events = [one.path for one in load.asked(site) if one.what == "event page"][:1]
    others = sorted(path.parent.relative_to(site).as_posix() + "/" for path in site.glob("gebeurtenissen/*/index.html"))
    events += [path for path in others if path not in events][:1]
    with tempfile.TemporaryDirectory() as name:
        settings = write_deploy.files()["nginx.conf"]
        with nginx.serving(settings, site.absolute(), Path(name)) as server:
            root = f"https://127.0.0.1:{server.port}/"
            found = _visit(server.certificate, _steps(root, events))
            return found + _visit(server.certificate, [("page for a frame, first visit", _to(f"{root}embed/"))])


def _to(url: str) -> Callable[[Page], Any]:
    return lambda page: page.goto(url)


def _visit(certificate: Path, steps: Sequence[tuple[str, Callable[[Page], Any]]]) -> list[Step]:
    found = []
    with _page(certificate) as page:
        sizes: list[int] = []
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        # What the browser had already took no bytes.
        session.on("Network.loadingFinished", lambda said: sizes.append(int(said["encodedDataLength"])))
        for what, act in steps:
            sizes.clear()
            act(page)
            page.wait_for_load_state("networkidle")
            asked = [size for size in sizes if size]
            found.append(Step(what=what, requests=len(asked), size=sum(asked)))
    return found


def table(site: Path) -> str:
    """Give the steps as a table in Markdown. Raises load.Failed, nginx.NoNginx."""
    lines = ["| step | requests | KB |", "|---|---|---|"]
    return "\n".join([*lines, *(f"| {one.what} | {one.requests} | {one.size / 1000:.1f} |" for one in measure(site))])


def main(words: Sequence[str]) -> int:
    """Print the table. Gives the exit status: 2 when it could not be made."""
    parser = argparse.ArgumentParser(prog="python -m tools.visit", allow_abbrev=False)
    parser.add_argument("site", type=Path, nargs="?", default=Path("site"))
    options = parser.parse_args(words)
    try:
        print(table(options.site))
    except (load.Failed, nginx.NoNginx) as failed:
        print(f"python -m tools.visit: {failed}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
