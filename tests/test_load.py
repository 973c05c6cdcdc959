"""What the load test reckons with; the figures themselves are for `make bench`, on a machine that does nothing else."""

import os
import stat
import time
from pathlib import Path

import pytest

from tests import projects, tales, world
from tools import compress, ensure_wrk, load

SAID = """Running 1s test @ https://127.0.0.1:443/
  1 threads and 8 connections
  Thread Stats   Avg      Stdev     Max   +/- Stdev
    Latency     1.05ms    1.75ms  24.36ms   92.26%
    Req/Sec    14.06k     3.02k   17.37k    72.73%
  15394 requests in 1.10s, 61.83MB read
Requests/sec:  13992.90
Transfer/sec:     56.20MB
"""
# Stands in for wrk: asks once, writes down what, and says what wrk says.
FAKE = """#!/bin/sh
for last; do :; done
{ curl -sk -o /dev/null -w '%{http_code} %{http_version} %{url_effective}' "$last"; printf ' %s\\n' "$*"; } >> "$ASKED"
echo "  1500 requests in 500.00ms, 6.00MB read"
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site, packed."""
    folder = tmp_path_factory.mktemp("load")
    made = projects.small_site(folder, tales.small(world.WORLD))
    compress.compress(made, tmp_path_factory.getbasetemp() / "kept")
    return made


def test_what_wrk_says_is_read() -> None:
    assert load.requests(SAID) == (15394, 1.1)
    assert load.requests("1500 requests in 500.00ms, 6.00MB read") == (1500, 0.5)


@pytest.mark.parametrize(
    "said",
    [
        f"{SAID}  Non-2xx or 3xx responses: 3\n",
        f"{SAID}  Socket errors: connect 0, read 5, write 0, timeout 0\n",
        "0 requests in 1.10s, 0B read",
        "unable to connect to 127.0.0.1:443",
    ],
)
def test_a_server_that_does_not_bear_it_is_no_figure(said: str) -> None:
    with pytest.raises(load.Failed):
        load.requests(said)


def test_every_kind_is_there_once_an_encoding_and_weighs_what_its_copy_does(site: Path) -> None:
    found = load.asked(site)
    assert [(one.what, one.encoding) for one in found if not one.alone] == [
        (what, encoding)
        for what in load.KINDS
        for encoding in (("identity",) if what in load.PLAIN else load.ENCODINGS)
    ]
    (new,) = (one for one in found if one.alone)
    page = next(one for one in found if one.what == "event page" and one.encoding == "br")
    assert (new.path, new.size) == (page.path, page.size)
    assert page.size == (site / page.path / "index.html.br").stat().st_size


def test_a_site_that_is_not_packed_is_told(site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = {name: data for name, data in projects.read(site).items() if not name.endswith(compress.KINDS)}
    projects.write(tmp_path / "site", files)
    assert load.main([str(tmp_path / "site")]) == 2
    assert "make compress" in capsys.readouterr().err
    assert load.main([str(tmp_path)]) == 2
    assert "make site" in capsys.readouterr().err


def test_the_processor_time_of_a_process_and_its_children_is_counted() -> None:
    before = load.processor_seconds(os.getpid())
    end = time.process_time() + 0.2
    while time.process_time() < end:
        pass
    # In ticks of a hundredth of a second.
    assert load.processor_seconds(os.getpid()) - before > 0.1


def test_every_address_is_asked_for_at_a_real_nginx_in_turn(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrk = tmp_path / "wrk"
    wrk.write_text(FAKE)
    wrk.chmod(wrk.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("WRK_PROGRAM", str(wrk))
    monkeypatch.setenv("ASKED", str(tmp_path / "asked"))
    before = projects.digest(site)
    lines = load.table(site, rounds=2, seconds=1).splitlines()
    asked = (tmp_path / "asked").read_text().splitlines()
    wanted = load.asked(site)
    assert len(lines) == 2 + 2 + len(wanted)
    assert len(asked) == 2 * (2 + len(wanted))
    assert [line.split()[0] for line in asked] == ["200"] * len(asked)
    for line, one in zip(asked[2 : 2 + len(wanted)], wanted, strict=True):
        assert f"-c{load.CONNECTIONS} -d1s -H Accept-Encoding: {one.encoding} " in line
        assert line.split()[2].partition("/")[2].partition("/")[2].partition("/")[2] == one.path
        assert ("Connection: close" in line) == one.alone
    # A second of the clock is the same for all of them here: the fake took none.
    assert lines[2].startswith(f"| {load.FLOOR} | – | 0 | 3,000 | 1 |")
    assert all("| 3,000 | 1.00 |" in line for line in lines[3:])
    assert "budget 0.8" in lines[4]
    assert projects.digest(site) == before


def test_wrk_is_found_where_it_was_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert ensure_wrk.find() is None
    monkeypatch.setattr("shutil.which", lambda _name, **_: None)
    assert ensure_wrk.main() == 1
    with pytest.raises(load.Failed, match="sudo apt install wrk"):
        load.measure(tmp_path, [])
