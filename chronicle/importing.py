"""The command `import`: a timeline that was made elsewhere to files of ours, and a report of what came of each row."""

import os
import shlex
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from chronicle import drafts, filing, inputs, output, problems, terminal
from chronicle.arguments import BAD_DATA, BROKEN_OFF, GOOD, Trouble
from chronicle.asking import Talk
from chronicle.foreign import columns, gaps, reading, taking, telling, texts
from chronicle.foreign.here import Here
from chronicle.foreign.rows import Read, Unreadable
from chronicle.foreign.table import Table
from chronicle.problems import Lang, Message

_EXAMPLES = 3
# What is written into a folder.
_PARTS = ("events", "sources")
_REPORT: Mapping[Lang, str] = {"nl": "verslag", "en": "report"}
_CALL = ".venv/bin/python build_timeline.py"


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What to import: `file`, in `form` (None: tell by its name), with texts in `language` (`sure`: as somebody said).

    `into` is the folder for what is made (None: a new one beside the timeline); `columns` says which column is what,
    `yes` takes what is guessed of them; `again` is what the next command needs to find this timeline.
    """

    file: Path
    form: str | None
    timeline: Path
    into: Path | None
    columns: str | None
    yes: bool
    language: Lang
    sure: bool
    lang: Lang
    again: str


class _Stopped(Exception):
    """The person does not want to go on."""


def run(order: Order) -> int:
    """Import. Gives the exit status: 0 when every row became a file or was there already."""
    try:
        data = inputs.one_file(order.file, texts.MOST_BYTES)
    except FileNotFoundError:
        raise Trouble(f"het bestand {order.file} bestaat niet", f"the file {order.file} does not exist") from None
    if len(data) > texts.MOST_BYTES:
        megabytes = texts.MOST_BYTES // 1024**2
        raise Trouble(f"{order.file.name} is groter dan {megabytes} MB; deel het op",
                      f"{order.file.name} is larger than {megabytes} MB; split it")  # fmt: skip
    into = _folder(order.into) if order.into else _new_folder(order)
    if order.timeline in into.parents:
        raise Trouble(
            f"{into.name} ligt in de tijdlijn; kies {order.timeline.name} zelf, of een map erbuiten",
            f"{into.name} lies in the timeline; choose {order.timeline.name} itself, or a folder outside",
        )
    here = _here(order.timeline, into)
    if lacking := drafts.lacking(here.known):
        names = ", ".join(lacking)
        raise Trouble(f"herstel eerst {names} in {order.timeline.name}: daar is niets te kiezen",
                      f"first mend {names} in {order.timeline.name}: there is nothing to choose from")  # fmt: skip
    try:
        read = _read(order, data)
    except Unreadable as error:
        name = order.file.name
        raise Trouble(f"{name}: {error.message.nl}", f"{name}: {error.message.en}") from None
    except _Stopped:
        print(_in(order, "Er is niets geschreven.", "Nothing was written."))
        return BROKEN_OFF
    taken = taking.take(read, here, language=order.language, lang=order.lang)
    return _write(order, into, read, taken)


def _in(order: Order, nl: str, en: str) -> str:
    return Message(nl=nl, en=en).in_language(order.lang)


def _new_folder(order: Order) -> Path:
    made = filing.identifier_for(order.file.stem) or "1"
    names = (f"import-{made}", *(f"import-{made}-{number}" for number in range(2, 1000)))
    beside = order.timeline.parent
    return next((beside / name for name in names if not (beside / name).exists()), beside / names[0])


def _folder(named: Path) -> Path:
    try:
        return named.resolve()
    except (OSError, RuntimeError):
        raise Trouble(
            f"{named.name} verwijst naar zichzelf of is niet te lezen; kies een andere map met --into",
            f"{named.name} leads to itself or cannot be read; choose another folder with --into",
        ) from None


def _here(timeline: Path, into: Path) -> Here:
    lying = inputs.survey(timeline, prefix=f"{timeline.name}/")
    if into == timeline:
        _unlinked(into, lying.odd)
    elif into.exists():
        if not into.is_dir():
            raise Trouble(f"{into.name} is geen map; kies een andere met --into",
                          f"{into.name} is no folder; choose another with --into")  # fmt: skip
        for part in _PARTS:
            inside = into / part
            _unlinked(into, {f"{into.name}/{part}": "link"} if inside.is_symlink() else {})
            if inside.is_dir():
                # A folder of another name, or both would seem to be one.
                found = inputs.survey(inside, prefix=f"{into.name} (--into)/{part}/")
                _unlinked(into, found.odd)
                lying.files |= found.files
    return Here(lying.files, drafts.known(lying.files))


def _unlinked(into: Path, odd: Mapping[str, str]) -> None:
    """Refuse a folder that leads elsewhere: what is written must come where somebody sees it."""
    for name, what in odd.items():
        inside = PurePosixPath(name).parts[1:]
        if what == "link" and inside[:1] in {(part,) for part in _PARTS} and not inside[-1].endswith(".yaml"):
            path = "/".join(inside)
            raise Trouble(
                f"{path} in {into.name} is een verwijzing naar een andere plek; zet daar een gewone map neer",
                f"{path} in {into.name} is a link to another place; put an ordinary folder there",
            )


def _read(order: Order, data: bytes) -> Read:
    form = order.form or reading.format_of(order.file.name, data)
    if order.columns and form not in {"csv", "timelinejs"}:
        raise Trouble("--columns is er alleen voor tabellen (--from csv)", "--columns is for tables only (--from csv)")
    return reading.read(
        data, form, order.language, lambda table: _choose(order, table, terminal.Terminal()), sure=order.sure
    )


def _choose(order: Order, table: Table, talk: Talk) -> dict[str, str]:
    """Settle which column holds what."""
    if order.columns:
        mapped, wrong = columns.said(order.columns, table.header)
        if wrong := wrong or columns.lacking(mapped):
            raise Trouble(wrong.nl, wrong.en)
        return mapped
    mapped = columns.guess(table.header)
    if not order.yes and talk.present:
        return _asked(order, table, mapped, talk)
    lacking = columns.lacking(mapped)
    if order.yes and lacking is None:
        return mapped
    print("\n".join(_shown(order, table, mapped)), file=sys.stderr)
    if lacking is not None:
        raise Trouble(
            f'{lacking.nl}; zeg het met --columns "date=…,title=…". De eerste regel moet de namen van de kolommen'
            " hebben: haal weg wat erboven staat, of zet ze erboven",
            f'{lacking.en}; say it with --columns "date=…,title=…". The first line must have the names of the columns:'
            " take away what stands above it, or put them there",
        )
    said = ",".join(f"{name}={columns.typed(column, table.header)}" for name, column in mapped.items())
    raise Trouble(
        f"kloppen deze kolommen? Doe het nog eens met --yes, of met --columns {shlex.quote(said)}",
        f"are these columns right? Do it again with --yes, or with --columns {shlex.quote(said)}",
    )


def _shown(order: Order, table: Table, mapped: Mapping[str, str]) -> list[str]:
    examples: dict[str, Sequence[str]] = {}
    for index, column in enumerate(table.header):
        cells = dict.fromkeys(texts.shown(r.cells[index]) for r in table.records[:50] if r.cells[index].strip())
        examples[column] = list(cells)[:_EXAMPLES]
    unused = [_called(column, table) for column in table.header if column not in mapped.values()]
    head = _in(
        order,
        f"De kolommen van {order.file.name}, en wat erin staat:",
        f"The columns of {order.file.name}, and what is in them:",
    )
    rest = _in(order, "Niet gebruikt", "Not used")
    named = {name: _called(column, table) for name, column in mapped.items()}
    cells_of = {_called(column, table): cells for column, cells in examples.items()}
    lines = [head, *telling.mapping(named, cells_of, columns.meanings(), order.lang)]
    return [*lines, *([f"  {rest}: {problems.harmless(', '.join(unused))}"] if unused else [])]


def _called(column: str, table: Table) -> str:
    """Give a column's name, with the number to type instead of it where the name itself cannot be typed."""
    typed = columns.typed(column, table.header)
    return column if typed == column else f"[{typed}] {column}"


