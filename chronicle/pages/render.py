"""A page's template to HTML."""

from typing import Any

from chronicle.pages import filling
from chronicle.pages.site import Site
from chronicle.pages.views import Wording


def render(template: str, site: Site, wording: Wording, **values: Any) -> str:
    """Fill a template. `terms()` in it gives the glossary terms met by then, so it must come last."""
    return wording.placed(filling.fill(template, site.lang, {**values, "terms": wording.terms}))
