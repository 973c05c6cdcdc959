"""Every file for machines, in every format."""

from collections.abc import Iterator

from chronicle import json_schema
from chronicle.feeds import events_json
from chronicle.feeds.facts import History


def files(history: History) -> Iterator[tuple[str, bytes]]:
    """Yield (path below the site's root, contents)."""
    yield "api/v1/events.json", events_json.render(history).encode()
    for name, text in json_schema.files(history.timeline).items():
        yield f"api/v1/schema/{name}", text.encode()
