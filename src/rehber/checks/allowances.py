"""AL: findings that an author allowed, with a reason, on the line that they stand on."""

from __future__ import annotations

from collections.abc import Iterable

from rehber import messages
from rehber.checks.context import Report
from rehber.model.course import Allowance, Course, Page
from rehber.model.finding import Finding


def apply(course: Course, findings: Iterable[Finding]) -> Report:
    """Take out what was allowed; an allowance that is unknown, unused or bare is a finding."""
    covered = _covered(course)
    kept: set[Finding] = set()
    allowed: set[Finding] = set()
    used: set[Allowance] = set()
    for finding in findings:
        here = covered.get((finding.where.path, finding.where.line), [])
        allowance = next((a for a in here if a.rule == finding.rule), None)
        if allowance is None:
            kept.add(finding)
        else:
            allowed.add(finding)
            used.add(allowance)
    for page in course.pages.values():
        for allowance in page.allowances:
            kept.update(_about(allowance, allowance in used))
    return Report(tuple(sorted(kept)), tuple(sorted(allowed)))


def _about(allowance: Allowance, is_used: bool) -> list[Finding]:
    if allowance.rule not in messages.rules("tr"):
        return [Finding.at(allowance.where, "AL001", rule=allowance.rule)]
    if not is_used:
        return [Finding.at(allowance.where, "AL002", rule=allowance.rule)]
    if not allowance.reason:
        return [Finding.at(allowance.where, "AL003", rule=allowance.rule)]
    return []


def _covered(course: Course) -> dict[tuple[str, int], list[Allowance]]:
    """Which lines each allowance speaks for: its own, and on to the next line that has text.

    Comment lines do not count as text, so that one may stand above the comment line of a question.
    At the head of the text it speaks for the front matter too.
    """
    covered: dict[tuple[str, int], list[Allowance]] = {}
    for page in course.pages.values():
        for allowance in page.allowances:
            for line in _lines(page, allowance):
                covered.setdefault((page.source, line), []).append(allowance)
    return covered


def _lines(page: Page, allowance: Allowance) -> list[int]:
    at = allowance.where.line
    numbers = [at]
    for line in page.lines:
        if line.number > at:
            numbers.append(line.number)
            if line.raw.strip() and not line.raw.lstrip().startswith("<!--"):
                break
    first = next(
        (line.number for line in page.lines if line.raw.strip() and not _is_comment(line.raw)), at
    )
    if at <= first:
        numbers.extend(range(1, page.body_line))
    return numbers


def _is_comment(raw: str) -> bool:
    return raw.lstrip().startswith("<!--") and raw.rstrip().endswith("-->")
