"""What a row does not tell, marked in the file that is made of it, for somebody to search for and fill in."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from chronicle import compose, schema
from chronicle.foreign.texts import both
from chronicle.model import Timeline
from chronicle.problems import Lang, Message

MARK: Mapping[Lang, str] = {"nl": "AAN TE VULLEN", "en": "TO FILL IN"}
# Stand around the name of a gap until the file's text is made. Nobody's text has them: they are for private use.
_OPEN, _CLOSE = "\ue000", "\ue001"
_GAP = re.compile(rf"(?m)(?<=:) {_OPEN}([^{_CLOSE}]*){_CLOSE}$")

Values = dict[str, Any]
Remarks = Mapping[str, Message]


def gap(name: str) -> str:
    """Give what stands in for a value that is missing; `name` is its path, such as `evidence.0.says`."""
    return f"{_OPEN}{name}{_CLOSE}"


def event(values: Mapping[str, Any], said: Remarks, asked: Remarks, lang: Lang) -> str:
    """Give the text of an event's file. `said` has more words for some of its gaps, `asked` what belongs in each."""
    return _marked(compose.event(values), said, asked, lang)


def source(values: Mapping[str, Any], asked: Remarks, lang: Lang) -> str:
    """Give the text of a source's file."""
    return _marked(compose.source(values), {}, asked, lang)


def _marked(text: str, said: Remarks, asked: Remarks, lang: Lang) -> str:
    def one(found: re.Match[str]) -> str:
        name = found[1]
        more = f"{said[name].in_language(lang)}; " if name in said else ""
        return f"  # {MARK[lang]}: {more}{asked[_kind(name)].in_language(lang)}"

    return _GAP.sub(one, text)


def _kind(name: str) -> str:
    """Give a gap's name without the number of a piece of evidence or a link."""
    return re.sub(r"\.[0-9]+\.", ".", name)


def found(value: Any) -> Iterator[str]:
    """Yield the gaps in values, without the number of a piece of evidence or a link."""
    if isinstance(value, str):
        if value.startswith(_OPEN):
            yield _kind(value[1:-1])
    elif isinstance(value, Mapping | tuple):
        for inner in value.values() if isinstance(value, Mapping) else value:
            yield from found(inner)


def asked(timeline: Timeline) -> Remarks:
    """Say what belongs in each gap of an event, and what can be chosen there."""
    kinds, themes = ", ".join(timeline.kinds), ", ".join(timeline.themes)
    says, words = ", ".join(schema.SAYS), schema.QUOTE_WORDS
    return {
        "title.nl": both("de titel in het Nederlands", "the title in Dutch"),
        "summary.nl": both("twee tot vier korte zinnen in het Nederlands", "two to four short sentences in Dutch"),
        "place.nl": both("de plaats in het Nederlands", "the place in Dutch"),
        "date_text.nl": both("de datum in Nederlandse woorden", "the date in Dutch words"),
        "date_note.nl": both("hetzelfde in het Nederlands", "the same in Dutch"),
        "disputed.nl": both("hetzelfde in het Nederlands", "the same in Dutch"),
        "kind": both(f"kies een soort uit {kinds}", f"choose a kind from {kinds}"),
        "themes": both(f"kies een of meer uit [{themes}]", f"choose one or more from [{themes}]"),
        "evidence.source": both("de naam van een bron in sources/, zonder .yaml",
                                "the name of a source in sources/, without .yaml"),
        "evidence.says": both(f"kies uit {says}", f"choose from {says}"),
        "evidence.quote": both(f"woorden van de bron, letterlijk, hoogstens {words}",
                               f"words of the source, exact, at most {words}"),
        "links.title": both("hoe de pagina heet", "what the page is called"),
    }  # fmt: skip


def asked_of_source() -> Remarks:
    """Say what belongs in each gap of a source."""
    kinds = ", ".join(schema.SOURCE_KINDS)
    return {
        "kind": both(f"kies uit {kinds}", f"choose from {kinds}"),
        "title": both("hoe de bron heet", "what the source is called"),
        "publisher": both(
            "wie het uitgaf: de id van een organisatie of gemeente, of de naam van een medium",
            "who published it: the id of an organisation or municipality, or a medium’s name",
        ),
        "language": both("de taal: nl, en of een andere", "the language: nl, en or another"),
    }
