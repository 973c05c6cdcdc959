"""Which share pictures there are and what is on each: the site, each theme, each municipality, in both languages."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from chronicle import standing
from chronicle.axis import Frame, axis, story_years
from chronicle.model import Event, Status, Timeline
from chronicle.pages import routes
from chronicle.pages.words import say
from chronicle.problems import Lang

# In pixels of the picture.
STRIP = Frame(length=1056, mark=16, rows=9, lanes=3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """An event on the strip: how far along it, in which row above it, and whether it belongs to what is shown."""

    at: int
    row: int
    status: Status
    lit: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """An event that went on, in a lane below the axis."""

    start: int
    end: int
    lane: int
    lit: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """The axis from the first to the last year."""

    first: int
    last: int
    spots: tuple[Spot, ...]
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Square:
    """A municipality on the tile map, counted from 0 at the top left."""

    row: int
    column: int
    lit: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Map:
    """The tile map."""

    squares: tuple[Square, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """What is on one picture: the site's name, what kind of thing it shows, that thing's name, and a drawing."""

    site: str
    kind: str
    name: str
    drawing: Strip | Map


def pictures(timeline: Timeline) -> Iterator[tuple[str, Picture]]:
    """Yield (path below the site's root, picture) for every picture."""
    languages: tuple[Lang, ...] = ("nl", "en")
    for lang in languages:
        site = say("site-name", lang)
        everything = _strip(timeline, lambda _: True)
        yield routes.picture(lang), Picture(site="", kind=say("picture-line", lang), name=site, drawing=everything)
        for theme in timeline.themes.values():
            yield (
                routes.picture(lang, "themes", theme.id),
                Picture(
                    site=site,
                    kind=say("theme", lang),
                    name=theme.name.pick(lang)[0],
                    drawing=_strip(timeline, partial(_has, theme.id)),
                ),
            )
        for town in timeline.municipalities.values():
            squares = (
                Square(row=other.tile.row, column=other.tile.column, lit=other.id == town.id)
                for other in timeline.municipalities.values()
            )
            yield (
                routes.picture(lang, "municipalities", town.id),
                Picture(site=site, kind=say("municipality", lang), name=town.name, drawing=Map(squares=tuple(squares))),
            )


def _has(theme: str, event: Event) -> bool:
    return theme in event.themes


def _strip(timeline: Timeline, lit: Callable[[Event], bool]) -> Strip:
    drawn = axis(timeline.events, STRIP, story_years(timeline))
    years = drawn.years()
    return Strip(
        first=years[0],
        last=years[-1],
        spots=tuple(
            Spot(at=round(m.at), row=m.row, status=standing.status(m.event), lit=lit(m.event)) for m in drawn.marks
        ),
        stretches=tuple(
            Stretch(start=round(b.start), end=round(b.end), lane=b.lane, lit=lit(b.event)) for b in drawn.bars
        ),
    )
