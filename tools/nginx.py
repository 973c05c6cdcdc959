"""Runs a real nginx with the settings of `deploy/`, on free ports of this machine, for as long as somebody needs it."""

import os
import pwd
import re
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tools import ensure_nginx

_PATIENCE = 30.0
_YOURS = re.compile(r"(?m)^ *# YOURS:.*\n(?:.*\n)*? *# END OF YOURS\n")
# A certificate of two days for this machine alone: https://docs.openssl.org/3.0/man1/openssl-req/
_CERTIFICATE = (
    "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
    "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1",
)  # fmt: skip


class NoNginx(Exception):
    """A program that is needed is not there. What it says is for a person, in two languages."""

    def __init__(self) -> None:
        super().__init__(ensure_nginx.FAILED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A running nginx: its ports, one of which only leads to the other, its certificate, where its words go, and its
    first process."""

    port: int
    plain: int
    certificate: Path
    said: Path
    process: int


def _program(name: str) -> str:
    path = ensure_nginx.find(name)
    if path is None:
        raise NoNginx
    return path


def _certificate(folder: Path) -> tuple[Path, Path]:
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    command = [_program("openssl"), *_CERTIFICATE, "-out", str(certificate), "-keyout", str(key)]
    subprocess.run(command, check=True, capture_output=True)
    return certificate, key


def _free_ports(count: int) -> list[int]:
    with ExitStack() as stack:
        asked = [stack.enter_context(socket.socket()) for _ in range(count)]
        for one in asked:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in asked]


def _with_ours(settings: str, blocks: Sequence[str]) -> str:
    """Put our lines where the settings ask for those of the host, as whoever sets up a server does."""
    if len(_YOURS.findall(settings)) != len(blocks):
        raise ValueError("the settings do not ask for what is filled in")
    for block in blocks:
        settings = _YOURS.sub(lambda _found, block=block: block, settings, count=1)  # type: ignore[misc]
    return settings


@contextmanager
def serving(settings: str, root: Path, folder: Path, *, workers: int = 1, beside: str = "") -> Iterator[Server]:
    """Run nginx with the text of a file like deploy/nginx.conf; `root` is what its addresses begin in.

    `folder` is for its own files, `beside` more lines for the secure server. It runs as whoever asks: no root is
    needed. Raises NoNginx; ValueError when nginx refuses the settings, with what it said.
    """
    certificate, key = _certificate(folder)
    port, plain = _free_ports(2)
    names = "server_name 127.0.0.1;"
    secure = f'listen 127.0.0.1:{port} ssl http2; ssl_certificate "{certificate}"; ssl_certificate_key "{key}";'
    ours = [f"listen 127.0.0.1:{plain}; {names}\n", f'{secure} {names} root "{root}";\n{beside}']
    temporary = "".join(
        f'{kind}_temp_path "{folder / kind}";\n' for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    # Started by root, nginx would read the files as nobody, who may not look into somebody's folder.
    user = f"user {pwd.getpwuid(0).pw_name};\n" if os.geteuid() == 0 else ""
    said = folder / "said.txt"
    whole = folder / "nginx.conf"
    # As deploy/README.md advises, patterns are compiled; only here, above the level of our settings, can that be said.
    whole.write_text(
        f"{user}daemon off;\npcre_jit on;\nworker_processes {workers};\n"
        f'pid "{folder / "pid"}";\nerror_log "{said}" warn;\n'
        f"events {{}}\nhttp {{\naccess_log off;\n{temporary}{_with_ours(settings, ours)}}}\n"
    )
    command = [_program("nginx"), "-p", str(folder), "-e", str(said), "-c", str(whole)]
    # `make test` says in NGINX_PROGRAM where nginx is; nginx itself would look for inherited sockets in NGINX.
    around = {name: value for name, value in os.environ.items() if name != "NGINX"}
    tried = subprocess.run([*command, "-t"], env=around, capture_output=True, text=True, check=False)
    if tried.returncode != 0:
        raise ValueError(tried.stderr + said.read_text())
    nothing = subprocess.DEVNULL
    process = subprocess.Popen(command, env=around, stdin=nothing, stdout=nothing, stderr=nothing)
    try:
        _wait(process, port, said)
        yield Server(port=port, plain=plain, certificate=certificate, said=said, process=process.pid)
    finally:
        process.terminate()
        process.wait()


def _wait(process: "subprocess.Popen[bytes]", port: int, said: Path) -> None:
    end = time.monotonic() + _PATIENCE
    while True:
        if process.poll() is not None:
            raise ValueError(said.read_text())
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            if time.monotonic() > end:
                raise ValueError(f"not within {_PATIENCE} s: {said.read_text()}") from None
            time.sleep(0.05)
        else:
            return
