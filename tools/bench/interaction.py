"""Layout shift and long tasks while a reader answers questions on a slow phone."""

from __future__ import annotations

import statistics

from common import RUNS, SITE, Row, chromium, pages
from playwright.sync_api import Browser
from serve_site import serving

ITEMS = 3
OBSERVE = """
window.rhLong = []; window.rhShift = 0;
new PerformanceObserver(list => list.getEntries().forEach(e => rhLong.push(e.duration)))
  .observe({type: "longtask"});
new PerformanceObserver(list => list.getEntries().forEach(e => {
  if (!e.hadRecentInput) rhShift += e.value; // what an answer opens is asked for, not a shift
})).observe({type: "layout-shift", buffered: true});
"""


def measure() -> list[Row]:
    rows = []
    addresses = pages()
    with serving(SITE) as site, chromium() as browser:
        for name in ("lesson section", "test"):
            url = f"{site.address}/{addresses[name]}"
            runs = [_answer(browser, url) for _ in range(RUNS)]
            longest = statistics.median(long for long, _, _ in runs)
            loading = max(shift for _, shift, _ in runs)
            answering = max(shift for _, _, shift in runs)
            shifts = f"**{loading:.3f}** loading, **{answering:.3f}** answering"
            shown = f"**{longest:.0f} ms**" if longest else "**none over 50 ms**"
            rows.append(Row(f"Layout shift: {name}", "0", shifts, loading + answering < 0.0005))
            rows.append(
                Row(f"Longest task while answering, 4×: {name}", "≤ 50 ms", shown, longest <= 50)
            )
        for name in ("home", "guide page", "form"):
            shift = max(_load(browser, f"{site.address}/{addresses[name]}") for _ in range(RUNS))
            rows.append(Row(f"Layout shift: {name}", "0", f"**{shift:.3f}**", shift < 0.0005))
    return rows


def _answer(browser: Browser, url: str) -> tuple[float, float, float]:
    """Longest task in ms (0: none over 50), shift while loading, shift while answering."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale="tr-TR")
    page = context.new_page()
    page.add_init_script(OBSERVE)
    page.goto(url, wait_until="networkidle")
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 4})
    items = page.locator("[data-rh-item][data-rh-type=single]")
    items.first.scroll_into_view_if_needed()
    page.wait_for_timeout(500)
    loading = float(page.evaluate("rhShift"))
    page.evaluate("rhLong.length = 0; rhShift = 0")
    for number in range(min(ITEMS, items.count())):
        item = items.nth(number)
        item.locator("input").first.check()
        item.locator("[type=submit]").click()
        page.wait_for_timeout(600)
    longest, shift = page.evaluate("[Math.max(0, ...rhLong), rhShift]")
    context.close()
    return float(longest), loading, float(shift)


def _load(browser: Browser, url: str) -> float:
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale="tr-TR")
    page = context.new_page()
    page.add_init_script(OBSERVE)
    page.goto(url, wait_until="networkidle")
    page.wait_for_timeout(300)
    shift = float(page.evaluate("rhShift"))
    context.close()
    return shift
