"""The embeddable pages: every event as plain HTML, one style sheet, one small script that may be missing."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from markupsafe import Markup

from chronicle import standing, store
from chronicle.embed.items import Item, Items, Keep, lines
from chronicle.memo import Memo
from chronicle.model import Event, Timeline
from chronicle.pages import overview, portions, routes
from chronicle.pages.hangs import Hangs
from chronicle.pages.render import render
from chronicle.pages.site import Site
from chronicle.pages.views import CUT, View, Wording
from chronicle.pages.words import say
from chronicle.problems import Lang
from chronicle.recipes import Recipe

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

    @property
    def shown(self) -> Sequence[Event]:
        """The events that it shows: the newest, if another page holds them all."""
        return portions.framed(self.events) if self.everything else self.events


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
    for frame in _frames(site.timeline, site.lang):
        yield _path(site.lang, frame), document(Items(site), frame, kept=kept)


def recipes(
    timeline: Timeline, lang: Lang, kept: str, *, hangs: Hangs, memo: Memo, view: Callable[[], Site]
) -> Iterator[tuple[str, Recipe]]:
    """Yield the recipe of each of these pages.

    `view` gives the timeline in this language when a page is made, `memo` keeps what a page shows of an event.
    `hangs.shared` must name the site's address.
    """
    keep = kept_in(memo, lang, hangs)
    for frame in _frames(timeline, lang):
        key = hangs.of("frame", lang, kept, *hangs_on(frame, lang, hangs))
        yield _path(lang, frame), Recipe(key, partial(_made, view, keep, frame, kept))


def _made(view: Callable[[], Site], keep: Keep, frame: Frame, kept: str) -> bytes:
    return document(Items(view(), keep), frame, kept=kept)


def kept_in(memo: Memo, lang: Lang, hangs: Hangs) -> Keep:
    """Give what keeps the events of one language's pages in `memo`."""

    def keep(identifier: str, make: Callable[[], bytes]) -> bytes:
        key = store.digest([hangs.shared.encode(), hangs.event(identifier, lang).encode()])
        return memo.once(f"frame {lang}", identifier, key, make)

    return keep


def hangs_on(frame: Frame, lang: Lang, hangs: Hangs) -> tuple[object, ...]:
    """Give what a page in `lang` hangs on, beside its styles and script, for `Hangs.of`."""
    shown = " ".join(hangs.event(event.id, lang) for event in frame.shown)
    return replace(frame, events=()), len(frame.events), store.digest([shown.encode()])


def document(items: Items, frame: Frame, inside: Inside | None = None, *, kept: str = "") -> bytes:
    """Give an embeddable page as an HTML document, whose styles and script are in the folder `kept`.

    With these `inside` it needs no other file.
    """
    wording = items.wording(frame.address, away=inside is not None)
    entries = [items.of(event) for event in frame.shown]
    # In a long list a source's title stands once, at the end, and has a number beside each event that rests on it.
    named: dict[bytes, bytes] = {}
    if len(entries) > LONG and not inside:
        for item in entries:
            named.update(item.sources)
    years = _by_year(entries, frame, list(named), away=inside is not None)
    # The template has a sign for each, in this order: what is long is made once, and put in where it is.
    long = [b";".join(item.facts for item in entries), *years.values(), *([_listed(named)] if named else [])]
    made = _around(items.site, wording, frame, inside, kept, years=[year.decode() for year in years], named=bool(named))
    around = "".join(f"{line}\n" for line in lines(made)).encode().split(CUT.encode())
    parts = [part for pair in zip(around, long, strict=False) for part in pair]
    return items.placed(b"".join([*parts, around[-1]]), wording)


def _around(
    site: Site, wording: Wording, frame: Frame, inside: Inside | None, kept: str, *, years: Sequence[str], named: bool
) -> str:
    """Give a page with a sign in the place of what events say."""
    lang, shown = site.lang, frame.shown
    to = partial(routes.relative, frame.address)
    home = site.home + frame.home
    beside = partial(routes.relative, routes.from_site_root(lang, frame.address))
    return render(
        "embed.jinja",
        site,
        wording,
        lang=lang,
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
        newest=say("embed.newest", lang, shown=len(shown), all=len(frame.events)),
        drawings=overview.drawings(wording, shown, said=_mark)[1] if shown and frame.axis else [],
        years=years,
        cut=Markup(CUT),  # noqa: S704  our own sign
        named=named,
        towns=" ".join(site.timeline.municipalities),
        themes=" ".join(site.timeline.themes),
    )


def whole(timeline: Timeline, lang: Lang) -> Frame:
    """Give the page of the whole timeline."""
    name = say("site-name", lang)
    return Frame(
        address=routes.embed(lang),
        title=say("embed.title", lang, site=name),
        heading=name,
        events=timeline.events,
        home=routes.single(lang, "home"),
        more=say("embed.whole", lang),
    )


def _path(lang: Lang, frame: Frame) -> str:
    return routes.from_site_root(lang, f"{frame.address}index.html")


def _frames(timeline: Timeline, lang: Lang) -> Iterator[Frame]:
    name = say("site-name", lang)
    yield from _ways(lang, whole(timeline, lang), None, "")
    named: dict[routes.Part, dict[str, str]] = {
        "municipalities": {one.id: one.name for one in timeline.municipalities.values()},
        "themes": {one.id: one.name.pick(lang)[0] for one in timeline.themes.values()},
    }
    for part, names in named.items():
        found: dict[str, list[Event]] = defaultdict(list)
        for event in timeline.events:
            ids = event.themes if part == "themes" else standing.municipalities_of(event, timeline)
            for identifier in dict.fromkeys(ids):
                found[identifier].append(event)
        for identifier, called in names.items():
            frame = Frame(
                address="",
                title=say("embed.title-of", lang, site=name, name=called),
                heading=f"{name}: {called}",
                events=found[identifier],
                home=routes.path(lang, part, identifier),
                more=say("embed.more-of", lang, name=called),
            )
            yield from _ways(lang, frame, part, identifier)


def _ways(lang: Lang, frame: Frame, part: routes.Part | None, identifier: str) -> Iterator[Frame]:
    """Yield a page with texts and one with the drawing; of what is too long, both once with the newest and with all."""
    address = partial(routes.embed, lang, part, identifier)
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


def _by_year(entries: Iterable[Item], frame: Frame, named: Sequence[bytes], *, away: bool) -> dict[bytes, bytes]:
    """Give the items of each year. With `named`, a source is its number among these."""
    numbers = {name: b'<a href="#s%d" target="_self">%d</a>' % (n, n) for n, name in enumerate(named, start=1)}
    years: dict[bytes, list[bytes]] = defaultdict(list)
    for item in entries:
        if numbers:
            said = b"; ".join([numbers[source] for source in item.sources])
        else:
            said = b"; ".join(item.links if away else item.sources.values())
        told = (item.away if away else item.summary) if frame.texts else b""
        years[item.year] += (item.before, told, item.after, said, b"</p></li>\n")
    return {year: b"".join(parts)[:-1] for year, parts in years.items()}


def _listed(named: Mapping[bytes, bytes]) -> bytes:
    return b"\n".join(b'<li id="s%d">%s</li>' % (n, name) for n, name in enumerate(named.values(), start=1))


def _mark(event: Event) -> View:
    return {"id": event.id, "status": standing.status(event)}
