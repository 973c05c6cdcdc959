"""Every file for machines, in every format.

A format is made in two steps. What it says of one event is a fragment, which hangs on the event, on what it names and
on nothing else. Its files are a head, the fragments in their order, and a foot. So each event is worked out once,
however many files hold it, and what is made of it can be kept as long as nothing of it changes.
"""

from collections.abc import Callable, Iterator, Mapping
from itertools import chain
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
    parts,
    sources_json,
    table,
    timelinejs,
    vocabulary_json,
)
from chronicle.feeds.facts import History
from chronicle.feeds.parts import Parts, Recipes
from chronicle.memo import Memo
from chronicle.pages.hangs import Hangs
from chronicle.problems import Lang
from chronicle.recipes import made as whole

API = "api/v1/"

Files: TypeAlias = Iterator[tuple[str, bytes]]

# What makes fragments, by their kind. Where the source's clock would stand in one, `facts.CLOCK` stands.
KINDS = parts.Makers(
    events={
        "json": events_json.fragment,
        "ics": calendars.fragment,
        "news": news.fragment,
        "csv": table.fragment,
        "graph": graph.fragment,
        "timelinejs": timelinejs.fragment,
    },
    sources={"json": sources_json.fragment, "graph": graph.source_fragment},
)


def made(history: History) -> Parts:
    """Give what makes fragments afresh."""
    return Parts(history, KINDS)


def _api(history: History, given: Parts) -> Recipes:
    for make in (events_json.files, sources_json.files, vocabulary_json.files, openapi.files):
        for name, recipe in make(history, given):
            yield API + name, recipe
    for name, text in json_schema.files(history.timeline).items():
        yield f"{API}schema/{name}", whole(text.encode())


# What makes the files of a format, by the format's id (chronicle/formats.py). Each gives (path below the site's root,
# recipe) and needs nothing of the others; some make several formats, which share their work.
MAKERS: Mapping[str, Callable[[History, Parts], Recipes]] = {
    "json": _api,
    "ics": calendars.files,
    "ics-town": calendars.files,
    "atom": news.files,
    "jsonfeed": news.files,
    "csv": table.files,
    "csv-excel": table.files,
    "csvw": table.files,
    "jsonld": graph.files,
    "ttl": graph.files,
    "dcat": dcat.recipe,
    "timelinejs": timelinejs.files,
}


def recipes(history: History, hangs: Hangs, memo: Memo) -> Recipes:
    """Yield (path below the site's root, recipe) of every file in every format, and of what stands beside pages.

    `hangs` names what the history's timeline is made of; `memo` keeps fragments. Of one code, files of one path and
    one key are the same whatever `memo` holds.
    """
    given = Parts(history, KINDS, hangs, memo)
    return chain(_files(history, given), _beside_pages(history, given))


def _files(history: History, given: Parts) -> Recipes:
    for make in dict.fromkeys(MAKERS.values()):
        yield from make(history, given)


def _beside_pages(history: History, given: Parts) -> Recipes:
    yield from citations.files(history, given)
    yield from oembed.files(history, given)


def files(history: History, given: Parts | None = None) -> Files:
    """Yield (path below the site's root, contents) of every file in every format.

    `given` gives the fragments; without it they are made.
    """
    return ((path, recipe.make()) for path, recipe in _files(history, given or made(history)))


def beside_pages(history: History, given: Parts | None = None) -> Files:
    """Yield (path below the site's root, contents) of what stands beside pages: how each is cited and embedded."""
    return ((path, recipe.make()) for path, recipe in _beside_pages(history, given or made(history)))


def one(history: History, identifier: str, lang: Lang) -> bytes:
    """Give the file of one format, in `lang` if it has a file for each language; no other file is made.

    Raises KeyError when nothing makes that format.
    """
    wanted = formats.BY_ID[identifier].path(lang)
    for path, recipe in MAKERS[identifier](history, made(history)):
        if path == wanted:
            return recipe.make()
    raise KeyError(identifier)
