"""Every file for machines, in every format."""

from collections.abc import Callable, Iterator, Mapping

from chronicle import formats, json_schema
from chronicle.feeds import events_json, openapi, sources_json, vocabulary_json
from chronicle.feeds.facts import History
from chronicle.problems import Lang

API = "api/v1/"

Files = Iterator[tuple[str, bytes]]


def _api(history: History) -> Files:
    for name, text in events_json.files(history):
        yield API + name, text.encode()
    yield f"{API}sources.json", sources_json.render(history).encode()
    yield f"{API}vocabulary.json", vocabulary_json.render(history).encode()
    yield f"{API}openapi.json", openapi.render(history).encode()
    for name, text in json_schema.files(history.timeline).items():
        yield f"{API}schema/{name}", text.encode()


# What makes the files of a format, by the format's id (chronicle/formats.py): each yields (path below the site's root,
# contents), the file of that id first, and needs nothing of the others.
MAKERS: Mapping[str, Callable[[History], Files]] = {"json": _api}


def files(history: History) -> Files:
    """Yield (path below the site's root, contents) of every file in every format."""
    for make in MAKERS.values():
        yield from make(history)


def one(history: History, identifier: str, lang: Lang) -> bytes:
    """Give the file of one format, in `lang` if it has a file for each language; no other format is made.

    Raises KeyError when nothing makes that format.
    """
    wanted = formats.BY_ID[identifier].path(lang)
    for path, data in MAKERS[identifier](history):
        if path == wanted:
            return data
    raise KeyError(identifier)
