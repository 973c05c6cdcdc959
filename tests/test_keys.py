"""A file is made again only when its key changed: so files of one key must be the same, whatever was edited.

Every file of a build, over edits of everything that a build is made of. With what was kept of one build the next is,
byte for byte, what it is without.
"""

import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from chronicle import build, inputs
from chronicle.memo import Memo
from chronicle.model import Recorded
from chronicle.pages import portions
from chronicle.problems import Lang, has_errors
from chronicle.search import index
from tests import projects
from tools import scale

EVENTS = 26
CLOCK = datetime(2024, 1, 1, tzinfo=UTC)
DOCS = {
    name: data
    for name, data in inputs.read_folder(projects.PROJECT / "docs").items()
    if name.startswith(("assets/", "embed/", "nl/", "en/")) and not name.endswith(".png")
}
Given = dict[str, Any]


@pytest.fixture(autouse=True)
def _everything_is_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lists go on on other pages, as they do in a timeline of thousands of events."""
    monkeypatch.setattr(portions, "MANY", 12)
    monkeypatch.setattr(portions, "SHOWN", 3)
    monkeypatch.setattr(portions, "LINES", 4)
    monkeypatch.setattr(portions, "FOLLOWERS", 1)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    files = inputs.read_folder(scale.write(tmp_path_factory.mktemp("keys"), EVENTS, 3), prefix="timeline/")
    last, *others = events(files)
    # One that several follow.
    for name in others[:4]:
        text = re.sub(r"(?m)^follows: .*\n", "", files[name].decode())
        files[name] = f"{text}follows: [{Path(last).stem}]\n".encode()
    return files


def events(files: Mapping[str, bytes]) -> list[str]:
    return [name for name in sorted(files) if "/events/" in name]


def given(files: Mapping[str, bytes]) -> Given:
    return {
        "timeline": dict(files),
        "docs": dict(DOCS),
        "site_url": "https://voorbeeld.nl/pad/",
        "repo_url": "https://example.org/r",
        "generated_at": CLOCK,
        "recorded": {
            Path(name).stem: Recorded(added=CLOCK - timedelta(days=9), changed=CLOCK - timedelta(days=number % 5 + 1))
            for number, name in enumerate(events(files))
        },
    }


def reworded(old: str, new: str, folder: str) -> Callable[[Given, random.Random], None]:
    """Put `new` in the place of a pattern, once, in one of the files of a folder that have it."""

    def edit(given: Given, chance: random.Random) -> None:
        files = given["timeline"]
        having = [name for name in sorted(files) if f"/{folder}" in name and re.search(old, files[name].decode())]
        name = chance.choice(having)
        files[name] = re.sub(old, new, files[name].decode(), count=1).encode()

    return edit


def another(given: Given, chance: random.Random) -> None:
    """A copy under a new name, in another place in time."""
    name = chance.choice(events(given["timeline"]))
    text = re.sub(r"(?m)^moved_from: .*\n(?:- .*\n)*", "", given["timeline"][name].decode())
    given["timeline"][f"{name.rpartition('/')[0]}/nog-een.yaml"] = text.replace("nl: Proef", "nl: Nog", 1).encode()


def renamed(given: Given, chance: random.Random) -> None:
    """To which nothing points, so that its earlier name leads to it."""
    files = given["timeline"]
    pointed = set(re.findall(r"[\w-]+", " ".join(data.decode("utf-8", "replace") for data in files.values())))
    free = [name for name in events(files) if Path(name).stem not in pointed and b"moved_from" not in files[name]]
    name = chance.choice(free)
    text = files.pop(name) + f"moved_from: [{Path(name).stem}]\n".encode()
    files[f"{name.rpartition('/')[0]}/nieuwe-naam.yaml"] = text


def redated(given: Given, chance: random.Random) -> None:
    name = chance.choice(events(given["timeline"]))
    text = given["timeline"][name].decode()
    date = f"{name.split('/')[2]}-{chance.randrange(1, 13):02d}"
    given["timeline"][name] = re.sub(r"(?m)^date: .*$", f'date: "{date}"', text).encode()


def with_more_of(name: str, more: bytes) -> Callable[[Given, random.Random], None]:
    def edit(given: Given, chance: random.Random) -> None:
        assert name in given["docs"]
        given["docs"][name] += more

    return edit


def instead(**other: Any) -> Callable[[Given, random.Random], None]:
    def edit(given: Given, chance: random.Random) -> None:
        assert all(given.get(name) != value for name, value in other.items())
        given.update(other)

    return edit


def changed_again(given: Given, chance: random.Random) -> None:
    """In the repository, not in what it says."""
    identifier = chance.choice(sorted(given["recorded"]))
    given["recorded"] = given["recorded"] | {identifier: Recorded(added=CLOCK - timedelta(days=8), changed=CLOCK)}


EDITS: Mapping[str, Callable[[Given, random.Random], None]] = {
    "a title": reworded("nl: 'Proef", "nl: 'Anders", "events/"),
    "an English title": reworded("en: 'Proef", "en: 'Other", "events/"),
    "a summary": reworded("Het stuk gaat over", "Dit gaat over", "events/"),
    "a remark": reworded(r"\Z", "# x\n", "events/"),
    "a status": reworded("says: happened", "says: cancelled", "events/"),
    "what is quoted": reworded(r"quote: \S+", "quote: Anders", "events/"),
    "what follows": reworded(r"(?m)^follows: .*\n", "", "events/"),
    "a kind": reworded(r"(?m)^kind: .*$", "kind: report", "events/"),
    "a title of a source": reworded("(?m)^title: ", "title: Nr. 1 ", "sources/"),
    "a publisher": reworded("(?m)^publisher: .*$", "publisher: Een blad", "sources/"),
    "a theme": reworded("nl: ", "nl: X", "vocabulary/themes"),
    "a municipality": reworded("name: ", "name: X", "vocabulary/municipalities"),
    "an organisation": reworded("nl: ", "nl: X", "vocabulary/organisations"),
    "a kind's name": reworded("nl: ", "nl: X", "vocabulary/kinds"),
    "a term": reworded("nl: ", "nl: besluit ", "vocabulary/glossary"),
    "a date": redated,
    "one event more": another,
    "another name": renamed,
    "a hand-written page": with_more_of("nl/over.md", b"\nNog een zin.\n"),
    "a style": with_more_of("embed/embed.css", b"\n.te-more { margin: 0 }\n"),
    "a script": with_more_of("embed/frame.js", b"\nlet more;\n"),
    "the clock": instead(generated_at=CLOCK + timedelta(hours=1)),
    "the address": instead(site_url="https://elders.nl/"),
    "the repository": instead(repo_url=None),
    "who can be told": instead(security_contact="mailto:post@example.org"),
    "when it was changed": changed_again,
}


def built(given: Given, memo: Memo | None = None) -> dict[str, tuple[str, bytes]]:
    made = build.build(**given, memo=memo)
    assert not has_errors(made.problems), [p for p in made.problems if p.severity == "error"][:2]
    return {path: (recipe.key, recipe.make()) for path, recipe in made.files.recipes.items()}


@pytest.fixture(scope="module")
def before(base: dict[str, bytes]) -> dict[str, tuple[str, bytes]]:
    with pytest.MonkeyPatch.context() as patch:
        _everything_is_long.__wrapped__(patch)  # type: ignore[attr-defined]
        return built(given(base))


@pytest.mark.parametrize("edit", EDITS)
def test_files_of_one_key_are_the_same(edit: str, base: dict[str, bytes], before: dict[str, tuple[str, bytes]]) -> None:
    again = given(base)
    EDITS[edit](again, random.Random(edit))
    after = built(again)
    differing = {path for path in after if before.get(path, ("", b""))[1] != after[path][1]}
    assert differing or edit == "a remark", "the edit changed nothing"
    assert [path for path in sorted(differing) if before.get(path, ("", b""))[0] == after[path][0]] == []


@pytest.mark.parametrize("seed", range(3))
def test_with_what_was_kept_everything_is_as_without(seed: int, base: dict[str, bytes]) -> None:
    chance = random.Random(seed)
    files: dict[str, bytes] = {}
    told = given(base)
    for edit in chance.sample(sorted(EDITS), 9):
        EDITS[edit](told, chance)
        memo = Memo("code", files.get)
        warm = built(told, memo)
        files |= dict(memo.kept())
        assert warm == built(told), edit


def changed_keys(before: Mapping[str, tuple[str, bytes]], given: Given) -> set[str]:
    after = built(given)
    return {path for path in after if before.get(path, ("", b""))[0] != after[path][0]}


def test_words_in_one_language_leave_the_other_s_lists_as_they_were(
    base: dict[str, bytes], before: dict[str, tuple[str, bytes]]
) -> None:
    """What lists events hangs on what it says of them; an event's page is one of two that have one name."""
    told = given(base)
    name = next(name for name in events(base) if b"\n  en: 'Proef" in base[name] or b"\n  en: Proef" in base[name])
    told["timeline"][name] = re.sub(rb"\n  nl: ('?)Proef", rb"\n  nl: \1Anders", base[name], count=1)
    changed = changed_keys(before, told)
    lists = ("embed/", "years/", "themes/", "organisations/", "municipalities/", "sources/")
    english = {path for path in changed if path.startswith(("en/", "root/en/"))}
    assert not [path for path in english if path.removeprefix("root/").removeprefix("en/").startswith(lists)]
    assert not english & {"en/index.md", "en/poster.md", "en/story.md", "en/glossary.md", "en/about.md"}
    assert {"nl/index.md", "nl/poster.md", "root/embed/alles/index.html"} <= changed
    # Words that stand in for others are those others.
    there = dict(base)
    there[name] = re.sub(rb"(?m)(^title:\n  nl: .*\n)  en: .*\n", rb"\1", base[name])
    alone = built(given(there))
    told["timeline"][name] = re.sub(rb"\n  nl: ('?)Proef", rb"\n  nl: \1Anders", there[name], count=1)
    assert {"nl/index.md", "en/index.md", "en/poster.md", "root/en/embed/everything/index.html"} <= changed_keys(
        alone, told
    )


