"""What a cure comes to in a file's text: a `Remedy` says what should be done, an `Edit` which characters change.

An edit is made only where the text is as the remedy takes it to be; otherwise the words of the cure have to do.
"""

import json
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from chronicle.problems import Edit, How, Move, Place, Problem, Remedy

Lines = Sequence[str]

# A field at the beginning of its line, perhaps the first of an item of a list: `  - source: brief`.
_FIELD = re.compile(r"(?P<indent> *)(?P<dash>- +)?(?P<key>[^\s:#]+):(?:[ \t]+|$)(?P<value>.*)")
_ITEM = re.compile(r"(?P<indent> *)(?P<dash>- +)(?P<value>.*)")
# A remark stands two blanks or more behind what it is about.
_REMARK = re.compile(r"(?:\s{2,}# .*|\s+)\Z")
_MARKS = {"Mn", "Me"}
_MOST_MARKS = 3


def finished(problem: Problem, texts: Mapping[str, str]) -> Problem:
    """Give the problem with its remedy turned into an edit of its file, or without one where that cannot be told.

    `texts` has every file that was read: none is moved to where another lies.
    """
    if isinstance(problem.fix, Move) and problem.fix.to in texts:
        return replace(problem, fix=None)
    if not isinstance(problem.fix, Remedy):
        return problem
    place, remedy = problem.place, problem.fix
    lines = texts.get(place.file, "").split("\n")
    known = 1 <= place.line <= len(lines)
    return replace(problem, fix=_HOW[remedy.how](remedy, place, lines) if known else None)


def _edit(place: Place, start: int, end: int, text: str) -> Edit:
    """Change one line from `start` to `end`, which count from 0."""
    return Edit(line=place.line, column=start + 1, end_line=place.line, end_column=end + 1, text=text)


def _without(first: int, after: int) -> Edit:
    """Take out whole lines, from index `first` up to `after`."""
    return Edit(line=first + 1, column=1, end_line=after + 1, end_column=1, text="")


def _replace(remedy: Remedy, place: Place, lines: Lines) -> Edit | None:
    """The words at the place, or those between quotation marks that begin there."""
    line, at = lines[place.line - 1], place.column - 1 - remedy.back
    for start in (at, at + 1) if line[at : at + 1] in {'"', "'"} else (at,):
        if line.startswith(remedy.old, start):
            return _edit(place, start, start + len(remedy.old), remedy.new)
    return None


def _value(line: str) -> tuple[int, int] | None:
    """Where the value of a line's field or item begins and ends, its remark left out."""
    found = _FIELD.fullmatch(line) or _ITEM.fullmatch(line)
    if found is None or not found["value"].strip():
        return None
    return found.start("value"), found.start("value") + len(_REMARK.sub("", found["value"]))


def _quote(remedy: Remedy, place: Place, lines: Lines) -> Edit | None:
    line = lines[place.line - 1]
    if (span := _value(line)) is None or place.column - 1 < span[0]:
        return None
    start, end = span
    if remedy.old:
        # What counted as a remark belongs to the text.
        end = max(end, line.rstrip().find(remedy.old) + len(remedy.old))
    text = line[start:end]
    return _edit(place, start, end, f"'{text}'" if remedy.new == "'" else json.dumps(text, ensure_ascii=False))


def _requote(remedy: Remedy, place: Place, lines: Lines) -> Edit | None:  # noqa: ARG001
    """Single quotation marks for the double ones round a text, or a backslash before what means something in it."""
    line = lines[place.line - 1]
    if (span := _value(line)) is None or place.column - 1 < span[0]:
        return None
    inside = re.fullmatch('"(.*)"', line[slice(*span)])
    # Where some are written out already nobody can tell which.
    if inside is None or re.search(r'\\[\\"]', inside[1]):
        return None
    return _edit(place, *span, f"'{inside[1]}'" if "'" not in inside[1] else json.dumps(inside[1], ensure_ascii=False))


def _append(remedy: Remedy, place: Place, lines: Lines) -> Edit | None:
    span = _value(lines[place.line - 1])
    return _edit(place, span[1], span[1], remedy.new) if span else None


