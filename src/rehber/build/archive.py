"""The edition for a USB stick: a ZIP whose pages open from ``file://``, made from a published site.

Browsers give such pages no module scripts, no service worker and no page behind the address of a
folder. So there is one classic script, every link names its file, and what needs a host is left
out. What a browser forbids beyond that, the page about use offline says by itself.
"""

from __future__ import annotations

import posixpath
import re
import shutil
import zipfile
from pathlib import Path

from rehber import messages
from rehber.build.bundle import Bundler
from rehber.build.csp import with_policy
from rehber.model.course import EDITION

README = "OKU-BENI.txt"
_FOR_HOSTS = (
    *("404.html", "offline.html", "_headers", ".nojekyll", "CNAME", "sw.js"),
    *("sitemap.xml", "sitemap.xml.gz", "manifest.webmanifest"),
)
"""File names, in any folder."""
_FOLDERS_FOR_HOSTS = ("assets/offline", "assets/icons")
_FOR_MODULES = re.compile(r'\s*<link rel="(?:modulepreload|manifest)"[^>]*>')
_LINK = re.compile(r'(\shref="|;\s*url=)(?![a-z][a-z+.-]*:|//)([^"#?]+)')
_EDITION = re.compile(rf'"edition":"({EDITION.pattern})"')
_WHEN = (1980, 1, 1, 0, 0, 0)
"""The same bytes from the same pages."""


class NoSiteError(Exception):
    """There is no published site to make it from."""


def write_archive(root: Path, site: Path) -> Path:
    """Write ``build/rehber-<edition>-cevrimdisi.zip`` from the published ``site``. Returns it.
    Where no page has an edition, the name has none.

    Raises:
        NoSiteError: the site is not built.
        BundleError: the bundler is missing or refused a file.
    """
    lists = sorted(site.glob("assets/offline/list.*.json"))
    if not lists:
        raise NoSiteError(site)
    found = _EDITION.search(lists[0].read_text(encoding="utf-8"))
    name = f"rehber-{found[1]}" if found else "rehber"
    folder = root / "build" / "archive" / name
    write_folder(root, site, folder)
    archive = root / "build" / f"{name}-cevrimdisi.zip"
    _pack(folder, archive)
    return archive


def write_folder(root: Path, site: Path, folder: Path) -> None:
    """What the ZIP holds, as a folder, which is emptied first."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(site, folder, ignore=shutil.ignore_patterns(*_FOR_HOSTS))
    for name in _FOLDERS_FOR_HOSTS:
        shutil.rmtree(folder / name)
    for script in (folder / "assets").glob("*.js"):
        script.unlink()  # the bundler writes them anew, as browsers take them from files
    pages = {file: file.read_text(encoding="utf-8") for file in sorted(folder.rglob("*.html"))}
    bundler = Bundler(root, folder, pages.values(), single=True)
    for file, html in pages.items():
        to_assets = posixpath.relpath((folder / "assets").as_posix(), file.parent.as_posix())
        html = _FOR_MODULES.sub("", bundler.page(html, f"{to_assets}/"))
        file.write_text(with_policy(explicit(html), own="'self' file:"), encoding="utf-8")
    said = [messages.load(language)["offline"]["readme"] for language in ("tr", "en")]
    text = "\n\n".join(part.strip() for part in said) + "\n"
    # With a mark at its start and these line ends, old editors show the Turkish letters too.
    (folder / README).write_bytes(text.replace("\n", "\r\n").encode("utf-8-sig"))


def explicit(html: str) -> str:
    """The page with a file in each link to a folder: ``../x/index.html#y`` for ``../x/#y``."""
    return _LINK.sub(lambda link: link[1] + _file_behind(link[2]), html)


def _file_behind(path: str) -> str:
    if posixpath.basename(path) in (".", ".."):
        path += "/"
    return f"{path}index.html" if path.endswith("/") else path


def _pack(folder: Path, archive: Path) -> None:
    """One folder at the top, so that unzipping does not scatter its files."""
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for file in sorted(path for path in folder.rglob("*") if path.is_file()):
            entry = zipfile.ZipInfo(f"{folder.name}/{file.relative_to(folder).as_posix()}", _WHEN)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            entry.create_system = 3  # whichever system makes it
            packed.writestr(entry, file.read_bytes())
