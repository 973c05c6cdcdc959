"""The check of a pull request, run in repositories of its own: what it blocks, what it only tells, and where."""

import base64
import hashlib
import html
import json
import os
import re
import shutil
import stat
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from chronicle import check, layout, load, review
from chronicle.embed import preview
from chronicle.layout import Block
from tests import attacks, pages, projects, repositories, tales
from tests.repositories import commit, git
from tests.test_diff import INLINE, OURS, PARSER, kinds
from tests.world import PAPER, PLANNED, WORLD
from tools import pull_request

EVENT = "timeline/events/2009/alliantie.yaml"
WHOLE = tales.base()["events/2009/alliantie.yaml"].decode()
OLD_FAULT = {
    "timeline/events/2009/ceremonie.yaml": PLANNED.replace("themes: [cultuur, sociaal]", "themes: [cultur]").encode()
}
GOOD = {"timeline/events/2011/feest.yaml": WHOLE.replace("2009-02-04", "2011-05-01").encode()}


def files(changes: Mapping[str, bytes] | None = None) -> dict[str, bytes]:
    """The richer timeline and the styles that a preview takes, some files replaced."""
    styles = {f"docs/{name}": (projects.PROJECT / "docs" / name).read_bytes() for name in preview.NEEDS}
    return {**tales.small(WORLD), **styles, ".gitignore": b"/review/\n", **(changes or {})}


class Proposal:
    """A repository with a proposal in it, and what the check says of it."""

    def __init__(self, folder: Path, base: Mapping[str, bytes] | None = None) -> None:
        self.folder = repositories.repository(folder / "kopie", files(base))

    def proposes(self, changes: Mapping[str, bytes]) -> None:
        projects.write(self.folder, changes)
        commit(self.folder, "voorstel")

    def checked(self, *words: str, **environment: str) -> int:
        return pull_request.main(words, environment, self.folder)

    def written(self, name: str) -> str:
        return (self.folder / "review" / name).read_text(encoding="utf-8")


@pytest.fixture
def proposal(tmp_path: Path) -> Proposal:
    return Proposal(tmp_path)


def commands(capsys: pytest.CaptureFixture[str]) -> list[str]:
    """The workflow commands that were printed: every line of the output that the runner would take for one."""
    captured = capsys.readouterr()
    assert captured.err == ""
    lines = re.split(r"\r\n|\r|\n", captured.out)
    found = [line for line in lines if line.lstrip().startswith("::") or "##[" in line]
    assert len(found) <= 10
    assert [line for line in lines if line not in found] == [lines[-2], ""]
    assert lines[-2].startswith("Meegebracht / brought: ")
    return found


def shown(text: str) -> str:
    """A summary as somebody reads it: its HTML without tags and comments."""
    return html.unescape(re.sub(r"<!-- -->|<[^>]+>", "", PARSER.render(text)))


# What blocks and what does not


def test_a_good_event_passes_and_has_nothing_to_say(proposal: Proposal, capsys: pytest.CaptureFixture[str]) -> None:
    proposal.proposes(GOOD)
    assert proposal.checked() == 0
    assert commands(capsys) == []
    said = shown(proposal.written("summary.md"))
    assert "In dit voorstel zijn geen fouten gevonden." in said
    assert "Nieuw: Alliantie met Assen" in said
    assert "/gebeurtenissen/feest/" in said


def test_a_fault_that_was_there_is_shown_and_blocks_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    proposal = Proposal(tmp_path, OLD_FAULT)
    proposal.proposes(GOOD)
    assert proposal.checked() == 0
    (said,) = commands(capsys)
    assert said.startswith("::notice file=timeline/events/2009/ceremonie.yaml,line=6,col=10,title=")
    assert "Dit stond er al en houdt dit voorstel niet tegen" in said
    assert "Dit stond er al, en houdt dit voorstel niet tegen:" in shown(proposal.written("summary.md"))


