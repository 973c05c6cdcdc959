"""What stands beside the embeddable pages: their styles and script, and the script for the page around a frame."""

import base64
import hashlib
import re
from collections.abc import Iterator, Mapping

from chronicle import assets
from chronicle.embed import frames
from chronicle.scripts import light

_SCRIPT, _ELEMENT, _HELPER = "embed/frame.js", "embed/element.js", "embed/embed.js"
# The versions there were of docs/embed/embed.js, the present one last. Who names one has told browsers to expect its
# very bytes: a change is a new version, and the old file goes to docs/embed/before/ under its name.
VERSIONS = ("1.0.0",)
HELPER = "embed.js"
NAMES = tuple(f"embed-{version}.js" for version in VERSIONS)

# Apart from embed/: what stands in there may be shown in frames, and has no name that changes.
KEPT = "framed/"

_CSS_COMMENT = re.compile(rb"/\*.*?\*/", re.DOTALL)
_CSS_BLANKS = re.compile(rb"\s+")
_CSS_AROUND = re.compile(rb" ?([{};,>]) ?")
# A property of our own, and where one is used.
_CSS_OWN = re.compile(rb"(--tl-[a-z-]+): ?[^;}]+;")
_CSS_USED = re.compile(rb"var\((--tl-[a-z-]+)")


def files(docs: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """Yield the files by path below the site's root. `docs` is by path below docs/; without these files, nothing."""
    if _HELPER not in docs:
        return
    yield from assets.placed(_kept(docs), KEPT)
    yield _ELEMENT, light(docs[_ELEMENT])
    # As it is written: its licence asks for that, and whoever runs it on a page of theirs can read it.
    for name in (HELPER, NAMES[-1]):
        yield name, docs[_HELPER]
    for name in NAMES[:-1]:
        yield name, docs[f"embed/before/{name}"]


def folder(docs: Mapping[str, bytes]) -> str:
    """Give the folder of the embeddable pages' styles and script, below the site's root: it changes when they do."""
    return assets.folder(_kept(docs), KEPT)


def _kept(docs: Mapping[str, bytes]) -> dict[str, bytes]:
    if _SCRIPT not in docs:
        return {}
    return {
        frames.STYLES: styles(docs, axis=False),
        frames.AXIS_STYLES: styles(docs, axis=True),
        frames.SCRIPT: script(docs),
    }


def styles(docs: Mapping[str, bytes], *, axis: bool) -> bytes:
    """Give the style sheet of the embeddable pages, with or without what the `axis` needs.

    It also fits a tree of its own (`:host`), and has no names of the theme's, nor colours that only the site uses.
    """
    colours = docs["assets/colours.css"].partition(b"/* Material's own names")[0].replace(b":root {", b":root, :host {")
    status, axis_start, drawing = docs["assets/marks.css"].partition(b"/* The drawn overview")
    # One short class an event and no other: in a list of a hundred the site's own two would weigh half a kilobyte.
    status = status.replace(b".tl-status--", b".te i.").replace(b".tl-status", b".te time + i")
    parts = (colours, status, axis_start + drawing if axis else b"", docs["embed/embed.css"])
    text = _CSS_BLANKS.sub(b" ", _CSS_COMMENT.sub(b"", b"\n".join(parts)))
    text = _CSS_AROUND.sub(rb"\1", text).strip() + b"\n"
    used = set(_CSS_USED.findall(text))
    return _CSS_OWN.sub(lambda found: found[0] if found[1] in used else b"", text)


def script(docs: Mapping[str, bytes]) -> bytes:
    """Give the script of the embeddable pages."""
    return light(docs[_SCRIPT])


def named(text: str, docs: Mapping[str, bytes]) -> str:
    """Fill in what a hand-written page says of the helper: its name with a version, and its hash."""
    return text.replace("{{EMBED_NAME}}", NAMES[-1]).replace("{{EMBED_HASH}}", integrity(docs.get(_HELPER, b"")))


def integrity(data: bytes, kind: str = "sha384") -> str:
    """Give what SRI and policies call a file's hash: `sha384-…`."""
    return f"{kind}-{base64.b64encode(hashlib.new(kind, data).digest()).decode()}"
