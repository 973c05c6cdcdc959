"""Finds nginx and openssl for the tests of `deploy/`, and installs them where they are not.

nginx's path goes to standard output, what is being done to standard error. Exit status 1 when one cannot be had.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

NAMES = ("nginx", "openssl")
# Debian keeps servers where only root looks for programs.
PLACES = ("/usr/sbin", "/usr/local/sbin")
# Another apt may be at work on a machine that has just started.
APT = ("env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-o", "DPkg::Lock::Timeout=300")

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


def _root() -> tuple[str, ...]:
    # sudo -n fails where it would ask for a password, instead of waiting for one.
    return () if os.geteuid() == 0 else ("sudo", "-n")


def _install() -> Iterator[tuple[str, ...]]:
    yield (*_root(), *APT, "update")
    # Only what is missing: apt would take the occasion to upgrade the other one, and libraries with it.
    missing = [name for name in NAMES if find(name) is None]
    yield (*_root(), *APT, "install", "--yes", "--no-install-recommends", *missing)


def _keep_quiet() -> Iterator[tuple[str, ...]]:
    """Debian's package starts a web server, and does so again after each start of the machine; a test needs neither."""
    if Path("/run/systemd/system").is_dir():
        yield (*_root(), "systemctl", "disable", "--now", "nginx")
    else:
        yield (*_root(), "service", "nginx", "stop")


def _run(command: tuple[str, ...]) -> bool:
    say(f"nginx: {' '.join(command)}")
    try:
        # Standard output is for the path alone.
        return subprocess.run(command, stdout=sys.stderr, check=False).returncode == 0
    except FileNotFoundError as missing:
        say(f"nginx: {missing.filename}: niet gevonden / not found")
        return False


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def main() -> int:
    had_nginx = find("nginx") is not None
    if not all(map(find, NAMES)) and shutil.which("apt-get") and all(map(_run, _install())) and not had_nginx:
        for command in _keep_quiet():
            _run(command)
    if not all(map(find, NAMES)):
        say(FAILED)
        return 1
    print(find("nginx"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
