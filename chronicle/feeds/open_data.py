"""Every file for machines, in every format."""

from collections.abc import Iterator

from chronicle import formats, json_schema
from chronicle.feeds import atom, calendars, events_json, json_feed, table, telling
from chronicle.feeds.facts import History
from chronicle.problems import Lang

_LANGS: tuple[Lang, Lang] = ("nl", "en")


def files(history: History) -> Iterator[tuple[str, bytes]]:
    """Yield (path below the site's root, contents)."""
    yield "api/v1/events.json", events_json.render(history).encode()
    for name, text in json_schema.files(history.timeline).items():
        yield f"api/v1/schema/{name}", text.encode()
    newest = telling.newest(history)
    for lang in _LANGS:
        voice = telling.voice(history, lang)
        told = [(facts, telling.html(facts, voice)) for facts in newest]
        yield formats.BY_ID["atom"].path(lang), atom.render(history, voice, told).encode()
        yield formats.BY_ID["jsonfeed"].path(lang), json_feed.render(history, voice, told).encode()
    yield from calendars.files(history)
    yield from table.files(history)
