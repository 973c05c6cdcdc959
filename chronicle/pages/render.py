"""Templates to HTML. Plain text is escaped here, once; what is HTML already says so itself (`Markup`)."""

from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from chronicle import markup
from chronicle.pages.site import Site
from chronicle.pages.views import Wording
from chronicle.pages.words import say


def render(template: str, site: Site, wording: Wording, **values: Any) -> str:
    """Fill a template. `terms()` in it gives the glossary terms met by then, so it must come last."""

    def worded(key: str, **parts: object) -> str:
        return say(key, site.lang, **parts)

    context = {**values, "say": worded, "terms": wording.terms}
    return _environment().get_template(template).render(context)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(Path(__file__).with_name("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_inert,
    )


def _inert(value: object) -> object:
    """Code plain text so that neither HTML nor Markdown reads it; leave made HTML alone."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return Markup(markup.escaped(value))  # noqa: S704  escaped() makes it safe
    return value
