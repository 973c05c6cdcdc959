"""One finished page: its addresses, its ids and the words that a reader sees.

A scanner for what well-made HTML holds (WHATWG HTML, 13.1), twice as fast as the standard library's parser and
stricter: a page that is not wholly tags, comments and text is unreadable, where a browser would guess.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from itertools import groupby
from operator import itemgetter

# Possessive throughout: nothing is ever tried twice, so no page is slow.
_QUOTED = r"""[^"'>]*+(?:(?:"[^"]*+"|'[^']*+')[^"'>]*+)*+"""
_TOKEN = re.compile(
    rf"""
      (?P<text>[^<]++)
    | </(?P<end>[a-z][a-z0-9-]*+)\s*+>
    | <(?P<raw>script|style)\b(?P<raw_attributes>{_QUOTED})>(?s:.*?)</(?P=raw)\s*+>
    | <(?P<start>(?!(?:script|style)\b)[a-z][a-z0-9-]*+)(?P<attributes>{_QUOTED})>
    | <!--(?s:.*?)-->
    | <!doctype\b[^>]*+>
    | (?P<bad><)
    """,
    re.IGNORECASE | re.VERBOSE,
)
_ATTRIBUTE = re.compile(r"""([^\s"'>/=]++)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'=<>`]++)))?+""")
# A whole address in a link with rel=noopener was given by a contributor: where it leads is no matter of the build.
_WEB = re.compile(r"https?:", re.IGNORECASE)
# What other sites are told of a page (https://ogp.me) is as good as a link.
_SHARED = re.compile(r'\bproperty="og:(?:url|image)"')
_REFRESH = re.compile(r"\s*[0-9]+\s*;\s*url=(.*)", re.IGNORECASE | re.DOTALL)

# What stands in one of these belongs to the word beside it; every other tag begins a text of its own.
_INLINE = frozenset({"a", "abbr", "b", "bdi", "cite", "code", "dfn", "em", "i", "mark", "q", "s", "small", "span",
                     "strong", "sub", "sup", "time", "u", "wbr"})  # fmt: skip
_ADDRESSES = frozenset({"href", "src"})
_READ_ALOUD = frozenset({"alt", "title", "aria-label", "placeholder", "content"})
_BREAK = "\0"
_EMPTY = frozenset({"br", "hr", "img", "input", "wbr"})
_SAYS_NOTHING = frozenset({"dt", "svg"})
_LANG = re.compile(r'\slang="([^"]*)"')


class Unreadable(Exception):
    """What stands at `offset` (in characters from 0) is no tag, comment or text."""

    def __init__(self, offset: int) -> None:
        super().__init__(offset)
        self.offset = offset


@dataclass(frozen=True, slots=True)
class Passage:
    """A text that stands together, as `Page.texts` are; `lang` is its language where an element names one."""

    text: str
    lang: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What stands on a page, in its order. `texts` are without markup, with single blanks; attributes that are read
    aloud are among them."""

    addresses: tuple[str, ...]
    ids: tuple[str, ...]
    texts: tuple[str, ...]


def read(source: str) -> Page:
    """Read one page. Raises Unreadable."""
    addresses: list[str] = []
    ids: list[str] = []
    words: list[str] = []
    for token in _TOKEN.finditer(source):
        kind = token.lastgroup
        if kind == "bad":
            raise Unreadable(token.start())
        if kind == "text":
            words.append(token[0])
        elif kind == "end":
            if token["end"].lower() not in _INLINE:
                words.append(_BREAK)
        elif kind in {"attributes", "raw_attributes"}:
            name = (token["start"] or token["raw"]).lower()
            if name not in _INLINE:
                words.append(_BREAK)
            found = _attributes(name, token["attributes"] or token["raw_attributes"] or "")
            addresses += found.addresses
            ids += found.ids
            words += found.texts
    return Page(addresses=tuple(addresses), ids=tuple(ids), texts=tuple(_texts(words)))


def passages(source: str) -> Iterator[Passage]:
    """Yield the texts of a piece of a page that tell something: no drawings, and no names of facts (`dt`).

    Every element that is begun is ended in the piece. Raises Unreadable.
    """
    opened: list[tuple[str, str | None]] = []
    hidden = 0
    words: list[tuple[str, str | None]] = []
    for token in _TOKEN.finditer(source):
        lang = opened[-1][1] if opened else None
        if token["bad"]:
            raise Unreadable(token.start())
        if token["text"] and not hidden:
            words.append((token["text"], lang))
        elif token["start"]:
            name, attributes = token["start"].lower(), token["attributes"]
            if name not in _INLINE:
                words.append((_BREAK, None))
            if name in _EMPTY or attributes.endswith("/"):
                continue
            found = _LANG.search(attributes)
            hidden += name in _SAYS_NOTHING
            opened.append((name, found[1] if found else lang))
        elif token["end"]:
            name = opened.pop()[0]
            if name not in _INLINE:
                words.append((_BREAK, None))
            hidden -= name in _SAYS_NOTHING
    for lang, together in groupby(words, key=itemgetter(1)):
        for text in _texts([word for word, _lang in together]):
            if any(map(str.isalnum, text)):
                yield Passage(text, lang)


def _texts(words: list[str]) -> Iterator[str]:
    for text in "".join(words).split(_BREAK):
        if plain := " ".join(unescape(text).split()):
            yield plain


@lru_cache(maxsize=4096)
def _attributes(name: str, source: str) -> Page:
    """What one tag adds to its page; the same tags come back on every page."""
    addresses, ids, texts = [], [], []
    away = "noopener" in source
    for key, *values in _ATTRIBUTE.findall(source):
        key, value = key.lower(), unescape("".join(values))
        if key == "id":
            ids.append(value)
        elif key in _ADDRESSES and not (away and _WEB.match(value)):
            addresses.append(value)
        elif key in _READ_ALOUD and value:
            texts.append(f"{_BREAK}{value}{_BREAK}")
        if name == "meta" and (refresh := _REFRESH.fullmatch(value)):
            addresses.append(refresh[1])
        elif name == "meta" and key == "content" and _SHARED.search(source):
            addresses.append(value)
        if value.startswith(("mailto:", "tel:")):
            texts.append(f"{_BREAK}{value.partition(':')[2]}{_BREAK}")
    return Page(addresses=tuple(addresses), ids=tuple(ids), texts=tuple(texts))
