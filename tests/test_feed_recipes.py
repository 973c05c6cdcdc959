"""Files for machines before they are made: a key that names all that a file is made of, and fragments that are kept."""

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from functools import cache, partial
from typing import Any

import pytest

from chronicle import inputs, load, store
from chronicle.feeds import facts, open_data, telling
from chronicle.feeds.facts import History
from chronicle.memo import Memo
from chronicle.model import Recorded
from chronicle.pages.hangs import Hangs
from chronicle.recipes import Recipe
from tests import attacks, histories, projects, tales
from tests.world import WORLD, Changes

DAY = timedelta(days=1)
CLOCK = histories.CLOCK
ONE = "events/2010/iets.yaml"


@dataclass(frozen=True, kw_only=True)
class World:
    """All that files for machines are made of."""

    files: Mapping[str, bytes]
    site_url: str = histories.URL
    repo_url: str | None = None
    clock: datetime = CLOCK
    recorded: Mapping[str, Recorded] | None = None

    def history(self) -> History:
        return facts.history(
            load.load(self.files).timeline,
            site_url=self.site_url,
            generated_at=self.clock,
            recorded=self.recorded,
            repo_url=self.repo_url,
        )

    def recipes(self, memo: Memo) -> list[tuple[str, Recipe]]:
        history = self.history()
        hangs = Hangs(history.timeline, {name: store.digest([data]) for name, data in self.files.items()}, "")
        return list(open_data.recipes(history, hangs, memo))

    def plain(self) -> list[tuple[str, bytes]]:
        """Every file, made without keys and without anything that was kept."""
        history = self.history()
        return [*open_data.files(history), *open_data.beside_pages(history)]


def small(changes: Changes | None = None, **more: Any) -> World:
    """The richer timeline with one event more that names others in every way, and `changes`."""
    named = histories.event(
        "iets", follows="[ceremonie]", see_also="[gesprekken]", summary="{nl: 'Zie [a](alliantie) en [b](ander).'}"
    )
    changed = {**WORLD, **named, **(changes or {})}
    return World(files=tales.small({file: text for file, text in changed.items() if text is not None}), **more)


def edited(file: str, before: str, after: str) -> World:
    """The same with one text in one file changed."""
    name = f"timeline/{file}"
    files = dict(small().files)
    assert files[name].count(before.encode()) == 1, name
    files[name] = files[name].replace(before.encode(), after.encode())
    return World(files=files)


def recorded(**known: tuple[int, int]) -> Mapping[str, Recorded]:
    """{event: when its file was added and changed}, in days before the clock."""
    return {
        name: Recorded(added=CLOCK - added * DAY, changed=CLOCK - now * DAY) for name, (added, now) in known.items()
    }


