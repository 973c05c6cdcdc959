"""Every page of one language, as Markdown files."""

from collections.abc import Callable, Mapping
from functools import partial
from itertools import chain

from chronicle.pages import events, glossary, lists, poster, routes, sources, story, written, years
from chronicle.pages.hangs import Hangs
from chronicle.pages.site import Page, Planned, Site, as_markdown
from chronicle.recipes import Recipe, made


def recipes(
    site: Site, handwritten: Mapping[str, str], hangs: Hangs, view: Callable[[], Site] | None = None
) -> dict[str, Recipe]:
    """Give {file: recipe of its Markdown} for one language.

    `handwritten` maps file names below `docs/<lang>/` to their texts. `view` gives the site when a page is made, as
    `site` is; what was worked out for pages takes room, so it may be another one by then.
    """
    found: dict[str, Recipe] = {}
    for plan in chain.from_iterable(of.pages(site, hangs) for of in (events, years, lists, sources)):
        found[_file(plan)] = _recipe(plan, view or (lambda: site))
    # These tell of everything, or are made in no time.
    for page in (glossary.page(site), story.page(site), poster.page(site)):
        found[_file(page)] = made(as_markdown(page, site).encode())
    for file, text in written.pages(site, handwritten):
        found[file] = made(text.encode())
    return found


def _file(page: Page | Planned) -> str:
    return routes.markdown_file(page.address, index=page.index)


def _recipe(plan: Planned, view: Callable[[], Site]) -> Recipe:
    return Recipe(plan.key, partial(_markdown, plan, view))


def _markdown(plan: Planned, view: Callable[[], Site]) -> bytes:
    site = view()
    return as_markdown(plan.make(site), site).encode()
