"""A page's HTML as a browser without script reads it: links, anchors and text."""

import re
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

_ADDRESSES = {"href", "src", "action", "poster", "data", "cite", "formaction"}
_BLANKS = re.compile(r"\s+")
_UNREAD = {"script", "style", "template"}
# Text goes on through these; every other element begins a line.
_INLINE = {
    "a",
    "abbr",
    "b",
    "bdi",
    "cite",
    "code",
    "em",
    "i",
    "mark",
    "q",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "time",
}


@dataclass
class Document:
    """What a page holds. `links` are (element, rel, address) as written; `follows` the addresses of plain links."""

    ids: list[str] = field(default_factory=list)
    links: list[tuple[str, str, str]] = field(default_factory=list)
    follows: list[str] = field(default_factory=list)
    text: str = ""


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found = Document()
        self.words: list[str] = []
        self.unread = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if "id" in values:
            self.found.ids.append(values["id"])
        for name in sorted(_ADDRESSES & values.keys()):
            self.found.links.append((tag, values.get("rel", ""), values[name].strip()))
        for part in values.get("srcset", "").split(","):
            if part.strip():
                self.found.links.append((tag, "", part.split()[0]))
        if tag == "a" and "href" in values and "hidden" not in values:
            self.found.follows.append(values["href"].strip())
        # What a screen reader says of it is text as well.
        self.words += [f"\n{values[name]}\n" for name in ("alt", "title", "aria-label") if name in values]
        if tag == "meta" and values.get("name") == "description":
            self.words.append(values.get("content", ""))
        self._edge(tag)
        self.unread += tag in _UNREAD

    def handle_endtag(self, tag: str) -> None:
        self.unread -= tag in _UNREAD
        self._edge(tag)

    def _edge(self, tag: str) -> None:
        if tag not in _INLINE:
            self.words.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.unread:
            self.words.append(_BLANKS.sub(" ", data))


@cache
def read(file: Path) -> Document:
    """Read a page of a site that does not change any more."""
    return parse(file.read_text(encoding="utf-8"))


def parse(page: str) -> Document:
    """Read a page."""
    parser = _Parser()
    parser.feed(page)
    parser.close()
    parser.found.text = "".join(parser.words)
    return parser.found
