"""The command `new`: from what was given and typed to files, and what to do with them."""

import os
import shlex
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from chronicle import drafts, new, output, problems, terminal
from chronicle.arguments import BAD_DATA, BROKEN_OFF, FAILED, GOOD, Trouble
from chronicle.problems import Lang


def add(
    folder: Path, files: Mapping[str, bytes], given: Mapping[str, str], identifier: str | None, lang: Lang, again: str
) -> int:
    """Add an event to the timeline in `folder`, which holds `files`. Gives the exit status.

    `given` is by question. `again` is what the next command needs to find this timeline.
    """
    there = drafts.known(files)
    if lacking := drafts.lacking(there):
        sys.stdout.write(problems.show(there.problems, texts=there.texts, lang=lang, output="text"))
        names = ", ".join(f"{folder.name}/{name}" for name in lacking)
        print(f"Herstel eerst {names}: daar is niets te kiezen." if lang == "nl" else
              f"First mend {names}: there is nothing to choose from.")  # fmt: skip
        return BAD_DATA
    dialogue = new.Dialogue(there=there, talk=terminal.Terminal(), lang=lang)
    try:
        chosen = dialogue.run(given, identifier)
    except new.Unfinished as unfinished:
        head = "dit ontbreekt of klopt niet, dus er is niets geschreven:" if lang == "nl" else (
            "this is missing or wrong, so nothing was written:")  # fmt: skip
        print(f"build_timeline.py: {head}", file=sys.stderr)
        print("\n".join(f"  {problems.harmless(line)}" for line in unfinished.lines), file=sys.stderr)
        return FAILED
    except new.BrokenOff as broken:
        _say_unwritten(broken.texts, lang)
        return BROKEN_OFF
    made = drafts.texts(dialogue.answers, chosen)
    named = {f"{folder.name}/{name}": text for name, text in made.items()}
    errors = drafts.errors_of(files, named)
    if errors:
        sys.stdout.write(problems.show(errors, texts={**there.texts, **named}, lang=lang, output="text"))
        _say_unwritten(made.values(), lang)
        return BAD_DATA
    try:
        output.create({folder / name: text.encode() for name, text in made.items()})
    except OSError as error:
        _say_unwritten(made.values(), lang)
        if isinstance(error, FileExistsError):
            raise Trouble(f"{error.filename} is er al", f"{error.filename} is there already") from None
        raise
    print(_what_next([os.path.relpath(folder / name) for name in reversed(made)], lang, again))
    return GOOD


def _say_unwritten(texts: Iterable[str], lang: Lang) -> None:
    """Show what was filled in, so that nothing that was typed is lost."""
    shown = "\n".join(texts)
    said = "Er is niets geschreven." if lang == "nl" else "Nothing was written."
    if not shown:
        print(said)
        return
    print(f"{said} Dit is ingevuld:\n" if lang == "nl" else f"{said} This was filled in:\n")
    print(shown, end="")


def _what_next(written: list[str], lang: Lang, again: str) -> str:
    files = " ".join(shlex.quote(name) for name in written)
    call = ".venv/bin/python build_timeline.py"
    name = Path(written[0]).stem
    steps = {
        "nl": [
            f"Geschreven: {' en '.join(written)}",
            "Wat nu?",
            "1. Lees het na in een editor, en vul daar aan wat u oversloeg (zoals het Engels).",
            f"2. Controleer alles:         {call} check{again}",
            f"3. Bekijk het op de site:    {call} serve{again}",
            f"4. Leg het vast met git:     git add {files}",
            f"                             git commit -m 'Nieuwe gebeurtenis: {name}'",
            "5. Stuur het in, met git of in de browser: zie CONTRIBUTING.md.",
        ],
        "en": [
            f"Written: {' and '.join(written)}",
            "What next?",
            "1. Read it through in an editor, and add there what you skipped.",
            f"2. Check everything:         {call} check --lang en{again}",
            f"3. See it on the site:       {call} serve{again}",
            f"4. Record it with git:       git add {files}",
            f"                             git commit -m 'New event: {name}'",
            "5. Send it in, with git or in the browser: see CONTRIBUTING.md.",
        ],
    }
    return "\n".join(steps[lang])
