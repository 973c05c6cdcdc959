"""The guides are true: their example loads, every field and option is in them, and the tables are those of the code."""

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from chronicle import arguments, check, drafts, fields, inputs, load, schema
from chronicle.foreign import gaps, reading, texts
from chronicle.pages import form_words
from chronicle.problems import show
from tools import write_schemas

PROJECT = Path(__file__).resolve().parent.parent
CONTRIBUTING = (PROJECT / "CONTRIBUTING.md").read_text(encoding="utf-8")
README = (PROJECT / "README.md").read_text(encoding="utf-8")
ARCHITECTURE = (PROJECT / "docs" / "architecture.md").read_text(encoding="utf-8")
EXAMPLE = re.compile(r"```yaml\n# (?P<file>timeline/\S+)\n(?P<text>.*?)```", re.DOTALL)


def examples() -> dict[str, str]:
    return {m["file"]: m["text"] for m in EXAMPLE.finditer(CONTRIBUTING)}


def test_the_guide_has_an_event_and_a_source() -> None:
    assert [Path(file).parts[1] for file in examples()] == ["events", "sources"]


def test_the_examples_load_without_a_problem() -> None:
    files = inputs.read_folder(PROJECT / "timeline", prefix="timeline/")
    files |= {file: text.encode() for file, text in examples().items()}
    loaded = load.load(files)
    # No event rests on the example's source: that is the one thing the guide cannot show in two files.
    found = [p for p in check.check(loaded) if p.code != "unused-source"]
    assert show(found, texts=loaded.texts, lang="en", output="text") == ""


@pytest.mark.parametrize(
    "field", [f.name for f in (*schema.EVENT.fields, *schema.EVIDENCE.fields, *schema.LINK.fields)]
)
def test_every_field_of_an_event_is_in_the_guide(field: str) -> None:
    assert re.search(rf"(?m)(^ *(?:- )?|`){field}[:`]", CONTRIBUTING)


@pytest.mark.parametrize("field", [f.name for f in schema.SOURCE.fields])
def test_every_field_of_a_source_is_in_the_guide(field: str) -> None:
    source = next(text for file, text in examples().items() if "/sources/" in file)
    assert re.search(rf"(?m)^{field}:", source)


@pytest.mark.parametrize("word", [*schema.SAYS, *schema.SOURCE_KINDS])
def test_every_choice_is_in_the_guide(word: str) -> None:
    assert re.search(rf"\b{word}\b", CONTRIBUTING)


def test_the_table_of_modules_is_the_code() -> None:
    table = ARCHITECTURE.partition("| module |")[2].partition("\n\n")[0]
    listed = re.findall(r"(?m)^\| `([a-z_]+)(?:\.py|/)` \|", table)
    package = PROJECT / "chronicle"
    modules = {p.stem for p in package.glob("*.py") if p.stem != "__init__"}
    packages = {p.parent.name for p in package.glob("*/__init__.py")}
    assert sorted(listed) == sorted(modules | packages)


def test_the_modules_of_pages_are_named_in_the_guide() -> None:
    modules = {p.stem for p in (PROJECT / "chronicle" / "pages").glob("*.py")} - {"__init__"}
    paragraph = ARCHITECTURE.partition("Inside `pages/`")[2].partition("\n\n")[0]
    assert set(re.findall(r"`([a-z_]+)`", paragraph)) == modules


def test_every_file_named_in_the_guides_is_there() -> None:
    guides = [README, CONTRIBUTING, *(p.read_text(encoding="utf-8") for p in (PROJECT / "docs").glob("*.md"))]
    named = {link for guide in guides for link in re.findall(r"\]\(([^)#:]+)\)", guide)}
    assert len(named) > 5
    missing = [n for n in sorted(named) if not ((PROJECT / n).exists() or (PROJECT / "docs" / n).exists())]
    assert missing == []


@pytest.mark.parametrize("command", ["make site", "make serve", "make test"])
def test_the_readme_names_the_commands(command: str) -> None:
    targets = re.findall(r"(?m)^([a-z]+):", (PROJECT / "Makefile").read_text(encoding="utf-8"))
    assert command in README
    assert command.split()[1] in targets


def test_the_options_in_the_guides_exist() -> None:
    known = set()
    for action in arguments.parser(PROJECT)._subparsers._group_actions[0].choices.values():  # type: ignore[union-attr]
        known |= {option for a in action._actions for option in a.option_strings}
    used = set(re.findall(r"build_timeline\.py [a-z]+ (--[a-z]+)", README + CONTRIBUTING))
    assert used
    assert used <= known


IMPORT = (PROJECT / "docs" / "import.md").read_text(encoding="utf-8")


def test_the_guide_to_importing_names_every_format_option_mark_and_limit() -> None:
    formats = re.findall(r"(?m)^\| `(\w+)` \| .* \| (.*) \|$", IMPORT.partition("## What happens")[0])
    assert tuple(name for name, _ in formats) == arguments.IMPORTED
    for name, known_by in formats:
        for ending in re.findall(r"`(\.\w+)`", known_by):
            data = b'{"start_date": 1}' if name == "timelinejs" else b"{}"
            assert reading.format_of(f"lijst{ending}", data) == name
    options = arguments.parser(PROJECT)._subparsers._group_actions[0].choices["import"]  # type: ignore[union-attr,index]
    known = {option for a in options._actions for option in a.option_strings} | {"--with"}
    assert {"--into", "--columns", "--yes", "--language"} <= set(re.findall(r"--[a-z]+", IMPORT)) <= known
    for mark in gaps.MARK.values():
        assert f"# {mark}" in IMPORT
        assert mark in CONTRIBUTING
    fields = {field.name: field.of for field in schema.EVENT.fields}
    assert f"{texts.MOST_BYTES // 1024**2} MB, a summary {fields['summary'].of.max_length} characters" in IMPORT  # type: ignore[union-attr]
    assert f"a title {fields['title'].of.max_length};" in IMPORT  # type: ignore[union-attr]


