"""What stands in the answers about sources and the vocabulary, field by field, in the order of publishing."""

from typing import get_args

from chronicle import schema
from chronicle.feeds.described import DATE, ID, LINE, PAGES, WEB, WORDS, answer
from chronicle.feeds.shape import Field, Many, Text, Thing, Whole, field, thing
from chronicle.model import Status

PUBLISHER = thing(
    "Publisher", "Wie een bron uitgaf.", "Who published a source.",
    field("id", ID, "De id van de organisatie of gemeente; null voor een medium.",
          "The organisation's or municipality's id; null for a medium.", null=True),
    field("kind", Text(options=("organisation", "municipality", "medium")), "Wat voor uitgever het is.",
          "What kind of publisher it is."),
    field("name", WORDS, "De naam.", "The name."),
)  # fmt: skip
SOURCE = thing(
    "Source", "Een stuk waar gebeurtenissen op steunen.", "A document that events rest on.",
    field("id", ID, "De naam, die blijft.", "The name, which stays."),
    field("page", PAGES, "De pagina’s van de bron op deze site.", "The source's pages on this site."),
    field("kind", Text(options=schema.SOURCE_KINDS), "De soort; zie source_kinds in vocabulary.json.",
          "The kind; see source_kinds in vocabulary.json."),
    field("title", LINE, "De titel, in de taal van de bron.", "The title, in the source's language."),
    field("publisher", PUBLISHER, "Wie haar uitgaf.", "Who published it."),
    field("date", DATE, "Van wanneer zij is.", "When it is from.", null=True),
    field("reference", LINE, "Het kenmerk.", "Its reference number.", null=True),
    field("url", WEB, "Waar zij op het web staat.", "Where it stands on the web.", null=True),
    field("accessed", DATE, "Wanneer zij daar is gezien.", "When it was seen there.", null=True),
    field("language", Text(pattern="^[a-z]{2,3}$"), "De taal (ISO 639).", "The language (ISO 639)."),
    field("note", WORDS, "Een toelichting.", "A note.", null=True),
    field("events", Many(of=ID), "De gebeurtenissen die haar aanhalen, op tijd geordend.",
          "The events that quote it, in time order."),
)  # fmt: skip
SOURCES = answer(
    "Sources", "Alle bronnen.", "All sources.",
    field("sources", Many(of=SOURCE), "De bronnen, geordend op id.", "The sources, in order of id."),
)  # fmt: skip

_NAME = field("name", WORDS, "De naam.", "The name.")
_DESCRIPTION = field("description", WORDS, "Wat het is.", "What it is.")
_ID = field("id", ID, "De naam, die blijft.", "The name, which stays.")


def _page(nl: str = "De pagina’s op deze site.", en: str = "Its pages on this site.") -> Field:
    return field("page", PAGES, nl, en)


