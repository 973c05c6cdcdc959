"""Every page of one language, as Markdown files."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import chain

from chronicle.pages import events, glossary, lists, poster, routes, sources, story, written, years
from chronicle.pages.hangs import Hangs
from chronicle.pages.site import Page, Planned, Site, as_markdown
from chronicle.recipes import Recipe


def recipes(
    site: Site, handwritten: Mapping[str, str], hangs: Hangs, view: Callable[[], Site] | None = None
) -> dict[str, Recipe]:
    """Give {file: recipe of its Markdown} for one language.

    `handwritten` maps file names below `docs/<lang>/` to their texts. `view` gives the site when a page is made, as
    `site` is; what was worked out for pages takes room, so it may be another one by then.
    """
    view = view or (lambda: site)
    found: dict[str, Recipe] = {}
    for plan in chain.from_iterable(
        of(site, hangs) for of in (events.pages, years.pages, lists.pages, sources.pages, _singles)
    ):
        found[_file(plan)] = Recipe(plan.key, partial(_markdown, plan, view))
    for file, key, make in written.planned(site, handwritten, hangs):
        found[file] = Recipe(key, partial(_written, make, view))
    return found


def _singles(site: Site, hangs: Hangs) -> Iterator[Planned]:
    """Yield the pages that stand alone, and are not written by hand."""
    chapters = site.timeline.chapters.values()
    told = [([(one, hangs.event(one, site.lang)) for one in of.events], hangs.there(of.text)) for of in chapters]
    singles: Mapping[str, tuple[Callable[[Site], Page], object]] = {
        "glossary": (glossary.page, None),
        "story": (story.page, told),
        "poster": (poster.page, hangs.everyone(site.lang)),
    }
    for name, (make, rest) in singles.items():
        yield Planned(address=routes.single(site.lang, name), make=make, key=hangs.of(name, rest))


def _file(plan: Planned) -> str:
    return routes.markdown_file(plan.address, index=plan.index)


def _markdown(plan: Planned, view: Callable[[], Site]) -> bytes:
    site = view()
    return as_markdown(plan.make(site), site).encode()


def _written(make: Callable[[Site], str], view: Callable[[], Site]) -> bytes:
    return make(view()).encode()
