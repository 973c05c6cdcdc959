"""Debian's Firefox as it is, and pages in it; what does the same as Playwright's is called the same.

Playwright itself needs a Firefox of its own make, or one that is newer than Debian's.
"""

import base64
import json
import os
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.browser.bidi import Refused, Session
from tools import ensure_firefox

_PATIENCE = 60.0
_ASKED, _ANSWERED, _FAILED = "network.beforeRequestSent", "network.responseCompleted", "network.fetchError"
_SAID = "log.entryAdded"
# Nothing in it waits: where scripts are off, nothing that is put off is ever done.
_CALL = "(given) => JSON.stringify((FUNCTION)(...JSON.parse(given)) ?? null)"
_AIM = """(selector) => {
  const found = [...document.querySelectorAll(selector)].find((element) => element.checkVisibility())
  found.scrollIntoView({block: "center", inline: "center", behavior: "instant"})
  return found
}"""


@cache
def _executable() -> str:
    path = ensure_firefox.find()
    if path is None:
        pytest.fail(ensure_firefox.FAILED, pytrace=False)  # not a skip: a skipped test tells nothing
    return path


@contextmanager
def open_firefox(folder: Path, settings: Mapping[str, bool | int]) -> Iterator[Session]:
    """Start Firefox with a profile of its own in `folder`, and with `settings` (the names of about:config)."""
    profile = folder / "profile"
    profile.mkdir()
    lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in settings.items()]
    (profile / "user.js").write_text("".join(lines), encoding="utf-8")
    command = [_executable(), "--headless", "--no-remote", "--profile", str(profile), "--remote-debugging-port=0"]
    with (folder / "said.txt").open("w") as said:
        # A home of its own: in one that belongs to somebody else Firefox does not start, and a real one is not ours.
        process = subprocess.Popen(
            command, env={**os.environ, "HOME": str(folder)}, stdin=subprocess.DEVNULL, stdout=said, stderr=said,
            start_new_session=True,
        )  # fmt: skip
    try:
        session = Session(_port(process, folder))
        session.ask("session.subscribe", events=[_ASKED, _ANSWERED, _FAILED, _SAID])
        yield session
        session.close()
        process.wait(_PATIENCE)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _port(process: "subprocess.Popen[bytes]", folder: Path) -> int:
    """Wait until Firefox has written down where it listens."""
    place = folder / "profile" / "WebDriverBiDiServer.json"
    end = time.monotonic() + _PATIENCE
    while not (place.exists() and (text := place.read_text(encoding="utf-8")).endswith("}")):
        said = (folder / "said.txt").read_text(errors="replace")
        assert process.poll() is None, said
        assert time.monotonic() < end, said
        time.sleep(0.05)
    return int(json.loads(text)["ws_port"])


