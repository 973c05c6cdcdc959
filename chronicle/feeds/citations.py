"""How to cite an event's page, for programs that keep references: `cite.bib` (BibTeX) and `cite.json` (CSL-JSON 1.0.2).

Both stand beside the page, in its language. The date is that of the source's clock: when the history was last changed.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime

from chronicle.feeds import values
from chronicle.feeds.facts import CLOCK, Facts, History
from chronicle.feeds.telling import LANGS, Fragment, Shared
from chronicle.model import Event
from chronicle.pages import routes
from chronicle.pages.words import say
from chronicle.problems import Lang

BIBTEX, CSL = "cite.bib", "cite.json"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LANGUAGES = {"nl": "dutch", "en": "english"}
# BibTeX counts braces before LaTeX reads them, so that \{ would still open a group.
_LATEX = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}", "<": r"\textless{}", ">": r"\textgreater{}", "|": r"\textbar{}",
    '"': r"\textquotedbl{}", "`": r"\textasciigrave{}",
    **{sign: f"\\{sign}" for sign in "&%$#_"},
}  # fmt: skip
_SPECIAL = re.compile("|".join(map(re.escape, _LATEX)))
# Two of these make another sign, as -- makes a dash.
_JOINED = re.compile(r"(?<=[-,'])(?=[-,'])")


def fragment(one: Facts, shared: Shared) -> Fragment:
    """Give an event's files, without their date: BibTeX and CSL, first those in Dutch."""
    return tuple(make(one.event, lang, shared.site_url).encode() for lang in LANGS for make in (_bibtex, _csl))


def files(history: History, fragments: Sequence[Fragment]) -> Iterator[tuple[str, bytes]]:
    """Yield (path below the site's root, contents) of both files of each event, in both languages."""
    mark, dates = CLOCK.encode(), [_date(history.generated_at, name).encode() for name in (BIBTEX, CSL)] * len(LANGS)
    for one, made in zip(history.events, fragments, strict=True):
        folders = [routes.from_site_root(lang, routes.path(lang, "events", one.event.id)) for lang in LANGS]
        paths = [folder + name for folder in folders for name in (BIBTEX, CSL)]
        for path, data, date in zip(paths, made, dates, strict=True):
            yield path, data.replace(mark, date)


def bibtex(event: Event, lang: Lang, *, site_url: str, generated_at: datetime) -> str:
    """Give an entry for BibTeX and biblatex. Its key is the event's id, with the language where that is not Dutch."""
    return _bibtex(event, lang, site_url).replace(CLOCK, _date(generated_at, BIBTEX))


def csl(event: Event, lang: Lang, *, site_url: str, generated_at: datetime) -> str:
    """Give a list of one item, as programs exchange them."""
    return _csl(event, lang, site_url).replace(CLOCK, _date(generated_at, CSL))


def _date(day: datetime, name: str) -> str:
    if name == BIBTEX:
        return f"  year = {{{day.year:04d}}},\n  month = {_MONTHS[day.month - 1]},\n"
    # As the library lays out JSON with an indent of one.
    parts = ",\n".join(f"     {part}" for part in (day.year, day.month, day.day))
    return f'"issued": {{\n   "date-parts": [\n    [\n{parts}\n    ]\n   ]\n  }}'


def _bibtex(event: Event, lang: Lang, site_url: str) -> str:
    title, found_in = event.title.pick(lang)
    # Braces twice: what is a name keeps its capitals.
    return (
        f"@online{{{_key(event, lang)},\n"
        f"  title = {{{{{_latex(title)}}}}},\n"
        f"  organization = {{{{{_latex(say('site-name', lang))}}}}},\n"
        f"{CLOCK}"
        f"  url = {{{_address(event, lang, site_url)}}},\n"
        f"  langid = {{{_LANGUAGES[found_in]}}}\n}}\n"
    )


def _csl(event: Event, lang: Lang, site_url: str) -> str:
    title, found_in = event.title.pick(lang)
    fields = (
        f'"id": {values.text(_key(event, lang))}',
        '"type": "webpage"',
        f'"title": {values.text(title)}',
        f'"container-title": {values.text(say("site-name", lang))}',
        CLOCK,
        f'"URL": {values.text(_address(event, lang, site_url))}',
        f'"language": "{found_in}"',
    )
    return "[\n {\n  " + ",\n  ".join(fields) + "\n }\n]\n"


def _key(event: Event, lang: Lang) -> str:
    return event.id if lang == "nl" else f"{event.id}-{lang}"


def _address(event: Event, lang: Lang, site_url: str) -> str:
    return site_url + routes.from_site_root(lang, routes.path(lang, "events", event.id))


def _latex(text: str) -> str:
    coded = _SPECIAL.sub(lambda match: _LATEX[match[0]], " ".join(text.split()))
    return _JOINED.sub("{}", coded)
