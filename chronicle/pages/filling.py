"""The templates of one language, filled in. Plain text is escaped here, once; what is HTML says so (`Markup`)."""

import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.ext import Extension
from markupsafe import Markup

from chronicle import markup
from chronicle.pages.words import say
from chronicle.problems import Lang

_SAID = re.compile(r"\{\{ say\((['\"])([a-z.-]+)\1\) \}\}")


def fill(template: str, lang: Lang, values: Mapping[str, Any]) -> str:
    """Fill in a template."""
    return _environment(lang).get_template(template).render(values)


@cache
def piece(lang: Lang, name: str) -> Callable[..., Markup]:
    """Give one of the pieces that several pages share (`parts.jinja`), to be called with what it shows."""
    made: Callable[..., Markup] = getattr(_environment(lang).get_template("parts.jinja").module, name)
    return made


class _Environment(Environment):
    """Templates are given dictionaries: their keys are what is meant by a name, not what a dictionary can do."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        if type(obj) is dict and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)


class _Words(Extension):
    """Puts in the words that are the same on every page when a template is read, not each time that it is filled in."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002  Jinja's
        say = self.environment.globals["say"]
        assert callable(say)
        return _SAID.sub(lambda found: str(say(found[2])), source)


@cache
def _environment(lang: Lang) -> Environment:
    environment = _Environment(
        loader=FileSystemLoader(Path(__file__).with_name("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_inert,
        auto_reload=False,
    )

    @cache
    def safe(key: str) -> Markup:
        return Markup(markup.escaped(say(key, lang)))  # noqa: S704  escaped() makes it safe

    def worded(key: str, **parts: object) -> str:
        return say(key, lang, **parts) if parts else safe(key)

    environment.globals["say"] = worded
    environment.add_extension(_Words)
    return environment


def _inert(value: object) -> object:
    """Code plain text so that neither HTML nor Markdown reads it; leave made HTML alone."""
    if isinstance(value, Markup):
        return value
    if isinstance(value, str):
        return Markup(markup.escaped(value))  # noqa: S704  escaped() makes it safe
    return value
