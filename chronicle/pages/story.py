"""The story page: the chapters in their order, each with the events that it rests on."""

from chronicle import dates
from chronicle.pages import routes
from chronicle.pages.render import render
from chronicle.pages.site import Page, Site
from chronicle.pages.views import View, Wording
from chronicle.pages.words import say


def page(site: Site) -> Page:
    """Give the page with every chapter."""
    lang = site.lang
    wording = Wording(site, routes.single(lang, "story"))
    chapters: list[View] = []
    for number, chapter in enumerate(site.timeline.chapters.values(), start=1):
        chapters.append(
            {
                "id": chapter.id,
                "number": number,
                "name": wording.line(chapter.name),
                "when": {
                    "text": dates.wording(chapter.date, lang),
                    "lang": None,
                    "datetime": dates.datetime_attribute(chapter.date),
                    "edtf": chapter.date.edtf,
                },
                "text": wording.prose(chapter.text),
                "events": wording.briefs(chapter.events),
            }
        )
    return Page(
        address=wording.address,
        twin=routes.single(site.other, "story"),
        title=say("story", lang),
        description=say("story-lead", lang),
        body=render("story.jinja", site, wording, chapters=chapters),
    )
