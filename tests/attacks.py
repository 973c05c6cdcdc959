"""The hostile corpus in `hostile/`: each case as files of a timeline, and all that are shown as one timeline."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from chronicle import schema
from chronicle.convert import count_words
from tests import tales
from tests.world import PHOTO

CORPUS = Path(__file__).parent / "hostile"
_FORMS = {"files", "changes", "added", "copies", "text", "prose", "event", "source", "address", "picture"}
_KEYS = _FORMS | {"name", "what", "outcome", "reads", "title", "folder", "alone"}
# The host does not exist: whatever a page asks it for is a request to somebody else.
SITE_URL = "https://tijdlijn.example/"
# What stands in a field that a case says nothing about.
_HARMLESS = "Een woord"
# How many texts share a page of a source or of a vocabulary, so that the site stays small.
_STEP = 9


@dataclass(frozen=True, slots=True)
class Case:
    """One attack, or something innocent that looks like one. `refused` has the codes, none when it must be shown."""

    stage: str
    name: str
    told: Mapping[str, Any]

    @property
    def id(self) -> str:
        """A name of its own, which is also the id of the event that carries the case."""
        return f"{self.stage}-{self.name}"

    @property
    def refused(self) -> list[str]:
        """The codes of the errors that it must give."""
        said = str(self.told.get("outcome", "shown"))
        return [] if said == "shown" else sorted(said.removeprefix("refused: ").split(", "))

    @property
    def text(self) -> str | None:
        """The text that goes into every field, if that is what the case is about."""
        return self.told.get("text")

    @property
    def reads(self) -> str:
        """What a reader sees of the summary, blanks folded."""
        said = self.told["reads"] if "reads" in self.told else self.told.get("prose", self.text)
        return " ".join(content(said).decode().split())


@cache
def cases() -> tuple[Case, ...]:
    """Every case of every file. A misspelled key cannot make a case say nothing."""
    found = []
    for path in sorted(CORPUS.glob("*.yaml")):
        for told in yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
            assert set(told) <= _KEYS, (path.name, set(told) - _KEYS)
            assert set(told) & _FORMS, (path.name, told["name"])
            found.append(Case(path.stem, told["name"], told))
    return tuple(found)


def content(said: Any) -> bytes:
    """A text; or bytes in `hex`; or what is `repeated` a number of `times` between a `start` and an `end`."""
    if isinstance(said, str):
        return said.encode()
    if "hex" in said:
        return bytes.fromhex(str(said["hex"]))
    middle = "".join(str(said["repeated"]).replace("N", str(number)) for number in range(said["times"]))
    return f"{said.get('start', '')}{middle}{said.get('end', '')}".encode()


def files_of(case: Case) -> dict[str, bytes]:
    """The small timeline of the stories with the case in it."""
    told, files = case.told, dict(tales.base())
    files |= {name: content(said) for name, said in told.get("files", {}).items()}
    for name, replaced in told.get("changes", {}).items():
        for old, new in replaced.items():
            text = files[name].decode()
            assert text.count(old) == 1, f"{case.id}: ‘{old}’ must stand once in {name}"
            files[name] = text.replace(old, new).encode()
    for name, said in told.get("added", {}).items():
        files[name] += content(said)
    for name, other in told.get("copies", {}).items():
        # How Python names a byte that is no text; YAML has no way to write it.
        files[name.replace("{ff}", "\udcff")] = files[other]
    return tales.whole(files | dict(carriers(case)))


def carriers(case: Case) -> Iterator[tuple[str, bytes]]:
    """The files that a case brings along: its event, its source and its picture, by path below `timeline/`."""
    told = case.told
    if not set(told) & {"text", "prose", "event", "source", "address", "picture"}:
        return
    event, source = plain_event(case.id), plain_source()
    if case.text is not None:
        event = filled(schema.EVENT, event, case.text)
        source = filled(schema.SOURCE, source, case.text)
    if "prose" in told:
        event["summary"] = dict.fromkeys(("nl", "en"), content(told["prose"]).decode())
    if "address" in told:
        event["links"] = [{"url": told["address"], "title": "Meer"}]
        source["url"] = told["address"]
    picture = told.get("picture")
    data = content(picture) if picture and set(picture) != {"ending"} else PHOTO
    event |= told.get("event", {})
    source |= told.get("source", {})
    ending = picture["ending"] if picture else "jpg"
    yield f"events/{told.get('folder', '2009')}/{case.id}.yaml", written(event, case.id)
    yield f"sources/{case.id}.yaml", written(source, case.id)
    if picture or "image" in event:
        yield f"images/{case.id}.{ending}", data


def written(fields: Mapping[str, Any], identifier: str) -> bytes:
    """A file's text. JSON is YAML; `SELF` is the case's own id."""
    return (json.dumps(fields, ensure_ascii=False) + "\n").replace("SELF", identifier).encode()


def plain_event(source: str) -> dict[str, Any]:
    """An event that says nothing, with every field that holds text or may lead somewhere."""
    both = {"nl": _HARMLESS, "en": "A word"}
    return {
        "date": "2009-02-04",
        "title": both,
        "summary": both,
        "kind": "signing",
        "themes": ["sociaal"],
        "evidence": [{"source": source, "says": "happened", "quote": _HARMLESS}],
    }


def plain_source() -> dict[str, Any]:
    """A source that says nothing."""
    return {"kind": "letter", "title": _HARMLESS, "publisher": "vdg", "language": "nl"}


def filled(record: schema.Record, given: Mapping[str, Any], text: str) -> dict[str, Any]:
    """The fields of `given` with `text` in every field of the schema that can hold it."""
    made = dict(given)
    for field in record.fields:
        value = _value(field.of, given.get(field.name), text)
        if value is not None:
            made[field.name] = value
    return made


def _value(kind: schema.FieldType, given: Any, text: str) -> Any:
    match kind:
        case schema.Bilingual(of=of):
            return dict.fromkeys(("nl", "en"), text) if fits(of, text) else None
        case schema.Line() | schema.Prose() | schema.Quote():
            return text if fits(kind, text) else None
        case schema.Record() if given is not None or kind is schema.IMAGE:
            return filled(kind, given or {"file": "SELF.jpg", "alt": {"nl": "-"}, "credit": "-", "licence": "-"}, text)
        case schema.ListOf(of=schema.Record() as of):
            given = given or [{"url": "https://voorbeeld.example/", "title": "-"}]
            return [filled(of, item, text) for item in given]
        # A publisher is a medium's name, unless it looks like an id.
        case schema.Identifier(refers="publisher"):
            return None if text.islower() and not set(text) & {" ", "."} else text if len(text) <= 200 else None
    return None


def fits(kind: schema.FieldType, text: str) -> bool:
    """Tell whether a field can hold the text."""
    if isinstance(kind, schema.Quote) and count_words(text) > schema.QUOTE_WORDS:
        return False
    assert isinstance(kind, schema.Line | schema.Prose | schema.Quote)
    return len(text) <= kind.max_length


@cache
def shown() -> tuple[Case, ...]:
    """The cases that must be shown and bring their own files, so that they can stand in one timeline."""
    able = [case for case in cases() if not case.refused and not case.told.get("alone")]
    return tuple(case for case in able if "copies" in case.told or dict(carriers(case)))


@cache
def timeline() -> Mapping[str, bytes]:
    """One timeline with every case that is shown; vocabularies and shared sources hold their texts too."""
    files: dict[str, bytes] = dict(tales.base())
    texts = [case.text for case in shown() if case.text is not None]
    files |= dict(_vocabularies(texts))
    shared = []
    for number, group in enumerate(texts[start : start + 4] for start in range(0, len(texts), 4)):
        name = f"gedeeld-{number}"
        files[f"sources/{name}.yaml"] = written(_shared(group), name)
        shared.append(name)
    for case in shown():
        for name, data in carriers(case):
            files[name] = data
        for name in case.told.get("copies", {}):
            files[name] = tales.base()["events/2009/alliantie.yaml"]
        if set(case.told) & {"event", "prose", "picture"}:
            _lean(files, f"events/{case.told.get('folder', '2009')}/{case.id}.yaml", case, "brief")
    for number, case in enumerate(case for case in shown() if case.text is not None):
        _share(files, case, number, shared[number % len(shared)])
    return tales.whole(files)


def _share(files: dict[str, bytes], case: Case, number: int, source: str) -> None:
    """Let an event lean on a shared source and a hostile vocabulary, in a year that holds 25 of them."""
    name = f"events/{2001 + number // 25}/{case.id}.yaml"
    _lean(files, f"events/2009/{case.id}.yaml", case, source)
    event = json.loads(files.pop(f"events/2009/{case.id}.yaml"))
    event["date"] = str(2001 + number // 25)
    event["themes"] = [f"thema-{number // _STEP % 3}"]
    event["organisations"] = [f"orgaan-{number // _STEP}"]
    event["see_also"] = ["alliantie"]
    files[name] = written(event, case.id)


def _lean(files: dict[str, bytes], name: str, case: Case, source: str) -> None:
    """Let a case's event lean on another source than its own, which goes."""
    event = json.loads(files[name])
    event["evidence"][0]["source"] = source
    files[name] = written(event, case.id)
    del files[f"sources/{case.id}.yaml"]


