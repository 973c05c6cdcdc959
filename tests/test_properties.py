"""Laws that hold for every input, not only for the ones we thought of."""

import html
import json
import re
import string
import unicodedata
from collections.abc import Mapping
from datetime import UTC, datetime
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin

import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from chronicle import build, characters, check, load, markup, privacy, schema, terms
from chronicle.model import Term, Words
from chronicle.pages import routes
from chronicle.problems import Lang, Place, show
from tests import tales
from tests.world import WORLD

CLOCK = datetime(2024, 1, 1, tzinfo=UTC)
DOCS = {f"{lang}/index.md": b"---\ntitle: T\ndescription: D\n---\n\n# T\n\n{{TIMELINE}}\n" for lang in ("nl", "en")}

# What a text can hold once it has been read: what nobody sees, or could be written in two ways, is refused before that.
TEXT = (
    st.text(st.characters(exclude_categories=("C", "Zl", "Zp")), max_size=40)
    .map(lambda text: unicodedata.normalize("NFC", text))
    .filter(lambda text: characters.oddity(text) is None)
)
TYPED = st.text(st.characters(codec="utf-8"), max_size=40)
MARKS = [
    *("*", "**", "_", "`", "[", "]", "(", ")", "](", "![", "<", ">", "</", '"', "'", "&", "\\", "|", ":", "é"),
    *("\n", "\n\n", "    ", "# ", "- ", "1. ", "> ", "~~~", "```", "---", "{{", "}}", "{%", "%}", "<!--", "]]>"),
    *("<script>", "<a href=", "onclick=", "&lt;", "&#60;", "javascript:alert(1)", "data:text/html,x"),
    *("https://voorbeeld.nl/", "HTTP://x.nl", "//x.nl", "alliantie", "convenant", "[a](alliantie)"),
    *("[b](https://voorbeeld.nl/a_b*c?d=e&f)", "[c](javascript:x)"),
]
PROSE = st.lists(st.sampled_from(MARKS) | TEXT, max_size=14).map("".join)
# A busy machine is slow; that is no fault of the code.
MODEST = settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
FEW = settings(MODEST, max_examples=25)