def test_it_stays_an_old_fault_when_a_line_is_added_above_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    proposal = Proposal(tmp_path, OLD_FAULT)
    ((name, text),) = OLD_FAULT.items()
    proposal.proposes({name: b"# een regel erbij\n" + text})
    assert proposal.checked() == 0
    assert [one.partition(",col")[0] for one in commands(capsys)] == [f"::notice file={name},line=7"]


def test_the_same_fault_on_another_line_is_brought(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    proposal = Proposal(tmp_path, OLD_FAULT)
    ((name, text),) = OLD_FAULT.items()
    proposal.proposes({name: text.replace(b"themes: [cultur]", b"themes: [cultur, cultur]")})
    assert proposal.checked() == 1
    assert {one.partition(" ")[0] for one in commands(capsys)} == {"::error"}


def test_a_fault_is_shown_at_its_line_and_column(proposal: Proposal, capsys: pytest.CaptureFixture[str]) -> None:
    proposal.proposes({EVENT: WHOLE.replace("2009-02-04", "2009-02-30").encode()})
    assert proposal.checked() == 1
    (said,) = commands(capsys)
    assert said.startswith(f"::error file={EVENT},line=1,col=15,title=")
    text = shown(proposal.written("summary.md"))
    assert "Dit voorstel heeft 1 fout." in text
    assert f"{EVENT}:1:15" in text


def test_what_a_removal_breaks_elsewhere_is_brought(proposal: Proposal, capsys: pytest.CaptureFixture[str]) -> None:
    (proposal.folder / "timeline/sources/krant.yaml").unlink()
    commit(proposal.folder, "weg")
    assert proposal.checked() == 1
    (said,) = commands(capsys)
    assert said.startswith("::error file=timeline/events/2009/ceremonie.yaml,line=")
    assert "krant" in said


def test_who_mends_a_file_is_not_blamed_for_what_it_hid(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """While an event cannot be read, nothing is said of sources that no event needs."""
    name, unused = "timeline/events/2009/ceremonie.yaml", "timeline/sources/los.yaml"
    proposal = Proposal(tmp_path, {name: b"kapot: [\n", unused: PAPER.encode()})
    proposal.proposes({name: PLANNED.encode()})
    assert proposal.checked() == 0
    (said,) = commands(capsys)
    assert said.startswith(f"::notice file={unused},line=1,col=1,title=unused-source::")
    # A source that the proposal itself adds is another matter.
    proposal.proposes({"timeline/sources/nog-een.yaml": PAPER.encode()})
    assert proposal.checked() == 1
    assert commands(capsys)[0].startswith("::error file=timeline/sources/nog-een.yaml,")


def test_a_hint_is_shown_and_blocks_nothing(proposal: Proposal, capsys: pytest.CaptureFixture[str]) -> None:
    proposal.proposes({EVENT: WHOLE.replace("  en: Alliance with Assen\n", "").encode()})
    assert proposal.checked() == 0
    (said,) = commands(capsys)
    assert said.startswith(f"::notice file={EVENT},")
    assert "Tips, die niets tegenhouden:" in shown(proposal.written("summary.md"))


def test_at_most_ten_are_shown_and_changed_lines_come_first(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    many = {f"timeline/events/2012/e{n:02}.yaml": WHOLE.replace("2009-02-04", "2012").encode() for n in range(12)}
    old = {f"timeline/events/2013/o{n}.yaml": WHOLE.replace("2009-02-04", "2013-13").encode() for n in range(3)}
    proposal = Proposal(tmp_path, {**many, **old})
    # Nine lines that are wrong in files of the proposal, and twelve files that it does not touch but breaks.
    themes = tales.base()["vocabulary/themes.yaml"].decode().replace("sociaal:", "samen:")
    text = WHOLE.replace("2009-02-04", "2012-02-30").replace("[sociaal]", "[samen]")
    wrong = {f"timeline/events/2012/z{n}.yaml": text.encode() for n in range(9)}
    proposal.proposes({"timeline/vocabulary/themes.yaml": themes.encode(), **wrong})
    assert proposal.checked() == 1
    found = commands(capsys)
    assert len(found) == 10
    places = [re.findall("file=([^,]+),line=([0-9]+)", one)[0] for one in found]
    assert all(one.startswith("::error ") for one in found)
    first = [place for place in places if place[0] in wrong]
    assert places[: len(first)] == first
    assert {name for name, _ in first} == set(wrong)
    text = shown(proposal.written("summary.md"))
    assert all(name in text for name in (*many, *wrong, *old))


def test_faults_on_changed_lines_come_before_others_of_the_same_file() -> None:
    before = "a\nb\nc\nd\n"
    assert review.changed_lines(before, before) == frozenset()
    assert review.changed_lines("", "a\nb") == {1, 2}
    assert review.changed_lines(before, "a\nb\nx\nd\n") == {3}
    assert review.changed_lines(before, "a\nb\nc\nx\ny\nd\n") == {4, 5}
    assert review.changed_lines(before, "a\nc\nd\n") == {2}
    text = WHOLE.replace("kind: signing", "kind: sining").replace("themes: [sociaal]", "themes: [socaal]")
    earlier = WHOLE.replace("themes: [sociaal]", "themes: [socaal, socaal]")
    sides = []
    for content in (earlier, text):
        loaded = load.load(tales.small({**WORLD, "events/2009/alliantie.yaml": content}))
        sides.append(review.Side(problems=check.check(loaded), texts=loaded.texts))
    found = review.review(sides[0], sides[1])
    assert [one.place.line for one in found.brought] == [8, 9]


# With what it is compared


def test_what_others_merged_in_the_meantime_does_not_count(
    proposal: Proposal, capsys: pytest.CaptureFixture[str]
) -> None:
    """As GitHub checks it out: a merge of the proposal into the base branch, on no branch at all."""
    proposal.proposes(GOOD)
    git(proposal.folder, "switch", "--quiet", "main")
    projects.write(proposal.folder, OLD_FAULT)
    commit(proposal.folder, "een ander")
    git(proposal.folder, "update-ref", "refs/remotes/origin/stam", "main")
    git(proposal.folder, "checkout", "--quiet", "--detach", "main")
    git(proposal.folder, "merge", "--quiet", "--no-edit", "voorstel")
    git(proposal.folder, "branch", "--delete", "--force", "main")
    assert proposal.checked(GITHUB_BASE_REF="stam") == 0
    assert [one.partition(" ")[0] for one in commands(capsys)] == ["::notice"]
    assert "Gewijzigd" not in shown(proposal.written("summary.md"))


def test_gitlab_says_what_to_compare_with(proposal: Proposal, capsys: pytest.CaptureFixture[str]) -> None:
    base = git(proposal.folder, "rev-parse", "HEAD")
    git(proposal.folder, "branch", "--delete", "--force", "main")
    proposal.proposes(
        {EVENT: WHOLE.replace("2009-02-04", "2009-02-30").encode(), "timeline/sources/krant.yaml": PAPER.encode()}
    )
    assert proposal.checked(CI_MERGE_REQUEST_DIFF_BASE_SHA=base) == 1
    assert len(commands(capsys)) == 1
    (item,) = json.loads(proposal.written("code-quality.json"))
    assert item["location"] == {"path": EVENT, "lines": {"begin": 1}}
    assert item["severity"] == "major"
    assert re.fullmatch("[0-9a-f]{64}", item["fingerprint"])


def test_the_base_can_be_named(proposal: Proposal, capsys: pytest.CaptureFixture[str]) -> None:
    proposal.proposes(GOOD)
    assert proposal.checked("--base", "HEAD", GITHUB_BASE_REF="nergens") == 0
    assert "Aan de geschiedenis verandert niets." in shown(proposal.written("summary.md"))


def refused(proposal: Proposal, capsys: pytest.CaptureFixture[str], **environment: str) -> str:
    assert proposal.checked(**environment) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 2
    assert all(line.startswith("pull_request: ") for line in captured.err.splitlines())
    assert not (proposal.folder / "review").exists()
    return captured.err


def test_a_copy_that_is_too_shallow_is_told_what_to_do(
    proposal: Proposal, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    proposal.proposes(GOOD)
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{proposal.folder}", "ondiep")
    proposal.folder = tmp_path / "ondiep"
    said = refused(proposal, capsys, GITHUB_BASE_REF="main")
    assert "origin/main" in said
    assert "git fetch --unshallow" in said


def test_a_base_that_is_not_there_is_told(proposal: Proposal, capsys: pytest.CaptureFixture[str]) -> None:
    assert "‘" not in refused(proposal, capsys, CI_MERGE_REQUEST_DIFF_BASE_SHA="0" * 40).partition("\n")[0][:20]


def test_a_copy_without_git_is_told(proposal: Proposal, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.rmtree(proposal.folder / ".git")
    assert "geen git-geschiedenis" in refused(proposal, capsys)


def test_a_checkout_without_a_timeline_is_told(proposal: Proposal, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.rmtree(proposal.folder / "timeline")
    commit(proposal.folder, "weg")
    assert "geen map timeline/" in refused(proposal, capsys)


def test_a_machine_that_fails_is_told(proposal: Proposal, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "vol").write_text("", encoding="utf-8")
    assert proposal.checked("--out", str(tmp_path / "vol")) == 2
    assert "the machine fails: " in capsys.readouterr().err
    (proposal.folder / "docs/assets/marks.css").unlink()
    assert "docs/assets/marks.css is missing" in refused(proposal, capsys)
    (proposal.folder / "docs/link").symlink_to("assets")
    assert "is no ordinary file" in refused(proposal, capsys)


# What is written


def test_the_summary_is_added_to_what_the_platform_shows(proposal: Proposal, tmp_path: Path) -> None:
    proposal.proposes(GOOD)
    (tmp_path / "summary").write_text("Eerder.\n", encoding="utf-8")
    proposal.checked(GITHUB_STEP_SUMMARY=str(tmp_path / "summary"))
    assert (tmp_path / "summary").read_text(encoding="utf-8") == "Eerder.\n" + proposal.written("summary.md")


def test_a_summary_is_never_longer_than_the_platform_takes() -> None:
    blocks: list[Block] = [layout.Paragraph(text="é" * 500) for _ in range(50)]
    whole = layout.show(blocks, "markdown")
    assert pull_request.shortened(blocks) == whole
    for most in (2000, 5000, len(whole.encode()) - 1):
        short = pull_request.shortened(blocks, most)
        assert len(short.encode()) <= most
        assert "past niet alles" in shown(short)
        assert short.startswith("é" * 500)


def test_of_a_table_that_is_too_long_the_first_rows_are_kept() -> None:
    table = layout.Table(head=["a", "b"], rows=[(str(n), "x" * 50) for n in range(1000)])
    for most in (200, 3000, 20_000):
        short = pull_request.shortened([layout.Heading(text="Kop"), table], most)
        assert len(short.encode()) <= most
        assert "past niet alles" in shown(short)
        # Not one row more would have fitted.
        assert most < 3000 or len(short.encode()) > most - 60
    assert pull_request.shortened([table]).count("\n| ") == 1001


def test_the_preview_needs_nothing_and_marks_what_changes(proposal: Proposal) -> None:
    proposal.proposes(
        {**GOOD, "timeline/events/2009/ceremonie.yaml": PLANNED.replace("nl: Ceremonie", "nl: Feest").encode()}
    )
    (proposal.folder / "timeline/events/2010/gesprekken.yaml").unlink()
    proposal.checked()
    made = proposal.written("voorbeeld.html")
    root = pages.parsed(made)
    events = [one.attributes for one in root.all("li") if "data-event" in one.attributes]
    marks = {event["data-event"]: event.get("data-mark") for event in events}
    assert marks == {"alliantie": None, "ceremonie": "changed", "feest": "added"}
    assert root.one("del").text == "Gesprekken"
    feast = root.one("li", data_event="feest")
    assert "1 mei 2011" in feast.text
    assert feast.one("q").text == "De eerste alliantie is getekend."
    party = root.one("li", data_event="ceremonie").all("a")
    assert [(one.attributes["href"], one.text) for one in party] == [("https://voorbeeld.nl/krant", "De allianties")]
    assert "Alliance with Assen" in feast.one("div", lang="en").text
    self_contained(made)


def self_contained(made: str) -> None:
    """A page that asks for nothing and runs nothing, whose policy lets in its own styles and nothing else."""
    root = pages.parsed(made)
    assert root.all("script") == root.all("link") == root.all("img") == root.all("iframe") == []
    policy = str(root.one("meta", http_equiv="Content-Security-Policy").attributes["content"])
    styles = made.partition("<style>")[2].partition("</style>")[0]
    known = base64.b64encode(hashlib.sha256(styles.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{known}'; base-uri 'none'; form-action 'none'"
    assert not re.search(r"url\(|@import", styles)
    names = {name for one in root.walk() for name in one.attributes}
    assert {name for name in names if name.startswith("on") or name in {"style", "src", "srcset"}} == set()
    assert all(str(one.attributes["href"]).lower().startswith(("https://", "http://")) for one in root.all("a"))


# Hostile texts

COMMANDS = ["\\n::error file=x::a", "\\r::stop-commands::a", "%0A::add-mask::a", "::set-output name=a::b", "##[error]a"]


@pytest.mark.parametrize("said", COMMANDS)
def test_a_text_that_is_refused_cannot_command_the_runner(
    proposal: Proposal, capsys: pytest.CaptureFixture[str], said: str
) -> None:
    text = WHOLE.replace("kind: signing", f'kind: "{said}"').replace("themes: [sociaal]", f'themes: ["{said}"]')
    proposal.proposes({EVENT: text.encode(), "timeline/events/2009/::error::a%0A,b.yaml": WHOLE.encode()})
    assert proposal.checked() == 1
    found = commands(capsys)
    assert found
    for one in found:
        assert re.match(r"::error file=timeline/events/2009/[^,:]+,line=\d+,col=\d+,title=[a-z-]+::.", one)
        # Every sign that the runner would decode was coded by us; what somebody coded is shown as it was written.
        assert re.fullmatch(r"(?:[^%\x00-\x1f\x7f-\x9f]|%(?:25|0A|0D|3A|2C))+", one)
    names = {re.findall("file=([^,]+),", one)[0] for one in found}
    assert "timeline/events/2009/%3A%3Aerror%3A%3Aa%250A%2Cb.yaml" in names


def test_hostile_texts_are_told_harmlessly(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    proposal = Proposal(tmp_path)
    shutil.rmtree(proposal.folder / "timeline")
    proposal.proposes(attacks.timeline())
    assert proposal.checked() == 0
    commands(capsys)
    elements, inline, raw = kinds(proposal.written("summary.md"))
    assert elements <= OURS
    assert inline <= INLINE
    assert set(raw) <= {"<!-- -->"}
    self_contained(proposal.written("voorbeeld.html"))


def test_a_preview_shows_what_is_sound_when_the_rest_is_not(proposal: Proposal) -> None:
    broken = WHOLE.replace("themes: [sociaal]", "themes: [nergens]").replace("source: brief", "source: nergens")
    proposal.proposes(
        {**GOOD, EVENT: broken.encode(), "timeline/vocabulary/kinds.yaml": tales.base()["vocabulary/kinds.yaml"]}
    )
    assert proposal.checked() == 1
    root = pages.parsed(proposal.written("voorbeeld.html"))
    assert root.all("li", data_event="alliantie") == []
    assert root.one("li", data_event="feest").attributes["data-mark"] == "added"
    assert "alliantie" in root.all("p", class_="te-note")[0].text
    proposal.proposes({"timeline/vocabulary/kinds.yaml": b"kapot: [\n"})
    assert proposal.checked() == 1
    self_contained(proposal.written("voorbeeld.html"))


# The scripts


def scripted(
    tmp_path: Path, folder: Path, script: str, *words: str, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run a script of .ci in a project whose environment is that of these tests, so that make has nothing to do."""
    shutil.copytree(projects.PROJECT / ".ci", folder / ".ci")
    (folder / ".venv/bin").mkdir(parents=True)
    python = folder / ".venv/bin/python"
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', encoding="utf-8")
    make = tmp_path / "bin/make"
    make.parent.mkdir()
    make.write_text(f'#!/bin/sh\necho "$@" > "{tmp_path}/made"\n', encoding="utf-8")
    for path in (python, make):
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
    env = {"PATH": f"{make.parent}:{os.environ['PATH']}", "LANG": "C.UTF-8", **environment}
    return subprocess.run(
        ["bash", str(folder / ".ci" / script), *words],
        cwd=tmp_path,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_script_of_the_check_sets_up_and_checks(proposal: Proposal, tmp_path: Path) -> None:
    proposal.proposes({EVENT: WHOLE.replace("2009-02-04", "2009-02-30").encode()})
    for name in ("chronicle", "tools"):
        shutil.copytree(
            projects.PROJECT / name,
            proposal.folder / name,
            ignore=shutil.ignore_patterns("__pycache__", "node_modules"),
        )
    done = scripted(tmp_path, proposal.folder, "pull-request", "--base", "main")
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.startswith(f"::error file={EVENT},line=1,col=15,")
    assert (tmp_path / "made").read_text(encoding="utf-8").endswith(".venv/ready-for-site\n")
    assert (proposal.folder / "review/voorbeeld.html").is_file()


def test_a_name_that_no_text_can_hold_is_no_traceback(proposal: Proposal, tmp_path: Path) -> None:
    (proposal.folder / os.fsdecode(b"timeline/events/2009/\xff\xfe.yaml")).write_bytes(WHOLE.encode())
    proposal.proposes({})
    for name in ("chronicle", "tools"):
        shutil.copytree(
            projects.PROJECT / name,
            proposal.folder / name,
            ignore=shutil.ignore_patterns("__pycache__", "node_modules"),
        )
    done = scripted(tmp_path, proposal.folder, "pull-request")
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.startswith("::error file=timeline/events/2009/")
    assert "events/2009/" in proposal.written("summary.md")
    assert json.loads(proposal.written("code-quality.json"))
    told = [
        sys.executable,
        str(projects.PROJECT / "build_timeline.py"),
        "diff",
        "main",
        "--timeline",
        str(proposal.folder / "timeline"),
    ]
    assert subprocess.run(told, capture_output=True, check=False).returncode == 0


def test_the_script_of_the_site_builds_it_at_its_address(tmp_path: Path) -> None:
    project = projects.with_quick_engine(projects.checkout(tmp_path / "project", tales.small()))
    environment = {"SITE_URL": "https://voorbeeld.nl/tijdlijn", "SOURCE_DATE_EPOCH": "1700000000"}
    done = scripted(tmp_path, project, "publish", "public", **environment)
    assert done.returncode == 0, done.stderr
    assert b"https://voorbeeld.nl/tijdlijn/gebeurtenissen/alliantie/" in (project / "public/sitemap.xml").read_bytes()


def test_a_site_is_not_published_without_its_address(tmp_path: Path) -> None:
    done = scripted(tmp_path, projects.checkout(tmp_path / "project", tales.small()), "publish")
    assert done.returncode != 0
    assert "SITE_URL" in done.stderr
    assert not (tmp_path / "made").exists()
