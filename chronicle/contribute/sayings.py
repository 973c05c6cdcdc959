"""The messages and cures that one answer can call for, as templates: the words of `check`, with places to fill in."""

from collections.abc import Iterator, Mapping

from chronicle import alone, dates, faults, filing, privacy, references, refusals, schema
from chronicle.characters import Oddity
from chronicle.convert import Reference, convert
from chronicle.dates import errors
from chronicle.drafts import date_of, unreadable
from chronicle.nodes import read
from chronicle.privacy import Suspicion
from chronicle.problems import Lang, Message, Place, Problem

_HERE = Place("x")
# Stand-ins that no message holds by itself, and what each becomes.
_LENGTH, _LIMIT, _WORDS = 90_001, 70_001, 50_001
_NUMBERS = {_LENGTH - _LIMIT: "over", _LENGTH: "length", _LIMIT: "limit", _WORDS: "words"}
_TEXTS = {
    "idq-idq": "id", "2011-22": "suggestion", "<Txq>": "text", "Txq": "text", "Exq": "example", "Idq": "id",
    "hiq-hiq": "hit", "soq-soq": "some", "Fsq": "first", "Naq": "name", "Inq": "instead",
}  # fmt: skip
# What is said to somebody who typed a date in words that nobody can place: a year may be missing, or short.
_SPOKEN = Problem(
    place=_HERE,
    code="bad-date/spoken",
    message=Message(nl="Wij begrijpen deze datum niet.", en="We do not understand this date."),
    cure=Message(
        nl="Schrijf hem zo, met het hele jaar: 4 februari 2008.",
        en="Write it like this, with the whole year: 4 February 2008.",
    ),
)


def templates(lang: Lang) -> dict[str, dict[str, str]]:
    """Give {code: {"message", "cure"}} in one language. A code that has several sayings has the sort behind a slash."""
    return {
        code: {
            "message": _template(problem.message.in_language(lang)),
            "cure": _template(problem.cure.in_language(lang)),
        }
        for code, problem in _problems()
    }


def of_dates(lang: Lang) -> dict[str, str]:
    """Give what is said of a text that is no date, by the codes of the scripts that read dates, in one language."""
    # Braces that stand for themselves are doubled only in Python.
    said = {code: texts[lang == "en"].replace("{{", "{").replace("}}", "}") for code, texts in errors.MESSAGES.items()}
    return {**said, "no-year": _no_year().in_language(lang)}


def _no_year() -> Message:
    """Give what is said of a date without any year: it may be EDTF, and is no date of an event."""
    try:
        date_of("XXXX")
    except dates.DateError as error:
        return Message(nl=error.message_nl, en=error.message_en)
    raise AssertionError("a date without a year is no date of an event")


def _template(text: str) -> str:
    for number, name in _NUMBERS.items():
        text = text.replace(str(number), f"{{{name}}}")
    for stand_in, name in _TEXTS.items():
        text = text.replace(stand_in, f"{{{name}}}")
    return text


def _problems() -> Iterator[tuple[str, Problem]]:
    plain = (
        faults.empty(_HERE),
        faults.too_long(_LENGTH, _LIMIT, _HERE),
        faults.quote_too_long(_WORDS, _HERE),
        faults.not_a_url("<Txq>", _HERE),
        faults.wrong_shape("Txq", schema.Pattern(pattern="x", example="Exq"), _HERE),
        faults.not_a_choice("Txq", ("soq-soq",), _HERE),
        filing.id_problems("Idq", "event", _HERE)[0],
        filing.taken("Idq", "x", "Fsq"),
        *alone.all_before_the_twelve(dates.parse("1997"), _HERE),
        unreadable("\ufffd", "x"),
        _of('title: {nl: "a\\nb", en: x}', "several-lines"),
        _of("date: '?'", "bad-date"),
        _SPOKEN,
    )
    yield "bad-date/coarser", _of("date: 2011-22-45", "bad-date")
    for problem in plain:
        assert problem is not None
        yield problem.code, problem
    for kind in ("invisible", "decomposed", "stacked", "loose", "mixed"):
        problem = refusals.odd_character(Oddity(kind, 0, "Naq", "Inq"), _HERE)
        yield f"{problem.code}/{kind}", problem
    for name in privacy.KINDS:
        problem = privacy.problem(Suspicion(name, "", 0), _HERE)
        yield f"{problem.code}/{name}", problem
    for refers in ("event", "source", "kind", "theme", "municipality", "organisation", "publisher"):
        pointing = Reference(refers, "idq-idq", _HERE)
        problem = next(references.unknown([pointing], _known(refers, "soq-soq")))
        yield problem.code, problem
    hit = next(references.unknown([Reference("event", "hiq-hi", _HERE)], {"event": frozenset({"hiq-hiq"})}))
    yield "did-you-mean", hit


def _known(refers: str, identifier: str) -> Mapping[str, frozenset[str]]:
    return {"organisation" if refers == "publisher" else refers: frozenset({identifier})}


def _of(text: str, code: str) -> Problem:
    """Give the problem that reading an event of this text ends in."""
    node, problems = read(text, "x")
    found = [*problems, *(convert(node, schema.EVENT).problems if node is not None else [])]
    return next(problem for problem in found if problem.code == code)
