"""What is wrong: what was found while loading, what each file says by itself, and the rules between things."""

import re
from collections.abc import Iterator, Mapping

from chronicle import alone, mending, references
from chronicle.guesses import did_you_mean
from chronicle.load import Loaded
from chronicle.memo import Memo
from chronicle.model import Event
from chronicle.problems import Message, Place, Problem, Remedy


def check(
    loaded: Loaded, *, texts: Mapping[str, str] | None = None, folder: str = "timeline", memo: Memo | None = None
) -> list[Problem]:
    """Give every problem there is, those found while loading included.

    `texts` maps a source's id to its whole text; where one is given, its quotations are looked up word for word.
    `folder` is the name of the timeline folder, for problems of the whole. What a file said wrong by itself in an
    earlier run is taken from `memo`.
    """
    found = [*loaded.problems, *alone.problems(loaded, memo), *_between(loaded, texts or {}, folder)]
    return [mending.finished(problem, loaded.texts) for problem in found]


def _between(loaded: Loaded, texts: Mapping[str, str], folder: str) -> Iterator[Problem]:
    yield from _empty_timeline(loaded, folder)
    unread = references.unread(loaded.unreadable)
    yield from references.unknown(loaded.references, loaded.known, references.names_of(loaded.timeline), unread)
    yield from _sources_without_evidence(loaded)
    yield from _taken_addresses(loaded)
    yield from _missing_images(loaded)
    yield from _one_sided_neighbours(loaded)
    yield from _part_of_itself(loaded)
    yield from _unused_pictures(loaded, folder)
    yield from _unused_allowances(loaded)
    yield from _misquoted(loaded, texts)


def _field(loaded: Loaded, event: Event, path: str) -> Place:
    return loaded.places.get(event.place.file, {}).get(path, event.place)


def _empty_timeline(loaded: Loaded, folder: str) -> Iterator[Problem]:
    if not loaded.known.get("event"):
        yield Problem(
            place=Place(f"{folder}/events"),
            code="empty-timeline",
            message=Message(nl="er is geen enkele gebeurtenis", en="there is not a single event"),
            cure=Message(
                nl="Zet minstens één gebeurtenis in events/<jaar>/<id>.yaml.",
                en="Put at least one event in events/<year>/<id>.yaml.",
            ),
        )


def _sources_without_evidence(loaded: Loaded) -> Iterator[Problem]:
    # An event that could not be read may be the one that cites a source: then silence is better than a false alarm.
    if any("/events/" in name for name in loaded.unreadable):
        return
    cited = {r.id for r in loaded.references if r.refers == "source"}
    for source in loaded.timeline.sources.values():
        if source.id not in cited:
            yield Problem(
                place=source.place,
                code="unused-source",
                message=Message(nl="geen enkele gebeurtenis steunt op deze bron", en="no event rests on this source"),
                cure=Message(
                    nl="Noem de bron bij ‘evidence’ van een gebeurtenis, of haal het bestand weg.",
                    en="Name the source under ‘evidence’ of an event, or remove the file.",
                ),
            )


def _taken_addresses(loaded: Loaded) -> Iterator[Problem]:
    owners: dict[str, str] = {event.id: event.id for event in loaded.told_of}
    for event in loaded.told_of:
        for index, old in enumerate(event.moved_from):
            owner = owners.setdefault(old, event.id)
            if owner != event.id or old == event.id:
                yield Problem(
                    place=_field(loaded, event, f"moved_from.{index}"),
                    code="address-taken",
                    message=Message(
                        nl=f"het adres ‘{old}’ hoort al bij ‘{owner}’",
                        en=f"the address ‘{old}’ belongs to ‘{owner}’ already",
                    ),
                    cure=Message(
                        nl="Noem hier alleen vroegere namen van deze gebeurtenis.",
                        en="Name only earlier ids of this event here.",
                    ),
                    fix=Remedy(how="drop-item", old=old),
                )


