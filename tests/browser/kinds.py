"""One page of every kind, in both languages: the fullest one, because most can go wrong there."""

from collections.abc import Iterator
from dataclasses import dataclass

from tests.browser.sites import Site

# Dutch and English addresses, English below en/.
SINGLES = {
    "home": ("", ""),
    "story": ("verhaal/", "story/"),
    "poster": ("poster/", "poster/"),
    "glossary": ("begrippen/", "glossary/"),
    "embedding": ("insluiten/", "embedding/"),
    "contribute": ("bijdragen/", "contribute/"),
    "data": ("gegevens/", "data/"),
    "about": ("over/", "about/"),
    "accessibility": ("toegankelijkheid/", "accessibility/"),
    "privacy": ("privacy/", "privacy/"),
    "colophon": ("colofon/", "colophon/"),
    "years": ("jaren/", "years/"),
    "municipalities": ("gemeenten/", "municipalities/"),
    "themes": ("themas/", "themes/"),
    "organisations": ("organisaties/", "organisations/"),
    "sources": ("bronnen/", "sources/"),
}
FOLDERS = {
    "year": ("jaren", "years"),
    "municipality": ("gemeenten", "municipalities"),
    "theme": ("themas", "themes"),
    "organisation": ("organisaties", "organisations"),
    "source": ("bronnen", "sources"),
}
EVENTS = ("gebeurtenissen", "events")
STATUSES = {"confirmed", "planned", "expected"}
MISSING = "deze/pagina/is-er-niet/"


@dataclass(frozen=True, slots=True)
class Kind:
    """A page that stands for its kind."""

    name: str
    lang: str
    url: str

    def __str__(self) -> str:
        return f"{self.name} ({self.lang}) {self.url}"


def kinds(site: Site) -> list[Kind]:
    """Give a page of every kind in both languages, and the 404 page, which speaks both."""
    return [*_kinds(site), Kind("404", "nl", site.url + MISSING)]


def _kinds(site: Site) -> Iterator[Kind]:
    for name, (dutch, english) in SINGLES.items():
        yield from _pair(site, name, dutch, english)
    for name, folders in FOLDERS.items():
        ids = {page.name for page in (site.folder / folders[0]).iterdir() if page.is_dir()}
        yield from _fullest(site, name, folders, ids)
    for status in sorted(STATUSES | {event["status"] for event in site.events}):
        ids = {event["id"] for event in site.events if event["status"] == status}
        yield from _fullest(site, f"event {status}", EVENTS, ids)


def _pair(site: Site, name: str, dutch: str, english: str) -> Iterator[Kind]:
    yield Kind(name, "nl", f"{site.url}{dutch}")
    yield Kind(name, "en", f"{site.url}en/{english}")


def _fullest(site: Site, name: str, folders: tuple[str, str], ids: set[str]) -> Iterator[Kind]:
    assert ids, f"there is no page of the kind {name}"

    def size(identifier: str) -> tuple[int, str]:
        return (site.folder / folders[0] / identifier / "index.html").stat().st_size, identifier

    longest = max(ids, key=size)
    yield from _pair(site, name, *(f"{folder}/{longest}/" for folder in folders))
