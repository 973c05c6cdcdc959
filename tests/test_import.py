"""The command `import`: what it writes where, what it says of each row, and that nothing is made up or overwritten."""

import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
import yaml

from chronicle import arguments, check, cli, inputs, load, terminal
from chronicle.foreign import gaps, reading
from tests import projects, tales

FOREIGN = Path(__file__).parent / "foreign"
DUTCH = {"LANG": "nl_NL.UTF-8"}
MARK = gaps.MARK["nl"]
Answer = str | type[BaseException]
Run = Callable[..., tuple[int, str, str]]


class Script:
    """Somebody at a terminal, or nobody, who gives the answers of a list and keeps what was said."""

    def __init__(self, answers: Sequence[Answer], *, present: bool) -> None:
        self.present = present
        self.answers = list(answers)
        self.lines: list[str] = []

    def ask(self, prompt: str) -> str:
        self.lines.append(prompt)
        answer = self.answers.pop(0) if self.answers else EOFError
        if isinstance(answer, type):
            raise answer
        return answer

    def say(self, text: str) -> None:
        self.lines.append(text)


@pytest.fixture
def timeline(tmp_path: Path) -> Path:
    """The small timeline in a folder."""
    projects.write(tmp_path, tales.small())
    return tmp_path / "timeline"