class Tags(HTMLParser):
    """What an HTML parser sees: the elements with their attributes, and the text between them."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.other: list[str] = []
        self.text = ""
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self.text += "" if tag in {"em", "strong", "a"} else " "

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        self.other.append(data)

    def handle_decl(self, decl: str) -> None:
        self.other.append(decl)

    def handle_pi(self, data: str) -> None:
        self.other.append(data)


def link_to(identifier: str) -> str | None:
    return f"../{identifier}/" if identifier in {"alliantie", "convenant"} else None


def folded(text: str) -> str:
    return " ".join(text.split())


# Reading

FIELDS = sorted({field.name for record in (schema.EVENT, schema.SOURCE, schema.EVIDENCE, *schema.VOCABULARIES.values())
                 for field in record.fields} | {"nl", "en", "row", "col"})  # fmt: skip
WORDS = st.sampled_from(
    ["alliantie", "brief", "assen", "sociaal", "2009", "2009-02-30", "[2009..", "/", "all", "happened", "no", ""]
)
VALUES: st.SearchStrategy[Any] = st.recursive(
    WORDS | TYPED,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(FIELDS) | TYPED, inner, max_size=6),
    max_leaves=12,
)
PLACES = [
    *sorted(tales.small()),
    *(f"timeline/events/{name}" for name in ("2010/b.yaml", "x/b.yaml", "b.yaml", "2010/\n\x1b\udc80.yaml")),
    *("timeline/sources/b.yaml", "timeline/vocabulary/b.yaml", "timeline/images/a.jpg", "timeline/x"),
]


def said_of(files: Mapping[str, bytes]) -> list[tuple[Place, Mapping[str, str]]]:
    """Load and check, and show what was found in every way."""
    loaded = load.load(files)
    problems = check.check(loaded, texts={"brief": "De eerste"})
    show(problems, texts=loaded.texts, lang="nl", output="text")
    show(problems, texts=loaded.texts, lang="en", output="github")
    return [(problem.place, loaded.texts) for problem in problems]


def assert_inside(place: Place, texts: Mapping[str, str]) -> None:
    """A place lies in its file: on one of its lines, at one of its characters or just behind the last."""
    lines = texts.get(place.file, "").split("\n")
    assert 1 <= place.line <= len(lines), place
    assert 1 <= place.column <= len(lines[place.line - 1]) + 1, place


@MODEST
@given(st.sampled_from(PLACES), st.binary(max_size=200))
@example("timeline/events/2009/alliantie.yaml", b"\xef\xbb\xbf\xff")
@example("timeline/events/2009/alliantie.yaml", b"- [\n\t{")
@example("timeline/events/2009/alliantie.yaml", b'a: "\\ud800"')
@example("timeline/events/2009/alliantie.yaml", b"[" * 5000)
def test_no_bytes_in_any_file_make_reading_stop(name: str, data: bytes) -> None:
    for place, texts in said_of({**tales.small(), name: data}):
        assert_inside(place, texts)


@MODEST
@given(st.sampled_from(PLACES), VALUES)
def test_no_yaml_in_any_file_makes_reading_stop(name: str, value: object) -> None:
    data = yaml.safe_dump(value, allow_unicode=True).encode()
    for place, texts in said_of({**tales.small(), name: data}):
        assert_inside(place, texts)


@MODEST
@given(st.data())
def test_no_slip_of_the_keyboard_makes_reading_stop(data: st.DataObject) -> None:
    files = tales.small()
    name = data.draw(st.sampled_from(sorted(files)))
    text = files[name].decode()
    at = data.draw(st.integers(0, len(text)))
    typed = data.draw(
        st.sampled_from([*MARKS, "\t", "\r", "\x00", "\u2028", ": ", "? ", "* ", "!x ", "%", "@"]) | TYPED
    )
    gone = data.draw(st.integers(0, 3))
    files[name] = (text[:at] + typed + text[at + gone :]).encode()
    for place, texts in said_of(files):
        assert_inside(place, texts)


@FEW
@given(st.permutations(sorted(tales.small(WORLD))))
def test_the_order_of_files_never_changes_what_is_built(order: list[str]) -> None:
    files = tales.small(WORLD)

    def built(names: list[str]) -> build.Built:
        given = {name: files[name] for name in names}
        return build.build(given, DOCS, site_url="https://x.nl/", repo_url=None, generated_at=CLOCK)

    one, other = built(sorted(files)), built(order)
    assert len(one.files) > 50
    assert one.files == other.files
    assert one.problems == other.problems


# Markup


@MODEST
@given(PROSE)
@example("*_`<&\"'\\{{x}}{% y %}|~#:;@!?()[]$^=+-.,/%")
def test_coded_text_has_nothing_special_left_and_reads_the_same(text: str) -> None:
    made = markup.coded(text)
    assert not set(re.sub(r"&#[0-9]+;", "", made)) & set(string.punctuation)
    assert html.unescape(made) == folded(text)


@MODEST
@given(PROSE)
@example("*_`<&\"'\\{{x}}{% y %}|~#[]$^&amp;&#42;")
def test_escaped_text_has_no_markup_left_and_reads_the_same(text: str) -> None:
    made = markup.escaped(text)
    assert not set(re.sub(r"&(?:#x?[0-9a-f]+|amp|lt|gt|quot);", "", made)) & set("<>&\"'*_`[]{}\\|~$^#")
    assert html.unescape(made) == text


@MODEST
@given(PROSE)
@example(
    "[a](<javascript:alert(1)>) [b](JaVaScRiPt:x) [c](data:text/html,x) [d](&#106;avascript:x) [e](\\javascript:x)"
)
@example("<script>alert(1)</script><img src=x onerror=alert(1)>")
@example('[a](https://x.nl/"onclick="alert(1)) [b](https://x.nl/ "title")')
@example("[a]: javascript:x\n\n[a] [b][a]")
def test_prose_is_only_paragraphs_emphasis_lists_and_links(text: str) -> None:
    seen = Tags(markup.prose_html(text, link_to))
    assert {tag for tag, _ in seen.elements} <= {"p", "em", "strong", "ul", "ol", "li", "a"}
    assert seen.other == []
    for tag, attributes in seen.elements:
        assert set(attributes) == ({"href", "rel"} if tag == "a" and "href" in attributes else set())
        address = attributes.get("href")
        assert address is None or re.match(r"https?://|\.\./(?:alliantie|convenant)/\Z", address, re.IGNORECASE)


@MODEST
@given(PROSE)
@example("a <b> [c](alliantie) [d](weg) *e* & f\\_g &amp; **h**\n- i\n- j\n\n1. k")
def test_prose_says_the_same_as_html_and_as_text(text: str) -> None:
    assert folded(Tags(markup.prose_html(text, link_to)).text) == folded(markup.prose_text(text))


@MODEST
@given(PROSE)
def test_prose_as_text_has_no_line_ends_but_between_blocks(text: str) -> None:
    assert not re.search(r"\r|\n\n\n", markup.prose_text(text))


def test_prose_as_text_drops_the_marks() -> None:
    assert (
        markup.prose_text("*Een* [tweede](alliantie)\nregel.\n\n- punt\n- **punt**") == "Een tweede regel.\npunt\npunt"
    )


# Addresses

SEGMENT = st.sampled_from(["a", "b", "events", "gemeenten", "alliantie", "aa-en-hunze", "2009"])
FOLDER = st.lists(SEGMENT, max_size=4).map(lambda parts: "".join(f"{part}/" for part in parts))
TARGET = FOLDER | st.builds(str.__add__, FOLDER, st.sampled_from(["a.jpg", "sitemap.xml"]))


@MODEST
@given(FOLDER, TARGET)
def test_a_relative_address_leads_to_its_target_from_any_root(start: str, target: str) -> None:
    relative = routes.relative(start, target)
    assert relative
    assert not relative.startswith("/")
    for root in ("https://x.nl/", "https://x.nl/repo/", "http://127.0.0.1:8000/a/b/"):
        assert urljoin(root + start, relative) == root + target


# Terms

WORD = st.text(st.sampled_from("aéB &<'’-#;9"), min_size=1, max_size=6).map(str.strip).filter(bool)


@MODEST
@given(st.lists(WORD, min_size=1, max_size=4, unique=True), st.lists(WORD, max_size=12), st.sampled_from(["nl", "en"]))
@example(["amp", "39", "lt"], ["&", "'", "<"], "nl")
@example(["alliantie"], ["Alliantie", "alliantie", "alliantieoverleg", "alliantie-overleg"], "nl")
def test_each_term_is_linked_once_and_no_word_is_changed(names: list[str], words: list[str], lang: Lang) -> None:
    glossary = [
        Term(id=f"t{i}", place=Place("g"), term=Words(nl=name, en=name), explanation=Words(nl="."))
        for i, name in enumerate(names)
    ]
    explained = terms.Explained()
    text = " ".join(words)
    finder = terms.finder(glossary, lang)
    made = terms.link_terms(f"<p>{markup.escaped(text)}</p>", finder, explained)
    again = terms.link_terms(f"<p>{markup.escaped(text)}</p>", finder, explained)
    seen = Tags(made)
    linked = [attributes["href"] for tag, attributes in seen.elements if tag == "a"]
    assert seen.text.removeprefix(" ") == text
    assert linked == [f"#term-{identifier}" for identifier in explained.ids]
    assert len(set(linked)) == len(linked)
    assert "<a" not in again


def test_a_term_is_found_as_a_whole_word_outside_links_and_at_the_start_of_a_sentence() -> None:
    glossary = [
        Term(id="t", place=Place("g"), term=Words(nl="alliantie"), explanation=Words(nl="."), forms_nl=("allianties",))
    ]
    finder, explained = terms.finder(glossary, "nl"), terms.Explained()
    text = '<p><a href="x">alliantie</a> alliantieoverleg <em>Allianties</em> alliantie</p>'
    link = '<a class="tl-term" href="#term-t">Allianties</a>'
    assert terms.link_terms(text, finder, explained) == text.replace("Allianties", link)


def test_a_dutch_term_is_not_looked_for_in_english_texts() -> None:
    glossary = [Term(id="t", place=Place("g"), term=Words(nl="alliantie"), explanation=Words(nl="."))]
    assert terms.link_terms("<p>alliantie</p>", terms.finder(glossary, "en"), terms.Explained()) == "<p>alliantie</p>"


# Privacy

DIGITS = st.text(st.sampled_from(string.digits), min_size=9, max_size=9)


def completed(digits: str) -> str | None:
    """The citizen number that begins with eight digits, where there is one: its last digit follows from the others."""
    rest = sum((9 - i) * int(digit) for i, digit in enumerate(digits[:8])) % 11
    return digits[:8] + str(rest) if rest < 10 and digits[:8] != "00000000" else None


@MODEST
@given(DIGITS, st.integers(0, 8), st.integers(1, 9))
def test_a_citizen_number_is_told_and_one_digit_changed_makes_it_none(digits: str, at: int, by: int) -> None:
    number = completed(digits)
    if number is None:
        number = "111222333"
    assert privacy.passes_eleven_test(number)
    changed = number[:at] + str((int(number[at]) + by) % 10) + number[at + 1 :]
    assert not privacy.passes_eleven_test(changed)
    assert [found.kind for found in privacy.suspicions(f"nummer {number}.")] in (
        ["citizen-number"], ["telephone"], ["telephone", "citizen-number"],
    )  # fmt: skip


@MODEST
@given(DIGITS)
def test_a_citizen_number_inside_a_longer_number_is_none(digits: str) -> None:
    number = completed(digits) or "111222333"
    assert "citizen-number" not in [found.kind for found in privacy.suspicions(f"7{number} {number}7 x-{number}")]


@MODEST
@given(PROSE)
def test_a_suspicion_stands_where_it_says(text: str) -> None:
    mixed = f"{text} info@example.nl {text} 0592 36 55 55 {text}"
    found = list(privacy.suspicions(mixed))
    assert {"e-mail", "telephone"} <= {one.kind for one in found}
    assert all(mixed[one.offset :].startswith(one.text) for one in found)


# The machine's view


@FEW
@given(PROSE)
def test_any_text_in_a_quotation_reaches_the_api_unchanged(text: str) -> None:
    line = folded(text)[:100].strip() or "-"
    event = tales.base()["events/2009/alliantie.yaml"].decode()
    event = event.replace("quote: De eerste alliantie is getekend.", f"quote: {json.dumps(line, ensure_ascii=False)}")
    built = build.build(
        tales.small({"events/2009/alliantie.yaml": event}),
        DOCS,
        site_url="https://x.nl/",
        repo_url=None,
        generated_at=CLOCK,
    )
    assert built.problems == ()
    (found,) = json.loads(built.files["root/api/v1/events.json"])["events"]
    assert found["evidence"][0]["quote"] == line
