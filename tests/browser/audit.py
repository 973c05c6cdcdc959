"""What may stand on a published page, element by element, as a browser's own parser sees it."""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, get_args
from urllib.parse import urldefrag, urljoin

from playwright.sync_api import Page

from chronicle.pages import routes
from chronicle.problems import Lang
from tests.browser import framed
from tests.browser.sites import Site

# Where the pages of events are.
EVENTS = {"nl": "gebeurtenissen", "en": "en/events"}

# A page's elements: those of the content with their attributes, those of the frame around it as an outline.
READ = """(html) => {
  const page = new DOMParser().parseFromString(html, "text/html")
  const content = page.querySelector("article.md-content__inner")
  const tell = (e) => [e.localName, Object.fromEntries([...e.attributes].map((a) => [a.name, a.value]))]
  const inside = new Set(), frame = []
  for (const e of page.querySelectorAll("*")) {
    // Elements that are alike are told once; those of SVG and MathML by their namespace as well.
    if (e !== content && content?.contains(e)) inside.add(JSON.stringify([...tell(e), e.namespaceURI.slice(-5)]))
    else frame.push(tell(e))
  }
  // Remarks, instructions and CDATA.
  const others = page.createTreeWalker(content ?? page, 128 | 64 | 8), remarks = []
  while (others.nextNode()) remarks.push(others.currentNode.data)
  const fold = (text) => (text ?? "").replace(/\\s+/g, " ").trim()
  // One text is carried over at once; a tree of values takes ten times as long.
  return JSON.stringify({
    inside: [...inside].map(JSON.parse), frame, remarks,
    scripts: [...page.scripts].map(({type, text, attributes}) => [attributes.src?.value ?? null, type, text]),
    ids: [...page.querySelectorAll("[id]")].map((e) => e.id),
    title: page.title,
    heading: fold(page.querySelector("h1")?.textContent),
    description: page.querySelector("meta[name=description]")?.content,
    lead: fold(page.querySelector(".tl-lead")?.textContent),
    text: fold((content ?? page.body).textContent),
    alts: [...page.images].map((image) => image.alt),
  })
}"""

