"""The Markdown of most summaries, read without a parser: paragraphs, lists of one level, emphasis, links to events.

What is read here is made of letters, digits and the signs of sentences, so nothing in it could need escaping; any other
sign, and whatever two readers of Markdown might take differently, is left to the parser. `tests/test_simple_prose.py`
holds both to the same HTML and the same words.
"""

import re
from collections.abc import Callable, Iterator

LinkTo = Callable[[str], str | None]

_LETTERS = r"A-Za-z\u00c0-\u024f\u2018\u2019\u201c\u201d"
_SIGNS = rf"{_LETTERS}0-9 .,;:()%/?!'\u2013\u2014\u2026-"
# Letters and digits alone: whether a star begins or ends an emphasis is then plain from what stands around it.
_SURE = r"A-Za-z0-9\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f"
_RUN = rf"[{_SURE}](?:[{_SIGNS}]*[{_SURE}])?"
_MARKED = (
    rf"(?<![^ (])(?:\*\*(?P<strong>{_RUN})\*\*|\*(?P<em>{_RUN})\*"
    rf"|\[(?P<words>{_RUN})\]\((?P<to>[a-z0-9]+(?:-[a-z0-9]+)*)\))(?![^ .,;:!?)])"
)
_MARK = re.compile(_MARKED)
# A line begins with a letter, as no mark of Markdown does, and ends with what no parser takes away.
_LINE = re.compile(
    rf"[{_LETTERS}](?:[{_SIGNS}]++|{re.sub(r'[?]P<[a-z]+>', '?:', _MARKED)})*+(?<=[{_LETTERS}0-9.,;:!?)*])"
)
_ITEM = "- "
# What an address is made of that stands in an attribute as it is.
_ADDRESS = re.compile(r"[A-Za-z0-9/.:\ue000-]+")

Block = tuple[bool, list[str]]


def html(text: str, link_to: LinkTo) -> str | None:
    """Give `text` as HTML, or None where a parser has to read it. `link_to` is as in `markup.prose_html`."""
    blocks = _blocks(text)
    if blocks is None:
        return None
    addresses: dict[str, str | None] = {}
    for line in (line for _is_list, lines in blocks for line in lines if "[" in line):
        for mark in _MARK.finditer(line):
            if mark["to"] is not None:
                found = addresses[mark["to"]] = link_to(mark["to"])
                if found is not None and not _ADDRESS.fullmatch(found):
                    return None

    def marked(mark: re.Match[str]) -> str:
        kind = mark.lastgroup
        if kind != "to":
            return f"<{kind}>{mark[str(kind)]}</{kind}>"
        address = addresses[mark["to"]]
        return f'<a href="{address}" rel="noopener">{mark["words"]}</a>' if address is not None else mark["words"]

    return "\n".join(_block(is_list, [_MARK.sub(marked, line) for line in lines]) for is_list, lines in blocks)


def words(text: str) -> str | None:
    """Give what a reader sees of `text`, a line for each paragraph and item, or None where a parser has to read it."""
    blocks = _blocks(text)
    if blocks is None:
        return None
    return "\n".join(line for is_list, lines in blocks for line in _seen(is_list, lines))


def _blocks(text: str) -> list[Block] | None:
    """Part the paragraphs and lists, and their lines or items; None where something else stands there."""
    blocks: list[Block] = []
    for part in text.split("\n\n"):
        lines = part.split("\n")
        is_list = part.startswith(_ITEM)
        if is_list:
            # Two lists that only a blank line parts are one, with paragraphs in it.
            if (blocks and blocks[-1][0]) or not all(line.startswith(_ITEM) for line in lines):
                return None
            lines = [line[len(_ITEM) :] for line in lines]
        if not all(map(_LINE.fullmatch, lines)):
            return None
        blocks.append((is_list, lines))
    return blocks


def _block(is_list: bool, lines: list[str]) -> str:
    if is_list:
        return "".join(("<ul>\n", *(f"<li>{line}</li>\n" for line in lines), "</ul>"))
    return "<p>" + "\n".join(lines) + "</p>"


def _seen(is_list: bool, lines: list[str]) -> Iterator[str]:
    plain = [_MARK.sub(lambda mark: mark["words"] or mark["em"] or mark["strong"], line) for line in lines]
    yield from plain if is_list else [" ".join(plain)]
