"""How a page is shown where a link to it is pasted."""

import json
import re
from html.parser import HTMLParser

import pytest

from tests.test_build import URL, page, world

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
