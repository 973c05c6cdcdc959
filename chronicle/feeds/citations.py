"""How to cite an event's page, for programs that keep references: `cite.bib` (BibTeX) and `cite.json` (CSL-JSON 1.0.2).

Both stand beside the page, in its language. The date is that of the source's clock: when the history was last changed.
"""

import json
import re
from datetime import datetime

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


def bibtex(event: Event, lang: Lang, *, site_url: str, generated_at: datetime) -> str:
    """Give an entry for BibTeX and biblatex. Its key is the event's id, with the language where that is not Dutch."""
    title, found_in = event.title.pick(lang)
    fields = {
        # Braces twice: what is a name keeps its capitals.
        "title": f"{{{{{_latex(title)}}}}}",
        "organization": f"{{{{{_latex(say('site-name', lang))}}}}}",
        "year": f"{{{generated_at.year:04d}}}",
        "month": _MONTHS[generated_at.month - 1],
        "url": f"{{{_address(event, lang, site_url)}}}",
        "langid": f"{{{_LANGUAGES[found_in]}}}",
    }
    key = event.id if lang == "nl" else f"{event.id}-{lang}"
    lines = ",\n".join(f"  {name} = {value}" for name, value in fields.items())
    return f"@online{{{key},\n{lines}\n}}\n"


def csl(event: Event, lang: Lang, *, site_url: str, generated_at: datetime) -> str:
    """Give a list of one item, as programs exchange them."""
    title, found_in = event.title.pick(lang)
    item = {
        "id": event.id if lang == "nl" else f"{event.id}-{lang}",
        "type": "webpage",
        "title": title,
        "container-title": say("site-name", lang),
        "issued": {"date-parts": [[generated_at.year, generated_at.month, generated_at.day]]},
        "URL": _address(event, lang, site_url),
        "language": found_in,
    }
    return json.dumps([item], ensure_ascii=False, indent=1) + "\n"


def _address(event: Event, lang: Lang, site_url: str) -> str:
    return site_url + routes.from_site_root(lang, routes.path(lang, "events", event.id))


def _latex(text: str) -> str:
    coded = _SPECIAL.sub(lambda match: _LATEX[match[0]], " ".join(text.split()))
    return _JOINED.sub("{}", coded)
