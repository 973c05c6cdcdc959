"""Where each page stands: the addresses are promises, so they are written in this one place."""

import re
from collections.abc import Mapping
from typing import Literal

from chronicle.problems import Lang

Part = Literal["events", "years", "municipalities", "themes", "organisations", "sources"]

FOLDERS: Mapping[Part, Mapping[Lang, str]] = {
    "events": {"nl": "gebeurtenissen", "en": "events"},
    "years": {"nl": "jaren", "en": "years"},
    "municipalities": {"nl": "gemeenten", "en": "municipalities"},
    "themes": {"nl": "themas", "en": "themes"},
    "organisations": {"nl": "organisaties", "en": "organisations"},
    "sources": {"nl": "bronnen", "en": "sources"},
}

# Pages of their own: the hand-written ones, the story, the glossary and the poster.
SINGLES: Mapping[str, Mapping[Lang, str]] = {
    "home": {"nl": "", "en": ""},
    "story": {"nl": "verhaal", "en": "story"},
    "glossary": {"nl": "begrippen", "en": "glossary"},
    "poster": {"nl": "poster", "en": "poster"},
    "embedding": {"nl": "insluiten", "en": "embedding"},
    "contribute": {"nl": "bijdragen", "en": "contribute"},
    "data": {"nl": "gegevens", "en": "data"},
    "about": {"nl": "over", "en": "about"},
    "accessibility": {"nl": "toegankelijkheid", "en": "accessibility"},
    "privacy": {"nl": "privacy", "en": "privacy"},
    "colophon": {"nl": "colofon", "en": "colophon"},
}

# Below a page: the further parts of a list that is too long for it, and the events that followed an event. A name and
# what stands below it: neither can be another page of the same folder, whatever ids there are.
_PART: Mapping[Lang, str] = {"nl": "deel", "en": "part"}
_FOLLOWERS: Mapping[Lang, str] = {"nl": "gevolgd-door", "en": "followed-by"}
# Of the embeddable pages, below `embed/`.
_EMBEDS: Mapping[Part, Mapping[Lang, str]] = {
    "municipalities": {"nl": "gemeente/", "en": "municipality/"},
    "themes": {"nl": "thema/", "en": "theme/"},
}
_EVERYTHING: Mapping[Lang, str] = {"nl": "alles/", "en": "everything/"}
_AXIS: Mapping[Lang, str] = {"nl": "as/", "en": "axis/"}


def path(lang: Lang, part: Part, identifier: str = "") -> str:
    """Give a page's address below its language's root: `gemeenten/assen/`, or `gemeenten/` without an id."""
    folder = FOLDERS[part][lang]
    return f"{folder}/{identifier}/" if identifier else f"{folder}/"


def further(lang: Lang, address: str, number: int) -> str:
    """Give the address of a part of a list, of which the first stands at `address`: `jaren/2009/deel/2/`."""
    return address if number == 1 else f"{address}{_PART[lang]}/{number}/"


def whole(lang: Lang, address: str) -> str:
    """Give where a list begins of which a part stands at `address`; that of any other page is its own."""
    first, name, number = address.rpartition(f"{_PART[lang]}/")
    return first if name and re.fullmatch("[0-9]+/", number) else address


def followers(lang: Lang, identifier: str) -> str:
    """Give the address of the page of everything that followed an event: `gebeurtenissen/assen/gevolgd-door/`."""
    return f"{path(lang, 'events', identifier)}{_FOLLOWERS[lang]}/"


def single(lang: Lang, name: str) -> str:
    """Give the address of a page of its own, below its language's root: `begrippen/`; the home page's is empty."""
    word = SINGLES[name][lang]
    return f"{word}/" if word else ""


def from_site_root(lang: Lang, address: str) -> str:
    """Give an address below the site's root: English stands in `en/`."""
    return address if lang == "nl" else f"en/{address}"


def embed(
    lang: Lang, part: Part | None = None, identifier: str = "", *, everything: bool = False, axis: bool = False
) -> str:
    """Give the address of an embeddable page below its language's root: all events, or a municipality's or theme's.

    `everything` is the page that holds all events of a timeline too long for the plain one, `axis` the one with the
    drawing above short lines instead of texts.
    """
    folder = _EMBEDS[part][lang] + f"{identifier}/" if part else ""
    rest = (_EVERYTHING[lang] if everything else "") + (_AXIS[lang] if axis else "")
    return f"embed/{folder}{rest}"


def oembed(lang: Lang, address: str) -> str | None:
    """Give where it is told how a page is embedded, below the site's root: the home page, an event, a municipality or a
    theme, by its address below its language's root. Other pages are not embedded."""
    folder, _, identifier = address.partition("/")
    if address and (
        not identifier or "/" in identifier[:-1] or folder not in {FOLDERS[part][lang] for part in ("events", *_EMBEDS)}
    ):
        return None
    return f"oembed/{from_site_root(lang, address.rstrip('/') or 'home')}.json"


def town(lang: Lang, address: str) -> str | None:
    """Give the municipality that a page is about, by the page's address below its language's root."""
    folder, _, identifier = address.partition("/")
    return identifier.rstrip("/") or None if folder == FOLDERS["municipalities"][lang] else None


def form_data(lang: Lang) -> str:
    """Give where the form for contributors finds what it needs to know, below the site's root."""
    return f"contribute/{lang}.json"


def choosing(lang: Lang) -> str:
    """Give the address of what the script needs to choose from a long timeline, below the site's root."""
    return f"filter/{lang}.json"


def picture(lang: Lang, part: Part | None = None, identifier: str = "") -> str:
    """Give the address of a share picture, below the site's root: that of a theme, a municipality or the site."""
    name = f"{FOLDERS[part]['en']}-{identifier}" if part else "site"
    return f"share/{lang}/{name}.png"


def relative(start: str, target: str) -> str:
    """Give the relative address from page `start` to page `target`, both below one root; never empty."""
    here = start.split("/")[:-1]
    there = target.split("/")
    shared = 0
    while shared < min(len(here), len(there) - 1) and here[shared] == there[shared]:
        shared += 1
    return "../" * (len(here) - shared) + "/".join(there[shared:]) or "./"


def markdown_file(address: str, *, index: bool) -> str:
    """Give the Markdown file that the engine publishes at `address`."""
    return f"{address}index.md" if index or not address else f"{address.rstrip('/')}.md"
