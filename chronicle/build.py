"""Files in, files and problems out. Pure: no clock, no git, no environment, no disk."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property, partial
from typing import Any

from chronicle import assets, check, filing, load, recipes, store
from chronicle.contribute import examples, form
from chronicle.embed import beside, frames, offline
from chronicle.feeds import facts, open_data, security_txt, sitemap
from chronicle.memo import Memo
from chronicle.model import Recorded, Timeline
from chronicle.pages import everything, moved, portions, routes, site
from chronicle.pages.hangs import Hangs
from chronicle.pages.views import all_years
from chronicle.problems import Lang, Problem, has_errors
from chronicle.recipes import Files, Recipe
from chronicle.scripts import joined
from chronicle.search import choosing
from chronicle.search.notes import Noted

LANGS: tuple[Lang, Lang] = ("nl", "en")
# The form for contributors is one script where it is published: it needs them all at once, and at once.
_FORM = "assets/contribute/main.mjs"
_IN_FORM = ("assets/contribute/", "assets/dates/")


@dataclass(frozen=True, kw_only=True)
class Built:
    """What a build makes of `timeline`: files by path below the build folder, or none when `problems` has errors.

    `pages`, in `nl/` and `en/`, are what the publishing engine reads. What goes to the site as it is (`as_they_are`, in
    `root/`) is best asked for when the pages were made: the search is made of them. `assets` is the folder of the
    frame's styles and scripts, below the site's root.
    """

    timeline: Timeline
    problems: tuple[Problem, ...]
    texts: Mapping[str, str]
    pages: Files = field(default_factory=lambda: Files({}))
    as_they_are: Callable[[], Iterator[tuple[str, Recipe]]] = lambda: iter(())
    assets: str = assets.HOME

    @cached_property
    def root(self) -> Files:
        """What goes to the site as it is."""
        return Files({f"root/{name}": recipe for name, recipe in self.as_they_are()})

    @cached_property
    def files(self) -> Files:
        """All of them."""
        return Files({**self.pages.recipes, **self.root.recipes})


class _Views:
    """The timeline seen from one language at a time: what is worked out for the pages of one takes room."""

    def __init__(self, history: facts.History) -> None:
        self._history = history
        self._kept: dict[Lang, site.Site] = {}
        self._common: dict[Hashable, Any] = {}

    def of(self, lang: Lang) -> site.Site:
        """Give the site seen from `lang`; what was worked out for the other one is forgotten."""
        if lang not in self._kept:
            told = self._history
            self._kept = {
                lang: site.site(
                    told.timeline, lang, site_url=told.site_url, repo_url=told.repo_url, common=self._common
                )
            }
        return self._kept[lang]


def build(
    timeline: Mapping[str, bytes],
    docs: Mapping[str, bytes],
    *,
    site_url: str,
    repo_url: str | None,
    generated_at: datetime,
    security_contact: str | None = None,
    folder: str = "timeline",
    odd: Mapping[str, filing.Odd] | None = None,
    recorded: Mapping[str, Recorded] | None = None,
    memo: Memo | None = None,
) -> Built:
    """Make everything from the timeline's files and the hand-written `docs`.

    `site_url` ends in a slash; `timeline` is named from the timeline folder's parent, `docs` from the docs folder;
    `folder` is the timeline folder's name; `odd` names what lies in it and is no file; `security_contact` is where a
    weakness can be told, with its scheme; `recorded` is by event id; `memo` has what was worked out before.
    """
    memo = memo or Memo()
    loaded = load.load(timeline, odd, memo)
    problems = tuple(check.check(loaded, folder=folder, memo=memo))
    if has_errors(problems):
        return Built(timeline=loaded.timeline, problems=problems, texts=loaded.texts)
    history = facts.history(
        loaded.timeline, site_url=site_url, generated_at=generated_at, recorded=recorded, repo_url=repo_url
    )
    hangs = Hangs(loaded.timeline, loaded.digests, repr((site_url, repo_url)), memo)
    views = _Views(history)
    frame = _frame(docs)
    noted = {lang: _pages(views, lang, docs, hangs, memo) for lang in LANGS}
    pages = Files({f"{lang}/{name}": page for lang in LANGS for name, page in noted[lang].recipes()})

    def as_they_are() -> Iterator[tuple[str, Recipe]]:
        for lang in LANGS:
            yield from _beside_pages(noted[lang], views, lang, docs, hangs, memo)
        yield from open_data.recipes(history, hangs, memo)
        yield "sitemap.xml", _sitemap(history, pages, hangs)
        yield from map(_ready, _once_for_all(history, docs, security_txt.contact(security_contact, repo_url)))
        yield from map(_ready, assets.placed(frame))

    return Built(
        timeline=loaded.timeline,
        pages=pages,
        as_they_are=as_they_are,
        problems=problems,
        texts=loaded.texts,
        assets=assets.folder(frame),
    )


def _frame(docs: Mapping[str, bytes]) -> dict[str, bytes]:
    """Give the styles and scripts of the site's frame, by their path below the folder of assets."""
    found = {name: data for name, data in docs.items() if name.startswith(assets.HOME)}
    form_script = {_FORM: joined(found, _FORM)} if _FORM in found else {}
    found = {name: data for name, data in found.items() if not name.startswith(_IN_FORM)} | form_script
    return {name.removeprefix(assets.HOME): data for name, data in found.items()}


