"""The timeline in one file that needs no other and asks for nothing: for a file share, an archive, a stick."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from markupsafe import Markup

from chronicle.embed import beside, frames
from chronicle.embed.items import Items
from chronicle.pages import routes
from chronicle.pages.site import Site
from chronicle.problems import Lang

NAMES: Mapping[Lang, str] = {"nl": "embed/tijdlijn.html", "en": "embed/timeline.html"}


def files(site: Site, docs: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """Yield one language's file by its path below the site's root; without styles in `docs`, nothing."""
    if not any(name.startswith("embed/") for name in docs):
        return
    styles, script = beside.styles(docs, axis=True), beside.script(docs)
    inside = frames.Inside(
        styles=Markup(styles.decode()),  # noqa: S704  our own file
        script=Markup(script.decode()),  # noqa: S704  our own file
        # Only these very texts are let in; nothing is fetched.
        policy="; ".join(
            (
                "default-src 'none'",
                f"script-src '{beside.integrity(script, 'sha256')}'",
                f"style-src '{beside.integrity(styles, 'sha256')}'",
                "base-uri 'none'",
                "form-action 'none'",
            )
        ),
    )
    path = routes.from_site_root(site.lang, NAMES[site.lang])
    yield path, frames.document(Items(site, away=True), replace(frames.whole(site), axis=True), inside).encode()
