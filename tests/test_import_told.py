"""Nothing of a foreign file is lost, changed or put together in silence: what is not carried over is in the report."""

import json
import re
from typing import Any

import pytest
import yaml

from chronicle.foreign import columns
from tests.test_import_fuzz import take


def dated(table: str) -> tuple[list[str], str]:
    """The date of each event that a table makes, and the report."""
    taken, report = take(table.encode(), "csv")
    return [re.findall(r"(?m)^date: (.*)", text)[0] for name, text in taken.files.items() if "events" in name], report


# Columns


def test_a_date_beside_an_end_is_the_beginning() -> None:
    found, report = dated("Datum;Einddatum;Titel\n2009-05-05;2009-05-08;Een\n2009-06-01;;Twee\n")
    assert found == ["2009-05-05/2009-05-08", "2009-06-01"]
    assert "Niet, of niet zo, overgenomen" not in report


def test_ends_beside_a_date_and_a_beginning_are_told() -> None:
    found, report = dated("Datum;Begin;Einde;Titel\n2009-05-05;2009-05-05;2009-05-08;Een\n;2009;2010;Twee\n")
    assert found == ["2009-05-05", "2009/2010"]
    assert "de kolom ‘Einde’: 1 × (rij 2)\n      2: 2009-05-08" in report
    assert "de kolom ‘Begin’" not in report


def test_a_column_that_has_the_very_name_goes_before_one_that_begins_with_it() -> None:
    assert columns.guess(["Datum invoer", "Naam melder", "Datum", "Titel"]) == {"date": "Datum", "title": "Titel"}
    assert columns.guess(["Datum invoer", "Naam melder"]) == {}
    assert columns.guess(["Naam", "Titel", "Jaar", "Datum"]) == {"title": "Titel", "date": "Datum"}
    assert columns.guess(["Titel 2", "Titel", "Thema NL"]) == {"title": "Titel", "themes": "Thema NL"}


def test_which_column_was_taken_for_what_stands_in_the_report() -> None:
    _, report = take(b"Datum;Kop;Naam melder\n2009;Een;Jan\n", "csv")
    assert "De kolommen:\n  date  (datum) ← Datum\n  title (titel) ← Kop\n" in report
    assert "de kolom ‘Naam melder’: 1 × (rij 2)" in report


def test_a_text_of_which_the_language_has_a_column_of_its_own_too_is_told() -> None:
    taken, report = take(b"Datum;Titel;Titel NL\n2009;Een;Twee\n2010;Drie;Drie\n", "csv")
    assert [name for _, name in taken.written] == ["twee", "drie"]
    assert "de kolom ‘Titel’: 1 × (rij 2)\n      2: Een" in report


# Sources


def sources(table: str) -> tuple[dict[str, dict[str, str]], list[str], str]:
    """What each new source says, the source of each event, and the report."""
    taken, report = take(table.encode(), "csv")
    texts = taken.files
    made = {n.split("/")[1][:-5]: yaml.load(t, yaml.BaseLoader) for n, t in texts.items() if n.startswith("sources/")}
    cited = [re.findall(r"source: (\S+)", text)[0] for n, text in texts.items() if n.startswith("events/")]
    return made, cited, report


def test_two_sources_of_one_title_stay_two_where_their_dates_or_publishers_differ() -> None:
    made, cited, _ = sources(
        "Datum;Titel;Bron;Datum bron;Uitgever\n"
        "2008;A;Nieuwsbericht;3 mei 2008;Dagblad\n"
        "2009;B;Nieuwsbericht;4 mei 2009;Dagblad\n"
        "2010;C;nieuwsbericht;4 mei 2009;Weekblad\n"
        "2011;D;Nieuwsbericht;mei 2009;weekblad\n"
        "2012;E;nieuwsbericht;;\n"
    )
    assert cited == ["nieuwsbericht", "nieuwsbericht-2", "nieuwsbericht-3", "nieuwsbericht-3", "nieuwsbericht"]
    assert [one["date"] for one in made.values()] == ["2008-05-03", "2009-05-04", "2009-05-04"]


def test_a_source_of_the_timeline_is_not_the_one_of_another_date() -> None:
    table = "Datum;Titel;Bron;Datum bron\n2008;A;Brief over de allianties;{}\n"
    assert sources(table.format("1950"))[1] == ["brief-over-de-allianties"]
    assert sources(table.format(""))[1] == ["brief"]


