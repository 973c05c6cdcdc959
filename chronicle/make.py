"""Converted values to the model's things. What comes in here was whole: every required field is there."""

import re
from collections.abc import Callable, Collection, Mapping
from pathlib import PurePosixPath
from typing import Any

from chronicle import dates
from chronicle.model import (
    Allowance,
    Chapter,
    Event,
    Evidence,
    Image,
    Label,
    Link,
    Municipality,
    Organisation,
    Source,
    Term,
    Tile,
    Words,
)
from chronicle.problems import Place


def _words(value: dict[str, str] | None) -> Words | None:
    return Words(nl=value["nl"], en=value.get("en")) if value else None


def _event(identifier: str, place: Place, v: dict[str, Any]) -> Event:
    municipalities = v.get("municipalities", ())
    return Event(
        id=identifier,
        place=place,
        date=v["date"],
        title=Words(**v["title"]),
        summary=Words(**v["summary"]),
        kind=v["kind"],
        themes=v["themes"],
        evidence=tuple(Evidence(**item) for item in v["evidence"]),
        date_text=_words(v.get("date_text")),
        date_note=_words(v.get("date_note")),
        municipalities=() if municipalities == "all" else municipalities,
        all_municipalities=municipalities == "all",
        organisations=v.get("organisations", ()),
        place_name=_words(v.get("place")),
        disputed=_words(v.get("disputed")),
        follows=v.get("follows", ()),
        see_also=v.get("see_also", ()),
        links=tuple(Link(**item) for item in v.get("links", ())),
        image=_image(v.get("image")),
        moved_from=v.get("moved_from", ()),
    )


def partly(identifier: str, place: Place, values: Mapping[str, Any], fields: Collection[str]) -> Event | None:
    """Give as much of an event with a fault in it as is whole, for what can be said of it all the same.

    `fields` are the paths of all that stands in its file: of a list only some items of which are whole nothing is
    given. In the place of a date that cannot be read stands its folder's year, which no rule has anything against;
    nothing is given where that is none either.
    """
    year = PurePosixPath(place.file).parent.name
    dated = "date" in values
    if not dated and not re.fullmatch("[0-9]{4}", year):
        return None
    lists = {"follows", "see_also", "moved_from", *({"municipalities"} if dated else ())}
    kept = {name: values[name] for name in lists & values.keys() if _is_whole(name, values, fields)}
    evidence = values.get("evidence", ())
    if _is_whole("evidence", values, fields) and all({"source", "says", "quote"} <= item.keys() for item in evidence):
        kept["evidence"] = evidence
    if "file" in values.get("image", {}):
        kept["image"] = {"file": values["image"]["file"], "alt": {"nl": ""}, "credit": "", "licence": ""}
    nothing = {"title": {"nl": ""}, "summary": {"nl": ""}, "kind": "", "themes": (), "evidence": ()}
    return _event(identifier, place, {**nothing, "date": values.get("date") or dates.parse(year), **kept})


def _is_whole(name: str, values: Mapping[str, Any], fields: Collection[str]) -> bool:
    below = [path for path in fields if path.startswith(f"{name}.") and path.count(".") == 1]
    return isinstance(values.get(name), str) or len(values.get(name, ())) == len(below)


def _image(value: dict[str, Any] | None) -> Image | None:
    return Image(**{**value, "alt": Words(**value["alt"])}) if value else None


def _source(identifier: str, place: Place, v: dict[str, Any]) -> Source:
    return Source(id=identifier, place=place, **{**v, "note": _words(v.get("note"))})


def _municipality(identifier: str, place: Place, v: dict[str, Any]) -> Municipality:
    tile = Tile(row=v["tile"]["row"], column=v["tile"]["col"])
    return Municipality(id=identifier, place=place, **{**v, "tile": tile})


def _organisation(identifier: str, place: Place, v: dict[str, Any]) -> Organisation:
    return Organisation(
        id=identifier,
        place=place,
        name=Words(**v["name"]),
        short=_words(v.get("short")),
        part_of=v.get("part_of"),
        tooi=v.get("tooi"),
        description=_words(v.get("description")),
    )


def _label(identifier: str, place: Place, v: dict[str, Any]) -> Label:
    return Label(id=identifier, place=place, name=Words(**v["name"]), description=Words(**v["description"]))


def _term(identifier: str, place: Place, v: dict[str, Any]) -> Term:
    forms = v.get("forms", {})
    return Term(
        id=identifier,
        place=place,
        term=Words(**v["term"]),
        explanation=Words(**v["explanation"]),
        forms_nl=forms.get("nl", ()),
        forms_en=forms.get("en", ()),
    )


def _chapter(identifier: str, place: Place, v: dict[str, Any]) -> Chapter:
    return Chapter(
        id=identifier,
        place=place,
        name=Words(**v["name"]),
        date=v["date"],
        text=Words(**v["text"]),
        events=v["events"],
    )


def _allowance(identifier: str, place: Place, v: dict[str, Any]) -> Allowance:
    return Allowance(id=identifier, place=place, **v)


# By what a file holds: of an id, the place of the whole, and the values.
THINGS: Mapping[str, Callable[[str, Place, dict[str, Any]], Any]] = {
    "event": _event,
    "source": _source,
    "municipalities": _municipality,
    "organisations": _organisation,
    "themes": _label,
    "kinds": _label,
    "glossary": _term,
    "chapters": _chapter,
    "allowed": _allowance,
}
