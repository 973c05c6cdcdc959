"""The form for contributors says what `check` says, and what leaves it is read back as it was typed."""

import gzip
import html
import json
import random
import re
import subprocess
import sys
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from chronicle import build, check, dates, drafts, filing, inputs, load, schema, scripts
from chronicle.contribute import form, sayings
from chronicle.pages import site
from chronicle.problems import Lang, show
from chronicle.questions import BY_NAME, QUESTIONS
from tests import projects

NODE = str(Path(sys.executable).with_name("node"))
ASK = projects.PROJECT / "tests/js/contribute/ask.mjs"
SCRIPTS = sorted((projects.PROJECT / "docs/assets/contribute").glob("*.mjs"))
REAL = inputs.read_folder(projects.PROJECT / "timeline", prefix="timeline/")
THERE = drafts.known(REAL)
CLOCK = datetime(2026, 1, 1, tzinfo=UTC)
LANGS: tuple[Lang, ...] = ("nl", "en")

WORDS = (
    "Alliantie", "met", "Assen", "de", "een", "convenant", "\u2019s-Gravenhage", "café", "naïef", "€ 12", "no", "on",
    "yes",
    "12:30", "012", "1_000", "0x1f", "null", "~", "=", "<<", "- x", "# 12", "#12", "a: b", "a:b", "[x]", "{y}", "& z",
    "*ster*", "!tag", "| pijp", "> meer", "'", '"', "\\", "%", "@huis", "`code`", "---", "...", "?", "x ", "  ", "\t",
    "\u00a0", "é", "e\u0301", "\u200b", "\u202e", "\u0627", "日本", "🏛", "\u2028", "\x07", "<script>", "]]>", "a@b.nl",
    "06 12345678", "0592-365555", "123456782", "111222333", "behandeld door", "https://x.nl/a?b=c#d",
    "(at)", "x" * 45,
    "[lees](sociale-alliantie-assen)", "[lees](beleidskaders-vastgesteld)", "[lees](https://x.nl/)", "**vet**",
    "\ufb01", "\u03a9",
    "\u0410s\u0441en", "\ufffd", "\u0301", "x\u0301\u0302\u0303\u0304",
    "\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668\u0662", "\uff20", "\uff12\uff10",
)  # fmt: skip