def test_one_address_with_two_titles_is_two_sources() -> None:
    url = "https://voorbeeld.nl/krant"
    made, cited, _ = sources(f"Datum;Titel;Bron;URL\n2008;A;Krant;{url}\n2009;B;Brief;{url}\n2010;C;;{url}/\n")
    assert cited == ["krant", "brief-2", "krant"]
    assert list(made) == ["krant", "brief-2"]


def test_a_date_of_a_source_that_is_read_in_one_of_two_ways_is_told() -> None:
    made, _, report = sources("Datum;Titel;Bron;Datum bron\n2008;A;Krant;04/05/2009\n")
    assert made["krant"]["date"] == "2009-05-04"
    assert "de datum van de bron: een datum die op twee manieren te lezen is: gelezen als dag-maand: 1 ×" in report


def test_a_date_of_a_source_that_is_none_keeps_no_row_out() -> None:
    made, cited, report = sources("Datum;Titel;Bron;Datum bron\n2008;A;Krant;onlangs\n")
    assert (cited, "date" in made["krant"]) == (["krant"], False)
    assert "de datum van de bron is niet te lezen: die is weggelaten: 1 × (rij 2)\n      2: onlangs" in report


# Damage


@pytest.mark.parametrize("name", ["headline", "text"])
def test_half_a_sign_in_json_is_no_end(name: str) -> None:
    said = [{"headline": "x", name: one} for one in ("heel \U0001f600", "afgekapt \ud83d")]
    events = [{"start_date": {"year": 2009 + number}, "text": one} for number, one in enumerate(said)]
    taken, _ = take(json.dumps({"events": events}).encode(), "timelinejs")
    assert len(taken.written) == 2
    whole, half = (text for path, text in taken.files.items() if path.startswith("events/"))
    assert "heel \U0001f600" in whole
    assert "afgekapt \ufffd" in half


# Dates


def test_a_day_in_another_zone_is_told() -> None:
    found, report = dated("Datum;Titel\n2009-05-11T22:00:00.000Z;Een\n2009-05-11T23:30:00+02:00;Twee\n")
    assert found == ["2009-05-11", "2009-05-11"]
    assert "de tijdzone: de dag is die in UTC: 1 × (rij 2)" in report
    assert "de tijdzone: de dag is die in het bestand: 1 × (rij 3)" in report


def test_where_some_dates_have_the_month_first_nobody_can_tell_of_others() -> None:
    found, report = dated("Datum;Titel\n5/13/2009;Een\n5/4/2009;Twee\n4/4/2009;Drie\n17/4/2009;Vier\n")
    assert found == ["2009-05-13", "2009-04-04", "2009-04-17"]
    assert "rij 3 (regel 3): de datum ‘5/4/2009’ is op twee manieren te lezen" in report
    assert "Bewaar de datums in het hele bestand als jjjj-mm-dd." in report


@pytest.mark.parametrize(
    ("typed", "edtf"),
    [("2012-2009", "2009/2012"), ("2009-05-08/2009-05-05", "2009-05-05/2009-05-08"), ("2009-13-05", "2009-05-13")],
)
def test_a_date_that_is_turned_round_is_told(typed: str, edtf: str) -> None:
    found, report = dated(f"Datum;Titel\n{typed};Een\n2009-2012;Twee\n2009-05-05/2009-05-08;Drie\n")
    assert found[0] == edtf
    assert f"een datum die andersom stond: 1 × (rij 2)\n      2: {typed} = {edtf}" in report


def test_each_date_of_a_range_that_can_be_read_in_two_ways_is_told() -> None:
    found, report = dated("Datum;Titel\n1-2-2009 - 3-4-2009;Een\n")
    assert found == ["2009-02-01/2009-04-03"]
    assert "gelezen als dag-maand: 2 × (rij 2)" in report


