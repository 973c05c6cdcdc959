"""The build command: reads the history, builds, publishes, and says what came of it."""

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from importlib import metadata
from pathlib import Path

from chronicle import (
    audit,
    build,
    clock,
    engines,
    gone,
    inputs,
    lock,
    moment,
    output,
    problems,
    process,
    publish,
    recipes,
    store,
    styles,
    swap,
)
from chronicle.arguments import BAD_DATA, GOOD, Trouble
from chronicle.memo import Memo
from chronicle.model import Recorded, Timeline
from chronicle.pages.written import BadPage
from chronicle.pictures import cached
from chronicle.problems import Lang, Message, Problem
from chronicle.recipes import Files

_PACKAGE = Path(__file__).parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is to be built from where to where. The folders are whole paths; `site_url` ends in a slash.

    `being_edited`: somebody works in the folders, so that editors' own files lie in them. `engine` is one of
    `engines.NAMES`, `jobs` how many languages it makes at once. `hear` is called with the problems that are printed,
    and the texts of the files that they stand in.
    """

    project: Path
    timeline: Path
    build: Path
    site: Path
    site_url: str
    repo_url: str | None
    security_contact: str | None
    being_edited: bool
    engine: str
    jobs: int
    environment: Mapping[str, str]
    lang: Lang
    hear: Callable[[Sequence[Problem], Mapping[str, str]], None] = lambda _found, _texts: None


def run(order: Order) -> int:
    """Build and publish, and print what came of it. Gives the exit status; raises Trouble and what `cli` words.

    The lock comes first: a build that waited must not publish what it read before it waited.
    """
    _keep_off(order.build, output.is_build)
    _keep_off(order.site, output.is_site)
    if order.build == order.site or order.build in order.site.parents or order.site in order.build.parents:
        raise Trouble(
            "--build en --site moeten twee mappen naast elkaar zijn", "--build and --site must be two folders apart"
        )
    before = _identity(order.site)
    try:
        with lock.alone((order.build, order.site), lambda folder: _tell_waiting(folder, order.lang)):
            swap.clear(order.site)
            before = _identity(order.site)
            with process.uncollected():
                status = _make(order)
    except OSError as error:
        state = _state(order.site, before)
        nl, en = process.reason(error).nl, process.reason(error).en
        raise Trouble(f"{nl}; {state.nl}", f"{en}; {state.en}") from None
    except (process.Stopped, KeyboardInterrupt) as ended:
        ended.add_note(_state(order.site, before).in_language(order.lang))
        raise
    if status == GOOD:
        where = os.path.relpath(order.site)
        print(f"De site staat klaar in {where}/" if order.lang == "nl" else f"The site is ready in {where}/")
    return status


def _keep_off(folder: Path, ours: Callable[[Path], bool]) -> None:
    """Refuse a folder whose contents are somebody's own: what is built would take their place."""
    if not ours(folder):
        raise Trouble(
            f"in de map {folder} staat iets anders; kies een lege map",
            f"the folder {folder} holds something else; choose an empty one",
        )


def _identity(folder: Path) -> tuple[int, int] | None:
    try:
        found = folder.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _state(site: Path, before: tuple[int, int] | None) -> Message:
    if _identity(site) == before:
        return Message(nl="de site is niet veranderd", en="the site was not changed")
    return Message(nl="de site is al vernieuwd", en="the site was renewed already")


