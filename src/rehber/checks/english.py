"""EN: a translation has the same ids, questions and anchors as its original."""

from __future__ import annotations

from collections.abc import Iterator

from rehber.checks.context import Context
from rehber.model.course import Course, Page
from rehber.model.finding import Finding
from rehber.model.quiz import Item


def _pairs(course: Course, context: Context) -> Iterator[tuple[Page, Page]]:
    if context.original is not None:
        for page in course.pages.values():
            if page.path in context.original.pages:
                yield page, context.original.pages[page.path]


def originals(course: Course, context: Context) -> Iterator[Finding]:
    """EN001: every translated page has an original at the same path."""
    if context.original is not None:
        for page in course.pages.values():
            if page.path not in context.original.pages:
                yield Finding.at(page.at(), "EN001", path=page.path)


def page_ids(course: Course, context: Context) -> Iterator[Finding]:
    """EN002, EN007: the same id and the same edition."""
    for page, original in _pairs(course, context):
        if page.id != original.id:
            yield Finding.at(page.at("id"), "EN002", id=page.id, wanted=original.id)
        if page.edition != original.edition:
            yield Finding.at(
                page.at("edition"), "EN007", edition=page.edition, wanted=original.edition
            )


def items(course: Course, context: Context) -> Iterator[Finding]:
    """EN003, EN005: the same questions, with as many options, right in the same places (pairs and
    steps as many), and on the same objective, section and difficulty."""
    for page, original in _pairs(course, context):
        ours = {item.id: item for item in page.items}
        theirs = {item.id: item for item in original.items}
        missing = [name for name in theirs if name not in ours]
        added = [name for name in ours if name not in theirs]
        if missing or added:
            yield Finding.at(
                page.at(), "EN003", missing=", ".join(missing) or "–", added=", ".join(added) or "–"
            )
        for name, item in ours.items():
            if name in theirs and _shape(item) != _shape(theirs[name]):
                yield Finding.at(item.where, "EN005", id=name)


def _shape(item: Item) -> tuple[object, ...]:
    rights = tuple(option.is_right for option in item.options)
    counts = tuple(map(len, (item.blanks, item.pairs, item.spare, item.steps)))
    return item.type, rights, counts, item.objective, item.section, item.difficulty


def objectives(course: Course, context: Context) -> Iterator[Finding]:
    """EN004: the same objectives."""
    if context.original is None:
        return
    for module in course.modules:
        original = context.original.module(module.id)
        if original is None:
            continue
        ours = {objective.id for objective in module.objectives}
        theirs = {objective.id for objective in original.objectives}
        if ours != theirs:
            ids = ", ".join(sorted(ours ^ theirs))
            yield Finding.at(module.overview.at("objectives"), "EN004", ids=ids)


def anchors(course: Course, context: Context) -> Iterator[Finding]:
    """EN006: the same anchors, so that a link works in both languages."""
    for page, original in _pairs(course, context):
        missing = original.anchors - page.anchors
        if missing:
            yield Finding.at(page.at(), "EN006", anchors=", ".join(sorted(missing)))


RULES = (originals, page_ids, items, objectives, anchors)
