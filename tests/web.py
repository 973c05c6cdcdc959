"""A real nginx with the project's own settings, on a free port of this machine, for as long as a test needs it."""

import http.client
import os
import pwd
import re
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tools import ensure_nginx

_PATIENCE = 30.0
_YOURS = re.compile(r"(?m)^ *# YOURS:.*\n(?:.*\n)*? *# END OF YOURS\n")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered: names of headers in lower case; a header that came twice has two values."""

    status: int
    headers: Mapping[str, list[str]]
    body: bytes

    def one(self, name: str) -> str | None:
        """The value of a header, or None. A header that came twice is a mistake: browsers do not agree about it."""
        values = self.headers.get(name.lower(), [])
        assert len(values) < 2, f"{name}: {values}"
        return values[0] if values else None


@dataclass(frozen=True, slots=True)
class Web:
    """A running server: its ports, one of which only leads to the other, its certificate, and where its words go."""

    port: int
    plain: int
    certificate: Path
    said: Path

    @property
    def url(self) -> str:
        """The address of the host, with a slash at its end."""
        return f"https://127.0.0.1:{self.port}/"

    def get(self, path: str, *, method: str = "GET", plain: bool = False, **headers: str) -> Answer:
        """Ask for an address; `Accept_Encoding="gzip"` sends a header."""
        connection: http.client.HTTPConnection
        if plain:
            connection = http.client.HTTPConnection("127.0.0.1", self.plain, timeout=_PATIENCE)
        else:
            trusting = ssl.create_default_context(cafile=str(self.certificate))
            connection = http.client.HTTPSConnection("127.0.0.1", self.port, timeout=_PATIENCE, context=trusting)
        with ExitStack() as stack:
            stack.callback(connection.close)
            sent = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, headers=sent)
            response = connection.getresponse()
            found: dict[str, list[str]] = {}
            for name, value in response.getheaders():
                found.setdefault(name.lower(), []).append(value)
            return Answer(response.status, found, response.read())


def _program(name: str) -> str:
    path = ensure_nginx.find(name)
    if path is None:
        pytest.fail(ensure_nginx.FAILED, pytrace=False)  # not a skip: a skipped test tells nothing
    return path


def _certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate for this machine alone, for two days."""
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    subprocess.run(
        [
            *(
                _program("openssl"),
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:prime256v1",
                "-nodes",
            ),
            *("-days", "2", "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"),
            *("-out", str(certificate), "-keyout", str(key)),
        ],
        check=True,
        capture_output=True,
    )
    return certificate, key


def _free_ports(count: int) -> list[int]:
    with ExitStack() as stack:
        asked = [stack.enter_context(socket.socket()) for _ in range(count)]
        for one in asked:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in asked]


def _with_ours(settings: str, blocks: list[str]) -> str:
    """Put our lines where the settings ask for those of the host, as whoever sets up a server does."""
    assert len(_YOURS.findall(settings)) == len(blocks)
    for block in blocks:
        settings = _YOURS.sub(lambda _found, block=block: block, settings, count=1)  # type: ignore[misc]
    return settings


@contextmanager
def serving(settings: str, root: Path, folder: Path) -> Iterator[Web]:
    """Run nginx with the text of a file like deploy/nginx.conf; `root` is what its addresses begin in.

    `folder` is for its own files. It runs as whoever runs the tests: no root is needed.
    """
    certificate, key = _certificate(folder)
    port, plain = _free_ports(2)
    names = "server_name 127.0.0.1;"
    secure = f'listen 127.0.0.1:{port} ssl http2; ssl_certificate "{certificate}"; ssl_certificate_key "{key}";'
    ours = [f"listen 127.0.0.1:{plain}; {names}\n", f'{secure} {names} root "{root}";\n']
    temporary = "".join(
        f'{kind}_temp_path "{folder / kind}";\n' for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    # Started by root, nginx would read the files as nobody, who may not look into the folder of a test.
    user = f"user {pwd.getpwuid(0).pw_name};\n" if os.geteuid() == 0 else ""
    said = folder / "said.txt"
    whole = folder / "nginx.conf"
    whole.write_text(
        f'{user}daemon off;\nworker_processes 1;\npid "{folder / "pid"}";\nerror_log "{said}" warn;\n'
        f"events {{}}\nhttp {{\naccess_log off;\n{temporary}{_with_ours(settings, ours)}}}\n"
    )
    command = [_program("nginx"), "-p", str(folder), "-e", str(said), "-c", str(whole)]
    # `make test` says in NGINX where nginx is; nginx itself would look for inherited sockets in it, and complain.
    around = {name: value for name, value in os.environ.items() if name != "NGINX"}
    tried = subprocess.run([*command, "-t"], env=around, capture_output=True, text=True, check=False)
    assert tried.returncode == 0, tried.stderr + said.read_text()
    nothing = subprocess.DEVNULL
    process = subprocess.Popen(command, env=around, stdin=nothing, stdout=nothing, stderr=nothing)
    try:
        _wait(process, port, said)
        yield Web(port, plain, certificate, said)
    finally:
        process.terminate()
        process.wait()


def _wait(process: "subprocess.Popen[bytes]", port: int, said: Path) -> None:
    end = time.monotonic() + _PATIENCE
    while True:
        assert process.poll() is None, said.read_text()
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            assert time.monotonic() < end, f"not within {_PATIENCE} s: {said.read_text()}"
            time.sleep(0.05)
        else:
            return
