"""How the faults of a single field are worded: one function a fault, each gives a problem with its cure."""

import re
from collections.abc import Collection

from chronicle import fields, schema, web
from chronicle.guesses import Cure, did_you_mean, likely, meant, nearest
from chronicle.nodes import Fields, Items, Node, Scalar
from chronicle.problems import Message, Place, Problem, Remedy


def unknown_field(key: Scalar, known: Collection[str], there: Collection[str] = ()) -> Problem:
    """A field that is not in the table; those that are `there` already are not what was meant."""
    names = ", ".join(known)
    return Problem(
        place=key.place,
        code="unknown-field",
        message=Message(nl=f"onbekend veld ‘{key.text}’", en=f"unknown field ‘{key.text}’"),
        **did_you_mean(
            key.text,
            likely(key.text, known, there),
            otherwise=Message(
                nl=f"Kies uit: {names}. Of haal het veld weg.", en=f"Choose from: {names}. Or remove the field."
            ),
            # What was written under a name for another field may be worth keeping.
            fix=Remedy(how="drop-field") if nearest(key.text, likely(key.text, known, ())) is None else None,
        ),
    )


def missing(name: str, place: Place, example: str | None = None) -> Problem:
    """A required field that is not there; `example` is a value that it could have."""
    line = f"‘{name}: {example}’"
    like = Message(nl=f", zoals {line}", en=f", such as {line}") if example else Message(nl="", en="")
    return Problem(
        place=place,
        code="missing-field",
        message=Message(nl=f"het veld ‘{name}’ ontbreekt", en=f"the field ‘{name}’ is missing"),
        cure=Message(nl=f"Voeg ‘{name}:’ toe{like.nl}.", en=f"Add ‘{name}:’{like.en}."),
    )


def empty(place: Place, *, required: bool = False) -> Problem:
    """A field without a value; one that is `required` cannot be left out."""
    if required:
        cure = Message(nl="Vul het in; dit veld mag niet ontbreken.", en="Fill it in; this field may not be missing.")
    else:
        cure = Message(nl="Vul het in, of haal het veld weg.", en="Fill it in, or remove the field.")
    return Problem(
        place=place,
        code="empty-field",
        message=Message(nl="dit veld is leeg", en="this field is empty"),
        cure=cure,
        fix=None if required else Remedy(how="drop-field"),
    )


def no_english(name: str, place: Place) -> Problem:
    """English that is still to be written: a hint."""
    return Problem(
        place=place,
        code="no-english",
        message=Message(nl=f"‘{name}’ heeft nog geen Engelse tekst", en=f"‘{name}’ has no English text yet"),
        cure=Message(
            nl="Voeg ‘en:’ toe; tot die tijd staat de Nederlandse tekst er.",
            en="Add ‘en:’; until then the Dutch text is shown.",
        ),
        severity="hint",
    )


def wrong_type(node: Node, wanted: Message, cure: Message | None = None, fix: Remedy | None = None) -> Problem:
    """A text, list or mapping where another of these belongs."""
    return Problem(
        place=node.place,
        code="wrong-type",
        message=Message(nl=f"hier hoort {wanted.nl}", en=f"here belongs {wanted.en}"),
        cure=cure
        or Message(
            nl="Kijk in het voorbeeld hoe dit veld geschreven wordt.",
            en="See the example for how this field is written.",
        ),
        fix=fix,
    )


def not_two_languages(node: Node) -> Problem:
    """Something else where a text in two languages belongs. A single text is most likely the Dutch one."""
    wanted = Message(nl="velden (nl, en)", en="fields (nl, en)")
    if not isinstance(node, Scalar):
        return wrong_type(node, wanted)
    cure = Message(
        nl="Zet de tekst op de volgende regel, twee spaties verder naar rechts, met ‘nl: ’ ervoor.",
        en="Put the text on the next line, two blanks further in, with ‘nl: ’ before it.",
    )
    return wrong_type(node, wanted, cure, Remedy(how="nest", new="nl"))


def not_a_list(node: Node, *, of_fields: bool) -> Problem:
    """A single thing where a list belongs: fields (`of_fields`), or a word."""
    wanted = Message(nl="een lijst", en="a list")
    if isinstance(node, Scalar) and not of_fields:
        cure = Message(nl=f"Zet er rechte haken om: [{node.text}].", en=f"Put square brackets round it: [{node.text}].")
        return wrong_type(node, wanted, cure, Remedy(how="brackets"))
    if isinstance(node, Fields) and of_fields:
        cure = Message(
            nl="Zet een streepje (-) op een eigen regel boven deze velden, twee spaties verder naar links.",
            en="Put a hyphen (-) on a line of its own above these fields, two blanks further to the left.",
        )
        return wrong_type(node, wanted, cure, Remedy(how="hyphen"))
    return wrong_type(node, wanted)


def not_the_word(node: Node, word: str) -> Problem | None:
    """The one `word` that may stand for a whole list, where it is misspelled, or stands in a list all the same."""
    wanted = Message(nl=f"een lijst, of alleen het woord ‘{word}’", en=f"a list, or only the word ‘{word}’")
    if isinstance(node, Scalar) and nearest(node.text, [word]):
        return wrong_type(node, wanted, **meant(node.text, word))
    items = [item.text for item in node.items if isinstance(item, Scalar)] if isinstance(node, Items) else []
    if isinstance(node, Scalar) and "," in node.text:
        items = [item.strip() for item in node.text.split(",")]
    if word not in items:
        return None
    if len(items) > 1:
        cure = Message(
            nl=f"Schrijf alleen ‘{word}’, zonder haken. Zijn het ze niet allemaal? Haal dan ‘{word}’ weg.",
            en=f"Write only ‘{word}’, without brackets. Is it not all of them? Then remove ‘{word}’.",
        )
        return wrong_type(node, wanted, cure)
    cure = Message(nl=f"Schrijf ‘{word}’, zonder haken.", en=f"Write ‘{word}’, without brackets.")
    return wrong_type(node, wanted, cure, Remedy(how="replace", old=f"[{word}]", new=word))


