"""The words of the command line: which commands and options there are."""

import argparse
import os
import re
import signal
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import NoReturn

from chronicle import formats, questions
from chronicle.problems import Lang, Message

# Exit statuses: good; the data have errors; wrong usage, or the machine fails; stopped by Ctrl-C.
GOOD, BAD_DATA, FAILED, BROKEN_OFF = 0, 1, 2, 128 + signal.SIGINT

# What publishes: the names of Python modules. The first is taken when none is named.
ENGINES = ("mkdocs", "zensical")

# What `import` reads; `json` is our own.
IMPORTED = ("csv", "timelinejs", "ics", "markwhen", "json")


class Trouble(Exception):
    """The machine or the call is at fault, not the data: exit status 2.

    `mendable`: saving a file of the project can mend it; `said` is what a program that we ran printed about it.
    """

    def __init__(self, nl: str, en: str, *, mendable: bool = False, said: str = "") -> None:
        super().__init__(en)
        self.message = Message(nl=nl, en=en)
        self.mendable = mendable
        self.said = said


# What argparse says, in English only and in each Python a little otherwise, and how we say it.
_SAYINGS = (
    (r"invalid choice: (.+?)(?:, maybe you meant .+)? \(choose from (.+)\)",
     "‘{0}’ kan hier niet; kies uit: {1}", "‘{0}’ cannot stand here; choose from: {1}"),
    (r"expected one argument", "hier hoort een waarde achter", "a value must follow it"),
    (r"ignored explicit argument (.+)", "hier hoort geen waarde achter: ‘{0}’", "no value may follow it: ‘{0}’"),
    (r"unrecognized arguments: (.+)", "dit hoort er niet bij: {0}", "this does not belong here: {0}"),
    (r"the following arguments are required: (.+)", "dit ontbreekt: {0}", "this is missing: {0}"),
    (r"not a number of 1 or more: (.*)", "‘{0}’ is geen getal van 1 of meer", "‘{0}’ is not a number of 1 or more"),
    (r"not a port: (.*)", "‘{0}’ is geen poort", "‘{0}’ is not a port"),
)  # fmt: skip


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        where, said = re.fullmatch(r"(?:argument (\S+): )?(.*)", message, re.DOTALL).groups()  # type: ignore[union-attr]
        nl = en = said
        for pattern, *ours in _SAYINGS:
            if found := re.fullmatch(pattern, said, re.DOTALL):
                # Some Pythons put quotation marks around each word.
                parts = [re.sub(r"(?<!\w)(['\"])(.*?)\1(?!\w)", r"\2", part) for part in found.groups()]
                nl, en = (saying.format(*parts) for saying in ours)
        at = f"{where}: " if where else ""
        raise Trouble(f"verkeerd gebruik: {at}{nl} (zie --help)", f"wrong usage: {at}{en} (see --help)")


def parser(project: Path) -> argparse.ArgumentParser:
    """Give the parser of all commands; `project` holds the folders that are meant when none is named."""
    top = _Parser(prog="build_timeline.py", description="Build, check and show the timeline.", allow_abbrev=False)
    commands = top.add_subparsers(dest="command", metavar="COMMAND", parser_class=_Parser)
    build = commands.add_parser("build", help="make the site (the default)", allow_abbrev=False)
    check = commands.add_parser("check", help="look for mistakes in the data, and make nothing", allow_abbrev=False)
    serve = commands.add_parser("serve", help="make the site, show it, and follow changes", allow_abbrev=False)
    new = commands.add_parser("new", help="add an event; asks for what is missing", allow_abbrev=False)
    diff = commands.add_parser("diff", help="tell what changes on the site, against a revision", allow_abbrev=False)
    export = commands.add_parser("export", help="print the history in one format", allow_abbrev=False)
    bring = commands.add_parser("import", help="take over a timeline made elsewhere", allow_abbrev=False)
    for command in (build, check, serve, new, diff, export, bring):
        command.add_argument("--timeline", type=Path, default=project / "timeline", metavar="DIR", help="the history")
        also = "; of the file too, where there is one for each (default: nl)" if command is export else ""
        command.add_argument(
            "--lang", choices=("nl", "en"), help=f"language of the messages (default: the locale's){also}"
        )
    for command in (build, serve):
        command.add_argument(
            "--build", type=Path, default=project / "build", metavar="DIR", help="what the engine reads"
        )
        command.add_argument("--site", type=Path, default=project / "site", metavar="DIR", help="what is published")
        command.add_argument(
            "--jobs", type=_jobs, default=os.cpu_count() or 1, metavar="N",
            help="how many languages the engine makes at once (default: as many as there are processor cores)",
        )  # fmt: skip
        command.add_argument(
            "--engine", choices=ENGINES, default=ENGINES[0], help=f"what publishes (default: {ENGINES[0]})"
        )
    check.add_argument("--format", choices=("text", "github", "json"), default="text", help="how problems are shown")
    check.add_argument("--texts", type=Path, metavar="DIR", help="look up each quotation in DIR/<source id>.txt")
    check.add_argument("--with", type=Path, dest="beside", metavar="DIR", help="check DIR, what was imported, along")
    serve.add_argument("--port", type=_port, default=8000, metavar="N", help="where to show it (default: 8000)")
    diff.add_argument(
        "base",
        nargs="?",
        metavar="BASE",
        help="a git revision, or a folder that holds a timeline/ (default: what is shared with the main branch)",
    )
    diff.add_argument("--format", choices=("text", "markdown"), default="text", help="how the changes are shown")
    export.add_argument(
        "format", choices=formats.EXPORTED, metavar="FORMAT", help=f"one of: {', '.join(formats.EXPORTED)}"
    )
    _ask_for(new)
    _import_from(bring)
    return top


def _import_from(bring: argparse.ArgumentParser) -> None:
    bring.add_argument("file", type=Path, metavar="FILE", help="what to take over")
    bring.add_argument("--from", choices=IMPORTED, dest="form", help="its format (default: by its name)")
    bring.add_argument("--into", type=Path, metavar="DIR", help="where files go (default: import-<name>, a new folder)")
    bring.add_argument("--columns", metavar="TEXT", help='what is in which column: "date=Datum,title=Titel"')
    bring.add_argument("--yes", action="store_true", help="take the columns as they are guessed")
    bring.add_argument("--language", choices=("nl", "en"), help="language of its texts (default: nl)")


def _ask_for(new: argparse.ArgumentParser) -> None:
    new.add_argument("title", nargs="?", metavar="TITLE", help="the title, in Dutch")
    new.add_argument("--id", help="the file's name (default: made of the title)")
    for question in questions.QUESTIONS[1:]:
        new.add_argument(f"--{question.name}", metavar="TEXT", help=question.words.en.replace("%", "%%"))


def _jobs(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) > 0):
        raise argparse.ArgumentTypeError(f"not a number of 1 or more: {text}")
    return int(text)


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) < 65536):
        raise argparse.ArgumentTypeError(f"not a port: {text}")
    return int(text)


def language(words: Sequence[str]) -> Lang | None:
    """Give the language that the words ask for, whether or not the rest of them is understood."""
    asked: Lang | None = None
    for word, after in pairwise([*words[: [*words, "--"].index("--")], ""]):
        match word.split("=") if "=" in word else [word, after]:
            case ["--lang", ("nl" | "en") as named]:
                asked = named
    return asked


def with_default(arguments: Sequence[str]) -> list[str]:
    """`build` may be left out: what is no command belongs to it."""
    given = list(arguments)
    if given and (given[0] in {"-h", "--help"} or not given[0].startswith("-")):
        return given
    return ["build", *given]
