"""The command ``rehber``: check, new, impact, build."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from rehber.content.course import load_course
from rehber.impact import is_known, uses_of


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Returns the exit code: 0 good, 1 findings or failure, 2 wrong use."""
    parser = _parser()
    options = parser.parse_args(arguments)
    run = {"impact": _impact, "build": _build}
    return run[options.command](options)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="rehber", description="Rehber: içerik ve site araçları")
    parser.add_argument("--root", type=Path, default=Path.cwd(), help="deponun klasörü")
    commands = parser.add_subparsers(dest="command", required=True)
    impact = commands.add_parser("impact", help="bir kaynağa, maddeye ya da terime dayanan yerler")
    impact.add_argument(
        "name", help="örn. un-guidelines-2010 ya da “tr-5395-cocuk-koruma-kanunu, m. 9”"
    )
    impact.add_argument("--lang", choices=("tr", "en"), default="tr")
    commands.add_parser("build", help="yayımlanacak siteyi site/ klasörüne kurar")
    return parser


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


if __name__ == "__main__":
    raise SystemExit(main())
