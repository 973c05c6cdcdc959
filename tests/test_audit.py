"""The last look at a finished site: what is wrong with it is found, and the real site has nothing of the kind."""

from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from chronicle import audit, fresh, hypertext
from chronicle.problems import Lang, Problem, in_file_order

URL = "https://voorbeeld.nl/pad/"
MADE = ["index.html", "jaren/2009/index.html", "jaren/index.html", "en/index.html", "assets/a.css", "sitemap.xml"]


def page(body: str = "") -> str:
    return f"<!doctype html>\n<html>\n<head><title>T</title></head>\n<body>\n{body}\n</body>\n</html>\n"


GOOD: Mapping[str, str] = {
    "index.html": page('<a href="jaren/2009/#mei">2009</a> <a href=".">hier</a> <h2 id="a">Kop</h2><a href="#a">^</a>'),
    "jaren/index.html": page('<a href="2009/">2009</a><a href="..">terug</a><a href="../en/">English</a>'),
    "jaren/2009/index.html": page('<p id="mei">5</p><img src="../../assets/a.css" alt=""><a href="../../?q=x#a">t</a>'),
    "en/index.html": page(f'<a href="{URL}jaren/">jaren</a><a href="/pad/">nl</a><a href="https://elders.nl/x">x</a>'),
    "404.html": page('<a href="/pad/">Naar het begin</a>'),
    "assets/a.css": "a { color: red }",
    "sitemap.xml": '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    ' xmlns:xhtml="http://www.w3.org/1999/xhtml"><url><loc>https://voorbeeld.nl/pad/jaren/2009/</loc>'
    '<xhtml:link rel="alternate" hreflang="en" href="https://voorbeeld.nl/pad/en/"/></url></urlset>',
}  # fmt: skip


def found_in(changes: Mapping[str, str | None], url: str = URL) -> list[Problem]:
    files = {name: text.encode() for name, text in {**GOOD, **changes}.items() if text is not None}
    site = audit.Site(
        sizes={name: len(data) for name, data in files.items()}, read=files.__getitem__, url=url, name="site"
    )
    return in_file_order(audit.audit(site, MADE))


def told(changes: Mapping[str, str | None], url: str = URL) -> list[str]:
    return [f"{problem.place} {problem.code}".removeprefix("site/") for problem in found_in(changes, url)]


def test_a_good_site_is_good() -> None:
    assert told({}) == []


