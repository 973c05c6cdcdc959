"""The shape of the project: who imports whom, sizes, docstrings, words, settings, lock files and what is committed."""

import ast
import json
import re
import subprocess
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from chronicle import inputs, json_schema, load
from chronicle.pages import routes, words
from chronicle.problems import Lang

PROJECT = Path(__file__).resolve().parents[1]
PACKAGE = PROJECT / "chronicle"

# Lowest first. A module imports only what stands above it here.
ORDER = [
    "store", "recipes", "memo", "dates", "problems", "plain", "characters", "web", "model", "schema", "fields",
    "refusals", "syntax", "nodes", "guesses", "faults",
    "misdated", "convert", "make", "images", "filing", "parsed", "load", "standing", "axis", "privacy", "references",
    "json_schema", "mending", "alone", "check", "compose", "questions", "drafts", "choices", "asking", "new",
    "simple_prose", "markup", "terms", "hypertext", "fresh", "formats",
    "pages", "feeds", "search", "pictures", "styles", "scripts", "assets", "embed", "contribute", "foreign", "build",
    "gone", "changes", "effects", "layout", "report", "review", "inputs", "clock", "revisions", "output", "tree",
    "swap", "lock", "addresses", "audit", "for_zensical", "engines", "shells", "rendering", "publish", "live", "serve",
    "terminal", "process", "arguments", "failures", "moment", "exporting", "building", "adding", "diffing", "importing",
    "cli",
]  # fmt: skip
INSIDE = {
    "pages": [
        "routes", "controls", "form_words", "feed_words", "drawing_words", "words", "filling", "site", "linked_data",
        "views", "portions", "hangs", "render", "events", "filters", "listing", "years", "lists", "sources", "glossary",
        "story", "overview", "poster", "moved", "builder", "contribution", "downloads", "written", "everything",
    ],
    "pictures": ["plan", "colours", "letters", "draw", "cached"],
    "feeds": [
        "facts", "telling", "parts", "shape", "described", "described_vocabulary", "values", "events_json",
        "sources_json", "vocabulary_json", "openapi", "citations", "oembed", "security_txt", "sitemap", "lines",
        "calendars", "atom", "json_feed", "news", "cells", "table", "rdf", "things", "graph", "dcat", "timelinejs",
        "open_data",
    ],
    "search": ["folding", "entries", "index", "choosing", "notes"],
    "embed": ["items", "frames", "beside", "offline", "preview"],
    "contribute": ["sayings", "form", "examples"],
    "foreign": [
        "rows", "texts", "prose", "when", "table", "columns", "objects", "own", "timelinejs", "ics", "markwhen",
        "reading", "matching", "gaps", "drafting", "here", "taking", "telling",
    ],
}  # fmt: skip

MODULES = sorted(PACKAGE.rglob("*.py"))
CODE = [PROJECT / "build_timeline.py", *MODULES, *sorted((PROJECT / "tools").glob("*.py"))]


def name_of(path: Path) -> str:
    return path.relative_to(PROJECT).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


# Imports


def imports(path: Path) -> Iterator[str]:
    """What a module imports of the package, wherever in it: `dates`, `pages.routes`, …"""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name_of(path)}: an import names its module in full"
            if node.module == "chronicle":
                yield from (alias.name for alias in node.names)
            elif (node.module or "").startswith("chronicle."):
                module = str(node.module).removeprefix("chronicle.")
                yield from (f"{module}.{a.name}" for a in node.names) if module in INSIDE else [module]
        elif isinstance(node, ast.Import):
            yield from (a.name.removeprefix("chronicle.") for a in node.names if a.name.startswith("chronicle."))


