"""The commands: reads the arguments, the environment and the disk, and says what came of it."""

import argparse
import errno
import os
import re
import shlex
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from chronicle import arguments, failures, inputs, problems, process, questions
from chronicle.arguments import BAD_DATA, BROKEN_OFF, FAILED, GOOD, Trouble
from chronicle.problems import Lang, Message

if TYPE_CHECKING:
    from chronicle import building

PROJECT = Path(__file__).resolve().parent.parent
DEFAULT_URL = "http://127.0.0.1:8000/"

_URL = re.compile(r"\Ahttps?://[A-Za-z0-9.:\[\]-]+(?:/[A-Za-z0-9._~/%-]*)?\Z")
_MAIL = re.compile(r"\Amailto:[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+\Z")


def main(words: Sequence[str], environment: Mapping[str, str]) -> int:
    """Run one command. Gives its exit status: 0 good, 1 the data have errors, 2 wrong usage or a failing machine."""
    # Wrong usage too is told in the language that was asked for.
    lang = arguments.language(words) or _locale_language(environment)
    try:
        options = arguments.parser(PROJECT).parse_args(arguments.with_default(words))
    except Trouble as trouble:
        return _fail(trouble.message, lang)
    lang = options.lang or lang
    run = _COMMANDS[options.command]
    try:
        return _guarded(lambda: run(options, lang, environment), lang)
    except KeyboardInterrupt as ended:
        if hasattr(ended, "__notes__"):
            _fail_with_notes(Message(nl="afgebroken", en="interrupted"), lang, ended)
        return BROKEN_OFF
    except process.Stopped as ended:
        asked = Message(nl=f"gestopt op verzoek ({ended.name})", en=f"stopped on request ({ended.name})")
        return _fail_with_notes(asked, lang, ended)


def _fail_with_notes(message: Message, lang: Lang, ended: BaseException) -> int:
    said = "; ".join([message.in_language(lang), *getattr(ended, "__notes__", [])])
    return _fail(Message(nl=said, en=said), lang)


def _guarded(work: Callable[[], int], lang: Lang) -> int:
    """Do `work`; when the call or the machine is at fault, say so in one sentence and give that exit status."""
    try:
        return work()
    except failures.EXPECTED as failure:
        return _fail(failures.worded(failure), lang)


