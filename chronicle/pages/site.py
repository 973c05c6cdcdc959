"""What every page needs to know: the timeline in one language, who is linked to whom, and a page as Markdown."""

import json
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias, TypeVar

from chronicle import formats, markup, standing
from chronicle.model import Event, Source, Timeline
from chronicle.pages import routes
from chronicle.pages.words import say
from chronicle.problems import Lang
from chronicle.terms import Finder, finder

# A share picture: its path below the site's root, and what is on it.
Picture: TypeAlias = tuple[str, str]
Made = TypeVar("Made")

# Made once: `json.dumps` makes another for each call.
_written = json.JSONEncoder(ensure_ascii=False).encode


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page before it is written. `address` is below its language's root, `body` is HTML without blank lines.

    `twin` is the same page's address in the other language, below that language's root; `title_lang` is the title's
    language where that is not the page's; `head_title` is the title for search engines where that is another; `data` is
    what machines are told of it beyond that (schema.org); `kind` tells our templates apart what they treat differently;
    `picture` is shown beside a link to it.
    """

    address: str
    twin: str
    title: str
    description: str
    body: str
    index: bool = False
    title_lang: str | None = None
    head_title: str | None = None
    data: Mapping[str, Any] = field(default_factory=dict)
    kind: str = "page"
    picture: Picture | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A page that can be made, for a site that is told the same. `address` and `index` are the page's.

    `key` names everything that the page is made of (`hangs`).
    """

    address: str
    make: Callable[["Site"], Page]
    key: str
    index: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The timeline seen from one language, with the look-ups that pages share.

    `kept` is what `once` made, `common` what `both` made for the sites of all languages.
    """

    timeline: Timeline
    lang: Lang
    site_url: str
    repo_url: str | None
    terms: Finder
    by_id: Mapping[str, Event]
    followed_by: Mapping[str, tuple[str, ...]]
    citing: Mapping[str, tuple[Event, ...]]
    kept: dict[tuple[str, str], Any] = field(default_factory=dict, compare=False, repr=False)
    common: dict[Hashable, Any] = field(default_factory=dict, compare=False, repr=False)

    def once(self, sort: str, identifier: str, make: Callable[[], Made]) -> Made:
        """Give what was made before of that sort for that thing, or make it: most is said on many pages."""
        key = (sort, identifier)
        if key not in self.kept:
            self.kept[key] = make()
        found: Made = self.kept[key]
        return found

    def both(self, sort: str, thing: Hashable, make: Callable[[], Made]) -> Made:
        """The same as `once`, of what is the same in every language."""
        key = (sort, thing)
        if key not in self.common:
            self.common[key] = make()
        found: Made = self.common[key]
        return found

    @property
    def other(self) -> Lang:
        """The other language."""
        return "en" if self.lang == "nl" else "nl"

    @property
    def home(self) -> str:
        """The address of this language's home page."""
        return self.site_url + routes.from_site_root(self.lang, "")

    def address_of(self, part: routes.Part, identifier: str) -> str:
        """Give the whole address of a page."""
        return self.site_url + routes.from_site_root(self.lang, routes.path(self.lang, part, identifier))

    def picture_of(self, part: routes.Part, identifier: str, name: str) -> Picture:
        """Give the share picture of a theme or a municipality."""
        return routes.picture(self.lang, part, identifier), say(f"picture-alt.{part}", self.lang, name=name)

    def events_of(self, part: routes.Part, identifier: str) -> Sequence[Event]:
        """Give the events that belong to a theme, an organisation or a municipality, in time order."""
        return self.both("events of", part, lambda: self._by_thing(part)).get(identifier, ())

    def _by_thing(self, part: routes.Part) -> Mapping[str, Sequence[Event]]:
        found: dict[str, list[Event]] = defaultdict(list)
        for event in self.timeline.events:
            for identifier in dict.fromkeys(self._ids(event, part)):
                found[identifier].append(event)
        return dict(found)

    def _ids(self, event: Event, part: routes.Part) -> Iterable[str]:
        if part == "municipalities":
            return standing.municipalities_of(event, self.timeline)
        return event.themes if part == "themes" else event.organisations

    def publisher_name(self, source: Source) -> str:
        """Give a publisher's name as readers know it."""
        return publisher_name(source, self.timeline, self.lang)


