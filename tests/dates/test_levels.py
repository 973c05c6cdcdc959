"""The level of EDTF that a date needs: held against edtf.js, which tells the level of what it reads."""

import json
import subprocess
from functools import cache

import pytest

from chronicle import dates
from tests.dates.test_second_opinions import NODE, PROJECT, story

JAVASCRIPT = """
import { parse } from 'edtf'
import fs from 'node:fs'
const level = (text) => { try { return parse(text).level } catch { return null } }
console.log(JSON.stringify(JSON.parse(fs.readFileSync(0, 'utf8')).map(level)))
"""
# The Library of Congress has years before 0 on level 1; edtf.js reads them, and times in them, on any.
NEGATIVE = {"-1985", "-0001", "-0043-03-15", "-0004-02-29", "-9999", "-1000/-0999", "-0002-12-31/0001-01-01"}
# On level 1 the standard shows years with unspecified digits, and seasons, after Christ and with a digit left.
HIGHER = {"-2010-21", "-198X", "-01XX", "-00XX", "-0001-24", "XXXX", "-0001-04-12T23:20:30Z"}


@cache
def theirs() -> dict[str, int | None]:
    texts = [item["edtf"] for item in story("valid")]
    command = [NODE, "--input-type=module", "--eval", JAVASCRIPT]
    done = subprocess.run(command, cwd=PROJECT, input=json.dumps(texts), capture_output=True, text=True, check=True)
    return dict(zip(texts, json.loads(done.stdout), strict=True))


def test_another_library_finds_the_same_level() -> None:
    said = {text: their for text, their in theirs().items() if their is not None}
    assert len(said) > 170
    assert {text for text, their in said.items() if dates.level(dates.parse(text)) != their} == NEGATIVE | HIGHER
    assert {dates.level(dates.parse(text)) for text in NEGATIVE} == {1}
    assert {dates.level(dates.parse(text)) for text in HIGHER} == {2}


@pytest.mark.parametrize("edtf", ["2008", "2008-12", "2008-12-17", "2008-12/2009-01-02", "2008-12-17T10:00:00"])
def test_a_plain_date_and_a_range_of_them_need_nothing(edtf: str) -> None:
    assert dates.level(dates.parse(edtf)) == 0


@pytest.mark.parametrize("edtf", ["2008-06~/", "2008/..", "/2008", "2011-22", "2008?", "200X", "2008-XX", "Y12345"])
def test_what_is_vague_as_a_whole_needs_level_one(edtf: str) -> None:
    assert dates.level(dates.parse(edtf)) == 1


@pytest.mark.parametrize(
    "edtf", ["[2012-01-21..2012-01-31]", "{2008,2009}", "2008-33", "2008-06-~17", "1950S2", "2XXX"]
)
def test_sets_parts_of_a_date_and_other_parts_of_a_year_need_level_two(edtf: str) -> None:
    assert dates.level(dates.parse(edtf)) == 2
