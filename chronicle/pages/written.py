"""Hand-written pages: given their front matter, their link to the other language, and the little that is filled in."""

import re
from collections.abc import Iterator, Mapping

from chronicle.pages import lists, routes
from chronicle.pages.site import Site, front_matter
from chronicle.pages.words import say

_FRONT = re.compile(r"\A---\n(?P<fields>.*?)\n---\n(?P<body>.*)\Z", re.DOTALL)
_FIELD = re.compile(r"^(?P<name>[a-z]+): *(?P<value>.*)$", re.MULTILINE)

ISSUES = "{{ISSUES}}"
TIMELINE = "{{TIMELINE}}"


def pages(site: Site, texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield (file, Markdown) for every hand-written page.

    `texts` maps a page's file name below `docs/<lang>/` to its text. A page that has no place in `routes.SINGLES`
    raises KeyError: an address is a promise and is given there.
    """
    names = {
        routes.markdown_file(routes.single(site.lang, name), index=name == "home"): name for name in routes.SINGLES
    }
    for file, text in sorted(texts.items()):
        name = names[file]
        yield file, _page(site, name, text)


def _page(site: Site, name: str, text: str) -> str:
    parts = _FRONT.match(text)
    if parts is None:
        raise ValueError(f"docs/{site.lang}: the page ‘{name}’ does not begin with front matter (---)")
    fields = {m["name"]: m["value"].strip() for m in _FIELD.finditer(parts["fields"])}
    head = front_matter(
        fields["title"],
        fields["description"],
        site.lang,
        routes.single(site.lang, name),
        routes.single(site.other, name),
    )
    body = parts["body"].replace(ISSUES, _issues(site))
    if TIMELINE in body:
        made = "\n".join(line for line in lists.timeline(site).splitlines() if line.strip())
        body = body.replace(TIMELINE, made)
    return f"{head}\n{body.strip()}\n"


def _issues(site: Site) -> str:
    if site.repo_url is None:
        return say("issues-none", site.lang)
    return f"[{say('issues-link', site.lang)}]({site.repo_url}/issues)."
