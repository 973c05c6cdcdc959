"""`/api/v1/sources.json`: every source, who published it, and which events quote it."""

from collections import defaultdict

from chronicle.feeds import facts, values
from chronicle.feeds.facts import History
from chronicle.feeds.values import Json
from chronicle.model import Source, Timeline, Words
from chronicle.pages.site import publisher_name


def items(history: History) -> list[Json]:
    """Give the sources, in order of id. What each field is stands in `described_vocabulary.SOURCE`."""
    citing: dict[str, list[str]] = defaultdict(list)
    for one in history.events:
        for source in dict.fromkeys(item.source for item in one.event.evidence):
            citing[source].append(one.event.id)
    sources = sorted(history.timeline.sources.items())
    return [_item(source, history, citing.get(identifier, [])) for identifier, source in sources]


def render(history: History) -> bytes:
    """Give the file."""
    return values.listing(history, "sources", (values.text(item).encode() for item in items(history)))


def _item(source: Source, history: History, events: list[str]) -> Json:
    return {
        "id": source.id,
        "page": values.words(facts.pages(history.site_url, "sources", source.id)),
        "kind": source.kind,
        "title": source.title,
        "publisher": _publisher(source, history.timeline),
        "date": values.date(source.date) if source.date else None,
        "reference": source.reference,
        "url": source.url,
        "accessed": values.date(source.accessed) if source.accessed else None,
        "language": source.language,
        "note": values.words(source.note),
        "events": events,
    }


def _publisher(source: Source, timeline: Timeline) -> Json:
    if source.publisher in timeline.organisations:
        # Its English name may be missing; then it is null, as everywhere.
        kind, name = "organisation", timeline.organisations[source.publisher].name
    else:
        kind = "municipality" if source.publisher in timeline.municipalities else "medium"
        name = Words(nl=publisher_name(source, timeline, "nl"), en=publisher_name(source, timeline, "en"))
    return {"id": None if kind == "medium" else source.publisher, "kind": kind, "name": values.words(name)}
