#!/usr/bin/env python3
"""Build, check and show the timeline of Drenthe and its municipalities: `build_timeline.py --help`."""

import sys

from chronicle.cli import run

if __name__ == "__main__":
    sys.exit(run())
