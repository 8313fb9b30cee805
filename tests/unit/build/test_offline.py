"""The list of files behind the download: complete, right, the same each time."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import shutil
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest

from rehber.build.offline import edition_of, stamped, write_offline
from rehber.model.course import Course, Kind, Module, Page, PlannedModule

ROOT = Path(__file__).resolve().parents[3]
HEAD = '<link rel="icon" href="{up}assets/favicon.svg">'


OFFLINE_PAGE = "learning/cevrimdisi/"


def page(path: str, edition: str = "2026.11", kind: Kind = Kind.PAGE, name: str = "") -> Page:
    return Page(
        path=path,
        source=path,
        kind=kind,
        id=name or path,
        title=path,
        body="",
        edition=edition,
        meta={},
    )


def course() -> Course:
    overview = page("modules/bir/index.md", kind=Kind.MODULE)
    offline = page("learning/cevrimdisi.md", kind=Kind.LEARNING, name="offline")
    module = Module(id="m01", number=1, slug="bir", overview=overview, objectives=(), sections=())
    return Course(
        language="tr",
        pages={p.path: p for p in (overview, offline, page("index.md", "2026.12"))},
        modules=(module,),
        planned=(
            PlannedModule("m01", 1, "Bir", "One", 5),
            PlannedModule("m02", 2, "İki", "Two", 5),
        ),
    )


PAGES = {
    "index.html": "<h1>Ana sayfa</h1>",
    "404.html": "",
    "offline.html": "",
    f"{OFFLINE_PAGE}index.html": '<section data-rh-list=""></section>',
    "modules/index.html": "",
    "modules/bir/index.html": '<img alt="" src="resim.png">',
    "modules/bir/bolum/index.html": "",
    "quizzes/bir/index.html": "",
    "quizzes/on-test/index.html": "",
    "guide/index.html": "",
    "contributing/index.html": "",
    "en/index.html": '<article data-rh-kind="home">',
    "en/guide/index.html": '<article data-rh-kind="stub">',
    f"en/{OFFLINE_PAGE}index.html": '<section data-rh-list=""></section>',
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A published site of a few pages."""
    folder = tmp_path / "site"
    files = {
        "assets/site.0a1b2c3d.js": "1",
        "assets/favicon.svg": "<svg/>",
        "assets/icons/rehber-192.png": "png",
        "assets/items/tr/m01.0a1b2c.js": "4",
        "assets/search/tr/head.0a1b2c.js": "2",
        "en/assets/search/en/head.0a1b2c.js": "3",
        "modules/bir/resim.png": "png",
        "_headers": "",
        "sitemap.xml": "",
    }
    for name, text in {**files, **PAGES}.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        up = "../" * (name.count("/"))
        script = f'<script type="module" src="{up}assets/site.0a1b2c3d.js"></script>'
        shell = f"<html><head>{HEAD.format(up=up)}{script}</head><body>"
        file.write_text(shell + text if name.endswith(".html") else text, encoding="utf-8")
    for file in folder.rglob("*.html"):
        html = stamped(file.read_text(encoding="utf-8"), file, folder)
        file.write_text(html, encoding="utf-8")
    return folder


