"""The pictures in the guides are still what the site looks like."""

import base64
import io
from itertools import pairwise
from pathlib import Path
from typing import get_args

import pytest
from PIL import Image
from playwright.sync_api import Browser

from chronicle.problems import Lang
from tests.browser.sites import Site
from tools import screenshot

# Both pictures are drawn small, so that another machine's fonts make little difference and another page much.
DIFFERENCE = """async ([before, after]) => {
  const grey = async (picture) => {
    const image = new Image()
    image.src = `data:image/png;base64,${picture}`
    await image.decode()
    const canvas = new OffscreenCanvas(64, 58)
    const pen = canvas.getContext('2d')
    pen.drawImage(image, 0, 0, 64, 58)
    const data = pen.getImageData(0, 0, 64, 58).data
    return Array.from({length: 64 * 58}, (_, i) => (data[4 * i] + data[4 * i + 1] + data[4 * i + 2]) / 3)
  }
  const [a, b] = [await grey(before), await grey(after)]
  return a.reduce((sum, value, i) => sum + Math.abs(value - b[i]), 0) / a.length
}"""
TOLERATED = 6.0


def difference(browser: Browser, before: bytes, after: bytes) -> float:
    """Give the mean difference of two pictures, in shades of grey from 0 to 255."""
    page = browser.new_page()
    found = page.evaluate(DIFFERENCE, [base64.b64encode(picture).decode() for picture in (before, after)])
    page.close()
    return float(found)


def test_the_picture_in_the_readme_is_the_site(rooted: Site, browser: Browser) -> None:
    committed = screenshot.TARGET.read_bytes()
    fresh = screenshot.take(browser, rooted.url)
    assert difference(browser, committed, fresh) < TOLERATED, (
        "run python -m tools.screenshot after make site, and look at it"
    )


def test_another_page_would_be_noticed(rooted: Site, browser: Browser) -> None:
    other = screenshot.take(browser, f"{rooted.url}bronnen/")
    assert difference(browser, screenshot.TARGET.read_bytes(), other) > TOLERATED


@pytest.mark.parametrize("lang", get_args(Lang))
def test_the_pictures_of_the_steps_are_the_form(rooted: Site, browser: Browser, lang: Lang) -> None:
    made = dict(screenshot.steps(browser, rooted.url, lang))
    kept = {path for path in screenshot.FOLDER.glob("contribute-*.png") if path.stem.split("-")[1] == lang}
    assert made.keys() == kept
    for path, fresh in made.items():
        apart = difference(browser, path.read_bytes(), fresh)
        assert apart < TOLERATED, f"{path.name}: run python -m tools.screenshot after make site, and look at it"
    # A step that looked like another one would go unnoticed.
    for one, other in pairwise(sorted(kept)):
        assert difference(browser, one.read_bytes(), made[other]) > TOLERATED


@pytest.mark.parametrize("path", sorted(screenshot.FOLDER.glob("contribute-*.png")), ids=lambda path: path.stem)
def test_a_picture_of_a_step_is_light(path: Path) -> None:
    data = path.read_bytes()
    picture = Image.open(io.BytesIO(data))
    assert len(data) <= 60_000
    assert (picture.mode, picture.width) == ("P", 720)
    # Nothing about who made it, on what, or when.
    assert picture.info.keys() <= {"transparency"}
