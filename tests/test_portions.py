"""A list that would be too long shows its newest part, and nothing is lost: years are whole, every word is found."""

import gzip
import json
import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from functools import cache
from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronicle import build, changes, check, effects, inputs, load, store
from chronicle.model import Event
from chronicle.pages import everything, filters, hangs, portions, routes, site
from chronicle.pages.views import main_year
from chronicle.problems import Lang
from chronicle.search.folding import fold
from tests import pages, projects, sized

CLOCK = datetime(2023, 11, 14, tzinfo=UTC)
NUMBER, MANY, SHOWN = 300, 60, 25
DOCS = {
    name: re.sub(r"(?s)(---\n.*?\n---\n).*", r"\1\n# Kop\n\n{{TIMELINE}}\n", data.decode()).encode()
    for name, data in inputs.read_folder(projects.PROJECT / "docs").items()
    if re.fullmatch(r"(nl|en)/index\.md", name)
}


@cache
def built() -> build.Built:
    """A timeline of NUMBER events, of which MANY are too many."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(portions, "MANY", MANY)
        patch.setattr(portions, "SHOWN", SHOWN)
        made = build.build(sized.timeline(NUMBER), DOCS, site_url="https://x.nl/", repo_url=None, generated_at=CLOCK)
    assert made.files
    assert len(made.timeline.events) == NUMBER
    return made


def shown(name: str) -> list[str]:
    """The events of a page's list, in its order."""
    return re.findall(r' data-event="([^"]+)"', built().files[name].decode())


def groups(events: Sequence[Event]) -> list[tuple[int, int]]:
    years = [main_year(event) for event in events]
    return [(year, years.count(year)) for year in dict.fromkeys(years)]


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(portions, "MANY", MANY)
    monkeypatch.setattr(portions, "SHOWN", SHOWN)


def test_what_is_shown_are_the_newest_whole_years() -> None:
    events = built().timeline.events
    part = list(portions.newest(built().timeline, events))
    assert part == list(events[-len(part) :])
    assert SHOWN - max(number for _, number in groups(events)) < len(part) <= SHOWN
    whole = dict(groups(events))
    assert all(whole[year] == number for year, number in groups(part))


@given(st.integers(0, NUMBER), st.integers(1, NUMBER))
def test_there_is_always_something_and_never_too_much(start: int, size: int) -> None:
    events = built().timeline.events[start : start + size]
    part = portions.newest(built().timeline, events)
    assert len(part) <= SHOWN
    assert bool(part) == bool(events)
    assert list(part) == list(events[len(events) - len(part) :])


def test_a_newest_year_that_is_too_much_shows_its_newest() -> None:
    year = max(groups(built().timeline.events), key=lambda group: group[1])[0]
    events = [event for event in built().timeline.events if main_year(event) == year] * 9
    assert len(portions.newest(built().timeline, events)) == SHOWN


def test_up_to_many_every_list_is_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(portions, "MANY", NUMBER)
    events = built().timeline.events
    assert portions.newest(built().timeline, events) == events
    assert not portions.is_large(built().timeline)


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_no_list_but_a_years_is_too_long_and_the_years_hold_everything(lang: str) -> None:
    folder = {"nl": "jaren", "en": "years"}[lang]
    found: set[str] = set()
    for name in built().files:
        if name.startswith(f"{lang}/") and name.endswith(".md"):
            text = built().files[name].decode()
            listed = shown(name)
            if name.startswith(f"{lang}/{folder}/"):
                found |= set(listed)
            else:
                # A municipality has a list of its own and one that it shares.
                assert len(listed) <= 2 * SHOWN, name
                assert len(re.findall(r"<blockquote", text)) <= 2 * SHOWN, name
    assert found == {event.id for event in built().timeline.events}


