"""What the search and the choosing need of the pages: read from a page when it is made, kept until it changes."""

import json
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from chronicle import store
from chronicle.memo import Memo
from chronicle.pages import routes
from chronicle.problems import Lang
from chronicle.recipes import Recipe
from chronicle.search import choosing, entries, index


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
        """Yield the files of the search by path below the site's root, made when they are asked for.

        A change that the notes of this language do not tell of leaves them all as they were: then only their keys are
        asked for, and those are kept.
        """
        made: dict[str, bytes] = {}

        def files() -> dict[str, bytes]:
            made.update(made or index.files(list(self._found()), self._lang))
            return made

        def keys() -> bytes:
            return json.dumps({path: store.digest([data]) for path, data in files().items()}).encode()

        told = store.digest(map(self._kept, self._pages))
        for path, key in json.loads(self._memo.once("search", self._lang, told, keys)).items():
            yield path, Recipe(key, partial(_one, files, path))

    def _found(self) -> Iterator[index.Told]:
        for name in self._pages:
            for shown, weights in self._note(name)["entries"]:
                yield index.Told(shown, weights)

    def words(self) -> dict[str, list[str]]:
        """Give each event's words, by its id."""
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
        # Sorted: the same note is written in the same way in every run.
        return json.dumps(note, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def _one(files: Callable[[], Mapping[str, bytes]], path: str) -> bytes:
    return files()[path]
