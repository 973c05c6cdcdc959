"""Inputs that nobody thought of, against what must hold for all: seconds here, as long as one likes with `make fuzz`.

What was found is kept: as a story, as a case of the hostile corpus, or as an `@example` here.
"""

import html
import json
import re
import string
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

import markdown
import yaml
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from chronicle import build, characters, check, convert, dates, load, markup, nodes, privacy, schema, terms, web
from chronicle.model import Term, Timeline, Words
from chronicle.pages import site
from chronicle.problems import Place, has_errors, show
from tests import attacks, pages, tales
from tests.test_hostile import USUAL
from tests.world import WORLD

CLOCK = datetime(2024, 1, 1, tzinfo=UTC)
DOCS = {f"{lang}/index.md": b"---\ntitle: T\ndescription: D\n---\n\n# T\n\n{{TIMELINE}}\n" for lang in ("nl", "en")}
PATIENT = settings(deadline=None, suppress_health_check=list(HealthCheck))

# Whole attacks and their pieces: what the corpus knows, cut where a word ends and where a sign stands.
TEXTS = sorted(
    {case.text for case in attacks.cases() if case.text} | {"alliantie", "https://voorbeeld.example/a_b?c=d"}
)
PIECES = sorted(
    {piece for text in TEXTS for piece in re.findall(r"\w+|\W", text)} | set(string.punctuation) | {"\n", "\n\n"}
)
TYPED = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Co"]), max_size=8)
MIXED = st.lists(st.sampled_from(PIECES) | st.sampled_from(TEXTS) | TYPED, max_size=12).map("".join)
# What a text can be once it has been read.
READ = MIXED.map(lambda text: text.strip()).filter(lambda text: bool(text) and characters.oddity(text) is None)
LINE = READ.map(lambda text: " ".join(text.split())).filter(lambda text: characters.oddity(text) is None)


def link_to(identifier: str) -> str | None:
    return f"../{identifier}/" if identifier in {"alliantie", "convenant"} else None


def folded(text: str) -> str:
    return " ".join(text.split())


# Bytes


@st.composite
def mutated(draw: st.DrawFn, files: Mapping[str, bytes]) -> tuple[str, bytes]:
    """One of `files` with a few places changed: cut, doubled, repeated many times, or something put in."""
    name = draw(st.sampled_from(sorted(name for name in files if name.endswith(".yaml"))))
    data = files[name]
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.integers(0, 40)))
        put = draw(
            st.sampled_from(
                [b"", data[start:end] * 2, data[start:end] * 300, b"\n", b"  ", b": ", b"- ", b"&a ", b"*a "]
            )
            | MIXED.map(str.encode)
            | st.binary(max_size=6)
        )
        data = data[:start] + put + data[end:]
    return name, data


SMALL = tales.small(WORLD)


@PATIENT
@given(st.binary(max_size=400) | mutated(SMALL).map(lambda pair: pair[1]))
@example(b'a: "\\U0001F600\\uFE0F"\n')
def test_no_bytes_stop_the_reader_and_what_it_reads_is_sound(data: bytes) -> None:
    text, problems = nodes.decode(data, "f")
    if problems:
        return
    node, problems = nodes.read(text, "f")
    lines = text.split("\n")
    for problem in problems:
        assert 1 <= problem.place.line <= len(lines)
        assert 1 <= problem.place.column <= len(lines[problem.place.line - 1]) + 1
    if node is None or has_errors(problems):
        return
    for record in (schema.EVENT, schema.SOURCE, *schema.VOCABULARIES.values()):
        found = convert.convert(node, record)
        for value in texts_in(found.values):
            assert characters.oddity(value) is None
            assert value == value.strip() != ""


def texts_in(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for inner in value.values() for text in texts_in(inner)]
    if isinstance(value, tuple):
        return [text for inner in value for text in texts_in(inner)]
    return [value] if isinstance(value, str) else []


@PATIENT
@given(mutated(SMALL))
def test_whole_timelines_are_refused_or_built_and_never_live(pair: tuple[str, bytes]) -> None:
    files = {**SMALL, pair[0]: pair[1]}
    made = build.build(files, DOCS, site_url="https://x.nl/", repo_url=None, generated_at=CLOCK)
    for output in ("text", "github", "json"):
        show(made.problems, texts=made.texts, lang="en", output=output)
    assert bool(made.files) != has_errors(made.problems)
    for name, data in made.files.items():
        assert re.fullmatch(r"(?:nl|en|root)/[a-z0-9/._-]+", name), name
        if name.endswith(".md"):
            assert {tag for tag, _ in pages.read(data).root.outline()} <= TAGS


