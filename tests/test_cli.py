"""The command line: what it prints where, its exit status, and what it leaves untouched."""

import ast
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from chronicle import arguments, cli
from tests import projects, tales

EVENT = "events/2009/alliantie.yaml"
DUTCH = {"LANG": "nl_NL.UTF-8", "SOURCE_DATE_EPOCH": "1700000000"}
ENGLISH = {"LANG": "en_GB.UTF-8", "SOURCE_DATE_EPOCH": "1700000000"}

Changes = dict[str, str | bytes | None]
BROKEN: Changes = {EVENT: tales.base()[EVENT].replace(b"2009-02-04", b"2009-02-30")}


@pytest.fixture
def timeline(tmp_path: Path) -> Path:
    """The small timeline in a folder."""
    projects.write(tmp_path, tales.small())
    return tmp_path / "timeline"


def broken(tmp_path: Path) -> Path:
    """A timeline with one error, in the date of its one event."""
    projects.write(tmp_path / "broken", tales.small(BROKEN))
    return tmp_path / "broken" / "timeline"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of its own around the small timeline, in the place of ours."""
    folder = tmp_path / "a project"
    folder.mkdir()
    projects.small_project(folder)
    projects.write(folder, tales.small())
    monkeypatch.setattr(cli, "PROJECT", folder)
    return folder


def said(capsys: pytest.CaptureFixture[str]) -> tuple[str, str]:
    """What was printed: results, and the rest. No colours, and never a traceback."""
    captured = capsys.readouterr()
    assert "\x1b" not in captured.out + captured.err
    assert "Traceback" not in captured.out + captured.err
    return captured.out, captured.err


def one_message(capsys: pytest.CaptureFixture[str]) -> str:
    """The one message, where nothing else was printed."""
    out, err = said(capsys)
    assert out == ""
    assert err.startswith("build_timeline.py: ")
    assert err.count("\n") == 1
    return err


# check


def test_check_of_a_good_timeline_is_0(timeline: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", "--timeline", str(timeline)], DUTCH) == 0
    assert said(capsys) == ("0 fouten, 0 tips.\n", "")


def test_check_with_an_error_is_1_and_shows_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", "--timeline", str(broken(tmp_path))], DUTCH) == 1
    out, err = said(capsys)
    assert "timeline/events/2009/alliantie.yaml:1:15: fout: " in out
    assert "    date: 2009-02-30\n                  ^\n    → " in out
    assert out.endswith("1 fout, 0 tips.\n")
    assert err == ""


def test_check_with_only_a_hint_is_0(timeline: Path, capsys: pytest.CaptureFixture[str]) -> None:
    event = tales.base()[EVENT].replace(b"  en: Alliance with Assen\n", b"")
    projects.write(timeline, {EVENT: event})
    assert cli.main(["check", "--timeline", str(timeline)], DUTCH) == 0
    assert said(capsys)[0].endswith("0 fouten, 1 tip.\n")


def test_check_of_an_empty_timeline_is_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "timeline" / "events").mkdir(parents=True)
    assert cli.main(["check", "--timeline", str(tmp_path / "timeline")], DUTCH) == 1
    out, _ = said(capsys)
    assert out.startswith("timeline/events:1:1: fout: er is geen enkele gebeurtenis [empty-timeline]\n")
    assert out.endswith("1 fout, 0 tips.\n")


def test_check_names_files_from_the_parent_of_the_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (broken(tmp_path)).rename(tmp_path / "historie")
    assert cli.main(["check", "--timeline", str(tmp_path / "historie"), "--format", "json"], DUTCH) == 1
    assert [item["file"] for item in json.loads(said(capsys)[0])["errors"]] == ["historie/events/2009/alliantie.yaml"]


def test_check_as_json_is_json_and_nothing_else(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", "--timeline", str(broken(tmp_path)), "--format", "json"], ENGLISH) == 1
    found = json.loads(said(capsys)[0])
    assert list(found) == ["errors", "hints"]
    assert [(item["line"], item["column"], item["code"]) for item in found["errors"]] == [(1, 15, "bad-date")]


def test_check_for_github_is_annotations_and_nothing_else(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", "--timeline", str(broken(tmp_path)), "--format", "github"], ENGLISH) == 1
    (line,) = said(capsys)[0].splitlines()
    assert line.startswith("::error file=timeline/events/2009/alliantie.yaml,line=1,col=15,title=bad-date::")


def test_check_looks_up_quotations_in_a_folder_of_texts(
    timeline: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call = ["check", "--timeline", str(timeline), "--texts", str(tmp_path / "texts")]
    projects.write(tmp_path / "texts", {"brief.txt": b"De eerste\n  alli[an]tie is getekend.", "notes.md": b"x"})
    assert cli.main(call, DUTCH) == 0
    projects.write(tmp_path / "texts", {"brief.txt": b"De eerste alliantie is bijna getekend."})
    assert cli.main(call, DUTCH) == 1
    assert "[misquoted]" in said(capsys)[0]


def test_check_does_not_follow_a_link_out_of_the_folder(
    timeline: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    secret = tmp_path / "secret.yaml"
    secret.write_text("geheim: ja\n", encoding="utf-8")
    (timeline / "events" / "2009" / "link.yaml").symlink_to(secret)
    assert cli.main(["check", "--timeline", str(timeline)], DUTCH) == 1
    out, _ = said(capsys)
    assert "timeline/events/2009/link.yaml:1:1: fout: " in out
    assert "geheim" not in out


@pytest.mark.parametrize(
    ("environment", "arguments", "summary"),
    [
        ({}, [], "0 fouten, 0 tips.\n"),
        ({"LANG": "nl_NL.UTF-8"}, [], "0 fouten, 0 tips.\n"),
        ({"LANG": "C.UTF-8"}, [], "0 fouten, 0 tips.\n"),
        ({"LANG": "en_US.UTF-8"}, [], "0 errors, 0 hints.\n"),
        ({"LANG": "nl_NL.UTF-8", "LC_ALL": "en_GB.UTF-8"}, [], "0 errors, 0 hints.\n"),
        ({"LANG": "nl_NL.UTF-8", "LC_MESSAGES": "en_GB.UTF-8"}, [], "0 errors, 0 hints.\n"),
        ({"LANG": "en_GB.UTF-8", "LC_ALL": ""}, [], "0 errors, 0 hints.\n"),
        ({"LANG": "en_GB.UTF-8"}, ["--lang", "nl"], "0 fouten, 0 tips.\n"),
        ({"LANG": "nl_NL.UTF-8"}, ["--lang", "en"], "0 errors, 0 hints.\n"),
    ],
)
def test_messages_are_dutch_unless_the_option_or_the_locale_says_english(
    timeline: Path,
    capsys: pytest.CaptureFixture[str],
    environment: dict[str, str],
    arguments: list[str],
    summary: str,
) -> None:
    assert cli.main(["check", "--timeline", str(timeline), *arguments], environment) == 0
    assert said(capsys) == (summary, "")


# Wrong usage


@pytest.mark.parametrize(
    "arguments",
    [
        ["--nonsense"],
        ["check", "--nonsense"],
        ["nonsense"],
        ["check", "--format", "xml"],
        ["check", "--lang", "de"],
        ["check", "--form", "json"],
        ["check", "--timeline"],
        ["serve", "--port", "http"],
        ["serve", "--port", "70000"],
        ["check", "too", "many"],
        ["export"],
        ["export", "xml"],
        ["export", "atom"],
        ["export", "json", "csv"],
        ["export", "json", "--site", "x"],
    ],
)
def test_wrong_usage_is_2_and_one_message(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    assert cli.main(arguments, DUTCH) == 2
    assert one_message(capsys).startswith("build_timeline.py: verkeerd gebruik: ")


def test_wrong_usage_is_told_in_english_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--nonsense"], ENGLISH) == 2
    assert one_message(capsys).startswith("build_timeline.py: wrong usage: ")


@pytest.mark.parametrize(
    ("words", "nl", "en"),
    [
        ("check --format xml", "--format: ‘xml’ kan hier niet; kies uit: text, github, json",
         "--format: ‘xml’ cannot stand here; choose from: text, github, json"),
        ("check --format it's", "--format: ‘it's’ kan hier niet; kies uit: text, github, json",
         "--format: ‘it's’ cannot stand here; choose from: text, github, json"),
        ("nonsense", "COMMAND: ‘nonsense’ kan hier niet; kies uit: build, check, serve, new, diff, export, import",
         "COMMAND: ‘nonsense’ cannot stand here; choose from: build, check, serve, new, diff, export, import"),
        ("check --timeline", "--timeline: hier hoort een waarde achter", "--timeline: a value must follow it"),
        ("import x --yes=nee", "--yes: hier hoort geen waarde achter: ‘nee’",
         "--yes: no value may follow it: ‘nee’"),
        ("new A B", "dit hoort er niet bij: B", "this does not belong here: B"),
        ("import", "dit ontbreekt: FILE", "this is missing: FILE"),
        ("serve --port 70000", "--port: ‘70000’ is geen poort", "--port: ‘70000’ is not a port"),
        ("build --jobs 0", "--jobs: ‘0’ is geen getal van 1 of meer", "--jobs: ‘0’ is not a number of 1 or more"),
    ],
)  # fmt: skip
def test_wrong_usage_is_told_wholly_in_the_language_asked_for(
    capsys: pytest.CaptureFixture[str], words: str, nl: str, en: str
) -> None:
    first, *more = words.split()
    for asked in ([], ["--lang", "nl"], ["--lang=en", "--lang=nl"]):
        # A command that is none has no options.
        assert cli.main([first, *asked, *more], ENGLISH if asked else DUTCH) == 2
        assert one_message(capsys) == f"build_timeline.py: verkeerd gebruik: {nl} (zie --help)\n"
    for asked in ([], ["--lang", "en"], ["--lang=en"]):
        assert cli.main([first, *asked, *more], DUTCH if asked else ENGLISH) == 2
        assert one_message(capsys) == f"build_timeline.py: wrong usage: {en} (see --help)\n"


@pytest.mark.parametrize("command", ["check", "build", "serve", "new", "export json"])
def test_a_missing_folder_is_2_and_named(tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str) -> None:
    missing = tmp_path / "nowhere"
    assert cli.main([*command.split(), "--timeline", str(missing)], DUTCH) == 2
    assert one_message(capsys) == f"build_timeline.py: de map {missing} bestaat niet\n"
    assert not missing.exists()


def test_a_file_instead_of_a_folder_is_2(timeline: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", "--timeline", str(timeline / EVENT)], ENGLISH) == 2
    assert "alliantie.yaml" in one_message(capsys)


def test_a_missing_folder_of_texts_is_2(timeline: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", "--timeline", str(timeline), "--texts", str(tmp_path / "nowhere")], ENGLISH) == 2
    assert "does not exist" in one_message(capsys)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SITE_URL", "voorbeeld.nl"),
        ("SITE_URL", "ftp://voorbeeld.nl/"),
        ("SITE_URL", "https://voorbeeld.nl/?a=b"),
        ("SITE_URL", "https://voorbeeld.nl/een pad/"),
        ("SITE_URL", 'https://voorbeeld.nl/"><script>'),
        ("SITE_URL", "https://"),
        ("SITE_URL", "https://voorbeeld.nl/\n"),
        ("REPO_URL", "git@git.example.org:x"),
        ("SECURITY_CONTACT", "meld@voorbeeld.nl"),
        ("SECURITY_CONTACT", "http://voorbeeld.nl/meld"),
        ("SECURITY_CONTACT", "tel:+31-0000"),
        ("SECURITY_CONTACT", "mailto:meld@voorbeeld.nl\nContact: https://kwaad.example/"),
        ("SECURITY_CONTACT", "https://voorbeeld.nl/\n"),
        ("SOURCE_DATE_EPOCH", "gisteren"),
        ("SOURCE_DATE_EPOCH", "1e9"),
        ("SOURCE_DATE_EPOCH", "99999999999999999999"),
    ],
)
def test_a_bad_environment_is_2_and_names_the_variable(
    project: Path, capsys: pytest.CaptureFixture[str], name: str, value: str
) -> None:
    assert cli.main(["build"], {**DUTCH, name: value}) == 2
    assert one_message(capsys).startswith(f"build_timeline.py: {name} is geen ")
    assert not (project / "site").exists()


def test_help_is_0_and_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        cli.main(["--help"], DUTCH)
    assert left.value.code == 0
    out, err = said(capsys)
    assert err == ""
    assert {"build", "check", "serve", "new", "diff", "export"} <= set(out.split())


# build


def test_build_is_the_default_and_makes_a_whole_site(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([], {**DUTCH, "SITE_URL": "https://voorbeeld.nl/pad"}) == 0
    site = projects.read(project / "site")
    for name in ("index.html", "en/index.html", "404.html", "sitemap.xml", "robots.txt", "api/v1/events.json",
                 "gebeurtenissen/alliantie/index.html", "en/events/alliantie/index.html"):  # fmt: skip
        assert site[name]
    assert "en/sitemap.xml" not in site
    assert b"https://voorbeeld.nl/pad/en/events/alliantie/" in site["sitemap.xml"]
    assert json.loads(site["api/v1/events.json"])["generated_at"] == "2023-11-14T22:13:20+00:00"
    assert said(capsys)[1] == ""
    left = {path.name for path in project.iterdir()}
    assert left == {"build", "docs", "mkdocs.en.yml", "mkdocs.yml", "site", "timeline"}


def test_options_without_a_command_belong_to_build(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--timeline", str(broken(tmp_path)), "--site", str(tmp_path / "site")], ENGLISH) == 1
    assert "[bad-date]" in said(capsys)[0]


def test_a_build_that_cannot_be_leaves_the_old_site_byte_for_byte(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["build"], DUTCH) == 0
    before = projects.read(project / "site")
    around = {path.name for path in project.iterdir()}

    def untouched() -> bool:
        return projects.read(project / "site") == before and {path.name for path in project.iterdir()} == around

    # The data have errors.
    assert cli.main(["build", "--timeline", str(broken(tmp_path))], DUTCH) == 1
    assert "1 fout, 0 tips." in said(capsys)[0]
    assert untouched()

    # There is nothing.
    (tmp_path / "empty").mkdir()
    assert cli.main(["build", "--timeline", str(tmp_path / "empty")], DUTCH) == 1
    assert "[empty-timeline]" in said(capsys)[0]
    assert untouched()

    # The engine stops: a hand-written page links to an event that is not there.
    page = project / "docs" / "nl" / "over.md"
    whole = page.read_text(encoding="utf-8")
    page.write_text(whole + "\n[weg](gebeurtenissen/weg.md)\n", encoding="utf-8")
    assert cli.main(["build"], DUTCH) == 2
    _, err = said(capsys)
    assert "gebeurtenissen/weg.md" in err
    assert err.endswith("de oude site staat er nog\n")
    assert untouched()

    # The engine cannot even start: its settings are broken.
    page.write_text(whole, encoding="utf-8")
    settings = project / "mkdocs.en.yml"
    settings.write_text("INHERIT: mkdocs.yml\ntheme: {name: nergens}\n", encoding="utf-8")
    assert cli.main(["build"], ENGLISH) == 2
    assert "could not make the site (en)" in said(capsys)[1]
    assert untouched()


def test_a_page_without_front_matter_is_2_and_named(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "docs" / "nl" / "over.md").write_text("# Over\n", encoding="utf-8")
    assert cli.main(["build"], ENGLISH) == 2
    assert "docs/nl/over.md" in one_message(capsys)


@pytest.mark.parametrize("option", ["--site", "--build"])
def test_a_folder_that_cannot_be_made_is_2(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], option: str
) -> None:
    (tmp_path / "file").write_text("een bestand", encoding="utf-8")
    assert cli.main(["build", option, str(tmp_path / "file" / "site")], DUTCH) == 2
    assert "de machine werkt niet mee" in one_message(capsys)
    assert (tmp_path / "file").read_text(encoding="utf-8") == "een bestand"


@pytest.mark.parametrize("option", ["--site", "--build"])
@pytest.mark.parametrize("where", [".", "timeline", "timeline/events", "docs", "photos"])
def test_a_folder_that_holds_something_else_is_never_overwritten(
    project: Path, capsys: pytest.CaptureFixture[str], option: str, where: str
) -> None:
    projects.write(project / "photos", {"zomer.jpg": b"dear to somebody"})
    before = projects.read(project)
    assert cli.main(["build", option, str(project / where)], DUTCH) == 2
    one_message(capsys)
    assert projects.read(project / where) == {
        name.removeprefix(f"{where}/"): data
        for name, data in before.items()
        if where == "." or name.startswith(f"{where}/")
    }


def test_a_system_without_a_lock_is_2_and_says_what_to_do(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on Windows, whose Python has no fcntl."""
    monkeypatch.setitem(sys.modules, "fcntl", None)
    assert cli.main(["build"], ENGLISH) == 2
    assert one_message(capsys).endswith("Windows lacks the lock that it takes; use WSL\n")
    assert {path.name for path in project.iterdir()} >= {"docs", "timeline"}
    assert not (project / "site").exists()


