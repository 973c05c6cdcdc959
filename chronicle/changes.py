"""What two timelines differ in: things, their fields, pictures, and the addresses that come, go or lead elsewhere."""

import dataclasses
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, cast

from chronicle import dates, filing, gone
from chronicle.load import Loaded
from chronicle.model import Event, Evidence, Image, Link, Tile, Timeline, Words

Step = Literal["added", "changed", "moved", "mended", "removed"]
Part = Literal[
    "events", "sources", "municipalities", "organisations", "themes", "kinds", "glossary", "chapters", "allowed"
]
PARTS: tuple[Part, ...] = (
    "events", "sources", "municipalities", "organisations", "themes", "kinds", "glossary", "chapters", "allowed",
)  # fmt: skip

# Titles are compared each with each, which takes a second for as many pairs as this. Who renames more knows it.
_MOST_PAIRS = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A field by its name in the file (`title.en`), with what it held `before` and holds `now`; None is nothing."""

    field: str
    before: str | None
    now: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A thing that is not what it was.

    `moved`: it has another id, and says so with `moved_from`. `mended`: its file could not be read `before`. `before`
    and `now` are the model's things (Event, Source, …), or None. `likely` is the event that one that was removed was
    probably renamed to.
    """

    part: Part
    step: Step
    id: str
    before: Any = None
    now: Any = None
    differences: tuple[Difference, ...] = ()
    likely: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """Everything in which two timelines differ.

    `unread_before` and `unread_now` are files with an event, a source or a vocabulary that could not be read;
    `other_files` are those that hold none and differ (pictures, say). `broken` are ids of events whose address worked
    before and leads nowhere now; `redirects` gives where each address newly leads.
    """

    things: tuple[Change, ...]
    unread_before: tuple[str, ...]
    unread_now: tuple[str, ...]
    other_files: tuple[tuple[str, Step], ...]
    broken: tuple[str, ...]
    redirects: Mapping[str, str]

    def of(self, part: Part) -> list[Change]:
        """Give the changes of one part."""
        return [change for change in self.things if change.part == part]

    @property
    def nothing(self) -> bool:
        """Tell whether the two are the same."""
        return not (self.things or self.unread_before or self.unread_now or self.other_files or self.broken)


def compare(before: Loaded, now: Loaded) -> Changes:
    """Compare two timelines, however faulty: what could not be read is named, the rest compared."""
    unread_before, unread_now = _unread(before), _unread(now)
    things = [change for part in PARTS for change in _part(part, before, now)]
    return Changes(
        things=tuple(things),
        unread_before=unread_before,
        unread_now=unread_now,
        other_files=tuple(_pictures(before.timeline, now.timeline)),
        broken=_broken(before, now, unread_now),
        redirects=_redirects(before.timeline, now.timeline),
    )


def fields(thing: Any) -> dict[str, str]:
    """Give what a thing holds, by the names of the fields in its file, in their order; what is empty is left out."""
    found: dict[str, str] = {}
    for one in dataclasses.fields(thing):
        if one.name not in {"id", "place"}:
            _put(found, _NAMES.get(one.name, one.name), getattr(thing, one.name))
    return found


# Where the model has another name than the file.
_NAMES = {"place_name": "place", "all_municipalities": "municipalities", "forms_nl": "forms.nl", "forms_en": "forms.en",
          "column": "col"}  # fmt: skip


def _put(found: dict[str, str], name: str, value: Any) -> None:
    match value:
        case None | () | False:
            return
        case True:
            found[name] = "all"
        case dates.Date():
            found[name] = value.edtf
        case Words() | Image() | Tile():
            for one in dataclasses.fields(value):
                _put(found, f"{name}.{_NAMES.get(one.name, one.name)}", getattr(value, one.name))
        case tuple() if isinstance(value[0], Evidence | Link):
            _put_items(found, name, value)
        case tuple():
            found[name] = ", ".join(map(str, value))
        case _:
            found[name] = str(value)


def _put_items(found: dict[str, str], name: str, items: tuple[Any, ...]) -> None:
    """Name items by what they point at, so that one more at the top does not make all others differ."""
    seen: Counter[str] = Counter()
    for item in items:
        key = item.source if isinstance(item, Evidence) else item.url
        seen[key] += 1
        label = f"{name} ‘{key}’" if seen[key] == 1 else f"{name} ‘{key}’ ({seen[key]})"
        for one in dataclasses.fields(item):
            if one.name not in {"source", "url"}:
                _put(found, f"{label}.{one.name}", getattr(item, one.name))


