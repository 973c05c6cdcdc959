"""The stories: what is valid and what it means, what is not and why, how it is worded, and what people type."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from chronicle.dates import Date, DateError, parse, propose, wording
from chronicle.dates.errors import MESSAGES

STORIES = Path(__file__).parent / "stories"
GUIDE = Path(__file__).parents[2] / "docs" / "dates.md"
ROW = re.compile(r"^\| `(?P<edtf>[^`]+)` \| (?P<nl>[^|]+) \| (?P<en>[^|]+) \|$", re.MULTILINE)
LEAST = {"valid": 150, "invalid": 80, "wordings": 120, "forms": 30, "proposals": 120}


def stories(name: str) -> list[dict[str, Any]]:
    if name == "wordings":
        # The guide's own table, so that the guide cannot be wrong.
        return [m.groupdict() for m in ROW.finditer(GUIDE.read_text(encoding="utf-8"))]
    found: list[dict[str, Any]] = yaml.safe_load((STORIES / f"{name}.yaml").read_text(encoding="utf-8"))
    return found


def told(name: str, key: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("story", stories(name), ids=lambda story: str(story[key]))


def edge(date: Date, side: str) -> str:
    day = date.earliest if side == "earliest" else date.latest
    kind = date.earliest_kind if side == "earliest" else date.latest_kind
    assert (day is None) == (kind != "known")
    return kind if day is None else str(day)


@pytest.mark.parametrize("name", LEAST)
def test_there_are_enough_stories_and_no_two_are_the_same(name: str) -> None:
    found = [repr(story) for story in stories(name)]
    assert len(found) >= LEAST[name]
    assert len(set(found)) == len(found)


@told("valid", "edtf")
def test_valid(story: dict[str, Any]) -> None:
    date = parse(story["edtf"])
    assert date.edtf == story["edtf"]
    assert (edge(date, "earliest"), edge(date, "latest")) == (story["earliest"], story["latest"])
    assert date.precision == story["precision"]


@told("invalid", "text")
def test_invalid(story: dict[str, Any]) -> None:
    with pytest.raises(DateError) as caught:
        parse(story["text"])
    error = caught.value
    assert (error.offset, error.suggestion) == (story["offset"], story["suggestion"])
    assert story["says"] in error.message_nl
    assert error.message_en
    assert str(error) == error.message_en


def test_every_message_is_told_by_a_story() -> None:
    patterns = {
        code: re.compile(re.sub(r"\\{[a-z_]+\\}", ".*", re.escape(dutch.replace("{{", "{").replace("}}", "}"))))
        for code, (dutch, _) in MESSAGES.items()
    }
    said = set()
    for story in [*stories("invalid"), {"text": "2008" * 300}]:
        with pytest.raises(DateError) as caught:
            parse(story["text"])
        said |= {code for code, pattern in patterns.items() if pattern.fullmatch(caught.value.message_nl)}
    assert patterns.keys() - said == set()


@pytest.mark.parametrize("code", MESSAGES)
def test_messages_are_one_sentence_in_each_language(code: str) -> None:
    dutch, english = MESSAGES[code]
    assert dutch != english
    for message in (dutch, english):
        assert re.fullmatch(r"\S[^.]*(?:\.\.[^.]*)?\.", message.replace("(01–12)", ""))
        assert "\n" not in message


@told("wordings", "edtf")
def test_wording(story: dict[str, Any]) -> None:
    date = parse(story["edtf"])
    assert (wording(date, "nl"), wording(date, "en")) == (story["nl"], story["en"])


@told("forms", "edtf")
def test_short_and_spoken(story: dict[str, Any]) -> None:
    date, form = parse(story["edtf"]), story["form"]
    assert (wording(date, "nl", form=form), wording(date, "en", form=form)) == (story["nl"], story["en"])


@told("proposals", "text")
def test_proposal(story: dict[str, Any]) -> None:
    found = propose(story["text"])
    assert (found.edtf if found else None) == story["edtf"]
    assert found is None or found.needs_date_text == story["date_text"]


def test_every_wording_of_ours_is_understood_or_left_alone() -> None:
    """What we print and somebody types again never becomes another date."""
    understood = 0
    for story in stories("wordings"):
        date = parse(story["edtf"])
        for lang in ("nl", "en"):
            found = propose(story[lang])
            if found is None or found.needs_date_text:
                continue
            again = parse(found.edtf)
            same_days = (again.earliest, again.latest) == (date.earliest, date.latest)
            assert same_days or wording(again, lang) == story[lang]
            understood += 1
    assert understood >= 200


def test_other_languages_are_refused() -> None:
    with pytest.raises(ValueError, match="fr"):
        wording(parse("2008"), "fr")
