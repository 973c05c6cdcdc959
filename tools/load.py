"""Asks a real nginx with the settings of `deploy/` for pages as fast as it can: `python -m tools.load SITE`.

Beside each page stands the floor, an empty file from the same nginx with the same settings and connections; and what an
empty file costs without a single header or rule of ours. Everything stays on this machine, for a few seconds and with a
few connections. Floor and pages are asked for in turn, and what counts is the ratio of requests for a second of nginx's
own processor time: a machine that does other work changes that little. SITE must be packed (make compress).
"""

import argparse
import os
import re
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tools import ensure_wrk, nginx, write_deploy

ROUNDS, SECONDS, CONNECTIONS = 5, 1, 8
FLOOR, BARE = "the floor: an empty file", "an empty file, no header or rule of ours"
EMPTY = "empty.txt"
ENCODINGS = ("gzip", "br")
# What to ask for, as patterns below the site's root; of what fits, the one of median size.
KINDS: Mapping[str, str] = {
    "event page": "gebeurtenissen/*/index.html",
    "home page": "index.html",
    "page for a frame": "embed/gemeente/*/index.html",
    "styles": "assets/*/timeline.css",
    "part of the search": "search/nl/*/w/*.json",
    "calendar": "feeds/timeline.ics",
    "share picture": "share/nl/*.png",
}
# The same ones without copies to send.
PLAIN = frozenset({"share picture"})

_DONE = re.compile(r"(\d+) requests in ([\d.]+)(m?s), ")
_BAD = re.compile(r"Non-2xx or 3xx responses: (\d+)|Socket errors: (.+)")


class Failed(Exception):
    """The load could not be made, or the server did not bear it. What it says is for a person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One address as somebody asks for it, how many bytes its body has as it is sent, and whether each request has a
    connection of its own."""

    what: str
    path: str
    encoding: str
    size: int = 0
    alone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """Requests answered: for a second of the clock, and for one of nginx's processor time; both also by the floor's."""

    clock: float
    cpu: float
    clock_ratio: float
    cpu_ratio: float


