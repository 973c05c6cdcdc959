"""What the benchmarks reckon with: the figures themselves are for `make bench`, on a machine that does nothing else."""

import gzip
import io
import json
import re
import tarfile
from pathlib import Path

import pytest

from chronicle import check, dates, inputs, load
from chronicle.foreign import columns, reading, when
from tests import projects
from tools import bench_browser, bench_events, bench_import, bench_peers, bench_scale, bench_timelines, install_peers
from tools.bench_browser import Measured

PEERS = bench_peers.PEERS
FIGURES = Measured(
    weight=79_800, requests=11, hosts=0, drawn=404, cpu=151, blocking=11, elements=25.94, shown=100, painted=67
)


def changed(**figures: float | None) -> Measured:
    """FIGURES with some of them replaced."""
    values = {name: getattr(FIGURES, name) for name in Measured.__dataclass_fields__}
    return Measured(**{**values, **figures})


# The packages


def test_peers_are_pinned_and_their_lock_holds_a_hash_of_each_and_no_address() -> None:
    package = json.loads((PEERS / "package.json").read_text(encoding="utf-8"))
    lock = json.loads((PEERS / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    wanted = package["devDependencies"]
    assert lock.pop("")["devDependencies"] == wanted
    assert len(wanted) > 4
    for name, version in wanted.items():
        assert re.fullmatch(r"\d+\.\d+\.\d+", version), name
        assert lock[f"node_modules/{name}"]["version"] == version
    for name, entry in lock.items():
        assert re.fullmatch(r"sha512-[\w+/]{86}==", entry["integrity"]), name
        assert "resolved" not in entry, name
        assert "link" not in entry, name
    for name, integrity in install_peers.unpacked().items():
        assert re.fullmatch(r"@?[\w/-]+@\d+\.\d+\.\d+", name)
        assert re.fullmatch(r"sha512-[\w+/]{86}==", integrity), name


def test_every_peer_is_installed_by_one_of_the_two() -> None:
    package = json.loads((PEERS / "package.json").read_text(encoding="utf-8"))
    installed = {*package["devDependencies"], *(name.rpartition("@")[0] for name in install_peers.unpacked())}
    shown = {peer.package for peer in bench_peers.SHOWN} - {""}
    assert shown <= installed
    assert len(shown) == 4


def test_a_hash_is_written_as_in_a_lock_file() -> None:
    assert install_peers.integrity(b"") == (
        "sha512-z4PhNX7vuL3xVChQ1m2AB9Yg5AULVxXcg/SpIdNs6c5H0NE8XYXysP+DGNKHfuwvY7kxvUdBeoGlODJ6+SfaPg=="
    )


def test_a_package_is_unpacked_without_the_folder_that_it_is_packed_in() -> None:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w:gz") as packing:
        for name in ("package/package.json", "package/dist/a.css"):
            packing.addfile(tarfile.TarInfo(name))
        folder = tarfile.TarInfo("package/dist")
        folder.type = tarfile.DIRTYPE
        packing.addfile(folder)
    file.seek(0)
    with tarfile.open(fileobj=file) as packed:
        assert [one.name for one in install_peers.inside(packed)] == ["package.json", "dist/a.css"]


# The events


@pytest.mark.parametrize(
    ("date", "copy", "later"),
    [
        ("2008", 1, "2015"),
        ("2008~", 1, "2015~"),
        ("2008-02-04", 1, "2015-02-10"),
        ("2008-02-27?", 1, "2015-02-05?"),
        ("2011-22", 1, "2018-22"),
        ("2031", 1, "1998"),
        ("2023/2027", 1, "2030/2034"),
        ("2008-06~/", 2, "2022-06~/"),
        ("[2012-01-21..2012-01-31]", 1, "[2019-01-21..2019-01-31]"),
    ],
)
def test_a_copy_is_dated_as_exactly_as_its_event(date: str, copy: int, later: str) -> None:
    assert bench_events.moved(date, copy) == later
    assert dates.parse(later).precision == dates.parse(date).precision


def test_copies_of_an_event_come_to_stand_in_every_year() -> None:
    found = {bench_events.moved("2008-02-04", copy)[:4] for copy in range(bench_events.YEARS)}
    assert found == {str(bench_events.FIRST + year) for year in range(bench_events.YEARS)}


def test_a_spread_timeline_is_sound_and_has_as_many_events_as_asked_for(tmp_path: Path) -> None:
    timeline = bench_events.spread(tmp_path, 200)
    loaded = load.load(inputs.read_folder(timeline, prefix="timeline/"))
    assert check.check(loaded) == []
    events = bench_events.listed(timeline)
    assert len(events) == len({event["id"] for event in events}) == 200
    starts = [str(event["start"]) for event in events]
    assert starts == sorted(starts)


# The pages


def test_the_floor_shows_every_event_and_no_more_than_a_little_style(tmp_path: Path) -> None:
    event: bench_peers.Event = {
        "id": "a",
        "start": "2008-02-04",
        "date": "4 februari 2008",
        "title": "A & <b>",
        "summary": '"',
    }
    (floor,) = [peer for peer in bench_peers.SHOWN if peer.page == "floor.html"]
    bench_peers.write(floor, [event, {**event, "id": "b"}], tmp_path / "floor")
    page = (tmp_path / "floor/index.html").read_text(encoding="utf-8")
    assert re.findall(r'<li id="(\w)">', page) == ["a", "b"]
    assert "A &amp; &lt;b&gt;" in page
    assert "{{" not in page
    assert (tmp_path / "floor/floor.css").stat().st_size < 1200


@pytest.mark.parametrize("peer", bench_peers.SHOWN, ids=lambda peer: peer.name)
def test_a_page_has_a_value_for_every_word_between_braces(peer: bench_peers.Peer) -> None:
    asked = set(re.findall(r"\{\{([A-Z]+)\}\}", (PEERS / peer.page).read_text(encoding="utf-8")))
    assert asked == {name for name, _ in peer.values} | ({"EVENTS"} if peer.item else set())


# The figures


def test_blocking_is_what_tasks_are_over_fifty_milliseconds() -> None:
    assert bench_browser.blocking([]) == 0
    assert bench_browser.blocking([50, 51, 170.5]) == 121.5


def test_the_weight_is_that_of_each_file_once_packed(tmp_path: Path) -> None:
    (tmp_path / "a b").mkdir()
    (tmp_path / "a b/index.html").write_bytes(b"x" * 1000)
    (tmp_path / "style.css").write_bytes(b"y" * 500)
    urls = ["http://127.0.0.1:1/a%20b/", "http://127.0.0.1:1/style.css?1", "http://127.0.0.1:1/style.css?2"]
    expected = sum(len(gzip.compress(data, 6)) for data in (b"x" * 1000, b"y" * 500))
    assert bench_browser.weight(tmp_path, [*urls, "http://127.0.0.1:1/gone.ico"]) == expected


def test_each_figure_has_its_own_median() -> None:
    found = bench_browser.median([changed(drawn=3, cpu=1), changed(drawn=1, cpu=3), changed(drawn=2, cpu=2)])
    assert (found.drawn, found.cpu) == (2, 2)
    assert bench_browser.median([changed(), changed(painted=None)]).painted is None


def test_our_line_names_the_budgets_and_no_other_does() -> None:
    ours, theirs = (bench_timelines.row(100, name, FIGURES) for name in (bench_timelines.OURS, "other"))
    assert len(ours) == len(theirs) == len(bench_timelines.COLUMNS)
    assert ours[2:5] == ("79.8 (budget 90)", "11", "0 (budget 0)")
    assert theirs[2:5] == ("79.8", "11", "0")
    assert bench_timelines.row(10_000, "other", None)[2] == "no answer in 60 s"
    framed = bench_timelines.row(1000, bench_timelines.FRAME, FIGURES)
    assert framed[2:5] == ("79.8 (budget 130)", "11 (budget 3)", "0 (budget 0)")
    promised = {column for budgets in bench_timelines.BUDGETS.values() for _, column in budgets}
    assert promised <= set(bench_timelines.COLUMNS)


def test_the_largest_pages_are_told_with_their_addresses(tmp_path: Path) -> None:
    for name, text in {"index.html": "x", "gebeurtenissen/a/index.html": "y", "events/index.html": "z"}.items():
        # What holds everything by right is larger than all of them.
        for whole in ("embed/tijdlijn.html", "embed/alles/index.html"):
            (tmp_path / whole).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / whole).write_text("".join(map(str, range(1000))))
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("".join(f"{text}{number}" for number in range(300 if text == "z" else 100)))
    any_page, event = bench_timelines.largest(tmp_path, 1)
    assert any_page[2].endswith("`/events/`")
    assert event[2].endswith("`/gebeurtenissen/a/`")


# The import


def test_the_spreadsheet_that_is_imported_has_dates_that_are_understood(tmp_path: Path) -> None:
    table = bench_import.spreadsheet(tmp_path, 150)
    found = reading.read(table.read_bytes(), "csv", "nl", lambda cells: columns.guess(cells.header))
    assert len(found.rows) == 150
    assert found.bad == []
    assert len({when.of_row(row).date.edtf for row in found.rows}) > 50
    assert len({row.title["nl"] for row in found.rows}) == 150


def test_a_change_changes_one_event(tmp_path: Path) -> None:
    made = bench_scale.Timeline(tmp_path / "few", 5)
    before = projects.read(made.timeline)
    made.change()
    after = projects.read(made.timeline)
    (name,) = [name for name in before if before[name] != after[name]]
    assert name.startswith("events/20")
    title = load.load({f"timeline/{path}": data for path, data in after.items()}).timeline
    assert sum(event.title.nl.startswith("Proef op") for event in title.events) == 1
