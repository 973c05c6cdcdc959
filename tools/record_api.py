"""Records what the API promises, and compares: `python -m tools.record_api`, with each new version of the API.

`tests/api_v1.json` holds the shape of the last released version: every address, every field with its type, and whether
it may be null. A test compares it with today's (see docs/api.md): additions pass, everything else breaks the promise.
"""

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from chronicle import inputs, load
from chronicle.feeds import facts, openapi

PROJECT = Path(__file__).resolve().parent.parent
RECORD = PROJECT / "tests" / "api_v1.json"

Shape = Mapping[str, Mapping[str, Any]]

_CURE = "give it back, beside what is new; what v1 once had it keeps (docs/api.md, “What is promised”)"


def today() -> dict[str, Any]:
    """Give the OpenAPI document of the real history."""
    timeline = load.load(inputs.read_folder(PROJECT / "timeline", prefix="timeline/")).timeline
    clock = datetime.fromtimestamp(0, UTC)
    return openapi.document(facts.history(timeline, site_url="https://voorbeeld.nl/", generated_at=clock))


def shape(document: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Give what an OpenAPI document promises, flat: addresses (`GET /a.json`) and the fields of their answers.

    A field is named `GET /a.json 200 application/json $.list[].id`.
    """
    return dict(_shape(document))


def _shape(document: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    yield "servers", {"url": [server["url"] for server in document["servers"]]}
    for path, item in document["paths"].items():
        operation = item["get"]
        parameters = {one["name"]: one["schema"] for one in item.get("parameters", [])}
        yield f"GET {path}", {"operation": operation["operationId"], "parameters": parameters}
        for status, answer in operation["responses"].items():
            for media, content in _resolved(document, answer)["content"].items():
                yield from _fields(document, content["schema"], f"GET {path} {status} {media} $")


def _resolved(document: Mapping[str, Any], node: Mapping[str, Any]) -> Mapping[str, Any]:
    while "$ref" in node:
        found: Any = document
        for part in node["$ref"].removeprefix("#/").split("/"):
            found = found[part]
        node = found
    return node


def _fields(
    document: Mapping[str, Any], schema: Mapping[str, Any], name: str, *, required: bool = True
) -> Iterator[tuple[str, dict[str, Any]]]:
    null = False
    if "oneOf" in schema:
        (schema,) = (one for one in schema["oneOf"] if one != {"type": "null"})
        null = True
    schema = _resolved(document, schema)
    kind = schema["type"]
    if isinstance(kind, list):
        (kind,) = (one for one in kind if one != "null")
        null = True
    said = {"type": kind, "null": null, "required": required}
    yield name, said | {rule: schema[rule] for rule in ("format", "pattern", "minimum", "enum") if rule in schema}
    if "items" in schema:
        yield from _fields(document, schema["items"], f"{name}[]")
    for key, inner in schema.get("properties", {}).items():
        yield from _fields(document, inner, f"{name}.{key}", required=key in schema.get("required", ()))


def broken(before: Shape, now: Shape) -> list[str]:
    """Tell how `now` breaks what `before` promised, each with what to do. Nothing: whatever changed is an addition."""
    return [f"{name}: {what}; {_CURE}" for name, what in _broken(before, now)]


def _broken(before: Shape, now: Shape) -> Iterator[tuple[str, str]]:
    for name, was in before.items():
        if name not in now:
            yield name, "is gone"
            continue
        is_now = now[name]
        for rule in sorted({*was, *is_now} - {"null", "required", "enum"}):
            if was.get(rule) != is_now.get(rule):
                yield name, f"its {rule} was {was.get(rule)!r} and is {is_now.get(rule)!r}"
        if is_now.get("null") and not was.get("null"):
            yield name, "was never null and may be now"
        if was.get("required") and not is_now.get("required"):
            yield name, "was always there and may be missing now"
        if "enum" in was or "enum" in is_now:
            yield from _choices(name, was.get("enum"), is_now.get("enum"))


def _choices(name: str, was: Sequence[str] | None, is_now: Sequence[str] | None) -> Iterator[tuple[str, str]]:
    """A choice more is announced in the promise; any text where there were choices is not."""
    if was is None:
        return
    if is_now is None:
        yield name, "was one of a few choices and may be any text now"
    elif gone := [one for one in was if one not in is_now]:
        yield name, f"can no longer be {', '.join(gone)}"


def main(target: Path = RECORD) -> int:
    """Write the record to `target`, unless a promise would be broken. Gives the exit status."""
    document = today()
    now, version = shape(document), document["info"]["version"]
    if target.exists():
        recorded = json.loads(target.read_text(encoding="utf-8"))
        if faults := broken(recorded["shape"], now):
            print("\n".join(faults), file=sys.stderr)
            return 1
        if recorded["version"] == version and recorded["shape"] != now:
            print(
                f"{version} is released already: raise RELEASE in chronicle/feeds/openapi.py and say in"
                " docs/api-changelog.md what is new",
                file=sys.stderr,
            )
            return 1
    lines = ",\n".join(f"  {json.dumps(name)}: {json.dumps(said)}" for name, said in now.items())
    target.write_text(f'{{\n "version": {json.dumps(version)},\n "shape": {{\n{lines}\n }}\n}}\n', encoding="utf-8")
    print(target)
    return 0


if __name__ == "__main__":
    sys.exit(main())
