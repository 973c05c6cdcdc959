"""Every file for machines, in every format.

A format is made in two steps. What it says of one event is a fragment, which hangs on the event, on what it names and
on nothing else. Its files are a head, the fragments in their order, and a foot. So each event is worked out once,
however many files hold it, and what is made of it can be kept as long as nothing of it changes.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeAlias

from chronicle import formats, json_schema
from chronicle.feeds import (
    calendars,
    citations,
    dcat,
    events_json,
    graph,
    news,
    oembed,
    openapi,
    sources_json,
    table,
    telling,
    timelinejs,
    vocabulary_json,
)
from chronicle.feeds.facts import Facts, History
from chronicle.feeds.telling import Fragment, Shared
from chronicle.problems import Lang

API = "api/v1/"

Files: TypeAlias = Iterator[tuple[str, bytes]]
# Gives the fragments of one kind for some events, in their order.
Made: TypeAlias = Callable[[str, Sequence[Facts]], Sequence[Fragment]]

# What makes an event's fragment, by its kind. Where the source's clock would stand in one, `facts.CLOCK` stands.
KINDS: Mapping[str, Callable[[Facts, Shared], Fragment]] = {
    "json": events_json.fragment,
    "ics": calendars.fragment,
    "news": news.fragment,
    "csv": table.fragment,
    "graph": graph.fragment,
    "timelinejs": timelinejs.fragment,
    "cite": citations.fragment,
    "oembed": oembed.fragment,
}


def made(history: History) -> Made:
    """Give what makes fragments afresh."""
    shared = telling.shared(history)

    def of(kind: str, events: Sequence[Facts]) -> Sequence[Fragment]:
        return [KINDS[kind](one, shared) for one in events]

    return of


def _api(history: History, made_of: Made) -> Files:
    for name, data in events_json.files(history, made_of("json", history.events)):
        yield API + name, data
    yield f"{API}sources.json", sources_json.render(history)
    yield f"{API}vocabulary.json", vocabulary_json.render(history).encode()
    yield f"{API}openapi.json", openapi.render(history).encode()
    for name, text in json_schema.files(history.timeline).items():
        yield f"{API}schema/{name}", text.encode()


def _calendars(history: History, made_of: Made) -> Files:
    return calendars.files(history, made_of("ics", history.events))


def _news(history: History, made_of: Made) -> Files:
    newest = telling.newest(history)
    return news.files(history, newest, made_of("news", newest))


def _tables(history: History, made_of: Made) -> Files:
    return table.files(history, made_of("csv", history.events))


def _linked(history: History, made_of: Made) -> Files:
    return graph.files(history, made_of("graph", history.events))


def _catalogue(history: History, _: Made) -> Files:
    yield formats.BY_ID["dcat"].path(), dcat.render(history).encode()


def _slides(history: History, made_of: Made) -> Files:
    return timelinejs.files(history, made_of("timelinejs", history.events))


# What makes the files of a format, by the format's id (chronicle/formats.py). Each gives (path below the site's root,
# contents) and needs nothing of the others; some make several formats, which share their work.
MAKERS: Mapping[str, Callable[[History, Made], Files]] = {
    "json": _api,
    "ics": _calendars,
    "ics-town": _calendars,
    "atom": _news,
    "jsonfeed": _news,
    "csv": _tables,
    "csv-excel": _tables,
    "csvw": _tables,
    "jsonld": _linked,
    "ttl": _linked,
    "dcat": _catalogue,
    "timelinejs": _slides,
}


def files(history: History, made_of: Made | None = None) -> Files:
    """Yield (path below the site's root, contents) of every file in every format.

    `made_of` gives the fragments; without it they are made.
    """
    made_of = made_of or made(history)
    for make in dict.fromkeys(MAKERS.values()):
        yield from make(history, made_of)


def beside_pages(history: History, made_of: Made | None = None) -> Files:
    """Yield (path below the site's root, contents) of what stands beside pages: how each is cited and embedded."""
    made_of = made_of or made(history)
    yield from citations.files(history, made_of("cite", history.events))
    yield from oembed.files(history, made_of("oembed", history.events))


def one(history: History, identifier: str, lang: Lang) -> bytes:
    """Give the file of one format, in `lang` if it has a file for each language; other makers' formats are not made.

    Raises KeyError when nothing makes that format.
    """
    wanted = formats.BY_ID[identifier].path(lang)
    for path, data in MAKERS[identifier](history, made(history)):
        if path == wanted:
            return data
    raise KeyError(identifier)
