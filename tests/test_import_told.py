"""Nothing of a foreign file is lost, changed or put together in silence: what is not carried over is in the report."""

import re

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