@pytest.mark.parametrize("guide", [README, CONTRIBUTING], ids=["README", "CONTRIBUTING"])
def test_both_languages_show_how_to_import(guide: str) -> None:
    calls = re.findall(r"\.venv/bin/python (build_timeline\.py import [^`\n]*)", guide)
    options = [arguments.parser(PROJECT).parse_args(shlex.split(call)[1:]) for call in calls]
    assert [(one.command, one.lang) for one in options] == [("import", None), ("import", "en")]


@pytest.mark.parametrize("guide", [README, CONTRIBUTING], ids=["README", "CONTRIBUTING"])
def test_both_languages_show_how_to_be_asked(guide: str) -> None:
    dutch, _, english = guide.partition("\n## English\n" if "\n## English\n" in guide else "\n## Adding an event\n")
    for half in (dutch, english):
        call = shlex.split(re.findall(r"(?m)^    \.venv/bin/python (build_timeline\.py new .*)$", half)[0])
        options = arguments.parser(PROJECT).parse_args(call[1:])
        assert (options.command, options.date) == ("new", "zomer 2011")
        assert drafts.date_of(options.date).edtf == "2011-22"


STEPS = re.compile(r"(?ms)^### In (?:de|the) browser\n(.*?)^### ")


@pytest.mark.parametrize(("half", "lang"), [(0, "nl"), (1, "en")])
def test_an_event_is_added_in_at_most_ten_steps_each_with_its_picture(half: int, lang: str) -> None:
    """Those on our own site, that is: of pages of others there is none."""
    steps = STEPS.findall(CONTRIBUTING)[half]
    numbers = [int(number) for number in re.findall(r"(?m)^([0-9]+)\. ", steps)]
    assert numbers == list(range(1, len(numbers) + 1))
    assert 5 < len(numbers) <= 10
    pictures = re.findall(r"!\[(.+)\]\((.+)\)", steps)
    there = sorted((PROJECT / "docs/screenshots").glob(f"contribute-{lang}-*.png"))
    assert sorted(PROJECT / name for _, name in pictures) == there
    assert len(there) >= 6
    assert all(20 < len(alt) < 150 for alt, _ in pictures)
    # What is to be clicked is called what the form calls it.
    said = [words[lang == "en"] for words in form_words.WORDS.values()]
    for name in re.findall(r"\*\*(.+?)\*\*", steps):
        labels = [*said, *(about.label.in_language("en" if lang == "en" else "nl") for about in fields.EVENT.values())]
        assert name in {"Bijdragen", "Contribute"} or any(label.startswith(name) for label in labels), name


@pytest.mark.parametrize("name", ["event.schema.json", "source.schema.json"])
def test_the_committed_schemas_are_those_of_the_code(name: str) -> None:
    committed = (PROJECT / "timeline" / "schema" / name).read_text(encoding="utf-8")
    assert committed == write_schemas.schemas()[name], "run python -m tools.write_schemas"


def test_every_test_that_is_named_as_proof_is_there() -> None:
    page = (PROJECT / "docs" / "reliability.md").read_text(encoding="utf-8")
    named = re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", page)
    assert len(named) > 20
    missing = [
        f"{file}::{name}"
        for file, name in named
        if not re.search(rf"(?m)^def {name or 'test_'}", (PROJECT / file).read_text(encoding="utf-8"))
    ]
    assert missing == []


def test_who_types_what_the_guide_says_has_an_event(tmp_path: Path) -> None:
    block = re.search(
        r"(?m)^    (\.venv/bin/python build_timeline\.py new \"(?:.*\\\n)+.*)\n    (.+check)$", CONTRIBUTING
    )
    assert block is not None
    shutil.copytree(PROJECT / "timeline", tmp_path / "timeline")
    before = set((tmp_path / "timeline").rglob("*.yaml"))
    for command in block.groups():
        _, script, *rest = shlex.split(command.replace("\\\n", " "))
        done = subprocess.run(
            [sys.executable, str(PROJECT / script), *rest, "--timeline", str(tmp_path / "timeline")],
            stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
    (made,) = set((tmp_path / "timeline").rglob("*.yaml")) - before
    assert made.parent.name == "2009"


@pytest.mark.parametrize("guide", ["docs/nl/privacy.md", "docs/en/privacy.md"])
def test_the_privacy_page_tells_that_what_is_chosen_stands_in_the_address(guide: str) -> None:
    """tests/browser/test_filter.py shows that it does, and that the other language takes it along."""
    text = " ".join((PROJECT / guide).read_text(encoding="utf-8").split())
    assert "`?q=Assen`" in text
    assert not re.search(
        "wat u typt, wordt niet verstuurd|niets in te vullen|what you type is not sent|fill in nothing", text
    )
