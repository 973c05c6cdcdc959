"""The files of deploy/ say the same to every server, and a real nginx does what its file says."""

import gzip
import re
import shutil
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

import brotli
import pytest

from tests import projects, tales, web, world
from tools import compress, headers, write_deploy

DEPLOY = projects.PROJECT / "deploy"
README = (DEPLOY / "README.md").read_text(encoding="utf-8")
EMBEDDER = "https://intranet.example.org"
MOVED = tales.base()["events/2009/alliantie.yaml"] + b"moved_from: [oude-naam]\n"

# What later parts of the site will publish; the servers must know them already.
FORETOLD: Mapping[str, bytes] = {
    "embed/index.html": b"<!doctype html><title>Ingesloten</title>",
    "embed/gemeente/assen/index.html": b"<!doctype html><title>Ingesloten</title>",
    "en/embed/index.html": b"<!doctype html><title>Embedded</title>",
    "embed.js": b"// helper",
    "feeds/timeline.ttl": b"# turtle",
    "feeds/timeline.jsonld": b"{}",
    "site.webmanifest": b"{}",
}


@cache
def committed(name: str) -> str:
    return (DEPLOY / name).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site, and beside it what later parts will publish."""
    timeline = tales.small({**world.WORLD, "events/2009/alliantie.yaml": MOVED})
    folder = tmp_path_factory.mktemp("site")
    made = projects.small_site(folder, timeline, SITE_URL="https://voorbeeld.nl/", SECURITY_CONTACT="https://x.nl/")
    projects.write(made, FORETOLD)
    return made


# One table for all


@pytest.mark.parametrize("name", write_deploy.NAMES)
def test_the_committed_files_are_those_of_the_table(name: str) -> None:
    assert committed(name) == write_deploy.files()[name], "run python -m tools.write_deploy"


def test_the_folder_holds_nothing_else() -> None:
    assert {path.name for path in DEPLOY.iterdir()} == {*write_deploy.NAMES, "README.md"}


def table(path: str, embedders: tuple[str, ...] = ()) -> dict[str, str]:
    """What the answer for an address below the site's root must carry."""
    group = headers.group_of(path)
    return {**headers.ALWAYS, **headers.varied(group, headers.policy_of_pages(), embedders)}


GROUPS = [
    ("", "site"),
    ("en/events/alliantie/", "site"),
    ("gebeurtenissen/embed/", "site"),
    ("embed", "site"),
    ("embed/", "embed"),
    ("embed/gemeente/assen/", "embed"),
    ("en/embed/theme/sociaal/", "embed"),
    ("embed.js", "data"),
    ("api/v1/events.json", "data"),
    ("api/v1/events/alliantie.json", "data"),
    ("api/v1/openapi.json", "data"),
    ("feeds/timeline.ics", "data"),
    ("images/zaal.jpg", "images"),
    ("share/nl/site.png", "images"),
    ("search/en/0123456789abcdef/w/0.json", "hashed"),
    ("search/en.json", "site"),
    ("assets/0123456789abcdef/contribute/main.mjs", "hashed"),
    ("assets/0123456789abcdef/timeline.css", "hashed"),
    ("framed/0123456789abcdef/embed.css", "framed"),
    ("embed/element.js", "embed"),
    ("embed/tijdlijn.html", "offline"),
    ("en/embed/timeline.html", "offline"),
]


@pytest.mark.parametrize(("path", "group"), GROUPS)
def test_every_address_has_its_group(path: str, group: str) -> None:
    assert headers.group_of(path) == group


