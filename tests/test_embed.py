"""What stands beside the embeddable pages: lighter than what is written, and the same to a browser."""

import json
import re
import subprocess
from dataclasses import replace

import pytest
import tinycss2

from chronicle import build, dates, load
from chronicle.embed import beside, frames, items
from chronicle.pages import portions
from tests import projects, sized
from tests.test_build import CLOCK, world

DOCS = {
    path.relative_to(projects.PROJECT / "docs").as_posix(): path.read_bytes()
    for folder in ("embed", "assets")
    for path in (projects.PROJECT / "docs" / folder).rglob("*.*")
}
FILES = {name.replace(beside.folder(DOCS), "framed/"): data for name, data in beside.files(DOCS)}
SHEETS = ("framed/embed.css", "framed/axis.css")


def values(sheet: bytes) -> list[str]:
    """Every selector and declaration of a style sheet, in one spelling."""

    def words(nodes: list[object]) -> str:
        return re.sub(r"\s*([{};:,>])\s*", r"\1", " ".join(tinycss2.serialize(nodes).split()))

    rules = tinycss2.parse_stylesheet(sheet.decode(), skip_comments=True, skip_whitespace=True)
    assert [rule for rule in rules if rule.type == "error"] == []
    return [words(rule.prelude) + words([n for n in rule.content if n.type != "comment"]) for rule in rules]


def test_the_style_sheets_say_what_is_written() -> None:
    own = values(DOCS["embed/embed.css"])
    assert len(own) > 20
    for name in SHEETS:
        made = values(FILES[name])
        assert [one.replace(";}", "}").rstrip(";") for one in made[-len(own) :]] == [
            one.replace(";}", "}").rstrip(";") for one in own
        ]
        assert b"/*" not in FILES[name]
        assert b":host{" in FILES[name].replace(b" {", b"{")
    assert b"tl-axis" in FILES["framed/axis.css"]
    assert b"tl-axis" not in FILES["framed/embed.css"]
    # What is the theme's has no business in a frame.
    assert not any(b"--md-" in FILES[name] for name in SHEETS)


@pytest.mark.parametrize("name", SHEETS)
def test_no_colour_is_missing_and_none_is_there_for_nothing(name: str) -> None:
    there, used = (set(re.findall(pattern, FILES[name])) for pattern in (rb"(--tl-[a-z-]+):", rb"var\((--tl-[a-z-]+)"))
    assert there == used != set()


def test_nothing_is_measured_by_the_window_and_nothing_is_stored() -> None:
    for name in SHEETS:
        assert not re.search(rb"\d(?:d|s|l)?v(?:h|w|i|b|min|max)\b", FILES[name])
        assert not re.search(rb"url\(|@import|@font-face", FILES[name])
    for name in ("framed/frame.js", "embed/element.js", "embed.js"):
        assert not re.search(rb"localStorage|sessionStorage|cookie|indexedDB|innerHTML|eval\(", FILES[name])


@pytest.mark.parametrize(
    ("name", "made"), [("embed/frame.js", "framed/frame.js"), ("embed/element.js", "embed/element.js")]
)
def test_a_script_without_its_remarks_is_the_same_script(name: str, made: str) -> None:
    """Node reads both as a function's body, and but for blanks and remarks they are the same letters."""
    tokens = r"""
const text = require("fs").readFileSync(0, "utf8");
new Function(text);
const bare = text.replace(/^ *\/\/.*$|^ *\/\*[^]*?\*\/$/gm, "").replace(/\s+/g, "");
process.stdout.write(JSON.stringify(bare));
"""
    said = [
        json.loads(subprocess.run(["node", "-e", tokens], input=data, capture_output=True, check=True).stdout)
        for data in (DOCS[name], FILES[made])
    ]
    assert said[0] == said[1]
    assert len(FILES[made]) < len(DOCS[name])
    assert not re.search(rb"^\s*//|^\s*/\*|\n\n", FILES[made], re.MULTILINE)


def test_a_hash_is_said_as_browsers_want_it() -> None:
    # The example of the specification (Subresource Integrity, 3.1).
    example = beside.integrity(b"alert('Hello, world.');")
    assert example == "sha384-H8BRh8j48O9oYatfu5AZzq6A9RINhZO5H16dQZngK7T62em8MUt1FLm52t+eX6xO"


