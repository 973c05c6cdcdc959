"""Each format that is read: what becomes a row, what is told to be left behind, and what cannot be read at all."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronicle import markup
from chronicle.dates import parse
from chronicle.foreign import columns, prose, reading, table, texts, when
from chronicle.foreign.rows import Read, Row, Unfit, Unreadable
from chronicle.problems import Lang

FOREIGN = Path(__file__).parent / "foreign"


def read(data: str | bytes, form: str, language: Lang = "nl") -> Read:
    """Read a file; columns are as guessed."""
    raw = data.encode() if isinstance(data, str) else data
    return reading.read(raw, form, language, lambda cells: columns.guess(cells.header))


def sample(name: str, form: str) -> Read:
    return read((FOREIGN / name).read_bytes(), form)


def date(row: Row) -> str:
    return when.of_row(row).date.edtf


def bad(found: Read) -> list[tuple[int, int | None, str]]:
    return [(one.number, one.line, one.message.nl) for one in found.bad]


def left(row: Row) -> list[str]:
    return [note.what.nl for note in row.notes]


# Tables

TABLE = "datum;titel\n2008;Een é\n2009;“Twee”\n"


@pytest.mark.parametrize(
    ("codec", "told"),
    [("utf-8", False), ("utf-8-sig", False), ("utf-16", False), ("utf-16-le", None), ("cp1252", True)],
)
def test_a_table_is_read_in_the_encodings_that_spreadsheets_write(codec: str, told: bool | None) -> None:
    data = (b"\xff\xfe" if codec == "utf-16-le" else b"") + TABLE.encode(codec)
    found = read(data, "csv")
    assert [row.title["nl"] for row in found.rows] == ["Een é", "“Twee”"]
    assert bool(found.remarks) is bool(told)


def test_a_byte_that_no_encoding_has_is_a_row_that_cannot_be_used_and_no_end() -> None:
    found = read(b"datum;titel\n2008;\x81\x8d\xe9n\n", "csv")
    assert "Windows-1252" in found.remarks[0].nl
    assert "\ufffd" in found.rows[0].title["nl"]


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_the_separator_is_what_parts_the_rows_alike(separator: str) -> None:
    text = (
        separator.join(["datum", "titel", "tekst"]) + "\n" + separator.join(["2008", "Een", '"a, b; c | d\te"']) + "\n"
    )
    (row,) = read(text, "csv").rows
    assert row.title == {"nl": "Een"}
    assert row.summary == {"nl": "a, b; c | d e"}


def test_excel_may_name_its_separator() -> None:
    found = read("sep=;\ndatum;titel, met komma\n2008;Een, twee\n", "csv")
    assert (found.rows[0].number, found.rows[0].line) == (2, 3)


def test_numbers_are_the_spreadsheets_and_lines_the_files() -> None:
    found = read('datum;titel\n2008;"een\ntwee"\n\n2009;drie\n', "csv")
    assert [(row.number, row.line) for row in found.rows] == [(2, 2), (4, 5)]


def test_a_quotation_mark_that_is_never_closed_spoils_its_own_row_only() -> None:
    found = read('datum;titel\n2008;"Een begin\n2009;Twee\n2010;"Drie"\n', "csv")
    assert [row.title["nl"] for row in found.rows] == ['"Een begin', "Twee", "Drie"]


def test_quotation_marks_inside_a_text_stay() -> None:
    found = read('datum;titel\n2008;"Het ""plan"""\n2009;"Drenthe" ontwaakt\n', "csv")
    assert [row.title["nl"] for row in found.rows] == ['Het "plan"', '"Drenthe" ontwaakt']


def test_a_row_with_too_many_cells_is_told_and_one_with_too_few_is_filled() -> None:
    found = read("datum;titel;tekst\n2008;Een;x;y\n2009;Twee\n2010;Drie;x;;\n", "csv")
    assert bad(found) == [(2, 2, "deze rij heeft 4 cellen, en de kop 3")]
    assert [row.title["nl"] for row in found.rows] == ["Twee", "Drie"]


