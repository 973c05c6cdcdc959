"""`/feeds/timelinejs.json`: the events for TimelineJS of Knight Lab (its JSON format, version 3), a file a language.

TimelineJS shows `headline`, `text`, `caption` and `credit` as HTML, so they are that, from `markup`. Where it puts an
event, `start_date` and `end_date`, is as exact as the date is known and no more; what it shows of it is our wording.
"""

import html
from functools import lru_cache, partial
from typing import Any

from chronicle import dates, formats, markup
from chronicle.dates import Date
from chronicle.feeds import values
from chronicle.feeds.facts import Facts, History
from chronicle.feeds.parts import Parts, Recipes
from chronicle.feeds.telling import LANGS, Fragment, Shared, Voice
from chronicle.model import Source, Status, Words
from chronicle.pages import routes
from chronicle.pages.words import say
from chronicle.problems import Lang

Part = dict[str, int]
# What a script can count as a day ends here, in years; TimelineJS draws what lies beyond on its other scale.
_FAR = 270_000
_READ = Words(nl="Bronnen en citaten", en="Sources and quotations")


def fragment(one: Facts, shared: Shared) -> Fragment:
    """Give an event as a slide in each language; Dutch stands in where there is no English, and is marked."""
    where = place(one.event.date)
    sources = shared.timeline.sources
    proofs = "".join(_source(sources[item.source], item.quote) for item in one.event.evidence)
    # A line an event is what a comparison of two versions shows best.
    return tuple(values.text(_event(one, shared, where, proofs, lang)).encode() for lang in LANGS)


def files(history: History, parts: Parts) -> Recipes:
    """Yield (path below the site's root, recipe) of the file of each language."""
    for lang in LANGS:
        yield formats.BY_ID["timelinejs"].path(lang), parts.recipe(partial(_file, history, parts, lang), parts.everyone)


def _file(history: History, parts: Parts, lang: Lang) -> bytes:
    number = LANGS.index(lang)
    scale = "cosmological" if any(_is_far(one.event.date) for one in history.events) else "human"
    home = history.site_url + routes.from_site_root(lang, "")
    name = markup.escaped(say("site-name", lang))
    link = f'<p><a href="{markup.escaped(home)}">{markup.escaped(home)}</a></p>'
    document = {"scale": scale, "title": {"unique_id": "_title", "text": {"headline": name, "text": link}}}
    head = f'{values.text(document)[:-1]}, "events": [\n'
    lines = b",\n".join(one[number] for one in parts.events("timelinejs", history.events))
    return b"".join((head.encode(), lines, b"\n]}\n"))


def _is_far(date: Date) -> bool:
    # Only a year with this letter has more than four digits.
    return "Y" in date.edtf and any(part is not None and abs(part["year"]) > _FAR for part in place(date))


def place(date: Date) -> tuple[Part, Part | None]:
    """Give where an event stands: its start, and its end where that is elsewhere.

    A range goes from what is known of its beginning to what is known of its end; one that is open or unknown on a side
    stands at the other. What is no range stands at the most exact year, month and day that all of it shares, or goes
    from the first of its years to the last.
    """
    if date.form == "interval":
        (span,) = date.parts
        ends = [_shared(dates.parse(point.text)) for point in (span.first, span.last) if point]
        parts = [part for both in ends for part in both]
        return (parts[0], parts[-1] if parts[-1] != parts[0] else None)
    first, last = _shared(date)
    return first, None if last == first else last


def _shared(date: Date) -> tuple[Part, Part]:
    exact = dates.datetime_attribute(date)
    if exact is not None:
        part = dict(zip(("year", "month", "day"), map(int, exact.split("-")), strict=False))
        return part, part
    days = [day for day in (date.earliest, date.latest) if day]
    return {"year": days[0].year}, {"year": days[-1].year}


def _event(one: Facts, shared: Shared, where: tuple[Part, Part | None], proofs: str, lang: Lang) -> dict[str, Any]:
    event = one.event
    start, end = where
    theme = shared.timeline.themes[event.themes[0]]
    item: dict[str, Any] = {
        # In TimelineJS an id of the page's, and of an address: `#event-<id>`, as in our own pages.
        "unique_id": event.id,
        "start_date": start,
        **({"end_date": end} if end else {}),
        "display_date": _label(one.date_text.pick(lang)[0]),
        "group": _label(theme.name.pick(lang)[0]),
        "text": {"headline": _in_language(event.title, lang), "text": _text(one, shared.voices[lang], proofs)},
    }
    if event.image:
        item["media"] = {
            "url": f"{shared.site_url}images/{event.image.file}",
            "alt": event.image.alt.pick(lang)[0],
            "credit": markup.escaped(f"{event.image.credit} ({event.image.licence})"),
        }
    return item


def _text(one: Facts, voice: Voice, proofs: str) -> str:
    event, lang = one.event, voice.lang
    summary, found_in = event.summary.pick(lang)
    said = [_marked("div", markup.prose_html(summary, voice.pages.get), found_in, lang)]
    if event.disputed:
        text, found_in = event.disputed.pick(lang)
        said.append(_marked("p", markup.escaped(text), found_in, lang))
    said.append(f"<p>{_meaning(one.status, lang)}</p><ul>{proofs}</ul>")
    address = markup.escaped(one.url.pick(lang)[0])
    said.append(f'<p><a href="{address}">{markup.escaped(_READ.pick(lang)[0])}</a></p>')
    return "".join(said)


@lru_cache
def _meaning(status: Status, lang: Lang) -> str:
    meaning = f"{say(f'status.{status}', lang)}. {say(f'meaning.{status}', lang)}"
    return markup.escaped(meaning[0].upper() + meaning[1:])


def _source(source: Source, quote: str) -> str:
    title = markup.escaped(source.title)
    if source.url:
        title = f'<a href="{markup.escaped(source.url)}">{title}</a>'
    return f'<li lang="{source.language}"><q>{markup.escaped(quote)}</q> – {title}</li>'


def _in_language(said: Words, lang: Lang) -> str:
    text, found_in = said.pick(lang)
    return markup.escaped(text) if found_in == lang else f'<span lang="{found_in}">{markup.escaped(text)}</span>'


def _marked(tag: str, inside: str, found_in: Lang, lang: Lang) -> str:
    if found_in == lang:
        return inside if tag == "div" else f"<{tag}>{inside}</{tag}>"
    return f'<{tag} lang="{found_in}">{inside}</{tag}>'


def _label(text: str) -> str:
    """Write a text that TimelineJS takes its tags from and then shows as HTML: so it is coded twice, where need be."""
    return text if "<" not in text and html.unescape(text) == text else html.escape(html.escape(text, quote=False))
