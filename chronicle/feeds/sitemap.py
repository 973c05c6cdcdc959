"""`/sitemap.xml`: every page in both languages, each with its twin (sitemaps.org 0.9, and Google's `xhtml:link`)."""

from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
"""
_LINK = '<xhtml:link rel="alternate" hreflang="%s" href=%s/>'


def render(pairs: Iterable[tuple[str, str]], *, site_url: str) -> str:
    """Give the file's text for `pairs` of addresses (Dutch, English) below the site's root."""
    return _HEAD + "".join(_pair(site_url + nl, site_url + en) for nl, en in sorted(pairs)) + "</urlset>\n"


def _pair(nl: str, en: str) -> str:
    twins = quoteattr(nl), quoteattr(en)
    links = _LINK % ("nl", twins[0]) + _LINK % ("en", twins[1]) + _LINK % ("x-default", twins[0])
    return "".join(f"<url><loc>{escape(address)}</loc>{links}</url>\n" for address in (nl, en))
