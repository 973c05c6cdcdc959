"""The embeddable pages: every event as plain HTML, one style sheet, one small script that may be missing."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from markupsafe import Markup

from chronicle.embed.items import Items
from chronicle.model import Event
from chronicle.pages import overview, portions, routes
from chronicle.pages.render import render
from chronicle.pages.site import Site
from chronicle.pages.views import View
from chronicle.pages.words import say

STYLES, AXIS_STYLES, SCRIPT = "embed.css", "axis.css", "frame.js"
# From here on a list is long: more events than a reader looks through without choosing.
LONG = 300
# Nothing is fetched but the style sheet and the script beside the page.
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; base-uri 'none'; form-action 'none'"


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """An embeddable page before it is written. Addresses are below its language's root.

    `home` is the page of the site that tells the same and more, `more` what its link says; `axis` and `texts` are what
    it shows; `other` is the same page the other way, `everything` the one that holds all events if this one does not.
    """

    address: str
    title: str
    heading: str
    events: Sequence[Event]
    home: str
    more: str
    axis: bool = False
    texts: bool = True
    other: str | None = None
    everything: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Inside:
    """What a file that needs no other holds itself, and the policy that lets nothing else in."""

    styles: Markup
    script: Markup
    policy: str


def pages(site: Site, kept: str) -> Iterator[tuple[str, bytes]]:
    """Yield every embeddable page of one language by its path below the site's root.

    `kept` is the folder of their styles and script, below the site's root.
    """
    items = Items(site)
    for frame in _frames(site):
        path = routes.from_site_root(site.lang, f"{frame.address}index.html")
        yield path, document(items, frame, kept=kept).encode()


def document(items: Items, frame: Frame, inside: Inside | None = None, *, kept: str = "") -> str:
    """Give an embeddable page as an HTML document, whose styles and script are in the folder `kept`.

    With these `inside` it needs no other file.
    """
    site, wording = items.site, items.wording(frame.address)
    to = partial(routes.relative, frame.address)
    shown = frame.events[-portions.MANY :] if frame.everything else frame.events
    home = site.home + frame.home
    beside = partial(routes.relative, routes.from_site_root(site.lang, frame.address))
    entries = [items.of(event) for event in shown]
    # In a long list a source's title stands once, at the end, and has a number beside each event that rests on it.
    named = dict(source for item in entries for source in item.sources) if len(shown) > LONG and not inside else {}
    numbers = {name: number for number, name in enumerate(named, start=1)} if named else None
    years = _by_year((item.year, item.html(texts=frame.texts, numbers=numbers)) for item in entries)
    made = render(
        "embed.jinja",
        site,
        wording,
        lang=site.lang,
        frame=frame,
        inside=inside,
        # Made by us; escaped, its quotation marks would be hard to read.
        policy=Markup(inside.policy if inside else POLICY),  # noqa: S704  no word of a contributor is in it
        styles=beside(kept + (AXIS_STYLES if frame.axis else STYLES)),
        script=beside(kept + SCRIPT),
        canonical=home,
        home=home if inside else to(frame.home),
        here=to(frame.address),
        other=to(frame.other) if frame.other else None,
        everything=to(frame.everything) if frame.everything else None,
        newest=say("embed.newest", site.lang, shown=len(shown), all=len(frame.events)),
        drawings=overview.drawings(wording, shown)[1] if shown and frame.axis else [],
        years=years,
        facts=Markup(";".join(item.facts for item in entries)),  # noqa: S704  signs and days only
        named=list(named.values()),
        towns=" ".join(site.timeline.municipalities),
        themes=" ".join(site.timeline.themes),
    )
    return "\n".join(line for line in made.splitlines() if line.strip()) + "\n"


def whole(site: Site) -> Frame:
    """Give the page of the whole timeline."""
    lang, name = site.lang, say("site-name", site.lang)
    return Frame(
        address=routes.embed(lang),
        title=say("embed.title", lang, site=name),
        heading=name,
        events=site.timeline.events,
        home=routes.single(lang, "home"),
        more=say("embed.whole", lang),
    )


def _frames(site: Site) -> Iterator[Frame]:
    lang, timeline, name = site.lang, site.timeline, say("site-name", site.lang)
    yield from _ways(site, whole(site), None, "")
    named: dict[routes.Part, dict[str, str]] = {
        "municipalities": {one.id: one.name for one in timeline.municipalities.values()},
        "themes": {one.id: one.name.pick(lang)[0] for one in timeline.themes.values()},
    }
    for part, names in named.items():
        for identifier, called in names.items():
            frame = Frame(
                address="",
                title=say("embed.title-of", lang, site=name, name=called),
                heading=f"{name}: {called}",
                events=site.events_of(part, identifier),
                home=routes.path(lang, part, identifier),
                more=say("embed.more-of", lang, name=called),
            )
            yield from _ways(site, frame, part, identifier)


def _ways(site: Site, frame: Frame, part: routes.Part | None, identifier: str) -> Iterator[Frame]:
    """Yield a page with texts and one with the drawing; of what is too long, both once with the newest and with all."""
    address = partial(routes.embed, site.lang, part, identifier)
    long = len(frame.events) > portions.MANY
    for everything in (False, True) if long else (False,):
        for axis in (False, True):
            yield replace(
                frame,
                address=address(everything=everything, axis=axis),
                axis=axis,
                texts=not axis,
                other=address(everything=everything, axis=not axis),
                everything=address(everything=True, axis=axis) if long and not everything else None,
            )


def _by_year(made: Iterable[tuple[int, Markup]]) -> list[View]:
    years: dict[int, list[Markup]] = {}
    for year, item in made:
        years.setdefault(year, []).append(item)
    return [{"year": year, "events": Markup("\n").join(items)} for year, items in years.items()]