def test_columns_of_one_name_and_of_none_can_be_told_apart() -> None:
    assert table.read("a;a;;b\n1;2;3;4\n", Read()).header == ("a", "a #2", "#3", "b")


@pytest.mark.parametrize(
    ("header", "mapped"),
    [
        ("Datum;Titel;Omschrijving", {"date": "Datum", "title": "Titel", "summary": "Omschrijving"}),
        ("Begindatum;Einddatum;Naam", {"start": "Begindatum", "end": "Einddatum", "title": "Naam"}),
        ("Van;T/m;Wat", {"start": "Van", "end": "T/m", "title": "Wat"}),
        ("Start date;End date;Event", {"start": "Start date", "end": "End date", "title": "Event"}),
        ("Datum;Titel (NL);Titel (EN)", {"date": "Datum", "title_nl": "Titel (NL)", "title_en": "Titel (EN)"}),
        ("date;title_nl;title_en", {"date": "date", "title_nl": "title_nl", "title_en": "title_en"}),
        ("Jaar;Kop;Bron;URL", {"date": "Jaar", "title": "Kop", "source": "Bron", "source_url": "URL"}),
        ("Jaar;Kop;URL", {"date": "Jaar", "title": "Kop", "link": "URL"}),
        ("Wanneer;Onderwerp;Thema’s;Gemeenten;Trefwoorden",
         {"date": "Wanneer", "title": "Onderwerp", "themes": "Thema’s", "municipalities": "Gemeenten",
          "tags": "Trefwoorden"}),
        ("datum;titel;datum", {"date": "datum", "title": "titel"}),
        ("x;y", {}),
    ],
)  # fmt: skip
def test_columns_are_guessed_by_their_names(header: str, mapped: dict[str, str]) -> None:
    assert columns.guess(header.split(";")) == mapped


def test_no_two_meanings_have_one_name() -> None:
    names = [word for _, words in columns.MEANINGS.values() for word in words.split()]
    assert len(names) > 100
    assert sorted(names) == sorted(set(names))


# Dates


@pytest.mark.parametrize(
    ("typed", "edtf"),
    [
        ("4 februari 2008", "2008-02-04"), ("2008-02-04", "2008-02-04"), ("4-2-2008", "2008-02-04"),
        ("04/02/2008", "2008-02-04"), ("4.2.2008", "2008-02-04"), ("17/12/2008", "2008-12-17"),
        ("12/17/2008", "2008-12-17"), ("2008-02-04 00:00:00", "2008-02-04"), ("2008-02-04T13:30:00Z", "2008-02-04"),
        ("4-2-2008 13:30", "2008-02-04"), ("zomer 2011", "2011-22"), ("2008-2012", "2008/2012"), ("12/2008", "2008-12"),
        ("jaren negentig", "199X"), ("omstreeks juni 2008", "2008-06~"), ("vanaf 2009", "2009/.."), ("2008?", "2008?"),
    ],
)  # fmt: skip
def test_a_date_as_people_type_it(typed: str, edtf: str) -> None:
    assert date(Row(number=1, date=typed)) == edtf


@pytest.mark.parametrize(
    ("start", "end", "edtf"),
    [
        ("2008", "2010", "2008/2010"), ("2008-02-04", "2008-02-04", "2008-02-04"),
        ("4-2-2008", "17-12-2008", "2008-02-04/2008-12-17"),
        ("februari 2009", "maart 2009", "2009-02/2009-03"), ("2008", "", "2008"), ("", "2010", "/2010"),
        ("2009", "heden", "2009/.."), ("zomer 2011", "winter 2011", "2011-06/2012-02"),
        ("2008-06~", "2010", "2008-06~/2010"),
    ],
)  # fmt: skip
def test_a_date_of_two_ends_has_both_of_them_in_it(start: str, end: str, edtf: str) -> None:
    assert date(Row(number=1, start=start, end=end)) == edtf


@pytest.mark.parametrize(
    "typed", ["", "04-02-08", "4 feb '08", "'08", "39482", "31-02-2008", "volgend jaar", "2010/2008/2009", "XXXX-12"]
)
def test_what_is_no_date_is_refused_with_a_cure(typed: str) -> None:
    with pytest.raises(Unfit) as refused:
        date(Row(number=1, date=typed))
    assert refused.value.cure.nl
    assert refused.value.cure.en != refused.value.cure.nl


