"""The form shows a summary as the site will: the same texts are given to the form's script and to the build."""

import json
import random
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from hypothesis import example, given
from hypothesis import strategies as st

from chronicle import drafts, inputs, load, markup
from tests import attacks, projects

NODE = str(Path(sys.executable).with_name("node"))
TAGS = {"p", "em", "strong", "ul", "ol", "li", "a"}

# What contributors write, and what could be taken for something else.
WRITTEN = [
    "", "Eén zin.", "Eén zin\nop twee regels.", "Eerste alinea.\n\nTweede alinea.\n\n\nDerde.",
    "Met *nadruk* en **meer**.", "Met _nadruk_ en __meer__.", "***Allebei*** en *één **in** een ander*.",
    "**Vet met *nadruk* erin.** En verder.", "*a**b*", "**a*b**", "*a **b***", "***a** b*", "***a* b**", "**a**b",
    "*a*b*c*", "snake_case_naam en een_ander", "_a_b_", "2 * 3 * 4", "5*6*7", "* geen lijst*", "*\ngeen nadruk*",
    "a * b", "**", "****", "* * *", "- - -", "_ _", "_(*x*)_", "*(x)*y", "“*x*”", "*“x”*y", "a*“x”*", "x*🏛*y", "🏛*y*",
    "é*é*é", "een*deel*woord", "een_deel_woord", "*x*\u00a0*y*", "** x**", "**x **", "*x\ny*", "*x\n\ny*",
    "\\*geen nadruk\\*", "\\\\*wel*", "*a\\*", "a\\", "a\\b", "een\\\nregel", "\\[geen link\\](alliantie)", "&", "R&D",
    "a & b", "<b>geen</b>", "<script>alert(1)</script>", "`code`", "# kop", "> citaat", "---",
    "![beeld](https://x.nl/a.png)", "https://x.nl/", "<https://x.nl/>", "| a | b |", "[lees](alliantie)",
    "[lees](onbekend)", "[lees](https://x.nl/a?b=c&d=e#f)", "[lees](HTTPS://X.nl/)", "[x]( https://x.nl/ )",
    "[x](https://nl.wikipedia.org/wiki/Assen_(stad))", "[x](https://x.nl/a\\)b)", "[x](https://x.nl/a)b)", "[x](a(b)",
    "[x]()", "[](https://x.nl/)", "[x](\nhttps://x.nl/\n)", "[x](https://x.nl/ y)", "[x] (https://x.nl/)",
    "[x](javascript:alert(1))", "[x](JaVaScRiPt:alert(1))", "[x](data:text/html,x)", "[x](//x.nl/)",
    "[x](https://a@x.nl/)", "[x](https://x.nl/a_b_c)", "[met *nadruk*](alliantie)", "*[met](alliantie)*",
    "*[met*](alliantie)", "[*met](alliantie)*", "[a [b](alliantie) c](andere)", "[a [b] c](alliantie)",
    "[a ] b](alliantie)", "[a [ b](alliantie)", "[a\nb](alliantie)", "[a](alliantie)[b](andere)", "[a][b]",
    "[a]: https://x.nl/", "[a\\](alliantie)", "[a\\]](alliantie)", "![a](alliantie)", "[x](ALLIANTIE)", "[x](a--b)",
    "[_x](alliantie)_", "_[x_](alliantie)", "[x](https://é.nl/)", "[x](https://x.nl/é)", "[x](https://x.nl/%C3%A9%)",
    "[“*x*”](alliantie)", "[a_\"_](alliantie)", "(*x*)", "*x*, *y*; *z*.", "x*,y*", "*,x*y", "- een\n- twee",
    "* een\n* twee", "+ een\n+ twee", "- een\n* twee", "- een\n\n- twee", "- een\n\n- twee\n- drie", "- een\n\ntekst",
    "- een\nverder\n- twee", "tekst\n- een\n- twee", "tekst\n\n- een\n- twee\n\ntekst", "1. een\n2. twee",
    "1) een\n2) twee", "1. een\n2) twee", "1. een\n- twee", "2. twee\n3. drie", "2009. Een jaar.",
    "Iets.\n2009. Een jaar.", "Iets.\n1. een\n7. zeven", "- een\n2009. Een jaar.", "- 2009. Een jaar.",
    "1. 2009. Een jaar.", "01. een", "tekst\n01. een", "1234567890. een", "1.een", "-een", "-", "- een\n-", "-\n- een",
    "-\n\n- een", "-\n\ntekst", "tekst\n-", "tekst\n1.", "- *een\n- twee*", "- [een](alliantie)", "- een\n\n\n- twee",
    "1. een\n\n2. twee\n\ntekst\n\n1. drie", "- een\n\n* twee", "- \u00a0een", "1. een\n1. twee\n0. drie",
    "- een **vet** en [link](https://x.nl/)\n- _twee_\n\nSlot.", "– een\n– twee", "• een\n• twee",
    "- [ ] een\n- [x] twee", "constructor", "[x](constructor)", "[x](__proto__)", "{{ 7*7 }}", "${x}", "\u2028x",
    "x" * 3000, "*" * 3000, "[" * 3000, "*a " * 900, "a* " * 900, "[a](" * 700, "- " * 500, "_*" * 1000,
    "**a" * 900 + "b**" * 30,
]  # fmt: skip

