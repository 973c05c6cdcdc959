"""What the evidence amounts to: an event's status, and how many publishers confirm it. Derived, never typed."""

from collections.abc import Iterator

from chronicle.model import Event, Status, Timeline


def status(event: Event) -> Status:
    """Give `confirmed` if any source says *happened*, else `cancelled`, else `planned`, else `expected`."""
    says = {item.says for item in event.evidence}
    if "happened" in says:
        return "confirmed"
    if "cancelled" in says:
        return "cancelled"
    return "planned" if "planned" in says else "expected"


def corroborated(event: Event, timeline: Timeline) -> int:
    """Count the different publishers whose evidence says *happened*; bodies of one organisation count as one."""
    return len(set(_confirming(event, timeline)))


def _confirming(event: Event, timeline: Timeline) -> Iterator[str]:
    for item in event.evidence:
        if item.says == "happened" and item.source in timeline.sources:
            yield whole(timeline.sources[item.source].publisher, timeline)


def whole(publisher: str, timeline: Timeline) -> str:
    """Follow `part_of` up to the organisation that a body belongs to; a medium's name is its own whole."""
    seen = {publisher}
    while (body := timeline.organisations.get(publisher)) is not None and body.part_of and body.part_of not in seen:
        publisher = body.part_of
        seen.add(publisher)
    return publisher


def municipalities_of(event: Event, timeline: Timeline) -> tuple[str, ...]:
    """Give the municipalities an event is about, `all` written out, in the vocabulary's order."""
    if event.all_municipalities:
        return tuple(timeline.municipalities)
    return tuple(m for m in timeline.municipalities if m in event.municipalities)
