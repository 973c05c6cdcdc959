"""The poster: the whole timeline on one sheet, the axis above and every event in a line below."""

from markupsafe import Markup

from chronicle.pages import filters, overview, portions, routes
from chronicle.pages.render import render
from chronicle.pages.site import Page, Site
from chronicle.pages.views import Wording, main_year
from chronicle.pages.words import say


def page(site: Site) -> Page:
    """Give the page with every event."""
    lang, events = site.lang, site.timeline.events
    wording = Wording(site, routes.single(lang, "poster"))
    years = [main_year(event) for event in events]
    lead = say("poster-lead", lang, first=min(years), last=max(years))
    shown = portions.newest(site.timeline, events)
    body = render(
        "poster.jinja",
        site,
        wording,
        lead=lead,
        statuses=filters.statuses(lang),
        overview=Markup(overview.overview(site, "poster")),  # noqa: S704  made by our own template
        events=wording.briefs(event.id for event in shown),
        rest=portions.left_out(wording, events),
    )
    return Page(
        address=wording.address,
        twin=routes.single(site.other, "poster"),
        title=say("poster", lang),
        description=lead,
        body=body,
    )