def test_the_order_of_day_and_month_is_told_where_it_could_be_another() -> None:
    told = {typed: Row(number=1, date=typed) for typed in ("04/02/2008", "17/12/2008", "04/04/2008", "12/17/2008")}
    assert {typed: (date(row), len(row.notes)) for typed, row in told.items()} == {
        "04/02/2008": ("2008-02-04", 1),
        "17/12/2008": ("2008-12-17", 0),
        "04/04/2008": ("2008-04-04", 0),
        "12/17/2008": ("2008-12-17", 1),
    }
    assert date(Row(number=1, date="04/02/2008", month_first=True)) == "2008-04-02"


def test_a_time_of_day_is_told_and_midnight_is_none() -> None:
    rows = [Row(number=1, date=typed) for typed in ("2008-02-04 13:30", "2008-02-04 00:00:00")]
    assert [date(row) for row in rows] == ["2008-02-04"] * 2
    assert [left(row) for row in rows] == [["het tijdstip"], []]


# TimelineJS


def test_the_json_of_timelinejs() -> None:
    found = sample("tijdlijn.json", "timelinejs")
    first, second, third, *rest = found.rows
    assert (first.id, first.title, first.tags) == ("eerste-alliantie-elders", {"nl": "Eerste alliantie"}, ["Sociaal"])
    assert first.summary == {"nl": "Lees [meer](https://voorbeeld.nl/a) & verder."}
    assert first.links == [("https://voorbeeld.nl/film", "Een film")]
    assert left(first) == ["de maker van het beeld"]
    assert [date(row) for row in (first, second, third)] == ["2009-02-04", "2011-22", "-0043"]
    assert [row.number for row in rest] == [4, 6]
    assert bad(found) == [(5, None, "het jaar ‘8’ heeft te weinig cijfers")]
    assert [remark.nl for remark in found.remarks] == [
        "Niet overgenomen: de titel van de tijdlijn (‘Samen in Drenthe’).",
        "Niet overgenomen: het tijdperk ‘De allianties’.",
    ]


def test_the_spreadsheet_of_timelinejs_is_known_by_its_header() -> None:
    def never(cells: table.Table) -> dict[str, str]:
        raise AssertionError(cells.header)

    found = reading.read((FOREIGN / "sjabloon.csv").read_bytes(), "csv", "nl", never)
    assert [row.number for row in found.rows] == [3, 4, 5, 6, 7]
    assert found.rows[0].summary == {"nl": "Er is *getekend*.\n\n- een\n- twee"}
    assert left(found.rows[0]) == ["het tijdstip", "de maker van het beeld", "de achtergrond"]
    assert [date(row) for row in found.rows[:3]] == ["2009-02-04", "2008-06~", "2009/2011"]
    assert left(found.rows[1])[0].startswith("het beeld: ")
    assert [remark.nl for remark in found.remarks] == [
        "Niet overgenomen: de titel van de tijdlijn (rij 2).",
        "Niet overgenomen: het tijdperk rij 8.",
    ]


@pytest.mark.parametrize(
    ("start", "display", "edtf", "words"),
    [
        ({"year": 2008, "month": 6}, "omstreeks juni 2008", "2008-06~", {}),
        ({"year": 2011}, "zomer 2011", "2011-22", {}),
        ({"year": 2008, "month": 2, "day": 4}, "2008", "2008-02-04", {"nl": "2008"}),
        ({"year": 2008, "month": 2, "day": 4}, "een mooie dag", "2008-02-04", {"nl": "een mooie dag"}),
        ({"year": 2009}, "vanaf 2009", "2009/..", {}),
        ({"year": "2,008"}, "", "2008", {}),
        ({"year": 2008, "month": "", "day": "12"}, "", "2008", {}),
    ],
)
def test_what_readers_see_of_a_date_may_say_more_than_its_numbers(
    start: dict[str, object], display: str, edtf: str, words: dict[str, str]
) -> None:
    event = {"start_date": start, "text": {"headline": "x"}, "display_date": display}
    (row,) = read(json.dumps({"events": [event]}), "timelinejs").rows
    found = when.of_row(row)
    assert found.date.edtf == edtf
    assert when.words_of(found, row.date_text, "nl") == words


