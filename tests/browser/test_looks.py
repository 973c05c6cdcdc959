"""What the main pages look like: compared with the pictures in tests/looks, with some patience.

The pages show a timeline whose words never change (tests/looked_at.py), in a font that we have, so that adding to the
history or another machine's fonts change no picture. A picture is kept at half its size in few colours; UPDATE_LOOKS=1
takes new ones, to be looked at before they are committed.
"""

import base64
import io
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Browser, Page, ViewportSize

from chronicle import cli
from tests import looked_at, projects
from tests.browser import sites
from tests.browser.sites import Site

LOOKS = projects.PROJECT / "tests/looks"
FONT = projects.PROJECT / "chronicle/pictures/fonts/SourceSerifPro-Regular.ttf"
PAGES = {
    "home": "",
    "home-filtered": "?thema=sociaal&q=akkoord",
    "event": "gebeurtenissen/de-brede-alliantie-gaat-niet-door/",
    "municipality": "gemeenten/assen/",
    "year": "jaren/2009/",
    "story": "verhaal/",
    "poster": "poster/",
    "embedding": "insluiten/",
    "embed": "embed/",
    "embed-axis": "embed/as/",
}
WIDE, NARROW = ViewportSize(width=1280, height=1400), ViewportSize(width=320, height=1400)
WAYS: dict[str, tuple[ViewportSize, str, str]] = {
    "wide": (WIDE, "light", "screen"),
    "narrow": (NARROW, "light", "screen"),
    "dark": (WIDE, "dark", "screen"),
    # A4 without its margins, in the pixels of CSS.
    "printed": (ViewportSize(width=718, height=1046), "light", "print"),
}
# Of the pixels of the shrunken pictures so small a part may differ in a colour by more than so much (of 255): a little
# may be quite another (the edge of a letter), and a little more be slightly off (few colours).
PATIENCE = {48: 0.003, 8: 0.04}


@pytest.fixture(scope="module")
def looked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = projects.small_project(tmp_path_factory.mktemp("looks"))
    projects.write(folder, looked_at.timeline())
    form = b"---\ntitle: Insluiten\ndescription: Zet de tijdlijn op uw eigen pagina.\n---\n\n# Kop\n\n{{BUILDER}}\n"
    projects.write(folder, {"docs/nl/insluiten.md": form})
    with sites.running(sites.below("/", folder / "site")) as port, pytest.MonkeyPatch.context() as patch:
        patch.setattr(cli, "PROJECT", folder)
        names = ("timeline", "build", "site")
        command = ["build", *(word for name in names for word in (f"--{name}", str(folder / name)))]
        # The same address each time: it stands on paper.
        values = {"SITE_URL": "https://drenthe.example/", "SOURCE_DATE_EPOCH": sites.EPOCH}
        assert cli.main(command, values) == 0
        yield Site(f"http://127.0.0.1:{port}/", folder / "site", folder / "build")


