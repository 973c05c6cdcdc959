"""What can be wrong with a date: one class, one table of sentences in Dutch and English."""

from typing import Final


class DateError(ValueError):
    """A text is not EDTF.

    `message_nl` and `message_en` are one sentence each that says what is wrong; `offset` is the character in the text
    (0-based) where it goes wrong; `suggestion` is valid EDTF that was probably meant, or None; `needs_date_text`: it
    says less, or something else, than the words that were typed.
    """

    def __init__(
        self,
        message_nl: str,
        message_en: str,
        offset: int = 0,
        suggestion: str | None = None,
        *,
        needs_date_text: bool = False,
    ) -> None:
        super().__init__(message_nl, message_en, offset, suggestion)
        self.message_nl = message_nl
        self.message_en = message_en
        self.offset = offset
        self.suggestion = suggestion
        self.needs_date_text = needs_date_text

    def __str__(self) -> str:
        return self.message_en


def problem(code: str, offset: int, **values: object) -> DateError:
    """The error for a code of the table below, at a character, with the values its sentences name."""
    dutch, english = MESSAGES[code]
    return DateError(dutch.format(**values), english.format(**values), offset)


MESSAGES: Final[dict[str, tuple[str, str]]] = {
    "empty": ("Er staat geen datum.", "There is no date."),
    "long": ("Deze datum is langer dan {most} tekens.", "This date is longer than {most} characters."),
    "space": ("In een EDTF-datum staan geen spaties.", "An EDTF date has no spaces."),
    "dash": (
        "Gebruik het gewone koppelteken (-), niet “{char}”.",
        "Use the plain hyphen (-), not “{char}”.",
    ),
    "character": (
        "Het teken “{char}” hoort niet in een EDTF-datum.",
        "The character “{char}” does not belong in EDTF.",
    ),
    "words": ("Dit is geen EDTF-datum maar gewone tekst.", "This is plain text, not an EDTF date."),
    "small": (
        "Schrijf “{char}” als hoofdletter {capital}.",
        "Write “{char}” as a capital {capital}.",
    ),
    "order": (
        "Schrijf eerst het jaar, dan de maand, dan de dag.",
        "Write the year first, then the month, then the day.",
    ),
    "basic": (
        "Zet koppeltekens tussen jaar, maand en dag.",
        "Put hyphens between year, month and day.",
    ),
    "year-digits": (
        "Een jaar heeft vier cijfers; hier staat “{found}”.",
        "A year has four digits; this is “{found}”.",
    ),
    "month-digits": (
        "Een maand heeft twee cijfers; hier staat “{found}”.",
        "A month has two digits; this is “{found}”.",
    ),
    "day-digits": (
        "Een dag heeft twee cijfers; hier staat “{found}”.",
        "A day has two digits; this is “{found}”.",
    ),
    "parts": (
        "Na de dag komt niets meer; hier staat “{found}”.",
        "Nothing comes after the day; this is “{found}”.",
    ),
    "minus-zero": ("Het jaar nul is 0000, zonder minteken.", "The year zero is 0000, without a minus sign."),
    "month": (
        "Maand {found} bestaat niet; een maand is 01 tot en met 12.",
        "There is no month {found}; a month is 01 to 12.",
    ),
    "grouping": (
        "{found} is geen maand (01–12) en geen seizoen of deel van een jaar (21–41).",
        "{found} is not a month (01–12), nor a season or part of a year (21–41).",
    ),
    "day": ("Dag {found} bestaat niet.", "There is no day {found}."),
    "day-of-month": (
        "{month_nl} {year} heeft {length} dagen, dus dag {found} bestaat niet.",
        "{month_en} {year} has {length} days, so there is no day {found}.",
    ),
    "leap": (
        "29 februari {year} bestaat niet: {year} is geen schrikkeljaar.",
        "29 February {year} does not exist: {year} is not a leap year.",
    ),
    "no-such-day": ("Geen enkele dag past bij “{found}”.", "No day fits “{found}”."),
    "season-day": (
        "Na een seizoen of deel van een jaar ({found}) komt geen dag.",
        "No day can follow a season or part of a year ({found}).",
    ),
    "season-range": (
        "Een seizoen of deel van een jaar kan geen begin of einde van een periode zijn.",
        "A season or part of a year cannot be the start or end of a range.",
    ),
    "season-qualified": (
        "Bij een seizoen of deel van een jaar kan geen ?, ~ of % staan.",
        "A season or part of a year cannot have ?, ~ or %.",
    ),
    "qualifiers": (
        "Twee tekens “{found}” achter elkaar: onzeker én bij benadering is %.",
        "Two signs “{found}” in a row: uncertain and approximate is %.",
    ),
    "qualifier-place": (
        "Het teken “{char}” staat hier niet direct voor of na een jaar, maand of dag.",
        "The sign “{char}” is not right before or after a year, month or day here.",
    ),
    "long-year-short": (
        "Een Y staat alleen voor een jaar met meer dan vier cijfers.",
        "A Y is only for a year of more than four digits.",
    ),
    "long-year": (
        "Na de Y komt een jaartal van meer dan vier cijfers en verder niets.",
        "After the Y comes a year of more than four digits and nothing else.",
    ),
    "long-year-missing": (
        "Zet een Y voor een jaar met meer dan vier cijfers.",
        "Put a Y before a year of more than four digits.",
    ),
    "year-size": (
        "Dit jaar heeft meer dan {most} cijfers.",
        "This year has more than {most} digits.",
    ),
    "exponent": (
        "Na de E komt een geheel getal groter dan nul, en voor de E staat een jaar met een Y.",
        "After the E comes a whole number above zero, and before the E a year with a Y.",
    ),
    "significant": (
        "Na de S komt het aantal cijfers dat vaststaat: 1 tot en met {most}.",
        "After the S comes the number of digits that are sure: 1 to {most}.",
    ),
    "significant-place": (
        "Een S kan alleen achter een jaar staan.",
        "An S can only follow a year.",
    ),
    "time": (
        "Een tijd staat achter een volledige dag en is uu:mm:ss.",
        "A time follows a full day and is hh:mm:ss.",
    ),
    "clock": ("Het tijdstip {found} bestaat niet.", "There is no such time as {found}."),
    "zone": (
        "Na de tijd komt niets, Z, of een verschil als +01:00.",
        "After the time comes nothing, Z, or a difference such as +01:00.",
    ),
    "range-time": ("In een periode of verzameling staat geen tijd.", "A range or set has no time of day."),
    "range-parts": (
        "Een periode heeft één schuine streep, tussen begin en einde.",
        "A range has one slash, between its start and its end.",
    ),
    "range-empty": (
        "Van een periode is ten minste het begin of het einde een datum.",
        "At least the start or the end of a range is a date.",
    ),
    "range-set": (
        "Een periode en een verzameling ([ ] of {{ }}) gaan niet samen.",
        "A range and a set ([ ] or {{ }}) do not go together.",
    ),
    "reversed": (
        "Het einde ({last}) ligt voor het begin ({first}).",
        "The end ({last}) is before the start ({first}).",
    ),
    "dots": (
        "Twee puntjes horen in een verzameling ([ ] of {{ }}) of aan een kant van een schuine streep.",
        "Two dots belong in a set ([ ] or {{ }}) or on one side of a slash.",
    ),
    "set-open": (
        "De verzameling begint met {open} maar eindigt niet met {close}.",
        "The set starts with {open} but does not end with {close}.",
    ),
    "set-close": ("Hier staat {close} zonder {open} aan het begin.", "Here is {close} without {open} at the start."),
    "set-empty": ("De verzameling is leeg.", "The set is empty."),
    "set-member": ("Tussen twee komma's in de verzameling ontbreekt een datum.", "The set lacks a date at a comma."),
    "set-dots": (
        "Twee puntjes staan tussen twee datums, helemaal vooraan of helemaal achteraan in de verzameling.",
        "Two dots stand between two dates, at the very start or at the very end of the set.",
    ),
    "set-precision": (
        "Voor en na de twee puntjes staat een even nauwkeurige datum.",
        "The dates before and after the two dots are equally precise.",
    ),
}