def test_there_is_a_page_for_every_municipality_and_theme_in_both_languages() -> None:
    made = world()
    wanted = set()
    for lang, part, folder, axis in (
        ("nl", "gemeenten", "root/embed/gemeente", "as"),
        ("nl", "themas", "root/embed/thema", "as"),
        ("en", "municipalities", "root/en/embed/municipality", "axis"),
        ("en", "themes", "root/en/embed/theme", "axis"),
    ):
        ids = {found[1] for name in made if (found := re.fullmatch(rf"{lang}/{part}/([a-z-]+)\.md", name))} - {"index"}
        assert ids
        wanted |= {f"{folder}/{one}/{rest}index.html" for one in ids for rest in ("", f"{axis}/")}
    for start, axis in (("root/embed/", "as"), ("root/en/embed/", "axis")):
        wanted |= {f"{start}index.html", f"{start}{axis}/index.html"}
    assert {name for name in made if "/embed/" in name and name.endswith("/index.html")} == wanted


def test_a_timeline_too_long_for_a_frame_shows_its_newest_and_leads_to_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(portions, "MANY", 7)
    made = build.build(sized.timeline(20), {}, site_url="https://x.nl/", repo_url=None, generated_at=CLOCK).files

    def shown(name: str) -> tuple[list[str], str]:
        text = made[name].decode()
        return re.findall(r' data-event="([^"]+)"', text), text

    newest, page = shown("root/embed/index.html")
    every, _ = shown("root/embed/alles/index.html")
    assert len(every) == 20
    assert newest == every[-7:]
    assert "Hier staan de 7 nieuwste van 20 gebeurtenissen." in page
    assert '<a href="alles/" target="_self">Toon alle gebeurtenissen</a>' in page
    drawn, page = shown("root/en/embed/axis/index.html")
    assert drawn == newest
    assert '<a href="../everything/axis/" target="_self">Show all events</a>' in page
    assert shown("root/en/embed/everything/axis/index.html")[0] == every


DATES = {
    # What the element says, the text of the date, and what is said beside it.
    "2009-01-22": ("2009-01-22", ""),
    "2009-01": ("2009-01", ""),
    "2008-02": ("2008-02", ""),
    "2009": ("2009", ""),
    "2009~": ("2009", ""),
    "2011-22": (None, "2011-06-01/2011-08-31"),
    "2009-02/2009-03": (None, "2009-02-01/2009-03-31"),
    "2009-02-28/2009-03-01": (None, "2009-02-28/2009-03-01"),
    "2009-02-04/..": (None, "2009-02-04/"),
    "../2009-02-04": (None, "/2009-02-04"),
    "2009-02-04/": (None, "2009-02-04"),
}


@pytest.mark.parametrize("date", DATES)
def test_the_days_of_an_event_are_told_as_shortly_as_can_be(date: str) -> None:
    timeline = load.load({**sized.timeline(1)}).timeline
    event = replace(timeline.events[0], date=dates.parse(date), themes=("bestuur", "sociaal"), municipalities=())
    datetime, told = DATES[date]
    known = list(timeline.themes)
    themes = "".join(chr(97 + known.index(theme)) for theme in event.themes)
    assert items.facts(event, datetime, timeline) == (f"{themes} - {told}" if told else f"{themes} -")
    every = replace(event, all_municipalities=True)
    assert items.facts(every, datetime, timeline) == (f"{themes} A {told}" if told else themes)


def test_there_are_signs_for_any_number_of_municipalities() -> None:
    timeline = load.load({**sized.timeline(1)}).timeline
    town = next(iter(timeline.municipalities.values()))
    many = {f"m-{number}": town for number in range(400)}
    event = replace(timeline.events[0], municipalities=tuple(many), all_municipalities=False)
    signs = items.facts(event, None, replace(timeline, municipalities=many)).split(" ")[1]
    assert len(set(signs)) == 400
    assert all(sign.isalpha() and sign != "A" for sign in signs)


def test_in_a_long_list_a_source_stands_once_and_has_a_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frames, "LONG", 7)
    made = build.build(sized.timeline(20), {}, site_url="https://x.nl/", repo_url=None, generated_at=CLOCK).files
    page = made["root/embed/index.html"].decode()
    sources = re.findall(r'<li id="s([0-9]+)">(.*?)</li>', page)
    assert [int(number) for number, _ in sources] == list(range(1, len(sources) + 1))
    assert len(dict(sources)) > 3
    cited = re.findall(r'<a href="#s([0-9]+)" target="_self">([0-9]+)</a>', page)
    assert {number for number, _ in cited} == {number for number, _ in sources}
    assert all(number == shown for number, shown in cited)
    # What is short, and what needs no other page, has the titles where they are read.
    towns = [
        data.decode() for name, data in made.items() if re.fullmatch("root/embed/gemeente/[a-z-]+/index.html", name)
    ]
    assert [page for page in towns if page.count("data-event=") <= 7]
    for page in towns:
        assert ('id="s1"' in page) is (page.count("data-event=") > 7)
