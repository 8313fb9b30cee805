"""What a browser needs to keep the course: the list of its files, the worker, the manifest.

    manifest.webmanifest              makes the site installable
    sw.js                             the service worker; changes with every version of the site
    assets/offline/list.<version>.json  every file with its hash and size, in groups

Only a learner who chooses to on the page with the id ``offline`` ever fetches the last two. The
browser side is ``overrides/assets/lib/offline.mjs``; the worker's source is
``overrides/assets/offline/sw.js``.

An address that a page fetches bears a hash of its content (the bundler and the search index see to
that, ``stamped`` to pictures), so a page of one version can never be given a file of another.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from rehber import messages
from rehber.build.bundle import minified
from rehber.model.course import EDITION, Course, LearnerPage
from rehber.render.offline import title_of

CORE, GUIDE, ENGLISH = "core", "guide", "en"
"""Groups beside the modules, whose groups bear their ids. ``core`` belongs to every choice."""
MISSING_PAGE = "offline.html"
"""What the worker shows for a page that was not downloaded."""

_LEFT_OUT = {"_headers", ".nojekyll", "sitemap.xml", "sitemap.xml.gz", "sw.js", "CNAME"}
_MANIFEST = "manifest.webmanifest"
_ICONS = "assets/icons/"
_DIGEST = 16  # hexadecimal digits: against accidents, not against an adversary
_STAMP = re.compile(rb"\b(?:[0-9a-f]{10}|[0-9a-f]{12})\b")
"""Of the address of a file, of the list: as in the browser, where pages are renewed."""
_LIST = re.compile(r'data-rh-list="[^"]*"')
_PICTURE = re.compile(
    r'(<img\b[^>]*?\ssrc="|<link rel="icon"[^>]*?\shref=")(?![a-z]+:|//)([^"?#]+)(?=")'
)
_ITEMS = re.compile(r"assets/items/tr/([\w-]+)\.")
"""The questions of a module that come back in the review."""
_COLOUR = "#faf7f1"


@dataclass(frozen=True)
class File:
    """One file: its address below the site's root, hash, bytes packed by gzip and as they are.

    ``bare`` (pages only) is the hash without the stamps in it: a page that a new version changes in
    nothing but the addresses of scripts and styles is not fetched again, its stamps are replaced.
    """

    address: str
    digest: str
    packed: int
    size: int
    bare: str = ""

    def written(self) -> list[str | int]:
        fields: list[str | int] = [self.address, self.digest, self.packed, self.size]
        return [*fields, self.bare] if self.bare else fields


@dataclass(frozen=True)
class Group:
    """What a learner may choose. ``titles`` by language; ``address`` is where to begin reading."""

    id: str
    address: str
    titles: Mapping[str, str]


def stamped(html: str, page: Path, site: Path) -> str:
    """The page with a hash behind the address of each picture: ``favicon.svg?v=1f2e3d4c5b``."""

    def stamp(found: re.Match[str]) -> str:
        file = _inside(page, found[2], site)
        return found[0] + (f"?v={_digest(file.read_bytes())[:10]}" if file else "")

    return _PICTURE.sub(stamp, html)


def _inside(page: Path, address: str, site: Path) -> Path | None:
    """The file of the site behind an address on a page."""
    top = site if address.startswith("/") else page.parent
    file = (top / unquote(address.lstrip("/"))).resolve()
    return file if file.is_file() and file.is_relative_to(site.resolve()) else None


def write_offline(root: Path, site: Path, course: Course) -> str:
    """Write list, worker and manifest into a site that is otherwise ready. Returns its version.

    ``course`` is the Turkish one. The version is a hash of the content of all listed files.
    """
    groups = [*_groups(course)]
    known = {group.id for group in groups}
    modules = {module.slug: module.id for module in course.modules}
    files: dict[str, list[File]] = {group.id: [] for group in groups}
    names = {p: p.relative_to(site).as_posix() for p in sorted(site.rglob("*")) if p.is_file()}
    wanted = [(p, n, g) for p, n in names.items() if (g := _group(n, p, modules)) in known]
    with ThreadPoolExecutor() as threads:  # packing and hashing let each other run
        listed = threads.map(lambda each: _listed(each[0], each[1]), wanted)
        for (_, _, group), file in zip(wanted, listed, strict=True):
            files[group].append(file)
    version = _version(file for listed in files.values() for file in listed)
    page = course.page_by_id(LearnerPage.OFFLINE)
    pages = {"tr": page.url, "en": f"en/{page.url}"} if page else {}
    _name_list(site, files, version, pages.values())
    edition = edition_of(course)
    _write_list(site, version, edition, pages, groups, files)
    _write_worker(root, site, version, edition)
    write_manifest(site)
    return version


def edition_of(course: Course) -> str:
    """The newest edition of any page: ``2026.11``. It names files; what has another form does not
    count."""
    editions = (page.edition for page in course.pages.values())
    return max(filter(EDITION.fullmatch, editions), default="")


def _groups(course: Course) -> Iterator[Group]:
    """In the order in which a learner meets them."""
    words = {language: messages.load(language) for language in ("tr", "en")}
    yield Group(CORE, "", {})
    for plan in course.planned:
        if module := course.module(plan.id):
            titles = {lang: title_of(words[lang], plan, lang) for lang in words}
            yield Group(plan.id, f"modules/{module.slug}/", titles)
    yield Group(GUIDE, "guide/", {lang: words[lang]["offline"]["group_guide"] for lang in words})
    yield Group(ENGLISH, "en/", {lang: words[lang]["offline"]["group_en"] for lang in words})


def _group(name: str, file: Path, modules: Mapping[str, str]) -> str:
    """Which group a file belongs to; empty: to none."""
    if name in _LEFT_OUT or name == _MANIFEST or name.startswith((_ICONS, "assets/offline/")):
        return ""
    first, *rest = name.split("/")
    if first == "en":
        return "" if _is_stub(file) else ENGLISH
    if first in ("modules", "quizzes") and rest and rest[0] in modules:
        return modules[rest[0]]
    if (items := _ITEMS.match(name)) and items[1] in modules.values():
        return items[1]
    return GUIDE if first in ("guide", "contributing") else CORE


def _is_stub(file: Path) -> bool:
    """A note that a page is not translated says nothing that the worker's own page does not say."""
    return file.suffix == ".html" and 'data-rh-kind="stub"' in file.read_text(encoding="utf-8")


