"""Attacks on every stage, from bytes to feeds: each is refused for the right reason, or shown as it was typed."""

import faulthandler
import html
import json
import re
import signal
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import product
from pathlib import Path
from types import FrameType
from typing import Any, get_args
from xml.etree import ElementTree

import markdown
import pytest
import yaml
from openapi_spec_validator import OpenAPIV31SpecValidator

from chronicle import build, check, load
from chronicle.problems import Format, Lang, Problem, show
from tests import api, attacks, pages, tales
from tests.attacks import Case

LEAST = 800
STAGES = {"addresses", "dates", "names", "pictures", "private", "texts", "yaml"}
CLOCK = datetime(2024, 1, 1, tzinfo=UTC)
DOCS = {f"{lang}/index.md": b"---\ntitle: T\ndescription: D\n---\n\n# T\n\n{{TIMELINE}}\n" for lang in ("nl", "en")}

# Each case takes a tenth of a second at most (`make bench` tells the slowest). A test may wait for a busy machine, so
# the seconds are those of the process, and many: what hangs, hangs for minutes.
_PATIENCE = 20

# The extensions that sites with Material usually switch on. Ours does not; if somebody does one day, texts stay texts.
_PYMDOWNX = [
    "arithmatex", "betterem", "blocks.admonition", "blocks.details", "blocks.html", "blocks.tab", "caret",
    "critic", "details", "emoji", "escapeall", "highlight", "inlinehilite", "keys", "magiclink", "mark",
    "progressbar", "saneheaders", "smartsymbols", "snippets", "superfences", "tabbed", "tasklist", "tilde",
]  # fmt: skip
USUAL = [
    "abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "meta", "smarty", "tables", "toc",
    "wikilinks",
    *(f"pymdownx.{name}" for name in _PYMDOWNX),
]  # fmt: skip


@contextmanager
def in_time(name: str) -> Iterator[None]:
    """Fail when what happens inside never ends. What Python cannot interrupt ends the run, and says where it was."""

    def late(signum: int, frame: FrameType | None) -> None:
        raise AssertionError(f"{name} took more than {_PATIENCE} s")

    before = signal.signal(signal.SIGPROF, late)
    signal.setitimer(signal.ITIMER_PROF, _PATIENCE)
    faulthandler.dump_traceback_later(30 * _PATIENCE, exit=True)
    try:
        yield
    finally:
        faulthandler.cancel_dump_traceback_later()
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def built(case: Case) -> build.Built:
    return build.build(attacks.files_of(case), DOCS, site_url=attacks.SITE_URL, repo_url=None, generated_at=CLOCK)


def codes(problems: tuple[Problem, ...]) -> list[str]:
    return sorted({problem.code for problem in problems if problem.severity == "error"})


def test_the_corpus_is_large_and_of_every_stage() -> None:
    cases = attacks.cases()
    assert len(cases) >= LEAST
    assert {case.stage for case in cases} == STAGES
    assert len({case.id for case in cases}) == len(cases)
    assert [case.id for case in cases if not re.search(r"[.…]\Z", case.told["what"])] == []
    assert len(attacks.shown()) > 300


@pytest.mark.parametrize("case", attacks.cases(), ids=lambda case: case.id)
def test_case(case: Case) -> None:
    """From bytes to files and problems, which are shown in every way: never an exception, never a hang."""
    with in_time(case.id):
        made = built(case)
        for output, lang in product(get_args(Format), get_args(Lang)):
            show(made.problems, texts=made.texts, lang=lang, output=output)
    assert codes(made.problems) == case.refused
    assert bool(made.files) == (not case.refused)
    if not case.refused:
        json.loads(made.files["root/api/v1/events.json"])
        ElementTree.fromstring(made.files["root/sitemap.xml"])
    if "title" in case.told:
        events = json.loads(made.files["root/api/v1/events.json"])["events"]
        assert [event["title"]["nl"] for event in events] == [case.told["title"]]