def asked(site: Path) -> list[Asked]:
    """Give what is asked for of a packed site. Raises Failed when it is not packed, or no such site."""
    found = []
    for what, pattern in KINDS.items():
        files = sorted((file for file in site.glob(pattern) if file.is_file()), key=lambda file: file.stat().st_size)
        if not files:
            raise Failed(f"{site}: {pattern}: niet gevonden / not found; make site")
        file = files[len(files) // 2]
        path = file.relative_to(site).as_posix().removesuffix("index.html")
        for encoding in ("identity",) if what in PLAIN else ENCODINGS:
            ending = {"gzip": ".gz", "br": ".br"}.get(encoding, "")
            copy = file.with_name(file.name + ending)
            if not copy.is_file():
                raise Failed(f"{copy}: niet gevonden / not found; make compress")
            found.append(Asked(what=what, path=path, encoding=encoding, size=copy.stat().st_size))
    new = next(one for one in found if one.what == "event page" and one.encoding == "br")
    return [*found, replace(new, what="event page, each on a new connection", alone=True)]


def processor_seconds(process: int) -> float:
    """Give the processor time of a process and its children, in seconds; 0 where the system does not tell (no /proc).

    proc(5): behind the name, which may hold anything, stand the state, the parent, and as 12th and 13th the ticks.
    """
    ticks = 0
    for file in Path("/proc").glob("[0-9]*/stat"):
        try:
            values = file.read_text().rpartition(")")[2].split()
        except OSError:  # ended meanwhile
            continue
        if process in {int(file.parent.name), int(values[1])}:
            ticks += int(values[11]) + int(values[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def requests(said: str) -> tuple[int, float]:
    """Read from what wrk says how many requests were answered, and in how many seconds. Raises Failed."""
    if bad := _BAD.search(said):
        raise Failed(bad[0])
    done = _DONE.search(said)
    if done is None or done[1] == "0":
        raise Failed(said)
    return int(done[1]), float(done[2]) / (1000 if done[3] == "ms" else 1)


def _ask(wrk: str, root: str, one: Asked, seconds: int, process: int) -> tuple[float, float]:
    """Ask for an address. Gives requests a second of the clock, and of nginx's processor time."""
    before = processor_seconds(process)
    command = [wrk, "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "-H", f"Accept-Encoding: {one.encoding}"]
    command += ["-H", "Connection: close"] if one.alone else []
    command.append(root + one.path)
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=seconds + 60)
    if done.returncode:
        raise Failed(done.stdout + done.stderr)
    number, time = requests(done.stdout)
    return number / time, number / ((processor_seconds(process) - before) or time)


def measure(site: Path, wanted: Sequence[Asked], *, rounds: int = ROUNDS, seconds: int = SECONDS) -> list[Rate]:
    """Give the rates of what is `wanted` of a packed site, after those of the floor and of the bare empty file.

    Raises Failed, nginx.NoNginx.
    """
    if (wrk := ensure_wrk.find()) is None:
        raise Failed(ensure_wrk.FAILED)
    with tempfile.TemporaryDirectory() as name:
        folder, www = Path(name), Path(name) / "www"
        www.mkdir()
        for file in site.absolute().iterdir():
            (www / file.name).symlink_to(file)
        (www / EMPTY).touch()
        beside = f'location = /bare {{ alias "{www / EMPTY}"; open_file_cache max=10; }}\n'
        settings = write_deploy.files()["nginx.conf"]
        with nginx.serving(settings, www, folder, beside=beside) as server:
            root = f"https://127.0.0.1:{server.port}/"
            empty = (
                Asked(what=what, path=path, encoding="identity") for what, path in ((FLOOR, EMPTY), (BARE, "bare"))
            )
            asked_for = [*empty, *wanted]
            found = [[_ask(wrk, root, one, seconds, server.process) for one in asked_for] for _ in range(rounds)]
    return [_rate([(one[number], one[0]) for one in found]) for number in range(len(asked_for))]


def _rate(pairs: Sequence[tuple[tuple[float, float], tuple[float, float]]]) -> Rate:
    """Give the medians over the rounds; a ratio is taken within its round."""
    median = statistics.median
    return Rate(
        clock=median(own[0] for own, _ in pairs),
        cpu=median(own[1] for own, _ in pairs),
        clock_ratio=median(own[0] / floor[0] for own, floor in pairs),
        cpu_ratio=median(own[1] / floor[1] for own, floor in pairs),
    )


def table(site: Path, *, rounds: int = ROUNDS, seconds: int = SECONDS) -> str:
    """Give the rates of a packed site as a table in Markdown. Raises Failed, nginx.NoNginx."""
    wanted = asked(site)
    floor, bare, *rates = measure(site, wanted, rounds=rounds, seconds=seconds)
    lines = [
        "| asked for | sent as | bytes | requests a second | × floor | a second of nginx's processor | × floor |",
        "|---|---|---|---|---|---|---|",
        f"| {FLOOR} | – | 0 | {floor.clock:,.0f} | 1 | {floor.cpu:,.0f} | 1 |",
        f"| {BARE} | – | 0 | {bare.clock:,.0f} | {bare.clock_ratio:.2f} | {bare.cpu:,.0f} | {bare.cpu_ratio:.2f} |",
    ]
    for one, rate in zip(wanted, rates, strict=True):
        budget = " (budget 0.8)" if one.what == "event page" else ""
        lines.append(
            f"| {one.what} | {one.encoding} | {one.size:,} | {rate.clock:,.0f} | {rate.clock_ratio:.2f} "
            f"| {rate.cpu:,.0f} | {rate.cpu_ratio:.2f}{budget} |"
        )
    return "\n".join(lines)


def main(words: Sequence[str]) -> int:
    """Print the table. Gives the exit status: 2 when it could not be made."""
    parser = argparse.ArgumentParser(prog="python -m tools.load", allow_abbrev=False)
    parser.add_argument("site", type=Path, nargs="?", default=Path("site"))
    parser.add_argument("--rounds", type=int, choices=range(1, 21), default=ROUNDS, metavar="1…20")
    parser.add_argument("--seconds", type=int, choices=range(1, 6), default=SECONDS, metavar="1…5")
    options = parser.parse_args(words)
    try:
        print(table(options.site, rounds=options.rounds, seconds=options.seconds))
    except (Failed, nginx.NoNginx) as failed:
        print(f"python -m tools.load: {failed}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
