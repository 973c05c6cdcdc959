"""Summaries that are read without a parser: the same HTML and the same words as with one."""

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from chronicle import markup, simple_prose

PATIENT = settings(max_examples=600, deadline=None)
KNOWN = {"alliantie", "brief-2012"}


def link_to(identifier: str) -> str | None:
    """The address of an event that is there."""
    return f"\ue000gebeurtenissen/{identifier}/" if identifier in KNOWN else None


# Words and marks as people put them together, well and badly: what is read simply, and what nearly is.
PIECES = st.sampled_from(
    ["Een", "het", "plan", "2009", "é", "’t", "“zo”", "-", "–", "…", ".", ",", ":", "(", ")", "!", "?", "'", "%", "/",
     " ", " ", " ", "  ", "\n", "\n\n", "\n\n", "\n- ", "\n\n- ", "- ", "1. ", "*", "*", "**", "***", "_", "[", "]",
     "](", "(alliantie)", "[plan](alliantie)", "[een plan](brief-2012)", "[weg](onbekend)", " *zeker* ", " **nu** ",
     "*(a)*", "\\", "&", "<b>", "`", "#", "~", "|", "http://x.nl", "[x](http://x.nl/a_b)", "!", "×"]
)  # fmt: skip
TEXTS = st.lists(PIECES, min_size=1, max_size=14).map("".join).map(str.strip).filter(bool)


@PATIENT
@given(TEXTS)
@example("Een plan.\n\n- geld\n- tijd *of* [meer](alliantie)\n\nEen (**echt**) vervolg: *ja*, [nee](onbekend).")
@example("- a\n\n- b")
@example("A *b* c* d*")
@example("A **b* c**")
@example("A *b **c** d*")
def test_the_parser_says_the_same(text: str) -> None:
    made, words = simple_prose.html(text, link_to), simple_prose.words(text)
    assert made in {None, markup._parsed_html(text, link_to)}
    assert words in {None, markup._parsed_text(text)}


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("Een *plan*, **nu**.", "<p>Een <em>plan</em>, <strong>nu</strong>.</p>"),
        ("Zie [dit](alliantie)", '<p>Zie <a href="\ue000gebeurtenissen/alliantie/" rel="noopener">dit</a></p>'),
        ("Zie [dit](weg)!", "<p>Zie dit!</p>"),
        ("A\nb\n\n- c\n- d", "<p>A\nb</p>\n<ul>\n<li>c</li>\n<li>d</li>\n</ul>"),
    ],
)
def test_what_most_summaries_hold_needs_no_parser(text: str, made: str) -> None:
    assert simple_prose.html(text, link_to) == made


@pytest.mark.parametrize(
    "text", ["2009. Een jaar.", "- a\n\n- b", "Een <b>", "A & b", "Een_twee_", "- a\n  - b", "A *b"]
)
def test_what_may_be_taken_in_two_ways_is_left_to_the_parser(text: str) -> None:
    assert simple_prose.html(text, link_to) is simple_prose.words(text) is None


def test_an_address_that_would_need_escaping_is_left_to_the_parser() -> None:
    assert simple_prose.html("Zie [dit](weg)", lambda _: "https://x.nl/?a=b&c=d") is None


@PATIENT
@given(TEXTS)
def test_nothing_that_html_reads_comes_through(text: str) -> None:
    made = simple_prose.html(text, link_to)
    if made is not None:
        left = re.sub(
            r'</?(?:p|ul|li|em|strong)>|<a href="\ue000gebeurtenissen/[a-z0-9-]+/" rel="noopener">|</a>', "", made
        )
        assert not set(left) & set('<>&"*_`[]{}\\|~$#^')
