"""TimelineJS itself, from npm, shows what we publish for it: every event, in a browser that asks nobody else."""

import html
import json
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from chronicle import formats
from chronicle.problems import Lang
from tests import attacks, linked, projects
from tests.browser import chrome, sites

PACKAGE = projects.PROJECT / "node_modules/@knight-lab/timelinejs/dist"
# As Knight Lab's documentation shows it, hosted by oneself: its script, its style and its words from one folder. Its
# own choice of letters would come from another host.
PAGE = """<!doctype html><html lang="{lang}"><meta charset="utf-8"><title>Tijdlijn</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="dist/css/timeline.css"><div id="timeline" style="width: 100%; height: 600px"></div>
<script src="dist/js/timeline.js"></script>
<script>
window.alert = () => {{ window.alerted = true }}
window.timeline = new TL.Timeline("timeline", "{file}", {{
  language: "{lang}", font: null, script_path: new URL("dist/js/", location.href).href }})
</script></html>
"""
SHOWN = """() => [...document.querySelectorAll(".tl-slide")].map((slide) => ({
  id: slide.querySelector(".tl-slide-content-container, [id]") && slide.id,
  headline: slide.querySelector(".tl-headline")?.textContent,
  date: slide.querySelector(".tl-headline-date")?.textContent,
  text: slide.querySelector(".tl-text-content")?.textContent,
}))"""
# So many hostile events are shown at once.
MANY = 120
LANGS: tuple[Lang, ...] = ("nl", "en")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """A host with TimelineJS, and the feeds of two timelines: `real` and `hostile`."""
    assert PACKAGE.is_dir(), "npm ci has not been run"
    folder = tmp_path_factory.mktemp("knight")
    shutil.copytree(PACKAGE, folder / "dist", ignore=shutil.ignore_patterns("*.map", "embed"))
    real = {f"timeline/{name}": data for name, data in projects.read(projects.PROJECT / "timeline").items()}
    with sites.running(sites.below("/", folder)) as port:
        url = f"http://127.0.0.1:{port}/"
        for name, timeline in (("real", real), ("hostile", attacks.timeline())):
            files = linked.feeds_of(timeline, f"{url}{name}/", datetime(2024, 1, 2, tzinfo=UTC))
            for lang in LANGS:
                path = formats.BY_ID["timelinejs"].path(lang)
                document = json.loads(files[f"root/{path}"])
                # TimelineJS takes minutes over a thousand years, and over pictures that are none.
                if name == "hostile":
                    document["events"] = [
                        {key: value for key, value in event.items() if key != "media"}
                        for event in document["events"]
                        if event["unique_id"].startswith("texts-")
                    ][:MANY]
                (folder / name / "feeds").mkdir(parents=True, exist_ok=True)
                (folder / name / path).write_text(json.dumps(document), encoding="utf-8")
                page = PAGE.format(lang=lang, file=f"{name}/{path}")
                (folder / f"{name}.{lang}.html").write_text(page, encoding="utf-8")
        yield url, folder


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.text = ""

    def handle_data(self, data: str) -> None:
        self.text += data


def words(markup: str) -> str:
    parser = _Text()
    parser.feed(markup)
    parser.close()
    return " ".join(parser.text.split())


def shown(browser: Browser, served: tuple[str, Path], name: str, lang: Lang) -> tuple[Page, list[dict[str, Any]]]:
    """A page with TimelineJS, and the events of the file that it shows. Nobody else is asked; nothing goes wrong."""
    url, folder = served
    page = browser.new_page(viewport=chrome.WIDE)
    asked: list[str] = []
    wrong: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(f"{url}{name}.{lang}.html", wait_until="commit")
    page.wait_for_function("() => window.timeline._loaded && window.timeline._loaded.storyslider && "
                           "window.timeline._loaded.timenav")  # fmt: skip
    events: list[dict[str, Any]] = json.loads((folder / name / formats.BY_ID["timelinejs"].path(lang)).read_bytes())[
        "events"
    ]
    assert wrong == []
    assert page.evaluate("() => timeline.config.getErrors()") == []
    assert {urlsplit(one).netloc for one in asked if not one.startswith("data:")} == {urlsplit(url).netloc}
    return page, events


@pytest.mark.parametrize("lang", LANGS)
def test_every_event_is_shown_with_its_headline_and_our_wording_of_its_date(
    browser: Browser, served: tuple[str, Path], lang: Lang
) -> None:
    page, events = shown(browser, served, "real", lang)
    found = page.evaluate(SHOWN)
    title, *slides = found
    assert title["headline"] == {"nl": "Samen in Drenthe", "en": "Together in Drenthe"}[lang]
    assert len(slides) == len(events) > 80
    seen = {(slide["headline"], slide["date"]) for slide in slides}
    assert seen == {(words(event["text"]["headline"]), event["display_date"]) for event in events}
    texts = {slide["headline"]: " ".join(slide["text"].split()) for slide in slides}
    for event in events:
        assert words(event["text"]["text"]).replace(" ", "") in texts[words(event["text"]["headline"])].replace(" ", "")
    page.close()


def test_every_event_has_its_marker_and_its_address(browser: Browser, served: tuple[str, Path]) -> None:
    page, events = shown(browser, served, "real", "nl")
    markers = page.evaluate("() => [...document.querySelectorAll('.tl-timemarker')].map((one) => one.id)")
    assert sorted(markers) == sorted(f"{event['unique_id']}-marker" for event in events)
    starts = page.evaluate(
        "() => Object.fromEntries(timeline.config.events.map((e) => [e.unique_id, e.start_date.data]))"
    )
    for event in events:
        assert {key: starts[event["unique_id"]].get(key) for key in event["start_date"]} == event["start_date"]
    page.evaluate(f"() => timeline.goToId({json.dumps(events[3]['unique_id'])})")
    assert page.evaluate("() => timeline.getCurrentSlide().data.unique_id") == events[3]["unique_id"]
    page.close()


def test_hostile_texts_are_shown_as_texts(browser: Browser, served: tuple[str, Path]) -> None:
    page, events = shown(browser, served, "hostile", "nl")
    _, *slides = page.evaluate(SHOWN)
    assert len(slides) == len(events) == MANY
    seen = sorted((" ".join(slide["headline"].split()), " ".join(slide["date"].split())) for slide in slides)
    assert seen == sorted(
        (words(event["text"]["headline"]), words(html.unescape(event["display_date"]))
         if "&" in event["display_date"] else " ".join(event["display_date"].split())) for event in events
    )  # fmt: skip
    assert page.evaluate("() => window.alerted") is None
    assert page.evaluate("() => document.querySelectorAll('.tl-slide script, .tl-slide [onerror]').length") == 0
    page.close()
