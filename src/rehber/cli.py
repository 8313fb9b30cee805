"""The command ``rehber``: check, readability, new, manifest, impact, build, zip."""

from __future__ import annotations

import argparse
import gc
import json
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

from rehber import checks, report, skeleton
from rehber.checks.readability import is_measured
from rehber.content.course import FOLDERS, RELEASED, load_course, load_released
from rehber.impact import is_known, uses_of
from rehber.model.finding import Finding

_PATIENCE = 1.5
"""Seconds after which a person at the terminal is told that something is going on."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Returns the exit code: 0 good, 1 findings or failure, 2 wrong use."""
    parser = _parser()
    options = parser.parse_args(arguments)
    run = {
        "check": _check,
        "readability": _readability,
        "new": _new,
        "manifest": _manifest,
        "impact": _impact,
        "build": _build,
        "zip": _zip,
    }
    if not (options.root / "docs").is_dir():
        print(f"{options.root}: docs klasörü yok; depo klasöründe çalıştırın.", file=sys.stderr)
        return 2
    return run[options.command](options)


def _folder(name: str) -> Path:
    """Absolute: the tools that the build starts run in other folders."""
    return Path(name).resolve()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="rehber", description="Rehber: içerik ve site araçları")
    parser.add_argument("--root", type=_folder, default=Path.cwd(), help="deponun klasörü")
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="içeriği denetler, bütün bulguları yazar")
    check.add_argument("path", nargs="*", type=Path, help="yalnız bu dosya ve klasörler")
    check.add_argument("--format", choices=report.FORMATS, default="text", help="çıktının biçimi")
    check.add_argument("--lang", choices=("tr", "en"), default="tr", help="iletilerin dili")
    check.add_argument(
        "--today",
        type=date.fromisoformat,
        default=None,
        metavar="YYYY-AA-GG",
        help="okuma tarihlerinin karşılaştırılacağı gün",
    )
    readability = commands.add_parser(
        "readability", help="sayfaların okunabilirliğini (Ateşman) ve en uzun cümlelerini yazar"
    )
    readability.add_argument("path", nargs="*", type=Path, help="yalnız bu dosya ve klasörler")
    readability.add_argument(
        "--format", choices=report.TABLE_FORMATS, default="text", help="çıktının biçimi"
    )
    new = commands.add_parser("new", help="yeni modül, test ya da sayfa iskeleti yazar")
    new.add_argument("kind", choices=skeleton.KINDS)
    new.add_argument(
        "slug", help="modülün adı (aile-hakki) ya da sayfanın yolu (guide/services/sed)"
    )
    new.add_argument("--number", type=int, help="modülün müfredattaki numarası")
    commands.add_parser("manifest", help=f"yayımlanan kimlikleri {RELEASED} dosyasına yazar")
    impact = commands.add_parser("impact", help="bir kaynağa, maddeye ya da terime dayanan yerler")
    impact.add_argument(
        "name", help="örn. un-guidelines-2010 ya da “tr-5395-cocuk-koruma-kanunu, m. 9”"
    )
    impact.add_argument("--lang", choices=("tr", "en"), default="tr")
    commands.add_parser("build", help="yayımlanacak siteyi site/ klasörüne kurar")
    commands.add_parser("zip", help="site/ klasöründen çevrimdışı ZIP dosyası yapar")
    return parser


def _check(options: argparse.Namespace) -> int:
    paths = [_shown(path, options.root) for path in options.path]
    missing = [path for path in paths if not (options.root / path).exists()]
    if missing:
        print(f"Böyle bir yol yok: {', '.join(missing)}", file=sys.stderr)
        return 2
    today = options.today or date.today()
    gc.disable()  # one short run: looking for cycles takes a fifth of it
    with _progress("İçerik okunuyor, denetleniyor…"):
        found = _within(check_all(options.root, today), paths)
    print(report.write(found, options.format, options.lang))
    return 1 if found.errors else 0


