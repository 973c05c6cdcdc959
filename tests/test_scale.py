"""Timelines of any size are sound, use everything there is, and come out the same each time."""

import re
from functools import cache
from pathlib import Path

import pytest

from chronicle import check, load, schema
from chronicle.load import Loaded
from tools import scale


@cache
def made(count: int, seed: int = 2008) -> dict[str, bytes]:
    return {f"timeline/{name}": data for name, data in scale.files(count, seed)}


@cache
def loaded(count: int) -> Loaded:
    return load.load(made(count))


@pytest.mark.parametrize("count", [1, 2, 400])
def test_as_many_events_as_asked_for_without_an_error(count: int) -> None:
    assert len(loaded(count).timeline.events) == count
    assert [problem for problem in check.check(loaded(count)) if problem.severity == "error"] == []


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others() -> None:
    assert dict(scale.files(50)) == dict(scale.files(50))
    assert made(50) != made(50, seed=1)


def test_more_events_leave_what_an_event_says_of_itself() -> None:
    """Only the sources are shared among more: a longer timeline begins with the same dates and titles."""
    few, many = ({e.id: (e.date, e.title, e.summary) for e in loaded(n).timeline.events} for n in (50, 400))
    assert few.items() <= many.items()


def test_every_field_of_an_event_is_used() -> None:
    texts = [data.decode() for name, data in made(400).items() if "/events/" in name]
    for field in schema.EVENT.fields:
        assert any(re.search(rf"^{field.name}:", text, re.MULTILINE) for text in texts), field.name


def test_every_form_of_date_and_every_status_occurs() -> None:
    events = loaded(400).timeline.events
    assert {event.date.form for event in events} == {"single", "interval", "one_of", "all_of"}
    assert {event.date.earliest_kind for event in events} == {"known", "open", "unknown"}
    assert {event.date.latest_kind for event in events} == {"known", "open", "unknown"}
    assert {item.says for event in events for item in event.evidence} == {
        "happened",
        "planned",
        "expected",
        "cancelled",
    }


def test_nobody_takes_it_for_history() -> None:
    timeline = loaded(400).timeline
    assert all(event.title.nl.startswith("Proef ") for event in timeline.events)
    assert all(source.title.startswith("Proefbericht ") for source in timeline.sources.values())
    addresses = [link.url for event in timeline.events for link in event.links]
    addresses += [source.url for source in timeline.sources.values() if source.url]
    assert addresses
    assert all(address.startswith("https://example.org/") for address in addresses)


def test_it_is_written_where_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert scale.main([str(tmp_path), "3"]) == 0
    assert len(list((tmp_path / "timeline/events").rglob("*.yaml"))) == 3
    assert capsys.readouterr().out == f"{tmp_path / 'timeline'}\n"
    assert scale.main([str(tmp_path), "three"]) == 2
