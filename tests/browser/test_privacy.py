"""No e-mail address, telephone number or citizen service number in anything that is published."""

from pathlib import Path

from chronicle import privacy
from tests.browser import chrome, document
from tests.browser.sites import Site


def test_no_page_tells_what_looks_private(site: Site) -> None:
    pages = sorted(site.folder.rglob("*.html"))
    assert len(pages) > len(site.events)
    found = []
    for page in pages:
        text = document.read(page).text
        assert len(text) > 200, page
        found += [f"{page}: {suspicion}" for suspicion in privacy.suspicions(text, site.allowed)]
    assert not found, chrome.listing(found)


def test_no_data_file_tells_what_looks_private(site: Site) -> None:
    files = [file for file in site.folder.rglob("*") if file.suffix in {".json", ".xml", ".txt"}]
    assert {"events.json", "nl.json", "en.json", "sitemap.xml"} <= {file.name for file in files}
    found = [
        f"{file}: {suspicion}" for file in files for suspicion in privacy.suspicions(file.read_text(), site.allowed)
    ]
    assert not found, chrome.listing(found)


def test_the_look_sees_what_a_reader_sees(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        "<p>Bel <b>0592</b>\n<span>36 55 55</span>.</p><ul><li>0592</li><li>365555</li></ul><img alt='a@b.nl'>"
    )
    found = [(suspicion.kind, suspicion.text) for suspicion in privacy.suspicions(document.read(page).text)]
    assert found == [("e-mail", "a@b.nl"), ("telephone", "0592 36 55 55")]
