"""Share pictures: which there are, what is on them, that they are kept; and what a page says of its own."""

import io
import re
import struct
import zlib
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import get_args

import pytest
from PIL import Image, ImageChops

from chronicle import dates, inputs, load, pictures
from chronicle.model import Status, Timeline
from chronicle.pages import routes
from chronicle.pictures import cached, colours, draw, letters, plan
from tests import attacks, pages, processes, projects, tales
from tests.published import project, quick_project, works_again
from tests.test_build import HOSTILE, page, written
from tests.world import WORLD

__all__ = ["project", "quick_project"]

STYLES = (projects.PROJECT / "docs/assets/colours.css").read_text(encoding="utf-8")
URL = "https://voorbeeld.nl/pad/"


@cache
def parts() -> Mapping[str, bytes]:
    return inputs.read_folder(Path(str(pictures.__file__)).parent)


def timeline_of(files: Mapping[str, bytes]) -> Timeline:
    return load.load(files).timeline


@cache
def small() -> Timeline:
    return timeline_of(tales.small(WORLD))


@cache
def real() -> Timeline:
    return timeline_of(inputs.read_folder(projects.PROJECT / "timeline", prefix="timeline/"))


@cache
def made() -> Mapping[str, bytes]:
    """The pictures of the small timeline."""
    return cached.pictures(small(), STYLES, parts(), lambda _path: None)


def look(data: bytes) -> Image.Image:
    """A picture as somebody sees it."""
    image = Image.open(io.BytesIO(data))
    image.load()
    return image.convert("RGB")


FEW = plan.Map(squares=(plan.Square(row=0, column=0, lit=True), plan.Square(row=0, column=4, lit=False)))
EMPTY = plan.Strip(last=2012, labels=((0, 2008),), story=None, spots=(), stretches=())


def drawn(name: str, *, drawing: plan.Map | plan.Strip = FEW) -> Image.Image:
    """The picture of something of that name."""
    picture = plan.Picture(site="Samen in Drenthe", kind="Gemeente", name=name, drawing=drawing)
    return look(draw.draw(picture, colours.read(STYLES), parts(), "key"))


def bold() -> letters.Face:
    """The font of the names."""
    return letters.face(parts()[draw.SERIF_BOLD])


# Which there are


def test_the_site_each_theme_and_each_municipality_has_a_picture_in_both_languages() -> None:
    things = ["site", "themes-sociaal", "themes-cultuur"]
    things += [f"municipalities-{town}" for town in ("assen", "noordenveld", "tynaarlo")]
    assert set(made()) == {f"share/{lang}/{thing}.png" for lang in ("nl", "en") for thing in things}


@pytest.mark.parametrize("path", sorted(made()))
def test_a_picture_has_the_size_that_is_promised_and_is_light(path: str) -> None:
    image = Image.open(io.BytesIO(made()[path]))
    assert (image.format, image.size) == ("PNG", (1200, 630))
    assert len(made()[path]) < 60_000


def test_no_two_pictures_are_equal() -> None:
    assert len({look(data).tobytes() for data in made().values()}) == len(made())


def test_the_same_input_gives_the_same_bytes() -> None:
    assert cached.pictures(small(), STYLES, parts(), lambda _path: None) == made()


# What is on them


def spots(image: Image.Image, colour: tuple[int, ...], box: tuple[int, int, int, int]) -> int:
    """How many pixels of a part of a picture have a colour."""
    return sum(
        number
        for number, found in image.crop(box).getcolors(1 << 24) or ()
        if isinstance(found, tuple) and found[:3] == colour[:3]
    )


WHOLE = (0, 0, draw.WIDTH, draw.HEIGHT)


def edges(image: Image.Image) -> tuple[int, int, int, int]:
    """The smallest box around what stands on a piece of a picture, the head apart."""
    found = ImageChops.difference(image, Image.new("RGB", image.size, colours.read(STYLES)["ground"]))
    if image.getpixel((0, 0)) == colours.read(STYLES)["head"]:
        found.paste((0, 0, 0), (0, 0, image.width, 96))
    box = found.getbbox()
    assert box
    return box


