"""JSON of an unknown maker (RFC 8259): whatever stands there, a text, a list or a mapping comes out."""

import json
import re
from typing import Any

from chronicle.foreign import texts
from chronicle.foreign.rows import Row, unreadable

Json = dict[str, Any]
_HALF = re.compile("[\ud800-\udfff]")
_HALVES = re.compile(r"\\u[dD][89a-fA-F]")


def parsed(text: str) -> object:
    """Give what the JSON says. Raises Unreadable."""
    try:
        found = json.loads(text)
        if not _HALVES.search(text):
            return found
        # Half of a sign that takes two, where a text was cut off: nothing can be written with it.
        return json.loads(_HALF.sub("\ufffd", json.dumps(found, ensure_ascii=False)))
    except json.JSONDecodeError as error:
        raise unreadable(
            f"dit is geen JSON: op regel {error.lineno}, teken {error.colno}, gaat het mis; is het bestand heel?",
            f"this is no JSON: it goes wrong on line {error.lineno}, character {error.colno}; is the file whole?",
        ) from None
    except (RecursionError, ValueError):
        # Deeper than any timeline is, or a number of thousands of digits.
        raise unreadable(
            "deze JSON is geen tijdlijn: zij is te diep of heeft een te groot getal",
            "this JSON is no timeline: it is too deep or has too large a number",
        ) from None


def listed(value: object, name: str) -> list[object]:
    """Give the list `name` of the whole. Raises Unreadable where there is none."""
    found = mapping(value).get(name)
    if not isinstance(found, list):
        raise unreadable(
            f"in deze JSON staat geen lijst ‘{name}’; is dit het goede bestand, en klopt --from?",
            f"this JSON has no list ‘{name}’; is this the right file, and is --from right?",
        )
    return found


def mapping(value: object) -> Json:
    """Give a mapping; an empty one where it is none."""
    return value if isinstance(value, dict) else {}


def mappings(value: object) -> list[Json]:
    """Give the mappings of a list; an empty list where it is none."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def text(value: Json, name: str) -> str:
    """Give the text or the number of a field; empty where it is neither."""
    found = value.get(name)
    if isinstance(found, bool) or not isinstance(found, str | int | float):
        return ""
    return found.strip() if isinstance(found, str) else str(found)[:400]


def texts_in(value: Json, name: str) -> list[str]:
    """Give the texts of a field that is a list."""
    found = value.get(name)
    return [one for one in found if isinstance(one, str)] if isinstance(found, list) else []


def leave(row: Row, name: str, value: object) -> None:
    """Note a field that nothing is made of."""
    row.left(f"het veld {texts.quoted(name)}", f"the field {texts.quoted(name)}",
             texts.shown(value) if isinstance(value, str) else "")  # fmt: skip