def _asked(order: Order, table: Table, guessed: Mapping[str, str], talk: Talk) -> dict[str, str]:
    mapped = dict(guessed)
    prompt = _in(order, "Klopt dit? (j: ja; n: stoppen; of verbeter het, zoals title=Kop of tags=): ",
                 "Is this right? (y: yes; n: stop; or correct it, such as title=Kop or tags=): ")  # fmt: skip
    while True:
        for line in _shown(order, table, mapped):
            talk.say(line)
        try:
            answer = talk.ask(prompt).strip()
        except (EOFError, KeyboardInterrupt):
            raise _Stopped from None
        if answer.lower() in {"n", "nee", "no"}:
            raise _Stopped
        if answer.lower() in {"j", "ja", "y", "yes"}:
            if (lacking := columns.lacking(mapped)) is None:
                return mapped
            talk.say(f"    {lacking.in_language(order.lang)}")
            continue
        for part in filter(None, map(str.strip, answer.split(","))):
            if part.endswith("=") and mapped.pop(part[:-1].strip(), ""):
                continue
            more, wrong = columns.said(part, table.header)
            if wrong is not None:
                talk.say(f"    {wrong.in_language(order.lang)}")
            mapped |= more


def _write(order: Order, into: Path, read: Read, taken: taking.Taken) -> int:
    told = telling.Told(name=order.file.name, read=read, taken=taken, rows=_rows(read), lang=order.lang)
    apart = into != order.timeline
    files = {into / name: text.encode() for name, text in taken.files.items()}
    # Nothing but the history lies in the timeline; there the report is told whole.
    kept = apart and bool(files)
    report = _free(into, _REPORT[order.lang])
    if kept:
        files[report] = (told.text(whole=True, listed=True) + "\n").encode()
    try:
        output.create(files)
    except FileExistsError as error:
        raise Trouble(
            f"{error.filename} is er al; er is niets geschreven",
            f"{error.filename} is there already; nothing was written",
        ) from None
    except NotADirectoryError as error:
        raise Trouble(
            f"{error.filename} kan daar niet komen: iets met de naam van de map is een bestand",
            f"{error.filename} cannot be put there: something with the name of the folder is a file",
        ) from None
    print(told.text(whole=not kept))
    if files:
        print("\n".join(_what_next(order, into, taken, report if kept else None)))
    return BAD_DATA if taken.bad else GOOD


