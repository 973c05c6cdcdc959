"""The words and the number rules of Dutch and English. No logic about dates."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """All that a language needs to word a date. In templates `{0}`, `{1}` … are filled in by `wording`."""

    months: tuple[str, ...]
    months_short: tuple[str, ...]
    seasons: tuple[str, ...]
    hemispheres: tuple[str, str]
    quarters: tuple[str, ...]
    thirds: tuple[str, ...]
    halves: tuple[str, ...]
    part_of_year: str
    winter: tuple[str, str, bool]  # long, spoken; whether the second year is cut to two digits
    around: str
    around_short: str
    possibly: str
    onwards: str
    until: str
    until_short: str
    until_spoken: str
    between: str
    conjunctions: tuple[str, str]  # and, or
    or_earlier: str
    or_later: str
    dash: tuple[str, str]  # between single words, between phrases
    through: str
    a_day: tuple[str, str]  # in, around
    a_month: str
    last_months: tuple[str, str]
    inside: str
    unknown_year: str
    the_day: str
    doubts: tuple[str, str, str]  # approximate, uncertain, both
    units: tuple[str, str, str]
    articles: tuple[str, str, str, str]  # before a decade, a first decade, a century, `tussen … en …`
    first_decade: str
    before_christ: tuple[str, str]
    after_christ: tuple[str, str]
    long_year: str
    thousands: str
    century: str
    decade: Callable[[int, str], str]
    ordinal: Callable[[int], str]
    ordinal_spoken: Callable[[int], str]


_NL_TENS: Final = ("", "tien", "twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig")
_NL_ORDINALS: Final = (
    "nulde", "eerste", "tweede", "derde", "vierde", "vijfde", "zesde", "zevende", "achtste", "negende", "tiende",
    "elfde", "twaalfde", "dertiende", "veertiende", "vijftiende", "zestiende", "zeventiende", "achttiende",
    "negentiende", "twintigste", "eenentwintigste",
)  # fmt: skip
_NL_MONTHS: Final = (
    "", "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
_EN_MONTHS: Final = (
    "", "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def _nl_ordinal(number: int) -> str:
    return f"{number}e"


def _nl_ordinal_spoken(number: int) -> str:
    return _NL_ORDINALS[number] if number < len(_NL_ORDINALS) else f"{number}e"


def _en_ordinal(number: int) -> str:
    suffix = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{suffix}"


def _nl_decade(first: int, form: str) -> str:
    """`jaren zeventig`; outside 1930–1999 with the century, since `jaren twintig` now means two decades."""
    common = 1930 <= first <= 1999
    if form == "short":
        return f"jaren {first % 100 if common else first}"
    century = _nl_ordinal_spoken(first // 100 + 1) if form == "spoken" else _nl_ordinal(first // 100 + 1)
    return f"jaren {_NL_TENS[first // 10 % 10]}" + ("" if common else f" van de {century} eeuw")


def _en_decade(first: int, form: str) -> str:
    return f"{first}s" if form == "short" else f"the {first}s"


DUTCH: Final = Words(
    months=_NL_MONTHS,
    months_short=("", "jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"),
    seasons=("lente", "zomer", "herfst", "winter"),
    hemispheres=("noordelijk halfrond", "zuidelijk halfrond"),
    quarters=("eerste kwartaal", "tweede kwartaal", "derde kwartaal", "vierde kwartaal"),
    thirds=("eerste vier maanden", "middelste vier maanden", "laatste vier maanden"),
    halves=("eerste helft", "tweede helft"),
    part_of_year="{0} van {1}",
    winter=("{0} {1}/{2}", "{0} van {1} op {2}", False),
    around="omstreeks {0}",
    around_short="ca. {0}",
    possibly="mogelijk {0}",
    onwards="vanaf {0}",
    until="tot en met {0}",
    until_short="t/m {0}",
    until_spoken="tot en met {0}",
    between="tussen {0} en {1}",
    conjunctions=("en", "of"),
    or_earlier="{0} of eerder",
    or_later="{0} of later",
    dash=(" – ", " – "),
    through=" tot en met ",
    a_day=("een dag in {0}", "een dag omstreeks {0}"),
    a_month="de {0} van een maand",
    last_months=("laatste maanden van {0}", "eind {0}"),
    inside="{0} in {1}",
    unknown_year="jaar onbekend",
    the_day="de {0}",
    doubts=("bij benadering", "onzeker", "onzeker en bij benadering"),
    units=("jaar", "maand", "dag"),
    articles=("de ", "het ", "de ", "een jaar "),
    first_decade="eerste decennium van de {0} eeuw",
    before_christ=("{0} v.Chr.", "{0} voor Christus"),
    after_christ=("{0} n.Chr.", "{0} na Christus"),
    long_year="het jaar {0}",
    thousands=".",
    century="{0} eeuw",
    decade=_nl_decade,
    ordinal=_nl_ordinal,
    ordinal_spoken=_nl_ordinal_spoken,
)

ENGLISH: Final = Words(
    months=_EN_MONTHS,
    months_short=("", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    seasons=("spring", "summer", "autumn", "winter"),
    hemispheres=("northern hemisphere", "southern hemisphere"),
    quarters=("first quarter", "second quarter", "third quarter", "fourth quarter"),
    thirds=("first four months", "middle four months", "last four months"),
    halves=("first half", "second half"),
    part_of_year="{0} of {1}",
    winter=("{0} {1}/{2}", "{0} of {1} to {2}", True),
    around="around {0}",
    around_short="c. {0}",
    possibly="possibly {0}",
    onwards="from {0}",
    until="until {0}",
    until_short="until {0}",
    until_spoken="up to and including {0}",
    between="between {0} and {1}",
    conjunctions=("and", "or"),
    or_earlier="{0} or earlier",
    or_later="{0} or later",
    dash=("–", " – "),
    through=" to ",
    a_day=("a day in {0}", "a day around {0}"),
    a_month="the {0} of a month",
    last_months=("last months of {0}", "late {0}"),
    inside="{0} in {1}",
    unknown_year="year unknown",
    the_day="the {0}",
    doubts=("approximate", "uncertain", "uncertain and approximate"),
    units=("year", "month", "day"),
    articles=("", "the ", "the ", "a year "),
    first_decade="first decade of the {0} century",
    before_christ=("{0} BC", "{0} BC"),
    after_christ=("AD {0}", "AD {0}"),
    long_year="the year {0}",
    thousands=",",
    century="{0} century",
    decade=_en_decade,
    ordinal=_en_ordinal,
    ordinal_spoken=_en_ordinal,
)
