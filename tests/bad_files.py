"""Many bad files: each event has one fault, of a sort and at a place of its own."""

from collections.abc import Iterator

from tests import tales

_GOOD = tales.base()["events/2009/alliantie.yaml"].decode()

# (the code that is told, what stands there, what is written instead): the rest of the file is as it should be.
FAULTS = [
    ("bad-date", "2009-02-04", "2009-02-3{n}"),
    ("unknown-field", "kind: ", "soort{n}: x\nkind: "),
    ("missing-field", "kind: signing\n", "# {n}\n"),
    ("unknown-kind", "kind: signing", "kind: zzz{n}"),
    ("unknown-theme", "themes: [sociaal]", "themes: [zzz{n}]"),
    ("unknown-municipality", "municipalities: [assen]", "municipalities: [zzz{n}]"),
    ("unknown-source", "source: brief", "source: zzz{n}"),
    ("unknown-choice", "says: happened", "says: zzz{n}"),
    ("alias", "kind: signing", "kind: *signing{n}"),
    ("tag", "kind: ", "kind: !a{n} "),
    ("duplicate-field", "kind: ", "kind: signing # {n}\nkind: "),
    ("yaml", "kind: ", "kind{n}: [\nkind: "),
    ("too-long", "Alliantie met Assen", "Alliantie met Assen {n} " + "x" * 120),
    ("private-data", "title:", "# jan{n}@voorbeeld.nl\ntitle:"),
]


def bad_files(count: int) -> Iterator[tuple[str, bytes, str]]:
    """Yield (file below the timeline folder, content, code) of `count` events, each with exactly one problem."""
    for number in range(count):
        code, old, new = FAULTS[number % len(FAULTS)]
        assert _GOOD.count(old) == 1, old
        content = _GOOD.replace(old, new.replace("{n}", str(number)))
        yield f"events/2009/gebeurtenis-{number:05}.yaml", content.encode(), code
