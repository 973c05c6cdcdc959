"""What the search and the choosing need of the pages: read from a page when it is made, kept until it changes."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from chronicle import store
from chronicle.memo import Memo
from chronicle.model import Timeline
from chronicle.pages import routes
from chronicle.problems import Lang
from chronicle.recipes import Recipe
from chronicle.search import choosing, entries, index

# Made once: `json.dumps` makes another for each call. Sorted: the same note is written in the same way in every run.
_written = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode


class Noted:
    """The pages of one language, as Markdown files that can be made, with what is noted of each.

    Those named in `handwritten` are. Words for the choosing are noted where the timeline `is_large`.
    """

    def __init__(
        self, pages: Mapping[str, Recipe], handwritten: Mapping[str, str], lang: Lang, memo: Memo, *, is_large: bool
    ) -> None:
        self._pages = pages
        self._handwritten = handwritten
        self._lang = lang
        self._memo = memo
        self._years = routes.path(lang, "years") if is_large else None
        # Pages that had to be made for what is noted of them, until somebody asks for them.
        self._ahead: dict[str, bytes] = {}

    def recipes(self) -> Iterator[tuple[str, Recipe]]:
        """Yield the pages by file name. What makes one notes what is needed of it."""
        for name, page in self._pages.items():
            yield name, Recipe(page.key, partial(self._make, name))

    def searched(self) -> Iterator[tuple[str, Recipe]]:
        """Yield the files of the search by path below the site's root, made when they are asked for."""
        yield from self._files(
            "search", map(self._kept, self._pages), lambda: index.files(list(self._found()), self._lang)
        )

    def chosen(self, timeline: Timeline, known: bytes) -> Iterator[tuple[str, Recipe]]:
        """Yield in the same way what a reader needs who chooses from a timeline that is too long for its page.

        `known` are the facts of its events (`choosing.facts`), the same in every language.
        """
        said = [known, *(self._kept(name) for name in self._pages if self._is_year(name))]
        yield from self._files("filter", said, lambda: choosing.files(timeline, known, self._words(), self._lang))

    def _files(
        self, sort: str, told: Iterable[bytes], make: Callable[[], Iterable[tuple[str, bytes]]]
    ) -> Iterator[tuple[str, Recipe]]:
        """Yield the files that `make` gives of what is `told`.

        A change that this language tells nothing of leaves them all as they were: then nothing but their keys is asked
        for, and those are kept.
        """
        made: dict[str, bytes] = {}

        def files() -> dict[str, bytes]:
            made.update(made or make())
            return made

        def keys() -> bytes:
            return json.dumps({path: store.digest([data]) for path, data in files().items()}).encode()

        for path, key in json.loads(self._memo.once(sort, self._lang, store.digest(told), keys)).items():
            yield path, Recipe(key, partial(_one, files, path))

    def _found(self) -> Iterator[index.Told]:
        for name in self._pages:
            for shown, weights in self._note(name)["entries"]:
                yield index.Told(shown, weights)

    def _words(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for name in self._pages:
            if self._is_year(name):
                found |= self._note(name)["words"]
        return found

    def _is_year(self, name: str) -> bool:
        return self._years is not None and name.startswith(self._years)

    def _make(self, name: str) -> bytes:
        data = self._ahead.pop(name, None) or self._pages[name].make()
        self._once(name, lambda: self._read(name, data))
        return data

    def _note(self, name: str) -> Any:
        return json.loads(self._kept(name))

    def _kept(self, name: str) -> bytes:
        def read() -> bytes:
            self._ahead[name] = self._pages[name].make()
            return self._read(name, self._ahead[name])

        return self._once(name, read)

    def _once(self, name: str, make: Callable[[], bytes]) -> bytes:
        return self._memo.once(f"notes-{self._lang}", name, self._pages[name].key, make)

    def _read(self, name: str, data: bytes) -> bytes:
        text = data.decode()
        found = entries.entries(name, text, self._lang, handwritten=name in self._handwritten)
        told = [index.told(entry, self._lang) for entry in found]
        note: dict[str, Any] = {"entries": [(one.shown, one.weights) for one in told]}
        if self._is_year(name):
            note["words"] = choosing.words(text)
        return _written(note).encode()


def _one(files: Callable[[], Mapping[str, bytes]], path: str) -> bytes:
    return files()[path]
