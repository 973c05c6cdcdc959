"""Finds Firefox for the tests, and installs it where it is not.

The path goes to standard output, what is being done to standard error. Exit status 1 when it cannot be had.
"""

import os
import shutil
import sys

from tools import installing

NAMES = ("firefox-esr", "firefox")

FAILED = """\
Geen Firefox gevonden, en installeren lukte niet. De browsertests kunnen niet zonder. Zo verder:
  - Debian: sudo apt install firefox-esr
  - of wijs een Firefox aan: FIREFOX_PROGRAM=/pad/naar/firefox make test
No Firefox was found, and installing it failed. The browser tests need one. What to do:
  - Debian: sudo apt install firefox-esr
  - or name a Firefox: FIREFOX_PROGRAM=/path/to/firefox make test"""


def find() -> str | None:
    """The path of a Firefox that is there: `$FIREFOX_PROGRAM`, else one on the search path."""
    named = [os.environ.get("FIREFOX_PROGRAM", ""), *NAMES]
    return next((path for name in named if name and (path := shutil.which(name))), None)


def main() -> int:
    """Print the path of a Firefox, an installed one where none was there."""
    wanted = os.environ.get("FIREFOX_PROGRAM")
    if wanted and not shutil.which(wanted):
        installing.say(
            f"FIREFOX_PROGRAM={wanted}: niet gevonden; er wordt verder gezocht. / not found; looking further."
        )
    if not find() and shutil.which("apt-get"):
        # Ubuntu's package `firefox` only leads to a snap, which cannot use a profile outside the home folder.
        all(installing.run("Firefox", command) for command in installing.apt("firefox-esr"))
    path = find()
    if not path:
        installing.say(FAILED)
        return 1
    print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
