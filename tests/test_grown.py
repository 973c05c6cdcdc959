"""A site that grows in an older one's folder is never published with a link that leads nowhere, in whatever order links
and what they lead to go and come back."""

import errno
import os
import random
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

import pytest

from chronicle import audit, engines, fresh, hypertext, output, publish, rendering, store, swap, tree
from chronicle.memo import Memo
from chronicle.problems import Place, Problem
from chronicle.recipes import Files

URL = "https://e.example/"
BASE = {"404.html": b"", "sitemap.xml": b"<urlset/>"}


def page(body: str) -> bytes:
    return f"<!doctype html><html><body>{body}</body></html>".encode()


LINKED, ALONE, TARGET = page('<a href="../t/">t</a>'), page("none"), page("t")
SPOT, WITH_SPOT = page('<a href="../t/#x">t</a>'), page('<p id="x">t</p>')


class Sites:
    """One site after the other, in the folders of a build."""

    def __init__(self, folder: Path) -> None:
        engine = engines.Engine(project=folder, site_url=URL, epoch=0, code="c")
        self.settings = publish.Settings(build=folder / "build", site=folder / "site", engine=engine)

    def publish(self, p: bytes, t: bytes | None, more: str = "") -> None:
        target = {} if t is None else {"t/index.html": t}
        self.publish_all({**BASE, "404.html": page("x"), "p/index.html": p, "q/index.html": page(more), **target})

    def publish_all(self, files: Mapping[str, bytes]) -> None:
        """As `publish.publish` does with what the engine made."""
        keys = {path: store.digest([data]) for path, data in files.items()}
        with swap.workshop(self.settings.site) as fresh:
            finished = fresh / "site"
            with publish._begun(self.settings, finished) as before:
                renewed = tree.renew(finished, before, keys, files.__getitem__)
                seen = publish._audit(self.settings, finished, [], renewed, known=bool(before))
            swap.swap(finished, self.settings.site)
            publish._keep(self.settings, finished if finished.exists() else swap.old(fresh), renewed.listed, seen)

    def read(self) -> Mapping[str, bytes]:
        site = self.settings.site
        return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*.html")}


