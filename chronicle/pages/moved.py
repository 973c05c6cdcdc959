"""Earlier addresses of events: small pages that lead to where the event stands now, without script or engine."""

from collections.abc import Iterator

from chronicle.markup import escaped
from chronicle.pages import routes
from chronicle.pages.site import Site
from chronicle.pages.words import say

# Nothing may run or be loaded here. To be led on is none of a policy's business.
POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'"
_PAGE = """<!doctype html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url={address}">
<link rel="canonical" href="{canonical}">
<title>{title}</title>
</head>
<body>
<p>{moved} <a href="{address}">{title}</a></p>
</body>
</html>
"""


def pages(site: Site) -> Iterator[tuple[str, str]]:
    """Yield (file below the site's root, HTML) for every earlier id of every event."""
    lang = site.lang
    for event in site.timeline.events:
        now = routes.path(lang, "events", event.id)
        for old in event.moved_from:
            then = routes.path(lang, "events", old)
            page = _PAGE.format(
                lang=lang,
                policy=POLICY,
                address=routes.relative(then, now),
                canonical=escaped(site.site_url + routes.from_site_root(lang, now)),
                title=escaped(event.title.pick(lang)[0]),
                moved=escaped(say("moved", lang)),
            )
            yield routes.from_site_root(lang, then) + "index.html", page
