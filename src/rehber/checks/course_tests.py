"""QZ: the pre- and the post-test are two parallel forms, so that their results can be compared."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from rehber import turkish
from rehber.checks.context import Context
from rehber.checks.text import without_comments
from rehber.model.course import COURSE_TESTS, OPENING, Course, Page
from rehber.model.finding import Finding
from rehber.model.quiz import UNTAGGED, Item

_TEACHING = re.compile(r"m\d\d")
_ITEMS_A_MODULE = 2


def _forms(course: Course) -> list[Page]:
    return [page for form in COURSE_TESTS if (page := course.course_test(form))]


def _pairs(course: Course) -> Iterator[tuple[Item, Item]]:
    """Item n of the one form and item n of the other, as far as both go."""
    forms = _forms(course)
    if len(forms) == len(COURSE_TESTS):
        yield from zip(*(page.items for page in forms), strict=False)


def both_forms(course: Course, context: Context) -> Iterator[Finding]:
    """QZ026, QZ027: neither form is without the other, and both are of the same length."""
    forms = _forms(course)
    if len(forms) == 1:
        missing = next(path for path in COURSE_TESTS.values() if path != forms[0].path)
        yield Finding.at(forms[0].at(), "QZ026", missing=missing)
    elif forms and len(forms[0].items) != len(forms[1].items):
        short, long = sorted(forms, key=lambda page: len(page.items))
        yield Finding.at(
            short.at(), "QZ027", items=len(short.items), other=long.path, others=len(long.items)
        )


def equal_pairs(course: Course, context: Context) -> Iterator[Finding]:
    """QZ028: item n of both forms tests the same objective and is equally difficult."""
    for item, other in _pairs(course):
        both_state = bool(item.difficulty and other.difficulty)
        if item.objective != other.objective or (
            both_state and item.difficulty != other.difficulty
        ):
            yield Finding.at(
                other.where,
                "QZ028",
                id=other.id or "?",
                other=item.id or "?",
                is_now=_described(other),
                wanted=_described(item),
            )


def _described(item: Item) -> str:
    return f"{item.objective or '–'}, {item.difficulty or '–'}"


def equal_types(course: Course, context: Context) -> Iterator[Finding]:
    """QZ041: where one of a pair is to be matched or ordered, so is the other."""
    for item, other in _pairs(course):
        if item.type is not other.type and UNTAGGED.intersection((item.type, other.type)):
            yield Finding.at(other.where, "QZ041", id=other.id or "?", other=item.id or "?")


def items_of_each_module(course: Course, context: Context) -> Iterator[Finding]:
    """QZ029: two items for each module that teaches; none for the opening and the capstone."""
    for page in _forms(course):
        counts = Counter(item.objective.rpartition("-o")[0] for item in page.items)
        for plan in course.planned:
            teaches = _TEACHING.fullmatch(plan.id) and plan.id != OPENING
            wanted = _ITEMS_A_MODULE if teaches else 0
            if counts[plan.id] != wanted:
                yield Finding.at(
                    page.at(), "QZ029", module=plan.id, items=counts[plan.id], wanted=wanted
                )


def stated_difficulty(course: Course, context: Context) -> Iterator[Finding]:
    """QZ030: every item says how difficult it is."""
    for page in _forms(course):
        for item in page.items:
            if not item.difficulty:
                yield Finding.at(item.where, "QZ030", id=item.id or "?")


def different_stems(course: Course, context: Context) -> Iterator[Finding]:
    """QZ031: the two items of a pair are two questions, not one asked twice."""
    for item, other in _pairs(course):
        asked = _asked(other)
        if asked and asked == _asked(item):
            yield Finding.at(other.where, "QZ031", id=other.id or "?", other=item.id or "?")


def _asked(item: Item) -> list[str]:
    """The words of a question: case, diacritics and punctuation make no other question of it."""
    return [turkish.fold(word) for word in turkish.words(without_comments(item.stem))]


RULES = (
    both_forms,
    equal_pairs,
    equal_types,
    items_of_each_module,
    stated_difficulty,
    different_stems,
)