# As a process of its own


def run(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    script = projects.PROJECT / "build_timeline.py"
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "PYTHONIO"))}
    return subprocess.run(
        [sys.executable, str(script), *arguments],
        cwd=cwd,
        env={**kept, **environment},
        capture_output=True,
        check=False,
    )


def test_the_script_runs_from_any_folder_and_gives_its_status(timeline: Path, tmp_path: Path) -> None:
    good = run("check", "--timeline", "timeline", cwd=tmp_path, LANG="en_GB.UTF-8")
    assert (good.returncode, good.stdout, good.stderr) == (0, b"0 errors, 0 hints.\n", b"")
    wrong = run("check", "--nonsense", cwd=tmp_path)
    assert (wrong.returncode, wrong.stdout) == (2, b"")
    assert wrong.stderr.startswith(b"build_timeline.py: verkeerd gebruik: ")


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "latin-1"])
@pytest.mark.parametrize("output", ["text", "github", "json"])
def test_an_output_that_cannot_show_our_signs_is_no_reason_to_stop(tmp_path: Path, encoding: str, output: str) -> None:
    done = run(
        "check", "--timeline", str(broken(tmp_path)), "--format", output, cwd=tmp_path, PYTHONIOENCODING=encoding
    )
    assert done.returncode == 1
    assert done.stderr == b""
    shown = done.stdout.decode(encoding)
    assert "bad-date" in shown
    if output == "json":
        assert json.loads(shown)["errors"]


