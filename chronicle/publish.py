"""Joins a site of what was made and what the engine makes of it, has it looked through, and swaps it in.

The site is made in the folder of the one before the last, in which little differs: what was published stays whole until
the new site takes its place, and only what changed is written.
"""

import json
import shutil
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from chronicle import audit, engines, inputs, output, rendering, store, swap, tree
from chronicle.memo import Memo
from chronicle.problems import Lang, Problem, in_file_order
from chronicle.recipes import Files, Recipe

# The folder of the site before the one that is published, what lies in both, and the spots that are linked to.
_BEFORE, _BEFORE_LIST, _LIST, _SPOTS = "site", "before.list", "site.list", "spots"
# Those of its pages of which reading all takes long and need not be, and how many bytes a page has that is one of them.
_LONG_LIST, _LONG = "long.list", 64_000
# What the last run said, and under which key it kept its lists.
_LAST, _TRUSTED = "last", "trusted"
_LISTS: Mapping[Lang, str] = {"nl": "nl.list", "en": "en.list"}
# The folder of what was worked out before.
_MEMO = "memo"


class Unfit(Exception):
    """The site was made, but must not be seen."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(len(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Where things are. `allowed` is what only looks private; `engine` makes HTML of Markdown."""

    build: Path
    site: Path
    engine: engines.Engine
    allowed: tuple[str, ...] = ()

    @property
    def kept(self) -> Path:
        """The folder of what is kept from one run to the next."""
        return self.build / output.KEPT

    @property
    def trusted(self) -> str:
        """The key under which a site that was looked through need not be looked through again."""
        return store.digest(word.encode() for word in (self.engine.code, self.engine.site_url, *self.allowed))


def publish(
    settings: Settings, pages: Files, rest: Callable[[], Files], last: Callable[[], None], worked_out: Memo
) -> None:
    """Lay `pages`, by path, into the build folder, have the engine make HTML of them, and turn all of it into
    `settings.site`.

    Those in `nl/` and `en/` are one language's. `rest`, in `root/`, goes to the site as it is; it is asked for when the
    pages lie there. What was `worked_out` is kept for the next run as soon as all files are made.

    `last` is called when nothing is left but to swap the new site in. Whatever it or anything before it raises
    (engines.EngineFailed, Unfit, OSError, …), the old site stays as it was.
    """
    laid = _lay(settings, pages)
    as_they_are = {audit.published_as(name): recipe for name, recipe in rest().recipes.items()}
    with swap.workshop(settings.site) as fresh:
        html = rendering.render(settings.engine, settings.build, laid, fresh, worked_out)
        wanted = {**html.keys, **{path: recipe.key for path, recipe in as_they_are.items()}}
        finished = fresh / "site"

        def make(path: str) -> bytes:
            return as_they_are[path].make() if path in as_they_are else html.make(path)

        with _begun(settings, finished) as before:
            renewed = tree.renew(finished, before, wanted, make)
            # Before looking through, which needs the room that it takes.
            _remember(settings, worked_out)
            made = [*map(audit.published_as, pages), *as_they_are]
            seen = _audit(settings, finished, made, renewed, known=bool(before))
            last()
        swap.swap(finished, settings.site)
        _keep(settings, finished if finished.exists() else swap.old(fresh), renewed.listed, seen)


def _remember(settings: Settings, worked_out: Memo) -> None:
    for sort, data in worked_out.kept():
        # What would only save time is no reason to say that the site cannot be made.
        with suppress(OSError):
            output.replace(settings.kept / _MEMO / sort, data)


def memo(settings: Settings) -> Memo:
    """Give what earlier runs worked out."""
    return Memo(settings.engine.code, lambda sort: inputs.read_if_there(settings.kept / _MEMO / sort))


def remember(settings: Settings, key: str, said: Mapping[str, bytes]) -> None:
    """Keep what was `said` about a site that was published, by language; `key` names all that it was made of."""
    output.replace(settings.kept / _LAST, store.pack(key, {**said, _TRUSTED: settings.trusted.encode()}))


def last(settings: Settings, key: str) -> Mapping[str, bytes] | None:
    """Give what was said when the last run published what `key` names, if all of it lies there as that run left it."""
    said = store.unpack(inputs.read_if_there(settings.kept / _LAST), key)
    if said is None:
        return None
    trusted = said[_TRUSTED].decode()
    folders = {settings.site: _LIST, **{settings.build / lang: name for lang, name in _LISTS.items()}}
    for folder, name in folders.items():
        found = store.unpack(inputs.read_if_there(settings.kept / name), trusted)
        if found is None or name not in found or not tree.is_as(folder, tree.read(found[name])):
            return None
    return said


def _lay(settings: Settings, pages: Files) -> dict[Lang, Files]:
    """Make `nl` and `en` in the build folder hold what the engine reads, and nothing else stand beside them.

    Gives each language's Markdown as it lies there.
    """
    laid: dict[Lang, Files] = {}
    for stray in {path.name for path in settings.build.glob("*")} - {*engines.CONFIGS, output.KEPT}:
        shutil.rmtree(settings.build / stray, ignore_errors=True)
    for lang in engines.CONFIGS:
        start, folder = f"{lang}/", settings.build / lang
        here = {name.removeprefix(start): page for name, page in pages.recipes.items() if name.startswith(start)}
        keys = {name: page.key for name, page in here.items()}
        renewed = tree.renew(folder, _listed(settings, _LISTS[lang]), keys, Files(here).__getitem__)
        _write(settings, _LISTS[lang], tree.dump(renewed.listed))
        laid[lang] = Files({name: Recipe(key, partial(_lying, folder, name)) for name, key in keys.items()})
    return laid


