"""Makes the picture in the README from the real site: `make site`, then `python tools/screenshot.py`."""

import sys
import threading
from pathlib import Path

from playwright.sync_api import sync_playwright

from chronicle import serve
from tools import ensure_chromium

PROJECT = Path(__file__).resolve().parent.parent
TARGET = PROJECT / "docs" / "screenshots" / "timeline.png"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]


def take(site: Path, browser_path: str) -> bytes:
    """Give a PNG picture of the home page of `site`, 1280 by 1150 pixels, in light colours."""
    web = serve.server(site, 0)
    threading.Thread(target=web.serve_forever, daemon=True).start()
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=browser_path, args=ARGUMENTS)
            page = browser.new_page(viewport={"width": 1280, "height": 1150}, color_scheme="light")
            page.goto(f"http://127.0.0.1:{web.server_port}/", wait_until="networkidle")
            return page.screenshot()
    finally:
        web.shutdown()
        web.server_close()


def main() -> int:
    """Write the picture; exit status 2 when there is no browser or no site."""
    browser = ensure_chromium.find()
    if browser is None or not (PROJECT / "site" / "index.html").is_file():
        print("Needs a browser (tools/ensure_chromium.py) and a site (make site).", file=sys.stderr)
        return 2
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_bytes(take(PROJECT / "site", browser))
    print(TARGET.relative_to(PROJECT))
    return 0


if __name__ == "__main__":
    sys.exit(main())
