"""One finished page: its addresses, its ids and the words that a reader sees.

A scanner for what well-made HTML holds (WHATWG HTML, 13.1), twice as fast as the standard library's parser and
stricter: a page that is not wholly tags, comments and text is unreadable, where a browser would guess.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape
from typing import NamedTuple

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
# The same tags and comments, as what parts the texts of a page.
_BETWEEN = re.compile(
    rf"""(
        </[a-z][a-z0-9-]*+\s*+>
      | <(?!(?:script|style)\b)[a-z][a-z0-9-]*+{_QUOTED}>
      | <(?:script\b{_QUOTED}>(?s:.*?)</script|style\b{_QUOTED}>(?s:.*?)</style)\s*+>
      | <!--(?s:.*?)-->
      | <!doctype\b[^>]*+>
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_START = re.compile(rf"<([a-z][a-z0-9-]*+)({_QUOTED})>", re.IGNORECASE)
_NAME = re.compile(r"<(?P<name>[a-z][a-z0-9-]*+)(?P<attributes>.*)>\Z", re.IGNORECASE | re.DOTALL)
_ATTRIBUTE = re.compile(r"""([^\s"'>/=]++)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'=<>`]++)))?+""")
# Most links; and what every attribute has in it that adds something to its page.
_PLAIN_LINK = re.compile(r"""<a (?:class="[^"&]*" )?href="([^"&:]+)"(?: (?:class|target)="[^"&:]*")*>""")
_TELLS = re.compile(r"\b(?:id|href|src|alt|title|aria-label|placeholder|content)\b|&|mailto:|tel:", re.IGNORECASE)
# A whole address in a link with rel=noopener was given by a contributor: where it leads is no matter of the build.
_WEB = re.compile(r"https?:", re.IGNORECASE)
# What other sites are told of a page (https://ogp.me) is as good as a link.
_SHARED = re.compile(r'\bproperty="og:(?:url|image)"')
_REFRESH = re.compile(r"\s*[0-9]+\s*;\s*url=(.*)", re.IGNORECASE | re.DOTALL)

# Where an entry of a list begins, on most pages; this tag is none of those that follow here.
ENTRY = "\n<li"
# What stands in one of these belongs to the word beside it; every other tag begins a text of its own.
_INLINE = frozenset({"a", "abbr", "b", "bdi", "cite", "code", "dfn", "em", "i", "mark", "q", "s", "small", "span",
                     "strong", "sub", "sup", "time", "u", "wbr"})  # fmt: skip
_ADDRESSES = frozenset({"href", "src"})
_READ_ALOUD = frozenset({"alt", "title", "aria-label", "placeholder", "content"})
_BREAK = "\0"
_BREAKS = re.compile(r"\s*\0[\s\0]*")
_EMPTY = frozenset({"br", "hr", "img", "input", "wbr"})
_SAYS_NOTHING = frozenset({"dt", "svg"})
_LANG = re.compile(r'\slang="([^"]*)"')


class Unreadable(Exception):
    """What stands at `offset` (in characters from 0) is no tag, comment or text."""

    def __init__(self, offset: int) -> None:
        super().__init__(offset)
        self.offset = offset


class Passage(NamedTuple):
    """A text that stands together, as `Page.texts` are; `lang` is its language where an element names one."""

    text: str
    lang: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What stands on a page, in its order. `texts` are without markup, with single blanks; attributes that are read
    aloud are among them.

    It falls `apart` when each of its entries, which begin where a line begins with `<li`, says by itself what it says
    there: none of them begins within a tag, a script or a comment. That tag parts texts as well.

    It is `literal` when every address stands in it letter for letter, but for `&` and `#`.
    """

    addresses: tuple[str, ...]
    ids: tuple[str, ...]
    texts: tuple[str, ...]
    apart: bool = field(default=False, compare=False)
    literal: bool = field(default=True, compare=False)


def read(source: str) -> Page:
    """Read one page. Raises Unreadable."""
    addresses: list[str] = []
    ids: list[str] = []
    literal = True
    # Texts and what stands between them, in turn.
    pieces = _BETWEEN.split(source)
    words, tags = pieces[::2], pieces[1::2]
    if "<" in "".join(words):
        raise _unreadable(source)
    for index, tag in enumerate(tags):
        said = _said(tag)
        if said is not _NOTHING:
            words[index] += said.texts
            addresses += said.addresses
            ids += said.ids
            literal = literal and said.literal
    return Page(
        addresses=tuple(addresses),
        ids=tuple(ids),
        texts=tuple(_texts("".join(words))),
        apart=ENTRY not in "".join(tags),
        literal=literal,
    )


def _unreadable(source: str) -> Unreadable:
    return Unreadable(next(token.start() for token in _TOKEN.finditer(source) if token["bad"]))


def passages(source: str) -> list[Passage]:
    """Give the texts of a piece of a page that tell something: no drawings, and no names of facts (`dt`).

    Every element that is begun is ended in the piece. Raises Unreadable.
    """
    # Texts and what stands between them, in turn.
    pieces = _BETWEEN.split(source)
    texts, tags = pieces[::2], pieces[1::2]
    if "<" in "".join(texts):
        raise _unreadable(source)
    found: list[Passage] = []
    # The language around each element that is open, and whether it hides what is in it.
    around: list[tuple[str | None, bool]] = []
    hidden = 0
    lang = spoken = None
    said = ""
    for text, (begins, ends, inline, hides, own) in zip(texts, [*map(_tag, tags), _REMARK], strict=True):
        if text and not hidden:
            if lang != spoken and said:
                found += _passage(said, spoken)
                said = ""
            spoken = lang
            said += text
        if begins:
            around.append((lang, hides))
            hidden += hides
            # An element speaks the language of the one around it, unless it names its own.
            lang = own or lang
        elif ends:
            lang, hid = around.pop()
            hidden -= hid
        if not inline and said:
            found += _passage(said, spoken)
            said = ""
    found += _passage(said, spoken)
    return found


def text(source: str) -> str:
    """Give all that is written in a piece of a page, a line break where a tag parts it. Raises Unreadable."""
    pieces = _BETWEEN.split(source)
    if "<" in "".join(pieces[::2]):
        raise _unreadable(source)
    pieces[1::2] = map(_break, pieces[1::2])
    return unescape("".join(pieces))


@lru_cache(maxsize=4096)
def _break(tag: str) -> str:
    return "" if _tag(tag).inline else "\n"


class _Tag(NamedTuple):
    """A tag, as far as it matters to the words around it; `lang` is a language that it names."""

    begins: bool = False
    ends: bool = False
    inline: bool = True
    hides: bool = False
    lang: str | None = None


_REMARK = _Tag()


@lru_cache(maxsize=4096)
def _tag(source: str) -> _Tag:
    # Most that were not met before are links, with nothing to be read in them.
    name = source[1:].partition(" ")[0]
    if name.isalnum() and "lang=" not in source and not source.endswith("/>"):
        return _begun(name)
    if source.startswith("</"):
        return _Tag(ends=True, inline=source[2:-1].strip().lower() in _INLINE)
    found = _NAME.match(source)
    if found is None:
        return _REMARK
    lang = _LANG.search(found["attributes"])
    tag = _begun(found["name"], empty=found["attributes"].endswith("/"))
    return tag._replace(lang=lang[1]) if lang and tag is not _REMARK else tag


@lru_cache(maxsize=256)
def _begun(name: str, *, empty: bool = False) -> _Tag:
    name = name.lower()
    if name in {"script", "style"}:
        return _REMARK
    begins = not empty and name not in _EMPTY
    return _Tag(begins=begins, inline=name in _INLINE, hides=begins and name in _SAYS_NOTHING)


@lru_cache(maxsize=4096)
def _passage(said: str, lang: str | None) -> Sequence[Passage]:
    text = " ".join(unescape(said).split())
    return (Passage(text, lang),) if any(map(str.isalnum, text)) else ()


def _texts(words: str) -> list[str]:
    # Most breaks follow each other. No entity becomes one, and none is written with one in it.
    parted = unescape(_BREAKS.sub(_BREAK, words)).split(_BREAK)
    return [plain for text in parted if (plain := " ".join(text.split()))]


class _Said(NamedTuple):
    """What one tag adds to its page: `texts` with the breaks around them."""

    addresses: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    texts: str = ""
    literal: bool = True


_NOTHING = _Said()
_ENDS = _Said(texts=_BREAK)


@lru_cache(maxsize=16384)
def _said(source: str) -> _Said:
    """Read a tag; the same tags come back on every page."""
    if source.startswith("</"):
        return _NOTHING if source[2:-1].strip().lower() in _INLINE else _ENDS
    if link := _PLAIN_LINK.fullmatch(source):
        return _Said(addresses=(link[1],))
    found = _START.match(source)
    if found is None:
        return _NOTHING
    name, attributes = found[1].lower(), found[2]
    before = "" if name in _INLINE else _BREAK
    if not _TELLS.search(attributes):
        return _ENDS if before else _NOTHING
    return _attributes(name, attributes, before)


def _attributes(name: str, source: str, before: str) -> _Said:
    addresses, ids, texts, literal = [], [], [before], True
    for key, *values in _ATTRIBUTE.findall(source):
        raw = "".join(values)
        key, value = key.lower(), unescape(raw)
        address = _address(name, source, key, value)
        if address is not None:
            addresses.append(address)
            literal = literal and value == raw.replace("&amp;", "&").replace("&#35;", "#")
        if key == "id":
            ids.append(value)
        elif key in _READ_ALOUD and value:
            texts.append(f"{_BREAK}{value}{_BREAK}")
        if value.startswith(("mailto:", "tel:")):
            texts.append(f"{_BREAK}{value.partition(':')[2]}{_BREAK}")
    return _Said(addresses=tuple(addresses), ids=tuple(ids), texts="".join(texts), literal=literal)


def _address(name: str, source: str, key: str, value: str) -> str | None:
    """Give the address in one attribute of a tag with all these attributes."""
    if key in _ADDRESSES:
        return None if "noopener" in source and _WEB.match(value) else value
    if name == "meta" and (refresh := _REFRESH.fullmatch(value)):
        return refresh[1]
    return value if name == "meta" and key == "content" and _SHARED.search(source) else None