def _insert(remedy: Remedy, place: Place, lines: Lines) -> Edit | None:  # noqa: ARG001  one signature for all
    return _edit(place, place.column - 1, place.column - 1, remedy.new)


def _indent(remedy: Remedy, place: Place, lines: Lines) -> Edit | None:
    line = lines[place.line - 1]
    return _edit(place, 0, len(line) - len(line.lstrip(" ")), remedy.new)


def _blanks(remedy: Remedy, place: Place, lines: Lines) -> Edit | None:  # noqa: ARG001
    """What looks like blanks becomes blanks: two for a tab."""
    line, start = lines[place.line - 1], place.column - 1
    end = start + len(line[start:]) - len(line[start:].lstrip())
    blanks = re.sub(r"\s", " ", line[start:end].replace("\t", "  "))
    return _edit(place, start, end, blanks) if end > start else None


def _character(remedy: Remedy, place: Place, lines: Lines) -> Edit | None:  # noqa: ARG001
    """One character that does not belong there. What parts lines or paragraphs elsewhere becomes a blank."""
    line, at = lines[place.line - 1], place.column - 1
    if not line[at : at + 1]:
        return None
    return _edit(place, at, at + 1, " " if unicodedata.category(line[at]) in {"Zl", "Zp"} else "")


def _marks(remedy: Remedy, place: Place, lines: Lines) -> Edit | None:  # noqa: ARG001
    """The marks from the place on, which are more than a letter may bear."""
    line, at = lines[place.line - 1], place.column - 1
    return _edit(place, at, _after_marks(line, at), "")


def _compose(remedy: Remedy, place: Place, lines: Lines) -> Edit | None:  # noqa: ARG001
    line, at = lines[place.line - 1], place.column - 1
    end = _after_marks(line, at + 1)
    return _edit(place, at, end, unicodedata.normalize("NFC", line[at:end]))


def _after_marks(line: str, at: int) -> int:
    while at < len(line) and unicodedata.category(line[at]) in _MARKS:
        at += 1
    return at


def _drop_line(remedy: Remedy, place: Place, lines: Lines) -> Edit | None:  # noqa: ARG001
    return _without(place.line - 1, place.line)


def _drop_field(remedy: Remedy, place: Place, lines: Lines) -> Edit | None:  # noqa: ARG001
    """A field with all that belongs to it. The place is where its name or its value begins."""
    first, at = place.line - 1, place.column - 1
    found = _FIELD.fullmatch(lines[first])
    if found is None or not (at == found.start("key") or found.end("key") < at <= found.start("value")):
        return None
    after = _end_of_field(lines, first, found.start("key"))
    if found["dash"] is None:
        return _without(first, after)
    # The first field of an item: its hyphen passes to the next.
    following = _FIELD.fullmatch(lines[after]) if after < len(lines) else None
    if following is None or following["dash"] or following.start("key") != found.start("key"):
        return None
    return Edit(line=first + 1, column=found.start("key") + 1, end_line=after + 1,
                end_column=following.start("key") + 1, text="")  # fmt: skip


def _end_of_field(lines: Lines, first: int, column: int) -> int:
    """The index of the line after a field's last. A list may stand as far in as the name of its field."""
    after = first + 1
    for index in range(first + 1, len(lines)):
        line = lines[index]
        inside = len(line) - len(line.lstrip(" "))
        if not line.strip():
            continue
        if inside < column or (inside == column and not line[inside:].startswith("- ")):
            break
        after = index + 1
    return after


def _drop_repeated(remedy: Remedy, place: Place, lines: Lines) -> Edit | None:
    """A field that is there twice, if both say the same."""
    found = _FIELD.fullmatch(lines[place.line - 1])
    if found is None or found.start("key") != place.column - 1 or found["dash"]:
        return None
    block = lines[place.line - 1 : _end_of_field(lines, place.line - 1, found.start("key"))]
    first = int(remedy.old) - 1
    return _drop_field(remedy, place, lines) if list(lines[first : first + len(block)]) == list(block) else None


