"""Draws one share picture: 1200 by 630 pixels, as sites that show links ask for (https://ogp.me, 1.91 to 1)."""

import io
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from PIL import Image, ImageDraw, PngImagePlugin

from chronicle.model import Status
from chronicle.pictures import letters
from chronicle.pictures.colours import Colours, palette
from chronicle.pictures.letters import Face, Size, face
from chronicle.pictures.plan import STRIP, Map, Picture, Spot, Strip

WIDTH, HEIGHT = 1200, 630
KEY = "Key"
SERIF, SERIF_BOLD = "fonts/SourceSerifPro-Regular.ttf", "fonts/SourceSerifPro-Semibold.ttf"

_EDGE = 72
_HEAD = 96
# The site's own picture has a higher head, with the name in it.
_HIGH_HEAD = 330
# Where the axis runs, and where the marks above it begin.
_LINE, _MARKS_TOP = 520, 352
_LANE = 11
# The name of a year stays this far from the next.
_YEARS_APART = 36
# The tile map takes no more than this across and down.
_MAP_ROOM, _TILE_STEP, _TILE_GAP = 420, 84, 8
# A mark is drawn this many times as large and made small, so that its edge is smooth.
_FINE = 8
_MARK = 17

_KIND = 40
_LEADING = 1.08
# A name above the axis, and one beside the map.
_ACROSS = (
    *(Size(n, 1) for n in range(104, 59, -4)),
    Size(56, 2),
    Size(52, 2),
    *(Size(n, 3) for n in range(48, 35, -4)),
)
_BESIDE = (*(Size(n, 3) for n in range(104, 51, -4)), *(Size(n, 5) for n in range(48, 31, -4)))


@dataclass(frozen=True, slots=True)
class Pen:
    """What a picture is drawn with, and on."""

    canvas: Image.Image
    colours: Colours
    serif: Face
    bold: Face

    def box(self, x1: float, y1: float, x2: float, y2: float, fill: str, outline: str = "") -> None:
        """Draw a rectangle; the right and the lower edge are not in it."""
        spots = (round(x1), round(y1), round(x2) - 1, round(y2) - 1)
        line = self.colours[outline] if outline else None
        ImageDraw.Draw(self.canvas).rectangle(spots, fill=self.colours[fill], outline=line, width=2)

    def words(self, x: float, y: float, text: str, colour: str, size: int, *, bold: bool = False) -> None:
        """Write a line that begins at `x` and stands on `y`."""
        font = (self.bold if bold else self.serif).at(size)
        ImageDraw.Draw(self.canvas).text((x, y), text, self.colours[colour], font, anchor="ls")


def draw(picture: Picture, colours: Colours, fonts: Mapping[str, bytes], key: str) -> bytes:
    """Give a PNG with `key` written into it, behind everything else."""
    canvas = Image.new("RGB", (WIDTH, HEIGHT), colours["ground"])
    pen = Pen(canvas, colours, face(fonts[SERIF]), face(fonts[SERIF_BOLD]))
    name, kind = letters.writable(picture.name, pen.bold), picture.kind
    if name is None:
        name, kind = picture.site, ""
    if picture.high:
        pen.box(0, 0, WIDTH, _HIGH_HEAD, "head")
        pen.words(_EDGE, 116, kind, "on-head-quiet", _KIND)
        _across(pen, name, 154, "on-head")
    else:
        pen.box(0, 0, WIDTH, _HEAD, "head")
        pen.words(_EDGE, 63, picture.site, "on-head", 42, bold=True)
    if isinstance(picture.drawing, Map):
        _map(pen, picture.drawing)
        _beside(pen, kind, name)
    else:
        _strip(pen, picture.drawing)
        if not picture.high:
            pen.words(_EDGE, 164, kind, "accent", _KIND)
            _across(pen, name, 186, "text")
    return _png(canvas, colours, key)


def _png(canvas: Image.Image, colours: Colours, key: str) -> bytes:
    """Few colours and runs of one colour only: how runs are packed does not hang on what a processor does fast."""
    few = Image.new("P", (1, 1))
    few.putpalette(palette(colours))
    info = PngImagePlugin.PngInfo()
    info.add(b"tEXt", f"{KEY}\0{key}".encode("latin-1"), after_idat=True)
    file = io.BytesIO()
    small = canvas.quantize(palette=few, dither=Image.Dither.NONE)
    small.save(file, "PNG", pnginfo=info, compress_level=9, compress_type=zlib.Z_RLE)
    return file.getvalue()


def _across(pen: Pen, name: str, above: float, colour: str) -> None:
    """Write a name above the axis, in the middle of what is left there below `above`."""
    lines, font = letters.fitting(name, pen.bold, WIDTH - 2 * _EDGE, _ACROSS)
    size = round(font.size)
    step = size * _LEADING
    # Capitals are two thirds as high as a letter's size, accents above them and all three quarters.
    first = max(above + 58 + size / 3 - (len(lines) - 1) * step / 2, above + size * 3 / 4)
    for number, line in enumerate(lines):
        pen.words(_EDGE, first + number * step, line, colour, size, bold=True)


