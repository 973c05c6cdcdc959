"""Values to the YAML text that a person would have written: the counterpart of `load`."""

import re
from collections.abc import Mapping
from typing import Any

import yaml
from yaml.emitter import Emitter
from yaml.representer import SafeRepresenter
from yaml.resolver import Resolver
from yaml.serializer import Serializer

from chronicle import schema

_WIDTH = 100
_FOLDED_FROM = 80
# Lines that a block keeps as they are: nothing that is blank at either end, and no two blanks where a line may end.
_BLOCK = re.compile(r"\S+(?: \S+)*(?:\n+\S+(?: \S+)*)*", re.ASCII)
# A line that begins with what only looks like a blank: our reader takes that for a mistake in the margin.
_ODD_MARGIN = re.compile(r"^ *[^\S \n]", re.MULTILINE)


class _Edtf(str):
    """A date: written without quotation marks wherever YAML allows it."""


class _Dumper(Emitter, Serializer, SafeRepresenter, Resolver):
    def __init__(self, stream: Any, **options: Any) -> None:  # noqa: ARG002  `yaml.dump` passes more than we set
        Emitter.__init__(self, stream, width=_WIDTH, allow_unicode=True)
        Serializer.__init__(self)
        SafeRepresenter.__init__(self, sort_keys=False)
        Resolver.__init__(self)

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002
        # Our reader refuses them: each list is written out where it stands.
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002
        # Items of a list stand two blanks in from their field.
        super().increase_indent(flow, indentless=False)


def _text(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=_style(text))


def _style(text: str) -> str | None:
    """Choose a block for what is long or has several lines; None leaves the choice of quotation marks to YAML."""
    lines = text.split("\n")
    if _ODD_MARGIN.search(text):
        return '"'
    if not _BLOCK.fullmatch(text):
        return None
    if len(lines) > 1 and max(map(len, lines)) <= _FOLDED_FROM:
        return "|"
    return ">" if len(lines) > 1 or (len(text) > _FOLDED_FROM and " " in text) else None


def _date(dumper: _Dumper, text: _Edtf) -> yaml.ScalarNode:
    tag = dumper.resolve(yaml.ScalarNode, str(text), (True, False))  # type: ignore[no-untyped-call]
    return dumper.represent_scalar(tag, str(text))


def _list(dumper: _Dumper, items: tuple[Any, ...]) -> yaml.SequenceNode:
    ids = all(isinstance(item, str) for item in items)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=ids)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(_Edtf, _date)
_Dumper.add_representer(tuple, _list)


def event(values: Mapping[str, Any]) -> str:
    """Give the text of an event's file. `values` is by field, as `schema.EVENT` has them; the order is the table's."""
    return _document(values, schema.EVENT, "../../schema/event.schema.json")


def source(values: Mapping[str, Any]) -> str:
    """Give the text of a source's file; see `event`."""
    return _document(values, schema.SOURCE, "../schema/source.schema.json")


def _document(values: Mapping[str, Any], record: schema.Record, address: str) -> str:
    body = yaml.dump(_ordered(values, record), Dumper=_Dumper, allow_unicode=True)
    return f"# yaml-language-server: $schema={address}\n{body}"


def _ordered(values: Mapping[str, Any], record: schema.Record) -> dict[str, Any]:
    return {f.name: _value(values[f.name], f.of) for f in record.fields if f.name in values}


def _value(value: Any, kind: schema.FieldType) -> Any:
    if isinstance(kind, schema.Record):
        return _ordered(value, kind)
    if isinstance(kind, schema.Bilingual):
        return {lang: value[lang].strip() for lang in ("nl", "en") if lang in value}
    if isinstance(kind, schema.ListOf) and not isinstance(value, str):
        return tuple(_value(item, kind.of) for item in value)
    text = value.strip()
    return _Edtf(text) if isinstance(kind, schema.Edtf) else text
