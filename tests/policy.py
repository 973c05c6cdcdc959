"""What a policy asks of a page: that it stands before everything else, and that nothing in the page breaks it."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from chronicle import audit
from chronicle.embed import frames
from chronicle.pages import moved
from tools import headers, write_csp

Start = tuple[str, dict[str, str | None]]

_STYLE = re.compile(r"<style\b[^>]*>(.*?)</style>", re.DOTALL)
_ADDRESSES = {"href", "src", "action", "formaction", "data", "xlink:href"}


class _Starts(HTMLParser):
    """Collects the beginnings of all elements, in their order."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Start] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def starts(page: str) -> list[Start]:
    """Give every element of a page by its name and attributes."""
    reader = _Starts()
    reader.feed(page)
    reader.close()
    return reader.found


def faults(page: str, policy: str) -> Iterator[str]:
    """Yield what is wrong with a page that must carry `policy`."""
    elements = starts(page)
    wanted: list[Start] = [
        ("meta", {"charset": "utf-8"}),
        ("meta", {"http-equiv": "Content-Security-Policy", "content": policy}),
    ]
    head = [name for name, _ in elements].index("head")
    if elements[head + 1 : head + 3] != wanted:
        yield f"not the policy, straight after the charset: {elements[head + 1 : head + 3]}"
    policies = [said for _, said in elements if (said.get("http-equiv") or "").lower().startswith("content-security")]
    if len(policies) != 1:
        yield f"{len(policies)} policies"
    for script in write_csp.inline_scripts(page):
        if f"'{write_csp.hash_of(script)}'" not in policy.replace(";", " ").split():
            yield f"an inline script that the policy does not know: {script[:80]}"
    for style in _STYLE.findall(page):
        if f"'{write_csp.hash_of(style)}'" not in policy.replace(";", " ").split():
            yield f"an inline style that the policy does not know: {style[:80]}"
    for name, said in elements:
        # Where links lead is no address.
        framed = name == "iframe" and "frame-src 'self'" in policy
        if (
            name in {"base", "object", "embed", "iframe"}
            and not framed
            and (name, said) != ("base", {"target": "_blank"})
        ):
            yield f"<{name}>"
        for attribute, value in said.items():
            if attribute == "style" or attribute.startswith("on") or attribute == "srcdoc":
                yield f"<{name} {attribute}={value!r}>"
            if attribute in _ADDRESSES and (value or "").strip().lower().startswith(("javascript:", "data:")):
                yield f"<{name} {attribute}={value!r}>"


def faults_of_site(site: Path, build: Path) -> list[str]:
    """What is wrong with the pages of a published site. `build` tells which pages the engine made."""
    engines = {Path(audit.published_as(page.relative_to(build).as_posix())) for page in build.glob("[en][nl]/**/*.md")}
    own = {page.relative_to(site) for page in site.rglob("*.html")} - engines - {Path(audit.NOT_FOUND)}
    policy = headers.policy_of_pages()
    pages = sorted(site.rglob("*.html"))
    assert len(pages) > len(own) + 10
    return [
        f"{page.relative_to(site)}: {fault}"
        for page in pages
        for fault in faults(
            page.read_text(), _own(page, site) if page.relative_to(site) in own else _made(page, policy)
        )
    ]


def _made(page: Path, policy: str) -> str:
    # The form of who embeds shows what comes of it.
    builder = page.parent.name in {"insluiten", "embedding"} and "data-builder" in page.read_text(encoding="utf-8")
    return headers.with_frames(policy) if builder else policy


def _own(page: Path, site: Path) -> str:
    """The policy of a page that the engine did not make: one for a frame, a file by itself, or one that leads on."""
    name = page.relative_to(site).as_posix().removeprefix("en/")
    if name in {"embed/tijdlijn.html", "embed/timeline.html"}:
        text = page.read_text(encoding="utf-8")
        (style,), (script,) = _STYLE.findall(text), write_csp.inline_scripts(text)
        own = f"script-src '{write_csp.hash_of(script)}'; style-src '{write_csp.hash_of(style)}'"
        return f"default-src 'none'; {own}; base-uri 'none'; form-action 'none'"
    return frames.POLICY if name.startswith("embed/") else moved.POLICY