def _picture(browser: Browser, url: str, way: str) -> Image.Image:
    viewport, scheme, media = WAYS[way]
    # Only for the font, which the pages' own policy does not know.
    page = browser.new_page(viewport=viewport, bypass_csp=True, reduced_motion="reduce", color_scheme=scheme)  # type: ignore[arg-type]
    page.emulate_media(media=media)  # type: ignore[arg-type]
    page.goto(url)
    page.add_style_tag(content=_style())
    page.evaluate("() => document.fonts.load('16px Looks')")
    _settled(page)
    data = page.screenshot(full_page=media == "print" and "poster" not in url, animations="disabled", caret="hide")
    page.close()
    picture = Image.open(io.BytesIO(data)).convert("RGB")
    picture = picture.crop((0, 0, picture.width, min(picture.height, 1400)))
    return picture.resize((picture.width // 2, picture.height // 2), Image.Resampling.BOX)


def _style() -> str:
    font = base64.b64encode(FONT.read_bytes()).decode()
    return (
        f"@font-face {{font-family: Looks; src: url(data:font/ttf;base64,{font})}}"
        "*, ::before, ::after {font-family: Looks !important; transition: none !important}"
        # The day of printing.
        "[data-printed] {display: none !important}"
        # Another page, with the fonts of the machine.
        "[data-preview] {visibility: hidden !important}"
    )


def _settled(page: Page) -> None:
    if "q=" in page.url:
        page.locator("[data-without=q]").wait_for(state="attached")
    page.evaluate("() => document.fonts.ready.then(() => new Promise((done) => requestAnimationFrame(() => done(1))))")


def apart(one: Image.Image, other: Image.Image) -> float:
    """How far two pictures are apart: 1 is as far as our patience goes. Pictures of other sizes are further."""
    if one.width != other.width or abs(one.height - other.height) > 8:
        return 1000
    size = (one.width, min(one.height, other.height))
    difference = ImageChops.difference(one.crop((0, 0, *size)), other.crop((0, 0, *size)))
    # Of each pixel the colour that differs most.
    red, green, blue = difference.split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue).histogram()
    return max(sum(most[by + 1 :]) / (size[0] * size[1]) / part for by, part in PATIENCE.items())


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_looks_as_it_did(browser: Browser, looked: Site, name: str, way: str, tmp_path: Path) -> None:
    kept = LOOKS / f"{name}-{way}.png"
    now = _picture(browser, looked.url + PAGES[name], way)
    if os.environ.get("UPDATE_LOOKS"):
        now.quantize(128, dither=Image.Dither.NONE).save(kept, optimize=True)
    before = Image.open(kept).convert("RGB")
    far = apart(before, now)
    if far > 1:
        now.save(tmp_path / kept.name)
    assert far <= 1, f"{kept.name}: {far:.1f} times as far as may be; now it looks like {tmp_path / kept.name}"


def test_every_picture_is_of_a_page() -> None:
    assert {file.stem for file in LOOKS.iterdir()} == {f"{name}-{way}" for name in PAGES for way in WAYS}


@pytest.mark.parametrize(
    "change",
    [
        ".md-header {display: none !important}",
        ".tl-legend {background: none !important}",
        "[data-axis] {display: none}",
        "h1, h2 {font-size: 150% !important}",
        ".tl-event {padding-left: 5rem !important}",
    ],
)
def test_a_change_is_noticed(browser: Browser, looked: Site, change: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before = Image.open(LOOKS / "home-wide.png").convert("RGB")
    style = _style()
    monkeypatch.setattr("tests.browser.test_looks._style", lambda: style + change)
    now = _picture(browser, looked.url, "wide")
    assert apart(before, now) > 1


# Whether the middle of a mark is filled, and whether something of it stands right above that.
MARKS = {"confirmed": (True, True), "planned": (False, True), "expected": (False, True), "cancelled": (True, False)}


def _filled(picture: Image.Image) -> tuple[bool, bool]:
    middle = picture.convert("L").crop((picture.width // 2, 0, picture.width // 2 + 1, picture.height // 2))
    dark = [bool(value) for value in middle.point(lambda value: value < 128).tobytes()]
    return dark[-1], any(dark[: len(dark) * 3 // 5])


@pytest.mark.parametrize("path", ["", "embed/"])
def test_a_readers_own_colours_leave_marks_their_shapes(browser: Browser, looked: Site, path: str) -> None:
    """Where they replace ours, grounds are left out; what a mark says is said by its shape."""
    page = browser.new_page(forced_colors="active", device_scale_factor=8)
    page.goto(looked.url + path)
    for status, marks in MARKS.items():
        where = page.locator(f"time + i.{status}" if path else f".tl-legend .tl-status--{status}").first
        where.scroll_into_view_if_needed()
        size = where.evaluate("(element) => parseFloat(getComputedStyle(element, '::before').inlineSize)")
        box = where.bounding_box()
        assert box
        middle = box["y"] + (box["height"] - size) / 2
        data = page.screenshot(clip={"x": box["x"], "y": middle, "width": size, "height": size})
        assert _filled(Image.open(io.BytesIO(data))) == marks, status
    page.close()


USED = """([selector, name, part]) => [...document.querySelectorAll(selector)].filter((each) => each.checkVisibility())
  .map((each) => getComputedStyle(each, part)[name])"""


def test_a_readers_own_colours_show_what_is_chosen_and_what_to_take_hold_of(browser: Browser, looked: Site) -> None:
    # A dark palette of the reader's own, and the light one chosen on the page.
    page = browser.new_page(viewport=WIDE, forced_colors="active", color_scheme="dark")
    page.goto(f"{looked.url}?gemeente=assen")
    page.locator("[data-chosen] [data-without=gemeente]").wait_for()
    page.evaluate("() => { document.body.dataset.mdColorScheme = 'default' }")

    def used(selector: str, name: str, part: str | None = None) -> set[str]:
        found = page.evaluate(USED, [selector, name, part])
        assert found, selector
        return set(found)

    def system(colour: str) -> str:
        return str(
            page.evaluate(
                """(colour) => {
                  const element = document.body.appendChild(document.createElement("i"))
                  element.style.cssText = `forced-color-adjust: none; color: ${colour}`
                  try { return getComputedStyle(element).color } finally { element.remove() }
                }""",
                colour,
            )
        )

    text, ground, chosen = system("CanvasText"), system("Canvas"), system("Highlight")
    assert used(".tl-axis :is(.tl-axis__mark, .tl-axis__bar)", "color") == {text}
    assert used(".tl-axis__ticks text", "fill") == {text}
    assert used(".tl-axis__mark--planned circle:not(.tl-axis__soft)", "fill") == {ground}
    assert used(".tl-handle", "backgroundColor", "::before") == {system("ButtonText")}
    assert used(".tl-menu a[aria-current]", "borderBottomStyle") == {"solid"}
    assert used(".tl-menu a:not([aria-current])", "borderBottomStyle") == {"none"}
    on = ".tl-filter input[type=radio]:checked + span"
    assert used(on, "backgroundColor") == {chosen}
    assert used(f"{on}, {on} [data-count]", "color") == {system("HighlightText")}
    page.goto(f"{looked.url}gemeenten/assen/")
    assert used(".tl-map a[aria-current]", "backgroundColor") == {chosen}
    assert used(".tl-map a[aria-current] span", "color") == {system("HighlightText")}
    page.close()
