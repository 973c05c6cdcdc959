"""What a test needs to look into pages: Markdown as the engine reads it, and the elements in it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

import markdown
import yaml

_VOID = {"base", "br", "hr", "img", "input", "link", "meta", "wbr"}


@dataclass(slots=True)
class Element:
    """An element: its name, its attributes and what stands in it, texts and elements in their order."""

    name: str
    attributes: Mapping[str, str | None] = field(default_factory=dict)
    inside: list["Element | str"] = field(default_factory=list)

    def all(self, name: str = "", **attributes: str) -> list["Element"]:
        """The elements below this one with that name and those attributes (`data_event` for `data-event`)."""
        wanted = {key.rstrip("_").replace("_", "-"): value for key, value in attributes.items()}
        return [
            one
            for one in self.walk()
            if name in ("", one.name) and all(one.attributes.get(key) == value for key, value in wanted.items())
        ]

    def one(self, name: str = "", **attributes: str) -> "Element":
        """The one element with that name and those attributes."""
        (found,) = self.all(name, **attributes)
        return found

    def walk(self) -> Iterator["Element"]:
        """Every element below this one, in the order of the page."""
        for child in self.inside:
            if isinstance(child, Element):
                yield child
                yield from child.walk()

    @property
    def text(self) -> str:
        """What a reader sees, blanks folded."""
        return " ".join(self._text().split())

    def _text(self) -> str:
        return "".join(child if isinstance(child, str) else child._text() for child in self.inside)

    def outline(self) -> list[tuple[str, tuple[str, ...]]]:
        """The elements with the names of their attributes: what a page is made of, whatever it says."""
        return [(one.name, tuple(one.attributes)) for one in self.walk()]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("")
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        made = Element(tag, dict(attrs))
        self.open[-1].inside.append(made)
        if tag not in _VOID:
            self.open.append(made)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].inside.append(Element(tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].name == tag, f"</{tag}> closes <{self.open[-1].name}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].inside.append(data)

    def handle_comment(self, data: str) -> None:
        self.open[-1].inside.append(Element("!comment", {"says": data}))

    def handle_decl(self, decl: str) -> None:
        self.open[-1].inside.append(Element("!declaration", {"says": decl}))

    def handle_pi(self, data: str) -> None:
        self.open[-1].inside.append(Element("!instruction", {"says": data}))


def parsed(markup: str) -> Element:
    """The elements of an HTML text. Every element must be closed where it belongs."""
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    assert reader.open == [reader.root], f"<{reader.open[-1].name}> is never closed"
    return reader.root


@dataclass(frozen=True, slots=True)
class Page:
    """A page as the engine reads it: its front matter, its Markdown, and the elements that come of that."""

    front: Mapping[str, Any]
    markdown: str
    root: Element


def read(data: bytes) -> Page:
    """Read a Markdown file the way MkDocs does, with the extensions it switches on by itself."""
    text = data.decode()
    assert text.startswith("---\n")
    front, body = text.removeprefix("---\n").split("\n---\n", 1)
    made = markdown.markdown(body, extensions=["toc", "tables", "fenced_code"])
    return Page(yaml.safe_load(front), body, parsed(made))
