"""The real site, built by the real command line, and a web server that shows it."""

import http.server
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from http import HTTPStatus
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from chronicle import inputs, load

PROJECT = Path(__file__).resolve().parents[2]
EPOCH = "1700000000"
REPOSITORY = "https://git.example.org/drenthe/samen"

_SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@dataclass(frozen=True, slots=True)
class Listed:
    """A page as the sitemap tells of it: its address and what it calls its twins."""

    url: str
    alternates: Mapping[str, str]


@dataclass(frozen=True)
class Site:
    """A published site: where it can be seen (`url` ends in a slash), and the folders it was made in."""

    url: str
    folder: Path
    build: Path

    @cached_property
    def listed(self) -> list[Listed]:
        """Every page of both languages, from sitemap.xml."""
        root = ElementTree.fromstring((self.folder / "sitemap.xml").read_bytes())
        return [
            Listed(
                str(entry.findtext(f"{_SITEMAP}loc")),
                {
                    link.attrib["hreflang"]: link.attrib["href"]
                    for link in entry.iter("{http://www.w3.org/1999/xhtml}link")
                },
            )
            for entry in root.iter(f"{_SITEMAP}url")
        ]

    @cached_property
    def allowed(self) -> list[str]:
        """What only looks private, by the site's own timeline."""
        loaded = load.load(inputs.read_folder(PROJECT / "timeline", prefix="timeline/"))
        return [item.text for item in loaded.timeline.allowed.values()]

    @cached_property
    def events(self) -> list[dict[str, Any]]:
        """The events of /api/v1/events.json."""
        events: list[dict[str, Any]] = json.loads((self.folder / "api/v1/events.json").read_text())["events"]
        return events

    def lang(self, url: str) -> str:
        """The language that a page at this address must be in."""
        return "en" if url.startswith(f"{self.url}en/") else "nl"

    def file(self, url: str) -> Path:
        """The file that a web server shows at this address (without query and fragment)."""
        path = self.folder / url.removeprefix(self.url)
        return path / "index.html" if url.endswith("/") else path


def environment(**values: str) -> dict[str, str]:
    """This process's environment with the build's own settings replaced by `values`."""
    own = {"SITE_URL", "REPO_URL", "SECURITY_CONTACT", "SOURCE_DATE_EPOCH", "LANG", "LC_ALL", "LC_MESSAGES"}
    return {**{name: value for name, value in os.environ.items() if name not in own}, **values}


def command(*arguments: str | Path) -> list[str]:
    """The command line as a person types it."""
    return [sys.executable, str(PROJECT / "build_timeline.py"), *map(str, arguments)]


def make(site: Path, build: Path, *, engine: str = "mkdocs", **values: str) -> None:
    """Build the real history into `site`, with `values` as the environment."""
    done = subprocess.run(
        command("build", "--build", build, "--site", site, "--engine", engine),
        env=environment(SOURCE_DATE_EPOCH=EPOCH, **values),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@contextmanager
def running(web: http.server.ThreadingHTTPServer) -> Iterator[int]:
    """Run a server, and give its port."""
    thread = threading.Thread(target=web.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield web.server_port
    finally:
        web.shutdown()
        thread.join()
        web.server_close()


def below(prefix: str, site: Path) -> http.server.ThreadingHTTPServer:
    """A server that shows `site` at the path `prefix`, and nothing anywhere else, as a host of many projects does.

    Like a public host, and unlike the project's own server, it lets a browser keep what it has.
    """

    class Handler(http.server.SimpleHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def end_headers(self) -> None:
            self.send_header("Cache-Control", "max-age=3600")
            super().end_headers()

        def translate_path(self, path: str) -> str:
            if not path.startswith(prefix):
                return os.devnull + "/nothing"
            return super().translate_path("/" + path.removeprefix(prefix))

        def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
            if code != HTTPStatus.NOT_FOUND:
                super().send_error(code, message, explain)
                return
            data = (site / "404.html").read_bytes()
            self.send_response(code)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the base class calls it so
            pass

    def handler(*arguments: Any) -> Handler:
        return Handler(*arguments, directory=str(site))

    return http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