def _drop_item(remedy: Remedy, place: Place, lines: Lines) -> Edit | None:
    """A word of a list, on a line of its own or between others."""
    line, start = lines[place.line - 1], place.column - 1
    end = start + len(remedy.old)
    if line[start:end] != remedy.old:
        return None
    before, after = line[:start], line[end:]
    if before.strip() == "-":
        return _without(place.line - 1, place.line)
    if found := re.search(r",\s*\Z", before):
        return _edit(place, found.start(), end, "")
    if found := re.match(r"\s*,\s*", after):
        return _edit(place, start, end + found.end(), "")
    # The only one: an empty list says nothing, so its field goes.
    field = _FIELD.fullmatch(line)
    alone = field is not None and field["value"].startswith("[") and before.endswith("[") and after.startswith("]")
    return _without(place.line - 1, place.line) if alone and field and not field["dash"] else None


def _brackets(remedy: Remedy, place: Place, lines: Lines) -> Edit | None:  # noqa: ARG001
    span = _plain(place, lines)
    return _edit(place, *span, f"[{lines[place.line - 1][slice(*span)]}]") if span else None


def _quote_brackets(remedy: Remedy, place: Place, lines: Lines) -> Edit | None:  # noqa: ARG001
    """A value that begins with a bracket at the place and ends on its line with the other."""
    line, span = lines[place.line - 1], _value(lines[place.line - 1])
    if span is None or span[0] != place.column - 1 or line[span[0]] + line[span[1] - 1] not in {"[]", "{}"}:
        return None
    return _edit(place, *span, json.dumps(line[slice(*span)], ensure_ascii=False))


def _nest(remedy: Remedy, place: Place, lines: Lines) -> Edit | None:
    """The value goes to a line of its own, under the field, with a name of its own."""
    line, span = lines[place.line - 1], _value(lines[place.line - 1])
    found = _FIELD.fullmatch(line)
    if found is None or span is None or span[0] != place.column - 1 or line[span[0]] in "|>[{":
        return None
    indent = " " * (found.start("key") + 2)
    return _edit(place, len(line[: span[0]].rstrip()), span[1], f"\n{indent}{remedy.new}: {line[slice(*span)]}")


def _plain(place: Place, lines: Lines) -> tuple[int, int] | None:
    """A value that begins at the place, is written without quotation marks and ends on its line."""
    span = _value(lines[place.line - 1])
    sound = span is not None and span[0] == place.column - 1 and lines[place.line - 1][span[0]] not in "|>\"'[{"
    return span if sound else None


def _hyphen(remedy: Remedy, place: Place, lines: Lines) -> Edit | None:  # noqa: ARG001
    """A line with a hyphen above fields that should be an item of a list."""
    found = _FIELD.fullmatch(lines[place.line - 1])
    if found is None or found["dash"] or found.start("key") != place.column - 1 or place.column < 3:
        return None
    return Edit(line=place.line, column=1, end_line=place.line, end_column=1, text=" " * (place.column - 3) + "-\n")


def _fold(remedy: Remedy, place: Place, lines: Lines) -> Edit | None:  # noqa: ARG001
    """A block that keeps its lines becomes one that joins them; a blank line in it would still part them."""
    line, at = lines[place.line - 1], place.column - 1
    found = re.fullmatch(r"\|[+-]?", line[at:].rstrip())
    field = _FIELD.fullmatch(line)
    if found is None or field is None:
        return None
    block = lines[place.line : _end_of_field(lines, place.line - 1, field.start("key"))]
    return _edit(place, at, at + len(found[0]), ">-") if all(one.strip() for one in block) else None


_HOW: Mapping[How, Callable[[Remedy, Place, Lines], Edit | None]] = {
    "replace": _replace,
    "quote": _quote,
    "requote": _requote,
    "append": _append,
    "insert": _insert,
    "indent": _indent,
    "blanks": _blanks,
    "character": _character,
    "marks": _marks,
    "compose": _compose,
    "drop-line": _drop_line,
    "drop-field": _drop_field,
    "drop-repeated": _drop_repeated,
    "drop-item": _drop_item,
    "brackets": _brackets,
    "quote-brackets": _quote_brackets,
    "nest": _nest,
    "hyphen": _hyphen,
    "fold": _fold,
}
