"""The picture in the README is still what the site looks like."""

import base64

from playwright.sync_api import Browser

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
