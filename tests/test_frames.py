"""Pages for frames before they are made: their keys tell what they are made of, and what is kept changes nothing."""

import gc
import weakref
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chronicle import check, inputs, load, store
from chronicle.build import LANGS
from chronicle.embed import beside, frames, offline
from chronicle.memo import Memo
from chronicle.model import Timeline
from chronicle.pages import hangs, portions, site
from chronicle.problems import has_errors
from chronicle.recipes import Recipe
from tests import attacks, histories, projects, tales, world

URL = "https://voorbeeld.nl/pad/"
DOCS = {
    name: data
    for name, data in projects.read(projects.PROJECT / "docs").items()
    if name.startswith(("embed/", "assets/"))
}
CHAPTERS = """
begin:
  name: {nl: Het begin, en: The beginning}
  date: 2009/2010
  text: {nl: Zo begon het., en: So it began.}
  events: [alliantie]
"""
# An event without English, so that its page shows other words than its own language's.
FOURTH = histories.event("later", "Iets later", date="'2011-05-06'", municipalities="[tynaarlo]", themes="[cultuur]")
BASE = tales.small({**world.WORLD, "vocabulary/chapters.yaml": CHAPTERS})
# By name: the file that changes, and what stands in it before and after. Without these, all of the file is another.
EDITS: Mapping[str, tuple[str, str, str]] = {
    "title": ("events/2009/alliantie.yaml", "Alliantie met Assen", "Verbond met Assen"),
    "summary": ("events/2009/alliantie.yaml", "tekenden een", "tekenden [een](gesprekken)"),
    "date": ("events/2009/alliantie.yaml", "date: 2009-02-04", "date: 2009-02-14"),
    "town": ("events/2009/alliantie.yaml", "municipalities: [assen]", "municipalities: [noordenveld]"),
    "theme": ("events/2009/alliantie.yaml", "themes: [sociaal]", "themes: [cultuur]"),
    "no summary in English": ("events/2009/alliantie.yaml", "  en: The province and Assen signed an alliance.\n", ""),
    "status": ("events/2009/alliantie.yaml", "says: happened", "says: cancelled"),
    "cited": ("events/2009/alliantie.yaml", "source: brief", "source: krant"),
    "order": ("events/2009/ceremonie.yaml", "date: 2009-02", "date: 2009-01"),
    "words for a date": ("events/2010/gesprekken.yaml", "van eind 2010", "van laat in 2010"),
    "source": ("sources/krant.yaml", "De allianties", "De *allianties* en meer"),
    "language": ("sources/krant.yaml", "language: nl", "language: en"),
    "publisher": ("sources/verslag.yaml", "publisher: gedeputeerde-staten", "publisher: assen"),
    "name of a publisher": ("vocabulary/organisations.yaml", "Gedeputeerde Staten", "Het college"),
    "name of a town": ("vocabulary/municipalities.yaml", "name: Assen", "name: Groot-Assen"),
    "name of a theme": ("vocabulary/themes.yaml", "nl: Sociaal", "nl: Samenleven"),
    "chapter": ("vocabulary/chapters.yaml", "date: 2009/2010", "date: 2008/2009"),
    "name of a chapter": ("vocabulary/chapters.yaml", "Het begin", "De start"),
    "term": ("vocabulary/glossary.yaml", "Een afspraak tussen", "Wat is afgesproken tussen"),
}
# These are of another kind: a file more, a file less, another address, other styles or scripts.
MORE = ("fourth", "gone", "address", "styles", "script", "drawing")
edits = st.frozensets(st.sampled_from([*EDITS, *MORE]), max_size=4)

Made = dict[str, tuple[str, bytes]]


def told(changed: frozenset[str]) -> dict[str, bytes]:
    """The files of the small timeline after some edits."""
    files = dict(BASE)
    for name in sorted(changed & EDITS.keys()):
        file, old, new = EDITS[name]
        text = files[tales.PREFIX + file].decode()
        assert text.count(old) == 1, name
        files[tales.PREFIX + file] = text.replace(old, new).encode()
    if "fourth" in changed:
        files |= {tales.PREFIX + name: str(text).encode() for name, text in FOURTH.items()}
    if "gone" in changed and "summary" not in changed:
        # Another one links to it, which then loses its link.
        del files["timeline/events/2010/gesprekken.yaml"], files["timeline/sources/verslag.yaml"]
        text = files["timeline/events/2009/ceremonie.yaml"].decode()
        files["timeline/events/2009/ceremonie.yaml"] = text.replace("follows: [alliantie]", "").encode()
    return files


def recipes(
    files: Mapping[str, bytes], memo: Memo, changed: frozenset[str] = frozenset(), **more: Any
) -> dict[str, Recipe]:
    """Every page for frames in both languages, and the files that need no other."""
    timeline = load.load(files).timeline
    docs = dict(DOCS)
    for name, file in (("styles", "embed/embed.css"), ("script", "embed/frame.js"), ("drawing", "assets/marks.css")):
        if name in changed:
            # The same to who looks at it, and other bytes.
            docs[file] = docs[file] + (b"\n.te-more { margin: 0 }\n" if file.endswith("css") else b"\nlet more;\n")
    url = "https://elders.nl/~pad/" if "address" in changed else URL
    named = hangs.Hangs(timeline, {name: store.digest([data]) for name, data in files.items()}, url)
    made: dict[str, Recipe] = {}
    for lang in LANGS:
        view = more.get("view", lambda lang=lang: site.site(timeline, lang, site_url=url, repo_url=None))
        made |= frames.recipes(timeline, lang, beside.folder(docs), hangs=named, memo=memo, view=view)
        made |= offline.recipes(timeline, lang, docs, hangs=named, memo=memo, view=view)
    return made


