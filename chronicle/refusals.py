"""How the faults of a file as a whole are worded: what is no UTF-8, no YAML, or more of YAML than is used here."""

from chronicle.characters import Kind, Oddity
from chronicle.problems import Message, Place, Problem, Remedy


def not_utf8(place: Place, byte: int) -> Problem:
    """A byte that begins no character."""
    return Problem(
        place=place,
        code="not-utf8",
        message=Message(
            nl=f"hier staat een byte (0x{byte:02x}) die geen UTF-8 is",
            en=f"here stands a byte (0x{byte:02x}) that is not UTF-8",
        ),
        cure=Message(
            nl="Bewaar het bestand opnieuw als UTF-8 (in de editor: Opslaan als, codering UTF-8).",
            en="Save the file again as UTF-8 (in the editor: Save as, encoding UTF-8).",
        ),
    )


def duplicate(name: str, place: Place, first: Place) -> Problem:
    """A field that is there already."""
    return Problem(
        place=place,
        code="duplicate-field",
        message=Message(
            nl=f"het veld ‘{name}’ staat er twee keer; de eerste keer op regel {first.line}",
            en=f"the field ‘{name}’ is there twice; the first time on line {first.line}",
        ),
        cure=Message(nl="Voeg de twee samen en haal er een weg.", en="Merge the two and remove one."),
        fix=Remedy(how="drop-repeated", old=str(first.line)),
    )


MAX_BYTES = 64 * 1024
MAX_DEPTH = 10
MAX_NODES = 2000

_REFUSALS: dict[str, tuple[str, str, str, str]] = {
    "alias": (
        "een verwijzing of anker van YAML (& of *) wordt hier niet gebruikt",
        "YAML anchors and aliases (& or *) are not used here",
        "Schrijf de tekst voluit, of zet hem tussen dubbele aanhalingstekens als hij met & of * begint.",
        "Write the text out, or put it in double quotation marks if it begins with & or *.",
    ),
    "tag": (
        "een YAML-label (!) wordt hier niet gebruikt",
        "YAML tags (!) are not used here",
        "Haal het label weg, of zet de tekst tussen dubbele aanhalingstekens als hij met ! begint.",
        "Remove the tag, or put the text in double quotation marks if it begins with !.",
    ),
    "second-document": (
        "hier begint een tweede document (---)",
        "a second document (---) begins here",
        "Zet elke gebeurtenis in een eigen bestand en haal de regel --- weg.",
        "Put each event in a file of its own and remove the line ---.",
    ),
    "directive": (
        "een YAML-opdracht (%) wordt hier niet gebruikt",
        "YAML directives (%) are not used here",
        "Haal de regel die met % begint weg.",
        "Remove the line that begins with %.",
    ),
    "too-deep": (
        f"hier staan meer dan {MAX_DEPTH} niveaus in elkaar",
        f"more than {MAX_DEPTH} levels are nested here",
        "Kijk of de inspringing klopt; een gebeurtenis heeft hoogstens vier niveaus.",
        "See whether the indentation is right; an event has four levels at most.",
    ),
    "too-large": (
        f"dit bestand is groter dan {MAX_BYTES // 1024} kB",
        f"this file is larger than {MAX_BYTES // 1024} kB",
        "Houd de samenvatting kort, en zet elke gebeurtenis in een eigen bestand.",
        "Keep the summary short, and put each event in a file of its own.",
    ),
    "too-many": (
        f"hier staan meer dan {MAX_NODES} velden en waarden in één bestand",
        f"more than {MAX_NODES} fields and values stand in one file here",
        "Zet elke gebeurtenis in een eigen bestand.",
        "Put each event in a file of its own.",
    ),
    "odd-key": (
        "een veldnaam moet een gewoon woord zijn",
        "a field's name must be a plain word",
        "Schrijf een veldnaam zoals ‘title’, dan een dubbele punt en een spatie.",
        "Write a field's name such as ‘title’, then a colon and a space.",
    ),
}


_REMEDIES: dict[str, Remedy] = {
    "alias": Remedy(how="quote"),
    "tag": Remedy(how="quote"),
    "second-document": Remedy(how="drop-line"),
    "directive": Remedy(how="drop-line"),
}


def refusal(place: Place, code: str) -> Problem:
    """What is refused for one of the reasons above."""
    message_nl, message_en, cure_nl, cure_en = _REFUSALS[code]
    return Problem(
        place=place,
        code=code,
        message=Message(nl=message_nl, en=message_en),
        cure=Message(nl=cure_nl, en=cure_en),
        fix=_REMEDIES.get(code),
    )


_ODD: dict[Kind, tuple[str, str, str, str, str]] = {
    "invisible": (
        "bad-character",
        "hier staat een onzichtbaar teken ({name}) dat niet in een tekst hoort",
        "here stands an invisible character ({name}) that does not belong in a text",
        "Verwijder het teken en typ de regel opnieuw.",
        "Remove the character and type the line anew.",
    ),
    "decomposed": (
        "not-composed",
        "deze letter is op een andere manier opgeslagen dan hij getypt wordt ({name}; Unicode NFC wordt gevraagd)",
        "this letter is stored in another way than it is typed ({name}; Unicode NFC is asked for)",
        "Typ de letter opnieuw: {instead}",
        "Type the letter anew: {instead}",
    ),
    "stacked": (
        "bad-character",
        "hier staan te veel tekens op één letter ({name})",
        "too many marks stand on one letter here ({name})",
        "Houd er hoogstens drie over.",
        "Keep three at most.",
    ),
    "loose": (
        "bad-character",
        "hier staat een teken ({name}) dat op een letter hoort, zonder letter ervoor",
        "here stands a mark ({name}) that belongs on a letter, without a letter before it",
        "Verwijder het teken, of zet het achter zijn letter.",
        "Remove the mark, or put it after its letter.",
    ),
    "mixed": (
        "mixed-scripts",
        "hier staan letters uit twee schriften naast elkaar ({name})",
        "letters of two scripts stand side by side here ({name})",
        "Lijkt het op een gewone letter? Typ het woord dan opnieuw.",
        "Does it look like an ordinary letter? Then type the word anew.",
    ),
}


def odd_character(odd: Oddity, place: Place) -> Problem:
    """A character that hides, or looks like another (a hint)."""
    code, message_nl, message_en, cure_nl, cure_en = _ODD[odd.kind]
    end = "." if odd.kind == "decomposed" else ""
    return Problem(
        place=place,
        code=code,
        message=Message(nl=message_nl.format(name=odd.name), en=message_en.format(name=odd.name)),
        cure=Message(nl=cure_nl.format(instead=odd.instead) + end, en=cure_en.format(instead=odd.instead) + end),
        severity="hint" if odd.kind == "mixed" else "error",
        fix=_CHARACTERS.get(odd.kind),
    )


_CHARACTERS: dict[Kind, Remedy] = {
    "invisible": Remedy(how="character"),
    "loose": Remedy(how="character"),
    "stacked": Remedy(how="marks"),
    "decomposed": Remedy(how="compose"),
}


def odd_blank(blank: str, place: Place) -> Problem:
    """A tab or a no-break space where YAML wants blanks."""
    nl, en = ("een tab", "a tab") if blank == "\t" else ("een harde spatie", "a no-break space")
    return Problem(
        place=place,
        code="odd-blank",
        message=Message(nl=f"hier staat {nl} in plaats van een gewone spatie", en=f"here stands {en}, not a blank"),
        cure=Message(nl=f"Vervang {nl} door gewone spaties.", en=f"Replace {en} by ordinary blanks."),
        fix=Remedy(how="blanks"),
    )
