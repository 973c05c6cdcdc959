"""What each file says wrong by itself, beyond what is found while loading it.

It hangs on nothing but the file (`of_event`), and the list of what is allowed (`of_text`).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from chronicle import dates, filing, plain, privacy
from chronicle.load import Loaded
from chronicle.memo import Memo
from chronicle.model import Event
from chronicle.problems import Message, Move, Place, Problem, Remedy

_FIRST_YEAR_OF_TWELVE = 1998

# What is wrong with an event; and, if anything in the file looks private, its values that read otherwise.
_Said = tuple[list[Problem], list[tuple[Place, str]] | None]
_NOTHING: _Said = ([], None)


def problems(loaded: Loaded, memo: Memo | None = None) -> Iterator[Problem]:
    """Yield what each file says wrong by itself: all events in their order, then all texts.

    What a file said in an earlier run is taken from `memo`.
    """
    events = {event.place.file: event for event in loaded.told_of}
    form = (_dump, _restore)

    def said(file: str) -> _Said:
        digest = loaded.digests.__getitem__
        return plain.once(memo, "alone", file, digest, lambda: _said(loaded, file, events.get(file)), form)

    found = {file: said(file) for file in loaded.texts}
    for file in events:
        yield from found[file][0]
    allowed = [item.text for item in loaded.timeline.allowed.values()]
    for file, (_, rewritten) in found.items():
        if rewritten is not None:
            yield from of_text(file, _text(loaded, file), rewritten, allowed)


def _said(loaded: Loaded, file: str, event: Event | None) -> _Said:
    wrong = list(of_event(event, loaded.places[file])) if event else []
    rewritten = loaded.rewritten[file]
    # Where nothing looks private nothing has to be allowed: what is allowed may change.
    looks_private = any(of_text(file, _text(loaded, file), rewritten, ()))
    return (wrong, rewritten if looks_private else None) if wrong or looks_private else _NOTHING


def _text(loaded: Loaded, file: str) -> str:
    # The list of what is allowed names it.
    return "" if file.endswith("/vocabulary/allowed.yaml") else loaded.texts[file]


def _dump(said: _Said) -> bytes:
    wrong, rewritten = said
    return plain.write([[plain.of_problem(one) for one in wrong], rewritten]) if said != _NOTHING else b""


def _restore(data: bytes) -> _Said:
    if not data:
        return _NOTHING
    wrong, rewritten = plain.read(data)
    pairs = None if rewritten is None else [(Place(*place), value) for place, value in rewritten]
    return [plain.problem(parts) for parts in wrong], pairs


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


def _points_at_itself(identifier: str, place: Place) -> Problem:
    return Problem(
        place=place,
        code="points-at-itself",
        message=Message(nl="een gebeurtenis verwijst hier naar zichzelf", en="an event points at itself here"),
        cure=Message(nl="Haal deze verwijzing weg.", en="Remove this reference."),
        fix=Remedy(how="drop-item", old=identifier),
    )