def _beside(pen: Pen, kind: str, name: str) -> None:
    """Write a name beside the map, in the middle of the height."""
    lines, font = letters.fitting(name, pen.bold, WIDTH - 2 * _EDGE - _MAP_ROOM - 24, _BESIDE)
    size = round(font.size)
    above = (_HEAD + HEIGHT) / 2 - len(lines) * size * 0.55 - 2
    pen.words(_EDGE, above - 12, kind, "accent", _KIND)
    for number, line in enumerate(lines, start=1):
        pen.words(_EDGE, above + number * size * _LEADING, line, "text", size, bold=True)


def _map(pen: Pen, drawing: Map) -> None:
    columns = max(square.column for square in drawing.squares) + 1
    rows = max(square.row for square in drawing.squares) + 1
    step = min(_TILE_STEP, (_MAP_ROOM + _TILE_GAP) // max(columns, rows))
    left = WIDTH - _EDGE - columns * step + _TILE_GAP
    top = _HEAD + (HEIGHT - _HEAD - rows * step + _TILE_GAP) / 2
    for square in drawing.squares:
        x, y = left + square.column * step, top + square.row * step
        fill, outline = ("head", "head") if square.lit else ("raised", "line-strong")
        pen.box(x, y, x + step - _TILE_GAP, y + step - _TILE_GAP, fill, outline)


def _strip(pen: Pen, drawing: Strip) -> None:
    if drawing.story:
        start, end = drawing.story
        pen.box(_EDGE + start, _MARKS_TOP, _EDGE + end, _LINE, "sunken")
    pen.box(_EDGE, _LINE, _EDGE + STRIP.length, _LINE + 2, "line-strong")
    for stretch in drawing.stretches:
        y = _LINE + 13 + stretch.lane * _LANE
        pen.box(_EDGE + stretch.start, y, _EDGE + stretch.end, y + 7, "confirmed" if stretch.lit else "line")
    # What belongs to the picture is drawn last, over what does not.
    for spot in sorted(drawing.spots, key=lambda spot: spot.lit):
        _spot(pen, spot)
    _years(pen, drawing)


def _years(pen: Pen, drawing: Strip) -> None:
    """Name the first year, the last, and those between which time has another scale, as far as there is room."""
    font = pen.serif.at(30)
    last = str(drawing.last)
    end = WIDTH - _EDGE - letters.width(last, font)
    pen.words(end, 604, last, "quiet", 30)
    free = float(_EDGE)
    for at, year in drawing.labels:
        start, name = _EDGE + at, str(year)
        stop = start + letters.width(name, font) + _YEARS_APART
        if free <= start and stop <= end:
            pen.words(start, 604, name, "quiet", 30)
            free = stop


def _spot(pen: Pen, spot: Spot) -> None:
    """Draw the shape of the status, as everywhere on the site."""
    colour = pen.colours[spot.status if spot.lit else "line"]
    corner = (_EDGE + spot.at - _MARK // 2, _LINE - 15 - round(spot.row * STRIP.mark) - _MARK // 2)
    # An open shape is filled with the ground, so that the tint behind it does not show.
    outer, inner = _shape(spot.status)
    pen.canvas.paste(colour, corner, outer)
    if inner:
        pen.canvas.paste(pen.colours["ground"], corner, inner)


@lru_cache
def _shape(status: Status) -> tuple[Image.Image, Image.Image | None]:
    """Give a mark's shape as a mask, and that of what is open in it."""
    if status == "confirmed":
        return _round(0.5), None
    if status == "planned":
        return _round(0.5), _round(2.8)
    if status == "expected":
        return _diamond(0), _diamond(3.4)
    return _cross(), None


def _smooth(kind: str, spots: list[tuple[float, float]]) -> Image.Image:
    large = Image.new("L", (_MARK * _FINE, _MARK * _FINE))
    corners = [(round(x * _FINE), round(y * _FINE)) for x, y in spots]
    getattr(ImageDraw.Draw(large), kind)(corners, fill=255)
    return large.reduce(_FINE)


def _round(inset: float) -> Image.Image:
    return _smooth("ellipse", [(inset, inset), (_MARK - inset, _MARK - inset)])


def _diamond(inset: float) -> Image.Image:
    middle = _MARK / 2
    return _smooth("polygon", [(middle, inset), (_MARK - inset, middle), (middle, _MARK - inset), (inset, middle)])


def _cross() -> Image.Image:
    arms = [(1.3, 0), (6.5, -5.2), (5.2, -6.5), (0, -1.3), (-5.2, -6.5), (-6.5, -5.2)]
    spots = arms + [(-x, -y) for x, y in arms]
    return _smooth("polygon", [(_MARK / 2 + x, _MARK / 2 + y) for x, y in spots])
