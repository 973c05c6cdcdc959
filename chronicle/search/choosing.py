"""What the page needs to choose from a timeline that is too long for it: the facts of every event, and all its words.

A reader who begins to choose fetches the facts; one who types fetches the parts in which words begin as typed. An
event's words are those that a list shows of it, as docs/assets/timeline/words.mjs reads them from the page.
"""

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from chronicle import hypertext, standing
from chronicle.model import Timeline
from chronicle.pages import filters, portions, routes
from chronicle.pages.views import main_year
from chronicle.problems import Lang
from chronicle.search.folding import fold

# The weight of a part of the words, in characters.
PART = 30_000
# Raised when a script of before can no longer read what is written here; docs/assets/timeline/far.mjs has the same.
FORMAT = 1

# An event of a list ends with its facts; no text of a contributor holds a paragraph of that kind.
_EVENT = re.compile(r'<li class="tl-event [^>]* data-event="([^"]+)"[^>]*>(.*?<p class="tl-fact">.*?)</li>', re.DOTALL)
# "Theme: " is no word of the event's.
_NAME_OF_FACT = re.compile(r'(?<=<p class="tl-fact">)[^<:]*')
_WORD = re.compile(r"[^\W_]+")


def words(text: str) -> dict[str, list[str]]:
    """Give the words that a year's page, as Markdown, says of each event on it, by the event's id."""
    found: dict[str, list[str]] = {}
    for identifier, item in _EVENT.findall(text):
        said = hypertext.text(_NAME_OF_FACT.sub("", item))
        found[identifier] = sorted(set(_WORD.findall(fold(said))))
    return found


def files(
    timeline: Timeline, known: bytes, said: Mapping[str, Sequence[str]], lang: Lang
) -> Iterator[tuple[str, bytes]]:
    """Yield (path below the site's root, contents); nothing where the page holds every event.

    `known` are the timeline's `facts`; `said` has the `words` of each event, by its id.
    """
    if not portions.is_large(timeline):
        return
    ids = [event.id for event in timeline.events]
    parts = list(_cut(sorted(_by_word(said[identifier] for identifier in ids).items())))
    lie = {f"w/{number}.json": _json(dict(part)) for number, part in enumerate(parts)}
    lie["events.json"] = known
    folder = hashlib.sha256(b"".join(name.encode() + data for name, data in lie.items())).hexdigest()[:16]
    for name, data in lie.items():
        yield f"filter/{lang}/{folder}/{name}", data
    head = {
        "format": FORMAT,
        "folder": folder,
        # Where each part of the words begins, and where pages stand below the language's root.
        "words": [part[0][0] for part in parts],
        "events": routes.path(lang, "events"),
        "years": routes.path(lang, "years"),
    }
    yield routes.choosing(lang), _json(head)


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def facts(timeline: Timeline) -> bytes:
    """Give each event as a list: id, year, first and last day (0: the same), then ids by their number in a list."""
    names: dict[str, Sequence[str]] = {
        "status": filters.STATUSES,
        "kind": list(timeline.kinds),
        "themes": list(timeline.themes),
        "municipalities": list(timeline.municipalities),
        "organisations": list(timeline.organisations),
    }
    numbers = {key: {name: number for number, name in enumerate(ids)} for key, ids in names.items()}
    events = []
    for event in timeline.events:
        said = filters.facts(event)
        towns = standing.municipalities_of(event, timeline)
        events.append(
            [
                event.id,
                main_year(event),
                said["from"],
                0 if said["until"] == said["from"] else said["until"],
                numbers["status"][standing.status(event)],
                numbers["kind"][event.kind],
                [numbers["themes"][theme] for theme in event.themes],
                [numbers["municipalities"][town] for town in towns],
                [numbers["organisations"][body] for body in event.organisations],
            ]
        )
    return _json({**names, "events": events})


def _by_word(said: Iterable[Sequence[str]]) -> dict[str, list[int]]:
    """Give for every word the numbers of the events that it stands in, in their order."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, words in enumerate(said):
        for word in words:
            found[word].append(number)
    return found


def _cut(ordered: Iterable[tuple[str, list[int]]]) -> Iterator[list[tuple[str, list[int]]]]:
    """Part the words where a part is full. Of each number only how far it is from the one before is kept."""
    part: list[tuple[str, list[int]]] = []
    size = 0
    for word, numbers in ordered:
        steps = [number - before for before, number in zip([0, *numbers], numbers, strict=False)]
        part.append((word, steps))
        size += len(word) + len(str(steps))
        if size > PART:
            yield part
            part, size = [], 0
    if part:
        yield part
