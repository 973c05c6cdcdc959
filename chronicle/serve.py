"""Shows the site on this machine, and builds it again when a file is saved."""

import http.server
import sys
import threading
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

# Editors save in several steps; one build serves them all.
_QUIET_SECONDS = 0.3
_CHANGES = {"created", "modified", "moved", "deleted"}


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Serves files without a word, with the site's own page for what is not there, and never from a cache."""

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the base class calls it so
        """Say nothing: a line for each file would hide what the build says."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != http.HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        data = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)


class _Watcher(FileSystemEventHandler):
    def __init__(self, changed: threading.Event) -> None:
        self.changed = changed

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type in _CHANGES and not event.is_directory:
            self.changed.set()


def server(site: Path, port: int) -> http.server.ThreadingHTTPServer:
    """Make a server for `site` at 127.0.0.1; port 0 takes a free one. Raises OSError when the port is taken."""
    return http.server.ThreadingHTTPServer(("127.0.0.1", port), partial(_Handler, directory=str(site)))


def serve(site: Path, port: int, watched: Iterable[Path], rebuild: Callable[[], object]) -> None:
    """Serve `site` until interrupted, and call `rebuild` after each change below `watched`."""
    changed = threading.Event()
    observer = Observer()
    for folder in watched:
        observer.schedule(_Watcher(changed), str(folder), recursive=True)
    web = server(site, port)
    threading.Thread(target=web.serve_forever, daemon=True).start()
    observer.start()
    print(f"http://127.0.0.1:{web.server_port}/  (Ctrl-C: stop)", file=sys.stderr, flush=True)
    try:
        while True:
            changed.wait()
            while changed.is_set():
                changed.clear()
                threading.Event().wait(_QUIET_SECONDS)
            rebuild()
    finally:
        observer.stop()
        web.shutdown()
