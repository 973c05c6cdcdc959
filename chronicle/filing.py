"""What may lie where in the timeline folder, and under which name. Nothing is passed over in silence."""

import re
import unicodedata
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Literal

from chronicle import images, schema
from chronicle.problems import Message, Move, Place, Problem, Severity

Odd = Literal["link", "special", "folder"]

MAX_PICTURE_BYTES = 5 * 1024 * 1024

_ID = re.compile(rf"\A{schema.ID_PATTERN}\Z", re.ASCII)
# Windows cannot hold files of these names; `index` and `readme` are the engine's names for a folder's own page.
_RESERVED = re.compile(r"\A(?:con|prn|aux|nul|com[0-9]|lpt[0-9]|index|readme)\Z")
_PICTURE = re.compile(rf"\A{schema.PICTURE_PATTERN}\Z", re.ASCII)
_SCHEMAS = {"event.schema.json", "source.schema.json"}
# What a system writes unasked when somebody opens a folder: it is never published, and is no fault of the contributor.
_SYSTEM = {".DS_Store", "Thumbs.db", "desktop.ini"}

# What an editor keeps beside an open file: .x.yaml.swp (Vim), x.yaml~ and #x.yaml# and .#x.yaml (Emacs), 4913 (Vim).
_OPEN = re.compile(r"\A(?:\..*\.sw[a-z]|.*~|#.*#|\.#.*|4913)\Z", re.DOTALL)

# Letters that Unicode does not take apart into one without an accent.
_SPELT = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th"})
_APOSTROPHES = re.compile("['’‘\u02bc]")

Sort = Literal["event", "source", "vocabulary", "picture", "other"]


def sort_of(name: str) -> Sort | None:
    """Tell what the file `name` holds, named from the timeline folder's parent; None when it does not belong there."""
    match name.split("/")[1:]:
        case ("events", _, file) if file.endswith(".yaml"):
            return "event"
        case ("sources", file) if file.endswith(".yaml"):
            return "source"
        case ("vocabulary", file) if file.removesuffix(".yaml") in schema.VOCABULARIES and file.endswith(".yaml"):
            return "vocabulary"
        case ("images", file) if _PICTURE.match(file):
            return "picture"
        case ("LICENSE",):
            return "other"
        case ("schema", file) if file in _SCHEMAS:
            return "other"
    return None


def is_editors(name: str) -> bool:
    """Tell whether a file is what an editor keeps beside one that is open: `serve` waits for it to go."""
    return _OPEN.match(PurePosixPath(name).name) is not None


def identifier_for(title: str) -> str:
    """Propose an id for a title: its letters without accents, digits and hyphens; empty when nothing is left of it."""
    apart = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", title.lower().translate(_SPELT)))
    words = re.findall("[a-z0-9]+", "".join(c for c in apart if not unicodedata.combining(c)))
    # An id that begins with four digits would look like a year in an address.
    while words and words[0][:4].isdigit() and len(words[0]) >= 4:
        del words[0]
    kept = ""
    for word in words:
        longer = f"{kept}-{word}" if kept else word[: schema.MAX_ID]
        if len(longer) > schema.MAX_ID:
            break
        kept = longer
    return kept


def id_problems(identifier: str, sort: str, place: Place) -> list[Problem]:
    """Give what is wrong with the id of an event, a source or something of a vocabulary."""
    return [] if _is_id(identifier, sort) else [_bad_id(identifier, sort, place)]


def _is_id(identifier: str, sort: str) -> bool:
    # An id that begins with four digits would look like a year in an address.
    starts_with_year = sort == "event" and re.match("[0-9]{4}", identifier)
    sound = _ID.match(identifier) and not _RESERVED.match(identifier) and len(identifier) <= schema.MAX_ID
    return bool(sound) and not starts_with_year


def _bad_id(identifier: str, sort: str, place: Place) -> Problem:
    file = PurePosixPath(place.file)
    better = identifier_for(identifier)
    # Only a file that bears the id can be given another name; a name in a list is mended by who knows it.
    named = file.stem == identifier and _is_id(better, sort)
    return Problem(
        place=place,
        code="bad-id",
        message=Message(nl=f"‘{identifier[:100]}’ kan geen id zijn", en=f"‘{identifier[:100]}’ cannot be an id"),
        cure=Message(
            nl="Gebruik kleine letters a–z, cijfers en koppeltekens, niet beginnend met vier cijfers,"
            f" hoogstens {schema.MAX_ID} tekens: eerste-sociale-alliantie.yaml.",
            en="Use lower-case letters a–z, digits and hyphens, not beginning with four digits,"
            f" {schema.MAX_ID} characters at most: eerste-sociale-alliantie.yaml.",
        )
        if not named
        else Message(
            nl=f"Noem het {better}.yaml: kleine letters a–z, cijfers en koppeltekens, niet beginnend met vier cijfers,"
            f" hoogstens {schema.MAX_ID} tekens.",
            en=f"Call it {better}.yaml: lower-case letters a–z, digits and hyphens, not beginning with four digits,"
            f" {schema.MAX_ID} characters at most.",
        ),
        fix=Move(to=str(file.with_name(f"{better}.yaml"))) if named else None,
    )


