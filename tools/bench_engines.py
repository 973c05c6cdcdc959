"""What each publishing engine costs on the real pages, both languages: `python -m tools.bench_engines [RUNS]`."""

import sys
import tempfile
from pathlib import Path

from chronicle import engines
from tools.bench import cpu_seconds, side_by_side

# The engine by itself: the pages are written already.
RUN = """
import pathlib, sys, tempfile
from chronicle import engines
engine = engines.Engine(
    project=pathlib.Path.cwd(), site_url="http://127.0.0.1:8000/", epoch=0, code="", module=sys.argv[1]
)
with tempfile.TemporaryDirectory() as fresh:
    engines.run(engine, pathlib.Path(sys.argv[2]), pathlib.Path(fresh))
"""


def main(runs: int) -> None:
    """Print one line an engine: the median CPU seconds of the engine, and of a whole build with it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        build = folder / "build"
        whole = {
            engine: [sys.executable, "build_timeline.py", "build", "--engine", engine, "--build", str(build),
                     "--site", str(folder / engine)]
            for engine in engines.NAMES
        }  # fmt: skip
        alone = {engine: [sys.executable, "-c", RUN, engine, str(build)] for engine in engines.NAMES}
        for command in whole.values():
            cpu_seconds(command)
        commands = [*alone.values(), *whole.values()]
        figures = side_by_side(*(lambda command=command: cpu_seconds(command) for command in commands), runs=runs)
    for place, called in enumerate(engines.NAMES.values()):
        print(f"{called}: {figures[place]:.1f} CPU s alone, {figures[place + len(engines.NAMES)]:.1f} in a whole build")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
