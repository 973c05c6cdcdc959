"""Two other libraries read the same stories; where they differ from us is listed with the reason why we are right.

`edtf` from PyPI runs here, `edtf` from npm in the Node that the tests' environment carries.
"""

import contextlib
import io
import json
import subprocess
import sys
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import edtf
import yaml

PROJECT = Path(__file__).parents[2]
NODE = str(Path(sys.executable).with_name("node"))
STORIES = Path(__file__).parent / "stories"
REFUSED = "refused"
JAVASCRIPT = """
import edtf from 'edtf'
import fs from 'node:fs'
const day = (time) => {
  if (time === undefined || time === null || Math.abs(time) === Infinity) return 'open'
  const date = new Date(time)
  return [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()].join('-')
}
const answer = (text) => {
  try { const date = edtf(text); return `${day(date.min)} ${day(date.max)}` } catch { return 'refused' }
}
console.log(JSON.stringify(JSON.parse(fs.readFileSync(0, 'utf8')).map(answer)))
"""


def story(name: str) -> Any:
    return yaml.safe_load((STORIES / f"{name}.yaml").read_text(encoding="utf-8"))


def plain(day: str) -> str:
    """A day without leading zeros; a side without a day is `open`, for neither library tells the two apart."""
    if day in ("open", "unknown"):
        return "open"
    minus, digits = ("-", day[1:]) if day.startswith("-") else ("", day)
    return minus + "-".join(str(int(part)) for part in digits.split("-"))


def ours() -> dict[str, str]:
    """What the stories say, as `first last` or `refused`."""
    answers = {item["text"]: REFUSED for item in story("invalid")}
    for item in story("valid"):
        first, last = item["earliest"], item["latest"]
        first, last = (first[1:] + "-1-1" if first[0] == "Y" else plain(first)), last
        last = last[1:] + "-12-31" if last[0] == "Y" else plain(last)
        answers[item["edtf"]] = f"{first} {last}"
    return answers


def listed(library: str) -> list[str]:
    found = next(item for item in story("second_opinions") if item["library"] == library)
    assert all(difference["because"] for difference in found["differences"])
    return [text for difference in found["differences"] for text in difference["texts"]]


def differ(answers: dict[str, str], library: str) -> None:
    expected = ours()
    assert len(answers) == len(expected) >= 230
    known = listed(library)
    assert len(known) == len(set(known))
    assert {text for text, answer in answers.items() if answer != expected[text]} == set(known)


def python_answer(text: str, parse: Callable[[str], Any]) -> str:
    def day(time: Any) -> str:
        return "open" if isinstance(time, float) else f"{time[0]}-{time[1]}-{time[2]}"

    with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            date = parse(text)
        except Exception:  # noqa: BLE001  # it raises many kinds, and refusing is all we ask
            return REFUSED
        try:
            return f"{day(date.lower_strict())} {day(date.upper_strict())}"
        except Exception as error:  # noqa: BLE001
            return f"accepted, then {type(error).__name__}"


def test_edtf_from_pypi() -> None:
    differ({text: python_answer(text, edtf.parse_edtf) for text in ours()}, "edtf 5.0.2 (PyPI)")


def test_edtf_from_npm() -> None:
    texts = list(ours())
    command = [NODE, "--input-type=module", "--eval", JAVASCRIPT]
    done = subprocess.run(command, cwd=PROJECT, input=json.dumps(texts), capture_output=True, text=True, check=True)
    differ(dict(zip(texts, json.loads(done.stdout), strict=True)), "edtf 4.11.1 (npm)")