def _lying(folder: Path, name: str) -> bytes:
    return (folder / name).read_bytes()


@contextmanager
def _begun(settings: Settings, finished: Path) -> Iterator[tree.Listed]:
    """Begin the new site, and give what lies in it and can be relied on.

    Where it must not be published, the next one grows in its folder: what was written there is not as it was listed.
    """
    kept = settings.kept / _BEFORE
    before = kept.is_dir()
    listed = _base(settings, finished)
    try:
        yield listed
    except BaseException:
        with suppress(OSError):
            if before and not kept.exists():
                finished.rename(kept)
        raise


def _base(settings: Settings, finished: Path) -> tree.Listed:
    """Begin the new site: with the folder of the one before the last, or with second names for the files of the last.

    Gives what lies in it and can be relied on.
    """
    listed, old = _listed(settings, _BEFORE_LIST), settings.kept / _BEFORE
    if listed and old.is_dir():
        with suppress(OSError):
            old.rename(finished)
            return listed
    listed = _listed(settings, _LIST)
    if listed and settings.site.is_dir():
        with suppress(OSError):
            twins = tree.twin(settings.site, finished, listed)
            # A second name counts as a change of the file, for the site that is there as well.
            _write(settings, _LIST, tree.dump(twins))
            return twins
        shutil.rmtree(finished, ignore_errors=True)
    return {}


def _audit(
    settings: Settings, finished: Path, made: Collection[str], renewed: tree.Renewed, *, known: bool
) -> audit.Seen:
    """Look the new site through: what is new in it, if the rest is `known` to be as it should. Raises Unfit."""
    site = audit.Site(
        sizes={path: stamp[tree.SIZE] for path, (_, stamp) in renewed.listed.items()},
        read=lambda name: (finished / name).read_bytes(),
        url=settings.engine.site_url,
        name=settings.site.name,
        allowed=settings.allowed,
    )
    published = _read(settings, _LIST)
    long = _listed(settings, _LONG_LIST)
    seen = _seen(settings, long) if known and published else None
    problems: list[Problem] | None = None
    if seen is not None:
        with suppress(audit.Unsure):
            before = partial(tree.read_as, settings.site, listed=long)
            problems = list(audit.again(site, made, _changed(renewed, published), seen, before))
    if seen is None or problems is None:
        seen = audit.Seen()
        problems = list(audit.audit(site, made, seen))
    if problems:
        raise Unfit(in_file_order(problems))
    return seen


def _changed(renewed: tree.Renewed, published: bytes | None) -> set[str]:
    """Give the files of a new site that are not as they are on the one that is published, by the list of that one.

    One that is again as it was on the site before that was not written, and is not what was looked through last.
    """
    keys = tree.keys(published) if published else {}
    return {*renewed.written, *(path for path, (key, _) in renewed.listed.items() if keys.get(path) != key)}


def _seen(settings: Settings, long: Collection[str]) -> audit.Seen | None:
    """Give what was seen so far; of pages that fall apart, only the `long` ones are kept."""
    found = _read(settings, _SPOTS)
    if not found:
        return None
    spots, hidden = json.loads(found)
    return audit.Seen(spots={name: set(of) for name, of in spots.items()}, hidden=set(hidden), apart=set(long))


def _keep(settings: Settings, old: Path, listed: tree.Listed, seen: audit.Seen) -> None:
    """Keep the folder in which the next site will grow, and list what lies in it and in the new site.

    It is that of the site that was replaced; where there was none, second names for the files of the new one.
    """
    kept, before = settings.kept / _BEFORE, _read(settings, _LIST)
    # What was seen is of one site alone: a run that is stopped half-way leaves no list, and the next looks at all.
    (settings.kept / _LIST).unlink(missing_ok=True)
    shutil.rmtree(kept, ignore_errors=True)
    # Where the folders are on two disks neither can be done, and the old one goes with the workshop.
    try:
        if before and old.is_dir():
            old.rename(kept)
        else:
            # A second name counts as a change of the file, for the site that is there as well.
            kept.parent.mkdir(parents=True, exist_ok=True)
            listed = tree.twin(settings.site, kept, listed)
            before = tree.dump(listed)
    except OSError:
        before = None
        shutil.rmtree(kept, ignore_errors=True)
    _write(settings, _BEFORE_LIST, before or tree.dump({}))
    spots = {name: sorted(of) for name, of in seen.spots.items()}
    _write(settings, _SPOTS, json.dumps([spots, sorted(seen.hidden)]).encode())
    apart = seen.apart & listed.keys()
    long = {path: listed[path] for path in sorted(apart) if listed[path][1][tree.SIZE] >= _LONG}
    _write(settings, _LONG_LIST, tree.dump(long))
    _write(settings, _LIST, tree.dump(listed))


def _listed(settings: Settings, name: str) -> tree.Listed:
    found = _read(settings, name)
    return tree.read(found) if found else {}


def _read(settings: Settings, name: str) -> bytes | None:
    found = store.unpack(inputs.read_if_there(settings.kept / name), settings.trusted)
    # What was packed for something else under the same key is none of ours.
    return found.get(name) if found else None


def _write(settings: Settings, name: str, data: bytes) -> None:
    output.replace(settings.kept / name, store.pack(settings.trusted, {name: data}))
