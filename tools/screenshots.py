"""Pictures of the built site: ``python tools/screenshots.py [folder]``.

Every type of page on a phone and on a desk, light, dark and printed, for a person to look at.
``--readme`` writes only the picture in README.md.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tools" / "bench"))

from common import SITE, chromium, pages  # noqa: E402
from playwright.sync_api import Browser  # noqa: E402
from serve_site import serving  # noqa: E402

README = ROOT / ".github" / "assets" / "home.png"
LIMIT = 150 * 1024


def main() -> int:
    parser = argparse.ArgumentParser(prog="screenshots.py")
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "build" / "screenshots")
    parser.add_argument("--readme", action="store_true")
    parser.add_argument("--only", help="one type of page")
    options = parser.parse_args()
    with serving(SITE) as site, chromium() as browser:
        if options.readme:
            return _readme(browser, site.address)
        for name, path in pages().items():
            if options.only in (None, name):
                _all(browser, f"{site.address}/{path}", options.folder / name.replace(" ", "-"))
    print(options.folder)
    return 0


def _all(browser: Browser, url: str, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    for scheme in ("light", "dark"):
        for width in (360, 1280):
            page = browser.new_page(
                viewport={"width": width, "height": 800}, color_scheme=scheme, locale="tr-TR"
            )
            page.goto(url, wait_until="networkidle")
            page.screenshot(path=f"{target}-{width}-{scheme}.png", full_page=True)
            if (scheme, width) == ("light", 1280):
                page.pdf(path=f"{target}.pdf", format="A4", print_background=False)
            page.close()


def _readme(browser: Browser, address: str) -> int:
    page = browser.new_page(viewport={"width": 1200, "height": 760}, locale="tr-TR")
    page.goto(f"{address}/", wait_until="networkidle")
    README.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=README)
    size = README.stat().st_size
    print(f"{README.relative_to(ROOT)}: {size / 1024:.0f} KiB")
    return 0 if size <= LIMIT else 1


if __name__ == "__main__":
    raise SystemExit(main())
