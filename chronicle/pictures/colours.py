"""The colours of the site, as its one style sheet for them says (`docs/assets/colours.css`)."""

import re
from collections.abc import Mapping

from PIL import ImageColor

Colours = Mapping[str, tuple[int, ...]]

# What a picture needs, and what it gets where a style sheet says nothing that can be read.
_NEEDED = {
    "ground": "#fbfaf7",
    "raised": "#ffffff",
    "sunken": "#f1efe8",
    "text": "#1e2723",
    "quiet": "#55605a",
    "line": "#d8d5ca",
    "line-strong": "#8a8f86",
    "head": "#1f4d3f",
    "on-head": "#ffffff",
    "on-head-quiet": "#d7e6df",
    "accent": "#7a2e5d",
    "confirmed": "#1f5c47",
    "planned": "#8a4a0c",
    "expected": "#34517f",
    "cancelled": "#9b2430",
}
# What stands on what: where the two meet, an edge has shades of both.
_TOGETHER = (
    *(("ground", name) for name in ("text", "quiet", "accent", "line", "line-strong")),
    *(("head", name) for name in ("on-head", "on-head-quiet")),
    *((ground, name) for ground in ("ground", "sunken") for name in ("confirmed", "planned", "expected", "cancelled")),
    ("sunken", "line"),
)
_SHADES, _APART = 15, 8
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


def palette(colours: Colours) -> bytes:
    """Give the colours and their shades as a picture's palette: at most 256, each as red, green and blue.

    Pillow tells colours apart by cubes of 4: a shade close to a colour would be taken for it on whole areas.
    """
    chosen = list(dict.fromkeys(colours.values()))
    for one, other in _TOGETHER:
        for part in range(1, _SHADES):
            pair = zip(colours[one], colours[other], strict=True)
            shade = tuple((a * (_SHADES - part) + b * part + _SHADES // 2) // _SHADES for a, b in pair)
            if all(max(abs(a - b) for a, b in zip(shade, there, strict=True)) >= _APART for there in chosen):
                chosen.append(shade)
    return b"".join(map(bytes, chosen))
