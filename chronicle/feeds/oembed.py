"""How a page is shown where a link to it is pasted (oEmbed 1.0, type `rich`): one file for each such page."""

import json
from collections.abc import Iterator
from html import escape

from chronicle.pages import routes
from chronicle.pages.site import Site
from chronicle.pages.words import say

# What a host gives room for; many hosts make their own of it. Pixels.
WIDTH, HEIGHT = 800, 600


def files(site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield (path below the site's root, JSON) for the home page and each event, municipality and theme."""
    lang, timeline, name = site.lang, site.timeline, say("site-name", site.lang)
    whole = routes.embed(lang)
    yield _file(site, "", name, whole, routes.picture(lang))
    for event in timeline.events:
        title = event.title.pick(lang)[0]
        address = routes.path(lang, "events", event.id)
        yield _file(site, address, title, f"{whole}#event-{event.id}", routes.picture(lang))
    for town in timeline.municipalities.values():
        yield _part(site, "municipalities", town.id, town.name)
    for theme in timeline.themes.values():
        yield _part(site, "themes", theme.id, theme.name.pick(lang)[0])


def _part(site: Site, part: routes.Part, identifier: str, name: str) -> tuple[str, bytes]:
    title = f"{say('site-name', site.lang)}: {name}"
    address, frame = routes.path(site.lang, part, identifier), routes.embed(site.lang, part, identifier)
    return _file(site, address, title, frame, routes.picture(site.lang, part, identifier))


def _file(site: Site, address: str, title: str, frame: str, picture: str) -> tuple[str, bytes]:
    source = escape(site.home + frame)
    said = {
        "version": "1.0",
        "type": "rich",
        "title": title,
        "provider_name": say("site-name", site.lang),
        "provider_url": site.home,
        "width": WIDTH,
        "height": HEIGHT,
        "html": f'<iframe src="{source}" title="{escape(title)}" width="{WIDTH}" height="{HEIGHT}"></iframe>',
        "thumbnail_url": site.site_url + picture,
        "thumbnail_width": 1200,
        "thumbnail_height": 630,
    }
    path = routes.oembed(site.lang, address)
    assert path is not None
    return path, (json.dumps(said, ensure_ascii=False) + "\n").encode()