WORLDS: Mapping[str, Callable[[], World]] = {
    "as it was": small,
    "another title": partial(edited, ONE, "en: 'Een titel'", "en: 'A title'"),
    "another summary": partial(edited, ONE, "en [b]", "of [b]"),
    "another date": partial(edited, ONE, "date: '2010-05-06'", "date: '2010-05-07'"),
    "another order": partial(edited, ONE, "date: '2010-05-06'", "date: '1980'"),
    "a date beyond the calendar": partial(edited, ONE, "date: '2010-05-06'", "date: 'Y-900000'"),
    "another theme": partial(edited, ONE, "[sociaal]", "[cultuur]"),
    "another quotation": partial(edited, ONE, "Getekend.", "Niet getekend."),
    "nobody says that it happened": partial(edited, ONE, "says: happened", "says: cancelled"),
    "another source is cited": partial(edited, ONE, "source: brief", "source: krant"),
    "an event of every municipality": partial(edited, "events/2009/alliantie.yaml", "[assen]", "all"),
    "another picture": partial(edited, "events/2010/gesprekken.yaml", "credit: Onbekend", "credit: Bekend"),
    "one that was called otherwise": partial(edited, ONE, "kind:", "moved_from: [vroeger]\nkind:"),
    "one that is followed was called otherwise": partial(
        edited, "events/2009/ceremonie.yaml", "kind:", "moved_from: [vroeger]\nkind:"
    ),
    "one that is seen also was called otherwise": partial(
        edited, "events/2010/gesprekken.yaml", "kind:", "moved_from: [vroeger]\nkind:"
    ),
    "a follower less": partial(edited, ONE, "follows: [ceremonie]\n", ""),
    "another follower": partial(edited, ONE, "follows: [ceremonie]", "follows: [alliantie]"),
    "nothing is seen also": partial(edited, ONE, "see_also: [gesprekken]\n", ""),
    "one more event": lambda: small(histories.event("nog-iets")),
    "one more event that is linked to": lambda: small(histories.event("ander")),
    "one event less": lambda: small({ONE: None}),
    "a source's title": partial(edited, "sources/krant.yaml", "De allianties", "De alliantie"),
    "a source's publisher": partial(edited, "sources/krant.yaml", "Dagblad van het Noorden", "vdg"),
    "a source's publisher is part of another": partial(edited, "sources/brief.yaml", "gedeputeerde-staten", "vdg"),
    "a source's date": partial(edited, "sources/brief.yaml", "2009-03-01", "2009-03"),
    "one more source": lambda: small({"sources/boek.yaml": WORLD["sources/krant.yaml"]}),
    "a theme's name": partial(edited, "vocabulary/themes.yaml", "en: Culture", "en: Arts"),
    "a kind's name": partial(edited, "vocabulary/kinds.yaml", "nl: Besluit,", "nl: Keuze,"),
    "a municipality's name": partial(edited, "vocabulary/municipalities.yaml", "name: Assen", "name: Assem"),
    "an organisation's name": partial(edited, "vocabulary/organisations.yaml", "en: Provincial Exec", "en: Exec"),
    "a term's words": lambda: small(
        {"vocabulary/glossary.yaml": tales.base()["vocabulary/glossary.yaml"].replace(b"nl: ", b"nl: x", 1)}
    ),
    "when it came": lambda: small(recorded=recorded(iets=(9, 5))),
    "when it came, a day before": lambda: small(recorded=recorded(iets=(10, 5))),
    "when it changed": lambda: small(recorded=recorded(iets=(9, 4))),
    "when another changed": lambda: small(recorded=recorded(iets=(9, 4), alliantie=(9, 3))),
    "when it changed is to come": lambda: small(recorded=recorded(iets=(9, -1))),
    "a second later": lambda: small(clock=CLOCK + timedelta(seconds=1)),
    "a moment later": lambda: small(clock=CLOCK + timedelta(microseconds=1)),
    "a day later": lambda: small(clock=CLOCK + DAY),
    "in another zone": lambda: small(clock=CLOCK.astimezone(timezone(timedelta(hours=9)))),
    "a day later, and it is known when it changed": lambda: small(clock=CLOCK + DAY, recorded=recorded(iets=(0, 0))),
    "another address": lambda: small(site_url="https://elders.example/"),
    "a repository": lambda: small(repo_url="https://git.example.org/x"),
    "another repository": lambda: small(repo_url="https://git.example.org/y"),
    "another place of the address": lambda: small(site_url=f"{histories.URL}en/"),
}


@cache
def truth(name: str) -> Mapping[str, bytes]:
    return dict(WORLDS[name]().plain())


def keys(name: str) -> dict[str, str]:
    return {path: recipe.key for path, recipe in WORLDS[name]().recipes(Memo())}


@cache
def kept(name: str) -> Mapping[str, bytes]:
    """What a run that made everything keeps."""
    memo = Memo("code")
    for _, recipe in WORLDS[name]().recipes(memo):
        recipe.make()
    return dict(memo.kept())


def made(found: list[tuple[str, Recipe]]) -> list[tuple[str, bytes]]:
    return [(path, recipe.make()) for path, recipe in found]


# What recipes make


@pytest.mark.parametrize("which", ["small", "real", "hostile"])
def test_recipes_make_what_is_made_without_them(which: str) -> None:
    """In the same order; of what was kept as well as of nothing, and in any order."""
    timeline = inputs.read_folder(projects.PROJECT / "timeline", prefix="timeline/")
    world = {"small": small(), "real": World(files=timeline), "hostile": World(files=attacks.timeline())}[which]
    plain = world.plain()
    cold = Memo("code")
    assert made(world.recipes(cold)) == plain
    keeps = dict(cold.kept())
    assert keeps
    warm = Memo("code", keeps.get)
    mixed = world.recipes(warm)
    random.Random(1).shuffle(mixed)
    assert sorted(made(mixed)) == sorted(plain)
    # All that was kept was asked for, and nothing was new.
    assert dict(warm.kept()) == {}


def test_nothing_is_made_before_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> telling.Fragment:
        raise AssertionError("nobody asked")

    kinds = open_data.KINDS
    refusing = replace(kinds, events=dict.fromkeys(kinds.events, never), sources=dict.fromkeys(kinds.sources, never))
    monkeypatch.setattr(open_data, "KINDS", refusing)
    memo = Memo()
    assert len(small().recipes(memo)) > 50
    assert dict(memo.kept()) == {}


