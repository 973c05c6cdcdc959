"""The page's scripts: what decides runs in Node without a page, and stands where the build put it."""

import json
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chronicle import axis, dates, inputs, load
from chronicle.pages import filters, lists, overview, site
from chronicle.pages.views import Wording
from tests import pages, projects

NODE = str(Path(sys.executable).with_name("node"))
SCRIPTS = [
    projects.PROJECT / "docs/assets/embedding.mjs",
    *sorted((projects.PROJECT / "docs/embed").glob("*.js")),
    *sorted((projects.PROJECT / "docs/assets/contribute").glob("*.mjs")),
    *sorted((projects.PROJECT / "docs/assets/timeline").glob("*.mjs")),
]
TESTS = sorted((projects.PROJECT / "tests/js").glob("*.test.mjs"))
REAL = load.load(inputs.read_folder(projects.PROJECT / "timeline", prefix="timeline/")).timeline
DUTCH = site.site(REAL, "nl", site_url="https://x.nl/", repo_url=None)
# These decide; they know no page.
PURE = {"axis", "postings", "select", "state", "words"}


def test_every_script_is_explained() -> None:
    told = (projects.PROJECT / "docs/architecture.md").read_text(encoding="utf-8")
    folders = (projects.PROJECT / "docs/assets", projects.PROJECT / "docs/embed")
    scripts = [path for folder in folders for path in (*folder.rglob("*.mjs"), *folder.rglob("*.js"))]
    assert len(scripts) > 15
    assert [path.name for path in scripts if f"{path.name}`" not in told] == []


def test_the_scripts_own_tests_hold() -> None:
    # And what of the embedder's form needs no page.
    assert {path.name.partition(".")[0] for path in TESTS} == PURE | {"embedding"}
    command = [NODE, "--test", "--test-reporter=spec", *map(str, TESTS)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    passed = re.search(r"pass (\d+)", done.stdout)
    assert passed is not None
    assert int(passed[1]) > 40
    assert "skipped 0" in done.stdout


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_a_script_is_short_and_asks_for_nothing_that_a_strict_policy_forbids(script: Path) -> None:
    text = script.read_text(encoding="utf-8")
    assert text.startswith(("// ", "/* ", "/*! "))
    assert len(text.splitlines()) <= 300
    assert max(map(len, text.splitlines())) <= 140
    forbidden = r"\beval\b|new Function|(?:inner|outer)HTML|document\.write|setAttribute\(\"(?:style|on)|cssText"
    forbidden += r"|https?://(?!www\.w3\.org/2000/svg)"
    assert re.findall(forbidden, text) == []
    if script.stem in PURE:
        assert re.findall(r"\b(?:document|window|location|history|navigator)\b", re.sub(r"//.*", "", text)) == []


def test_the_scripts_words_come_from_the_page() -> None:
    """What a reader sees is worded by the build: no text with a blank between letters is in a script's strings."""
    found = []
    for script in SCRIPTS:
        code = re.sub(r"(?m)^\s*(?://|/?\*).*$|//.*$", "", script.read_text(encoding="utf-8"))
        found += [one for one in re.findall(r'"([^"\n]*)"', code) if re.match(r"[A-Za-zé’]+ [a-zé’]+ ", one)]
    assert found == []


def node(script: str, data: Any) -> Any:
    """Run a script in the folder of the modules, with `data` as JSON, and give the JSON that it prints."""
    command = [
        NODE,
        "--input-type=module",
        "-e",
        f"const data = JSON.parse(process.argv[1]);{script}",
        json.dumps(data),
    ]
    done = subprocess.run(
        command, cwd=projects.PROJECT / "docs/assets/timeline", capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


PLACES = """
const { edges, number, scale } = await import(process.cwd() + "/axis.mjs");
const drawn = scale(data.stretches);
console.log(JSON.stringify([
  data.days.map((day) => drawn.at(number(day))),
  data.events.map((event) => edges(event, drawn)),
]));
"""


def test_the_script_puts_everything_where_the_build_did() -> None:
    root = pages.parsed(overview.overview(DUTCH))
    (wide,) = root.all("svg", data_axis="wide")
    drawn = axis.axis(REAL.events, axis.Frame(length=960, mark=11, rows=9, lanes=4), (2008, 2012))
    days = [dates.Day(year, month, 15) for year in drawn.years() for month in (1, 4, 12)]
    marks = [
        mark for mark in drawn.marks if "unknown" not in (mark.event.date.earliest_kind, mark.event.date.latest_kind)
    ]
    events = [{key: filters.facts(mark.event)[key] for key in ("from", "until")} for mark in marks]
    found = node(
        PLACES, {"stretches": wide.attributes["data-stretches"], "days": list(map(str, days)), "events": events}
    )
    assert found[0] == pytest.approx([drawn.at(day) for day in days], abs=0.1)
    assert len(marks) > 70
    assert found[1] == [pytest.approx([mark.start, mark.end], abs=0.1) for mark in marks]


# What the script reads


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2009-02-04", "2009-02-04", "2009-02-04"),
        ("2009-02", "2009-02-01", "2009-02-28"),
        ("2008~", "2008-01-01", "2008-12-31"),
        ("2008-12-17/..", "2008-12-17", ""),
        ("../2008", "", "2008-12-31"),
        ("2008/", "2008-01-01", "2008-01-01"),
        ("/2008", "2008-12-31", "2008-12-31"),
        ("-0044", "0000-01-01", "0000-01-01"),
        ("Y170000002", "9999-12-31", "9999-12-31"),
        ("0033", "0033-01-01", "0033-12-31"),
    ],
)
def test_an_event_tells_its_first_and_last_day(edtf: str, first: str, last: str) -> None:
    facts = filters.facts(replace(REAL.events[0], date=dates.parse(edtf)))
    assert (facts["from"], facts["until"]) == (first, last)


