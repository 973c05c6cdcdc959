"""The templates of one language, filled in. Plain text is escaped here, once; what is HTML says so (`Markup`)."""

import json
import re
from collections.abc import Callable, Mapping
from functools import cache, partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.compiler import CodeGenerator
from jinja2.ext import Extension
from markupsafe import Markup

from chronicle import markup
from chronicle.pages.words import say
from chronicle.problems import Lang

# Words that stand by themselves, and those within an expression.
_SAID = re.compile(r"\{\{ say\((['\"])([a-z.-]+)\1\) \}\}|(?<=[ (\[])say\((['\"])([a-z.-]+)\3\)")


def fill(template: str, lang: Lang, values: Mapping[str, Any]) -> str:
    """Fill in a template."""
    return _environment(lang).get_template(template).render(values)


@cache
def piece(lang: Lang, name: str) -> Callable[..., Markup]:
    """Give one of the pieces that several pages share (`parts.jinja`), to be called with what it shows."""
    made: Callable[..., Markup] = getattr(_environment(lang).get_template("parts.jinja").module, name)
    return made


class _EscapedOnce(CodeGenerator):
    """Leaves out Jinja's own escaping of what `_inert` made safe already, a twentieth of what our part takes.

    Should Jinja no longer ask these two, signs would be escaped twice, which tests of what is slipped in would see.
    """

    def _output_child_pre(self, node: Any, frame: Any, finalize: Any) -> None:  # noqa: ARG002  Jinja's
        self.write(finalize.src)

    def _output_child_post(self, node: Any, frame: Any, finalize: Any) -> None:  # noqa: ARG002  Jinja's
        self.write(")")


class _Environment(Environment):
    """Templates are given dictionaries: their keys are what is meant by a name, not what a dictionary can do."""

    code_generator_class = _EscapedOnce

    def getattr(self, obj: Any, attribute: str) -> Any:
        if type(obj) is dict and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)


class _Words(Extension):
    """Puts in the words that are the same on every page when a template is read, not each time that it is filled in."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002  Jinja's
        lang: Lang = getattr(self.environment, "lang")  # noqa: B009  a name that Jinja's own class does not have

        def said(found: re.Match[str]) -> str:
            # Within an expression it is plain text, as what is filled in.
            return markup.escaped(say(found[2], lang)) if found[2] else json.dumps(say(found[4], lang))

        return _SAID.sub(said, source)


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
    environment.extend(lang=lang)
    environment.globals["say"] = partial(say, lang=lang)
    environment.add_extension(_Words)
    return environment


def _inert(value: object) -> str:
    """Code plain text so that neither HTML nor Markdown reads it; leave made HTML alone."""
    return value if isinstance(value, Markup) else markup.escaped(str(value))
