"""What an editor makes of a file: YAML 1.2 with its core types, held against the schema beside the history."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import yaml

PROJECT = Path(__file__).resolve().parent.parent
SCHEMAS = PROJECT / "timeline" / "schema"

# YAML 1.2.2, 10.3.2: what a plain scalar is in the core schema. All else is a text: days, times, `no`, `1_000`.
_CORE: tuple[tuple[str, str, str], ...] = (
    ("null", r"null|Null|NULL|~|", "~nN\0"),
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", "-+0123456789"),
    (
        "float",
        r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)",
        "-+.0123456789",
    ),
)


_PARSER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Core(_PARSER):  # type: ignore[misc]  # whichever there is
    """Reads YAML as editors do: only the core types, and no key twice."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012  PyYAML's own name


def _number(loader: Core, node: yaml.ScalarNode) -> float:
    text = loader.construct_scalar(node).lower().replace(".inf", "inf").replace(".nan", "nan")
    return float(text)


def _whole(loader: Core, node: yaml.ScalarNode) -> int:
    text = loader.construct_scalar(node)
    base = {"0o": 8, "0x": 16}.get(text[:2], 10)
    return int(text, base) if base > 10 else int(text.removeprefix("0o"), base)


def _mapping(loader: Core, node: yaml.MappingNode) -> dict[str, Any]:
    keys = [str(loader.construct_object(key, deep=True)) for key, _ in node.value]
    if len(set(keys)) < len(keys):
        raise yaml.constructor.ConstructorError(None, None, "Map keys must be unique", node.start_mark)
    return dict(zip(keys, (loader.construct_object(value, deep=True) for _, value in node.value), strict=True))


for _tag, _pattern, _first in _CORE:
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(rf"(?:{_pattern})\Z"), list(_first))
Core.yaml_implicit_resolvers.setdefault("", []).append(("tag:yaml.org,2002:null", re.compile(r"\Z")))
Core.add_constructor("tag:yaml.org,2002:float", _number)
Core.add_constructor("tag:yaml.org,2002:int", _whole)
Core.add_constructor("tag:yaml.org,2002:map", _mapping)


@cache
def validator(kind: str) -> Any:
    """The committed schema of an `event` or a `source`, ready to judge."""
    schema = json.loads((SCHEMAS / f"{kind}.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft7Validator.check_schema(schema)
    return jsonschema.Draft7Validator(schema)


def read(data: bytes) -> Any:
    """The values in a file. Raises ValueError or YAMLError when an editor could not read it either."""
    # PyYAML knows YAML 1.1 only. Since 1.2 these end no line (5.4), and a tab may part a field from its text (6.2).
    text = re.sub("[\x85\u2028\u2029]", " ", data.decode("utf-8-sig"))
    return yaml.load(re.sub(r"(?m)^( *(?:- )?\w+:)\t+", r"\1 ", text), Loader=Core)


def complaints(kind: str, data: bytes) -> list[str]:
    """What an editor says of a file with this content: nothing when it takes it for sound."""
    try:
        value = read(data)
    except (ValueError, yaml.YAMLError) as error:
        return [str(error)]
    return [f"{error.json_path}: {error.message[:200]}" for error in validator(kind).iter_errors(value)]
