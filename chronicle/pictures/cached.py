"""Makes the pictures that are not there yet. Each carries a key for all that it was made of, and is found by it."""

import hashlib
import struct
import zlib
from collections.abc import Callable, Mapping

import PIL

from chronicle.model import Timeline
from chronicle.pictures import colours, draw, plan

_SIGNATURE = b"\x89PNG\r\n\x1a\n"


class MissingFont(Exception):
    """A font that belongs to the program is not there. `name` is its path below the folder of this package."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


def pictures(
    timeline: Timeline, styles: str, parts: Mapping[str, bytes], there: Callable[[str], bytes | None]
) -> dict[str, bytes]:
    """Give {path below the site's root: PNG}.

    `styles` is the style sheet with the colours; `parts` are the files of this package, fonts included; `there` gives
    what stands at a path already, or None. Raises MissingFont.
    """
    fonts = {}
    for name in (draw.SERIF, draw.SERIF_BOLD):
        if name not in parts:
            raise MissingFont(name)
        fonts[name] = parts[name]
    said = colours.read(styles)
    tools = hashlib.sha256(f"{PIL.__version__} {sorted(said.items())}".encode())
    for name in sorted(parts):
        if name.endswith((".py", ".ttf")):
            tools.update(name.encode() + hashlib.sha256(parts[name]).digest())
    made = {}
    for path, picture in plan.pictures(timeline):
        key = hashlib.sha256(tools.digest() + repr(picture).encode()).hexdigest()
        found = there(path)
        made[path] = found if found and key_of(found) == key else draw.draw(picture, said, fonts, key)
    return made


def key_of(data: bytes) -> str | None:
    """Give the key of a picture that is whole to its last byte; None for anything else. PNG, 5.3: chunks."""
    if not data.startswith(_SIGNATURE):
        return None
    at, key = len(_SIGNATURE), None
    while at + 12 <= len(data):
        (length,) = struct.unpack_from(">I", data, at)
        chunk = data[at + 4 : at + 8 + length]
        if data[at + 8 + length : at + 12 + length] != struct.pack(">I", zlib.crc32(chunk)):
            return None
        if chunk.startswith(f"tEXt{draw.KEY}\0".encode()):
            key = chunk.partition(b"\0")[2].decode("latin-1")
        at += 12 + length
        if chunk == b"IEND":
            return key if at == len(data) else None
    return None
