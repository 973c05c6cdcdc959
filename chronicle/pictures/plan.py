"""Which share pictures there are and what is on each: the site, each theme, each municipality, in both languages."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from chronicle import standing
from chronicle.axis import Frame, axis, story_years
from chronicle.model import Status, Timeline
from chronicle.pages import routes
from chronicle.pages.words import say
from chronicle.problems import Lang

# In pixels of the picture.
STRIP = Frame(length=1056, mark=19, rows=8, lanes=3)


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
    """The axis. `story` is where the years of the story begin and end; `labels` are years where something begins."""

    last: int
    labels: tuple[tuple[int, int], ...]
    story: tuple[int, int] | None
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
    """What is on one picture: the site's name, what kind of thing it shows, that thing's name, and a drawing.

    The one that is `high` is the site's own: its name is the site's, and stands in the head.
    """

    site: str
    kind: str
    name: str
    drawing: Strip | Map
    high: bool = False


def pictures(timeline: Timeline) -> Iterator[tuple[str, Picture]]:
    """Yield (path below the site's root, picture) for every picture."""
    everything, themes = _strips(timeline)
    languages: tuple[Lang, ...] = ("nl", "en")
    for lang in languages:
        site = say("site-name", lang)
        line = say("picture-line", lang)
        yield routes.picture(lang), Picture(site=site, kind=line, name=site, drawing=everything, high=True)
        for theme in timeline.themes.values():
            name = theme.name.pick(lang)[0]
            yield (
                routes.picture(lang, "themes", theme.id),
                Picture(site=site, kind=say("theme", lang), name=name, drawing=themes[theme.id]),
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


def _strips(timeline: Timeline) -> tuple[Strip, Mapping[str, Strip]]:
    """Give the axis for the site, and for each theme with only its events lit."""
    drawn = axis(timeline.events, STRIP, story := story_years(timeline))
    spots = [Spot(at=round(m.at), row=m.row, status=standing.status(m.event), lit=True) for m in drawn.marks]
    stretches = [Stretch(start=round(b.start), end=round(b.end), lane=b.lane, lit=True) for b in drawn.bars]
    told = next((s for s in drawn.stretches if story and s.first <= story[1] and s.last >= story[0]), None)
    whole = Strip(
        last=drawn.years()[-1],
        labels=tuple((round(part.start), part.first) for part in drawn.stretches),
        story=(round(told.start), round(told.end)) if told and len(drawn.stretches) > 1 else None,
        spots=tuple(spots),
        stretches=tuple(stretches),
    )
    of_themes = {
        theme: replace(
            whole,
            spots=tuple(replace(s, lit=theme in m.event.themes) for s, m in zip(spots, drawn.marks, strict=True)),
            stretches=tuple(
                replace(s, lit=theme in b.event.themes) for s, b in zip(stretches, drawn.bars, strict=True)
            ),
        )
        for theme in timeline.themes
    }
    return whole, of_themes