def _differences(before: Any, now: Any) -> tuple[Difference, ...]:
    was, became = fields(before), fields(now)
    names = [*became, *(name for name in was if name not in became)]
    return tuple(
        Difference(field=name, before=was.get(name), now=became.get(name))
        for name in names
        if was.get(name) != became.get(name)
    )


def _things(part: Part, timeline: Timeline) -> dict[str, Any]:
    if part == "events":
        return {event.id: event for event in timeline.events}
    return dict(getattr(timeline, part))


def _part(part: Part, before: Loaded, now: Loaded) -> Iterator[Change]:
    """Yield what differs in one part: first what is there now, in its order, then what went."""
    old, new = _things(part, before.timeline), _things(part, now.timeline)
    once, known = _known(part, before), _known(part, now)
    moved = _moved(old, new, known) if part == "events" else {}
    for identifier, thing in new.items():
        earlier = moved.get(identifier, identifier)
        if earlier in old:
            differences = _differences(old[earlier], thing)
            if differences or earlier != identifier:
                step: Step = "changed" if earlier == identifier else "moved"
                yield Change(
                    part=part, step=step, id=identifier, before=old[earlier], now=thing, differences=differences
                )
        else:
            yield Change(part=part, step="mended" if identifier in once else "added", id=identifier, now=thing)
    fresh = [thing for identifier, thing in new.items() if identifier not in old and identifier not in moved]
    went = [one for one in old if one not in new and one not in known and one not in moved.values()]
    guess = part == "events" and len(went) * len(fresh) <= _MOST_PAIRS
    for identifier in went:
        thing = old[identifier]
        likely = gone.likely(thing.date.edtf, thing.title.nl, fresh) if guess else None
        yield Change(
            part=part, step="removed", id=identifier, before=thing, likely=likely.id if likely is not None else None
        )


# What a part is called in `Loaded.known`; glossary, chapters and allowances share a name there.
_KNOWN = {"events": "event", "sources": "source", "municipalities": "municipality", "organisations": "organisation",
          "themes": "theme", "kinds": "kind"}  # fmt: skip


def _known(part: Part, loaded: Loaded) -> frozenset[str]:
    """Give the ids that are spoken for, by what could be read or not."""
    if part not in _KNOWN:
        return frozenset(_things(part, loaded.timeline))
    return loaded.known.get(_KNOWN[part], frozenset())


def _moved(old: Mapping[str, Event], new: Mapping[str, Event], known: frozenset[str]) -> dict[str, str]:
    """Give, by its id now, the id that an event had before."""
    found: dict[str, str] = {}
    for event in new.values():
        earlier = [one for one in event.moved_from if one in old and one not in known]
        if earlier and event.id not in old:
            found[event.id] = earlier[0]
    return found


def _unread(loaded: Loaded) -> tuple[str, ...]:
    """Give the files of which something could not be read."""
    timeline = loaded.timeline
    read = {event.place.file for event in timeline.events} | {one.place.file for one in timeline.sources.values()}
    faulty = {problem.place.file for problem in loaded.problems if problem.severity == "error"}
    lost = [
        name
        for name in loaded.texts
        if (filing.sort_of(name) in {"event", "source"} and name not in read)
        or (filing.sort_of(name) == "vocabulary" and name in faulty)
    ]
    return tuple(sorted(lost))


def _pictures(before: Timeline, now: Timeline) -> Iterator[tuple[str, Step]]:
    for name in sorted(before.images.keys() | now.images.keys()):
        was, became = before.images.get(name), now.images.get(name)
        if was != became:
            step = "added" if was is None else "removed" if became is None else "changed"
            yield f"images/{name}", cast(Step, step)


def _addresses(loaded: Loaded) -> set[str]:
    moved = {old for event in loaded.timeline.events for old in event.moved_from}
    return moved | {event.id for event in loaded.timeline.events}


def _broken(before: Loaded, now: Loaded, unread: tuple[str, ...]) -> tuple[str, ...]:
    there = _addresses(now) | now.known.get("event", frozenset())
    # A file that cannot be read may be the one that says where an event went.
    unclear = " ".join(now.texts[name] for name in unread)
    return tuple(sorted(one for one in _addresses(before) - there if one not in unclear))


def _redirects(before: Timeline, now: Timeline) -> dict[str, str]:
    was = {old: event.id for event in before.events for old in event.moved_from}
    leads = {old: event.id for event in now.events for old in event.moved_from}
    return {old: to for old, to in leads.items() if was.get(old) != to}
