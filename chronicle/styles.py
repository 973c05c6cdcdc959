"""Takes from the theme's style sheets what a page of this site can use: the rest is four fifths of them."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any

import tinycss2

NAME = "assets/material.css"
# In this order: the colours stand on the rest.
_SHEETS = ("main.", "palette.")
# Every class of the theme that its templates, as we fill them, give to an element, and those that a browser's state or
# our script gives. Contributed text brings none: of the Markdown extensions only tables are on.
CLASSES = frozenset(
    (
        "js", "no-js", "md-container", "md-content", "md-content__inner", "md-dialog", "md-dialog__inner", "md-grid",
        "md-header", "md-header__button", "md-header__inner", "md-header__option", "md-icon", "md-main",
        "md-main__inner", "md-option", "md-overlay", "md-skip", "md-toggle", "md-typeset",
    )
)  # fmt: skip
# What a page may have in these attributes; other attributes are not looked at.
ATTRIBUTES: Mapping[str, frozenset[str]] = {
    "dir": frozenset({"ltr"}),
    "data-md-color-scheme": frozenset({"default", "slate"}),
    "data-md-color-primary": frozenset({"custom"}),
    "data-md-color-accent": frozenset({"custom"}),
}
_HOLD_RULES = frozenset({"media", "supports"})

_Nodes = list[Any]


class MissingSheet(Exception):
    """The theme has no style sheet whose name begins with `start`."""

    def __init__(self, start: str) -> None:
        super().__init__(start)
        self.start = start


def used(sheets: Mapping[str, bytes], ours: Iterable[bytes], *, credit: str) -> bytes:
    """Give one style sheet with the rules of the theme's `sheets` (by file name) that fit a page of this site.

    `ours` are the site's own style sheets, which may use the theme's custom properties; `credit` names the theme, its
    version, its licence and who holds the rights.
    Raises MissingSheet.
    """
    rules: _Nodes = []
    for start in _SHEETS:
        names = sorted(name for name in sheets if name.startswith(start) and name.endswith(".css"))
        if not names:
            raise MissingSheet(start)
        for name in names:
            rules += _parse(tinycss2.parse_stylesheet, sheets[name].decode())
    asked = _asked(sheet.decode() for sheet in ours)
    kept, before = "".join(_rules(rules, None)), ""
    # A property may be asked for by one that nobody asks for.
    while kept != before:
        kept, before = "".join(_rules(_parse(tinycss2.parse_stylesheet, kept), asked | _asked([kept]))), kept
    return f"/* From {credit}: the rules that this site uses. */\n{kept}\n".encode()


def _parse(parser: Callable[..., _Nodes], what: str | _Nodes) -> _Nodes:
    return parser(what, skip_comments=True, skip_whitespace=True)


def _asked(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(name for text in texts for name in re.findall(r"var\(\s*(--[\w-]+)", text))


def _rules(rules: _Nodes, asked: Collection[str] | None) -> Iterator[str]:
    """Yield what fits of `rules`; of the theme's custom properties only those that are `asked` for, or all (None)."""
    for rule in rules:
        if rule.type == "qualified-rule":
            selectors = [one for one in _split(rule.prelude) if _fits(one)]
            inner = ";".join(_declarations(rule.content, asked))
            if selectors and inner:
                yield f"{','.join(map(_text, selectors))}{{{inner}}}"
        elif rule.type == "at-rule" and rule.lower_at_keyword in _HOLD_RULES:
            if inner := "".join(_rules(_parse(tinycss2.parse_rule_list, rule.content), asked)):
                yield f"@{rule.at_keyword} {_text(rule.prelude)}{{{inner}}}"
        elif rule.type == "at-rule" and rule.lower_at_keyword != "charset":
            yield _text([rule])


def _declarations(content: _Nodes, asked: Collection[str] | None) -> Iterator[str]:
    """Yield a rule's declarations. Most custom properties are pictures, written out."""
    for one in _parse(tinycss2.parse_blocks_contents, content):
        if asked is None or not one.name.startswith("--md-") or one.name in asked:
            yield f"{one.name}:{_text(one.value)}{'!important' if one.important else ''}"


def _text(nodes: _Nodes) -> str:
    return str(tinycss2.serialize(nodes)).strip()


def _split(nodes: _Nodes) -> list[_Nodes]:
    """Split where commas are; those inside brackets belong to what the brackets hold."""
    parts: list[_Nodes] = [[]]
    for node in nodes:
        if node == ",":
            parts.append([])
        else:
            parts[-1].append(node)
    return parts


def _fits(selector: _Nodes) -> bool:
    """Tell whether a page of this site can have an element that a selector (without commas) means."""
    for before, node in zip([None, *selector], selector, strict=False):
        if node.type == "ident" and before == "." and node.value not in CLASSES:
            return False
        if node.type == "[] block" and not _has(node.content):
            return False
        of_some = node.type == "function" and node.lower_name in {"is", "where", "has"}
        if of_some and not any(map(_fits, _split(node.arguments))):
            return False
    return True


def _has(attribute: _Nodes) -> bool:
    names = [node.value for node in attribute if node.type in {"ident", "string"}]
    if len(names) < 2 or names[0] not in ATTRIBUTES:
        return True
    return names[1] in ATTRIBUTES[names[0]]
