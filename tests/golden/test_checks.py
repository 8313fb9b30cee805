"""Golden cases of the rules: files in, findings out. A new case needs no code."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from rehber import messages
from rehber.cli import check_all
from tests.golden.golden_course import cases, make

CASES = cases()
TODAY = date(2026, 11, 21)


def _findings(root: Path, case: dict[str, Any]) -> list[str]:
    make(root, case)
    report = check_all(root, date.fromisoformat(case.get("today", TODAY.isoformat())))
    assert len(report.allowed) == case.get("allowed", 0)
    return [f"{finding.where} {finding.rule}" for finding in report.findings]


@pytest.mark.parametrize("case", CASES, ids=[f"{c['file']}: {c['name']}" for c in CASES])
def test_a_case_gives_its_findings(case: dict[str, Any], tmp_path: Path) -> None:
    assert _findings(tmp_path, case) == case["findings"]


@pytest.mark.parametrize("english", [False, True])
def test_the_small_course_is_without_fault(english: bool, tmp_path: Path) -> None:
    assert _findings(tmp_path, {"name": "base", "english": english}) == []


def test_each_rule_has_a_bad_case_and_a_good_one() -> None:
    bad = {finding.split()[1] for case in CASES for finding in case["findings"]}
    good = {rule for case in CASES for rule in case.get("good", [])}
    rules = set(messages.rules("tr"))
    assert bad == rules
    # Where a rule has no good case of its own, the small course is it.
    assert good <= rules