def _locale_language(environment: Mapping[str, str]) -> Lang:
    """Dutch, unless the locale says English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environment.get(name):
            return "en" if value.lower().startswith("en") else "nl"
    return "nl"


def _fail(message: Message, lang: Lang) -> int:
    with suppress(OSError):  # nobody listens: the status still tells
        print(f"build_timeline.py: {message.in_language(lang)}", file=sys.stderr)
    return FAILED


def _check(options: argparse.Namespace, lang: Lang, environment: Mapping[str, str]) -> int:  # noqa: ARG001
    # Imported here: `check` must be instant, and needs none of what makes pages.
    from chronicle import check, load

    folder = options.timeline.resolve()
    lying = inputs.survey(folder, prefix=f"{folder.name}/")
    beside = _beside(options.beside, folder)
    with process.uncollected():
        loaded = load.load({**lying.files, **beside.files}, {**lying.odd, **beside.odd})
        found = check.check(loaded, texts=_texts(options.texts), folder=folder.name)
    sys.stdout.write(problems.show(found, texts=loaded.texts, lang=lang, output=options.format))
    if options.format == "text":
        print(problems.summary(found, lang))
    return BAD_DATA if problems.has_errors(found) else GOOD


def _beside(added: Path | None, folder: Path) -> inputs.Found:
    """Read what was imported, and is to be checked as if it lay in the timeline; its reports are none of it."""
    if added is None:
        return inputs.Found()
    other = added.resolve()
    if other.name == folder.name:
        raise Trouble("--with noemt een andere map dan die van de tijdlijn; geef haar ook een andere naam",
                      "--with names another folder than that of the timeline; give it another name, too")  # fmt: skip
    lying = inputs.survey(other, prefix=f"{other.name}/")
    reports = re.compile(r"[^/]+/(?:verslag|report)(?:-[0-9]+)?\.txt")
    files = {name: data for name, data in lying.files.items() if not reports.fullmatch(name)}
    return inputs.Found(files, lying.odd)


def _texts(folder: Path | None) -> dict[str, str]:
    if folder is None:
        return {}
    files = inputs.read_folder(folder)
    return {
        name.removesuffix(".txt"): data.decode("utf-8", "replace")
        for name, data in files.items()
        if name.endswith(".txt")
    }


def _build(options: argparse.Namespace, lang: Lang, environment: Mapping[str, str]) -> int:
    # Imported here, as in all commands: none may wait for what only another needs.
    from chronicle import building

    return building.run(_order(options, lang, environment))


def _order(options: argparse.Namespace, lang: Lang, environment: Mapping[str, str]) -> "building.Order":
    from chronicle import building

    site_url, repo_url = _addresses(environment)
    return building.Order(
        project=PROJECT,
        timeline=options.timeline.resolve(),
        build=options.build.resolve(),
        site=options.site.resolve(),
        site_url=site_url,
        repo_url=repo_url,
        security_contact=_contact(environment),
        being_edited=options.command == "serve",
        engine=options.engine,
        jobs=options.jobs,
        environment=environment,
        lang=lang,
    )


def _serve(options: argparse.Namespace, lang: Lang, environment: Mapping[str, str]) -> int:
    from chronicle import building, live, serve

    for folder in (options.timeline, PROJECT / "docs"):
        if not folder.is_dir():
            raise inputs.MissingFolder(folder)

    def rebuild(url: str) -> serve.Outcome:
        heard, mendable = live.Heard(), True
        try:
            order = replace(_order(options, lang, {**environment, "SITE_URL": url}), hear=heard.of_problems)
            if building.run(order) == GOOD:
                return serve.Outcome(good=True)
        except failures.EXPECTED as failure:
            heard.failure = failures.worded(failure)
            if isinstance(failure, Trouble):
                heard.said = failure.said
            mendable = isinstance(failure, inputs.OddFile) or (isinstance(failure, Trouble) and failure.mendable)
            _fail(heard.failure, lang)
        return serve.Outcome(good=False, trouble=heard.trouble(), status=None if mendable else FAILED)

    settings = [PROJECT / name for name in ("mkdocs.yml", "mkdocs.en.yml")]
    watched = serve.Watched(folders=[options.timeline.resolve(), PROJECT / "docs"], files=settings)
    try:
        return serve.serve(options.site, options.port, watched, rebuild, lang)
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        raise Trouble(
            f"poort {options.port} is al in gebruik; kies een andere met --port",
            f"port {options.port} is in use already; choose another with --port",
        ) from None


def _new(options: argparse.Namespace, lang: Lang, environment: Mapping[str, str]) -> int:  # noqa: ARG001
    from chronicle import adding

    folder = options.timeline.resolve()
    lying = inputs.survey(folder, prefix=f"{folder.name}/")
    typed = {name: getattr(options, name.replace("-", "_")) for name in questions.BY_NAME}
    given = {name: text for name, text in typed.items() if text is not None}
    return adding.add(folder, lying.files, given, options.id, lang, _again(folder))


def _import(options: argparse.Namespace, lang: Lang, environment: Mapping[str, str]) -> int:  # noqa: ARG001
    from chronicle import importing

    folder = options.timeline.resolve()
    order = importing.Order(
        file=options.file,
        form=options.form,
        timeline=folder,
        into=options.into,
        columns=options.columns,
        yes=options.yes,
        language=options.language or "nl",
        sure=options.language is not None,
        lang=lang,
        again=_again(folder),
    )
    return importing.run(order)


def _again(folder: Path) -> str:
    """Give what the next command needs to find this timeline."""
    usual = folder == (PROJECT / "timeline").resolve()
    return "" if usual else f" --timeline {shlex.quote(os.path.relpath(folder))}"


def _diff(options: argparse.Namespace, lang: Lang, environment: Mapping[str, str]) -> int:  # noqa: ARG001
    from chronicle import diffing

    return diffing.run(options.timeline.resolve(), options.base, lang, options.format)


def _export(options: argparse.Namespace, lang: Lang, environment: Mapping[str, str]) -> int:
    from chronicle import exporting

    site_url, repo_url = _addresses(environment)
    order = exporting.Order(
        timeline=options.timeline.resolve(),
        format=options.format,
        # What is exported depends on no locale.
        language=options.lang or "nl",
        site_url=site_url,
        repo_url=repo_url,
        environment=environment,
        lang=lang,
    )
    return exporting.run(order)


_COMMANDS: Mapping[str, Callable[[argparse.Namespace, Lang, Mapping[str, str]], int]] = {
    "build": _build, "check": _check, "serve": _serve, "new": _new, "diff": _diff, "export": _export, "import": _import,
}  # fmt: skip


def _addresses(environment: Mapping[str, str]) -> tuple[str, str | None]:
    """Give the site's address, with one slash at its end, and the repository's, with none."""
    site_url, repo_url = _address(environment, "SITE_URL") or DEFAULT_URL, _address(environment, "REPO_URL")
    return site_url.rstrip("/") + "/", repo_url.rstrip("/") if repo_url else None


def _address(environment: Mapping[str, str], name: str) -> str | None:
    value = environment.get(name) or None
    if value is not None and not _URL.match(value):
        raise Trouble(
            f"{name} is geen webadres: {value!r}; schrijf bijvoorbeeld https://voorbeeld.nl/pad/",
            f"{name} is no web address: {value!r}; write for example https://example.org/path/",
        )
    return value


def _contact(environment: Mapping[str, str]) -> str | None:
    """Give the address to tell of a weakness at. RFC 9116, 2.5.3: a web address must begin with https://."""
    name = "SECURITY_CONTACT"
    value = environment.get(name) or None
    if value is None or _MAIL.match(value) or (_URL.match(value) and value.startswith("https://")):
        return value
    raise Trouble(
        f"{name} is geen adres: {value!r}; schrijf bijvoorbeeld https://voorbeeld.nl/contact of mailto:x@voorbeeld.nl",
        f"{name} is no address: {value!r}; write for example https://example.org/contact or mailto:x@example.org",
    )


def run() -> int:
    """Run with this process's arguments and environment."""
    process.prepare()
    try:
        status = main(sys.argv[1:], os.environ)
    except SystemExit as left:  # --help
        status = int(left.code or GOOD)
    try:
        sys.stdout.flush()
    except OSError as error:
        if status != FAILED:
            status = _fail(process.reason(error), _locale_language(os.environ))
    process.give_up_output()
    return status
