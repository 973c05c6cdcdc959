"""Shows the site on this machine, and builds it again when a file is saved."""

import http.server
import io
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver
from watchdog.observers.polling import PollingObserver

from chronicle import inputs, live
from chronicle.problems import Lang

# Editors save in several steps, and several files at once; one build serves them all. What never rests is not awaited.
_QUIET_SECONDS, _LONGEST_SECONDS = 0.15, 2.0
_CHANGES = {"created", "modified", "moved", "deleted"}
# A page of somebody else may have its own name lead to this machine (DNS rebinding) and read what is here.
_NAMES = {"127.0.0.1", "localhost"}
_STRANGER = "Deze server toont alleen http://127.0.0.1/. This server only shows http://127.0.0.1/.\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of a build: whether there is a new site, and if not what is to be shown, or why to stop (`status`)."""

    good: bool
    trouble: Mapping[str, Any] | None = None
    status: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """What to follow: everything below `folders`, and single `files`."""

    folders: Sequence[Path]
    files: Sequence[Path] = ()

    def stamps(self) -> dict[str, tuple[int, ...]]:
        """Tell one state of the files from another."""
        found: dict[str, tuple[int, ...]] = {}
        for path in (*self.folders, *self.files):
            found |= inputs.stamps(path)
        return found


