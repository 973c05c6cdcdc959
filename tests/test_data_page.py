"""The page for who uses the data: its examples run against what is published, and its addresses lead to files."""

import csv
import io
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from chronicle import build, formats, inputs
from chronicle.feeds import open_data
from chronicle.problems import Lang
from tests import histories, projects

PAGES: dict[Lang, str] = {"nl": "docs/nl/gegevens.md", "en": "docs/en/data.md"}
LANGS: tuple[Lang, Lang] = ("nl", "en")


@pytest.fixture(scope="module", params=["", "een/pad/"])
def served(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[str]:
    """The real history's files for machines, at the root of a server or in a folder of it: the address."""
    folder = tmp_path_factory.mktemp("served")
    for name, data in open_data.files(histories.real()):
        path = folder / str(request.param) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Silent, directory=str(folder))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/{request.param}"
        server.shutdown()


class _Silent(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the name is the library's
        pass


def example(lang: Lang, language: str, url: str) -> str:
    """The example in a language for programs, as the page shows it at that address, without empty lines."""
    page = (projects.PROJECT / PAGES[lang]).read_text(encoding="utf-8")
    (found,) = re.findall(rf"^```{language}\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    return "\n".join(filter(None, str(found).splitlines())).replace("{{SITE_URL}}", url)


def wanted(lang: Lang) -> list[str]:
    """What the examples print: each event's date and title."""
    told = ((one.date_text.pick(lang)[0], one.event.title, one.status) for one in histories.real().events)
    # The real history has every title in both languages, so that no example needs a second choice.
    return [f"{date}: {title.nl if lang == 'nl' else title.en} ({status})" for date, title, status in told]


@pytest.mark.parametrize("lang", LANGS)
def test_the_example_in_python_prints_every_event(served: str, lang: Lang) -> None:
    code = example(lang, "python", served)
    assert len(code.split("\n")) == 3
    done = subprocess.run([sys.executable, "-X", "utf8", "-c", code], capture_output=True, check=True)
    assert done.stdout.decode().splitlines() == wanted(lang)


@pytest.mark.parametrize("lang", LANGS)
def test_the_example_in_javascript_prints_every_event(served: str, lang: Lang) -> None:
    code = example(lang, "js", served)
    assert len(code.split("\n")) == 3
    node = Path(sys.executable).with_name("node")
    done = subprocess.run([node, "--input-type=module", "-e", code], capture_output=True, check=True)
    assert done.stdout.decode().splitlines() == wanted(lang)


@pytest.mark.parametrize("lang", LANGS)
def test_the_examples_in_r_and_a_spreadsheet_name_the_file_and_columns_that_are_there(served: str, lang: Lang) -> None:
    """R is on no machine of ours: what can be held is that its three lines ask for what there is."""
    code = example(lang, "r", "")
    assert len(code.split("\n")) == 3
    (path,) = re.findall(r'read\.csv\("([^"]+)", fileEncoding = "UTF-8-BOM"\)', code)
    assert path == formats.BY_ID["csv"].path()
    data = dict(open_data.files(histories.real()))[path]
    assert data.startswith(b"\xef\xbb\xbf")
    columns = next(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert {*re.findall(r"events\$(\w+)", code), *re.findall(r'"(\w+_(?:nl|en)|status)"', code)} <= set(columns)
    assert f'=IMPORTDATA("{formats.BY_ID["csv"].path()}")' in example(lang, "text", "")


@pytest.mark.parametrize("lang", LANGS)
def test_every_format_is_on_the_page(lang: Lang) -> None:
    made = page(lang)
    for one in formats.FORMATS:
        if "{town}" in one.address:
            towns = histories.real().timeline.municipalities
            assert [t for t in towns if f'href="webcal://voorbeeld.nl/pad/{one.path(lang, t)}"' not in made] == []
        else:
            up = "../" if lang == "nl" else "../../"
            assert f'href="{up}{one.path(lang)}" type="{one.media.replace("+", "&#43;")}"' in made or (
                f'href="{up}{one.path(lang)}" type="{one.media}"' in made
            ), one.id
    assert f'href="webcal://voorbeeld.nl/pad/{formats.BY_ID["ics"].path(lang)}"' in made


def page(lang: Lang) -> str:
    built = build.build(
        inputs.read_folder(projects.PROJECT / "timeline", prefix="timeline/"),
        projects.read(projects.PROJECT / "docs"),
        site_url=histories.URL,
        repo_url=None,
        generated_at=histories.CLOCK,
    )
    return built.files[PAGES[lang].removeprefix("docs/")].decode()