def written(site: Path) -> dict[str, Any]:
    version = write_offline(ROOT, site, course())
    text = (site / "assets" / "offline" / f"list.{version}.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    assert found["version"] == version
    return found


def addresses(found: dict[str, Any]) -> dict[str, list[str]]:
    return {group["id"]: [file[0] for file in group["files"]] for group in found["groups"]}


def test_every_file_has_its_group(site: Path) -> None:
    found = addresses(written(site))
    picture = hashlib.sha256(b"png").hexdigest()[:10]
    assert found["m01"] == [
        "assets/items/tr/m01.0a1b2c.js",
        "modules/bir/bolum/",
        "modules/bir/",
        f"modules/bir/resim.png?v={picture}",
        "quizzes/bir/",
    ]
    assert found["guide"] == ["contributing/", "guide/"]
    # A note that a page is not translated is no page to keep.
    assert [a for a in found["en"] if a.endswith("/")] == ["en/", f"en/{OFFLINE_PAGE}"]
    assert "en/assets/search/en/head.0a1b2c.js" in found["en"]
    assert {"", "404.html", "offline.html", "quizzes/on-test/", OFFLINE_PAGE} < set(found["core"])
    assert "m02" not in found  # still being written
    every = [address for group in found.values() for address in group]
    assert len(every) == len(set(every))
    assert not [a for a in every if re.search(r"_headers|sitemap|icons|sw\.js|list\.", a)]


def test_what_a_page_needs_is_in_its_group_or_in_the_core(site: Path) -> None:
    found = addresses(written(site))
    checked = 0
    for group, listed in found.items():
        there = {*listed, *found["core"]}
        for address in listed:
            file = site / address / "index.html" if address.endswith("/") else site / address
            if file.suffix != ".html":
                continue
            html = file.read_text(encoding="utf-8")
            for needed in re.findall(r'<(?:script|img|link)\b[^>]*(?:src|href)="([^"]+)"', html):
                target = urljoin(f"http://x/{address}", needed).removeprefix("http://x/")
                assert target in there, (group, address, target)
                checked += 1
    assert checked > 20


def test_hashes_and_sizes_are_those_of_the_files(site: Path) -> None:
    for group in written(site)["groups"]:
        for address, digest, packed, size, *_ in group["files"]:
            path = address.partition("?")[0]
            file = site / path / "index.html" if path.endswith("/") or not path else site / path
            data = file.read_bytes()
            assert hashlib.sha256(data).hexdigest().startswith(digest), address
            assert size == len(data)
            expected = size if file.suffix == ".png" else len(gzip.compress(data, 6))
            assert packed == expected, address


def test_a_page_with_other_stamps_alone_has_the_same_bare_hash(site: Path) -> None:
    def home(found: dict[str, Any]) -> list[Any]:
        core = found["groups"][0]["files"]
        return next(file for file in core if file[0] == "")

    page = site / "index.html"
    page.write_text(
        page.read_text(encoding="utf-8") + '<script src="a.0123456789.js">', encoding="utf-8"
    )
    before = home(written(site))
    page.write_text(page.read_text(encoding="utf-8").replace("0123456789", "abcdef0123"))
    after = home(written(site))
    assert before[1] != after[1] and before[4] == after[4]


def test_the_version_stands_for_the_content_alone(site: Path, tmp_path: Path) -> None:
    shutil.copytree(site, tmp_path / "again")
    first = written(site)
    assert written(tmp_path / "again") == first
    assert (site / "sw.js").read_bytes() == (tmp_path / "again" / "sw.js").read_bytes()
    (tmp_path / "again" / "guide" / "index.html").write_text("başka", encoding="utf-8")
    other = written(tmp_path / "again")
    assert other["version"] != first["version"]
    assert (site / "sw.js").read_bytes() != (tmp_path / "again" / "sw.js").read_bytes()
    lists = [file.name for file in (tmp_path / "again/assets/offline").iterdir()]
    assert lists == [f"list.{other['version']}.json"]


def test_worker_and_pages_name_the_list(site: Path) -> None:
    version = written(site)["version"]
    for folder in ("", "en/"):
        html = (site / folder / OFFLINE_PAGE / "index.html").read_text(encoding="utf-8")
        assert f'data-rh-list="assets/offline/list.{version}.json"' in html
    worker = (site / "sw.js").read_text(encoding="utf-8")
    assert version in worker and "2026.12" in worker and "RH_" not in worker


def test_nothing_names_the_place_where_the_site_lies(site: Path) -> None:
    """The same files work below any path of a host."""
    found = written(site)
    manifest = json.loads((site / "manifest.webmanifest").read_text(encoding="utf-8"))
    named = [manifest["start_url"], manifest["scope"], *(i["src"] for i in manifest["icons"])]
    listed = [address for group in addresses(found).values() for address in group]
    assert not [address for address in [*named, *listed] if address.startswith("/")]
    for icon in manifest["icons"]:
        assert (ROOT / "overrides" / icon["src"]).exists()


def test_pictures_bear_a_hash_and_what_is_not_ours_does_not(tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_text("<svg/>", encoding="utf-8")
    stamp = hashlib.sha256(b"<svg/>").hexdigest()[:10]
    inside = tmp_path / "x" / "index.html"
    inside.parent.mkdir()
    kept = '<img src="data:,"><img src="https://x.org/a.svg"><img src="../yok.svg"><a href="a.svg">'
    assert stamped(kept, inside, tmp_path) == kept
    assert stamped('<img alt="" src="../a.svg">', inside, tmp_path) == (
        f'<img alt="" src="../a.svg?v={stamp}">'
    )
    assert stamped('<img src="/a.svg">', inside, tmp_path) == f'<img src="/a.svg?v={stamp}">'
    assert stamped('<img src="../../secret.svg">', inside, tmp_path).endswith('secret.svg">')


def test_the_edition_is_the_newest_of_any_page() -> None:
    assert edition_of(course()) == "2026.12"
    assert edition_of(Course(language="tr", pages={})) == ""
    slip = Course(language="tr", pages={"a.md": page("a.md", "2026/12"), "b.md": page("b.md")})
    assert edition_of(slip) == "2026.11"