TILE = thing(
    "Tile", "Een vakje van de tegelkaart, geteld vanaf 0, linksboven.", "A square of the tile map, from 0, top left.",
    field("row", Whole(), "De rij.", "The row."),
    field("column", Whole(), "De kolom.", "The column."),
)  # fmt: skip
MUNICIPALITY = thing(
    "Municipality", "Een van de twaalf gemeenten van nu.", "One of the twelve municipalities of today.",
    _ID,
    _page(),
    field("name", LINE, "De naam, in beide talen dezelfde.", "The name, the same in both languages."),
    field("cbs", Text(pattern="^GM[0-9]{4}$"), "De gemeentecode van het CBS.", "The code of Statistics Netherlands."),
    field("tooi", WEB, "Het adres in het TOOI-register.", "The address in the TOOI register."),
    field("owms", WEB, "Het adres in OWMS.", "The address in OWMS."),
    field("wikidata", Text(pattern="^Q[1-9][0-9]*$"), "De naam in Wikidata.", "The name in Wikidata.", null=True),
    field("neighbours", Many(of=ID), "De buurgemeenten in Drenthe.", "The neighbours in Drenthe."),
    field("tile", TILE, "De plaats op de tegelkaart.", "The place on the tile map."),
)  # fmt: skip
ORGANISATION = thing(
    "Organisation", "Een organisatie die geen gemeente is.", "A body that is no municipality.",
    _ID,
    _page(),
    _NAME,
    field("short", WORDS, "De korte naam.", "The short name.", null=True),
    field("part_of", ID, "De organisatie waar zij bij hoort.", "The body that it belongs to.", null=True),
    field("tooi", WEB, "Het adres in het TOOI-register.", "The address in the TOOI register.", null=True),
    field("description", WORDS, "Wat het is.", "What it is.", null=True),
)  # fmt: skip
THEME = thing("Theme", "Een thema.", "A theme.", _ID, _page(), _NAME, _DESCRIPTION)
KIND = thing("Kind", "Een soort gebeurtenis.", "A kind of event.", _ID, _NAME, _DESCRIPTION)
FORMS = thing(
    "Forms", "Andere vormen van een begrip in lopende tekst.", "Other forms of a term in running text.",
    field("nl", Many(of=LINE), "De Nederlandse vormen.", "The Dutch forms."),
    field("en", Many(of=LINE), "De Engelse vormen.", "The English forms."),
)  # fmt: skip
TERM = thing(
    "Term", "Een bestuurlijk begrip.", "An administrative term.",
    _ID,
    _page("De plaats in de begrippenlijst.", "Its place in the glossary."),
    field("term", WORDS, "Het begrip.", "The term."),
    field("forms", FORMS, "Andere vormen.", "Other forms."),
    field("explanation", WORDS, "De uitleg.", "The explanation."),
)  # fmt: skip
CHAPTER = thing(
    "Chapter", "Een deel van het verhaal.", "A part of the story.",
    _ID,
    _page("De plaats in het verhaal.", "Its place in the story."),
    _NAME,
    field("date", DATE, "Waar het over gaat.", "What it covers."),
    field("text", WORDS, "De tekst, zonder opmaak.", "The text, plain."),
    field("events", Many(of=ID), "De gebeurtenissen waarvan het vertelt, in die volgorde.",
          "The events that it tells of, in that order."),
)  # fmt: skip
STATUS = thing(
    "Status", "Een status van een gebeurtenis, in woorden.", "A status of an event, in words.",
    field("id", Text(options=get_args(Status)), "De status.", "The status."),
    _NAME,
    field("meaning", WORDS, "Wat hij betekent.", "What it means."),
)  # fmt: skip
SAYS = thing(
    "Says", "Wat een bron kan zeggen, in woorden.", "What a source can say, in words.",
    field("id", Text(options=schema.SAYS), "Wat de bron zegt.", "What the source says."),
    field("name", WORDS, "Het gezegde: de bron …", "The predicate: the source …"),
)  # fmt: skip
SOURCE_KIND = thing(
    "SourceKind", "Een soort bron, in woorden.", "A kind of source, in words.",
    field("id", Text(options=schema.SOURCE_KINDS), "De soort.", "The kind."),
    _NAME,
)  # fmt: skip


def _all(name: str, one: Thing, nl: str, en: str) -> Field:
    return field(name, Many(of=one), nl, en)


VOCABULARY = answer(
    "Vocabulary", "De woorden waar events.json en sources.json naar wijzen.",
    "The words that events.json and sources.json point at.",
    _all("municipalities", MUNICIPALITY, "De gemeenten.", "The municipalities."),
    _all("organisations", ORGANISATION, "De organisaties.", "The organisations."),
    _all("themes", THEME, "De thema’s.", "The themes."),
    _all("kinds", KIND, "De soorten gebeurtenissen.", "The kinds of events."),
    _all("glossary", TERM, "De begrippen.", "The terms."),
    _all("chapters", CHAPTER, "De hoofdstukken van het verhaal, in leesvolgorde.",
         "The story's chapters, as they are read."),
    _all("statuses", STATUS, "Wat de statussen betekenen.", "What the statuses mean."),
    _all("says", SAYS, "Wat bronnen kunnen zeggen.", "What sources can say."),
    _all("source_kinds", SOURCE_KIND, "De soorten bronnen.", "The kinds of sources."),
)  # fmt: skip
