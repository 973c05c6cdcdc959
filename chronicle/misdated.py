"""How the faults of a date are worded, and what is written instead."""

import re

from chronicle import dates, faults
from chronicle.nodes import Fields, Items, Scalar
from chronicle.problems import Message, Problem, Remedy

# What YAML takes for the beginning of something else, where a date begins with it.
_SIGNS = frozenset("[{%")


def a_list(node: Items | Fields) -> Problem:
    """A set of dates that YAML took for a list or for fields, as it stands without quotation marks."""
    only = node.items[0] if isinstance(node, Items) and len(node.items) == 1 else None
    if not node.flow or (isinstance(only, Scalar) and ".." not in only.text):
        return faults.not_a_text(node)
    return faults.wrong_type(
        node,
        Message(nl="een datum als tekst", en="a date as a text"),
        Message(
            nl="Zet de datum tussen dubbele aanhalingstekens, met haken en al.",
            en="Put the date in double quotation marks, brackets and all.",
        ),
        Remedy(how="quote-brackets"),
    )


def bad_date(error: dates.DateError, text: str, node: Scalar, beside: str | None) -> Problem:
    """A text that is no date; `beside` is the field that can keep the words that a date cannot say."""
    # In a quoted text a quotation mark stands before the date itself, and needs no other.
    spot = node.place._replace(column=node.place.column + error.offset + (0 if node.plain else 1))
    edtf = error.suggestion or _coarser(text)
    written = f'"{edtf}"' if edtf and edtf[0] in _SIGNS else edtf
    fix = None
    if edtf and written and not error.needs_date_text:
        fix = Remedy(how="replace", old=text, new=written if node.plain else edtf, back=error.offset)
    message = Message(nl=error.message_nl, en=error.message_en)
    return Problem(place=spot, code="bad-date", message=message, cure=_cure(error, written, beside), fix=fix)


def _cure(error: dates.DateError, instead: str | None, beside: str | None) -> Message:
    if error.needs_date_text and beside:
        return Message(
            nl=f"Schrijf ‘{instead}’, en zet uw eigen woorden in ‘{beside}’.",
            en=f"Write ‘{instead}’, and put your own words into ‘{beside}’.",
        )
    if error.suggestion:
        return Message(nl=f"Schrijf ‘{instead}’.", en=f"Write ‘{instead}’.")
    if instead:
        return Message(
            nl=f"Kijk na wat de bron zegt. Weet u het niet preciezer? Schrijf dan ‘{instead}’.",
            en=f"See what the source says. Do you not know it more exactly? Then write ‘{instead}’.",
        )
    return Message(
        nl="Schrijf een datum als 2009, 2009-02 of 2009-02-04, of zie de uitleg over datums.",
        en="Write a date such as 2009, 2009-02 or 2009-02-04, or see the explanation of dates.",
    )


def _coarser(text: str) -> str | None:
    """Give a date without its last part or parts, where these name a day or month that does not exist."""
    while (shorter := re.fullmatch(r"(-?[0-9]{4}(?:-[0-9]{2})?)-[0-9]{2}", text)) is not None:
        text = shorter[1]
        try:
            return dates.parse(text).edtf
        except dates.DateError:
            continue
    return None
