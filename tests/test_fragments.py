"""What a format says of an event can be kept: it hangs on the event and on what it names, and never on the clock."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from chronicle.feeds import facts, open_data, telling
from chronicle.feeds.facts import CLOCK, Facts, History
from chronicle.feeds.telling import Fragment
from chronicle.model import Recorded
from tests import histories
from tests.world import WORLD, Changes

KINDS = sorted(open_data.KINDS)
LATER = datetime(2031, 4, 5, 6, 7, 8, tzinfo=UTC)


def everything(history: History, made_of: open_data.Made | None = None) -> dict[str, bytes]:
    return {**dict(open_data.files(history, made_of)), **dict(open_data.beside_pages(history, made_of))}


def fragments(kind: str, history: History) -> dict[str, Fragment]:
    """{event: its fragment}."""
    made = open_data.made(history)(kind, history.events)
    return {one.event.id: fragment for one, fragment in zip(history.events, made, strict=True)}


@pytest.mark.parametrize("kind", KINDS)
def test_a_fragment_knows_no_clock(kind: str) -> None:
    history = histories.real()
    later = replace(history, generated_at=LATER)
    assert fragments(kind, history) == fragments(kind, later)
    parts = b"".join(part for made in fragments(kind, history).values() for part in made)
    assert (CLOCK.encode() in parts) == (kind in {"json", "ics", "news", "cite"})


@pytest.mark.parametrize("kind", KINDS)
def test_every_event_has_as_many_parts(kind: str) -> None:
    for history in (histories.real(), histories.hostile()):
        made = fragments(kind, history)
        assert len({len(parts) for parts in made.values()}) == 1
        assert all(isinstance(part, bytes) for parts in made.values() for part in parts)


def kept(history: History) -> tuple[open_data.Made, list[str]]:
    """What gives the fragments of `history` alone, and the kinds that it was asked for."""
    store = {kind: fragments(kind, history) for kind in KINDS}
    asked: list[str] = []

    def of(kind: str, events: Sequence[Facts]) -> Sequence[Fragment]:
        asked.append(kind)
        return [store[kind][one.event.id] for one in events]

    return of, asked


@pytest.mark.parametrize("which", [histories.real, histories.hostile], ids=["real", "hostile"])
def test_files_of_kept_fragments_are_those_of_fresh_ones(which: Callable[[], History]) -> None:
    """Whatever the clock says."""
    later = replace(which(), generated_at=LATER)
    of, asked = kept(which())
    assert everything(later, of) == everything(later)
    assert sorted(asked) == KINDS


def test_no_file_has_the_sign_of_the_clock_in_it() -> None:
    for history in (histories.real(), histories.hostile()):
        assert [name for name, data in everything(history).items() if CLOCK.encode() in data] == []


def test_no_text_can_have_it() -> None:
    with pytest.raises(ValueError, match="bad-character"):
        histories.small(histories.event("iets", f"Een {CLOCK} titel"))


def changed(now: Changes) -> dict[str, set[str]]:
    """{kind: the events whose fragments `now` changes}, of a history with one event more than the small one."""
    before, after = histories.small({**WORLD, **histories.event("iets")}), histories.small({**WORLD, **now})
    found = {}
    for kind in KINDS:
        then, there = fragments(kind, before), fragments(kind, after)
        found[kind] = {name for name in then if there.get(name) != then[name]}
    return found


def test_an_event_that_changes_changes_no_other_s_fragments() -> None:
    assert changed(histories.event("iets", "Iets anders")) == {kind: {"iets"} for kind in KINDS}
    # One that goes, too.
    assert changed({}) == {kind: {"iets"} for kind in KINDS}


def test_an_event_that_follows_another_changes_what_the_api_says_of_that_one() -> None:
    found = changed(histories.event("iets", follows="[alliantie]"))
    assert found == {
        **{kind: set() for kind in KINDS}, "json": {"iets", "alliantie"}, "graph": {"iets"}
    }  # fmt: skip


def test_an_event_of_which_nobody_knows_when_it_changed_takes_the_clock() -> None:
    clock = histories.CLOCK
    day = timedelta(days=1)
    known = {
        "alliantie": Recorded(added=clock - day, changed=clock),
        "iets": Recorded(added=clock - day, changed=clock + day),
    }
    history = histories.small({**histories.event("iets"), **histories.event("ander")}, recorded=known)
    found = {one.event.id: one for one in history.events}
    assert (found["alliantie"].added, found["alliantie"].changed) == (clock - day, clock)
    assert (found["iets"].added, found["iets"].changed) == (clock - day, None)
    assert (found["ander"].added, found["ander"].changed) == (None, None)
    assert {history.changed(one) for one in history.events} == {clock}
    assert facts.History.added(history, found["ander"]) == clock


def test_what_a_fragment_hangs_on_is_named() -> None:
    """The sources that an event cites and the events that it names, however a link to one is written."""
    prose = "{nl: 'Na [a](alliantie), [b](&#99;eremonie), [c](weg-ermee \"x\") en [d](https://x.nl/).'}"
    history = histories.small({**WORLD, **histories.event("iets", summary=prose, see_also="[gesprekken]")})
    shared = telling.shared(history)
    (one,) = (one for one in history.events if one.event.id == "iets")
    sources, named = telling.hangs_on(one, shared)
    assert [source.id for source in sources] == ["brief"]
    assert dict(named) == {
        **{name: facts.urn(name) for name in ("alliantie", "ceremonie", "gesprekken")}, "weg-ermee": None
    }  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_a_fragment_hangs_on_nothing_but_what_is_named(kind: str) -> None:
    """With every other event and source gone, each fragment is what it was."""
    history = histories.real()
    before = fragments(kind, history)
    for one in history.events[::7]:
        sources, named = telling.hangs_on(one, telling.shared(history))
        left = {one.event.id, *(name for name, _ in named)}
        timeline = replace(
            history.timeline,
            events=tuple(event for event in history.timeline.events if event.id in left),
            sources={source.id: source for source in sources},
        )
        # The others' sources are gone, so they are there by name alone.
        alone = replace(history, timeline=timeline, events=tuple(e for e in history.events if e.event.id in left))
        assert open_data.made(alone)(kind, [one]) == [before[one.event.id]]