def test_a_municipality_is_one_filled_square_of_the_map() -> None:
    head = colours.read(STYLES)["head"]
    body = (0, 97, draw.WIDTH, draw.HEIGHT)
    one = spots(look(made()["share/nl/municipalities-assen.png"]), head, body)
    assert 70 * 70 < one < 80 * 80
    where = {
        name: look(made()[f"share/nl/municipalities-{name}.png"]).crop((700, 97, 1200, 630)).tobytes()
        for name in ("assen", "noordenveld", "tynaarlo")
    }
    assert len(set(where.values())) == 3


def test_a_theme_lights_its_own_events_up() -> None:
    timeline = small()
    for path, picture in plan.pictures(timeline):
        if isinstance(picture.drawing, plan.Strip):
            strip = picture.drawing
            lit = sum(spot.lit for spot in strip.spots) + sum(stretch.lit for stretch in strip.stretches)
            theme = path.rpartition("themes-")[2].removesuffix(".png")
            wanted = [event for event in timeline.events if theme in event.themes or path.endswith("site.png")]
            assert lit == len(wanted), path
            assert (strip.labels[0], strip.last) == ((0, 2009), 2012)


def test_the_years_of_the_story_are_tinted_and_named() -> None:
    """They get more room than the others: who sees the picture must be able to see that."""
    (_path, picture), *_others = plan.pictures(real())
    assert isinstance(picture.drawing, plan.Strip)
    assert picture.drawing.story
    start, end = picture.drawing.story
    assert (start, 2008) in picture.drawing.labels
    tint = spots(drawn("x", drawing=picture.drawing), colours.read(STYLES)["sunken"], WHOLE)
    assert tint > (end - start) * 100


@pytest.mark.parametrize("starts", [(0, 10, 20), (0, 1000, 1050), (0, 90, 180), (0, 400, 1056)])
def test_names_of_years_never_touch(starts: tuple[int, ...]) -> None:
    strip = plan.Strip(
        last=9999, labels=tuple((at, 1000 + number) for number, at in enumerate(starts)), story=None, spots=(),
        stretches=(),
    )  # fmt: skip
    below = drawn("x", drawing=strip).crop((0, 570, draw.WIDTH, draw.HEIGHT)).convert("L")
    inked = [below.crop((x, 0, x + 1, 60)).getextrema()[0] != 250 for x in range(draw.WIDTH)]
    gaps = "".join("#" if ink else "." for ink in inked).strip(".").split("." * 30)
    # A name of four digits is some sixty pixels wide.
    assert all(len(part.strip(".")) < 70 for part in gaps)


@pytest.mark.parametrize(
    "texts", [("2009", "2013"), ("2009", "2009"), ("-0500", "2009"), ("Y-170000000000000002", "Y170000000000000002")]
)
def test_however_long_the_history_its_axis_stays_on_the_picture(texts: tuple[str, ...]) -> None:
    """What EDTF can say is drawn: a year, five years, and more years than there are pixels."""
    events = tuple(replace(small().events[0], id=f"e{at}", date=dates.parse(text)) for at, text in enumerate(texts))
    (_path, picture), *_others = plan.pictures(replace(small(), events=events))
    assert isinstance(picture.drawing, plan.Strip)
    assert len(picture.drawing.spots) == 2
    left, _top, right, _bottom = edges(drawn("x", drawing=picture.drawing))
    assert (left >= 60, right <= draw.WIDTH - 60) == (True, True)


def test_nothing_is_left_out_of_the_real_history_s_axis() -> None:
    (_path, picture), *_others = plan.pictures(real())
    assert isinstance(picture.drawing, plan.Strip)
    assert len(picture.drawing.spots) + len(picture.drawing.stretches) == len(real().events)


def test_a_status_has_the_shape_it_has_everywhere() -> None:
    shapes = set()
    for status in get_args(Status):
        strip = replace(EMPTY, spots=(plan.Spot(at=500, row=3, status=status, lit=True),))
        image = drawn("Sociaal", drawing=strip)
        assert spots(image, colours.read(STYLES)[status], WHOLE)
        grey = image.crop((550, 430, 600, 480)).convert("L").point(lambda value: 255 if value > 200 else 0)
        shapes.add(grey.tobytes())
    assert len(shapes) == 4


