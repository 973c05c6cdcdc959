"""What is wrong: what each file says by itself, beyond what is found while loading it, and the rules between things.

What is said of one file (`of_event`, `of_text`) hangs on nothing but the file, and the list of what is allowed.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from chronicle import dates, filing, mending, privacy, references
from chronicle.faults import did_you_mean
from chronicle.load import Loaded
from chronicle.model import Event
from chronicle.problems import Message, Move, Place, Problem, Remedy

_FIRST_YEAR_OF_TWELVE = 1998


def check(loaded: Loaded, *, texts: Mapping[str, str] | None = None, folder: str = "timeline") -> list[Problem]:
    """Give every problem there is, those found while loading included.

    `texts` maps a source's id to its whole text; where one is given, its quotations are looked up word for word.
    `folder` is the name of the timeline folder, for problems of the whole.
    """
    found = [*loaded.problems, *_alone(loaded), *_between(loaded, texts or {}, folder)]
    return [mending.finished(problem, loaded.texts) for problem in found]


def of_event(event: Event, places: Mapping[str, Place]) -> Iterator[Problem]:
    """Yield what an event's file says wrong by itself, whatever else there is; `places` has its fields by their path.

    What can be told before there is an event is found while loading.
    """

    def at(path: str) -> Place:
        return places.get(path, event.place)

    yield from _wrong_year_folder(event, at("date"))
    if event.all_municipalities:
        yield from all_before_the_twelve(event.date, at("municipalities"))
    for name, ids in (("follows", event.follows), ("see_also", event.see_also)):
        if event.id in ids:
            yield _points_at_itself(event.id, at(f"{name}.{ids.index(event.id)}"))
    for index, old in enumerate(event.moved_from):
        yield from filing.id_problems(old, "event", at(f"moved_from.{index}"))


def of_text(file: str, text: str, rewritten: Iterable[tuple[Place, str]], allowed: Sequence[str]) -> Iterator[Problem]:
    """Yield what looks private in a file as it stands, and in its values that read otherwise (folded, escaped).

    `rewritten` has these values, `allowed` what may stand: the one thing beside the file on which the answer hangs.
    """
    found = list(privacy.suspicions(text, allowed))
    yield from privacy.placed(found, text, file)
    seen = {one.text for one in found}
    for place, value in rewritten:
        yield from (privacy.problem(one, place) for one in privacy.suspicions(value, allowed) if one.text not in seen)


def _alone(loaded: Loaded) -> Iterator[Problem]:
    for event in loaded.timeline.events:
        yield from of_event(event, loaded.places.get(event.place.file, {}))
    allowed = [item.text for item in loaded.timeline.allowed.values()]
    rewritten: dict[str, list[tuple[Place, str]]] = defaultdict(list)
    for place, value in loaded.rewritten:
        rewritten[place.file].append((place, value))
    for file, text in loaded.texts.items():
        # The list of what is allowed names it.
        listed = file.endswith("/vocabulary/allowed.yaml")
        yield from of_text(file, "" if listed else text, rewritten.get(file, ()), allowed)


def _between(loaded: Loaded, texts: Mapping[str, str], folder: str) -> Iterator[Problem]:
    yield from _empty_timeline(loaded, folder)
    yield from references.unknown(loaded.references, loaded.known, references.names_of(loaded.timeline))
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


def _wrong_year_folder(event: Event, place: Place) -> Iterator[Problem]:
    folder = event.place.file.split("/")[-2]
    day = event.date.earliest or event.date.latest
    if day is not None and folder != str(day.year):
        yield Problem(
            place=place,
            code="wrong-year-folder",
            message=Message(
                nl=f"de datum begint in {day.year}, maar het bestand staat in de map {folder}",
                en=f"the date begins in {day.year}, but the file stands in the folder {folder}",
            ),
            cure=Message(
                nl=f"Verplaats het bestand naar events/{day.year}/, of verbeter de datum.",
                en=f"Move the file to events/{day.year}/, or correct the date.",
            ),
            fix=Move(to="/".join((*event.place.file.split("/")[:-2], str(day.year), f"{event.id}.yaml"))),
        )


def all_before_the_twelve(date: dates.Date, place: Place) -> Iterator[Problem]:
    """Yield a problem for the word `all` at `place` when the twelve municipalities were not there at that date."""
    day = date.earliest or date.latest
    if day is not None and day.year < _FIRST_YEAR_OF_TWELVE:
        yield Problem(
            place=place,
            code="all-before-1998",
            message=Message(
                nl="‘all’ betekent de twaalf gemeenten van nu; die zijn er sinds 1998",
                en="‘all’ means the twelve municipalities of today; they exist since 1998",
            ),
            cure=Message(
                nl="Noem de gemeenten, of laat het veld weg.", en="Name the municipalities, or leave the field out."
            ),
            fix=Remedy(how="drop-field"),
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


def _points_at_itself(identifier: str, place: Place) -> Problem:
    return Problem(
        place=place,
        code="points-at-itself",
        message=Message(nl="een gebeurtenis verwijst hier naar zichzelf", en="an event points at itself here"),
        cure=Message(nl="Haal deze verwijzing weg.", en="Remove this reference."),
        fix=Remedy(how="drop-item", old=identifier),
    )


def _taken_addresses(loaded: Loaded) -> Iterator[Problem]:
    owners: dict[str, str] = {event.id: event.id for event in loaded.timeline.events}
    for event in loaded.timeline.events:
        for index, old in enumerate(event.moved_from):
            place = _field(loaded, event, f"moved_from.{index}")
            owner = owners.setdefault(old, event.id)
            if owner != event.id or old == event.id:
                yield Problem(
                    place=place,
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
    for event in loaded.timeline.events:
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
    used = {event.image.file for event in loaded.timeline.events if event.image}
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
    for event in loaded.timeline.events:
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
