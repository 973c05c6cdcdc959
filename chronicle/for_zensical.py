"""What Zensical must be told otherwise than MkDocs: the settings, where a page's file lies, and links between pages."""

import json
import posixpath
import re
from collections.abc import Collection, Mapping
from typing import Any

import yaml

# Their names in the folder that Zensical works in. JSON is YAML; it may only read and write below its settings' folder.
SETTINGS, DOCS, SITE = "mkdocs.yml", "docs", "site"
# What Zensical writes that this site does not use, beside what Material writes as well.
UNUSED = ("search.json",)

_LINK = re.compile(r"(?<=\]\()(?![a-z][a-z0-9+.-]*:|[/#])([^()\s#]+)\.md(?=[)#\s])", re.IGNORECASE)
_INDEX = re.compile(r"(?:\.\./)*((?:[\w.-]+/)*[\w.-]+)/index\.md")
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_TRACE = re.compile(r"^Traceback \(most recent call last\):\n(?:[ \t].*\n|\n)*", re.MULTILINE)


class BadSettings(Exception):
    """A file of settings that cannot be read; the text says which, and why."""


class _Loader(yaml.SafeLoader):
    """Reads MkDocs settings: `!ENV [NAME, …, default]` gives the first variable that is set."""

    environment: Mapping[str, str] = {}


def _variable(loader: _Loader, node: yaml.Node) -> Any:
    if not isinstance(node, yaml.SequenceNode):
        return loader.environment.get(str(node.value))
    *names, default = loader.construct_sequence(node)
    return next((loader.environment[name] for name in names if name in loader.environment), default)


_Loader.add_constructor("!ENV", _variable)


def settings(texts: Mapping[str, str], name: str, environment: Mapping[str, str]) -> dict[str, Any]:
    """Give the settings in the file `name` of `texts` with what it inherits, as MkDocs understands them.

    Zensical reads `INHERIT` too, but puts a list behind the inherited one: the English menu would follow the Dutch.
    Raises BadSettings.
    """
    loader = type("_", (_Loader,), {"environment": environment})
    try:
        found = yaml.load(texts[name], Loader=loader)
    except KeyError:
        raise BadSettings(f"{name}: there is no such file") from None
    except (yaml.YAMLError, ValueError) as error:
        raise BadSettings(f"{name}: {error}") from None
    if not isinstance(found, dict):
        raise BadSettings(f"{name}: no settings")
    parent = found.pop("INHERIT", None)
    return found if parent is None else _over(settings(texts, str(parent), environment), found)


def _over(lower: Mapping[str, Any], upper: Mapping[str, Any]) -> dict[str, Any]:
    both = {
        name: _over(lower[name], value) if isinstance(value, dict) and isinstance(lower.get(name), dict) else value
        for name, value in upper.items()
    }
    return {**lower, **both}


def configured(found: Mapping[str, Any], theme: str) -> str:
    """Give `found` as Zensical needs them, to be written as SETTINGS; `theme` is the whole path of our templates."""
    named = found.get("theme") or {}
    changed = {
        **found,
        "docs_dir": DOCS,
        "site_dir": SITE,
        # Its classic variant has Material's markup; the modern one is another design.
        "theme": {**named, "custom_dir": theme, "variant": "classic"} if isinstance(named, dict) else named,
        "markdown_extensions": _extensions(found.get("markdown_extensions") or []),
    }
    return json.dumps(changed, ensure_ascii=False, indent=1)


def _extensions(named: list[Any]) -> list[Any]:
    """MkDocs has fenced code on. Zensical adds `pymdownx.superfences`, which colours code with classes that no style
    here knows: named first, it is followed, and so replaced, by the plain one."""
    return ["pymdownx.superfences", "fenced_code", *named]


def filed(name: str) -> str:
    """Give where a file of the build folder lies for Zensical: `jaren/2009.md` as `jaren/2009/index.md`.

    Relative links in HTML lead, for MkDocs, from the page's address, and for Zensical from its file. A page whose file
    lies where its address is has the same links for both.
    """
    return f"{name.removesuffix('.md')}/index.md" if _moves(name) else name


def _moves(name: str) -> bool:
    return name.endswith(".md") and posixpath.basename(name) != "index.md"


def linked(name: str, text: str) -> str:
    """Give the Markdown of the page `name` with its links to other pages' files as `filed` has placed them."""
    up = "../" if _moves(name) else ""
    return _LINK.sub(lambda match: up + filed(f"{match[1]}.md"), text)


def plainly(said: str, names: Collection[str]) -> str:
    """Give what Zensical printed without colours and Python's own lines, and with files under our `names` for them."""
    text = _TRACE.sub("", _COLOUR.sub("", said))
    return _INDEX.sub(lambda match: match[0] if f"{match[1]}/index.md" in names else f"{match[1]}.md", text)
