"""Finds the glossary's terms in running text and links each where it first occurs on a page."""

import re
from collections.abc import Iterable, Mapping, Sequence
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
    return link(find(made, terms), terms, explained)


def find(made: str, terms: Finder) -> tuple[str, ...]:
    """Part the safe HTML `made` at the terms in it: what stands before a term and the term as it is spelt, in turn."""
    if terms.pattern is None or not terms.pattern.search(made):
        return (made,)
    found = [""]
    inside_link = False
    for index, part in enumerate(_TAG.split(made)):
        if index % 2:
            inside_link = part.startswith("<a") or (inside_link and part != "</a>")
        if index % 2 or inside_link:
            found[-1] += part
            continue
        end = 0
        for match in terms.pattern.finditer(part):
            found[-1] += part[end : match.start()]
            found += (match.group(), "")
            end = match.end()
        found[-1] += part[end:]
    return tuple(found)


def link(found: Sequence[str], terms: Finder, explained: Explained) -> str:
    """Put together what `find` parted, each term linked that `explained` does not have yet, and note it there."""
    if len(found) == 1:
        return found[0]
    return "".join(_linked(part, terms, explained) if index % 2 else part for index, part in enumerate(found))


def _linked(spelling: str, terms: Finder, explained: Explained) -> str:
    identifier = terms.ids[spelling]
    if identifier in explained.ids:
        return spelling
    explained.ids.append(identifier)
    return f'<a class="tl-term" href="#term-{identifier}">{spelling}</a>'
