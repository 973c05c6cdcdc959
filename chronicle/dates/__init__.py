"""Dates that say exactly what is known: EDTF (ISO 8601-2, levels 0 to 2) read, bounded, ordered and worded.

Everything here is pure: the same text gives the same answer, whatever the clock, the locale or the machine. Days are
proleptic Gregorian and always inclusive.
"""

from chronicle.dates.days import Day, iso_year, ordinal
from chronicle.dates.errors import DateError
from chronicle.dates.levels import level
from chronicle.dates.model import PRECISIONS, Date, Kind
from chronicle.dates.order import datetime_attribute, extent, midpoint, sort_key, years
from chronicle.dates.propose import Proposal, impossible, propose
from chronicle.dates.reading import read
from chronicle.dates.wording import wording

__all__ = [
    "PRECISIONS", "Date", "DateError", "Day", "Kind", "Proposal", "datetime_attribute", "extent", "impossible",
    "iso_year", "level", "midpoint", "ordinal", "parse", "propose", "sort_key", "wording", "years",
]  # fmt: skip


def parse(text: str) -> Date:
    """The date that an EDTF text says.

    Raises DateError with the character where it goes wrong and, where that can be told, what was probably meant.
    """
    try:
        return read(text)
    except DateError as error:
        proposal = propose(text)
        if proposal is None:
            raise impossible(text) or error from None
        raise DateError(
            error.message_nl, error.message_en, error.offset, proposal.edtf, needs_date_text=proposal.needs_date_text
        ) from None
