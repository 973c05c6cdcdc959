"""The words of what others subscribe to or download, and of the page that leads there."""

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
    "calendar.older.one": (
        "1 oudere gebeurtenis staat alleen in de agenda van alles: {address}",
        "1 older event is only in the calendar of everything: {address}",
    ),
    "calendar.older.many": (
        "{count} oudere gebeurtenissen staan alleen in de agenda van alles: {address}",
        "{count} older events are only in the calendar of everything: {address}",
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
    # The page that leads to them
    "format.csv": ("CSV", "CSV"),
    "format.csv.use": (
        "Voor een spreadsheet, R of een database: één rij per gebeurtenis.",
        "For a spreadsheet, R or a database: one row an event.",
    ),
    "format.json": ("JSON (API)", "JSON (API)"),
    "format.json.use": (
        "Voor programma’s: alles over elke gebeurtenis, met bronnen en citaten.",
        "For programs: everything about each event, with sources and quotations.",
    ),
    "format.ics": ("iCalendar", "iCalendar"),
    "format.ics.use": ("Voor uw agenda.", "For your calendar."),
    "format.atom": ("Atom", "Atom"),
    "format.atom.use": (
        "Voor een feedlezer: wat is toegevoegd of veranderd, het nieuwste eerst.",
        "For a feed reader: what was added or changed, the newest first.",
    ),
    "format.jsonfeed": ("JSON Feed", "JSON Feed"),
    "format.jsonfeed.use": ("Hetzelfde, voor programma’s die JSON lezen.", "The same, for programs that read JSON."),
    "format.timelinejs": ("TimelineJS", "TimelineJS"),
    "format.timelinejs.use": (
        "Voor de tijdlijn van Knight Lab, op uw eigen site.",
        "For Knight Lab’s timeline, on a site of your own.",
    ),
    "format.jsonld": ("JSON-LD", "JSON-LD"),
    "format.jsonld.use": (
        "Linked data: schema.org en woorden voor onderzoekers, met de bron van elke bewering.",
        "Linked data: schema.org and terms for scholars, with the source of each statement.",
    ),
    "format.ttl": ("Turtle", "Turtle"),
    "format.ttl.use": ("Dezelfde linked data, voor SPARQL.", "The same linked data, for SPARQL."),
    "format.dcat": ("DCAT", "DCAT"),
    "format.dcat.use": (
        "Voor een dataportaal: wat deze gegevens zijn en waar ze staan.",
        "For a data portal: what these data are and where they stand.",
    ),
    "format.csv-excel": ("CSV voor Excel", "CSV for Excel"),
    "format.csv-excel.use": (
        "Hetzelfde met puntkomma’s: opent met een dubbelklik in een Nederlandse Excel.",
        "The same with semicolons: opens with a double click in a Dutch Excel.",
    ),
    "format.csvw": ("CSVW", "CSVW"),
    "format.csvw.use": (
        "Wat elke kolom van het CSV-bestand betekent, voor programma’s.",
        "What each column of the CSV file means, for programs.",
    ),
    "calendars.subscribe": ("Abonneer u op alle gebeurtenissen", "Subscribe to all events"),
    "calendars.address": ("Of plak dit adres in uw agenda:", "Or paste this address into your calendar:"),
    "calendars.towns": ("Alleen één gemeente:", "One municipality only:"),
    "calendars.newest": (
        "De agenda van een gemeente heeft haar nieuwste gebeurtenissen, zoveel als er in 1 MB gaan: sommige agenda’s"
        " nemen niet meer aan.",
        "A municipality’s calendar has its newest events, as many as 1 MB can hold: some calendars take no more.",
    ),
}
