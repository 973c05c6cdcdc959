"""Every page of both languages, seen in a real browser: nothing goes wrong, and each tells rightly what it is."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date

import pytest

from tests.browser import chrome
from tests.browser.crawl import Visit
from tests.browser.sites import Site


def _all(visits: Sequence[Visit], rule: Callable[[Visit], Iterator[str]]) -> None:
    problems = [f"{visit.page.url}: {problem}" for visit in visits for problem in rule(visit)]
    assert not problems, chrome.listing(problems)


def test_every_page_is_there(visits: list[Visit]) -> None:
    problems = [f"{visit.page.url}: status {visit.status}" for visit in visits if visit.status != 200]
    assert not problems, chrome.listing(problems)


def test_nothing_goes_wrong_on_any_page(visits: list[Visit]) -> None:
    _all(visits, lambda visit: iter(visit.troubles))


def test_no_page_asks_another_host_for_anything(visits: list[Visit], rooted: Site) -> None:
    assert all(visit.requests for visit in visits)
    _all(visits, lambda visit: (url for url in visit.requests if not url.startswith((rooted.url, "data:", "blob:"))))


def test_every_page_has_one_first_heading_and_no_level_is_skipped(visits: list[Visit]) -> None:
    def rule(visit: Visit) -> Iterator[str]:
        if len(visit.facts["firsts"]) != 1 or not all(visit.facts["firsts"]):
            yield f"h1: {visit.facts['firsts']}"
        levels = visit.facts["levels"]
        for before, after in zip([0, *levels], levels, strict=False):
            if after > before + 1:
                yield f"h{after} after h{before}: {levels}"
        yield from (f"empty: {html}" for html in visit.facts["empty"])

    _all(visits, rule)


def test_every_page_is_in_its_language(visits: list[Visit], rooted: Site) -> None:
    assert {visit.facts["lang"] for visit in visits} == {"nl", "en"}
    _all(visits, lambda visit: (w for w in [visit.facts["lang"]] if w != rooted.lang(visit.page.url)))


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("what", ["title", "description"])
def test_every_page_has_words_of_its_own_for_search_engines(
    visits: list[Visit], rooted: Site, lang: str, what: str
) -> None:
    pages: dict[str, list[str]] = {}
    for visit in visits:
        if rooted.lang(visit.page.url) == lang:
            words = [visit.facts["title"]] if what == "title" else visit.facts["descriptions"]
            assert len(words) == 1, f"{visit.page.url}: {what}: {words}"
            pages.setdefault(words[0].strip(), []).append(visit.page.url)
    assert len(pages) > 1
    problems = [f"{words!r}: {urls}" for words, urls in pages.items() if len(urls) > 1 or not words]
    assert not problems, chrome.listing(problems)


def test_every_page_names_its_address_and_its_twins_and_they_agree(visits: list[Visit], rooted: Site) -> None:
    pages = {visit.page.url: visit for visit in visits}

    def rule(visit: Visit) -> Iterator[str]:
        url, facts = visit.page.url, visit.facts
        if facts["canonicals"] != [url]:
            yield f"canonical: {facts['canonicals']}"
        alternates = dict(facts["alternates"])
        if len(alternates) != len(facts["alternates"]) or alternates != visit.page.alternates:
            yield f"hreflang: {facts['alternates']}; sitemap: {dict(visit.page.alternates)}"
            return
        if set(alternates) != {"nl", "en", "x-default"} or alternates["x-default"] != alternates["nl"]:
            yield f"hreflang: {alternates}"
        if alternates.get(rooted.lang(url)) != url:
            yield f"hreflang of its own language: {alternates}"
        for twin in alternates.values():
            if twin not in pages or dict(pages[twin].facts["alternates"]) != alternates:
                yield f"hreflang is not answered: {twin}"

    _all(visits, rule)


def test_every_page_has_a_visible_link_to_its_twin(visits: list[Visit], rooted: Site) -> None:
    def rule(visit: Visit) -> Iterator[str]:
        other = "nl" if rooted.lang(visit.page.url) == "en" else "en"
        match visit.facts["switches"]:
            case [{"href": href, "hreflang": hreflang, "lang": lang, "seen": True, "text": text}]:
                if href != visit.page.alternates[other] or not rooted.file(href).is_file():
                    yield f"leads to {href}, not to {visit.page.alternates[other]}"
                if (hreflang, lang, text) != (other, other, {"nl": "Nederlands", "en": "English"}[other]):
                    yield f"calls itself {hreflang}, {lang}, {text!r}"
            case others:
                yield f"not one visible link to the other language: {others}"

    _all(visits, rule)


def test_no_id_occurs_twice_on_a_page(visits: list[Visit]) -> None:
    assert any(visit.facts["ids"] for visit in visits)
    _all(visits, lambda visit: (f"#{name}" for name, n in Counter(visit.facts["ids"]).items() if n > 1 or not name))


def test_every_time_is_one_that_machines_can_read(visits: list[Visit]) -> None:
    assert sum(len(visit.facts["times"]) for visit in visits) > len(visits)
    _all(visits, lambda visit: (f"<time> {value!r}" for value in visit.facts["times"] if not _valid_time(value)))


def _valid_time(value: str) -> bool:
    """Tell whether `value` is a valid year, month or date string (HTML, 4.5.14)."""
    if not re.fullmatch(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?", value, re.ASCII) or value.startswith("0000"):
        return False
    try:
        date.fromisoformat(value + "0000-01-01"[len(value) :])
    except ValueError:
        return False
    return True