@pytest.mark.parametrize(
    "name", ["Borger-Odoorn", "Súdwest-Fryslân", "’s-Gravenhage", "Één café, ‘ëïö’ & Co", "Ÿsselstein", "Łódź–Čapek"]
)
def test_a_name_with_accents_and_apostrophes_is_drawn_as_it_is_written(name: str) -> None:
    assert letters.writable(name, bold()) == name
    bare = re.sub(r"[^A-Za-z -]", "e", name)
    assert (bare == name) == (drawn(name).tobytes() == drawn(bare).tobytes())


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Zorg \U0001f600 en welzijn", "Zorg en welzijn"),
        ("Y\u0310pe", "Ype"),
        ("\U0001d400ssen", "Assen"),
        ("Ελλάδα \U00012000", None),
        ("אסן", None),
        ("アッセン", None),
        ("\U0001f600", None),
    ],
)  # fmt: skip
def test_what_the_font_cannot_write_never_becomes_a_box(name: str, shown: str | None) -> None:
    assert letters.writable(name, bold()) == shown
    # The site's name stands there instead, without the kind of thing that it is not.
    other = plan.Picture(site="Samen in Drenthe", kind="", name="Samen in Drenthe", drawing=EMPTY)
    instead = look(draw.draw(other, colours.read(STYLES), parts(), "key"))
    same = drawn(name, drawing=EMPTY)
    assert same.tobytes() == (drawn(shown, drawing=EMPTY) if shown else instead).tobytes()


LONG = ["W" * 120, "Samenwerkingsverband " * 6, "a-" * 60, "Vereniging van Drentse Gemeenten", "x", "i" * 120]


def hostile() -> list[str]:
    """What may be a name: the hostile texts that are shown, up to the length of a title."""
    found = [case.text[:120] for case in attacks.cases() if case.text and not case.refused]
    assert len(found) > 100
    return found


def test_a_name_of_any_length_stays_on_the_picture_and_above_the_axis() -> None:
    for name in [*LONG, *hostile()]:
        image = drawn(name, drawing=EMPTY)
        left, top, right, _bottom = edges(image.crop((0, 0, draw.WIDTH, 500)))
        assert left >= 60, name
        assert top >= 110, name
        assert right <= draw.WIDTH - 70, name
        assert edges(image.crop((0, 180, draw.WIDTH, 500)))[3] <= 350 - 180, name


def test_a_name_of_any_length_stays_clear_of_the_map() -> None:
    """The map of a square in the fifth column begins 716 pixels from the left."""
    for name in [*LONG, *hostile()]:
        image = drawn(name, drawing=plan.Map(squares=(plan.Square(row=0, column=4, lit=False),)))
        left, top, _right, bottom = edges(image.crop((0, 0, 716, draw.HEIGHT)))
        assert left >= 60, name
        assert edges(image.crop((0, 0, 1040, draw.HEIGHT)))[2] <= 700, name
        assert top >= 110, name
        assert bottom <= draw.HEIGHT - 20, name


def test_only_what_cannot_be_set_smaller_is_cut_off() -> None:
    for name, whole in (("Samenwerkingsverband " * 5, True), ("W" * 120, False), ("Westerveldsche " * 8, True)):
        lines, _font = letters.fitting(name.strip(), bold(), 1056, [letters.Size(36, 3)])
        assert (" ".join(lines) == name.strip()) == whole
        assert lines[-1].endswith("…") != whole


def test_a_map_of_any_shape_stays_on_the_picture() -> None:
    for row, column in ((9, 9), (0, 9), (9, 0), (0, 0)):
        squares = (plan.Square(row=row, column=column, lit=True), plan.Square(row=0, column=0, lit=False))
        _left, top, right, bottom = edges(drawn("x", drawing=plan.Map(squares=squares)))
        assert right <= draw.WIDTH - 70
        assert top >= 110
        assert bottom <= draw.HEIGHT - 20


def test_the_fonts_have_every_letter_of_the_history() -> None:
    used = {letter for _path, picture in plan.pictures(real()) for letter in picture.name + picture.kind + picture.site}
    for name in (draw.SERIF, draw.SERIF_BOLD):
        face = letters.face(parts()[name])
        assert [letter for letter in sorted(used) if not letter.isspace() and not face.has(letter)] == []


def test_the_fonts_licence_lies_beside_them() -> None:
    assert b"SIL OPEN FONT LICENSE Version 1.1" in parts()["fonts/LICENSE.txt"]


# Colours