@given(st.sampled_from(REAL.events))
@settings(max_examples=30, deadline=None)
def test_the_list_tells_the_script_what_the_history_says(event: Any) -> None:
    item = HOME.one("li", data_event=event.id)
    facts = filters.facts(event)
    assert item.attributes["data-kind"] == event.kind
    assert str(item.attributes["data-themes"]).split() == list(event.themes)
    assert item.attributes.get("data-until", item.attributes["data-from"]) == facts["until"]
    towns = item.attributes.get("data-municipalities") or ""
    assert towns == "all" if event.all_municipalities else towns.split() == list(event.municipalities)


HOME = pages.parsed(lists.timeline(DUTCH))


def test_the_form_and_the_links_offer_the_same_and_count_right() -> None:
    form = HOME.one("form")
    assert "hidden" in form.attributes
    for name, part in (("gemeente", "municipalities"), ("thema", "themes")):
        radios = form.all("input", name_=name)
        values = [str(radio.attributes["value"]) for radio in radios]
        links = [str(link.attributes["href"]).split("/")[-2] for link in HOME.one("nav", class_="tl-choices").all("a")]
        assert set(filter(None, values)) <= set(links)
        assert [value for radio, value in zip(radios, values, strict=True) if "checked" in radio.attributes] == [""]
        for label in form.all("label"):
            for radio in label.all("input", name_=name):
                value = str(radio.attributes["value"])
                number = len(DUTCH.events_of(part, value) if value else REAL.events)  # type: ignore[arg-type]
                assert label.all("span")[-1].text == str(number), value
    options = {o.attributes["value"]: o.text for o in form.one("select", name_="soort").all("option")}
    assert options["signing"].endswith(f"({sum(event.kind == 'signing' for event in REAL.events)})")


def test_choices_are_worded_in_the_pages_language() -> None:
    english = site.site(REAL, "en", site_url="https://x.nl/", repo_url=None)
    choices = filters.choices(english, Wording(english, ""))
    assert "Social policy" in [item["name"] for item in choices["themes"]]
    assert "confirmed" in [item["name"] for item in choices["statuses"]]
