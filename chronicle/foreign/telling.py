"""What came of an import, in words: counts, rows that could not be used, and what was left behind."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from chronicle.foreign import columns
from chronicle.foreign.gaps import MARK
from chronicle.foreign.rows import Bad, Note, Read, Row
from chronicle.foreign.taking import Taken
from chronicle.problems import Lang, Message, harmless

# Of what is long a terminal shows the beginning; the file in the folder has it all.
_SHOWN = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A report. `name` is the foreign file, `unit` what it calls an event: a row, or an event by its number."""

    name: str
    read: Read
    taken: Taken
    rows: bool
    lang: Lang

    def text(self, *, whole: bool, listed: bool = False) -> str:
        """Give the report without what to do next: `whole`, or as a terminal shows it; `listed`: and each new event."""
        most = None if whole else _SHOWN
        parts = [self._counts(), self._remarks(), self._columns(), self._bad(most), self._left(most), self._gaps(),
                 self._same(most)]  # fmt: skip
        if listed:
            parts.append(self._written())
        return "\n".join(harmless(line) for part in parts for line in part)

    def _in(self, nl: str, en: str) -> str:
        return Message(nl=nl, en=en).in_language(self.lang)

    def _one(self, number: int, nl: str, nl_more: str, en: str, en_more: str) -> str:
        return self._in(nl, en) if number == 1 else self._in(nl_more, en_more)

    def _counts(self) -> list[str]:
        taken = self.taken
        rows = len(taken.written) + len(taken.same) + len(taken.twice) + len(taken.bad)
        unit = ("rij", "rijen", "row", "rows") if self.rows else ("gebeurtenis", "gebeurtenissen", "event", "events")
        figures = [
            (rows, self._one(rows, *unit)),
            (len(taken.written), self._in("geschreven als gebeurtenis", "written as an event")),
            (len(taken.sources), self._in("geschreven als nieuwe bron", "written as a new source")),
            (len(taken.same), self._one(len(taken.same), "was er al", "waren er al", "was there already",
                                        "were there already")),
            (len(taken.twice), self._one(len(taken.twice), "staat twee keer in het bestand",
                                         "staan twee keer in het bestand", "is in the file twice",
                                         "are in the file twice")),
            (len(taken.bad), self._one(len(taken.bad), "kon niet", "konden niet", "could not be used",
                                       "could not be used")),
        ]  # fmt: skip
        return [self._in(f"Ingelezen: {self.name}", f"Read: {self.name}"),
                *(f"{number:7d} {what}" for number, what in figures if number or what == figures[1][1])]  # fmt: skip

    def _remarks(self) -> list[str]:
        return [f"  {remark.in_language(self.lang)}" for remark in self.read.remarks]

    def _columns(self) -> list[str]:
        if not self.read.columns:
            return []
        return ["", self._in("De kolommen:", "The columns:"),
                *mapping(self.read.columns, {}, columns.meanings(), self.lang)]  # fmt: skip

    def _bad(self, most: int | None) -> list[str]:
        if not self.taken.bad:
            return []
        lines = ["", self._in("Wat niet kon, en wat u eraan doet:", "What could not be used, and what to do about it:")]
        for bad in self.taken.bad[:most]:
            lines += [
                f"  {self._place(bad)}: {bad.message.in_language(self.lang)}",
                f"      → {bad.cure.in_language(self.lang)}",
            ]
        return lines + self._more(len(self.taken.bad), most)

    def _place(self, bad: Bad) -> str:
        unit = self._in("rij", "row") if self.rows else self._in("gebeurtenis", "event")
        line = self._in(f" (regel {bad.line})", f" (line {bad.line})") if bad.line else ""
        return f"{unit} {bad.number}{line}"

    def _more(self, count: int, most: int | None) -> list[str]:
        if most is None or count <= most:
            return []
        return [self._in(f"  … en nog {count - most}: zie het verslag", f"  … and {count - most} more: see the report")]

    def _left(self, most: int | None) -> list[str]:
        found: dict[Message, list[tuple[int, Note]]] = {}
        for row in sorted((row for row, _ in self._all()), key=lambda row: row.number):
            for note in row.notes:
                found.setdefault(note.what, []).append((row.number, note))
        if not found:
            return []
        lines = ["", self._in("Niet, of niet zo, overgenomen:", "Not carried over, or not as it was:")]
        for what, notes in found.items():
            numbers = [number for number, _ in notes]
            unit = self._in("rij" if self.rows else "nr.", "row" if self.rows else "no.")
            lines.append(f"  {what.in_language(self.lang)}: {len(notes)} × ({unit} {spans(numbers, most)})")
            if most is None:
                lines += [f"      {number}: {note.detail}" for number, note in notes if note.detail]
        return lines

    def _all(self) -> list[tuple[Row, str]]:
        return [*self.taken.written, *self.taken.same, *self.taken.twice]

    def _gaps(self) -> list[str]:
        if not self.taken.gaps:
            return []
        mark = MARK[self.lang]
        counted = ", ".join(f"{name} {number} ×" for name, number in self.taken.gaps.most_common())
        return ["", self._in(f"Nog aan te vullen (zoek in de bestanden op {mark}): {counted}",
                             f"Still to fill in (search the files for {mark}): {counted}")]  # fmt: skip

    def _same(self, most: int | None) -> list[str]:
        lines = []
        for head, rows in (
            (self._in("Waren er al:", "Were there already:"), self.taken.same),
            (self._in("Staan twee keer in het bestand:", "Are in the file twice:"), self.taken.twice),
        ):
            if rows:
                listed = [f"  {row.number} = {name}" for row, name in rows[:most]]
                lines += ["", head, *listed, *self._more(len(rows), most)]
        return lines

    def _written(self) -> list[str]:
        lines = [f"  {row.number} → {name}" for row, name in self.taken.written]
        return ["", self._in("Geschreven:", "Written:"), *lines] if lines else []


def spans(numbers: Sequence[int], most: int | None) -> str:
    """Write numbers in their order, neighbours together: `2–5, 9`; at most `most` groups."""
    groups: list[list[int]] = []
    for number in dict.fromkeys(numbers):
        if groups and number == groups[-1][-1] + 1:
            groups[-1][1:] = [number]
        else:
            groups.append([number])
    shown = [f"{group[0]}–{group[-1]}" if len(group) > 1 else str(group[0]) for group in groups[:most]]
    return ", ".join([*shown, *(["…"] if most is not None and len(groups) > most else [])])


def mapping(
    mapped: Mapping[str, str], examples: Mapping[str, Sequence[str]], meanings: Mapping[str, Message], lang: Lang
) -> list[str]:
    """Show which column is taken for what, each with a few of its cells."""
    width = max(map(len, mapped), default=0)
    lines = []
    for name, column in mapped.items():
        meaning = meanings[name].in_language(lang)
        cells = ", ".join(f"‘{cell}’" for cell in examples.get(column, ()))
        lines.append(harmless(f"  {name:{width}} ({meaning}) ← {column}{': ' if cells else ''}{cells}"))
    return lines
