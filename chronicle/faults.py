"""How the faults of a single field are worded: one function a fault, each gives a problem with its cure."""

import difflib
from collections.abc import Iterable

from chronicle import schema
from chronicle.nodes import Items, Node, Scalar
from chronicle.problems import Message, Place, Problem


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Give the known word that was probably meant, if any is near."""
    options = list(known)
    hits = difflib.get_close_matches(word.lower(), options, n=1, cutoff=0.6)
    return hits[0] if hits else next((o for o in options if len(word) > 3 and o.startswith(word.lower())), None)


def did_you_mean(word: str, known: Iterable[str], *, otherwise: Message) -> Message:
    """Word the cure for an unknown `word`."""
    hit = nearest(word, known)
    if hit is None:
        return otherwise
    return Message(nl=f"Bedoelt u ‘{hit}’?", en=f"Did you mean ‘{hit}’?")


def unknown_field(key: Scalar, known: Iterable[str]) -> Problem:
    """A field that is not in the table."""
    names = ", ".join(known)
    return Problem(
        place=key.place,
        code="unknown-field",
        message=Message(nl=f"onbekend veld ‘{key.text}’", en=f"unknown field ‘{key.text}’"),
        cure=did_you_mean(
            key.text,
            known,
            otherwise=Message(nl=f"Kies uit: {names}.", en=f"Choose from: {names}."),
        ),
    )


def missing(name: str, place: Place) -> Problem:
    """A required field that is not there."""
    return Problem(
        place=place,
        code="missing-field",
        message=Message(nl=f"het veld ‘{name}’ ontbreekt", en=f"the field ‘{name}’ is missing"),
        cure=Message(nl=f"Voeg ‘{name}:’ toe.", en=f"Add ‘{name}:’."),
    )


def empty(place: Place) -> Problem:
    """A field without a value."""
    return Problem(
        place=place,
        code="empty-field",
        message=Message(nl="dit veld is leeg", en="this field is empty"),
        cure=Message(nl="Vul het in, of haal het veld weg.", en="Fill it in, or remove the field."),
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


def wrong_type(node: Node, wanted: Message) -> Problem:
    """A text, list or mapping where another of these belongs."""
    return Problem(
        place=node.place,
        code="wrong-type",
        message=Message(nl=f"hier hoort {wanted.nl}", en=f"here belongs {wanted.en}"),
        cure=Message(
            nl="Kijk in het voorbeeld hoe dit veld geschreven wordt.",
            en="See the example for how this field is written.",
        ),
    )


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
    """An address that is none."""
    return Problem(
        place=place,
        code="bad-url",
        message=Message(nl=f"‘{text[:60]}’ is geen webadres", en=f"‘{text[:60]}’ is not a web address"),
        cure=Message(
            nl="Een adres begint met https:// of http:// en heeft geen spaties.",
            en="An address begins with https:// or http:// and has no blanks.",
        ),
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
        cure=did_you_mean(text, options, otherwise=Message(nl=f"Kies uit: {names}.", en=f"Choose from: {names}.")),
    )


def wrong_shape(text: str, example: str, place: Place) -> Problem:
    """A text that does not have its fixed shape."""
    return Problem(
        place=place,
        code="wrong-shape",
        message=Message(
            nl=f"‘{text[:60]}’ heeft niet de juiste vorm", en=f"‘{text[:60]}’ does not have the right shape"
        ),
        cure=Message(nl=f"Schrijf het zoals ‘{example}’.", en=f"Write it like ‘{example}’."),
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
    )
