"""The API: every answer is what the document says, whole, in its order; and says what the history says."""

import json
from copy import deepcopy
from datetime import UTC, datetime
from functools import cache
from itertools import pairwise
from typing import Any
from urllib.parse import quote, urljoin

import pytest
import yaml
from openapi_spec_validator import OpenAPIV31SpecValidator

from chronicle import build, formats, load, standing
from chronicle.feeds import described, shape
from chronicle.model import Recorded
from tests import api, pages, tales
from tests.api import Json
from tests.world import WORLD, Changes
from tools import headers

URL = "https://voorbeeld.nl/tijdlijn/"
CLOCK = datetime(2024, 1, 2, 3, 4, 5, tzinfo=UTC)
MOVED: Changes = {
    **WORLD,
    "events/2009/alliantie.yaml": tales.base()["events/2009/alliantie.yaml"] + b"moved_from: [oud, ouder]\n",
}


def made_of(files: dict[str, bytes], **more: Any) -> dict[str, Any]:
    """What the API answers for a timeline's files."""
    built = build.build(files, {}, site_url=URL, repo_url=None, generated_at=CLOCK, **more)
    assert built.files, built.problems
    return api.answers(built.files)


@cache
def world() -> dict[str, Any]:
    return made_of(tales.small(MOVED))


@cache
def real() -> dict[str, Any]:
    return made_of(dict(api.real_files()))


def document() -> Json:
    found: Json = world()["openapi.json"]
    return found


# The document


@pytest.mark.parametrize("answers", [world, real])
def test_the_document_is_openapi(answers: Any) -> None:
    assert list(OpenAPIV31SpecValidator(answers()["openapi.json"]).iter_errors()) == []


def test_the_validator_sees_what_is_wrong() -> None:
    for spoil in ("paths", "info"):
        spoilt = deepcopy(document())
        del spoilt[spoil]["/events/{id}.json" if spoil == "paths" else "title"]
        if spoil == "paths":
            spoilt["paths"]["/events/{naam}.json"] = document()["paths"]["/events/{id}.json"]
        assert list(OpenAPIV31SpecValidator(spoilt).iter_errors()) != []


def test_the_document_names_every_address_and_nothing_else() -> None:
    assert {api.path_of(name) for name in world()} == set(document()["paths"])
    assert {api.path_of(name) for name in real()} == set(document()["paths"])


def test_the_server_is_where_the_document_stands_wherever_the_site_is() -> None:
    (server,) = document()["servers"]
    for site in (URL, "https://voorbeeld.nl/", "http://127.0.0.1:8000/a/b/"):
        base = urljoin(f"{site}api/v1/openapi.json", server["url"])
        assert base + "/events.json" == site + formats.BY_ID["json"].address


def test_the_licence_is_free_and_nobody_is_named_unasked() -> None:
    info = document()["info"]
    assert info["license"] == {"name": "CC0 1.0 Universal", "identifier": "CC0-1.0"}
    assert "contact" not in info
    files = build.build(
        tales.small(), {}, site_url=URL, repo_url="https://git.example.org/x", generated_at=CLOCK
    ).files  # fmt: skip
    assert api.answers(files)["openapi.json"]["info"]["contact"] == {"url": "https://git.example.org/x/issues"}


def test_the_headers_are_those_that_servers_are_told_to_send() -> None:
    sent = headers.varied("data", headers.policy_of_pages(), ())
    told = document()["components"]["headers"]
    assert told["Access-Control-Allow-Origin"]["schema"]["const"] == sent["Access-Control-Allow-Origin"] == "*"
    assert told["Cache-Control"]["example"] == sent["Cache-Control"]
    for item in document()["paths"].values():
        assert set(item["get"]["responses"]["200"]["headers"]) == set(told)


def test_every_field_is_told_in_both_languages() -> None:
    for name, schema in document()["components"]["schemas"].items():
        for said in (schema, *schema["properties"].values()):
            dutch, _, english = said["description"].partition(" / ")
            assert dutch.endswith((".", "…")), name
            assert english.endswith((".", "…")), name
            assert dutch != english