def _pages(views: _Views, lang: Lang, docs: Mapping[str, bytes], hangs: Hangs, memo: Memo) -> Noted:
    handwritten = {
        name.removeprefix(f"{lang}/"): examples.shown(beside.named(data.decode(), docs), docs)
        for name, data in docs.items()
        if name.startswith(f"{lang}/") and name.endswith(".md")
    }
    view = views.of(lang)
    pages = everything.recipes(view, handwritten, hangs, partial(views.of, lang))
    return Noted(pages, handwritten, lang, memo, is_large=portions.is_large(view.timeline))


def _ready(file: tuple[str, bytes]) -> tuple[str, Recipe]:
    name, data = file
    return name, recipes.made(data)


def _beside_pages(
    noted: Noted, views: _Views, lang: Lang, docs: Mapping[str, bytes], hangs: Hangs, memo: Memo
) -> Iterator[tuple[str, Recipe]]:
    """Yield what is made of one language's pages, or beside them."""
    view = views.of(lang)
    timeline = view.timeline
    yield from noted.searched()
    yield from noted.chosen(timeline, view.both("facts", "", lambda: choosing.facts(timeline)))
    again = partial(views.of, lang)
    yield from frames.recipes(timeline, lang, beside.folder(docs), hangs=hangs, memo=memo, view=again)
    yield from offline.recipes(timeline, lang, docs, hangs=hangs, memo=memo, view=again)
    yield from map(_ready, form.files(view))
    yield from ((name, recipes.made(text.encode())) for name, text in moved.pages(view))


def _sitemap(history: facts.History, pages: Iterable[str], hangs: Hangs) -> Recipe:
    """Give the list of all pages: it hangs on which there are, and on nothing that they say."""

    def make() -> bytes:
        return sitemap.render(addresses(history.timeline), site_url=history.site_url).encode()

    return Recipe(hangs.of("sitemap", store.digest(["\n".join(sorted(pages)).encode()])), make)


def _once_for_all(
    history: facts.History, docs: Mapping[str, bytes], contact: str | None
) -> Iterator[tuple[str, bytes]]:
    timeline, site_url = history.timeline, history.site_url
    yield from beside.files(docs)
    yield "robots.txt", f"User-agent: *\nAllow: /\nSitemap: {site_url}sitemap.xml\n".encode()
    yield from ((f"images/{name}", data) for name, data in timeline.images.items())
    if contact:
        text = security_txt.render(contact, site_url=site_url, generated_at=history.generated_at)
        yield security_txt.PATH, text.encode()


def addresses(timeline: Timeline) -> Iterator[tuple[str, str]]:
    """Yield every page's address in both languages, below the site's root."""
    for name in routes.SINGLES:
        yield routes.single("nl", name), routes.from_site_root("en", routes.single("en", name))
    things: Mapping[routes.Part, list[str]] = {
        "events": [event.id for event in timeline.events],
        "years": ["", *map(str, all_years(timeline))],
        "municipalities": ["", *timeline.municipalities],
        "themes": ["", *timeline.themes],
        "organisations": ["", *timeline.organisations],
        "sources": ["", *timeline.sources],
    }
    further = (portions.addresses(timeline, lang) for lang in LANGS)
    yield from ((nl, routes.from_site_root("en", en)) for nl, en in zip(*further, strict=True))
    for part, ids in things.items():
        for identifier in ids:
            english = routes.path("en", part, identifier)
            yield routes.path("nl", part, identifier), routes.from_site_root("en", english)
