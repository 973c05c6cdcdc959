"""How a page is shown where a link to it is pasted (oEmbed 1.0, type `rich`): one file for each such page."""

from collections.abc import Iterator, Sequence
from html import escape

from chronicle.feeds import values
from chronicle.feeds.facts import Facts, History
from chronicle.feeds.telling import LANGS, Fragment, Shared
from chronicle.pages import routes
from chronicle.pages.words import say
from chronicle.problems import Lang

# What a host gives room for; many hosts make their own of it. Pixels.
WIDTH, HEIGHT = 800, 600


def fragment(one: Facts, shared: Shared) -> Fragment:
    """Give the whole file of an event in each language."""
    event, site_url = one.event, shared.site_url
    return tuple(
        _said(site_url, lang, event.title.pick(lang)[0], f"{routes.embed(lang)}#event-{event.id}", routes.picture(lang))
        for lang in LANGS
    )


def files(history: History, fragments: Sequence[Fragment]) -> Iterator[tuple[str, bytes]]:
    """Yield (path below the site's root, JSON) for the home page and each event, municipality and theme."""
    timeline, site_url = history.timeline, history.site_url
    for number, lang in enumerate(LANGS):
        name = say("site-name", lang)
        yield _path(lang, ""), _said(site_url, lang, name, routes.embed(lang), routes.picture(lang))
        for one, made in zip(history.events, fragments, strict=True):
            yield _path(lang, routes.path(lang, "events", one.event.id)), made[number]
        for town in timeline.municipalities.values():
            yield _part(site_url, lang, "municipalities", town.id, town.name)
        for theme in timeline.themes.values():
            yield _part(site_url, lang, "themes", theme.id, theme.name.pick(lang)[0])


def _part(site_url: str, lang: Lang, part: routes.Part, identifier: str, name: str) -> tuple[str, bytes]:
    title, frame = f"{say('site-name', lang)}: {name}", routes.embed(lang, part, identifier)
    made = _said(site_url, lang, title, frame, routes.picture(lang, part, identifier))
    return _path(lang, routes.path(lang, part, identifier)), made


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
        "html": f'<iframe src="{source}" title="{escape(title)}" width="{WIDTH}" height="{HEIGHT}"></iframe>',
        "thumbnail_url": site_url + picture,
        "thumbnail_width": 1200,
        "thumbnail_height": 630,
    }
    return (values.text(said) + "\n").encode()
