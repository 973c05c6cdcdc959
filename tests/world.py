"""A richer timeline: a planned event, one without English, a range, a picture, a newspaper."""

Changes = dict[str, str | bytes | None]

# The smallest picture that a browser shows: one white spot.
PHOTO = bytes.fromhex(
    f"ffd8ffe000104a46494600010100000100010000ffdb004300{'ff' * 64}ffc0000b080001000101011100ffc400140001{'00' * 16}"
    f"ffc400141001{'00' * 16}ffda0008010100003f003fffd9"
)
PLANNED = """
date: 2009-02
title: {nl: Ceremonie, en: Ceremony}
summary: {nl: "Na [de alliantie](alliantie) volgt een **ceremonie**.", en: After the alliance follows a ceremony.}
kind: signing
themes: [cultuur, sociaal]
municipalities: all
evidence:
  - {source: brief, says: planned, quote: Er komt een ceremonie.}
  - {source: krant, says: expected, quote: "Men verwacht een ceremonie, zei zij."}
follows: [alliantie]
"""
TALKS = """
date: 2010-11/2012-01
date_text: {nl: van eind 2010 tot begin 2012}
date_note: {nl: Uit de brief.}
title: {nl: Gesprekken}
summary: {nl: Er waren gesprekken over een alliantie.}
kind: decision
themes: [sociaal]
place: {nl: Oude Statenzaal}
disputed: {nl: De krant noemt geen gesprekken.}
evidence: [{source: verslag, says: happened, quote: Er waren gesprekken.}]
see_also: [ceremonie]
image:
  file: zaal.jpg
  alt: {nl: Een zaal}
  credit: Onbekend
  licence: CC0-1.0
links: [{url: "https://voorbeeld.nl/a_b*c*?d=e&f", title: Meer lezen}]
"""
PAPER = """
kind: news
title: De allianties
publisher: Dagblad van het Noorden
language: nl
url: https://voorbeeld.nl/krant
accessed: 2024-01-01
note: {nl: Alleen op papier., en: On paper only.}
"""
MINUTES = """
kind: official
title: Verslag
publisher: gedeputeerde-staten
language: nl
"""
WORLD: Changes = {
    "events/2009/ceremonie.yaml": PLANNED,
    "events/2010/gesprekken.yaml": TALKS,
    "sources/krant.yaml": PAPER,
    "sources/verslag.yaml": MINUTES,
    "images/zaal.jpg": PHOTO,
}
