"""`/.well-known/security.txt`: whom to tell of a weakness in the site (RFC 9116)."""

from datetime import UTC, datetime, timedelta

PATH = ".well-known/security.txt"
# RFC 9116, 2.5.5: less than a year ahead is recommended.
LASTS = timedelta(days=364)
# A clock at the end of time is no reason to stop.
_LATEST = datetime.max.replace(tzinfo=UTC) - LASTS


def contact(given: str | None, repo_url: str | None) -> str | None:
    """Choose the address to write to: the one given, else the repository's list of issues, else none: never invented.

    RFC 9116, 2.5.3: a web address must begin with https://.
    """
    if given is not None:
        return given
    return f"{repo_url}/issues" if repo_url is not None and repo_url.startswith("https://") else None


def render(address: str, *, site_url: str, generated_at: datetime) -> str:
    """Give the file's text. `address` is a web or mail address; `generated_at` is the source's clock, with its zone."""
    expires = (min(generated_at.astimezone(UTC), _LATEST) + LASTS).strftime("%Y-%m-%dT%H:%M:%SZ")
    lines = [f"Contact: {address}", f"Expires: {expires}", "Preferred-Languages: nl, en"]
    # RFC 9116, 2.5.2. A site that is only tried out on somebody's own machine has no such address.
    if site_url.startswith("https://"):
        lines.append(f"Canonical: {site_url}{PATH}")
    return "\n".join(lines) + "\n"
