"""The files for machines as a reader finds them: what each is for, where it is, and calendars to subscribe to."""

import re
from dataclasses import dataclass

from chronicle import formats
from chronicle.formats import Format
from chronicle.pages import routes
from chronicle.pages.render import render
from chronicle.pages.site import Site
from chronicle.pages.views import Wording
from chronicle.pages.words import say

# What is one file for all, in the order in which it is shown: the most asked for comes first. Calendars stand apart.
_SHOWN = ("csv", "csv-excel", "json", "ics", "atom", "jsonfeed", "timelinejs", "jsonld", "ttl", "dcat", "csvw")


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """A row of the table: `name` and `use` are words for readers, `href` leads there from the page."""

    name: str
    use: str
    file: str
    href: str
    media: str


def table(site: Site) -> str:
    """Give the table of all formats as HTML."""
    rows = [_row(site, formats.BY_ID[name]) for name in _SHOWN]
    return render("downloads.jinja", site, _wording(site), rows=rows)


def calendars(site: Site) -> str:
    """Give the calendar of everything and those of the municipalities as HTML: to subscribe to, and as addresses."""
    whole, part = formats.BY_ID["ics"], formats.BY_ID["ics-town"]
    towns = [
        (town.name, _subscribe(site, part.path(site.lang, town.id))) for town in site.timeline.municipalities.values()
    ]
    path = whole.path(site.lang)
    return render(
        "calendars.jinja", site, _wording(site), whole=_subscribe(site, path), address=site.site_url + path, towns=towns
    )


def _row(site: Site, one: Format) -> Download:
    path = one.path(site.lang)
    return Download(
        name=say(f"format.{one.id}", site.lang),
        use=say(f"format.{one.id}.use", site.lang),
        file=path.rpartition("/")[2],
        href=_from_here(site, path),
        media=one.media,
    )


def _wording(site: Site) -> Wording:
    return Wording(site, routes.single(site.lang, "data"))


def _from_here(site: Site, path: str) -> str:
    here = routes.from_site_root(site.lang, routes.single(site.lang, "data"))
    return routes.relative(here, path)


def _subscribe(site: Site, path: str) -> str:
    """Give the address with which a device offers to subscribe (the scheme `webcal`, which calendars understand)."""
    return re.sub(r"^https?:", "webcal:", site.site_url) + path
