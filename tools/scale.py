"""Makes a timeline of any number of plausible, clearly synthetic events: `python -m tools.scale FOLDER COUNT [SEED]`.

For tests and benchmarks. Every field is used and every form of date; events follow and mention each other, cite shared
sources and stand in every year from 1950 to 2029. The vocabulary is the real one; nothing else is: titles say "Proef",
sources are of "Proefkrant", links lead to example.org. The same count and seed give the same bytes.
"""

import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from chronicle import compose, dates, inputs, load

PROJECT = Path(__file__).resolve().parent.parent
FIRST, LAST = 1950, 2029
# The twelve municipalities of today are there from this year on: then an event may name them all.
ALL_FROM = 1998
# How many events one source is cited by, about.
SHARED = 4
# A PNG of one grey dot.
PICTURE = "proef.png"
_DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b"
    "550000000a4944415478da6368000000820081da45083b0000000049454e44ae"
    "426082"
)  # fmt: skip

_SUBJECTS = (
    ("het sociaal beleid", "social policy"), ("de cultuur in de dorpen", "culture in the villages"),
    ("de gebiedsagenda", "the area agenda"), ("de rol van de provincie", "the role of the province"),
    ("de begroting", "the budget"), ("het openbaar vervoer", "public transport"), ("de bibliotheken", "the libraries"),
    ("de jeugdzorg", "youth care"), ("het landschap", "the landscape"), ("de waterschappen", "the water authorities"),
)  # fmt: skip
_ACTS = (
    ("besluit over {0}", "decision on {0}"), ("overleg over {0}", "talks on {0}"), ("plan voor {0}", "plan for {0}"),
    ("afspraak over {0}", "agreement on {0}"), ("onderzoek naar {0}", "study of {0}"),
    ("brief over {0}", "letter on {0}"),
)  # fmt: skip
_SENTENCES = (
    ("De deelnemers spraken over {0} en legden vast wat daarna moest gebeuren.",
     "Those present spoke about {0} and recorded what was to happen next."),
    ("Het stuk gaat over {0}. *Niemand* weet of het ook is uitgevoerd.",
     "The document is about {0}. *Nobody* knows whether it was carried out."),
    ("Er kwam een vervolg op {0}, met deze punten:\n\n- geld\n- tijd\n- mensen",
     "There was a sequel to {0}, with these points:\n\n- money\n- time\n- people"),
)  # fmt: skip
# Every form of date, with how often: most are days, as in the real history.
_DATES = (
    ("{y}-{m:02d}-{d:02d}", 30), ("{y}-{m:02d}", 15), ("{y}", 8), ("{y}-{m:02d}-{d:02d}~", 3), ("{y}-{m:02d}~", 4),
    ("{y}?", 3), ("{y}~", 3), ("{y}-{m:02d}%", 1), ("{y}-2{s}", 6), ("{y}-{m:02d}-{d:02d}/{y}-12-31", 4),
    ("{y}-{m:02d}/{z}", 4), ("{y}/{z}", 4), ("{y}-{m:02d}/", 2), ("{y}-{m:02d}/..", 2), ("../{y}-{m:02d}-{d:02d}", 1),
    ("/{y}", 1), ("[{y}-{m:02d}-01..{y}-{m:02d}-{d:02d}]", 3), ("{{{y}-{m:02d},{z}-{m:02d}}}", 2), ("{y}-XX-XX", 1),
    ("{y}-{m:02d}-XX", 2), ("{e}X", 1), ("{y}-3{q}", 1),
)  # fmt: skip
_FORMS, _OFTEN = [form for form, _ in _DATES], [often for _, often in _DATES]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The ids that an event may name."""

    kinds: Sequence[str]
    themes: Sequence[str]
    municipalities: Sequence[str]
    organisations: Sequence[str]


def files(count: int, seed: int = 2008) -> Iterator[tuple[str, bytes]]:
    """Yield (path below the timeline folder, contents) of `count` events, their sources and the vocabulary."""
    real = inputs.read_folder(PROJECT / "timeline/vocabulary")
    vocabulary = {name: data for name, data in real.items() if name != "chapters.yaml"}
    yield from ((f"vocabulary/{name}", data) for name, data in vocabulary.items())
    known = load.load({f"timeline/vocabulary/{name}": data for name, data in vocabulary.items()}).timeline
    ids = Vocabulary(*map(list, (known.kinds, known.themes, known.municipalities, known.organisations)))
    yield f"images/{PICTURE}", _DOT
    # Each is cited: the first events take them in turn, the others by chance.
    sources = max(1, count // SHARED)
    for number in range(sources):
        chance = random.Random(f"{seed}:source:{number}")
        yield f"sources/proefkrant-{number}.yaml", compose.source(_source(number, chance, ids)).encode()
    for number in range(count):
        values = _event(number, sources, random.Random(f"{seed}:event:{number}"), ids)
        yield _place(number, values["date"]), compose.event(values).encode()


def write(folder: Path, count: int, seed: int = 2008) -> Path:
    """Write a timeline below `folder`, and give the timeline's own folder. Raises OSError; nothing is removed."""
    timeline = folder / "timeline"
    for name, data in files(count, seed):
        path = timeline / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return timeline


