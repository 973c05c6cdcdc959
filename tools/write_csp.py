"""Writes the policy that every page carries, with the hashes of the theme's own scripts: `python -m tools.write_csp`.

The hashes are taken from a site without one contributed word. A hash of a real page would bless whatever got into it.
A test makes them again and compares.
"""

import base64
import hashlib
import os
import subprocess
import sys
import tempfile
from html.parser import HTMLParser
from pathlib import Path

from tools import headers

CONFIGS = {"nl": "mkdocs.yml", "en": "mkdocs.en.yml"}
# Script elements with another type are data: no browser runs them, and no policy is asked about them.
RUN = {None, "", "module", "text/javascript", "application/javascript"}


class _Scripts(HTMLParser):
    """Collects the inline scripts of a page, to the letter."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        self._inside = tag == "script" and "src" not in said and said.get("type") in RUN
        if self._inside:
            self.found.append("")

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002  the base class calls it so
        self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.found[-1] += data


def inline_scripts(page: str) -> list[str]:
    """Give the inline scripts that a browser would run on a page, in their order."""
    scripts = _Scripts()
    scripts.feed(page)
    scripts.close()
    return scripts.found


def hash_of(script: str) -> str:
    """Give the hash of an inline script as a policy names it (CSP 3, 2.3.1: hash-source, without its quotes)."""
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


def theme_scripts(project: Path = headers.PROJECT) -> list[str]:
    """Build both sites with one empty page, and give every inline script in them once. Raises RuntimeError."""
    found: dict[str, None] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for lang, config in CONFIGS.items():
            (folder / "docs" / lang).mkdir(parents=True)
            (folder / "docs" / lang / "index.md").write_text("# \n", encoding="utf-8")
            _engine(project / config, folder / "docs" / lang, folder / lang)
            for page in sorted((folder / lang).rglob("*.html")):
                found |= dict.fromkeys(inline_scripts(page.read_text(encoding="utf-8")))
    return list(found)


def _engine(config: Path, docs: Path, site: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--config-file", str(config), "--site-dir", str(site)],
        env={**os.environ, "TIMELINE_DOCS": str(docs), "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stdout + done.stderr)


def element(project: Path = headers.PROJECT) -> str:
    """Give the text of the element's file, made afresh."""
    policy = headers.policy([hash_of(script) for script in theme_scripts(project)])
    return (
        "{#- Made by python -m tools.write_csp; the hashes are those of the theme's own inline scripts. -#}\n"
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
    )


if __name__ == "__main__":
    headers.ELEMENT.write_text(element(), encoding="utf-8")
    print(headers.ELEMENT.relative_to(headers.PROJECT))