def test_operations_have_names_of_their_own() -> None:
    names = [item["get"]["operationId"] for item in document()["paths"].values()]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("answers", [world, real])
def test_the_examples_are_of_the_data_themselves(answers: Any) -> None:
    said = answers()["openapi.json"]
    seen = 0
    for path, item in said["paths"].items():
        content = item["get"]["responses"]["200"]["content"]["application/json"]
        for example in content.get("examples", {}).values():
            seen += 1
            name = path.removeprefix("/").replace("{id}", item.get("parameters", [{}])[0].get("example", ""))
            assert api.faults(said, name, example["value"]) == []
            whole = answers()[name]
            for key, value in example["value"].items():
                assert value == (whole[key][:1] if isinstance(value, list) else whole[key])
    assert seen == 4


# What is answered


@pytest.mark.parametrize("answers", [world, real])
def test_every_answer_is_what_the_document_says_and_no_more(answers: Any) -> None:
    said = answers()["openapi.json"]
    components = api.strict(said)
    found = [fault for name, answer in answers().items() for fault in api.faults(said, name, answer, components)]
    assert found == []


@pytest.mark.parametrize("answers", [world, real])
def test_keys_stand_in_the_order_of_the_document(answers: Any) -> None:
    said = answers()["openapi.json"]
    assert [
        spot for name, answer in answers().items() for spot in api.orders(said, api.schema_of(said, name), answer)
    ] == []


@pytest.mark.parametrize(
    "spoil",
    [
        lambda event: event.update(new="1"),
        lambda event: event.pop("image"),
        lambda event: event.update(themes=None),
        lambda event: event.update(title=None),
        lambda event: event["title"].update(nl=None),
        lambda event: event.update(corroborated="1"),
        lambda event: event.update(corroborated=True),
        lambda event: event.update(corroborated=-1),
        lambda event: event.update(status="maybe"),
        lambda event: event.update(id="Assen/x"),
        lambda event: event["url"].update(en="https://voorbeeld.nl/é/"),
        lambda event: event["date"].update(earliest="2009-2-4"),
        lambda event: event.update(changed="2024-01-02"),
        lambda event: event.update(changed="2024-01-02T03:04:05"),
        lambda event: event["evidence"][0].update(page=3),
        lambda event: event["links"].append({"url": "javascript:alert(1)", "title": "x"}),
    ],
)
def test_what_differs_from_the_document_is_seen(spoil: Any) -> None:
    answer = deepcopy(world()["events/alliantie.json"])
    assert api.faults(document(), "events/alliantie.json", answer) == []
    spoil(answer["event"])
    assert len(api.faults(document(), "events/alliantie.json", answer)) == 1


def test_there_is_no_union_but_with_null() -> None:
    def look(node: Any) -> None:
        if isinstance(node, list):
            for inner in node:
                look(inner)
        elif isinstance(node, dict):
            assert not {"anyOf", "allOf", "not", "additionalProperties"} & set(node)
            if "oneOf" in node:
                reference, null = node["oneOf"]
                assert (list(reference), null) == (["$ref"], {"type": "null"})
            if isinstance(node.get("type"), list):
                kind, null = node["type"]
                assert (kind in {"string", "integer", "boolean"}, null) == (True, "null")
            for inner in node.values():
                look(inner)

    look(document()["components"])


def test_two_things_of_one_name_are_refused() -> None:
    one = shape.thing("A", "a", "a", shape.field("b", described.DATE, "b", "b"))
    other = shape.thing("Date", "a", "a", shape.field("b", one, "b", "b"))
    with pytest.raises(ValueError, match="Date"):
        shape.schemas(other, one)


@pytest.mark.parametrize("answers", [world, real])
def test_addresses_are_safe_as_they_are(answers: Any) -> None:
    for name in answers():
        assert quote(name) == name == name.lower()
        assert name.endswith(".json")