def ask(questions: Iterable[Mapping[str, Any]], folder: Path, files: Mapping[str, bytes] = REAL) -> list[Any]:
    """Put questions to the form's own modules, and give the answers. `files` is the timeline that the form knows."""
    names = []
    for lang in LANGS:
        view = site.site(load.load(files).timeline, lang, site_url="https://x.nl/", repo_url=None)
        ((_, data),) = form.files(view)
        (folder / f"{lang}.json").write_bytes(data)
        names.append(str(folder / f"{lang}.json"))
    asked = "".join(json.dumps(question) + "\n" for question in questions)
    done = subprocess.run([NODE, str(ASK), *names], input=asked, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def texts(seed: int, number: int, longest: int = 9) -> list[str]:
    chance = random.Random(seed)
    return [
        chance.choice((" ", "", "\n", "  ")).join(chance.choices(WORDS, k=chance.randint(1, longest)))
        for _ in range(number)
    ]


def answers_to(name: str, seed: int) -> list[str]:
    """Answers to a question, sound and unsound, tidied as both sides do."""
    chance, question = random.Random(f"{name} {seed}"), BY_NAME[name]
    ids = sorted(THERE.ids.get(question.refers or "", ())) or ["x"]
    if question.refers == "publisher":
        ids = [*sorted(THERE.ids["organisation"] | THERE.ids["municipality"]), "Blik op Nieuws", "blik op nieuws"]
    near = [one[:-1] for one in ids] + [one.replace("-", " ") for one in ids] + [one.upper() for one in ids]
    made = {
        # Those for which another is proposed never come so far: the form takes the proposal.
        "date": ["2008", "2008-13", "2008-02-30", "[2013,2014]", "../..", "1997", "x", "2008-02-04", "2009-01-32"],
        "url": ["https://x.nl/", "http://x", "ftp://x.nl", "https://a@b.nl", "https://x.nl:99999/", "https://é.nl/",
                "www.x.nl"],
        "choice": [*question.options, "gepland", "hapened", "planed"],
        "language": ["nl", "en", "Nederlands", "NL", "drents", "nds"],
    }  # fmt: skip
    pool = [*ids, *near, *texts(seed, 60), "x" * 81, "x" * 121, "y " * 201, "woord " * 26, "w " * 25, "é" * 3001]
    if name in drafts_dates():
        pool = made["date"]
    pool += made["url"] * (name in {"source-url", "link-url"}) + made["choice"] * bool(question.options)
    pool += made["language"] * (name == "source-language") + ["all"] * (name == "municipalities")
    if question.many:
        pool += [",".join(chance.sample(ids, k=min(3, len(ids)))) for _ in range(5)]
    tidied = [drafts.tidy(name, one) for one in pool]
    return [one for one in dict.fromkeys(tidied) if one.strip(", ")]


def drafts_dates() -> Sequence[str]:
    return ("date", "source-date")


def test_what_is_wrong_is_said_in_the_words_of_check(tmp_path: Path) -> None:
    questions, wanted = [], []
    for question in QUESTIONS:
        for value in answers_to(question.name, 1):
            for date in ("1997", "2009") if value == "all" else ("2009",):
                found = drafts.faults(question.name, value, THERE, {"date": date})
                for lang in LANGS:
                    questions.append(
                        {"ask": "faults", "lang": lang, "name": question.name, "value": value, "date": date}
                    )
                    wanted.append(
                        sorted([p.code, p.message.in_language(lang), p.cure.in_language(lang)] for p in found)
                    )
    assert len(questions) > 2 * 2000
    assert len({code for found in wanted for code, _, _ in found}) > 12
    answers = [sorted(found) for found in ask(questions, tmp_path)]
    apart = [
        (question, ours, theirs)
        for question, ours, theirs in zip(questions, wanted, answers, strict=True)
        if ours != theirs
    ]
    assert apart[:5] == []


@pytest.mark.parametrize("typed", ["4 feb 09", "17 december", "kort na Pinksteren 2009", "ooit"])
def test_who_types_a_date_in_words_is_told_about_words(tmp_path: Path, typed: str) -> None:
    asked = [{"ask": "date", "lang": lang, "value": typed} for lang in LANGS]
    dutch, english = (answer["problem"] for answer in ask(asked, tmp_path))
    assert dutch["message"] == "Wij begrijpen deze datum niet."
    assert dutch["cure"] == "Schrijf hem zo, met het hele jaar: 4 februari 2008."
    assert english["message"] == "We do not understand this date."
    assert english["cure"] == "Write it like this, with the whole year: 4 February 2008."


def test_a_day_in_words_that_does_not_exist_is_said_not_to(tmp_path: Path) -> None:
    days = ("30 februari 2009", "29 February 2009")
    said = [
        one["problem"]["message"] for one in ask([{"ask": "date", "lang": "nl", "value": d} for d in days], tmp_path)
    ]
    assert said == [
        "Februari 2009 heeft 28 dagen, dus dag 30 bestaat niet.",
        "29 februari 2009 bestaat niet: 2009 is geen schrikkeljaar.",
    ]


def test_nothing_points_at_an_earlier_name_and_no_new_event_takes_it(tmp_path: Path) -> None:
    old = "een-vroegere-naam"
    # In time order the first: so its name, too, is among those that a cure proposes.
    path = min(name for name in REAL if "/events/" in name)
    files = {**REAL, path: REAL[path] + f"moved_from: [{old}]\n".encode()}
    there = drafts.known(files)
    answers = {"follows": old, "see-also": old, "summary": f"Zie [dit]({old})."}
    questions = [
        {"ask": "faults", "lang": lang, "name": name, "value": value, "date": "2009"}
        for name, value in answers.items()
        for lang in LANGS
    ]
    for question, theirs in zip(questions, ask(questions, tmp_path, files), strict=True):
        lang: Lang = "nl" if question["lang"] == "nl" else "en"
        event = {"title": "Een titel", "summary": "Woorden.", "date": "2009", question["name"]: question["value"]}
        ((name, text),) = drafts.texts(event, "een-titel").items()
        checked = check.check(load.load({**files, f"timeline/{name}": text.encode()}))
        for found in (checked, drafts.faults(question["name"], question["value"], there, {})):
            (one,) = [problem for problem in found if problem.code == "unknown-event"]
            assert [[one.code, one.message.in_language(lang), one.cure.in_language(lang)]] == theirs
    taken = drafts.bad_event_id(old, there)
    assert taken is not None
    assert taken.code == "duplicate-id"
    asked = [{"ask": "id", "lang": "nl", "sort": "event", "value": value} for value in (old, f"{old}-2")]
    assert ask(asked, tmp_path, files) == [taken.message.nl, None]
    assert drafts.free_event_id({"title": "Een vroegere naam", "date": "2009"}, there) == f"{old}-2009"
    assert ask([{"ask": "id", "lang": "nl", "sort": "event", "value": old}], tmp_path) == [None]


def test_answers_are_tidied_alike(tmp_path: Path) -> None:
    values = texts(2, 500)
    questions = [{"ask": "tidy", "value": value, "lines": lines} for value in values for lines in (False, True)]
    wanted = [drafts.tidy("summary" if one["lines"] else "title", str(one["value"])) for one in questions]
    assert ask(questions, tmp_path) == wanted


def test_a_title_gives_the_same_name(tmp_path: Path) -> None:
    values = [
        *texts(3, 300),
        *(event.title.nl for event in load.load(REAL).timeline.events),
        "2008 was het",
        "Łódź ßtraße",
    ]
    asked = [{"ask": "identifier", "value": value, "most": schema.MAX_ID} for value in values]
    assert ask(asked, tmp_path) == [filing.identifier_for(value) for value in values]


@pytest.mark.parametrize("lang", LANGS)
def test_every_saying_has_all_its_places(lang: Any) -> None:
    said = sayings.templates(lang)
    assert len(said) > 25
    assert "{over}" in said["too-long"]["cure"]
    # No stand-in is left over.
    text = json.dumps(said)
    for stand_in in (
        "Txq",
        "Exq",
        "soq",
        "Fsq",
        "Naq",
        "Inq",
        "idq",
        "Idq",
        "hiq-hiq",
        "90001",
        "70001",
        "50001",
        "20000",
        "2011-22",
    ):
        assert stand_in not in text


# What leaves the form


@cache
def sound(name: str, value: str) -> bool:
    return bool(value) and not [p for p in drafts.faults(name, value, THERE, {}) if p.severity == "error"]


# What may be left out, in two languages, and what the model calls it.
BOTH = {"place": "place_name", "date-note": "date_note", "disputed": "disputed"}


def drafted(number: int) -> dict[str, Any]:
    """An event as somebody might fill it in, odd texts included; sound by what Python says of each answer."""
    chance = random.Random(number)

    def one(name: str, pool: Sequence[str]) -> str:
        options = [text for text in (drafts.tidy(name, raw) for raw in pool) if sound(name, text)]
        return chance.choice(options) if options else "x"

    # The words alone too, in which YAML has most of its traps.
    pool = [*texts(number, 6), *chance.sample(WORDS, k=4), "Gewone woorden voor alle zekerheid"]

    def many(sort: str) -> str:
        return ",".join(chance.sample(sorted(THERE.ids[sort]), k=2))

    answers = {
        "date": chance.choice(["2008", "2009-02", "2009-02-04", "2011-22", "2008-06~/", "2009-02/2009-03", "2008?"]),
        "title": one("title", pool), "summary": one("summary", ["\n\n".join(pool[:2]), "\n".join(pool[1:4]), *pool]),
        "kind": chance.choice(sorted(THERE.ids["kind"])), "themes": many("theme"),
        "municipalities": chance.choice(["all", many("municipality")]), "organisations": many("organisation"),
    }  # fmt: skip
    for name in ("title-en", "summary-en", "date-text", *BOTH):
        if chance.random() < 0.5:
            answers[name] = one(name, pool)
    for name in BOTH:
        if name in answers and chance.random() < 0.5:
            answers[f"{name}-en"] = one(f"{name}-en", pool)
    for name in ("follows", "see-also"):
        if chance.random() < 0.5:
            answers[name] = many("event")
    addresses = ["https://x.nl/a?b=c&d=#e", "http://é.nl:80/", "HTTPS://x.nl/[y]", "https://x.nl/: - #'"]
    links = [
        {"link-url": one("link-url", addresses), "link-title": one("link-title", pool)}
        for _ in range(chance.randint(0, 2))
    ]
    evidence: list[dict[str, Any]] = [
        {"source": chance.choice(sorted(THERE.ids["source"])), "fresh": False, "says": chance.choice(schema.SAYS),
         "quote": one("quote", pool), "at": one("at", pool)}
        for _ in range(chance.randint(1, 3))
    ]  # fmt: skip
    if chance.random() < 0.5:
        evidence[0] |= {
            "fresh": True, "source": f"nieuwe-bron-{number}", "source-kind": chance.choice(schema.SOURCE_KINDS),
            "source-title": one("source-title", pool),
            "source-publisher": one("source-publisher", ["vdg", "Blik op Nieuws"]),
            "source-language": "nl", "source-date": "2008-02", "source-url": "https://x.nl/a?b=c&d=#e",
        }  # fmt: skip
    # A place for a link that was left empty is none.
    links += [{}] * chance.randint(0, 1)
    return {"ask": "files", "answers": answers, "evidence": evidence, "links": links, "id": f"proef-{number}"}


def test_a_thousand_events_are_read_back_as_they_were_typed(tmp_path: Path) -> None:
    asked = [drafted(number) for number in range(1000)]
    for question, made in zip(asked, ask(asked, tmp_path), strict=True):
        files = {file["name"]: file["text"].encode() for file in made}
        vocabulary = {name: data for name, data in REAL.items() if "/vocabulary/" in name}
        loaded = load.load({**vocabulary, **files})
        errors = [p for p in loaded.problems if p.severity == "error"]
        assert errors == [], show(errors, texts=loaded.texts, lang="en", output="text")
        (event,) = loaded.timeline.events
        answers = question["answers"]
        assert event.id == question["id"]
        assert event.date == dates.parse(answers["date"])
        assert (event.title.nl, event.title.en) == (answers["title"], answers.get("title-en"))
        assert (event.summary.nl, event.summary.en) == (answers["summary"], answers.get("summary-en"))
        assert event.kind == answers["kind"]
        assert event.themes == tuple(answers["themes"].split(","))
        assert event.organisations == tuple(answers["organisations"].split(","))
        assert event.all_municipalities == (answers["municipalities"] == "all")
        assert (event.date_text.nl if event.date_text else None) == answers.get("date-text")
        for name, field in BOTH.items():
            words = getattr(event, field)
            both = (words.nl, words.en) if words else (None, None)
            assert both == (answers.get(name), answers.get(f"{name}-en"))
        for name, ids in (("follows", event.follows), ("see-also", event.see_also)):
            assert ",".join(ids) == answers.get(name, "")
        assert [{"link-url": link.url, "link-title": link.title} for link in event.links] == [
            link for link in question["links"] if link
        ]
        for item, given in zip(event.evidence, question["evidence"], strict=True):
            assert (item.source, item.says, item.quote, item.at) == tuple(
                given[name] for name in ("source", "says", "quote", "at")
            )
        fresh = [given for given in question["evidence"] if given["fresh"]]
        assert set(loaded.timeline.sources) == {given["source"] for given in fresh}
        for given in fresh:
            source = loaded.timeline.sources[given["source"]]
            assert (source.title, source.publisher, source.url) == tuple(
                given[f"source-{name}"] for name in ("title", "publisher", "url")
            )


def test_a_file_has_its_fields_in_the_order_of_the_model(tmp_path: Path) -> None:
    """As `new` writes them (chronicle/compose.py)."""
    order = [field.name for field in schema.EVENT.fields]
    met = set()
    asked = [drafted(number) for number in range(50)]
    for made in ask(asked, tmp_path):
        fields = re.findall(r"(?m)^([a-z_]+):", made[-1]["text"])
        assert fields == sorted(fields, key=order.index)
        met |= set(fields)
    # A picture is no text, and a new event has no earlier name.
    assert met == {*order} - {"image", "moved_from"}


def test_an_event_of_the_form_passes_check_with_the_whole_timeline(tmp_path: Path) -> None:
    asked = [drafted(number) for number in range(5)]
    for made in ask(asked, tmp_path):
        files = {file["name"]: file["text"].encode() for file in made}
        loaded = load.load({**REAL, **files})
        assert [p for p in check.check(loaded) if p.severity == "error"] == []


TRAPS = [trap for trap in json.loads((projects.PROJECT / "tests/traps.json").read_text()) if trap["typed"] is not None]


def test_what_is_a_trap_in_yaml_is_none_in_the_form(tmp_path: Path) -> None:
    """The same list as tests/test_traps.py has for files: read as the typed text, or a named error."""
    assert len(TRAPS) > 20
    names = {"date": "date", "title.nl": "title"}
    asked = [
        {"ask": "faults", "lang": "nl", "name": names[trap["field"]], "value": drafts.tidy("title", trap["typed"])}
        for trap in TRAPS
    ]
    good = [number for number, found in enumerate(ask(asked, tmp_path)) if not found]
    # In the form nothing has to be quoted: only what is wrong in itself is refused.
    assert [TRAPS[number]["typed"] for number in range(len(TRAPS)) if number not in good] == ["1947-02-30"]
    drafted_with = []
    for number in good:
        draft = drafted(number)
        draft["answers"] |= {names[TRAPS[number]["field"]]: asked[number]["value"]}
        draft["answers"] = {name: text for name, text in draft["answers"].items() if name != "municipalities"}
        drafted_with.append(draft)
    for draft, made in zip(drafted_with, ask(drafted_with, tmp_path), strict=True):
        files = {file["name"]: file["text"].encode() for file in made}
        loaded = load.load({**{name: data for name, data in REAL.items() if "/events/" not in name}, **files})
        assert [p for p in loaded.problems if p.severity == "error"] == []
        (event,) = loaded.timeline.events
        assert (event.title.nl, event.date.edtf) == (draft["answers"]["title"], draft["answers"]["date"])


# The ways out

FILE = {"name": "timeline/events/2009/een-naam.yaml", "text": "date: 2009\ntitle:\n  nl: Café & meer\n"}


@pytest.mark.parametrize(("repository", "start"), [
    ("https://github.com/o/r", "https://github.com/o/r/new/main?filename=timeline%2Fevents%2F2009%2Feen-naam.yaml&value=date%3A"),
    ("https://codeberg.org/o/r/", "https://codeberg.org/o/r/_new/main/timeline/events/2009?filename=een-naam.yaml&value=date%3A"),
    ("https://gitlab.com/o/r", "https://gitlab.com/o/r/-/new/main/timeline/events/2009?file_name=een-naam.yaml"),
])  # fmt: skip
def test_a_file_is_made_at_the_repository_s_host(tmp_path: Path, repository: str, start: str) -> None:
    long = {**FILE, "text": FILE["text"] * 200}
    short, cut = ask([{"ask": "newFile", "repository": repository, "file": one} for one in (FILE, long)], tmp_path)
    assert short["address"].startswith(start)
    assert short["whole"] is ("gitlab" not in repository)
    assert not cut["whole"]
    assert "value=" not in cut["address"]
    assert max(len(short["address"]), len(cut["address"])) <= 6000


def test_an_unknown_host_gets_no_address_and_a_long_mail_names_its_files(tmp_path: Path) -> None:
    asked: list[dict[str, Any]] = [{"ask": "newFile", "repository": "https://git.drenthe.example/o/r", "file": FILE}]
    asked += [
        {
            "ask": "mail",
            "subject": "Gebeurtenis",
            "made": [{**FILE, "text": FILE["text"] * times}],
            "attached": "x.yaml",
        }
        for times in (1, 60)
    ]
    nothing, short, long = ask(asked, tmp_path)
    assert nothing is None
    assert short["whole"]
    assert "Caf%C3%A9" in short["address"]
    assert not long["whole"]
    assert long["address"].endswith("body=x.yaml")
    assert max(len(short["address"]), len(long["address"])) <= 1800


def test_the_data_are_in_the_build() -> None:
    docs = {"nl/bijdragen.md": b"---\ntitle: T\ndescription: D.\n---\n\n# K\n\n{{FORM}}\n"}
    made = build.build(
        REAL, docs, site_url="https://x.nl/", repo_url="https://github.com/o/r", generated_at=CLOCK
    ).files
    data = json.loads(made["root/contribute/nl.json"])
    assert data["fields"]["quote"] == {
        "type": "quote", "max": 400, "words": 25, "required": True
    }  # fmt: skip
    assert data["names"]["200B"] == unicodedata.name("\u200b")
    assert 'data-repository="https://github.com/o/r"' in html.unescape(made["nl/bijdragen.md"].decode())


def published() -> bytes:
    """The form's script as a browser gets it."""
    docs = {
        path.relative_to(projects.PROJECT / "docs").as_posix(): path.read_bytes()
        for folder in ("contribute", "dates")
        for path in (projects.PROJECT / "docs/assets" / folder).glob("*.mjs")
    }
    assert len(docs) > 20
    made = build.build(REAL, docs, site_url="https://x.nl/", repo_url=None, generated_at=CLOCK).files
    (name,) = (name for name in made if name.endswith(".mjs"))
    assert re.fullmatch(r"root/assets/[0-9a-f]{16}/contribute/main\.mjs", name)
    return made[name]


def test_the_form_s_script_is_one_light_file(tmp_path: Path) -> None:
    """With the reading of dates, every rule and every word that it needs to tell what is wrong."""
    script = published()
    assert len(gzip.compress(script, 6)) <= 30_000
    assert not re.search(rb"(?m)^(?:import|export) |\bfrom\"", script)
    (tmp_path / "main.mjs").write_bytes(script)
    done = subprocess.run([NODE, "--check", str(tmp_path / "main.mjs")], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


MODULES = {
    "a.mjs": b"// Remark.\nexport const one = 1;\nexport function* many() { yield one; }\nconst own = /\\/\\/ x/;\n",
    "b/b.mjs": b'import { one as first, many } from "../a.mjs";\nimport * as all from "../a.mjs";\n'
    b'const own = "// no remark";\n'
    b'export { many } from "../a.mjs";\nexport { own, sum };\nexport class Kept {}\n'
    b"function sum() { return first + all.one; }\n",
    "main.mjs": b'import { Kept, many, own, sum } from "./b/b.mjs";\nimport { one } from "./a.mjs";\n'
    b"console.log(JSON.stringify([one, sum(), own, [...many()], typeof Kept]));\n",
}


def test_modules_that_are_joined_do_what_they_did_apart(tmp_path: Path) -> None:
    together = scripts.joined(MODULES, "main.mjs")
    for name, data in {**MODULES, "joined.mjs": together}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    said = [
        subprocess.run([NODE, str(tmp_path / name)], capture_output=True, text=True, check=True).stdout
        for name in ("main.mjs", "joined.mjs")
    ]
    assert said[0] == said[1] == '[1,2,"// no remark",[1],"function"]\n'
    assert b"Remark" not in together


def test_a_template_within_a_template_is_refused() -> None:
    for text in ("const a = `${b ? ` c` : d}`;", "f(`x ${g(`y`)}`);"):
        with pytest.raises(ValueError, match="within a template"):
            scripts.light(text.encode())
    assert scripts.light(b"const a = `${b} c`  +  ` ${d}`;\n") == b"const a=`${b} c`+` ${d}`;\n"
