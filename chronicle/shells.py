"""Pages of one making, rendered once: the engine gets a specimen of each sort, and every page is filled into its own.

What our templates take from a page they take over unchanged: the values of its front matter, its heading, and blocks of
HTML. A specimen has a slot in each of these places. The engine's HTML of it, cut at the slots, is a shell; a page's own
values between the pieces are, byte for byte, what the engine would make of that page. That is not believed: the engine
also gets a real page of each sort, and a shell that would make another page of it is not used.
"""

import html
import json
import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from chronicle import markup

# A slot stands for a value: no Markdown, no template and no address changes letters and digits.
_SLOT = "tlslot{:03d}x"
_CUT = re.compile(r"tlslot([0-9]{3})x")
_BOXED = re.compile(r"<div>(tlslot[0-9]{3}x)</div>")
# The rest of a page's address, below the part of the site that it stands in, of one name or of several. Pages of one
# part can be of several sorts: their specimens' names differ.
_PLACED = re.compile(r"(tlslot[6-9][0-9]{2}x)(?:/\1)+")
_NAME = 0
_NAMES = 600
# The heading, and the id that the engine gives it.
_ID, _HEADING = 1, 2
_FIRST = 3

_PAGE = re.compile(r'\A---\n(?P<front>(?:[a-z_]+: ".*"\n)+)---\n(?P<body>.*)\Z', re.DOTALL)
_FIELD = re.compile(r'^([a-z_]+): (".*")$', re.MULTILINE)
# Templates ask of which kind a page is, so pages of two kinds are of two sorts.
_ASKED = "kind"
# Blocks of HTML, which no engine reads: from a tag at the beginning of a line to the next blank line.
_BLOCK = re.compile(r"<(?:article|aside|div|dl|figure|form|nav|ol|p|section|table|ul)\b.*>\Z", re.DOTALL)
_FENCE = re.compile(r"^(?:```|~~~)", re.MULTILINE)
_LINK = re.compile(r"[\w./-]+\.md\b")
_TAG = re.compile(r"<[^>]*>")


class Unlike(Exception):
    """The shell of `specimen` cannot be used: it gives another page than the engine does."""

    def __init__(self, specimen: str) -> None:
        super().__init__(specimen)
        self.specimen = specimen


@dataclass(frozen=True, slots=True)
class _Parts:
    """A page taken apart: what others of its sort have as well, and its own values by slot."""

    common: str
    values: dict[int, str]


@dataclass(frozen=True)
class Plan:
    """What the engine is to make for one language. `sorts` gives for each page, by its file name, that of its
    specimen, `specimens` their Markdown, and `samples` by the same names a page of that sort: the one with the most
    unusual signs in its front matter."""

    sorts: Mapping[str, str]
    specimens: Mapping[str, str]
    samples: Mapping[str, str]

    @cached_property
    def lasting(self) -> dict[str, bytes]:
        """The engine's input that decides what a shell is: the specimens, and stubs of the pages that they link to."""
        stubs = {
            target: _stub(target)
            for name, text in self.specimens.items()
            for link in _LINK.findall(text)
            if (target := posixpath.normpath(posixpath.join(posixpath.dirname(name), link))) in self.sorts
        }
        return stubs | {name: text.encode() for name, text in self.specimens.items()}


def look(data: bytes) -> tuple[str, int]:
    """Give what a page, as Markdown, has in common with others of its sort, and how many unusual signs stand in its
    front matter."""
    front = data.partition(b"\n---\n")[0]
    return _take_apart(data.decode()).common, front.count(b"&#") + front.count(b"\\")


