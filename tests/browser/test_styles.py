"""The styles of the published site: the theme's that its pages use, and no others."""

import re
from collections.abc import Mapping
from pathlib import Path

import tinycss2

from chronicle import styles
from tests import pages
from tests.browser.sites import Site
from tests.test_styles import SHEETS


def attributes(site: Path) -> Mapping[str, set[str]]:
    """Every word in the attributes that the rules are chosen by, on all pages of a site."""
    wanted = {"class", *styles.ATTRIBUTES}
    found: dict[str, set[str]] = {name: set() for name in wanted}
    for page in site.rglob("*.html"):
        for element in pages.parsed(page.read_text(encoding="utf-8")).walk():
            for name in wanted & element.attributes.keys():
                found[name].update(str(element.attributes[name]).split())
    return found


def test_the_list_of_classes_is_that_of_the_pages(rooted: Site) -> None:
    found = attributes(rooted.folder)
    themes = set(re.findall(r"\.(-?[A-Za-z_][\w-]*)", b"".join(SHEETS.values()).decode()))
    # What a script or a hover gives.
    assert found["class"] & themes | {"js"} == styles.CLASSES
    for name, allowed in styles.ATTRIBUTES.items():
        assert found[name] <= allowed, name


def test_what_is_published_is_well_formed_and_a_fifth(rooted: Site) -> None:
    site = rooted.folder
    (file,) = site.rglob("material.css")
    sheet = file.read_bytes()
    assert not list(site.rglob("assets/stylesheets/*"))
    assert len(sheet) < sum(map(len, (data for name, data in SHEETS.items() if name.endswith(".css")))) / 5
    rules = tinycss2.parse_stylesheet(sheet.decode(), skip_comments=True, skip_whitespace=True)
    assert len(rules) > 100
    assert [rule for rule in rules if rule.type == "error"] == []
    assert tinycss2.serialize(rules).count("url(") <= 8
