"""The source's clock as a command asks for it: what is wrong with its setting is told in words."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from chronicle import clock
from chronicle.arguments import Trouble


def of(timeline: Path, environment: Mapping[str, str]) -> datetime:
    """Give when the history in the folder `timeline` was last changed. Raises Trouble, and OSError."""
    try:
        return clock.source_time(timeline, environment)
    except (ValueError, OverflowError):
        value = environment.get("SOURCE_DATE_EPOCH")
        raise Trouble(
            f"SOURCE_DATE_EPOCH is geen aantal seconden: {value!r}",
            f"SOURCE_DATE_EPOCH is no number of seconds: {value!r}",
        ) from None
