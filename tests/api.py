"""The API as its own document describes it: a build's answers, and each held against its schema."""

import json
import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker

from chronicle import inputs
from tests import projects

ROOT = "root/api/v1/"

Json = dict[str, Any]

# The dates and times of RFC 3339, 5.6, and addresses of ASCII alone (RFC 3986), by letters of our own: jsonschema
# passes a format over when a further package is missing.
FORMATS = FormatChecker(formats=())
_MOMENT = re.compile(
    r"\d{4}-(?:0[1-9]|1[0-2])-[0-3]\d[Tt][0-2]\d:[0-5]\d:[0-6]\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)", re.ASCII
)
_ADDRESS = re.compile(r"https?://[A-Za-z0-9.:\[\]-]+/[A-Za-z0-9._~/#-]*", re.ASCII)


FORMATS.checks("date-time")(lambda value: not isinstance(value, str) or bool(_MOMENT.fullmatch(value)))
FORMATS.checks("uri")(lambda value: not isinstance(value, str) or bool(_ADDRESS.fullmatch(value)))


def answers(files: Mapping[str, bytes]) -> dict[str, Any]:
    """What the API answers, by address below `/api/v1/`."""
    return {name.removeprefix(ROOT): json.loads(data) for name, data in files.items() if name.startswith(ROOT)}


def path_of(name: str) -> str:
    """The path in the document that an address belongs to."""
    return "/events/{id}.json" if name.startswith("events/") else f"/{name}"


def strict(document: Json) -> Json:
    """The document's schemas with nothing in them that is not announced: published ones are open for additions."""
    closed: Json = deepcopy(document["components"])
    for one in closed["schemas"].values():
        assert "additionalProperties" not in one
        one["additionalProperties"] = False
        assert set(one["required"]) == set(one["properties"])
    return closed


def schema_of(document: Json, name: str) -> Json:
    """The schema of what an address answers, as the document has it."""
    answer: Json = document["paths"][path_of(name)]["get"]["responses"]["200"]
    found: Json = answer["content"]["application/json"]["schema"]
    return found


def faults(document: Json, name: str, answer: object, components: Json | None = None) -> list[str]:
    """How an answer differs from its strict schema."""
    validator = _validator(json.dumps([schema_of(document, name), components or strict(document)]))
    return [f"{name} {error.json_path}: {error.message}" for error in validator.iter_errors(answer)]


@cache
def _validator(written: str) -> Draft202012Validator:
    schema, components = json.loads(written)
    whole = {**schema, "components": components}
    Draft202012Validator.check_schema(whole)
    return Draft202012Validator(whole, format_checker=FORMATS)


def orders(document: Json, schema: Json, value: Any, spot: str = "$") -> Iterator[str]:
    """Where an answer's keys stand in another order than in the document."""
    schema = next((one for one in schema.get("oneOf", [schema]) if one != {"type": "null"}), schema)
    if "$ref" in schema:
        schema = document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    if isinstance(value, dict) and "properties" in schema:
        if list(value) != list(schema["properties"]):
            yield spot
        for key, inner in schema["properties"].items():
            yield from orders(document, inner, value[key], f"{spot}.{key}")
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from orders(document, schema["items"], item, f"{spot}[{number}]")


@cache
def real_files() -> Mapping[str, bytes]:
    """The real history's files."""
    return inputs.read_folder(projects.PROJECT / "timeline", prefix="timeline/")
