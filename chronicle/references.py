"""Ids that point at other things, and what is said when nothing of that name is there."""

from collections.abc import Iterable, Iterator, Mapping

from chronicle.convert import Reference
from chronicle.faults import did_you_mean, nearest
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


def unknown(references: Iterable[Reference], known: Mapping[str, frozenset[str]]) -> Iterator[Problem]:
    """Yield a problem for each of `references` that points at nothing; `known` has the ids of each sort of thing."""
    publishers = known.get("organisation", frozenset()) | known.get("municipality", frozenset())
    for reference in references:
        ids = publishers if reference.refers == "publisher" else known.get(reference.refers, frozenset())
        if reference.id in ids or (reference.refers == "publisher" and not _looks_like_an_id(reference.id, ids)):
            continue
        yield _problem(reference, ids)


def _looks_like_an_id(text: str, known: frozenset[str]) -> bool:
    """A medium's name may stand as publisher; what is written like an id, or nearly is one, must be one."""
    return text.islower() and ("-" in text or nearest(text, known) is not None) and "." not in text and " " not in text


def _problem(reference: Reference, known: frozenset[str]) -> Problem:
    nl, en = _NAMES[reference.refers]
    ids = sorted(known)
    some = ", ".join(ids[:12]) + (", …" if len(ids) > 12 else "")
    return Problem(
        place=reference.place,
        code=f"unknown-{reference.refers}",
        message=Message(nl=f"er is geen {nl} ‘{reference.id}’", en=f"there is no {en} ‘{reference.id}’"),
        **did_you_mean(
            reference.id,
            ids,
            otherwise=Message(
                nl=f"Kies uit wat er is ({some or 'nog niets'}), of voeg eerst toe wat ontbreekt.",
                en=f"Choose from what is there ({some or 'nothing yet'}), or first add what is missing.",
            ),
        ),
    )
