"""What is in the timeline already, and whether a new file would say anything that one there does not."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from chronicle import convert, drafts, filing, markup, nodes, privacy, references, schema
from chronicle.foreign.matching import Known
from chronicle.problems import Place, Problem

Values = Mapping[str, Any]
Ids = Mapping[str, frozenset[str]]


@dataclass(slots=True)
class Here:
    """The files of the timeline, and of the folder that is imported into, named as the program does."""

    files: Mapping[str, bytes]
    known: drafts.Known
    events: dict[str, bytes] = field(default_factory=dict)
    _read: dict[str, Values] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Find the events by id."""
        self.events = {PurePosixPath(n).stem: data for n, data in self.files.items() if filing.sort_of(n) == "event"}

    def sources(self) -> dict[str, Known]:
        """Give what is known of each source, whole or not."""
        found = {
            one.id: Known(title=one.title, url=one.url or "", publisher=one.publisher,
                          date=one.date.edtf if one.date else "")
            for one in self.known.timeline.sources.values()
        }  # fmt: skip
        for name, data in self.files.items():
            identifier = PurePosixPath(name).stem
            if filing.sort_of(name) == "source" and identifier not in found:
                values = _values(data, schema.SOURCE)
                date = values.get("date")
                found[identifier] = Known(
                    **{name: values.get(name) or "" for name in ("title", "url", "publisher")},
                    date=date.edtf if date else "",
                )
        return found

    def says(self, identifier: str, ours: Values) -> bool:
        """Tell whether the event's file says all that `ours` says, which was converted."""
        if identifier not in self.events:
            return False
        if identifier not in self._read:
            self._read[identifier] = _values(self.events[identifier], schema.EVENT)
        theirs = self._read[identifier]
        return all(name in theirs and self._holds(name, theirs[name], value) for name, value in ours.items())

    def _holds(self, name: str, theirs: Any, ours: Any) -> bool:
        if name == "date":
            return bool(theirs.edtf == ours.edtf)
        if name == "summary":
            return all(lang in theirs and _plain(theirs[lang]) == _plain(text) for lang, text in ours.items())
        if name == "municipalities":
            return self._towns(ours) <= self._towns(theirs)
        return _within(ours, theirs)

    def _towns(self, value: Any) -> set[str]:
        return set(self.known.timeline.municipalities) if value == "all" else set(value)


def _values(data: bytes, record: schema.Record) -> Values:
    """Give what a file holds, as far as it is sound."""
    text, problems = nodes.decode(data, "")
    node = None if problems else nodes.read(text, "")[0]
    return {} if node is None else convert.convert(node, record).values


def _plain(text: str) -> list[str]:
    return markup.prose_text(text).split()


def _within(ours: Any, theirs: Any) -> bool:
    """Tell whether all that is in `ours` is in `theirs`: each field of a mapping, each item of a list."""
    if isinstance(ours, dict) and isinstance(theirs, dict):
        return all(name in theirs and _within(value, theirs[name]) for name, value in ours.items())
    if isinstance(ours, tuple) and isinstance(theirs, tuple):
        return all(any(_within(item, one) for one in theirs) for item in ours)
    return bool(ours == theirs)


def looked_at(text: str, record: schema.Record, here: Here, ids: Ids) -> tuple[Problem | None, Values]:
    """Check a file that was made; gives its first error that is no gap, and what it says.

    `ids` has every id that it may point at, by sort.
    """
    decoded, problems = nodes.decode(text.encode(), "")
    node = None
    if not problems:
        node, problems = nodes.read(decoded, "")
    if node is None:
        return next(iter(problems), None), {}
    found = convert.convert(node, record)
    problems = [*problems, *found.problems, *references.unknown(found.references, ids)]
    allowed = [item.text for item in here.known.timeline.allowed.values()]
    for place, value in [(Place(""), text), *found.rewritten]:
        problems += [privacy.problem(one, place) for one in privacy.suspicions(value, allowed)]
    errors = (p for p in problems if p.severity == "error" and p.code != "empty-field")
    return next(errors, None), found.values