def _listed(file: Path, name: str) -> File:
    """A page stands under the address that links lead to, a picture under the stamped one."""
    data = file.read_bytes()
    digest = _digest(data)
    address = name.removesuffix("index.html") if file.name == "index.html" else name
    if file.suffix in _STAMPED:
        address += f"?v={digest[:10]}"
    bare = _digest(_STAMP.sub(b"", data)) if file.suffix == ".html" else ""
    return File(address, digest, _packed(file, data), len(data), bare)


_STAMPED = frozenset({".svg", ".png", ".jpg", ".jpeg", ".webp", ".gif", ".avif"})
_PACKED_ALREADY = _STAMPED - {".svg"} | {".woff2"}


def _packed(file: Path, data: bytes) -> int:
    """Bytes on the way: hosts pack text by gzip, most of them at this level."""
    if file.suffix in _PACKED_ALREADY:
        return len(data)
    packer = zlib.compressobj(6, wbits=31)
    return len(packer.compress(data)) + len(packer.flush())


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:_DIGEST]


def _version(files: Iterable[File]) -> str:
    lines = sorted(f"{file.address}\0{file.digest}\n" for file in files)
    return hashlib.sha256("".join(lines).encode()).hexdigest()[:12]


def _name_list(
    site: Path, files: dict[str, list[File]], version: str, pages: Collection[str]
) -> None:
    """The pages that offer the download name the list. The version was made before, of what is
    written here the same each time: it still stands for the content."""
    for listed in files.values():
        for at, file in enumerate(listed):
            if file.address not in pages:
                continue
            page = site / file.address / "index.html"
            html = page.read_text(encoding="utf-8")
            html = _LIST.sub(f'data-rh-list="{list_name(version)}"', html)
            page.write_text(html, encoding="utf-8")
            listed[at] = _listed(page, f"{file.address}index.html")


def list_name(version: str) -> str:
    return f"assets/offline/list.{version}.json"


def _write_list(
    site: Path,
    version: str,
    edition: str,
    pages: Mapping[str, str],
    groups: Iterable[Group],
    files: Mapping[str, list[File]],
) -> None:
    written = {
        "version": version,
        "edition": edition,
        "pages": pages,
        "groups": [
            {
                "id": group.id,
                "address": group.address,
                "titles": group.titles,
                "files": [file.written() for file in files[group.id]],
            }
            for group in groups
            if files[group.id]
        ],
    }
    folder = site / "assets" / "offline"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    text = json.dumps(written, ensure_ascii=False, separators=(",", ":"))
    (site / list_name(version)).write_text(text, encoding="utf-8")


def _write_worker(root: Path, site: Path, version: str, edition: str) -> None:
    values = {
        "RH_VERSION": version,
        "RH_LIST": list_name(version),
        "RH_EDITION": edition,
        "RH_MISSING": MISSING_PAGE,
    }
    (site / "sw.js").write_bytes(minified(root, "offline/sw.js", values))


def write_manifest(site: Path) -> None:
    """Name and icons of the installed site; every page names this file."""
    said = messages.load("tr")["offline"]
    icons = [
        {"src": f"{_ICONS}rehber-{size}.png", "sizes": f"{size}x{size}", "type": "image/png"}
        for size in (192, 512)
    ]
    maskable = {**icons[1], "src": f"{_ICONS}rehber-maskable-512.png", "purpose": "maskable"}
    manifest = {
        "name": said["app_name"],
        "short_name": said["app_short"],
        "description": said["app_description"],
        "lang": "tr",
        "start_url": "./",
        "scope": "./",
        "display": "standalone",
        "display_override": ["minimal-ui", "standalone"],
        "background_color": _COLOUR,
        "theme_color": _COLOUR,
        "icons": [*icons, maskable],
    }
    text = json.dumps(manifest, ensure_ascii=False, separators=(",", ":"))
    (site / _MANIFEST).write_text(text, encoding="utf-8")
