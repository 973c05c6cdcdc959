"""Where the addresses on a page lead: to a file below the root of the site, and to a spot in it."""

import posixpath
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)


def resolve(page: str, reference: str, url: str) -> tuple[str | None, str]:
    """Give the file below the site's root that `reference` on `page` leads to, and the spot in it.

    None for what leads elsewhere; a name that no file has for what leads out of the site's own folder.
    """
    address, _, fragment = reference.partition("#")
    address = address.partition("?")[0]
    root = urlsplit(url).path
    folder = ""
    if reference.startswith(url):
        address = address[len(url) :]
    elif _SCHEME.match(reference):
        return None, ""
    elif address.startswith("/"):
        address = address[len(root) :] if address.startswith(root) else ".."
    elif not address:
        return page, unquote(fragment) if fragment else ""
    else:
        # Links of pages side by side go up to the same folder: what follows is worked out once for all of them.
        folder = page.rpartition("/")[0]
        while address.startswith("../") and folder:
            folder, address = folder.rpartition("/")[0], address[3:]
    return _file(folder, address), unquote(fragment) if fragment else ""


@lru_cache(maxsize=65536)
def _file(folder: str, address: str) -> str:
    below = posixpath.join(folder, address)
    whole = not below or below.endswith("/") or posixpath.basename(below) in {".", ".."}
    plain = posixpath.normpath(unquote(below)) if below else "."
    return posixpath.normpath(posixpath.join(plain, "index.html")) if whole else plain


def listed(sitemap: bytes) -> tuple[Sequence[str], bool]:
    """Give the addresses in a sitemap, and whether they stand there letter for letter."""
    elements = list(ElementTree.fromstring(sitemap).iter())
    locations = [element.text or "" for element in elements if element.tag.endswith("}loc")]
    # A null byte: letters of two bytes each.
    literal = b"&" not in sitemap and b"\0" not in sitemap
    return [*locations, *(element.attrib["href"] for element in elements if "href" in element.attrib)], literal


def path(name: str) -> tuple[str, str]:
    """Give the folder in which an address has a file stand, and its name there: of an index that of its own folder."""
    folder, _, stem = name.removesuffix("index.html").rstrip("/").rpartition("/")
    return folder, stem


@lru_cache(maxsize=4096)
def names(reference: str, target: str) -> bool:
    """Tell whether an address has the name in it of the file that it leads to, and stands for itself."""
    stem = path(target)[1]
    return bool(stem) and stem in reference and "%" not in reference


def leading(gone: Iterable[str], most: int) -> tuple[set[str], set[str]]:
    """Give words of which every address has one that `names` one of these files, unless it stands in one of these
    folders.

    From elsewhere an address has the file's name and that of its folder in it, within the folder only the first.
    Where that would take more than `most` words, these are not all of them.
    """
    words: set[str] = set()
    folders: set[str] = set()
    # An index comes before what stands in its folder.
    for folder, stem in sorted(map(path, gone), key="/".join):
        if len(words) > most:
            break
        if not any(word in stem for word in words):
            if any(word in folder.rpartition("/")[2] for word in words):
                folders.add(f"{folder}/")
            else:
                words.add(stem)
    return words, folders
