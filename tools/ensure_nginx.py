"""Finds nginx and openssl for the tests of `deploy/`, and installs them where they are not.

nginx's path goes to standard output, what is being done to standard error. Exit status 1 when one cannot be had.
"""

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from tools import installing

NAMES = ("nginx", "openssl")
# Debian keeps servers where only root looks for programs.
PLACES = ("/usr/sbin", "/usr/local/sbin")

FAILED = f"""\
nginx of openssl is er niet, en installeren lukte niet. De tests van deploy/ kunnen niet zonder. Zo verder:
  - Debian: sudo apt install {" ".join(NAMES)}
  - of wijs een nginx aan: NGINX_PROGRAM=/pad/naar/nginx make test
There is no nginx or openssl, and installing failed. The tests of deploy/ need them. What to do:
  - Debian: sudo apt install {" ".join(NAMES)}
  - or name an nginx: NGINX_PROGRAM=/path/to/nginx make test"""


def find(name: str) -> str | None:
    """The path of a program that is there: for nginx `$NGINX_PROGRAM`, else one on the search path."""
    path = os.pathsep.join([os.environ.get("PATH", os.defpath), *PLACES])
    # Not $NGINX: nginx itself reads that, and takes it for the sockets of a server that it is to replace.
    named = os.environ.get("NGINX_PROGRAM", "") if name == "nginx" else ""
    return (shutil.which(named) if named else None) or shutil.which(name, path=path)


def _keep_quiet() -> Iterator[installing.Command]:
    """Debian's package starts a web server, and does so again after each start of the machine; a test needs neither."""
    if Path("/run/systemd/system").is_dir():
        yield (*installing.root(), "systemctl", "disable", "--now", "nginx")
    else:
        yield (*installing.root(), "service", "nginx", "stop")


def main() -> int:
    had_nginx = find("nginx") is not None
    # Only what is missing: apt would take the occasion to upgrade the other one, and libraries with it.
    missing = [name for name in NAMES if find(name) is None]
    commands = installing.apt(*missing) if missing and shutil.which("apt-get") else []
    if commands and all(installing.run("nginx", command) for command in commands) and not had_nginx:
        for command in _keep_quiet():
            installing.run("nginx", command)
    if not all(map(find, NAMES)):
        installing.say(FAILED)
        return 1
    print(find("nginx"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
