"""Where addresses lead, and how those are found that led to what is gone."""

import posixpath

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from chronicle import addresses

URL = "https://e.example/site/"
FOLDERS = st.lists(st.sampled_from(["a", "b", "ab", "cite"]), max_size=3)
FILES = st.builds(
    lambda folders, name: "/".join([*folders, name]), FOLDERS, st.sampled_from(["index.html", "cite.bib"])
)


def links(page: str, target: str) -> list[str]:
    """Ways to lead from one page to a file."""
    folder = posixpath.dirname(page)
    whole = posixpath.relpath(target, folder or ".")
    up = "../" * (folder.count("/") + bool(folder))
    ways = {whole, f"{up}{target}", f"{URL}{target}", f"/site/{target}"}
    if posixpath.basename(target) == "index.html":
        ways |= {way.removesuffix("index.html") for way in ways}
    return sorted(ways - {""})


@settings(max_examples=500)
@given(page=FILES, gone=st.sets(FILES, min_size=1, max_size=4))
@example(page="a/b/index.html", gone={"a/b/cite.bib"})
@example(page="b/index.html", gone={"a/index.html", "a/cite.bib"})
@example(page="a/b/index.html", gone={"a/index.html", "a/cite.bib"})
@example(page="index.html", gone={"a/index.html", "b/a/cite.bib"})
def test_whatever_names_a_file_that_is_gone_has_one_of_the_words_or_stands_in_one_of_the_folders(
    page: str, gone: set[str]
) -> None:
    words, folders = addresses.leading(gone, 20)
    for target in gone - {page}:
        for link in links(page, target):
            assert addresses.resolve(page, link, URL) == (target, "")
            if addresses.names(link, target):
                assert any(word in link for word in words) or page.startswith(tuple(folders)), link


def test_an_event_that_goes_is_looked_for_by_its_own_name() -> None:
    gone = {f"gebeurtenissen/een-{name}" for name in ("dag/index.html", "dag/cite.bib", "dag/cite.json", "dag.json")}
    assert addresses.leading(gone, 20) == ({"een-dag"}, {"gebeurtenissen/een-dag/"})


@pytest.mark.parametrize(
    ("link", "target", "named"),
    [
        ("../dag/", "gebeurtenissen/dag/index.html", True),
        ("../dag/#x", "gebeurtenissen/dag/index.html", True),
        ("../dag.json?a", "gebeurtenissen/dag.json", True),
        ("..", "gebeurtenissen/dag/index.html", False),
        ("../../", "index.html", False),
        ("../d%61g/", "gebeurtenissen/dag/index.html", False),
        ("../%64ag/dag.bib", "gebeurtenissen/dag/dag.bib", False),
    ],
)
def test_an_address_names_the_file_it_leads_to_or_does_not(link: str, target: str, *, named: bool) -> None:
    assert addresses.names(link, target) is named


@pytest.mark.parametrize(
    ("written", "literal"), [("dag", True), ("d&#97;g", False)], ids=["as it is", "a character reference"]
)
def test_a_sitemap_says_whether_its_addresses_stand_there_letter_for_letter(written: str, *, literal: bool) -> None:
    sitemap = f'<urlset xmlns="s"><url><loc>{URL}{written}/</loc><link href="{URL}en/"/></url></urlset>'
    assert addresses.listed(sitemap.encode()) == ([f"{URL}dag/", f"{URL}en/"], literal)
    assert addresses.listed(sitemap.encode("utf-16")) == ([f"{URL}dag/", f"{URL}en/"], False)


def test_of_many_files_that_are_gone_not_all_are_named() -> None:
    """More words than that are looked for by nobody, and to find them all takes long."""
    assert len(addresses.leading((f"{number:03}.json" for number in range(100)), 20)[0]) == 21
