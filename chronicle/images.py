"""Whether bytes are a whole picture: its parts are followed from the first to the last, and nothing is decoded.

That is enough to find what is damaged or cut short, or only begins and ends as a picture does. Decoding would find a
little more, but needs a library, which `check` must not wait for, and as much memory as a picture says it takes.
"""

import struct
import zlib
from collections.abc import Callable, Mapping

_PNG = b"\x89PNG\r\n\x1a\n"
# ITU-T T.81, B.1.1.3: baseline, extended and progressive frames; browsers show no others.
_JPEG_FRAMES = {0xC0, 0xC1, 0xC2}
_JPEG_SCAN = 0xDA


def is_whole(kind: str, data: bytes) -> bool:
    """Tell whether `data` is a whole picture of this `kind`: jpg, png or webp."""
    return _WHOLE[kind](data)


def _whole_png(data: bytes) -> bool:
    """PNG, 5.3 and 5.6: chunks that each carry their own check; IHDR first, pixels, IEND last."""
    if data[: len(_PNG) + 8] != _PNG + b"\0\0\0\x0dIHDR" or not all(struct.unpack_from(">II", data.ljust(24), 16)):
        return False
    at, pixels = len(_PNG), False
    while at + 12 <= len(data):
        end = at + 8 + int.from_bytes(data[at : at + 4])
        name = data[at + 4 : at + 8]
        if data[end : end + 4] != struct.pack(">I", zlib.crc32(data[at + 4 : end])):
            return False
        pixels |= name == b"IDAT"
        at = end + 4
        if name == b"IEND":
            return pixels and at == len(data)
    return False


def _whole_jpeg(data: bytes) -> bool:
    """ITU-T T.81, B.1 and B.2: segments up to the scan, a frame with a size among them; then the end after the scan.

    The end is looked for after the scan only: a small picture inside a segment of a camera's has an end of its own.
    Some cameras write more after the end, which browsers pass over.
    """
    at, framed = 2, False
    while data.startswith(b"\xff\xd8") and data[at : at + 1] == b"\xff" and at + 4 <= len(data):
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4])
        if marker == 0xFF:  # B.1.1.2: any number of these may stand before a marker
            at += 1
            continue
        if length < 2:
            return False
        if marker in _JPEG_FRAMES:
            height, width = struct.unpack(">HH", data[at + 5 : at + 9].ljust(4, b"\0"))
            framed = height > 0 and width > 0
        at += 2 + length
        if marker == _JPEG_SCAN:
            return framed and data.find(b"\xff\xd9", at) > at
    return False


def _whole_webp(data: bytes) -> bool:
    """RFC 9649, 2.3 to 2.7: chunks that fill the length that the file says, pixels among them."""
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP" or 8 + int.from_bytes(data[4:8], "little") != len(data):
        return False
    at, pixels = 12, False
    while at + 8 <= len(data):
        length = int.from_bytes(data[at + 4 : at + 8], "little")
        pixels |= _has_pixels(data[at : at + 4], data[at + 8 : at + 8 + min(length, 20)])
        at += 8 + length + length % 2
    return pixels and at == len(data)


def _has_pixels(name: bytes, begins: bytes) -> bool:
    match name:
        case b"VP8 ":
            return begins[3:6] == b"\x9d\x01\x2a"  # RFC 6386, 9.1
        case b"VP8L":
            return begins[:1] == b"\x2f"  # RFC 9649, 3.4
        case b"ANMF":  # a frame of a moving picture, with chunks of its own
            return begins[16:20] in {b"VP8 ", b"VP8L", b"ALPH"}
    return False


_WHOLE: Mapping[str, Callable[[bytes], bool]] = {"jpg": _whole_jpeg, "png": _whole_png, "webp": _whole_webp}
