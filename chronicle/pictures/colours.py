"""The colours of the site, as its one style sheet for them says (`docs/assets/colours.css`)."""

import re
from collections.abc import Mapping

from PIL import ImageColor

Colours = Mapping[str, tuple[int, ...]]

# What a picture needs, and what it gets where a style sheet says nothing that can be read.
_NEEDED = {
    "ground": "#fbfaf7",
    "raised": "#ffffff",
    "text": "#1e2723",
    "quiet": "#55605a",
    "line": "#d8d5ca",
    "line-strong": "#8a8f86",
    "head": "#1f4d3f",
    "on-head": "#ffffff",
    "accent": "#7a2e5d",
    "confirmed": "#1f5c47",
    "planned": "#8a4a0c",
    "expected": "#34517f",
    "cancelled": "#9b2430",
}
_LIGHT = re.compile(r'^\[data-md-color-scheme="default"\] *\{(?P<inside>[^}]*)\}', re.MULTILINE)
_COLOUR = re.compile(r"--tl-(?P<name>[a-z-]+): *(?P<value>[^;]+);")


def read(styles: str) -> Colours:
    """Give the light colours of a style sheet by their names, without the `--tl-` before them."""
    block = _LIGHT.search(styles)
    said = {m["name"]: m["value"].strip() for m in _COLOUR.finditer(block["inside"])} if block else {}
    return {name: _rgb(said.get(name, ours), ours) for name, ours in _NEEDED.items()}


def _rgb(value: str, ours: str) -> tuple[int, ...]:
    try:
        return ImageColor.getrgb(value)[:3]
    except ValueError:
        return ImageColor.getrgb(ours)[:3]
