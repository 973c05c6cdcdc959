"""What was worked out in an earlier run and need not be again: bytes under the key of all that they were made of.

It saves time and nothing else: what is made of the same is the same, and what is not there is made.
"""

from collections.abc import Callable, Iterator, Mapping

from chronicle import store

# Where the key of a thing ends.
_KEY = 32


class Memo:
    """Things by sort and name. `read` gives what was kept of a sort, as `kept` gave it, under the key `code`: the name
    of the code that made it."""

    def __init__(self, code: str = "", read: Callable[[str], bytes | None] = lambda _sort: None) -> None:
        self._code = code
        self._read = read
        self._before: dict[str, Mapping[str, bytes]] = {}
        self._used: dict[str, dict[str, bytes]] = {}
        self._fresh: set[str] = set()

    def once(self, sort: str, name: str, key: str, make: Callable[[], bytes]) -> bytes:
        """Give what was made of the same before, or make it. `key` names everything it is made of but the code."""
        used, wanted = self._of(sort), key.encode()
        for found in (used.get(name), self._before[sort].get(name)):
            if found is not None and found.startswith(wanted):
                used[name] = found
                return found[_KEY:]
        value = make()
        self._fresh.add(sort)
        used[name] = wanted + value
        return value

    def _of(self, sort: str) -> dict[str, bytes]:
        if sort not in self._used:
            self._before[sort] = store.unpack(self._read(sort), self._key(sort)) or {}
            self._used[sort] = {}
        return self._used[sort]

    def kept(self) -> Iterator[tuple[str, bytes]]:
        """Yield what is to be kept of each sort of which anything is new or gone: all that this run asked for.

        It is forgotten then: it takes room, and is asked for no more.
        """
        while self._used:
            sort, used = self._used.popitem()
            if self._before.pop(sort).keys() != used.keys() or sort in self._fresh:
                yield sort, store.pack(self._key(sort), used)

    def _key(self, sort: str) -> str:
        return store.digest([self._code.encode(), sort.encode()])
