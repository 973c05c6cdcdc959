"""How a page is shown where a link to it is pasted (oEmbed 1.0, type `rich`): one file for each such page."""

from functools import partial
from html import escape

from chronicle.feeds import values
from chronicle.feeds.facts import History
from chronicle.feeds.parts import Parts, Recipes
from chronicle.feeds.telling import LANGS
from chronicle.model import Event
from chronicle.pages import portions, routes
from chronicle.pages.words import say
from chronicle.problems import Lang
from chronicle.recipes import Recipe

# What a host gives room for; many hosts make their own of it. Pixels.
WIDTH, HEIGHT = 800, 600
# A file is the same whatever width somebody asks for (`maxwidth`): the frame takes no more than there is.
_SIZE = f'width="{WIDTH}" height="{HEIGHT}" frameborder="0" style="max-width: 100%"'


def files(history: History, parts: Parts) -> Recipes:
    """Yield (path below the site's root, recipe) for the home page and each event, municipality and theme."""
    timeline, site_url = history.timeline, history.site_url
    newest = {event.id for event in portions.framed(timeline.events)}
    for lang in LANGS:
        name = say("site-name", lang)
        make = partial(_said, site_url, lang, name, routes.embed(lang), routes.picture(lang))
        yield _path(lang, ""), parts.recipe(make)
        for one in history.events:
            frame = routes.embed(lang, everything=one.event.id not in newest)
            recipe = Recipe(parts.key(parts.event(one), frame), partial(_of_event, site_url, lang, frame, one.event))
            # As in the API: what has moved stands under its earlier ids as well.
            for identifier in (one.event.id, *one.event.moved_from):
                yield _path(lang, routes.path(lang, "events", identifier)), recipe
        for town in timeline.municipalities.values():
            recipe = parts.recipe(partial(_of_part, site_url, lang, "municipalities", town.id, town.name))
            yield _path(lang, routes.path(lang, "municipalities", town.id)), recipe
        for theme in timeline.themes.values():
            recipe = parts.recipe(partial(_of_part, site_url, lang, "themes", theme.id, theme.name.pick(lang)[0]))
            yield _path(lang, routes.path(lang, "themes", theme.id)), recipe


def _of_event(site_url: str, lang: Lang, frame: str, event: Event) -> bytes:
    return _said(site_url, lang, event.title.pick(lang)[0], f"{frame}#event-{event.id}", routes.picture(lang))


def _of_part(site_url: str, lang: Lang, part: routes.Part, identifier: str, name: str) -> bytes:
    title, frame = f"{say('site-name', lang)}: {name}", routes.embed(lang, part, identifier)
    return _said(site_url, lang, title, frame, routes.picture(lang, part, identifier))


def _path(lang: Lang, address: str) -> str:
    path = routes.oembed(lang, address)
    assert path is not None
    return path


def _said(site_url: str, lang: Lang, title: str, frame: str, picture: str) -> bytes:
    home = site_url + routes.from_site_root(lang, "")
    source = escape(home + frame)
    said = {
        "version": "1.0",
        "type": "rich",
        "title": title,
        "provider_name": say("site-name", lang),
        "provider_url": home,
        "width": WIDTH,
        "height": HEIGHT,
        "html": f'<iframe src="{source}" title="{escape(title)}" {_SIZE}></iframe>',
        "thumbnail_url": site_url + picture,
        "thumbnail_width": 1200,
        "thumbnail_height": 630,
    }
    return (values.text(said) + "\n").encode()
