"""Letters on a picture: what a font can write, where a line is broken, how large it may be."""

import io
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from PIL import ImageFont

# No font has a letter here: what is drawn for it is the box that stands for every letter that is missing.
_NO_LETTER = "\U0010fffd"
_LOOKED_AT = 32
_ELLIPSIS = "…"
_MAY_BREAK = "\u200b"


@dataclass(frozen=True, slots=True)
class Face:
    """A font file, opened once a size, and which letters it was found to have."""

    data: bytes
    sizes: dict[int, ImageFont.FreeTypeFont] = field(default_factory=dict)
    found: dict[str, bool] = field(default_factory=dict)

    def at(self, size: int) -> ImageFont.FreeTypeFont:
        """Give the font in a size (pixels). The basic layout is the same on every machine."""
        if size not in self.sizes:
            basic = ImageFont.Layout.BASIC
            self.sizes[size] = ImageFont.truetype(io.BytesIO(self.data), size, layout_engine=basic)
        return self.sizes[size]

    def has(self, letter: str) -> bool:
        """Tell whether the font has a letter."""
        if letter not in self.found:
            font = self.at(_LOOKED_AT)
            self.found[letter] = bytes(font.getmask(letter)) != bytes(font.getmask(_NO_LETTER))
        return self.found[letter]


@lru_cache(maxsize=4)
def face(data: bytes) -> Face:
    """Give the font of a file."""
    return Face(data)


@dataclass(frozen=True, slots=True)
class Size:
    """Letters of `pixels`, in which a name may take `lines`."""

    pixels: int
    lines: int


def writable(text: str, face: Face) -> str | None:
    """Give `text` as the font can write it; None if that would be another text.

    An accent that the font lacks is left out, and so is a sign that is no letter, such as an emoji. A name in letters
    that the font lacks (Greek, Hebrew) cannot be written: parts of it would be no name.
    """
    written = ""
    for letter in unicodedata.normalize("NFC", text):
        if letter.isspace() or face.has(letter):
            written += letter
        elif plain := "".join(part for part in unicodedata.normalize("NFKD", letter) if _plain(part, face)):
            written += plain
        elif unicodedata.category(letter)[0] in "LN":
            return None
    return " ".join(written.split()) or None


def _plain(letter: str, face: Face) -> bool:
    return not unicodedata.combining(letter) and face.has(letter)


def fitting(text: str, face: Face, room: float, sizes: Sequence[Size]) -> tuple[list[str], ImageFont.FreeTypeFont]:
    """Break `text` into lines in the first of `sizes` in which it fits; in the last one, what does not is cut off."""
    for size in sizes:
        font = face.at(size.pixels)
        lines = _broken(text, font, room)
        if len(lines) <= size.lines and all(width(line, font) <= room for line in lines):
            return lines, font
    least = sizes[-1]
    font = face.at(least.pixels)
    lines = _broken(text, font, room)
    kept = lines[: least.lines]
    if len(lines) > least.lines:
        kept[-1] += _ELLIPSIS
    return [_cut(line, font, room) for line in kept], font


def width(line: str, font: ImageFont.FreeTypeFont) -> float:
    """Give where the ink of a line ends: the length that a font itself gives leaves out what hangs over."""
    return font.getbbox(line, anchor="ls")[2] if line else 0.0


def _broken(text: str, font: ImageFont.FreeTypeFont, room: float) -> list[str]:
    lines = [""]
    for word in text.replace("-", f"-{_MAY_BREAK}").replace(" ", f" {_MAY_BREAK}").split(_MAY_BREAK):
        if lines[-1] and width((lines[-1] + word).rstrip(), font) > room:
            lines.append("")
        lines[-1] += word
    return [line.rstrip() for line in lines]


def _cut(line: str, font: ImageFont.FreeTypeFont, room: float) -> str:
    if width(line, font) <= room:
        return line
    line = line.rstrip(_ELLIPSIS)
    while line and width(f"{line}{_ELLIPSIS}", font) > room:
        line = line[:-1]
    return f"{line.rstrip()}{_ELLIPSIS}"
