"""FM: what the front matter of a page says about it (its form is checked while reading)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rehber.checks.context import Context
from rehber.model.course import WITH_CHANGES, Course, Kind, Module, Page
from rehber.model.finding import Finding

_WORDS_A_MINUTE = 180
_MINUTES_AN_ITEM = 0.75
_MINUTES_A_TEST_ITEM = 1
_TOLERANCE = 2


def double_ids(course: Course, context: Context) -> Iterator[Finding]:
    """FM007: one id, one page (and no objective or question with a page's id)."""
    seen: dict[str, Page] = {}
    for page in course.pages.values():
        if page.id and page.id in seen:
            other = seen[page.id].at("id")
            yield Finding.at(page.at("id"), "FM007", id=page.id, other=other)
        elif page.id:
            seen[page.id] = page


def minutes(course: Course, context: Context) -> Iterator[Finding]:
    """FM008: the minutes that a page promises agree with its text."""
    for page in course.pages.values():
        expected, tolerance = _expected_minutes(course, page)
        if page.minutes and expected and abs(page.minutes - expected) > tolerance:
            yield Finding.at(
                page.at("minutes"), "FM008", written=page.minutes, expected=round(expected)
            )


def _expected_minutes(course: Course, page: Page) -> tuple[float, float]:
    """Minutes by the text, and how far the written ones may differ; 0 where nothing is said."""
    reading = page.words / _WORDS_A_MINUTE + _MINUTES_AN_ITEM * len(page.items)
    if page.kind is Kind.SECTION:
        return reading, _TOLERANCE + 0.5
    if page.kind is Kind.TEST:
        return len(page.items) * _MINUTES_A_TEST_ITEM, _TOLERANCE
    if page.kind is Kind.MODULE:
        module = course.module_of(page)
        if module and _is_whole(module):
            steps = module.way[1:]
            return sum(step.minutes for step in steps), _TOLERANCE
    if page.kind in (Kind.GUIDE, Kind.LAW):  # looked up, not read through: a wide margin
        return reading, max(3.0, reading)
    return 0, 0


def _is_whole(module: Module) -> bool:
    """Whether the pages are there that its minutes are the sum of."""
    end = module.case if module.is_capstone else module.test
    return bool(end) and len(module.sections) == len(module.overview.listed("sections"))


def module_ids(course: Course, context: Context) -> Iterator[Finding]:
    """FM009: the ids of a module's pages, objectives and its number belong together."""
    for module in course.modules:
        yield from _overview_ids(course, module)
        folder = f"modules/{module.slug}/"
        for page in course.pages.values():
            if page.kind is Kind.SECTION and page.path.startswith(folder):
                yield from _expect(page, rf"{re.escape(module.id)}-s\d+", f"{module.id}-s1 …")
        for other in (module.test, module.case, module.session):
            if other:
                wanted = f"{module.id}-{other.kind.value}"
                yield from _expect(other, re.escape(wanted), wanted)
    for page in course.pages.values():
        if page.course_test:
            yield from _expect(page, f"{page.course_test}-test", f"{page.course_test}-test")
        if page.kind is Kind.FORM:
            code = page.path.rpartition("/")[2].partition("-")[0]
            yield from _expect(page, re.escape(code), code)


def _overview_ids(course: Course, module: Module) -> Iterator[Finding]:
    page = module.overview
    planned = next((entry for entry in course.planned if entry.id == module.id), None)
    if planned is not None and planned.number != module.number:
        yield Finding.at(page.at("number"), "FM009", id=module.number, wanted=planned.number)
    elif planned is None and re.fullmatch(r"m\d\d", module.id):
        yield from _expect(page, f"m{module.number:02d}", f"m{module.number:02d}")
    for objective in module.objectives:
        if not re.fullmatch(rf"{re.escape(module.id)}-o\d+", objective.id):
            yield Finding.at(objective.where, "FM009", id=objective.id, wanted=f"{module.id}-o1 …")


def _expect(page: Page, pattern: str, wanted: str) -> Iterator[Finding]:
    if page.id and not re.fullmatch(pattern, page.id):
        yield Finding.at(page.at("id"), "FM009", id=page.id, wanted=wanted)


def prerequisites(course: Course, context: Context) -> Iterator[Finding]:
    """FM010: what one should have read before is a module of the course."""
    known = {module.id for module in course.modules} | {entry.id for entry in course.planned}
    for page in course.pages.values():
        for name in page.listed("prerequisites"):
            if name not in known:
                yield Finding.at(page.at("prerequisites"), "FM010", id=name)


def changes(course: Course, context: Context) -> Iterator[Finding]:
    """FM011–FM013: what changed is said newest first, of no edition to come, where reading leaves
    a record to compare it with."""
    for page in course.pages.values():
        if page.changes and page.kind not in WITH_CHANGES:
            yield Finding.at(page.at("changes"), "FM013")
        for index, change in enumerate(page.changes):
            if index and change.edition > page.changes[index - 1].edition:
                yield Finding.at(change.where, "FM011", edition=change.edition)
            if change.edition > page.edition:
                yield Finding.at(change.where, "FM012", edition=change.edition, page=page.edition)


def meters(course: Course, context: Context) -> Iterator[Finding]:
    """FM014: only a branching case has meters."""
    for page in course.pages.values():
        if "meters" in page.meta and page.kind is not Kind.CASE:
            yield Finding.at(page.at("meters"), "FM014")


RULES = (double_ids, minutes, module_ids, prerequisites, changes, meters)
