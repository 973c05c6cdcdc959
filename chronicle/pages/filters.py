"""What a reader can choose from on the home page: as a form for the script, and as plain links without it."""

from collections import Counter

from chronicle import standing
from chronicle.dates import Day
from chronicle.model import Event
from chronicle.pages.site import Site
from chronicle.pages.views import View, Wording
from chronicle.pages.words import say
from chronicle.problems import Lang

STATUSES = ("confirmed", "planned", "expected", "cancelled")


def choices(site: Site, wording: Wording) -> View:
    """Give the choices of each kind with the number of events that each one leaves."""
    timeline, lang, events = site.timeline, site.lang, site.timeline.events
    towns = Counter(town for event in events for town in standing.municipalities_of(event, timeline))
    themes = Counter(theme for event in events for theme in event.themes)
    bodies = Counter(body for event in events for body in event.organisations)
    kinds = Counter(event.kind for event in events)
    statuses = Counter[str](standing.status(event) for event in events)
    return {
        "total": len(events),
        "municipalities": [
            {**_choice(town.id, town.name, towns), "row": town.tile.row, "column": town.tile.column,
             "url": wording.to("municipalities", town.id)}
            for town in sorted(timeline.municipalities.values(), key=lambda t: (t.tile.row, t.tile.column))
        ],
        "themes": [
            {**_choice(theme.id, theme.name.pick(lang)[0], themes), "url": wording.to("themes", theme.id)}
            for theme in timeline.themes.values()
        ],
        # Of these there are many, so only those that occur.
        "organisations": [
            _choice(body.id, body.name.pick(lang)[0], bodies)
            for body in timeline.organisations.values()
            if body.id in bodies
        ],
        "kinds": [
            _choice(kind.id, kind.name.pick(lang)[0], kinds) for kind in timeline.kinds.values() if kind.id in kinds
        ],
        "statuses": [_choice(status, say(f"status.{status}", lang), statuses) for status in STATUSES],
        "years": wording.to("years"),
    }  # fmt: skip


def statuses(lang: Lang) -> list[View]:
    """Say what each status is called and means."""
    return [{"id": one, "text": say(f"status.{one}", lang), "meaning": say(f"meaning.{one}", lang)} for one in STATUSES]


def facts(event: Event) -> View:
    """Give what the script needs to know of an event beside what the page says: ids, and its first and last day.

    A day is empty when the date is open at that end. An end that nobody knows is taken for the one that is known.
    """
    date = event.date
    first = date.earliest if date.earliest_kind != "unknown" else date.latest
    last = date.latest if date.latest_kind != "unknown" else date.earliest
    return {
        "kind": event.kind,
        "municipalities": "all" if event.all_municipalities else " ".join(event.municipalities),
        "themes": " ".join(event.themes),
        "organisations": " ".join(event.organisations),
        "from": _iso(first),
        "until": _iso(last),
    }


def _choice(identifier: str, name: str, numbers: Counter[str]) -> View:
    return {"id": identifier, "name": name, "count": numbers[identifier]}


def _iso(day: Day | None) -> str:
    """Years that ISO 8601 does not write with four digits become the nearest that it does."""
    if day is None:
        return ""
    if not 0 <= day.year <= 9999:
        return "0000-01-01" if day.year < 0 else "9999-12-31"
    return f"{day.year:04d}-{day.month:02d}-{day.day:02d}"