# Events


@pytest.mark.parametrize("answers", [world, real])
def test_an_event_of_its_own_is_the_one_of_the_list(answers: Any) -> None:
    listed = answers()["events.json"]
    for event in listed["events"]:
        for name in (event["id"], *event["moved_from"]):
            said = answers()[f"events/{name}.json"]
            assert said == {"version": 1, "generated_at": listed["generated_at"], "event": event}
            assert list(said["event"]) == list(event)
    named = [f"events/{name}.json" for event in listed["events"] for name in (event["id"], *event["moved_from"])]
    assert sorted(named) == sorted(name for name in answers() if name.startswith("events/"))


def test_an_event_that_moved_is_found_at_its_earlier_addresses() -> None:
    assert world()["events/ouder.json"]["event"]["id"] == "alliantie"
    assert [event["id"] for event in world()["events.json"]["events"]].count("alliantie") == 1


def test_events_stand_in_time_order() -> None:
    events = real()["events.json"]["events"]
    assert [event["id"] for event in events] == [
        event.id for event in load.load(dict(api.real_files())).timeline.events
    ]
    days = [event["date"]["earliest"] or event["date"]["latest"] for event in events]
    assert len(days) > 50
    assert days == sorted(days)
    for one, other in pairwise(event["date"] for event in events):
        if one["earliest"] == other["earliest"] and one["latest"] and other["latest"]:
            assert one["latest"] >= other["latest"]


def test_relations_go_both_ways() -> None:
    events = {event["id"]: event for event in real()["events.json"]["events"]}
    pairs = {(one, other) for one, event in events.items() for other in event["follows"]}
    assert pairs
    assert pairs == {(other, one) for one, event in events.items() for other in event["followed_by"]}
    order = list(events)
    for event in events.values():
        assert event["followed_by"] == sorted(event["followed_by"], key=order.index)


def test_all_municipalities_together_are_told_apart() -> None:
    events = {event["id"]: event for event in world()["events.json"]["events"]}
    assert events["ceremonie"]["all_municipalities"] is True
    assert events["alliantie"]["all_municipalities"] is False


@pytest.mark.parametrize(("edtf", "told"), [("2009-02~", (True, False)), ("2009-02?", (False, True)),
                                            ("2009-02%", (True, True)), ("2009-02", (False, False))])  # fmt: skip
def test_a_date_says_whether_it_is_sure(edtf: str, told: tuple[bool, bool]) -> None:
    event = tales.base()["events/2009/alliantie.yaml"].replace(b"2009-02-04", edtf.encode())
    date = made_of(tales.small({"events/2009/alliantie.yaml": event}))["events.json"]["events"][0]["date"]
    assert (date["approximate"], date["uncertain"]) == told


@pytest.mark.parametrize(("edtf", "folder", "days"), [("-0043-03-15", "-43", ["-0043-03-15"] * 2),
                                                      ("Y-150000", "-150000", ["Y-150000"] * 2),
                                                      ("../2009", "2009", [None, "2009-12-31"])])  # fmt: skip
def test_a_day_far_away_is_as_the_document_says(edtf: str, folder: str, days: list[str | None]) -> None:
    event = tales.base()["events/2009/alliantie.yaml"].replace(b"2009-02-04", f'"{edtf}"'.encode())
    event = event.replace(b"organisations: [gedeputeerde-staten]\n", b"")
    answers = made_of(tales.small({"events/2009/alliantie.yaml": None, f"events/{folder}/alliantie.yaml": event}))
    date = answers["events.json"]["events"][0]["date"]
    assert [date["earliest"], date["latest"]] == days
    assert api.faults(answers["openapi.json"], "events.json", answers["events.json"]) == []


