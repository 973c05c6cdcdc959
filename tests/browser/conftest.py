"""The site at a root and below a path, and a browser: made once, for all tests of this folder."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser import chrome, sites
from tests.browser.crawl import Visit, crawl
from tests.browser.kinds import Kind, kinds
from tests.browser.sites import Site


@pytest.fixture(scope="session")
def rooted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The site at a root, with a repository."""
    folder = tmp_path_factory.mktemp("rooted")
    with sites.running(sites.below("/", folder / "site")) as port:
        site = Site(f"http://127.0.0.1:{port}/", folder / "site", folder / "build")
        sites.make(site.folder, site.build, SITE_URL=site.url, REPO_URL=sites.REPOSITORY)
        yield site


@pytest.fixture(scope="session")
def pathed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The site below a path, without a repository, on a host that has nothing else."""
    folder = tmp_path_factory.mktemp("pathed")
    with sites.running(sites.below("/repo/", folder / "site")) as port:
        site = Site(f"http://127.0.0.1:{port}/repo/", folder / "site", folder / "build")
        sites.make(site.folder, site.build, SITE_URL=site.url)
        yield site


@pytest.fixture(scope="session")
def zensical(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The site at a root, with a repository, made with the other engine."""
    folder = tmp_path_factory.mktemp("zensical")
    with sites.running(sites.below("/", folder / "site")) as port:
        site = Site(f"http://127.0.0.1:{port}/", folder / "site", folder / "build")
        sites.make(site.folder, site.build, engine="zensical", SITE_URL=site.url, REPO_URL=sites.REPOSITORY)
        yield site


@pytest.fixture(params=["rooted", "pathed"])
def site(request: pytest.FixtureRequest) -> Site:
    """Both sites, one after the other."""
    given: Site = request.getfixturevalue(request.param)
    return given


@pytest.fixture(scope="session")
def samples(rooted: Site) -> list[Kind]:
    """One page of every kind of the site at the root."""
    return kinds(rooted)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chrome.open_browser() as browser:
        yield browser


@pytest.fixture(scope="session")
def visits(rooted: Site) -> list[Visit]:
    """What was seen on every page of the site at the root."""
    return crawl(rooted)
