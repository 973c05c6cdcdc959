"""The command `new`: what is asked, what is refused, what is written, and that nothing half ever is."""

import codecs
import os
import re
import select
import shutil
import subprocess
import sys
import termios
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chronicle import asking, check, choices, cli, drafts, inputs, load, new, output, questions, schema, terminal
from tests import projects, tales
from tests.world import WORLD

DUTCH = {"LANG": "nl_NL.UTF-8"}
ENGLISH = {"LANG": "en_GB.UTF-8"}
Answer = str | type[BaseException] | Callable[[], str]


class Script:
    """Somebody who gives the answers of a list, one by one, and then stops; keeps all that was said and asked."""

    present = True

    def __init__(self, answers: Sequence[Answer] = ()) -> None:
        self.answers = list(answers)
        self.lines: list[str] = []

    def ask(self, prompt: str) -> str:
        self.lines.append(prompt)
        answer = self.answers.pop(0) if self.answers else EOFError
        if isinstance(answer, type):
            raise answer
        return answer if isinstance(answer, str) else answer()

    def say(self, text: str) -> None:
        self.lines.append(text)

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


class Nobody(Script):
    present = False


@pytest.fixture
def timeline(tmp_path: Path) -> Path:
    """The small timeline in a folder."""
    projects.write(tmp_path, tales.small())
    return tmp_path / "timeline"


Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(timeline: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run `new` with somebody at the terminal: gives the status, what the person saw, and the results."""

    def with_answers(
        *options: str, answers: Sequence[Answer] = (), english: bool = False, folder: Path = timeline
    ) -> tuple[int, str, str]:
        script = Script(answers)
        monkeypatch.setattr(terminal, "Terminal", lambda: script)
        status = cli.main(["new", "--timeline", str(folder), *options], ENGLISH if english else DUTCH)
        captured = capsys.readouterr()
        assert "Traceback" not in captured.out + captured.err
        assert script.answers == [] or status != 0, "answers are left over"
        return status, script.text + captured.err, captured.out

    return with_answers


def problems_of(folder: Path) -> list[str]:
    found = check.check(load.load(inputs.read_folder(folder, prefix="timeline/")))
    return [f"{p.place} {p.code}" for p in found if p.severity == "error"]


def added(folder: Path) -> dict[str, str]:
    """What is in the small timeline that was not: as text, by path."""
    return {name: data.decode() for name, data in projects.read(folder).items() if name not in tales.base()}


def unchanged(folder: Path) -> bool:
    """Tell whether the small timeline is as it was, without a new folder either."""
    no_folder_is_empty = all(path.is_file() or any(path.iterdir()) for path in folder.rglob("*"))
    return projects.read(folder) == dict(tales.base()) and no_folder_is_empty


GIVEN = [
    *("Overleg in Assen", "--date", "2010-05", "--summary", "Er was overleg.", "--kind", "decision"),
    *("--themes", "sociaal", "--source", "brief", "--says", "planned", "--quote", "Er komt overleg."),
]
FILE = "events/2010/overleg-in-assen.yaml"
NEW_SOURCE = [
    *("--source", "krant", "--source-kind", "news", "--source-title", "Overleg", "--source-publisher", "Dagblad"),
    *("--source-language", "nl"),
]
WHOLE: list[Answer] = [
    *("Overleg in Assen", "", "zomer 2011", "Er was overleg.", "", "Besluit", "1", "", "", "brief", "", "2"),
    *("Er is overleg.", ""),
]  # fmt: skip


# Asked


def test_a_whole_conversation_writes_one_sound_file(run: Run, timeline: Path) -> None:
    answers = [
        *("Overleg  in\tAssen ", "Talks in Assen", "zomer 2011", "Er was overleg.", "There were talks.", "besl", ""),
        *("2, Sociaal", "assen; tynaarlo", "vereniging", "ja", "brief", "alinea 2", "gebeurd", ""),
        *("Het overleg is geweest.", ""),
    ]  # fmt: skip
    status, seen, results = run(answers=answers)
    assert status == 0
    assert "De datum ‘zomer 2011’ wordt 2011-22; op de site: zomer 2011." in seen
    assert "    = Vereniging van Drentse Gemeenten (vdg)? (Enter: ja; n: nee; of een ander woord): " in seen
    assert added(timeline) == {
        "events/2011/overleg-in-assen.yaml": "# yaml-language-server: $schema=../../schema/event.schema.json\n"
        "date: 2011-22\n"
        "title:\n  nl: Overleg in Assen\n  en: Talks in Assen\n"
        "summary:\n  nl: Er was overleg.\n  en: There were talks.\n"
        "kind: decision\n"
        "themes: [cultuur, sociaal]\n"
        "municipalities: [assen, tynaarlo]\n"
        "organisations: [vdg]\n"
        "evidence:\n  - source: brief\n    at: alinea 2\n    says: happened\n    quote: Het overleg is geweest.\n"
    }
    assert problems_of(timeline) == []
    file = os.path.relpath(timeline / "events/2011/overleg-in-assen.yaml")
    assert results.startswith(f"Geschreven: {file}\nWat nu?\n")
    assert f"check --timeline {os.path.relpath(timeline)}\n" in results
    assert f"git add {file}\n" in results


def test_what_to_do_next_is_said_in_english_too(run: Run) -> None:
    status, seen, results = run(*GIVEN, answers=[""] * 6, english=True)
    assert status == 0
    assert "Title in English (Enter: skip): " in seen
    assert results.startswith("Written: ")
    assert "git commit -m 'New event: overleg-in-assen'" in results


def test_only_what_is_missing_is_asked(run: Run) -> None:
    _, seen, _ = run(*GIVEN, answers=[""] * 6)
    assert re.findall(r"(?m)^(\S.*?)(?: \(.*| \[.*)?: $", seen) == [
        *("Titel in het Engels", "Dezelfde samenvatting in het Engels", "Gemeenten", "Organisaties"),
        *("Plaats in de bron, zoals ‘bladzijde 3’ of ‘alinea 5’", "Naam van het bestand, en van het adres op de site"),
    ]


def test_a_date_that_edtf_cannot_say_keeps_its_words(run: Run, timeline: Path) -> None:
    status, seen, _ = run("--date", "medio 2008", answers=[*WHOLE[:2], "", "mid-2008", *WHOLE[3:]])
    assert status == 0
    assert "De datum ‘medio 2008’ wordt 2008-06~; op de site: medio 2008." in seen
    assert "in date_text" in seen
    assert "De datum in Nederlandse woorden [medio 2008]: " in seen
    assert "De datum in Engelse woorden (Enter: overslaan): " in seen
    assert "date: 2008-06~\ndate_text:\n  nl: medio 2008\n  en: mid-2008\n" in "".join(added(timeline).values())
    assert problems_of(timeline) == []


def test_english_words_for_a_date_are_not_taken_for_dutch_ones(run: Run, timeline: Path) -> None:
    status, seen, _ = run("--date", "mid-2008", answers=[*WHOLE[:2], "", "medio 2008", "", *WHOLE[3:]])
    assert status == 0
    assert "De datum in Nederlandse woorden: " in seen
    assert "    Dit kan niet leeg blijven." in seen
    assert "De datum in Engelse woorden [mid-2008]: " in seen
    assert "date_text:\n  nl: medio 2008\n  en: mid-2008\n" in "".join(added(timeline).values())


@pytest.mark.parametrize(
    ("wrong", "right", "explained"),
    [
        (["gisteren"], "2008", "→ Schrijf bijvoorbeeld 2008, 17 december 2008, zomer 2011 of medio 2008."),
        (["2009-02-30"], "2008", "Februari 2009 heeft 28 dagen"),
        (["XXXX"], "2008", "Uit deze datum blijkt geen jaar"),
        (["../XXXX"], "2008", "Uit deze datum blijkt geen jaar"),
        (["", " "], "2008", "Dit kan niet leeg blijven."),
        (["x" * 5000], "2008", "langer dan"),
        (["\x1b[2J2008"], "2008", "→ Schrijf bijvoorbeeld"),
        (["/"], "2008", "ten minste het begin of het einde"),
    ],
)
def test_a_wrong_date_is_explained_and_asked_again(run: Run, wrong: list[str], right: str, explained: str) -> None:
    status, seen, _ = run(answers=[*WHOLE[:2], *wrong, right, *WHOLE[3:]])
    assert status == 0
    assert explained in seen
    assert seen.count("Datum, zo precies als de bron: ") == len(wrong) + 1


@pytest.mark.parametrize(
    ("number", "wrong", "explained"),
    [
        (0, "", "Dit kan niet leeg blijven."),
        (0, "x" * 121, "er passen er 120"),
        (0, "a\x07b", "een onzichtbaar teken"),
        (0, "caf\ufffd", "een teken kwam niet leesbaar over"),
        (1, "caf\udce9", "een teken kwam niet leesbaar over"),
        (0, "bel 0592 36 55 55", "dit lijkt op een telefoonnummer"),
        (3, "Zie [dit](weg).", "er is geen gebeurtenis ‘weg’"),
        (3, "a@b.nl", "dit lijkt op een e-mailadres"),
        (3, "x" * 9000, "er passen er 3000"),
        (5, "", "Dit kan niet leeg blijven."),
        (5, "3", "Typ een nummer van 1 tot en met 2, of een woord uit de lijst."),
        (5, "0", "Typ een nummer van 1 tot en met 2, of een woord uit de lijst."),
        (5, "9" * 5000, "Typ een nummer van 1 tot en met 2, of een woord uit de lijst."),
        (5, "onderteekning", "Bedoelt u ‘Ondertekening (signing)’?"),
        (6, "1, 7", "‘7’ staat er niet bij."),
        (6, ",", "→"),
        (8, "waterschap", "Typ een nummer van 1 tot en met 4"),
        (11, "happend", "Bedoelt u ‘het is gebeurd (happened)’?"),
        (12, "woord " * 26, "hoogstens 25 mogen er zijn"),
        (13, "Overleg in Assen", "‘Overleg in Assen’ kan geen id zijn"),
        (13, "alliantie", "de naam ‘alliantie’ is al in gebruik"),
        (13, "2008-overleg-in-assen", "‘2008-overleg-in-assen’ kan geen id zijn"),
    ],
)
def test_a_wrong_answer_is_explained_and_asked_again(
    run: Run, timeline: Path, number: int, wrong: str, explained: str
) -> None:
    status, seen, _ = run(answers=[*WHOLE[:number], wrong, *WHOLE[number:]])
    assert status == 0
    assert explained in seen
    assert list(added(timeline)) == ["events/2011/overleg-in-assen.yaml"]
    assert problems_of(timeline) == []


def test_a_wrong_option_is_explained_and_asked(run: Run, timeline: Path) -> None:
    status, seen, _ = run(
        *GIVEN, "--says", "hapend", "--municipalities", "Asen", answers=["", "", "ASSEN", "", "", "1", ""]
    )
    assert status == 0
    assert "--says: ‘hapend’ kan hier niet staan → Bedoelt u ‘happened’?" in seen
    assert "municipalities: [assen]\n" in added(timeline)[FILE]


def test_several_lines_are_folded_where_one_belongs_and_kept_in_the_summary(run: Run, timeline: Path) -> None:
    answers: list[Answer] = [
        "Overleg\r\nin\u2028Assen",
        *WHOLE[1:3],
        " Een\n zin.  \r\n\r\n \r\n\n- punt\n- punt\n",
        *WHOLE[4:],
    ]
    assert run(answers=answers)[0] == 0
    text = "".join(added(timeline).values())
    assert "  nl: Overleg in Assen\n" in text
    assert "  nl: |-\n    Een\n    zin.\n\n    - punt\n    - punt\n" in text


def test_all_of_them_is_all(run: Run, timeline: Path) -> None:
    assert run(*GIVEN, answers=["", "", "assen, alle twaalf", "", "", ""])[0] == 0
    assert "municipalities: all\n" in added(timeline)[FILE]


def test_all_of_them_is_refused_before_they_were_there(run: Run, timeline: Path) -> None:
    given = [option if option != "2010-05" else "zomer 1997" for option in GIVEN]
    status, seen, _ = run(*given, answers=["", "", "all", "1", "", "", ""])
    assert status == 0
    assert "die zijn er sinds 1998" in seen
    assert "municipalities: [assen]\n" in added(timeline)["events/1997/overleg-in-assen.yaml"]


def test_one_of_several_is_chosen_by_its_number_or_another_word(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "many"
    papers: dict[str, str | bytes | None] = {
        f"sources/krant-{number}.yaml": f"kind: news\ntitle: Krant {number}\npublisher: Dagblad\nlanguage: nl\n"
        for number in range(20)
    }
    projects.write(folder, tales.small({**WORLD, **papers}))
    options = [option for option in GIVEN if option not in {"--source", "brief"}]
    chosen = ["kran", "99", "kran 1", "", "?", "KRAN", "20", ""]
    status, seen, _ = run(*options, answers=["", "", "", "", *chosen, ""], folder=folder / "timeline")
    assert status == 0
    assert "Typ een nummer van 1 tot en met" in seen
    assert "   1. Brief over de allianties (brief)\n   2. Krant 0\n   3. Krant 1\n   4. Krant 10\n" in seen
    assert "    Welke? Typ het nummer, of een ander woord (Enter: geen van deze): " in seen
    assert "source: krant-9\n" in projects.read(folder)[f"timeline/{FILE}"].decode()


# A new source

SOURCE_ANSWERS: list[Answer] = [
    "nieuwsbericht",
    "Overleg in Assen",
    "dagblad van assen",
    "",
    "mei 2011",
    "https://voorbeeld.nl/",
]


def test_a_new_source_is_asked_about_and_written_beside(run: Run, timeline: Path) -> None:
    answers = [*WHOLE[:9], "Krant van toen", "misschien", "j", *WHOLE[10:13], *SOURCE_ANSWERS, ""]
    status, seen, results = run(answers=answers)
    assert status == 0
    assert "Er is geen bron ‘Krant van toen’. Een nieuwe maken, met de naam krant-van-toen? (j/n) " in seen
    assert "Nu de nieuwe bron, krant-van-toen." in seen
    assert added(timeline)["sources/krant-van-toen.yaml"] == (
        "# yaml-language-server: $schema=../schema/source.schema.json\n"
        "kind: news\ntitle: Overleg in Assen\npublisher: dagblad van assen\ndate: 2011-05\n"
        "url: https://voorbeeld.nl/\nlanguage: nl\n"
    )
    assert "source: krant-van-toen\n" in added(timeline)["events/2011/overleg-in-assen.yaml"]
    assert problems_of(timeline) == []
    assert "sources/krant-van-toen.yaml" in results.partition("git add")[2]


def test_a_new_source_may_be_declined(run: Run, timeline: Path) -> None:
    status, seen, _ = run(answers=[*WHOLE[:9], "breif", "n", "日本", *WHOLE[9:]])
    assert status == 0
    assert "Er is geen bron ‘breif’ (wel ‘brief’)." in seen
    assert "Met ‘日本’ kan geen nieuwe bron gemaakt worden." in seen
    assert not any(name.startswith("sources/") for name in added(timeline))


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        (["Provincie Drenthe"], "provincie-drenthe"),
        (["VDG"], "vdg"),
        (["assen"], "assen"),
        (["drenthe", "1"], "provincie-drenthe"),
        (["drenthe", ""], "drenthe"),
        (["Dagblad van het Noorden"], "Dagblad van het Noorden"),
        (["dagblad-van"], None),
    ],
)
def test_a_publisher_is_found_by_its_name_or_is_a_medium(
    run: Run, timeline: Path, typed: list[str], stored: str | None
) -> None:
    answers = [*WHOLE[:9], "krant", "ja", *WHOLE[10:13], *SOURCE_ANSWERS[:2], *typed]
    answers += [*([] if stored else ["Krant"]), *SOURCE_ANSWERS[3:], ""]
    status, seen, _ = run(answers=answers)
    assert status == 0
    assert f"publisher: {stored or 'Krant'}\n" in added(timeline)["sources/krant.yaml"]
    assert ("er is geen uitgever ‘dagblad-van’" in seen) == (stored is None)


def test_a_new_source_can_be_given_whole(run: Run, timeline: Path) -> None:
    assert run(*GIVEN, *NEW_SOURCE, "--source-date", "5 mei 2010", answers=[""] * 7)[0] == 0
    assert "date: 2010-05-05\n" in added(timeline)["sources/krant.yaml"]
    assert problems_of(timeline) == []


def test_a_source_that_is_there_is_never_changed(run: Run, timeline: Path) -> None:
    status, seen, _ = run(*GIVEN, "--source-title", "Een andere titel", answers=[""] * 6)
    assert status == 0
    assert seen.count("--source-title: de bron ‘brief’ is er al, en wordt hier niet veranderd") == 1
    options = [option for option in GIVEN if option not in {"--source", "brief"}]
    status, seen, _ = run(*options, "--id", "b", "--source-title", "Anders", answers=["", "", "", "", "brief", ""])
    assert status == 0
    assert "--source-title: de bron ‘brief’ is er al, en wordt hier niet veranderd" in seen
    assert projects.read(timeline)["sources/brief.yaml"] == tales.base()["sources/brief.yaml"]


def test_a_source_that_cannot_be_read_is_still_there(run: Run, timeline: Path) -> None:
    (timeline / "sources" / "krant.yaml").write_text("[", encoding="utf-8")
    status, seen, _ = run(answers=[*WHOLE[:9], "krant", *WHOLE[9:]])
    assert status == 0
    assert "Met ‘krant’ kan geen nieuwe bron gemaakt worden." in seen
    assert (timeline / "sources" / "krant.yaml").read_text(encoding="utf-8") == "["


# Names


def test_a_taken_name_is_not_proposed(run: Run, timeline: Path) -> None:
    answers = ["Alliantie", *WHOLE[1:]]
    assert run(answers=answers)[0] == 0
    assert run(answers=answers)[0] == 0
    assert sorted(added(timeline)) == ["events/2011/alliantie-2.yaml", "events/2011/alliantie-2011.yaml"]


def test_a_title_without_a_name_in_it_needs_one(run: Run, timeline: Path) -> None:
    status, seen, _ = run(answers=["2008", *WHOLE[1:], "Het Jaar", ""])
    assert status == 0
    assert "op de site: " in seen
    assert "op de site [het-jaar]: " in seen
    assert list(added(timeline)) == ["events/2011/het-jaar.yaml"]


def test_an_earlier_name_of_another_event_is_taken(run: Run, timeline: Path) -> None:
    event = timeline / "events/2009/alliantie.yaml"
    event.write_text(event.read_text(encoding="utf-8") + "moved_from: [overleg-in-assen]\n", encoding="utf-8")
    assert run(answers=WHOLE)[0] == 0
    assert list(added(timeline)) == ["events/2011/overleg-in-assen-2011.yaml"]
    assert problems_of(timeline) == []


def test_a_name_may_be_given_and_typed_with_its_ending(run: Run, timeline: Path) -> None:
    assert run("--id", "Overleg", answers=[*WHOLE[:13], "overleg.yaml"])[0] == 0
    assert list(added(timeline)) == ["events/2011/overleg.yaml"]


# Breaking off, and what goes wrong at the end


@pytest.mark.parametrize("stop", [EOFError, KeyboardInterrupt])
@pytest.mark.parametrize("number", range(len(WHOLE)))
def test_stopping_half_way_shows_what_was_filled_in_and_writes_nothing(
    run: Run, timeline: Path, stop: type[BaseException], number: int
) -> None:
    status, _, results = run(answers=[*WHOLE[:number], stop])
    assert status == 130
    assert results.startswith("Er is niets geschreven.")
    assert ("Dit is ingevuld" in results) == (number > 0)
    kept = ["Overleg in Assen", None, "2011-22", "Er was overleg.", None, "decision", "sociaal", None, None, "brief",
            None, "planned", "Er is overleg."]  # fmt: skip
    assert [text for text in kept[:number] if text and text not in results] == []
    assert unchanged(timeline)


def test_stopping_in_a_new_source_shows_both(run: Run, timeline: Path) -> None:
    status, _, results = run(answers=[*WHOLE[:9], "krant", "j", *WHOLE[10:13], *SOURCE_ANSWERS[:2], EOFError])
    assert status == 130
    assert "title: Overleg in Assen\n" in results
    assert "  - source: krant\n" in results
    assert unchanged(timeline)


def test_a_data_error_at_the_end_is_1_and_loses_nothing(run: Run, timeline: Path) -> None:
    status, _, results = run("--municipalities", "all", answers=[*WHOLE[:2], "1990", *WHOLE[3:7], *WHOLE[8:]])
    assert status == 1
    assert "[all-before-1998]" in results
    assert "municipalities: all" in results
    assert "quote: Er is overleg." in results
    assert unchanged(timeline)


def test_faults_elsewhere_are_no_hindrance(run: Run, timeline: Path) -> None:
    (timeline / "events/2009/kapot.yaml").write_text("date: gisteren\n", encoding="utf-8")
    before = problems_of(timeline)
    assert before
    assert run(*GIVEN, answers=[""] * 6)[0] == 0
    assert problems_of(timeline) == before


@pytest.mark.parametrize("options", [[], NEW_SOURCE])
def test_nothing_is_overwritten_and_no_half_is_left(run: Run, timeline: Path, options: list[str]) -> None:
    def somebody_else() -> str:
        projects.write(timeline, {FILE: b"van een ander"})
        return ""

    asked = len(["title-en", "summary-en", "municipalities", "organisations", "at"]) + 2 * bool(options)
    status, seen, results = run(*GIVEN, *options, answers=[*[""] * asked, somebody_else])
    assert status == 2
    assert f"{timeline / FILE} is er al" in seen
    assert "quote: Er komt overleg." in results
    assert added(timeline) == {FILE: "van een ander"}


def test_a_folder_that_cannot_be_written_is_2_and_loses_nothing(run: Run, timeline: Path) -> None:
    """A file stands where the year's folder should be; root may write anywhere, so rights would test nothing."""
    (timeline / "events/2010").write_text("geen map", encoding="utf-8")
    status, seen, results = run(*GIVEN, *NEW_SOURCE, answers=[""] * 8, english=True)
    assert status == 2
    assert "the machine fails: " in seen
    assert results.startswith("Nothing was written. This was filled in:\n")
    assert "title: Overleg\n" in results
    assert "quote: Er komt overleg.\n" in results
    assert added(timeline) == {"events/2010": "geen map"}


def test_creating_is_all_or_nothing(tmp_path: Path) -> None:
    (tmp_path / "there").write_bytes(b"old")
    with pytest.raises(FileExistsError):
        output.create({tmp_path / "a/b/new": b"x", tmp_path / "a/c": b"y", tmp_path / "there": b"z"})
    assert projects.read(tmp_path) == {"there": b"old"}
    assert [path.name for path in tmp_path.iterdir()] == ["there"]
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    with pytest.raises(FileExistsError):
        output.create({tmp_path / "link": b"x"})
    output.create({tmp_path / "a/b/new": b"x", tmp_path / "a/c": b"y"})
    assert projects.read(tmp_path) == {"a/b/new": b"x", "a/c": b"y", "there": b"old"}


@pytest.mark.parametrize("name", ["kinds", "themes"])
@pytest.mark.parametrize("text", [None, b"", b"[", b"\xff", b"- a", b"a: 1\n"])
def test_without_kinds_or_themes_nothing_is_asked(run: Run, timeline: Path, name: str, text: bytes | None) -> None:
    file = timeline / "vocabulary" / f"{name}.yaml"
    file.unlink()
    if text is not None:
        file.write_bytes(text)
    status, seen, results = run(*GIVEN)
    assert (status, seen) == (1, "")
    assert f"Herstel eerst timeline/vocabulary/{name}.yaml: daar is niets te kiezen.\n" in results


def test_other_vocabularies_may_be_missing(run: Run, timeline: Path) -> None:
    for name in ("municipalities", "organisations", "glossary"):
        (timeline / "vocabulary" / f"{name}.yaml").write_text("[", encoding="utf-8")
    status, seen, _ = run(*GIVEN, answers=[""] * 4)
    assert status == 0
    assert "Gemeenten" not in seen


@pytest.mark.parametrize("name", ["organisations", "municipalities"])
def test_what_cannot_be_read_is_said_to_be_so_not_to_be_missing(run: Run, timeline: Path, name: str) -> None:
    (timeline / "vocabulary" / f"{name}.yaml").write_text("[", encoding="utf-8")
    _, seen, _ = run(*GIVEN, f"--{name}", "assen", answers=[""] * 4)
    assert f"--{name}: vocabulary/{name}.yaml kan niet gelezen worden → Herstel eerst dat bestand" in seen
    assert "er is geen" not in seen


def test_a_missing_folder_is_2_and_named(run: Run, tmp_path: Path) -> None:
    status, seen, results = run(folder=tmp_path / "nergens")
    assert (status, results) == (2, "")
    assert seen == f"build_timeline.py: de map {tmp_path / 'nergens'} bestaat niet\n"


# Nobody to ask


@pytest.fixture
def alone(timeline: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run `new` where standard input is no terminal, as under pytest it never is."""

    def without(*options: str, english: bool = False, folder: Path = timeline) -> tuple[int, str, str]:
        status = cli.main(["new", "--timeline", str(folder), *options], ENGLISH if english else DUTCH)
        captured = capsys.readouterr()
        return status, captured.err, captured.out

    return without


def test_everything_that_is_missing_is_said_at_once(alone: Run, timeline: Path) -> None:
    status, seen, results = alone()
    assert (status, results) == (2, "")
    first, *lines = seen.splitlines()
    assert first == "build_timeline.py: dit ontbreekt of klopt niet, dus er is niets geschreven:"
    needed = [question.option for question in questions.QUESTIONS if question.required and question.of == "event"]
    assert [line.split(":")[0].strip() for line in lines] == needed
    assert "  --kind: ontbreekt (Soort gebeurtenis; kies uit: signing, decision)" in lines
    assert unchanged(timeline)


def test_everything_that_is_wrong_is_said_at_once_too(alone: Run, timeline: Path) -> None:
    status, seen, results = alone(
        *("caf\udce9", "--date", "\x1b[2J", "--kind", "besluti", "--source", "breif", "--says", "x", "--id", "2008"),
        *("--quote", "w " * 26, "--source-kind", "krantje", "--source-url", "voorbeeld.nl", "--title-en", ""),
        english=True,
    )
    assert (status, results) == (2, "")
    assert "\x1b" not in seen
    assert re.findall(r"(?m)^  (\S+):", seen) == [
        *("TITLE", "--title-en", "--date", "--summary", "--kind", "--themes", "--says", "--quote", "--source-kind"),
        *("--source-title", "--source-publisher", "--source-language", "--source-url", "--id"),
    ]
    assert unchanged(timeline)


def test_a_call_that_says_everything_writes_without_asking(alone: Run, timeline: Path) -> None:
    status, seen, results = alone(*GIVEN, *NEW_SOURCE, "--municipalities", "Assen,TYNAARLO", "--themes", "Sociaal")
    assert (status, seen) == (0, "")
    assert "municipalities: [assen, tynaarlo]\n" in added(timeline)[FILE]
    assert "publisher: Dagblad\n" in added(timeline)["sources/krant.yaml"]
    assert problems_of(timeline) == []
    assert results.startswith("Geschreven: ")


@pytest.mark.parametrize(
    ("date", "more", "text", "lacking"),
    [
        ("medio 2008", [], "date_text:\n  nl: medio 2008\n", None),
        ("medio 2008", ["--date-text", "halverwege 2008"], "date_text:\n  nl: halverwege 2008\n", None),
        ("mid-2008", [], None, "--date-text: ontbreekt"),
        ("mid-2008", ["--date-text", "medio 2008"], "date_text:\n  nl: medio 2008\n  en: mid-2008\n", None),
        ("zomer 2011", [], "date: 2011-22\ntitle:", None),
    ],
)
def test_the_words_of_a_date_go_along_in_their_own_language(
    alone: Run, timeline: Path, date: str, more: list[str], text: str | None, lacking: str | None
) -> None:
    given = [option if option != "2010-05" else date for option in GIVEN]
    status, seen, _ = alone(*given, *more)
    assert status == (0 if text else 2)
    assert lacking is None or lacking in seen
    assert text is None or text in "".join(added(timeline).values())


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--id", "alliantie"], "--id: de naam ‘alliantie’ is al in gebruik"),
        (["--id", ""], "--id: ‘’ kan geen id zijn"),
        (["--source-title", "x"], "--source-title: de bron ‘brief’ is er al"),
        (["--source", "Een krant", "--source-title", "x"], "--source: ‘Een krant’ kan geen id zijn"),
        (["--source", "krant", "--source-title", "x"], "--source-kind: ontbreekt"),
        (["--municipalities", "all", "--date", "1997"], "die zijn er sinds 1998"),
        (["--date", "XXXX-12-25"], "Uit deze datum blijkt geen jaar"),
        (["--themes", "1"], "er is geen thema ‘1’"),
    ],
)
def test_what_is_wrong_is_named_by_its_option(alone: Run, timeline: Path, options: list[str], said: str) -> None:
    status, seen, results = alone(*GIVEN, *options)
    assert (status, results) == (2, "")
    assert said in seen
    assert unchanged(timeline)


def test_a_title_of_which_no_name_can_be_made_needs_one(alone: Run, timeline: Path) -> None:
    status, seen, _ = alone("2008", *GIVEN[1:])
    assert status == 2
    assert seen.splitlines()[-1:] == ["  --id: ontbreekt (van deze titel is geen naam te maken)"]
    assert alone("2008", *GIVEN[1:], "--id", "jaar")[0] == 0
    assert problems_of(timeline) == []


def test_long_lists_of_dates_are_dates_too(alone: Run, timeline: Path) -> None:
    days = "{" + ",".join(f"2008-01-{day:02d}" for day in range(1, 31)) + "}"
    assert alone(*[option if option != "2010-05" else days for option in GIVEN])[0] == 0
    assert list(added(timeline)) == ["events/2008/overleg-in-assen.yaml"]
    assert problems_of(timeline) == []


# The real history


@pytest.fixture
def history(tmp_path: Path) -> Path:
    """A copy of the real timeline."""
    shutil.copytree(projects.PROJECT / "timeline", tmp_path / "history" / "timeline")
    return tmp_path / "history" / "timeline"


def test_an_event_and_a_source_fit_into_the_real_history(run: Run, history: Path) -> None:
    names = set(projects.read(history))
    answers: list[Answer] = [
        *("Een nieuw overleg: ‘samen’", "", "eind januari 2012", "", "late January 2012", "Er was overleg.", ""),
        *("overleg", "1 4", "11 5, de wolden", "gedep, vdg", "", "Verslag van het overleg", "j", "blz. 3", "1"),
        *("Er is overleg.", "officieel", "", "Verslag", "Provincie Drenthe", "", "februari 2012", "", ""),
    ]  # fmt: skip
    status, seen, _ = run(answers=answers, folder=history)
    assert status == 0, seen
    written = {name: data.decode() for name, data in projects.read(history).items() if name not in names}
    assert sorted(written) == ["events/2012/een-nieuw-overleg-samen.yaml", "sources/verslag-van-het-overleg.yaml"]
    event = written["events/2012/een-nieuw-overleg-samen.yaml"]
    assert "municipalities: [westerveld, emmen, de-wolden]\n" in event
    assert "date_text:\n  nl: eind januari 2012\n  en: late January 2012\n" in event
    assert problems_of(history) == []


def test_a_call_without_questions_fits_into_the_real_history(alone: Run, history: Path) -> None:
    given = ["talks" if option == "decision" else option for option in GIVEN]
    given = ["brief-2012" if option == "brief" else option for option in given]
    assert alone(*given, "--organisations", "vdg", folder=history)[0] == 0
    assert problems_of(history) == []


def test_what_few_events_have_is_taken_and_not_asked(run: Run, timeline: Path) -> None:
    more = [
        *("--place", "Assen", "--date-note", "Uit de brief.", "--disputed", "Er is geen verslag."),
        *("--follows", "alliantie", "--see-also", "alliantie", "--link-url", "https://x.nl/", "--link-title", "X"),
    ]
    assert run(*GIVEN, *more, answers=[""] * 6)[0] == 0
    made = added(timeline)[FILE]
    assert problems_of(timeline) == []
    assert "place:\n  nl: Assen\n" in made
    assert made.endswith(
        "disputed:\n  nl: Er is geen verslag.\nfollows: [alliantie]\nsee_also: [alliantie]\n"
        "links:\n  - url: https://x.nl/\n    title: X\n"
    )


@pytest.mark.parametrize(
    ("half", "lacking"),
    [("place-en", "place"), ("link-url", "link-title"), ("link-title", "link-url"), ("date-text-en", "date-text")],
)
def test_the_other_half_of_an_answer_is_asked_for(
    run: Run, alone: Run, timeline: Path, half: str, lacking: str
) -> None:
    given = [f"--{half}", "https://x.nl/"]
    status, seen, _ = alone(*GIVEN, *given)
    assert status == 2
    assert seen.splitlines()[1].startswith(f"  --{lacking}: ontbreekt (")
    status, seen, _ = run(*GIVEN, *given, answers=["", "", "", "", "", "", "https://y.nl/", ""])
    assert f"{questions.BY_NAME[lacking].words.nl}: " in seen


# Whatever is typed

TYPED = st.sampled_from(
    [*("", "1", "2", "3", "all", "brief", "j", "n", "?", ",", "sociaal", "besluit", "zomer 2011", "medio 2008"),
     *("XXXX", "2009-02-30", "overleg", "Overleg in Assen", "alliantie", "krant", "vdg", "https://voorbeeld.nl/", "nl"),
     *("Assen", "happened", "a@b.nl", "- x: y #z", "'\"", "\x1b[2J", "\ufffd", "\udce9", "een\n\ntwee", "w " * 30)]
) | st.text(max_size=20)  # fmt: skip


@settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(TYPED, max_size=60), st.dictionaries(st.sampled_from(sorted(questions.BY_NAME)), TYPED, max_size=6))
def test_whatever_is_typed_ends_in_a_sound_event_or_in_none(typed: list[str], given: dict[str, str]) -> None:
    files = tales.small()
    for talk in (Script([*typed]), Nobody()):
        dialogue = new.Dialogue(there=drafts.known(files), talk=talk, lang="nl")
        ordered = {name: given[name] for name in questions.BY_NAME if name in given}
        try:
            identifier = dialogue.run(ordered, None)
        except (new.BrokenOff, new.Unfinished):
            continue
        made = drafts.texts(dialogue.answers, identifier)
        errors = drafts.errors_of(files, {f"timeline/{name}": text for name, text in made.items()})
        # What two answers get wrong together is found in the end.
        assert {problem.code for problem in errors} <= {"all-before-1998"}


# What can be chosen


def known() -> drafts.Known:
    return drafts.known(tales.small(WORLD))


@pytest.mark.parametrize("question", questions.QUESTIONS, ids=lambda question: question.name)
def test_every_choice_is_chosen_by_its_id_and_by_its_label(question: questions.Question) -> None:
    options = choices.options_of(question, known(), "nl")
    for identifier, label in options.items():
        assert choices.exact(identifier, options) == identifier
        assert options[choices.exact(label.upper(), options) or ""] == label
        assert identifier in choices.looked_up(label, options)


def test_letters_inside_a_word_choose_nothing() -> None:
    options = {"rud-drenthe": "Regionale Uitvoeringsdienst Drenthe", "sociaal": "Sociaal"}
    for typed in ("gs", "oc", "dienst", "ud"):
        assert choices.looked_up(typed, options) == []
    for typed in ("rud", "drenthe uitv", "REGIONALE", "dren"):
        assert choices.looked_up(typed, options) == ["rud-drenthe"]


@pytest.mark.parametrize(
    ("answers", "kept"),
    [
        (["reg", ""], "rud-drenthe"),
        (["reg", "J"], "rud-drenthe"),
        (["reg", "nee", "o-3"], "o-3"),
        (["reg", "organisatie 4"], "o-4"),
        (["Regionale Uitvoeringsdienst"], "rud-drenthe"),
    ],
)
def test_what_a_part_of_a_word_may_mean_is_asked(answers: list[str], kept: str) -> None:
    options = {"rud-drenthe": "Regionale Uitvoeringsdienst"} | {f"o-{one}": f"Organisatie {one}" for one in range(9)}
    script, taken = Script(answers), list[str]()
    question = questions.BY_NAME["organisations"]
    asking.Asker(talk=script, lang="en", question=question, options=options, accept=taken.append).ask()
    assert (taken, script.answers) == ([kept], [])
    asked = "    = Regionale Uitvoeringsdienst (rud-drenthe)? (Enter: yes; n: no; or another word): "
    assert (asked in script.lines) == (len(answers) > 1)


def test_a_source_that_was_not_meant_is_a_new_one(run: Run, timeline: Path) -> None:
    status, seen, _ = run(answers=[*WHOLE[:9], "alliant", "n", "j", *WHOLE[10:13], *SOURCE_ANSWERS, ""])
    assert status == 0
    assert "    = Brief over de allianties (brief)? (Enter: ja" in seen
    assert "sources/alliant.yaml" in added(timeline)


def test_options_of_the_schema_are_all_worded() -> None:
    says = questions.BY_NAME["says"].options
    kinds = questions.BY_NAME["source-kind"].options
    assert tuple(says) == schema.SAYS
    assert tuple(kinds) == schema.SOURCE_KINDS


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("1 4", ["1", "4"]),
        ("1,4;5", ["1", "4", "5"]),
        ("assen, , tynaarlo,", ["assen", "tynaarlo"]),
        ("Aa en Hunze", ["Aa en Hunze"]),
        (",", []),
    ],
)
def test_an_answer_with_several_parts(typed: str, parts: list[str]) -> None:
    assert choices.parts(typed, {"x": "y"}, many=True) == parts


def test_a_label_with_a_comma_is_one_choice() -> None:
    assert choices.parts("Zorg, welzijn", {"zorg": "Zorg, welzijn"}, many=True) == ["Zorg, welzijn"]


@pytest.mark.parametrize(
    ("wording", "lang"),
    [("medio 2008", "nl"), ("mid-2008", "en"), ("late January 2012", "en"), ("eind januari 2012", "nl"),
     ("tussen 2008 en 2011", "nl"), ("between 2008 and 2011", "en"), ("voor 2008", "nl"), ("ca. mei 2008", "nl")],
)  # fmt: skip
def test_the_language_of_a_date_in_words(wording: str, lang: str) -> None:
    assert drafts.language_of(wording) == lang


def test_a_long_list_is_looked_up_and_shown_when_asked() -> None:
    question = questions.BY_NAME["organisations"]
    options = {f"o-{number}": f"Organisatie {number}" for number in range(choices.SHOWN + 1)}
    kept: list[str] = []
    script = Script(["niets", "organisaties 3", "?", "13", "organisatie 13"])
    asker = asking.Asker(talk=script, lang="nl", question=question, options=options, accept=kept.append)
    asker.ask()
    assert kept == ["o-13"]
    assert script.lines[0].startswith("Organisaties (een woord eruit; ? toont alle; ")
    assert "‘niets’ staat er niet bij. Typ een ander woord, of ? voor de hele lijst." in script.text
    assert "  14. Organisatie 13 (o-13)" in script.text


# At a real terminal


class Screen:
    """A pseudo-terminal with `new` on it."""

    WRAPPER = (
        "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); os.execv(sys.argv[1], sys.argv[1:])"
    )

    def __init__(self, *options: str, cwd: Path, lang: str = "nl_NL.UTF-8", term: str = "dumb", **streams: int) -> None:
        self.end, inner = os.openpty()
        termios.tcsetwinsize(inner, (50, 250))
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "PYTHONIO"))}
        script = str(projects.PROJECT / "build_timeline.py")
        self.process = subprocess.Popen(
            [sys.executable, "-c", self.WRAPPER, sys.executable, script, "new", "--timeline", "timeline", *options],
            cwd=cwd,
            # Readline would read somebody's own settings.
            env={**kept, "LANG": lang, "TERM": term, "INPUTRC": os.devnull, "PYTHONUTF8": "1"},
            start_new_session=True,
            stdin=inner,
            stdout=streams.get("stdout", inner),
            stderr=inner,
        )
        os.close(inner)
        self.seen = ""
        # A letter may come in two parts.
        self.decode = codecs.getincrementaldecoder("utf-8")("replace").decode

    def _more(self) -> bool:
        """Read what has come; false when the other side is closed."""
        # A guard against waiting for ever; no test depends on how long anything takes.
        ready, _, _ = select.select([self.end], [], [], 60)
        assert ready, f"nothing more is said after: {self.seen}"
        try:
            data = os.read(self.end, 65536)
        except OSError:
            return False
        self.seen = (self.seen + self.decode(data)).replace("\r\n", "\n")
        return bool(data)

    def answer(self, prompt: str, typed: str | bytes) -> None:
        """Wait for a prompt, then type; a text is followed by Enter."""
        start = len(self.seen)
        while not re.search(rf"{re.escape(prompt)}[^\n]*: \Z", self.seen[start:].replace("\x1b[?2004h", "")):
            assert self._more(), f"‘{prompt}’ was not asked: {self.seen}"
        os.write(self.end, typed if isinstance(typed, bytes) else f"{typed}\n".encode())

    def stop(self, prompt: str, key: bytes, typed: str = "") -> int:
        """Wait for a prompt, type something and then a key that ends it all; gives the exit status.

        Python notices Ctrl-C once it waits for input, which is a moment after it shows the prompt. Nobody is as quick
        as that, but a test is: so the key is pressed again until something comes of it.
        """
        self.answer(prompt, typed.encode() + key)
        for _ in range(12):
            while select.select([self.end], [], [], 5)[0]:
                if not self._more():
                    return self.status()
            os.write(self.end, key)
        raise AssertionError(f"the key was not heeded after: {self.seen}")

    def status(self) -> int:
        """Read to the end; gives the exit status."""
        while self._more():
            pass
        assert "Traceback" not in self.seen
        return self.process.wait(60)

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self.end)


Open = Callable[..., Screen]


@pytest.fixture
def screen(timeline: Path) -> Iterator[Open]:
    opened: list[Screen] = []

    def one(*options: str, **more: object) -> Screen:
        opened.append(Screen(*options, cwd=timeline.parent, **more))  # type: ignore[arg-type]
        return opened[-1]

    yield one
    for each in opened:
        each.close()


def test_at_a_terminal_an_event_is_made_of_answers(screen: Open, timeline: Path) -> None:
    shown = screen("--date", "zomer 2011")
    shown.answer("Titel in het Nederlands", "Café ’t Overleg")
    shown.answer("Titel in het Engels", "")
    shown.answer("Wat gebeurde er", "Er was overleg. " * 100)
    shown.answer("Dezelfde samenvatting", "")
    shown.answer("Soort gebeurtenis", "7")
    shown.answer("Soort gebeurtenis", "2")
    shown.answer("Thema’s", "soc, cult")
    shown.answer("= Sociaal? (Enter: ja", "")
    shown.answer("= Cultuur? (Enter: ja", "")
    shown.answer("Gemeenten", "")
    shown.answer("Organisaties", "")
    shown.answer("Bron", "brief")
    shown.answer("Plaats in de bron", "alinea 2")
    shown.answer("Wat zegt de bron", "1")
    shown.answer("Citaat", "Het overleg is geweest.")
    shown.answer("Naam van het bestand", "")
    assert shown.status() == 0
    assert "De datum ‘zomer 2011’ wordt 2011-22; op de site: zomer 2011." in shown.seen
    assert "‘7’ staat er niet bij." in shown.seen
    assert "Wat nu?" in shown.seen
    text = added(timeline)["events/2011/cafe-t-overleg.yaml"]
    assert text.count("overleg.") == 100
    assert problems_of(timeline) == []


@pytest.mark.parametrize("key", [b"\x03", b"\x04"])
@pytest.mark.parametrize("term", ["dumb", "xterm"])
def test_at_a_terminal_stopping_is_130_and_writes_nothing(screen: Open, timeline: Path, key: bytes, term: str) -> None:
    shown = screen("Overleg", "--date", "mid-2008", lang="en_GB.UTF-8", term=term)
    shown.answer("Title in English", "Talks")
    assert shown.stop("The date in Dutch words", key) == 130
    shown.seen = shown.seen.replace("\x1b[?2004l\r", "").replace("\x1b[?2004l", "")
    assert shown.seen.endswith(
        "\nNothing was written. This was filled in:\n\n"
        "# yaml-language-server: $schema=../../schema/event.schema.json\n"
        "date: 2008-06~\ntitle:\n  nl: Overleg\n  en: Talks\n"
    )
    assert unchanged(timeline)


def test_at_a_terminal_a_half_typed_answer_can_be_stopped(screen: Open, timeline: Path) -> None:
    shown = screen()
    assert shown.stop("Titel in het Nederlands", b"\x03", "Half") == 130
    assert "Er is niets geschreven.\n" in shown.seen
    assert unchanged(timeline)


def test_at_a_terminal_tabs_are_blanks_and_no_length_is_too_much(screen: Open, timeline: Path) -> None:
    shown = screen()
    shown.answer("Titel in het Nederlands", b"Tab\tTab\n")
    shown.answer("Titel in het Engels", b"x" * 9000 + b"\n")
    assert shown.stop("Titel in het Engels", b"\x03") == 130
    assert "er passen er 120" in shown.seen
    assert "  nl: Tab Tab\n" in shown.seen
    assert unchanged(timeline)


def test_at_a_terminal_the_arrow_keys_move_in_the_answer(screen: Open) -> None:
    shown = screen(term="xterm")
    shown.answer("Titel in het Nederlands", b"Ovrleg\x1b[D\x1b[D\x1b[D\x1b[De\n")
    assert shown.stop("Titel in het Engels", b"\x03") == 130
    assert "  nl: Overleg\n" in shown.seen


def test_results_alone_go_to_standard_output(screen: Open, timeline: Path, tmp_path: Path) -> None:
    with (tmp_path / "results").open("wb") as file:
        shown = screen(*GIVEN, stdout=file.fileno())
    # Here no line is edited, so that odd bytes come through as they are typed.
    shown.answer("Titel", b"caf\xe9\n")
    for prompt in ("Titel", "Dezelfde", "Gemeenten", "Organisaties", "Plaats", "Naam"):
        shown.answer(prompt, "")
    assert shown.status() == 0
    assert (tmp_path / "results").read_text(encoding="utf-8").startswith("Geschreven: ")
    assert "Geschreven" not in shown.seen
    assert "een teken kwam niet leesbaar over" in shown.seen


def test_no_file_comes_of_a_terminal_that_goes_away(timeline: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(projects.PROJECT / "build_timeline.py"), "new", "--timeline", str(timeline)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stdout == b""
    assert done.stderr.startswith(b"build_timeline.py: ")
    assert unchanged(timeline)


def test_no_question_is_left_without_a_field() -> None:
    for question in questions.QUESTIONS:
        record = schema.EVENT if question.of == "event" else schema.SOURCE
        assert question.path[0] in {field.name for field in record.fields}
