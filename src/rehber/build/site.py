"""Runs the engine for both languages and makes the result ready to publish."""

from __future__ import annotations

import gc
import gzip
import multiprocessing
import os
import posixpath
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from rehber.build.bundle import Bundler, remove_sources
from rehber.build.csp import header_file, with_policy
from rehber.build.later import with_stamps, write_later
from rehber.build.offline import stamped, write_offline
from rehber.build.redirects import write_redirects
from rehber.build.stage import stage_english
from rehber.content.course import load_course

Say = Callable[[str], None]
"""Tells the person at the terminal what is being done."""


class BuildError(Exception):
    """The engine stopped; its own words are in the text."""


def build(
    root: Path,
    languages: Sequence[str] = ("tr", "en"),
    say: Say = print,
    site: Path | None = None,
) -> Path:
    """Build ``site/`` (Turkish) and ``site/en/`` (English). Returns the site's folder.

    Two builds of one commit give the same bytes: dates come from the commit.

    Raises:
        BuildError: the engine refused the content.
        BundleError: the bundler is missing or refused a file.
    """
    site = site or root / "site"
    shutil.rmtree(site, ignore_errors=True)
    say("sayfalar · pages")
    # The engine reads for itself: both run side by side.
    engines = [_start(root, site, "tr")] if "tr" in languages else []
    courses = {"tr": load_course(root, "tr")}
    if "en" in languages:
        courses["en"] = load_course(root, "en", shared=courses["tr"])
        stage_english(root, courses["tr"], root / "build" / "en")
        engines.append(_start(root, site, "en"))
    _finish(engines)
    if "en" in languages:
        shutil.move(root / "build" / "site-en", site / "en")
    roots = {language: site if language == "tr" else site / language for language in languages}
    for language, folder in roots.items():
        write_redirects(courses[language], folder)
    say("arama, paketler · search, bundles")
    # The course is only read from now on; words are counted beside the bundling.
    gc.freeze()
    counting = [
        _beside(write_later, courses[language], folder) for language, folder in roots.items()
    ]
    pages = _bundled(root, site)
    for wait in counting:
        wait()
    _publish(site, roots, pages)
    if "tr" in languages:
        write_offline(root, site, courses["tr"])
    return site


def _start(root: Path, site: Path, language: str) -> subprocess.Popen[str]:
    config, target = root / "mkdocs.yml", site
    if language != "tr":
        config, target = root / f"mkdocs.{language}.yml", root / "build" / "site-en"
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    return subprocess.Popen(
        [*command, "-f", str(config), "-d", str(target)],
        cwd=root,
        env=_environment(root),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def _beside(work: Callable[..., None], *arguments: object) -> Callable[[], None]:
    """Do work that only writes files in a copy of this process; gives what waits for its end.

    Where a process may not be copied (Windows, macOS), the work is done at once.
    """
    if sys.platform != "linux":
        work(*arguments)
        return lambda: None
    copy = multiprocessing.get_context("fork").Process(target=work, args=arguments)
    copy.start()

    def wait() -> None:
        copy.join()
        if copy.exitcode:
            raise BuildError(f"{work.__name__}: exit code {copy.exitcode}")

    return wait


def _environment(root: Path) -> dict[str, str]:
    stamp = os.environ.get("SOURCE_DATE_EPOCH") or _commit_time(root)
    return {**os.environ, "SOURCE_DATE_EPOCH": stamp, "NO_MKDOCS_2_WARNING": "1"}


def _commit_time(root: Path) -> str:
    """Seconds since 1970 of the last commit; outside a repository, a fixed day."""
    shown = subprocess.run(
        ["git", "log", "-1", "--format=%ct"], cwd=root, capture_output=True, text=True, check=False
    )
    return shown.stdout.strip() or "1767225600"


def _finish(processes: Sequence[subprocess.Popen[str]]) -> None:
    """Wait for all (they run side by side); what the failed ones said is the error."""
    said = [process.communicate()[0] for process in processes]
    failed = [text for process, text in zip(processes, said, strict=True) if process.returncode]
    if failed:
        raise BuildError("\n".join(failed).strip())


def _bundled(root: Path, site: Path) -> dict[Path, str]:
    """Every page of the site, small, with its bundles and the stamps of its pictures. The bundles
    are written; the pages are not."""
    pages = {file: file.read_text(encoding="utf-8") for file in sorted(site.rglob("*.html"))}
    bundler = Bundler(root, site, pages.values())
    for file, html in pages.items():
        html = bundler.page(html, _to_assets(file, site))
        pages[file] = _tidy(stamped(html, file, site))
    return pages


def _publish(site: Path, roots: Mapping[str, Path], pages: dict[Path, str]) -> None:
    """Policy, sitemap, addresses of what is fetched later. ``roots``: folders by language."""
    with_later = with_stamps(roots)
    for file, html in pages.items():
        pages[file] = with_policy(with_later(html))
        file.write_text(pages[file], encoding="utf-8")
    remove_sources(site)
    for language, folder in roots.items():  # the fixed name is the preview's
        (folder / "assets" / "search" / language / "index.js").unlink(missing_ok=True)
    (site / "_headers").write_text(header_file(pages.values()), encoding="utf-8")
    (site / ".nojekyll").touch()
    _sitemap(site)


def _to_assets(file: Path, site: Path) -> str:
    """From a page to the shared assets; the page for missing addresses can stand anywhere."""
    if file.name == "404.html":
        return _base(file) + "assets/"
    return posixpath.relpath((site / "assets").as_posix(), file.parent.as_posix()) + "/"


def _base(file: Path) -> str:
    """The site's path, as MkDocs wrote it into the page for missing addresses."""
    match = re.search(r'href="([^"]*?)assets/', file.read_text(encoding="utf-8"))
    base = match[1] if match else "/"
    return base.removesuffix("en/") or "/"


_SPACE = re.compile(r">\s*\n\s*<")
_KEEP = re.compile(r"(<pre\b.*?</pre>|<textarea\b.*?</textarea>)", re.DOTALL)


def _tidy(html: str) -> str:
    """Indentation between tags costs bytes and says nothing; a line break is kept."""
    parts = _KEEP.split(html)
    parts[::2] = [_SPACE.sub(">\n<", part) for part in parts[::2]]
    return "".join(parts)


def _sitemap(site: Path) -> None:
    """One sitemap for both languages; pages that are not to be indexed are not listed."""
    main, other = site / "sitemap.xml", site / "en" / "sitemap.xml"
    packed = [site / "sitemap.xml.gz", site / "en" / "sitemap.xml.gz"]
    for file in packed:
        file.unlink(missing_ok=True)
    if not main.exists():
        return
    text = main.read_text(encoding="utf-8")
    if other.exists():
        entries = re.findall(r"<url>.*?</url>", other.read_text(encoding="utf-8"), re.DOTALL)
        translated = [entry for entry in entries if not _is_hidden(entry, site)]
        text = text.replace("</urlset>", "".join(translated) + "</urlset>")
        other.unlink()
    main.write_text(text, encoding="utf-8")
    (site / "sitemap.xml.gz").write_bytes(gzip.compress(text.encode(), mtime=0))


def _is_hidden(entry: str, site: Path) -> bool:
    path = re.search(r"<loc>[^<]*?/(en/[^<]*)</loc>", entry)
    if path is None:
        return True
    page = site / path[1] / "index.html"
    return not page.exists() or '<meta name="robots" content="noindex">' in page.read_text("utf-8")
