"""What was last added or changed, in both of its formats: an entry of each is made of one text."""

from collections.abc import Sequence
from functools import partial

from chronicle import formats
from chronicle.feeds import atom, json_feed, telling
from chronicle.feeds.facts import CLOCK, Facts, History
from chronicle.feeds.parts import Parts, Recipes
from chronicle.feeds.telling import LANGS, Fragment, Shared, moment
from chronicle.problems import Lang


def fragment(one: Facts, shared: Shared) -> Fragment:
    """Give an event as entries: of Atom and of JSON Feed, first those in Dutch."""
    return tuple(entry for lang in LANGS for entry in _entries(one, shared, lang))


def _entries(one: Facts, shared: Shared, lang: Lang) -> tuple[bytes, bytes]:
    voice = shared.voices[lang]
    content = telling.html(one, voice)
    return atom.entry(one, content, voice, shared.timeline), json_feed.entry(one, content, voice, shared)


def files(history: History, parts: Parts) -> Recipes:
    """Yield (path below the site's root, recipe) of the feeds."""
    newest = telling.newest(history)
    row, clock = parts.row(newest), moment(history.generated_at)
    for lang in LANGS:
        for identifier, make in (("atom", _atom), ("jsonfeed", _json_feed)):
            recipe = parts.recipe(partial(make, history, parts, lang, newest), row, clock)
            yield formats.BY_ID[identifier].path(lang), recipe


def _atom(history: History, parts: Parts, lang: Lang, newest: Sequence[Facts]) -> bytes:
    # Without an event, nothing was ever changed.
    updated = history.changed(newest[0]) if newest else history.generated_at
    return atom.render(history, lang, updated, _said(history, parts, newest, 2 * LANGS.index(lang)))


def _json_feed(history: History, parts: Parts, lang: Lang, newest: Sequence[Facts]) -> bytes:
    return json_feed.render(history, lang, _said(history, parts, newest, 2 * LANGS.index(lang) + 1))


def _said(history: History, parts: Parts, newest: Sequence[Facts], number: int) -> list[bytes]:
    clock = CLOCK.encode(), moment(history.generated_at).encode()
    return [one[number].replace(*clock) for one in parts.events("news", newest)]
