"""Bytes of a first visit and of the second page of the same visit; hosts that are asked."""

from __future__ import annotations

from collections import Counter
from urllib.parse import urlsplit

from common import SITE, Row, chromium, kib, pages
from playwright.sync_api import BrowserContext
from serve_site import Sent, Site, serving

HEAVY = ("glossary", "bibliography")
BUDGETED = ("home", "lesson section", "test", "guide page", "law page", "form", "questions")
"""Pages that are read: the budget of a second page is meant for them. The others are tools for an
hour's work, and fetch what they need for it."""
WEIGHED = (
    "home",
    "lesson section",
    "test",
    "guide page",
    "law page",
    "form",
    "questions",
    "case",
    "learning",
    "review",
    "my notes",
    "certificate",
    "offline",
    "capstone case",
    *HEAVY,
)
KINDS = {"text/html": "HTML", "text/css": "CSS", "text/javascript": "JS", "font/woff2": "fonts"}


def measure() -> list[Row]:
    addresses = pages()
    rows: list[Row] = []
    elsewhere: set[str] = set()
    with serving(SITE) as site, chromium() as browser:

        def visit(*names: str) -> list[list[Sent]]:
            context = browser.new_context(locale="tr-TR")
            context.on("request", lambda request: elsewhere.update(_others(request.url, site)))
            loads = [_load(context, site, addresses[name]) for name in names]
            context.close()
            return loads

        for name in WEIGHED:
            (load,) = visit(name)
            rows.append(_first(name, load))
        light = [name for name in WEIGHED if name not in HEAVY]
        for name in light:
            before = [other for other in light if other != name]
            loads = {other: visit(other, name)[1] for other in before}
            rows.append(_second(name, loads))
        for name in addresses:
            visit(name)
    asked = f"{len(elsewhere)} {' '.join(sorted(elsewhere))}".strip()
    rows.append(Row("Third-party hosts asked, every page type", "0", asked, not elsewhere))
    return rows


def _load(context: BrowserContext, site: Site, path: str) -> list[Sent]:
    """What the server sent for one page, scripts run and network quiet."""
    before = len(site.sent)
    page = context.new_page()
    page.goto(f"{site.address}/{path}", wait_until="networkidle")
    page.close()
    return site.sent[before:]


def _others(url: str, site: Site) -> set[str]:
    host = urlsplit(url).netloc
    return {host} if host and host != urlsplit(site.address).netloc else set()


def _first(name: str, load: list[Sent]) -> Row:
    sizes: Counter[str] = Counter()
    for sent in load:
        sizes[KINDS.get(sent.type, "figures" if sent.type.startswith("image/") else "other")] += (
            sent.size
        )
    figures = sizes.pop("figures", 0)
    total = sum(sizes.values())
    budget = 110 if name in HEAVY else 75
    parts = ", ".join(f"{kind} {kib(size)}" for kind, size in sorted(sizes.items()))
    apart = f"; figures {kib(figures)}" if figures else ""
    return Row(
        f"First visit gz: {name}",
        f"≤ {budget} KiB",
        f"**{kib(total)}** ({parts}{apart})",
        total <= budget * 1024,
    )


def _second(name: str, loads: dict[str, list[Sent]]) -> Row:
    """The worst of the pages that one may come from."""
    totals = {
        before: sum(sent.size for sent in load if not sent.type.startswith("image/"))
        for before, load in loads.items()
    }
    worst = max(totals, key=lambda before: totals[before])
    shown = f"**{kib(totals[worst])}** (after {worst})"
    if name not in BUDGETED:
        return Row(f"Second page gz: {name}", "", shown, None)
    return Row(f"Second page gz: {name}", "≤ 20 KiB", shown, totals[worst] <= 20 * 1024)
