"""The words of the form for contributors: what stands in it, and what its script says."""

from collections.abc import Mapping

# What the script says; it fills in what stands between braces.
SAID: Mapping[str, tuple[str, str]] = {
    "form.reads": ("Zo komt het er te staan: {wording}.", "This is how it will read: {wording}."),
    "form.means": ("In het bestand: {edtf}.", "In the file: {edtf}."),
    "form.needed-now": ("Vul dit nog in.", "This is still to be filled in."),
    "form.proofs-needed": ("Noem minstens één bron.", "Name at least one source."),
    "form.sound": ("Alles klopt. Kies hieronder hoe u het instuurt.", "All is well. Choose below how to send it in."),
    "form.faulty-one": ("Er klopt nog 1 ding niet:", "1 thing is not right yet:"),
    "form.faulty-many": ("Er kloppen nog {count} dingen niet:", "{count} things are not right yet:"),
    "form.file-of": ("Het bestand {name}", "The file {name}"),
    "form.copy": ("Kopieer {name}", "Copy {name}"),
    "form.copied": ("Gekopieerd", "Copied"),
    "form.marked": ("Geselecteerd: kopieer het met uw toetsenbord", "Selected: copy it with your keyboard"),
    "form.download": ("Download {name}", "Download {name}"),
    "form.host": ("Stuur {name} in via {host}", "Send {name} in through {host}"),
    "form.host-fork": (
        "Is dit uw eerste keer? Maak dan eerst uw eigen kopie, en open daarna de link hierboven.",
        "Is this your first time? Then make a copy of your own first, and open the link above after that.",
    ),
    "form.host-long": (
        "{name} is te lang voor een ingevulde pagina. Kopieer de tekst en plak haar op deze pagina van {host}.",
        "{name} is too long for a page that is filled in. Copy the text and paste it on this page of {host}.",
    ),
    "form.mail": ("Stuur het per e-mail", "Send it by e-mail"),
    "form.mail-long": (
        "Download de bestanden en voeg ze toe aan deze e-mail: de tekst is te lang om erin te zetten.",
        "Download the files and attach them to this e-mail: the text is too long to put in it.",
    ),
    "form.mail-subject": ("Gebeurtenis voor de tijdlijn: {title}", "Event for the timeline: {title}"),
    "form.mail-attach": ("De bestanden zijn bijgevoegd: {names}", "The files are attached: {names}"),
    "form.mail-to": (
        "Het adres vult u zelf in: dat van de redactie of van wie u dit vroeg.",
        "Fill in the address yourself: that of the editors, or of who asked you for this.",
    ),
    "form.no-storage": (
        "Uw browser bewaart hier niets. Download het bestand voordat u de pagina sluit.",
        "Your browser keeps nothing here. Download the file before you close the page.",
    ),
    "form.restored": ("Uw concept van de vorige keer staat er weer.", "Your draft of last time is back."),
    "form.source": ("Bron", "Source"),
    "form.sources": ("Bronnen", "Sources"),
    "form.roughly": (
        "Deze samenvatting kan er op de site iets anders uitzien dan hier.",
        "This summary may look slightly different on the site.",
    ),
    "form.own-page": (
        "Dit staat niet in de lijst, wel op de eigen pagina van de gebeurtenis:",
        "This is not in the list, but on the event’s own page:",
    ),
    "form.loading-failed": (
        "Het formulier kon niet worden opgehaald. Laad de pagina straks opnieuw.",
        "The form could not be fetched. Please reload the page in a while.",
    ),
}

