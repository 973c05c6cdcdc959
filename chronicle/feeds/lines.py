"""The lines of a calendar (iCalendar, RFC 5545): a name, perhaps with a parameter, and a value, folded.

The library `icalendar` writes the same, letter by letter, at thirty times the cost: `tests/test_calendar_lines.py`
compares them.
"""

# RFC 5545, 3.1: at most 75 octets. A line that is a continuation begins with a blank, so the rest has one less, and
# the first has as many: nobody has to count twice.
_LONGEST = 74
# A sign that begins an escape stays with what it escapes: some programs unescape before they unfold.
_ESCAPES = frozenset(b"\\^")


def text(value: str) -> str:
    """Escape a text (3.3.11)."""
    escaped = value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return escaped.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")


def line(name: str, value: str) -> bytes:
    """Give a folded line with its end. `name` has the parameters with it: `DTSTART;VALUE=DATE`."""
    data = f"{name}:{value}".encode()
    if len(data) <= _LONGEST:
        return data + b"\r\n"
    parts, start = [], 0
    while len(data) - start > _LONGEST:
        end = start + _LONGEST
        # Bytes that begin with the bits 10 belong to the character before them.
        while data[end] & 0xC0 == 0x80:
            end -= 1
        if data[end - 1] in _ESCAPES and end - 1 > start:
            end -= 1
        parts.append(data[start:end])
        start = end
    return b"\r\n ".join([*parts, data[start:]]) + b"\r\n"
