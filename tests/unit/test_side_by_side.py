"""Rules in two processes find what they find in one."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import pytest

from rehber.checks import RULES
from rehber.checks import side_by_side as module
from rehber.checks.context import Context
from rehber.content.course import load_course
from rehber.model.course import Course
from rehber.model.finding import Finding

ROOT = Path(__file__).parents[2]
CONTEXT = Context(date(2026, 11, 22), None, None)


def _finds_nothing(course: Course, context: Context) -> list[Finding]:
    return []


def _finds_every_page(course: Course, context: Context) -> list[Finding]:
    return [Finding.at(page.at(), "TR008") for page in course.pages.values()]


def _breaks(course: Course, context: Context) -> list[Finding]:
    raise ZeroDivisionError("a rule is wrong")


@pytest.fixture(scope="module")
def course() -> Course:
    return load_course(ROOT, "tr")


@pytest.mark.skipif(sys.platform != "linux", reason="one process elsewhere")
def test_two_processes_find_what_one_finds(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    rules = (*RULES, _finds_nothing, _finds_every_page)
    assert len(course.pages) >= module.MANY_PAGES
    together = set(module.findings(rules, course, CONTEXT))
    monkeypatch.setattr(module, "MANY_PAGES", len(course.pages) + 1)
    assert together == set(module.findings(rules, course, CONTEXT))
    assert len(together) >= len(course.pages)


def test_a_rule_that_breaks_is_not_passed_over(course: Course) -> None:
    with pytest.raises(ZeroDivisionError, match="a rule is wrong"):
        list(module.findings((_finds_nothing, _breaks), course, CONTEXT))
