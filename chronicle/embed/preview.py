"""What a change will look like, in one file that needs no other: events that change, and those around them in time."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Literal

from markupsafe import Markup

from chronicle.embed import beside
from chronicle.model import Event, Timeline
from chronicle.pages import site
from chronicle.pages.render import render
from chronicle.pages.views import View, Wording
from chronicle.pages.words import count, say

Mark = Literal["added", "changed", "moved", "mended"]

# What it takes from docs/, by path below that.
NEEDS = frozenset({"assets/colours.css", "assets/marks.css", "embed/embed.css"})
# How many events are shown on either side of one that changes.
_AROUND = 2
_STYLES = """
.tp-event{border-inline-start:.4rem solid var(--tl-sunken);margin:1rem 0;padding-inline-start:.8rem}
.tp-event[data-mark]{border-color:currentcolor}
.tp-mark{border:2px solid;display:inline-block;font-weight:700;padding:0 .4rem}
.tp-en{border-block-start:1px dotted;font-size:.95em;margin-block-start:.5rem}
.tp-list{list-style:none;padding:0}
"""


class _Here(Wording):
    """Words things for a file without a site around it: links to pages of the site lose their link."""

    def _event_address(self, identifier: str) -> str | None:  # noqa: ARG002
        return None


def document(timeline: Timeline, marks: Mapping[str, Mark], removed: Sequence[Event], docs: Mapping[str, bytes]) -> str:
    """Give the preview as an HTML document, in Dutch with the English beside it.

    `marks` says by id what becomes of an event of `timeline`; `removed` are events that it has no more. `docs` holds
    the styles, by path below docs/. An event that points at something unknown is not shown: it would not be published.
    """
    whole = replace(timeline, events=tuple(event for event in timeline.events if _sound(event, timeline)))
    plain = replace(whole, glossary={})
    dutch, english = (site.site(plain, lang, site_url="", repo_url=None) for lang in ("nl", "en"))
    wording, other = _Here(dutch, ""), _Here(english, "")
    styles = beside.styles(docs, axis=False).decode() + _STYLES
    # Nothing is fetched, nothing runs, and only these very styles are let in.
    known = beside.integrity(styles.encode(), "sha256")
    policy = f"default-src 'none'; style-src '{known}'; base-uri 'none'; form-action 'none'"
    return render(
        "preview.jinja",
        dutch,
        wording,
        policy=Markup(policy),  # noqa: S704  made of our own words
        styles=Markup(styles),  # noqa: S704  our own file
        entries=list(_entries(whole.events, marks, wording, other)),
        removed=[{"when": wording.when(event), "title": wording.line(event.title)} for event in removed],
        hidden=[name for name in marks if name not in {event.id for event in whole.events}],
    )


def _sound(event: Event, timeline: Timeline) -> bool:
    """Tell whether everything that an event's entry names is there."""
    return (
        event.kind in timeline.kinds
        and set(event.themes) <= timeline.themes.keys()
        and set(event.municipalities) <= timeline.municipalities.keys()
        and {item.source for item in event.evidence} <= timeline.sources.keys()
    )


def _entries(events: Sequence[Event], marks: Mapping[str, Mark], wording: Wording, other: Wording) -> Iterator[View]:
    at = [index for index, event in enumerate(events) if event.id in marks]
    shown = sorted(
        {near for index in at for near in range(index - _AROUND, index + _AROUND + 1)} & set(range(len(events)))
    )
    sources = wording.site.timeline.sources
    last = -1
    for index in shown:
        event = events[index]
        mark = marks.get(event.id)
        yield {
            "id": event.id,
            "skipped": count("events", index - last - 1, "nl") if index - last > 1 else None,
            "mark": mark,
            "said": say(f"preview.{mark}", "nl") if mark else None,
            "nl": wording.event(event),
            "en": other.event(event) if event.title.en and event.summary.en else None,
            # Whoever looks a proposal through opens the source.
            "evidence": [{**wording.evidence(item), "web": sources[item.source].url} for item in event.evidence],
            "date_note": wording.note(event.date_note),
            "disputed": wording.note(event.disputed),
            "file": event.place.file,
        }
        last = index
