"""The words of what others subscribe to or download: calendars, news feeds and tables."""

from collections.abc import Mapping

WORDS: Mapping[str, tuple[str, str]] = {
    "feed.about": (
        "Hoe de provincie Drenthe en haar gemeenten leerden samenwerken. Een tijdlijn met bronnen.",
        "How the province of Drenthe and its municipalities learned to work together. A timeline with sources.",
    ),
    "feed.newest": (
        "Wat er het laatst op de tijdlijn is toegevoegd of gewijzigd: hoogstens {count} gebeurtenissen.",
        "What was last added to the timeline or changed there: {count} events at most.",
    ),
    "feed.rights": (
        "CC0 1.0, citaten uitgezonderd: https://creativecommons.org/publicdomain/zero/1.0/",
        "CC0 1.0, quotations excepted: https://creativecommons.org/publicdomain/zero/1.0/",
    ),
    "calendar.town": ("Samen in Drenthe: {name}", "Together in Drenthe: {name}"),
    "calendar.shown.one": ("In deze agenda staat 1 gebeurtenis.", "This calendar has 1 event."),
    "calendar.shown.many": ("In deze agenda staan {count} gebeurtenissen.", "This calendar has {count} events."),
    "calendar.left-out.one": (
        "1 gebeurtenis staat er niet in, omdat haar datum meer dan {days} dagen openlaat of geen begin of einde heeft.",
        "1 event is left out because its date leaves more than {days} days open or has no beginning or end.",
    ),
    "calendar.left-out.many": (
        "{count} gebeurtenissen staan er niet in, omdat hun datum meer dan {days} dagen openlaat of geen begin of einde"
        " heeft.",
        "{count} events are left out because their dates leave more than {days} days open or have no beginning or end.",
    ),
    "calendar.all": ("Alles staat op {address}", "Everything is at {address}"),
    # A date in words before a title, and a status after it.
    "calendar.dated": ("{date}: {title}", "{date}: {title}"),
    "calendar.status": ("{title} ({status})", "{title} ({status})"),
    "table.title": ("Samen in Drenthe: alle gebeurtenissen", "Together in Drenthe: all events"),
    "table.defused": (
        "Een apostrof voor = + - of @ aan het begin van een cel of achter een scheidingsteken hoort niet bij de tekst: "
        "zij houdt rekenprogramma’s ervan af de tekst als formule uit te voeren.",
        "An apostrophe before = + - or @ at the beginning of a cell or after a separator is no part of the text: it "
        "keeps spreadsheets from running the text as a formula.",
    ),
}