def test_the_home_page_names_every_year_with_how_many_are_there() -> None:
    home = pages.read(built().files["nl/index.md"])
    years = {
        int(year.attributes["data-year"] or ""): year for year in home.root.all("li") if "data-year" in year.attributes
    }
    assert list(years.items()) == sorted(years.items())
    for year, number in groups(built().timeline.events):
        here = [item for item in years[year].all("li") if "data-event" in item.attributes]
        left = [p.text for p in years[year].all("p") if "data-left" in p.attributes]
        assert len(here) + sum(int(text.split()[0]) for text in left) == number
    text = home.root.text
    assert f"Hier staan de {len(shown('nl/index.md'))} nieuwste van {NUMBER} gebeurtenissen." in text


def head(lang: str) -> tuple[dict[str, object], dict[str, bytes]]:
    told = json.loads(built().files[f"root/filter/{lang}.json"])
    folder = f"root/filter/{lang}/{told['folder']}/"
    return told, {name.removeprefix(folder): data for name, data in built().files.items() if name.startswith(folder)}


def test_the_facts_of_every_event_are_told() -> None:
    _, files = head("nl")
    facts = json.loads(files["events.json"])
    events = built().timeline.events
    assert [row[0] for row in facts["events"]] == [event.id for event in events]
    for event, row in zip(events, facts["events"], strict=True):
        _, year, first, last, status, kind, themes, towns, bodies = row
        said = filters.facts(event)
        assert (year, first, first if last == 0 else last) == (main_year(event), said["from"], said["until"])
        assert facts["kind"][kind] == event.kind
        assert facts["status"][status] in filters.STATUSES
        assert [facts["themes"][number] for number in themes] == list(event.themes)
        assert [facts["organisations"][number] for number in bodies] == list(event.organisations)
        named = {facts["municipalities"][number] for number in towns}
        everyone = built().timeline.municipalities
        assert named == set(everyone if event.all_municipalities else event.municipalities)


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_every_word_that_a_list_shows_of_an_event_finds_it(lang: str) -> None:
    told, files = head(lang)
    parts = [json.loads(files[f"w/{number}.json"]) for number in range(len(files) - 1)]
    assert told["words"] == [next(iter(part)) for part in parts]
    known: dict[str, list[int]] = {}
    for part in parts:
        for word, steps in part.items():
            known[word] = [sum(steps[: end + 1]) for end in range(len(steps))]
    assert list(known) == sorted(known)
    numbers = {event.id: number for number, event in enumerate(built().timeline.events)}
    truth: dict[str, set[int]] = {}
    folder = {"nl": "jaren", "en": "years"}[lang]
    for name in built().files:
        if re.fullmatch(rf"{lang}/{folder}/\d+\.md", name):
            for item in pages.read(built().files[name]).root.all("li"):
                if "data-event" in item.attributes:
                    for fact in item.all("p", class_="tl-fact"):
                        del fact.inside[0]  # its name
                    # Blocks stand beside each other without a blank.
                    blocks = [block.text for block in item.inside if isinstance(block, pages.Element)]
                    for word in re.findall(r"[^\W_]+", fold(" ".join(blocks))):
                        truth.setdefault(word, set()).add(numbers[str(item.attributes["data-event"])])
    assert {word: set(found) for word, found in known.items()} == truth


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_in_a_long_list_only_titles_are_links_and_all_is_said_still(lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(portions, "MANY", NUMBER)
    files, number = sized.timeline(40), 40
    homes = []
    for most in (number, number - 1):
        monkeypatch.setattr(portions, "LINKED", most)
        made = build.build(files, DOCS, site_url="https://x.nl/", repo_url=None, generated_at=CLOCK)
        homes.append(pages.read(made.files[f"{lang}/index.md"]).root)
    short, long = ([li for li in home.all("li") if "data-event" in li.attributes] for home in homes)
    assert [item.text for item in short] == [item.text for item in long]
    links = [
        [[a for fact in item.all("p", class_="tl-fact") for a in fact.all("a")] for item in of] for of in (short, long)
    ]
    assert all(links[0])
    assert not any(links[1])
    assert all(item.all("h4")[0].all("a") for item in long)
    # A title in Dutch says so on an English page, without a link too.
    said = [
        [lang for item in of for p in item.all("p", class_="tl-fact") for lang in languages(p)] for of in (short, long)
    ]
    assert said[0] == said[1]
    assert bool(said[0]) is (lang == "en")


def languages(element: pages.Element) -> list[str]:
    inside = [one for one in element.inside if isinstance(one, pages.Element)]
    return [str(one.attributes["lang"]) for one in inside if "lang" in one.attributes]


# Everything in one heap: one year, one source, one organisation, one event that all others follow

HEAPED = 130
PARTS = {"nl": "deel", "en": "part"}
FRAME_BYTES = 2_700  # packed: what the frame around a page adds, as measured on the published site


@cache
def heap() -> build.Built:
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {"MANY": MANY, "SHOWN": SHOWN, "LINES": 2 * SHOWN}.items():
            patch.setattr(portions, name, value)
        made = build.build(sized.heaped(HEAPED), DOCS, site_url="https://x.nl/", repo_url=None, generated_at=CLOCK)
    assert made.files
    return made


@cache
def published() -> dict[str, pages.Page]:
    """The pages of the heap by their address below the site's root."""
    found = {}
    for name, data in heap().files.items():
        if name.endswith(".md"):
            lang, _, rest = name.partition("/")
            at = re.sub(r"(?:^|(?<=/))index\.md$", "", rest)
            found[("en/" if lang == "en" else "") + (at.removesuffix(".md") + "/" if at.endswith(".md") else at)] = (
                pages.read(data)
            )
    return found


def links(address: str, page: pages.Page) -> Iterator[str]:
    """Where the links of a page lead, below the site's root."""
    for link in page.root.all("a"):
        target = urljoin(f"https://x.nl/{address}", str(link.attributes["href"]))
        if target.startswith("https://x.nl/"):
            yield target.removeprefix("https://x.nl/")


def parts_of(address: str, lang: str) -> list[str]:
    """The addresses of a list and of its further parts, in their order."""
    further = [f"{address}{PARTS[lang]}/{number}/" for number in range(2, 99)]
    return [address, *(one for one in further if one in published())]


ORDER = [f"gebeurtenis-{number}" for number in range(HEAPED)]


@pytest.mark.parametrize(("lang", "address"), [("nl", "jaren/2009/"), ("en", "en/years/2009/")])
def test_a_year_of_very_many_events_goes_on_on_further_pages(lang: str, address: str) -> None:
    parts = parts_of(address, lang)
    assert len(parts) == -(-HEAPED // SHOWN)
    found = [
        [item.attributes["data-event"] for item in published()[part].root.all("li") if "data-event" in item.attributes]
        for part in parts
    ]
    assert [one for part in found for one in part] == [event.id for event in heap().timeline.events]
    assert all(len(part) == SHOWN for part in found[:-1])
    for number, part in enumerate(parts, start=1):
        turning = published()[part].root.all("nav", class_="tl-jump")
        assert [one.attributes.get("data-further") is None for one in turning] == [number == len(parts)] * 2
        here = [link for link in links(part, published()[part]) if link in parts]
        assert sorted(set(here)) == sorted(set(parts) - {part})


@pytest.mark.parametrize(("lang", "address"), [("nl", "bronnen/voor-alles/"), ("en", "en/sources/voor-alles/")])
def test_every_quotation_of_a_source_is_on_one_of_its_pages(lang: str, address: str) -> None:
    parts = parts_of(address, lang)
    quotes = [[q.text for q in published()[part].root.all("blockquote")] for part in parts]
    assert max(map(len, quotes)) == SHOWN
    said = [item.quote for event in heap().timeline.events for item in event.evidence if item.source == "voor-alles"]
    assert [quote for part in quotes for quote in part] == said


@pytest.mark.parametrize(("lang", "address"), [("nl", "bronnen/"), ("en", "en/sources/")])
def test_every_source_is_listed_once(lang: str, address: str) -> None:
    parts = parts_of(address, lang)
    assert len(parts) == -(-(HEAPED + 1) // (2 * SHOWN))
    listed = [link for part in parts for link in links(part, published()[part]) if link.startswith(address)]
    listed = [link for link in listed if link not in parts]
    assert sorted(listed) == sorted(f"{address}{source}/" for source in heap().timeline.sources)


def test_an_organisation_names_some_of_its_sources_and_leads_to_all() -> None:
    page = published()["organisaties/provincie-drenthe/"]
    listed = page.root.one("ul", class_="tl-sources").all("li")
    assert len(listed) == SHOWN
    (said,) = [p for p in page.root.all("p") if f"Hier staan {SHOWN} van {HEAPED + 1} bronnen." in p.text]
    assert said.one("a").attributes["href"] == "../../bronnen/"


@pytest.mark.parametrize(
    ("lang", "folder", "below"),
    [("nl", "gebeurtenissen/", "gevolgd-door/"), ("en", "en/events/", "followed-by/")],
)
def test_an_event_that_all_others_follow_names_some_and_leads_to_all(lang: str, folder: str, below: str) -> None:
    event = f"{folder}gebeurtenis-0/"
    named = {link for link in links(event, published()[event]) if link.startswith(folder) and link in published()}
    # The next one in time is the first of those that followed; the last is the page of them all.
    assert len(named) == portions.FOLLOWERS + 1
    assert f"{event}{below}" in named
    parts = parts_of(f"{event}{below}", lang)
    assert len(parts) > 1
    listed = [link for part in parts for link in links(part, published()[part]) if link.startswith(folder)]
    followers = [link for link in listed if not link.startswith(event)]
    assert followers == [f"{folder}{one.id}/" for one in heap().timeline.events if one.id != "gebeurtenis-0"]


def test_an_event_leads_to_its_place_in_the_part_of_the_year_that_holds_it() -> None:
    for name in ORDER:
        address = f"gebeurtenissen/{name}/"
        (target,) = {link for link in links(address, published()[address]) if "#event-" in link}
        page, _, anchor = target.partition("#")
        assert [item for item in published()[page].root.all("li") if item.attributes.get("id") == anchor]


def test_every_page_can_be_reached_by_links_and_is_in_the_sitemap_with_its_twin() -> None:
    known = published()
    pairs = list(build_addresses())
    assert sorted(address for pair in pairs for address in pair if address in known) == sorted(known)
    for dutch, english in pairs:
        if dutch in known:
            for address in (dutch, english):
                front = known[address].front
                assert (front["path_nl"], front["path_en"]) == (dutch, english)
    for start in ("", "en/"):
        here = {address for address in known if address.startswith("en/") == bool(start)}
        # The menu on every page leads to what stands directly below the root.
        waiting = [address for address in here if address.removeprefix(start).count("/") <= 1]
        seen = set(waiting)
        while waiting:
            address = waiting.pop()
            new = {re.split("[#?]", one)[0] for one in links(address, known[address])} & here
            waiting += new - seen
            seen |= new
        assert here - seen == set()


def build_addresses() -> list[tuple[str, str]]:
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {"MANY": MANY, "SHOWN": SHOWN, "LINES": 2 * SHOWN}.items():
            patch.setattr(portions, name, value)
        return list(build.addresses(heap().timeline))


@pytest.mark.parametrize("lang", build.LANGS)
def test_a_part_s_address_tells_where_its_list_begins_and_is_no_other_page_s(lang: Lang) -> None:
    # A source may be called as the word that stands in the addresses of parts.
    for first in ("jaren/2009/", "bronnen/", "bronnen/deel/", "sources/part/", "gebeurtenissen/deel-2/gevolgd-door/"):
        assert routes.whole(lang, first) == first
        for number in (2, 30):
            assert routes.whole(lang, routes.further(lang, first, number)) == first
    named = {routes.path(lang, "sources", name) for name in ("deel", "part", "deel-2", "2")}
    assert routes.further(lang, routes.path(lang, "sources"), 2) not in named
    assert routes.whole(lang, "en/x/deel/twee/") == "en/x/deel/twee/"


def test_who_looks_a_change_through_is_told_of_every_part_of_a_list() -> None:
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {"MANY": MANY, "SHOWN": SHOWN, "LINES": 2 * SHOWN}.items():
            patch.setattr(portions, name, value)
        files = sized.heaped(MANY + SHOWN)
        name = "timeline/events/2009/gebeurtenis-3.yaml"
        other = {**files, name: files[name].replace(b"Gebeurtenis 3 ", b"Gebeurtenis drie ")}
        before, now = load.load(files), load.load(other)
        found = effects.effects(changes.compare(before, now), before, now)
        told = {one.addresses[0] for one in found if one.what == "list"}
    assert {"jaren/2009/", "jaren/2009/deel/2/", "jaren/2009/deel/4/", "bronnen/voor-alles/deel/2/"} <= told


def test_no_two_pages_of_a_language_have_the_same_title() -> None:
    for start in ("", "en/"):
        titles = [page.front["title"] for at, page in published().items() if at.startswith("en/") == bool(start)]
        assert len(titles) == len(set(titles))


def test_a_search_finds_no_further_part_of_a_year() -> None:
    text = "".join(data.decode() for name, data in heap().files.items() if name.startswith("root/search/nl"))
    assert '"jaren/2009/' in text
    assert "jaren/2009/deel" not in text


def test_in_a_heap_of_twelve_hundred_no_page_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the real limits: of what a list holds more than they say, more would change nothing."""
    monkeypatch.undo()
    files = sized.heaped(1_200)
    loaded = load.load(files)
    assert [problem for problem in check.check(loaded) if problem.severity == "error"] == []
    named = hangs.Hangs(loaded.timeline, {name: store.digest([data]) for name, data in files.items()}, "")
    for lang in build.LANGS:
        view = site.site(loaded.timeline, lang, site_url="https://x.nl/", repo_url=None)
        handwritten = {"index.md": DOCS[f"{lang}/index.md"].decode()}
        made = {
            name: len(gzip.compress(page.make(), 9, mtime=0)) + FRAME_BYTES
            for name, page in everything.recipes(view, handwritten, named).items()
        }
        assert len(made) > 2_400
        folder = {"nl": "gebeurtenissen", "en": "events"}[lang]
        largest = max(made, key=made.__getitem__)
        assert made[largest] <= 150_000, largest
        events = {name: size for name, size in made.items() if re.fullmatch(rf"{folder}/[^/]+\.md", name)}
        assert len(events) == 1_200
        assert max(events.values()) <= 6_000, max(events, key=events.__getitem__)


def test_a_short_timeline_has_none_of_this(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(portions, "MANY", NUMBER)
    made = build.build(sized.timeline(MANY), DOCS, site_url="https://x.nl/", repo_url=None, generated_at=CLOCK)
    assert not [name for name in made.files if "filter/" in name]
    assert "data-far" not in made.files["nl/index.md"].decode()


def test_the_parts_are_not_one_heap() -> None:
    _, files = head("nl")
    assert max(len(data) for name, data in files.items() if name.startswith("w/")) < 80_000


def test_the_numbers_are_those_that_the_documentation_names() -> None:
    text = (projects.PROJECT / "docs/decisions.md").read_text(encoding="utf-8")
    source = (projects.PROJECT / "chronicle/pages/portions.py").read_text(encoding="utf-8")
    many, limit = (re.search(rf"^{name} = ([\d_]+)$", source, re.MULTILINE) for name in ("MANY", "SHOWN"))
    assert many
    assert limit
    assert f"more than {int(many[1]):,} events" in text
    assert f"newest {int(limit[1])}" in text