TAGS = set(
    re.findall(
        r"\S+",
        "h1 h2 h3 h4 p em strong ul ol li a div span article section nav aside dl dt dd time cite blockquote figure"
        " figcaption img code br details summary form fieldset legend label input select option button"
        " svg defs lineargradient stop mask rect g path circle text title",
    )
)


# Names

NAMES = st.lists(
    st.sampled_from([*"/.-_ \n\r\x00\x1b", "..", "events", "sources", "images", "2009", ".yaml", ".jpg", "::error::"])
    | st.text(max_size=4),
    max_size=8,
).map("".join)


@PATIENT
@given(
    NAMES, st.sampled_from(["", "events/2009/", "sources/", "vocabulary/", "images/"]), st.sampled_from(["", ".yaml"])
)
@example("\ud800", "events/2009/", ".yaml")
def test_no_name_of_a_file_gets_out_of_the_build_or_of_its_line(name: str, folder: str, ending: str) -> None:
    files = {**tales.small(), f"timeline/{folder}{name}{ending}": tales.base()["events/2009/alliantie.yaml"]}
    made = build.build(files, DOCS, site_url="https://x.nl/", repo_url=None, generated_at=CLOCK)
    assert [path for path in made.files if not re.fullmatch(r"(?:nl|en|root)/[a-z0-9/._-]+", path)] == []
    said = show(made.problems, texts=made.texts, lang="nl", output="github")
    assert len(said.splitlines()) == len({(p.place, p.code, p.message.nl) for p in made.problems})
    assert all(line.startswith(("::error file=", "::notice file=")) for line in said.splitlines())
    assert not re.search("[\x00-\x08\x0b-\x1f]", show(made.problems, texts=made.texts, lang="nl", output="text"))


# Dates

EDTF = st.lists(
    st.sampled_from([*"0123456789-/?~%XYESTZ:+,.[]{}", "..", "2009", "-02", "-30", "E9", "S3", "٢", "\uff10"]),
    max_size=14,
).map("".join)


def read(text: str) -> dates.Date | dates.DateError:
    try:
        return dates.parse(text)
    except dates.DateError as error:
        return error


@PATIENT
@given(EDTF | MIXED)
@example("{0000..0199,0200..0399,0400..0599}")
def test_a_date_is_refused_or_bounded_ordered_and_worded(text: str) -> None:
    date = read(text)
    if isinstance(date, dates.DateError):
        assert 0 <= date.offset <= len(text)
        assert date.message_nl != date.message_en
        return
    assert re.fullmatch(r"[0-9XYESTZ?~%/.,\[\]{}:+-]+", text)
    assert len(dates.years(date)) <= 400
    assert dates.sort_key(date) == dates.sort_key(dates.parse(text))
    for lang in ("nl", "en"):
        worded = dates.wording(date, lang)
        assert worded.strip() == worded != ""
        assert not set(worded) & set('<>&"`*_[]{}|\\')


# Markup


@PATIENT
@given(READ)
@example("2009. Een jaar.")
@example("- " * 30 + "a")
@example("[a](<https://x.nl/\"'>) [b](https://x.nl/`)")
def test_prose_is_what_it_seems_and_no_engine_reads_it_again(text: str) -> None:
    made = markup.prose_html(text, link_to)
    body = f"# T\n\n<div>{made}</div>\n"
    plain = pages.parsed(markdown.markdown(body, extensions=["toc", "tables"]))
    usual = pages.parsed(markdown.markdown(body, extensions=USUAL))
    assert usual.outline() == plain.outline()
    assert usual.text == plain.text
    (block,) = plain.all("div")
    for element in block.walk():
        assert element.name in {"p", "em", "strong", "ul", "ol", "li", "a"}
        if element.attributes:
            assert element.name == "a"
            address = str(element.attributes["href"])
            assert element.attributes.get("rel") == "noopener"
            assert web.is_address(html.unescape(address)) or re.fullmatch(r"\.\./(?:alliantie|convenant)/", address)
    assert "".join(block.text.split()) == "".join(markup.prose_text(text).split())


@PATIENT
@given(LINE)
def test_a_line_is_read_as_it_was_typed_wherever_it_stands(text: str) -> None:
    body = f"{site._heading(markup.coded(text), text, '')}\n\n<div><p>{markup.escaped(text)}</p></div>\n"
    for extensions in (["toc", "tables"], USUAL):
        root = pages.parsed(markdown.markdown(body, extensions=extensions))
        assert [name for name, _ in root.outline()] == ["h1", "div", "p"]
        assert (root.one("h1").text, root.one("p").text) == (text, text)
    whole = site.site(Timeline(), "nl", site_url="https://voorbeeld.nl/", repo_url=None)
    front = site.front_matter(whole, title=text, description=text, address="a/", twin="b/", data={})
    fields = yaml.safe_load(front.removeprefix("---\n").removesuffix("---\n"))
    assert list(fields) == [
        "title",
        "description",
        "twin",
        "path_nl",
        "path_en",
        "kind",
        "picture",
        "picture_alt",
        "data",
    ]
    assert html.unescape(fields["title"]) == html.unescape(fields["description"]) == text
    assert json.loads(fields["data"])["name"] == text


