"""Somebody at a terminal, who can be asked."""

import importlib
import io
import sys

from chronicle.problems import harmless


class Terminal:
    """Asks where a person sees it, so that results alone go to standard output; answers come from standard input."""

    def __init__(self) -> None:
        self.present = all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr))
        self._edits = self.present and sys.stdout is not None and sys.stdout.isatty() and _can_edit()
        if self.present and isinstance(sys.stdin, io.TextIOWrapper):
            # A letter in another encoding becomes a mark that is refused like any other wrong answer.
            sys.stdin.reconfigure(errors="replace")

    def ask(self, prompt: str) -> str:
        """Show `prompt` and give what is typed. Raises EOFError when no more comes, KeyboardInterrupt at Ctrl-C."""
        try:
            return self._line(harmless(prompt))
        except (EOFError, KeyboardInterrupt):
            # What is said next begins on a line of its own.
            self.say("")
            raise

    def _line(self, prompt: str) -> str:
        if self._edits:
            return input(prompt)
        print(prompt, end="", file=sys.stderr, flush=True)
        line = sys.stdin.readline()
        if not line:
            raise EOFError
        return line.rstrip("\r\n")

    def say(self, text: str) -> None:
        """Show a line."""
        print(harmless(text), file=sys.stderr)


def _can_edit() -> bool:
    """Make the arrow keys work, and a paste of several lines one answer, where this Python can."""
    try:
        importlib.import_module("readline")
    except ImportError:
        return False
    return True
