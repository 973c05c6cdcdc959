"""What two timelines differ in, and what that does to the site: compared with what the build really makes."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chronicle import build, changes, effects, load
from chronicle.changes import Changes
from tests import tales
from tests.world import PHOTO, PLANNED, TALKS, WORLD
from tests.world import Changes as Files

EVENT = "events/2009/alliantie.yaml"
WHOLE = tales.base()[EVENT].decode()


# One edit a file that can be read as well as what it was.
EDITS = {
    EVENT: ("says: happened", "says: planned"),
    "events/2009/ceremonie.yaml": ("en: Ceremony", "en: Party"),
    "events/2010/gesprekken.yaml": ("2010-11/2012-01", "2010-11/.."),
    "sources/krant.yaml": ("2024-01-01", "2024-01-02"),
    "sources/verslag.yaml": ("title: Verslag", "title: Notulen"),
    "vocabulary/themes.yaml": ("Hoe mensen meedoen.", "Meedoen."),
}


def compared(before: Files, now: Files) -> Changes:
    return changes.compare(load.load(tales.small(before)), load.load(tales.small(now)))


def steps(found: Changes) -> list[tuple[str, str, str]]:
    return [(change.part, change.step, change.id) for change in found.things]


def differences(found: Changes) -> dict[str, tuple[str | None, str | None]]:
    (change,) = found.things
    return {one.field: (one.before, one.now) for one in change.differences}


def test_nothing_differs_from_itself() -> None:
    found = compared(WORLD, WORLD)
    assert found.nothing
    assert found.things == ()


def test_a_timeline_out_of_nothing_is_all_new() -> None:
    whole = load.load(tales.small(WORLD))
    found = changes.compare(load.load({}), whole)
    assert {change.step for change in found.things} == {"added"}
    assert len(found.of("events")) == 3
    back = changes.compare(whole, load.load({}))
    assert {change.step for change in back.things} == {"removed"}
    assert back.broken == ("alliantie", "ceremonie", "gesprekken")


MIRROR = {"added": "removed", "removed": "added", "changed": "changed"}


@given(st.lists(st.sampled_from(sorted(WORLD)), unique=True), st.lists(st.sampled_from(sorted(EDITS)), unique=True))
@settings(max_examples=40)
def test_the_way_back_is_the_way_there_turned_round(left_out: list[str], edited: list[str]) -> None:
    texts = {name: WORLD.get(name) or tales.base()[name].decode() for name in edited}
    there: Files = {name: content for name, content in WORLD.items() if name not in left_out}
    there |= {name: str(text).replace(*EDITS[name]) for name, text in texts.items() if name not in left_out}
    way, back = compared(WORLD, there), compared(there, WORLD)
    assert {(one.part, MIRROR[one.step], one.id) for one in way.things} == {
        (one.part, one.step, one.id) for one in back.things
    }
    turned = {(one.id, d.field): (d.now, d.before) for one in way.things for d in one.differences}
    assert turned == {(one.id, d.field): (d.before, d.now) for one in back.things for d in one.differences}
    assert way.nothing == back.nothing == (not way.things and not way.other_files)


def test_an_added_event_and_its_source_are_told() -> None:
    now = {name: text for name, text in WORLD.items() if "gesprekken" not in name and "verslag" not in name}
    assert steps(compared(now, WORLD)) == [("events", "added", "gesprekken"), ("sources", "added", "verslag")]


def test_each_field_tells_what_it_was_and_becomes() -> None:
    changed = PLANNED.replace("date: 2009-02", "date: 2009-03").replace("en: Ceremony}", "en: A ceremony}")
    changed = changed.replace("municipalities: all", "municipalities: [assen]").replace(
        "says: expected", "says: happened"
    )
    changed += "moved_from: [feest, plechtigheid]\n"
    found = compared(WORLD, {**WORLD, "events/2009/ceremonie.yaml": changed})
    assert differences(found) == {
        "date": ("2009-02", "2009-03"),
        "title.en": ("Ceremony", "A ceremony"),
        "evidence ‘krant’.says": ("expected", "happened"),
        "municipalities": ("all", "assen"),
        "moved_from": (None, "feest, plechtigheid"),
    }
    assert found.redirects == {"feest": "ceremonie", "plechtigheid": "ceremonie"}
    assert found.broken == ()


def test_one_more_quotation_at_the_top_does_not_make_the_others_differ() -> None:
    more = PLANNED.replace("evidence:\n", "evidence:\n  - {source: verslag, says: happened, quote: Het was mooi.}\n")
    found = compared(WORLD, {**WORLD, "events/2009/ceremonie.yaml": more})
    assert differences(found) == {
        "evidence ‘verslag’.says": (None, "happened"),
        "evidence ‘verslag’.quote": (None, "Het was mooi."),
    }


def test_the_order_of_a_list_counts() -> None:
    turned = PLANNED.replace("[cultuur, sociaal]", "[sociaal, cultuur]")
    found = compared(WORLD, {**WORLD, "events/2009/ceremonie.yaml": turned})
    assert differences(found) == {"themes": ("cultuur, sociaal", "sociaal, cultuur")}


def test_how_a_file_is_written_is_no_change() -> None:
    remarked = "# uitleg\n" + PLANNED.replace("kind: signing", 'kind: "signing"')
    assert compared(WORLD, {**WORLD, "events/2009/ceremonie.yaml": remarked}).nothing


def test_an_event_that_says_where_it_was_has_moved() -> None:
    now: Files = {**WORLD, EVENT: None, "events/2009/verbond.yaml": f"{WHOLE}moved_from: [alliantie]\n"}
    now["events/2009/ceremonie.yaml"] = PLANNED.replace("follows: [alliantie]", "follows: [verbond]")
    found = compared(WORLD, now)
    assert steps(found) == [("events", "changed", "ceremonie"), ("events", "moved", "verbond")]
    moved = found.things[1]
    assert moved.before.id == "alliantie"
    assert [one.field for one in moved.differences] == ["moved_from"]
    assert found.redirects == {"alliantie": "verbond"}
    assert found.broken == ()


def test_an_event_that_does_not_say_so_breaks_its_address_and_its_successor_is_guessed() -> None:
    found = compared({}, {EVENT: None, "events/2009/verbond.yaml": WHOLE})
    assert steps(found) == [("events", "added", "verbond"), ("events", "removed", "alliantie")]
    assert found.things[1].likely == "verbond"
    assert found.broken == ("alliantie",)


def test_many_renamed_at_once_are_not_compared_each_with_each() -> None:
    old: Files = {f"events/2009/oud{n}.yaml": WHOLE for n in range(150)}
    new: Files = {f"events/2009/nieuw{n}.yaml": WHOLE for n in range(150)}
    found = compared(old, new)
    assert len(found.broken) == 150
    assert {change.likely for change in found.things if change.step == "removed"} == {None}


def test_an_earlier_address_that_is_dropped_breaks() -> None:
    found = compared({EVENT: f"{WHOLE}moved_from: [oud]\n"}, {})
    assert found.broken == ("oud",)


def test_what_cannot_be_read_is_named_and_nothing_is_said_of_it() -> None:
    broken: Files = {**WORLD, EVENT: WHOLE.replace("2009-02-04", "2009-02-30")}
    found = compared(WORLD, broken)
    assert steps(found) == []
    assert found.unread_now == (f"timeline/{EVENT}",)
    assert found.broken == ()
    back = compared(broken, WORLD)
    assert steps(back) == [("events", "mended", "alliantie")]
    assert back.unread_before == (f"timeline/{EVENT}",)


@pytest.mark.parametrize("kind", ["sources/brief.yaml", "vocabulary/themes.yaml"])
def test_a_broken_source_or_vocabulary_is_named_too(kind: str) -> None:
    found = compared(WORLD, {**WORLD, kind: "kapot: [\n"})
    assert found.unread_now == (f"timeline/{kind}",)


def test_an_address_that_an_unreadable_file_may_take_over_does_not_count_as_broken() -> None:
    found = compared({}, {EVENT: None, "events/2009/verbond.yaml": "date: 2009-02-30\nmoved_from: [alliantie]\n"})
    assert found.broken == ()
    assert found.unread_now == ("timeline/events/2009/verbond.yaml",)


def test_pictures_and_vocabulary_count() -> None:
    themes = tales.base()["vocabulary/themes.yaml"].decode()
    now: Files = {**WORLD, "images/zaal.jpg": PHOTO + b"more", "images/plein.jpg": PHOTO}
    now["vocabulary/themes.yaml"] = themes.replace("en: Social policy", "en: Social matters")
    found = compared(WORLD, now)
    assert steps(found) == [("themes", "changed", "sociaal")]
    assert found.other_files == (("images/plein.jpg", "added"), ("images/zaal.jpg", "changed"))


# What it does to the site

CLOCK = datetime.fromtimestamp(0, UTC)
TALKED, PAPER = "events/2010/gesprekken.yaml", "sources/krant.yaml"


def without(*names: str) -> Files:
    """The richer timeline without some files."""
    return {name: content for name, content in WORLD.items() if name not in names}


SHORTER = without(TALKED, "sources/verslag.yaml", "images/zaal.jpg")
CASES: dict[str, tuple[Files, Files]] = {
    "an event comes": (SHORTER, WORLD),
    "an event goes": (WORLD, SHORTER),
    "a date moves to another year": (
        WORLD,
        {**without(TALKED), "events/2014/gesprekken.yaml": TALKS.replace("2010-11/2012-01", "2014")},
    ),
    "a title changes": (WORLD, {**WORLD, TALKED: TALKS.replace("nl: Gesprekken", "nl: Overleg")}),
    "a source changes": (WORLD, {**WORLD, PAPER: str(WORLD[PAPER]).replace("De all", "All")}),
    "only a link changes": (WORLD, {**WORLD, TALKED: TALKS.replace("title: Meer lezen", "title: Lezen")}),
    "an event moves": (WORLD, {**without(TALKED), "events/2010/overleg.yaml": f"{TALKS}moved_from: [gesprekken]\n"}),
}


def published(files: Files) -> dict[str, bytes]:
    """The pages of a timeline by their address below the site's root."""
    made = build.build(tales.small(files), {}, site_url="https://x.nl/", repo_url=None, generated_at=CLOCK)
    assert made.files, made.problems
    pages = {}
    for name, data in made.files.items():
        folder, _, rest = name.partition("/")
        if rest.endswith(".md"):
            address = rest.removesuffix("index.md") if rest.endswith("index.md") else f"{rest.removesuffix('.md')}/"
            pages[address if folder == "nl" else f"en/{address}"] = data
    return pages


