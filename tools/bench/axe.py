"""What axe finds on every type of page, light and dark, on a phone and on a desk."""

from __future__ import annotations

from collections import Counter

from axe_playwright_python.sync_playwright import Axe
from common import SITE, Row, chromium, pages
from serve_site import serving

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]


def measure() -> list[Row]:
    addresses = pages()
    found: Counter[str] = Counter()
    axe = Axe()
    with serving(SITE) as site, chromium() as browser:
        for scheme in ("light", "dark"):
            for width in (360, 1280):
                context = browser.new_context(
                    viewport={"width": width, "height": 800}, color_scheme=scheme, locale="tr-TR"
                )
                page = context.new_page()
                for name, path in addresses.items():
                    page.goto(f"{site.address}/{path}", wait_until="networkidle")
                    result = axe.run(page, options={"runOnly": {"type": "tag", "values": TAGS}})
                    for violation in result.response["violations"]:
                        found[f"{violation['id']} ({name})"] += len(violation["nodes"])
                context.close()
    shown = f"**{found.total()}**" + "".join(f"; {what}: {n}" for what, n in found.items())
    what = f"axe violations, {len(addresses)} page types × light, dark × 360, 1280 px"
    return [Row(what, "0", shown, not found)]
