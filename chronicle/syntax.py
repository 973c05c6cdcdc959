"""What the YAML parser stopped at: where the fault began, which is often above, and what to do about it."""

import re
from collections.abc import Sequence

import yaml

from chronicle.problems import Message, Place, Problem, Remedy


def bad_yaml(error: yaml.MarkedYAMLError, text: str, file: str) -> Problem:
    """What the parser stopped at."""
    mark = error.problem_mark or error.context_mark
    place = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file)
    lines = text.split("\n")
    if place.line > len(lines) or (place.line == len(lines) and not lines[-1]):
        # The parser noticed at the end of the file; the cause is where it began to look.
        begun = error.context_mark
        place = Place(file, begun.line + 1, begun.column + 1) if begun else Place(file, max(1, len(lines) - 1))
    if error.context_mark and (error.context or "").startswith("while parsing a flow"):
        # A bracket that is never closed is noticed on the next line, which is sound.
        place = Place(file, error.context_mark.line + 1, error.context_mark.column + 1)
    if place.line > len(lines):
        place = Place(file, len(lines), len(lines[-1]) + 1)
    if error.context_mark and error.context == "while scanning a simple key":
        # A field without its colon, or without a blank after it, is noticed on the line below, too.
        place = Place(file, error.context_mark.line + 1, error.context_mark.column + 1)
    if (found := _GLUED.match(lines[place.line - 1])) and ": " not in lines[place.line - 1]:
        place = Place(file, place.line, found.end() + 1)
    cure, fix = _yaml_cure(lines, place, error.problem or "")
    return Problem(
        place=place,
        code="yaml",
        message=Message(nl="deze regel is geen leesbare YAML", en="this line is not readable YAML"),
        cure=cure,
        fix=fix,
    )


def unreadable(file: str) -> Problem:
    """What the parser stopped at without saying where."""
    return Problem(
        place=Place(file),
        code="yaml",
        message=Message(nl="dit bestand is geen leesbare YAML", en="this file is not readable YAML"),
        cure=Message(nl="Begin met het voorbeeld uit de handleiding.", en="Start from the example in the guide."),
    )


# A field whose text is stuck to its colon: `kind:signing`.
_GLUED = re.compile(r" *(?:- )?[a-z_]+:(?=[^\s:])")


def _yaml_cure(lines: Sequence[str], place: Place, said: str) -> tuple[Message, Remedy | None]:
    line, column = lines[place.line - 1], place.column
    if (found := _GLUED.match(line)) and found.end() == column - 1:
        cure = Message(nl="Zet een spatie achter de dubbele punt.", en="Put a blank after the colon.")
        return cure, Remedy(how="insert", new=" ")
    # What is wrong at a field's name is a matter of where it stands; what is wrong behind it, of its text.
    if ": " in line[: column - 1] and (told := _text_cure(line, column, said)):
        return told
    if (wanted := _indentation(lines, place.line)) is not None:
        cure = Message(
            nl=f"De inspringing klopt niet: begin deze regel met {wanted} spaties.",
            en=f"The indentation is wrong: begin this line with {wanted} spaces.",
        )
        return cure, Remedy(how="indent", new=" " * wanted)
    cure = Message(
        nl="Kijk naar de inspringing (twee spaties per niveau) en naar de spatie na elke dubbele punt.",
        en="Look at the indentation (two spaces a level) and at the space after each colon.",
    )
    return cure, None


# What both parsers say of a backslash that begins nothing.
_ESCAPES = ("escape", "hexdecimal")
# A second quotation mark that opens, where the first is still to be closed: `"Notitie "Meedoen" is af"`.
_NESTED = re.compile(r'"[^"]*"\w')