PIECES = (
    "a", "woord", "Twee woorden", "É", "2009", "🏛", "“", "”", "’", ",", ".", "!", " ", " ", " ", "\n", "\n", "\n\n",
    "\u00a0", "*", "*", "*", "**", "***", "_", "_", "__", "\\", "\\*", "\\_", "\\[", "[", "]", "(", ")", "](",
    "](alliantie)", "](onbekend)", "](https://x.nl/)", "[x](alliantie)", "[y](https://x.nl/a_(b)_c)", "[", "\n- ",
    "\n* ", "\n+ ", "\n1. ", "\n2. ", "\n1) ", "\n-\n", "\n2009. ", "- ", "1. ", "<", ">", "&", "&amp;", "`", "#", '"',
    "'", "<b>", "](javascript:x)", "](<a>)", '](b "c")',
)  # fmt: skip


# Few signs in every order: where the rules of Markdown meet.
CLOSE = ("*_a “", '**_ab ."é🏛\u00a0', "[]()ax*\\", "-1.) \na*", "*_a“.[]()\\\n-1. b/:h")

# What the form says of itself that it does not read as the site does (docs/decisions.md).
ELSEWHERE = [
    "&amp;", "&#42;", "&#x2a;", "caf&eacute;", "[x](<https://x.nl/>)", '[x](https://x.nl/ "titel")', "- - een",
    "1. - een", "- 1. een", "* a\n* + b", "[x](https://x.nl/?a&copy;)", '[x](https://x.nl/"y)', "[x](https://[x]/)",
]  # fmt: skip


def hostile() -> list[str]:
    """What the hostile corpus puts into summaries, texts and addresses."""
    texts = []
    for case in attacks.cases():
        texts += [attacks.content(said).decode() for name in ("text", "prose") if (said := case.told.get(name))]
        texts += [f"[lees]({case.told['address']})"] if isinstance(case.told.get("address"), str) else []
    return texts


def generated(seed: int, number: int, pieces: Sequence[str] = PIECES, longest: int = 24) -> list[str]:
    chance = random.Random(f"{seed} {pieces}")
    return ["".join(chance.choices(pieces, k=chance.randint(1, longest))) for _ in range(number)]


