"""The formats in which the history is published for machines: where each file stands, its media type, its standard."""

from dataclasses import dataclass

from chronicle.problems import Lang


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A kind of file. `address` stands below the site's root; `{lang}` in it is nothing for Dutch, `.en` for English.

    `{town}` in it is a municipality's id: one file each. `standard` is the address of what defines it; none for
    what Excel wants.
    """

    id: str
    address: str
    media: str
    standard: str

    @property
    def bilingual(self) -> bool:
        """Whether one file holds both languages."""
        return "{lang}" not in self.address

    def path(self, lang: Lang = "nl", town: str = "") -> str:
        """Give where the file stands, below the site's root."""
        return self.address.format(lang="" if lang == "nl" else f".{lang}", town=town)


FORMATS = (
    Format(
        id="json",
        address="api/v1/events.json",
        media="application/json",
        standard="https://www.rfc-editor.org/rfc/rfc8259",
    ),
    Format(
        id="ics",
        address="feeds/timeline{lang}.ics",
        media="text/calendar",
        standard="https://www.rfc-editor.org/rfc/rfc5545",
    ),
    Format(
        id="ics-town",
        address="feeds/gemeente/{town}{lang}.ics",
        media="text/calendar",
        standard="https://www.rfc-editor.org/rfc/rfc5545",
    ),
    Format(
        id="atom",
        address="feeds/atom{lang}.xml",
        media="application/atom+xml",
        standard="https://www.rfc-editor.org/rfc/rfc4287",
    ),
    Format(
        id="jsonfeed",
        address="feeds/feed{lang}.json",
        media="application/feed+json",
        standard="https://jsonfeed.org/version/1.1",
    ),
    Format(
        id="csv",
        address="feeds/events.csv",
        media="text/csv",
        standard="https://www.rfc-editor.org/rfc/rfc4180",
    ),
    Format(
        id="csv-excel",
        address="feeds/events.excel.csv",
        media="text/csv",
        standard="",
    ),
    Format(
        id="csvw",
        address="feeds/events.csv-metadata.json",
        media="application/csvm+json",
        standard="https://www.w3.org/TR/tabular-metadata/",
    ),
    Format(
        id="jsonld",
        address="feeds/timeline.jsonld",
        media="application/ld+json",
        standard="https://www.w3.org/TR/json-ld11/",
    ),
    Format(
        id="ttl",
        address="feeds/timeline.ttl",
        media="text/turtle",
        standard="https://www.w3.org/TR/turtle/",
    ),
    Format(
        id="dcat",
        address="feeds/dcat.jsonld",
        media="application/ld+json",
        standard="https://semiceu.github.io/DCAT-AP/releases/3.0.1/",
    ),
    Format(
        id="timelinejs",
        address="feeds/timelinejs{lang}.json",
        media="application/json",
        standard="https://timeline.knightlab.com/docs/json-format.html",
    ),
)
BY_ID = {one.id: one for one in FORMATS}
# What `build_timeline.py export` prints: one file, or one for each language.
EXPORTED = ("json", "csv", "timelinejs", "ics", "jsonld", "ttl")
# Those that hold every event: not what describes another file, nor a calendar (which leaves out what is no day) or a
# feed (which ends at the newest).
WHOLE = tuple(one for one in FORMATS if one.id in {"json", "csv", "csv-excel", "jsonld", "ttl", "timelinejs"})
