"""Which level of EDTF a date needs to be read (ISO 8601-2; the Library of Congress' levels 0 to 2)."""

import re
from typing import Final, Literal, TypeAlias

from chronicle.dates.model import Date

Level: TypeAlias = Literal[0, 1, 2]

_DATE: Final = r"[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-[0-9]{2})?)?"
_LEVEL_0: Final = re.compile(rf"{_DATE}(?:T.+)?")
# Level 1: a long year, a negative one, a season, unspecified digits from the right, one sign for the whole.
_LEVEL_1: Final = re.compile(
    rf"Y-?[0-9]+|-{_DATE}|[0-9]{{4}}-2[1-4]|[0-9]{{3}}X|[0-9]{{2}}XX|[0-9]{{4}}-XX(?:-XX)?|[0-9]{{4}}-[0-9]{{2}}-XX"
    rf"|-?{_DATE}[?~%]"
)
# A range on level 1 may have these at its ends, and an end that is open or unknown.
_END: Final = re.compile(rf"-?{_DATE}[?~%]?|\.\.|")


def level(date: Date) -> Level:
    """Give the lowest level whose readers understand the date; where the levels leave room, the higher."""
    if date.form == "interval":
        first, _, last = date.edtf.partition("/")
        if _LEVEL_0.fullmatch(first) and _LEVEL_0.fullmatch(last):
            return 0
        return 1 if _END.fullmatch(first) and _END.fullmatch(last) else 2
    if _LEVEL_0.fullmatch(date.edtf):
        return 0
    return 1 if _LEVEL_1.fullmatch(date.edtf) else 2
