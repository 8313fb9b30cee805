"""Lighthouse, mobile, simulated slow 4G: medians of the performance, the lowest of the rest."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
from typing import Any

from common import FLAGS, ROOT, RUNS, SITE, Missing, Row, chromium_path, pages
from serve_site import serving

CLI = ROOT / "tools" / "lighthouse" / "node_modules" / "lighthouse" / "cli" / "index.js"
CATEGORIES = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}
MEASURED = ("home", "lesson section", "test", "guide page")


def measure() -> list[Row]:
    if not CLI.exists():
        raise Missing("tools/lighthouse (python tools/setup.py bench)")
    addresses = pages()
    with serving(SITE) as site:
        return [_row(name, f"{site.address}/{addresses[name]}") for name in MEASURED]


def _row(name: str, url: str) -> Row:
    reports = [_report(url) for _ in range(RUNS)]
    scores = {key: [_score(report, key) for report in reports] for key in CATEGORIES}
    performance = statistics.median(scores["performance"])
    shown = {key: min(values) for key, values in scores.items()} | {"performance": performance}
    paint = statistics.median(_audit(r, "largest-contentful-paint") for r in reports) / 1000
    blocked = statistics.median(_audit(r, "total-blocking-time") for r in reports)
    lost = sorted({audit for report in reports for audit in _failed(report)})
    measured = " / ".join(f"{shown[key]:.0f}" for key in CATEGORIES)
    return Row(
        f"Lighthouse mobile P / A / BP / SEO: {name}",
        "≥ 98 / 100 / 100 / 100",
        f"**{measured}** (LCP {paint:.1f} s, TBT {blocked:.0f} ms)"
        + (f" lost: {', '.join(lost)}" if lost else ""),
        all(shown[key] >= least for key, least in CATEGORIES.items()),
    )


def _report(url: str) -> dict[str, Any]:
    flags = " ".join(["--headless=new", *FLAGS])
    command = ["node", CLI, url, "--output=json", "--output-path=stdout", "--quiet"]
    options = [f"--chrome-flags={flags}", f"--only-categories={','.join(CATEGORIES)}"]
    env = {**os.environ, "CHROME_PATH": chromium_path()}
    done = subprocess.run(
        [*command, *options], env=env, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise Missing(done.stderr.strip()[-400:])
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def _score(report: dict[str, Any], category: str) -> float:
    return float(report["categories"][category]["score"] or 0) * 100


def _audit(report: dict[str, Any], audit: str) -> float:
    return float(report["audits"][audit].get("numericValue") or 0)


def _failed(report: dict[str, Any]) -> list[str]:
    """Names of the checks, outside performance, that are not passed."""
    return [
        reference["id"]
        for key in ("accessibility", "best-practices", "seo")
        for reference in report["categories"][key]["auditRefs"]
        if reference["weight"]
        and (report["audits"][reference["id"]]["score"] or 0) < 1
        and report["audits"][reference["id"]]["scoreDisplayMode"] == "binary"
    ]
