"""What is published of our scripts: every line but those that are a remark, without margins."""

import re

# Our scripts hold no text of several lines.
_REMARK = re.compile(rb"^ *(?://.*|/\*(?:[^*]|\*(?!/))*\*/)\n", re.MULTILINE)
_BLANK = re.compile(rb"\n\n+")
_MARGIN = re.compile(rb"^ +", re.MULTILINE)


def without_remarks(data: bytes) -> bytes:
    """Give a script without the lines that only people read: the same to a browser."""
    return _BLANK.sub(b"\n", _MARGIN.sub(b"", _REMARK.sub(b"", data)))
