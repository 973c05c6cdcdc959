"""Makes the picture in the README from the real site: `make site`, then `python -m tools.screenshot`."""

import os
import sys
import threading
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from chronicle import serve
from tools import ensure_chromium

PROJECT = Path(__file__).resolve().parent.parent
TARGET = PROJECT / "docs" / "screenshots" / "timeline.png"
ARGUMENTS = ["--disable-gpu", "--no-first-run", "--disable-background-networking"]


def take(browser: Browser, url: str) -> bytes:
    """Give a PNG picture of the page at `url`, 1280 by 1150 pixels, in light colours."""
    page = browser.new_page(viewport={"width": 1280, "height": 1150}, color_scheme="light")
    page.goto(url, wait_until="networkidle")
    picture = page.screenshot()
    page.close()
    return picture


def main() -> int:
    """Write the picture; exit status 2 when there is no browser or no site."""
    executable = ensure_chromium.find()
    if executable is None or not (PROJECT / "site" / "index.html").is_file():
        print("Needs a browser (tools/ensure_chromium.py) and a site (make site).", file=sys.stderr)
        return 2
    web = serve.server(PROJECT / "site", 0)
    threading.Thread(target=web.serve_forever, daemon=True).start()
    # The sandbox needs a user that is not root.
    arguments = [*ARGUMENTS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=arguments)
        TARGET.parent.mkdir(parents=True, exist_ok=True)
        TARGET.write_bytes(take(browser, f"http://127.0.0.1:{web.server_port}/"))
    print(TARGET.relative_to(PROJECT))
    return 0


if __name__ == "__main__":
    sys.exit(main())
