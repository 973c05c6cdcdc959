"""A row to the fields of an event, as far as it tells them: the rest stays a gap, and nothing is made up."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from chronicle import convert, dates, filing, schema, web
from chronicle.foreign import gaps, prose, texts, when
from chronicle.foreign.gaps import gap
from chronicle.foreign.matching import Matcher, Sources, says_of
from chronicle.foreign.rows import Cited, Row, Said, Unfit, unfit
from chronicle.problems import Lang, Message, Place

_TITLE, _SUMMARY, _LINE, _NOTE, _PLACE = 120, 3000, 200, 1000, 120
_FIRST_YEAR_OF_TWELVE = 1998
# More than this on one event is no list that somebody reads.
_MOST = 20


@dataclass(slots=True, kw_only=True)
class Draft:
    """An event that is being made. `values` are for `compose.event`; `said` are words for its gaps, by path.

    `wished` is the id that the row has, or one made of its title.
    """

    row: Row
    date: dates.Date
    values: gaps.Values
    wished: str
    said: dict[str, Message] = field(default_factory=dict)
    sources: list[str] = field(default_factory=list)

    @property
    def year(self) -> int:
        """The year of the folder in which the event belongs."""
        day = self.date.earliest or self.date.latest
        assert day is not None, "a date without any known end cannot be read"
        return day.year


def draft(row: Row, matcher: Matcher, sources: Sources, language: Lang) -> Draft:
    """Make a draft of `row`; `language` is that of the file. Raises Unfit."""
    found = when.of_row(row)
    title = _title(row)
    made = Draft(row=row, date=found.date, values={"date": found.date.edtf}, wished=_wished(row, title))
    made.values["title"] = _both("title", title)
    summary = {lang: _fitting(text, lang, row) for lang, text in row.summary.items() if text.strip()}
    made.values["summary"] = _both("summary", summary)
    _date_words(row, found)
    if words := when.words_of(found, row.date_text, language):
        _words(made, "date_text", words)
    elif row.date_text and found.words:
        row.left("de datum in woorden", "the date in words", texts.shown(found.words))
    for name, said, most in (
        ("date_note", row.date_note, _NOTE),
        ("place", row.place, _PLACE),
        ("disputed", row.disputed, _NOTE),
    ):
        if kept := _lines(said, most, row, name):
            _words(made, name, kept)
    _classify(made, matcher)
    _evidence(made, matcher, sources)
    _links(made)
    return made


def _date_words(row: Row, found: when.When) -> None:
    """Note words for the date that are too long to keep, and those that say another date."""
    for text in dict.fromkeys(texts.clean(one) for one in row.date_text.values()):
        if len(text) > when.MOST_WORDS:
            row.left(f"de datum in woorden: langer dan {when.MOST_WORDS} tekens",
                     f"the date in words: longer than {when.MOST_WORDS} characters", texts.shown(text))  # fmt: skip
        elif when.contradicts(text, found.date):
            row.left("de datum in woorden zegt een andere dan de datum: kijk die na",
                     "the date in words says another than the date: look it through",
                     f"{texts.shown(text)} = {found.date.edtf}")  # fmt: skip


def _title(row: Row) -> Said:
    given = {lang: texts.clean(text) for lang, text in row.title.items()}
    kept: Said = {}
    for lang, text in given.items():
        if not text:
            continue
        kept[lang] = text
        if len(text) > _TITLE:
            kept[lang] = f"{text[: _TITLE - 1].rsplit(' ', 1)[0].rstrip(' ,;:')}…"
            # Nothing of it is lost: the summary begins with the whole.
            row.summary[lang] = "\n\n".join(filter(None, [prose.of_plain(text), row.summary.get(lang, "")]))
            row.left(
                f"de titel was langer dan {_TITLE} tekens: de hele titel staat voorop in de samenvatting",
                f"the title was longer than {_TITLE} characters: the whole of it begins the summary",
                texts.shown(text),
            )
    if not kept:
        raise unfit("er staat geen titel", "there is no title", "Vul de titel in.", "Fill the title in.")
    return kept


def _wished(row: Row, title: Said) -> str:
    given = texts.clean(row.id)
    if given and not given.isdigit() and not filing.id_problems(given, "event", Place(given)):
        return given
    if given:
        row.left("de naam in het bestand: die kan hier geen naam zijn", "the name in the file: it can be none here",
                 texts.shown(given))  # fmt: skip
    return filing.identifier_for(title.get("nl") or title.get("en", "")) or f"gebeurtenis-{row.number}"


def _both(name: str, said: Said) -> dict[str, str]:
    """Give a text in both languages; Dutch, which must be there, as a gap where it is missing."""
    return {"nl": said.get("nl") or gap(f"{name}.nl"), **({"en": said["en"]} if "en" in said else {})}


def _words(made: Draft, name: str, said: Said) -> None:
    made.values[name] = _both(name, said)
    if "nl" not in said and "en" in said:
        made.said[f"{name}.nl"] = texts.both(
            f"in het Engels {texts.quoted(said['en'])}", f"in English {texts.quoted(said['en'])}"
        )


def _fitting(text: str, lang: Lang, row: Row) -> str:
    if len(text) <= _SUMMARY:
        return text
    row.left(f"het einde van een samenvatting die langer was dan {_SUMMARY} tekens",
             f"the end of a summary that was longer than {_SUMMARY} characters", lang)  # fmt: skip
    return prose.cut(text, _SUMMARY)


def _lines(said: Mapping[Lang, str], most: int, row: Row, name: str) -> Said:
    kept: Said = {}
    for lang, given in said.items():
        text = texts.clean(given)
        if len(text) > most:
            row.left(
                f"‘{name}’: langer dan {most} tekens", f"‘{name}’: longer than {most} characters", texts.shown(text)
            )
        elif text:
            kept[lang] = text
    return kept


def _classify(made: Draft, matcher: Matcher) -> None:
    """Match the words for kind, themes, municipalities and organisations; those that fit nothing are told."""
    row, values = made.row, made.values
    themes = _matched(made, "themes", row.themes, matcher, matcher.themes)
    kind = matcher.one(row.kind, matcher.kinds) if row.kind else None
    if row.kind and kind is None:
        _unknown(made, "kind", row.kind)
    towns, everywhere, strange = matcher.towns(row.municipalities)
    bodies = _matched(made, "organisations", row.organisations, matcher, matcher.organisations)
    for word in strange:
        _unknown(made, "municipalities", word)
    for word in filter(None, map(texts.clean, row.tags)):
        if (theme := matcher.one(word, matcher.themes)) is not None:
            themes.append(theme)
        elif (found := matcher.one(word, matcher.kinds)) is not None and kind in {None, found}:
            kind = found
        elif (town := matcher.one(word, matcher.municipalities)) is not None:
            towns.append(town)
        elif (body := matcher.one(word, matcher.organisations)) is not None:
            bodies.append(body)
        else:
            _unknown(made, "tags", word)
    values["kind"] = kind or gap("kind")
    values["themes"] = tuple(dict.fromkeys(themes)) or gap("themes")
    if everywhere and made.year < _FIRST_YEAR_OF_TWELVE:
        everywhere = False
        if not towns:
            row.left(
                "‘alle gemeenten’: de twaalf van nu zijn er sinds 1998",
                "‘all municipalities’: today’s twelve exist since 1998",
            )
    if everywhere:
        values["municipalities"] = "all"
    elif towns:
        values["municipalities"] = tuple(dict.fromkeys(towns))
    if bodies:
        values["organisations"] = tuple(dict.fromkeys(bodies))


def _matched(made: Draft, name: str, words: list[str], matcher: Matcher, ids: Mapping[str, str]) -> list[str]:
    found = []
    for word in words:
        one = matcher.one(word, ids)
        if one is None:
            _unknown(made, name, word)
        else:
            found.append(one)
    return found


_WHAT: Mapping[str, tuple[str, str]] = {
    "themes": ("een onbekend thema", "an unknown theme"),
    "kind": ("een onbekende soort", "an unknown kind"),
    "municipalities": ("een onbekende gemeente", "an unknown municipality"),
    "organisations": ("een onbekende organisatie", "an unknown organisation"),
    "tags": ("een trefwoord dat geen thema, soort, gemeente of organisatie is",
             "a tag that is no theme, kind, municipality or organisation"),
}  # fmt: skip


def _unknown(made: Draft, name: str, word: str) -> None:
    nl, en = _WHAT[name]
    made.row.left(nl, en, texts.shown(word))
    if name in {"themes", "kind"}:
        made.said.setdefault(
            name, texts.both(f"in het bestand {texts.quoted(word)}", f"in the file {texts.quoted(word)}")
        )


def _evidence(made: Draft, matcher: Matcher, sources: Sources) -> None:
    items = []
    for index, cited in enumerate(made.row.cited[:_MOST]):
        publisher = texts.clean(cited.publisher)
        known = replace(
            cited, publisher=matcher.publisher(publisher) if publisher else "", date=_dated(cited, made.row)
        )
        identifier = sources.find(known)
        if identifier is not None:
            made.sources.append(identifier)
        items.append(_item(index, cited, identifier, made))
    if len(made.row.cited) > _MOST:
        made.row.left(f"meer dan {_MOST} bronnen", f"more than {_MOST} sources")
    nothing: dict[str, str] = {name: gap(f"evidence.0.{name}") for name in ("source", "says", "quote")}
    made.values["evidence"] = tuple(items) or (nothing,)


def _dated(cited: Cited, row: Row) -> str:
    """Give the date of a source as EDTF; one that cannot be read is left out, for a source need not have any."""
    if not cited.date.strip():
        return ""
    own = Row(number=row.number, date=cited.date, month_first=row.month_first, mixed=row.mixed)
    try:
        found = when.of_row(own).date.edtf
    except Unfit:
        row.left("de datum van de bron is niet te lezen: die is weggelaten",
                 "the date of the source cannot be read: it is left out", texts.shown(cited.date))  # fmt: skip
        return ""
    for note in own.notes:
        row.left(f"de datum van de bron: {note.what.nl}", f"the date of the source: {note.what.en}", note.detail)
    return found


def _item(index: int, cited: Cited, identifier: str | None, made: Draft) -> dict[str, Any]:
    path = f"evidence.{index}."
    item: dict[str, Any] = {"source": identifier or gap(f"{path}source")}
    if at := texts.clean(cited.at):
        if len(at) <= 100:
            item["at"] = at
        else:
            made.row.left(
                "de plaats in de bron: langer dan 100 tekens",
                "the place in the source: longer than 100 characters",
                texts.shown(at),
            )
    says = says_of(cited.says)
    if cited.says.strip() and not says:
        made.row.left(
            "wat de bron zegt, in een onbekend woord",
            "what the source says, in an unknown word",
            texts.shown(cited.says),
        )
    item["says"] = says or gap(f"{path}says")
    quote = texts.clean(cited.quote)
    if quote and (len(quote) > 400 or convert.count_words(quote) > schema.QUOTE_WORDS):
        words = schema.QUOTE_WORDS
        made.row.left(
            f"een citaat van meer dan {words} woorden", f"a quotation of more than {words} words", texts.shown(quote)
        )
        made.said[f"{path}quote"] = texts.both(
            "het citaat in het bestand is te lang", "the quotation in the file is too long"
        )
        quote = ""
    item["quote"] = quote or gap(f"{path}quote")
    return item


def _links(made: Draft) -> None:
    links: dict[str, dict[str, str]] = {}
    for address, name in made.row.links:
        title = texts.clean(name)
        if not web.is_address(address) or len(address) > 1000:
            made.row.left("een webadres dat geen is", "a web address that is none", texts.shown(address))
        elif len(links) >= _MOST:
            made.row.left(f"meer dan {_MOST} webadressen", f"more than {_MOST} web addresses")
            break
        elif address not in links:
            links[address] = {
                "url": address,
                "title": title if 0 < len(title) <= _LINE else gap(f"links.{len(links)}.title"),
            }
    if links:
        made.values["links"] = tuple(links.values())