@pytest.mark.parametrize(
    ("typed", "edtf"),
    [("12-mei-2009", "2009-05-12"), ("12/mei/2009", "2009-05-12"), ("12 mei 2009 10u", "2009-05-12"),
     ("12 mei 2009 om 10.30 uur", "2009-05-12")],
)  # fmt: skip
def test_a_day_as_a_spreadsheet_or_an_invitation_writes_it(typed: str, edtf: str) -> None:
    assert dated(f"Datum;Titel\n{typed};Een\n")[0] == [edtf]


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (
            "31 februari 2009;",
            "de datum ‘31 februari 2009’: Februari 2009 heeft 28 dagen, dus dag 31 bestaat niet.",
        ),
        ("2009-05-08;2009-05-05", "het einde ‘2009-05-05’ ligt voor het begin ‘2009-05-08’"),
        ("8 mei 2009;5 mei 2009", "het einde ‘5 mei 2009’ ligt voor het begin ‘8 mei 2009’"),
        ("mei-09;", "heeft een jaar van twee cijfers"),
        ("mei '09;", "heeft een jaar van twee cijfers"),
        ("ooit;", "de datum ‘ooit’ is niet te lezen"),
    ],
)
def test_what_is_wrong_with_a_date_in_words_is_said_in_words(cells: str, said: str) -> None:
    found, report = dated(f"Begin;Einde;Titel\n{cells};Een\n")
    assert found == []
    assert said in report
    assert "EDTF" not in report.partition("Wat niet kon")[2]


# Calendars


def calendar(*lines: str) -> tuple[list[str], str]:
    """The texts of the events that a calendar with one event makes, and the report."""
    whole = ["BEGIN:VCALENDAR", "BEGIN:VEVENT", *lines, "END:VEVENT", "END:VCALENDAR", ""]
    taken, report = take("\r\n".join(whole).encode(), "ics")
    return [text for name, text in taken.files.items() if name.startswith("events/")], report


def test_an_end_before_its_start_in_a_calendar_is_told_and_a_zone_once() -> None:
    (event,), report = calendar("SUMMARY:Een", "DTSTART:20090508T100000Z", "DTEND:20090505T100000Z")
    assert "date: 2009-05-08\n" in event
    assert "een einde voor het begin: het is één dag geworden: 1 ×" in report
    assert "de tijdzone: de dag is die in UTC: 1 ×" in report


# TimelineJS


def slides(*events: dict[str, object]) -> str:
    """The report of a TimelineJS timeline."""
    return take(json.dumps({"events": events}).encode(), "timelinejs")[1]


@pytest.mark.parametrize(
    ("event", "told"),
    [
        ({"rating": 5}, "het veld ‘rating’"),
        ({"media": {"link": "https://voorbeeld.nl/a", "title": "T"}}, "het webadres achter het beeld"),
        ({"media": {"title": "T"}}, "de titel van het beeld"),
        ({"text": {"headline": "x", "text": "<p>a <img src='b.png'> c</p>"}}, "wat de tekst met <img> toont"),
        ({"text": {"headline": "x", "text": '<iframe src="https://a.nl/"></iframe>b'}}, "wat de tekst met <iframe>"),
        ({"text": {"headline": "x", "text": '<a href="/pagina">b</a>'}}, "een link in de tekst"),
        ({"text": {"headline": "x", "text": '<a class="c" href=javascript:alert(1)>b</a>'}}, "een link in de tekst"),
        ({"text": {"headline": '<a href="https://voorbeeld.nl/">x</a>'}}, "een link in de tekst"),
        ({"text": {"headline": "x", "more": "y"}}, "het veld ‘text.more’"),
        ({"start_date": {"year": 2009, "day": 4}}, "een dag zonder maand"),
        ({"end_date": {"month": 4, "day": 3}}, "een datum zonder jaar"),
        ({"end_date": "2010"}, "het veld ‘end_date’"),
    ],
)
def test_what_a_slide_has_and_an_event_has_not_is_told(event: dict[str, object], told: str) -> None:
    report = slides({"start_date": {"year": 2009}, "text": {"headline": "x"}, **event})
    assert f"\n  {told}" in report
    assert report.count(" × (nr. 1)") == 1 + ("link" in event.get("media", {}))  # type: ignore[operator]


def test_what_a_slide_has_and_an_event_has_too_is_not_told() -> None:
    text = {"headline": "x", "text": '<p><a href="https://voorbeeld.nl/">b</a></p>'}
    assert "Niet, of niet zo" not in slides({"start_date": {"year": 2009}, "text": text, "autolink": True})