def test_a_house_style_is_followed() -> None:
    other = STYLES.replace("--tl-head: #1f4d3f", "--tl-head: rgb(10, 20, 200)", 1)
    assert other != STYLES
    assert colours.read(other)["head"] == (10, 20, 200)
    fresh = cached.pictures(small(), other, parts(), made().get)
    assert look(fresh["share/nl/site.png"]).getpixel((20, 20)) == (10, 20, 200)


@pytest.mark.parametrize(
    "styles", ["", "x { --tl-head: red }", STYLES.replace("--tl-head: #1f4d3f", "--tl-head: var(--x)")]
)
def test_what_cannot_be_read_leaves_our_own_colours(styles: str) -> None:
    assert colours.read(styles)["head"] == colours.read(STYLES)["head"] == (0x1F, 0x4D, 0x3F)


def test_the_colours_of_the_site_are_those_of_the_pictures() -> None:
    said = colours.read(STYLES)
    assert len(colours.palette(said)) <= 3 * 256
    found = {colour for data in made().values() for _number, colour in look(data).getcolors(1 << 24) or ()}
    assert set(said.values()) - found <= {said["cancelled"], said["expected"], said["sunken"]}


def test_what_stands_in_for_a_colour_is_the_colour_of_the_style_sheet() -> None:
    assert colours.read("") == colours.read(STYLES)


# Kept


def test_what_is_there_is_not_drawn_again() -> None:
    again = cached.pictures(small(), STYLES, parts(), made().get)
    assert all(again[path] is data for path, data in made().items())


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[:-1],
        lambda data: data + b"\0",
        lambda data: data[:3000] + bytes([data[3000] ^ 1]) + data[3001:],
        lambda data: data.replace(b"Key\0", b"Kez\0"),
        lambda data: data[:0],
        lambda data: b"<html>" + data,
    ],
)  # fmt: skip
def test_what_is_not_whole_is_drawn_again(damage: object) -> None:
    path = "share/nl/site.png"
    broken = damage(made()[path])  # type: ignore[operator]
    assert cached.key_of(broken) is None
    again = cached.pictures(small(), STYLES, parts(), lambda asked: broken if asked == path else made()[asked])
    assert again == made()


def test_only_what_changed_is_drawn_again() -> None:
    towns = tales.base()["vocabulary/municipalities.yaml"].replace(b"name: Assen", b"name: Aassen")
    renamed = timeline_of(tales.small({**WORLD, "vocabulary/municipalities.yaml": towns}))
    again = cached.pictures(renamed, STYLES, parts(), made().get)
    changed = {path for path, data in again.items() if data is not made()[path]}
    assert changed == {"share/nl/municipalities-assen.png", "share/en/municipalities-assen.png"}


def test_another_font_or_another_way_to_draw_makes_all_of_them_anew() -> None:
    for name in ("draw.py", draw.SERIF):
        key = cached.key_of(made()["share/nl/site.png"])
        changed = {**parts(), name: parts()[name] + b"\n"}
        fresh = cached.pictures(small(), STYLES, changed, lambda _path: None)
        assert cached.key_of(fresh["share/nl/site.png"]) != key


def test_a_build_draws_once_and_keeps(project: Path) -> None:
    folder = project / "site/share"
    before = projects.read(folder)
    assert len(before) == len(made())
    # Whole, and made of the same, as it says itself; but drawn by somebody else.
    chunk = b"tEXtComment\0not ours"
    extra = struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk))
    own = before["nl/themes-sociaal.png"][:-12] + extra + before["nl/themes-sociaal.png"][-12:]
    (folder / "nl/themes-sociaal.png").write_bytes(own)
    (folder / "nl/site.png").write_bytes(b"not a picture")
    (folder / "nl/old.png").write_bytes(b"of a theme that is gone")
    works_again(project)
    assert projects.read(folder) == {**before, "nl/themes-sociaal.png": own}


def test_a_font_that_is_missing_is_told_with_its_cure(project: Path) -> None:
    (project / "chronicle/pictures" / draw.SERIF).unlink()
    status, out, err = processes.run(project)
    assert status == 2
    assert "SourceSerifPro-Regular.ttf" in err
    assert "git" in err
    assert "Traceback" not in out + err


# What a page says of its picture


