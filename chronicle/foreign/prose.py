"""Plain text and HTML to the little Markdown of a summary, so that no character means what its writer did not mean."""

import html
import re
from html.parser import HTMLParser

import nh3

from chronicle import markup, web
from chronicle.foreign import texts
from chronicle.foreign.rows import Row, unfit

# What the Markdown of a summary could take for markup (see `markup`), and how a list begins.
# What looks like a link to an event would be looked up, brackets or not.
_SPECIAL = re.compile(r"[\\*_\[\]]|(?<=\])\(|&(?=#?\w{1,32};)")
_ITEM = re.compile(r"(?m)^(?:([-+])(?= |$)|([0-9]{1,9})([.)])(?= |$))")
_LOOKS_LIKE_HTML = re.compile(
    r"</?(?:p|br|a|b|i|em|strong|ul|ol|li|div|span|h[1-6]|blockquote)\b[^<>]*>", re.IGNORECASE
)
_LINK = re.compile(r"\[([^\[\]\n]{1,300})\]\((\S{1,1000}?)\)")
_SHOWS = re.compile(r"<(img|iframe|video|audio|embed|object|svg|table)\b", re.IGNORECASE)
_HREF = re.compile(r"""<a\s[^<>]{0,500}?href\s{0,9}=\s{0,9}(?:"([^"<>]*)"|'([^'<>]*)'|([^\s"'<>]+))""", re.IGNORECASE)
_TAGS = {"p", "br", "div", "li", "ul", "ol", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "td",
         "em", "i", "strong", "b", "a"}  # fmt: skip
_SIGNS = {"em": "*", "i": "*", "strong": "**", "b": "**"}


def of_plain(text: str) -> str:
    """Give Markdown that shows `text` as it is; each of its lines becomes a paragraph."""
    return "\n\n".join(_literal(line) for line in texts.lines(text).split("\n"))


def _literal(line: str) -> str:
    """Give Markdown for one line; it is changed only where it would be read otherwise."""
    if not _SPECIAL.search(line) and not _ITEM.match(line):
        return line
    return line if markup.prose_html(line, _nowhere) == f"<p>{markup.escaped(line)}</p>" else escaped(line)


def _nowhere(identifier: str) -> str | None:  # noqa: ARG001  an event's id leads nowhere yet
    return None


def escaped(text: str) -> str:
    """Put a backslash before every sign that Markdown could take for markup."""
    plain = _SPECIAL.sub(lambda sign: f"\\{sign[0]}", text)
    return _ITEM.sub(lambda item: f"\\{item[1]}" if item[1] else f"{item[2]}\\{item[3]}", plain)


def of_links(text: str) -> str:
    """Give Markdown for a text in which only links (`[words](address)`) mean more than they say."""
    paragraphs = []
    for line in texts.lines(text).split("\n"):
        parts, end = [], 0
        for link in _LINK.finditer(line):
            parts += [_piece(line[end : link.start()]), _link(_piece(link[1]), link[2])]
            end = link.end()
        rest = line[end:]
        paragraphs.append("".join([*parts, _piece(rest)]) if parts else _literal(rest))
    return "\n\n".join(paragraphs)


def _piece(text: str) -> str:
    return escaped(text) if _SPECIAL.search(text) else text


def _link(words: str, address: str) -> str:
    if not web.is_address(address):
        return words
    return f"[{words}]({address.replace('(', '%28').replace(')', '%29')})"


def looks_like_html(text: str) -> bool:
    """Tell whether a text has tags in it that only HTML has."""
    return "<" in text and _LOOKS_LIKE_HTML.search(text) is not None


def of_html(source: str) -> str:
    """Give Markdown for HTML: paragraphs, lists, links and emphasis; of every other tag its words.

    Raises Unfit for more than a text may hold: an end that was cut off in silence would be missed by nobody.
    """
    if len(source) > texts.MOST_CHARACTERS:
        raise unfit(
            f"een tekst heeft meer dan {texts.MOST_CHARACTERS} tekens",
            f"a text has more than {texts.MOST_CHARACTERS} characters",
            "Maak de tekst korter.", "Make the text shorter.",
        )  # fmt: skip
    reader = _Reader()
    # nh3 reads as browsers do (html5ever), so what is left is well made; scripts and styles are gone, words and all.
    reader.feed(nh3.clean(source, tags=_TAGS, attributes={"a": {"href"}}, url_schemes={"http", "https"}))
    reader.close()
    return reader.markdown()