def _tell_waiting(folder: Path, lang: Lang) -> None:
    where = os.path.relpath(folder)
    nl, en = f"een andere build werkt aan {where}/; er wordt gewacht", f"another build is at work on {where}/; waiting"
    print(f"build_timeline.py: {nl if lang == 'nl' else en}", file=sys.stderr, flush=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Given:
    """All that a build is made of, read once."""

    lying: inputs.Found
    docs: Mapping[str, bytes]
    generated_at: datetime
    recorded: Mapping[str, Recorded]
    code: str

    def key(self, order: Order) -> str:
        """Name everything that can change what is published or said."""
        words = [self.code, order.engine, order.site_url, order.repo_url, order.security_contact, order.timeline.name]
        told = [*words, self.generated_at, *sorted(self.lying.odd.items()), *sorted(self.recorded.items())]
        folders = (self.lying.files, self.docs)
        return store.digest([repr(told).encode(), *(store.digest_of(files).encode() for files in folders)])


def _make(order: Order) -> int:
    given = _read(order)
    engine = engines.Engine(
        project=order.project,
        site_url=order.site_url,
        epoch=int(given.generated_at.timestamp()),
        code=given.code,
        module=order.engine,
        jobs=order.jobs,
    )
    settings = publish.Settings(build=order.build, site=order.site, engine=engine)
    worked_out = publish.memo(settings)
    given = replace(given, docs={**given.docs, styles.NAME: _theme(order.engine, given.docs, worked_out)})
    key = given.key(order)
    last = publish.last(settings, key)
    if last is not None:
        sys.stdout.write(last[order.lang].decode())
        order.hear((), {})
        process.deliver()
        return GOOD
    built = _built(order, given, worked_out)
    found = [*built.problems]
    if built.pages:
        published = output.published_events(order.site)
        found += gone.gone(published, built.timeline, folder=order.timeline.name)
    sys.stdout.write(_shown(found, built, order.lang))
    order.hear(found, built.texts)
    if problems.has_errors(found):
        return _refuse(found, order.lang)
    pictures = _pictures(order, built.timeline, given.docs)
    allowed = tuple(item.text for item in built.timeline.allowed.values())
    settings = replace(settings, engine=replace(engine, assets=built.assets), allowed=allowed)
    rest = partial(_with, built, pictures)
    work = partial(publish.publish, settings, built.pages, rest, process.deliver, worked_out)
    status = _publish(settings, work, order)
    if status == GOOD:
        said: dict[str, bytes] = {lang: _shown(built.problems, built, lang).encode() for lang in engines.CONFIGS}
        publish.remember(settings, key, said)
    return status


def _built(order: Order, given: _Given, worked_out: Memo) -> build.Built:
    try:
        return build.build(
            given.lying.files,
            given.docs,
            site_url=order.site_url,
            repo_url=order.repo_url,
            generated_at=given.generated_at,
            security_contact=order.security_contact,
            folder=order.timeline.name,
            odd=given.lying.odd,
            recorded=given.recorded,
            memo=worked_out,
        )
    except BadPage as bad:
        raise Trouble(f"{bad.file}: {bad.message.nl}", f"{bad.file}: {bad.message.en}", mendable=True) from None


def _shown(found: Sequence[Problem], built: build.Built, lang: Lang) -> str:
    return problems.show(found, texts=built.texts, lang=lang, output="text")


def _read(order: Order) -> _Given:
    docs = inputs.read_folder(order.project / "docs", being_edited=order.being_edited)
    return _Given(
        lying=inputs.survey(order.timeline, prefix=f"{order.timeline.name}/", being_edited=order.being_edited),
        docs=docs,
        generated_at=moment.of(order.timeline, order.environment),
        recorded=clock.recorded(order.timeline),
        code=_code(order.project, docs, order.environment),
    )


def _code(project: Path, docs: Mapping[str, bytes], environment: Mapping[str, str]) -> str:
    """Name what makes pages of a history: this code, the theme and settings, Python, and the packages there are."""
    ours = {name: data for name, data in inputs.read_folder(_PACKAGE).items() if not name.endswith(".pyc")}
    theme = {name: data for name, data in docs.items() if name.startswith("theme/")}
    settings = {name: inputs.read_if_there(project / name) or b"" for name in engines.CONFIGS.values()}
    said = sorted(f"{found.name} {found.version}" for found in metadata.distributions())
    said += [f"{name}={environment.get(name)}" for name in engines.asked(settings.values())]
    digests = (store.digest_of(files).encode() for files in (ours, theme, settings))
    return store.digest([sys.version.encode(), *(word.encode() for word in said), *digests])


def _theme(engine: str, docs: Mapping[str, bytes], worked_out: Memo) -> bytes:
    """Give the styles of the engine's theme, as far as the site uses them: reading them takes longer than much else."""
    theme, called = engines.THEMES[engine], engines.NAMES[engine]
    ours = [data for name, data in docs.items() if name.endswith(".css")]
    try:
        sheets, credit = inputs.read_folder(theme.sheets()), theme.credit()
        key = store.digest([credit.encode(), store.digest_of(sheets).encode(), *ours])
        return worked_out.once("theme", engine, key, lambda: styles.used(sheets, ours, credit=credit))
    except (styles.MissingSheet, inputs.MissingFolder) as missing:
        raise Trouble(
            f"het thema van {called} mist zijn opmaak ({missing}); installeer het opnieuw: rm -r .venv, dan make site",
            f"the theme of {called} lacks its styles ({missing}); install it again: rm -r .venv, then make site",
        ) from None


def _pictures(order: Order, timeline: Timeline, docs: Mapping[str, bytes]) -> dict[str, bytes]:
    """Give the share pictures. Those that the site holds already are not drawn again."""
    package = Path(cached.__file__).parent
    try:
        made = cached.pictures(
            timeline,
            docs.get("assets/colours.css", b"").decode("utf-8", "replace"),
            inputs.read_folder(package),
            lambda path: inputs.read_if_there(order.site / path),
        )
    except cached.MissingFont as missing:
        where = package / missing.name
        raise Trouble(
            f"het lettertype {where} ontbreekt; haal het terug met git",
            f"the font {where} is missing; get it back with git",
        ) from None
    return {f"root/{path}": data for path, data in made.items()}


def _with(built: build.Built, pictures: Mapping[str, bytes]) -> Files:
    return Files({**built.root.recipes, **{name: recipes.made(data) for name, data in pictures.items()}})


def _publish(settings: publish.Settings, publish_all: Callable[[], None], order: Order) -> int:
    try:
        publish_all()
    except engines.EngineFailed as failed:
        sys.stderr.write(failed.said)
        called = engines.NAMES[settings.engine.module]
        raise Trouble(
            f"{called} kon de site ({failed.lang}) niet maken; de oude site staat er nog",
            f"{called} could not make the site ({failed.lang}); the old site is still there",
            mendable=True,
            said=failed.said,
        ) from None
    except publish.Unfit as unfit:
        sys.stdout.write(problems.show(unfit.problems, texts={}, lang=order.lang, output="text"))
        order.hear(unfit.problems, {})
        status = _refuse(unfit.problems, order.lang)
        if all(problem.code == audit.PRIVATE for problem in unfit.problems):
            return status
        raise Trouble(
            "de nieuwe site is niet in orde; de oude site staat er nog",
            "the new site is not as it should be; the old site is still there",
            mendable=True,
        ) from None
    return GOOD


def _refuse(found: Sequence[Problem], lang: Lang) -> int:
    print(problems.summary(found, lang))
    print("De site is niet veranderd." if lang == "nl" else "The site was not changed.")
    return BAD_DATA
