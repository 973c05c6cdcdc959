"""Has the publishing engine make both languages of what `output` wrote; joins, checks and swaps in."""

import shutil
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from chronicle import audit, engines, output, swap
from chronicle.problems import Problem, in_file_order

# The engine writes these for one language; ours cover both.
_OURS = ("sitemap.xml", "sitemap.xml.gz")
# The theme's script, search, icon and whole style sheets: no page asks for them, see docs/decisions.md. Ours do not go
# through the engine.
_UNUSED = ("assets",)


class Unfit(Exception):
    """The site was made, but must not be seen."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(len(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Where things are. `project` holds the engine's settings; `epoch` is the source's clock in seconds since 1970;
    `assets` is the folder of the frame's styles and scripts, below the site's root; `allowed` is what only looks
    private; `engine` is the Python module that makes one language's site."""

    project: Path
    build: Path
    site: Path
    site_url: str
    epoch: int
    assets: str
    allowed: tuple[str, ...] = ()
    engine: str = "mkdocs"


def publish(settings: Settings, made: Collection[str], last: Callable[[], None]) -> None:
    """Turn `settings.build`, which holds the files `made`, into `settings.site`.

    `last` is called when nothing is left but to swap the new site in. Whatever it or anything before it raises
    (engines.EngineFailed, Unfit, OSError, …), the old site stays as it was.
    """
    with swap.workshop(settings.site) as fresh:
        engine = engines.Engine(
            project=settings.project,
            site_url=settings.site_url,
            epoch=settings.epoch,
            assets=settings.assets,
            module=settings.engine,
        )
        engines.run(engine, settings.build, fresh)
        finished = _join(settings.build / "root", fresh)
        output.make_readable(finished)
        _audit(settings, finished, made)
        last()
        swap.swap(finished, settings.site)


def _audit(settings: Settings, finished: Path, made: Collection[str]) -> None:
    site = audit.Site(
        sizes=output.sizes(finished),
        read=lambda name: (finished / name).read_bytes(),
        url=settings.site_url,
        name=settings.site.name,
        allowed=settings.allowed,
    )
    if problems := in_file_order(audit.audit(site, made)):
        raise Unfit(problems)


def _join(root: Path, fresh: Path) -> Path:
    """Put English below Dutch, and beside them what needs no engine. Gives the folder that holds it all."""
    for lang in engines.CONFIGS:
        for name in _OURS:
            (fresh / lang / name).unlink(missing_ok=True)
        for name in _UNUSED:
            shutil.rmtree(fresh / lang / name, ignore_errors=True)
    (fresh / "en" / "404.html").unlink(missing_ok=True)
    (fresh / "en").rename(fresh / "nl" / "en")
    shutil.copytree(root, fresh / "nl", dirs_exist_ok=True)
    return fresh / "nl"
