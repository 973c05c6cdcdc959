"""Finds wrk for the load test of `make bench`, and installs it where it is not.

wrk's path goes to standard output, what is being done to standard error. Exit status 1 when it cannot be had.
"""

import os
import shutil
import sys

from tools import installing

FAILED = """\
wrk is er niet, en installeren lukte niet. De belastingproef kan niet zonder. Zo verder:
  - Debian: sudo apt install wrk
  - of wijs er een aan: WRK_PROGRAM=/pad/naar/wrk make bench
There is no wrk, and installing failed. The load test needs it. What to do:
  - Debian: sudo apt install wrk
  - or name one: WRK_PROGRAM=/path/to/wrk make bench"""


def find() -> str | None:
    """The path of `$WRK_PROGRAM`, or else of a wrk on the search path."""
    return shutil.which(os.environ.get("WRK_PROGRAM", "")) or shutil.which("wrk")


def main() -> int:
    if find() is None and shutil.which("apt-get"):
        all(installing.run("wrk", command) for command in installing.apt("wrk"))
    if (path := find()) is None:
        installing.say(FAILED)
        return 1
    print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
