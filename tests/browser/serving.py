"""`serve` as a person runs it: a process of its own, on a port of its own."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tests.browser import sites

PATIENCE = 60.0


@dataclass(slots=True)
class Served:
    """A running `serve`: its process, its address, the history it follows, and where its words go."""

    process: "subprocess.Popen[bytes]"
    port: int
    timeline: Path
    said: Path

    @property
    def url(self) -> str:
        """The address of the home page."""
        return f"http://127.0.0.1:{self.port}/"

    def get(self, path: str) -> tuple[int, str]:
        """Status and text of an address below the root."""
        try:
            with urllib.request.urlopen(self.url + path, timeout=PATIENCE) as response:
                return response.status, response.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()

    def answer(self, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
        """Status, headers and bytes of an address, asked for with `headers` (`Host` too)."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
            response = connection.getresponse()
            return response.status, {name.lower(): value for name, value in response.getheaders()}, response.read()
        finally:
            connection.close()

    def words(self) -> str:
        """Everything that was printed so far."""
        return self.said.read_text()

    def until(self, ready: Callable[[], bool]) -> None:
        """Wait until `ready`, at most a minute."""
        end = time.monotonic() + PATIENCE
        while not ready():
            assert self.process.poll() is None, f"serve stopped:\n{self.words()}"
            assert time.monotonic() < end, f"not within {PATIENCE} s:\n{self.words()}"
            time.sleep(0.1)

    def stop(self) -> int:
        """Interrupt it as a terminal does, and give its exit status."""
        os.killpg(self.process.pid, signal.SIGINT)
        return self.process.wait(timeout=PATIENCE)


def free_port() -> int:
    """A port that nobody has at this moment."""
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        port: int = asked.getsockname()[1]
        return port


@contextmanager
def serving(
    folder: Path, timeline: Path, *, project: Path = sites.PROJECT, port: int | None = None, **environment: str
) -> Iterator[Served]:
    """Run the `serve` of a project on a timeline; what it makes and says is put into `folder`."""
    port, said = port or free_port(), folder / "said.txt"
    folders = ("--timeline", timeline, "--build", folder / "build", "--site", folder / "site")
    command = [sys.executable, str(project / "build_timeline.py"), "serve", "--port", str(port), *map(str, folders)]
    with said.open("wb") as words:
        process = subprocess.Popen(
            [*command, "--lang", "en"],
            cwd=project,
            env=sites.environment(**environment),
            stdin=subprocess.DEVNULL,
            stdout=words,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    served = Served(process, port, timeline, said)
    try:
        served.until(lambda: f"{served.url}  (Ctrl-C" in served.words())
        yield served
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
