"""Links that are made before it is known on which page they stand, and the terms that are linked once a page."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chronicle import terms
from chronicle.model import Term, Timeline, Words
from chronicle.pages import routes, site, views
from chronicle.problems import Place

SITE = site.site(Timeline(), "nl", site_url="https://voorbeeld.nl/", repo_url=None)
PARTS = st.sampled_from(sorted(routes.FOLDERS))
IDS = st.sampled_from(["", "assen", "assen-2", "aa", "2009"])


@settings(max_examples=300, deadline=None)
@given(PARTS, IDS, PARTS, IDS, st.sampled_from(["", "embed/", "verhaal/", "embed/gemeente/assen/", None]))
def test_a_link_that_is_placed_leads_where_a_relative_one_does(
    part: routes.Part, here: str, other: routes.Part, there: str, alone: str | None
) -> None:
    address = routes.path("nl", part, here) if alone is None else alone
    wording = views.Wording(SITE, address)
    placed = wording.placed(f'<a href="{wording.to(other, there)}">x</a>')
    assert placed == f'<a href="{routes.relative(address, routes.path("nl", other, there))}">x</a>'


def test_what_was_parted_once_is_linked_on_each_page_by_what_that_page_has_explained() -> None:
    place = Place("timeline/vocabulary/glossary.yaml")
    words = Words(nl="alliantie", en="alliance")
    finder = terms.finder([Term(id="alliantie", place=place, term=words, explanation=words)], "nl")
    parts = terms.find('<p>Een alliantie, <a href="x">de alliantie</a>. Alliantie!</p>', finder)
    assert parts == ("<p>Een ", "alliantie", ', <a href="x">de alliantie</a>. ', "Alliantie", "!</p>")
    explained = terms.Explained()
    first = (
        '<p>Een <a class="tl-term" href="#term-alliantie">alliantie</a>, <a href="x">de alliantie</a>. Alliantie!</p>'
    )
    assert terms.link(parts, finder, explained) == first
    assert terms.link(parts, finder, explained) == "".join(parts)


@pytest.mark.parametrize("text", ["", "geen", "<p>geen term</p>"])
def test_a_text_without_terms_stays_as_it_is(text: str) -> None:
    finder = terms.finder([], "nl")
    assert terms.find(text, finder) == (text,)
    assert terms.link_terms(text, finder, terms.Explained()) == text
