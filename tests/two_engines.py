"""One page as two engines make it: what of it is compared, and what may differ, with the reason."""

import json
import posixpath
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin

Token = tuple[str, ...]

_ADDRESSES = {"href", "src", "data-search", "data-search-home"}
# What stands between them is kept as it is.
_VERBATIM = {"pre", "script", "style", "textarea"}


class _Reader(HTMLParser):
    """Reads a page into tokens: addresses in full, blanks folded where a browser folds them."""

    def __init__(self, url: str) -> None:
        super().__init__(convert_charrefs=True)
        self.url = url
        self.tokens: list[Token] = []
        self.verbatim = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.verbatim += tag in _VERBATIM
        said = sorted(f"{name}={self._full(name, value or '')}" for name, value in attrs)
        self.tokens.append(("start", tag, *said))

    def handle_endtag(self, tag: str) -> None:
        self.verbatim -= tag in _VERBATIM
        self.tokens.append(("end", tag))

    def handle_data(self, data: str) -> None:
        before = self.tokens.pop()[1] if self.tokens and self.tokens[-1][0] == "text" else ""
        text = before + data
        if not self.verbatim:
            text = re.sub(r"[ \t\r\n\f]+", " ", text)
        self.tokens.append(("text", text))

    def handle_comment(self, data: str) -> None:
        self.tokens.append(("comment", data))

    def handle_decl(self, decl: str) -> None:
        self.tokens.append(("declaration", decl.lower()))

    def _full(self, name: str, value: str) -> str:
        return urljoin(self.url, value) if name in _ADDRESSES else value


def tokens(source: str, url: str) -> list[Token]:
    """Read the page that stands at `url`: its elements with every attribute, and its texts."""
    reader = _Reader(url)
    reader.feed(source)
    reader.close()
    return reader.tokens


def url_of(name: str, site_url: str) -> str:
    """Give the address of a published file."""
    folder, file = posixpath.split(name)
    return site_url + (f"{folder}/" if folder else "") if file == "index.html" else site_url + name


@dataclass(frozen=True, slots=True)
class Difference:
    """What one engine writes and the other does not. `level` makes it the same: from a page's tokens, whichever engine
    made it, it takes what this is about."""

    name: str
    level: Callable[[Sequence[Token]], list[Token]]


def _skip(page: Sequence[Token]) -> list[Token]:
    """Material leads to the page's first heading, and makes no link where Markdown gave none; Zensical to a mark."""
    made: list[Token] = []
    rest = iter(page)
    for token in rest:
        if token[:2] == ("start", "a") and "class=md-skip" in token:
            while next(rest) != ("end", "a"):
                pass
        elif token == ("start", "a", "id=__skip", "tabindex=-1"):
            assert next(rest) == ("end", "a")
        else:
            made.append(token)
    return _joined(made)


def _without(*attributes: str, of: str = "", having: str = "") -> Callable[[Sequence[Token]], list[Token]]:
    def level(page: Sequence[Token]) -> list[Token]:
        return [
            (*token[:2], *(one for one in token[2:] if one not in attributes))
            if token[0] == "start" and of in {"", token[1]} and (not having or having in token)
            else token
            for token in page
        ]

    return level


def _joined(page: Sequence[Token]) -> list[Token]:
    made: list[Token] = []
    for token in page:
        if token[0] == "text" and made and made[-1][0] == "text":
            token = ("text", re.sub(r"[ \t\r\n\f]+", " ", made.pop()[1] + token[1]))
        made.append(token)
    return made


# The names stand in docs/the-day-we-switch.md, each with its reason.
DIFFERENCES = (
    Difference("skip link", _skip),
    Difference("`aria-hidden` of the overlay", _without("aria-hidden=true", of="label", having="class=md-overlay")),
    Difference(
        "`role` of the message box",
        _without("aria-atomic=true", "role=status", of="div", having="class=md-dialog"),
    ),
)


def level(page: Sequence[Token], differences: Sequence[Difference] = DIFFERENCES) -> list[Token]:
    """Take what is known to differ out of a page."""
    made = list(page)
    for difference in differences:
        made = difference.level(made)
    return made


# What the issue asks to be the same, by name, so that a failure says what is lost.


def text(page: Sequence[Token]) -> str:
    """What a reader sees, blanks folded."""
    body = page[page.index(next(token for token in page if token[:2] == ("start", "body"))) :]
    return " ".join(" ".join(token[1] for token in body if token[0] == "text").split())


def headings(page: Sequence[Token]) -> Iterator[tuple[str, str, str]]:
    """Each heading's level, id and words."""
    rest = iter(page)
    for token in rest:
        if token[0] == "start" and re.fullmatch("h[1-6]", token[1]):
            words = ""
            for inside in rest:
                if inside == ("end", token[1]):
                    break
                words += inside[1] if inside[0] == "text" else ""
            yield token[1], next((one for one in token[2:] if one.startswith("id=")), ""), " ".join(words.split())


def links(page: Sequence[Token]) -> list[str]:
    """Where each link, picture, script and style sheet leads, in full and in order."""
    return [one for token in page if token[0] == "start" for one in token[2:] if one.startswith(("href=", "src="))]


def metadata(page: Sequence[Token]) -> list[Token]:
    """What the head says: title, description, canonical address, alternates, Open Graph, policy, JSON-LD."""
    head = page[: page.index(("end", "head"))]
    return [token for token in head if token[0] != "text" or token[1].strip()]


def data(page: Sequence[Token]) -> list[Any]:
    """The JSON-LD."""
    starts = [place for place, token in enumerate(page) if token[1] == "script" and "type=application/ld+json" in token]
    return [json.loads(page[place + 1][1]) for place in starts]
