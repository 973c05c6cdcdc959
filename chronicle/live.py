"""What a page that `serve` shows is told: which site is there now, and what is wrong with what was saved since."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any

from chronicle import problems
from chronicle.problems import Lang, Message, Problem

# Below the site's root, in a folder that no page of ours can have: an id begins with a letter or a digit.
FOLDER = "/.serve/"
SCRIPT, STATE = f"{FOLDER}live.js", f"{FOLDER}state.json"
# More than anybody reads at once; the terminal has them all.
MOST = 50

_LANGS: tuple[Lang, Lang] = ("nl", "en")
_SAME = Message(nl="De site is niet veranderd.", en="The site was not changed.")
_WAITING = Message(nl="De site wordt gemaakt.", en="The site is being made.")
_HINT = Message(
    nl="Deze pagina ververst zichzelf zodra de site er is. Wat er mis is, staat ook in de terminal.",
    en="This page renews itself as soon as the site is there. What is wrong is told in the terminal as well.",
)
_WAIT = """<!DOCTYPE html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
</head>
<body>
<main>
<h1>{title}</h1>
<p>{hint}</p>
</main>
</body>
</html>
"""


@dataclass(slots=True)
class Heard:
    """What a build says of itself while it works: problems with the texts they stand in, and at last why it failed."""

    problems: list[Problem] = field(default_factory=list)
    texts: Mapping[str, str] = field(default_factory=dict)
    failure: Message | None = None
    said: str = ""

    def of_problems(self, found: Sequence[Problem], texts: Mapping[str, str]) -> None:
        """Hear of problems, as the terminal does."""
        self.problems += found
        self.texts = {**self.texts, **texts}

    def trouble(self) -> dict[str, Any]:
        """Tell what keeps the site from being made, in both languages, in the terminal's words."""
        return {lang: self._in(lang) for lang in _LANGS}

    def _in(self, lang: Lang) -> dict[str, Any]:
        errors = problems.in_file_order(p for p in self.problems if p.severity == "error")
        items = [problems.show([p], texts=self.texts, lang=lang, output="text").rstrip("\n") for p in errors[:MOST]]
        if len(errors) > MOST:
            rest = len(errors) - MOST
            items.append(f"Nog {rest}: zie de terminal." if lang == "nl" else f"{rest} more: see the terminal.")
        if self.said.strip():
            items.append("\n".join(map(problems.harmless, self.said.strip().splitlines())))
        if self.failure is not None:
            items.append(problems.harmless(self.failure.in_language(lang)))
        counted = f"{problems.summary(self.problems, lang)} " if errors else ""
        return {"title": counted + _SAME.in_language(lang), "items": items}


@dataclass(slots=True)
class Board:
    """What is the case now. `site` names the site that is shown, another name for each; empty while there is none."""

    site: str = ""
    trouble: Mapping[str, Any] | None = None
    number: int = 0

    def set(self, site: str, trouble: Mapping[str, Any] | None) -> None:
        """Put up what came of a build."""
        self.number += 1
        self.site, self.trouble = site, {"number": self.number, **trouble} if trouble else None

    def state(self) -> bytes:
        """Give it as JSON."""
        return json.dumps({"site": self.site, "trouble": self.trouble}, ensure_ascii=False).encode()


def with_script(page: bytes, site: str) -> bytes:
    """Put the script into a page of `site`, unless the page's own policy lets none run or ask."""
    if b"Content-Security-Policy" in page and not all(
        rule in page for rule in (b"script-src 'self'", b"connect-src 'self'")
    ):
        return page
    script = f'<script src="{SCRIPT}" data-site="{escape(site)}" defer></script>\n'.encode()
    before, end, after = page.partition(b"</head>")
    return before + script + end + after if end else page + script


def waiting(lang: Lang) -> bytes:
    """Give the page that stands in for every other as long as there is no site."""
    title, hint = _WAITING.in_language(lang), _HINT.in_language(lang)
    return _WAIT.format(lang=lang, title=escape(title), hint=escape(hint)).encode()