@pytest.mark.parametrize(
    "text", ["[]", "{}", '{"events": 1}', "{", "[" * 100_000, '{"events": [' + "9" * 6000 + "]}", "nul"]
)
@pytest.mark.parametrize("form", ["timelinejs", "json"])
def test_json_that_is_no_timeline_is_refused(text: str, form: str) -> None:
    with pytest.raises(Unreadable):
        read("{" + text if form == "timelinejs" and not text.startswith("{") else text, form)


# Calendars


def test_a_calendar() -> None:
    found = sample("agenda.ics", "ics")
    titles = [(row.number, row.line, row.title) for row in found.rows]
    assert titles == [
        (1, 14, {"nl": "Eerste alliantie, getekend"}),
        (2, 31, {"nl": "Drie dagen"}),
        (3, 38, {"nl": "Een avond"}),
        (4, 45, {"en": "Late in the evening"}),
        (6, 55, {"nl": "Met een duur, op twee regels"}),
    ]
    # The last day is included; a time in UTC counts for its day in the calendar's zone.
    days = ["2009-02-04", "2009-03-01/2009-03-03", "2009-04-01", "2009-05-01", "2009-06-01/2009-06-02"]
    assert [date(row) for row in found.rows] == days
    assert bad(found) == [(5, 50, "deze gebeurtenis is niet te lezen (DTSTART: 20091332)")]
    assert found.remarks[0].nl == "Niet overgenomen: 1 taken of notities (VTODO, VJOURNAL)."


def test_what_a_calendar_says_beside_days_and_titles() -> None:
    first, second, third, _, last = sample("agenda.ics", "ics").rows
    assert (first.tags, first.place, first.id) == (["Sociaal", "Assen"], {"nl": "Drents Museum"}, "")
    assert first.summary == {"nl": "Er is getekend.\n\nLees https://voorbeeld.nl/a"}
    assert first.links == [("https://voorbeeld.nl/a", "")]
    assert left(second) == ["de stand van zaken: die volgt uit wat bronnen zeggen"]
    assert left(third) == ["het tijdstip", "de herhaling: alleen de eerste keer is overgenomen"]
    assert left(last) == ["het veld ATTENDEE"]


@pytest.mark.parametrize(
    "inside",
    [
        "SUMMARY:x",
        "DTSTART:gisteren\nSUMMARY:x",
        "DTSTART;VALUE=DATE:20090204\nDURATION:P99999999999D\nSUMMARY:x",
        "DTSTART;VALUE=DATE:20090204\nDTEND:later\nSUMMARY:x",
        "niets",
    ],
)
def test_a_damaged_event_does_not_stop_the_others(inside: str) -> None:
    good = "BEGIN:VEVENT\nDTSTART;VALUE=DATE:20090204\nSUMMARY:goed\nEND:VEVENT\n"
    found = read(f"BEGIN:VCALENDAR\nBEGIN:VEVENT\n{inside}\nEND:VEVENT\n{good}END:VCALENDAR\n", "ics")
    assert [one.line for one in found.bad] == [2]
    assert [row.title for row in found.rows] == [{"nl": "goed"}]


def test_an_event_that_is_never_ended_does_not_swallow_the_next() -> None:
    found = read(
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20090204\nSUMMARY:een\n"
        "BEGIN:VEVENT\nDTSTART;VALUE=DATE:20090205\nSUMMARY:twee\nEND:VEVENT\n", "ics",
    )  # fmt: skip
    assert [row.title["nl"] for row in found.rows] == ["een", "twee"]