def test_what_is_kept_is_not_made_again_but_for_what_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, str]] = []
    kinds = open_data.KINDS

    def counted(kind: str, make: Callable[..., telling.Fragment], *given: Any) -> telling.Fragment:
        asked.append((kind, given[0].event.id))
        return make(*given)

    counting = {kind: partial(counted, kind, make) for kind, make in kinds.events.items()}
    before, after = kept("as it was"), truth("another title")
    monkeypatch.setattr(open_data, "KINDS", replace(kinds, events=counting))
    assert dict(made(WORLDS["another title"]().recipes(Memo("code", before.get)))) == after
    assert sorted(asked) == [(kind, "iets") for kind in sorted(kinds.events)]
    # The clock is no part of what is kept.
    asked.clear()
    made(WORLDS["a day later"]().recipes(Memo("code", before.get)))
    assert asked == []


# What changes


@pytest.mark.parametrize("name", WORLDS)
def test_what_was_kept_of_something_else_changes_nothing(name: str) -> None:
    memo = Memo("code", kept("as it was").get)
    assert dict(made(WORLDS[name]().recipes(memo))) == truth(name)
    back = Memo("code", {**kept("as it was"), **dict(memo.kept())}.get)
    assert dict(made(small().recipes(back))) == truth("as it was")


def test_each_change_changes_something() -> None:
    """But for the zone of a clock, each of these worlds has files of its own."""
    assert len({store.digest_of(truth(name)) for name in WORLDS}) == len(WORLDS)


def test_files_of_one_path_and_one_key_are_the_same() -> None:
    """Whatever differs between any two of all these worlds."""
    found: dict[tuple[str, str], tuple[str, bytes]] = {}
    for name in WORLDS:
        for path, key in keys(name).items():
            other, data = found.setdefault((path, key), (name, truth(name)[path]))
            assert data == truth(name)[path], f"{path}: {other}, {name}"


def test_after_any_row_of_changes_files_are_those_of_a_clean_build() -> None:
    chance = random.Random(7)
    there: dict[str, bytes] = {}
    published: dict[str, tuple[str, bytes]] = {}
    for _ in range(60):
        name = chance.choice(list(WORLDS))
        memo = Memo("code", there.get)
        found = WORLDS[name]().recipes(memo)
        # As a build does: what has its key already is left as it is.
        published = {
            path: published[path]
            if path in published and published[path][0] == recipe.key
            else (recipe.key, recipe.make())
            for path, recipe in found
        }
        there.update(memo.kept())
        assert {path: data for path, (_, data) in published.items()} == truth(name)


def changed(name: str) -> set[str]:
    """The files that a world has and that must be made again, or for the first time."""
    before = keys("as it was")
    return {path for path, key in keys(name).items() if before.get(path) != key}


def small_files(paths: set[str]) -> set[str]:
    return {path for path in paths if not path.startswith("feeds/") and path.count("/") > 2 and "schema" not in path}


def test_an_event_that_changes_changes_no_file_of_another() -> None:
    assert {path for path in small_files(changed("another title")) if "iets" not in path} == set()
    later = changed("a second later")
    assert "feeds/events.csv" not in later
    assert "feeds/timelinejs.json" not in later
    assert [path for path in later if path.startswith("oembed/") or "cite." in path] == []
    assert [path for path in changed("a day later") if path.startswith("oembed/")] == []
    assert changed("a repository") == {"api/v1/openapi.json"}


# What is kept is believed only when it is whole


def spoiled(data: bytes) -> Iterator[bytes]:
    """What may have become of a file that was kept."""
    yield b""
    yield data[: len(data) // 2]
    yield data[:-1]
    yield data.replace(b"Een titel", b"Een tital") if b"Een titel" in data else data + b"x"
    first, _, rest = data.partition(b"\n")
    yield first + b"\n" + rest[::-1]
    yield first[:-1] + b"\n" + rest


def test_what_somebody_spoiled_is_made_again() -> None:
    sorts = kept("as it was")
    for number in range(6):
        poisoned = {sort: list(spoiled(data))[number] for sort, data in sorts.items()}
        memo = Memo("code", poisoned.get)
        assert dict(made(small().recipes(memo))) == truth("as it was")
        assert dict(memo.kept()) == sorts


def test_what_other_code_or_another_sort_kept_is_not_believed() -> None:
    sorts = kept("as it was")
    assert dict(made(WORLDS["another title"]().recipes(Memo("other", sorts.get)))) == truth("another title")
    names = sorted(sorts)
    mixed = {name: sorts[other] for name, other in zip(names, names[1:] + names[:1], strict=True)}
    memo = Memo("code", mixed.get)
    assert dict(made(small().recipes(memo))) == truth("as it was")
    assert dict(memo.kept()) == sorts


def test_only_a_part_of_what_is_kept_is_written_again() -> None:
    memo = Memo("code", kept("as it was").get)
    made(WORLDS["another title"]().recipes(memo))
    again = {sort for sort, _ in memo.kept()}
    assert {sort.rpartition("-")[0] for sort in again} == {f"feeds-{kind}" for kind in open_data.KINDS.events}
    assert len(again) == len(open_data.KINDS.events)