def test_the_table_keeps_the_promises() -> None:
    page, embed, data = table(""), table("embed/", (EMBEDDER,)), table("api/v1/events.json")
    assert page["Content-Security-Policy"] == headers.policy_of_pages() + "; frame-ancestors 'self'"
    assert embed["Content-Security-Policy"] == headers.policy_of_pages() + f"; frame-ancestors 'self' {EMBEDDER}"
    # What this file holds, its own policy lets in by hash; both would count, and this one knows no hash.
    assert table("embed/tijdlijn.html", (EMBEDDER,)) == embed | {
        "Content-Security-Policy": f"frame-ancestors 'self' {EMBEDDER}"
    }
    assert "Access-Control-Allow-Origin" not in page
    assert embed["Access-Control-Allow-Origin"] == data["Access-Control-Allow-Origin"] == "*"
    assert page["Cross-Origin-Resource-Policy"] == "same-origin"
    assert embed["Cross-Origin-Resource-Policy"] == data["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert page["X-Content-Type-Options"] == "nosniff"
    assert page["Referrer-Policy"] == "same-origin"
    # A year is what the law's guidelines ask; preloading cannot be undone, so it is for an organisation to decide.
    assert page["Strict-Transport-Security"] == "max-age=31536000"
    assert {"camera=()", "geolocation=()", "microphone=()"} <= set(page["Permissions-Policy"].split(", "))
    assert "must-revalidate" in page["Cache-Control"]
    assert "immutable" in table("search/nl/0123456789abcdef/w/0.json")["Cache-Control"]
    # X-Frame-Options knows no list, and would keep the embedders out.
    assert "X-Frame-Options" not in {**page, **embed, **data}


def test_only_names_with_a_hash_are_kept_for_good_and_every_ending_has_a_type(site: Path) -> None:
    endings = {ending for media in headers.MEDIA for ending in media.endings}
    assert len(endings) == sum(len(media.endings) for media in headers.MEDIA)
    kept = set()
    for file in site.rglob("*"):
        name = file.relative_to(site).as_posix()
        if not file.is_file():
            continue
        assert file.suffix.removeprefix(".") in endings, name
        if headers.group_of(name) in {"hashed", "framed"}:
            assert "immutable" in table(name)["Cache-Control"]
            found = re.fullmatch(r"(assets|framed|search/nl|search/en)/[0-9a-f]{16}/.+", name)
            assert found, name
            kept.add(found[1])
        else:
            assert "immutable" not in table(name)["Cache-Control"]
    assert kept == {"assets", "framed", "search/nl", "search/en"}


# What the other files say, read as their servers do


class Rule(NamedTuple):
    pattern: re.Pattern[str]
    values: dict[str, str]


def apache(text: str, path: str) -> dict[str, str]:
    """Each line sets a header, some only for addresses that fit; a later one wins."""
    found: dict[str, str] = {}
    lines = [line for line in text.splitlines() if line.startswith("Header always")]
    for line in lines:
        match = re.fullmatch(r'Header always set (\S+) "([^"]*)"(?: "expr=%\{REQUEST_URI\} =~ m#([^#]+)#")?', line)
        assert match, line
        if not match[3] or re.search(match[3], path):
            found[match[1]] = match[2]
    return found


def iis(text: str, path: str) -> dict[str, str]:
    """The settings of a deeper folder or file take out and add to those around it. They know no folder of the site."""
    root = ElementTree.fromstring(text)
    below = path.removeprefix(FOLDER if path.startswith(FOLDER) else "/")
    inside = [("", root)] + [(str(one.get("path")), one) for one in root.iter("location")]
    found: dict[str, str] = {}
    for where, element in sorted(inside, key=lambda one: one[0].count("/") if one[0] else -1):
        if where and not f"{below}/".startswith(f"{where}/"):
            continue
        for change in element.findall("system.webServer/httpProtocol/customHeaders/*"):
            name = str(change.get("name"))
            if change.tag == "remove":
                found.pop(name, None)
            else:
                assert name not in found, f"{name} twice at {where}: IIS answers with an error"
                found[name] = str(change.get("value"))
    return found


@cache
def rules(text: str) -> list[Rule]:
    """The rules of a file _headers: `*` stands for anything, `:name` for anything without a slash."""
    found: list[Rule] = []
    for line in text.splitlines():
        if line.startswith("/"):
            pattern = re.sub(r":[a-z]+", "[^/]+", re.escape(line).replace(r"\*", ".*"))
            found.append(Rule(re.compile(pattern), {}))
        elif line.startswith("  "):
            name, _, value = line.strip().partition(": ")
            found[-1].values[name] = value
    return found


def underscore(text: str, path: str) -> dict[str, str]:
    """What every rule that fits says; a header in two of them comes out wrong."""
    found: dict[str, str] = {}
    for rule in rules(text):
        if rule.pattern.fullmatch(path):
            assert not found.keys() & rule.values.keys(), f"two rules for {path}"
            found |= rule.values
    return found


READERS = {"apache.conf": apache, "web.config": iis, "_headers": underscore}
FOLDER = "/tijdlijn/"


def every_address(site: Path) -> list[str]:
    """The address of every file, below the site's root."""
    files = [file.relative_to(site).as_posix() for file in sorted(site.rglob("*")) if file.is_file()]
    assert len(files) > 100
    return [re.sub(r"(?:\A|(?<=/))index\.html\Z", "", file) for file in files]


@pytest.mark.parametrize("folder", ["/", FOLDER])
@pytest.mark.parametrize("name", READERS)
def test_every_server_is_told_the_same_of_every_address(site: Path, name: str, folder: str) -> None:
    text = write_deploy.files(folder, [EMBEDDER])[name]
    unlisted = {"site.webmanifest"} if name == "_headers" else set()
    for path in every_address(site):
        if path not in unlisted:
            told = READERS[name](text, folder + path)
            own = headers.OWN_TYPES.get(path) if name == "_headers" else None
            assert told.pop("Content-Type", None) == (own and own.whole), path
            assert told == table(path, (EMBEDDER,)), path


@pytest.mark.parametrize("name", write_deploy.NAMES)
def test_who_may_embed_is_marked_wherever_it_stands(name: str) -> None:
    before, after = (write_deploy.files("/", embedders)[name].splitlines() for embedders in ((), (EMBEDDER,)))
    changed = [number for number, (one, other) in enumerate(zip(before, after, strict=True)) if one != other]
    assert changed
    for number in changed:
        assert any("EMBED: " in line for line in after[max(0, number - 6) : number]), after[number]


def test_a_host_s_limits_for_its_file_are_kept() -> None:
    """Cloudflare Pages reads at most 100 rules, and lines of at most 2,000 characters."""
    text = write_deploy.files(FOLDER, [f"https://{number}.intranet.example.org" for number in range(12)])["_headers"]
    assert 30 < len(rules(text)) <= 90
    assert max(map(len, text.splitlines())) < 2000


@pytest.mark.parametrize("media", headers.MEDIA, ids=lambda media: media.type)
def test_every_server_is_told_the_types(media: headers.Media) -> None:
    told = ElementTree.fromstring(committed("web.config")).iterfind("system.webServer/staticContent/mimeMap")
    types = {one.get("fileExtension"): one.get("mimeType") for one in told}
    for ending in media.endings:
        assert types[f".{ending}"] == media.whole
        assert re.search(rf'(?m)^AddType "{re.escape(media.whole)}" .*(?<=\s)\.{ending}\b', committed("apache.conf"))


@pytest.mark.parametrize("folder", ["/", FOLDER])
def test_every_server_is_told_the_types_that_an_ending_does_not_tell(folder: str) -> None:
    types = {path: media.whole for path, media in headers.OWN_TYPES.items()}
    assert types == {
        "feeds/atom.xml": "application/atom+xml; charset=utf-8",
        "feeds/atom.en.xml": "application/atom+xml; charset=utf-8",
        "feeds/feed.json": "application/feed+json; charset=utf-8",
        "feeds/feed.en.json": "application/feed+json; charset=utf-8",
        "feeds/events.csv-metadata.json": "application/csvm+json; charset=utf-8",
    }
    made = write_deploy.files(folder)
    forced = re.findall(r'<If "%\{REQUEST_URI\} =~ m#(.+)#">\n    ForceType "(.+)"\n</If>', made["apache.conf"])
    for path, whole in types.items():
        for packed in ("", ".gz", ".br"):
            assert [media for pattern, media in forced if re.search(pattern, folder + path + packed)] == [whole]
        assert not any(re.search(pattern, f"{folder}oembed/events/{path}") for pattern, _ in forced)
        (place,) = ElementTree.fromstring(made["web.config"]).iterfind(f"location[@path='{path}']")
        (changed,) = place.iterfind("system.webServer/staticContent/mimeMap")
        ending = "." + path.rpartition(".")[2]
        assert (changed.get("fileExtension"), changed.get("mimeType")) == (ending, whole)
        # A setting that stands above must be taken out first, or IIS answers with an error.
        assert [one.get("fileExtension") for one in place.iterfind("system.webServer/staticContent/remove")] == [ending]


def test_apache_lists_no_folder_and_has_none_without_a_page() -> None:
    """As nginx does below; a real Apache is not at hand here."""
    lines = committed("apache.conf").splitlines()
    assert "Options -Indexes" in lines
    start = lines.index("RewriteEngine On")
    assert lines[start + 2 : start + 5] == [
        "RewriteCond %{REQUEST_FILENAME} -d",
        "RewriteCond %{REQUEST_FILENAME}/index.html !-f",
        "RewriteRule ^ - [R=404,L]",
    ]


def test_a_folder_or_a_host_that_is_none_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for words in (
        ["--folder", "tijdlijn"],
        ["--folder", "/a b/"],
        ["--embed", "intranet.nl"],
        ["--embed", "https://a;b"],
    ):
        with pytest.raises(SystemExit) as left:
            write_deploy.main([*words, "--to", str(tmp_path / "new")])
        assert left.value.code == 2
    assert not (tmp_path / "new").exists()
    assert write_deploy.main(["--folder", FOLDER, "--embed", EMBEDDER, "--to", str(tmp_path / "new")]) == 0
    made = {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "new").iterdir()}
    assert made == write_deploy.files(FOLDER, [EMBEDDER])