def publisher_name(source: Source, timeline: Timeline, lang: Lang) -> str:
    """Give the name of a source's publisher as readers know it."""
    if (body := timeline.organisations.get(source.publisher)) is not None:
        return body.name.pick(lang)[0]
    if (town := timeline.municipalities.get(source.publisher)) is not None:
        return f"gemeente {town.name}" if lang == "nl" else f"municipality of {town.name}"
    return source.publisher


def site(
    timeline: Timeline, lang: Lang, *, site_url: str, repo_url: str | None, common: dict[Hashable, Any] | None = None
) -> Site:
    """Prepare the look-ups for one language. `common` is that of the same timeline's sites in other languages."""
    followed: dict[str, list[str]] = defaultdict(list)
    citing: dict[str, list[Event]] = defaultdict(list)
    for event in timeline.events:
        for earlier in event.follows:
            followed[earlier].append(event.id)
        for source in dict.fromkeys(item.source for item in event.evidence):
            citing[source].append(event)
    return Site(
        timeline=timeline,
        lang=lang,
        site_url=site_url,
        repo_url=repo_url,
        terms=finder(timeline.glossary.values(), lang),
        by_id={event.id: event for event in timeline.events},
        followed_by={key: tuple(ids) for key, ids in followed.items()},
        citing={key: tuple(events) for key, events in citing.items()},
        common={} if common is None else common,
    )


def as_markdown(page: Page, site: Site) -> str:
    """Write a page as Markdown: front matter, a heading, and its HTML as one block."""
    head = front_matter(
        site,
        title=page.head_title or page.title,
        description=page.description,
        address=page.address,
        twin=page.twin,
        data=page.data,
        kind=page.kind,
        picture=page.picture,
    )
    body = block(page.body)
    title = markup.coded(page.title)
    if page.title_lang:
        title = f'<span lang="{markup.coded(page.title_lang)}">{title}</span>'
    return f"{head}\n{_heading(title, page.title, body)}\n\n{body}\n"


def block(body: str) -> str:
    """Give HTML as one block that no Markdown engine reads: no blank lines in it, and no tabs, which engines widen."""
    return "\n".join(filter(str.strip, body.splitlines())).expandtabs(4)


def _heading(made: str, title: str, body: str) -> str:
    """Write a page's heading so that it takes no id from something else.

    Engines give a Markdown heading an id made of its words, and a title may be "Evidence" or "__search": then the page
    would have that id twice, and links, labels and scripts would find the wrong one. An HTML heading keeps its own.
    """
    slug = markup.slug(title)
    taken = slug.startswith("_") or f'id="{slug}"' in body
    return f'<h1 id="page-title">{made}</h1>' if taken else f"# {made}"


def front_matter(
    site: Site,
    *,
    title: str,
    description: str,
    address: str,
    twin: str,
    data: Mapping[str, Any],
    kind: str = "page",
    picture: Picture | None = None,
) -> str:
    """Give the block that tells the engine and our templates what stands in a page's head.

    `data` is what JSON-LD says of the page beside its title, description, address and language; a None in it takes
    one of those away.
    """
    here = routes.from_site_root(site.lang, address)
    there = routes.from_site_root(site.other, twin)
    path, alt = picture or (routes.picture(site.lang), say("picture-alt.site", site.lang))
    fields = {
        "title": markup.coded(title),
        "description": markup.coded(description),
        "twin": routes.relative(here, there),
        "path_nl": here if site.lang == "nl" else there,
        "path_en": there if site.lang == "nl" else here,
        "kind": kind,
        "picture": path,
        "picture_alt": markup.coded(alt),
        "data": markup.json_text(_linked_data(site, here, title, description, data)),
    }
    if embedded := routes.oembed(site.lang, address):
        fields["oembed"] = embedded
    if town := routes.town(site.lang, address):
        fields["calendar"] = formats.BY_ID["ics-town"].path(site.lang, town)
    # JSON strings are YAML; ensure_ascii would write emoji as surrogates, which MkDocs cannot read.
    lines = [f"{name}: {_written(value)}" for name, value in fields.items()]
    return "\n".join(["---", *lines, "---", ""])


def _linked_data(site: Site, path: str, title: str, description: str, more: Mapping[str, Any]) -> dict[str, Any]:
    said = {
        "@context": "https://schema.org",
        "@type": "WebPage",
        "url": site.site_url + path,
        "name": title,
        "description": description,
        "inLanguage": site.lang,
        "isPartOf": {"@type": "WebSite", "name": say("site-name", site.lang), "url": site.home},
        **more,
    }
    return {name: value for name, value in said.items() if value is not None}
