"""The commands: reads the arguments, the environment and the disk, and says what came of it."""

import argparse
import errno
import io
import os
import re
import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import NoReturn

from chronicle import arguments, clock, filing, inputs, problems, questions
from chronicle.arguments import Trouble
from chronicle.problems import Lang, Message

PROJECT = Path(__file__).resolve().parent.parent
DEFAULT_URL = "http://127.0.0.1:8000/"
GOOD, BAD_DATA, FAILED = 0, 1, 2

_URL = re.compile(r"\Ahttps?://[A-Za-z0-9.:\[\]-]+(?:/[A-Za-z0-9._~/%-]*)?\Z")
_MAIL = re.compile(r"\Amailto:[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+\Z")


def main(words: Sequence[str], environment: Mapping[str, str]) -> int:
    """Run one command. Gives its exit status: 0 good, 1 the data have errors, 2 wrong usage or a failing machine."""
    lang = _locale_language(environment)
    try:
        options = arguments.parser(PROJECT).parse_args(arguments.with_default(words))
    except Trouble as trouble:
        return _fail(trouble.message, lang)
    lang = options.lang or lang
    run = {"build": _build, "check": _check, "serve": _serve, "new": _new}[options.command]
    try:
        return _guarded(lambda: run(options, lang, environment), lang)
    except KeyboardInterrupt:
        return 128 + signal.SIGINT


def _guarded(work: Callable[[], int], lang: Lang) -> int:
    """Do `work`; when the call or the machine is at fault, say so in one sentence and give that exit status."""
    try:
        return work()
    except Trouble as trouble:
        return _fail(trouble.message, lang)
    except inputs.MissingFolder as missing:
        message = Message(nl=f"de map {missing.path} bestaat niet", en=f"the folder {missing.path} does not exist")
        return _fail(message, lang)
    except inputs.OddFile as odd:
        message = Message(nl=f"{odd.name} is geen gewoon bestand", en=f"{odd.name} is no ordinary file")
        return _fail(message, lang)
    except ModuleNotFoundError as absent:
        # Somebody called another Python than that of .venv, or has not set it up yet.
        message = Message(
            nl=f"het pakket {absent.name} ontbreekt; doe eerst make site en gebruik dan .venv/bin/python",
            en=f"the package {absent.name} is missing; run make site first, then use .venv/bin/python",
        )
        return _fail(message, lang)
    except OSError as error:
        reason = f"{error.filename or ''}: {error.strerror or error}".lstrip(": ")
        return _fail(Message(nl=f"de machine werkt niet mee: {reason}", en=f"the machine fails: {reason}"), lang)


def _locale_language(environment: Mapping[str, str]) -> Lang:
    """Dutch, unless the locale says English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environment.get(name):
            return "en" if value.lower().startswith("en") else "nl"
    return "nl"


def _fail(message: Message, lang: Lang) -> int:
    print(f"build_timeline.py: {message.in_language(lang)}", file=sys.stderr)
    return FAILED


def _check(options: argparse.Namespace, lang: Lang, environment: Mapping[str, str]) -> int:  # noqa: ARG001
    # Imported here: `check` must be instant, and needs none of what makes pages.
    from chronicle import check, load

    folder = options.timeline.resolve()
    lying = _timeline(folder)
    loaded = load.load(lying.files, lying.odd)
    found = check.check(loaded, texts=_texts(options.texts), folder=folder.name)
    sys.stdout.write(problems.show(found, texts=loaded.texts, lang=lang, output=options.format))
    if options.format == "text":
        print(problems.summary(found, lang))
    return BAD_DATA if problems.has_errors(found) else GOOD


def _timeline(folder: Path, *, being_edited: bool = False) -> inputs.Found:
    """Read the history. While it is being edited, what the editor keeps beside it is left out."""
    found = inputs.survey(folder, prefix=f"{folder.name}/")
    if being_edited:
        found.files = {name: data for name, data in found.files.items() if not filing.is_editors(name)}
        found.odd = {name: kind for name, kind in found.odd.items() if not filing.is_editors(name)}
    return found


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
    from chronicle import build, output, publish
    from chronicle.pages.written import BadPage

    folder = options.timeline.resolve()
    site_url, repo_url = _address(environment, "SITE_URL") or DEFAULT_URL, _address(environment, "REPO_URL")
    lying = _timeline(folder, being_edited=options.command == "serve")
    _keep_off(options.build, output.is_build)
    _keep_off(options.site, output.is_site)
    generated_at = _clock(folder, environment)
    try:
        built = build.build(
            lying.files,
            inputs.read_folder(PROJECT / "docs"),
            site_url=site_url.rstrip("/") + "/",
            repo_url=repo_url.rstrip("/") if repo_url else None,
            generated_at=generated_at,
            security_contact=_contact(environment),
            folder=folder.name,
            odd=lying.odd,
        )
    except BadPage as bad:
        raise Trouble(f"{bad.file}: {bad.message.nl}", f"{bad.file}: {bad.message.en}") from None
    sys.stdout.write(problems.show(built.problems, texts=built.texts, lang=lang, output="text"))
    if problems.has_errors(built.problems):
        print(problems.summary(built.problems, lang))
        print("De site is niet veranderd." if lang == "nl" else "The site was not changed.")
        return BAD_DATA
    written = output.write(options.build, built.files)
    _say(
        lang, f"{written} van {len(built.files)} bestanden geschreven", f"{written} of {len(built.files)} files written"
    )
    settings = publish.Settings(
        project=PROJECT,
        build=options.build.resolve(),
        site=options.site.resolve(),
        site_url=site_url.rstrip("/") + "/",
        epoch=int(generated_at.timestamp()),
    )
    try:
        publish.publish(settings)
    except publish.EngineFailed as failed:
        sys.stderr.write(failed.said)
        raise Trouble(
            f"MkDocs kon de site ({failed.lang}) niet maken; de oude site staat er nog",
            f"MkDocs could not make the site ({failed.lang}); the old site is still there",
        ) from None
    where = os.path.relpath(options.site)
    print(f"De site staat klaar in {where}/" if lang == "nl" else f"The site is ready in {where}/")
    return GOOD


def _keep_off(folder: Path, ours: Callable[[Path], bool]) -> None:
    """Refuse a folder whose contents are somebody's own: what is built would take their place."""
    if not ours(folder):
        raise Trouble(
            f"in de map {folder} staat iets anders; kies een lege map",
            f"the folder {folder} holds something else; choose an empty one",
        )


