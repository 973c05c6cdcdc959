"""Whole pictures pass, in every form that a common program writes; damaged ones never do, and nothing is decoded."""

import io
import struct
import zlib
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from chronicle import images
from tests.world import PHOTO

# How each picture is saved: its kind, how Pillow calls that, and with what.
SAVED: dict[str, tuple[str, str, dict[str, Any]]] = {
    "jpg": ("jpg", "JPEG", {}),
    "jpg, bit by bit": ("jpg", "JPEG", {"progressive": True}),
    "jpg of a camera": ("jpg", "JPEG", {"exif": b"Exif\0\0" + PHOTO, "comment": b"Assen", "restart_marker_rows": 1}),
    "png": ("png", "PNG", {}),
    "png with a palette": ("png", "PNG", {"bits": 4, "dpi": (300, 300)}),
    "webp": ("webp", "WEBP", {}),
    "webp without loss": ("webp", "WEBP", {"lossless": True}),
    "webp of a camera": ("webp", "WEBP", {"exif": b"Exif\0\0x", "icc_profile": b"profile"}),
}


@cache
def saved(name: str) -> bytes:
    """A small picture with some noise in it, as Pillow writes it."""
    _, form, more = SAVED[name]
    spots = bytes(x * y * 7 % 251 for x in range(40) for y in range(30 * 3))
    picture = Image.frombytes("RGB", (40, 30), spots)
    file = io.BytesIO()
    (picture.convert("P") if "palette" in name else picture).save(file, form, **more)
    return file.getvalue()


@cache
def moving() -> bytes:
    """A moving picture, half of it clear."""
    frames = [Image.new("RGBA", (9, 9), (200, 10, shade, shade)) for shade in (0, 100, 200)]
    file = io.BytesIO()
    frames[0].save(file, "WEBP", save_all=True, append_images=frames[1:])
    return file.getvalue()


@pytest.mark.parametrize("name", SAVED)
def test_what_a_program_saves_is_whole(name: str) -> None:
    assert images.is_whole(SAVED[name][0], saved(name))


def test_a_moving_picture_and_what_a_camera_writes_behind_one_are_whole() -> None:
    assert images.is_whole("webp", moving())
    assert images.is_whole("jpg", PHOTO)
    assert images.is_whole("jpg", PHOTO + b"more of the camera's")
    assert images.is_whole("jpg", PHOTO[:2] + b"\xff\xff" + PHOTO[2:])


@pytest.mark.parametrize("name", SAVED)
def test_a_picture_that_is_cut_short_anywhere_is_not_whole(name: str) -> None:
    kind, whole = SAVED[name][0], saved(name)
    assert [at for at in range(len(whole)) if images.is_whole(kind, whole[:at])] == []


@pytest.mark.parametrize("name", SAVED)
def test_a_picture_of_another_kind_is_not_whole(name: str) -> None:
    for kind in {"jpg", "png", "webp"} - {SAVED[name][0]}:
        assert not images.is_whole(kind, saved(name))


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


SIGN, SIZE, END = b"\x89PNG\r\n\x1a\n", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0), chunk(b"IEND", b"")
HEAD, SPOTS = chunk(b"IHDR", SIZE), chunk(b"IDAT", zlib.compress(b"\0\x80"))
FRAME = PHOTO.index(b"\xff\xc0")
SCAN = PHOTO.index(b"\xff\xda")


def riff(*chunks: tuple[bytes, bytes]) -> bytes:
    body = b"".join(name + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2) for name, data in chunks)
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body


DAMAGED: dict[str, tuple[str, bytes]] = {
    "only a beginning and an end of a png": ("png", b"\x89PNG\r\n\x1a\ngarbageIEND\xaeB`\x82"),
    "chunks alone": ("png", SIGN + END),
    "no pixels": ("png", SIGN + HEAD + END),
    "no width": ("png", SIGN + chunk(b"IHDR", bytes(4) + SIZE[4:]) + SPOTS + END),
    "pixels before the size": ("png", SIGN + SPOTS + HEAD + END),
    "one spot changed": ("png", SIGN + HEAD + SPOTS.replace(b"x", b"y", 1) + END),
    "more behind the end of a png": ("png", SIGN + HEAD + SPOTS + END + b"more"),
    "only a beginning and an end of a jpg": ("jpg", b"\xff\xd8\xff\xd9"),
    "a text between them": ("jpg", b"\xff\xd8\xffmore\xff\xd9"),
    "no frame": ("jpg", PHOTO[:FRAME] + PHOTO[FRAME + 13 :]),
    "no height": ("jpg", PHOTO[: FRAME + 5] + bytes(2) + PHOTO[FRAME + 7 :]),
    "no scan": ("jpg", PHOTO[:SCAN] + b"\xff\xd9"),
    "an empty scan": ("jpg", PHOTO[: SCAN + 10] + b"\xff\xd9"),
    "an end inside a segment only": ("jpg", PHOTO[:2] + b"\xff\xe1\x00\x06\xff\xd9\xff\xd9" + PHOTO[2:-2]),
    "a frame that browsers do not show": ("jpg", PHOTO.replace(b"\xff\xc0", b"\xff\xc9")),
    "an empty webp": ("webp", riff()),
    "a webp of other things": ("webp", riff((b"VP8X", bytes(10)), (b"EXIF", b"x"))),
    "a webp of zeros": ("webp", riff((b"VP8 ", bytes(20)))),
    "a moving webp without a picture": ("webp", riff((b"VP8X", bytes(10)), (b"ANMF", bytes(16)))),
    "a chunk longer than its file": ("webp", riff((b"VP8L", b"\x2f" + bytes(9)))[:-10] + bytes(10)),
}


@pytest.mark.parametrize("name", DAMAGED)
def test_what_is_damaged_is_not_whole(name: str) -> None:
    assert not images.is_whole(*DAMAGED[name])


def test_what_is_damaged_here_was_whole() -> None:
    assert images.is_whole("png", SIGN + HEAD + SPOTS + END)
    assert images.is_whole("webp", riff((b"VP8L", b"\x2f" + bytes(9))))


@given(st.sampled_from(sorted(SAVED)), st.data())
def test_any_bytes_are_told_apart_without_a_fault(name: str, data: st.DataObject) -> None:
    kind, whole = SAVED[name][0], saved(name)
    at = data.draw(st.integers(0, len(whole)))
    assert images.is_whole(kind, whole[:at] + data.draw(st.binary(max_size=40)) + whole[at:]) in {True, False}
    assert images.is_whole(kind, data.draw(st.binary())) is False
