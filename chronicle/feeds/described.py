"""What stands in the answers about events, field by field, in the order in which it is published."""

from typing import get_args

from chronicle import dates, schema
from chronicle.feeds.shape import Field, Many, Text, Thing, Whole, YesOrNo, field, thing
from chronicle.model import Status

LINE = Text()
ID = Text(pattern=f"^{schema.ID_PATTERN}$")
MOMENT = Text(format="date-time")
# An address of this site: always ASCII, and safe as it is.
ADDRESS = Text(format="uri")
# An address of somebody else's, which may hold letters with accents (an IRI).
WEB = Text(pattern="^[Hh][Tt][Tt][Pp][Ss]?://")
# Days of the Gregorian calendar, also before it was there; years before the year 0 have a minus.
DAY = Text(pattern="^(?:-?[0-9]{4}-[0-9]{2}-[0-9]{2}|Y-?[0-9]{5,})$")

WORDS = thing(
    "Words", "Een tekst in het Nederlands en, als die er is, in het Engels.", "A text in Dutch and, if any, English.",
    field("nl", LINE, "De Nederlandse tekst.", "The Dutch text."),
    field("en", LINE, "De Engelse tekst; null zolang er geen is.", "The English text; null while there is none.",
          null=True),
)  # fmt: skip
PAGES = thing(
    "Pages", "De adressen van een pagina van deze site in beide talen.", "A page of this site in both languages.",
    field("nl", ADDRESS, "Het adres van de Nederlandse pagina.", "The Dutch page's address."),
    field("en", ADDRESS, "Het adres van de Engelse pagina.", "The English page's address."),
)  # fmt: skip

_KINDS = Text(options=get_args(dates.Kind))
DATE = thing(
    "Date",
    "Een datum, nooit preciezer dan de bron. Dagen zijn van de gregoriaanse kalender en tellen aan beide kanten mee.",
    "A date, never more exact than the source. Days are Gregorian and inclusive at both ends.",
    field("edtf", LINE, "De datum in EDTF (ISO 8601-2).", "The date in EDTF (ISO 8601-2)."),
    field(
        "earliest", DAY,
        "De eerste dag van de datum zoals die er staat, JJJJ-MM-DD (~ en ? tellen niet mee; een seizoen begint op"
        " de eerste van een maand); buiten de jaren -9999 tot en met 9999 alleen het jaar, Y17000."
        " null als het begin open of onbekend is.",
        "The first day of the date as it is written, YYYY-MM-DD (~ and ? do not count; a season begins on the first"
        " of a month); beyond the years -9999 to 9999 the year alone, Y17000."
        " null where the beginning is open or unknown.",
        null=True,
    ),
    field(
        "latest", DAY,
        "De laatste dag van de datum zoals die er staat, in dezelfde vorm; null als het einde open of onbekend is.",
        "The last day of the date as it is written, in the same form; null where the end is open or unknown.",
        null=True,
    ),
    field("earliest_kind", _KINDS, "Of het begin bekend, open of onbekend is.",
          "Whether the beginning is known, open or unknown."),
    field("latest_kind", _KINDS, "Of het einde bekend, open of onbekend is.",
          "Whether the end is known, open or unknown."),
    field("precision", Text(options=dates.PRECISIONS),
          "De eenheid waarin de datum is geschreven; het kan er een van meer zijn.",
          "The unit in which the date is written; it may be one of several."),
    field("approximate", YesOrNo(), "Of de datum bij benadering is (~ in EDTF).",
          "Whether it is approximate (~ in EDTF)."),
    field("uncertain", YesOrNo(), "Of de datum onzeker is (? in EDTF).", "Whether it is uncertain (? in EDTF)."),
    field("text", WORDS, "De datum in woorden.", "The date in words."),
    field("note", WORDS, "Hoe de datum is gevonden, als de bron hem niet noemt.",
          "How the date was found where the source does not state it.", null=True),
)  # fmt: skip

EVIDENCE = thing(
    "Evidence", "Wat één bron van een gebeurtenis zegt.", "What one source says of an event.",
    field("source", ID, "De id van de bron, in sources.json.", "The source's id, in sources.json."),
    field("at", LINE, "Waar in de bron, in de taal van de bron.", "Where in the source, in the source's language.",
          null=True),
    field("says", Text(options=schema.SAYS), "Wat de bron ervan zegt; zie says in vocabulary.json.",
          "What the source says of it; see says in vocabulary.json."),
    field("quote", LINE, "De woorden van de bron, precies; in de taal van de bron.",
          "The source's exact words, in the source's language."),
)  # fmt: skip
LINK = thing(
    "Link", "Een pagina elders die het lezen waard is.", "A page elsewhere that is worth reading.",
    field("url", WEB, "Het adres.", "The address."),
    field("title", LINE, "De titel.", "The title."),
)  # fmt: skip
IMAGE = thing(
    "Image", "Een beeld.", "A picture.",
    field("url", ADDRESS, "Het adres van het bestand.", "The file's address."),
    field("alt", WORDS, "Wat erop staat, voor wie het niet ziet.", "What it shows, for who cannot see it."),
    field("credit", LINE, "Wie het maakte.", "Who made it."),
    field("licence", LINE, "Onder welke licentie.", "Under which licence."),
)  # fmt: skip

