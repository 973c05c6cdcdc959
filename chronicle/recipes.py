"""Files that can be made: each has a key that names everything it is made of, and is made when it is asked for."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from chronicle import store


@dataclass(frozen=True, slots=True)
class Recipe:
    """A file before it is made. Files of one path and one `key` are the same, byte for byte."""

    key: str
    make: Callable[[], bytes]


def made(data: bytes) -> Recipe:
    """Give the recipe of what is there already."""
    return Recipe(store.digest([data]), lambda: data)


class Files(Mapping[str, bytes]):
    """Files by path. Each is made when it is asked for, and again when it is asked for again."""

    def __init__(self, recipes: Mapping[str, Recipe]) -> None:
        self.recipes = recipes

    def __getitem__(self, path: str) -> bytes:
        return self.recipes[path].make()

    def __iter__(self) -> Iterator[str]:
        return iter(self.recipes)

    def __len__(self) -> int:
        return len(self.recipes)

    def __contains__(self, path: object) -> bool:
        return path in self.recipes

    def keys_of(self) -> dict[str, str]:
        """Give the key of each file, by path."""
        return {path: recipe.key for path, recipe in self.recipes.items()}
