"""The drawn overview: every event as a mark on one axis, lying for wide screens and standing for narrow ones."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from chronicle import dates, standing
from chronicle.axis import Axis, Bar, Bundle, Frame, Mark, axis, story_years, ticks
from chronicle.model import Chapter, Event
from chronicle.pages import routes
from chronicle.pages.render import render
from chronicle.pages.site import Site
from chronicle.pages.views import View, Wording, main_year
from chronicle.pages.words import count, say

# Says of an event what a drawing shows of it.
Told = Callable[[Event], View]

# Sizes are in the drawing's own units; a wide drawing is shown at about one unit a pixel.
_MARK, _ROW, _LANE = 11.0, 12.0, 9.0
_WIDE = Frame(length=960, mark=_MARK, rows=9, lanes=4)
# A sheet of paper is wider than a page on a screen: more stands side by side, less on top of each other.
_POSTER = Frame(length=1500, mark=_MARK, rows=9, lanes=4)
_TALL = Frame(length=680, mark=_MARK, rows=9, lanes=3)
# Of more events than this fewer stand on top of each other before they are counted: each mark costs the browser time.
_DENSE, _DENSE_ROWS = 500, 3
# A standing drawing is this wide; its years stand left of the axis, its marks right of it.
_TALL_WIDTH, _TALL_AXIS = 320.0, 70.0
# A letter of a label, on average; two labels stay a little apart.
_LETTER, _APART = 6.6, 12.0
_LABEL_HEIGHT = 18.0
# A year's name needs this much room along the axis.
_NAME_WIDE, _NAME_TALL = 34.0, 16.0


@dataclass(frozen=True, slots=True)
class _Label:
    number: int
    chapter: Chapter
    at: float
    place: float
    row: int


def overview(site: Site, name: str = "home") -> str:
    """Give the overview of the whole timeline as HTML, for the home page or another page of its own."""
    wording = Wording(site, routes.single(site.lang, name))
    events = site.timeline.events
    wide, both = drawings(wording, events, poster=name == "poster")
    years = wide.years()
    return render(
        "overview.jinja",
        site,
        wording,
        drawings=both,
        caption=_caption(site, wide, story_years(site.timeline)),
        # What the script's controls say before they are used. Months are counted from the year 0.
        # A browser's dates end, and the filter's years have four digits.
        live=name == "home" and years[0] >= 0 and years[-1] <= 9999,
        total=len(events),
        first_event=_event(events[0], wording)["name"],
        first_year=years[0],
        last_year=years[-1],
        months=(years[0] * 12, years[-1] * 12 + 11),
    )


def drawings(
    wording: Wording, events: Sequence[Event], *, poster: bool = False, said: Told | None = None
) -> tuple[Axis, list[View]]:
    """Draw `events`, at least one, lying and standing. Gives the lying axis, and both as views.

    `said` gives what is said of an event that is drawn, where that is less than on a page of the site.
    """
    told = said or partial(_event, wording=wording)
    rows = _WIDE.rows if len(events) <= _DENSE else _DENSE_ROWS
    wide = _axis(wording.site, events, replace(_POSTER if poster else _WIDE, rows=rows))
    tall = _axis(wording.site, events, replace(_TALL, rows=rows))
    return wide, [_lying(wide, wording, told, rows), _standing(tall, wording, told, rows)]


def _axis(site: Site, events: Sequence[Event], frame: Frame) -> Axis:
    # The timeline keeps its events, so no two of them are ever told by the same number.
    which = frame, tuple(map(id, events))
    return site.both("axis", which, lambda: axis(events, frame, story_years(site.timeline)))


def _caption(site: Site, drawn: Axis, story: tuple[int, int] | None) -> str:
    lang, events = site.lang, site.timeline.events
    years = Counter(main_year(event) for event in events)
    # Of two years with as many events the earlier is named.
    busiest = max(sorted(years), key=lambda year: years[year])
    parts = [
        say("overview.all", lang, count=count("events", len(events), lang), first=min(years), last=max(years)),
        say("overview.busiest", lang, year=busiest, count=years[busiest]),
    ]
    if story and len(drawn.stretches) > 1:
        parts.append(say("overview.scale", lang, first=story[0], last=story[1]))
    return " ".join(parts)


def _lying(drawn: Axis, wording: Wording, told: Told, rows: int) -> View:
    labels = _labels_side_by_side(drawn, wording)
    top = (max((label.row for label in labels), default=-1) + 1) * _LABEL_HEIGHT + 6
    line = top + drawn.rows * _ROW + 8
    below, length = line + 26, drawn.stretches[-1].end
    return {
        "name": "wide",
        "width": _round(length),
        "height": _round(below + drawn.lanes * _LANE + 6),
        "stretches": _scale(drawn),
        "rows": f"{_round(line - 6 - _ROW / 2)} {_round(-_ROW)} {rows}",
        "axis": {"x1": 0, "y1": _round(line), "x2": _round(length), "y2": _round(line)},
        "bands": [_band(s.start, top, s.end, below) for s in drawn.stretches[1:2] if len(drawn.stretches) > 1],
        "ticks": [
            {"x1": at, "y1": _round(line), "x2": at, "y2": _round(line + (7 if name else 4)), "name": name,
             "x": at, "y": _round(line + 20)}
            for at, name in _ticks(drawn, _NAME_WIDE)
        ],
        "labels": [
            {**_label(label, wording), "x": _round(label.place), "y": _round(label.row * _LABEL_HEIGHT + 13),
             "x1": _round(label.at), "y1": _round((label.row + 1) * _LABEL_HEIGHT), "x2": _round(label.at),
             "y2": _round(line)}
            for label in labels
        ],
        "marks": [_mark(m, told, m.at, line - 6 - (m.row + 0.5) * _ROW, lying=True) for m in drawn.marks],
        "bars": [_bar(b, told, below + b.lane * _LANE, lying=True) for b in drawn.bars],
        "bundles": [_bundle(b, wording, b.at, top - 2) for b in drawn.bundles],
    }  # fmt: skip


def _standing(drawn: Axis, wording: Wording, told: Told, rows: int) -> View:
    return {
        "name": "tall",
        "width": _round(_TALL_WIDTH),
        "height": _round(_TALL.length + 12),
        "stretches": _scale(drawn),
        "rows": f"{_round(_TALL_AXIS + 6 + _ROW / 2)} {_round(_ROW)} {rows}",
        "axis": {"x1": _TALL_AXIS, "y1": 0, "x2": _TALL_AXIS, "y2": _round(_TALL.length)},
        "bands": [_band(0, s.start, _TALL_WIDTH, s.end) for s in drawn.stretches[1:2] if len(drawn.stretches) > 1],
        "ticks": [
            {"x1": _TALL_AXIS - (6 if name else 3), "y1": at, "x2": _TALL_AXIS, "y2": at, "name": name, "x": 30,
             "y": _round(at + 10)}
            for at, name in _ticks(drawn, _NAME_TALL)
        ],
        "labels": [
            {**_label(label, wording), "x": _round(_TALL_WIDTH - 4), "y": _round(label.place + 4), "x1": _TALL_AXIS,
             "y1": _round(label.at), "x2": _round(_TALL_WIDTH - 8 - _width(label.chapter, wording)),
             "y2": _round(label.place)}
            for label in _labels_below_each_other(drawn, wording.site)
        ],
        "marks": [_mark(m, told, _TALL_AXIS + 6 + (m.row + 0.5) * _ROW, m.at, lying=False) for m in drawn.marks],
        "bars": [_bar(b, told, 36 + b.lane * _LANE, lying=False) for b in drawn.bars],
        "bundles": [_bundle(b, wording, _TALL_AXIS + 12 + drawn.rows * _ROW, b.at + 4) for b in drawn.bundles],
    }  # fmt: skip


def _scale(drawn: Axis) -> str:
    """Tell the script where each stretch's years stand: first year, last year, start, end, for each stretch."""
    return " ".join(f"{s.first} {s.last} {_round(s.start)} {_round(s.end)}" for s in drawn.stretches)