@pytest.mark.parametrize("name", CASES)
def test_what_is_told_of_the_pages_is_what_the_build_makes_of_them(name: str) -> None:
    old, new = CASES[name]
    loaded = load.load(tales.small(old)), load.load(tales.small(new))
    told = effects.effects(changes.compare(*loaded), *loaded)
    was, becomes = published(old), published(new)
    for side in (0, 1):
        kept = {address for address in was if address.startswith("en/") == bool(side)}
        there = {address for address in becomes if address.startswith("en/") == bool(side)}
        of = {what: {one.addresses[side] for one in told if one.what == what} for what in effects.ORDER}
        assert of["breaks"] | of["goes"] | of["redirects"] == kept - there
        assert of["comes"] == there - kept
        # What is said to change differs in at least one language; side 0 is the Dutch page, which each case touches.
        if side == 0:
            said = of["changes"] | of["list"]
            assert said
            assert {address for address in said if was[address] == becomes[address]} == set()


def test_what_breaks_stands_first() -> None:
    loaded = load.load(tales.small(WORLD)), load.load(tales.small(without(TALKED)))
    told = [one.what for one in effects.effects(changes.compare(*loaded), *loaded)]
    assert told[0] == "breaks"
    assert told == sorted(told, key=effects.ORDER.index)


def test_a_redirect_says_where_it_leads() -> None:
    old, new = (load.load(tales.small(files)) for files in CASES["an event moves"])
    (found,) = [one for one in effects.effects(changes.compare(old, new), old, new) if one.what == "redirects"]
    assert found.addresses == ("gebeurtenissen/gesprekken/", "en/events/gesprekken/")
    assert found.to == ("gebeurtenissen/overleg/", "en/events/overleg/")
