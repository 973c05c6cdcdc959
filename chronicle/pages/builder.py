"""The form in which an embedder chooses what to show, and gets the block to paste."""

from chronicle.pages import routes
from chronicle.pages.render import render
from chronicle.pages.site import Site
from chronicle.pages.views import Wording
from chronicle.pages.words import say

# Of a phone, a column and a whole page.
WIDTHS = (320, 768, 1280)


def form(site: Site) -> str:
    """Give the form as HTML; a script shows it and fills in the block."""
    lang, timeline = site.lang, site.timeline
    wording = Wording(site, routes.single(lang, "embedding"))
    name = say("site-name", lang)
    return render(
        "builder.jinja",
        site,
        wording,
        # Where the preview finds the pages, and what the block says: an address that works anywhere.
        here=routes.relative(wording.address, routes.embed(lang)),
        everywhere=site.home + routes.embed(lang),
        helper=f"{site.site_url}embed.js",
        title=say("embed.title", lang, site=name),
        title_of=say("embed.title-of", lang, site=name, name="{name}"),
        towns=[(one.id, one.name) for one in timeline.municipalities.values()],
        themes=[(one.id, one.name.pick(lang)[0]) for one in timeline.themes.values()],
        folders={
            part: routes.embed(lang, part, "x").removeprefix("embed/").removesuffix("x/")
            for part in ("municipalities", "themes")
        },
        widths=[(width, say("builder.width-of", lang, width=width)) for width in WIDTHS],
    )