def plan(pages: Mapping[str, tuple[str, int]]) -> Plan:
    """Find the sorts among `pages`, of which each was looked at, by file name."""
    specimens: dict[str, str] = {}
    sorts: dict[str, str] = {}
    known: dict[tuple[str, str], str] = {}
    samples: dict[str, tuple[int, str]] = {}
    for name, (common, unusual) in pages.items():
        # The menu marks the part of the site that a page stands in, and links go up as many steps as the page is deep.
        place = name if _is_single(name) else posixpath.join(name.split("/")[0], "*" * name.count("/"))
        if (place, common) not in known:
            slot = _SLOT.format(_NAMES + len(known))
            specimen = name if _is_single(name) else "/".join([name.split("/")[0], *[slot] * name.count("/")]) + ".md"
            known[place, common] = specimen
            specimens[specimen] = common
        specimen = sorts[name] = known[place, common]
        samples[specimen] = max(samples.get(specimen, (-1, "")), (unusual, name))
    return Plan(sorts, specimens, {specimen: name for specimen, (_, name) in samples.items()})


def _is_single(name: str) -> bool:
    """Tell whether a page's address is not one of many that are alike."""
    return "/" not in name or (name.count("/") == 1 and name.endswith("/index.md"))


def shell(made: str) -> tuple[str, ...]:
    """Cut a specimen's HTML at its slots: text, the number of a slot, text, and so on."""
    words = _SLOT.format(_ID)
    made = made.replace(f'<h1 id="{words}">{words}</h1>', f'<h1 id="{words}">{_SLOT.format(_HEADING)}</h1>')
    made = _PLACED.sub(r"\1", _BOXED.sub(r"\1", made))
    return tuple(_CUT.split(made))


def fill(shell: tuple[str, ...], name: str, data: bytes) -> bytes:
    """Make the HTML of the page `name`, whose Markdown is `data`, of its sort's shell."""
    values = _take_apart(data.decode()).values
    values[_NAME] = name.partition("/")[2].removesuffix(".md")
    parts = list(shell)
    parts[1::2] = [values[_NAME if int(number) >= _NAMES else int(number)] for number in shell[1::2]]
    return "".join(parts).encode()


def check(specimen: str, shell: tuple[str, ...], name: str, data: bytes, sample: bytes) -> None:
    """Hold the shell of `specimen` against what the engine made of the page `name`, whose Markdown is `data`.

    Raises Unlike.
    """
    if fill(shell, name, data) != sample:
        raise Unlike(specimen)


def _take_apart(text: str) -> _Parts:
    page = _PAGE.match(text)
    if page is None:
        return _Parts(text, {})
    values: dict[int, str] = {}
    lines = ["---"]
    for field in _FIELD.finditer(page["front"]):
        value = json.loads(field[2])
        if field[1] == _ASKED or not value:
            lines.append(field[0])
        else:
            lines.append(f'{field[1]}: "{_take(value, values)}"')
    chunks = page["body"].strip("\n").split("\n\n")
    made = len(chunks) == 2 and chunks[0].startswith("# ") and _BLOCK.match(chunks[1])
    if made:
        values[_HEADING] = chunks[0][2:]
        values[_ID] = _id(values[_HEADING])
        chunks[0] = f"# {_SLOT.format(_ID)}"
    blocks = list(_blocks(chunks, values))
    return _Parts("\n".join([*lines, "---", "", "\n\n".join(blocks), ""]), values)


def _blocks(chunks: list[str], values: dict[int, str]) -> Iterator[str]:
    fenced = False
    for chunk in chunks:
        if not fenced and _BLOCK.match(chunk):
            yield f"<div>{_take(chunk, values)}</div>"
            continue
        fenced ^= len(_FENCE.findall(chunk)) % 2 == 1
        yield chunk


def _take(value: str, values: dict[int, str]) -> str:
    slot = _FIRST + len(values)
    values[slot] = value
    return _SLOT.format(slot)


def _id(heading: str) -> str:
    """The id that the engine gives a heading in which every sign is coded."""
    return markup.slug(html.unescape(_TAG.sub("", heading))) or "_1"


def _stub(name: str) -> bytes:
    return f'---\ntitle: "{posixpath.basename(name)}"\n---\n\n# {posixpath.basename(name)}\n'.encode()
