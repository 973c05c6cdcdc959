"""Draws one share picture: 1200 by 630 pixels, as sites that show links ask for (https://ogp.me, 1.91 to 1)."""

import io
from collections.abc import Mapping
from dataclasses import dataclass

from PIL import Image, ImageDraw, ImageFont, PngImagePlugin

from chronicle.pictures.colours import Colours
from chronicle.pictures.plan import STRIP, Map, Picture, Spot, Strip

WIDTH, HEIGHT = 1200, 630
KEY = "Key"
SERIF, SERIF_BOLD = "fonts/SourceSerifPro-Regular.ttf", "fonts/SourceSerifPro-Semibold.ttf"

_EDGE = 72
_HEAD = 96
# Shapes are drawn this many times as large, so that their edges are smooth when they are made small.
_FINE = 3
_TILE, _GAP = 76, 8
_SIZES = range(104, 51, -4)


@dataclass(frozen=True, slots=True)
class Pen:
    """What a picture is drawn with: shapes go to a large canvas, words to one of the right size, later."""

    shapes: ImageDraw.ImageDraw
    colours: Colours
    fonts: Mapping[str, bytes]

    def font(self, name: str, size: int) -> ImageFont.FreeTypeFont:
        """Give a font; the basic layout is the same on every machine."""
        return ImageFont.truetype(io.BytesIO(self.fonts[name]), size, layout_engine=ImageFont.Layout.BASIC)

    def box(self, x1: float, y1: float, x2: float, y2: float, fill: str, outline: str = "", width: int = 2) -> None:
        """Draw a rectangle; sizes in the picture's own pixels."""
        self.shapes.rectangle(
            [round(n * _FINE) for n in (x1, y1, x2, y2)],
            fill=self.colours[fill],
            outline=self.colours[outline] if outline else None,
            width=width * _FINE,
        )

    def polygon(self, spots: list[tuple[float, float]], fill: str, outline: str) -> None:
        """Draw a shape with corners."""
        corners = [(round(x * _FINE), round(y * _FINE)) for x, y in spots]
        self.shapes.polygon(corners, fill=self.colours[fill], outline=self.colours[outline], width=2 * _FINE)

    def disc(self, x: float, y: float, radius: float, fill: str, outline: str) -> None:
        """Draw a circle."""
        self.shapes.ellipse(
            [round(n * _FINE) for n in (x - radius, y - radius, x + radius, y + radius)],
            fill=self.colours[fill],
            outline=self.colours[outline],
            width=2 * _FINE,
        )


def draw(picture: Picture, colours: Colours, fonts: Mapping[str, bytes], key: str) -> bytes:
    """Give a PNG with `key` written into it, behind everything else."""
    canvas = Image.new("RGB", (WIDTH * _FINE, HEIGHT * _FINE), colours["ground"])
    pen = Pen(ImageDraw.Draw(canvas), colours, fonts)
    pen.box(0, 0, WIDTH, _HEAD, "head")
    if isinstance(picture.drawing, Map):
        _map(pen, picture.drawing)
    else:
        _strip(pen, picture.drawing)
    small = canvas.reduce(_FINE)
    _words(ImageDraw.Draw(small), pen, picture)
    info = PngImagePlugin.PngInfo()
    info.add(b"tEXt", f"{KEY}\0{key}".encode("latin-1"), after_idat=True)
    file = io.BytesIO()
    small.save(file, "PNG", pnginfo=info)
    return file.getvalue()


def _map(pen: Pen, drawing: Map) -> None:
    columns = max(square.column for square in drawing.squares) + 1
    rows = max(square.row for square in drawing.squares) + 1
    step = _TILE + _GAP
    left = WIDTH - _EDGE - columns * step + _GAP
    top = _HEAD + (HEIGHT - _HEAD - rows * step + _GAP) / 2
    for square in drawing.squares:
        x, y = left + square.column * step, top + square.row * step
        fill, outline = ("head", "head") if square.lit else ("raised", "line-strong")
        pen.box(x, y, x + _TILE, y + _TILE, fill, outline)


