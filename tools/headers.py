"""Which headers the site is served with: one table, from which the policy of every page and all of `deploy/` are made.

The meaning of the policy: https://www.w3.org/TR/CSP3/. Hashes and hosts come in as arguments.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from chronicle import assets, formats
from chronicle.embed import beside, offline
from chronicle.pages import routes
from chronicle.problems import Lang

PROJECT = Path(__file__).resolve().parent.parent
# The one place where the hashes of the theme's inline scripts are kept: the element that every page takes over.
ELEMENT = PROJECT / "docs/theme/partials/csp.html"

Group = Literal["embed", "offline", "data", "images", "hashed", "framed", "builder", "site"]

ONE_YEAR = 31_536_000
_LANGS: tuple[Lang, Lang] = ("nl", "en")


def policy(hashes: Sequence[str]) -> str:
    """Give the Content-Security-Policy of every page; `hashes` are those of the theme's own inline scripts.

    What is not named is forbidden: frames, forms, plug-ins, fonts from elsewhere, inline styles and `eval`.
    """
    directives = {
        "default-src": ["'none'"],
        "script-src": ["'self'", *(f"'{one}'" for one in hashes)],
        "style-src": ["'self'"],
        # The theme's icons are addresses of the kind data: in its style sheets.
        "img-src": ["'self'", "data:"],
        # The search asks for the parts of its index.
        "connect-src": ["'self'"],
        # These two do not fall back on default-src.
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
    }
    return "; ".join(f"{name} {' '.join(values)}" for name, values in directives.items())


def policy_of_pages() -> str:
    """Give the policy that every page carries. Raises ValueError when its file does not hold one."""
    found = re.search(r'<meta http-equiv="Content-Security-Policy" content="([^"]+)">', ELEMENT.read_text("utf-8"))
    if found is None:
        raise ValueError(f"{ELEMENT.name} holds no policy")
    return found[1]


def with_frames(policy: str) -> str:
    """Give the policy of a page that shows pages of ours in frames; docs/theme/main.html makes the same."""
    return policy.replace("; base-uri", "; frame-src 'self'; base-uri")


@dataclass(frozen=True, slots=True)
class Place:
    """Addresses that are served alike: those that begin with one of `prefixes`, below the site's root."""

    group: Group
    prefixes: tuple[str, ...]


# Where more than one place fits, the last one decides.
PLACES = (
    Place("site", ("",)),
    # The page that shows the embeddable ones, in frames.
    Place("builder", ("insluiten/", "en/embedding/")),
    # The embeddable pages, and the script beside them that a host page may load.
    Place("embed", ("embed/", "en/embed/")),
    # The timeline in one file, which holds its own styles and script.
    Place("offline", tuple(routes.from_site_root(lang, offline.NAMES[lang]) for lang in _LANGS)),
    Place("data", (beside.HELPER, *beside.NAMES, "api/", "feeds/", "oembed/")),
    Place("images", ("images/", "share/")),
    # The build writes a hash of the contents into the names of these folders.
    Place("hashed", (assets.HOME, "search/nl/", "search/en/", "filter/nl/", "filter/en/")),
    # So it does with what the embeddable pages need; a sandboxed frame is of no site, not even of this one.
    Place("framed", (beside.KEPT,)),
)


def group_of(path: str) -> Group:
    """Give the group of an address below the site's root, without a slash at its beginning."""
    return [place.group for place in PLACES if path.startswith(place.prefixes)][-1]


