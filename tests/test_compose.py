"""What is composed is read back as it was: for every field of an event and a source, whatever its text."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from chronicle import characters, compose, dates, filing, nodes, schema, web
from chronicle.convert import convert, count_words
from chronicle.problems import Place

MODEST = settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow])

# Every character that the reader lets through, tabs included; line ends come apart from these.
SIGN = st.characters(exclude_categories=("C", "Zl", "Zp"), include_characters="\t").filter(
    lambda sign: characters.oddity(sign) is None
)
# What YAML would read as something else, or as the end of a text.
AWKWARD = [
    *("- a", "-", "--- a", "...", "? a", "?", "*a", "&a b", "!a", "|", ">", ">-", "%a", "@a", "`a`", "#a", "[a", "]"),
    *("{a: b}", "a: b", "a:", ": a", ":", "a #b", "a# b", "'", "''", '"', 'a"b', "\\", "\\n", "a\\", "=", "<<", ","),
    *("no", "Nee", "yes", "on", "~", "null", "true", "12:30", "2008", "0o17", "0x1f", "1e3", ".5", "-1", "1_000"),
    *(".inf", "2024-02-30", "2009-02-04T10:00:00Z", "all", "# yaml", "a  b", "a   b", "é–’‘“”…"),
    *("\U00010000", "\u00a0x", "\t", "a\tb", "\U0001f469", "日本", "\u0410a"),
]  # fmt: skip
PART = st.sampled_from(AWKWARD) | st.text(SIGN, max_size=12) | st.from_regex(r"[a-z]{1,30}", fullmatch=True)
GLUE = st.sampled_from([" ", " ", " ", "  ", "", ": ", " #", "\t"])
LINES = st.sampled_from(["\n", "\n\n", "\n\n\n", " \n", "\n ", "\n\t", "\n  - ", "\n# ", "\n---\n"])


def texts(glue: st.SearchStrategy[str], most: int, words: int | None = None) -> st.SearchStrategy[str]:
    """Texts of parts with something between them; long ones, too."""
    pairs = st.lists(st.tuples(PART, glue), min_size=1, max_size=40)
    made = pairs.map(lambda all_parts: "".join(part + between for part, between in all_parts))
    # Two letters beside each other may have a composed form, or be marks on one letter.
    composed = made.map(lambda text: unicodedata.normalize("NFC", text)[:most])
    fine = composed.filter(lambda text: characters.oddity(text) is None)
    return fine.filter(lambda text: bool(text.strip()) and (words is None or count_words(text) <= words))


EDTF = [
    *("2009", "2009-02-04", "2011-22", "2008-06~/", "[..2007]", "{2008,2010..}", "-0500", "?2008", "%2008-%05", "0000"),
    *("../2008", "Y17E7", "199X", "2009-02-04T10:00:00Z", "2008-06~", "[2012-01-21..2012-01-31]", "1XXX-12"),
]
ADDRESS = st.from_regex(
    r"https?://[a-z0-9@:%-]{1,20}(?:[/?#][A-Za-z0-9!$&()*+,;=:@%._~#-]{0,80})?", fullmatch=True
).filter(web.is_address)
KINDS: Mapping[type, Callable[[Any], st.SearchStrategy[Any]]] = {
    schema.Line: lambda kind: texts(GLUE, kind.max_length),
    schema.Prose: lambda kind: texts(GLUE | LINES, kind.max_length),
    schema.Quote: lambda kind: texts(GLUE, kind.max_length, schema.QUOTE_WORDS),
    schema.Edtf: lambda _kind: st.sampled_from(EDTF),
    schema.Url: lambda _kind: ADDRESS,
    schema.Choice: lambda kind: st.sampled_from(kind.options),
    schema.Identifier: lambda kind: texts(GLUE, 100) if kind.refers == "publisher" else st.from_regex(
        r"[a-z0-9]{1,12}(?:-[a-z0-9]{1,12}){0,4}", fullmatch=True),
    schema.Pattern: lambda kind: st.from_regex(re.compile(kind.pattern, re.ASCII), fullmatch=True),
}  # fmt: skip


def values_of(kind: schema.FieldType) -> st.SearchStrategy[Any]:
    """Every valid value of a field."""
    if isinstance(kind, schema.Record):
        required = {f.name: values_of(f.of) for f in kind.fields if f.required}
        optional = {f.name: values_of(f.of) for f in kind.fields if not f.required}
        return st.fixed_dictionaries(required, optional=optional)
    if isinstance(kind, schema.Bilingual):
        return st.fixed_dictionaries({"nl": values_of(kind.of)}, optional={"en": values_of(kind.of)})
    if isinstance(kind, schema.ListOf):
        few = st.lists(values_of(kind.of), min_size=1, max_size=3, unique_by=str).map(tuple)
        return few | st.just(kind.or_word) if kind.or_word else few
    return KINDS[type(kind)](kind)


def as_read(value: Any, kind: schema.FieldType) -> Any:
    """What the reader should make of a value: it folds white space at both ends, and reads dates."""
    if isinstance(kind, schema.Record):
        return {f.name: as_read(value[f.name], f.of) for f in kind.fields if f.name in value}
    if isinstance(kind, schema.Bilingual):
        return {lang: text.strip() for lang, text in value.items()}
    if isinstance(kind, schema.ListOf) and not isinstance(value, str):
        return tuple(as_read(item, kind.of) for item in value)
    return dates.parse(value) if isinstance(kind, schema.Edtf) else value.strip()


def read_back(text: str, record: schema.Record) -> Any:
    """What comes of a file, from its bytes on; it may only lack English."""
    decoded, problems = nodes.decode(text.encode(), "x.yaml")
    node, more = nodes.read(decoded, "x.yaml")
    assert [problem for problem in [*problems, *more] if problem.severity == "error"] == []
    assert node is not None
    found = convert(node, record)
    assert {problem.code for problem in found.problems} <= {"no-english"}
    return found.values


PAST_THE_FOLD = " ".join(["woord"] * 30)


def with_summary(text: str) -> dict[str, Any]:
    return {
        "date": "2009",
        "title": {"nl": "T"},
        "summary": {"nl": text},
        "kind": "k",
        "themes": ("t",),
        "evidence": ({"source": "s", "says": "planned", "quote": text.replace("\n", " ")[:20].strip() or "q"},),
    }


@MODEST
@given(values_of(schema.EVENT))
@example(with_summary(f"{PAST_THE_FOLD}\n\n{PAST_THE_FOLD}  {PAST_THE_FOLD}\n\n\n- een\n- twee"))
@example(with_summary(f" {PAST_THE_FOLD} \n \n\t{PAST_THE_FOLD}\n"))
@example(with_summary("- a\n\N{NO-BREAK SPACE}x"))
@example(with_summary(f"a\n\n \N{IDEOGRAPHIC SPACE}{PAST_THE_FOLD}\n\N{NO-BREAK SPACE}{PAST_THE_FOLD} {PAST_THE_FOLD}"))
@example(with_summary(f"- {PAST_THE_FOLD}\n  - {PAST_THE_FOLD}"))
@example(with_summary(f"{PAST_THE_FOLD}: #{PAST_THE_FOLD} 👩 \U00010000\n\n# kop\n---\n..."))
@example(with_summary(f"#{'x' * 300} {'y' * 300}\n{PAST_THE_FOLD}"))
def test_an_event_is_read_back_as_it_was(values: dict[str, Any]) -> None:
    assert read_back(compose.event(values), schema.EVENT) == as_read(values, schema.EVENT)


@MODEST
@given(values_of(schema.SOURCE))
def test_a_source_is_read_back_as_it_was(values: dict[str, Any]) -> None:
    assert read_back(compose.source(values), schema.SOURCE) == as_read(values, schema.SOURCE)


@MODEST
@given(texts(GLUE | LINES, 3000))
@example("".join(f"{word} " for word in AWKWARD))
@example("\n".join(AWKWARD))
@example("\n\n".join(f"{word} {PAST_THE_FOLD[:30]}" for word in AWKWARD)[:3000])
def test_any_text_is_read_back_as_it_was(text: str) -> None:
    assert read_back(compose.event(with_summary(text)), schema.EVENT)["summary"] == {"nl": text.strip()}


@pytest.mark.parametrize("text", AWKWARD)
def test_an_awkward_text_is_read_back_wherever_it_stands(text: str) -> None:
    line = text.replace("\n", " ")
    values = {**with_summary(f"{text} {PAST_THE_FOLD}"), "title": {"nl": f"x{line}", "en": f"{line}x"}}
    values["place"] = {"nl": f".{line}." if not line.strip() else line}
    assert read_back(compose.event(values), schema.EVENT) == as_read(values, schema.EVENT)


# What a person would have written


def test_an_event_looks_like_the_one_in_the_guide() -> None:
    values = with_summary(f"{PAST_THE_FOLD}\n\nTweede alinea.")
    values |= {
        "date": "2009-02-04",
        "title": {"en": "E: f", "nl": "Iets"},
        "municipalities": "all",
        "themes": ("a", "b"),
    }
    assert compose.event(values) == (
        "# yaml-language-server: $schema=../../schema/event.schema.json\n"
        "date: 2009-02-04\n"
        "title:\n"
        "  nl: Iets\n"
        "  en: 'E: f'\n"
        "summary:\n"
        "  nl: >-\n"
        f"    {' '.join(['woord'] * 17)}\n"
        f"    {' '.join(['woord'] * 13)}\n"
        "\n\n"
        "    Tweede alinea.\n"
        "kind: k\n"
        "themes: [a, b]\n"
        "municipalities: all\n"
        "evidence:\n"
        "  - source: s\n"
        "    says: planned\n"
        "    quote: woord woord woord wo\n"
    )


def test_short_lines_stay_lines() -> None:
    assert "  nl: |-\n    Dit:\n\n    - een\n    - twee\n" in compose.event(with_summary("Dit:\n\n- een\n- twee"))


def test_a_long_address_is_one_word_and_stays_in_its_line() -> None:
    address = f"https://voorbeeld.nl/{'a' * 150}"
    assert f"url: {address}\n" in compose.source({"kind": "web", "url": address})


@pytest.mark.parametrize("date", ["2009", "2009-02", "2009-02-04", "2011-22", "2008-06~/", "2008?", "199X", "-0500"])
def test_a_date_needs_no_quotation_marks(date: str) -> None:
    assert f"\ndate: {date}\n" in compose.event({"date": date})


@MODEST
@given(values_of(schema.EVENT))
def test_other_readers_of_yaml_understand_it_too(values: dict[str, Any]) -> None:
    assert set(yaml.load(compose.event(values), Loader=yaml.BaseLoader)) == set(values)


# Names


@MODEST
@given(st.text(max_size=200) | texts(GLUE, 300) | st.from_regex(r"[0-9 ]{0,90}[a-z0-9 '-]{0,90}", fullmatch=True))
@example("2008 2009-2010")
@example("1" * 100)
@example("a" * 200)
@example("12345a 6789")
@example("²³¹¹ ½½ ①②③④ ٣٤٥٦ Ⅷ")
def test_a_proposed_name_is_empty_or_can_be_one(title: str) -> None:
    proposed = filing.identifier_for(title)
    assert proposed == "" or filing.id_problems(proposed, "event", Place("x")) == []
    assert len(proposed) <= 80
    assert not re.match("[0-9]{4}", proposed)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Eerste sociale alliantie, met de gemeente Assen", "eerste-sociale-alliantie-met-de-gemeente-assen"),
        ("Foto’s van thema's", "fotos-van-themas"),
        ("Coördinatie in ’t Drentse", "coordinatie-in-t-drentse"),
        ("Emmen–Assen/Coevorden", "emmen-assen-coevorden"),
        ("Straße, Bjørn & Łódź", "strasse-bjorn-lodz"),
        ("2008: het convenant van 2008", "het-convenant-van-2008"),
        ("IJsselĳs", "ijsselijs"),
        ("2008", ""),
        ("— … —", ""),
        ("日本", ""),
        ("woord " * 40, "woord-woord-woord-woord-woord-woord-woord-woord-woord-woord-woord-woord-woord"),
    ],
)
def test_a_name_is_made_of_a_title(title: str, name: str) -> None:
    assert filing.identifier_for(title) == name
