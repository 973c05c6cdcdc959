"""The words with which readers are told of the files for machines, in Dutch and English."""

from collections.abc import Mapping

# Dutch, English.
WORDS: Mapping[str, tuple[str, str]] = {
    "format": ("Formaat", "Format"),
    "format.for": ("Waarvoor", "What for"),
    "format.file": ("Bestand", "File"),
    "format.csv": ("CSV", "CSV"),
    "format.csv.use": (
        "Voor een spreadsheet, R of een database: één regel per gebeurtenis.",
        "For a spreadsheet, R or a database: one line an event.",
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
    "format.csvw": ("CSVW", "CSVW"),
    "format.csvw.use": (
        "Wat elke kolom van het CSV-bestand betekent, voor programma’s.",
        "What each column of the CSV file means, for programs.",
    ),
    "calendars.subscribe": ("Abonneer op alle gebeurtenissen", "Subscribe to all events"),
    "calendars.address": ("Of plak dit adres in uw agenda:", "Or paste this address into your calendar:"),
    "calendars.towns": ("Alleen één gemeente", "One municipality only"),
}