@pytest.mark.parametrize("zone", ["Europe/Nergens", "../../etc/passwd", "X-WR-CALNAME:x", ""])
def test_a_zone_that_nobody_knows_leaves_the_day_that_it_is_in_utc(zone: str) -> None:
    (row,) = read(
        f"BEGIN:VCALENDAR\nX-WR-TIMEZONE:{zone}\nBEGIN:VEVENT\nDTSTART:20090430T223000Z\nSUMMARY:x\nEND:VEVENT\n", "ics"
    ).rows
    assert date(row) == "2009-04-30"
    assert left(row) == ["de tijdzone: de dag is die in UTC", "het tijdstip"]


def test_what_is_no_calendar_is_refused() -> None:
    with pytest.raises(Unreadable, match="BEGIN:VCALENDAR"):
        read("datum;titel\n", "ics")


# Markwhen


def test_a_markwhen_text() -> None:
    found = sample("plan.mw", "markwhen")
    assert [(row.number, row.line, row.title["nl"]) for row in found.rows] == [
        (1, 9, "Eerste alliantie"),
        (2, 14, "Van convenant tot kaders"),
        (4, 18, "Slot"),
        (5, 20, "Een periode"),
        (6, 21, "Met een tijdstip"),
        (7, 22, "Loopt nog"),
        (8, 23, "Overleg"),
    ]
    first, second, fourth, *_ = found.rows
    assert (first.id, first.place, first.tags) == (
        "eerste-alliantie-elders", {"nl": "Drents Museum"}, ["cultuur", "Allianties", "sociaal", "Assen"],
    )  # fmt: skip
    assert first.summary == {"nl": r"Op die dag is getekend. Zie [de krant](https://voorbeeld.nl/krant) voor \*meer\*."}
    assert second.tags == ["Allianties", "sociaal", "Assen"]
    assert fourth.tags == ["Allianties", "sociaal"]
    assert fourth.summary == {"nl": "Let op: dit is gewone tekst."}
    assert [date(row) for row in found.rows] == [
        "2009-02-04", "2008-03-04/2008-12-17", "2012-12", "2009/2012", "2009-05-01", "2010/..", "2011-01-01",
    ]  # fmt: skip
    assert bad(found) == [(3, 15, "de datum ‘2 weeks’ hangt af van een andere datum of van vandaag")]


def test_months_come_first_in_markwhen_unless_it_says_otherwise() -> None:
    for header, edtf in (("", "2008-04-02"), ("dateFormat: d/M/y\n", "2008-02-04")):
        (row,) = read(f"{header}04/02/2008: Iets\n", "markwhen").rows
        assert date(row) == edtf


@pytest.mark.parametrize(
    ("line", "edtf", "title"),
    [
        ("2008: Een jaar", "2008", "Een jaar"), ("2008-02:Zonder blank", "2008-02", "Zonder blank"),
        ("2004-06 / 2006-08: Lang", "2004-06/2006-08", "Lang"),
        ("1998-06/01/2000: Gemengd", "1998/2000-06-01", "Gemengd"),
        ("18 March 2026: Een dag", "2026-03-18", "Een dag"), ("Dec 7, 1941: Een dag", "1941-12-07", "Een dag"),
        ("1 Jan 1998 to 11/11/2011: Lang", "1998-01-01/2011-11-11", "Lang"),
        ("2020-02-22T12:13:14Z-now: Loopt", "2020-02-22/..", "Loopt"), ("2008: 12:30 uur", "2008", "12:30 uur"),
        ("2008: 100% af #a1", "2008", "af"), ("2008: Artikel #5", "2008", "Artikel #5"),
    ],
)  # fmt: skip
def test_how_a_line_of_markwhen_begins(line: str, edtf: str, title: str) -> None:
    (row,) = read(f"{line}\n", "markwhen").rows
    assert (date(row), row.title["nl"]) == (edtf, title)


@pytest.mark.parametrize(
    "line", ["now: x", "1 year: x", "after !een 2 weeks: x", "2018/6 months: x", "April 1 - June 18: x"]
)
def test_a_date_that_hangs_on_another_one_is_told_by_its_line(line: str) -> None:
    found = read(f"2008: Een\n{line}\n2009: Twee\n", "markwhen")
    assert [(number, at) for number, at, _ in bad(found)] == [(2, 2)]
    assert [row.title["nl"] for row in found.rows] == ["Een", "Twee"]