def _shared(texts: list[str]) -> dict[str, Any]:
    """A source with another text in each field."""
    source = plain_source()
    for field, text in zip(("title", "publisher", "reference", "note"), texts, strict=False):
        source |= filled(schema.Record(fields=tuple(f for f in schema.SOURCE.fields if f.name == field)), {}, text)
    return source


def _vocabularies(texts: list[str]) -> Iterator[tuple[str, bytes]]:
    """Vocabularies whose every word is an attack. The ids of the small timeline stay, for the events that use them."""
    kept = {name: yaml.safe_load(tales.base()[f"vocabulary/{name}.yaml"]) for name in ("organisations", "themes")}
    for name, made, record in (("organisations", "orgaan", schema.ORGANISATION), ("themes", "thema", schema.LABEL)):
        for number, text in enumerate(texts[::_STEP]):
            kept[name][f"{made}-{number}"] = {"name": {"nl": "x"}, "description": {"nl": "x"}} | filled(
                record, {}, text
            )
        yield f"vocabulary/{name}.yaml", written(kept[name], name)
    terms = {f"woord-{number}": _term(text) for number, text in enumerate(texts[4::_STEP]) if len(text) <= 80}
    yield "vocabulary/glossary.yaml", written(terms, "glossary")


def _term(text: str) -> dict[str, Any]:
    return filled(schema.TERM, {}, text) | {"forms": {"nl": [text], "en": [text]}}