def _strip(pen: Pen, drawing: Strip) -> None:
    line = HEIGHT - 124
    pen.box(_EDGE, line, _EDGE + STRIP.length, line + 2, "line-strong")
    for stretch in drawing.stretches:
        y = line + 14 + stretch.lane * 12
        pen.box(_EDGE + stretch.start, y, _EDGE + stretch.end, y + 7, "confirmed" if stretch.lit else "line")
    # What belongs to the picture is drawn last, over what does not.
    for spot in sorted(drawing.spots, key=lambda spot: spot.lit):
        _spot(pen, spot, _EDGE + spot.at, line - 12 - spot.row * STRIP.mark)


def _spot(pen: Pen, spot: Spot, x: float, y: float) -> None:
    """Draw the shape of the status, as everywhere on the site."""
    colour = spot.status if spot.lit else "line"
    if spot.status == "confirmed":
        pen.disc(x, y, 6.5, colour, colour)
    elif spot.status == "planned":
        pen.disc(x, y, 6.5, "ground", colour)
    elif spot.status == "expected":
        pen.polygon([(x, y - 7.5), (x + 7.5, y), (x, y + 7.5), (x - 7.5, y)], "ground", colour)
    else:
        arms = [
            (1, 0),
            (5, -4),
            (4, -5),
            (0, -1),
            (-4, -5),
            (-5, -4),
            (-1, 0),
            (-5, 4),
            (-4, 5),
            (0, 1),
            (4, 5),
            (5, 4),
        ]
        pen.polygon([(x + a * 1.3, y + b * 1.3) for a, b in arms], colour, colour)


def _words(words: ImageDraw.ImageDraw, pen: Pen, picture: Picture) -> None:
    if picture.site:
        words.text((_EDGE, _HEAD / 2), picture.site, pen.colours["on-head"], pen.font(SERIF_BOLD, 42), anchor="lm")
    drawing = picture.drawing
    if isinstance(drawing, Map):
        columns = max(square.column for square in drawing.squares) + 1
        room = WIDTH - 2 * _EDGE - columns * (_TILE + _GAP) - 24
        lines, font = _fitting(picture.name, pen, room, 3)
        top = (_HEAD + HEIGHT) / 2 - len(lines) * font.size * 0.55 - 10
    else:
        lines, font = _fitting(picture.name, pen, WIDTH - 2 * _EDGE, 1)
        top = _HEAD + 76
        small = pen.font(SERIF, 28)
        for x, year, anchor in ((_EDGE, drawing.first, "ls"), (_EDGE + STRIP.length, drawing.last, "rs")):
            words.text((x, HEIGHT - 34), str(year), pen.colours["quiet"], small, anchor=anchor)
    words.text((_EDGE, top), picture.kind, pen.colours["accent"], pen.font(SERIF, 36), anchor="ls")
    for number, line in enumerate(lines):
        words.text((_EDGE, top + (number + 1) * font.size * 1.08), line, pen.colours["text"], font, anchor="ls")


def _fitting(text: str, pen: Pen, room: float, most: int) -> tuple[list[str], ImageFont.FreeTypeFont]:
    """Break `text` into at most `most` lines, in the largest letters in which it fits; what never fits is cut off."""
    for size in _SIZES:
        font = pen.font(SERIF_BOLD, size)
        lines = _broken(text, font, room)
        if len(lines) <= most and all(_width(line, font) <= room for line in lines):
            return lines, font
    font = pen.font(SERIF_BOLD, _SIZES[-1])
    lines = _broken(text, font, room)
    kept = lines[:most]
    if len(lines) > most:
        kept[-1] += "…"
    return [_cut(line, font, room) for line in kept], font


def _broken(text: str, font: ImageFont.FreeTypeFont, room: float) -> list[str]:
    lines = [""]
    for word in text.replace("-", "-\u200b").replace(" ", " \u200b").split("\u200b"):
        if lines[-1] and _width((lines[-1] + word).rstrip(), font) > room:
            lines.append("")
        lines[-1] += word
    return [line.rstrip() for line in lines]


def _cut(line: str, font: ImageFont.FreeTypeFont, room: float) -> str:
    if _width(line, font) <= room:
        return line
    line = line.rstrip("…")
    while line and _width(f"{line}…", font) > room:
        line = line[:-1]
    return f"{line}…"


def _width(line: str, font: ImageFont.FreeTypeFont) -> float:
    # Where the ink ends: the length that the font itself gives leaves out what hangs over, most of an ellipsis.
    return font.getbbox(line, anchor="ls")[2] if line else 0.0
