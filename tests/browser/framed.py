"""What may stand on a page for a frame: each element with its attributes and what may be in them, and nothing else."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

_WORD = r"[a-z][a-z-]*"
_ID = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_IDS = rf"{_ID}(?: {_ID})*"
_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_DAYS = rf"(?:[0-9]{{4}}(?:-[0-9]{{2}}){{0,2}}|(?:{_DAY})?/(?:{_DAY})?)"
_SIGNS = r"(?:-|[a-z]+)"
_FACTS = rf"{_SIGNS}(?: (?:A|{_SIGNS})(?: {_DAYS})?)?"
_LANG = r"[a-z]{2,3}"
_SIZE = r"-?[0-9]+(?:\.[0-9]+)?"
_CLASS = r"t[el](?:-[a-z0-9_-]+)?(?: t[el]-[a-z0-9_-]+)*"
# As html.escape and nh3 leave it, an address is one of ours or begins so.
_ADDRESS = r"(?:(?i:https?)://|\.\.?/|#event-|#s[0-9])[^\s]*|alles/|everything/|(?:\.\./)?(?:as|axis)/|embed\.css"
ALLOWED: Mapping[str, Mapping[str, str]] = {
    "html": {"lang": "nl|en"},
    "head": {},
    "meta": {"charset": "utf-8", "http-equiv": "Content-Security-Policy", "name": "viewport|color-scheme|robots",
             "content": ".+"},
    "title": {},
    "base": {"target": "_blank"},
    "link": {"rel": "canonical|stylesheet", "href": _ADDRESS},
    "style": {},
    "body": {"class": "no-js", "data-embed": "", "data-axis": "", "data-other": r"\.\./|as/|axis/",
             "data-known-gemeente": _IDS, "data-known-thema": _IDS},
    "main": {"data-md-color-scheme": "default"},
    "h1": {},
    "h2": {},
    "h3": {},
    "a": {"href": _ADDRESS, "rel": "noopener", "target": "_self", "tabindex": "-1", "data-mark": _ID, "data-print": ""},
    "p": {"role": "status", "hidden": "", "data-strange": "", "data-nothing": "", "data-newest": ""},
    "div": {"data-overview": ""},
    "ol": {"data-timeline": "", "data-facts": rf"{_FACTS}(?:;{_FACTS})*|"},
    "ul": {},
    "li": {"id": f"event-{_ID}|s[0-9]+", "data-event": _ID, "data-year": ""},
    "i": {"class": "confirmed|planned|expected|cancelled"},
    "time": {"datetime": r"[0-9]{4}(?:-[0-9]{2}){0,2}"},
    "span": {"id": f"event-{_ID}"},
    "em": {},
    "strong": {},
    "br": {},
    "svg": {"viewBox": rf"0 0 {_SIZE} {_SIZE}", "aria-hidden": "true", "focusable": "false"},
    "g": {},
    "path": {"d": r"M[-0-9. a-zA-Z]+"},
    "rect": {"x": _SIZE, "y": _SIZE, "width": _SIZE, "height": _SIZE},
    "circle": {"cx": _SIZE, "cy": _SIZE, "r": _SIZE},
    "text": {"x": _SIZE, "y": _SIZE},
    "script": {"src": r"(?:\.\./)+framed/[0-9a-f]{16}/frame\.js"},
}  # fmt: skip
_EVERYWHERE = {"class": _CLASS, "lang": _LANG}


def problems(facts: Mapping[str, Any]) -> Iterator[str]:
    """What stands on a page for a frame and may not. `facts` are those of audit.py."""
    yield from (f"remark: {text!r}" for text in facts["remarks"])
    names = [name for name, _ in facts["frame"]]
    for once in ("main", "script", "base", "title", "h1"):
        if names.count(once) != 1:
            yield f"{names.count(once)} <{once}>"
    for name, attributes in facts["frame"]:
        allowed = ALLOWED.get(name)
        if allowed is None:
            yield f"<{name}>"
            continue
        for key, value in attributes.items():
            pattern = {**_EVERYWHERE, **allowed}.get(key)
            if pattern is None or not re.fullmatch(pattern, value, re.DOTALL):
                yield f"<{name} {key}={value!r}>"
