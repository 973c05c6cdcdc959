"""What is published of our scripts: without remarks, and modules that belong together as one file."""

import re
from collections.abc import Iterator, Mapping
from posixpath import dirname, join, normpath

import rjsmin

# A back quote, and another one before the brace that was opened in between is closed.
_NESTED = re.compile(r"`[^`]*\$\{[^}`]*`")
# The forms of `import` and `export` that our modules use, each at the beginning of a line.
_IMPORT = re.compile(r"^import (?P<what>\{[^}]*\}|\* as \w+) from \"(?P<file>\.[^\"]+)\";\n", re.MULTILINE)
_FROM = re.compile(r"^export \{(?P<names>[^}]*)\} from \"(?P<file>\.[^\"]+)\";\n", re.MULTILINE)
_LISTED = re.compile(r"^export \{(?P<names>[^}]*)\};\n", re.MULTILINE)
_NAMED = re.compile(r"^export (?=(?:async )?(?:const|let|class|function\*?) (?P<name>\w+))", re.MULTILINE)


def light(data: bytes) -> bytes:
    """Give a script without remarks and needless blanks: the same to a browser.

    A template within a template would lose its blanks: rjsmin takes the inner one's beginning for the outer one's end.
    Raises ValueError for such a script.
    """
    if found := _NESTED.search(data.decode()):
        raise ValueError(f"a template within a template: {found[0]}")
    return str(rjsmin.jsmin(data.decode())).encode() + b"\n"


def joined(files: Mapping[str, bytes], entry: str) -> bytes:
    """Give the module `entry` and all that it imports as one module, as light as can be.

    Each other module becomes a function that gives what it exports, so that no two names meet. A browser then asks for
    one file, not for one after another, and one packs better than twenty. `files` is by path; a module that is imported
    and not there raises KeyError.
    """
    order = list(dict.fromkeys(_order(files, entry)))
    names = {name: f"m{number}" for number, name in enumerate(order)}
    made = [_wrapped(files[name].decode(), name, names) for name in order[:-1]]
    body, _ = _inside(files[entry].decode(), entry, names)
    return light("".join([*made, body]).encode())


def _order(files: Mapping[str, bytes], name: str) -> Iterator[str]:
    """Yield modules, each after those that it imports."""
    text = files[name].decode()
    for found in sorted([*_IMPORT.finditer(text), *_FROM.finditer(text)], key=lambda found: found.start()):
        yield from _order(files, _path(name, found["file"]))
    yield name


def _path(name: str, file: str) -> str:
    return normpath(join(dirname(name), file))


def _inside(text: str, name: str, names: Mapping[str, str]) -> tuple[str, list[str]]:
    """Give a module's text without `import` and `export`, and what it exports, as the inside of an object."""
    exported = [found["name"] for found in _NAMED.finditer(text)]
    for found in _LISTED.finditer(text):
        exported += [one.strip() for one in found["names"].split(",")]
    for found in _FROM.finditer(text):
        module = names[_path(name, found["file"])]
        exported += [f"{one.strip()}: {module}.{one.strip()}" for one in found["names"].split(",")]

    def brought(found: re.Match[str]) -> str:
        module = names[_path(name, found["file"])]
        if found["what"].startswith("*"):
            return f"const {found['what'].removeprefix('* as ')} = {module};\n"
        return f"const {found['what'].replace(' as ', ': ')} = {module};\n"

    text = _LISTED.sub("", _FROM.sub("", _IMPORT.sub(brought, text)))
    return _NAMED.sub("", text), exported


def _wrapped(text: str, name: str, names: Mapping[str, str]) -> str:
    body, exported = _inside(text, name, names)
    return f"const {names[name]} = (() => {{\n{body}\nreturn {{ {', '.join(exported)} }};\n}})();\n"