def test_the_story_hangs_on_which_of_the_events_that_it_links_to_there_are(base: dict[str, bytes]) -> None:
    """However such a link is written: not every way is known to what checks that there is such an event."""
    told = given(base)
    told["timeline"]["timeline/vocabulary/chapters.yaml"] = f"""\
begin:
  name: {{nl: Het begin, en: The beginning}}
  date: 2008/2009
  text:
    nl: "Eerst kwam [iets]( nog-een )."
    en: "First came [something]( nog-een )."
  events: [{Path(events(base)[-1]).stem}]
""".encode()
    before = built(told)["nl/verhaal.md"]
    another(told, random.Random(1))
    after = built(told)["nl/verhaal.md"]
    assert b"gebeurtenissen/nog-een/" in after[1]
    assert b"gebeurtenissen/nog-een/" not in before[1]
    assert before[0] != after[0]


def test_a_page_that_tells_of_no_event_hangs_on_none(
    base: dict[str, bytes], before: dict[str, tuple[str, bytes]]
) -> None:
    told = given(base)
    EDITS["a title"](told, random.Random(1))
    changed = changed_keys(before, told)
    assert "nl/index.md" in changed
    assert not changed & {f"nl/{name}.md" for name in ("begrippen", "over", "insluiten", "bijdragen", "gegevens")}


def test_what_a_change_in_one_language_does_not_touch_is_not_worked_out_again(
    base: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """All words of a language are searched: putting them together takes longest of what many things go into."""
    asked: list[Lang] = []
    real, files = index.files, dict[str, bytes]()

    def counted(found: Sequence[index.Told], lang: Lang) -> Iterator[tuple[str, bytes]]:
        asked.append(lang)
        return real(found, lang)

    monkeypatch.setattr(index, "files", counted)
    told = given(base)
    for expected in (["nl", "en"], ["nl"], []):
        memo = Memo("code", files.get)
        made = build.build(**told, memo=memo)
        for path, recipe in made.files.recipes.items():
            if not path.startswith("root/search/"):
                recipe.make()
        assert asked == expected
        files |= dict(memo.kept())
        if expected != ["nl"]:
            name = events(told["timeline"])[3]
            told["timeline"][name] = told["timeline"][name].replace(b"nl: 'Proef", b"nl: 'Anders Proef", 1)
        asked.clear()