def pages(changed: frozenset[str] = frozenset(), memo: Memo | None = None) -> Made:
    """These pages by path, with their keys. Four events are too many for a page, and three are a long list."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(portions, "MANY", 3)
        patch.setattr(frames, "LONG", 2)
        found = recipes(told(changed), memo or Memo(), changed)
        return {path: (recipe.key, recipe.make()) for path, recipe in found.items()}


def bytes_of(made: Made) -> dict[str, bytes]:
    return {path: data for path, (_, data) in made.items()}


def eager(timeline: Timeline, url: str) -> dict[str, bytes]:
    """The same, made without keys and without what is kept."""
    made: dict[str, bytes] = {}
    for lang in LANGS:
        view = site.site(timeline, lang, site_url=url, repo_url=None)
        made |= {**dict(frames.pages(view, beside.folder(DOCS))), **dict(offline.files(view, DOCS))}
    return made


@given(edits, edits)
@settings(deadline=None, max_examples=60)
def test_pages_with_one_key_are_one_page(one: frozenset[str], other: frozenset[str]) -> None:
    before, after = pages(one), pages(other)
    for path in before.keys() & after.keys():
        if before[path][0] == after[path][0]:
            assert before[path][1] == after[path][1], path


@pytest.mark.parametrize("name", [*EDITS, *MORE])
def test_whatever_a_page_shows_is_in_its_key(name: str) -> None:
    before, after = pages(), pages(frozenset({name}))
    changed = {path for path in before.keys() & after.keys() if before[path][1] != after[path][1]}
    # Frames know no terms: they stand in a file that is named as a whole.
    assert changed or name == "term"
    assert all(before[path][0] != after[path][0] for path in changed)


def test_a_page_hangs_on_what_it_shows_and_on_no_other_event() -> None:
    before, after = pages(), pages(frozenset({"title"}))
    other = {path for path in before if before[path][0] != after[path][0]}
    # The title was changed in Dutch; the English one stayed.
    shown = {path for path, (_, data) in before.items() if b'data-event="alliantie"' in data}
    assert other == {path for path in shown if not path.startswith("en/")} != shown
    assert "embed/gemeente/assen/index.html" in other
    assert "embed/gemeente/tynaarlo/index.html" not in other


def test_the_edits_are_what_a_timeline_may_say() -> None:
    for name in (*EDITS, "fourth", "gone"):
        loaded = load.load(told(frozenset({name})))
        assert not has_errors(tuple(check.check(loaded))), name


@pytest.mark.parametrize("which", ["real", "hostile"])
def test_recipes_make_the_pages_that_are_made_at_once(which: str) -> None:
    files = (
        attacks.timeline()
        if which == "hostile"
        else inputs.read_folder(projects.PROJECT / "timeline", prefix="timeline/")
    )
    memo = Memo()
    cold = {path: recipe.make() for path, recipe in recipes(files, memo).items()}
    kept = dict(memo.kept())
    assert kept != {}
    warm = Memo(read=kept.get)
    assert {path: recipe.make() for path, recipe in recipes(files, warm).items()} == cold
    assert eager(load.load(files).timeline, URL) == cold
    assert list(warm.kept()) == []


@given(st.lists(edits, min_size=2, max_size=4))
@settings(deadline=None, max_examples=25)
def test_what_is_kept_saves_time_and_nothing_else(steps: list[frozenset[str]]) -> None:
    kept: dict[str, bytes] = {}
    for changed in steps:
        memo = Memo(read=kept.get)
        assert pages(changed, memo) == pages(changed)
        kept |= dict(memo.kept())


@pytest.mark.parametrize("how", ["cut off", "changed", "empty", "of the other language", "of another time"])
def test_what_is_kept_and_not_right_is_as_if_it_were_not_there(how: str) -> None:
    memo, older = Memo(), Memo()
    right = bytes_of(pages(memo=memo))
    pages(frozenset({"address", "title", "source"}), older)
    kept, old = dict(memo.kept()), dict(older.kept())
    assert len(kept) == 2
    ways: Mapping[str, Callable[[str], bytes | None]] = {
        "cut off": lambda sort: kept[sort][: len(kept[sort]) // 2],
        "changed": lambda sort: kept[sort].replace(b"Alliantie", b"Alliant1e").replace(b"Alliance", b"Allianc3"),
        "empty": lambda _sort: b"",
        "of the other language": lambda sort: next(data for other, data in kept.items() if other != sort),
        "of another time": old.get,
    }
    spoilt = ways[how]
    assert all(spoilt(sort) != kept[sort] for sort in kept)
    assert bytes_of(pages(memo=Memo(read=spoilt))) == right


def test_keys_are_known_before_anything_is_worked_out() -> None:
    def none() -> site.Site:
        raise AssertionError("no page was asked for")

    found = recipes(told(frozenset()), Memo(), view=none)
    assert len({recipe.key for recipe in found.values()}) == len(found)


def test_what_was_worked_out_for_pages_goes_when_their_language_goes() -> None:
    """A build does not look for rings of things: what knows its own keeper would stay in memory."""

    class Kept(dict[tuple[str, str], Any]):
        pass

    files = told(frozenset())
    timeline = load.load(files).timeline
    views = [replace(site.site(timeline, "nl", site_url=URL, repo_url=None), kept=Kept())]
    known = weakref.ref(views[0].kept)
    gc.collect()
    gc.disable()
    try:
        found = recipes(files, Memo(), view=lambda: views[0])
        assert all(recipe.make() for recipe in found.values())
        assert known() is not None
        views.clear()
        assert known() is None
    finally:
        gc.enable()