class _Server(http.server.ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ARG002  the base class calls it so
        """A page that was left while it was loading is no error; what is one, is told in a line."""
        error = sys.exception()
        if not isinstance(error, ConnectionError):
            print(f"build_timeline.py: {type(error).__name__}: {error}", file=sys.stderr, flush=True)


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Serves files without a word, with the site's own page for what is not there, and never from a cache."""

    def __init__(self, *arguments: Any, board: live.Board | None, directory: str) -> None:
        self.board = board
        super().__init__(*arguments, directory=directory)

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the base class calls it so
        """Say nothing: a line for each file would hide what the build says."""

    def send_head(self) -> BinaryIO | None:
        """Answer with a page, and our script in it; with what the script asks for; or with a file as it is."""
        address = urlsplit(self.path).path
        if not self._knows_us():
            return self._give(_STRANGER.encode(), "text/plain; charset=utf-8", HTTPStatus.FORBIDDEN)
        if address == live.STATE and self.board:
            return self._give(self.board.state(), "application/json")
        if address == live.SCRIPT:
            script = Path(live.__file__).with_suffix(".js").read_bytes()
            return self._give(script, "text/javascript; charset=utf-8")
        # Asked before the page is read: if the site is exchanged in between, the page is loaded once more, not less.
        site = self.board.site if self.board else None
        # Nobody wants to hear that nothing changed.
        del self.headers["If-Modified-Since"]
        path = Path(self.translate_path(address))
        if path.is_dir() and address.endswith("/"):
            path /= "index.html"
        elif address.endswith("/") or not path.exists():
            return self._missing(site)
        if path.suffix != ".html":
            return super().send_head()
        try:
            page = path.read_bytes()
        except OSError:
            return self._missing(site)
        return self._page(page, site)

    def _knows_us(self) -> bool:
        hosts = self.headers.get_all("Host", [])
        return len(hosts) == 1 and hosts[0].rpartition(":")[0 if ":" in hosts[0] else 2].lower() in _NAMES

    def _missing(self, site: str | None) -> BinaryIO | None:
        folder = Path(self.directory)
        if not (folder / "index.html").is_file():
            page = live.waiting("en" if self.path.startswith("/en/") else "nl")
            return self._page(page, site, HTTPStatus.SERVICE_UNAVAILABLE)
        try:
            page = (folder / "404.html").read_bytes()
        except OSError:
            page = b""
        return self._page(page, site, HTTPStatus.NOT_FOUND)

    def _page(self, page: bytes, site: str | None, status: HTTPStatus = HTTPStatus.OK) -> BinaryIO:
        followed = page if site is None else live.with_script(page, site)
        return self._give(followed, "text/html; charset=utf-8", status)

    def _give(self, data: bytes, media: str, status: HTTPStatus = HTTPStatus.OK) -> BinaryIO:
        self.send_response(status)
        self.send_header("Content-Type", media)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        return io.BytesIO(data)


class _Watcher(FileSystemEventHandler):
    def __init__(self, changed: threading.Event, only: Sequence[Path] = ()) -> None:
        self.changed = changed
        self.only = {str(path) for path in only}

    def on_any_event(self, event: FileSystemEvent) -> None:
        names = {str(event.src_path), str(event.dest_path)}
        if event.event_type in _CHANGES and (names & self.only or not self.only):
            self.changed.set()


def server(site: Path, port: int, board: live.Board | None = None) -> http.server.ThreadingHTTPServer:
    """Make a server for `site` at 127.0.0.1; port 0 takes a free one. Raises OSError when the port is taken.

    With a `board`, pages follow what is put up there.
    """
    return _Server(("127.0.0.1", port), partial(_Handler, board=board, directory=str(site)))


def serve(site: Path, port: int, watched: Watched, rebuild: Callable[[str], Outcome], lang: Lang) -> int:
    """Serve `site` until interrupted; build at once, and after each change of what is `watched`.

    `rebuild` gets the site's address. Gives an exit status only when the first build failed over what saving a file
    cannot mend. Raises OSError when the port is taken.
    """
    changed, board = threading.Event(), live.Board(site=_name(site))
    with server(site, port, board) as web:
        threading.Thread(target=web.serve_forever, daemon=True).start()
        observer = _observer(watched, changed)
        try:
            return _follow(_Work(site, f"http://127.0.0.1:{web.server_port}/", board, watched, rebuild), changed, lang)
        finally:
            observer.stop()
            web.shutdown()


@dataclass(frozen=True, slots=True)
class _Work:
    site: Path
    url: str
    board: live.Board
    watched: Watched
    rebuild: Callable[[str], Outcome]

    def do(self) -> Outcome:
        outcome = self.rebuild(self.url)
        self.board.set(_name(self.site), outcome.trouble)
        return outcome


def _follow(work: _Work, changed: threading.Event, lang: Lang) -> int:
    built = work.watched.stamps()
    first = work.do()
    if first.status is not None:
        return first.status
    print(f"{work.url}  (Ctrl-C: stop)", file=sys.stderr, flush=True)
    while True:
        # What was saved during the build may have been read already, or not; events tell it in either case.
        if (now := work.watched.stamps()) == built:
            changed.wait()
            _wait_for_quiet(changed)
            if (now := work.watched.stamps()) == built:
                continue
        built, began = now, time.monotonic()
        if work.do().good:
            seconds = f"{time.monotonic() - began:.1f}"
            said = f"vernieuwd in {seconds.replace('.', ',')} s" if lang == "nl" else f"renewed in {seconds} s"
            print(f"{work.url}  {said}", file=sys.stderr, flush=True)


def _wait_for_quiet(changed: threading.Event) -> None:
    end = time.monotonic() + _LONGEST_SECONDS
    while changed.is_set() and time.monotonic() < end:
        changed.clear()
        threading.Event().wait(_QUIET_SECONDS)
    changed.clear()


def _observer(watched: Watched, changed: threading.Event) -> BaseObserver:
    try:
        return _started(Observer(), watched, changed)
    except OSError:
        # The system announces no more to us (inotify's limits, folders of another machine): the files are looked at.
        return _started(PollingObserver(), watched, changed)


def _started(observer: BaseObserver, watched: Watched, changed: threading.Event) -> BaseObserver:
    for folder in watched.folders:
        observer.schedule(_Watcher(changed), str(folder), recursive=True)
    for folder in {file.parent for file in watched.files}:
        only = [file for file in watched.files if file.parent == folder]
        observer.schedule(_Watcher(changed, only), str(folder), recursive=False)
    observer.start()
    return observer


def _name(site: Path) -> str:
    """Name the site that is in the folder now; empty when there is none."""
    try:
        found = site.stat()
    except OSError:
        return ""
    return f"{found.st_ino:x}-{found.st_mtime_ns:x}"
