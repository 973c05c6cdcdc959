"""`serve` notices every save, however an editor makes it, and builds once for each."""

import errno
import os
import socket
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from watchdog.observers.polling import PollingObserver

from chronicle import inputs, serve
from tests import projects, tales
from tests.browser import sites
from tests.browser.serving import PATIENCE, Served, serving

EVENT = "events/2009/alliantie.yaml"
PAGE = "gebeurtenissen/alliantie/"
TITLE = "Alliantie met Assen"
GOOD = tales.base()[EVENT].decode()


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    project = projects.with_quick_engine(projects.checkout(tmp_path / "project", tales.small()))
    with serving(tmp_path, project / "timeline", project=project, TIMELINE_SLOW="0.5") as served:
        yield served


def builds(served: Served) -> int:
    return served.words().count("renewed in")


def put(path: Path, text: str) -> None:
    """Save beside a file, then in its place."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.swp")
    beside.write_text(text)
    beside.replace(path)


def shown(served: Served, text: str) -> None:
    served.until(lambda: text in served.get(PAGE)[1])


def litter(folder: Path, name: str) -> None:
    """What editors keep beside an open file: Vim, others, and Emacs, whose lock is a link that leads nowhere."""
    for beside in (f".{name}.swp", f"{name}~", f"#{name}#", "4913"):
        (folder / beside).write_text("half a file")
    (folder / f".#{name}").symlink_to("somebody@a-machine.1234")


def test_one_save_is_one_build_whatever_an_editor_keeps_beside_it(served: Served) -> None:
    event, about = served.timeline / EVENT, served.timeline.parent / "docs/nl/over.md"
    litter(event.parent, event.name)
    litter(about.parent, about.name)
    before = builds(served)
    for number in (1, 2, 3):
        # What is announced and changes nothing, as well as what is saved in several steps.
        put(event, GOOD)
        event.write_text("")
        put(event, GOOD.replace(TITLE, f"Keer {number}"))
        shown(served, f"Keer {number}")
        served.until(lambda wanted=before + number: builds(served) >= wanted)  # type: ignore[misc]
        assert builds(served) == before + number


def test_a_save_in_the_middle_of_a_build_is_not_missed(served: Served) -> None:
    event, before = served.timeline / EVENT, builds(served)
    put(event, GOOD.replace(TITLE, "Eerst"))
    served.until(lambda: any(served.said.parent.glob(".site.new-*")))
    put(event, GOOD.replace(TITLE, "Daarna"))
    shown(served, "Daarna")
    served.until(lambda: builds(served) >= before + 2)
    put(event, GOOD)
    shown(served, TITLE)
    served.until(lambda: builds(served) >= before + 3)
    assert builds(served) == before + 3


def test_a_checkout_of_hundreds_of_files_in_new_folders(served: Served) -> None:
    many = {
        f"events/{year}/nummer-{year}-{n}.yaml": GOOD.replace("2009-02-04", f"{year}-02-04").replace(
            TITLE, f"Van {year}"
        )
        for year in range(2011, 2021)
        for n in range(20)
    }
    for name, text in many.items():
        put(served.timeline / name, text)
    (served.timeline / EVENT).unlink()
    served.until(lambda: served.get("gebeurtenissen/nummer-2020-19/")[0] == 200 and served.get(PAGE)[0] == 404)
    assert [name for name in many if served.get(f"gebeurtenissen/{Path(name).stem}/")[0] != 200] == []
    # A folder that was not there at first is followed as well.
    put(
        served.timeline / "events/2020/nummer-2020-19.yaml",
        many["events/2020/nummer-2020-19.yaml"].replace("Van", "Uit"),
    )
    served.until(lambda: "Uit 2020" in served.get("gebeurtenissen/nummer-2020-19/")[1])


def test_styles_templates_and_settings_are_followed_too(served: Served) -> None:
    project = served.timeline.parent
    before = builds(served)
    for number, name in enumerate(("docs/assets/timeline.css", "docs/theme/main.html", "mkdocs.yml"), start=1):
        put(project / name, (project / name).read_text() + "\n")
        served.until(lambda wanted=before + number: builds(served) >= wanted)  # type: ignore[misc]
    assert builds(served) == before + 3
    # What lies beside the settings is none of them.
    (project / "notes.txt").write_text("x")
    put(served.timeline / EVENT, GOOD.replace(TITLE, "Laatste"))
    shown(served, "Laatste")
    served.until(lambda: builds(served) > before + 3)
    assert builds(served) == before + 4


def test_a_port_that_is_taken_is_told_before_anything_is_built(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        folders = ("--build", tmp_path / "build", "--site", tmp_path / "site")
        done = subprocess.run(
            sites.command("serve", "--port", str(port), *folders, "--lang", "en"),
            capture_output=True, text=True, check=False, timeout=PATIENCE,
        )  # fmt: skip
    said = f"build_timeline.py: port {port} is in use already; choose another with --port\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", said)
    assert list(tmp_path.iterdir()) == []


def test_where_the_system_announces_nothing_the_files_are_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Full(PollingObserver):
        def start(self) -> None:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(serve, "Observer", Full)
    file = tmp_path / "watched/file.txt"
    put(file, "one")
    seen = []

    def rebuild(url: str) -> serve.Outcome:
        seen.append(file.read_text())
        if len(seen) == 2:
            raise KeyboardInterrupt
        threading.Timer(0.1, put, (file, "another")).start()
        return serve.Outcome(good=True)

    watched = serve.Watched(folders=[file.parent])
    with pytest.raises(KeyboardInterrupt):
        serve.serve(tmp_path / "site", 0, watched, rebuild, "en")
    assert seen == ["one", "another"]


def test_the_state_of_files_tells_every_change_but_not_what_editors_keep(tmp_path: Path) -> None:
    file = tmp_path / "a/file.yaml"
    put(file, "one")
    states = [inputs.stamps(tmp_path)]
    for change in (
        lambda: file.write_text("two"),
        lambda: put(file, "two"),
        lambda: file.rename(tmp_path / "a/other.yaml"),
        lambda: (tmp_path / "a/other.yaml").chmod(0o600),
        lambda: (tmp_path / "b.yaml").symlink_to("nowhere"),
    ):
        change()
        states.append(inputs.stamps(tmp_path))
    assert all(one != other for at, one in enumerate(states) for other in states[:at])
    litter(tmp_path, "file.yaml")
    assert inputs.stamps(tmp_path) == states[-1]
    assert inputs.stamps(tmp_path / "a/other.yaml") == {
        name: stamp for name, stamp in states[-1].items() if name.endswith("other.yaml")
    }
    assert inputs.stamps(tmp_path / "nothing") == {}
