"""Makes the pictures in the guides from the real site: `make site`, then `python -m tools.screenshot`."""

import io
import os
import sys
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import get_args

from PIL import Image
from playwright.sync_api import Browser, FloatRect, Page, sync_playwright

from chronicle import serve
from chronicle.pages import routes
from chronicle.problems import Lang
from tools import ensure_chromium

PROJECT = Path(__file__).resolve().parent.parent
FOLDER = PROJECT / "docs" / "screenshots"
TARGET = FOLDER / "timeline.png"
ARGUMENTS = ["--disable-gpu", "--no-first-run", "--disable-background-networking"]
# What the guide's example types (docs/nl/bijdragen.md, docs/en/contribute.md), by the names of the form.
_DATES: Mapping[Lang, str] = {"nl": "22 januari 2009", "en": "22 January 2009"}
_TITLE = "Brief kondigt de eerste alliantie met Assen aan"
_SUMMARY = "Gedeputeerde Staten schreven dat de eerste alliantie op 4 februari 2009 kon worden ondertekend."
_QUOTE = "Op 4 februari 2009 kan de eerste alliantie met de gemeente Assen worden ondertekend."
# How many colours are enough for letters and lines.
_COLOURS = 64
_MARGIN = 12


def take(browser: Browser, url: str) -> bytes:
    """Give a PNG picture of the page at `url`, 1280 by 1150 pixels, in light colours."""
    page = browser.new_page(viewport={"width": 1280, "height": 1150}, color_scheme="light")
    page.goto(url, wait_until="networkidle")
    picture = page.screenshot()
    page.close()
    return picture


def steps(browser: Browser, url: str, lang: Lang) -> Iterator[tuple[Path, bytes]]:
    """Yield a PNG picture of each step in which an event is added, with its file. `url` is that of the site."""
    page = browser.new_page(viewport={"width": 720, "height": 1000}, color_scheme="light", reduced_motion="reduce")
    page.goto(url + routes.from_site_root(lang, routes.single(lang, "contribute")))
    page.locator("[data-contribute]:visible").wait_for()
    # Who looks at the guide may see another site: where its repository is belongs to none.
    page.evaluate("() => { document.querySelector('[data-contribute]').dataset.repository = '' }")
    for name, shown in _steps(page, lang):
        picture = Image.open(io.BytesIO(_part(page, shown)))
        small = io.BytesIO()
        few = picture.convert("RGB").quantize(_COLOURS, dither=Image.Dither.NONE)
        few.save(small, "PNG", optimize=True)
        yield FOLDER / f"contribute-{lang}-{name}.png", small.getvalue()
    page.close()


def _part(page: Page, shown: str) -> bytes:
    """Give a picture of a part of the page, as wide as the page, as it is with nobody pointing at it."""
    page.mouse.move(0, 0)
    page.evaluate("() => document.activeElement.blur()")
    box = page.locator(shown).evaluate(
        "(part) => { const {top, height} = part.getBoundingClientRect(); return [top + scrollY, height] }"
    )
    clip = FloatRect(x=0, y=box[0], width=page.viewport_size["width"], height=box[1] + _MARGIN)  # type: ignore[index]
    return page.screenshot(full_page=True, clip=clip, animations="disabled", caret="hide")


def _steps(page: Page, lang: Lang) -> Iterator[tuple[str, str]]:
    """Do one step after the other; yields each one's name, and what of the page shows it."""
    page.fill("[name=date]", _DATES[lang])
    yield "date", ".tl-builder__wide:has([name=date])"
    page.fill("[name=title]", _TITLE)
    page.fill("[name=summary]", _SUMMARY)
    page.select_option("[name=kind]", "letter")
    page.check("[name=themes][value=sociaal]")
    yield "event", ".tl-builder__wide:has([name=title])"
    page.fill("[name=source]", "brief-2009-01-22")
    page.select_option("[name=says]", "happened")
    page.click("[data-check]")
    yield "faults", ".tl-builder__wide:has([data-check])"
    page.fill("[name=quote]", _QUOTE)
    yield "source", ".tl-builder__wide:has([name=quote])"
    yield "preview", ".tl-builder__wide:has([data-seen])"
    page.click("[data-check]")
    yield "file", ".tl-builder__wide:has([data-check])"


def main() -> int:
    """Write the pictures; exit status 2 when there is no browser or no site."""
    executable = ensure_chromium.find()
    if executable is None or not (PROJECT / "site" / "index.html").is_file():
        print("Needs a browser (tools/ensure_chromium.py) and a site (make site).", file=sys.stderr)
        return 2
    web = serve.server(PROJECT / "site", 0)
    threading.Thread(target=web.serve_forever, daemon=True).start()
    # The sandbox needs a user that is not root.
    arguments = [*ARGUMENTS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    url = f"http://127.0.0.1:{web.server_port}/"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=arguments)
        made = {TARGET: take(browser, url)}
        for lang in get_args(Lang):
            made |= dict(steps(browser, url, lang))
    FOLDER.mkdir(parents=True, exist_ok=True)
    for target, picture in made.items():
        target.write_bytes(picture)
        print(target.relative_to(PROJECT))
    return 0


if __name__ == "__main__":
    sys.exit(main())
