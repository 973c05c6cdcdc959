"""Which web addresses may be linked: those that every reader, person or program, takes for the same place."""

import re

# No blank, no quotation mark or bracket that a page or a feed could end at, no backslash, which browsers take for a
# slash; \s is a blank of any script.
_ADDRESS = re.compile(r"\Ahttps?://(?P<host>[^/?#]+)(?:[/?#].*)?\Z", re.IGNORECASE)
_NEVER = re.compile(r"[\s<>\"'\\]")
# Names, or an address of version 6 in brackets, then a port. Nothing before an @: what stands there looks like the host
# (https://drenthe.nl@elsewhere.example/) and may be a password.
_HOST = re.compile(r"\A(?:[\w-]+(?:\.[\w-]+)*\.?|\[[0-9a-f:.]{2,45}\])(?::(?P<port>[0-9]{1,5}))?\Z", re.IGNORECASE)
_LAST_PORT = 65535


def is_address(text: str) -> bool:
    """Tell whether `text` is an http or https address that may be linked."""
    found = None if _NEVER.search(text) else _ADDRESS.match(text)
    host = _HOST.match(found["host"]) if found else None
    return host is not None and int(host["port"] or 0) <= _LAST_PORT
