"""What can be chosen for a question, and what a typed word, name or number chooses of it."""

import re
from collections.abc import Iterable, Mapping

from chronicle import filing
from chronicle.drafts import Known
from chronicle.guesses import nearest
from chronicle.model import Label, Organisation
from chronicle.problems import Lang, Message
from chronicle.questions import Question

# A list of choices is shown whole up to here; in a longer one a word is looked up.
SHOWN = 13
_WIDEST = 100

Options = Mapping[str, str]


def options_of(question: Question, there: Known, lang: Lang) -> Options:
    """Give what can be chosen for `question`: a label for each id; nothing when any text will do."""
    if question.options:
        return {word: meaning.in_language(lang) for word, meaning in question.options.items()}
    timeline = there.timeline
    municipalities = {m.id: m.name for m in timeline.municipalities.values()}
    organisations = _named(timeline.organisations, lang)
    if question.refers == "source":
        return {source.id: source.title for source in timeline.sources.values()}
    if question.refers == "publisher":
        # A medium's name stands as it is; one spelling of it makes one publisher.
        media = {source.publisher: source.publisher for source in timeline.sources.values()}
        return {**media, **municipalities, **organisations}
    if question.refers == "municipality":
        twelve = Message(nl="alle twaalf", en="all twelve").in_language(lang)
        return {**municipalities, "all": twelve} if municipalities else {}
    if question.refers == "organisation":
        return organisations
    return _named({"kind": timeline.kinds, "theme": timeline.themes}.get(question.refers or "", {}), lang)


def _named(things: Mapping[str, Label] | Mapping[str, Organisation], lang: Lang) -> Options:
    return {thing.id: thing.name.pick(lang)[0] for thing in things.values()}


def shown(identifier: str, options: Options) -> str:
    """Word one of `options` for a list: its label, and its id where that is not the label over again."""
    label = options[identifier]
    short = label if len(label) <= _WIDEST else f"{label[:_WIDEST]}…"
    return short if identifier in {label, filing.identifier_for(label)} else f"{short} ({identifier})"


def parts(typed: str, options: Options, *, many: bool) -> list[str]:
    """Take apart what was typed, when the answer can be several; numbers may have nothing but blanks between them."""
    if not many or exact(typed, options) is not None:
        return [typed]
    found = [part.strip() for part in re.split("[,;]", typed) if part.strip()]
    return [one for part in found for one in (part.split() if re.fullmatch(r"[0-9\s]+", part) else [part])]


def exact(typed: str, options: Options) -> str | None:
    """Give the id that `typed` is, or whose whole label it is; capitals do not count."""
    word = typed.casefold()
    return next((i for i in options if i == typed), None) or next(
        (i for i, label in options.items() if word in {i.casefold(), label.casefold()}), None
    )


def numbered(typed: str, ids: list[str]) -> str | None:
    """Give the id that has the number `typed` in a list that was shown."""
    # More digits than any list has are no number, and would take long to read.
    fits = re.fullmatch("[0-9]{1,4}", typed) and 0 < int(typed) <= len(ids)
    return ids[int(typed) - 1] if fits else None


def looked_up(typed: str, options: Options) -> list[str]:
    """Give the ids that have every word of `typed` at the beginning of a word in them or in their label."""
    # Not in the middle: two letters are somewhere inside a long word of almost any list.
    begun = [re.compile(rf"(?<!\w){re.escape(word)}") for word in typed.casefold().split()]
    return [i for i, label in options.items() if begun and all(w.search(f"{i} {label}".casefold()) for w in begun)]


def meant(typed: str, options: Options) -> str | None:
    """Give the id that was probably meant by a misspelled word, if any is near."""
    labels = {label.lower(): identifier for identifier, label in options.items()}
    hit = nearest(typed, [*options, *labels])
    return labels.get(hit, hit) if hit else None


def together(ids: Iterable[str]) -> str:
    """Give several ids as one answer; with `all` among them nothing else is needed."""
    chosen = list(dict.fromkeys(ids))
    return "all" if "all" in chosen else ",".join(chosen)