def _band(x1: float, y1: float, x2: float, y2: float) -> View:
    return {"x": _round(x1), "y": _round(y1), "width": _round(x2 - x1), "height": _round(y2 - y1)}


def _ticks(drawn: Axis, room: float) -> list[tuple[float, str]]:
    return [(_round(at), name) for at, name in ticks(drawn, room)]


def _width(chapter: Chapter, wording: Wording) -> float:
    return (len(chapter.name.pick(wording.site.lang)[0]) + 2) * _LETTER


def _chapters(drawn: Axis, site: Site) -> list[tuple[int, Chapter, float]]:
    spots = []
    for number, chapter in enumerate(site.timeline.chapters.values(), start=1):
        day = dates.midpoint(chapter.date) or chapter.date.earliest or chapter.date.latest
        if day is not None:
            spots.append((number, chapter, drawn.at(day)))
    return spots


def _labels_side_by_side(drawn: Axis, wording: Wording) -> list[_Label]:
    """Put each label above its moment, in the first row where it touches no other."""
    until: list[float] = []
    labels = []
    for number, chapter, at in _chapters(drawn, wording.site):
        place = min(at - 4, drawn.stretches[-1].end - _width(chapter, wording))
        row = next((i for i, edge in enumerate(until) if edge + _APART <= place), len(until))
        until[row : row + 1] = [place + _width(chapter, wording)]
        labels.append(_Label(number, chapter, at, place, row))
    # A label begins at its own line and runs to the right: the line of an earlier one passes no later label.
    return labels