def test_every_module_has_its_place_in_the_order() -> None:
    found = {path.stem for path in PACKAGE.glob("*.py")} | {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    assert found - {"__init__"} == set(ORDER)
    for package, order in INSIDE.items():
        assert {path.stem for path in (PACKAGE / package).glob("*.py")} - {"__init__"} == set(order)


def test_the_architecture_page_tells_the_same_order() -> None:
    page = (PROJECT / "docs/architecture.md").read_text(encoding="utf-8")
    table, _, inside = page.partition("\nInside `pages/`, lowest first:")
    assert re.findall(r"^\| `([a-z_]+)(?:\.py|/)` \|", table, re.MULTILINE) == ORDER
    assert re.findall(r"`([a-z_]+)`", inside.partition("\n\n")[0]) == INSIDE["pages"]


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_point_down(path: Path) -> None:
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    if parts == ("__init__",):
        assert list(imports(path)) == []
        return
    unit = parts[0]
    for imported in imports(path):
        other, _, rest = imported.partition(".")
        if other != unit:
            assert ORDER.index(other) < ORDER.index(unit), f"{'.'.join(parts)} imports {imported}"
        elif unit in INSIDE:
            order = INSIDE[unit]
            assert parts[1] != "__init__", "a package imports none of its modules"
            assert order.index(rest) < order.index(parts[1]), f"{'.'.join(parts)} imports {imported}"


@pytest.mark.parametrize("path", [path for path in MODULES if path.parent.name != "dates"], ids=name_of)
def test_dates_are_used_only_through_their_interface(path: Path) -> None:
    assert [imported for imported in imports(path) if imported.startswith("dates.")] == []


def called(path: Path) -> set[str]:
    """The names of the functions and methods that a module calls."""
    calls = [node.func for node in ast.walk(tree(path)) if isinstance(node, ast.Call)]
    return {f.attr for f in calls if isinstance(f, ast.Attribute)} | {f.id for f in calls if isinstance(f, ast.Name)}


def test_only_a_few_modules_touch_the_disk_or_start_a_process() -> None:
    reading = {"open", "scandir", "walk", "read_text", "read_bytes", "iterdir", "glob", "rglob"}
    writing = {"write_text", "write_bytes", "mkdir", "unlink", "rename", "rmtree", "copytree", "copy"}
    running = {
        path.stem
        for path in MODULES
        if re.search(r"^import subprocess$", path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    touching = {path.stem for path in MODULES if called(path) & (reading | writing)} | running
    assert touching == {
        "inputs", "output", "tree", "swap", "lock", "engines", "rendering", "publish", "clock", "revisions", "serve",
        "process",
    }  # fmt: skip
    changing = {path.stem for path in MODULES if called(path) & writing}
    assert changing == {"output", "tree", "swap", "lock", "engines", "publish"}


# Sizes and docstrings


@pytest.mark.parametrize("path", CODE, ids=name_of)
def test_no_module_is_longer_than_300_lines(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


@pytest.mark.parametrize("path", CODE, ids=name_of)
def test_no_function_is_longer_than_50_lines(path: Path) -> None:
    functions = [node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    lengths = {node.name: (node.end_lineno or 0) - node.lineno + 1 for node in functions}
    assert {name: length for name, length in lengths.items() if length > 50} == {}


@pytest.mark.parametrize("path", [PROJECT / "build_timeline.py", *MODULES], ids=name_of)
def test_what_is_public_says_what_it_does(path: Path) -> None:
    silent = [] if ast.get_docstring(tree(path)) else ["the module"]
    for node in tree(path).body:
        if not isinstance(node, ast.FunctionDef | ast.ClassDef) or node.name.startswith("_"):
            continue
        inside = node.body if isinstance(node, ast.ClassDef) else []
        methods = [one for one in inside if isinstance(one, ast.FunctionDef) and not one.name.startswith("_")]
        silent += [one.name for one in (node, *methods) if not ast.get_docstring(one)]
    assert silent == []


# Words

TEMPLATES = sorted((PACKAGE / "pages/templates").glob("*.jinja"))
KEYS = sorted(words.keys())


def key_pattern(node: ast.expr) -> str | None:
    """A regular expression for the keys that an argument can be, or None when it is no text."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return re.escape(node.value)
    if isinstance(node, ast.JoinedStr):
        parts = [re.escape(str(p.value)) if isinstance(p, ast.Constant) else r"[a-z_-]+" for p in node.values]
        return "".join(parts)
    return None


@cache
def asked_for() -> frozenset[str]:
    """The keys that code and templates ask for, as regular expressions."""
    found = set()
    for path in [
        file
        for folder in ("pages", "feeds", "search", "pictures", "embed", "contribute")
        for file in (PACKAGE / folder).glob("*.py")
    ]:
        for call in (node for node in ast.walk(tree(path)) if isinstance(node, ast.Call)):
            name = call.func.id if isinstance(call.func, ast.Name) else ""
            if name not in {"say", "count", "_fact", "_neighbour"}:
                continue
            pattern = key_pattern(call.args[1] if name == "_neighbour" else call.args[0])
            if pattern is not None and pattern != r"[a-z_-]+" and path.stem != "words":
                found |= {pattern + r"\.one", pattern + r"\.many"} if name == "count" else {pattern}
    for path in TEMPLATES:
        found |= {re.escape(key) for _, key in re.findall(r"\bsay\((['\"])(.+?)\1", path.read_text(encoding="utf-8"))}
        assert not re.search(r"\bsay\((?!['\"])", path.read_text(encoding="utf-8")), "a template asks for words by name"
    return frozenset(found)


def part_keys() -> set[str]:
    """The names of the parts of the site with an entrance, which asks for its title by the part itself."""
    return {str(part) for part in routes.FOLDERS} - {"events"}


def test_every_word_that_is_asked_for_is_there() -> None:
    assert len(asked_for()) > 60
    missing = [pattern for pattern in asked_for() if not any(re.fullmatch(pattern, key) for key in KEYS)]
    assert missing == []
    assert part_keys() <= set(KEYS)


def test_every_word_is_asked_for() -> None:
    unused = {key for key in KEYS if not any(re.fullmatch(pattern, key) for pattern in asked_for())}
    assert unused - part_keys() == set()


@pytest.mark.parametrize("key", KEYS)
def test_a_word_speaks_both_languages_about_the_same_things(key: str) -> None:
    dutch, english = words.say(key, "nl"), words.say(key, "en")
    assert dutch.strip() == dutch != ""
    assert english.strip() == english != ""

    def names(text: str) -> set[str | None]:
        return {name for _, name, _, _ in Formatter().parse(text)} - {None}

    assert names(dutch) == names(english)


# Settings of the two sites


class Settings(yaml.SafeLoader):
    """Reads MkDocs settings: `!ENV [NAME, default]` gives the default."""


def _default(loader: Settings, node: yaml.SequenceNode) -> Any:
    return loader.construct_sequence(node)[-1]


Settings.add_constructor("!ENV", _default)


@cache
def settings(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.load((PROJECT / name).read_text(encoding="utf-8"), Loader=Settings)
    return loaded


def shape(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: shape(inner) for key, inner in value.items()}
    return [shape(inner) for inner in value] if isinstance(value, list) else type(value).__name__


def test_both_sites_have_the_same_words_and_menus() -> None:
    dutch, english = settings("mkdocs.yml")["extra"], settings("mkdocs.en.yml")["extra"]
    for key in ("words", "menu", "small_menu"):
        assert shape(dutch[key]) == shape(english[key])
    assert set(english) <= set(dutch)
    assert shape(settings("mkdocs.yml")["theme"]["palette"]) == shape(settings("mkdocs.en.yml")["theme"]["palette"])


def test_no_word_of_the_frame_is_empty_or_untranslated() -> None:
    dutch, english = settings("mkdocs.yml")["extra"]["words"], settings("mkdocs.en.yml")["extra"]["words"]
    assert all(text.strip() for text in [*dutch.values(), *english.values()])
    assert [key for key in dutch if dutch[key] == english[key]] == []


def test_every_word_of_the_frame_is_used() -> None:
    theme = "".join(path.read_text(encoding="utf-8") for path in sorted((PROJECT / "docs/theme").rglob("*.html")))
    used = set(re.findall(r"config\.extra\.words\.(\w+)", theme))
    assert used == set(settings("mkdocs.yml")["extra"]["words"])


def test_menus_lead_to_the_addresses_that_were_promised() -> None:
    sites: list[tuple[str, Lang, str]] = [("mkdocs.yml", "nl", ""), ("mkdocs.en.yml", "en", "../")]
    for name, lang, to_root in sites:
        promised = {routes.single(lang, single) for single in routes.SINGLES}
        promised |= {f"{folder[lang]}/" for folder in routes.FOLDERS.values()}
        extra = settings(name)["extra"]
        paths = [item["path"] for item in extra["menu"] + extra["small_menu"]]
        assert extra["to_root"] == to_root
        assert set(paths) - {f"{to_root}api/v1/events.json"} <= promised
        assert len(set(paths)) == len(paths)


def test_both_sites_are_strict_and_ask_nobody_else() -> None:
    dutch = settings("mkdocs.yml")
    assert dutch["strict"] is True
    assert dutch["theme"]["font"] is False
    assert settings("mkdocs.en.yml")["INHERIT"] == "mkdocs.yml"
    assert dutch["plugins"] == []
    extensions = [next(iter(item)) if isinstance(item, dict) else item for item in dutch["markdown_extensions"]]
    assert not {"attr_list", "md_in_html", "pymdownx.snippets", "abbr"} & set(extensions)


# Lock files

LOCKS = ["requirements", "requirements-dev"]


@cache
def locked(name: str) -> dict[str, tuple[Requirement, list[str]]]:
    """{package: (its line, its hashes)} of a lock file."""
    text = (PROJECT / f"{name}.txt").read_text(encoding="utf-8")
    found: dict[str, tuple[Requirement, list[str]]] = {}
    for line in text.replace("\\\n", " ").splitlines():
        if line.strip() and not line.lstrip().startswith("#"):
            said, *hashes = line.split("--hash=")
            requirement = Requirement(said.strip())
            found[canonicalize_name(requirement.name)] = (requirement, [one.strip() for one in hashes])
    return found


def asked(name: str) -> dict[str, Requirement]:
    """What a `.in` file asks for, those it takes over from another included."""
    found: dict[str, Requirement] = {}
    for line in (PROJECT / f"{name}.in").read_text(encoding="utf-8").splitlines():
        said = line.partition("#")[0].strip()
        if said.startswith("-r "):
            found |= asked(said.removeprefix("-r ").removesuffix(".in").strip())
        elif said and not said.startswith("-"):
            found[canonicalize_name(Requirement(said).name)] = Requirement(said)
    return found


@pytest.mark.parametrize("name", LOCKS)
def test_every_package_is_locked_to_one_version_with_hashes(name: str) -> None:
    assert len(locked(name)) > 20
    for package, (requirement, hashes) in locked(name).items():
        assert [specifier.operator for specifier in requirement.specifier] == ["=="], package
        assert hashes, package
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", one) for one in hashes), package


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_file_holds_no_address(name: str) -> None:
    text = (PROJECT / f"{name}.txt").read_text(encoding="utf-8")
    assert re.findall(r"\w+://\S+|--(?:extra-)?index-url|--find-links|--trusted-host|@ ?\S*/\S*", text) == []


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_file_agrees_with_what_is_asked_for(name: str) -> None:
    assert asked(name)
    for package, wanted in asked(name).items():
        requirement, _ = locked(name)[package]
        (version,) = [specifier.version for specifier in requirement.specifier]
        assert wanted.specifier.contains(version), f"{package} {version}"


def test_tests_run_on_the_very_versions_of_the_site() -> None:
    for package, (requirement, hashes) in locked("requirements").items():
        theirs, same = locked("requirements-dev")[package]
        assert (theirs.specifier, same) == (requirement.specifier, hashes)
        # What the site needs on some machines only, the tests may need on all of them.
        assert theirs.marker in {None, requirement.marker}


def test_what_the_code_imports_is_asked_for_by_name() -> None:
    site = {"yaml": "pyyaml", "markdown_it": "markdown-it-py", "jinja2": "jinja2", "nh3": "nh3", "watchdog": "watchdog",
            "markupsafe": "jinja2", "PIL": "pillow", "tinycss2": "tinycss2",
            "rjsmin": "rjsmin", "icalendar": "icalendar"}  # fmt: skip
    known = {"chronicle", "__future__", *__import__("sys").stdlib_module_names}
    for path in [PROJECT / "build_timeline.py", *MODULES]:
        for node in ast.walk(tree(path)):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [str(node.module)] if isinstance(node, ast.ImportFrom) else []
            for name in {one.partition(".")[0] for one in names} - known:
                assert site[name] in asked("requirements"), f"{name_of(path)} imports {name}"


# What is committed


@cache
def committed() -> tuple[Path, ...]:
    """Every file that is tracked, or would be when somebody adds all."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    said = subprocess.run(command, cwd=PROJECT, capture_output=True, check=True, text=True).stdout
    return tuple(path for name in said.split("\0") if name and (path := PROJECT / name).is_file())


def texts() -> Iterator[tuple[str, str]]:
    for path in committed():
        data = path.read_bytes()
        if b"\0" not in data:
            yield name_of(path), data.decode("utf-8", "replace")


def test_no_file_knows_the_machine_it_was_made_on() -> None:
    # The brackets keep this very line from being found.
    machine = re.compile(r"(?<![\w.:/}>)-])/(?:work|root|home|Users|tmp|opt|mnt|srv)/[\w.-]|[A-Z]:\\\\Users\\\\")
    found = [f"{name}: {match[0]}" for name, text in texts() for match in machine.finditer(text)]
    assert found == []


def test_no_file_names_a_registry() -> None:
    registry = r"py[p]i\.(?:org|python)|python[h]osted|test\.py[p]i|registry\.np[m]js|arti[f]actory"
    hosts = re.compile(registry, re.IGNORECASE)
    found = [f"{name}: {match[0]}" for name, text in texts() for match in hosts.finditer(text)]
    assert found == []


def test_nothing_generated_is_committed() -> None:
    names = [name_of(path) for path in committed()]
    assert [
        name for name in names if re.match(r"(?:build|site|\.venv|\.hypothesis)/|.*__pycache__|.*\.pyc\Z", name)
    ] == []


def test_every_text_ends_its_last_line_and_uses_no_tabs_where_spaces_belong() -> None:
    wrong = [name for name, text in texts() if text and not text.endswith("\n")]
    assert [name for name in wrong if not name.endswith(".svg")] == []
    assert [
        name for name, text in texts() if name.endswith((".py", ".yaml", ".yml", ".jinja", ".css")) and "\t" in text
    ] == []


@pytest.mark.parametrize("kind", ["event", "source"])
def test_the_committed_schema_is_the_one_that_the_code_makes(kind: str) -> None:
    timeline = load.load(inputs.read_folder(PROJECT / "timeline", prefix="timeline/")).timeline
    make = json_schema.event_schema if kind == "event" else json_schema.source_schema
    committed_text = (PROJECT / f"timeline/schema/{kind}.schema.json").read_text(encoding="utf-8")
    assert committed_text == make(timeline)
    assert json.loads(committed_text)["additionalProperties"] is False


def test_one_word_runs_everything() -> None:
    makefile = (PROJECT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    assert {"site", "serve", "test", "bench", "clean", "help"} <= targets
    assert tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["mypy"]["strict"] is True


# Styles


def test_dark_is_the_same_with_and_without_script() -> None:
    """CSS cannot share one block between a media query and an attribute, so the values stand there twice."""
    styles = (PROJECT / "docs" / "assets" / "colours.css").read_text(encoding="utf-8")
    blocks = {
        selector: re.search(rf"{re.escape(selector)} {{(.*?)}}", styles, re.DOTALL)
        for selector in ('\n[data-md-color-scheme="slate"]', '.no-js [data-md-color-scheme="default"]')
    }
    values = [match[1].split() for match in blocks.values() if match]
    assert len(values) == 2
    assert len(values[0]) > 30
    assert values[0] == values[1]
