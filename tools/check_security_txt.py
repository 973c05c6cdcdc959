"""Checks the expiry of a site's security.txt: `python -m tools.check_security_txt FILE_OR_FOLDER`; for once a month.

Exit status 0: good for more than thirty days. 1: expired or nearly so, over a year ahead, or not what RFC 9116 asks.
2: there is no such file.
"""

import re
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

NEAR = timedelta(days=30)
FAR = timedelta(days=366)

# RFC 9116, 4: `fieldname: value`, and comments. The form of the time is RFC 3339's.
_FIELD = re.compile(r"\A([A-Za-z-]+): (\S.*?)[ \t]*\Z")
_TIME = re.compile(r"\A[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:Z|[+-][0-9]{2}:[0-9]{2})\Z")
_CONTACT = re.compile(r"\A(?:https://|mailto:|tel:)\S+\Z")

Fault = tuple[str, str]


def faults(text: str, now: datetime) -> Iterator[Fault]:
    """Yield what is wrong with a security.txt at the time `now`, in Dutch and in English."""
    fields: dict[str, list[str]] = {}
    for line in text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        if match := _FIELD.match(line):
            fields.setdefault(match[1].lower(), []).append(match[2])
        else:
            yield f"geen regel van RFC 9116: {line!r}", f"no line of RFC 9116: {line!r}"
    contacts = fields.get("contact", [])
    if not contacts:
        yield "er is geen Contact", "there is no Contact"
    for contact in contacts:
        if not _CONTACT.match(contact):
            yield (
                f"Contact moet met https://, mailto: of tel: beginnen: {contact!r}",
                f"Contact must begin with https://, mailto: or tel:: {contact!r}",
            )
    expires = fields.get("expires", [])
    if len(expires) == 1:
        yield from _when(expires[0], now)
    else:
        yield f"Expires moet er eenmaal staan, niet {len(expires)}×", f"Expires must stand once, not {len(expires)}×"


def _when(expires: str, now: datetime) -> Iterator[Fault]:
    try:
        end = datetime.fromisoformat(expires) if _TIME.match(expires) else None
    except ValueError:
        end = None
    if end is None:
        yield f"Expires is geen tijdstip: {expires!r}", f"Expires is no time: {expires!r}"
    elif end - now <= NEAR:
        yield (
            f"verloopt {expires}: kijk of Contact nog klopt en bouw opnieuw, met een nieuwere commit in timeline/ "
            "of met SOURCE_DATE_EPOCH=$(date +%s)",
            f"expires {expires}: see whether Contact is still right and build again, with a newer commit in timeline/ "
            "or with SOURCE_DATE_EPOCH=$(date +%s)",
        )
    elif end - now > FAR:
        yield f"verloopt pas {expires}, over ruim een jaar", f"expires {expires}, in more than a year"


def main(words: Sequence[str], now: datetime) -> int:
    """Check the file, or the one of the site in the folder, that `words` name. Gives the exit status."""
    if len(words) != 1:
        print("python -m tools.check_security_txt FILE_OR_FOLDER", file=sys.stderr)
        return 2
    path = Path(words[0])
    file = path / ".well-known" / "security.txt" if path.is_dir() else path
    if not file.is_file():
        print(
            f"{file}: niet gevonden; de build schrijft dit bestand als SECURITY_CONTACT of REPO_URL bekend is. / "
            "not found; the build writes this file when SECURITY_CONTACT or REPO_URL is known.",
            file=sys.stderr,
        )
        return 2
    found = list(faults(file.read_text(encoding="utf-8", errors="replace"), now))
    for nl, en in found:
        print(f"{file}: {nl} / {en}", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], datetime.now(UTC)))
