"""How a page is shown where a link to it is pasted."""

import json
import re
from html.parser import HTMLParser

import pytest

from chronicle import build
from chronicle.pages import portions
from tests import sized
from tests.test_build import CLOCK, URL, page, world

FILES = sorted(name for name in world() if name.startswith("root/oembed/"))
EMBEDDED = [
    name
    for name in sorted(world())
    if re.fullmatch(
        r"(?:nl|en)/(?:index|(?:gebeurtenissen|gemeenten|themas|events|municipalities|themes)/(?!index)[^/]+)\.md", name
    )
]


class Frame(HTMLParser):
    """Reads the one element of a block."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag == "iframe"
        self.found = dict(attrs)


def test_these_pages_name_such_a_file_and_no_others() -> None:
    named = {str(page(name).front["oembed"]) for name in EMBEDDED}
    assert {f"root/{name}" for name in named} == set(FILES)
    assert len(FILES) == len(EMBEDDED) > 10
    others = [name for name in world() if name.endswith(".md") and name not in EMBEDDED]
    assert [name for name in others if "oembed" in page(name).front] == []


@pytest.mark.parametrize("name", EMBEDDED)
def test_it_says_what_the_standard_asks_and_shows_what_the_page_tells(name: str) -> None:
    front = page(name).front
    said = json.loads(world()[f"root/{front['oembed']}"])
    assert (said["version"], said["type"]) == ("1.0", "rich")
    assert {"title", "html", "width", "height", "provider_name", "provider_url"} <= said.keys()
    reader = Frame()
    reader.feed(said["html"])
    frame = reader.found
    assert frame["title"] == said["title"] != ""
    assert (frame["width"], frame["height"]) == (str(said["width"]), str(said["height"]))
    # A file cannot know how much room is asked for (`maxwidth`): the frame takes no more than there is.
    assert (frame["frameborder"], frame["style"]) == ("0", "max-width: 100%")
    path, _, event = str(frame["src"]).removeprefix(URL).partition("#event-")
    assert str(frame["src"]).startswith(URL)
    shown = world()[f"root/{path}index.html"].decode()
    if event:
        assert f'id="event-{event}"' in shown
        assert event in name
    else:
        assert name.endswith("index.md") or path.rstrip("/").rpartition("/")[2] == name.rpartition("/")[2][:-3]
    assert said["thumbnail_url"].startswith(f"{URL}share/{name[:2]}/")


def test_an_event_that_the_newest_leave_out_is_shown_among_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(portions, "MANY", 7)
    made = build.build(sized.timeline(20), {}, site_url=URL, repo_url=None, generated_at=CLOCK).files
    newest = re.findall(' data-event="([^"]+)"', made["root/embed/index.html"].decode())
    assert len(newest) == 7
    for folder, everything in (("gebeurtenissen", "embed/alles/"), ("en/events", "en/embed/everything/")):
        names = [name for name in made if name.startswith(f"root/oembed/{folder}/")]
        assert len(names) == 20
        for name in names:
            event = name.rpartition("/")[2].removesuffix(".json")
            plain = everything.rpartition("embed/")[0] + "embed/"
            wanted = f"{URL}{plain if event in newest else everything}#event-{event}"
            assert f'src="{wanted}"' in json.loads(made[name])["html"]
