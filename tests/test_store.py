"""What is kept between runs is believed only when it is whole and was made of the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronicle import store

KEY = store.digest([b"everything"])
THINGS = {"nl/a b.md": b"first", "é\n": b"", "last": b"\n\x00\xff"}


@given(st.dictionaries(st.text(), st.binary()), st.text("0123456789abcdef", min_size=32, max_size=32))
def test_what_was_packed_is_unpacked(things: dict[str, bytes], key: str) -> None:
    assert store.unpack(store.pack(key, things), key) == things


def test_what_was_made_of_something_else_is_not_believed() -> None:
    assert store.unpack(store.pack(KEY, THINGS), store.digest([b"something else"])) is None


@pytest.mark.parametrize("data", [None, b"", b"\n", b"\n\n", b"not ours", store.pack(KEY, THINGS)[::-1]])
def test_what_is_not_ours_is_not_believed(data: bytes | None) -> None:
    assert store.unpack(data, KEY) is None


def test_what_was_cut_off_or_changed_is_not_believed() -> None:
    whole = store.pack(KEY, THINGS)
    assert store.unpack(whole, KEY) == THINGS
    for spot in range(len(whole)):
        assert store.unpack(whole[:spot], KEY) is None
        assert store.unpack(whole[:spot] + bytes([whole[spot] ^ 1]) + whole[spot + 1 :], KEY) is None
    assert store.unpack(whole + b"x", KEY) is None


@given(st.lists(st.binary(max_size=3), max_size=4), st.lists(st.binary(max_size=3), max_size=4))
def test_other_parts_have_another_name(one: list[bytes], other: list[bytes]) -> None:
    assert (store.digest(one) == store.digest(other)) == (one == other)


def test_files_are_named_by_path_and_by_what_is_in_them() -> None:
    names = [{"a": b"x"}, {"a": b"y"}, {"b": b"x"}, {"a": b"x", "b": b""}, {}, {"\udcff": b"x"}, {"\udcfe": b"x"}]
    assert len({store.digest_of(files) for files in names}) == len(names)
    assert store.digest_of({"a": b"1", "b": b"2"}) == store.digest_of({"b": b"2", "a": b"1"})
