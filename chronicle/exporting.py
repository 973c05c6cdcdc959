"""The command `export`: prints the history in one format, byte for byte as the site publishes it."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from chronicle import check, clock, inputs, load, moment, problems, process
from chronicle.arguments import BAD_DATA, GOOD
from chronicle.feeds import facts, open_data
from chronicle.problems import Lang


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is to be exported: a `timeline` (a whole path) in the format of that id (chronicle/formats.py).

    `language` is that of the file, where the format has one for each; `lang` is that of messages. `site_url` ends in a
    slash.
    """

    timeline: Path
    format: str
    language: Lang
    site_url: str
    repo_url: str | None
    environment: Mapping[str, str]
    lang: Lang


def run(order: Order) -> int:
    """Print the file on standard output, or what is wrong with the data on standard error. Gives the exit status.

    Raises Trouble, MissingFolder and OSError; that the reader stopped reading is none.
    """
    generated_at = moment.of(order.timeline, order.environment)
    name = order.timeline.name
    lying = inputs.survey(order.timeline, prefix=f"{name}/")
    loaded = load.load(lying.files, lying.odd)
    found = list(check.check(loaded, folder=name))
    if problems.has_errors(found):
        # Standard output is for the file alone: it may be on its way into one.
        sys.stderr.write(problems.show(found, texts=loaded.texts, lang=order.lang, output="text"))
        print(problems.summary(found, order.lang), file=sys.stderr)
        return BAD_DATA
    history = facts.history(
        loaded.timeline,
        site_url=order.site_url,
        generated_at=generated_at,
        recorded=clock.recorded(order.timeline),
        repo_url=order.repo_url,
    )
    _print(open_data.one(history, order.format, order.language))
    return GOOD


def _print(data: bytes) -> None:
    """Print bytes as they are, whatever the terminal's encoding and line ends."""
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        # As with `| head`: whoever reads has what it wanted.
        process.give_up_output()