def test_a_column_of_ones_own_in_the_spreadsheet_of_timelinejs_is_told() -> None:
    table = b"Year,Month,Day,Time,Headline,Text,Dossier\n2009,,,,Een,Tekst,Wonen\n"
    assert "het veld ‘Dossier’: 1 × (rij 2)\n      2: Wonen" in take(table, "csv")[1]


# Names


@pytest.mark.parametrize("name", ["X", "2009-abc", "12"])
def test_a_name_that_can_be_none_of_ours_is_told(name: str) -> None:
    _, report = dated(f"id;Datum;Titel\n{name};2009;Een\n")
    assert f"de naam in het bestand: die kan hier geen naam zijn: 1 × (rij 2)\n      2: {name}" in report


def test_a_row_that_repeats_another_is_no_event_that_was_there() -> None:
    _, report = dated("Datum;Titel\n2009;Een\n2009;Een\n")
    assert "      2 rijen\n      1 geschreven als gebeurtenis\n      1 staat twee keer in het bestand\n" in report
    assert "Staan twee keer in het bestand:\n  3 = een" in report
    assert "er al" not in report


# More of calendars


def test_a_file_in_an_event_of_a_calendar_hides_no_day() -> None:
    folded = [" QUJD" * 10] * 2500
    (event,), report = calendar(
        "SUMMARY:Een", "ATTACH;ENCODING=BASE64;VALUE=BINARY:QUJD", *folded, "X-ALT-DESC;FMTTYPE=text/html:<p>",
        *folded, "DTSTART;VALUE=DATE:20090508",
    )  # fmt: skip
    assert "date: 2009-05-08\n" in event
    assert "het veld ATTACH: 1 ×" in report


def test_an_event_that_is_too_long_to_read_is_told_so() -> None:
    events, report = calendar("SUMMARY:Een", *["X-A:b"] * 2500, "DTSTART;VALUE=DATE:20090508")
    assert events == []
    assert "deze gebeurtenis is langer dan 2000 regels" in report
    (_,), report = calendar("SUMMARY:Een", "DTSTART;VALUE=DATE:20090508", *["X-A:b"] * 2500)
    assert "wat na 2000 regels komt: 1 ×" in report


def test_what_is_left_of_a_calendar_is_shown_as_it_writes_it() -> None:
    _, report = calendar("SUMMARY:Een", "DTSTART;VALUE=DATE:20090508", "RECURRENCE-ID:20090501T100000Z", "GEO:52.9;6.5")
    assert "1: 20090501T100000Z" in report
    assert "1: 52.9;6.5" in report


@pytest.mark.parametrize("word", ["Begin:", "End:", "BEGIN:VEVENT", "END:VEVENT"])
def test_a_line_that_goes_on_with_another_is_no_part_of_its_own_in_a_calendar(word: str) -> None:
    (event,), report = calendar(
        "SUMMARY:Opening", "DTSTART;VALUE=DATE:20090508", "DESCRIPTION:De ondertekening in het huis.\\n",
        f" {word} 20.00 uur. De gedeputeerde spreekt.", "LOCATION:Assen", "CATEGORIES:sociaal",
    )  # fmt: skip
    assert f"{word} 20.00 uur. De gedeputeerde spreekt." in event
    assert "place:\n  nl: Assen\n" in event
    assert "themes: [sociaal]" in event
    (event,), report = calendar("SUMMARY:Een", "DTSTART;VALUE=DATE:20090508", "DESCRIPTION:Een", f"\t{word}", "X-A:b")
    assert f"Een{word}" in event
    assert "het veld X-A: 1 ×" in report


@pytest.mark.parametrize("name", ["SUMMARY", "LOCATION", "DESCRIPTION", "URL", "STATUS", "DTSTART", "DTEND"])
def test_what_a_calendar_says_a_second_time_is_told(name: str) -> None:
    said = {
        "SUMMARY": ("Een", "Twee"), "LOCATION": ("Assen", "Emmen"), "DESCRIPTION": ("Een", "Twee"),
        "URL": ("https://voorbeeld.nl/a", "https://voorbeeld.nl/b"), "STATUS": ("CONFIRMED", "CANCELLED"),
        "DTSTART": ("20090508T090000", "20090509T090000"), "DTEND": ("20090508T100000", "20090509T100000"),
    }  # fmt: skip
    whole = {"SUMMARY": "Een", "DTSTART": "20090508T090000", name: said[name][0]}
    lines = [f"{key}:{value}" for key, value in whole.items()]
    assert "nog een" not in calendar(*lines, f"{name}:{said[name][0]}")[1]
    (event,), report = calendar(*lines, f"{name}:{said[name][1]}")
    assert f"  nog een {name}: alleen de eerste is overgenomen: 1 × (nr. 1)\n      1: {said[name][1]}" in report
    assert "date: 2009-05-08\n" in event


