"""Turkish search in the built site: hit rate, bytes of a first search, time to an answer."""

from __future__ import annotations

import statistics
from collections.abc import Mapping
from typing import Any

import yaml
from common import ROOT, SITE, Missing, Row, chromium, pages
from playwright.sync_api import Browser
from serve_site import Site, serving

QUERIES = ROOT / "tests" / "search" / "queries.tr.yml"
FIRST = 5
SAMPLE = 12
# The engine of the open page, asked as the dialog asks it; parts of the index are fetched anew for
# every query, as for a reader who has just arrived.
ASK = """
async ([query, limit]) => {
  const { rhIndex, rhLang } = document.querySelector("[data-rh-engine]").dataset;
  const engine = await rhSearch.open(new URL(rhIndex, document.baseURI).href, rhLang);
  const began = performance.now();
  const { results } = await engine.query(query, { limit });
  return [performance.now() - began, results.map(({ url, anchor }) => [url, anchor ?? ""])];
}
"""


def measure() -> list[Row]:
    if not QUERIES.exists():
        raise Missing(QUERIES.relative_to(ROOT).as_posix())
    cases = yaml.safe_load(QUERIES.read_text(encoding="utf-8"))
    with serving(SITE) as site, chromium() as browser:
        step = max(1, len(cases) // SAMPLE)
        fetched = {case["q"]: _first_search(browser, site, case["q"]) for case in cases[::step]}
        times, found = _ask(browser, site, cases)
    missed = [case["q"] for case, links in zip(cases, found, strict=True) if not _hit(case, links)]
    rate = 100 * (1 - len(missed) / len(cases))
    worst = max(fetched, key=lambda query: fetched[query])
    middle, slowest = statistics.median(times), max(times)
    return [
        Row(
            f"Turkish search, right page among the first five ({len(cases)} queries)",
            "≥ 95 %",
            f"**{rate:.1f} %**" + (f" missed: {', '.join(missed[:12])}" if missed else ""),
            rate >= 95,
        ),
        Row(
            f"Bytes of a first search gz (worst of {len(fetched)})",
            "≤ 80 KB",
            f"**{fetched[worst] / 1000:.1f} KB** (“{worst}”)",
            fetched[worst] <= 80_000,
        ),
        Row(
            "Answer of a search",
            "≤ 100 ms",
            f"**{middle:.0f} ms** (slowest {slowest:.0f} ms)",
            middle <= 100,
        ),
    ]


def _first_search(browser: Browser, site: Site, query: str) -> int:
    """Bytes that a reader's first search fetches: engine, head and parts."""
    context = browser.new_context(locale="tr-TR")
    page = context.new_page()
    page.goto(f"{site.address}/{pages()['guide page']}", wait_until="networkidle")
    before = len(site.sent)
    page.locator("[data-rh-search-open]").first.click()
    page.locator(".rh-search__field").fill(query)
    page.locator(".rh-search__results a, .rh-search__none:not([hidden])").first.wait_for()
    page.wait_for_load_state("networkidle")
    context.close()
    return sum(sent.size for sent in site.sent[before:])


def _ask(
    browser: Browser, site: Site, cases: list[dict[str, Any]]
) -> tuple[list[float], list[list[list[str]]]]:
    """For every query the time in ms and the first results, each an address and an anchor."""
    page = browser.new_page(locale="tr-TR")
    page.goto(f"{site.address}/{pages()['guide page']}", wait_until="networkidle")
    page.locator("[data-rh-search-open]").first.click()
    page.wait_for_function("globalThis.rhSearch")
    times, found = [], []
    for case in cases:
        took, links = page.evaluate(ASK, [case["q"], FIRST])
        times.append(took)
        found.append(links)
    page.close()
    return times, found


def _hit(case: Mapping[str, Any], links: list[list[str]]) -> bool:
    """Whether an expected page, at the expected anchor if one is named, is there."""
    for wanted in case["pages"]:
        url, _, anchor = wanted.partition("#")
        if any(link[0] == url and anchor in ("", link[1]) for link in links):
            return True
    return False