@dataclass(frozen=True, slots=True)
class Page:
    """A tab. With `sandbox`, what is asked of it runs beside its own scripts: also where those are off."""

    session: Session
    context: str
    sandbox: bool

    def goto(self, url: str) -> None:
        """Go to an address, and wait until everything of it is there."""
        self.session.ask("browsingContext.navigate", context=self.context, url=url, wait="complete")

    def evaluate(self, function: str, *arguments: Any) -> Any:
        """Call a function in the page with what JSON can hold, and give what it gives."""
        return json.loads(self._call(_CALL.replace("FUNCTION", function), json.dumps(arguments))["value"])

    def _call(self, function: str, argument: str) -> dict[str, Any]:
        answer = self.session.ask(
            "script.callFunction",
            functionDeclaration=function,
            arguments=[{"type": "string", "value": argument}],
            target={"context": self.context, **({"sandbox": "tests"} if self.sandbox else {})},
            awaitPromise=False,
        )
        assert answer["type"] == "success", f"{answer['exceptionDetails']['text']}: {function} {argument}"
        result: dict[str, Any] = answer["result"]
        return result

    def wait_for(self, function: str, *arguments: Any) -> Any:
        """Wait until a function gives something true, and give that."""
        end = time.monotonic() + _PATIENCE
        while not (found := self._try(function, *arguments)):
            assert time.monotonic() < end, f"not in {_PATIENCE} s: {function} {arguments}"
            time.sleep(0.05)
        return found

    def _try(self, function: str, *arguments: Any) -> Any:
        try:
            return self.evaluate(function, *arguments)
        except Refused:
            return None  # The page is just being left.

    def click(self, selector: str) -> None:
        """Click in the middle of the first element that fits `selector` and is seen, with a pointer."""
        self.wait_for(
            "(it) => [...document.querySelectorAll(it)].some((element) => element.checkVisibility())", selector
        )
        element = {"sharedId": self._call(_AIM, selector)["sharedId"]}
        self._act(
            "pointer",
            {"type": "pointerMove", "x": 0, "y": 0, "origin": {"type": "element", "element": element}},
            {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0},
        )

    def type(self, words: str) -> None:
        """Type into what has the focus, key by key."""
        self._act("key", *({"type": kind, "value": letter} for letter in words for kind in ("keyDown", "keyUp")))

    def _act(self, kind: str, *actions: dict[str, Any]) -> None:
        source = {"type": kind, "id": kind, "actions": actions}
        self.session.ask("input.performActions", context=self.context, actions=[source])

    def size(self, width: int, height: int) -> None:
        """Make the page so wide and high."""
        viewport = {"width": width, "height": height}
        self.session.ask("browsingContext.setViewport", context=self.context, viewport=viewport)

    def printed(self) -> bytes:
        """The page as it comes out of a printer, on A4: a PDF."""
        paper = {"width": 21.0, "height": 29.7}
        return base64.b64decode(self.session.ask("browsingContext.print", context=self.context, page=paper)["data"])

    @property
    def url(self) -> str:
        """The address that the browser shows."""
        return str(self.session.ask("browsingContext.getTree", root=self.context)["contexts"][0]["url"])

    def _heard(self, *names: str) -> list[dict[str, Any]]:
        """What the browser told of this page."""
        heard = [params for name, params in self.session.events if name in names]
        return [params for params in heard if params.get("source", params)["context"] == self.context]

    def settle(self) -> None:
        """Wait until no request is on its way."""
        end = time.monotonic() + _PATIENCE
        while pending := self._pending():
            assert time.monotonic() < end, f"no answer in {_PATIENCE} s: {pending}"
            time.sleep(0.05)

    def _pending(self) -> set[str]:
        # What happened before this question comes before its answer.
        self.session.ask("browsingContext.getTree", root=self.context)
        ended = {params["request"]["request"] for params in self._heard(_ANSWERED, _FAILED)}
        asked = {params["request"]["request"]: params["request"]["url"] for params in self._heard(_ASKED)}
        return {url for request, url in asked.items() if request not in ended}

    def requests(self) -> list[str]:
        """Every address that the page asked for, what was there already included."""
        return [params["request"]["url"] for params in self._heard(_ASKED)]

    def troubles(self) -> list[str]:
        """What went wrong: errors and warnings, also of the policy, and requests without a good answer."""
        said = [params for params in self._heard(_SAID) if params["level"] in {"error", "warn"}]
        failed = [
            params for params in self._heard(_FAILED) if params["errorText"] != "NS_BINDING_ABORTED"
        ]  # it was left
        bad = [params for params in self._heard(_ANSWERED) if params["response"]["status"] >= 400]
        return [
            *(f"console {params['level']}: {params['text']}" for params in said),
            *(f"failed request: {params['request']['url']}: {params['errorText']}" for params in failed),
            *(f"status {params['response']['status']}: {params['request']['url']}" for params in bad),
        ]


@contextmanager
def open_page(session: Session, *, sandbox: bool = False) -> Iterator[Page]:
    """Open a tab that knows nothing of any other."""
    user = session.ask("browser.createUserContext")["userContext"]
    session.events.clear()
    page = Page(session, session.ask("browsingContext.create", type="tab", userContext=user)["context"], sandbox)
    page.size(1280, 1024)
    yield page
    session.ask("browser.removeUserContext", userContext=user)
