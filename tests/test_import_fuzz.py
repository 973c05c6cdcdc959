"""Damaged and hostile files: every one is read or refused in words, and whatever is written can be read."""

from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chronicle import check, drafts, filing, load, privacy
from chronicle.foreign import columns, gaps, reading, taking, telling
from chronicle.foreign.here import Here
from chronicle.foreign.rows import Unreadable
from chronicle.foreign.taking import Taken
from tests import exported, tales

FOREIGN = Path(__file__).parent / "foreign"
SAMPLES = {
    "lijst.csv": "csv",
    "sjabloon.csv": "csv",
    "tijdlijn.json": "timelinejs",
    "agenda.ics": "ics",
    "plan.mw": "markwhen",
    "exported/feeds/events.csv": "csv",
    "exported/api/v1/events.json": "json",
    "exported/feeds/timelinejs.json": "timelinejs",
    "exported/feeds/timeline.ics": "ics",
}
HOSTILE = [
    b"\x00", b"\xff", b"\xef\xbb\xbf", b"\xe2\x80\xae", b"\xf0\x9f\x91\x8d", b'"', b"'", b"\n", b"\r\n", b";", b",",
    b"<script>", b"</p>",
    b"=cmd|' /C calc'!A0", b"]]>", b"\\", b"{", b"}", b"[", b"]", b": ", b"# ", b"- ", b"---\n", b"&a ", b"*a",
    b"!!x ", b"%",
    b"BEGIN:VEVENT\n", b"END:VEVENT\n", b"99999999999999999999", b"-0001", b"\xee\x80\x80",
    b"06-12345678", b"wie@voorbeeld.nl",
    b"[x](alliantie)", b"[x](weg)", b"2008", b"\xcc\x81", b"\xc2\xad", b"NaN", b"1e999", b"\\ud800",
]  # fmt: skip


@cache
def here() -> Here:
    files = tales.small()
    return Here(files, drafts.known(files))


@cache
def sample(name: str) -> bytes:
    published = name.removeprefix("exported/")
    return (FOREIGN / name).read_bytes() if published == name else exported.file(published)


@st.composite
def damaged(draw: st.DrawFn) -> tuple[str, bytes]:
    """One of the samples with a few spots cut out, doubled, or written over with something hostile."""
    name = draw(st.sampled_from(sorted(SAMPLES)))
    data = sample(name)
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.integers(0, 60)))
        piece = draw(st.sampled_from([b"", data[start:end] * 2, *HOSTILE]) | st.binary(max_size=20))
        data = data[:start] + piece + data[end:]
    return name, data


def take(data: bytes, form: str) -> tuple[Taken, str]:
    """Import, and give what came of it with the whole report."""
    read = reading.read(data, form, "nl", lambda cells: columns.guess(cells.header))
    taken = taking.take(read, here(), language="nl", lang="nl")
    told = telling.Told(name="x", read=read, taken=taken, rows=form == "csv", lang="nl")
    return taken, told.text(whole=True, listed=True)


def unsound(taken: Taken) -> list[str]:
    """What check says of the files beside their gaps, and what is wrong with their names."""
    files = {f"uit/{name}": text.encode() for name, text in taken.files.items()}
    loaded = load.load({**tales.small(), **files})
    found = [p for p in check.check(loaded) if p.severity == "error"]
    lines = {name: data.decode().split("\n") for name, data in files.items()}
    odd = [
        f"{p.place} {p.message.en}"
        for p in found
        if p.code != "empty-field" or f"# {gaps.MARK['nl']}: " not in lines[p.place.file][p.place.line - 1]
    ]
    return odd + [name for name in files if filing.sort_of(name) not in {"event", "source"}]


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(damaged())
def test_a_damaged_file_is_read_or_refused_in_words(case: tuple[str, bytes]) -> None:
    name, data = case
    try:
        taken, report = take(data, SAMPLES[name])
    except Unreadable:
        return
    assert unsound(taken) == []
    rows = len(taken.written) + len(taken.same) + len(taken.twice) + len(taken.bad)
    assert f"{rows:7d} " in report
    assert list(privacy.suspicions(report)) == []
    assert "\x1b" not in report