class Tree(HTMLParser):
    """HTML as [name, href, what is inside, …]; the first has no name."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[list[Any]] = [["", None]]

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        self.open.append([tag, dict(attrs).get("href")])

    def handle_endtag(self, tag: str) -> None:
        done = self.open.pop()
        assert done[0] == tag
        self.open[-1].append(done)

    def handle_data(self, data: str) -> None:
        self.open[-1].append(data)


def built(text: str) -> list[Any]:
    parser = Tree()
    parser.feed(markup.prose_html(text, lambda name: None if "onbekend" in name else f"../gebeurtenissen/{name}/"))
    parser.close()
    (root,) = parser.open
    return root


def seen(tree: Sequence[Any]) -> list[Any]:
    """What a reader sees of a tree: words, a blank wherever there is room, elements, and where links go."""
    name, href, *inside = tree
    parts: list[Any] = []
    for one in inside:
        if not isinstance(one, str):
            parts.append(seen(one))
        elif parts and isinstance(parts[-1], str):
            parts[-1] += one
        else:
            parts.append(one)
    block = name not in {"em", "strong", "a"}
    for index, one in enumerate(parts):
        if isinstance(one, str):
            text = re.sub("[ \n]+", " ", one)
            outer = index == 0 or parts[index - 1][0] in {"ul", "ol", "p", "li"}
            text = text.lstrip(" ") if block and outer else text
            parts[index] = text.rstrip(" ") if block and index == len(parts) - 1 else text
    return [name, place(href) if href else None, *(one for one in parts if one != "")]


def place(address: str) -> tuple[str, ...]:
    """Where an address leads, however its signs are written."""
    parts = urlsplit(address)
    host = (parts.hostname or "").encode("idna").decode()
    return (parts.scheme.lower(), host, *(unquote(part) for part in parts[2:]))


def shown(texts: Sequence[str], folder: Path) -> list[tuple[list[Any], bool]]:
    """What the form's script makes of texts, and whether it says that the site may differ."""
    data: dict[str, Any] = {"known": {}, "sources": {}, "events": {}}
    (folder / "data.json").write_text(json.dumps(data), encoding="utf-8")
    asked = "".join(json.dumps({"ask": "prose", "value": text}) + "\n" for text in texts)
    script = projects.PROJECT / "tests/js/contribute/ask.mjs"
    done = subprocess.run(
        [NODE, str(script), *[str(folder / "data.json")] * 2], input=asked, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    return [(["", None, *tree], differs) for tree, differs in answers]


def apart(texts: Sequence[str], folder: Path) -> tuple[list[tuple[str, Any, Any]], int]:
    """The texts of which the form shows another thing without saying so, and of how many it says so."""
    texts = list(dict.fromkeys(drafts.tidy("summary", text) for text in texts))
    found, said = [], 0
    for text, (tree, differs) in zip(texts, shown(texts, folder), strict=True):
        said += differs
        ours, theirs = seen(tree), seen(built(text))
        if not differs and ours != theirs:
            found.append((text, ours, theirs))
    return found, said


def elements(tree: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for one in tree[2:]:
        if not isinstance(one, str):
            yield one
            yield from elements(one)


def test_a_summary_is_shown_as_the_site_shows_it(tmp_path: Path) -> None:
    found, said = apart(WRITTEN, tmp_path)
    assert found == []
    # Of plain summaries the form is sure.
    assert said <= 8


def test_a_summary_that_nobody_wrote_is_shown_alike_too(tmp_path: Path) -> None:
    found, said = apart(generated(20080204, 20_000), tmp_path)
    assert found[:5] == []
    assert said < 10_000
    for signs in CLOSE:
        found, said = apart(generated(20080204, 10_000, signs, 16), tmp_path)
        assert found[:5] == []
        assert said < 200


def test_the_summaries_of_the_history_are_shown_alike(tmp_path: Path) -> None:
    timeline = load.load(inputs.read_folder(projects.PROJECT / "timeline", prefix="timeline/")).timeline
    texts = [text for event in timeline.events for text in (event.summary.nl, event.summary.en) if text]
    assert len(texts) > 100
    assert apart(texts, tmp_path) == ([], 0)


def test_what_is_hostile_is_shown_alike(tmp_path: Path) -> None:
    texts = hostile()
    assert len(texts) > 200
    assert apart(texts, tmp_path)[0] == []


def test_what_is_read_otherwise_is_said_to_be(tmp_path: Path) -> None:
    for text, (tree, differs) in zip(ELSEWHERE, shown(ELSEWHERE, tmp_path), strict=True):
        assert differs, text
        assert seen(tree) != seen(built(text)), text


def test_nothing_that_is_typed_becomes_markup(tmp_path: Path) -> None:
    texts = [*WRITTEN, *ELSEWHERE, *hostile(), *generated(4, 5000)]
    found = [one for tree, _ in shown(texts, tmp_path) for one in elements(tree)]
    assert {name for name, *_ in found} == TAGS
    links = {href for name, href, *_ in found if name == "a"}
    assert len(links) > 10
    assert all(re.match(r"https?://|\.\./gebeurtenissen/", href, re.IGNORECASE) for href in links)
    assert not any(href for name, href, *_ in found if name != "a")


_JSON = st.recursive(
    st.text() | st.none() | st.integers(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
)


@given(_JSON)
@example({"a": ["b"], "c": {"d": 1}})
@example({"a [b]": "*"})
@example('"[')
@example("a\\")
def test_in_json_for_a_page_nothing_is_special_but_what_json_means(value: object) -> None:
    text = markup.json_text(value)
    assert json.loads(text) == value
    strings = re.findall(r'"(?:[^"\\]|\\.)*"', text)
    assert not re.search(r"[<>&'*_`\[\]{}|~$#^\u2028\u2029]", "".join(strings))
    assert not re.search(r"[^][{},:\"\s0-9nul-]", re.sub(r'"(?:[^"\\]|\\.)*"', "", text))
