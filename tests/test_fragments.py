"""What a format says of an event can be kept: it hangs on the event and on what it names, and never on the clock."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from chronicle.feeds import facts, open_data
from chronicle.feeds.facts import CLOCK, History
from chronicle.feeds.telling import Fragment
from chronicle.model import Recorded
from chronicle.pages import hangs
from tests import histories
from tests.world import WORLD, Changes

KINDS = sorted(open_data.KINDS.events)
LATER = datetime(2031, 4, 5, 6, 7, 8, tzinfo=UTC)


def fragments(kind: str, history: History) -> dict[str, Fragment]:
    """{event: its fragment}."""
    made = open_data.made(history).events(kind, history.events)
    return {one.event.id: fragment for one, fragment in zip(history.events, made, strict=True)}


@pytest.mark.parametrize("kind", KINDS)
def test_a_fragment_knows_no_clock(kind: str) -> None:
    history = histories.real()
    later = replace(history, generated_at=LATER)
    assert fragments(kind, history) == fragments(kind, later)
    parts = b"".join(part for made in fragments(kind, history).values() for part in made)
    assert (CLOCK.encode() in parts) == (kind in {"json", "ics", "news"})


@pytest.mark.parametrize("kind", KINDS)
def test_every_event_has_as_many_parts(kind: str) -> None:
    for history in (histories.real(), histories.hostile()):
        made = fragments(kind, history)
        assert len({len(parts) for parts in made.values()}) == 1
        assert all(isinstance(part, bytes) for parts in made.values() for part in parts)


def test_no_file_has_the_sign_of_the_clock_in_it() -> None:
    for history in (histories.real(), histories.hostile()):
        assert [
            name
            for name, data in (*open_data.files(history), *open_data.beside_pages(history))
            if CLOCK.encode() in data
        ] == []


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


@pytest.mark.parametrize("kind", KINDS)
def test_a_fragment_hangs_on_nothing_but_what_it_names(kind: str) -> None:
    """With every other event and source gone, each fragment is what it was."""
    history = histories.real()
    before = fragments(kind, history)
    for one in history.events[::7]:
        event = one.event
        left = {event.id, *event.follows, *event.see_also, *hangs.mentioned(event.summary)}
        timeline = replace(
            history.timeline,
            events=tuple(event for event in history.timeline.events if event.id in left),
            sources={item.source: history.timeline.sources[item.source] for item in event.evidence},
        )
        alone = replace(history, timeline=timeline, events=tuple(e for e in history.events if e.event.id in left))
        (fragment,) = open_data.made(alone).events(kind, [replace(one, timeline=timeline)])
        assert fragment == before[event.id]