def _rows(read: Read) -> bool:
    """Tell whether numbers are those of rows in a table, whose first one is the header."""
    return min((*(row.number for row in read.rows), *(bad.number for bad in read.bad)), default=1) > 1


def _free(folder: Path, name: str) -> Path:
    names = (f"{name}.txt", *(f"{name}-{number}.txt" for number in range(2, 10_000)))
    return next(folder / one for one in names if not (folder / one).exists())


def _what_next(order: Order, into: Path, taken: taking.Taken, report: Path | None) -> list[str]:
    folder, timeline = (shlex.quote(os.path.relpath(one)) for one in (into, order.timeline))
    lang = "" if order.lang == "nl" else " --lang en"
    mark = gaps.MARK[order.lang]
    check = f"{_CALL} check{lang}{order.again}"
    steps = (
        [
            _in(
                order,
                f"Zoek in {folder} op ‘{mark}’ en vul aan wat daar staat.",
                f"Search {folder} for ‘{mark}’ and fill in what stands there.",
            )
        ]
        if taken.gaps or taken.sources
        else []
    )
    if report is None:
        steps.append(_in(order, f"Controleer alles: {check}", f"Check everything: {check}"))
    else:
        lie = " ".join(
            f"{folder}/{name}" for name in ("events", "sources") if any(f.startswith(f"{name}/") for f in taken.files)
        )
        steps.append(_in(order, f"Controleer het samen met de tijdlijn: {check} --with {folder}",
                         f"Check it together with the timeline: {check} --with {folder}"))  # fmt: skip
        steps.append(_in(order, f"Zet erbij wat heel is, een bestand of alles: cp -rn {lie} {timeline}/",
                         f"Add what is whole, one file or all: cp -rn {lie} {timeline}/"))  # fmt: skip
    said = f" ({os.path.relpath(report)})" if report else ""
    head = _in(order, f"Geschreven in {folder}{said}. Wat nu?", f"Written into {folder}{said}. What next?")
    return ["", head, *(f"{number}. {step}" for number, step in enumerate(steps, start=1))]
