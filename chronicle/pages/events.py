"""The page of an event: what is known, how surely, who says so, and what came before and after."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from chronicle.model import Event
from chronicle.pages import linked_data, portions, routes
from chronicle.pages.hangs import Hangs
from chronicle.pages.render import render
from chronicle.pages.site import Page, Picture, Planned, Site
from chronicle.pages.views import View, Wording, main_year
from chronicle.pages.words import say


def pages(site: Site, hangs: Hangs) -> Iterator[Planned]:
    """Yield a page for every event, and where very many followed it, those that list them all."""
    events = site.timeline.events
    # How many events of its year stand before an event: its year's list may go on on other pages.
    years: Counter[int] = Counter()
    for index, event in enumerate(events):
        before = events[index - 1] if index else None
        after = events[index + 1] if index + 1 < len(events) else None
        place = years[main_year(event)] // portions.SHOWN
        yield Planned(
            address=routes.path(site.lang, "events", event.id),
            make=partial(_page, event=event, before=before, after=after, place=place),
            # It names nothing of a language: a page has that in its path.
            key=site.both("event key", event.id, partial(_key, site, hangs, event, before, after, place)),
        )
        years[main_year(event)] += 1
        if len(site.followed_by.get(event.id, ())) > portions.FOLLOWERS:
            yield from _followers(site, event, hangs)


def _key(site: Site, hangs: Hangs, event: Event, before: Event | None, after: Event | None, place: int) -> str:
    followed_by = site.followed_by.get(event.id, ())
    shown = (*event.follows, "", *followed_by[: portions.FOLLOWERS], "", *event.see_also)
    beside = [hangs.event(one.id) if one else "" for one in (event, before, after)]
    return hangs.of(*beside, *((one, hangs.event(one)) if one else "" for one in shown), len(followed_by), place)


def _page(site: Site, event: Event, before: Event | None, after: Event | None, place: int) -> Page:
    lang = site.lang
    address = routes.path(lang, "events", event.id)
    wording = Wording(site, address)
    view = wording.event(event)
    followed_by = site.followed_by.get(event.id, ())
    title, title_lang = event.title.pick(lang)
    body = render(
        "event.jinja",
        site,
        wording,
        event=view,
        only_dutch=lang == "en" and event.summary.en is None,
        place=wording.line(event.place_name),
        organisations=[wording.organisation(o) for o in event.organisations],
        date_note=wording.note(event.date_note),
        disputed=wording.note(event.disputed),
        evidence=[wording.evidence(item) for item in event.evidence],
        follows=wording.briefs(event.follows),
        followed_by=wording.briefs(followed_by[: portions.FOLLOWERS]),
        followers=_all_followers(wording, event, len(followed_by)),
        see_also=wording.briefs(event.see_also),
        previous=wording.brief(before.id) if before else None,
        next=wording.brief(after.id) if after else None,
        links=event.links,
        image=_image(site, event, address),
        on_timeline=_on_timeline(wording, event, place),
        permalink=site.site_url + routes.from_site_root(lang, address),
        file=event.place.file,
        edit_url=f"{site.repo_url}/edit/main/{event.place.file}" if site.repo_url else None,
    )
    description = say(
        "describe.event", lang, date=view["when"]["text"], title=title, status=_sentence(view["status"]["text"])
    )
    twin = routes.path(site.other, "events", event.id)
    foreign = title_lang if title_lang != lang else None
    return Page(
        address=address,
        twin=twin,
        title=title,
        description=description,
        body=body,
        title_lang=foreign,
        data=linked_data.of_event(site, event),
        kind="event",
        picture=_picture(site, event),
    )


def _all_followers(wording: Wording, event: Event, number: int) -> View | None:
    if number <= portions.FOLLOWERS:
        return None
    lang = wording.site.lang
    url = routes.relative(wording.address, routes.followers(lang, event.id))
    return {"url": url, "text": say("followers.all", lang, all=number)}


def _followers(site: Site, event: Event, hangs: Hangs) -> Iterator[Planned]:
    first = routes.followers(site.lang, event.id)
    parts = portions.parts(site.timeline, site.followed_by[event.id])
    for number, part in enumerate(parts, start=1):
        yield Planned(
            address=routes.further(site.lang, first, number),
            make=partial(_follower_page, event=event, part=part, number=number, last=len(parts)),
            key=hangs.of(hangs.event(event.id), [(one, hangs.event(one)) for one in part], number, len(parts)),
        )


def _follower_page(site: Site, event: Event, part: Sequence[str], number: int, last: int) -> Page:
    lang, first = site.lang, routes.followers(site.lang, event.id)
    title = event.title.pick(lang)[0]
    wording = Wording(site, routes.further(lang, first, number))
    turning = portions.turning(wording, first, number, last)
    listed = wording.briefs(part)
    return Page(
        address=wording.address,
        twin=routes.further(site.other, routes.followers(site.other, event.id), number),
        title=portions.titled(site, say("followers", lang, title=title), number),
        description=portions.titled(site, say("describe.followers", lang, title=title), number),
        body=render("followers.jinja", site, wording, event=wording.brief(event.id), events=listed, turning=turning),
        data=linked_data.of_list(),
        picture=_picture(site, event),
    )


def _on_timeline(wording: Wording, event: Event, place: int) -> str:
    """Give the address of an event among the others: on the home page, or on its year's where that holds only some.

    `place` is how many full pages of its year stand before it.
    """
    lang = wording.site.lang
    if portions.is_large(wording.site.timeline):
        year = routes.path(lang, "years", str(main_year(event)))
        part = routes.further(lang, year, place + 1)
        return f"{routes.relative(wording.address, part)}#event-{event.id}"
    return f"{routes.relative(wording.address, routes.single(lang, 'home'))}#event-{event.id}"


def _picture(site: Site, event: Event) -> Picture:
    """Give the picture of the one municipality that an event is about, else that of its first theme."""
    if len(event.municipalities) == 1:
        (town,) = event.municipalities
        return site.picture_of("municipalities", town, site.timeline.municipalities[town].name)
    theme = event.themes[0]
    return site.picture_of("themes", theme, site.timeline.themes[theme].name.pick(site.lang)[0])


def _image(site: Site, event: Event, address: str) -> dict[str, Any] | None:
    if event.image is None:
        return None
    url = routes.relative(routes.from_site_root(site.lang, address), f"images/{event.image.file}")
    alt, lang = event.image.alt.pick(site.lang)
    foreign = lang if lang != site.lang else None
    return {"url": url, "alt": alt, "lang": foreign, "credit": event.image.credit, "licence": event.image.licence}


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
