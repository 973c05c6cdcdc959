"""Every file for machines, in every format."""

from collections.abc import Callable, Iterator, Mapping

from chronicle import formats, json_schema
from chronicle.feeds import (
    atom,
    calendars,
    dcat,
    events_json,
    graph,
    json_feed,
    openapi,
    rdf,
    sources_json,
    table,
    telling,
    timelinejs,
    vocabulary_json,
)
from chronicle.feeds.facts import History
from chronicle.problems import Lang

API = "api/v1/"
_LANGS: tuple[Lang, Lang] = ("nl", "en")

Files = Iterator[tuple[str, bytes]]


def _api(history: History) -> Files:
    for name, text in events_json.files(history):
        yield API + name, text.encode()
    yield f"{API}sources.json", sources_json.render(history).encode()
    yield f"{API}vocabulary.json", vocabulary_json.render(history).encode()
    yield f"{API}openapi.json", openapi.render(history).encode()
    for name, text in json_schema.files(history.timeline).items():
        yield f"{API}schema/{name}", text.encode()


def _news(history: History) -> Files:
    newest = telling.newest(history)
    for lang in _LANGS:
        voice = telling.voice(history, lang)
        told = [(facts, telling.html(facts, voice)) for facts in newest]
        yield formats.BY_ID["atom"].path(lang), atom.render(history, voice, told).encode()
        yield formats.BY_ID["jsonfeed"].path(lang), json_feed.render(history, voice, told).encode()


def _linked(history: History) -> Files:
    for name, text in zip(("jsonld", "ttl"), rdf.both(graph.nodes(history)), strict=True):
        yield formats.BY_ID[name].path(), text.encode()


def _catalogue(history: History) -> Files:
    yield formats.BY_ID["dcat"].path(), dcat.render(history).encode()


def _slides(history: History) -> Files:
    for lang in _LANGS:
        yield formats.BY_ID["timelinejs"].path(lang), timelinejs.render(history, lang).encode()


# What makes the files of a format, by the format's id (chronicle/formats.py). Each yields (path below the site's root,
# contents) and needs nothing of the others; some make several formats, which share their work.
MAKERS: Mapping[str, Callable[[History], Files]] = {
    "json": _api,
    "ics": calendars.files,
    "ics-town": calendars.files,
    "atom": _news,
    "jsonfeed": _news,
    "csv": table.files,
    "csv-excel": table.files,
    "csvw": table.files,
    "jsonld": _linked,
    "ttl": _linked,
    "dcat": _catalogue,
    "timelinejs": _slides,
}


def files(history: History) -> Files:
    """Yield (path below the site's root, contents) of every file in every format."""
    for make in dict.fromkeys(MAKERS.values()):
        yield from make(history)


def one(history: History, identifier: str, lang: Lang) -> bytes:
    """Give the file of one format, in `lang` if it has a file for each language; other makers' formats are not made.

    Raises KeyError when nothing makes that format.
    """
    wanted = formats.BY_ID[identifier].path(lang)
    for path, data in MAKERS[identifier](history):
        if path == wanted:
            return data
    raise KeyError(identifier)
