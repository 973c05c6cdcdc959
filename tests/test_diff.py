"""The command `diff`: what it prints, of which revision, its exit status, and that no text in it can do anything."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from chronicle import changes, cli, inputs, layout, load, report, revisions
from chronicle.embed import preview
from chronicle.problems import Lang
from tests import attacks, projects, repositories, tales
from tests.repositories import commit, git
from tests.world import PLANNED, TALKS, WORLD

DUTCH, ENGLISH = {"LANG": "nl_NL.UTF-8"}, {"LANG": "en_GB.UTF-8"}
TALKED = "timeline/events/2010/gesprekken.yaml"


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """The richer timeline in a repository, on a branch of its own."""
    return repositories.repository(tmp_path / "kopie", tales.small(WORLD))


def told(checkout: Path, capsys: pytest.CaptureFixture[str], *words: str, lang: Lang = "nl") -> str:
    """What the command prints of a timeline, when it goes well."""
    status = cli.main(["diff", *words, "--timeline", str(checkout / "timeline"), "--lang", lang], {})
    captured = capsys.readouterr()
    assert (status, captured.err) == (0, "")
    return captured.out


def refused(checkout: Path, capsys: pytest.CaptureFixture[str], *words: str, lang: Lang = "nl") -> str:
    """The one sentence, when it does not."""
    status = cli.main(["diff", *words, "--timeline", str(checkout / "timeline"), "--lang", lang], {})
    captured = capsys.readouterr()
    assert (status, captured.out) == (2, "")
    assert captured.err.count("\n") == 1
    assert "Traceback" not in captured.err
    return captured.err


# What is told


def test_nothing_changed(checkout: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert told(checkout, capsys) == "Wat er verandert\n================\n\nAan de geschiedenis verandert niets.\n"
    assert "Nothing changes in the history." in told(checkout, capsys, lang="en")


def test_an_event_is_told_as_it_will_read(checkout: Path, capsys: pytest.CaptureFixture[str]) -> None:
    projects.write(checkout, {"timeline/events/2011/feest.yaml": FEAST.encode()})
    said, _, pages = told(checkout, capsys).partition("  Pagina")
    assert said == FEAST_TOLD
    rows = [re.split("  +", line.strip()) for line in pages.splitlines()]
    assert rows[:3] == [
        ["Nederlands", "Engels"],
        ["komt erbij", "/gebeurtenissen/feest/", "/en/events/feest/"],
        ["lijst verandert", "/bronnen/krant/", "/en/sources/krant/"],
    ]
    assert ["lijst verandert", "/jaren/2011/", "/en/years/2011/"] in rows


FEAST = """
date: 2011-22
title: {nl: Feest}
summary: {nl: "Er was **feest** in [Assen](alliantie)."}
kind: signing
themes: [cultuur]
municipalities: all
evidence:
  - {source: krant, says: happened, quote: Het was feest., at: kop}
"""
FEAST_TOLD = """Wat er verandert
================

Gebeurtenissen: 1 nieuw.

## Gebeurtenissen

### Nieuw: Feest

  Datum: zomer 2011 (2011-22)
  Status: bevestigd
  Soort: Ondertekening
  Samenvatting: Er was feest in Assen.
  Gemeenten: alle twaalf gemeenten
  Thema’s: Cultuur
  Bron: De allianties (Dagblad van het Noorden, zonder datum) zegt dat het is gebeurd: “Het was feest.” (kop)
  Bestand: timeline/events/2011/feest.yaml

## Op de site

