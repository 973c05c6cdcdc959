"""Bytes of an unknown program to text, and a text to what may stand in a file of ours."""

import codecs
import re
import unicodedata
from collections.abc import Mapping

from chronicle import privacy
from chronicle.characters import oddity
from chronicle.foreign.rows import Read, unreadable
from chronicle.problems import Message, harmless

MOST_BYTES = 16 * 1024 * 1024
# What one text may hold; the longest field of ours takes 4000.
MOST_CHARACTERS = 100_000
_SHOWN = 60

_ROOM = re.compile("[\t\v\f \xa0\u2000-\u200a\u202f\u205f\u3000]+")
_LINE_END = re.compile("\r\n?|[\x85\u2028\u2029\v\f]")
# What other files begin with, and what to do about each.
_OTHERS: Mapping[bytes, tuple[str, str]] = {
    b"PK\x03\x04": (
        "dit is een rekenblad of een ingepakt bestand (xlsx, ods, zip); bewaar het in Excel of LibreOffice als CSV",
        "this is a spreadsheet or an archive (xlsx, ods, zip); save it in Excel or LibreOffice as CSV",
    ),
    b"\xd0\xcf\x11\xe0": (
        "dit is een oud Excel- of Word-bestand (xls, doc); bewaar het in Excel of LibreOffice als CSV UTF-8",
        "this is an old Excel or Word file (xls, doc); save it in Excel or LibreOffice as CSV UTF-8",
    ),
    b"%PDF": ("dit is een PDF; daar is geen tabel uit te lezen", "this is a PDF; no table can be read from it"),
    b"\x1f\x8b": ("dit bestand is ingepakt (gzip); pak het eerst uit", "this file is packed (gzip); unpack it first"),
}
_PAGE = re.compile(r"\s*<(?:!doctype html|html)\b", re.IGNORECASE)


def decode(data: bytes, read: Read) -> str:
    """Read `data` as UTF-8, UTF-16 with a byte order mark, or else Windows-1252, which is remarked. Raises Unreadable.

    Lines end in a newline.
    """
    for begin, (nl, en) in _OTHERS.items():
        if data.startswith(begin):
            raise unreadable(nl, en)
    text = _utf16(data) if data[:2] in {codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE} else _eight_bits(data, read)
    if "\0" in text:
        raise unreadable(
            "dit is geen tekst: er staan nullen in; bewaar het bestand opnieuw, als tekst in UTF-8",
            "this is no text: there are zeros in it; save the file again, as text in UTF-8",
        )
    if _PAGE.match(text):
        raise unreadable(
            "dit is een webpagina; haal het bestand zelf op, niet de pagina waar het op staat",
            "this is a web page; fetch the file itself, not the page that it is on",
        )
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _utf16(data: bytes) -> str:
    try:
        return data.decode("utf-16")
    except UnicodeDecodeError:
        raise unreadable(
            "dit bestand zegt dat het UTF-16 is, maar is beschadigd; bewaar het opnieuw als UTF-8",
            "this file says that it is UTF-16, but is damaged; save it again as UTF-8",
        ) from None


def _eight_bits(data: bytes, read: Read) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        read.remark(
            "Het bestand is geen UTF-8; het is gelezen als Windows-1252. Kijk de letters met accenten na.",
            "The file is not UTF-8; it was read as Windows-1252. Look the letters with accents through.",
        )
        return data.decode("cp1252", "replace")


def clean(text: str) -> str:
    """Give a text of one line: composed letters, single blanks, and nothing that nobody sees."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    return " ".join(lines(text).split())


def lines(text: str) -> str:
    """Give a text with its lines: composed letters, single blanks, nothing that nobody sees, no blank lines."""
    plain = unicodedata.normalize("NFC", _LINE_END.sub("\n", text[:MOST_CHARACTERS]))
    if not (plain.isascii() and plain.replace("\n", "").isprintable()):
        plain = "".join(sign for sign in _ROOM.sub(" ", plain) if sign == "\n" or not _unseen(sign))
        plain = unicodedata.normalize("NFC", plain)
    kept = (_ROOM.sub(" ", line).strip() for line in plain.split("\n"))
    return "\n".join(line for line in kept if line)


def _unseen(sign: str) -> bool:
    if sign < "\x7f":
        return not sign.isprintable()
    found = oddity(sign)
    return found is not None and found.kind == "invisible"


def shown(text: str) -> str:
    """Give a foreign text as a report and a remark in a file may show it: short, on one line, nothing private in it."""
    plain = harmless(clean(text[: 4 * _SHOWN]))
    if next(privacy.suspicions(text), None):
        return "…"
    return plain if len(plain) <= _SHOWN else f"{plain[:_SHOWN].rstrip()}…"


def quoted(text: str) -> str:
    """Give a foreign text between quotation marks, for use in a sentence."""
    return f"‘{shown(text)}’"


def both(nl: str, en: str) -> Message:
    """Give one sentence in both languages."""
    return Message(nl=nl, en=en)
