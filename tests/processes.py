"""The program as a process of its own: started, limited, stopped."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

EPOCH = "1700000000"
PATIENCE = 120.0

# Runs the rest of its arguments under a limit, or without root's rights to write (1, CAP_DAC_OVERRIDE) and to read
# (2, CAP_DAC_READ_SEARCH) everywhere: with these, what is closed to everybody is open to root. 24 is PR_CAPBSET_DROP.
LIMITED = """
import ctypes, os, resource, sys
name, value, *command = sys.argv[1:]
if name == "ROOT":
    for right in (1, 2) if os.geteuid() == 0 else ():
        if ctypes.CDLL(None, use_errno=True).prctl(24, right, 0, 0, 0) != 0:
            sys.exit(f"prctl: {os.strerror(ctypes.get_errno())}")
elif name != "NONE":
    resource.setrlimit(getattr(resource, f"RLIMIT_{name}"), (int(value), int(value)))
os.execv(command[0], command)
"""


def command(project: Path, *arguments: str | Path, limit: tuple[str, int] = ("NONE", 0)) -> list[str]:
    """The command line for `project`, a checkout. `limit` is a resource of setrlimit(2) and its value, or ROOT."""
    script = [sys.executable, str(project / "build_timeline.py"), *map(str, arguments)]
    return script if limit[0] == "NONE" else [sys.executable, "-c", LIMITED, limit[0], str(limit[1]), *script]


def environment(**values: str) -> dict[str, str]:
    """This process's environment, with nothing in it that changes what is built or said, and `values`."""
    own = ("LC_", "LANG", "PYTHON", "TZ", "SITE_URL", "REPO_URL", "SOURCE_DATE_EPOCH", "CI", "GIT_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(own)}
    return {**kept, "SOURCE_DATE_EPOCH": EPOCH, "LANG": "en_GB.UTF-8", **values}


def start(
    project: Path,
    *arguments: str | Path,
    limit: tuple[str, int] = ("NONE", 0),
    cwd: Path | None = None,
    values: Mapping[str, str] | None = None,
) -> "subprocess.Popen[str]":
    """Start the program; what it prints can be read from the process."""
    return subprocess.Popen(
        command(project, *arguments, limit=limit),
        cwd=cwd or project,
        env=environment(**(values or {})),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        start_new_session=True,
    )


def ended(process: "subprocess.Popen[str]") -> tuple[int, str, str]:
    """Wait until a process has ended. Gives its status and what it printed on standard output and standard error."""
    out, err = process.communicate(timeout=PATIENCE)
    assert "Traceback" not in out + err, err
    return process.returncode, out, err


def run(
    project: Path,
    *arguments: str | Path,
    limit: tuple[str, int] = ("NONE", 0),
    cwd: Path | None = None,
    values: Mapping[str, str] | None = None,
) -> tuple[int, str, str]:
    """Run the program to its end. Gives its status and what it printed on standard output and standard error."""
    return ended(start(project, *arguments, limit=limit, cwd=cwd, values=values))
