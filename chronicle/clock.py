"""The source's clock: when the history was last changed. Asked once, at the command line; never "now"."""

import subprocess
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from chronicle import inputs


def source_time(folder: Path, environment: Mapping[str, str]) -> datetime:
    """Give `SOURCE_DATE_EPOCH` if set, else the newest commit's time, else the newest file's. Raises ValueError."""
    epoch = environment.get("SOURCE_DATE_EPOCH", "")
    if epoch:
        seconds = int(epoch)
    else:
        seconds = _newest_commit(folder) or int(inputs.newest(folder))
    return datetime.fromtimestamp(seconds, UTC)


def _newest_commit(folder: Path) -> int | None:
    command = ["git", "-C", str(folder), "log", "-1", "--format=%ct", "--", "."]
    try:
        said = subprocess.run(command, capture_output=True, text=True, check=True, timeout=20).stdout.strip()
    except (OSError, subprocess.SubprocessError):
        return None
    return int(said) if said.isdigit() else None
