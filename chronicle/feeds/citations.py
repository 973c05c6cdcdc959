"""How to cite an event's page, for programs that keep references: `cite.bib` (BibTeX) and `cite.json` (CSL-JSON 1.0.2).

Both stand beside the page, in its language. The date is that of the source's clock: when the history was last changed.
"""

import re
from collections.abc import Callable
from datetime import datetime
from functools import partial

from chronicle.feeds import values
from chronicle.feeds.facts import History
from chronicle.feeds.parts import Parts, Recipes
from chronicle.feeds.telling import LANGS
from chronicle.model import Event
from chronicle.pages import routes
from chronicle.pages.words import say
from chronicle.problems import Lang
from chronicle.recipes import Recipe

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


def files(history: History, parts: Parts) -> Recipes:
    """Yield (path below the site's root, recipe) of both files of each event, in both languages."""
    day = history.generated_at
    # The files of an event have one key: it need not tell them apart.
    date = f"{day.year}-{day.month}-{day.day}"
    for one in history.events:
        key = parts.key(parts.event(one), date)
        for lang in LANGS:
            folder = routes.from_site_root(lang, routes.path(lang, "events", one.event.id))
            for name, make in ((BIBTEX, bibtex), (CSL, csl)):
                yield folder + name, Recipe(key, partial(_file, make, one.event, lang, history))


def _file(make: Callable[..., str], event: Event, lang: Lang, history: History) -> bytes:
    return make(event, lang, site_url=history.site_url, generated_at=history.generated_at).encode()


def bibtex(event: Event, lang: Lang, *, site_url: str, generated_at: datetime) -> str:
    """Give an entry for BibTeX and biblatex. Its key is the event's id, with the language where that is not Dutch."""
    title, found_in = event.title.pick(lang)
    # Braces twice: what is a name keeps its capitals.
    return (
        f"@online{{{_key(event, lang)},\n"
        f"  title = {{{{{_latex(title)}}}}},\n"
        f"  organization = {{{{{_latex(say('site-name', lang))}}}}},\n"
        f"  year = {{{generated_at.year:04d}}},\n"
        f"  month = {_MONTHS[generated_at.month - 1]},\n"
        f"  url = {{{_address(event, lang, site_url)}}},\n"
        f"  langid = {{{_LANGUAGES[found_in]}}}\n}}\n"
    )


def csl(event: Event, lang: Lang, *, site_url: str, generated_at: datetime) -> str:
    """Give a list of one item, as programs exchange them."""
    title, found_in = event.title.pick(lang)
    # As the library lays out JSON with an indent of one.
    date = ",\n".join(f"     {part}" for part in (generated_at.year, generated_at.month, generated_at.day))
    fields = (
        f'"id": {values.text(_key(event, lang))}',
        '"type": "webpage"',
        f'"title": {values.text(title)}',
        f'"container-title": {values.text(say("site-name", lang))}',
        f'"issued": {{\n   "date-parts": [\n    [\n{date}\n    ]\n   ]\n  }}',
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