@PATIENT
@given(st.lists(LINE, min_size=1, max_size=4), READ)
def test_a_term_changes_no_word_and_makes_nothing_live(names: list[str], text: str) -> None:
    glossary = [
        Term(id=f"t{number}", place=Place("g"), term=Words(nl=name), explanation=Words(nl="."))
        for number, name in enumerate(names)
    ]
    made = markup.prose_html(text, link_to)
    linked = pages.parsed(terms.link_terms(made, terms.finder(glossary, "nl"), terms.Explained()))
    assert linked.text == pages.parsed(made).text
    assert {element.attributes.get("class") for element in linked.walk()} <= {None, "tl-term"}


# Addresses and private data

ADDRESS = st.builds(
    str.__add__,
    st.sampled_from(["https://", "http://", "HTTPS://", "https:", "javascript:", ""]),
    st.lists(
        st.sampled_from([*"abz09.-_:@/\\?#[]%&'\"<> \t\n", "nl", "::1", "80", "é", "。"]) | TYPED, max_size=12
    ).map("".join),
)


@PATIENT
@given(ADDRESS)
def test_an_address_leads_where_it_seems_to(text: str) -> None:
    assume(web.is_address(text))
    parts = urlsplit(text)
    assert parts.scheme in {"http", "https"}
    assert parts.username is parts.password is None
    assert parts.hostname
    assert parts.port is None or 0 <= parts.port <= 65535
    assert not re.search(r"[\s<>\"'\\]", text)


@PATIENT
@given(
    st.lists(st.sampled_from([*"0123456789 .-()+", "06", "+31", "(0)", "a@b.nl", "(at)", "\n", "behandeld door"])).map(
        "".join
    )
)
def test_the_quick_look_for_private_data_misses_nothing(text: str) -> None:
    there = {kind for kind, pattern in privacy._PATTERNS.items() if pattern.search(text)}
    assert there <= set(privacy._kinds(text))


PRIVATE = ["jan@voorbeeld.example", "0592 123456", "06-12345678", "111222333", "behandeld door X"]


@PATIENT
@given(st.data(), st.sampled_from(PRIVATE), LINE)
@example(None, "jan&#64;voorbeeld.example", "a")
@example(None, "06 123&nbsp;456&nbsp;78", "a")
def test_what_a_reader_would_see_is_looked_at(data: st.DataObject | None, text: str, around: str) -> None:
    """Private data cannot hide behind entities, backslashes, emphasis, links or line ends."""
    if data is not None:
        text = "".join(data.draw(st.sampled_from(disguises(character))) for character in text)
        text = data.draw(st.sampled_from([text, f"{around}\n\n{text}", f"- {text}", f"*{text}* {around}"]))
    event = attacks.plain_event("brief")
    event["summary"] = {"nl": text, "en": "."}
    files = tales.small({"events/2009/geval.yaml": attacks.written(event, "geval")})
    loaded = load.load(files)
    found = {problem.code for problem in check.check(loaded)}
    if "geval" in {one.id for one in loaded.timeline.events}:
        (words,) = [one.summary for one in loaded.timeline.events if one.id == "geval"]
        if list(privacy.suspicions(folded(markup.prose_text(words.nl)))):
            assert "private-data" in found


def disguises(character: str) -> list[str]:
    plain = [character] * 6
    if character == " ":
        return [*plain, "\n", "&nbsp;", "&#32;"]
    return [*plain, f"&#{ord(character)};", f"&#x{ord(character):x};", f"*{character}*", f"**{character}**",
            f"[{character}](alliantie)", f"[{character}](https://x.nl/ 'a')", f"\\{character}"]  # fmt: skip


def test_odd_characters_are_told_each_until_there_are_too_many() -> None:
    node, problems = nodes.read("title: " + "a\u200b" * 3, "x")
    assert isinstance(node, nodes.Fields)
    assert [value.text for _, value in node.entries if isinstance(value, nodes.Scalar)] == ["aaa"]
    assert [problem.place.column for problem in problems] == [9, 11, 13]
    node, problems = nodes.read("title: " + "a\u200b" * 150, "x")
    assert node is None
    assert len(problems) == 100


def test_what_cannot_be_put_right_in_as_many_characters_stops_there() -> None:
    # Its composed form is longer than it is.
    node, problems = nodes.read("title: \u0958\u200b", "x")
    assert node is None
    assert [problem.code for problem in problems] == ["bad-character", "not-composed"]
