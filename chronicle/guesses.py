"""What was probably meant by a word that nothing here is called, and how that is asked."""

import difflib
from collections.abc import Container, Iterable
from typing import TypedDict

from chronicle import fields
from chronicle.problems import Message, Remedy


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Give the known word that was probably meant, if any is near or is the English for it."""
    options = list(known)
    if (english := fields.DUTCH.get(word.lower())) in options:
        return english
    hits = difflib.get_close_matches(word.lower(), options, n=1, cutoff=0.6)
    return hits[0] if hits else next((o for o in options if len(word) > 3 and o.startswith(word.lower())), None)


def likely(word: str, known: Iterable[str], there: Container[str]) -> list[str]:
    """Give the names of fields that `word` may have been meant for: those `there` already are not."""
    english = fields.DUTCH.get(word.lower())
    # A short word is in many a longer one: `id` in `kind`.
    near = (name for name in known if len(word) > 3 or abs(len(name) - len(word)) < 2 or name == english)
    return [name for name in near if name not in there]


class Cure(TypedDict):
    """The two parts of a problem that say what to do."""

    cure: Message
    fix: Remedy | None


def did_you_mean(word: str, known: Iterable[str], *, otherwise: Message, fix: Remedy | None = None) -> Cure:
    """Word the cure for an unknown `word`. Where none is near, `otherwise` is said, and `fix` would do it."""
    hit = nearest(word, known)
    return Cure(cure=otherwise, fix=fix) if hit is None else meant(word, hit)


def meant(word: str, instead: str) -> Cure:
    """Word the cure for a `word` that was probably meant to be another."""
    return Cure(
        cure=Message(nl=f"Bedoelt u ‘{instead}’?", en=f"Did you mean ‘{instead}’?"),
        fix=Remedy(how="replace", old=word, new=instead),
    )