def test_when_an_event_was_added_and_changed_is_what_the_repository_says() -> None:
    recorded = {
        "alliantie": Recorded(added=datetime(2020, 1, 1, tzinfo=UTC), changed=datetime(2021, 6, 1, 12, tzinfo=UTC)),
        # A clock that was set back: nothing changed after the history did.
        "gesprekken": Recorded(added=datetime(2020, 1, 1, tzinfo=UTC), changed=datetime(2030, 1, 1, tzinfo=UTC)),
    }
    events = {e["id"]: e for e in made_of(tales.small(WORLD), recorded=recorded)["events.json"]["events"]}
    told = {name: (event["added"], event["changed"]) for name, event in events.items()}
    assert told == {
        "alliantie": ("2020-01-01T00:00:00+00:00", "2021-06-01T12:00:00+00:00"),
        "gesprekken": ("2020-01-01T00:00:00+00:00", "2024-01-02T03:04:05+00:00"),
        "ceremonie": ("2024-01-02T03:04:05+00:00",) * 2,
    }


def test_another_event_changes_no_file_of_an_event_that_it_has_nothing_to_do_with() -> None:
    more: Changes = {**MOVED, "events/2010/nieuw.yaml": tales.base()["events/2009/alliantie.yaml"].replace(
        b"2009-02-04", b"2010-05-05")}  # fmt: skip
    before, after = world(), made_of(tales.small(more))
    assert {name for name in after if name.startswith("events/") and after[name] != before.get(name)} == {
        "events/nieuw.json"
    }


# Sources


def test_sources_say_what_their_files_say() -> None:
    sources = {source["id"]: source for source in real()["sources.json"]["sources"]}
    files = {name: data for name, data in api.real_files().items() if name.startswith("timeline/sources/")}
    assert list(sources) == sorted(name.rpartition("/")[2].removesuffix(".yaml") for name in files)
    for name, data in files.items():
        written = yaml.load(data, Loader=yaml.BaseLoader)
        source = sources[name.rpartition("/")[2].removesuffix(".yaml")]
        for key in ("kind", "title", "reference", "url", "language"):
            assert source[key] == written.get(key), (name, key)
        for key in ("date", "accessed"):
            assert (source[key] and source[key]["edtf"]) == written.get(key), (name, key)
        assert (source["note"] and source["note"]["nl"]) == (written.get("note") or {}).get("nl")
        assert written["publisher"] in {source["publisher"]["id"], source["publisher"]["name"]["nl"]}


def test_a_publisher_is_resolved() -> None:
    sources: Changes = {
        **WORLD,
        "sources/krant.yaml": str(WORLD["sources/krant.yaml"]) + "reference: 4/5.3\ndate: 2009-02~\n",
        "sources/verslag.yaml": str(WORLD["sources/verslag.yaml"]).replace("gedeputeerde-staten", "assen"),
    }
    found = {source["id"]: source for source in made_of(tales.small(sources))["sources.json"]["sources"]}
    assert found["verslag"]["publisher"] == {
        "id": "assen", "kind": "municipality", "name": {"nl": "gemeente Assen", "en": "municipality of Assen"},
    }  # fmt: skip
    assert found["krant"]["publisher"] == {
        "id": None, "kind": "medium", "name": {"nl": "Dagblad van het Noorden", "en": "Dagblad van het Noorden"},
    }  # fmt: skip
    assert found["brief"]["publisher"]["kind"] == "organisation"
    assert found["krant"]["date"]["text"] == {"nl": "omstreeks februari 2009", "en": "around February 2009"}
    assert found["krant"]["date"]["note"] is None
    assert found["krant"]["page"]["en"] == f"{URL}en/sources/krant/"


@pytest.mark.parametrize("answers", [world, real])
def test_a_source_names_the_events_that_quote_it(answers: Any) -> None:
    events = answers()["events.json"]["events"]
    for source in answers()["sources.json"]["sources"]:
        quoting = [e["id"] for e in events if any(item["source"] == source["id"] for item in e["evidence"])]
        assert source["events"] == quoting
        assert quoting


# The vocabulary


