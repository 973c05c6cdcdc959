"""What a change of the history means, for who looks it through: every event as it will read, and the site's pages."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from chronicle import dates, markup, standing
from chronicle.changes import Change, Changes, Part, Step
from chronicle.effects import Effect, What, effects
from chronicle.layout import Block, Facts, Heading, Paragraph, Table
from chronicle.load import Loaded
from chronicle.model import Event, Evidence, Source, Timeline, Words
from chronicle.pages.words import say
from chronicle.problems import Lang

_STEPS: Mapping[Step, tuple[str, str]] = {
    "added": ("Nieuw", "New"),
    "changed": ("Gewijzigd", "Changed"),
    "moved": ("Verhuisd", "Moved"),
    "mended": ("Weer leesbaar", "Readable again"),
    "removed": ("Weg", "Removed"),
}
_PARTS: Mapping[Part, tuple[str, str]] = {
    "events": ("Gebeurtenissen", "Events"),
    "sources": ("Bronnen", "Sources"),
    "municipalities": ("Gemeenten", "Municipalities"),
    "organisations": ("Organisaties", "Organisations"),
    "themes": ("Thema’s", "Themes"),
    "kinds": ("Soorten", "Kinds"),
    "glossary": ("Begrippen", "Glossary"),
    "chapters": ("Hoofdstukken", "Chapters"),
    "allowed": ("Uitzonderingen voor privégegevens", "Exceptions for private data"),
}
_WHAT: Mapping[What, tuple[str, str]] = {
    "breaks": ("breekt", "breaks"),
    "goes": ("verdwijnt", "goes"),
    "comes": ("komt erbij", "comes"),
    "redirects": ("leidt door", "leads on"),
    "changes": ("verandert", "changes"),
    "list": ("lijst verandert", "list changes"),
}


def report(changes: Changes, before: Loaded, now: Loaded, lang: Lang, *, level: int = 1) -> Iterator[Block]:
    """Yield the report in `lang`; its own heading has that `level`."""
    told = _Report(lang, level, before, now)
    yield Heading(text=told.pick("Wat er verandert", "What changes"), level=level)
    yield Paragraph(text=told.summary(changes))
    yield from told.warnings(changes)
    for part in _PARTS:
        if found := changes.of(part):
            yield Heading(text=told.pick(*_PARTS[part]), level=level + 1)
            for change in found:
                yield from told.change(change)
    if changes.other_files:
        yield Heading(text=told.pick("Beelden", "Pictures"), level=level + 1)
        yield Facts(rows=[(told.pick(*_STEPS[step]), name) for name, step in changes.other_files])
    yield from told.site(effects(changes, before, now))


class _Report:
    """Words the parts of a report in one language, between two timelines."""

    def __init__(self, lang: Lang, level: int, before: Loaded, now: Loaded) -> None:
        self.lang, self.level = lang, level
        self.before, self.now = before.timeline, now.timeline

    def pick(self, nl: str, en: str) -> str:
        return nl if self.lang == "nl" else en

    def words(self, words: Words | None) -> str:
        return words.pick(self.lang)[0] if words else ""

    def summary(self, changes: Changes) -> str:
        if changes.nothing and not changes.redirects:
            return self.pick("Aan de geschiedenis verandert niets.", "Nothing changes in the history.")
        said = []
        for part in _PARTS:
            steps = [change.step for change in changes.of(part)]
            counts = [f"{steps.count(step)} {self.pick(*_STEPS[step]).lower()}" for step in _STEPS if step in steps]
            if counts:
                said.append(f"{self.pick(*_PARTS[part])}: {', '.join(counts)}.")
        return " ".join(said) or self.pick("Geen enkele gebeurtenis verandert.", "No event changes.")

    def warnings(self, changes: Changes) -> Iterator[Block]:
        for name in changes.broken:
            nl, en = self.cure(name, changes)
            yield Paragraph(
                warns=True,
                text=self.pick(
                    f"Het adres van ‘{name}’ breekt: wie het bewaarde of noemde, vindt niets meer. {nl}",
                    f"The address of ‘{name}’ breaks: whoever kept or cited it will find nothing. {en}",
                ),
            )
        if fresh := [name for name in changes.unread_now if name not in changes.unread_before]:
            text = self.pick("Niet te lezen, dus niet vergeleken", "Cannot be read, so not compared")
            yield Paragraph(text=f"{text}: {', '.join(fresh)}.", warns=True)
        if changes.unread_before:
            text = self.pick("Was al niet te lezen", "Could not be read before either")
            yield Paragraph(text=f"{text}: {', '.join(changes.unread_before)}.")

    def cure(self, name: str, changes: Changes) -> tuple[str, str]:
        """Say in both languages what keeps an event's address alive."""
        owner = next((event.id for event in self.before.events if name in event.moved_from), None)
        if owner in {event.id for event in self.now.events}:
            return f"Zet het terug bij moved_from in {owner}.", f"Put it back into moved_from of {owner}."
        likely = next((one.likely for one in changes.of("events") if one.step == "removed" and one.id == name), None)
        return (
            f"Kreeg de gebeurtenis een andere naam? Zet dan moved_from: [{name}] in {likely or 'de nieuwe'}.",
            f"Was the event renamed? Then put moved_from: [{name}] into {likely or 'the new one'}.",
        )

    def change(self, change: Change) -> Iterator[Block]:
        thing = change.now if change.now is not None else change.before
        timeline = self.now if change.now is not None else self.before
        step = self.pick(*_STEPS[change.step])
        yield Heading(text=f"{step}: {self.title(thing)}", level=self.level + 2)
        if isinstance(thing, Event):
            rows = self.event(thing, timeline, change) if change.now is not None else self.removed(thing)
            yield Facts(rows=list(rows))
        elif isinstance(thing, Source):
            yield Facts(rows=[("", self.source(thing, timeline)), (self.pick("Bestand", "File"), thing.place.file)])
        elif not change.differences:
            yield Facts(rows=[(self.pick("Bestand", "File"), thing.place.file)])
        if change.differences:
            yield Table(
                head=[self.pick("Veld", "Field"), self.pick("Was", "Was"), self.pick("Wordt", "Becomes")],
                rows=[(one.field, one.before or "–", one.now or "–") for one in change.differences],
            )

    def title(self, thing: Any) -> str:
        for name in ("title", "name", "term"):
            if hasattr(thing, name):
                said = getattr(thing, name)
                return self.words(said) if isinstance(said, Words) else str(said)
        return str(thing.id)

    def event(self, event: Event, timeline: Timeline, change: Change) -> Iterator[tuple[str, str]]:
        yield self.pick("Datum", "Date"), self.date(event)
        yield say("status.label", self.lang), self.status(event, change)
        yield say("kind", self.lang), self.names(timeline.kinds, [event.kind])
        yield self.pick("Samenvatting", "Summary"), markup.prose_text(self.words(event.summary))
        towns = (
            say("all-municipalities", self.lang)
            if event.all_municipalities
            else self.names(timeline.municipalities, event.municipalities)
        )
        lines = [
            (say("municipalities", self.lang), towns),
            (say("themes", self.lang), self.names(timeline.themes, event.themes)),
            (say("organisations", self.lang), self.names(timeline.organisations, event.organisations)),
            (say("disputed", self.lang), self.words(event.disputed)),
        ]
        yield from (line for line in lines if line[1])
        for item in event.evidence:
            yield say("source", self.lang), self.evidence(item, timeline)
        if change.step == "moved":
            yield self.pick("Verhuisd van", "Moved from"), change.before.id
        yield self.pick("Bestand", "File"), event.place.file

    def removed(self, event: Event) -> Iterator[tuple[str, str]]:
        yield self.pick("Datum", "Date"), self.date(event)
        yield self.pick("Bestand", "File"), event.place.file

    def date(self, event: Event) -> str:
        said = self.words(event.date_text) or dates.wording(event.date, self.lang)
        note = f"; {self.words(event.date_note)}" if event.date_note else ""
        return f"{said} ({event.date.edtf}){note}"

    def status(self, event: Event, change: Change) -> str:
        now = say(f"status.{standing.status(event)}", self.lang)
        if change.before is None or change.now is None:
            return now
        was = say(f"status.{standing.status(change.before)}", self.lang)
        return now if was == now else self.pick(f"{now} (was: {was})", f"{now} (was: {was})")

    def names(self, known: Mapping[str, Any], ids: Sequence[str]) -> str:
        """Name things; of what is unknown the id is all there is to say."""
        return ", ".join(self.title(known[one]) if one in known else one for one in ids)

    def evidence(self, item: Evidence, timeline: Timeline) -> str:
        source = timeline.sources.get(item.source)
        named = self.source(source, timeline) if source else item.source
        at = f" ({item.at})" if item.at else ""
        return f"{named} {say(f'says.{item.says}', self.lang)}: “{item.quote}”{at}"

    def source(self, source: Source, timeline: Timeline) -> str:
        known = {**timeline.organisations, **timeline.municipalities}
        when = dates.wording(source.date, self.lang) if source.date else say("undated", self.lang)
        return f"{source.title} ({self.names(known, [source.publisher])}, {when})"

    def site(self, found: Sequence[Effect]) -> Iterator[Block]:
        if not found:
            return
        yield Heading(text=self.pick("Op de site", "On the site"), level=self.level + 1)
        yield Table(
            head=[self.pick("Pagina", "Page"), self.pick("Nederlands", "Dutch"), self.pick("Engels", "English")],
            rows=[(self.pick(*_WHAT[one.what]), self.address(one, 0), self.address(one, 1)) for one in found],
        )

    def address(self, effect: Effect, side: int) -> str:
        to = f" → /{effect.to[side]}" if effect.to else ""
        return f"/{effect.addresses[side]}{to}"