# Pages that hold nothing but what we wrote ourselves.
_OUR_WORDS = {
    routes.from_site_root(lang, f"{routes.single(lang, name)}index.html")
    for name in routes.SINGLES.keys() - {"home", "glossary"}
    for lang in get_args(Lang)
}
_WORD = r"[a-z][a-z-]*"
_ID = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_IDS = rf"{_ID}(?: {_ID})*"
_DAY = r"|[0-9]{4}-[0-9]{2}-[0-9]{2}"
_LANG = r"[a-z]{2,3}"
_EVERYWHERE = {
    "class": r"(?:tl-[a-z0-9_-]+)(?: tl-[a-z0-9_-]+)*",
    "lang": _LANG,
    "data-unsearched": "true",
}
# No style, no handler, no target, no name; nothing that fetches but a picture of our own.
ALLOWED: Mapping[str, Mapping[str, str]] = {
    "a": {"href": ".*", "rel": "noopener|prev|next", "aria-current": "page", "download": rf"(?:{_ID}\.(?:bib|json))?",
          "type": r"(?:application|text)/[a-z+]+"},
    "article": {"data-event": _ID, "data-status": _WORD},
    "button": {"type": "button", "data-more": "", "aria-expanded": "false", "aria-controls": _ID, "data-reset": "",
               "aria-label": ".+", "data-do": _WORD, "hidden": "", "data-copy-block": "", "data-add": _ID,
               "data-check": "", "data-forget": ""},
    "aside": {"aria-labelledby": _ID},
    "blockquote": {},
    "br": {},
    "cite": {},
    "code": {"data-block": "", "class": "language-(?:html|yaml|text|python|r|js)"},
    "dd": {},
    "details": {"id": _ID},
    "div": {"id": _ID, "hidden": "", "data-axis-box": "", "data-axis-bar": "", "data-period": "", "tabindex": "0",
            "role": "group", "aria-labelledby": _ID, "data-worded": "", "data-exits": ""},
    "dl": {},
    "dt": {},
    "em": {},
    "fieldset": {"aria-describedby": _ID, "data-field": _ID},
    "figcaption": {},
    "figure": {"data-overview": ""},
    # Its words are ours: it names no event.
    "form": {"role": "search", "data-filter": "", "hidden": "", "aria-label": ".+", "autocomplete": "off",
             **{f"data-{name}": ".+" for name in ("shown", "failed", "none", "without", "drop", "on", "since", "to")},
             **{f"data-{name}": ".+" for name in ("here", "everywhere", "helper", "title", "title-of", "gemeente",
                                                  "thema", "copied", "marked", "wrong")}, "data-builder": "",
             "data-contribute": "", "novalidate": "", "data-data": r"(?:\.\./)+contribute/(?:nl|en)\.json",
             "data-repository": r"|https://[a-z0-9./-]+", "data-pages": r"(?:\.\./)+"},
    "h1": {"id": r"[a-z0-9_-]+"},
    "h2": {"id": r"[a-z0-9_-]+"},
    "h3": {"id": rf"[a-z]+--?[0-9]+|{_ID}", "tabindex": "-1"},
    # Of the form of who embeds: the page that it shows is one of ours, by the page's policy.
    "iframe": {"title": ".+", "data-preview": "", "height": "[0-9]+"},
    "h4": {"id": _ID},
    "input": {"id": _ID, "type": "radio|search|number|checkbox", "name": _WORD, "placeholder": "[0-9]{4}",
              "min": "[0-9]+", "max": "[0-9]+", "value": rf"|{_ID}", "checked": "",
              "maxlength": "[0-9]+", "enterkeyhint": "search", "inputmode": "numeric", "size": "[0-9]+",
              "aria-describedby": _IDS, "list": _ID},
    "img": {"src": rf"(?:\.\./)+images/{_ID}\.(?:jpg|jpeg|png|webp)", "alt": ".+", "loading": "lazy"},
    "label": {"for": _ID, "data-legend": ".+"},
    "legend": {"data-legend": ".+"},
    "li": {"id": f"event-{_ID}", "data-event": _ID, "data-status": _WORD, "data-year": "-?[0-9]+",
           "data-jump": "-?[0-9]+", "data-kind": _ID, "data-themes": _IDS, "data-municipalities": _IDS,
           "data-organisations": _IDS, "data-from": _DAY, "data-until": _DAY},
    "nav": {"aria-label": ".+", "data-choices": ""},
    "ol": {"data-timeline": "", "data-far": r"(?:\.\./)?filter/[a-z]+\.json", "data-one": ".+", "data-many": ".+",
           "data-rows": _ID, "data-seen": ""},
    "option": {"value": rf"|{_ID}", "selected": ""},
    "p": {"id": _ID, "hidden": "", "role": "alert|status", "aria-hidden": "true", "data-tip": "", "data-wrong": "",
          "data-chosen": "", "data-strange": "", "data-left": "", "data-part": "", "data-cite": "",
          "data-without-builder": "", "data-without-form": "", "data-field": _ID, "data-proposal": "",
          "data-told": "", "data-count": ".+"},
    "pre": {},
    "section": {"aria-labelledby": _ID, "data-chapter": _ID},
    "select": {"id": _ID, "name": _WORD, "aria-describedby": _IDS},
    "small": {"id": _ID},
    "template": {"data-row": _ID},
    "textarea": {"id": _ID, "name": _WORD, "rows": "[0-9]+", "aria-describedby": _IDS},
    "datalist": {"id": _ID},
    "span": {"aria-hidden": "true", "hidden": "", "role": "slider|status", "tabindex": "0", "aria-label": ".+",
             "aria-description": ".+", "aria-valuemin": "-?[0-9]+", "aria-valuemax": "-?[0-9]+",
             "aria-valuenow": "-?[0-9]+", "aria-valuetext": ".+", "data-count": "", "data-said": "", "data-on-line": "",
             "data-said-too": "", "data-cursor": "", "data-handle": "van|tot", "data-link": "",
             "data-block-said": "", "id": _ID, "data-wrong": "", "data-state": "", "data-kept": ""},
    "strong": {},
    "summary": {},
    "table": {},
    "tbody": {},
    "td": {},
    "th": {},
    "thead": {},
    "time": {"datetime": r"[0-9]{4}(?:-[0-9]{2}){0,2}", "data-edtf": r"[0-9XYES?~%/.,\[\]{}TZ:+-]+"},
    "tr": {},
    "ul": {"data-problems": ""},
}  # fmt: skip

