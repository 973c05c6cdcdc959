"""An event that was published and is gone: what is said, where, and who is taken for its successor."""

import json
from datetime import UTC, datetime

import pytest

from chronicle import load
from chronicle.feeds import facts
from chronicle.gone import gone
from chronicle.problems import Problem, has_errors
from tests import histories, tales
from tests.world import WORLD, Changes

EVENT = "events/2009/alliantie.yaml"
WHOLE = tales.base()[EVENT].decode()


def published(changes: Changes) -> bytes:
    """What a site with `changes` publishes for machines."""
    timeline = load.load(tales.small(changes)).timeline
    clock = datetime.fromtimestamp(0, UTC)
    history = facts.history(timeline, site_url="https://voorbeeld.nl/", generated_at=clock)
    return histories.made("json", history)["api/v1/events.json"]


def found(before: bytes | None, now: Changes) -> list[Problem]:
    loaded = load.load(tales.small(now))
    assert not has_errors(loaded.problems)
    return list(gone(before, loaded.timeline))


def told(before: Changes, now: Changes) -> list[str]:
    return [f"{problem.place} {problem.message.en}" for problem in found(published(before), now)]


def renamed(to: str, text: str = WHOLE) -> Changes:
    return {EVENT: None, f"events/{text[6:10]}/{to}.yaml": text}


def test_nothing_is_said_when_every_event_is_still_there() -> None:
    assert told({}, {}) == []
    assert told({}, WORLD) == []


def test_nothing_is_said_on_the_first_publication() -> None:
    assert found(None, {}) == []


def test_a_renamed_event_is_told_at_the_file_that_it_became() -> None:
    assert told({}, renamed("alliantie-assen")) == [
        "timeline/events/2009/alliantie-assen.yaml:1:1 "
        "the event ‘alliantie’ was on the site and is gone now; is it ‘alliantie-assen’ now?"
    ]


def test_moved_from_answers_the_question() -> None:
    assert told({}, renamed("alliantie-assen", f"{WHOLE}moved_from: [alliantie]\n")) == []


def test_the_cure_is_what_to_type() -> None:
    (hint,) = found(published({}), renamed("alliantie-assen"))
    assert hint.severity == "hint"
    assert hint.code == "gone-event"
    for cure in (hint.cure.nl, hint.cure.en):
        assert "moved_from: [alliantie]" in cure
        assert cure[0].isupper()
        assert cure.endswith(".")
    assert hint.message.nl == (
        "de gebeurtenis ‘alliantie’ stond op de site en is er nu niet meer; is dat nu ‘alliantie-assen’?"
    )


def test_an_event_that_was_taken_out_is_told_of_the_folder() -> None:
    without = {name: text for name, text in WORLD.items() if name != "events/2010/gesprekken.yaml"}
    assert told(WORLD, without) == ["timeline/events:1:1 the event ‘gesprekken’ was on the site and is gone now"]


def test_a_new_event_that_is_another_is_not_taken_for_it() -> None:
    other = WHOLE.replace("Alliantie met Assen", "Bezoek van een minister")
    assert told({}, renamed("bezoek", other)) == [
        "timeline/events:1:1 the event ‘alliantie’ was on the site and is gone now"
    ]


def test_an_event_that_was_there_before_is_not_taken_for_it() -> None:
    twin: Changes = {"events/2009/tweeling.yaml": WHOLE}
    assert told(twin, {**twin, EVENT: None}) == [
        "timeline/events:1:1 the event ‘alliantie’ was on the site and is gone now"
    ]


@pytest.mark.parametrize(
    ("title", "date", "same"),
    [
        ("Alliantie met Assen", "2009-02-05", True),
        ("Alliantie met Assen", "2010-02-04", True),
        ("Sociale alliantie Assen", "2009-02-04", True),
        ("Sociale alliantie Assen", "2010-02-04", False),
    ],
)
def test_a_title_may_change_on_the_same_date_and_a_date_under_the_same_title(title: str, date: str, same: bool) -> None:
    text = WHOLE.replace("Alliantie met Assen", title).replace("2009-02-04", date)
    assert ("is it ‘nieuw’ now?" in told({}, renamed("nieuw", text))[0]) == same


def test_of_two_the_one_of_that_day_is_meant() -> None:
    later = WHOLE.replace("2009-02-04", "2009-06-01")
    now = {**renamed("a-van-later", later), **renamed("z-van-die-dag", WHOLE.replace("met Assen", "van Assen"))}
    assert "is it ‘z-van-die-dag’ now?" in told({}, now)[0]


def test_each_is_told_once_and_in_order() -> None:
    hints = told(WORLD, renamed("geheel-iets-anders", WHOLE.replace("Alliantie met Assen", "Opening van een brug")))
    assert [hint.split("‘")[1].split("’")[0] for hint in hints] == ["alliantie", "ceremonie", "gesprekken"]


@pytest.mark.parametrize(
    "before",
    [
        b"", b"\xff", b"null", b"[]", b"3", b"{}", b'{"events": 3}', b'{"events": [3]}', b'{"events": [{}]}',
        b'{"events": [{"id": 3}]}', b"[" * 100_000,
    ],
)  # fmt: skip
def test_what_cannot_be_read_tells_of_no_events(before: bytes) -> None:
    assert found(before, {}) == []


def test_an_event_of_another_make_needs_no_more_than_an_id() -> None:
    before = json.dumps({"events": [{"id": "oud"}, {"id": "ouder", "title": None, "date": []}]}).encode()
    assert [hint.message.en for hint in found(before, {})] == [
        "the event ‘oud’ was on the site and is gone now",
        "the event ‘ouder’ was on the site and is gone now",
    ]
