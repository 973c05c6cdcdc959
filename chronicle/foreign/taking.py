"""Rows to files: each gets a name that nothing has, and what cannot stand in the timeline is told and left out."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count

from chronicle import schema
from chronicle.foreign import gaps, texts
from chronicle.foreign.drafting import Draft, draft
from chronicle.foreign.gaps import gap
from chronicle.foreign.here import Here, Values, looked_at
from chronicle.foreign.matching import Matcher, Sources, candidates
from chronicle.foreign.rows import Bad, Read, Row, Unfit
from chronicle.problems import Lang, Message, Problem


@dataclass(slots=True)
class Taken:
    """What came of it. `files` are by path below the timeline folder.

    `written`, `same` (was there already) and `twice` (another row says it too) have each row's event.
    """

    files: dict[str, str] = field(default_factory=dict)
    written: list[tuple[Row, str]] = field(default_factory=list)
    same: list[tuple[Row, str]] = field(default_factory=list)
    twice: list[tuple[Row, str]] = field(default_factory=list)
    bad: list[Bad] = field(default_factory=list)
    gaps: Counter[str] = field(default_factory=Counter)
    sources: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Made:
    draft: Draft
    text: str
    name: str


class _Taker:
    """Holds what is spoken for while the rows are walked."""

    def __init__(self, here: Here, language: Lang, lang: Lang) -> None:
        timeline = here.known.timeline
        self.here, self.language, self.lang = here, language, lang
        self.matcher = Matcher(timeline)
        self.sources = Sources(here.sources(), set(here.known.ids.get("source", ())))
        self.asked = gaps.asked(timeline)
        self.asked_of_source = gaps.asked_of_source()
        self.ids = dict(here.known.ids)
        self.spoken_for = here.known.taken
        self.names: set[str] = set()
        self.numbers: dict[str, Iterator[int]] = {}
        self.seen: dict[tuple[str, str], str] = {}
        self.by_row: dict[str, str] = {}
        # Nothing may point at an earlier name; what points at one here means its event, by the name of now.
        self.earlier = {old: event.id for event in timeline.events for old in event.moved_from}
        self.made: list[_Made] = []
        self.taken = Taken()

    def all(self, read: Read) -> Taken:
        """Take every row."""
        self.taken.bad += read.bad
        drafted = [found for row in read.rows if (found := self._drafted(row))]
        self.ids["source"] = frozenset(self.sources.taken)
        faulty = {name: problem for name in self.sources.fresh if (problem := self._source(name)[1])}
        for one in drafted:
            if problem := next((faulty[name] for name in one.sources if name in faulty), None):
                self._refuse(one.row, problem)
            else:
                self._event(one)
        self.spoken_for |= self.names
        for made in self.made:
            self._finish(made)
        self._write_sources()
        self.taken.bad.sort(key=lambda bad: bad.number)
        return self.taken

    def _drafted(self, row: Row) -> Draft | None:
        try:
            return draft(row, self.matcher, self.sources, self.language)
        except Unfit as unfit:
            self.taken.bad.append(Bad(number=row.number, line=row.line, message=unfit.message, cure=unfit.cure))
            return None

    def _refuse(self, row: Row, problem: Problem) -> None:
        message = Message(nl=f"dit kan niet op de tijdlijn: {problem.message.nl}",
                          en=f"this cannot go on the timeline: {problem.message.en}")  # fmt: skip
        self.taken.bad.append(Bad(number=row.number, line=row.line, message=message, cure=problem.cure))

    def _text(self, one: Draft) -> str:
        return gaps.event(one.values, one.said, self.asked, self.lang)

    def _event(self, one: Draft) -> None:
        """Give a draft its name, unless it is there already or cannot stand."""
        self._picture(one)
        text = self._text(one)
        problem, values = looked_at(text, schema.EVENT, self.here, self.ids)
        if problem is not None:
            self._refuse(one.row, problem)
            return
        twin = self.seen.get((one.row.id, text))
        name = None if twin else self._name(one, values)
        if name is None:
            same = twin or self._there(one, values) or ""
            self.by_row.setdefault(one.row.id, same)
            (self.taken.twice if twin else self.taken.same).append((one.row, same))
            return
        self.names.add(name)
        self.seen[one.row.id, text] = name
        self.by_row.setdefault(one.row.id, name)
        self.made.append(_Made(one, text, name))

    def _picture(self, one: Draft) -> None:
        """Keep a picture that lies in the timeline already: no format brings the file itself along."""
        image = one.row.image
        if not image:
            return
        if image.get("file") in self.here.known.timeline.images and image["alt"].get("nl"):
            one.values["image"] = image
        else:
            one.row.left(
                "het beeld: het bestand hoort in timeline/images/",
                "the picture: the file belongs in timeline/images/",
                texts.shown(str(image.get("file"))),
            )

    def _there(self, one: Draft, values: Values) -> str | None:
        """Give the event that says all this already, under one of the names that this one could have."""
        for name in (one.wished, f"{one.wished}-{abs(one.year)}"):
            if self.here.says(name, values):
                return name
        for number in count(2):
            name = f"{one.wished[: schema.MAX_ID - len(str(number)) - 1].strip('-')}-{number}"
            if name not in self.spoken_for:
                return None
            if self.here.says(name, values):
                return name
        return None

    def _name(self, one: Draft, values: Values) -> str | None:
        """Give a free name; None when the event is there already."""
        if self._there(one, values) is not None:
            return None
        first = [name for name, _ in zip(candidates(one.wished, "event", str(abs(one.year))), range(2), strict=False)]
        name = next((name for name in first if name not in self.spoken_for and name not in self.names), "")
        if not name:
            # Where thousands have one title, nobody counts from 2 each time.
            numbers = self.numbers.setdefault(one.wished, count(2))
            while not name or name in self.spoken_for or name in self.names:
                ending = f"-{next(numbers)}"
                name = one.wished[: schema.MAX_ID - len(ending)].strip("-") + ending
        if one.row.id == one.wished and name != one.wished:
            one.row.left(f"de naam: ‘{one.wished}’ heeft iets anders al; deze heet nu anders",
                         f"the name: something else has ‘{one.wished}’; this one has another now", name)  # fmt: skip
        return name

    def _finish(self, made: _Made) -> None:
        """Let an event point at others, now that all have their names, and keep its file."""
        row = made.draft.row
        pointing = {name: ids for name in ("follows", "see_also") if (ids := self._pointing(made, name))}
        earlier = tuple(one for one in dict.fromkeys(row.moved_from) if one not in self.spoken_for and one != made.name)
        if earlier and row.id == made.name:
            pointing["moved_from"] = earlier
        elif row.moved_from:
            row.left("vroegere namen", "earlier names", texts.shown(", ".join(row.moved_from)))
        if pointing:
            made.draft.values |= pointing
            made.text = self._text(made.draft)
        self.taken.files[f"events/{made.draft.year}/{made.name}.yaml"] = made.text
        self.taken.written.append((row, made.name))
        self.taken.gaps.update(gaps.found(made.draft.values))

    def _pointing(self, made: _Made, name: str) -> tuple[str, ...]:
        found = []
        for identifier in getattr(made.draft.row, name):
            meant = self.by_row.get(identifier, identifier)
            if not self._is_there(meant):
                meant = self.earlier.get(meant, meant)
            if self._is_there(meant) and meant != made.name:
                found.append(meant)
            else:
                made.draft.row.left(
                    "een verwijzing naar een gebeurtenis die er niet is",
                    "a reference to an event that is not there",
                    texts.shown(identifier),
                )
        return tuple(dict.fromkeys(found))

    def _is_there(self, name: str) -> bool:
        return name in self.names or name in self.here.events

    def _source(self, name: str) -> tuple[str, Problem | None]:
        """Give the text of a new source, and what is wrong with it."""
        values = {one: gap(one) for one in ("kind", "title", "publisher", "language")} | self.sources.fresh[name]
        text = gaps.source(values, self.asked_of_source, self.lang)
        return text, looked_at(text, schema.SOURCE, self.here, self.ids)[0]

    def _write_sources(self) -> None:
        used = {name for made in self.made for name in made.draft.sources}
        for name in self.sources.fresh:
            if name in used:
                self.taken.files[f"sources/{name}.yaml"] = self._source(name)[0]
                self.taken.sources.append(name)


def take(read: Read, here: Here, *, language: Lang, lang: Lang) -> Taken:
    """Make files of what was read. `language` is that of texts which name none, `lang` that of remarks in files."""
    return _Taker(here, language, lang).all(read)
