"""SP: a session plan adds up, and what it names is written out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rehber.checks.context import Context
from rehber.checks.links import anchors_of
from rehber.model.course import Course, Kind, Page
from rehber.model.finding import Finding
from rehber.model.session import PARTS, Activity, SessionPlan

_PART = re.compile(r"^\*\*([^*]+?)\.?\*\*")


def plans(course: Course, context: Context) -> Iterator[Finding]:
    """SP001–SP006, for every trainer's page of a module."""
    if course.language != "tr":
        return
    for page in course.pages.values():
        if page.kind is not Kind.SESSION:
            continue
        if page.session is None:
            yield Finding.at(page.at(), "SP001")
        else:
            yield from _plan(course, page, page.session)


def _plan(course: Course, page: Page, plan: SessionPlan) -> Iterator[Finding]:
    total = sum(activity.minutes for activity in plan.activities)
    if total != plan.minutes:
        yield Finding.at(page.at("session.minutes"), "SP002", total=total, written=plan.minutes)
    if not any(activity.essential for activity in plan.activities):
        yield Finding.at(page.at("session.activities"), "SP006")
    for activity in plan.activities:
        yield from _activity(page, activity)
        for material in activity.materials:
            if _is_missing(course, page, material):
                yield Finding.at(activity.where, "SP004", id=activity.id, material=material)


def _is_missing(course: Course, page: Page, material: str) -> bool:
    if not material.startswith(("#", "/")):
        return False  # a thing to bring
    path, _, anchor = material.lstrip("/").partition("#")
    target = course.pages.get(path) if path else page
    return target is None or bool(anchor and anchor not in anchors_of(course, target))


def _activity(page: Page, activity: Activity) -> Iterator[Finding]:
    place = next((h for h in page.headings if h.anchor == activity.id), None)
    if place is None:
        yield Finding.at(activity.where, "SP003", id=activity.id)
        return
    following = [h.where.line for h in page.headings if h.level == 2]
    end = min((line for line in following if line > place.where.line), default=10**9)
    lines = [line.raw for line in page.lines if place.where.line < line.number < end]
    named = [match[1].strip() for line in lines if (match := _PART.match(line.strip()))]
    missing = [part for part in PARTS if part not in named]
    if missing:
        yield Finding.at(place.where, "SP005", id=activity.id, missing=", ".join(missing))


RULES = (plans,)
