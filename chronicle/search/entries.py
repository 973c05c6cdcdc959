"""What can be found: one entry a page and one a glossary term, read from the pages as the engine gets them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from markdown_it import MarkdownIt

from chronicle import hypertext
from chronicle.pages import routes
from chronicle.problems import Lang

# How an entry is called in the results; its number is its place here.
KINDS = ("page", "event", "year", "municipality", "theme", "organisation", "source", "term")
_OF_PART: Mapping[routes.Part, str] = {
    "events": "event", "years": "year", "municipalities": "municipality", "themes": "theme",
    "organisations": "organisation", "sources": "source",
}  # fmt: skip

_FENCE = "---\n"
# In Markdown, or as an element where its words are taken as an id (chronicle/pages/site.py).
_HEADING = re.compile(r"\A\s*(?:# (.+)|<h1 [^>]*>(.+)</h1>)\n")
# Our own pages: what is left out holds no element of its own name (a test looks), so no parser is needed to find its
# end; most of a page with a list is left out.
_LEAVE_OUT = 'data-unsearched="true"'
_LEFT_OUT = re.compile(rf"<([a-z]+)\b[^>]*\s{_LEAVE_OUT}[^>]*>")
_WHEN = re.compile(r'<p class="tl-event__when[^"]*"><time[^>]*>(.*?)</time>')
_TERM = re.compile(r'<div id="(term-[^"]+)"><dt>(.*?)</dt><dd>(.*?)</dd></div>', re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Something to be found. `address` is below its language's root; `when` is an event's date in words."""

    address: str
    kind: str
    title: hypertext.Passage
    when: str
    passages: tuple[hypertext.Passage, ...]


def entries(name: str, text: str, lang: Lang, *, handwritten: bool) -> Iterator[Entry]:
    """Yield the entries of one page, the Markdown file `name` of one language: what is `handwritten` holds Markdown,
    any other one block of HTML."""
    body = _below_front(text)
    if handwritten:
        body = _markdown().render(_without(body))
        title, rest = _titled(body)
    else:
        match = _HEADING.match(body)
        if match is None:
            raise ValueError(f"{name} has no heading")
        heading, body = match[1] or match[2], _without(body[match.end() :])
        title, _none = _titled(heading)
        is_glossary = name == routes.markdown_file(routes.single(lang, "glossary"), index=False)
        rest = [] if is_glossary else hypertext.passages(body)
    address = _address(name)
    if not rest and routes.whole(lang, address) != address:
        # The further part of a list: what stands in it is found at the pages that it leads to.
        return
    kind = _kind(address, lang)
    # Other pages show events too, with dates that are not theirs.
    when = _WHEN.search(body) if kind == "event" else None
    yield Entry(
        address=address,
        kind=kind,
        title=title,
        when="".join(passage.text for passage in hypertext.passages(when[1])) if when else "",
        passages=tuple(rest),
    )
    yield from _terms(address, body)


def _below_front(text: str) -> str:
    """Give a Markdown file's text below its front matter."""
    end = text.find(f"\n{_FENCE}", len(_FENCE)) if text.startswith(_FENCE) else -1
    return text[end + len(_FENCE) + 1 :] if end >= 0 else text


def _without(body: str) -> str:
    kept: list[str] = []
    start = 0
    for at, end in left_out(body):
        kept.append(body[start:at])
        start = end
    return "".join([*kept, body[start:]])


def left_out(body: str) -> Iterator[tuple[int, int]]:
    """Yield where each element begins and ends that is not searched."""
    start = at = 0
    # No tag is looked at but those that have the words in them.
    while (at := body.find(_LEAVE_OUT, at)) >= 0:
        opened = body.rfind("<", start, at)
        found = _LEFT_OUT.match(body, opened) if opened >= 0 else None
        end = body.find(f"</{found[1]}>", found.end()) if found else -1
        if found and end >= 0:
            start = at = end + len(f"</{found[1]}>")
            yield opened, start
        else:
            at += len(_LEAVE_OUT)


def _terms(address: str, body: str) -> Iterator[Entry]:
    for identifier, term, explanation in _TERM.findall(body):
        title, rest = _titled(term)
        passages = (*rest, *hypertext.passages(explanation))
        yield Entry(address=f"{address}#{identifier}", kind="term", title=title, when="", passages=passages)


def _titled(source: str) -> tuple[hypertext.Passage, list[hypertext.Passage]]:
    """Give the first passage and the others. A title of signs only is one all the same."""
    found = hypertext.passages(source)
    return (found[0], found[1:]) if found else (hypertext.Passage(" ".join(hypertext.read(source).texts)), [])


def _address(name: str) -> str:
    return (
        "" if name == "index.md" else name.removesuffix("index.md") if name.endswith("/index.md") else name[:-3] + "/"
    )


def _kind(address: str, lang: Lang) -> str:
    folder, _, rest = address.partition("/")
    of_folder = {folders[lang]: _OF_PART[part] for part, folders in routes.FOLDERS.items()}
    return of_folder.get(folder, "page") if rest and "/" not in rest[:-1] else "page"


def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": True}).enable("table")
