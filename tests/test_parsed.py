"""A timeline that is read with what was kept of its files is what it is without, in the same order."""

import os
import pickle
import random
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from chronicle import alone, check, convert, dates, inputs, load, nodes, parsed, plain, schema, store
from chronicle.memo import Memo
from chronicle.problems import Edit, Message, Move, Place, Problem, Remedy
from tests import attacks, tales
from tests.projects import PROJECT
from tests.test_fuzz import mutated
from tests.world import WORLD
from tools import scale

Files = Mapping[str, bytes]
Kept = dict[str, bytes]
Found = tuple[load.Loaded, list[Problem]]

SMALL = tales.small(WORLD)
EVENT = "timeline/events/2009/alliantie.yaml"
ALLOWED = "timeline/vocabulary/allowed.yaml"
CALL = b"\ndisputed: {nl: Bel 0612345678 of schrijf aan a.b@voorbeeld.nl}\n"


def look(files: Files, kept: Kept | None = None, **more: Any) -> Found:
    """What is found in `files`; what is kept of it is put into `kept`."""
    memo = None if kept is None else Memo("code", kept.get)
    loaded = load.load(files, more.get("odd"), memo)
    found = check.check(loaded, texts=more.get("texts"), memo=memo)
    if kept is not None and memo is not None:
        kept |= dict(memo.kept())
    return loaded, found


def things(kept: Kept, sort: str) -> Kept:
    """What is kept of a sort, by name: each begins with its key."""
    return store.unpack(kept[sort], store.digest([b"code", sort.encode()])) or {}


def packed(sort: str, named: Kept) -> bytes:
    """What `things` takes apart."""
    return store.pack(store.digest([b"code", sort.encode()]), named)


def assert_same(one: Found, other: Found) -> None:
    assert one[1] == other[1]
    for field in fields(load.Loaded):
        mine, theirs = getattr(one[0], field.name), getattr(other[0], field.name)
        assert mine == theirs, field.name
        if isinstance(mine, Mapping):
            assert list(mine) == list(theirs), field.name
    for field in fields(one[0].timeline):
        mine, theirs = getattr(one[0].timeline, field.name), getattr(other[0].timeline, field.name)
        assert list(mine) == list(theirs), field.name
    assert repr(one[0].timeline) == repr(other[0].timeline)


def assert_memo_saves_time_and_nothing_else(files: Files, **more: Any) -> None:
    plainly, kept = look(files, **more), Kept()
    for _ in ("nothing kept", "all kept"):
        assert_same(look(files, kept, **more), plainly)


