"""What the programs that find or install other programs have in common: to say what they do, and to ask apt."""

import os
import subprocess
import sys

# Another apt may be at work on a machine that has just started.
_APT = ("env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-o", "DPkg::Lock::Timeout=300")

Command = tuple[str, ...]


def root() -> Command:
    """What to put before a command that only root may run."""
    # sudo -n fails where it would ask for a password, instead of waiting for one.
    return () if os.geteuid() == 0 else ("sudo", "-n")


def apt(*packages: str) -> list[Command]:
    """The commands that install Debian's packages."""
    update = (*root(), *_APT, "update")
    return [update, (*root(), *_APT, "install", "--yes", "--no-install-recommends", *packages)]


def run(what: str, command: Command) -> bool:
    """Run a command to get `what`, and tell whether it succeeded."""
    say(f"{what}: {' '.join(command)}")
    try:
        # Standard output is for the path alone.
        return subprocess.run(command, stdout=sys.stderr, check=False).returncode == 0
    except FileNotFoundError as missing:
        say(f"{what}: {missing.filename}: niet gevonden / not found")
        return False


def say(text: str) -> None:
    """Tell a person something; standard output is for the program that asked."""
    print(text, file=sys.stderr, flush=True)