def _missing_images(loaded: Loaded) -> Iterator[Problem]:
    for event in loaded.told_of:
        if event.image is not None and event.image.file not in loaded.timeline.images:
            yield Problem(
                place=_field(loaded, event, "image.file"),
                code="unknown-image",
                message=Message(
                    nl=f"er is geen beeld ‘{event.image.file}’ in images/",
                    en=f"there is no picture ‘{event.image.file}’ in images/",
                ),
                **did_you_mean(
                    event.image.file,
                    sorted(loaded.timeline.images),
                    otherwise=Message(
                        nl="Zet het bestand in timeline/images/.", en="Put the file into timeline/images/."
                    ),
                ),
            )


def _one_sided_neighbours(loaded: Loaded) -> Iterator[Problem]:
    everyone = loaded.timeline.municipalities
    for municipality in everyone.values():
        for other in municipality.neighbours:
            if other in everyone and municipality.id not in everyone[other].neighbours:
                yield Problem(
                    place=municipality.place,
                    code="one-sided-neighbours",
                    message=Message(
                        nl=f"{municipality.id} noemt {other} als buur, maar niet andersom",
                        en=f"{municipality.id} names {other} as a neighbour, but not the other way round",
                    ),
                    cure=Message(
                        nl="Noem ze bij elkaar, of bij geen van beide.",
                        en="Name them with each other, or with neither.",
                    ),
                )


def _part_of_itself(loaded: Loaded) -> Iterator[Problem]:
    bodies = loaded.timeline.organisations
    for body in bodies.values():
        seen, above = {body.id}, body.part_of
        while above is not None and above in bodies and above not in seen:
            seen.add(above)
            above = bodies[above].part_of
        if above == body.id:
            yield Problem(
                place=body.place,
                code="part-of-itself",
                message=Message(
                    nl=f"‘{body.id}’ is via ‘part_of’ een onderdeel van zichzelf",
                    en=f"‘{body.id}’ is a part of itself by way of ‘part_of’",
                ),
                cure=Message(
                    nl="Haal een van de verwijzingen in de kring weg.", en="Remove one reference of the circle."
                ),
            )


def _unused_allowances(loaded: Loaded) -> Iterator[Problem]:
    for item in loaded.timeline.allowed.values():
        texts = (text for file, text in loaded.texts.items() if file != item.place.file)
        if not any(item.text in text for text in texts):
            yield Problem(
                place=item.place,
                code="unused-allowance",
                message=Message(nl=f"‘{item.text}’ komt nergens voor", en=f"‘{item.text}’ occurs nowhere"),
                cure=Message(nl="Haal deze uitzondering weg.", en="Remove this exception."),
                severity="hint",
            )


def _unused_pictures(loaded: Loaded, folder: str) -> Iterator[Problem]:
    if any("/events/" in name for name in loaded.unreadable):
        return
    used = {event.image.file for event in loaded.told_of if event.image}
    for name in loaded.timeline.images.keys() - used:
        yield Problem(
            place=Place(f"{folder}/images/{name}"),
            code="unused-picture",
            message=Message(nl="geen enkele gebeurtenis toont dit beeld", en="no event shows this picture"),
            cure=Message(
                nl="Noem het bij ‘image’ van een gebeurtenis, of haal het bestand weg.",
                en="Name it under ‘image’ of an event, or remove the file.",
            ),
            severity="hint",
        )


def _misquoted(loaded: Loaded, texts: Mapping[str, str]) -> Iterator[Problem]:
    whole = {source: _plain(text) for source, text in texts.items()}
    for event in loaded.told_of:
        for index, item in enumerate(event.evidence):
            if item.source in whole and _plain(item.quote) not in whole[item.source]:
                yield Problem(
                    place=_field(loaded, event, f"evidence.{index}.quote"),
                    code="misquoted",
                    message=Message(
                        nl=f"dit citaat staat niet woord voor woord in ‘{item.source}’",
                        en=f"this quotation does not stand word for word in ‘{item.source}’",
                    ),
                    cure=Message(
                        nl="Neem de woorden over zoals de bron ze heeft.", en="Copy the words as the source has them."
                    ),
                )


def _plain(text: str) -> str:
    """Leave out the square brackets that mark mended scanning errors, and fold white space."""
    return re.sub(r"\s+", " ", re.sub(r"[\[\]]", "", text)).strip()