@settings(deadline=None)
@given(st.binary(max_size=300), st.sampled_from(reading.FORMATS))
def test_any_bytes_are_read_or_refused(data: bytes, form: str) -> None:
    try:
        taken, _ = take(data, form)
    except Unreadable:
        return
    assert unsound(taken) == []


TEXT = st.text(max_size=60) | st.sampled_from([one.decode("utf-8", "replace") for one in HOSTILE])


@settings(deadline=None)
@given(st.lists(st.tuples(TEXT, TEXT, TEXT, TEXT), min_size=1, max_size=5))
def test_whatever_stands_in_cells_what_is_written_can_be_read(rows: list[tuple[str, str, str, str]]) -> None:
    cells = [["2008", *row] for row in rows]
    table = "\n".join(";".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in cells)
    try:
        taken, _ = take(f"datum;titel;tekst;bron;plaats\n{table}\n".encode("utf-8", "replace"), "csv")
    except Unreadable:
        return
    assert unsound(taken) == []


@pytest.mark.parametrize(
    ("form", "data"),
    [
        ("csv", b"datum;titel\n" + b'2008;"' * 20_000),
        ("csv", b"datum;titel\n2008;" + b'"' * 200_001 + b"\n"),
        ("csv", b"datum;titel\n" + b"2008;" + b"x" * 1_000_000 + b"\n"),
        ("csv", b"datum;titel\n" + b";" * 300_000 + b"\n2008;Goed\n"),
        ("csv", b"datum;titel;tekst\n2008;Diep;" + b"<div>" * 20_000 + b"\n"),
        ("csv", b"datum;titel;tekst\n2008;Vet;" + b"<b>x" * 5_000 + b"\n"),
        ("csv", b"datum;titel;tekst\n2008;Sterren;" + b"*_[](" * 5_000 + b"\n"),
        ("csv", b"datum;titel;tags\n2008;Veel;" + b",".join(b"t%d" % n for n in range(20_000)) + b"\n"),
        ("csv", b"datum;titel\n" + b"2008;Een titel\n" * 3000),
        ("csv", b"datum;titel\n" + b"".join(b"%d;Een titel\n" % (1000 + n) for n in range(3000))),
        ("timelinejs", b'{"events": [' + b'{"start_date": {"year": 2008}},' * 3000 + b"{}]}"),
        ("timelinejs", b'{"events": [{"start_date": {"year": 2008}, "text": {"headline": "'
         + b"<i>" * 100_000 + b'"}}]}'),
        ("ics", b"BEGIN:VCALENDAR\n" + b"BEGIN:VEVENT\n" * 3000),
        ("ics", b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20080204\nSUMMARY:" + b"x\n x" * 100_000 + b"\nEND:VEVENT\n"),
        ("ics", b"BEGIN:VCALENDAR\nBEGIN:VEVENT\n" + b"BEGIN:VALARM\n" * 50_000),
        ("markwhen", b"2008: Een\n" + b"regel\n" * 100_000),
        ("markwhen", b"2008: " + b"#a" * 100_000),
        ("markwhen", b"2008: " + b"[a](" * 50_000),
        ("markwhen", b"1 day 1 day " * 50_000 + b": x\n2008: y\n"),
        ("json", b'{"events": [{"id": "a", "date": {"edtf": "2008"}, "title": {"nl": "x"}, "evidence": ['
         + b"{}," * 9_999 + b"{}]}]}"),
    ],
    ids=lambda value: value if isinstance(value, str) else f"{len(value)}",
)  # fmt: skip
def test_what_is_large_or_deep_comes_to_an_end(form: str, data: bytes) -> None:
    try:
        taken, report = take(data, form)
    except Unreadable:
        return
    assert report
    assert unsound(taken) == []


def test_the_samples_of_what_is_exported_are_of_this_history() -> None:
    names = {event.id for event in exported.timeline().events}
    taken, _ = take(sample("exported/api/v1/events.json"), "json")
    assert {name for _, name in [*taken.written, *taken.same]} == names