@pytest.fixture
def read_again(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that are read as YAML from here on."""
    names: list[str] = []
    read = nodes.read

    def counted(text: str, file: str) -> Any:
        names.append(file)
        return read(text, file)

    monkeypatch.setattr(parsed, "read", counted)
    return names


# The same


@pytest.mark.parametrize("name", tales.names())
def test_a_story_ends_the_same_when_it_is_read_a_second_time(name: str) -> None:
    story = tales.read(name)
    assert_memo_saves_time_and_nothing_else(tales.files_of(story), odd=tales.odd_in(story), texts=story.get("texts"))


def test_attacks_are_read_the_same() -> None:
    assert_memo_saves_time_and_nothing_else(attacks.timeline())
    kept = Kept()
    for case in [one for one in attacks.cases() if one.told.keys() & {"files", "changes", "added", "copies"}]:
        # What is refused because of its size takes its time.
        if sum(map(len, (files := attacks.files_of(case)).values())) < 50_000:
            plainly = look(files)
            for _ in ("the case before kept", "all kept"):
                assert_same(look(files, kept), plainly)


@settings(deadline=None, suppress_health_check=list(HealthCheck))
@given(mutated(SMALL), mutated(SMALL))
def test_any_bytes_are_read_the_same(one: tuple[str, bytes], other: tuple[str, bytes]) -> None:
    assert_memo_saves_time_and_nothing_else({**SMALL, one[0]: one[1], other[0]: other[1]})


def test_names_that_are_no_plain_text_are_read_and_not_kept() -> None:
    strange = {f"timeline/events/2009/{name}.yaml": SMALL[EVENT] for name in ("\udcff", "é", "a\nb", "")}
    assert_memo_saves_time_and_nothing_else({**SMALL, **strange})
    kept = Kept()
    look({**SMALL, **strange}, kept)
    for sort in kept:
        assert things(kept, sort).keys() == {n for n in (*SMALL, *strange) if parsed.holds(n) and n.isascii()}


def test_every_sort_of_file_is_given_back_with_all_its_fields() -> None:
    files = {**inputs.read_folder(PROJECT / "timeline", prefix="timeline/"), **attacks.timeline(), **SMALL}
    known = {name: sort for name in files if (sort := parsed.holds(name)) is not None}
    assert set(known.values()) == {"event", "source", *schema.VOCABULARIES}
    for name in known:
        found = parsed.parse(name, files[name])
        again = parsed.restore(name, parsed.dump(found))
        found.details = None
        assert again == found
        assert repr(again.things) == repr(found.things)


def test_no_date_is_so_deep_that_it_would_stay_a_text() -> None:
    def dated(kind: schema.FieldType) -> bool:
        return isinstance(kind, schema.Record) and any(isinstance(one.of, schema.Edtf) for one in kind.fields)

    for record in (schema.EVENT, schema.SOURCE, *schema.VOCABULARIES.values()):
        lists = [one.of.of for one in record.fields if isinstance(one.of, schema.ListOf)]
        assert not any(map(dated, lists))
        assert not any(isinstance(of, schema.ListOf | schema.Edtf) for of in lists)


@pytest.mark.parametrize(
    "fix",
    [None, Move(to=None), Move(to="a"), Remedy(how="replace", old="a", new="b", back=2),
     Edit(line=1, column=2, end_line=3, end_column=4, text="é")],
)  # fmt: skip
def test_a_problem_is_given_back(fix: Remedy | Edit | Move | None) -> None:
    said, cure = Message(nl="één", en="one"), Message(nl="twee", en="two")
    problem = Problem(place=Place("f", 2, 3), code="c", message=said, cure=cure, severity="hint", fix=fix)
    again = plain.problem(plain.read(plain.write(plain.of_problem(problem))))
    assert again == problem
    assert isinstance(again.place, Place)
    assert type(again.fix) is type(fix)


# Edits


def test_after_any_row_of_edits_it_is_as_if_nothing_had_been_kept(tmp_path: Path) -> None:
    scale.write(tmp_path, 12, 3)
    files = {f"timeline/{p.relative_to(tmp_path / 'timeline').as_posix()}": p.read_bytes()
             for p in sorted((tmp_path / "timeline").rglob("*")) if p.is_file()}  # fmt: skip
    chance, kept, gone = random.Random(7), Kept(), dict(files)
    for _ in range(40):
        name = chance.choice(sorted(files))
        data, other = files[name], chance.choice(sorted(files))
        spot = chance.randrange(len(data) + 1)
        match chance.randrange(7):
            case 0:
                files[name] = data[:spot] + chance.choice([b"\n", b"x", b": ", b"\t", b"#", b"'"]) + data[spot:]
            case 1:
                files[name] = data + CALL
            case 2:
                files[name] = gone[name]
            case 3:
                del files[name]
            case 4:
                files[name], files[other] = files[other], data
            case 5:
                gone[f"{name[:-5]}-2.yaml"] = files[f"{name[:-5]}-2.yaml"] = data
            case 6:
                files = {**gone}
        assert_same(look(files, kept), look(files))


def test_only_what_changed_is_read_again(read_again: list[str]) -> None:
    kept = Kept()
    look(SMALL, kept)
    assert set(read_again) == {name for name in SMALL if parsed.holds(name)}
    read_again.clear()
    look(SMALL, kept)
    assert read_again == []
    changed = {**SMALL, EVENT: SMALL[EVENT].replace(b"title", b"titel")}
    assert [problem.code for problem in look(changed, kept)[1] if problem.severity == "error"] == ["unknown-field"]
    assert read_again == [EVENT]


def test_where_fields_stand_is_read_when_it_is_asked_for(read_again: list[str]) -> None:
    kept = Kept()
    look(SMALL, kept)
    read_again.clear()
    loaded, _ = look(SMALL, kept)
    assert str(loaded.places[EVENT]["title.nl"]).startswith(f"{EVENT}:")
    assert read_again == [EVENT]
    assert loaded.texts[EVENT] == SMALL[EVENT].decode()
    assert loaded.rewritten[EVENT] == look(SMALL)[0].rewritten[EVENT]
    assert read_again.count(EVENT) == 2
    with pytest.raises(KeyError):
        loaded.places["timeline/images/zaal.jpg"]


def test_a_file_under_another_name_is_another_file() -> None:
    kept = Kept()
    look(SMALL, kept)
    moved = {name.replace("/2009/alliantie", "/2008/verbond"): data for name, data in SMALL.items()}
    assert_same(look(moved, kept), look(moved))
    codes = {problem.code for problem in look(moved, kept)[1]}
    assert {"wrong-year-folder", "unknown-event"} <= codes
    twice = {**SMALL, EVENT.replace("2009", "2010"): SMALL[EVENT]}
    assert {"duplicate-id", "wrong-year-folder"} <= {problem.code for problem in look(twice, kept)[1]}
    assert "duplicate-id" not in {problem.code for problem in look(SMALL, kept)[1]}


def test_what_other_files_say_counts_though_a_file_is_kept() -> None:
    kept = Kept()
    look(SMALL, kept)
    for name in [one for one in SMALL if one != EVENT]:
        without = {other: data for other, data in SMALL.items() if other != name}
        assert_same(look(without, kept), look(without))


def test_another_list_of_what_is_allowed_finds_other_things(read_again: list[str]) -> None:
    files = {**SMALL, EVENT: SMALL[EVENT] + CALL}
    allowed = b"nummer: {text: '0612345678', reason: het nummer van de balie}\n"
    kept = Kept()
    for listed, count in ((b"", 2), (allowed, 1), (allowed.replace(b"0612345678", b"a.b@voorbeeld.nl"), 1), (b"", 2)):
        now = {**files, **({ALLOWED: listed} if listed else {})}
        found = look(now, kept)
        assert [problem.code for problem in found[1]].count("private-data") == count
        assert read_again.count(EVENT) == 1
        again = list(read_again)
        assert_same(found, look(now))
        read_again[:] = again


# What is kept and not right

WORTHLESS = [
    b"", b"\0", b"5", b"{}", b"[]", b"null", b"[true]", b"[true, [], [], []", b"[true, [], [], [[]]]", b"[1,2,3,4]",
    b"[true,[5],[],[]]", b'[true,[],["event","a",1],[]]', b'[true,[],[],[["a",1,1,{}]]]', b"[true,[],[],[]] ",
    b'[true,[],[],[["a",1,1,{"date":"x","evidence":[]}]]]', b'[true,[],[],[["a",1,1,5]]]', b"[" * 100_000,
    b'[true,[["f","c","a","b","c","d","fatal",null]],[],[]]', b"\xff", b"9" * 5000,
    b'[true,[[["f",1,1],"c","a","b","c","d","error",["Place",{}]]],[],[]]',
]  # fmt: skip


class Bad:
    """What makes a directory when it is unpickled."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> Any:
        return os.mkdir, (str(self.path),)


def with_all_as(kept: Kept, data: bytes) -> Kept:
    """What is kept with each thing replaced, its key left as it was."""
    return {sort: packed(sort, {name: one[:32] + data for name, one in things(kept, sort).items()}) for sort in kept}


@pytest.mark.parametrize("data", WORTHLESS, ids=lambda data: repr(data[:40]))
def test_what_cannot_be_what_was_kept_is_made_again(data: bytes) -> None:
    kept = Kept()
    plainly = look(SMALL, kept)
    if data == b"":
        # That is how `alone` says that nothing is wrong.
        kept = {"parsed": kept["parsed"]}
    assert_same(look(SMALL, with_all_as(kept, data)), plainly)


def test_what_was_put_there_to_be_run_is_not_run(tmp_path: Path) -> None:
    kept = Kept()
    plainly = look(SMALL, kept)
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        poison = pickle.dumps(Bad(tmp_path / "ran"), protocol)
        assert_same(look(SMALL, with_all_as(kept, poison)), plainly)
    assert not (tmp_path / "ran").exists()


def test_what_was_cut_off_or_kept_by_other_code_is_made_again(read_again: list[str]) -> None:
    kept = Kept()
    plainly = look(SMALL, kept)
    for sort in kept:
        for cut in (1, 2, 7):
            shorter = {name: one[: max(32, len(one) - cut)] for name, one in things(kept, sort).items()}
            assert_same(look(SMALL, {**kept, sort: packed(sort, shorter)}), plainly)
        assert_same(look(SMALL, {**kept, sort: kept[sort][:-1]}), plainly)
    read_again.clear()
    memo = Memo("other code", kept.get)
    assert load.load(SMALL, None, memo).timeline == plainly[0].timeline
    assert len(read_again) == len(plainly[0].texts)


# What is named


def test_every_file_has_a_name_for_what_is_in_it() -> None:
    files = {**SMALL, "timeline/LICENSE": b"x", "timeline/zomaar.txt": b""}
    for found in (load.load(files), load.load(files, None, Memo("code"))):
        assert dict(found.digests) == {name: store.digest([data]) for name, data in files.items()}


def test_what_is_kept_of_a_sound_file_beyond_what_it_gives_is_nothing() -> None:
    kept = Kept()
    look(SMALL, kept)
    assert {name for name, one in things(kept, "alone").items() if one[32:]} == set()
    assert list(alone.problems(load.load(SMALL))) == []


def test_equal_dates_are_read_once() -> None:
    assert convert.date_of("2009-02-04") == dates.parse("2009-02-04")
    assert convert.date_of("2009-02-04") is convert.date_of("2009-02-04")
