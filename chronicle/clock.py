"""When the history was last changed, and when each of its events was. Asked once, at the command line; never "now"."""

import subprocess
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from chronicle import inputs
from chronicle.model import Recorded


def source_time(folder: Path, environment: Mapping[str, str]) -> datetime:
    """Give `SOURCE_DATE_EPOCH` if set, else the newest commit's time, else the newest file's. Raises ValueError."""
    epoch = environment.get("SOURCE_DATE_EPOCH", "")
    if epoch:
        seconds = int(epoch)
    else:
        seconds = _newest_commit(folder) or int(inputs.newest(folder))
    return datetime.fromtimestamp(seconds, UTC)


def _newest_commit(folder: Path) -> int | None:
    # The schemas in it are made from the code: they are no history.
    said = _git(folder, "log", "-1", "--format=%ct", "--", ".", ":(exclude)schema").strip()
    return int(said) if said.isdigit() else None


def recorded(folder: Path) -> dict[str, Recorded]:
    """Give when each event of the timeline in `folder` was added to the repository and last changed there, by its id.

    An event is its id: a file that moves to another year is the same one. Without a repository, or with one whose
    history was cut off (`git clone --depth`), nothing is known.
    """
    if _git(folder, "rev-parse", "--is-shallow-repository").strip() != "false":
        return {}
    # A merge has nothing of its own to say: what it brings is told by the commits that it joins.
    said = _git(
        folder, "log", "--no-renames", "--no-merges", "--relative", "--name-only", "--format=%x01%ct", "--", "events"
    )
    found: dict[str, list[int]] = {}
    for commit in said.split("\x01")[1:]:
        seconds, _, names = commit.partition("\n")
        for name in filter(None, names.split("\n")):
            found.setdefault(PurePosixPath(name).stem, []).append(int(seconds))
    return {
        event: Recorded(added=datetime.fromtimestamp(min(times), UTC), changed=datetime.fromtimestamp(max(times), UTC))
        for event, times in found.items()
    }


def _git(folder: Path, *arguments: str) -> str:
    """What git says of the folder; nothing where there is no git, no repository, or no answer."""
    command = ["git", "-C", str(folder), *arguments]
    try:
        return subprocess.run(command, capture_output=True, encoding="utf-8", check=True, timeout=60).stdout
    except (OSError, UnicodeDecodeError, subprocess.SubprocessError):
        return ""
