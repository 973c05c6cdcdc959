"""Somebody at a terminal, who can be asked."""

import sys


class Terminal:
    """Asks on standard error, so that results alone go to standard output; answers come from standard input."""

    def __init__(self) -> None:
        self.present = sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty()

    def ask(self, prompt: str) -> str:
        """Show `prompt` and give the line that is typed. Raises EOFError when no more comes."""
        print(prompt, end="", file=sys.stderr, flush=True)
        line = sys.stdin.readline()
        if not line:
            raise EOFError
        return line.rstrip("\r\n")

    def say(self, text: str) -> None:
        """Show a line."""
        print(text, file=sys.stderr)
