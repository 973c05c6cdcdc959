"""A page that is filled into a shell is, byte for byte, the page that the engine makes."""

import html
import re
from collections.abc import Mapping

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronicle import load, markup, shells
from chronicle.pages import site
from chronicle.pages.site import Page, as_markdown
from tests import tales

TITLES = st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=60).filter(str.strip)

SITE = site.site(load.load(tales.small()).timeline, "nl", site_url="https://tijdlijn.example/", repo_url=None)


def page(front: str, body: str) -> bytes:
    return f"---\n{front}---\n\n{body}\n".encode()


MADE = page('title: "One"\nkind: "event"\n', '# One\n\n<article class="tl">\n<p>Of one &#42;</p>\n</article>')
OTHER = page('title: "Two &#38;"\nkind: "event"\n', "# Two &#38;\n\n<article>\n</article>")
WRITTEN = page(
    'title: "Own"\nkind: "page"\n',
    "# Own *words*\n\nA [link](e/one.md).\n\n<nav>made</nav>\n<section>made</section>\n\n"
    "```\n<div>code</div>\n\n<p>more</p>\n```",
)


def planned_of(pages: Mapping[str, bytes]) -> shells.Plan:
    return shells.plan({name: shells.look(data) for name, data in pages.items()})


def as_engine(text: str) -> str:
    """What an engine and a theme with a link to the heading would make of a page, as far as shells are concerned."""
    made = markdown.Markdown(extensions=["toc", "fenced_code"])
    front, _, body = text.partition("\n---\n")
    fields = dict(re.findall(r'^([a-z]+): "(.*)"$', front, re.MULTILINE))
    content = made.convert(body)
    (first, *_) = re.findall(r'id="([^"]*)"', content)
    return f'<title>{fields["title"]}</title><a href="#{first}">{fields["kind"]}</a>\n{content}</html>'


def test_pages_of_one_making_share_a_specimen() -> None:
    planned = planned_of({"e/one.md": MADE, "e/two.md": OTHER, "own.md": WRITTEN, "e/index.md": OTHER})
    assert planned.sorts["e/one.md"] == planned.sorts["e/two.md"] != planned.sorts["e/index.md"]
    assert planned.sorts["own.md"] == "own.md"
    assert set(planned.lasting) == {planned.sorts["e/one.md"], "own.md", "e/index.md", "e/one.md"}
    # Of pages that are alike the one with the most unusual signs is held against the engine's.
    assert planned.samples[planned.sorts["e/one.md"]] == "e/two.md"


def test_what_a_specimen_says_does_not_change_with_the_pages_words() -> None:
    before = planned_of({"e/one.md": MADE, "own.md": WRITTEN})
    after = planned_of({"e/one.md": OTHER, "own.md": WRITTEN.replace(b"<nav>made", b"<nav>other")})
    assert before.lasting == after.lasting
    assert before.lasting != planned_of({"e/one.md": MADE, "own.md": WRITTEN.replace(b"words", b"others")}).lasting


@pytest.mark.parametrize(("name", "data"), [("e/one.md", MADE), ("e/two.md", OTHER), ("own.md", WRITTEN)])
def test_a_filled_shell_is_the_page(name: str, data: bytes) -> None:
    planned = planned_of({"e/one.md": MADE, "e/two.md": OTHER, "own.md": WRITTEN})
    shell = shells.shell(as_engine(planned.specimens[planned.sorts[name]]))
    assert shells.fill(shell, name, data).decode() == as_engine(data.decode())


@given(TITLES)
def test_a_heading_has_the_id_that_the_engine_gives_it(title: str) -> None:
    made = as_markdown(Page(address="x/", twin="y/", title=title, description="", body="<div>x</div>"), SITE)
    planned = planned_of({"e/one.md": made.encode()})
    (specimen,) = planned.specimens.values()
    shell = shells.shell(as_engine(specimen))
    assert shells.fill(shell, "e/one.md", made.encode()).decode() == as_engine(made)
    assert html.unescape(markup.coded(title)) == " ".join(title.split())


def test_a_shell_that_makes_another_page_is_not_used() -> None:
    planned = planned_of({"e/one.md": MADE})
    shell = shells.shell(as_engine(planned.specimens[planned.sorts["e/one.md"]]))
    right = as_engine(MADE.decode()).encode()
    shells.check(planned.sorts["e/one.md"], shell, "e/one.md", MADE, right)
    with pytest.raises(shells.Unlike):
        shells.check(planned.sorts["e/one.md"], shell, "e/one.md", MADE, right.replace(b"One", b"ONE", 1))