def test_a_text_in_each_language_is_no_second_one() -> None:
    (event,), report = calendar("SUMMARY;LANGUAGE=nl:Een", "SUMMARY;LANGUAGE=en:One", "DTSTART;VALUE=DATE:20090508")
    assert "title:\n  nl: Een\n  en: One\n" in event
    assert "nog een" not in report


# Words for a date


def test_words_that_say_another_date_and_those_that_are_too_long_are_told() -> None:
    long = "woord " * 20
    _, report = dated(f"Datum;Datum in woorden;Titel\n2009;zomer 1950;Een\n2009;{long};Twee\n2009;zomer 2009;Drie\n")
    assert "de datum in woorden zegt een andere dan de datum: kijk die na: 1 × (rij 2)" in report
    assert "de datum in woorden: langer dan 80 tekens: 1 × (rij 3)" in report


def test_a_year_that_is_too_far_away_is_told_so() -> None:
    assert "het jaar ‘-13800000000’ ligt te ver weg" in slides({"start_date": {"year": -13800000000}})


# Our own JSON


def published(event: dict[str, Any], **more: object) -> str:
    """The report of an answer of the API with one event."""
    event = {"id": "x", "date": {"edtf": "2009"}, "title": {"nl": "X"}} | event
    return take(json.dumps({"version": 1, "events": [event], **more}).encode(), "json")[1]


@pytest.mark.parametrize(
    ("event", "told"),
    [
        ({"rating": 5}, "het veld ‘rating’: 1 × (nr. 1)"),
        ({"colour": "rood"}, "het veld ‘colour’: 1 × (nr. 1)\n      1: rood"),
        ({"title": {"nl": "X", "de": "Ein"}}, "het veld ‘title.de’: 1 × (nr. 1)\n      1: Ein"),
        ({"date": {"edtf": "2009", "zone": "CET"}}, "het veld ‘date.zone’: 1 × (nr. 1)\n      1: CET"),
        ({"evidence": [{"source": "brief", "page": "7"}]}, "het veld ‘evidence.page’: 1 × (nr. 1)\n      1: 7"),
        ({"image": {"url": "https://voorbeeld.nl/a.png", "year": "1999"}}, "het veld ‘image.year’"),
        ({"themes": "sociaal"}, "het veld ‘themes’: 1 × (nr. 1)\n      1: sociaal"),
        ({"themes": ["sociaal", 5]}, "het veld ‘themes’: 1 × (nr. 1)"),
        ({"links": ["https://voorbeeld.nl/a"]}, "het veld ‘links’: 1 × (nr. 1)\n      1: https://voorbeeld.nl/a"),
        ({"place": "Assen"}, "het veld ‘place’: 1 × (nr. 1)\n      1: Assen"),
        ({"place": {"nl": True}}, "het veld ‘place.nl’"),
        ({"kind": ["signing"]}, "het veld ‘kind’"),
    ],
    ids=json.dumps,
)
def test_what_the_api_does_not_know_or_has_as_something_else_is_told(event: dict[str, Any], told: str) -> None:
    assert told in published(event)


def test_what_is_not_there_is_not_told() -> None:
    empty: dict[str, Any] = {
        "rating": None,
        "colour": "",
        "title": {"nl": "X", "de": None},
        "themes": [],
        "place": None,
    }
    assert "het veld" not in published(empty)
    assert "het veld ‘rating’" in published({"rating": 5})


def test_a_field_of_the_whole_answer_that_is_not_ours_is_told() -> None:
    assert "Niet overgenomen: het veld ‘maker’." in published({}, maker="Iemand")
    assert "Niet overgenomen: het veld" not in published({}, generated_at="2024-01-02T03:04:05Z")
