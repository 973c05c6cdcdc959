"""`/api/v1/sources.json`: every source, who published it, and which events quote it."""

from functools import partial

from chronicle.feeds import facts, values
from chronicle.feeds.facts import History
from chronicle.feeds.parts import Parts, Recipes
from chronicle.feeds.telling import Fragment, Shared
from chronicle.feeds.values import Json
from chronicle.model import Source, Timeline, Words
from chronicle.pages.site import publisher_name


def fragment(source: Source, shared: Shared) -> Fragment:
    """Give a source as it stands in the list: JSON on one line."""
    return (values.text(item(source, shared)).encode(),)


def files(history: History, parts: Parts) -> Recipes:
    """Yield the path below `api/v1/` and the recipe of the file."""
    yield "sources.json", parts.recipe(partial(_list, history, parts), parts.every_source, values.clock(history))


def _list(history: History, parts: Parts) -> bytes:
    return values.listing(history, "sources", (said for (said,) in parts.sources("json", ordered(history.timeline))))


def ordered(timeline: Timeline) -> list[Source]:
    """Give the sources in order of id."""
    return [source for _, source in sorted(timeline.sources.items())]


def item(source: Source, shared: Shared) -> Json:
    """Give one source as it stands in the list. What each field is stands in `described_vocabulary.SOURCE`."""
    return {
        "id": source.id,
        "page": values.words(facts.pages(shared.site_url, "sources", source.id)),
        "kind": source.kind,
        "title": source.title,
        "publisher": _publisher(source, shared.timeline),
        "date": values.date(source.date) if source.date else None,
        "reference": source.reference,
        "url": source.url,
        "accessed": values.date(source.accessed) if source.accessed else None,
        "language": source.language,
        "note": values.words(source.note),
        "events": list(shared.citing.get(source.id, ())),
    }


def _publisher(source: Source, timeline: Timeline) -> Json:
    if source.publisher in timeline.organisations:
        # Its English name may be missing; then it is null, as everywhere.
        kind, name = "organisation", timeline.organisations[source.publisher].name
    else:
        kind = "municipality" if source.publisher in timeline.municipalities else "medium"
        name = Words(nl=publisher_name(source, timeline, "nl"), en=publisher_name(source, timeline, "en"))
    return {"id": None if kind == "medium" else source.publisher, "kind": kind, "name": values.words(name)}