def test_every_page_has_a_picture_and_it_is_there() -> None:
    for lang in ("nl", "en"):
        expected = {
            "index": "site",
            "over" if lang == "nl" else "about": "site",
            "gemeenten/assen" if lang == "nl" else "municipalities/assen": "municipalities-assen",
            "themas/cultuur" if lang == "nl" else "themes/cultuur": "themes-cultuur",
            "gebeurtenissen/alliantie" if lang == "nl" else "events/alliantie": "municipalities-assen",
            "gebeurtenissen/ceremonie" if lang == "nl" else "events/ceremonie": "themes-cultuur",
        }
        for name, picture in expected.items():
            front = page(f"{lang}/{name}.md").front
            assert front["picture"] == f"share/{lang}/{picture}.png"
            assert front["picture"] in made()
            assert front["picture_alt"].strip()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small timeline, published."""
    return projects.small_site(tmp_path_factory.mktemp("shared"), tales.small(WORLD), SITE_URL=URL)


def tags(file: Path) -> dict[str, str]:
    """What a page's head says for other sites; a name may stand there once."""
    head = file.read_text(encoding="utf-8").partition("</head>")[0]
    found = re.findall(r'<meta (?:property|name)="((?:og|twitter):[a-z:_]+)" content="([^"]*)">', head)
    assert len(dict(found)) == len(found)
    return {name: pages.parsed(f"<p>{value}</p>").text for name, value in found}


OPEN_GRAPH = {
    "og:site_name", "og:type", "og:title", "og:description", "og:url", "og:locale", "og:locale:alternate", "og:image",
    "og:image:alt", "og:image:width", "og:image:height", "twitter:card",
}  # fmt: skip


def test_every_page_says_how_a_link_to_it_looks(site: Path) -> None:
    # Links lead to pages of the site, not to what is for frames.
    framed = {file for folder in ("embed", "en/embed") for file in (site / folder).rglob("index.html")}
    files = sorted(set(site.rglob("index.html")) - framed)
    assert len(files) > 40
    for file in files:
        said, path = tags(file), file.relative_to(site).as_posix().removesuffix("index.html")
        lang = "en" if path.startswith("en/") else "nl"
        assert set(said) == OPEN_GRAPH, path
        assert said["og:url"] == URL + path
        assert (said["og:locale"], said["og:locale:alternate"]) == (
            ("en_GB", "nl_NL") if lang == "en" else ("nl_NL", "en_GB")
        )
        assert said["og:type"] == ("article" if re.match(r"(gebeurtenissen|en/events)/", path) else "website")
        assert all(value for value in said.values())
        assert said["og:image"].startswith(f"{URL}share/{lang}/")
        with Image.open(site / said["og:image"].removeprefix(URL)) as image:
            assert image.size == (int(said["og:image:width"]), int(said["og:image:height"]))
    assert tags(site / "404.html") == {}


def test_the_words_are_those_of_the_page(site: Path) -> None:
    said = tags(site / "en/events/alliantie/index.html")
    assert said["og:title"] == "Alliance with Assen"
    assert said["og:site_name"] == "Together in Drenthe"
    assert said["og:image:alt"] == "Together in Drenthe: Assen on the map"
    # The home page's title goes on from the site's name, as it does in the browser's own title.
    for home, name in (("index.html", "Samen in Drenthe"), ("en/index.html", "Together in Drenthe")):
        title = pages.parsed((site / home).read_text()).all("title")[0].text.strip()
        assert tags(site / home)["og:title"] == title
        assert title.startswith(f"{name}: ")
    description = (site / "en/events/alliantie/index.html").read_text().partition('name="description" content="')[2]
    assert pages.parsed(f"<p>{description.partition(chr(34))[0]}</p>").text == said["og:description"]


def test_hostile_text_adds_no_element_to_the_head(tmp_path: Path) -> None:
    text = HOSTILE[1]
    hostile = projects.small_site(tmp_path, tales.small(written(text)), SITE_URL=URL)
    for name in ("gebeurtenissen/alliantie", "gemeenten/assen", "themas/sociaal"):
        said = tags(hostile / name / "index.html")
        assert set(said) == OPEN_GRAPH
        assert text in said["og:title"]
        assert text in said["og:image:alt"]


def test_names_are_those_of_the_addresses() -> None:
    assert routes.picture("nl") == "share/nl/site.png"
    assert routes.picture("en", "themes", "sociaal") == "share/en/themes-sociaal.png"
