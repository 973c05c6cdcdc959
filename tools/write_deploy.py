"""Writes the files of `deploy/` from the table in `tools/headers.py`: `python -m tools.write_deploy`.

With options they are made for one organisation: `--folder` where the site does not stand at the root of its host,
`--embed` for each site that may show the embeddable pages in a frame, `--to` for where to write them.
A test makes the committed ones again and compares.
"""

import argparse
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import jinja2

from chronicle import assets
from chronicle.embed import beside, offline
from chronicle.pages import routes
from chronicle.problems import Lang
from tools import headers
from tools.headers import Group, Place

NAMES = ("nginx.conf", "apache.conf", "web.config", "_headers")
TEMPLATES = Path(__file__).resolve().parent / "deploy"
MADE = "Made by python -m tools.write_deploy; what to do with it stands in README.md beside it."
EMBED = "EMBED: sites that may show /embed/ in a frame stand behind 'self', with blanks between"

# What Accept-Encoding says when a copy may be sent (RFC 9110, 12.5.3): it is named, and not with a weight of 0.
READS = {
    ending: rf"(?:^|,)\s*{name}\s*(?:$|,|;\s*q\s*=\s*(?!0(?:\.0*)?\s*(?:$|,)))"
    for ending, name in ((".br", "br"), (".gz", "gzip"))
}

_LANGS: tuple[Lang, ...] = ("nl", "en")
_FOLDER = re.compile(r"\A/(?:[A-Za-z0-9._~-]+/)*\Z")
_SITE = re.compile(r"\Ahttps://(?:\*\.)?[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*(?::[0-9]+)?\Z")


def files(folder: str = "/", embedders: Sequence[str] = ()) -> dict[str, str]:
    """Give {file name: text} for a site in `folder` (a slash at both ends) that `embedders` may show in a frame."""
    pages = headers.policy_of_pages()

    def varied(group: Group) -> dict[str, str]:
        return headers.varied(group, pages, embedders)

    groups = dict.fromkeys(place.group for place in headers.PLACES)

    def otherwise(name: str) -> Iterator[tuple[Group, str]]:
        """The groups that carry another value than the site, and always the one that somebody will want to change."""
        for group in groups:
            value = varied(group).get(name, "")
            if value != varied("site").get(name, "") or (group in headers.FRAMED and "frame-ancestors" in value):
                yield group, value

    def changed(place: Place) -> Iterator[tuple[str, str]]:
        """What is set otherwise there. A place within another one takes back what that one set."""
        around = {one.group for one in headers.PLACES[1:] if place.prefixes[0].startswith(one.prefixes)}
        for name, value in varied(place.group).items():
            if around & dict(otherwise(name)).keys():
                yield name, value

    environment = _environment()
    given: Mapping[str, object] = {
        "made": MADE,
        "embed": EMBED,
        "framed": headers.FRAMED,
        "folder": folder,
        "ancestors": " ".join(["'self'", *embedders]),
        "always": headers.ALWAYS,
        "table": [(name, varied("site").get(name, ""), dict(otherwise(name))) for name in headers.VARIED],
        "places": headers.PLACES[1:],
        "pattern": lambda place: _pattern(place, folder),
        "changed": changed,
        "varied": varied,
        "all_media": headers.MEDIA,
        "own_types": headers.OWN_TYPES,
        "own_names": {media.type: re.split("[/+]", media.type)[1] for media in headers.OWN_TYPES.values()},
        "packing": [media.endings for media in headers.MEDIA if media.packs],
        "addresses": addresses(),
        "reads": READS,
    }
    made = {name: environment.get_template(f"{name}.jinja").render(given) for name in NAMES}
    # Between double quotes an apostrophe needs no code, and people will read and change what stands there.
    return {name: text.replace("&#39;", "'") for name, text in made.items()}


def _environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=jinja2.select_autoescape(["config.jinja"]),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _pattern(place: Place, folder: str) -> str:
    """Give a regular expression for the beginning of the addresses of a place."""
    prefixes = "|".join(re.escape(prefix) for prefix in place.prefixes)
    return f"^{re.escape(folder)}(?:{prefixes})"


def addresses() -> dict[Group, list[str]]:
    """Give patterns for every address of a site, no two of which fit one. `:file` is a name without a slash."""
    both = ("", "en/")
    singles = {routes.from_site_root(lang, routes.single(lang, name)) for name in routes.SINGLES for lang in _LANGS}
    folders = {routes.from_site_root(lang, f"{names[lang]}/") for names in routes.FOLDERS.values() for lang in _LANGS}
    builder = {routes.from_site_root(lang, routes.single(lang, "embedding")) for lang in _LANGS}
    pages = [*both, *(f"{page}*" for page in sorted((singles | folders) - set(both) - builder))]
    alone = [
        "index.html",
        "en/index.html",
        "404.html",
        "sitemap.xml",
        "robots.txt",
        ".well-known/*",
        "search/:file",
        "filter/:file",
        "contribute/:file",
    ]
    hashed = [f"{assets.HOME}*", *(f"{kind}/{lang}/*" for kind in ("search", "filter") for lang in _LANGS)]
    return {
        "site": [*pages, *alone],
        "builder": [f"{page}*" for page in sorted(builder)],
        # Address by address: the one file in the same folder is told something else.
        "embed": [
            *(f"{lang}embed/{rest}" for lang in both for rest in ("", "index.html", ":part/*")),
            "embed/element.js",
        ],
        # Some of these hosts leave the ending out.
        "offline": [f"{routes.from_site_root(lang, name.partition('.')[0])}*" for lang, name in offline.NAMES.items()],
        "data": [beside.HELPER, *beside.NAMES, "api/*", "feeds/*", "oembed/*"],
        "images": ["images/*", "share/*"],
        "hashed": hashed,
        "framed": [f"{beside.KEPT}*"],
    }


def _matching(pattern: re.Pattern[str]) -> Callable[[str], str]:
    def check(text: str) -> str:
        if not pattern.match(text):
            raise argparse.ArgumentTypeError(repr(text))
        return text

    return check


def main(words: Sequence[str]) -> int:
    """Write the files that `words` ask for. Gives the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tools.write_deploy", allow_abbrev=False)
    parser.add_argument("--folder", type=_matching(_FOLDER), default="/", help="/tijdlijn/")
    parser.add_argument("--embed", type=_matching(_SITE), action="append", default=[], help="https://example.nl")
    parser.add_argument("--to", type=Path, default=headers.PROJECT / "deploy")
    options = parser.parse_args(words)
    options.to.mkdir(parents=True, exist_ok=True)
    for name, text in files(options.folder, options.embed).items():
        (options.to / name).write_text(text, encoding="utf-8")
        print(options.to / name)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