def _readability(options: argparse.Namespace) -> int:
    paths = [_shown(path, options.root) for path in options.path]
    missing = [path for path in paths if not (options.root / path).exists()]
    if missing:
        print(f"Böyle bir yol yok: {', '.join(missing)}", file=sys.stderr)
        return 2
    course = load_course(options.root, "tr")
    pages = [
        page
        for page in course.pages.values()
        if is_measured(page, "tr") and (not paths or _is_within(page.source, paths))
    ]
    print(report.readability(pages, options.format, with_sentences=bool(paths)))
    return 0


def check_all(root: Path, today: date) -> checks.Report:
    """The report on the Turkish course, and on the English one where there is any."""
    original = load_course(root, "tr")
    released, findings = load_released(root)
    original = replace(original, findings=(*original.findings, *findings))
    found = checks.run(original, today=today, released=released)
    if (root / FOLDERS["en"]).is_dir():
        english = load_course(root, "en", shared=original)
        found += checks.run(english, today=today, original=original)
    return found


def _shown(path: Path, root: Path) -> str:
    """A path of the command line as findings show it: relative to the repository."""
    full = path if path.is_absolute() else Path.cwd() / path
    try:
        return full.resolve().relative_to(root.resolve()).as_posix()
    except ValueError:
        return path.as_posix()


def _is_within(place: str, paths: Sequence[str]) -> bool:
    return "." in paths or any(place == p or place.startswith(f"{p}/") for p in paths)


def _within(found: checks.Report, paths: Sequence[str]) -> checks.Report:
    if not paths or "." in paths:
        return found

    def is_within(finding: Finding) -> bool:
        return _is_within(finding.where.path, paths)

    return checks.Report(
        tuple(filter(is_within, found.findings)), tuple(filter(is_within, found.allowed))
    )


@contextmanager
def _progress(text: str) -> Iterator[None]:
    """Says on the error stream what is being done, if it takes long."""
    timer = threading.Timer(_PATIENCE, lambda: print(text, file=sys.stderr, flush=True))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _new(options: argparse.Namespace) -> int:
    course = load_course(options.root, "tr")
    try:
        written = skeleton.write(options.root, course, options.kind, options.slug, options.number)
    except skeleton.SkeletonError as error:
        print(error, file=sys.stderr)
        return 2
    for path in written:
        print(path)
    print("Yorum satırlarındaki soruları yanıtlayıp silin, sonra “rehber check” çalıştırın.")
    return 0


def _manifest(options: argparse.Namespace) -> int:
    written = checks.manifest(load_course(options.root, "tr"))
    text = json.dumps(written, ensure_ascii=False, indent=1) + "\n"
    (options.root / RELEASED).write_text(text, encoding="utf-8")
    print(f"{RELEASED}: {sum(len(values) for values in written.values())} kayıt")
    return 0


def _impact(options: argparse.Namespace) -> int:
    course = load_course(options.root, options.lang)
    if not is_known(course, options.name):
        print(
            f"“{options.name}” bulunamadı: kaynak anahtarı, terim, sayfa ya da soru kimliği yazın."
        )
        return 2
    uses = uses_of(course, options.name)
    for use in uses:
        print(f"{use.where}  {use.what}" + (f"  ({use.locator})" if use.locator else ""))
    print(f"{len(uses)} yer")
    return 0


def _build(options: argparse.Namespace) -> int:
    from rehber.build.bundle import BundleError
    from rehber.build.site import BuildError, build

    try:
        site = build(options.root)
    except (BuildError, BundleError) as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{site.relative_to(options.root)}/")
    return 0


def _zip(options: argparse.Namespace) -> int:
    from rehber.build.archive import NoSiteError, write_archive
    from rehber.build.bundle import BundleError

    try:
        archive = write_archive(options.root, options.root / "site")
    except NoSiteError:
        print("site/ yok: önce `rehber build` · no site/: `rehber build` first", file=sys.stderr)
        return 1
    except BundleError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{archive.relative_to(options.root)}  {archive.stat().st_size / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