@pytest.mark.parametrize("case", [case for case in attacks.shown() if case.text], ids=lambda case: case.id)
def test_a_text_is_the_same_however_yaml_writes_it(case: Case) -> None:
    """Between double quotation marks, between single ones, as a block, and plain where YAML allows it."""
    text = str(case.text).strip()
    files = dict(tales.base())
    event = files["events/2009/alliantie.yaml"].decode()
    block = "|-\n" + textwrap.indent(text, "      ") if "\n" not in text else None
    for written in (json.dumps(text, ensure_ascii=False), "'" + text.replace("'", "''") + "'", block):
        if written is None:
            continue
        files["events/2009/alliantie.yaml"] = event.replace("at: alinea 1", f"at: {written}").encode()
        loaded = load.load(tales.whole(files))
        found = [problem.code for problem in check.check(loaded) if problem.severity == "error"]
        if len(text) > 100:
            assert found == ["too-long"]
        else:
            assert found == []
            assert loaded.timeline.events[0].evidence[0].at == text


# The whole timeline of attacks, as it was built and published


@pytest.fixture(scope="module")
def index(hostile: Path) -> dict[str, list[str]]:
    """What the search shows of an entry, by address: its title and its texts."""

    def text(said: str | list[str]) -> str:
        return said if isinstance(said, str) else said[0]

    (folder,) = (hostile / "site/search/nl").iterdir()
    parts = [json.loads(file.read_text(encoding="utf-8")) for file in (folder / "e").iterdir()]
    return {
        address: [text(said) for said in (title, *passages)]
        for part in parts
        for address, _kind, title, _when, *passages in part
    }


def test_the_search_has_every_title_and_text_as_it_was_typed(index: dict[str, list[str]]) -> None:
    """Not as markup: docs/assets/search/panel.mjs writes them as texts."""
    seen = 0
    for case in attacks.shown():
        if case.text is not None and len(case.text) <= 120:
            said = " ".join(case.text.split())
            title, *texts = index[f"gebeurtenissen/{case.id}/"]
            assert title == said, case.id
            if any(map(str.isalnum, said)):
                seen += 1
                assert any(said in text for text in texts), case.id
    assert seen > 100


def test_the_api_has_every_text_as_it_was_typed(hostile: Path) -> None:
    events = {e["id"]: e for e in json.loads((hostile / "site/api/v1/events.json").read_bytes())["events"]}
    for case in attacks.shown():
        if case.text is None:
            continue
        event: dict[str, Any] = events[case.id]
        said = str(case.text).strip()
        if len(said) <= 120:
            assert event["title"] == event["place"] == {"nl": said, "en": said}, case.id
        assert event["links"][0]["title"] == event["image"]["alt"]["nl"] == event["disputed"]["en"] == said, case.id
        assert " ".join(event["summary"]["nl"].split()) == case.reads, case.id


def test_every_answer_of_the_api_is_as_its_document_says(hostile: Path) -> None:
    """Whatever was typed, it stands in its field; and each event's own file says what the list says."""
    folder = hostile / "site/api/v1"
    answers = {
        file.relative_to(folder).as_posix(): json.loads(file.read_text(encoding="utf-8"))
        for file in sorted(folder.rglob("*.json"))
    }
    document = answers["openapi.json"]
    assert list(OpenAPIV31SpecValidator(document).iter_errors()) == []
    components = api.strict(document)
    for name in ("events.json", "sources.json", "vocabulary.json"):
        assert api.faults(document, name, answers[name], components) == []
    for event in answers["events.json"]["events"]:
        assert answers[f"events/{event['id']}.json"]["event"] == event
    assert len(answers["events.json"]["events"]) > len(attacks.shown()) / 2


