"""Every word that the pages say themselves, in Dutch and English. What the history says is not here."""

from collections.abc import Mapping

from chronicle.pages import controls, drawing_words, feed_words, form_words
from chronicle.problems import Lang

_WORDS: Mapping[str, tuple[str, str]] = {
    **controls.WORDS,
    **form_words.WORDS,
    **feed_words.WORDS,
    **drawing_words.WORDS,
    # Status and evidence
    "status.confirmed": ("bevestigd", "confirmed"),
    "status.planned": ("gepland", "planned"),
    "status.expected": ("verwacht", "expected"),
    "status.cancelled": ("afgelast", "cancelled"),
    "status.label": ("Status", "Status"),
    "meaning.confirmed": (
        "Minstens één bron zegt dat dit is gebeurd.",
        "At least one source says that this happened.",
    ),
    "meaning.planned": (
        "Een bron kondigt dit aan. Wij vonden geen bron die zegt dat het ook is gebeurd.",
        "A source announces this. We found no source that says it did happen.",
    ),
    "meaning.expected": (
        "Een bron verwacht dit. Wij vonden geen bron die zegt dat het ook is gebeurd.",
        "A source expects this. We found no source that says it did happen.",
    ),
    "meaning.cancelled": (
        "Een bron zegt dat dit niet doorging.",
        "A source says that this did not go ahead.",
    ),
    "publishers.one": ("Eén uitgever bevestigt dit.", "One publisher confirms this."),
    "publishers.many": (
        "{count} verschillende uitgevers bevestigen dit.",
        "{count} different publishers confirm this.",
    ),
    "says.happened": ("zegt dat het is gebeurd", "says that it happened"),
    "says.planned": ("kondigt het aan", "announces it"),
    "says.expected": ("verwacht het", "expects it"),
    "says.cancelled": ("zegt dat het niet doorgaat", "says that it is off"),
    "evidence": ("Bewijs", "Evidence"),
    "certainty": ("Hoe zeker is dit?", "How certain is this?"),
    "date-note": ("Hoe de datum is gevonden", "How the date was found"),
    "disputed": ("Wat bronnen anders of niet zeggen", "What sources say differently, or do not say"),
    "only-dutch": ("Deze tekst is er nog alleen in het Nederlands.", "This text is available in Dutch only so far."),
    # Lists and facts
    "timeline": ("De tijdlijn", "The timeline"),
    "kind": ("Soort", "Kind"),
    "place": ("Plaats", "Place"),
    "themes": ("Thema’s", "Themes"),
    "theme": ("Thema", "Theme"),
    "municipalities": ("Gemeenten", "Municipalities"),
    "municipality": ("Gemeente", "Municipality"),
    "all-municipalities": ("alle twaalf gemeenten", "all twelve municipalities"),
    "organisations": ("Organisaties", "Organisations"),
    "organisation": ("Organisatie", "Organisation"),
    "sources": ("Bronnen", "Sources"),
    "source": ("Bron", "Source"),
    "years": ("Jaren", "Years"),
    "year": ("Jaar", "Year"),
    "glossary": ("Begrippen", "Glossary"),
    "story": ("Het verhaal", "The story"),
    "story-lead": (
        "Van het convenant van 2008 tot de conclusie van 2012. Elke zin wijst naar de gebeurtenis waarop hij steunt.",
        "From the covenant of 2008 to the conclusion of 2012. Every sentence points to the event that it rests on.",
    ),
    "story-none": ("Er is nog geen verhaal geschreven.", "No story has been written yet."),
    "poster": ("De tijdlijn op één vel", "The timeline on one sheet"),
    "poster-lead": (
        "Alle gebeurtenissen van {first} tot en met {last}, om op te hangen of door te geven.",
        "All events from {first} to {last}, to put on a wall or pass on.",
    ),
    "poster-how": (
        "Druk deze pagina af: zij past op één vel A3, liggend.",
        "Print this page: it fits on one sheet of A3, landscape.",
    ),
    "poster-link": ("De tijdlijn als poster", "The timeline as a poster"),
    "chapters": ("Hoofdstukken", "Chapters"),
    "chapter-events": ("Waarop dit steunt", "What this rests on"),
    "chapter-previous": ("Vorig hoofdstuk", "Previous chapter"),
    "chapter-next": ("Volgend hoofdstuk", "Next chapter"),
    "events.one": ("1 gebeurtenis", "1 event"),
    "events.many": ("{count} gebeurtenissen", "{count} events"),
    "quotations.one": ("1 citaat", "1 quotation"),
    "quotations.many": ("{count} citaten", "{count} quotations"),
    "jump-to-year": ("Spring naar een jaar", "Jump to a year"),
    # Before and after
    "before-after": ("Voor en na", "Before and after"),
    "previous": ("Eerder", "Earlier"),
    "next": ("Later", "Later"),
    "follows": ("Volgt op", "Follows on"),
    "followed-by": ("Kreeg een vervolg in", "Was followed by"),
    "see-also": ("Zie ook", "See also"),
    "links": ("Verder lezen", "Further reading"),
    "first-event": ("Dit is de eerste gebeurtenis op de tijdlijn.", "This is the first event on the timeline."),
    "last-event": ("Dit is de laatste gebeurtenis op de tijdlijn.", "This is the last event on the timeline."),
    # Help and citing
    "improve": ("Verbeter deze gebeurtenis", "Improve this event"),
    "improve-how": (
        "Weet u meer, of klopt er iets niet? Pas het bestand van deze gebeurtenis aan; wij kijken het na.",
        "Do you know more, or is something wrong? Change this event’s file; we will review it.",
    ),
    "improve-link": ("Open het bestand", "Open the file"),
    "improve-file": ("Het bestand van deze gebeurtenis is", "This event’s file is"),
    "cite": ("Delen en citeren", "Share and cite"),
    "on-timeline": ("Op de tijdlijn", "On the timeline"),
    "picture-line": ("Een tijdlijn van provincie en gemeenten", "A timeline of province and municipalities"),
    "picture-alt.site": (
        "Samen in Drenthe: alle gebeurtenissen op een as",
        "Together in Drenthe: all events on an axis",
    ),
    "picture-alt.themes": (
        "Samen in Drenthe: het thema {name} op de as",
        "Together in Drenthe: the theme {name} on the axis",
    ),
    "picture-alt.municipalities": ("Samen in Drenthe: {name} op de kaart", "Together in Drenthe: {name} on the map"),
    "site-name": ("Samen in Drenthe", "Together in Drenthe"),
    "issues-link": ("Meld het ons via de lijst met meldingen", "Tell us through the list of issues"),
    "issues-none": (
        "De plek om iets te melden komt hier te staan zodra de bestanden van deze site een openbaar adres hebben.",
        "The place to report something will stand here as soon as this site’s files have a public address.",
    ),
    "moved": ("Deze pagina staat nu hier:", "This page now stands here:"),
    # What a proposed change will look like
    "preview.title": ("Voorbeeld van een voorstel", "Preview of a proposal"),
    "preview.lead": (
        "Zo gaan de gewijzigde gebeurtenissen lezen, tussen hun buren in de tijd. Dit is nog niet gepubliceerd.",
        "How the changed events will read, among their neighbours in time. This has not been published.",
    ),
    "preview.none": ("Geen gebeurtenis die te tonen is, verandert.", "No event that can be shown changes."),
    "preview.hidden": ("Niet te tonen zolang er fouten in staan:", "Not shown as long as there are errors in them:"),
    "preview.skipped": ("Hier niet getoond: {events}", "Not shown here: {events}"),
    "preview.added": ("Nieuw", "New"),
    "preview.changed": ("Gewijzigd", "Changed"),
    "preview.moved": ("Verhuisd", "Moved"),
    "preview.mended": ("Weer leesbaar", "Readable again"),
    "preview.removed": ("Weg", "Removed"),
    # Terms
    "terms-here": ("Begrippen op deze pagina", "Terms on this page"),
    "glossary-lead": (
        "Besturen hebben hun eigen woorden. Hier staat in één zin wat ze betekenen.",
        "Government has words of its own. Here is what they mean, in one sentence each.",
    ),
    "in-dutch": ("Nederlands", "Dutch"),
    # Years
    "rest": (
        "Hier staan de {shown} nieuwste van {all} gebeurtenissen.",
        "These are the newest {shown} of {all} events.",
    ),
    "rest-years": ("Bij elk jaar staat alles van dat jaar", "Each year has a page with all of it"),
    "rest-choose": ("Alles bekijken op de tijdlijn", "See all of them on the timeline"),
    "years-lead": ("Alle jaren op de tijdlijn.", "All years on the timeline."),
    "year-title": ("{year} in Drenthe", "{year} in Drenthe"),
    "year-main": ("Begint in {year}", "Begins in {year}"),
    "year-touched": ("Ook in {year}", "Also in {year}"),
    "year-previous": ("Vorig jaar op de tijdlijn: {year}", "Previous year on the timeline: {year}"),
    "year-next": ("Volgend jaar op de tijdlijn: {year}", "Next year on the timeline: {year}"),
    # Municipalities
    "municipalities-lead": (
        "Drenthe heeft sinds 1998 twaalf gemeenten. Kies er een op de tegelkaart.",
        "Drenthe has had twelve municipalities since 1998. Choose one on the tile map.",
    ),
    "municipality-lead": (
        "Wat er tussen de provincie en de gemeente {name} gebeurde.",
        "What happened between the province and the municipality of {name}.",
    ),
    "municipality-title": ("Gemeente {name}", "Municipality of {name}"),
    "neighbours": ("Buurgemeenten in Drenthe", "Neighbours in Drenthe"),
    "cbs": ("CBS-code", "Statistics Netherlands code"),
    "tooi": ("Adres in het TOOI-register", "Address in the TOOI register"),
    "wikidata": ("Wikidata", "Wikidata"),
    "own-events": (
        "Van {name}, alleen of met enkele andere gemeenten",
        "Of {name}, alone or with some other municipalities",
    ),
    "shared-events": ("Van alle twaalf gemeenten samen", "Of all twelve municipalities together"),
    # Themes, organisations
    "themes-lead": (
        "Waar provincie en gemeenten samen over praatten.",
        "What province and municipalities talked about.",
    ),
    "organisations-lead": (
        "De besturen en instellingen die in deze geschiedenis voorkomen.",
        "The bodies and institutions that occur in this history.",
    ),
    "part-of": ("Onderdeel van", "Part of"),
    "parts": ("Onderdelen", "Parts"),
    "published-sources": ("Bronnen van deze organisatie", "Sources by this organisation"),
    "no-events": ("Er zijn nog geen gebeurtenissen.", "There are no events yet."),
    # Sources
    "sources-lead": (
        "Elke bewering op deze site steunt op een van deze bronnen.",
        "Every statement on this site rests on one of these sources.",
    ),
    "publisher": ("Uitgever", "Publisher"),
    "published": ("Verschenen", "Published"),
    "undated": ("zonder datum", "undated"),
    "reference": ("Kenmerk", "Reference"),
    "language": ("Taal", "Language"),
    "language.nl": ("Nederlands", "Dutch"),
    "language.en": ("Engels", "English"),
    "address": ("Adres", "Address"),
    "accessed": ("Bekeken op", "Accessed"),
    "note": ("Opmerking", "Note"),
    "quotations": ("Citaten en wat erop rust", "Quotations and what rests on them"),
    "source-kind.letter": ("Brieven", "Letters"),
    "source-kind.official": ("Officiële stukken", "Official documents"),
    "source-kind.report": ("Rapporten en verslagen", "Reports"),
    "source-kind.news": ("Nieuwsberichten", "News items"),
    "source-kind.web": ("Webpagina’s", "Web pages"),
    "source-kind.thesis": ("Scripties", "Theses"),
    "source-kind.book": ("Boeken", "Books"),
    "one-source-kind.letter": ("brief", "letter"),
    "one-source-kind.official": ("officieel stuk", "official document"),
    "one-source-kind.report": ("rapport of verslag", "report"),
    "one-source-kind.news": ("nieuwsbericht", "news item"),
    "one-source-kind.web": ("webpagina", "web page"),
    "one-source-kind.thesis": ("scriptie", "thesis"),
    "one-source-kind.book": ("boek", "book"),
    # Descriptions, for search engines and shared links
    "describe.event": (
        "{date}: {title}. {status}. Met bronnen en citaten.",
        "{date}: {title}. {status}. With sources and quotations.",
    ),
    "describe.year": (
        "{year} op de tijdlijn van Drenthe en zijn gemeenten, met bronnen.",
        "{year} on the timeline of Drenthe and its municipalities, with sources.",
    ),
    "describe.municipality": (
        "De samenwerking van provincie Drenthe en gemeente {name}, gebeurtenis voor gebeurtenis.",
        "How the province of Drenthe and {name} worked together, event by event.",
    ),
    "describe.theme": (
        "{name}: gebeurtenissen uit de samenwerking van Drenthe en zijn gemeenten.",
        "{name}: events from the cooperation of Drenthe and its municipalities.",
    ),
    "describe.organisation": (
        "{name} in de geschiedenis van de samenwerking in Drenthe.",
        "{name} in the history of cooperation in Drenthe.",
    ),
    "describe.source": (
        "Bron: {title} ({publisher}). Met de citaten en de gebeurtenissen die erop rusten.",
        "Source: {title} ({publisher}). With its quotations and the events that rest on them.",
    ),
}


def say(key: str, lang: Lang, **values: object) -> str:
    """Give the words for `key` in `lang`, with `values` filled in. An unknown key is a programming error (KeyError)."""
    nl, en = _WORDS[key]
    text = nl if lang == "nl" else en
    return text.format(**values) if values else text


def count(key: str, number: int, lang: Lang, **values: object) -> str:
    """Word a number of things: `count("events", 2, "en")` gives "2 events"."""
    return say(f"{key}.one", lang, **values) if number == 1 else say(f"{key}.many", lang, count=number, **values)


def keys() -> frozenset[str]:
    """Give all keys, for the tests."""
    return frozenset(_WORDS)