# {what is wrong: (what differs from the good site, what is told)}
WRONG: Mapping[str, tuple[Mapping[str, str | None], list[str]]] = {
    "a page was never made": (
        {"jaren/2009/index.html": None},
        ["index.html:5:10 broken-link", "jaren/2009/index.html:1:1 missing-page", "jaren/index.html:5:10 broken-link",
         "sitemap.xml:1:135 broken-link"],
    ),
    "a file for machines was never made": ({"sitemap.xml": None}, ["sitemap.xml:1:1 missing-page"]),
    "the page for what is not there was never made": ({"404.html": None}, ["404.html:1:1 missing-page"]),
    "a file is empty": ({"assets/a.css": ""}, ["assets/a.css:1:1 empty-file"]),
    "a page is empty": ({"404.html": ""}, ["404.html:1:1 empty-file"]),
    "a page stops halfway": ({"en/index.html": page().partition("</html>")[0]}, ["en/index.html:7:1 broken-page"]),
    "a tag never ends": ({"en/index.html": page('<a href="x>y</a>')}, ["en/index.html:5:1 broken-page"]),
    "a sign of HTML stands bare": ({"en/index.html": page("1 < 2")}, ["en/index.html:5:3 broken-page"]),
    "a comment never ends": ({"en/index.html": page("<!-- x")}, ["en/index.html:5:1 broken-page"]),
    "an id stands twice": (
        {"en/index.html": page('<p id="a">1</p>\n<p id="b">2</p>\n<p id="a">3</p>')}, ["en/index.html:7:7 id-twice"]
    ),
    "a link leads nowhere": ({"en/index.html": page('<a href="../weg/">x</a>')}, ["en/index.html:5:10 broken-link"]),
    "a picture is not there": ({"en/index.html": page('<img src="a.png">')}, ["en/index.html:5:11 broken-link"]),
    "a whole address leads nowhere": (
        {"en/index.html": page(f'<link rel="canonical" href="{URL}weg/">')}, ["en/index.html:5:29 broken-link"]
    ),
    "a redirect leads nowhere": (
        {"en/index.html": page('<meta http-equiv="refresh" content="0; url=../weg/">')},
        ["en/index.html:5:44 broken-link"],
    ),
    "the picture of a shared link is not there": (
        {"en/index.html": page(f'<meta property="og:image" content="{URL}share/nl/site.png">')},
        ["en/index.html:5:36 broken-link"],
    ),
    "a shared link leads nowhere": (
        {"en/index.html": page(f'<meta property="og:url" content="{URL}weg/">')}, ["en/index.html:5:34 broken-link"]
    ),
    "a folder is named without its slash": (
        {"en/index.html": page('<a href="../jaren">x</a>')}, ["en/index.html:5:10 broken-link"]
    ),
    "a link leads out of the site's folder": (
        {"en/index.html": page('<a href="../../index.html">x</a>')}, ["en/index.html:5:10 broken-link"]
    ),
    "an address of the host leads out of the site's path": (
        {"en/index.html": page('<a href="/ander/">x</a>')}, ["en/index.html:5:10 broken-link"]
    ),
    "a spot is not here": ({"en/index.html": page('<a href="#weg">x</a>')}, ["en/index.html:5:10 broken-anchor"]),
    "a spot is not on that page": (
        {"en/index.html": page('<a href="../jaren/2009/#juni">x</a>')}, ["en/index.html:5:10 broken-anchor"]
    ),
    "the sitemap names what is not there": (
        {"sitemap.xml": str(GOOD["sitemap.xml"]).replace("pad/en/", "pad/fr/")}, ["sitemap.xml:1:225 broken-link"]
    ),
    "a number is on a page": (
        {"en/index.html": page("Bel <b>0592</b>-36 55 55.")}, ["en/index.html:1:1 private-in-page"]
    ),
    "a number breaks over lines": (
        {"en/index.html": page("<p>Behandeld\n  door</p>")}, ["en/index.html:1:1 private-in-page"]
    ),
    "an address is written in codes": (
        {"en/index.html": page("<p>jan&#64;voorbeeld&#46;nl</p>")}, ["en/index.html:1:1 private-in-page"]
    ),
    "an address is only in a link": (
        {"en/index.html": page('<a href="mailto:jan@voorbeeld.nl">mail</a>')}, ["en/index.html:5:17 private-in-page"]
    ),
    "a number is only read aloud": (
        {"en/index.html": page('<img src="../assets/a.css" alt="Bel 0592-365555">')},
        ["en/index.html:5:37 private-in-page"],
    ),
    "a description gives an address": (
        {"en/index.html": page('<meta name="description" content="jan@voorbeeld.nl">')},
        ["en/index.html:5:35 private-in-page"],
    ),
    "the same private text on two pages is told once": (
        {"en/index.html": page("<p>0592-365555</p>"), "404.html": page("<p>0592-365555</p>")},
        ["404.html:5:4 private-in-page"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", WRONG)
def test_what_is_wrong_is_told(what: str) -> None:
    changes, expected = WRONG[what]
    assert told(changes) == expected


def test_every_kind_of_problem_is_among_these() -> None:
    source = Path(audit.__file__).read_text(encoding="utf-8")
    kinds = {line.split()[1] for _, expected in WRONG.values() for line in expected}
    assert len(kinds) == 7
    assert all(f'"{kind}"' in source for kind in kinds)


@pytest.mark.parametrize("what", WRONG)
def test_every_problem_speaks_two_languages(what: str) -> None:
    for problem in found_in(WRONG[what][0]):
        for lang in get_args(Lang):
            assert problem.message.in_language(lang).strip()
            assert problem.cure.in_language(lang).endswith(".")
        assert problem.message.nl != problem.message.en


INNOCENT = [
    "<p>200820092010</p>",
    "<ol><li>06</li><li>12345678</li></ol>",
    "<script>var call = '0592-365555', it = 'jan@voorbeeld.nl'</script>",
    "<style>a { content: 'jan@voorbeeld.nl' }</style>",
    "<!-- jan@voorbeeld.nl -->",
    '<a href="data:text/plain,x">x</a><a href="//elders.nl/y">y</a><a href="javascript:void(0)">z</a>',
    '<a href="../jaren/2009/?q=a%20b#mei">x</a>',
    '<a href="https://voorbeeld.nl/pad/weg/" rel="noopener">what a contributor links to</a>',
    "<svg viewBox='0 0 24 24'><path d='M1>2'/></svg>",
    "<input disabled value=x><A HREF=../jaren/>x</A>",
    "&lt; &amp; &copy; a &amp;lt; b",
]


@pytest.mark.parametrize("body", INNOCENT)
def test_what_is_good_is_left_alone(body: str) -> None:
    assert told({"en/index.html": page(body)}) == []


@pytest.mark.parametrize("url", ["http://127.0.0.1:8000/", "https://voorbeeld.nl/", "https://voorbeeld.nl/a/b/"])
def test_a_site_may_stand_anywhere(url: str) -> None:
    path = "/" + url.split("/", 3)[3]
    moved = {name: text.replace(URL, url).replace('"/pad/', f'"{path}') for name, text in GOOD.items()}
    assert told(moved, url) == []


@pytest.mark.parametrize(
    ("made", "there"),
    [
        ("nl/index.md", "index.html"),
        ("en/index.md", "en/index.html"),
        ("nl/jaren/2009.md", "jaren/2009/index.html"),
        ("en/years/index.md", "en/years/index.html"),
        ("nl/assets/a.css", "assets/a.css"),
        ("en/assets/a.css", "en/assets/a.css"),
        ("root/api/v1/events.json", "api/v1/events.json"),
        ("root/share/nl/site.png", "share/nl/site.png"),
    ],
)
def test_every_file_of_the_build_has_its_place_on_the_site(made: str, there: str) -> None:
    assert audit.published_as(made) == there


# The scanner beside the standard library's parser


class Peer(HTMLParser):
    """What the standard library finds on a page."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.ids: list[str] = []
        self.words = ""
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.addresses += [value or "" for key, value in attrs if key in {"href", "src"}]
        self.ids += [value or "" for key, value in attrs if key == "id"]

    def handle_data(self, data: str) -> None:
        if self.cdata_elem is None:
            self.words += data


WORD = st.text(st.characters(exclude_characters="<>&\"'", exclude_categories=["C"]), max_size=8)
ATTRIBUTE = st.tuples(st.sampled_from(["id", "href", "src", "class", "data-x"]), WORD).map(lambda a: f'{a[0]}="{a[1]}"')
PIECES = st.one_of(
    WORD,
    st.sampled_from(["&amp;", "&lt;", "&eacute;", "<!-- <a href='x'> -->", "<br>", "</p>",
                     "<script>if (a < b) '<p>'</script>"]),
    st.lists(ATTRIBUTE, max_size=3, unique_by=lambda a: a.split("=")[0]).map(lambda a: f"<p {' '.join(a)}>"),
)  # fmt: skip


@given(st.lists(PIECES, max_size=12).map("".join))
def test_the_scanner_finds_what_the_standard_parser_finds(source: str) -> None:
    page, peer = hypertext.read(source), Peer(source)
    assert list(page.addresses) == peer.addresses
    assert list(page.ids) == peer.ids
    assert "".join("".join(page.texts).split()) == "".join(peer.words.replace("\0", "").split())


@given(st.text(alphabet="<>=\"'-!/a \n&;#", max_size=60))
def test_any_text_is_read_or_refused(source: str) -> None:
    with suppress(hypertext.Unreadable):
        hypertext.read(source)


# What may swallow what follows it, or make it stand alone.
SIGNS = st.text(alphabet="<>=\"'-!/aid \n&;#", max_size=20)
TORN = [
    "<!--",
    "-->",
    "<script>",
    "</script>",
    '<a href="',
    '">',
    '<b id="x">',
    "<i>",
    "</i>",
    "<p>",
    "tekst",
    '<a href="#x">',
    "\n<li>",
    '\n<li id="y">',
    '\n<li title="',
    "\n<link>",
]
CONTENT = st.one_of(
    st.lists(PIECES, max_size=6).map("".join), st.lists(st.sampled_from(TORN), max_size=5).map("".join), SIGNS
)  # fmt: skip


ENTRIES = st.lists(st.one_of(CONTENT, st.sampled_from(TORN[-4:])), max_size=4).map("".join)


# The first two were missed once: what looks like a tag may be within a comment that ends behind it. So may an entry.
@settings(max_examples=1500)
@example("<!--<p>", "<!-- <a href='x'> -->", "", "")
@example("<!--<p>", "", "0", "-->")
@example("<!--\n<li>", "<a href='x'>", "", "\n<li>-->")
@example("\n<li>", "<!--", "", "\n<li><a href='x'>-->")
@example("\n<li>", '\n<li id="x">', '\n<li id="x"><p>\n<li id="x">', "")
@example("\n<li>", "", '\n<li id="a">', "\n<li id=&#97;>")
@example('<p id="x">', "", '\n<li id="x">', "")
@example("\n<li>", "", '\n<li id="x">', "\n<li id=x>" * 3)
@example("\n<li>", '\n<li id="x">', '\n<li id="x">\n<li id="x">', "\n<li>")
@given(ENTRIES, ENTRIES, ENTRIES, ENTRIES)
def test_what_is_new_in_a_page_is_found_beside_the_page_before(start: str, old: str, new: str, rest: str) -> None:
    # Most of the page is as it was.
    end = "\n<li>" + "meer " * 100
    before, source = (start + part + rest + end for part in (old, new))
    try:
        was = hypertext.read(before)
    except hypertext.Unreadable:
        return
    new_there = fresh.read(source, before) if was.apart else None
    if new_there is None:
        return
    now = hypertext.read(source)
    assert new_there.apart is now.apart is True
    assert Counter(now.ids) == Counter(was.ids) + Counter(new_there.ids)
    assert len(set(new_there.ids)) == len(new_there.ids)
    assert set(new_there.ids).isdisjoint(was.ids)
    assert set(now.addresses) - set(was.addresses) <= set(new_there.addresses) <= set(now.addresses)
    assert set(now.texts) - set(was.texts) <= set(new_there.texts) <= set(now.texts)


@given(ENTRIES)
def test_a_page_falls_apart_where_each_entry_says_by_itself_what_it_says_there(source: str) -> None:
    try:
        page = hypertext.read(source)
    except hypertext.Unreadable:
        return
    first, *others = source.split("\n<li")
    try:
        parts = [hypertext.read(part) for part in (first, *(f"\n<li{other}" for other in others))]
    except hypertext.Unreadable:
        assert not page.apart
        return
    for name in ("addresses", "ids", "texts") if page.apart else ():
        assert tuple(one for part in parts for one in getattr(part, name)) == getattr(page, name)


LIST = "".join(f'\n<li id="e{n}"><a href="e{n}/">Titel {n}</a> <b>en</b> meer.</li>' for n in range(50))


def test_of_one_change_in_a_list_only_that_is_read() -> None:
    source = page(LIST).replace('<a href="e7/">Titel 7</a> <b>en</b> meer', '<a href="x/">Titel 7</a> <b>en</b> minder')
    assert fresh.read(source, page(LIST)) == hypertext.Page(addresses=("x/",), ids=(), texts=("Titel 7 en minder.",))
    nothing = hypertext.Page(addresses=(), ids=(), texts=())
    assert fresh.read(page(LIST), page(LIST)) == nothing


def test_what_changed_here_and_there_or_moved_is_not_looked_for_in_between(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    real = hypertext.read

    def counted(source: str) -> hypertext.Page:
        asked.append(source)
        return real(source)

    before = page(LIST)
    source = before.replace("Titel 0<", "Eerste<").replace("Titel 49<", "Laatste<")
    monkeypatch.setattr(hypertext, "read", counted)
    assert fresh.read(source, before) == hypertext.Page(
        addresses=(), ids=(), texts=("Eerste en meer.", "Laatste en meer.")
    )
    assert len(asked) == 4
    first, *others = LIST.split("\n")
    moved = fresh.read(page("\n".join([first, *others[1:], others[0]])), page("\n".join([first, *others])))
    # The last one has the end of the page with it.
    assert moved == hypertext.Page(addresses=(), ids=(), texts=())
    assert len(asked) == 8


def test_an_entry_that_is_there_once_more_is_no_old_one() -> None:
    source = page(LIST.replace('\n<li id="e7">', '\n<li id="e7"></li>\n<li id="e7">'))
    twice = page(LIST.replace('\n<li id="e7">', '\n<li id="e7"></li>\n<li id="e7"></li>\n<li id="e7">'))
    assert fresh.read(twice, source) is None
    unnamed = "\n<li>meer</li>"
    assert fresh.read(page(LIST + unnamed * 3), page(LIST + unnamed * 2)) == hypertext.Page(
        addresses=(), ids=(), texts=()
    )


def test_a_page_that_is_mostly_new_is_read_as_a_whole() -> None:
    assert fresh.read(page(LIST.replace("Titel", "Kop")), page(LIST)) is None
    assert fresh.read(page("<p>kort</p>"), page("<p>lang</p>")) is None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('<li id="e7">', "<li>"),
        ("<b>en</b> meer", "<b>en</b> < meer"),
        ('<li id="e7">', '<li id="e8">'),
        ('<li id="e7">', '<li id="e7"><b id="e8"></b>'),
        ('<li id="e7">', '<li id="e7"><b id="n"></b><b id="n"></b>'),
        ("Titel 7</a>", "Titel 7</a><!--"),
        ("Titel 7</a>", "Titel 7</a><script>"),
        ('href="e7/"', 'href="e7/'),
    ],
    ids=[
        "an id is gone",
        "unreadable",
        "an id is another",
        "an id is there twice",
        "a new id is there twice",
        "a comment begins",
        "a script begins",
        "an attribute does not end",
    ],
)
def test_a_change_that_may_tell_on_the_rest_is_left_to_the_whole_page(old: str, new: str) -> None:
    before = page(LIST)
    assert old in before
    assert fresh.read(before.replace(old, new, 1), before) is None


# {what becomes wrong: (what is written instead of a title, what is told)}
PLAIN_LIST = LIST.replace('<a href="e', '<a href="../jaren/?e')
BECOMES: Mapping[str, tuple[str, list[str]]] = {
    "nothing": ("Titel acht", []),
    "a link leads nowhere": ('<a href="weg/">Titel</a>', ["broken-link"]),
    "a link leads to no spot": ('<a href="../en/#weg">Titel</a>', ["broken-anchor"]),
    "a link leads to no spot on the page itself": ('<a href="#weg">Titel</a>', ["broken-anchor"]),
    "a link leads to a spot on the page itself": ('<a href="#e9">Titel</a>', []),
    "a link leads to a spot that came with it": ('<a href="#n">Titel</a><i id="n">n</i>', []),
    "a spot came": ('<b id="n">Titel</b>', []),
    "private data": ("Bel 06-12345678", ["private-in-page"]),
    "an id stands twice": ('<b id="e9">Titel</b>', ["id-twice"]),
    "the page cannot be read": ("1 < 2", ["broken-page"]),
}


@pytest.mark.parametrize("wrong", BECOMES)
def test_what_becomes_wrong_with_a_page_is_found_beside_the_page_before(wrong: str) -> None:
    change, expected = BECOMES[wrong]
    before = page(PLAIN_LIST)
    files = {name: text.encode() for name, text in {**GOOD, "jaren/index.html": before}.items()}
    sizes = {name: len(data) for name, data in files.items()}
    seen = audit.Seen()
    assert list(audit.audit(audit.Site(sizes=sizes, read=files.__getitem__, url=URL, name="s"), MADE, seen)) == []
    assert "jaren/index.html" in seen.apart
    was, files["jaren/index.html"] = files["jaren/index.html"], before.replace("Titel 8", change).encode()
    site = audit.Site(sizes=sizes, read=files.__getitem__, url=URL, name="s")
    found = list(audit.again(site, MADE, ["jaren/index.html"], seen, {"jaren/index.html": was}.get))
    assert [problem.code for problem in found] == expected
    assert [problem.place for problem in found] == [problem.place for problem in audit.audit(site, MADE)]


LINKING, UP = "en/index.html", "../"


def looked_through(changed: Mapping[str, str]) -> tuple[audit.Site, audit.Seen, dict[str, bytes]]:
    """A sound site with a list was looked through; then some of its pages changed."""
    files = {name: text.encode() for name, text in {**GOOD, "jaren/index.html": page(PLAIN_LIST)}.items()}
    seen, before = audit.Seen(), dict(files)
    site = audit.Site(
        sizes={name: len(data) for name, data in files.items()}, read=files.__getitem__, url=URL, name="s"
    )
    assert list(audit.audit(site, MADE, seen)) == []
    files.update((name, text.encode()) for name, text in changed.items())
    return replace(site, sizes={name: len(data) for name, data in files.items()}), seen, before


@pytest.mark.parametrize("changes", [False, True], ids=["as it was", "changed as well"])
@pytest.mark.parametrize(
    ("to", "codes"), [("e9", []), ("weg", ["broken-anchor"]), ("e9&quot;", ["broken-anchor"]), ("n", None)]
)
def test_a_link_to_a_list_is_held_against_what_has_the_spot_in_it(
    to: str, codes: list[str] | None, changes: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed = {LINKING: GOOD[LINKING].replace("</body>", f'<a href="{UP}jaren/#{to}">lijst</a></body>')}
    if changes:
        changed["jaren/index.html"] = page(PLAIN_LIST.replace("Titel 8<", 'Titel acht<b id="n"></b><'))
    site, seen, before = looked_through(changed)
    asked: list[str] = []
    real = hypertext.read

    def counted(source: str) -> hypertext.Page:
        asked.append(source)
        return real(source)

    monkeypatch.setattr(hypertext, "read", counted)
    found = [problem.code for problem in audit.again(site, MADE, list(changed), seen, before.get)]
    # One that is there only where the list changed.
    expected = codes if codes is not None else [] if changes else ["broken-anchor"]
    assert found == expected
    # All of it is read only where the spot was not found.
    assert any(len(source) > 1_000 for source in asked) is bool(expected)


def test_a_link_to_a_page_that_cannot_be_read_is_not_told_as_well() -> None:
    linking = GOOD[LINKING].replace("</body>", f'<a href="{UP}jaren/#e9">lijst</a></body>')
    site, seen, before = looked_through({LINKING: linking, "jaren/index.html": page(PLAIN_LIST + "1 < 2")})
    found = list(audit.again(site, MADE, [LINKING, "jaren/index.html"], seen, before.get))
    assert [problem.code for problem in found] == ["broken-page"]


@pytest.mark.parametrize("part", ["<", "<a ", '<a b="', "<!--", "<script>", "</", "<a\t", "<a 'x' "])
def test_no_page_is_slow(part: str) -> None:
    """Each of these hangs a scanner that tries things twice."""
    with pytest.raises(hypertext.Unreadable):
        hypertext.read(part * 20_000)