@pytest.mark.parametrize("command", ["check", "build", "serve", "new", "export json"])
def test_a_python_without_the_packages_is_2_and_says_what_to_do(command: str) -> None:
    """-S leaves out installed packages, as any Python but that of .venv would."""
    project = Path(cli.__file__).parents[1]
    done = subprocess.run(
        [sys.executable, "-S", str(project / "build_timeline.py"), *command.split(), "--lang", "en"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert "is missing; run make site first" in done.stderr


def test_a_python_that_is_too_old_is_2_and_says_which_it_must_be() -> None:
    script = projects.PROJECT / "build_timeline.py"
    ast.parse(script.read_text(encoding="utf-8"), feature_version=(3, 4))
    older = (
        f"import runpy, sys; sys.version_info = (3, 10, 13, 'final', 0); sys.argv = ['x', 'check']\n"
        f"sys.modules['chronicle'] = None\nrunpy.run_path({str(script)!r}, run_name='__main__')"
    )
    done = subprocess.run([sys.executable, "-c", older], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    dutch, english = done.stderr.splitlines()
    assert dutch.startswith("Python 3.11 of nieuwer is nodig; dit is Python 3.10.13. ")
    assert english.startswith("Python 3.11 or newer is needed; this is Python 3.10.13. ")


@pytest.mark.parametrize(
    "message",
    [
        "argument --format: invalid choice: 'xm' (choose from 'xml', 'json')",
        "argument --format: invalid choice: 'xm' (choose from xml, json)",
        "argument --format: invalid choice: 'xm', maybe you meant 'xml'? (choose from xml, json)",
    ],
)
def test_wrong_usage_is_worded_alike_in_every_python(message: str) -> None:
    with pytest.raises(arguments.Trouble, match="--format: ‘xm’ cannot stand here; choose from: xml, json "):
        arguments.parser(projects.PROJECT).error(message)


def test_what_a_later_python_may_say_of_wrong_usage_is_told_as_it_says_it() -> None:
    with pytest.raises(arguments.Trouble, match=r"wrong usage: not\nknown \{0\} "):
        arguments.parser(projects.PROJECT).error("not\nknown {0}")


@pytest.mark.parametrize("jobs", ["0", "-1", "two", "²"])
def test_jobs_are_one_or_more(capsys: pytest.CaptureFixture[str], jobs: str) -> None:
    assert cli.main(["build", "--jobs", jobs], {}) == 2
    assert "--jobs" in capsys.readouterr().err