WORDS: Mapping[str, tuple[str, str]] = {
    **SAID,
    "form.name": ("Een gebeurtenis toevoegen", "Add an event"),
    "form.without": (
        "Zonder script werkt het formulier niet. Neem dan het voorbeeld hieronder over en stuur het in.",
        "Without script the form does not work. Then take the example below and send it in.",
    ),
    "form.needed": ("nodig", "needed"),
    "form.choose": ("Kies …", "Choose …"),
    "form.when": ("Wanneer", "When"),
    "form.date-hint": (
        "Typ de datum zoals u haar zegt: 4 februari 2008, zomer 2011, eind januari 2012.",
        "Type the date as you say it: 4 February 2008, summer 2011, late January 2012.",
    ),
    "form.worded": (
        "Deze datum heeft ook eigen woorden nodig: het bestand kan haar niet precies zo zeggen.",
        "This date needs words of its own too: the file cannot say it exactly so.",
    ),
    "form.what": ("Wat er gebeurde", "What happened"),
    "form.summary-hint": (
        "In uw eigen woorden. Zeg niet meer dan de bron. Noem geen namen van privépersonen.",
        "In your own words. Say no more than the source. Name no private persons.",
    ),
    "form.who": ("Wie erbij hoort", "Who took part"),
    "form.all-towns": ("alle twaalf gemeenten", "all twelve municipalities"),
    "form.proof": ("Waar het staat", "Where it is written"),
    "form.proof-how": (
        "Elke gebeurtenis heeft minstens één bron. Neem er een citaat uit over, letterlijk en hoogstens 25 woorden.",
        "Every event has at least one source. Copy a quotation from it, exactly and 25 words at most.",
    ),
    "form.proof-number": ("Bron {number}", "Source {number}"),
    "form.fresh": ("Deze bron staat nog niet op de site", "This source is not on the site yet"),
    "form.source-hint": (
        "Typ een stuk van de titel en kies de bron uit de lijst.",
        "Type a part of the title and choose the source from the list.",
    ),
    "form.source-id": ("Naam van het bestand van de bron", "Name of the source’s file"),
    "form.quote-hint": ("Letterlijk overgenomen.", "Copied exactly."),
    "form.counted": ("{words} van {limit} woorden", "{words} of {limit} words"),
    "form.add": ("Nog een bron", "One more source"),
    "form.more": ("Meer: plaats, toelichting, verband, links", "More: place, explanation, relations, links"),
    "form.more-how": (
        "Niets hiervan hoeft. Wat leeg blijft, komt niet in het bestand.",
        "None of this is needed. What stays empty does not go into the file.",
    ),
    "form.event-hint": (
        "Typ een stuk van de titel en kies de gebeurtenis uit de lijst.",
        "Type a part of the title and choose the event from the list.",
    ),
    "form.event-number": ("Gebeurtenis {number}", "Event {number}"),
    "form.add-event": ("Nog een gebeurtenis", "One more event"),
    "form.link-number": ("Link {number}", "Link {number}"),
    "form.add-link": ("Nog een link", "One more link"),
    "form.picture": (
        "Een beeld kan niet met dit formulier mee. Zet het in timeline/images/ en noem het in het bestand bij image:,"
        " met file, alt (nl en en), credit en licence.",
        "A picture cannot go along with this form. Put it in timeline/images/ and name it in the file under image:,"
        " with file, alt (nl and en), credit and licence.",
    ),
    "form.remove": ("Haal deze bron weg", "Remove this source"),
    "form.file": ("De naam", "The name"),
    "form.id": ("Naam van het bestand", "Name of the file"),
    "form.id-hint": (
        "Deze naam wordt het adres op de site. Kleine letters, cijfers en koppeltekens.",
        "This name becomes the address on the site. Small letters, digits and hyphens.",
    ),
    "form.preview": ("Zo komt het op de site", "This is how it will look"),
    "form.send": ("Insturen", "Send it in"),
    "form.check": ("Controleer alles", "Check everything"),
    "form.kept": (
        "Wat u typt, blijft in uw eigen browser bewaard tot u het wist. Er gaat niets naar een server.",
        "What you type is kept in your own browser until you erase it. Nothing goes to a server.",
    ),
    "form.forget": ("Wis het concept", "Erase the draft"),
}
