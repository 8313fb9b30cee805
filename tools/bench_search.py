"""Measures search on a built site: hits among the first five, bytes of a first search, time.

    python tools/bench_search.py [site]

The queries stand in ``tests/search/queries.<language>.yml``. Each is asked in a fresh page, so it
pays for the engine, the head of the index and the parts that it needs; bytes are those files packed
with gzip. The time is that of the answer once engine and head are there, parts still to be fetched.
"""

from __future__ import annotations

import gzip
import re
import statistics
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import yaml
from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.browser_tools import BLANK, chromium, serve  # noqa: E402

_FIRST = 5
_ASK = """async ([engine, index, language, query]) => {
  await new Promise((resolve, reject) => {
    const script = document.createElement("script");
    if (engine.endsWith(".mjs")) script.type = "module";
    script.onload = resolve; script.onerror = reject; script.src = engine;
    document.head.append(script);
  });
  const search = await rhSearch.open(index, language);
  const begin = performance.now();
  const { results } = await search.query(query);
  const first = performance.now() - begin;
  const again = performance.now();
  await search.query(query);
  const files = performance.getEntriesByType("resource").map(({ name }) => name);
  return { results, first, again: performance.now() - again, files };
}"""


@dataclass(frozen=True)
class Asked:
    """One query: whether a wanted page was among the first five; bytes packed; milliseconds."""

    query: str
    held_out: bool
    hit: bool
    size: int
    first_ms: float
    again_ms: float


def measure(site: Path, language: str = "tr") -> list[Asked]:
    """Ask every query of one language. ``site`` holds a built site, bundled or not.

    Raises:
        ValueError: the pages of the site have no search.
    """
    queries = yaml.safe_load(
        (ROOT / "tests" / "search" / f"queries.{language}.yml").read_text(encoding="utf-8")
    )
    below = "" if language == "tr" else f"{language}/"
    html = (site / below / "index.html").read_text(encoding="utf-8")
    found = [re.search(rf'data-rh-{name}="([^"]+)"', html) for name in ("engine", "index")]
    if None in found:
        raise ValueError(f"{site / below}: data-rh-engine")
    with serve(site) as address, chromium() as browser:
        root = f"{address}/{below}"
        engine, index = (urljoin(root, match[1]) for match in found if match)
        return [_ask(browser, site, (engine, index, language), query) for query in queries]


def _ask(
    browser: Browser, site: Path, search: tuple[str, str, str], query: dict[str, Any]
) -> Asked:
    engine, index, language = search
    page = browser.new_page()
    # The page itself tells what it fetched: listening to its requests from here would slow them.
    page.goto(urljoin(engine, BLANK))
    answer = page.evaluate(_ASK, [engine, index, language, query["q"]])
    page.close()
    asked = {urlsplit(name).path.lstrip("/") for name in answer["files"]}
    return Asked(
        query=query["q"],
        held_out=bool(query.get("held_out")),
        hit=any(_leads(result, query["pages"]) for result in answer["results"][:_FIRST]),
        size=sum(len(gzip.compress((site / path).read_bytes(), 9)) for path in asked),
        first_ms=answer["first"],
        again_ms=answer["again"],
    )


def _leads(result: dict[str, str], pages: Sequence[str]) -> bool:
    """Whether a result is a wanted page (``url`` or ``url#anchor``)."""
    return result["url"] in pages or f"{result['url']}#{result['anchor']}" in pages


def report(asked: Sequence[Asked]) -> list[str]:
    """Lines for people."""
    lines = []
    for name, group in (
        ("all", list(asked)),
        ("held out", [each for each in asked if each.held_out]),
    ):
        if group:
            hits = sum(each.hit for each in group)
            lines.append(f"{name}: {hits}/{len(group)} = {100 * hits / len(group):.1f} %")
    sizes = [each.size for each in asked]
    firsts = [each.first_ms for each in asked]
    lines.append(
        f"first search: median {statistics.median(sizes) / 1024:.1f} KiB, "
        f"max {max(sizes) / 1024:.1f} KiB gz"
    )
    lines.append(
        f"answer: median {statistics.median(firsts):.0f} ms, max {max(firsts):.0f} ms; "
        f"again {statistics.median(each.again_ms for each in asked):.1f} ms"
    )
    missed = [each.query for each in asked if not each.hit and not each.held_out]
    if missed:
        lines.append(f"missed: {', '.join(missed)}")
    return lines


def main() -> None:
    site = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "site"
    for language in ("tr", "en"):
        print(language, *report(measure(site, language)), sep="\n  ")


if __name__ == "__main__":
    main()