def test_the_vocabulary_says_what_its_files_say() -> None:
    said = real()["vocabulary.json"]
    for kind in ("municipalities", "organisations", "themes", "kinds", "glossary", "chapters"):
        written = yaml.load(api.real_files()[f"timeline/vocabulary/{kind}.yaml"], Loader=yaml.BaseLoader)
        assert [one["id"] for one in said[kind]] == list(written), kind
        for one in said[kind]:
            for key, value in written[one["id"]].items():
                if key == "tile":
                    assert one["tile"] == {"row": int(value["row"]), "column": int(value["col"])}
                elif key == "date":
                    assert one["date"]["edtf"] == value
                elif key == "forms":
                    assert one["forms"] == {"nl": value.get("nl", []), "en": value.get("en", [])}
                elif key != "text":
                    assert one[key] == (
                        {"nl": value["nl"], "en": value.get("en")} if isinstance(value, dict) else value
                    )


def test_a_chapter_reads_as_on_its_page() -> None:
    for chapter in real()["vocabulary.json"]["chapters"]:
        assert "](" not in chapter["text"]["nl"] + chapter["text"]["en"]
        assert "\n" in chapter["text"]["nl"]


def test_every_id_in_an_event_is_in_the_vocabulary_or_among_the_sources() -> None:
    said = real()["vocabulary.json"]
    known = {kind: {one["id"] for one in things} for kind, things in said.items() if isinstance(things, list)}
    sources = {source["id"] for source in real()["sources.json"]["sources"]}
    for event in real()["events.json"]["events"]:
        assert event["kind"] in known["kinds"]
        assert event["status"] in known["statuses"]
        assert set(event["themes"]) <= known["themes"]
        assert set(event["municipalities"]) <= known["municipalities"]
        assert set(event["organisations"]) <= known["organisations"]
        for item in event["evidence"]:
            assert item["source"] in sources
            assert item["says"] in known["says"]
    assert {source["kind"] for source in real()["sources.json"]["sources"]} <= known["source_kinds"]


# The same as the pages


def test_pages_that_are_named_are_there() -> None:
    built = build.build(dict(api.real_files()), {}, site_url=URL, repo_url=None, generated_at=CLOCK).files
    things = real()["vocabulary.json"]
    named = [
        one["page"]
        for one in (*real()["sources.json"]["sources"], *(i for k in things.values() if isinstance(k, list) for i in k))
        if "page" in one
    ]
    assert len(named) > 100
    for page in named:
        for address, folder in ((page["nl"], "nl"), (page["en"], "en")):
            path, _, anchor = address.removeprefix(URL if folder == "nl" else f"{URL}en/").partition("#")
            (text,) = [
                built[name].decode()
                for name in (f"{folder}/{path.rstrip('/')}.md", f"{folder}/{path}index.md")
                if name in built
            ]
            assert not anchor or f'id="{anchor}"' in text


def test_the_words_of_a_status_are_those_of_the_pages() -> None:
    built = build.build(tales.small(WORLD), {}, site_url=URL, repo_url=None, generated_at=CLOCK).files
    statuses = {one["id"]: one for one in world()["vocabulary.json"]["statuses"]}
    for event in load.load(tales.small(WORLD)).timeline.events:
        told = statuses[standing.status(event)]
        for lang, folder in (("nl", "nl/gebeurtenissen"), ("en", "en/events")):
            text = pages.read(built[f"{folder}/{event.id}.md"]).root.text
            assert told["meaning"][lang] in text
            assert told["name"][lang] in text


def test_the_answers_are_one_event_a_line() -> None:
    """Python's quick writer knows no indentation; a line an event still shows what changed between two."""
    built = build.build(tales.small(WORLD), {}, site_url=URL, repo_url=None, generated_at=CLOCK).files
    lines = built["root/api/v1/events.json"].decode().splitlines()
    assert len(lines) == 2 + len(json.loads("\n".join(lines))["events"])