def name(number: int) -> str:
    """Give an event's id."""
    return f"proef-{number}"


def _place(number: int, edtf: str) -> str:
    date = dates.parse(edtf)
    day = date.earliest or date.latest
    assert day is not None, edtf
    return f"events/{day.year:04d}/{name(number)}.yaml"


def _event(number: int, sources: int, chance: random.Random, ids: Vocabulary) -> dict[str, Any]:
    year = chance.randint(FIRST, LAST)
    subject, act = chance.choice(_SUBJECTS), chance.choice(_ACTS)
    nl, en = (f"Proef {number}: {act[at].format(subject[at])}" for at in (0, 1))
    evidence = [_evidence(number % sources, subject[0], chance)]
    while chance.random() < 0.3:
        evidence.append(_evidence(chance.randrange(sources), subject[0], chance))
    values: dict[str, Any] = {
        "date": _date(year, chance),
        "title": {"nl": nl, "en": en},
        "summary": _summary(number, subject, chance),
        "kind": chance.choice(ids.kinds),
        "themes": chance.sample(ids.themes, chance.choice((1, 1, 2))),
        "evidence": evidence,
    }
    first = dates.parse(values["date"]).earliest
    if first is not None and first.year >= ALL_FROM and chance.random() < 0.3:
        values["municipalities"] = "all"
    elif chance.random() < 0.7:
        values["municipalities"] = chance.sample(ids.municipalities, chance.choice((1, 1, 2, 3)))
    if chance.random() < 0.6:
        values["organisations"] = chance.sample(ids.organisations, chance.choice((1, 2)))
    return {**values, **_rest(number, chance)}


def _summary(number: int, subject: tuple[str, str], chance: random.Random) -> dict[str, str]:
    written = chance.sample(_SENTENCES, chance.choice((1, 2, 3)))
    texts = ["\n\n".join(sentence[at].format(subject[at]) for sentence in written) for at in (0, 1)]
    if number and chance.random() < 0.3:
        before = name(chance.randrange(number))
        texts = [f"{text}\n\nSee [{before}]({before})." for text in texts]
    # One in ten has no English yet.
    return dict(zip(("nl", "en"), texts if chance.random() < 0.9 else texts[:1], strict=False))


def _rest(number: int, chance: random.Random) -> dict[str, Any]:
    """The fields that most events do without."""
    both = {"nl": f"Bedacht voor proef {number}.", "en": f"Made up for trial {number}."}
    found: dict[str, Any] = {}
    if chance.random() < 0.1:
        found["date_text"] = {"nl": "op een dag die is bedacht", "en": "on a day that was made up"}
    for field, often in (("date_note", 0.1), ("place", 0.15), ("disputed", 0.05)):
        if chance.random() < often:
            found[field] = both
    # What came before is near: a history of ten thousand events is many short stories.
    for field, often in (("follows", 0.3), ("see_also", 0.15)):
        if number and chance.random() < often:
            found[field] = [name(chance.randrange(max(0, number - 50), number))]
    if chance.random() < 0.1:
        found["links"] = [{"url": f"https://example.org/{number}", "title": f"Meer over proef {number}"}]
    if chance.random() < 0.01:
        found["image"] = {"file": PICTURE, "alt": both, "credit": "Niemand", "licence": "CC0-1.0"}
    if chance.random() < 0.01:
        found["moved_from"] = [f"eerdere-{name(number)}"]
    return found


def _evidence(source: int, subject: str, chance: random.Random) -> dict[str, str]:
    says = chance.choices(("happened", "planned", "expected", "cancelled"), (70, 20, 8, 2))[0]
    quote = f"dit is een bedacht citaat over {subject}, nummer {chance.randrange(10_000)}"
    found = {"source": f"proefkrant-{source}", "says": says, "quote": quote}
    return {**found, "at": f"alinea {chance.randint(1, 9)}"} if chance.random() < 0.3 else found


def _source(number: int, chance: random.Random, ids: Vocabulary) -> dict[str, Any]:
    own = chance.random() < 0.3
    year, month, day = chance.randint(FIRST, LAST), chance.randint(1, 12), chance.randint(1, 28)
    return {
        "kind": "official" if own else "news",
        "title": f"Proefbericht {number}",
        "publisher": chance.choice(ids.organisations) if own else f"Proefkrant {number % 40}",
        "date": f"{year}-{month:02d}-{day:02d}",
        "language": "nl",
        "url": f"https://example.org/bron/{number}",
    }


def _date(year: int, chance: random.Random) -> str:
    form = chance.choices(_FORMS, _OFTEN)[0]
    later, month, day = year + chance.randint(1, 5), chance.randint(1, 12), chance.randint(2, 28)
    season, part = chance.randint(1, 4), chance.randint(3, 6)
    return form.format(y=year, z=later, m=month, d=day, e=year // 10, s=season, q=part)


def main(words: Sequence[str]) -> int:
    """Write a timeline into a folder; gives the exit status."""
    if len(words) not in {2, 3} or not all(word.isdigit() for word in words[1:]):
        print("usage: python -m tools.scale FOLDER COUNT [SEED]", file=sys.stderr)
        return 2
    count, seed = int(words[1]), int((*words, "2008")[2])
    print(write(Path(words[0]), count, seed))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
