"""A real nginx with the project's own settings, on a free port of this machine, for as long as a test needs it."""

import http.client
import ssl
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tools import nginx

_PATIENCE = 30.0


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


@contextmanager
def serving(settings: str, root: Path, folder: Path) -> Iterator[Web]:
    """Run nginx with the text of a file like deploy/nginx.conf; `root` is what its addresses begin in.

    `folder` is for its own files.
    """
    with ExitStack() as stack:
        try:
            server = stack.enter_context(nginx.serving(settings, root, folder))
        except nginx.NoNginx as missing:
            pytest.fail(str(missing), pytrace=False)  # not a skip: a skipped test tells nothing
        yield Web(server.port, server.plain, server.certificate, server.said)