def test_a_text_without_an_event_is_refused() -> None:
    with pytest.raises(Unreadable, match="no event"):
        read("een gewone tekst\n", "markwhen")


# Texts


@given(st.text(max_size=200))
def test_plain_text_is_shown_as_it_was_typed(text: str) -> None:
    shown = markup.prose_text(prose.of_plain(text))
    assert shown == texts.lines(text)


@given(st.text(alphabet="ab *_[]()\\-+1.&;#<>\n`~!|", max_size=60))
def test_signs_of_markdown_are_shown_as_signs(text: str) -> None:
    made = prose.of_plain(text)
    assert markup.prose_text(made) == texts.lines(text)
    assert not any(f"<{tag}" in markup.prose_html(made, lambda _: "/") for tag in ("em", "strong", "a", "ul", "ol"))


@pytest.mark.parametrize(
    ("source", "made"),
    [
        ("Een<br>twee", "Een\n\ntwee"),
        ("<p>Een</p><p>twee</p>", "Een\n\ntwee"),
        ("<ul><li>a</li><li>b</li></ul>", "- a\n- b"),
        ("<ul><li><p>a</p></li></ul>na", "- a\n\nna"),
        ("<b>vet</b>, <i> schuin </i>", "**vet**, *schuin*"),
        ("on<b>der</b>deel", "onderdeel"),
        ("<b>vet <i>en</i></b>", "vet *en*"),
        ('<a href="https://voorbeeld.nl/a_(b)">hier</a>', "[hier](https://voorbeeld.nl/a_%28b%29)"),
        ('<a href="javascript:alert(1)">hier</a>', "hier"),
        ('<a href="//voorbeeld.nl">hier', "hier"),
        ("<script>alert(1)</script><style>p{}</style>over", "over"),
        ("5 &lt; 6 &amp; 7*8*9", r"5 < 6 & 7\*8\*9"),
        ("<h2>Kop</h2>tekst <img src=x onerror=alert(1)>", "Kop\n\ntekst"),
        ("- geen lijst", r"\- geen lijst"),
        ("<p>ongesloten <b>vet", "ongesloten **vet**"),
    ],
)
def test_html_becomes_the_little_markdown_of_ours(source: str, made: str) -> None:
    assert prose.of_html(source) == made


@given(st.text(alphabet="<>/abpiulem strong=\"'&;#\n*_[]()", max_size=120))
def test_any_html_becomes_text_of_one_kind(source: str) -> None:
    made = prose.of_html(source)
    assert "\0" not in made
    assert "\1" not in made
    assert markup.prose_html(made, lambda _: None).count("<script") == 0


@given(st.text(max_size=300))
def test_nothing_that_nobody_sees_is_left_in_a_text(text: str) -> None:
    from chronicle.characters import oddity

    found = oddity(texts.clean(text))
    assert found is None or found.kind in {"stacked", "loose"}


def test_what_is_shown_of_a_text_is_short_and_tells_nothing_private() -> None:
    assert texts.shown("a\x1b[31m\n" * 40).count("a") < 62
    assert "\x1b" not in texts.shown("a\x1b[31m")
    assert texts.shown("bel 06-12345678") == "…"


@given(st.integers(1, 4000).filter(lambda n: n > 1), st.sampled_from(["woord ", "*", "a_b ", "[x] "]))
def test_what_is_cut_fits(most: int, word: str) -> None:
    most = max(most, 50)
    made = prose.cut(prose.of_plain(word * 2000), most)
    assert len(made) <= most
    assert made.endswith("…")


def test_a_date_of_ours_is_worded_as_ours_and_gets_no_words_of_its_own() -> None:
    found = when.When(date=parse("2008-02-04"))
    assert when.words_of(found, {"nl": "4 februari 2008", "en": "4 February 2008"}, "nl") == {}
    assert when.words_of(found, {"nl": "4 februari 2008", "en": "that day"}, "nl") == {
        "nl": "4 februari 2008",
        "en": "that day",
    }