def note_lost(source: str, row: Row, *, links: bool = True) -> None:
    """Note what `of_html` leaves out of HTML: pictures and frames, and links to what is no address on the web.

    Without `links` no link at all is kept, as in a title.
    """
    for tag in dict.fromkeys(found.lower() for found in _SHOWS.findall(source)):
        row.left(f"wat de tekst met <{tag}> toont", f"what the text shows with <{tag}>")
    for quoted, single, bare in _HREF.findall(source):
        address = html.unescape(quoted or single or bare).strip()
        if address and not (links and web.is_address(address)):
            row.left("een link in de tekst: de woorden zijn er nog", "a link in the text: its words are kept",
                     texts.shown(address))  # fmt: skip


def text_of_html(source: str) -> str:
    """Give the words of HTML on one line, without markup."""
    return texts.clean(markup.prose_text(of_html(source))) if re.search("[<&]", source) else texts.clean(source)


class _Reader(HTMLParser):
    """Collects blocks: the text of each, and whether it is an item of a list."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[tuple[bool, str]] = []
        self.parts: list[str] = []
        self.item = False
        self.link: tuple[str, int] | None = None

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.link = (dict(attributes).get("href") or "", len(self.parts))
        elif tag in _SIGNS:
            self.parts.append(f"\0{_SIGNS[tag]}")
        else:
            self._end_block()
            self.item = tag == "li" or (self.item and tag in {"p", "br"})

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._end_link()
        elif tag in _SIGNS:
            self.parts.append(f"\1{_SIGNS[tag]}")
        else:
            self._end_block()
            self.item = False

    def handle_data(self, data: str) -> None:
        # A line end is room in HTML.
        words = re.sub(r"\s+", " ", data.replace("\0", "").replace("\1", ""))
        self.parts.append(escaped(words))

    def _end_link(self) -> None:
        if self.link is None:
            return
        address, start = self.link
        words = re.sub("[\0\1]\\*+", "", "".join(self.parts[start:])).strip()
        self.parts[start:] = [_link(words, address) if words else ""]
        self.link = None

    def _end_block(self) -> None:
        self._end_link()
        text = texts.lines(_emphasised("".join(self.parts))).replace("\n", " ")
        if text:
            self.blocks.append((self.item, _ITEM.sub(r"\\\g<0>", text) if text[:1] in "-+" else text))
        self.parts = []

    def markdown(self) -> str:
        """Give the blocks as Markdown."""
        self._end_block()
        found = ""
        for index, (item, text) in enumerate(self.blocks):
            together = item and index > 0 and self.blocks[index - 1][0]
            found += ("\n" if together else "\n\n" if index else "") + (f"- {text}" if item else text)
        return found


_EMPHASIS = re.compile(r"\0(\*+)( *)((?:[^\0\1])*?)( *)\1(\*+)".replace(r"\1(", "\1("))


def _emphasised(text: str) -> str:
    """Write emphasis where Markdown would read it as such: around words, between blanks or signs; else leave it out."""

    def one(found: re.Match[str]) -> str:
        sign, before, words, after, closing = found.groups()
        left, right = text[: found.start()][-1:], text[found.end() :][:1]
        sound = words and sign == closing and not left.isalnum() and not right.isalnum() and "*" not in words
        return f"{before}{sign}{words}{sign}{after}" if sound else f"{before}{words}{after}"

    return re.sub("[\0\1]\\*+", "", _EMPHASIS.sub(one, text))


def cut(text: str, most: int) -> str:
    """Give the beginning of a Markdown text that is too long: whole words, without markup, at most `most`."""
    plain = markup.prose_text(text)
    room = most
    while True:
        short = plain[:room].rsplit(maxsplit=1)[0] if len(plain) > room else plain
        made = of_plain(f"{short}…")
        if len(made) <= most:
            return made
        room = room * most // len(made) - 1