@pytest.fixture(params=[0, publish._LONG], ids=["every page long", "no page long"])
def sites(tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Sites:
    monkeypatch.setattr(publish, "_LONG", request.param)
    return Sites(tmp_path)


def grown(sites: Sites, linked: bytes, target: bytes) -> None:
    """Until both folders have a page `p` of their own, which links to the page `t`."""
    for number, p in enumerate((page('older <a href="../t/">t</a>'),) * 2 + (linked,) * 2):
        sites.publish(p, target, str(number))


@pytest.mark.parametrize(
    ("linked", "target", "without"), [(LINKED, TARGET, None), (SPOT, WITH_SPOT, TARGET)], ids=["page", "spot"]
)
def test_a_link_that_comes_back_alone_is_found_out(
    sites: Sites, linked: bytes, target: bytes, without: bytes | None
) -> None:
    grown(sites, linked, target)
    sites.publish(ALONE, without)
    before = sites.read()
    for _ in range(3):
        with pytest.raises(publish.Unfit) as found:
            sites.publish(linked, without)
        assert [problem.code for problem in found.value.problems] in (["broken-link"], ["broken-anchor"])
        assert sites.read() == before
    sites.publish(linked, target)
    assert sites.read()["p/index.html"] == linked


@pytest.mark.parametrize("grow", [False, True], ids=["second site", "later site"])
def test_a_page_that_somebody_changed_since_is_not_taken_for_what_was_looked_through(
    sites: Sites, *, grow: bool
) -> None:
    if grow:
        grown(sites, LINKED, TARGET)
    sites.publish(ALONE, TARGET)
    wrong = page('none <a href="../weg/">t</a>')
    (sites.settings.site / "p" / "index.html").write_bytes(wrong)
    with pytest.raises(publish.Unfit):
        sites.publish(wrong, TARGET)


def test_of_a_long_page_that_changed_only_what_is_new_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also when the folder that the site grows in has second names of the files that are published."""
    known: list[bool] = []
    real = fresh.read

    def counted(source: str, before: str) -> hypertext.Page | None:
        known.append((found := real(source, before)) is not None)
        return found

    monkeypatch.setattr(fresh, "read", counted)
    sites = Sites(tmp_path)
    for number in range(5):
        long = "".join(f"\n<li>{n}</li>" for n in range(publish._LONG // 10)) + f"\n<li>new {number}</li>"
        sites.publish(ALONE, None, long)
        # The first is looked through as a whole; short pages always are.
        assert known == [True] * number


def test_the_second_site_already_grows_in_a_folder_of_its_own(sites: Sites, monkeypatch: pytest.MonkeyPatch) -> None:
    """Second names for the files of the first were given when it was there."""
    sites.publish(LINKED, TARGET)
    first, kept = sites.settings.site, sites.settings.kept / "site"
    names = {path.relative_to(first) for path in first.rglob("*.html")}
    assert names == {path.relative_to(kept) for path in kept.rglob("*.html")}
    assert all((first / name).samefile(kept / name) for name in names)
    monkeypatch.setattr(tree, "twin", _full)
    wrote = []
    real = tree._write

    def written(path: str, data: bytes) -> tree.Stamp:
        wrote.append(Path(path).parent.name)
        return real(path, data)

    monkeypatch.setattr(tree, "_write", written)
    sites.publish(ALONE, TARGET)
    assert wrote == ["p"]
    assert sites.read()["p/index.html"] == ALONE


def test_what_was_refused_costs_the_next_builds_nothing(sites: Sites, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder in which it grew is there for the next one, and what is published is as it was listed."""
    for number in range(4):
        sites.publish(ALONE, TARGET, str(number))
    wrote: list[str] = []
    real = tree._write

    def written(path: str, data: bytes) -> tree.Stamp:
        wrote.append(Path(path).parent.name)
        return real(path, data)

    monkeypatch.setattr(tree, "_write", written)
    with pytest.raises(publish.Unfit):
        sites.publish(page('<a href="../weg/">t</a>'), TARGET, "3")
    for number, p in enumerate((LINKED, ALONE, LINKED)):
        wrote.clear()
        sites.publish(p, TARGET, "3")
        assert set(wrote) <= {"p", "q"}, number
        assert sites.read()["p/index.html"] == p


@pytest.mark.parametrize("after", [0, 2], ids=["none", "some"])
def test_where_files_get_no_second_names_sites_are_made_all_the_same(
    sites: Sites, after: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folders are on two disks, or the file system knows no second names, or it was full of them."""
    calls, link = [0], os.link

    def refusing(one: str, other: str) -> None:
        calls[0] += 1
        if calls[0] > after:
            raise OSError(errno.EXDEV, "Invalid cross-device link")
        link(one, other)

    monkeypatch.setattr(os, "link", refusing)
    sites.publish(LINKED, TARGET)
    assert calls[0] == after + 1
    assert not (sites.settings.kept / "site").exists()
    for p in (ALONE, LINKED, ALONE):
        sites.publish(p, TARGET)
        assert sites.read()["p/index.html"] == p
    with pytest.raises(publish.Unfit):
        sites.publish(LINKED, None)


LONG = "".join(f'\n<li id="e{n}"><a href="../q/">{n}</a></li>' for n in range(9))
ENTRIES = (
    "",
    '\n<li id="x">x</li>',
    '\n<li><a href="../t/#x">t</a></li>',
    '\n<li><a href="../t/">t</a></li>',
    "\n<li>n</li>",
)
HIDDEN = ("<!--\n<li>-->", '<!--\n<li><a href="../weg/">w</a>-->', '<!--\n<li id="x">-->')


# Names that stand in no other word, and ways to lead there that do not say them.
GOAL = "doel7/index.html"
WAYS = (
    '\n<li><a href="../&#100;oel7/">w</a></li>',
    '\n<li><a href="../%64oel7/">w</a></li>',
    '\n<li><a href="../doel7/#pl&#101;k7">w</a></li>',
    '\n<li><a href="../doel7/#pl%65k7">w</a></li>',
    '\n<li><a href="../doel7/onder/">w</a></li>',
    '\n<li><a href="../q/../doel7/onder/..">w</a></li>',
)


@pytest.mark.parametrize("long", [0, publish._LONG], ids=["every page long", "no page long"])
@pytest.mark.parametrize("seed", range(60))
def test_whatever_comes_and_goes_is_told_as_if_all_of_it_were_looked_through(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int, long: int
) -> None:
    """Also where a page is again as it was on the site before the last, in whose folder the new one grows."""
    monkeypatch.setattr(publish, "_LONG", long)
    chance, sites = random.Random(seed), Sites(tmp_path)

    def some() -> bytes:
        hidden = chance.choice(["", "", "", *HIDDEN])
        entries = "".join(chance.choices([*ENTRIES * 2, *WAYS], k=2))
        named = entries.replace("../t/", "../doel7/").replace('"x"', '"plek7"').replace("#x", "#plek7")
        return page(hidden + LONG + named + "\n<li>end</li>")

    below = [page("none"), page('<a href="../">up</a>'), page('<a href="..#plek7">up</a>')]
    variants: dict[str, list[bytes | None]] = {
        **{name: [page(LONG), some(), some()] for name in ("p/index.html", "q/index.html")},
        GOAL: [page(LONG), some(), some(), None],
        "doel7/onder/index.html": [*below, None],
    }
    start: dict[str, bytes | None] = {name: page(LONG) for name in ("p/index.html", "q/index.html", GOAL)}
    past = [{**start, "doel7/onder/index.html": below[0]}]

    def drawn() -> dict[str, bytes | None]:
        """Often as it was on the site before the last."""
        old = past[-2] if len(past) > 1 else past[-1]
        return {name: chance.choice([*of, old[name], old[name]]) for name, of in variants.items()}

    def site(pages: Mapping[str, bytes | None]) -> Mapping[str, bytes]:
        return {**BASE, "404.html": page("x"), **{name: data for name, data in pages.items() if data is not None}}

    for _ in range(40):
        pages = drawn()
        # Most are sound: what is refused leaves no site for the next to grow in.
        for _ in range(0 if chance.random() < 0.2 else 30):
            pages = drawn() if wrong_with(site(pages)) else pages
        told: set[tuple[str, Place]] = set()
        try:
            sites.publish_all(site(pages))
            past.append(pages)
        except publish.Unfit as unfit:
            told = {(found.code, found.place) for found in unfit.problems}
        assert told == wrong_with(site(pages))
    assert len(past) > 10


@pytest.mark.parametrize(
    ("link", "target", "without", "quickly"),
    [
        ("../doel7/", page("t"), None, True),
        ("../doel7/index.html", page("t"), None, True),
        ("../doel7/#plek7", page('<p id="plek7">t</p>'), page("t"), True),
        ("../&#100;oel7/", page("t"), None, False),
        ("../%64oel7/", page("t"), None, False),
        ("../doel7/#pl&#101;k7", page('<p id="plek7">t</p>'), page("t"), False),
        ("../doel7/#pl%65k7", page('<p id="plek7">t</p>'), page("t"), False),
    ],
)
def test_what_led_to_what_is_gone_is_found_by_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, link: str, target: bytes, without: bytes | None, *, quickly: bool
) -> None:
    """Nothing else is looked through, unless some link does not say that name."""
    sites, base = Sites(tmp_path), {**BASE, "404.html": page("x"), "q/index.html": page("q")}
    linking = {"p/index.html": page(f'<a href="{link}">t</a>')}
    sites.publish_all({**base, **linking, GOAL: target})
    wholes: list[audit.Site] = []
    real = audit.audit

    def counted(site: audit.Site, made: Collection[str], seen: audit.Seen) -> Iterator[Problem]:
        wholes.append(site)
        return real(site, made, seen)

    monkeypatch.setattr(audit, "audit", counted)
    gone = {} if without is None else {GOAL: without}
    with pytest.raises(publish.Unfit) as found:
        sites.publish_all({**base, **linking, **gone})
    assert [problem.place.file for problem in found.value.problems] == ["site/p/index.html"]
    sites.publish_all({**base, "p/index.html": page("p"), **gone})
    assert bool(wholes) is not quickly
    # And it may come back.
    sites.publish_all({**base, **linking, GOAL: target})


@pytest.mark.parametrize("case", ["a long page loses a spot", "a link stays", "a comment hides an entry", "torn"])
def test_a_page_that_is_again_as_it_was_before_the_last_site_is_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case: str
) -> None:
    """It was not written anew: it lies in the folder in which the new site grows."""
    monkeypatch.setattr(publish, "_LONG", 0)
    sites, end = Sites(tmp_path), "\n<li>end</li>"
    spot, linking = page(LONG + ENTRIES[1] + end), page(LONG + ENTRIES[2] + end)
    hidden = '<!--%s\n<li><a href="../weg/">w</a>\n<li>-->'
    # The last pair of `p` and `t` is wrong.
    steps, code = {
        "a long page loses a spot": (
            [(ALONE, page(LONG + end)), (SPOT, spot), (ALONE, page(LONG + end)), (SPOT, page(LONG + "\n<li>" + end))],
            "broken-anchor",
        ),
        "a link stays": (
            [(page(LONG + end), page(LONG)), (linking, spot), (page(LONG + ENTRIES[2] + ENTRIES[4] + end), page(LONG))],
            "broken-anchor",
        ),
        "a comment hides an entry": (
            [(ALONE, page(hidden % "" + LONG)), (ALONE, spot), (ALONE, page(hidden % "" + LONG)),
             (ALONE, page(hidden % "\n<li>-->" + LONG))],
            "broken-link",
        ),
        "torn": (
            [(ALONE, page("<!--\n<li>-->" + LONG)), (ALONE, spot), (SPOT, page("<!--\n<li>-->" + LONG))],
            "broken-anchor",
        ),
    }[case]  # fmt: skip
    for number in range(3):
        sites.publish(page(f"{LONG}\n<li>{number}</li>"), page(f"{LONG}\n<li>{number}</li>"), str(number))
    for p, t in steps[:-1]:
        sites.publish(p, t)
    with pytest.raises(publish.Unfit) as found:
        sites.publish(*steps[-1])
    assert {problem.code for problem in found.value.problems} == {code}


def wrong_with(files: Mapping[str, bytes]) -> set[tuple[str, Place]]:
    sizes = {path: len(data) for path, data in files.items()}
    whole = audit.Site(sizes=sizes, read=files.__getitem__, url=URL, name="site")
    return {(found.code, found.place) for found in audit.audit(whole, [])}


def test_what_a_run_saw_that_ended_before_its_site_was_there_counts_for_nothing(
    sites: Sites, monkeypatch: pytest.MonkeyPatch
) -> None:
    grown(sites, LINKED, TARGET)
    with monkeypatch.context() as patch:
        patch.setattr(swap, "swap", _full)
        with pytest.raises(OSError, match="full"):
            sites.publish(ALONE, None)
    before = sites.read()
    with pytest.raises(publish.Unfit):
        sites.publish(LINKED, None)
    assert sites.read() == before


@pytest.mark.parametrize("lost", ["before.list", "spots", "long.list", "site.list"])
@pytest.mark.parametrize(
    ("linked", "target", "without"), [(LINKED, TARGET, None), (SPOT, WITH_SPOT, TARGET)], ids=["page", "spot"]
)
def test_what_was_seen_of_a_site_is_not_believed_of_the_one_before_it(
    sites: Sites, monkeypatch: pytest.MonkeyPatch, lost: str, linked: bytes, target: bytes, without: bytes | None
) -> None:
    """The disk was full when half of what is kept had been written."""
    grown(sites, linked, target)
    real = output.replace

    def full(path: Path, data: bytes) -> None:
        if path.name == lost:
            _full()
        real(path, data)

    with monkeypatch.context() as patch:
        patch.setattr(output, "replace", full)
        with pytest.raises(OSError, match="full"):
            sites.publish(ALONE, without, "3")
    for _ in range(2):
        with pytest.raises(publish.Unfit):
            sites.publish(linked, without, "3")
    sites.publish(ALONE, without, "4")
    with pytest.raises(publish.Unfit):
        sites.publish(linked, without, "4")


def _full(*_: object) -> None:
    raise OSError("full")


def test_what_cannot_be_kept_does_not_spoil_what_is_published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder lies where a file should be: the next run is slower, and nothing else."""
    sites = Sites(tmp_path)
    memo = Memo("c")
    memo.once("sort", "a", "0" * 32, lambda: b"A")
    (tmp_path / "build" / "kept" / "memo" / "sort" / "inside").mkdir(parents=True)
    files = {**BASE, "404.html": page("x")}
    rendered = rendering.Rendered({path: store.digest([data]) for path, data in files.items()}, files.__getitem__)
    monkeypatch.setattr(rendering, "render", lambda *_: rendered)
    publish.publish(sites.settings, Files({}), lambda: Files({}), lambda: None, memo)
    assert sites.read().keys() == {"404.html"}
