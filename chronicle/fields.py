"""What each field of an event and a source is for, in Dutch and English, with examples of this history.

One place for these words: the JSON Schemas, the questions of `new` and every form are made of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from chronicle import schema
from chronicle.problems import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """A field in words: what it is called, what to write in it, and what others wrote there.

    `examples` are values as they stand in a file; the history has each of them.
    """

    label: Message
    text: Message
    examples: tuple[str, ...] = ()


def _about(label_nl: str, label_en: str, nl: str, en: str, *examples: str) -> About:
    return About(label=Message(nl=label_nl, en=label_en), text=Message(nl=nl, en=en), examples=examples)


SAYS: Mapping[str, Message] = {
    "happened": Message(nl="het is gebeurd", en="it happened"),
    "planned": Message(nl="het is aangekondigd of afgesproken", en="it was announced or agreed"),
    "expected": Message(nl="het wordt verwacht", en="it is expected"),
    "cancelled": Message(nl="het gaat niet door", en="it is off"),
}
SOURCE_KINDS: Mapping[str, Message] = {
    "letter": Message(nl="brief", en="letter"),
    "report": Message(nl="rapport of verslag", en="report"),
    "news": Message(nl="nieuwsbericht", en="news item"),
    "official": Message(nl="officieel stuk", en="official document"),
    "web": Message(nl="webpagina", en="web page"),
    "thesis": Message(nl="scriptie", en="thesis"),
    "book": Message(nl="boek", en="book"),
}
ALL = Message(nl="alle twaalf gemeenten van nu; alleen vanaf 1998", en="all twelve municipalities of today; from 1998")

# What people write for the English names of fields and choices, which the files have.
DUTCH: Mapping[str, str] = {
    "datum": "date", "titel": "title", "samenvatting": "summary", "soort": "kind", "thema": "themes",
    "themas": "themes", "gemeente": "municipalities", "gemeenten": "municipalities", "organisatie": "organisations",
    "organisaties": "organisations", "plaats": "place", "bewijs": "evidence", "bron": "source", "zegt": "says",
    "citaat": "quote", "uitgever": "publisher", "taal": "language", "kenmerk": "reference", "toelichting": "note",
    "beeld": "image", "webadres": "url", "gezien": "accessed",
    "gebeurd": "happened", "gepland": "planned", "verwacht": "expected", "afgelast": "cancelled",
    "brief": "letter", "rapport": "report", "nieuws": "news", "officieel": "official", "webpagina": "web",
    "scriptie": "thesis", "boek": "book",
    "nederlands": "nl", "engels": "en",
}  # fmt: skip

_QUOTED = schema.QUOTE_WORDS
_NOTE = ("Hoogstens 1000 tekens.", "1000 characters at most.")

EVENT: Mapping[str, About] = {
    "date": _about(
        "Datum, zo precies als de bron", "Date, as precise as the source",
        "Een dag (2009-02-04), maand (2009-02), jaar (2009), seizoen (2011-22 is de zomer van 2011) of periode"
        " (2009-02/2009-03), in EDTF. Niet preciezer dan de bron.",
        "A day (2009-02-04), month (2009-02), year (2009), season (2011-22 is summer 2011) or range"
        " (2009-02/2009-03), in EDTF. No more precise than the source.",
        "2008-02-04", "2009-02/2009-03", "2011-22",
    ),
    "date_text": _about(
        "De datum in eigen woorden", "The date in words of its own",
        "Alleen als de datum in EDTF niet zegt wat de bron zegt. Deze woorden staan dan overal op de site.",
        "Only if the date in EDTF does not say what the source says. These words then stand everywhere on the site.",
    ),
    "date_text.nl": _about(
        "De datum in Nederlandse woorden", "The date in Dutch words",
        "Hoogstens 80 tekens.", "80 characters at most.", "vanaf medio 2008",
    ),
    "date_text.en": _about(
        "De datum in Engelse woorden", "The date in English words",
        "Hoogstens 80 tekens.", "80 characters at most.", "from mid-2008",
    ),
    "date_note": _about(
        "Hoe de datum is gevonden", "How the date was found",
        "Alleen als de bron de datum niet zelf noemt, of niet precies.",
        "Only if the source does not name the date itself, or not exactly.",
    ),
    "date_note.nl": _about("Hoe de datum is gevonden, in het Nederlands", "How the date was found, in Dutch", *_NOTE),
    "date_note.en": _about("Hoe de datum is gevonden, in het Engels", "How the date was found, in English", *_NOTE),
    "title": _about(
        "Titel", "Title",
        "Eén regel die zegt wat er gebeurde. Hoogstens 120 tekens per taal.",
        "One line that says what happened. 120 characters a language at most.",
    ),
    "title.nl": _about(
        "Titel in het Nederlands", "Title in Dutch",
        "Eén regel, hoogstens 120 tekens. Staat er een dubbele punt of een # in? Zet de titel dan tussen dubbele"
        " aanhalingstekens.",
        "One line, 120 characters at most. Has it a colon or a #? Then put the title in double quotation marks.",
        "Gezamenlijk convenant ondertekend als eerste stap naar sociale allianties",
    ),
    "title.en": _about(
        "Titel in het Engels", "Title in English",
        "Mag later; tot die tijd staat de Nederlandse titel er.",
        "May come later; until then the Dutch title is shown.",
        "Joint covenant signed as a first step towards social alliances",
    ),
    "summary": _about(
        "Samenvatting", "Summary",
        "Wat er gebeurde, in eigen woorden. Zeg niet meer dan de bron.",
        "What happened, in your own words. Say no more than the source.",
    ),
    "summary.nl": _about(
        "Wat gebeurde er, in twee tot vier korte zinnen", "What happened, in two to four short Dutch sentences",
        "Alinea’s, *nadruk*, [links](https://…) en lijsten mogen. Begin met >- en zet de tekst op de regels eronder.",
        "Paragraphs, *emphasis*, [links](https://…) and lists may be used. Begin with >- and put the text on the lines"
        " below it.",
    ),
    "summary.en": _about(
        "Dezelfde samenvatting in het Engels", "The same summary in English",
        "Mag later; tot die tijd staat de Nederlandse tekst er.", "May come later; until then the Dutch text is shown.",
    ),
    "kind": _about(
        "Soort gebeurtenis", "Kind of event",
        "Eén woord uit timeline/vocabulary/kinds.yaml.", "One word from timeline/vocabulary/kinds.yaml.", "signing",
    ),
    "themes": _about(
        "Thema’s", "Themes",
        "Een of meer woorden uit timeline/vocabulary/themes.yaml, tussen rechte haken.",
        "One or more words from timeline/vocabulary/themes.yaml, in square brackets.",
    ),
    "municipalities": _about(
        "Gemeenten", "Municipalities",
        "Om welke gemeenten het gaat, tussen rechte haken; of all voor alle twaalf (alleen vanaf 1998).",
        "Which municipalities it is about, in square brackets; or all for all twelve (only from 1998 on).",
    ),
    "organisations": _about(
        "Organisaties", "Organisations",
        "Andere organisaties dan gemeenten, uit timeline/vocabulary/organisations.yaml, tussen rechte haken.",
        "Other bodies than municipalities, from timeline/vocabulary/organisations.yaml, in square brackets.",
    ),
    "place": _about(
        "Plaats", "Place", "Waar het was, als de bron dat zegt.", "Where it was, if the source says so.",
    ),
    "place.nl": _about(
        "Plaats in het Nederlands", "Place in Dutch",
        "Hoogstens 120 tekens.", "120 characters at most.", "Oude Statenzaal, Drents Museum",
    ),
    "place.en": _about(
        "Plaats in het Engels", "Place in English",
        "Hoogstens 120 tekens.", "120 characters at most.", "Provincial house, Assen",
    ),
    "evidence": _about(
        "Bewijs", "Evidence",
        "Minstens één bron, met wat zij letterlijk zegt. Elke bron begint met een streepje. De status op de site volgt"
        " hieruit; die vult u nergens in.",
        "At least one source, with what it says word for word. Each source begins with a hyphen. The status on the site"
        " follows from this; you type it nowhere.",
    ),
    "evidence.source": _about(
        "Bron", "Source",
        "De naam van het bestand in timeline/sources/, zonder .yaml.",
        "The name of the file in timeline/sources/, without .yaml.", "brief-2009-01-22",
    ),
    "evidence.at": _about(
        "Plaats in de bron, zoals ‘bladzijde 3’ of ‘alinea 5’",
        "Where in the source, in its own language, such as ‘bladzijde 3’",
        "Zo kan een ander het citaat terugvinden. Hoogstens 100 tekens.",
        "So that somebody else can find the quotation. 100 characters at most.", "alinea 5",
    ),
    "evidence.says": _about(
        "Wat zegt de bron erover", "What the source says of it",
        "Of het volgens deze bron is gebeurd. Hieruit volgt de status.",
        "Whether it happened, according to this source. The status follows from it.", "happened", "planned",
    ),
    "evidence.quote": _about(
        f"Citaat dat dat bewijst, letterlijk, hoogstens {_QUOTED} woorden",
        f"Quotation that proves it, exact, {_QUOTED} words at most",
        "Precies zoals het in de bron staat, in de taal van de bron.",
        "Exactly as it stands in the source, in the source’s language.",
        "Op 4 februari 2009 kan de eerste alliantie met de gemeente Assen worden ondertekend.",
    ),
    "disputed": _about(
        "Wat bronnen anders of niet zeggen", "What sources say differently, or do not say",
        "Spreken bronnen elkaar tegen, of is iets niet gevonden? Zet dat hier.",
        "Do sources contradict each other, or was something not found? Say so here.",
    ),
    "disputed.nl": _about("Wat bronnen anders of niet zeggen, in het Nederlands",
                          "What sources say differently, or do not say, in Dutch", *_NOTE),
    "disputed.en": _about("Wat bronnen anders of niet zeggen, in het Engels",
                          "What sources say differently, or do not say, in English", *_NOTE),
    "follows": _about(
        "Volgt op", "Follows",
        "De namen van eerdere gebeurtenissen waar deze uit voortkomt: hun bestandsnamen zonder .yaml.",
        "The names of earlier events that this one came of: their file names without .yaml.",
    ),
    "follows[]": _about(
        "Eerdere gebeurtenis", "Earlier event",
        "De bestandsnaam zonder .yaml.", "The file name without .yaml.", "beleidskaders-vastgesteld",
    ),
    "see_also": _about(
        "Zie ook", "See also",
        "De namen van gebeurtenissen die erbij horen: hun bestandsnamen zonder .yaml.",
        "The names of events that belong with it: their file names without .yaml.",
    ),
    "see_also[]": _about(
        "Gebeurtenis die erbij hoort", "Event that belongs with it",
        "De bestandsnaam zonder .yaml.", "The file name without .yaml.", "startsein-sociale-agenda",
    ),
    "links": _about(
        "Verder lezen", "Further reading",
        "Webpagina’s die meer vertellen en geen bewijs zijn.", "Web pages that tell more and are no evidence.",
    ),
    "links.url": _about(
        "Webadres", "Web address",
        "Begint met https:// of http://.", "Begins with https:// or http://.",
        "https://www.blikopnieuws.nl/2008/drenthe-aan-de-slag-met-nieuw-sociaal-beleid",
    ),
    "links.title": _about(
        "Titel van de pagina", "Title of the page",
        "Wat een lezer er vindt.", "What a reader finds there.",
        "Drenthe aan de slag met nieuw sociaal beleid (Blik op Nieuws, 4 februari 2008)",
    ),
    "image": _about(
        "Beeld", "Picture",
        "Een foto of tekening uit timeline/images/ die gedeeld mag worden.",
        "A photograph or drawing from timeline/images/ that may be shared.",
    ),
    "image.file": _about(
        "Bestand", "File",
        "De naam in timeline/images/: kleine letters, met .jpg, .jpeg, .png of .webp.",
        "The name in timeline/images/: lower case, with .jpg, .jpeg, .png or .webp.",
    ),
    "image.alt": _about(
        "Wat er te zien is", "What it shows",
        "Voor wie het beeld niet ziet. Hoogstens 300 tekens per taal.",
        "For those who do not see the picture. 300 characters a language at most.",
    ),
    "image.credit": _about("Maker", "Maker", "Wie het beeld maakte of bewaart.", "Who made or keeps the picture."),
    "image.licence": _about(
        "Licentie", "Licence", "Waarom het beeld gedeeld mag worden.", "Why the picture may be shared.",
    ),
    "moved_from": _about(
        "Vroegere namen", "Earlier names",
        "Heette dit bestand eerst anders? Zet hier de oude naam zonder .yaml; het oude adres blijft dan werken.",
        "Had this file another name before? Put the old name here without .yaml; the old address then keeps working.",
    ),
    "moved_from[]": _about(
        "Vroegere naam", "Earlier name",
        "De oude bestandsnaam zonder .yaml.", "The old file name without .yaml.",
    ),
}  # fmt: skip

SOURCE: Mapping[str, About] = {
    "kind": _about(
        "Soort bron", "Kind of source", "Eén van deze woorden.", "One of these words.", "letter", "news", "official",
    ),
    "title": _about(
        "Titel van de bron", "Title of the source",
        "Zoals de bron zelf heet. Hoogstens 300 tekens.", "As the source itself is called. 300 characters at most.",
        "Ondertekening Culturele en Sociale Allianties",
    ),
    "publisher": _about(
        "Uitgever van de bron: een medium, organisatie of gemeente",
        "Publisher of the source: a medium, an organisation or a municipality",
        "De naam van een medium, of de id uit organisations.yaml of municipalities.yaml.",
        "The name of a medium, or the id from organisations.yaml or municipalities.yaml.",
        "Blik op Nieuws", "gedeputeerde-staten",
    ),
    "date": _about(
        "Datum van de bron", "Date of the source",
        "In EDTF, zoals 2009-01-22. Heeft de bron geen datum? Laat het veld dan weg.",
        "In EDTF, such as 2009-01-22. Has the source no date? Then leave the field out.", "2009-01-22",
    ),
    "reference": _about(
        "Kenmerk", "Reference",
        "Het nummer of kenmerk dat op het stuk staat.", "The number or reference that stands on the document.",
        "4/5.3/2009000531",
    ),
    "url": _about(
        "Webadres van de bron", "Web address of the source",
        "Begint met https:// of http://.", "Begins with https:// or http://.",
        "https://www.blikopnieuws.nl/2008/drenthe-aan-de-slag-met-nieuw-sociaal-beleid",
    ),
    "accessed": _about(
        "Gezien op", "Seen on",
        "De dag waarop u de bron las.", "The day on which you read the source.", "2026-11-22",
    ),
    "language": _about(
        "Taal van de bron, zoals nl of en", "Language of the source, such as nl or en",
        "Twee of drie kleine letters (ISO 639).", "Two or three lower-case letters (ISO 639).", "nl",
    ),
    "note": _about(
        "Toelichting", "Note",
        "Wat een lezer over deze bron moet weten.", "What a reader should know of this source.",
    ),
}  # fmt: skip
