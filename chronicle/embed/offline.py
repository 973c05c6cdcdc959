"""The timeline in one file that needs no other and asks for nothing: for a file share, an archive, a stick."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from markupsafe import Markup

from chronicle.embed import beside, frames
from chronicle.embed.items import Items
from chronicle.memo import Memo
from chronicle.model import Timeline
from chronicle.pages import routes
from chronicle.pages.hangs import Hangs
from chronicle.pages.site import Site
from chronicle.problems import Lang
from chronicle.recipes import Recipe

NAMES: Mapping[Lang, str] = {"nl": "embed/tijdlijn.html", "en": "embed/timeline.html"}


def files(site: Site, docs: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """Yield one language's file by its path below the site's root; without styles in `docs`, nothing."""
    if inside := _inside(docs):
        yield _path(site.lang), frames.document(Items(site), _frame(site.timeline, site.lang), inside)


def recipes(
    timeline: Timeline, lang: Lang, docs: Mapping[str, bytes], *, hangs: Hangs, memo: Memo, view: Callable[[], Site]
) -> Iterator[tuple[str, Recipe]]:
    """Yield the recipe of this file. What it is given is as for `frames.recipes`."""
    if inside := _inside(docs):
        frame, keep = _frame(timeline, lang), frames.kept_in(memo, lang, hangs)
        key = hangs.of("offline", lang, inside, *frames.hangs_on(frame, lang, hangs))
        yield _path(lang), Recipe(key, lambda: frames.document(Items(view(), keep), frame, inside))


def _path(lang: Lang) -> str:
    return routes.from_site_root(lang, NAMES[lang])


def _frame(timeline: Timeline, lang: Lang) -> frames.Frame:
    return replace(frames.whole(timeline, lang), axis=True)


def _inside(docs: Mapping[str, bytes]) -> frames.Inside | None:
    if not any(name.startswith("embed/") for name in docs):
        return None
    styles, script = beside.styles(docs, axis=True), beside.script(docs)
    return frames.Inside(
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