def _text_cure(line: str, column: int, said: str) -> tuple[Message, Remedy | None] | None:
    """Tell what to do about the text of a field, or nothing when its text is not to blame."""
    value = line.partition(": ")[2].lstrip()
    if value[:1] == '"' and (told := _marks_cure(value.rstrip(), said)):
        return told
    if ": " in value or "mapping values are not allowed" in said:
        marks, how = _marks_for(value)
        cure = Message(
            nl=f"Zet de tekst na de eerste dubbele punt tussen {marks.nl}.",
            en=f"Put the text after the first colon in {marks.en}.",
        )
        return cure, how
    if value[:1] in set("[{") and line[column - 1 : column] == value[0]:
        return _bracket_cure(value)
    if value[:1] == '"' and value.count('"') == 1:
        cure = Message(
            nl='Zet ook aan het eind van de tekst een ": hij begint met dubbele aanhalingstekens.',
            en='Put a " at the end of the text too: it begins with double quotation marks.',
        )
        return cure, Remedy(how="append", new='"')
    if value[:1] in set("'\"@`%[]{}|>*&!?-,"):
        marks, how = _marks_for(value)
        cure = Message(
            nl=f"Zet de hele tekst tussen {marks.nl}; zo mag hij niet met {value[0]} beginnen.",
            en=f"Put the whole text in {marks.en}; as it is it may not begin with {value[0]}.",
        )
        return cure, how
    return None


def _marks_for(value: str) -> tuple[Message, Remedy]:
    """Which quotation marks a text can stand between: those that it has itself would end it."""
    if '"' not in value:
        return Message(nl="dubbele aanhalingstekens", en="double quotation marks"), Remedy(how="quote")
    if "'" not in value:
        marks = Message(nl="enkele aanhalingstekens (')", en="single quotation marks (')")
        return marks, Remedy(how="quote", new="'")
    marks = Message(
        nl='dubbele aanhalingstekens, met een \\ voor elke " die erin staat',
        en='double quotation marks, with a \\ before each " in it',
    )
    return marks, Remedy(how="quote")


def _marks_cure(value: str, said: str) -> tuple[Message, Remedy] | None:
    """Tell what is wrong inside a text that stands between double quotation marks, if anything is."""
    whole = len(value) > 1 and value.endswith('"')
    if any(word in said for word in _ESCAPES) or (whole and value.endswith('\\"')):
        single = Message(nl="", en="")
        if "'" not in value:
            single = Message(
                nl=", of zet de tekst tussen enkele aanhalingstekens (')",
                en=", or put the text in single quotation marks (')",
            )
        cure = Message(
            nl=f"Tussen dubbele aanhalingstekens is een \\ een bijzonder teken. Schrijf \\\\{single.nl}.",
            en=f"Between double quotation marks a \\ is a special sign. Write \\\\{single.en}.",
        )
        return cure, Remedy(how="requote")
    if not whole or not _NESTED.match(value):
        return None
    if "'" in value:
        cure = Message(
            nl='Zet een \\ voor elke " die in de tekst zelf staat.', en='Put a \\ before each " in the text itself.'
        )
    else:
        cure = Message(
            nl="Maak van de buitenste aanhalingstekens enkele ('): in de tekst staan ook dubbele.",
            en="Make the outer quotation marks single ones ('): there are double ones in the text, too.",
        )
    return cure, Remedy(how="requote")


def _bracket_cure(value: str) -> tuple[Message, Remedy | None]:
    end = "]" if value[0] == "[" else "}"
    if value.rstrip().endswith(end):
        # It is closed, so there is another bracket in it.
        cure = Message(
            nl="Kijk naar de haken: er staat er een te veel of te weinig.",
            en="Look at the brackets: there is one too many or too few.",
        )
        return cure, None
    cure = Message(
        nl=f"Sluit af met {end}, of zet de hele tekst tussen dubbele aanhalingstekens.",
        en=f"Close it with {end}, or put the whole text in double quotation marks.",
    )
    return cure, Remedy(how="append", new=end)


def _indentation(lines: Sequence[str], number: int) -> int | None:
    """Give how many spaces the field of a line should begin with, if it stands one off from fields above it.

    One space may be one too many or one too few; what stands beside `nl` is `en`.
    """
    here = _KEY.match(lines[number - 1])
    if here is None:
        return None
    for above in filter(None, map(_KEY.match, reversed(lines[: number - 1]))):
        alike = (above[2] in _LANGUAGES) == (here[2] in _LANGUAGES)
        if alike and abs(len(here[1]) - len(above[1])) == 1:
            return len(above[1])
    return None


_KEY = re.compile(r"( *)([a-z_]+):(?:\s|$)")
_LANGUAGES = {"nl", "en"}