_SIZE = r"-?[0-9]+(?:\.[0-9]+)?"
_PATH = r"M[-0-9. a-zA-Z]+"
_OURS = r"tl-(?:in|out|both)(?:-mask)?-(?:wide|tall)"
# The drawn overview: shapes, links, and titles that are text.
DRAWN: Mapping[str, Mapping[str, str]] = {
    "a": {"href": ".*", "tabindex": "-1", "data-mark": _ID, "data-label": "", "data-bundle": ""},
    "circle": {"cx": _SIZE, "cy": _SIZE, "r": _SIZE},
    "defs": {},
    "g": {"data-ticks": ""},
    "linearGradient": {"id": _OURS, "x2": "0", "y2": "1"},
    "mask": {"id": _OURS, "maskContentUnits": "objectBoundingBox"},
    "path": {"d": _PATH},
    "rect": {"data-band": "", "x": _SIZE, "y": _SIZE, "width": _SIZE, "height": _SIZE, "fill": rf"url\(#{_OURS}\)",
             "mask": rf"url\(#{_OURS}\)"},
    "stop": {"offset": r"[01](?:\.[0-9])?|0\.[0-9]", "stop-color": "#fff", "stop-opacity": r"[01](?:\.[0-9])?"},
    "svg": {"viewBox": rf"0 0 {_SIZE} {_SIZE}", "aria-hidden": "true", "focusable": "false", "data-axis": "wide|tall",
            "data-stretches": r"-?[0-9. -]+", "data-rows": r"-?[0-9. -]+"},
    "text": {"x": _SIZE, "y": _SIZE},
    "title": {},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Audited:
    """A page's address below the site's root, what stands on it, and what should not."""

    path: str
    facts: Mapping[str, Any]
    problems: tuple[str, ...]


def audit(browser_page: Page, site: Site, model: str) -> list[Audited]:
    """Read every page of `site` with the browser's parser. `model` is an event of harmless words: its frame is ours."""
    frames = {lang: _facts(browser_page, site, f"{EVENTS[lang]}/{model}/index.html") for lang in EVENTS}
    found = []
    for file in sorted(site.folder.rglob("*.html")):
        path = file.relative_to(site.folder).as_posix()
        facts = _facts(browser_page, site, path)
        if "md-content" in _classes(facts):
            frame = frames["en" if path.startswith("en/") else "nl"]
            problems = [*_problems(facts, site, path), *_frame(facts, frame)]
        elif path.removeprefix("en/").startswith("embed/"):
            problems = list(framed.problems(facts))
        else:
            problems = _moved(facts)
        found.append(Audited(path, facts, tuple(problems)))
    return found


def _facts(browser_page: Page, site: Site, path: str) -> dict[str, Any]:
    text: str = browser_page.evaluate(READ, (site.folder / path).read_text(encoding="utf-8"))
    facts: dict[str, Any] = json.loads(text)
    return facts


def _classes(facts: Mapping[str, Any]) -> set[str]:
    return {name for _, attributes in facts["frame"] for name in attributes.get("class", "").split()}


def _problems(facts: Mapping[str, Any], site: Site, path: str) -> list[str]:
    """What stands in the content and may not."""
    found = [f"remark: {text!r}" for text in facts["remarks"]]
    for name, attributes, namespace in facts["inside"]:
        allowed = {"xhtml": ALLOWED, "0/svg": DRAWN}.get(namespace, {})
        if name not in allowed:
            found.append(f"<{name}> {attributes}")
            continue
        for key, value in attributes.items():
            pattern = {**_EVERYWHERE, **allowed[name]}.get(key)
            if pattern is None or not re.fullmatch(pattern, value):
                found.append(f"<{name} {key}={value!r}>")
        if name == "a":
            found += _link(attributes, site, path)
    twice = [name for name, times in Counter(facts["ids"]).items() if times > 1]
    return [*found, *(f"id twice: {name}" for name in twice)]


def _link(attributes: Mapping[str, str], site: Site, path: str) -> Iterator[str]:
    """A link leads to a page of ours, or by http(s) to somebody else, who learns nothing of the window it came from."""
    address = attributes.get("href", "")
    if re.match(r"https?://[^/]", address, re.IGNORECASE):
        if attributes.get("rel") != "noopener" and path not in _OUR_WORDS:
            yield f"a link without noopener: {address}"
    elif path in _OUR_WORDS and address.startswith("webcal://"):
        # The device fetches the calendar by the site's own scheme.
        name = address.replace("webcal:", "http:").removeprefix(site.url)
        if not (site.folder / name).is_file():
            yield f"a calendar that is not there: {address!r}"
    elif re.match(r"[a-z][a-z0-9+.-]*:|//|\\|\s", address, re.IGNORECASE) or not address:
        yield f"a link by another scheme: {address!r}"
    else:
        target = urldefrag(urljoin(f"http://site/{path}", address)).url.removeprefix("http://site/")
        file = site.folder / target
        if not (file / "index.html" if file.is_dir() else file).is_file():
            yield f"a link to nothing: {address!r}"


def _frame(facts: Mapping[str, Any], model: Mapping[str, Any]) -> list[str]:
    """Whatever a page says, the frame around it has the same elements, attributes and scripts."""
    ours, theirs = _outline(facts), _outline(model)
    found = [f"the frame differs: {sorted((ours - theirs) + (theirs - ours))[:5]}"] if ours != theirs else []
    return [*found, *_scripts(facts)]


def _scripts(facts: Mapping[str, Any]) -> Iterator[str]:
    """A page's scripts are ours, each once; what it tells machines is data, and nothing in it ends it early."""
    ours = []
    for address, kind, text in facts["scripts"]:
        if kind == "application/ld+json" and address is None:
            json.loads(text)
            if re.search(r"[<>&]", text):
                yield f"markup in data: {text[:200]}"
        else:
            ours.append(_FOLDER.sub("assets/", _UP.sub("", address or "")))
            if text or ours[-1] not in _SCRIPTS:
                yield f"a script of nobody's: {address} {text[:200]}"
    yield from (f"a script twice: {script}" for script, times in Counter(ours).items() if times > 1)


# The way up to the site's root, which a page's address decides.
_UP = re.compile(r"^(?:\.?/|(?:\.\./)+)|^https?://[^/]+/")
# The name of the folder in which scripts stand changes with them.
_FOLDER = re.compile(r"^assets/[0-9a-f]{16}/")
_SCRIPTS = {
    "assets/frame.js", "assets/share.mjs", "assets/search/main.mjs", "assets/timeline/main.mjs",
    "assets/embedding.mjs", "assets/contribute/main.mjs",
}  # fmt: skip

# What differs from page to page by right: the page's own addresses and words, and where the reader is in the menu.
_OWN = {"content", "href", "aria-current", "data-md-scope", "data-search", "data-search-home"}


def _outline(facts: Mapping[str, Any]) -> Counter[str]:
    elements = [
        (name, {key: "" if key in _OWN else value for key, value in attributes.items() if key != "aria-current"})
        for name, attributes in facts["frame"]
        # The link past the menu is there when the heading has an id to go to; the last two only where there is a twin.
        if "md-skip" not in attributes.get("class", "")
        and not (name == "link" and attributes.get("rel") != "stylesheet")
        and not (name == "meta" and ("property" in attributes or attributes.get("name") == "twitter:card"))
        # Of these pages have more or fewer; _scripts looks at them.
        and name != "script"
        # Paper says where it came from, unless it is a page that is not there.
        and "tl-printed" not in attributes.get("class", "")
        and "data-printed" not in attributes
    ]
    return Counter(f"{name} {sorted(attributes.items())}" for name, attributes in elements)


def _moved(facts: Mapping[str, Any]) -> list[str]:
    """A page that leads on holds nothing but its few elements."""
    names = [name for name, _ in facts["frame"]]
    wanted = ["html", "head", *["meta"] * 5, "link", "title", "body", "p", "a"]
    return [] if names == wanted else [f"not a page that leads on: {names}"]
