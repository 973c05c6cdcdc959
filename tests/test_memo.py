"""What is kept between runs is believed for what it was made of, by the code that made it, and for nothing else."""

from collections.abc import Callable

import pytest

from chronicle.memo import Memo
from chronicle.recipes import Files, Recipe, made

KEYS = ["0" * 32, "1" * 32]


def never() -> bytes:
    raise AssertionError("made again")


def kept(memo: Memo) -> dict[str, bytes]:
    return dict(memo.kept())


def filled() -> dict[str, bytes]:
    memo = Memo("code")
    assert memo.once("sort", "a", KEYS[0], lambda: b"A") == b"A"
    assert memo.once("sort", "b", KEYS[0], lambda: b"\nB\x00") == b"\nB\x00"
    assert memo.once("other", "a", KEYS[0], lambda: b"") == b""
    return kept(memo)


def test_what_was_made_is_not_made_again_in_the_same_run_or_the_next() -> None:
    files = filled()
    assert files.keys() == {"sort", "other"}
    for again in (Memo("code", files.get), Memo("code", files.get)):
        for _ in range(2):
            assert again.once("sort", "a", KEYS[0], never) == b"A"
            assert again.once("sort", "b", KEYS[0], never) == b"\nB\x00"
            assert again.once("other", "a", KEYS[0], never) == b""
        assert kept(again) == {}, "nothing is new"


def test_what_is_made_of_something_else_is_made_again_and_kept_instead() -> None:
    files = filled()
    memo = Memo("code", files.get)
    assert memo.once("sort", "a", KEYS[1], lambda: b"other") == b"other"
    assert memo.once("sort", "a", KEYS[1], never) == b"other"
    assert memo.once("sort", "b", KEYS[0], never) == b"\nB\x00"
    files |= kept(memo)
    assert Memo("code", files.get).once("sort", "a", KEYS[1], never) == b"other"
    assert Memo("code", files.get).once("sort", "a", KEYS[0], lambda: b"A") == b"A"


def test_what_nobody_asked_for_is_not_kept_any_longer() -> None:
    files = filled()
    memo = Memo("code", files.get)
    memo.once("sort", "a", KEYS[0], never)
    files = kept(memo)
    assert files.keys() == {"sort"}
    assert Memo("code", files.get).once("sort", "a", KEYS[0], never) == b"A"
    assert Memo("code", files.get).once("sort", "b", KEYS[0], lambda: b"anew") == b"anew"


def test_what_was_handed_over_takes_no_room_and_may_be_asked_for_again() -> None:
    files = filled()
    memo = Memo("code", files.get)
    memo.once("sort", "a", KEYS[1], lambda: b"other")
    files |= kept(memo)
    assert kept(memo) == {}
    assert memo.once("sort", "a", KEYS[1], never) == b"other"


@pytest.mark.parametrize(
    "harm",
    [lambda data: data[:-1], lambda data: data.replace(b"\nB", b"\nX"), lambda _: b"", lambda _: None],
    ids=["cut off", "poisoned", "empty", "gone"],
)
def test_what_is_not_as_it_was_written_is_as_good_as_none(harm: Callable[[bytes], bytes | None]) -> None:
    data = filled()["sort"]
    assert harm(data) != data
    memo = Memo("code", lambda _: harm(data))
    assert memo.once("sort", "a", KEYS[0], lambda: b"anew") == b"anew"
    assert kept(memo).keys() == {"sort"}


def test_another_version_of_the_code_and_another_sort_believe_none_of_it() -> None:
    files = filled()
    assert Memo("other code", files.get).once("sort", "a", KEYS[0], lambda: b"anew") == b"anew"
    assert Memo("code", lambda _: files["sort"]).once("other", "a", KEYS[0], lambda: b"anew") == b"anew"


def test_files_are_made_when_they_are_asked_for() -> None:
    asked: list[str] = []

    def make() -> bytes:
        asked.append("b")
        return b"B"

    files = Files({"a": made(b"A"), "b": Recipe(KEYS[0], make)})
    assert list(files) == ["a", "b"]
    assert len(files) == 2
    assert "b" in files
    assert asked == []
    assert dict(files) == {"a": b"A", "b": b"B"}
    assert files["b"] == b"B"
    assert asked == ["b", "b"]
    assert made(b"A").key == made(b"A").key != made(b"B").key
