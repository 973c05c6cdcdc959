"""Things kept between runs, as one file: named bytes under the key of everything that they were made of.

What is kept saves time and nothing else. A file that is cut off, that somebody changed, that another version wrote or
that was made of something else is as good as none.
"""

import json
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from itertools import accumulate, pairwise

# To be raised when the form of the file changes. What the things in it mean belongs into the key.
_FORM = "chronicle-store-1"


def digest(parts: Iterable[bytes]) -> str:
    """Give one name, 32 hexadecimal digits, for a row of bytes; other parts or another order give another name."""
    found = blake2b(digest_size=16)
    for part in parts:
        found.update(len(part).to_bytes(8, "big") + part)
    return found.hexdigest()


def digest_of(files: Mapping[str, bytes]) -> str:
    """Give one name for files: for what is in them and for their paths."""
    # Names that are no text have bytes as well: Python keeps them as lone surrogates.
    named = ((name.encode("utf-8", "surrogatepass"), files[name]) for name in sorted(files))
    return digest(part for file in named for part in file)


def pack(key: str, things: Mapping[str, bytes]) -> bytes:
    """Write `things` as one file."""
    body = b"".join(things.values())
    head = json.dumps([[name, len(data)] for name, data in things.items()], ensure_ascii=False).encode()
    return b"\n".join([f"{_FORM} {key} {digest([key.encode(), head, body])}".encode(), head, body])


def unpack(data: bytes | None, key: str) -> dict[str, bytes] | None:
    """Read what `pack` wrote. None when there is nothing, or nothing that can be relied on for `key`."""
    first, _, rest = (data or b"").partition(b"\n")
    head, _, body = rest.partition(b"\n")
    if first != f"{_FORM} {key} {digest([key.encode(), head, body])}".encode():
        return None
    listed = json.loads(head)
    spots = pairwise(accumulate((size for _, size in listed), initial=0))
    return {name: body[start:end] for (name, _), (start, end) in zip(listed, spots, strict=True)}
