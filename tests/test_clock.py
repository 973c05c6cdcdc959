"""When each event was added to the repository and last changed there, asked of real repositories."""

import subprocess
from datetime import UTC, datetime
from pathlib import Path

from chronicle import clock, load
from chronicle.feeds import facts
from chronicle.model import Recorded
from tests import projects, repositories, tales

EVENT = "events/2009/alliantie.yaml"


def day(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def history(folder: Path) -> Path:
    """A repository in which the small timeline was committed on 1 January 2024; gives the timeline's folder."""
    repositories.repository(folder, tales.small())
    return folder / "timeline"


def test_an_event_is_as_old_as_its_first_commit_and_as_new_as_its_last(tmp_path: Path) -> None:
    timeline = history(tmp_path)
    projects.write(timeline, {EVENT: tales.base()[EVENT] + b"# x\n", "events/2012/nieuw.yaml": b"x"})
    repositories.commit(tmp_path, "later", day="2024-03-01")
    found = clock.recorded(timeline)
    assert found["alliantie"] == Recorded(added=day("2024-01-01"), changed=day("2024-03-01"))
    assert found["nieuw"] == Recorded(added=day("2024-03-01"), changed=day("2024-03-01"))
    others = {found[event] for event in found.keys() - {"alliantie", "nieuw"}}
    assert others <= {Recorded(added=day("2024-01-01"), changed=day("2024-01-01"))}


def test_an_event_that_moves_to_another_year_is_no_new_one(tmp_path: Path) -> None:
    timeline = history(tmp_path)
    (timeline / "events/2010").mkdir(exist_ok=True)
    repositories.git(tmp_path, "mv", f"timeline/{EVENT}", "timeline/events/2010/alliantie.yaml")
    repositories.commit(tmp_path, "moved", day="2024-03-01")
    assert clock.recorded(timeline)["alliantie"] == Recorded(added=day("2024-01-01"), changed=day("2024-03-01"))


def test_what_came_in_by_a_merge_is_as_old_as_its_own_commit(tmp_path: Path) -> None:
    timeline = history(tmp_path)
    projects.write(timeline, {"events/2012/nieuw.yaml": b"x"})
    repositories.commit(tmp_path, "proposal", day="2024-02-01")
    repositories.git(tmp_path, "switch", "--quiet", "main")
    repositories.git(tmp_path, "merge", "--quiet", "--no-ff", "--message", "merge", "voorstel", day="2024-03-01")
    assert clock.recorded(timeline)["nieuw"].changed == day("2024-02-01")


def test_a_history_that_was_cut_off_tells_nothing(tmp_path: Path) -> None:
    timeline = history(tmp_path / "whole")
    projects.write(timeline, {EVENT: tales.base()[EVENT] + b"# x\n"})
    repositories.commit(tmp_path / "whole", "later", day="2024-03-01")
    assert clock.recorded(timeline)
    repositories.git(tmp_path, "clone", "--quiet", "--depth", "1", (tmp_path / "whole").as_uri(), "cut")
    assert clock.recorded(tmp_path / "cut/timeline") == {}


def test_schemas_made_anew_are_no_change_of_the_history(tmp_path: Path) -> None:
    timeline = history(tmp_path)
    before = clock.source_time(timeline, {})
    assert before == day("2024-01-01")
    projects.write(timeline, {"schema/event.schema.json": b"{}"})
    repositories.commit(tmp_path, "schemas", day="2024-03-01")
    assert clock.source_time(timeline, {}) == before
    projects.write(timeline, {"sources/nieuw.yaml": b"x"})
    repositories.commit(tmp_path, "source", day="2024-04-01")
    assert clock.source_time(timeline, {}) == day("2024-04-01")


def test_without_a_repository_or_without_git_nothing_is_known(tmp_path: Path) -> None:
    projects.write(tmp_path, tales.small())
    outside = subprocess.run(["git", "-C", tmp_path, "rev-parse"], capture_output=True, check=False)
    assert outside.returncode != 0
    assert clock.recorded(tmp_path / "timeline") == {}
    assert clock.recorded(tmp_path / "nowhere") == {}


def test_no_event_is_newer_than_the_source_s_clock(tmp_path: Path) -> None:
    timeline = history(tmp_path)
    known = clock.recorded(timeline)
    read = load.load(tales.small()).timeline
    for now, then in (("2023-05-01", "2023-05-01"), ("2025-05-01", "2024-01-01")):
        told = facts.history(read, site_url="https://voorbeeld.nl/", generated_at=day(now), recorded=known)
        assert {(told.added(one), told.changed(one)) for one in told.events} == {(day(then), day(then))}