def test_sources_and_vocabulary_have_every_text_as_it_was_typed(hostile: Path) -> None:
    """Compared with what was read of the very same files."""
    timeline = load.load(dict(attacks.timeline())).timeline
    folder = hostile / "site/api/v1"
    sources = {one["id"]: one for one in json.loads((folder / "sources.json").read_bytes())["sources"]}
    assert set(sources) == set(timeline.sources)
    for source in timeline.sources.values():
        said = sources[source.id]
        assert (said["title"], said["reference"], said["url"]) == (source.title, source.reference, source.url)
        assert source.publisher in {said["publisher"]["id"], said["publisher"]["name"]["nl"]}
        assert (said["note"] or {}).get("en") == (source.note.en if source.note else None)
    vocabulary = json.loads((folder / "vocabulary.json").read_bytes())
    things = {kind: {one["id"]: one for one in vocabulary[kind]} for kind in ("organisations", "themes", "glossary")}
    for body in timeline.organisations.values():
        assert things["organisations"][body.id]["name"] == {"nl": body.name.nl, "en": body.name.en}
    for theme in timeline.themes.values():
        said = things["themes"][theme.id]
        assert said["description"] == {"nl": theme.description.nl, "en": theme.description.en}
    for term in timeline.glossary.values():
        assert things["glossary"][term.id]["forms"] == {"nl": list(term.forms_nl), "en": list(term.forms_en)}
    typed = {case.text.strip() for case in attacks.shown() if case.text is not None}
    assert len(typed & {one["title"] for one in sources.values()}) > 50
    assert len(typed & {one["term"]["nl"] for one in vocabulary["glossary"]}) > 10


def test_every_feed_can_be_read(hostile: Path) -> None:
    seen = set()
    for file in sorted((hostile / "site").rglob("*")):
        if file.suffix in {".json", ".map"}:
            json.loads(file.read_text(encoding="utf-8"))
            seen.add(file.suffix)
        elif file.suffix == ".xml":
            ElementTree.fromstring(file.read_bytes())
            seen.add(file.suffix)
    assert {".json", ".xml"} <= seen


@pytest.fixture(scope="module")
def written(hostile: Path) -> dict[str, tuple[str, str]]:
    """The front matter and the Markdown of every page that was made."""
    found = {}
    for file in sorted((hostile / "build").rglob("*.md")):
        _, front, body = file.read_text(encoding="utf-8").split("---\n", 2)
        found[file.relative_to(hostile / "build").as_posix()] = (front, body)
    assert len(found) > 2 * len(attacks.shown())
    return found


def test_no_text_gets_out_of_its_field_in_the_front_matter(written: dict[str, tuple[str, str]]) -> None:
    fields = {frozenset(yaml.safe_load(front)) for front, _ in written.values()}
    ours = {"title", "description", "twin", "path_nl", "path_en", "kind", "data", "picture", "picture_alt"}
    # Pages that can be embedded say where that is told; a municipality's page names its calendar.
    assert fields == {frozenset(ours), frozenset(ours | {"oembed"}), frozenset(ours | {"oembed", "calendar"})}
    for case in attacks.shown():
        if case.text is not None and len(case.text) <= 120:
            front = yaml.safe_load(written[f"en/events/{case.id}.md"][0])
            assert html.unescape(front["title"]) == " ".join(case.text.split())


def test_no_extension_of_the_engine_reads_a_text_as_markup(
    written: dict[str, tuple[str, str]], hostile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With everything on that sites usually switch on, pages have the very same elements and words."""
    monkeypatch.chdir(hostile)  # where snippets would find mkdocs.yml
    plain = markdown.Markdown(extensions=["toc", "tables"])
    usual = markdown.Markdown(extensions=USUAL)
    chosen = [
        name for name in written if re.match(r"nl/(?:gebeurtenissen/texts|organisaties|begrippen|bronnen/ge)", name)
    ]
    assert len(chosen) > 300
    for name in chosen:
        _, body = written[name]
        one, other = (pages.parsed(engine.reset().convert(body)) for engine in (plain, usual))
        assert other.text == one.text, name
        assert other.outline() == one.outline(), name


def test_the_extensions_are_really_on() -> None:
    usual = markdown.Markdown(extensions=USUAL)
    made = usual.convert("# a {#b}\n\n!!! note\n    c\n\n==d== ~~e~~ :smile:\n\n```\nf\n```\n")
    assert [
        part for part in ('id="b"', "admonition", "<mark>", "<del>", "emoji", "highlight") if part not in made
    ] == []