def _serve(options: argparse.Namespace, lang: Lang, environment: Mapping[str, str]) -> int:
    from chronicle import serve

    here = {**environment, "SITE_URL": f"http://127.0.0.1:{options.port}/"}
    status = _build(options, lang, here)
    if status != GOOD:
        return status

    def rebuild() -> int:
        return _guarded(lambda: _build(options, lang, here), lang)

    watched = [options.timeline, PROJECT / "docs"]
    try:
        serve.serve(options.site, options.port, watched, rebuild)
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        raise Trouble(
            f"poort {options.port} is al in gebruik; kies een andere met --port",
            f"port {options.port} is in use already; choose another with --port",
        ) from None
    return GOOD


def _new(options: argparse.Namespace, lang: Lang, environment: Mapping[str, str]) -> int:  # noqa: ARG001
    from chronicle import drafts, new, output, terminal

    files = _timeline(options.timeline.resolve()).files
    typed = {name: getattr(options, name.replace("-", "_")) for name in questions.BY_NAME}
    given = {name: text for name, text in typed.items() if text is not None}
    dialogue = new.Dialogue(there=drafts.known(files), talk=terminal.Terminal(), lang=lang)
    try:
        identifier = dialogue.run(given, options.id)
    except new.Unfinished as unfinished:
        print("\n".join(unfinished.lines), file=sys.stderr)
        return FAILED
    except new.BrokenOff as broken:
        _say_unwritten(broken.text, lang)
        return 128 + signal.SIGINT
    made = drafts.texts(dialogue.answers, identifier)
    named = {f"{options.timeline.resolve().name}/{name}": text for name, text in made.items()}
    found = drafts.problems_of(files, named)
    sys.stdout.write(problems.show(found, texts=named, lang=lang, output="text"))
    if problems.has_errors(found):
        _say_unwritten("\n".join(made.values()), lang)
        return BAD_DATA
    for name, text in made.items():
        output.create(options.timeline / name, text.encode())
    print(new.what_next([os.path.relpath(options.timeline / name) for name in made], lang))
    return GOOD


def _say_unwritten(text: str, lang: Lang) -> None:
    """Nothing that was typed is lost."""
    print("Er is niets geschreven. Dit is ingevuld:" if lang == "nl" else "Nothing was written. This was filled in:")
    print(text, end="")


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


def _clock(folder: Path, environment: Mapping[str, str]) -> datetime:
    try:
        return clock.source_time(folder, environment)
    except (ValueError, OverflowError):
        value = environment.get("SOURCE_DATE_EPOCH")
        raise Trouble(
            f"SOURCE_DATE_EPOCH is geen aantal seconden: {value!r}",
            f"SOURCE_DATE_EPOCH is no number of seconds: {value!r}",
        ) from None


def _say(lang: Lang, nl: str, en: str) -> None:
    """Tell of progress, to a person at a terminal only."""
    if sys.stderr.isatty():
        print(nl if lang == "nl" else en, file=sys.stderr)


def _stop(number: int, _frame: object) -> NoReturn:
    sys.exit(128 + number)


def run() -> int:
    """Run with this process's arguments and environment."""
    # Asked to stop, the program tidies up as it does after Ctrl-C.
    signal.signal(signal.SIGTERM, _stop)
    for stream in (sys.stdout, sys.stderr):
        # Where the output cannot show a sign of ours, its number is shown (and JSON stays JSON).
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    return main(sys.argv[1:], os.environ)
