"""Texts in tables that no spreadsheet takes for a formula, and back again without loss.

A spreadsheet runs what begins with one of `= + - @`, a tab or a carriage return (OWASP, CSV injection). It also splits
a cell at a separator that the file did not mean, where its language has another one, so a sign behind `,`, `;`, a tab
or a line end counts as well. An apostrophe is put before the sign; where apostrophes stand there already, one more.
"""

import re

# The wide ones are the same signs to a spreadsheet that is set to an East Asian language.
_SIGNS = r"[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]"
_START = r"(?:\A|(?<=[,;\t\r\n]))[ \u00a0\"]*"
_RISKY = re.compile(rf"({_START}'*)(?={_SIGNS})")
_DEFUSED = re.compile(rf"({_START}'*)'(?={_SIGNS})")
_SIGN = re.compile(_SIGNS)
# Whether there is anything to defuse: a pattern that begins with plain signs is found ten times as fast.
_FIRST = re.compile(rf"[ \u00a0\"]*'*{_SIGNS}")
_LATER = re.compile(rf"[,;\t\r\n][ \u00a0\"]*'*{_SIGNS}")


def defused(text: str) -> str:
    """Give what stands in a table for `text`."""
    return _RISKY.sub(r"\1'", text) if _FIRST.match(text) or _LATER.search(text) else text


def restored(cell: str) -> str:
    """Give the text that a cell stands for: `restored(defused(text)) == text`, whatever the text."""
    return _DEFUSED.sub(r"\1", cell) if _SIGN.search(cell) else cell


def guarded(edtf: str) -> str:
    """Give a date in EDTF as a text that Excel leaves alone: it would make a day in 1909 or 2009 of `2009-02`."""
    return f"'{edtf}"


def unguarded(cell: str) -> str:
    """Give the EDTF of a cell, defused, guarded or plain: no date begins with an apostrophe."""
    return cell.lstrip("'")