"""


def test_a_status_that_follows_from_new_evidence_is_told(checkout: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = PLANNED.replace("says: expected", "says: happened")
    projects.write(checkout, {"timeline/events/2009/ceremonie.yaml": text.encode()})
    said = told(checkout, capsys)
    assert "  Status: bevestigd (was: gepland)\n" in said
    assert re.search(r"\n  evidence ‘krant’\.says +expected +happened\n", said)
    assert "verandert        /gebeurtenissen/ceremonie/" in said


def test_an_address_that_breaks_is_said_first_with_the_cure(checkout: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (checkout / TALKED).rename(checkout / "timeline/events/2010/overleg.yaml")
    said = told(checkout, capsys)
    assert said.index("Het adres van ‘gesprekken’ breekt") < said.index("## Gebeurtenissen")
    assert "Zet dan moved_from: [gesprekken] in overleg." in said
    assert "breekt           /gebeurtenissen/gesprekken/  /en/events/gesprekken/" in said
    projects.write(checkout, {"timeline/events/2010/overleg.yaml": f"{TALKS}moved_from: [gesprekken]\n".encode()})
    said = told(checkout, capsys)
    assert "breekt" not in said
    assert "### Verhuisd: Gesprekken" in said
    assert "leidt door" in said
    assert "/gebeurtenissen/gesprekken/ → /gebeurtenissen/overleg/" in said


def test_an_earlier_address_that_is_dropped_is_said_with_the_cure(
    checkout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    projects.write(checkout, {TALKED: f"{TALKS}moved_from: [overleg]\n".encode()})
    commit(checkout, "verhuisd")
    projects.write(checkout, {TALKED: TALKS.encode()})
    assert "‘overleg’ breekt" in told(checkout, capsys, "HEAD")
    assert "Put it back into moved_from of gesprekken." in told(checkout, capsys, "HEAD", lang="en")


def test_errors_on_either_side_are_named_and_the_rest_is_told(
    checkout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    projects.write(checkout, {TALKED: b"kapot: [\n"})
    commit(checkout, "kapot")
    projects.write(checkout, {"timeline/events/2011/feest.yaml": FEAST.encode()})
    said = told(checkout, capsys)
    assert f"! Niet te lezen, dus niet vergeleken: {TALKED}." in said
    assert f"\nWas al niet te lezen: {TALKED}.\n" in told(checkout, capsys, "HEAD")
    assert "Niet te lezen" not in told(checkout, capsys, "HEAD")
    assert "### Nieuw: Feest" in said
    assert "breekt" not in said
    projects.write(checkout, {TALKED: TALKS.encode()})
    said = told(checkout, capsys, "HEAD")
    assert f"Was al niet te lezen: {TALKED}." in said
    assert "### Weer leesbaar: Gesprekken" in said


# Of which revision


def test_without_a_base_it_is_what_the_main_branch_shares(checkout: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (checkout / TALKED).unlink()
    commit(checkout, "weg")
    git(checkout, "switch", "--quiet", "main")
    projects.write(checkout, {"timeline/events/2011/feest.yaml": FEAST.encode()})
    commit(checkout, "een ander")
    git(checkout, "switch", "--quiet", "voorstel")
    said = told(checkout, capsys)
    assert "### Weg: Gesprekken" in said
    assert "Feest" not in said
    assert "### Weg: Feest" in told(checkout, capsys, "main")


def test_what_was_published_goes_before_what_is_here(checkout: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git(checkout, "update-ref", "refs/remotes/origin/main", "main")
    (checkout / TALKED).unlink()
    commit(checkout, "weg")
    git(checkout, "branch", "--force", "main", "voorstel")
    assert "### Weg: Gesprekken" in told(checkout, capsys)


def test_a_folder_can_be_the_base(checkout: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    projects.write(tmp_path / "ander", tales.small())
    said = told(checkout, capsys, str(tmp_path / "ander"))
    assert "### Nieuw: Gesprekken" in said
    shutil.rmtree(checkout / ".git")
    assert told(checkout, capsys, str(tmp_path / "ander")) == said


def test_a_base_without_a_timeline_is_an_empty_one(checkout: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git(checkout, "switch", "--quiet", "--orphan", "leeg")
    commit(checkout, "leeg")
    git(checkout, "switch", "--quiet", "voorstel")
    assert "### Nieuw: Gesprekken" in told(checkout, capsys, "leeg")


def test_the_base_is_read_as_it_was_committed(checkout: Path) -> None:
    """Names, bytes, links and what is not on the disk any more; and the work tree stays as it is."""
    link = checkout / "timeline/events/2009/link.yaml"
    link.symlink_to("alliantie.yaml")
    projects.write(checkout, {"timeline/events/2009/é è.yaml": b"x", "timeline/leeg.txt": b"", "buiten.txt": b"y"})
    commit(checkout, "vreemd")
    expected = projects.read(checkout / "timeline")
    (checkout / TALKED).unlink()
    before = projects.digest(checkout)
    found = revisions.read(checkout / "timeline", "HEAD")
    assert found.odd == {"timeline/events/2009/link.yaml": "link"}
    assert found.files == {
        f"timeline/{name}": data for name, data in expected.items() if not name.endswith("link.yaml")
    }
    assert projects.digest(checkout) == before


def test_a_timeline_deep_in_a_repository_is_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = {f"een map/diep/{name}": data for name, data in tales.small(WORLD).items()}
    checkout = repositories.repository(tmp_path / "r", files) / "een map/diep"
    (checkout / TALKED).unlink()
    assert "### Weg: Gesprekken" in told(checkout, capsys)


def test_a_timeline_may_be_a_repository_of_its_own_or_have_another_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = {name.removeprefix("timeline/"): data for name, data in tales.small(WORLD).items()}
    folder = repositories.repository(tmp_path / "geschiedenis", files)
    (folder / "events/2010/gesprekken.yaml").unlink()
    projects.write(tmp_path / "ander", tales.small())
    for base, expected in (["main", "### Weg: Gesprekken"], [str(tmp_path / "ander"), "### Nieuw: Ceremonie"]):
        assert cli.main(["diff", base, "--timeline", str(folder), "--lang", "nl"], {}) == 0
        assert expected in capsys.readouterr().out


def test_it_works_inside_a_hook(
    checkout: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_DIR", ".git")
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/index")
    (checkout / TALKED).unlink()
    assert "### Weg: Gesprekken" in told(checkout, capsys)


# What goes wrong


@pytest.mark.parametrize(
    "base", ["nergens", "main:timeline", "--all", "-x", "HEAD~9", "HEAD^{tree}", "a\0b", "", "\x1b[2J"]
)
def test_a_bad_revision_is_refused_with_the_cure(checkout: Path, capsys: pytest.CaptureFixture[str], base: str) -> None:
    words = ["--", base] if base.startswith("-") else [base]
    status = cli.main(["diff", "--timeline", str(checkout / "timeline"), "--lang", "nl", *words], {})
    captured = capsys.readouterr()
    assert (status, captured.out) == (2, "")
    assert "git kent hier geen versie" in captured.err
    assert "git fetch" in captured.err
    assert "\x1b" not in captured.err


def test_a_main_branch_that_is_not_there_is_told(checkout: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git(checkout, "branch", "--delete", "--force", "main")
    assert "geen origin/main of main om mee te vergelijken" in refused(checkout, capsys)
    assert "neither origin/main nor main" in refused(checkout, capsys, lang="en")


def test_a_shallow_copy_is_told_how_to_deepen(
    checkout: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git(checkout, "switch", "--quiet", "main")
    commit(checkout, "een ander")
    git(tmp_path, "clone", "--quiet", "--depth=1", "--no-single-branch", f"file://{checkout}", "ondiep")
    git(tmp_path / "ondiep", "switch", "--quiet", "voorstel")
    said = refused(tmp_path / "ondiep", capsys, lang="en")
    assert "share no history that is known here" in said
    assert "git fetch --unshallow" in said


def test_a_folder_without_git_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    projects.write(tmp_path, tales.small())
    assert "geen git-geschiedenis" in refused(tmp_path, capsys)
    assert "no git history" in refused(tmp_path, capsys, "HEAD", lang="en")


def test_a_repository_without_a_commit_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    projects.write(tmp_path, tales.small())
    git(tmp_path, "init", "--quiet")
    assert "om mee te vergelijken" in refused(tmp_path, capsys)
    assert "kent hier geen versie" in refused(tmp_path, capsys, "HEAD")


def test_a_machine_without_git_is_told(
    checkout: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(checkout))
    assert "git is niet gevonden" in refused(checkout, capsys)
    assert "git was not found" in refused(checkout, capsys, "HEAD", lang="en")


def test_a_timeline_that_is_not_there_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "bestaat niet" in refused(tmp_path, capsys, "HEAD")


def test_the_command_line_runs_it(checkout: Path) -> None:
    command = [sys.executable, str(projects.PROJECT / "build_timeline.py"), "diff", "main", "--lang", "en"]
    command += ["--timeline", str(checkout / "timeline"), "--format", "markdown"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "# What changes\n\nNothing changes in the history.\n"


# Nothing that lies in a timeline stops it


@pytest.mark.parametrize("name", tales.names())
def test_every_fault_that_there_is_can_stand_on_either_side(name: str) -> None:
    story = tales.read(name)
    sides = load.load(tales.small(WORLD)), load.load(tales.files_of(story), tales.odd_in(story))
    for before, now in (sides, sides[::-1]):
        found = changes.compare(before, now)
        blocks = list(report.report(found, before, now, "nl"))
        for style in STYLES:
            assert layout.show(blocks, style).count("\n") > 4
        marks: dict[str, preview.Mark] = {one.id: one.step for one in found.of("events") if one.step != "removed"}
        removed = [one.before for one in found.of("events") if one.step == "removed"]
        assert preview.document(now.timeline, marks, removed, DOCS).startswith("<!doctype html>")


STYLES: tuple[layout.Style, ...] = ("text", "markdown")
DOCS = inputs.read_folder(projects.PROJECT / "docs")


# No text in it can do anything

PARSER = MarkdownIt("commonmark").enable("table").enable("strikethrough")
OURS = {"heading_open", "heading_close", "paragraph_open", "paragraph_close", "bullet_list_open", "bullet_list_close",
        "list_item_open", "list_item_close", "table_open", "table_close", "thead_open", "thead_close", "tbody_open",
        "tbody_close", "tr_open", "tr_close", "th_open", "th_close", "td_open", "td_close", "inline", "blockquote_open",
        "blockquote_close"}  # fmt: skip
INLINE = {"text", "text_special", "strong_open", "strong_close", "html_inline", "softbreak"}
NASTY = [
    "::error::x", "\n::error::x", "<script>alert(1)</script>", "<!-- weg", "-->", "[a](javascript:b)", "![](x)",
    "| a | b |", "a\n\n# b", "`code`", "~~~", "*a*", "_b_", "@iemand", "#12", "!3", "https://x.nl", "www.x.nl",
    "a@b.nl", "&lt;b&gt;", "$x$", "- [ ] a", "1. a", "\\", "%0A", "\u202ea", "\x1b[2J", "{{ x }}",
]  # fmt: skip


def kinds(text: str) -> tuple[set[str], set[str], list[str]]:
    """Which elements a Markdown text has, and the HTML in it."""
    tokens = PARSER.parse(text)
    children = [child for token in tokens for child in token.children or ()]
    html = [child.content for child in children if child.type == "html_inline"]
    return {token.type for token in tokens}, {child.type for child in children}, html


@given(st.one_of(st.sampled_from(NASTY), st.text()), st.one_of(st.sampled_from(NASTY), st.text()))
def test_texts_are_inert_in_markdown_and_one_line_each(first: str, second: str) -> None:
    blocks: list[layout.Block] = [
        layout.Heading(text=first),
        layout.Paragraph(text=second),
        layout.Paragraph(text=first, warns=True),
        layout.Facts(rows=[(first, second), ("", first)]),
        layout.Table(head=["a", "b"], rows=[(first, second)]),
    ]
    shown = layout.show(blocks, "markdown")
    elements, inline, html = kinds(shown)
    assert elements <= OURS
    assert inline <= INLINE
    assert set(html) <= {"<!-- -->"}
    # As many lines as ours have, whatever is in them; and no sign that could name a person, a thing or a command.
    assert len(shown.splitlines()) == 13
    assert not re.search(r"(?m)^::|@|&#(?:64|35|33);(?!<!-- -->)|https?:|www\.", shown)
    text = layout.show(blocks, "text")
    assert len(text.splitlines()) == 11
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", text)


def test_a_word_is_shown_as_it_was_written() -> None:
    for text in NASTY[2:]:
        made = PARSER.render(layout.inert(text))
        assert re.sub(r"<!-- -->", "", made).startswith("<p>"), text
    assert PARSER.render(layout.inert("a & b <i> #1 @x")) == "<p>a &amp; b &lt;i&gt; #<!-- -->1 @<!-- -->x</p>\n"


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_a_hostile_timeline_is_told_harmlessly(lang: Lang) -> None:
    hostile = load.load(attacks.timeline())
    empty = load.load({})
    found = changes.compare(empty, hostile)
    assert len(found.of("events")) > 5
    shown = layout.show(report.report(found, empty, hostile, lang), "markdown")
    elements, inline, html = kinds(shown)
    assert elements <= OURS
    assert inline <= INLINE
    assert set(html) <= {"<!-- -->"}
    assert not re.search(r"<(?!!-- -->)|(?m:^)::|@", shown)
