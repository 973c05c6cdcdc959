#!/usr/bin/env python3
"""Build, check and show the timeline of Drenthe and its municipalities: `build_timeline.py --help`."""

import sys

# Before anything else is read, and in words that any Python understands: an older one stops at the first new word.
if sys.version_info < (3, 11):  # noqa: UP036 - this is what tells it
    found = ".".join(map(str, sys.version_info[:3]))
    sys.stderr.write(
        "Python 3.11 of nieuwer is nodig; dit is Python " + found + ". "
        "Een andere kiest u zo: python3.12 build_timeline.py ...\n"
        "Python 3.11 or newer is needed; this is Python " + found + ". "
        "Choose another like this: python3.12 build_timeline.py ...\n"
    )
    sys.exit(2)

from chronicle.cli import run

if __name__ == "__main__":
    sys.exit(run())