EVENT = thing(
    "Event",
    "Iets wat gebeurde, of zou gebeuren.",
    "Something that happened, or was meant to.",
    field("id", ID, "De naam, die blijft.", "The name, which stays."),
    field("url", PAGES, "De pagina’s van de gebeurtenis.", "The event's pages."),
    field("date", DATE, "Wanneer het was.", "When it was."),
    field("title", WORDS, "De titel.", "The title."),
    field(
        "summary", WORDS,
        "Wat er gebeurde, zonder opmaak; alinea’s zijn gescheiden door een regeleinde.",
        "What happened, as plain text; paragraphs are parted by a newline.",
    ),
    field(
        "status", Text(options=get_args(Status)),
        "Volgt uit het bewijs: bevestigd, gepland, verwacht of afgelast; zie statuses in vocabulary.json.",
        "Follows from the evidence: confirmed, planned, expected or cancelled; see statuses in vocabulary.json.",
    ),
    field(
        "corroborated", Whole(),
        "Hoeveel verschillende uitgevers zeggen dat het gebeurde.",
        "How many different publishers say that it happened.",
    ),
    field("kind", ID, "De soort, in vocabulary.json.", "The kind, in vocabulary.json."),
    field("themes", Many(of=ID), "De thema’s, minstens één.", "The themes, at least one."),
    field("municipalities", Many(of=ID), "De gemeenten; alle twaalf zijn uitgeschreven.",
          "The municipalities; all twelve are written out."),
    field("all_municipalities", YesOrNo(), "Of het van alle gemeenten samen is gezegd.",
          "Whether it is said of all municipalities together."),
    field("organisations", Many(of=ID), "Andere organisaties dan gemeenten.", "Other bodies than municipalities."),
    field("place", WORDS, "Waar het was.", "Where it was.", null=True),
    field("disputed", WORDS, "Wat bronnen anders of niet zeggen.",
          "What sources say differently, or do not say.", null=True),
    field("evidence", Many(of=EVIDENCE), "Waar het op steunt, minstens één bron.",
          "What it rests on, at least one source."),
    field("follows", Many(of=ID), "De gebeurtenissen waar dit op volgt.", "The events that this follows."),
    field("followed_by", Many(of=ID), "De gebeurtenissen die hierop volgen, op tijd geordend.",
          "The events that follow this, in time order."),
    field("see_also", Many(of=ID), "De gebeurtenissen die hierbij horen.", "Events that belong with it."),
    field("links", Many(of=LINK), "Verder lezen.", "Further reading."),
    field("image", IMAGE, "Het beeld erbij.", "Its picture.", null=True),
    field("moved_from", Many(of=ID), "Eerdere ids; hun adressen blijven.", "Earlier ids; their addresses stay."),
    field(
        "added", MOMENT,
        "Wanneer het in deze gegevens kwam; generated_at als dat niet bekend is. Nooit de datum van de gebeurtenis.",
        "When it came into these data; generated_at where that is not known. Never the event's own date.",
    ),
    field(
        "changed", MOMENT,
        "Wanneer de eigen gegevens het laatst veranderden; generated_at als dat niet bekend is.",
        "When its own data last changed; generated_at where that is not known.",
    ),
)  # fmt: skip

HEAD: tuple[Field, ...] = (
    field("version", Whole(least=1), "De versie van deze API: 1.", "The version of this API: 1."),
    field("generated_at", MOMENT, "Wanneer de geschiedenis het laatst veranderde.",
          "When the history was last changed."),
)  # fmt: skip


def answer(name: str, nl: str, en: str, *fields: Field) -> Thing:
    """Give a whole answer: what all begin with, then its own `fields`."""
    return thing(name, nl, en, *HEAD, *fields)


EVENTS = answer(
    "Events", "Alle gebeurtenissen.", "All events.",
    field("events", Many(of=EVENT), "De gebeurtenissen, op tijd geordend.", "The events, in time order."),
)  # fmt: skip
ONE_EVENT = answer(
    "OneEvent", "Eén gebeurtenis, zoals zij in events.json staat.", "One event, as it stands in events.json.",
    field("event", EVENT, "De gebeurtenis.", "The event."),
)  # fmt: skip
