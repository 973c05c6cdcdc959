"""Every file for machines, in every format."""

from collections.abc import Iterator

from chronicle import formats, json_schema
from chronicle.feeds import dcat, events_json, graph, rdf, timelinejs
from chronicle.feeds.facts import History
from chronicle.problems import Lang

_LANGS: tuple[Lang, Lang] = ("nl", "en")


def files(history: History) -> Iterator[tuple[str, bytes]]:
    """Yield (path below the site's root, contents)."""
    yield "api/v1/events.json", events_json.render(history).encode()
    for name, text in json_schema.files(history.timeline).items():
        yield f"api/v1/schema/{name}", text.encode()
    yield from _linked(history)
    for lang in _LANGS:
        yield formats.BY_ID["timelinejs"].path(lang), timelinejs.render(history, lang).encode()


def _linked(history: History) -> Iterator[tuple[str, bytes]]:
    for name, text in zip(("jsonld", "ttl"), rdf.both(graph.nodes(history)), strict=True):
        yield formats.BY_ID[name].path(), text.encode()
    yield formats.BY_ID["dcat"].path(), dcat.render(history).encode()
