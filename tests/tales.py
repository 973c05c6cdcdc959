"""The stories that tests are told in: a small timeline, and files that say what differs from it."""

import base64
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

STORIES = Path(__file__).parent / "stories"
PREFIX = "timeline/"

Files = dict[str, bytes]
Story = Mapping[str, Any]

_KEYS = {"about", "odd", "files", "changes", "added", "texts", "problems", "events"}


class _Strict(yaml.SafeLoader):
    """Tells when a story says a thing twice; plain YAML would keep the last without a word."""


def _mapping(loader: _Strict, node: yaml.MappingNode) -> dict[Any, Any]:
    pairs = [(loader.construct_object(key, deep=True), loader.construct_object(value, deep=True))
             for key, value in node.value]  # fmt: skip
    assert len(dict(pairs)) == len(pairs), f"a key stands twice, near {node.start_mark}"
    return dict(pairs)


_Strict.add_constructor("tag:yaml.org,2002:map", _mapping)


@cache
def base() -> Mapping[str, bytes]:
    """The small timeline that every story starts from: whole, without a problem. By path below `timeline/`."""
    root = STORIES / "_base"
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*.yaml"))}


def whole(files: Mapping[str, bytes]) -> Files:
    """Name files the way the program does: from the timeline folder's parent."""
    return {PREFIX + name: data for name, data in files.items()}


def small(changes: Mapping[str, str | bytes | None] | None = None) -> Files:
    """The small timeline with some files replaced, added or (None) removed, named the way the program does."""
    files: dict[str, bytes] = dict(base())
    for name, content in (changes or {}).items():
        if content is None:
            del files[name]
        else:
            files[name] = content.encode() if isinstance(content, str) else content
    return whole(files)


def names() -> list[str]:
    """The names of all stories."""
    return sorted(path.stem for path in STORIES.glob("*.yaml"))


@cache
def read(name: str) -> Story:
    """One story. Its keys are looked at, so that a misspelled one cannot make it say nothing."""
    story = yaml.load((STORIES / f"{name}.yaml").read_text(encoding="utf-8"), Loader=_Strict)
    assert isinstance(story, dict)
    assert set(story) <= _KEYS, set(story) - _KEYS
    assert story["about"].endswith(".")
    assert "problems" in story
    return story


def files_of(story: Story) -> Files:
    """The files that a story is about, named the way the program does."""
    files: dict[str, bytes] = dict(base())
    for name, content in story.get("files", {}).items():
        if content is None:
            del files[name]
        else:
            files[name] = _content(content)
    for name, replaced in story.get("changes", {}).items():
        for old, new in replaced.items():
            text = files[name].decode()
            assert text.count(old) == 1, f"‘{old}’ must stand once in {name}"
            files[name] = text.replace(old, new).encode()
    for name, text in story.get("added", {}).items():
        files[name] += text.encode()
    return whole(files)


def _content(content: str | Mapping[str, Any]) -> bytes:
    """A text; or `bytes` in base 64; or what is `repeated` a number of `times` after a `start`."""
    if isinstance(content, str):
        return content.encode()
    if "bytes" in content:
        return base64.b64decode(str(content["bytes"]))
    start, repeated = str(content.get("start", "")), str(content["repeated"])
    return (start + "".join(repeated.replace("N", str(n)) for n in range(content["times"]))).encode()


def odd_in(story: Story) -> dict[str, Any]:
    """What lies there and is no file, named the way the program does."""
    return {PREFIX + name: kind for name, kind in story.get("odd", {}).items()}


def expected(story: Story) -> Iterator[Mapping[str, Any]]:
    """The problems that a story foretells, each with `at` and perhaps parts of what is said."""
    for item in story["problems"]:
        yield {"at": item} if isinstance(item, str) else item
