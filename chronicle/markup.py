"""Untrusted text to safe markup: the one module that decides how a contributor's words become Markdown or HTML.

Plain fields are coded so that no character is special anywhere. The few fields that may hold Markdown are parsed
with everything off but paragraphs, emphasis, lists and links, cleaned by nh3, and written as HTML that no engine
reads again; those that hold nothing but plain words in these are made at once (`simple_prose`).
"""

import html
import json
import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

import nh3
from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.list import list_block
from markdown_it.token import Token

from chronicle import simple_prose, web

_TAGS = {"p", "em", "strong", "ul", "ol", "li", "a"}
_SPECIAL = re.compile(r"[^\w \u0080-\U0010ffff]|_", re.ASCII)
# In HTML that is passed through untouched only these could still mean something to a Markdown or template engine.
_STILL_SPECIAL = re.compile(r"[*_`\[\]{}\\|~$#^]")
_NOTHING_SPECIAL = re.compile(r"[^&<>\"'*_`\[\]{}\\|~$#^]*")
_ENTITY_OR_SPECIAL = re.compile(r"&#?\w+;|" + _STILL_SPECIAL.pattern)
_TAG = re.compile(r"(<[^>]*>)")
_NO_WORD, _BLANKS = re.compile(r"[^\w\s-]"), re.compile(r"[-\s]+")
_NUMBER = re.compile("[0-9]+")
_JSON_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
# A script element ends at `</script`, whatever the JSON in it says; the two line ends are such only in JavaScript.
_BRACKETS = re.compile(r"[\[\]{}]")
_SPECIAL_BUT_BRACKETS = re.compile(r"[<>&'*_`|~$#^\u2028\u2029]")
_SPECIAL_IN_JSON = re.compile(f"{_BRACKETS.pattern}|{_SPECIAL_BUT_BRACKETS.pattern}")
# Made once: `json.dumps` makes another for each call.
_compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_EVENT_ID = re.compile(r"\A[a-z0-9]+(?:-[a-z0-9]+)*\Z", re.ASCII)

LinkTo = simple_prose.LinkTo


def coded(text: str) -> str:
    """Code every ASCII character but letters, digits and blanks, so that `text` is inert in Markdown, HTML and YAML."""
    return _SPECIAL.sub(lambda match: f"&#{ord(match.group())};", " ".join(text.split()))


def prose_html(text: str, link_to: LinkTo) -> str:
    """Turn a little Markdown into safe HTML.

    `link_to` gives an event's address for its id, or None; a link to anything but a known event or a web address
    loses its link and keeps its words.
    """
    simple = simple_prose.html(text, link_to)
    return _parsed_html(text, link_to) if simple is None else simple


def _parsed_html(text: str, link_to: LinkTo) -> str:
    tokens = _parser().parse(text)
    for token in tokens:
        if token.children:
            token.children = _linked(token.children, link_to)
    made = _parser().renderer.render(tokens, _parser().options, {})
    clean = nh3.clean(made, tags=_TAGS, attributes={"a": {"href"}}, url_schemes={"http", "https"}, link_rel="noopener")
    return inert(clean.strip())


def prose_text(text: str) -> str:
    """Give what a reader sees of a little Markdown, as plain text; paragraphs and items are parted by a newline."""
    simple = simple_prose.words(text)
    return _parsed_text(text) if simple is None else simple


def _parsed_text(text: str) -> str:
    blocks = (token.children for token in _parser().parse(text) if token.children is not None)
    return "\n".join("".join(map(_visible, children)) for children in blocks)


def inert(markup: str) -> str:
    """Code what is left in the text between the tags that a Markdown engine could take for markup."""
    parts = _TAG.split(markup)
    return "".join(part if index % 2 else _code_text(part) for index, part in enumerate(parts))


def _code_text(text: str) -> str:
    # `#` may be part of an entity (`&#39;`, `&#x27;`) already.
    return _ENTITY_OR_SPECIAL.sub(_code_one, text)


def _code_one(match: re.Match[str]) -> str:
    return match.group() if len(match.group()) > 1 else f"&#{ord(match.group())};"


def escaped(text: str) -> str:
    """Escape plain text for use in HTML, so that no engine reads it again."""
    # Most texts have nothing to escape; and one that has none of these signs left has no tags to leave alone.
    if _NOTHING_SPECIAL.fullmatch(text):
        return text
    return _code_text(html.escape(text, quote=True))


def slug(text: str) -> str:
    """Give the id that Python-Markdown's contents make of a heading's text; empty when no letter or digit is left."""
    words = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return _BLANKS.sub("-", _NO_WORD.sub("", words).strip().lower())


def json_text(value: object) -> str:
    """Write `value` as JSON in whose strings no character is special in HTML, Markdown or a template."""
    text = _compact(value)
    # Most strings hold no quotation mark and no bracket; then what is special cannot be JSON's own.
    if "\\" not in text and not _BRACKETS.search("".join(text.split('"')[1::2])):
        return _SPECIAL_BUT_BRACKETS.sub(_json_code, text)
    return _JSON_STRING.sub(lambda string: _SPECIAL_IN_JSON.sub(_json_code, string[0]), text)


def _json_code(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    parser = MarkdownIt("zero", {"html": False, "linkify": False, "typographer": False})
    parser.enable(["list", "emphasis", "link", "escape", "entity", "newline", "balance_pairs"])
    parser.block.ruler.at("list", _list, {"alt": ["paragraph", "reference", "blockquote"]})
    # The schemes are decided in `_linked`, where an event's id is told from an address.
    parser.validateLink = _any_scheme  # type: ignore[method-assign]
    return parser


def _list(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """Read a list, unless it would begin with another number than 1: `2009. Een jaar.` is a sentence.

    Nor is one read deeper than the parser goes: there it would leave words out.
    """
    if state.level + 2 >= state.md.options.get("maxNesting", 20):
        return False
    number = _NUMBER.match(state.src, state.bMarks[first] + state.tShift[first])
    # Silent: the parser asks whether a paragraph ends here, as at the next item of a list.
    return (silent or number is None or number.group() == "1") and list_block(state, first, last, silent)


def _any_scheme(url: str) -> bool:  # noqa: ARG001  the parser calls it so
    return True


def _linked(children: Sequence[Token], link_to: LinkTo) -> list[Token]:
    kept: list[Token] = []
    dropped = 0
    for token in children:
        if token.type == "link_open":
            address = str(token.attrGet("href") or "")
            target = link_to(address) if _EVENT_ID.match(address) else address if web.is_address(address) else None
            if target is None:
                dropped += 1
                continue
            token.attrs = {"href": target}
        elif token.type == "link_close" and dropped:
            # Links cannot nest, so the next close belongs to the link that was dropped.
            dropped -= 1
            continue
        kept.append(token)
    return kept


def _visible(token: Token) -> str:
    if token.type in {"softbreak", "hardbreak"}:
        return " "
    return token.content if token.type in {"text", "text_special"} else ""
