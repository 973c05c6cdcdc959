"""What is taken from the theme's style sheets: all that a page of ours can use, and little more."""

import re
from importlib import resources
from pathlib import Path

import pytest

from chronicle import styles
from tests import projects

THEME = Path(str(resources.files("material"))) / "templates/assets/stylesheets"
SHEETS = {path.name: path.read_bytes() for path in THEME.iterdir()}
OURS = [path.read_bytes() for path in sorted((projects.PROJECT / "docs/assets").glob("*.css"))]


def used(main: str, palette: str = "", ours: str = "") -> str:
    sheets = {"main.1.min.css": main.encode(), "palette.1.min.css": palette.encode(), "main.1.min.css.map": b"{}"}
    first, _, rest = (
        styles.used(sheets, [ours.encode()], credit="mkdocs-material 1 (MIT, Martin Donath)").decode().partition("\n")
    )
    assert re.fullmatch(r"/\* From mkdocs-material 1 \(MIT, .+ \*/", first)
    return rest.removesuffix("\n")


@pytest.mark.parametrize(
    ("sheet", "left"),
    [
        ("p{color:red}", "p{color:red}"),
        (".md-grid{color:red}.md-nav{color:red}", ".md-grid{color:red}"),
        (".md-grid,.md-nav,a:hover{color:red}", ".md-grid,a:hover{color:red}"),
        (".md-grid .md-nav{color:red}", ""),
        ("p:not(.md-nav){color:red}", "p:not(.md-nav){color:red}"),
        (":is(.md-nav,.md-grid) p{color:red}", ":is(.md-nav,.md-grid) p{color:red}"),
        (":is(.md-nav,.md-tabs) p{color:red}", ""),
        ("p:has(.md-nav){color:red}", ""),
        ("[dir=rtl] p{left:0}[dir=ltr] p{right:0}", "[dir=ltr] p{right:0}"),
        ("[data-md-color-accent='red']{left:0}p{left:0}", "p{left:0}"),
        ("[data-md-color-accent=custom]{left:1px}", "[data-md-color-accent=custom]{left:1px}"),
        ("[data-md-color-scheme]{left:0}[type=text]{left:0}", "[data-md-color-scheme]{left:0}[type=text]{left:0}"),
        ("@media print{.md-nav{left:0}}@media print{p{left:0}}", "@media print{p{left:0}}"),
        ("@supports (left:0){@media print{p{left:0}}}", "@supports (left:0){@media print{p{left:0}}}"),
        ('@charset "UTF-8";@page{margin:1cm}', "@page{margin:1cm}"),
        ('p::before{content:".md-nav{}"}', 'p::before{content:".md-nav{}"}'),
        ("p{left:0!important;}", "p{left:0!important}"),
        (r".md-grid\.x{left:0}", ""),
        ("p{--md-a:1;left:0}", "p{left:0}"),
        ("p{--md-a:1;left:var(--md-a)}", "p{--md-a:1;left:var(--md-a)}"),
        # Nobody is left who asks for `a` once `b` is gone.
        ("p{--md-a:url('x;y');--md-b:var(--md-a)}q{left:0}", "q{left:0}"),
        ("p{--ours:1}", "p{--ours:1}"),
    ],
)  # fmt: skip
def test_a_rule_stays_if_a_page_of_ours_can_have_what_it_means(sheet: str, left: str) -> None:
    assert used(sheet) == left


def test_the_colours_come_after_the_rest_and_our_styles_may_use_the_themes_properties() -> None:
    assert used("p{--md-a:1}", "q{left:0}", "i{left:var( --md-a )}") == "p{--md-a:1}q{left:0}"


@pytest.mark.parametrize("missing", ["main.", "palette."])
def test_a_theme_without_its_styles_is_not_passed_over(missing: str) -> None:
    sheets = {name: data for name, data in SHEETS.items() if not name.startswith(missing)}
    with pytest.raises(styles.MissingSheet, match=missing):
        styles.used(sheets, OURS, credit="mkdocs-material 1 (MIT, Martin Donath)")
