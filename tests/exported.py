"""What this site publishes of a small history that has something of everything, for reading it in again."""

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache

from chronicle import load
from chronicle.feeds import facts, open_data
from chronicle.model import Timeline
from tests import tales
from tests.world import WORLD, Changes

SITE = "https://voorbeeld.nl/tijdlijn/"
CLOCK = datetime(2024, 1, 1, tzinfo=UTC)

_REST = """
kind: decision
themes: [cultuur, sociaal]
evidence:
  - {source: brief, says: planned, quote: "-1 is geen formule, \\"nee\\"."}
  - {source: krant, at: voorpagina, says: happened, quote: "=SOM(A1) | zei men"}
"""
_DATES = {
    "zomer": "2011-22", "keuze": "[2013,2014]", "open-einde": "2009/..", "onbekend-einde": "2009/", "tot": "../2010",
    "omstreeks": "2008-06~", "misschien": "2008?", "jaren": "199X", "maanden": "2009-02/2009-03", "dagen":
    "2012-01-03/2012-01-05", "vroeg": "-0043", "een-dag": "2008-12-XX",
}  # fmt: skip
_ODD = {
    "formule": ("=SOM(A1)", "+31 dagen; -1, @iets", "=cmd"),
    "tekens": ("Haken < > & “citaat” | streep; komma,", "*Niet*, _niet_ \\[geen\\]\\(link) &amp; `code`", "–"),
    "rechts": ("עברית en العربية", "Een 👍🏽 en een é.", "Right-to-left"),
    "lang": ("Een titel " + "van heel veel tekens " * 5, "Een.\n\n- een\n- *twee*\n\n[Meer](https://a.nl/a_b)", "Long"),
}  # fmt: skip


def _events() -> Iterator[tuple[str, str]]:
    for name, edtf in _DATES.items():
        yield name, f"date: '{edtf}'\ntitle: {{nl: Datum {name}, en: Date {name}}}\nsummary: {{nl: Een zin.}}\n{_REST}"
    for name, (title, summary, english) in _ODD.items():
        indented = "\n".join(f"    {line}" for line in summary.split("\n"))
        yield (
            name,
            (
                f"date: 2010-05-0{len(name) % 9 + 1}\ntitle: {{nl: '{title.strip()}', en: '{english}'}}\n"
                f"summary:\n  nl: |-\n{indented}\n  en: |-\n{indented}\nplace: {{nl: 'Assen, Drenthe'}}\n"
                f"moved_from: [was-{name}]\n{_REST}"
            ),
        )


@cache
def files() -> tales.Files:
    """The history's own files."""
    years = {"zomer": 2011, "keuze": 2013, "tot": 2010, "jaren": 1990, "vroeg": -43, "dagen": 2012, "omstreeks": 2008,
             "misschien": 2008, "een-dag": 2008, **dict.fromkeys(_ODD, 2010)}  # fmt: skip
    more: Changes = {f"events/{years.get(name, 2009)}/{name}.yaml": text for name, text in _events()}
    return tales.small({**WORLD, **more})


@cache
def timeline() -> Timeline:
    """The history."""
    return load.load(files()).timeline


@cache
def published() -> dict[str, bytes]:
    """Every file for machines, by path below the site's root."""
    history = facts.history(timeline(), site_url=SITE, generated_at=CLOCK)
    return dict(open_data.files(history))


def file(path: str) -> bytes:
    """A file for machines, as the site publishes it."""
    return published()[path]