@pytest.fixture
def run(timeline: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Import a file into `uit`, beside the timeline: gives the status, the results, and what a person saw."""

    def imported(
        file: str | bytes, *options: str, name: str = "lijst.csv", answers: Sequence[Answer] | None = None
    ) -> tuple[int, str, str]:
        path = timeline.parent / name
        path.write_bytes(file.encode() if isinstance(file, str) else file)
        script = Script(answers or (), present=answers is not None)
        monkeypatch.setattr(terminal, "Terminal", lambda: script)
        status = cli.main(["import", str(path), "--timeline", str(timeline), *options], DUTCH)
        captured = capsys.readouterr()
        assert "Traceback" not in captured.out + captured.err
        return status, captured.out, "\n".join([*script.lines, captured.err])

    return imported


def made(timeline: Path, folder: str = "uit") -> dict[str, str]:
    """The files in a folder beside the timeline, by path."""
    return {name: data.decode() for name, data in projects.read(timeline.parent / folder).items()}


def sample(name: str) -> bytes:
    return (FOREIGN / name).read_bytes()


def into(timeline: Path) -> tuple[str, str]:
    return "--into", str(timeline.parent / "uit")


# A spreadsheet


def test_a_spreadsheet_becomes_files_and_each_row_that_cannot_is_told(run: Run, timeline: Path) -> None:
    status, out, _ = run(sample("lijst.csv"), "--yes", *into(timeline))
    assert status == 1
    assert sorted(made(timeline)) == [
        "events/2008/een-citaat-erin.yaml",
        "events/2008/een-tweede-afspraak.yaml",
        "events/2008/midden-in-het-jaar.yaml",
        "events/2009/eerste-alliantie-getekend.yaml",
        "sources/brief-van-gedeputeerde-staten.yaml",
        "sources/dagblad.yaml",
        "verslag.txt",
    ]
    told = re.findall(r"  rij (\d+) \(regel (\d+)\): (.+)\n      → (.+)", out)
    assert [(number, line) for number, line, _, _ in told] == [("4", "5"), ("6", "7"), ("9", "10"), ("10", "11")]
    assert "dag 31 bestaat niet" in told[0][2]
    assert told[1][2] == "er staat geen titel"
    assert "twee cijfers" in told[2][2]
    assert "Excel" in told[3][2]


def test_what_a_row_says_stands_in_its_file_and_what_it_does_not_is_marked(run: Run, timeline: Path) -> None:
    run(sample("lijst.csv"), "--yes", *into(timeline))
    assert made(timeline)["events/2009/eerste-alliantie-getekend.yaml"].splitlines() == [
        "# yaml-language-server: $schema=../../schema/event.schema.json",
        "date: 2009-02-04",
        "title:",
        "  nl: Eerste alliantie getekend",
        "summary:",
        "  nl: |-",
        "    Provincie en gemeente",
        "",
        "    tekenden samen.",
        f"kind:  # {MARK}: kies een soort uit signing, decision",
        "themes: [sociaal]",
        "municipalities: [assen]",
        "evidence:",
        "  - source: brief-van-gedeputeerde-staten",
        f"    says:  # {MARK}: kies uit happened, planned, expected, cancelled",
        f"    quote:  # {MARK}: woorden van de bron, letterlijk, hoogstens 25",
    ]


def test_a_word_that_is_no_theme_stands_in_the_mark_and_in_the_report(run: Run, timeline: Path) -> None:
    _, out, _ = run(sample("lijst.csv"), "--yes", *into(timeline))
    event = made(timeline)["events/2008/een-tweede-afspraak.yaml"]
    assert f"themes:  # {MARK}: in het bestand ‘Wonen’; kies een of meer uit [sociaal, cultuur]" in event
    assert "municipalities: [assen]\n" in event
    assert "een onbekend thema: 1 × (rij 3)" in out
    assert "een onbekende gemeente: 1 × (rij 3)" in out
    assert "de kolom ‘Opmerking’: 1 × (rij 2)" in out
    assert "2: mooi" in made(timeline)["verslag.txt"]


def test_a_date_that_can_be_read_in_two_ways_is_read_as_in_dutch_and_told(run: Run, timeline: Path) -> None:
    _, out, _ = run(sample("lijst.csv"), "--yes", *into(timeline))
    assert "gelezen als dag-maand: 1 × (rij 3)" in out
    assert "3: 04/02/2008 = 2008-02-04" in made(timeline)["verslag.txt"]


def test_words_that_edtf_cannot_say_are_kept_beside_it(run: Run, timeline: Path) -> None:
    run(sample("lijst.csv"), "--yes", *into(timeline))
    event = made(timeline)["events/2008/midden-in-het-jaar.yaml"]
    assert "date: 2008-06~\ndate_text:\n  nl: medio 2008\n" in event
    assert r"nl: Sterren \*en\* streepjes\_ blijven staan." in event


def test_check_says_of_each_gap_at_its_line_what_to_do_and_nothing_else(run: Run, timeline: Path) -> None:
    run(sample("lijst.csv"), "--yes", *into(timeline))
    files = {f"uit/{name}": text.encode() for name, text in made(timeline).items() if name != "verslag.txt"}
    loaded = load.load({**tales.small(), **files})
    found = [problem for problem in check.check(loaded) if problem.severity == "error"]
    marked = {
        (name, number)
        for name, text in files.items()
        for number, line in enumerate(text.decode().split("\n"), start=1)
        if f"# {MARK}: " in line
    }
    assert len(marked) > 15
    assert {(p.place.file, p.place.line) for p in found} == marked
    assert {p.code for p in found} == {"empty-field"}


def test_check_looks_at_the_folder_along_with_the_timeline(
    run: Run, timeline: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(sample("lijst.csv"), "--yes", *into(timeline))
    call = ["check", "--timeline", str(timeline), "--with", str(timeline.parent / "uit")]
    assert cli.main(call, DUTCH) == 1
    out = capsys.readouterr().out
    assert "uit/events/2008/midden-in-het-jaar.yaml:" in out
    assert "verslag" not in out


def test_what_is_filled_in_passes_the_check(run: Run, timeline: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = (
        "datum;titel;titel (en);samenvatting;samenvatting (en);soort;thema;bron;zegt;citaat\n"
        "2008;Titel;Title;Een zin.;A sentence.;Ondertekening;cultuur;Brief over de allianties;gebeurd;Er is getekend.\n"
    )
    status, out, _ = run(table, "--yes", *into(timeline))
    assert status == 0
    assert MARK not in out
    assert cli.main(["check", "--timeline", str(timeline), "--with", str(timeline.parent / "uit")], DUTCH) == 0
    assert capsys.readouterr().out == "0 fouten, 0 tips.\n"


def test_the_folder_of_the_timeline_itself_gets_files_and_no_report(run: Run, timeline: Path) -> None:
    status, _, _ = run("datum;titel\n2008;Iets\n", "--yes", "--into", str(timeline))
    assert status == 0
    assert set(projects.read(timeline)) - set(tales.base()) == {"events/2008/iets.yaml"}


def test_where_nothing_is_named_the_files_come_into_a_new_folder_beside_the_timeline(run: Run, timeline: Path) -> None:
    for name in ("import-mijn-lijst", "import-mijn-lijst-2"):
        assert run("datum;titel\n2008;Iets\n", "--yes", name="Mijn lijst.csv")[0] == 0
        assert sorted(made(timeline, name)) == ["events/2008/iets.yaml", "verslag.txt"]


# Names, and what is there already


def test_what_is_there_already_is_left_alone(run: Run, timeline: Path) -> None:
    table = (
        "id;datum;titel;samenvatting\n"
        "alliantie;4 feb 2009;Alliantie met Assen;De provincie en Assen tekenden een alliantie.\n"
    )
    before = projects.read(timeline)
    status, out, _ = run(table, "--yes", *into(timeline))
    assert status == 0
    assert "1 was er al" in out
    assert "2 = alliantie" in out
    assert not (timeline.parent / "uit").exists()
    assert projects.read(timeline) == before


def test_another_event_of_the_same_name_gets_another_one_and_that_is_told(run: Run, timeline: Path) -> None:
    status, out, _ = run("id;datum;titel\nalliantie;2010;Iets anders\n", "--yes", *into(timeline))
    assert status == 0
    assert "events/2010/alliantie-2010.yaml" in made(timeline)
    assert "de naam: ‘alliantie’ heeft iets anders al" in out


def test_a_second_time_nothing_is_written(run: Run, timeline: Path) -> None:
    run(sample("lijst.csv"), "--yes", *into(timeline))
    before = made(timeline)
    status, out, _ = run(sample("lijst.csv"), "--yes", *into(timeline))
    assert status == 1
    assert "4 waren er al" in out
    assert made(timeline) == before


def test_what_somebody_filled_in_is_never_written_over(run: Run, timeline: Path) -> None:
    run(sample("lijst.csv"), "--yes", *into(timeline))
    path = timeline.parent / "uit/events/2008/midden-in-het-jaar.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("nl: Midden in het jaar", "nl: Verbeterd"), encoding="utf-8"
    )
    before = made(timeline)
    run(sample("lijst.csv"), "--yes", *into(timeline))
    after = made(timeline)
    assert {name: after[name] for name in before} == before
    assert set(after) - set(before) == {"events/2008/midden-in-het-jaar-2008.yaml", "verslag-2.txt"}


def test_many_rows_of_one_title_have_names_of_their_own(run: Run, timeline: Path) -> None:
    rows = "".join(f"{year};Overleg\n" for year in (2008, 2008, 2009, 2010, 2009))
    status, out, _ = run("datum;titel\n" + rows + "2008-01;Overleg\n2008-02;Overleg\n", "--yes", *into(timeline))
    assert status == 0
    assert "2 staan twee keer in het bestand" in out
    assert sorted(name for name in made(timeline) if "events" in name) == [
        "events/2008/overleg-2.yaml",
        "events/2008/overleg-2008.yaml",
        "events/2008/overleg.yaml",
        "events/2009/overleg-2009.yaml",
        "events/2010/overleg-2010.yaml",
    ]


@pytest.mark.parametrize(
    "identifier", ["12", "Alliantie Met Hoofdletters", "2008-iets", "index", "a" * 81, "../../weg"]
)
def test_an_id_that_is_none_of_ours_is_made_of_the_title(run: Run, timeline: Path, identifier: str) -> None:
    assert run(f"id;datum;titel\n{identifier};2008;Een titel\n", "--yes", *into(timeline))[0] == 0
    assert "events/2008/een-titel.yaml" in made(timeline)


def test_a_title_without_letters_of_ours_still_gets_a_name(run: Run, timeline: Path) -> None:
    assert run("datum;titel\n2008;東京\n", "--yes", *into(timeline))[0] == 0
    assert "events/2008/gebeurtenis-2.yaml" in made(timeline)


# Sources


def test_a_source_that_is_there_is_found_by_its_title_and_one_that_is_not_is_made_once(
    run: Run, timeline: Path
) -> None:
    table = (
        "datum;titel;bron;url;uitgever;datum bron\n"
        "2008;Een;brief over de ALLIANTIES;;;\n"
        "2009;Twee;Krant;https://voorbeeld.nl/krant/;Vereniging van Drentse Gemeenten;3 mei 2009\n"
        "2010;Drie;;http://www.voorbeeld.nl/krant;;\n"
    )
    assert run(table, "--yes", *into(timeline))[0] == 0
    files = made(timeline)
    assert [name for name in files if name.startswith("sources/")] == ["sources/krant.yaml"]
    assert [
        re.findall(r"source: (.*)", files[f"events/{name}.yaml"]) for name in ("2008/een", "2009/twee", "2010/drie")
    ] == [
        ["brief"],
        ["krant"],
        ["krant"],
    ]
    assert "publisher: vdg\ndate: 2009-05-03\nurl: https://voorbeeld.nl/krant/\n" in files["sources/krant.yaml"]


def test_a_source_of_rows_that_could_not_be_used_is_not_written(run: Run, timeline: Path) -> None:
    assert run("datum;titel;bron\n2008;Goed;\nfout;Fout;Krant\n", "--yes", *into(timeline))[0] == 1
    assert not [name for name in made(timeline) if name.startswith("sources/")]


# What does not fit


def test_private_data_stay_out_of_the_files_and_of_the_report(run: Run, timeline: Path) -> None:
    table = "datum;titel;tekst;contact\n2008;Een;Bel 06-12345678;\n2009;Twee;Goed;wie@voorbeeld.nl\n"
    status, out, err = run(table, "--yes", *into(timeline))
    assert status == 1
    assert "rij 2 (regel 2): dit kan niet op de tijdlijn: dit lijkt op een telefoonnummer" in out
    assert "de kolom ‘contact’: 1 × (rij 3)" in out
    for text in (out, err, *made(timeline).values()):
        assert "12345678" not in text
        assert "wie@" not in text


def test_a_title_that_is_too_long_is_cut_and_stands_whole_in_the_summary(run: Run, timeline: Path) -> None:
    title = "Provincie en gemeenten tekenen een heel lange afspraak " * 4
    status, out, _ = run(f"datum;titel;tekst\n2008;{title};Meer.\n", "--yes", *into(timeline))
    assert status == 0
    (event,) = load_events(timeline)
    assert len(event["title"]["nl"]) <= 120
    assert event["title"]["nl"].endswith("…")
    assert event["summary"]["nl"] == f"{title.strip()}\n\nMeer."
    assert "langer dan 120 tekens" in out


def test_a_summary_that_is_too_long_is_cut_at_a_word_and_that_is_told(run: Run, timeline: Path) -> None:
    status, out, _ = run(f"datum;titel;tekst\n2008;Een;{'woord_ ' * 900}\n", "--yes", *into(timeline))
    assert status == 0
    (event,) = load_events(timeline)
    assert 2900 < len(event["summary"]["nl"]) <= 3000
    assert event["summary"]["nl"].endswith("woord_…")
    assert "het einde van een samenvatting" in out


def load_events(timeline: Path) -> list[dict[str, dict[str, str]]]:
    """The texts of the events in the folder, as YAML has them."""
    return [yaml.safe_load(text) for name, text in made(timeline).items() if name.startswith("events/")]


def test_texts_in_english_leave_the_dutch_to_be_filled_in(run: Run, timeline: Path) -> None:
    status, out, _ = run(
        "date;title;text\nmid-2008;A thing;Text.\n", "--yes", "--language", "en", "--lang", "en", *into(timeline)
    )
    assert status == 0
    event = made(timeline)["events/2008/a-thing.yaml"]
    assert "title:\n  nl:  # TO FILL IN: the title in Dutch\n  en: A thing\n" in event
    assert "date_text:\n  nl:  # TO FILL IN: in English ‘mid-2008’; the date in Dutch words\n  en: mid-2008\n" in event
    assert "Written into" in out
    assert "report.txt" in made(timeline)


def test_events_point_at_each_other_by_the_names_that_they_get(run: Run, timeline: Path) -> None:
    events = [
        {"id": "alliantie", "date": {"edtf": "2010"}, "title": {"nl": "Iets anders"}},
        {"id": "vervolg", "date": {"edtf": "2011"}, "title": {"nl": "Vervolg"}, "follows": ["alliantie"],
         "see_also": ["vervolg", "weg"], "moved_from": ["oud-vervolg", "alliantie"]},
    ]  # fmt: skip
    status, out, _ = run(json.dumps({"events": events}), *into(timeline), name="events.json")
    assert status == 0
    event = made(timeline)["events/2011/vervolg.yaml"]
    assert "follows: [alliantie-2010]\nmoved_from: [oud-vervolg]\n" in event
    assert "see_also" not in event
    assert "een verwijzing naar een gebeurtenis die er niet is: 2 × (nr. 2)" in out


def test_a_source_that_an_event_of_ours_names_and_nobody_has_is_marked(run: Run, timeline: Path) -> None:
    event = {"id": "x", "date": {"edtf": "2010"}, "title": {"nl": "X"}, "evidence": [{"source": "verdwenen-bron"}]}
    assert run(json.dumps({"events": [event]}), *into(timeline), name="events.json")[0] == 0
    assert "source: verdwenen-bron" in made(timeline)["events/2010/x.yaml"]
    marked = re.findall(rf"(?m)^(\w+):  # {MARK}", made(timeline)["sources/verdwenen-bron.yaml"])
    assert marked == ["kind", "title", "publisher", "language"]


def test_an_event_is_pointed_at_by_the_name_that_it_has_now(run: Run, timeline: Path) -> None:
    path = next(timeline.glob("events/*/alliantie.yaml"))
    path.write_text(path.read_text(encoding="utf-8") + "moved_from: [oude-naam]\n", encoding="utf-8")
    table = "datum;titel;volgt op\n2010;Een;oude-naam\n2011;Oude naam;alliantie\n"
    assert run(table, "--yes", *into(timeline))[0] == 0
    assert "follows: [alliantie]" in made(timeline)["events/2010/een.yaml"]
    assert "events/2011/oude-naam-2011.yaml" in made(timeline)


def test_a_language_that_somebody_says_goes_before_what_a_program_writes(run: Run, timeline: Path) -> None:
    event = "BEGIN:VEVENT\nDTSTART;VALUE=DATE:20090204\nSUMMARY;LANGUAGE=en-us:Een besluit\nEND:VEVENT\n"
    agenda = f"BEGIN:VCALENDAR\n{event}END:VCALENDAR\n"
    _, out, _ = run(agenda, *into(timeline), name="a.ics")
    assert "de taal: de agenda noemt de titel Engels (anders: --language nl): 1 ×" in out
    _, out, _ = run(agenda, "--language", "nl", "--into", str(timeline.parent / "twee"), name="a.ics")
    assert "de taal" not in out
    assert "  nl: Een besluit\n" in made(timeline, "twee")["events/2009/een-besluit.yaml"]


# The columns


def test_without_a_terminal_the_columns_must_be_confirmed(run: Run, timeline: Path) -> None:
    status, out, err = run("Datum;Kop\n4 februari 2008;Titel\n", *into(timeline))
    assert (status, out) == (2, "")
    assert "  date  (datum) ← Datum: ‘4 februari 2008’\n  title (titel) ← Kop: ‘Titel’\n" in err
    assert "--yes" in err
    assert "--columns date=Datum,title=Kop" in err
    assert not (timeline.parent / "uit").exists()


def test_the_columns_can_be_said(run: Run, timeline: Path) -> None:
    table = "a;b;c\n2008;Titel;Weg\n"
    assert run(table, "--columns", "date=a, title=2", *into(timeline))[0] == 0
    assert "nl: Titel" in made(timeline)["events/2008/titel.yaml"]


def test_a_column_that_cannot_be_typed_has_a_number(run: Run, timeline: Path) -> None:
    table = "Datum;Titel (nl, kort)\n2008;Titel\n"
    answers = ["title=2", "j"]
    _, _, seen = run(table, *into(timeline), answers=answers)
    assert "Niet gebruikt: [2] Titel (nl, kort)" in seen
    assert "← [2] Titel (nl, kort): ‘Titel’" in seen
    assert "nl: Titel" in made(timeline)["events/2008/titel.yaml"]


def test_a_command_that_is_offered_can_be_given(run: Run, timeline: Path) -> None:
    table = "Datum;Titel;Plaats (2)\n2008;Titel;x\n".replace("Plaats (2)", "Plaats, 2")
    _, _, err = run(table, *into(timeline))
    (said,) = re.findall(r"--columns (\S+)$", err.strip())
    assert said == "date=Datum,title=Titel,place=3"
    assert run(table, "--columns", said, *into(timeline))[0] == 0


@pytest.mark.parametrize("table", ["Mijn lijst;;\nDatum;Titel;Bron\n2008;Een;x\n", "2008;Een\n2009;Twee\n"])
def test_a_table_without_names_at_its_head_is_told_what_the_first_line_must_have(
    run: Run, timeline: Path, table: str
) -> None:
    status, _, err = run(table, "--yes", *into(timeline))
    assert status == 2
    assert "De eerste regel moet de namen van de kolommen hebben: haal weg wat erboven staat" in err


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ("datum=a", "‘datum=a’ is niet te lezen"),
        ("date=z,title=b", "er is geen kolom ‘z’"),
        ("title=b", "geen kolom heeft de datum"),
        ("date=a", "geen kolom heeft de titel"),
    ],
)
def test_columns_that_cannot_be_are_refused(run: Run, timeline: Path, columns: str, said: str) -> None:
    status, _, err = run("a;b\n2008;Titel\n", "--columns", columns, *into(timeline))
    assert status == 2
    assert said in err


def test_at_a_terminal_the_columns_are_shown_and_asked(run: Run, timeline: Path) -> None:
    table = "datum;kolom;label\n2008;Titel;x\n"
    answers = ["j", "title=nergens", "title=kolom,tags=", "j"]
    status, out, seen = run(table, *into(timeline), answers=answers)
    assert status == 0
    assert "geen kolom heeft de titel" in seen
    assert "er is geen kolom ‘nergens’" in seen
    assert "Niet gebruikt: label" in seen
    assert "de kolom ‘label’" in out
    assert "events/2008/titel.yaml" in made(timeline)


@pytest.mark.parametrize("answer", ["n", EOFError, KeyboardInterrupt])
def test_who_stops_at_the_question_has_nothing_written(run: Run, timeline: Path, answer: Answer) -> None:
    status, out, _ = run("datum;titel\n2008;Titel\n", *into(timeline), answers=[answer])
    assert (status, out) == (arguments.BROKEN_OFF, "Er is niets geschreven.\n")
    assert not (timeline.parent / "uit").exists()


# What cannot be read


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"PK\x03\x04\x14\x00\x06", "xlsx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "xls"),
        (b"%PDF-1.7", "PDF"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"datum;titel\n2008;\x00\x00\n", "nullen"),
        (b"\xff\xfe\x00\xd8", "UTF-16"),
        (b"<!DOCTYPE html><html>", "webpagina"),
        (b"", "geen tabel"),
        (b"een gewone zin\n", "geen tabel"),
        (b"datum;titel\n\n", "geen enkele gebeurtenis"),
    ],
)
def test_a_file_that_is_no_table_is_refused_with_what_to_do(run: Run, timeline: Path, data: bytes, said: str) -> None:
    status, out, err = run(data, "--yes", *into(timeline))
    assert (status, out) == (2, "")
    assert err.startswith("build_timeline.py: lijst.csv: ")
    assert said in err


def test_a_file_that_is_too_large_is_refused(run: Run, timeline: Path) -> None:
    status, _, err = run(b"x" * (16 * 1024 * 1024 + 1), "--yes", *into(timeline))
    assert status == 2
    assert "groter dan 16 MB" in err


def test_a_file_that_is_not_there_and_a_folder_are_refused(timeline: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for path, said in ((timeline / "nergens.csv", "bestaat niet"), (timeline, "geen gewoon bestand")):
        assert cli.main(["import", str(path), "--from", "csv", "--timeline", str(timeline)], DUTCH) == 2
        assert said in capsys.readouterr().err


def test_a_folder_that_is_a_file_is_refused(run: Run, timeline: Path) -> None:
    status, _, err = run("datum;titel\n2008;x\n", "--yes", "--into", str(timeline.parent / "lijst.csv"))
    assert status == 2
    assert "lijst.csv is geen map" in err


def test_a_folder_inside_the_timeline_is_refused(run: Run, timeline: Path) -> None:
    status, _, err = run("datum;titel\n2008;x\n", "--yes", "--into", str(timeline / "events"))
    assert status == 2
    assert "events ligt in de tijdlijn" in err


def test_a_text_beyond_all_measure_is_a_row_that_cannot_be_used(run: Run, timeline: Path) -> None:
    table = f"datum;titel;tekst\n2008;Een;<p>{'x' * 100_001}</p>\n2009;Twee;Goed\n"
    status, out, _ = run(table, "--yes", *into(timeline))
    assert status == 1
    assert "rij 2 (regel 2): een tekst heeft meer dan 100000 tekens" in out
    assert "events/2009/twee.yaml" in made(timeline)


def test_the_format_is_told_by_the_name_or_asked_for(run: Run, timeline: Path) -> None:
    assert run(sample("agenda.ics"), *into(timeline), name="agenda.ics")[0] == 1
    status, _, err = run(b"x", *into(timeline), name="lijst.dat")
    assert status == 2
    assert "--from csv|timelinejs|ics|markwhen|json" in err


def test_every_format_that_can_be_asked_for_is_read() -> None:
    assert arguments.IMPORTED == reading.FORMATS


def test_check_beside_a_folder_of_the_same_name_is_refused(timeline: Path, capsys: pytest.CaptureFixture[str]) -> None:
    projects.write(timeline.parent / "elders/timeline", {"events/2008/x.yaml": b"x"})
    call = ["check", "--timeline", str(timeline), "--with", str(timeline.parent / "elders/timeline")]
    assert cli.main(call, DUTCH) == 2
    assert "--with" in capsys.readouterr().err


# Where it is written


def test_a_folder_that_leads_to_itself_is_refused(run: Run, timeline: Path) -> None:
    loop = timeline.parent / "lus"
    loop.symlink_to(loop)
    status, _, err = run("datum;titel\n2008;x\n", "--yes", "--into", str(loop))
    assert status == 2
    assert "lus verwijst naar zichzelf" in err


@pytest.mark.parametrize("link", ["events", "sources", "events/2008"])
def test_a_folder_that_leads_into_the_timeline_is_refused(run: Run, timeline: Path, link: str) -> None:
    before = projects.read(timeline)
    path = timeline.parent / "uit" / link
    path.parent.mkdir(parents=True)
    path.symlink_to(timeline / link)
    status, _, err = run("datum;titel\n2008;x\n", "--yes", *into(timeline))
    assert status == 2
    assert f"{link} in uit is een verwijzing naar een andere plek" in err
    assert projects.read(timeline) == before


def test_of_a_folder_only_events_and_sources_are_read(
    run: Run, timeline: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    projects.write(timeline.parent, {"uit/groot/film.bin": b"x", "uit/events/2008/x.yaml": b"date: 2008\n"})
    surveyed: list[Path] = []
    survey = inputs.survey

    def noted(path: Path, *, prefix: str = "") -> inputs.Found:
        surveyed.append(path)
        return survey(path, prefix=prefix)

    monkeypatch.setattr(inputs, "survey", noted)
    assert run("datum;titel\n2008;x\n", "--yes", *into(timeline))[0] == 0
    assert surveyed == [timeline, timeline.parent / "uit/events"]


def test_a_file_where_a_folder_must_come_is_refused_in_words(run: Run, timeline: Path) -> None:
    projects.write(timeline.parent, {"uit/events": b"x"})
    status, _, err = run("datum;titel\n2008;x\n", "--yes", *into(timeline))
    assert status == 2
    assert "iets met de naam van de map is een bestand" in err
