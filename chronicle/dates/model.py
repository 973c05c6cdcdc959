"""What a date is once it is read. Everything is immutable; days are inclusive on both sides."""

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from chronicle.dates.days import Day

Kind: TypeAlias = Literal["known", "open", "unknown"]
Form: TypeAlias = Literal["single", "interval", "one_of", "all_of"]
Precision: TypeAlias = Literal[
    "day", "month", "season", "quarter", "quadrimester", "semester", "year", "decade", "century", "millennium"
]

PRECISIONS: Final[tuple[Precision, ...]] = (
    "day", "month", "season", "quarter", "quadrimester", "semester", "year", "decade", "century", "millennium",
)  # fmt: skip
"""From fine to coarse."""

APPROXIMATE: Final = 1
UNCERTAIN: Final = 2
FLAGS: Final[dict[str, int]] = {"": 0, "~": APPROXIMATE, "?": UNCERTAIN, "%": APPROXIMATE | UNCERTAIN}


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One date as written, without range or set.

    `year` is four characters (digits and X) after an optional minus, or a whole number of more digits; `month` and
    `day` are two characters or None; `season` is 21–41 or None (then `month` is None). `flags` are what qualifies
    year, month and day: 0, APPROXIMATE, UNCERTAIN or both. `significant` is the number after S (EDTF level 2).
    """

    text: str
    year: str
    month: str | None = None
    day: str | None = None
    season: int | None = None
    significant: int | None = None
    flags: tuple[int, int, int] = (0, 0, 0)
    earliest: Day
    latest: Day
    precision: Precision


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """From one point to another; a date that stands alone has the same point twice. None: open or unknown."""

    first: Point | None
    last: Point | None
    first_kind: Kind = "known"
    last_kind: Kind = "known"


@dataclass(frozen=True, slots=True, kw_only=True)
class Date:
    """A date that was read.

    `edtf` is the text as written. `earliest` and `latest` are the first and last day it can touch, both included;
    None where that side is open or unknown, which `earliest_kind` and `latest_kind` tell apart. `precision` is the
    coarsest unit that is fully known (the standard calls `2004-XX` month precision; here it is a year, because only
    the year is known), and of ranges and sets the coarsest of the parts. `approximate` (~) and `uncertain` (?) hold if
    any part is so; they never widen the bounds. `parts` has one span, or one for each member of a set.
    """

    edtf: str
    earliest: Day | None
    latest: Day | None
    earliest_kind: Kind
    latest_kind: Kind
    precision: Precision
    form: Form
    approximate: bool
    uncertain: bool
    parts: tuple[Span, ...]
