"""The rules of the content: a course in, findings out. Nothing here prints or reads files."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from rehber.checks import (
    accessibility,
    allowances,
    branching,
    cases,
    citations,
    course_tests,
    english,
    figures,
    front_matter,
    glossary,
    law,
    links,
    quizzes,
    readability,
    safeguarding,
    sessions,
    side_by_side,
    structure,
    turkish_text,
    wordings,
)
from rehber.checks.context import Context, Report, severity
from rehber.checks.links import manifest
from rehber.model.course import Course

__all__ = ["RULES", "Report", "manifest", "run", "severity"]

RULES = (
    *front_matter.RULES,
    *structure.RULES,
    *links.RULES,
    *quizzes.RULES,
    *course_tests.RULES,
    *branching.RULES,
    *sessions.RULES,
    *citations.RULES,
    *figures.RULES,
    *glossary.RULES,
    *law.RULES,
    *accessibility.RULES,
    *safeguarding.RULES,
    *cases.RULES,
    *turkish_text.RULES,
    *wordings.RULES,
    *readability.RULES,
    *english.RULES,
)
_DATA = "docs/_data/"


def run(
    course: Course,
    *,
    today: date,
    original: Course | None = None,
    released: Mapping[str, frozenset[str]] | None = None,
) -> Report:
    """Everything there is to say about a course, sorted by place.

    ``original`` is the Turkish course when ``course`` is a translation: findings in the data files,
    which both share, are then left to the original's own run.
    """
    context = Context(today, original, released)
    findings = {*course.findings, *side_by_side.findings(RULES, course, context)}
    if original is not None:
        findings = {found for found in findings if not found.where.path.startswith(_DATA)}
    return allowances.apply(course, findings)