def taken(identifier: str, name: str, first: str) -> Problem:
    """An id that something else has, which stands in `first`."""
    return Problem(
        place=Place(name),
        code="duplicate-id",
        message=Message(
            nl=f"de naam ‘{identifier}’ is al in gebruik, in {first}",
            en=f"the name ‘{identifier}’ is in use already, in {first}",
        ),
        cure=Message(
            nl=f"Geef dit bestand een andere naam, zoals {identifier}-2.yaml.",
            en=f"Give this file another name, such as {identifier}-2.yaml.",
        ),
        fix=Move(to=str(PurePosixPath(name).with_name(f"{identifier}-2.yaml"))) if name.endswith(".yaml") else None,
    )


def misplaced(name: str) -> Problem:
    """A file that does not belong where it lies."""
    file = PurePosixPath(name)
    if file.name in _SYSTEM:
        return _unwanted(
            name,
            "system-file",
            Message(nl="dit bestand is van het systeem en telt niet mee", en="this file is the system's, not used"),
            Message(nl="Het mag weg.", en="It may go."),
            hint=True,
        )
    return _unwanted(
        name,
        "unexpected-file",
        Message(nl="dit bestand hoort hier niet", en="this file does not belong here"),
        *_cure(file),
    )


def _cure(file: PurePosixPath) -> tuple[Message, Move | None]:
    if file.suffix.lower() in {".yml", ".yaml"} and file.suffix != ".yaml":
        right = f"{file.stem}.yaml"
        return Message(nl=f"Noem het {right}.", en=f"Call it {right}."), Move(to=str(file.with_name(right)))
    if file.name.startswith((".", "#")) or file.name.endswith("~"):
        cure = Message(
            nl="Haal het weg: verborgen bestanden en resten van een editor komen niet op de tijdlijn.",
            en="Remove it: hidden files and an editor's leftovers do not go on the timeline.",
        )
        return cure, Move(to=None)
    if file.parts[1:2] == ("images",):
        cure = Message(
            nl="Een beeld heet zoals drents-museum.jpg (kleine letters; jpg, jpeg, png of webp) en ligt in images/.",
            en="A picture is called like drents-museum.jpg (lower case; jpg, jpeg, png or webp) and lies in images/.",
        )
        return cure, None
    cure = Message(
        nl="Gebeurtenissen staan in events/<jaar>/<id>.yaml, bronnen in sources/<id>.yaml, beelden in images/.",
        en="Events stand in events/<year>/<id>.yaml, sources in sources/<id>.yaml, pictures in images/.",
    )
    return cure, None


_ODD: Mapping[Odd, tuple[str, str]] = {
    "link": ("dit is een verwijzing naar een ander bestand (link)", "this is a link to another file"),
    "special": ("dit is geen gewoon bestand", "this is no ordinary file"),
    "folder": ("deze lege map hoort hier niet", "this empty folder does not belong here"),
}


def odd(name: str, kind: Odd) -> list[Problem]:
    """What is no file at all. An empty folder may stand where files of a known sort would be at home."""
    if kind == "folder":
        known = {"events", "sources", "vocabulary", "images", "schema"}
        parts = PurePosixPath(name).parts[1:]
        if parts in {(one,) for one in known} or (parts[0] == "events" and len(parts) == 2 and parts[1].isdigit()):
            return []
    nl, en = _ODD[kind]
    cure = Message(
        nl="Haal het weg; zet er zo nodig een gewoon bestand neer.",
        en="Remove it; put an ordinary file there if needed.",
    )
    return [_unwanted(name, "odd-file", Message(nl=nl, en=en), cure)]


def _unwanted(
    name: str, code: str, message: Message, cure: Message, fix: Move | None = None, *, hint: bool = False
) -> Problem:
    severity: Severity = "hint" if hint else "error"
    return Problem(place=Place(name), code=code, message=message, cure=cure, severity=severity, fix=fix)


def picture_problems(name: str, data: bytes) -> list[Problem]:
    """Give what is wrong with a picture: too large, or something else than its name says."""
    kind = PurePosixPath(name).suffix.removeprefix(".").replace("jpeg", "jpg")
    if len(data) > MAX_PICTURE_BYTES:
        megabytes = MAX_PICTURE_BYTES // 1024**2
        message = Message(
            nl=f"dit beeld is groter dan {megabytes} MB", en=f"this picture is larger than {megabytes} MB"
        )
        cure = Message(
            nl="Maak het kleiner, bijvoorbeeld 1600 punten breed.", en="Make it smaller, say 1600 pixels wide."
        )
        return [_unwanted(name, "too-large", message, cure)]
    if images.is_whole(kind, data):
        return []
    message = Message(nl=f"dit is geen heel {kind}-beeld", en=f"this is no whole {kind} picture")
    cure = Message(
        nl="Bewaar het beeld opnieuw in de vorm die de naam zegt.",
        en="Save the picture anew in the form its name says.",
    )
    return [_unwanted(name, "bad-picture", message, cure)]
