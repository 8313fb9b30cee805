"""Prints the table of budgets with measured figures: ``python tools/bench/run.py [name …]``.

The table is Markdown on the standard output; what is being measured goes to the standard error.
``REHBER_BENCH_RUNS`` sets how often a timing is repeated (5). Exit code 1 when a budget is missed.
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools"))

import axe  # noqa: E402
import building  # noqa: E402
import interaction  # noqa: E402
import lighthouse  # noqa: E402
import weight  # noqa: E402
from common import RUNS, Missing, Row  # noqa: E402
from playwright.sync_api import Error  # noqa: E402

import search  # noqa: E402

MEASURES: dict[str, Callable[[], list[Row]]] = {
    "weight": weight.measure,
    "lighthouse": lighthouse.measure,
    "interaction": interaction.measure,
    "axe": axe.measure,
    "search": search.measure,
    "build": building.measure_build,
    "check": building.measure_check,
    "preview": building.measure_preview,
    "scale": building.measure_scale,
    "repeat": building.measure_repeat,
}
SIGNS = {True: "✓", False: "✗", None: ""}


def main(names: list[str]) -> int:
    unknown = [name for name in names if name not in MEASURES]
    if unknown:
        print(f"{', '.join(unknown)}? {' '.join(MEASURES)}", file=sys.stderr)
        return 2
    rows: list[Row] = []
    print(f"{_where()}\n\n| Measure | Budget | Measured | |\n| --- | --- | --- | --- |", flush=True)
    for name in names or MEASURES:
        print(f"… {name}", file=sys.stderr, flush=True)
        for row in _measured(name):
            rows.append(row)
            print(
                f"| {row.measure} | {row.budget} | {row.measured} | {SIGNS[row.ok]} |", flush=True
            )
    missed = sum(row.ok is False for row in rows)
    print(f"\n{len(rows) - missed} of {len(rows)} rows hold.")
    return 1 if missed else 0


def _measured(name: str) -> list[Row]:
    """The rows of one measure; what stops it is a row too, so that the rest is still measured."""
    try:
        return MEASURES[name]()
    except (Missing, Error) as problem:
        said = " ".join(str(problem).split())[:300].replace("|", "\\|")
        return [Row(name, "", f"not measured: {said}", False)]


def _where() -> str:
    """The commit and the machine that the figures belong to."""
    shown = subprocess.run(
        ["git", "describe", "--always", "--dirty"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return (
        f"Commit {shown.stdout.strip() or 'unknown'}, Python {platform.python_version()}, "
        f"{os.cpu_count()} cores{load}, medians of {RUNS}."
    )


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
