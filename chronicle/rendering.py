"""Markdown to HTML, with as little of the engine's time as can be: shells, kept between runs, are filled.

Where a shell cannot be used (somebody's theme does more with a page than ours), the engine makes every page. That is
slower, and the same.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from chronicle import audit, engines, inputs, output, shells, store, tree
from chronicle.memo import Memo
from chronicle.problems import Lang
from chronicle.recipes import Files

_KEPT = "shells"
NOT_FOUND = audit.NOT_FOUND


@dataclass(frozen=True, slots=True)
class Rendered:
    """The site's HTML: by path a key of what each page is made of; `make` gives the page."""

    keys: Mapping[str, str]
    make: Callable[[str], bytes]


def render(
    engine: engines.Engine, build: Path, pages: Mapping[Lang, Files], work: Path, memo: Memo | None = None
) -> Rendered:
    """Make the HTML of `pages`, the Markdown of both languages by file name, which also lies below `build`.

    `work` is an empty folder for what the engine needs and makes; `memo` has what was seen of the pages before.
    Raises engines.EngineFailed, or OSError.
    """
    memo = memo or Memo()
    plans = {
        lang: shells.plan({name: _look(files, lang, name, memo) for name in files}) for lang, files in pages.items()
    }
    key = _key(engine, plans)
    kept = build / output.KEPT / _KEPT
    made = store.unpack(inputs.read_if_there(kept), key)
    if made is None:
        try:
            made = _specimens(engine, plans, pages, work)
        except (shells.Unlike, engines.EngineFailed):
            # The engine's own words about the real pages are what helps who reads them.
            return whole(engine, build, pages, work)
        output.replace(kept, store.pack(key, made))
    return _filled(plans, pages, made)


def _look(pages: Files, lang: Lang, name: str, memo: Memo) -> tuple[str, int]:
    """Look at a page, or say what was seen of it. What pages have in common is kept once for all that have it."""
    looked: list[tuple[str, int]] = []

    def look() -> tuple[str, int]:
        if not looked:
            looked.append(shells.look(pages[name]))
        return looked[0]

    def seen() -> bytes:
        common, unusual = look()
        return f"{store.digest([common.encode()])} {unusual}".encode()

    digest, unusual = memo.once(f"sorts-{lang}", name, pages.recipes[name].key, seen).decode().split()
    return memo.once("common", digest, digest, lambda: look()[0].encode()).decode(), int(unusual)


def _key(engine: engines.Engine, plans: Mapping[Lang, shells.Plan]) -> str:
    """Everything that can change a shell: what the engine is given, and what it is."""
    settings = [inputs.read_if_there(engine.project / name) or b"" for name in engines.CONFIGS.values()]
    environment = [f"{name}={engine.environment.get(name)}".encode() for name in engines.asked(settings)]
    given = [store.digest_of(planned.lasting).encode() for planned in plans.values()]
    said = [engine.module, engine.site_url, engine.code]
    return store.digest([*(word.encode() for word in said), *settings, *environment, *given])


def _specimens(
    engine: engines.Engine, plans: Mapping[Lang, shells.Plan], pages: Mapping[Lang, Files], work: Path
) -> dict[str, bytes]:
    """Have the engine make the specimens, and a real page of each sort to hold the shells against."""
    made: dict[str, bytes] = {}
    for folder, samples in (("samples", True), ("specimens", False)):
        for lang, planned in plans.items():
            real = {name: pages[lang][name] for name in planned.samples.values()} if samples else {}
            tree.write(work / folder / "from" / lang, planned.lasting | real)
        engines.run(engine, work / folder / "from", work / folder)
    for lang, planned in plans.items():
        cut = {}
        for specimen, sample in planned.samples.items():
            html = _engines(work / "specimens" / lang, specimen)
            made[f"{lang}/{specimen}"], cut[specimen] = html, shells.shell(html.decode())
            html_of_sample = _engines(work / "samples" / lang, sample)
            shells.check(specimen, cut[specimen], sample, pages[lang][sample], html_of_sample)
    return made | {NOT_FOUND: _engines(work / "specimens" / "nl", NOT_FOUND)}


def _engines(folder: Path, name: str) -> bytes:
    """What the engine made of a page. Raises Unlike where it made nothing."""
    made = inputs.read_if_there(folder / (NOT_FOUND if name == NOT_FOUND else audit.published_as(f"nl/{name}")))
    if made is None:
        raise shells.Unlike(name)
    return made


def _filled(plans: Mapping[Lang, shells.Plan], pages: Mapping[Lang, Files], made: Mapping[str, bytes]) -> Rendered:
    keys = {NOT_FOUND: store.digest([made[NOT_FOUND]])}
    sources: dict[str, tuple[tuple[str, ...], Lang, str]] = {}
    for lang, planned in plans.items():
        cut = {name: shells.shell(made[f"{lang}/{name}"].decode()) for name in planned.specimens}
        of = {name: store.digest([made[f"{lang}/{name}"]]).encode() for name in planned.specimens}
        for name, page in pages[lang].recipes.items():
            path = audit.published_as(f"{lang}/{name}")
            keys[path] = store.digest([of[planned.sorts[name]], name.encode(), page.key.encode()])
            sources[path] = (cut[planned.sorts[name]], lang, name)

    def make(path: str) -> bytes:
        if path not in sources:
            return made[path]
        shell, lang, name = sources[path]
        return shells.fill(shell, name, pages[lang][name])

    return Rendered(keys, make)


def whole(engine: engines.Engine, build: Path, pages: Mapping[Lang, Collection[str]], work: Path) -> Rendered:
    """The same without shells: the engine makes every page."""
    engines.run(engine, build, work / "whole")
    html = {NOT_FOUND: (work / "whole" / "nl" / NOT_FOUND)} | {
        audit.published_as(f"{lang}/{name}"): work / "whole" / lang / audit.published_as(f"nl/{name}")
        for lang, names in pages.items()
        for name in names
    }
    keys = {path: store.digest([file.read_bytes()]) for path, file in html.items() if file.is_file()}
    return Rendered(keys, lambda path: html[path].read_bytes())
