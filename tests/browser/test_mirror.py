"""Who copies the site without a browser gets all of it: an archive, `wget --mirror`, a reader of the year 2060.

The crawl is what wget does: it follows the links of pages and of style sheets, on one host, below the folder where it
began, and runs no script.
"""

import re
from collections.abc import Iterator
from urllib.error import HTTPError
from urllib.parse import unquote, urldefrag, urljoin
from urllib.request import urlopen

import pytest

from tests.browser import chrome, document
from tests.browser.sites import Site

# What no page and no style sheet leads to, and why that is no loss. Every line must still be needed.
SECURITY = r"\.well-known/security\.txt"
APART = {
    r"404\.html": "shown for addresses that do not exist",
    r"(en/)?embed/.*|framed/.*|embed(-.*)?\.js": "shown in frames by pages of others",
    r"contribute/.*\.json": "read by the script of the form",
    r"robots\.txt": "robots ask for it by name",
    r"sitemap\.xml": "robots.txt leads to it, for search engines",
    r"search/.*\.json": "read by the script of the search",
    r"api/v1/(events/.*|sources|vocabulary)\.json": "for programs, which the document at openapi.json tells of",
    r"assets/\w+/(search|timeline)/.*\.mjs": "fetched by script when a reader begins to search or choose",
    r"share/.*\.png": "other sites show them beside a link to a page, whose head names them",
    SECURITY: "asked for by name (RFC 9116, 3); there only where somebody can be told",
}

_IN_STYLES = re.compile(r"""url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)""")


def _links(url: str, kind: str, data: bytes) -> Iterator[str]:
    if kind == "text/html":
        yield from (link for _element, _rel, link in document.parse(data.decode()).links)
    elif kind == "text/css":
        yield from (one or other for one, other in _IN_STYLES.findall(data.decode()))


def mirror(start: str) -> dict[str, bytes]:
    """Give everything that plain links lead to from `start`, by its address."""
    got: dict[str, bytes] = {}
    waiting = [start]
    while waiting:
        url = waiting.pop()
        if url in got:
            continue
        with urlopen(url) as answer:  # an error is one: nothing may lead to what is not there
            assert answer.url == url, f"{url} leads on to {answer.url}: not every host does that"
            got[url] = answer.read()
            kind = answer.headers.get_content_type()
        for link in _links(url, kind, got[url]):
            target = urldefrag(urljoin(url, link)).url.partition("?")[0]
            if target.startswith(start) and target not in got:
                waiting.append(target)
    return got


def test_a_copy_made_without_script_is_whole(site: Site) -> None:
    got = {site.file(unquote(url)): data for url, data in mirror(site.url).items()}
    there = {file for file in site.folder.rglob("*") if file.is_file()}
    assert set(got) <= there
    different = [str(file) for file, data in got.items() if file.read_bytes() != data]
    assert not different, chrome.listing(different)
    missed = sorted(file.relative_to(site.folder).as_posix() for file in there - set(got))
    unexplained = [name for name in missed if not any(re.fullmatch(pattern, name) for pattern in APART)]
    assert not unexplained, chrome.listing(unexplained)
    idle = [pattern for pattern in APART if not any(re.fullmatch(pattern, name) for name in missed)]
    if not (site.folder / ".well-known").exists():
        idle.remove(SECURITY)
    assert not idle, f"said to be apart, but reached, or not there: {idle}"
    # Every page of both languages, every picture, every style sheet that a page asks for.
    assert {site.file(page.url) for page in site.listed} <= set(got)


def test_a_robot_finds_the_map_of_the_site(rooted: Site) -> None:
    with urlopen(f"{rooted.url}robots.txt") as answer:
        said = answer.read().decode()
    (address,) = re.findall(r"^Sitemap: (.+)$", said, re.MULTILINE)
    with urlopen(address) as answer:
        assert answer.read() == (rooted.folder / "sitemap.xml").read_bytes()


def test_the_crawl_finds_what_is_broken(rooted: Site) -> None:
    with pytest.raises(HTTPError) as caught:
        mirror(f"{rooted.url}nee/")
    caught.value.close()
    assert caught.value.code == 404
