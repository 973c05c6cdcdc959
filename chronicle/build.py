"""Files in, files and problems out. Pure: no clock, no git, no environment, no disk."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from chronicle import assets, check, filing, load
from chronicle.contribute import examples, form
from chronicle.embed import beside, frames, offline
from chronicle.feeds import facts, open_data, security_txt, sitemap
from chronicle.model import Recorded, Timeline
from chronicle.pages import everything, moved, portions, routes, site
from chronicle.pages.views import all_years
from chronicle.problems import Lang, Problem, has_errors
from chronicle.scripts import joined
from chronicle.search import choosing, entries, index

LANGS: tuple[Lang, Lang] = ("nl", "en")
# The form for contributors is one script where it is published: it needs them all at once, and at once.
_FORM = "assets/contribute/main.mjs"
_IN_FORM = ("assets/contribute/", "assets/dates/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What a build makes of `timeline`: `files` by path below the build folder, or none when `problems` has errors.

    `nl/` and `en/` are what the publishing engine reads; `root/` goes to the site as it is. `assets` is the folder of
    the frame's styles and scripts, below the site's root.
    """

    timeline: Timeline
    files: Mapping[str, bytes]
    problems: tuple[Problem, ...]
    texts: Mapping[str, str]
    assets: str = assets.HOME


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
) -> Built:
    """Make everything from the timeline's files and the hand-written `docs`.

    `site_url` ends in a slash; `timeline` is named from the timeline folder's parent, `docs` from the docs folder;
    `folder` is the timeline folder's name; `odd` names what lies in it and is no file; `security_contact` is where a
    weakness can be told, with its scheme; `recorded` is by event id.
    """
    loaded = load.load(timeline, odd)
    problems = tuple(check.check(loaded, folder=folder))
    if has_errors(problems):
        return Built(timeline=loaded.timeline, files={}, problems=problems, texts=loaded.texts)
    history = facts.history(
        loaded.timeline, site_url=site_url, generated_at=generated_at, recorded=recorded, repo_url=repo_url
    )
    frame = _frame(docs)
    made = dict(_files(history, docs))
    made |= {f"root/{name}": data for name, data in assets.placed(frame)}
    if address := security_txt.contact(security_contact, repo_url):
        text = security_txt.render(address, site_url=site_url, generated_at=generated_at)
        made[f"root/{security_txt.PATH}"] = text.encode()
    return Built(
        timeline=loaded.timeline, files=made, problems=problems, texts=loaded.texts, assets=assets.folder(frame)
    )


def _frame(docs: Mapping[str, bytes]) -> dict[str, bytes]:
    """Give the styles and scripts of the site's frame, by their path below the folder of assets."""
    found = {name: data for name, data in docs.items() if name.startswith(assets.HOME)}
    form_script = {_FORM: joined(found, _FORM)} if _FORM in found else {}
    found = {name: data for name, data in found.items() if not name.startswith(_IN_FORM)} | form_script
    return {name.removeprefix(assets.HOME): data for name, data in found.items()}


def _files(history: facts.History, docs: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    timeline, site_url = history.timeline, history.site_url
    framed = beside.folder(docs)
    for lang in LANGS:
        view = site.site(timeline, lang, site_url=site_url, repo_url=history.repo_url)
        handwritten = {
            name.removeprefix(f"{lang}/"): examples.shown(beside.named(data.decode(), docs), docs)
            for name, data in docs.items()
            if name.startswith(f"{lang}/") and name.endswith(".md")
        }
        pages = everything.markdown(view, handwritten)
        for name, text in pages.items():
            yield f"{lang}/{name}", text.encode()
        for name, data in index.files(entries.entries(pages, handwritten, lang), lang):
            yield f"root/{name}", data
        for name, data in choosing.files(timeline, pages, lang):
            yield f"root/{name}", data
        for name, data in (*frames.pages(view, framed), *offline.files(view, docs), *form.files(view)):
            yield f"root/{name}", data
        for name, text in moved.pages(view):
            yield f"root/{name}", text.encode()
        # The other language needs the room: of ten thousand events these are hundreds of megabytes.
        del view, pages
    for name, data in beside.files(docs):
        yield f"root/{name}", data
    fragments = open_data.made(history)
    for name, data in chain(open_data.files(history, fragments), open_data.beside_pages(history, fragments)):
        yield f"root/{name}", data
    yield "root/sitemap.xml", sitemap.render(addresses(timeline), site_url=site_url).encode()
    yield "root/robots.txt", f"User-agent: *\nAllow: /\nSitemap: {site_url}sitemap.xml\n".encode()
    for name, data in timeline.images.items():
        yield f"root/images/{name}", data


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
