"""The glossary page."""

import unicodedata

from chronicle.pages import linked_data, routes
from chronicle.pages.render import render
from chronicle.pages.site import Page, Site
from chronicle.pages.views import View, Wording
from chronicle.pages.words import say


def page(site: Site) -> Page:
    """Give the page with every term, in the order of the alphabet."""
    lang = site.lang
    address = routes.single(lang, "glossary")
    items: list[View] = [
        {
            "id": term.id,
            "term": term.term.pick(lang)[0],
            "dutch": term.term.nl if lang == "en" else None,
            "explanation": term.explanation.pick(lang)[0],
        }
        for term in site.timeline.glossary.values()
    ]
    items.sort(key=lambda item: (_plain(item["term"]), item["id"]))
    return Page(
        address=address,
        twin=routes.single(site.other, "glossary"),
        title=say("glossary", lang),
        description=say("glossary-lead", lang),
        body=render("glossary.jinja", site, Wording(site, address), items=items),
        data=linked_data.of_glossary(site, site.home + address),
    )


def _plain(text: str) -> str:
    """Leave out accents and capitals, for sorting."""
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c)).casefold()
