"""Every page of one language, as Markdown files."""

from collections.abc import Mapping

from chronicle.pages import events, glossary, lists, poster, routes, sources, story, written
from chronicle.pages.site import Page, Site, as_markdown


def markdown(site: Site, handwritten: Mapping[str, str]) -> dict[str, str]:
    """Give {file: Markdown} for one language; `handwritten` maps file names below `docs/<lang>/` to their texts."""
    made: list[Page] = [
        *events.pages(site),
        *lists.pages(site),
        *sources.pages(site),
        glossary.page(site),
        story.page(site),
        poster.page(site),
    ]
    files = {routes.markdown_file(page.address, index=page.index): as_markdown(page, site) for page in made}
    return files | dict(written.pages(site, handwritten))
