"""What was last added or changed, in both of its formats: an entry of each is made of one text."""

from collections.abc import Iterator, Sequence

from chronicle import formats
from chronicle.feeds import atom, json_feed, telling
from chronicle.feeds.facts import CLOCK, Facts, History
from chronicle.feeds.telling import LANGS, Fragment, Shared, moment
from chronicle.problems import Lang


def fragment(one: Facts, shared: Shared) -> Fragment:
    """Give an event as entries: of Atom and of JSON Feed, first those in Dutch."""
    return tuple(entry for lang in LANGS for entry in _entries(one, shared, lang))


def _entries(one: Facts, shared: Shared, lang: Lang) -> tuple[bytes, bytes]:
    voice = shared.voices[lang]
    content = telling.html(one, voice)
    return atom.entry(one, content, voice, shared.timeline), json_feed.entry(one, content, voice, shared)


def files(history: History, newest: Sequence[Facts], fragments: Sequence[Fragment]) -> Iterator[tuple[str, bytes]]:
    """Yield (path below the site's root, contents) of the feeds. `fragments` are those of `newest`."""
    clock = CLOCK.encode(), moment(history.generated_at).encode()
    # Without an event, nothing was ever changed.
    updated = history.changed(newest[0]) if newest else history.generated_at
    for number, lang in enumerate(LANGS):
        entries, items = ([one[2 * number + at].replace(*clock) for one in fragments] for at in (0, 1))
        yield formats.BY_ID["atom"].path(lang), atom.render(history, lang, updated, entries)
        yield formats.BY_ID["jsonfeed"].path(lang), json_feed.render(history, lang, items)
