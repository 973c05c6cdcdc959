"""`begin`, `medio` and `eind`: parts of a period that EDTF can bound but not name."""

import re
from typing import Final

from chronicle.dates.days import month_length
from chronicle.dates.typed import one_date

_EARLY: Final = r"(?:het begin van|begin|beginning of|the beginning of|start of|the start of|early|vroeg in)"
_MIDDLE: Final = r"(?:medio|midden|half|halverwege|het midden van|mid|middle of|the middle of)"
_LATE: Final = r"(?:eind|einde|het einde van|het eind van|end of|the end of|late|laat in)"


def vague_date(text: str) -> tuple[str, bool] | None:
    """EDTF for a tidied wording of a part of a month, year, decade or century, and whether a nuance is lost; or None.

    The outcome still has to be read.
    """
    for third, words in enumerate((_EARLY, _MIDDLE, _LATE)):
        found = re.fullmatch(f"{words}[ -](?:de |het |the |in )*(.+)", text)
        inner = one_date(found[1]) if found else None
        if inner is None:
            continue
        edtf = _third(inner, third)
        return (edtf, True) if edtf else None
    return _months_or_half(text)


def _months_or_half(text: str) -> tuple[str, bool] | None:
    """`laatste maanden van 1984`, `eerste helft van februari 2009`."""
    found = re.fullmatch(r"(?:de |the )?(?:(eerste|first)|laatste|last) (?:maanden|months) (?:van|of) ([0-9]{4})", text)
    if found and not found[1]:
        return f"{found[2]}-1X", False
    if found:
        return f"[{found[2]}-01..{found[2]}-03]", True
    found = re.fullmatch(r"(?:de |the )?(?:(eerste|first)|tweede|second) (?:helft|half) (?:van|of) (.+)", text)
    month = one_date(found[2]) if found else None
    if not found or not month or not re.fullmatch(r"[0-9]{4}-(?:0[1-9]|1[0-2])", month):
        return None
    days = "[{0}-01..{0}-15]" if found[1] else "[{0}-16..{0}-{1}]"
    return days.format(month, month_length(int(month[:4]), int(month[5:]))), True


def _third(edtf: str, third: int) -> str | None:
    """The first, middle or last part of a month, year, decade or century; a season is left whole."""
    if re.fullmatch(r"[0-9]{4}-(?:0[1-9]|1[0-2])", edtf):
        last = month_length(int(edtf[:4]), int(edtf[5:]))
        return f"[{edtf}-{(1, 11, 21)[third]:02d}..{edtf}-{(10, 20, last)[third]:02d}]"
    if re.fullmatch(r"[0-9]{4}", edtf):
        return f"{edtf}-{('02', '06', '11')[third]}~"
    if re.fullmatch(r"[0-9]{3}X", edtf):
        return f"[{edtf[:3]}{(0, 3, 7)[third]}..{edtf[:3]}{(2, 6, 9)[third]}]"
    if re.fullmatch(r"[0-9]{2}XX", edtf):
        return f"[{edtf[:2]}{('00', '30', '70')[third]}..{edtf[:2]}{('29', '69', '99')[third]}]"
    return edtf if re.fullmatch(r"[0-9]{4}-[234][0-9]", edtf) else None
