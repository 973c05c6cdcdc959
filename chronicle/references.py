"""Ids that point at other things, and what is said when nothing of that name is there."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from chronicle import filing, parsed, schema
from chronicle.convert import Reference
from chronicle.guesses import Cure, did_you_mean, meant, nearest
from chronicle.model import Label, Organisation, Timeline
from chronicle.problems import Message, Problem

_NAMES: Mapping[str, tuple[str, str]] = {
    "event": ("gebeurtenis", "event"),
    "source": ("bron", "source"),
    "kind": ("soort", "kind"),
    "theme": ("thema", "theme"),
    "municipality": ("gemeente", "municipality"),
    "organisation": ("organisatie", "organisation"),
    "publisher": ("uitgever", "publisher"),
}


def names_of(timeline: Timeline) -> Mapping[str, Mapping[str, str]]:
    """Give {sort of thing: {its name in small letters: its id}}, in both languages: people write names for ids."""
    labels: Mapping[str, Mapping[str, Label | Organisation]] = {
        "kind": timeline.kinds,
        "theme": timeline.themes,
        "organisation": timeline.organisations,
    }
    named = {
        sort: {name.lower(): one.id for one in things.values() for name in (one.name.en, one.name.nl) if name}
        for sort, things in labels.items()
    }
    return {**named, "municipality": {one.name.lower(): one.id for one in timeline.municipalities.values()}}


def unread(files: Iterable[str]) -> frozenset[str]:
    """Give the sorts of things of which any may stand in `files`, that could not be read."""
    sorts = {parsed.Parsed(held).kind for held in map(parsed.holds, files) if held in schema.VOCABULARIES}
    return frozenset(sorts | ({"publisher"} if sorts & {"organisation", "municipality"} else set()))


def unknown(
    references: Iterable[Reference],
    known: Mapping[str, frozenset[str]],
    named: Mapping[str, Mapping[str, str]] | None = None,
    unread: Collection[str] = (),
) -> Iterator[Problem]:
    """Yield a problem for each of `references` that points at nothing.

    `known` has the ids of each sort of thing, `named` what `names_of` gives, for saying what was probably meant. Of the
    sorts in `unread` nobody can tell what is there.
    """
    publishers = known.get("organisation", frozenset()) | known.get("municipality", frozenset())
    for reference in references:
        ids = publishers if reference.refers == "publisher" else known.get(reference.refers, frozenset())
        if reference.refers in unread or reference.id in ids:
            continue
        if reference.refers == "publisher" and not _looks_like_an_id(reference.id, ids):
            continue
        # What cannot be an id is told at its own place: it is not proposed, and what it will be called is not missing.
        sound = {one for one in ids if not filing.id_problems(one, reference.refers, reference.place)}
        if reference.id not in {filing.identifier_for(one) for one in ids - sound}:
            yield _problem(reference, sound, (named or {}).get(reference.refers, {}))


def _looks_like_an_id(text: str, known: frozenset[str]) -> bool:
    """A medium's name may stand as publisher; what is written like an id, or nearly is one, must be one."""
    return text.islower() and ("-" in text or nearest(text, known) is not None) and "." not in text and " " not in text


def _problem(reference: Reference, known: Collection[str], named: Mapping[str, str]) -> Problem:
    nl, en = _NAMES[reference.refers]
    by_name = named.get(reference.id.lower())
    return Problem(
        place=reference.place,
        code=f"unknown-{reference.refers}",
        message=Message(nl=f"er is geen {nl} ‘{reference.id}’", en=f"there is no {en} ‘{reference.id}’"),
        **(meant(reference.id, by_name) if by_name else _nearest(reference.id, sorted(known))),
    )


def _nearest(word: str, ids: Sequence[str]) -> Cure:
    some = ", ".join(ids[:12]) + (", …" if len(ids) > 12 else "")
    otherwise = Message(
        nl=f"Kies uit wat er is ({some or 'nog niets'}), of voeg eerst toe wat ontbreekt.",
        en=f"Choose from what is there ({some or 'nothing yet'}), or first add what is missing.",
    )
    return did_you_mean(word, ids, otherwise=otherwise)
