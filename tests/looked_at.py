"""The timeline that is kept as pictures: every kind of date and status, in words that never change."""

import json

from tests import projects, tales

_SAYS = {"g": "happened", "p": "planned", "v": "expected", "a": "cancelled"}
# Date, what its source says, municipalities, title; a story of three chapters in the middle.
_EVENTS = (
    ("1997", "g", "", "Overleg begint"),
    ("1998-01-01", "g", "all", "Twaalf gemeenten"),
    ("1999-07", "g", "emmen", "Eerste afspraak met Emmen"),
    ("2002~", "g", "", "Omstreeks dit jaar een nota"),
    ("2005-12-10", "g", "meppel", "Meer samenwerking met Meppel"),
    ("2007?", "v", "", "Mogelijk een plan"),
    ("2008-02-04", "g", "all", "Convenant"),
    ("2008-06~/", "g", "", "Werk dat doorgaat"),
    ("2008-12-17", "g", "all", "Twee kaders"),
    ("2008-12-17", "p", "hoogeveen", "Een derde kader"),
    ("2009-02-04", "p", "assen", "Eerste alliantie"),
    ("2009-02-04", "p", "all", "Plechtigheid"),
    ("2009-02/2009-03", "p", "all", "Twaalf ondertekeningen"),
    ("2009-22", "g", "tynaarlo", "Zomer met Tynaarlo"),
    ("2010", "g", "de-wolden", "Een jaar van werk"),
    ("2011-22", "g", "all", "Gesprekken"),
    ("[2012-01-21..2012-01-31]", "g", "", "Eind januari een brief"),
    ("2012-02~", "a", "all", "De brede alliantie gaat niet door"),
    ("2015/2019", "g", "aa-en-hunze", "Vijf jaar van plannen"),
    ("2016-11-30", "g", "coevorden", "Akkoord met Coevorden"),
    ("2016-11-30", "g", "borger-odoorn", "Akkoord met Borger-Odoorn"),
    ("2016-11-30", "g", "westerveld", "Akkoord met Westerveld"),
    ("2020-05", "v", "noordenveld", "Verwacht besluit"),
    ("2024-01-01/..", "p", "midden-drenthe", "Wat nog komt"),
)
_TEXT = (
    "De provincie en de gemeenten spraken af wat zij samen doen. Een *alliantie* is een afspraak tussen provincie en"
    " gemeente. Daarna volgde een verslag."
)
_CHAPTERS = {
    "een": ("Het convenant", "2008-02-04", "convenant"),
    "twee": ("De kaders", "2008-12-17", "twee-kaders"),
    "drie": ("Andere wegen", "2012-02~", "de-brede-alliantie-gaat-niet-door"),
}


def timeline() -> dict[str, bytes]:
    """Give its files, by path below the project's folder."""
    municipalities = (projects.PROJECT / "timeline/vocabulary/municipalities.yaml").read_bytes()
    files = tales.small({"events/2009/alliantie.yaml": None}) | {
        "timeline/vocabulary/municipalities.yaml": municipalities
    }
    for date, says, towns, title in _EVENTS:
        year = date.lstrip("[")[:4]
        event = {
            "date": date,
            "title": {"nl": title, "en": title},
            "summary": {"nl": _TEXT, "en": _TEXT},
            "kind": "signing",
            "themes": ["sociaal"],
            "organisations": ["gedeputeerde-staten"],
            "evidence": [
                {"source": "brief", "at": "alinea 1", "says": _SAYS[says], "quote": f"{title}, zegt de brief."}
            ],
            **({"municipalities": towns if towns == "all" else [towns]} if towns else {}),
            **({"date_note": {"nl": "Uit de brief.", "en": "From the letter."}} if set(date) & set("?~") else {}),
        }
        # JSON is YAML.
        files[f"timeline/events/{year}/{_id(title)}.yaml"] = json.dumps(event, indent=1).encode()
    chapters = {
        name: {
            "name": {"nl": title, "en": title},
            "date": date,
            "events": [event],
            "text": {"nl": f"Hier begint [het hoofdstuk]({event}).", "en": f"Here [the chapter]({event}) begins."},
        }
        for name, (title, date, event) in _CHAPTERS.items()
    }
    return files | {"timeline/vocabulary/chapters.yaml": json.dumps(chapters, indent=1).encode()}


def _id(title: str) -> str:
    return title.lower().replace(" ", "-")