# What is the same for every answer, errors included.
ALWAYS = {
    # Without includeSubDomains and preload: those bind other sites of the organisation, which has to decide on them.
    "Strict-Transport-Security": f"max-age={ONE_YEAR}",
    "X-Content-Type-Options": "nosniff",
    # Other sites are not told which page somebody came from.
    "Referrer-Policy": "same-origin",
    # Every feature that a page could ask for and that no page of ours uses. What is not named is for the site itself.
    "Permissions-Policy": ", ".join(
        f"{name}=()"
        for name in (
            "accelerometer", "autoplay", "camera", "clipboard-read", "display-capture", "encrypted-media",
            "geolocation", "gyroscope", "magnetometer", "microphone", "midi", "payment", "picture-in-picture",
            "publickey-credentials-get", "screen-wake-lock", "serial", "usb", "xr-spatial-tracking",
        )
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
}  # fmt: skip

# What other sites may show in a frame, once they are named.
FRAMED: frozenset[Group] = frozenset({"embed", "offline"})

# What differs, in the order in which it is written.
VARIED = (
    "Content-Security-Policy",
    "Cross-Origin-Resource-Policy",
    "Access-Control-Allow-Origin",
    "Cache-Control",
)


def varied(group: Group, pages: str, embedders: Sequence[str]) -> dict[str, str]:
    """Give what a group's answers carry beside `ALWAYS`; `pages` is the policy of pages.

    `embedders` are the sites that may show the embeddable pages in a frame, as sources of a policy.
    """
    policy = with_frames(pages) if group == "builder" else pages
    ancestors = " ".join(["'self'", *(embedders if group in FRAMED else ())])
    shared = group in FRAMED | {"framed", "data", "images"}
    return {
        # In a meta element frame-ancestors does nothing, so only the header has it. Of two policies both count: no
        # header may forbid what the one file lets in by its hash.
        "Content-Security-Policy": f"{f'{policy}; ' if group != 'offline' else ''}frame-ancestors {ancestors}",
        "Cross-Origin-Resource-Policy": "cross-origin" if shared else "same-origin",
        **({"Access-Control-Allow-Origin": "*"} if group in FRAMED | {"framed", "data"} else {}),
        # The rest may be kept for five minutes; after that the server is asked whether it is still the same.
        "Cache-Control": f"public, max-age={ONE_YEAR}, immutable"
        if group in {"hashed", "framed"}
        else "public, max-age=300, must-revalidate",
    }


@dataclass(frozen=True, slots=True)
class Media:
    """A kind of file: the endings of its names, its type, whether that has a charset, and whether it packs well."""

    type: str
    endings: tuple[str, ...]
    text: bool = True
    packs: bool = True

    @property
    def whole(self) -> str:
        """The type as it is sent."""
        return f"{self.type}; charset=utf-8" if self.text else self.type


MEDIA = (
    Media("text/html", ("html",)),
    Media("text/css", ("css",)),
    Media("text/javascript", ("js", "mjs")),
    Media("text/plain", ("txt",)),
    Media("text/csv", ("csv",)),
    Media("text/calendar", ("ics",)),
    Media("text/turtle", ("ttl",)),
    Media("application/x-bibtex", ("bib",)),
    Media("application/json", ("json", "map")),
    Media("application/ld+json", ("jsonld",)),
    Media("application/manifest+json", ("webmanifest",)),
    Media("application/xml", ("xml",)),
    Media("image/svg+xml", ("svg",), text=False),
    Media("image/png", ("png",), text=False, packs=False),
    Media("image/jpeg", ("jpg", "jpeg"), text=False, packs=False),
    Media("image/webp", ("webp",), text=False, packs=False),
    Media("image/gif", ("gif",), text=False, packs=False),
    Media("image/avif", ("avif",), text=False, packs=False),
    Media("application/pdf", ("pdf",), text=False, packs=False),
    Media("font/woff2", ("woff2",), text=False, packs=False),
)


def _own_types() -> dict[str, Media]:
    by_ending = {ending: media for media in MEDIA for ending in media.endings}
    paths = {one.path(lang): one.media for one in formats.FORMATS if "{town}" not in one.address for lang in _LANGS}
    return {path: Media(media, ()) for path, media in paths.items() if by_ending[path.rpartition(".")[2]].type != media}


# Files whose ending tells only half of what they are, by their address below the site's root.
OWN_TYPES = _own_types()
