"""The ZIP for a USB stick, made from a published site."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest

from rehber.build import archive
from rehber.build.archive import NoSiteError, explicit, write_archive

ROOT = Path(__file__).resolve().parents[3]
PAGE = (
    '<html><head><meta http-equiv="Content-Security-Policy" content="old">'
    '<link rel="manifest" href="{up}manifest.webmanifest">'
    '<link rel="stylesheet" href="{up}assets/site.0a0a0a0a0a.css">'
    '<link rel="modulepreload" href="{up}assets/shared.0a0a0a0a0a.js"></head>'
    '<body><aside data-rh-module="resume"></aside><a href="{up}guide/#a">x</a>'
    '<script type="module" src="{up}assets/site.0a0a0a0a0a.js"></script></body></html>'
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository that has our scripts, and room for what is made."""
    for name in ("overrides", "node_modules"):
        (tmp_path / name).symlink_to(ROOT / name, target_is_directory=True)
    files = {
        "index.html": PAGE.format(up=""),
        "guide/index.html": PAGE.format(up="../"),
        "404.html": "x",
        "offline.html": "x",
        "sw.js": "x",
        "manifest.webmanifest": "{}",
        "_headers": "x",
        "assets/site.0a0a0a0a0a.js": "export{}",
        "assets/shared.0a0a0a0a0a.js": "export{}",
        "assets/search/tr/head.0a0a0a0a0a.js": "1",
        "assets/icons/rehber-192.png": "x",
        "assets/offline/list.0a0a0a0a0a0a.json": '{"version":"0a","edition":"2026.11"}',
    }
    for name, text in files.items():
        file = tmp_path / "site" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return tmp_path


def test_links_name_the_file_that_a_host_would_find() -> None:
    for given, wanted in {
        "../x/": "../x/index.html",
        "../x/#m-9": "../x/index.html#m-9",
        ".": "./index.html",
        "../..": "../../index.html",
        "x/?a=1": "x/index.html?a=1",
        "x.svg": "x.svg",
        "#here": "#here",
        "https://example.org/": "https://example.org/",
        "mailto:a@example.org": "mailto:a@example.org",
    }.items():
        assert explicit(f'<a href="{given}">') == f'<a href="{wanted}">'
    assert explicit('content="0; url=../x/"') == 'content="0; url=../x/index.html"'


def test_only_what_opens_from_a_file_is_in_it(root: Path) -> None:
    made = write_archive(root, root / "site")
    assert made == root / "build" / "rehber-2026.11-cevrimdisi.zip"
    with zipfile.ZipFile(made) as packed:
        names = [name.removeprefix("rehber-2026.11/") for name in packed.namelist()]
        pages = {n: packed.read(f"rehber-2026.11/{n}").decode() for n in names if "html" in n}
        readme = packed.read(f"rehber-2026.11/{archive.README}").decode("utf-8-sig")
    scripts = [name for name in names if re.fullmatch(r"assets/[^/]+\.js", name)]
    assert sorted(name.partition(".")[0] for name in scripts) == [
        "assets/scheme",
        "assets/search",
        "assets/site",
    ]
    assert "assets/search/tr/head.0a0a0a0a0a.js" in names
    assert sorted(pages) == ["guide/index.html", "index.html"]
    assert not [n for n in names if re.search(r"sw\.js|manifest|_headers|icons|list\.", n)]
    assert "index.html" in readme and "\r\n" in readme
    html = pages["guide/index.html"]
    script = next(name for name in scripts if "site" in name)
    assert f'<script defer src="../{script}"></script>' in html
    assert "module" not in re.sub(r"data-rh-module", "", html)
    assert 'href="../guide/index.html#a"' in html
    policies = re.findall(r'Security-Policy" content="([^"]*)"', html)
    assert len(policies) == 1 and "script-src 'self' file:;" in policies[0]


def test_an_edition_of_another_form_makes_no_folder(root: Path) -> None:
    (listed,) = (root / "site/assets/offline").iterdir()
    listed.write_text('{"version":"0a","edition":"2026/11"}', encoding="utf-8")
    assert write_archive(root, root / "site") == root / "build" / "rehber-cevrimdisi.zip"


def test_the_same_site_gives_the_same_bytes(root: Path) -> None:
    first = write_archive(root, root / "site").read_bytes()
    assert write_archive(root, root / "site").read_bytes() == first


def test_without_a_site_it_says_so(tmp_path: Path) -> None:
    with pytest.raises(NoSiteError):
        write_archive(tmp_path, tmp_path / "site")