def _labels_below_each_other(drawn: Axis, site: Site) -> list[_Label]:
    """Put each label beside its moment, or as little lower as the one above it asks."""
    labels: list[_Label] = []
    for number, chapter, at in _chapters(drawn, site):
        place = max(at, labels[-1].place + _LABEL_HEIGHT) if labels else at
        labels.append(_Label(number, chapter, at, place, 0))
    return labels


def _label(label: _Label, wording: Wording) -> View:
    name, lang = label.chapter.name.pick(wording.site.lang)
    story = wording.single("story")
    return {
        "number": label.number,
        "name": name,
        "lang": lang if lang != wording.site.lang else None,
        "url": f"{story}#{label.chapter.id}",
    }


def _mark(mark: Mark, told: Told, x: float, y: float, *, lying: bool) -> View:
    wide = mark.end - mark.start > _MARK
    ends = (
        {"x1": mark.start, "y1": y, "x2": mark.end, "y2": y}
        if lying
        else {"x1": x, "y1": mark.start, "x2": x, "y2": mark.end}
    )
    return {
        **told(mark.event),
        "x": _round(x),
        "y": _round(y),
        "soft": mark.soft,
        "span": {name: _round(value) for name, value in ends.items()} if wide else None,
    }


def _bar(bar: Bar, told: Told, across: float, *, lying: bool) -> View:
    thick, length = _LANE - 3, max(bar.end - bar.start, _MARK / 2)
    place = {"x": bar.start, "y": across, "width": length, "height": thick}
    if not lying:
        place = {"x": across, "y": bar.start, "width": thick, "height": length}
    return {
        **told(bar.event),
        **{name: _round(value) for name, value in place.items()},
        "soft": {(True, True): "both", (True, False): "in", (False, True): "out"}.get((bar.soft_start, bar.soft_end)),
        "arrow_start": _arrow(bar.start, across + thick / 2, -1, lying=lying) if bar.open_start else None,
        "arrow_end": _arrow(bar.end, across + thick / 2, 1, lying=lying) if bar.open_end else None,
    }


def _arrow(along: float, across: float, way: int, *, lying: bool) -> str:
    """Give the path of an arrow head whose point lies at the end of a bar."""
    back = along - way * _LANE
    corners = [(along, across), (back, across - _LANE / 2), (back, across + _LANE / 2)]
    spots = [f"{_round(a)} {_round(b)}" if lying else f"{_round(b)} {_round(a)}" for a, b in corners]
    return f"M{spots[0]}L{spots[1]}L{spots[2]}z"


def _bundle(bundle: Bundle, wording: Wording, x: float, y: float) -> View:
    return {
        "x": _round(x),
        "y": _round(y),
        "count": bundle.count,
        "url": wording.to("years", str(bundle.year)),
        "name": say("overview.more", wording.site.lang, count=bundle.count, year=bundle.year),
    }


def _event(event: Event, wording: Wording) -> View:
    return wording.site.once("mark", event.id, lambda: _said(event, wording))


def _said(event: Event, wording: Wording) -> View:
    status = standing.status(event)
    return {
        "id": event.id,
        "url": wording.to("events", event.id),
        "status": status,
        "name": say(
            "overview.event",
            wording.site.lang,
            date=" ".join(wording.when(event)["text"].split()),
            title=event.title.pick(wording.site.lang)[0],
            status=say(f"status.{status}", wording.site.lang),
        ),
    }


def _round(value: float) -> float | int:
    """Tenths are finer than any screen shows, and keep the page small."""
    rounded = round(value, 1)
    return int(rounded) if rounded == int(rounded) else rounded
