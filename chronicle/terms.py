"""Finds the glossary's terms in running text and links each where it first occurs on a page."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from chronicle import markup
from chronicle.model import Term
from chronicle.problems import Lang

_TAG = re.compile(r"(<[^>]*>)")


@dataclass(frozen=True, slots=True)
class Finder:
    """A compiled look-up of all spellings of all terms in one language."""

    pattern: re.Pattern[str] | None
    ids: Mapping[str, str]


@dataclass(slots=True)
class Explained:
    """The terms met so far on one page, in the order of their first occurrence."""

    ids: list[str] = field(default_factory=list)


def finder(terms: Iterable[Term], lang: Lang) -> Finder:
    """Prepare a `Finder` for `lang`. Longer spellings win; a term may begin a sentence with a capital."""
    ids: dict[str, str] = {}
    for term in terms:
        word, found_in = term.term.pick(lang)
        spellings = [word, *(term.forms_nl if lang == "nl" else term.forms_en)] if found_in == lang else []
        # Both apostrophes are in use: gebiedsagenda's and gebiedsagenda’s.
        both = [form.replace(*swap) for form in spellings for swap in (("’", "'"), ("'", "’"))]
        for spelling in both:
            coded = markup.escaped(spelling)
            ids.setdefault(coded, term.id)
            ids.setdefault(coded[:1].upper() + coded[1:], term.id)
    if not ids:
        return Finder(None, {})
    longest_first = sorted(ids, key=lambda s: (-len(s), s))
    return Finder(re.compile(r"(?<![\w&#-])(?:" + "|".join(map(re.escape, longest_first)) + r")(?![\w-])"), ids)


def link_terms(made: str, terms: Finder, explained: Explained) -> str:
    """Link in the safe HTML `made` each term that `explained` does not have yet to `#term-<id>`, and note it there."""
    if terms.pattern is None:
        return made
    parts = _TAG.split(made)
    inside_link = False
    for index, part in enumerate(parts):
        if index % 2:
            inside_link = part.startswith("<a") or (inside_link and part != "</a>")
        elif not inside_link and part:
            parts[index] = terms.pattern.sub(lambda match: _link(match, terms, explained), part)
    return "".join(parts)


def _link(match: re.Match[str], terms: Finder, explained: Explained) -> str:
    identifier = terms.ids[match.group()]
    if identifier in explained.ids:
        return match.group()
    explained.ids.append(identifier)
    return f'<a class="tl-term" href="#term-{identifier}">{match.group()}</a>'