def not_a_text(node: Node) -> Problem:
    """A list or fields where a text belongs. A list of one word is that word."""
    wanted = Message(nl="een tekst", en="a text")
    if isinstance(node, Items) and len(node.items) == 1 and isinstance(node.items[0], Scalar) and node.items[0].plain:
        word = node.items[0].text
        cure = Message(nl=f"Schrijf ‘{word}’ zonder haken.", en=f"Write ‘{word}’ without brackets.")
        return wrong_type(node, wanted, cure, Remedy(how="replace", old=f"[{word}]", new=word))
    return wrong_type(node, wanted)


def repeated(node: Items) -> list[Problem]:
    """Each item of a list that stands in it already."""
    seen: set[str] = set()
    problems = []
    for item in node.items:
        if isinstance(item, Scalar) and item.text in seen:
            problems.append(
                Problem(
                    place=item.place,
                    code="repeated",
                    message=Message(nl=f"‘{item.text}’ staat er al", en=f"‘{item.text}’ is there already"),
                    cure=Message(nl="Haal er een weg.", en="Remove one."),
                    fix=Remedy(how="drop-item", old=item.text),
                )
            )
        elif isinstance(item, Scalar):
            seen.add(item.text)
    return problems


def too_long(length: int, limit: int, place: Place) -> Problem:
    """A text with more characters than fit."""
    return Problem(
        place=place,
        code="too-long",
        message=Message(
            nl=f"deze tekst is {length} tekens lang; er passen er {limit}",
            en=f"this text is {length} characters long; {limit} fit",
        ),
        cure=Message(nl=f"Kort hem {length - limit} tekens in.", en=f"Shorten it by {length - limit} characters."),
    )


def quote_too_long(words: int, place: Place) -> Problem:
    """A quotation with more words than may be quoted."""
    return Problem(
        place=place,
        code="quote-too-long",
        message=Message(
            nl=f"dit citaat heeft {words} woorden; hoogstens {schema.QUOTE_WORDS} mogen er zijn",
            en=f"this quotation has {words} words; {schema.QUOTE_WORDS} at most are allowed",
        ),
        cure=Message(
            nl="Citeer alleen het deel dat de bewering draagt.", en="Quote only the part that bears the statement."
        ),
    )


def not_a_url(text: str, place: Place) -> Problem:
    """An address that is none. What lacks only its beginning is given one."""
    if web.is_address(f"https://{text}") and "://" not in text:
        todo = meant(text, f"https://{text}")
    else:
        todo = Cure(
            cure=Message(
                nl="Een adres begint met https:// of http:// en heeft geen spaties.",
                en="An address begins with https:// or http:// and has no blanks.",
            ),
            fix=None,
        )
    return Problem(
        place=place,
        code="bad-url",
        message=Message(nl=f"‘{text[:60]}’ is geen webadres", en=f"‘{text[:60]}’ is not a web address"),
        **todo,
    )


def not_a_number(text: str, highest: int, place: Place) -> Problem:
    """A number that is none, or too high."""
    return Problem(
        place=place,
        code="bad-number",
        message=Message(
            nl=f"‘{text[:40]}’ is geen getal van 0 tot en met {highest}",
            en=f"‘{text[:40]}’ is no number from 0 to {highest}",
        ),
        cure=Message(nl="Schrijf een heel getal in cijfers.", en="Write a whole number in digits."),
    )


def not_a_choice(text: str, options: tuple[str, ...], place: Place) -> Problem:
    """A word that is not one of the few."""
    names = ", ".join(options)
    return Problem(
        place=place,
        code="unknown-choice",
        message=Message(nl=f"‘{text[:40]}’ kan hier niet staan", en=f"‘{text[:40]}’ cannot stand here"),
        **did_you_mean(text, options, otherwise=Message(nl=f"Kies uit: {names}.", en=f"Choose from: {names}.")),
    )


def wrong_shape(text: str, kind: schema.Pattern, place: Place) -> Problem:
    """A text that does not have its fixed shape, or only in other letters."""
    small = fields.DUTCH.get(text.lower(), text.lower())
    if re.fullmatch(kind.pattern, small, re.ASCII):
        todo = meant(text, small)
    else:
        like = Message(nl=f"Schrijf het zoals ‘{kind.example}’.", en=f"Write it like ‘{kind.example}’.")
        todo = Cure(cure=like, fix=None)
    return Problem(
        place=place,
        code="wrong-shape",
        message=Message(
            nl=f"‘{text[:60]}’ heeft niet de juiste vorm", en=f"‘{text[:60]}’ does not have the right shape"
        ),
        **todo,
    )


def swallowed(rest: Scalar) -> Problem:
    """A text that YAML ends at ` #`, while more of it seems to follow."""
    return Problem(
        place=rest.place,
        code="cut-text",
        message=Message(
            nl=f"hier houdt de tekst op: ‘{rest.text[:40]}’ telt als opmerking",
            en=f"the text ends here: ‘{rest.text[:40]}’ counts as a remark",
        ),
        cure=Message(
            nl="Zet de hele tekst tussen dubbele aanhalingstekens. Is het een opmerking? Zet er dan twee spaties voor,"
            " en een spatie na het #.",
            en="Put the whole text in double quotation marks. Is it a remark? Then put two blanks before it, and one"
            " after the #.",
        ),
        fix=Remedy(how="quote", old=rest.text),
    )
