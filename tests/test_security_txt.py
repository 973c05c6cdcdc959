"""/.well-known/security.txt: what it says, where it comes from, and the check of its expiry."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from chronicle import build, cli, clock
from chronicle.feeds import security_txt
from tests import projects, tales
from tools import check_security_txt

CLOCK = datetime(2024, 1, 2, 3, 4, 5, 678, tzinfo=UTC)
SITE, REPOSITORY, CONTACT = "https://voorbeeld.nl/", "https://git.example.org/drenthe", "https://voorbeeld.nl/meld"
FILE = "root/.well-known/security.txt"

TEXT = """Contact: https://voorbeeld.nl/meld
Expires: 2024-12-31T03:04:05Z
Preferred-Languages: nl, en
Canonical: https://voorbeeld.nl/.well-known/security.txt
"""
END = datetime(2024, 12, 31, 3, 4, 5, tzinfo=UTC)


# What it says


def test_it_says_whom_to_tell_until_when_and_in_which_languages() -> None:
    assert security_txt.render(CONTACT, site_url=SITE, generated_at=CLOCK) == TEXT


def test_the_time_is_that_of_greenwich() -> None:
    elsewhere = CLOCK.astimezone(timezone(timedelta(hours=14)))
    assert security_txt.render(CONTACT, site_url=SITE, generated_at=elsewhere) == TEXT


def test_a_site_on_somebody_s_own_machine_has_no_canonical_address() -> None:
    assert "Canonical" not in security_txt.render(CONTACT, site_url="http://127.0.0.1:8000/", generated_at=CLOCK)


def test_a_clock_at_the_end_of_time_is_no_reason_to_stop() -> None:
    late = datetime(9999, 12, 1, tzinfo=UTC)
    assert "Expires: 9999-12-31T23:59:59Z\n" in security_txt.render(CONTACT, site_url=SITE, generated_at=late)


@pytest.mark.parametrize(
    ("given", "repository", "contact"),
    [
        (CONTACT, REPOSITORY, CONTACT),
        ("mailto:meld@voorbeeld.nl", None, "mailto:meld@voorbeeld.nl"),
        (None, REPOSITORY, f"{REPOSITORY}/issues"),
        (None, "http://git.example.org/drenthe", None),
        (None, None, None),
    ],
)
def test_the_contact_is_the_one_given_or_the_repository_s_and_never_invented(
    given: str | None, repository: str | None, contact: str | None
) -> None:
    built = build.build(
        tales.small(),
        projects.read(projects.PROJECT / "docs"),
        site_url=SITE,
        repo_url=repository,
        generated_at=CLOCK,
        security_contact=given,
    )
    assert built.files
    text = built.files[FILE].decode() if FILE in built.files else None
    assert (text is None) == (contact is None)
    assert text is None or text.startswith(f"Contact: {contact}\n")


def test_it_is_in_the_published_site_and_goes_when_nobody_can_be_told(tmp_path: Path) -> None:
    """A folder whose name begins with a dot is easily left behind."""
    site = projects.small_site(tmp_path, tales.small(), SITE_URL=SITE, SECURITY_CONTACT=CONTACT)
    assert (site / ".well-known" / "security.txt").read_text().startswith(f"Contact: {CONTACT}\nExpires: 2024-11-12T")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cli, "PROJECT", site.parent)
        assert cli.main(["build"], {"SOURCE_DATE_EPOCH": "1700000000", "SITE_URL": SITE}) == 0
    assert (site / "index.html").is_file()
    assert not (site / ".well-known").exists()


# The check of its expiry


def told(text: str, now: datetime) -> list[str]:
    return [english for _, english in check_security_txt.faults(text, now)]


@pytest.mark.parametrize("days", [31, 32, 100, 364, 365, 366])
def test_more_than_thirty_days_and_at_most_a_year_is_good(days: int) -> None:
    assert told(TEXT, END - timedelta(days=days)) == []


@pytest.mark.parametrize("days", [-400, -1, 0, 1, 29, 30])
def test_thirty_days_or_less_is_near(days: int) -> None:
    (fault,) = told(TEXT, END - timedelta(days=days))
    assert fault.startswith("expires 2024-12-31T03:04:05Z: ")
    assert "build again" in fault


def test_more_than_a_year_ahead_is_too_far() -> None:
    assert told(TEXT, END - timedelta(days=366, seconds=1)) == ["expires 2024-12-31T03:04:05Z, in more than a year"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("Contact: https://voorbeeld.nl/meld\n", "", "there is no Contact"),
        ("https://voorbeeld.nl/meld", "http://voorbeeld.nl/meld", "Contact must begin with https://"),
        ("https://voorbeeld.nl/meld", "meld@voorbeeld.nl", "Contact must begin with https://"),
        ("Expires: 2024-12-31T03:04:05Z\n", "", "Expires must stand once, not 0"),
        ("Preferred", "Expires: 2024-12-31T03:04:05Z\nPreferred", "Expires must stand once, not 2"),
        ("2024-12-31T03:04:05Z", "2024-12-31", "Expires is no time"),
        ("2024-12-31T03:04:05Z", "2024-12-32T03:04:05Z", "Expires is no time"),
        ("2024-12-31T03:04:05Z", "2024-12-31T03:04:05", "Expires is no time"),
        ("Preferred-Languages: ", "Preferred-Languages ", "no line of RFC 9116"),
    ],
)
def test_what_rfc_9116_asks_is_looked_at(old: str, new: str, said: str) -> None:
    assert TEXT.count(old) == 1
    (fault,) = told(TEXT.replace(old, new), END - timedelta(days=100))
    assert fault.startswith(said)


@pytest.mark.parametrize(
    "change", ["# Uitleg\n\n{}", "{}Contact: mailto:x@voorbeeld.nl\n", "{}Policy: https://x.nl/\n"]
)
def test_what_rfc_9116_allows_is_good(change: str) -> None:
    assert told(change.format(TEXT), END - timedelta(days=100)) == []


def test_names_of_fields_may_be_written_in_capitals_and_times_with_a_zone() -> None:
    text = TEXT.replace("Expires: 2024-12-31T03:04:05Z", "EXPIRES: 2024-12-31T04:04:05+01:00")
    assert told(text, END - timedelta(days=100)) == []
    assert told(text, END) != []


def run(*words: str | Path) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "tools.check_security_txt", *map(str, words)]
    return subprocess.run(command, cwd=projects.PROJECT, capture_output=True, text=True, check=False)


def test_a_build_of_today_s_history_is_good_today(tmp_path: Path) -> None:
    """With the real clock: this fails within thirty days of the expiry, so that nobody has to remember it."""
    built = build.build(
        tales.small(),
        projects.read(projects.PROJECT / "docs"),
        site_url=SITE,
        repo_url=REPOSITORY,
        generated_at=clock.source_time(projects.PROJECT / "timeline", {}),
    )
    projects.write(tmp_path, {FILE.removeprefix("root/"): built.files[FILE]})
    done = run(tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_the_check_speaks_by_its_exit_status_and_names_the_file(tmp_path: Path) -> None:
    file = tmp_path / ".well-known" / "security.txt"
    projects.write(tmp_path, {".well-known/security.txt": TEXT.encode()})
    for named in (tmp_path, file):
        done = run(named)
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr.startswith(f"{file}: verloopt 2024-12-31T03:04:05Z: ")
        assert "SOURCE_DATE_EPOCH=$(date +%s)" in done.stderr


def test_the_cure_that_the_check_names_is_one() -> None:
    now = datetime.now(UTC)
    generated_at = clock.source_time(projects.PROJECT, {"SOURCE_DATE_EPOCH": str(int(now.timestamp()))})
    assert told(security_txt.render(CONTACT, site_url=SITE, generated_at=generated_at), now) == []


@pytest.mark.parametrize("words", [[], ["a", "b"], ["nowhere"]])
def test_without_a_file_the_exit_status_is_2(words: list[str], tmp_path: Path) -> None:
    done = run(*(tmp_path / word for word in words))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.strip()
    assert "Traceback" not in done.stderr
