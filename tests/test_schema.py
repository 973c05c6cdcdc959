"""The schemas for editors: they say in words what each field is for, and lie beside every file that uses them."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from chronicle import build, fields, filing, inputs, json_schema, load, schema
from tests import editor, projects, tales
from tests.test_build import CLOCK, URL

PROJECT = projects.PROJECT
KINDS = {"event": (schema.EVENT, fields.EVENT), "source": (schema.SOURCE, fields.SOURCE)}
FILES = inputs.read_folder(PROJECT / "timeline", prefix="timeline/")
THINGS = sorted(name for name in FILES if filing.sort_of(name) in KINDS)
LIMIT = 300


def document(kind: str) -> Any:
    return json.loads((editor.SCHEMAS / f"{kind}.schema.json").read_text(encoding="utf-8"))


def paths(kind: schema.FieldType, path: str = "") -> Iterator[str]:
    """Every path that a file of this kind can have, as the table of words has them."""
    if isinstance(kind, schema.ListOf):
        if isinstance(kind.of, schema.Record):
            yield from paths(kind.of, path)
        else:
            yield f"{path}[]"
    elif isinstance(kind, schema.Record):
        for field in kind.fields:
            below = f"{path}.{field.name}" if path else field.name
            yield below
            yield from paths(field.of, below)
    elif isinstance(kind, schema.Bilingual):
        yield from (f"{path}.{lang}" for lang in ("nl", "en"))


def described(node: Any) -> Iterator[dict[str, Any]]:
    """Every field's own part of a schema."""
    for field in node.get("properties", {}).values():
        yield field
        yield from described(field)
        for inside in (field.get("items", {}), *field.get("oneOf", [])):
            yield from described(inside)


@pytest.mark.parametrize("kind", KINDS)
def test_the_table_of_words_has_every_field_and_no_other(kind: str) -> None:
    record, words = KINDS[kind]
    there = set(paths(record))
    own = {path for path in there if not re.search(r"\.(?:nl|en)\Z|\[\]\Z", path)}
    assert own - words.keys() == set()
    assert words.keys() - there == set()


@pytest.mark.parametrize("kind", KINDS)
def test_words_are_short_and_in_two_languages(kind: str) -> None:
    for path, about in KINDS[kind][1].items():
        for message in (about.label, about.text):
            assert 0 < len(message.nl) <= LIMIT, path
            assert 0 < len(message.en) <= LIMIT, path
        assert about.text.nl != about.text.en, path
        assert about.text.nl.endswith("."), path
        assert about.text.en.endswith("."), path


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_is_named_in_the_schema_dutch_first(kind: str) -> None:
    found = list(described(document(kind)))
    assert len(found) == len([path for path in paths(KINDS[kind][0]) if not path.endswith("[]")])
    for part in found:
        nl, separator, en = part["title"].partition(" / ")
        assert nl
        assert en or not separator
    top = document(kind)["properties"]
    assert all(" / " in part["description"] for part in top.values())


@pytest.mark.parametrize("kind", KINDS)
def test_examples_are_of_this_history(kind: str) -> None:
    """Each stands in a file, in the very field."""
    there: dict[str, set[str]] = {}

    def collect(node: Any, path: str) -> None:
        if isinstance(node, dict):
            for key, value in node.items():
                collect(value, f"{path}.{key}" if path else key)
        elif isinstance(node, list):
            for value in node:
                collect(value, path if isinstance(value, dict) else f"{path}[]")
        else:
            there.setdefault(path, set()).add(str(node))

    for name in THINGS:
        if filing.sort_of(name) == kind:
            collect(yaml.load(FILES[name].decode(), Loader=yaml.BaseLoader), "")
    shown = {path: set(about.examples) for path, about in KINDS[kind][1].items() if about.examples}
    assert len(shown) > 5
    assert [path for path, examples in shown.items() if not examples <= there.get(path, set())] == []


def choices(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        if "enum" in node:
            yield node
        for one in node.values():
            yield from choices(one)
    elif isinstance(node, list):
        for one in node:
            yield from choices(one)


@pytest.mark.parametrize(("kind", "least"), [("event", 5), ("source", 1)])
def test_every_choice_says_what_it_means(kind: str, least: int) -> None:
    found = list(choices(document(kind)))
    assert len(found) == least
    for one in found:
        assert len(one["enumDescriptions"]) == len(one["enum"]) > 3
        assert all(text.strip() for text in one["enumDescriptions"])


def test_a_site_publishes_the_schemas_that_lie_beside_its_history() -> None:
    docs = {f"{lang}/index.md": b"---\ntitle: T\ndescription: D\n---\n\n# T\n" for lang in ("nl", "en")}
    built = build.build(tales.small(), docs, site_url=URL, repo_url=None, generated_at=CLOCK)
    published = {name: data for name, data in built.files.items() if name.startswith("root/api/v1/schema/")}
    assert published == {f"root/api/v1/schema/{n}": t.encode() for n, t in json_schema.files(built.timeline).items()}
    beside = {path.name: path.read_bytes() for path in editor.SCHEMAS.iterdir()}
    assert beside == {n: t.encode() for n, t in json_schema.files(load.load(FILES).timeline).items()}


# What stands in the repository for editors


@pytest.mark.parametrize("name", THINGS)
def test_a_file_names_its_schema_in_its_first_line(name: str) -> None:
    """Editors look there, wherever the file was opened: https://github.com/redhat-developer/yaml-language-server."""
    first = FILES[name].decode().partition("\n")[0]
    found = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
    assert found, first
    target = (PROJECT / name).parent / found[1]
    assert target.resolve() == editor.SCHEMAS / f"{filing.sort_of(name)}.schema.json"


def test_an_editor_finds_the_schema_of_every_file() -> None:
    settings = json.loads((PROJECT / ".vscode/settings.json").read_text(encoding="utf-8"))
    matched: dict[str, str] = {}
    for address, pattern in settings["yaml.schemas"].items():
        assert (PROJECT / address).parent == editor.SCHEMAS
        matched |= {path.relative_to(PROJECT).as_posix(): address for path in PROJECT.glob(pattern)}
    assert matched == {name: f"timeline/schema/{filing.sort_of(name)}.schema.json" for name in THINGS}


def test_the_editor_is_told_of_the_extension_and_of_nothing_personal() -> None:
    folder = PROJECT / ".vscode"
    assert sorted(path.name for path in folder.iterdir()) == ["extensions.json", "settings.json"]
    wanted = json.loads((folder / "extensions.json").read_text(encoding="utf-8"))
    assert wanted == {"recommendations": ["redhat.vscode-yaml"]}
    settings = json.loads((folder / "settings.json").read_text(encoding="utf-8"))
    assert {key.partition(".")[0] for key in settings} == {"yaml", "files", "[yaml]"}
