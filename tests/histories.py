"""Histories for the tests of feeds: the small one with changes, the real one, and all attacks in one."""

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache

from chronicle import check, inputs, load
from chronicle.feeds import facts, open_data
from chronicle.feeds.facts import History
from chronicle.model import Recorded
from tests import attacks, projects, tales
from tests.world import Changes

URL = "https://voorbeeld.nl/pad/"
CLOCK = datetime(2024, 1, 2, 3, 4, 5, tzinfo=UTC)


def of(files: Mapping[str, bytes], *, site_url: str = URL, recorded: Mapping[str, Recorded] | None = None) -> History:
    """The history that `files` tell, named from the timeline folder's parent. ValueError names what is refused."""
    loaded = load.load(files)
    if refused := [problem.code for problem in check.check(loaded) if problem.severity == "error"]:
        raise ValueError(f"refused: {', '.join(refused)}")
    return facts.history(loaded.timeline, site_url=site_url, generated_at=CLOCK, recorded=recorded)


def small(changes: Changes, *, site_url: str = URL, recorded: Mapping[str, Recorded] | None = None) -> History:
    """The small timeline with `changes`."""
    return of(tales.small(changes), site_url=site_url, recorded=recorded)


@cache
def real() -> History:
    """The history of this project."""
    return of(inputs.read_folder(projects.PROJECT / "timeline", prefix="timeline/"))


@cache
def hostile() -> History:
    """Every attack of the corpus that is shown, in one history."""
    return of(attacks.timeline())


@cache
def published(history: str) -> Mapping[str, bytes]:
    """What stands in `feeds/` for the real or the hostile history."""
    told = real() if history == "real" else hostile()
    return {name: data for name, data in open_data.files(told) if name.startswith("feeds/")}


def made(identifier: str, history: History) -> Mapping[str, bytes]:
    """The files of a format and of those that share its maker, by the format's id."""
    return {path: recipe.make() for path, recipe in open_data.MAKERS[identifier](history, open_data.made(history))}


def event(identifier: str, said: str = "Een titel", **more: str) -> Changes:
    """A file of one more event that is called what is `said`. `more` are lines of YAML by field, for the usual ones."""
    fields = {
        "date": "'2010-05-06'",
        "title": f"{{nl: {yaml_text(said)}, en: {yaml_text(said)}}}",
        "summary": "{nl: Tekst., en: Text.}",
        "kind": "signing",
        "themes": "[sociaal]",
        "evidence": "[{source: brief, says: happened, quote: Getekend.}]",
    } | more
    text = "".join(f"{name}: {value}\n" for name, value in fields.items())
    return {f"events/{more.get('date', '2010').strip(chr(39))[:4]}/{identifier}.yaml": text}


def yaml_text(text: str) -> str:
    """A text as YAML reads it to the letter."""
    return "'" + text.replace("'", "''") + "'"
