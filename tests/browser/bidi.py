"""WebDriver BiDi: the W3C's protocol for driving a browser, JSON over a WebSocket, as far as the tests need it.

Firefox speaks it without any other program. One thread asks and listens, so that what is heard has an order.
"""

import base64
import itertools
import json
import os
import socket
import struct
from typing import Any

_PATIENCE = 60.0
# RFC 6455: kinds of frames.
_MORE, _TEXT, _CLOSE, _PING, _PONG = 0, 1, 8, 9, 10


class Refused(Exception):
    """The browser did not do what it was asked."""


class Gone(Exception):
    """The browser is not there any more."""


class Socket:
    """A WebSocket to a port of this machine, for texts (RFC 6455)."""

    def __init__(self, port: int, path: str) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=_PATIENCE)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._stream = self._socket.makefile("rb")
        key = base64.b64encode(os.urandom(16)).decode()
        lines = [
            f"GET {path} HTTP/1.1",
            f"Host: 127.0.0.1:{port}",
            "Connection: Upgrade",
            "Upgrade: websocket",
            "Sec-WebSocket-Version: 13",
            f"Sec-WebSocket-Key: {key}",
        ]
        self._socket.sendall("".join(f"{line}\r\n" for line in [*lines, ""]).encode())
        said = self._stream.readline()
        if said.split()[1:2] != [b"101"]:
            raise Refused(said.decode("latin-1"))
        while self._stream.readline().strip():
            pass

    def send(self, text: str) -> None:
        """Send a text."""
        self._frame(_TEXT, text.encode())

    def _frame(self, kind: int, data: bytes) -> None:
        size = len(data)
        if size < 126:
            head = struct.pack("!BB", 0x80 | kind, 0x80 | size)
        elif size < 65_536:
            head = struct.pack("!BBH", 0x80 | kind, 0x80 | 126, size)
        else:
            head = struct.pack("!BBQ", 0x80 | kind, 0x80 | 127, size)
        # A client must mask what it sends. Firefox hangs up when the mask is nothing but zeros.
        mask = os.urandom(3) + b"\1"
        masked = bytes(byte ^ key for byte, key in zip(data, itertools.cycle(mask), strict=False))
        self._socket.sendall(head + mask + masked)

    def receive(self) -> str:
        """Wait for the next text."""
        data = b""
        while True:
            first, size = self._read(2)
            size &= 0x7F
            if size > 125:
                size = int.from_bytes(self._read(2 if size == 126 else 8), "big")
            frame, kind = self._read(size), first & 0x0F
            if kind == _CLOSE:
                raise Gone("the browser hung up")
            if kind == _PING:
                self._frame(_PONG, frame)
            elif kind in {_MORE, _TEXT}:
                data += frame
                if first & 0x80:
                    return data.decode()

    def _read(self, size: int) -> bytes:
        data = self._stream.read(size)
        if len(data) < size:
            raise Gone
        return data

    def close(self) -> None:
        """Hang up."""
        self._stream.close()
        self._socket.close()


class Session:
    """A conversation with a browser. `events` are what it told of itself: (name, what belongs to it)."""

    def __init__(self, port: int) -> None:
        self._socket = Socket(port, "/session")
        self._numbers = itertools.count(1)
        self.events: list[tuple[str, dict[str, Any]]] = []
        self.ask("session.new", capabilities={})

    def ask(self, method: str, **params: Any) -> dict[str, Any]:
        """Send a command, and wait for its result."""
        number = next(self._numbers)
        self._socket.send(json.dumps({"id": number, "method": method, "params": params}))
        while True:
            message: dict[str, Any] = json.loads(self._socket.receive())
            if message["type"] == "event":
                self.events.append((message["method"], message["params"]))
            elif message["type"] == "error":
                raise Refused(f"{method}: {message['error']}: {message['message']}")
            elif message["id"] == number:
                result: dict[str, Any] = message["result"]
                return result

    def close(self) -> None:
        """Close the browser."""
        try:
            self.ask("browser.close")
        finally:
            self._socket.close()
