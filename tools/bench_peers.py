"""Writes each peer's page for the same events: what its own documentation shows, hosted by oneself, nothing added."""

import html
import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tools.bench_browser import Looked

PEERS = Path(__file__).resolve().parent / "peers"
MODULES = PEERS / "node_modules"

# Typed letter by letter where there is a field to search in.
WORD = "wat"

Event = dict[str, str | int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Peer:
    """A timeline beside ours, with what to look at in its page.

    `package` is what npm calls it, `copied` the files that the page needs: from where in tools/peers, to where. `item`
    writes one event where the page holds them itself; the other pages fetch events.json. `values` are the page's other
    words between double braces.
    """

    name: str
    page: str
    looked: Looked
    package: str = ""
    copied: tuple[tuple[str, str], ...] = ()
    item: Callable[[Event], str] | None = None
    values: tuple[tuple[str, str], ...] = ()


def _escaped(event: Event) -> dict[str, str]:
    return {name: html.escape(str(value)) for name, value in event.items()}


def _plain(event: Event) -> str:
    text = (
        '<li id="{id}"><time datetime="{start}">{date}</time><h2><a href="#{id}">{title}</a></h2><p>{summary}</p></li>'
    )
    return text.format_map(_escaped(event))


def _european(event: Event) -> str:
    text = (
        '<li id="{id}" class="ecl-timeline__item"><div class="ecl-timeline__tooltip">'
        '<div class="ecl-timeline__label">{date}</div><div class="ecl-timeline__title">{title}</div>'
        '<div class="ecl-timeline__content">{summary}</div></div></li>'
    )
    return text.format_map(_escaped(event))


def _vis(name: str, options: str) -> Peer:
    return Peer(
        name=name,
        page="vis.html",
        looked=Looked(
            event=".vis-item.vis-box",
            control="#filter",
            state="document.querySelectorAll('.vis-item.vis-box').length",
        ),
        package="vis-timeline",
        copied=(
            ("node_modules/vis-timeline/standalone/umd/vis-timeline-graph2d.min.js", "vis-timeline-graph2d.min.js"),
            ("node_modules/vis-timeline/styles/vis-timeline-graph2d.min.css", "vis-timeline-graph2d.min.css"),
        ),
        values=(("OPTIONS", options),),
    )


SHOWN = (
    Peer(
        name="plain HTML, the floor",
        page="floor.html",
        looked=Looked(event="ol > li"),
        copied=(("floor.css", "floor.css"),),
        item=_plain,
    ),
    Peer(
        name="European Commission (ECL)",
        page="ecl.html",
        looked=Looked(event=".ecl-timeline__item"),
        package="@ecl/preset-ec",
        copied=tuple(
            (f"node_modules/@ecl/preset-ec/dist/{name}", f"dist/{name}") for name in ("styles", "scripts", "fonts")
        ),
        item=_european,
    ),
    Peer(
        name="TimelineJS",
        page="timelinejs.html",
        looked=Looked(event=".tl-timemarker"),
        package="@knight-lab/timelinejs",
        copied=tuple((f"node_modules/@knight-lab/timelinejs/dist/{name}", f"dist/{name}") for name in ("css", "js")),
    ),
    _vis("vis-timeline", '{ locale: "nl" }'),
    _vis("vis-timeline, four years in view", '{ locale: "nl", start: "2015-01-01", end: "2018-12-31" }'),
    Peer(
        name="react-chrono",
        page="chrono.html",
        looked=Looked(
            event="#timeline [role=listitem]",
            control="[role=search] input",
            typed=WORD,
            state="document.querySelector('[role=search]').textContent",
        ),
        package="react-chrono",
    ),
)


def versions(peers: Sequence[Peer] = SHOWN) -> dict[str, str]:
    """The version of each package that is put beside ours, by its name."""
    return {
        peer.package: json.loads((MODULES / peer.package / "package.json").read_text(encoding="utf-8"))["version"]
        for peer in peers
        if peer.package
    }


def filled(template: str, values: dict[str, str]) -> str:
    """A page with the words between double braces replaced."""
    for name, value in values.items():
        template = template.replace("{{" + name + "}}", value)
    return template


def bundle(folder: Path) -> None:
    """Bundle react-chrono with React for production into `folder`, as a site of one's own would."""
    command = [
        str(Path(sys.executable).with_name("node")), str(MODULES / "esbuild/bin/esbuild"), "chrono.jsx", "--bundle",
        "--minify", "--jsx=automatic", "--format=esm", "--target=es2022", '--define:process.env.NODE_ENV="production"',
        "--log-level=error", f"--outfile={folder / 'chrono.js'}",
    ]  # fmt: skip
    subprocess.run(command, cwd=PEERS, check=True)


def write(peer: Peer, events: Sequence[Event], folder: Path) -> None:
    """Write a peer's page with these events and all that it needs into `folder`."""
    folder.mkdir(parents=True)
    items = "\n".join(map(peer.item, events)) if peer.item else ""
    page = (PEERS / peer.page).read_text(encoding="utf-8")
    (folder / "index.html").write_text(filled(page, {"EVENTS": items, **dict(peer.values)}), encoding="utf-8")
    if peer.item is None:
        (folder / "events.json").write_text(json.dumps(events, ensure_ascii=False), encoding="utf-8")
    for source, target in peer.copied:
        copy = shutil.copytree if (PEERS / source).is_dir() else shutil.copyfile
        (folder / target).parent.mkdir(parents=True, exist_ok=True)
        copy(PEERS / source, folder / target)
    if peer.page == "chrono.html":
        bundle(folder)
