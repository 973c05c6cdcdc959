"""Finds the browser for the tests and screenshots, and installs one where there is none.

The path goes to standard output, what is being done to standard error. Exit status 1 when no browser can be had.
"""

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from tools import installing

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Without a font of its own a bare machine draws empty boxes, and pictures differ from machine to machine.
PACKAGES = ("chromium", "fonts-liberation")

FAILED = f"""\
Geen Chromium gevonden, en installeren lukte niet. De browsertests kunnen niet zonder. Zo verder:
  - Debian: sudo apt install {" ".join(PACKAGES)}
  - elders: .venv/bin/python -m playwright install chromium
  - of wijs een browser aan: CHROMIUM=/pad/naar/chromium make test
No Chromium was found, and installing it failed. The browser tests need one. What to do:
  - Debian: sudo apt install {" ".join(PACKAGES)}
  - elsewhere: .venv/bin/python -m playwright install chromium
  - or name a browser: CHROMIUM=/path/to/chromium make test"""


def find() -> str | None:
    """The path of a browser that is there: `$CHROMIUM`, else one on the search path, else Playwright's own."""
    for name in (os.environ.get("CHROMIUM", ""), *NAMES):
        if name and (path := shutil.which(name)):
            return path
    return _playwrights_own()


def _playwrights_own() -> str | None:
    # Here, not above: the driver takes half a second to start, and most machines never need it.
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).is_file() else None


def _installs() -> Iterator[list[installing.Command]]:
    """Ways to get a browser on this machine, the best first; each is a list of commands."""
    if shutil.which("apt-get"):
        yield installing.apt(*PACKAGES)
    yield [(sys.executable, "-m", "playwright", "install", "chromium")]


def main() -> int:
    wanted = os.environ.get("CHROMIUM")
    if wanted and not shutil.which(wanted):
        installing.say(f"CHROMIUM={wanted}: niet gevonden; er wordt verder gezocht. / not found; looking further.")
    path = find()
    for commands in () if path else _installs():
        if all(installing.run("Chromium", command) for command in commands) and (path := find()):
            break
    if not path:
        installing.say(FAILED)
        return 1
    print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
