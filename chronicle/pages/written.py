"""Hand-written pages: given their front matter, their link to the other language, and the little that is filled in."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial

from chronicle.pages import builder, contribution, downloads, linked_data, lists, overview, routes
from chronicle.pages.hangs import Hangs
from chronicle.pages.site import Site, block, front_matter
from chronicle.pages.words import say
from chronicle.problems import Message

_FRONT = re.compile(r"\A---\n(?P<fields>.*?)\n---\n(?P<body>.*)\Z", re.DOTALL)
_FIELD = re.compile(r"^(?P<name>[a-z]+): *(?P<value>.*)$", re.MULTILINE)


class BadPage(ValueError):
    """A hand-written page that cannot be published; `file` is named from the project's folder."""

    def __init__(self, file: str, nl: str, en: str) -> None:
        super().__init__(f"{file}: {en}")
        self.file = file
        self.message = Message(nl=nl, en=en)


ISSUES = "{{ISSUES}}"
TIMELINE = "{{TIMELINE}}"
OVERVIEW = "{{OVERVIEW}}"
BUILDER = "{{BUILDER}}"
FORM = "{{FORM}}"
SITE_URL = "{{SITE_URL}}"
FORMATS = "{{FORMATS}}"
CALENDARS = "{{CALENDARS}}"
_MADE = {
    TIMELINE: lists.timeline,
    OVERVIEW: overview.overview,
    BUILDER: builder.form,
    FORM: contribution.form,
    FORMATS: downloads.table,
    CALENDARS: downloads.calendars,
}


# Those of them that tell of events.
_TELLING = (TIMELINE, OVERVIEW)


def planned(site: Site, texts: Mapping[str, str], hangs: Hangs) -> Iterator[tuple[str, str, Callable[[Site], str]]]:
    """Yield every hand-written page before it is made: (file, the key of all it is made of, what gives its Markdown).

    `texts` maps a page's file name below `docs/<lang>/` to its text. Raises BadPage for a page without front matter,
    and for one that has no place in `routes.SINGLES`: an address is a promise and is given there.
    """
    names = {
        routes.markdown_file(routes.single(site.lang, name), index=name == "home"): name for name in routes.SINGLES
    }
    for file, text in sorted(texts.items()):
        if file not in names:
            raise BadPage(
                f"docs/{site.lang}/{file}",
                "deze pagina heeft nog geen adres; geef het in chronicle/pages/routes.py",
                "this page has no address yet; give it one in chronicle/pages/routes.py",
            )
        name, (fields, body) = names[file], _parted(site, file, text)
        tells = name == "home" or any(mark in body for mark in _TELLING)
        key = hangs.of(name, text, hangs.everyone(site.lang) if tells else None)
        yield file, key, partial(_page, name=name, fields=fields, body=body)


def _parted(site: Site, file: str, text: str) -> tuple[Mapping[str, str], str]:
    """Give a page's front matter and what comes after it."""
    parts = _FRONT.match(text)
    fields = {m["name"]: m["value"].strip() for m in _FIELD.finditer(parts["fields"])} if parts else {}
    if parts is None or not {"title", "description"} <= fields.keys():
        raise BadPage(
            f"docs/{site.lang}/{file}",
            "deze pagina begint niet met ---, title:, description: en ---",
            "this page does not begin with ---, title:, description: and ---",
        )
    return fields, parts["body"]


def _page(site: Site, name: str, fields: Mapping[str, str], body: str) -> str:
    head = front_matter(
        site,
        title=fields["title"],
        description=fields["description"],
        address=routes.single(site.lang, name),
        twin=routes.single(site.other, name),
        data=linked_data.of_home(site, fields["description"]) if name == "home" else {},
        kind="builder" if BUILDER in body else "form" if FORM in body else "page",
    )
    body = body.replace(ISSUES, _issues(site)).replace(SITE_URL, site.site_url)
    for mark, make in _MADE.items():
        if mark in body:
            body = body.replace(mark, block(make(site)))
    return f"{head}\n{body.strip()}\n"


def _issues(site: Site) -> str:
    if site.repo_url is None:
        return say("issues-none", site.lang)
    return f"[{say('issues-link', site.lang)}]({site.repo_url}/issues)."