# A real nginx


class Host(NamedTuple):
    """A running nginx, the folder on it that the site stands in, and the site's files."""

    server: web.Web
    folder: str
    files: Path


@pytest.fixture(scope="module", params=["/", FOLDER])
def host(request: pytest.FixtureRequest, site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    """The small site behind nginx: at a root with the committed file, changed as README.md says, and in a folder."""
    folder = tmp_path_factory.mktemp("nginx")
    files = folder / "www" / request.param.strip("/")
    shutil.copytree(site, files, dirs_exist_ok=True)
    if request.param == "/":
        assert committed("nginx.conf").count("default \"'self'\";") == 1
        settings = committed("nginx.conf").replace("default \"'self'\";", f"default \"'self' {EMBEDDER}\";")
    else:
        settings = write_deploy.files(request.param, [EMBEDDER])["nginx.conf"]
    with web.serving(settings, folder / "www", folder) as server:
        yield Host(server, request.param, files)


# Address, status, group, type.
ADDRESSES = [
    ("", 200, "site", "text/html; charset=utf-8"),
    ("en/", 200, "site", "text/html; charset=utf-8"),
    ("gebeurtenissen/alliantie/", 200, "site", "text/html; charset=utf-8"),
    ("en/events/oude-naam/", 200, "site", "text/html; charset=utf-8"),
    ("over/index.html", 200, "site", "text/html; charset=utf-8"),
    ("nee/diep/", 404, "site", "text/html; charset=utf-8"),
    ("en/nee", 404, "site", "text/html; charset=utf-8"),
    ("embed/nee/", 404, "site", "text/html; charset=utf-8"),
    ("api/v1/nee.json", 404, "site", "text/html; charset=utf-8"),
    ("assets/nothing.js", 404, "site", "text/html; charset=utf-8"),
    # A folder without a page is no address either.
    ("feeds/", 404, "site", "text/html; charset=utf-8"),
    ("feeds", 404, "site", "text/html; charset=utf-8"),
    ("api/v1/events/", 404, "site", "text/html; charset=utf-8"),
    ("api/v1/events?x=1", 404, "site", "text/html; charset=utf-8"),
    ("assets/", 404, "site", "text/html; charset=utf-8"),
    ("share/", 404, "site", "text/html; charset=utf-8"),
    ("embed/", 200, "embed", "text/html; charset=utf-8"),
    ("embed/gemeente/assen/?thema=sociaal", 200, "embed", "text/html; charset=utf-8"),
    ("en/embed/", 200, "embed", "text/html; charset=utf-8"),
    ("embed/tijdlijn.html", 200, "offline", "text/html; charset=utf-8"),
    ("en/embed/timeline.html", 200, "offline", "text/html; charset=utf-8"),
    ("embed.js", 200, "data", "text/javascript; charset=utf-8"),
    ("api/v1/events.json", 200, "data", "application/json; charset=utf-8"),
    ("api/v1/events/alliantie.json", 200, "data", "application/json; charset=utf-8"),
    ("api/v1/openapi.json", 200, "data", "application/json; charset=utf-8"),
    ("feeds/timeline.ics", 200, "data", "text/calendar; charset=utf-8"),
    ("feeds/timeline.en.ics", 200, "data", "text/calendar; charset=utf-8"),
    ("feeds/timeline.ttl", 200, "data", "text/turtle; charset=utf-8"),
    ("feeds/timeline.jsonld", 200, "data", "application/ld+json; charset=utf-8"),
    ("feeds/events.csv", 200, "data", "text/csv; charset=utf-8"),
    ("feeds/gemeente/assen.en.ics", 200, "data", "text/calendar; charset=utf-8"),
    ("feeds/events.excel.csv", 200, "data", "text/csv; charset=utf-8"),
    ("feeds/events.csv-metadata.json", 200, "data", "application/csvm+json; charset=utf-8"),
    ("feeds/atom.xml", 200, "data", "application/atom+xml; charset=utf-8"),
    ("feeds/atom.en.xml", 200, "data", "application/atom+xml; charset=utf-8"),
    ("feeds/feed.json", 200, "data", "application/feed+json; charset=utf-8"),
    ("feeds/feed.en.json", 200, "data", "application/feed+json; charset=utf-8"),
    ("images/zaal.jpg", 200, "images", "image/jpeg"),
    ("share/nl/site.png", 200, "images", "image/png"),
    ("assets/*/timeline.css", 200, "hashed", "text/css; charset=utf-8"),
    ("assets/*/frame.js", 200, "hashed", "text/javascript; charset=utf-8"),
    ("assets/*/search/main.mjs", 200, "hashed", "text/javascript; charset=utf-8"),
    ("assets/*/favicon.svg", 200, "hashed", "image/svg+xml"),
    ("assets/0123456789abcdef/timeline.css", 404, "site", "text/html; charset=utf-8"),
    ("framed/*/embed.css", 200, "framed", "text/css; charset=utf-8"),
    ("framed/*/frame.js", 200, "framed", "text/javascript; charset=utf-8"),
    ("embed/element.js", 200, "embed", "text/javascript; charset=utf-8"),
    ("search/nl.json", 200, "site", "application/json; charset=utf-8"),
    ("site.webmanifest", 200, "site", "application/manifest+json; charset=utf-8"),
    ("sitemap.xml", 200, "site", "application/xml; charset=utf-8"),
    ("robots.txt", 200, "site", "text/plain; charset=utf-8"),
    (".well-known/security.txt", 200, "site", "text/plain; charset=utf-8"),
]


def wrong(answer: web.Answer, group: headers.Group) -> dict[str, tuple[str | None, str | None]]:
    """{header: (what came, what should)} where the two differ."""
    pages = headers.policy_of_pages()
    wanted: dict[str, str | None] = dict.fromkeys((*headers.ALWAYS, *headers.VARIED), None)
    wanted |= {**headers.ALWAYS, **headers.varied(group, pages, [EMBEDDER])}
    return {name: (came, value) for name, value in wanted.items() if (came := answer.one(name)) != value}


def there(files: Path, path: str) -> str:
    """Fill in the one name that stands for `*`: a folder named by what it holds."""
    if "*" not in path:
        return path
    (found,) = files.glob(path)
    return found.relative_to(files).as_posix()


@pytest.mark.parametrize(("path", "status", "group", "media"), ADDRESSES)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_nginx_sends_every_header(
    host: Host, method: str, path: str, status: int, group: headers.Group, media: str
) -> None:
    path = there(host.files, path)
    answer = host.server.get(host.folder + path, method=method)
    assert (answer.status, answer.one("Content-Type")) == (status, media)
    assert wrong(answer, group) == {}
    if status == 200 and method == "GET":
        file = host.files / path.partition("?")[0]
        assert answer.body == (file / "index.html" if file.is_dir() else file).read_bytes()


def test_nginx_sends_every_header_of_what_is_named_by_a_hash(host: Host) -> None:
    found = [*host.files.rglob("search/*/*/*/*.json")]
    assert len(found) >= 6
    for file in found:
        answer = host.server.get(host.folder + file.relative_to(host.files).as_posix())
        assert answer.status == 200
        assert wrong(answer, "hashed") == {}


@pytest.mark.parametrize("path", ["nee/diep/", "en/nee", "oembed/", "api"])
def test_what_is_not_there_gets_the_site_s_own_page(host: Host, path: str) -> None:
    assert host.server.get(host.folder + path).body == (host.files / "404.html").read_bytes()


def test_an_address_without_its_slash_leads_to_the_page(host: Host) -> None:
    answer = host.server.get(host.folder + "gebeurtenissen/alliantie")
    assert (answer.status, answer.one("Location")) == (301, host.folder + "gebeurtenissen/alliantie/")
    assert wrong(answer, "site") == {}


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_the_folder_of_the_site_without_its_slash_leads_to_it_under_the_name_that_was_typed(
    host: Host, method: str
) -> None:
    if host.folder == "/":
        return
    for query in ("", "?thema=sociaal"):
        answer = host.server.get(host.folder.rstrip("/") + query, method=method, Host="public.example")
        assert (answer.status, answer.one("Location")) == (301, host.folder + query)
        assert wrong(answer, "site") == {}


def test_plain_http_only_leads_to_https(host: Host) -> None:
    answer = host.server.get(f"{host.folder}over/?x=1", plain=True)
    assert (answer.status, answer.one("Location")) == (301, f"https://127.0.0.1{host.folder}over/?x=1")


def test_what_did_not_change_is_not_sent_again(host: Host) -> None:
    first = host.server.get(host.folder)
    again = host.server.get(host.folder, If_None_Match=str(first.one("ETag")))
    assert (again.status, again.body) == (304, b"")
    assert wrong(again, "site") == {}


PACKED: Mapping[str, headers.Group] = {
    "index.html": "site",
    "assets/*/search/engine.mjs": "hashed",
    "assets/*/timeline.css": "hashed",
    "framed/*/embed.css": "framed",
    "sitemap.xml": "site",
    **dict.fromkeys(headers.OWN_TYPES, "data"),
    "feeds/timeline.ics": "data",
}


@pytest.fixture(scope="module")
def packed(host: Host, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    """The same site, packed before it was served."""
    folder = tmp_path_factory.mktemp("packed")
    files = folder / "www" / host.folder.strip("/")
    shutil.copytree(host.files, files, dirs_exist_ok=True)
    assert compress.compress(files, tmp_path_factory.getbasetemp() / "kept")[0] > 100
    settings = write_deploy.files(host.folder, [EMBEDDER])["nginx.conf"]
    with web.serving(settings, folder / "www", folder) as server:
        yield Host(server, host.folder, files)


def unpacked(answer: web.Answer) -> bytes:
    """What a browser makes of an answer."""
    how = {None: bytes, "gzip": gzip.decompress, "br": brotli.decompress}
    return bytes(how[answer.one("Content-Encoding")](answer.body))


@pytest.mark.parametrize(("pattern", "group"), PACKED.items())
def test_nginx_packs_what_was_not_packed_before(host: Host, pattern: str, group: headers.Group) -> None:
    name = there(host.files, pattern)
    answer = host.server.get(host.folder + name, Accept_Encoding="gzip, br")
    assert (answer.one("Content-Encoding"), answer.one("Vary")) == ("gzip", "Accept-Encoding")
    assert unpacked(answer) == (host.files / name).read_bytes()
    assert wrong(answer, group) == {}
    plain = host.server.get(host.folder + name)
    assert answer.one("Content-Type") == plain.one("Content-Type")
    part = host.server.get(host.folder + name, Range="bytes=10-99")
    assert (part.status, part.body, part.one("Content-Encoding")) == (206, plain.body[10:100], None)


# What browsers and programs send (RFC 9110, 12.5.3), and what they must get.
ACCEPTED = [
    ("gzip, deflate, br, zstd", "br"),
    ("br", "br"),
    ("BR;q=1.0, gzip;q=0.8", "br"),
    ("gzip;q=0.5,br;q=0.001", "br"),
    ("gzip, br;q=0", "gzip"),
    ("br;q=0.000, gzip", "gzip"),
    ("gzip, br ; q=0", "gzip"),
    ("gzip", "gzip"),
    ("GZIP;q=0.1", "gzip"),
    ("gzip;q=0", None),
    ("gzip, brotli, abr", "gzip"),
    ("identity", None),
    ("deflate", None),
    ("", None),
]


@pytest.mark.parametrize(("accepted", "encoding"), ACCEPTED)
@pytest.mark.parametrize("pattern", PACKED)
def test_who_can_read_it_gets_the_smallest_copy(
    packed: Host, pattern: str, accepted: str, encoding: str | None
) -> None:
    name = there(packed.files, pattern)
    answer = packed.server.get(packed.folder + name, Accept_Encoding=accepted)
    whole = (packed.files / name).read_bytes()
    assert (answer.status, answer.one("Content-Encoding"), unpacked(answer)) == (200, encoding, whole)
    # A store in between must not give one browser's copy to another.
    assert answer.one("Vary") == "Accept-Encoding"
    assert wrong(answer, PACKED[pattern]) == {}
    if encoding:
        assert answer.body == (packed.files / f"{name}.{'gz' if encoding == 'gzip' else 'br'}").read_bytes()
    assert answer.one("Content-Type") == packed.server.get(packed.folder + name).one("Content-Type")
    head = packed.server.get(packed.folder + name, method="HEAD", Accept_Encoding=accepted)
    for header in ("Content-Encoding", "Content-Type", "Content-Length", "ETag", "Vary"):
        assert head.one(header) == answer.one(header), header


@pytest.mark.parametrize("encoding", ["br", "gzip", "identity"])
def test_a_copy_is_not_sent_again_and_can_be_sent_in_part(packed: Host, encoding: str) -> None:
    for path in ("", "feeds/timeline.ics"):
        first = packed.server.get(packed.folder + path, Accept_Encoding=encoding)
        tag = str(first.one("ETag"))
        again = packed.server.get(packed.folder + path, Accept_Encoding=encoding, If_None_Match=tag)
        assert (again.status, again.body, again.one("ETag")) == (304, b"", tag)
        later = packed.server.get(
            packed.folder + path, Accept_Encoding=encoding, If_Modified_Since=str(first.one("Last-Modified"))
        )
        assert later.status == 304
        part = packed.server.get(packed.folder + path, Accept_Encoding=encoding, Range="bytes=10-99")
        # A server may give the whole (RFC 9110, 14.2), and does of a copy.
        assert (part.status, part.body) == ((206, first.body[10:100]) if encoding == "identity" else (200, first.body))
        assert part.one("Content-Encoding") == first.one("Content-Encoding")
    # What is two things to a browser is not one thing to a store.
    tags = {packed.server.get(packed.folder, Accept_Encoding=one).one("ETag") for one in ("br", "gzip", "identity")}
    assert len(tags) == 3


@pytest.mark.parametrize("encoding", ["br", "gzip"])
@pytest.mark.parametrize(
    "path", ["nee/diep/", "assets/0123456789abcdef/timeline.css", "en/nee.br", "feeds/", "api/v1/events"]
)
def test_what_is_not_there_is_said_in_a_packed_page(packed: Host, path: str, encoding: str) -> None:
    answer = packed.server.get(packed.folder + path, Accept_Encoding=encoding)
    assert (answer.status, answer.one("Content-Type")) == (404, "text/html; charset=utf-8")
    assert answer.one("Content-Encoding") == encoding
    assert unpacked(answer) == (packed.files / "404.html").read_bytes()
    # Never to be kept for good: tomorrow it may be there.
    assert wrong(answer, "site") == {}


def test_an_answer_that_is_no_file_says_of_no_copy(packed: Host) -> None:
    answer = packed.server.get(packed.folder, method="POST", Accept_Encoding="br")
    assert (answer.status, answer.one("Content-Encoding"), answer.one("Content-Type")) == (405, None, "text/html")
    assert wrong(answer, "site") == {}


def test_what_was_packed_leads_where_it_did(packed: Host) -> None:
    path = packed.folder + "gebeurtenissen/alliantie"
    for encoding in ("br", "gzip", "identity"):
        answer = packed.server.get(f"{path}?x=1", Accept_Encoding=encoding)
        assert (answer.status, answer.one("Location")) == (301, f"{path}/?x=1")
    shown = packed.server.get(f"{path}/?x=1", Accept_Encoding="br")
    assert unpacked(shown) == (packed.files / "gebeurtenissen/alliantie/index.html").read_bytes()


def test_nginx_has_nothing_to_complain_of(host: Host, packed: Host) -> None:
    for one in (host, packed):
        one.server.get(one.folder)
        complaints = [line for line in one.server.said.read_text().splitlines() if "(2: No such file" not in line]
        assert complaints == []


# The guide


@pytest.mark.parametrize("name", write_deploy.NAMES)
def test_the_guide_names_every_file_in_both_languages(name: str) -> None:
    dutch, english = README.split("\n## English\n")
    assert f"`{name}`" in dutch
    assert f"`{name}`" in english
