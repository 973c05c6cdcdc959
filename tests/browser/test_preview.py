"""The preview of a proposal in a browser: whole from the disk, nothing runs or is fetched, all can read it."""

from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser

from chronicle import inputs, load
from chronicle.embed import preview
from tests import attacks, projects
from tests.browser import chrome, test_axe

DOCS = inputs.read_folder(projects.PROJECT / "docs")
REFUSED = """
globalThis.refused = [];
addEventListener("securitypolicyviolation", ({ effectiveDirective }) => refused.push(effectiveDirective));
"""


def written(folder: Path, *, hostile: bool) -> Path:
    """A preview in which every other event is one that changes, as a file."""
    files = attacks.timeline() if hostile else inputs.read_folder(projects.PROJECT / "timeline", prefix="timeline/")
    timeline = load.load(files).timeline
    steps: tuple[preview.Mark, ...] = ("added", "changed", "moved", "mended")
    events = timeline.events[:: 1 if hostile else 2]
    marks = {event.id: steps[index % len(steps)] for index, event in enumerate(events)}
    file = folder / "voorbeeld.html"
    file.write_text(preview.document(timeline, marks, timeline.events[:3], DOCS), encoding="utf-8")
    return file


@pytest.mark.parametrize("hostile", [False, True], ids=["history", "hostile"])
def test_it_opens_from_the_disk_and_asks_for_nothing(browser: Browser, tmp_path: Path, hostile: bool) -> None:
    file = written(tmp_path, hostile=hostile)
    page = browser.new_page()
    page.add_init_script(REFUSED)
    log = chrome.watch(page)
    page.goto(file.as_uri())
    assert page.locator("[data-mark]").count() > 40
    assert page.evaluate("() => refused") == []
    assert page.evaluate("() => window.PWN") is None
    assert log.requests == [file.as_uri()]
    assert log.troubles == []
    # Its own styles are let in: a mark has a frame.
    assert page.locator(".tp-mark").first.evaluate("(mark) => getComputedStyle(mark).borderTopWidth") == "2px"
    page.close()


def test_what_is_put_into_it_later_does_not_run(browser: Browser, tmp_path: Path) -> None:
    file = written(tmp_path, hostile=False)
    slipped = "<script>window.PWN = 1</script><img src='https://evil.example/x.png'><p style='color: red'>x</p></main>"
    file.write_text(file.read_text(encoding="utf-8").replace("</main>", slipped), encoding="utf-8")
    page = browser.new_page()
    page.add_init_script(REFUSED)
    page.goto(file.as_uri())
    assert page.evaluate("() => window.PWN") is None
    assert set(page.evaluate("() => refused")) == {"script-src-elem", "img-src", "style-src-attr"}
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser: Browser, tmp_path: Path, scheme: test_axe.Scheme) -> None:
    page = browser.new_page(bypass_csp=True, color_scheme=scheme)
    page.goto(written(tmp_path, hostile=False).as_uri())
    dark = page.evaluate("() => getComputedStyle(document.querySelector('main')).colorScheme")
    assert dark == scheme
    page.evaluate(AXE_SCRIPT)
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 800})
        assert test_axe._violations(page) == []
        assert page.evaluate("() => document.documentElement.scrollWidth") <= width
    page.close()
