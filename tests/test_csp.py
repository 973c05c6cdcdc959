"""The policy of every page: what it allows, where its hashes come from, and that a built site keeps to it."""

import re
from importlib import resources
from pathlib import Path

import pytest

from chronicle.pages import moved
from tests import policy, projects, tales, world
from tools import headers, write_csp

RENAMED = tales.base()["events/2009/alliantie.yaml"] + b"moved_from: [oude-naam]\n"


def directives() -> dict[str, list[str]]:
    """The policy that every page carries, by directive."""
    return {name: values for name, *values in (directive.split() for directive in headers.policy_of_pages().split(";"))}


def test_what_is_not_named_is_forbidden_and_nothing_is_unsafe() -> None:
    assert directives()["default-src"] == ["'none'"]
    assert not re.search(r"unsafe|strict-dynamic|\*|https?:", headers.policy_of_pages())
    allowed = {value for values in directives().values() for value in values}
    assert allowed == {"'none'", "'self'", "data:"}


def test_what_does_not_fall_back_on_the_default_is_forbidden_by_name() -> None:
    """CSP 3, 6: base-uri and form-action are not fetches."""
    assert directives()["base-uri"] == directives()["form-action"] == ["'none'"]


def test_a_page_says_nothing_that_only_a_header_can_say() -> None:
    """CSP 3, 3.3: in a meta element these are ignored, and browsers complain."""
    assert not {"frame-ancestors", "report-uri", "sandbox"} & set(directives())


def test_the_committed_policy_is_that_of_a_site_without_one_contributed_word() -> None:
    committed = headers.ELEMENT.read_text(encoding="utf-8")
    assert committed == write_csp.element(), "run python -m tools.write_csp and python -m tools.write_deploy"


def test_no_page_has_a_script_in_it() -> None:
    """Those of the theme are left out (docs/theme/partials/javascripts): a policy without a hash has none to bless."""
    assert write_csp.theme_scripts() == []
    assert directives()["script-src"] == ["'self'"]
    theirs = resources.files("material") / "templates" / "partials" / "javascripts"
    used = {
        name for name in ("base", "palette", "content") if "<script>" in (theirs / f"{name}.html").read_text("utf-8")
    }
    ours = {path.stem for path in (headers.PROJECT / "docs/theme/partials/javascripts").iterdir()}
    assert ours == used


def test_an_address_of_the_site_changes_no_hash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITE_URL", "https://voorbeeld.nl/een/pad/")
    monkeypatch.setenv("SITE_URL_EN", "https://voorbeeld.nl/een/pad/en/")
    assert write_csp.element() == headers.ELEMENT.read_text(encoding="utf-8")


def test_every_page_of_a_site_carries_the_policy_and_keeps_to_it(tmp_path: Path) -> None:
    timeline = tales.small({**world.WORLD, "events/2009/alliantie.yaml": RENAMED})
    site = projects.small_site(tmp_path, timeline, SITE_URL="https://voorbeeld.nl/pad/")
    for name in ("404.html", "gebeurtenissen/oude-naam/index.html", "en/events/oude-naam/index.html"):
        assert (site / name).is_file()
    assert policy.faults_of_site(site, tmp_path / "project" / "build") == []


GOOD = f"""<!doctype html>
<html><head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{moved.POLICY}">
</head><body><p>Goed.</p></body></html>"""


def test_the_look_finds_nothing_where_nothing_is_wrong() -> None:
    assert list(policy.faults(GOOD, moved.POLICY)) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (moved.POLICY, moved.POLICY + "; script-src *"),
        ('<meta charset="utf-8">', '<meta charset="utf-8"><script src="x.js"></script>'),
        ('<meta charset="utf-8">', ""),
        ("</head>", '<meta http-equiv="content-security-policy" content="default-src *"></head>'),
        ("<p>", "<script>alert(1)</script><p>"),
        ("<p>", '<script type="module">alert(1)</script><p>'),
        ("<p>", "<style>p { color: red }</style><p>"),
        ("<p>", '<p style="color: red">'),
        ("<p>", '<p onclick="alert(1)">'),
        ("<p>", '<a href=" JavaScript:alert(1)">x</a><p>'),
        ("<p>", '<iframe srcdoc="x"></iframe><p>'),
        ("<p>", '<base href="https://voorbeeld.nl/"><p>'),
    ],
)
def test_the_look_finds_what_is_wrong(old: str, new: str) -> None:
    assert GOOD.count(old) == 1
    assert list(policy.faults(GOOD.replace(old, new), moved.POLICY)) != []


def test_data_in_a_script_element_are_no_script() -> None:
    page = GOOD.replace("<p>", '<script type="application/ld+json">{"@type": "Event"}</script><p>')
    assert list(policy.faults(page, moved.POLICY)) == []
