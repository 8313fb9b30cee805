"""QZ: questions that teach, and that do not give themselves away."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rehber import turkish
from rehber.checks.context import Context
from rehber.checks.text import without_comments
from rehber.model.course import Course, Kind, Page
from rehber.model.finding import Finding, Location
from rehber.model.quiz import UNTAGGED, Item, ItemType

_ALL_OR_NONE = re.compile(
    r"\bhepsi(?:ni|ne|nin|dir)?\b|\bhi[çc]biri(?:ni|ne|si|nin|dir)?\b|\bhiç\s+biri\b"
    r"|\byukarıdakiler|\ball of (?:the above|these)\b|\bnone of (?:the above|these)\b"
)
_PLACE_WORDS = re.compile(
    r"(?:önce|ilk önce|ilk olarak|ilk iş|ilk adım|sonra|daha sonra|ardından|son olarak|son adım"
    r"|en son|en sonda|first|firstly|then|next|after that|finally|lastly|last)\b"
)
_LINK = re.compile(r"\]\(|\[@|https?://|<a\s")
_MARKS = re.compile(r"[*_`]+")
_LONGEST_TEXT = 90
_WHOLE_ANSWER_WORDS = 4
_ENOUGH_ITEMS = 4
_LONGEST_SHARE = 0.6
_PLACE_SHARE = 0.7


def _items(course: Course) -> Iterator[tuple[Page, Item]]:
    for page in course.pages.values():
        for item in page.items:
            yield page, item


def double_ids(course: Course, context: Context) -> Iterator[Finding]:
    """QZ017: an item's id stands once in the course."""
    seen: dict[str, Item] = {}
    for _, item in _items(course):
        if item.id and item.id in seen:
            yield Finding.at(item.where, "QZ017", id=item.id, other=seen[item.id].where)
        elif item.id:
            seen[item.id] = item


def _with_original(course: Course, context: Context) -> tuple[Course, ...]:
    """A translated question may rest on a module that is not translated yet."""
    return (course, context.original) if context.original else (course,)


def objectives(course: Course, context: Context) -> Iterator[Finding]:
    """QZ002: an item tests an objective of the course."""
    known = {
        objective.id
        for one in _with_original(course, context)
        for module in one.modules
        for objective in module.objectives
    }
    for _, item in _items(course):
        if item.objective not in known:
            yield Finding.at(item.where, "QZ002", id=_name(item), objective=item.objective or "–")


def sources(course: Course, context: Context) -> Iterator[Finding]:
    """QZ003: an item rests on a source."""
    for _, item in _items(course):
        if not item.sources:
            yield Finding.at(item.where, "QZ003", id=_name(item))


def sections(course: Course, context: Context) -> Iterator[Finding]:
    """QZ018: an item of a test says which section teaches it, and that section exists."""
    known = {
        page.id for one in _with_original(course, context) for page in one.pages.values() if page.id
    }
    for page, item in _items(course):
        if (item.section and item.section not in known) or (
            not item.section and page.kind is Kind.TEST
        ):
            yield Finding.at(item.where, "QZ018", id=_name(item), section=item.section or "–")


def module_prefix(course: Course, context: Context) -> Iterator[Finding]:
    """QZ020: an item's id begins with its module's, or with the name of its form of the test of
    the whole course."""
    for page, item in _items(course):
        module = course.module_of(page)
        prefix = module.id if module else page.course_test
        is_in_test = bool(module or page.course_test)
        if is_in_test and item.id and not re.fullmatch(rf"{re.escape(prefix)}-q\d+", item.id):
            yield Finding.at(item.where, "QZ020", id=item.id, wanted=f"{prefix}-q01 …")


def options(course: Course, context: Context) -> Iterator[Finding]:
    """QZ005, QZ006, QZ009, QZ012, QZ024: the options of one item."""
    for _, item in _items(course):
        if item.problems:
            continue  # cannot be shown anyway; what else is wrong follows from that
        if item.options and all(option.is_right for option in item.options):
            yield Finding.at(item.where, "QZ005", id=_name(item))
        seen: set[str] = set()
        for option in item.options:
            text = turkish.lower(" ".join(without_comments(option.text).split()))
            if not text:
                yield Finding.at(option.where, "QZ024", id=_name(item))
            elif text in seen:
                yield Finding.at(option.where, "QZ009", text=option.text)
            seen.add(text)
            if not without_comments(option.feedback):
                yield Finding.at(option.where, "QZ006", text=option.text)
            if _ALL_OR_NONE.search(text) and len(text.split()) <= _WHOLE_ANSWER_WORDS:
                yield Finding.at(option.where, "QZ012", text=option.text)


def explanations(course: Course, context: Context) -> Iterator[Finding]:
    """QZ019: a fill-in item explains its answer."""
    for _, item in _items(course):
        if item.type is ItemType.FILL and not without_comments(item.explanation):
            yield Finding.at(item.where, "QZ019", id=_name(item))


def untagged_explanations(course: Course, context: Context) -> Iterator[Finding]:
    """QZ036: a matching or an ordering item explains its answer."""
    for _, item in _items(course):
        if item.type in UNTAGGED and not without_comments(item.explanation):
            yield Finding.at(item.where, "QZ036", id=_name(item))


def texts(course: Course, context: Context) -> Iterator[Finding]:
    """QZ035, QZ038, QZ039: what is matched or ordered is short, plain and said once."""
    for _, item in _items(course):
        lefts = [(pair.left, pair.where) for pair in item.pairs]
        rights = [(pair.right, pair.where) for pair in (*item.pairs, *item.spare)]
        for column in (lefts, rights, [(step.text, step.where) for step in item.steps]):
            seen: set[str] = set()
            for text, where in column:
                shown = " ".join(_MARKS.sub("", without_comments(text)).split())
                words = turkish.lower(shown)
                if not words:
                    yield Finding.at(where, "QZ024", id=_name(item))
                elif words in seen:
                    yield Finding.at(where, "QZ035", text=text)
                seen.add(words)
                if _LINK.search(text):
                    yield Finding.at(where, "QZ038", text=text)
                if len(shown) > _LONGEST_TEXT:
                    yield Finding.at(
                        where, "QZ039", length=len(shown), most=_LONGEST_TEXT, text=text
                    )


def pictures(course: Course, context: Context) -> Iterator[Finding]:
    """QZ046: a question has no picture; it is shown on the page of the review too."""
    for page in filter(lambda page: page.items, course.pages.values()):
        of_items = {line.number for line in page.lines if line.in_item}
        linked = {link.where.line for link in page.links if link.is_image}
        written = {line.number for line in page.lines if "<img" in line.raw}
        for number in sorted((linked | written) & of_items):
            yield Finding.at(Location(page.source, number), "QZ046")


def steps_that_say_their_place(course: Course, context: Context) -> Iterator[Finding]:
    """QZ040: a step does not begin with a word that gives its place away."""
    for _, item in _items(course):
        for step in item.steps:
            if found := _PLACE_WORDS.match(turkish.lower(_MARKS.sub("", step.text))):
                yield Finding.at(step.where, "QZ040", word=found[0], text=step.text)


def length_gives_away(course: Course, context: Context) -> Iterator[Finding]:
    """QZ010: the right answer is not the longest in most items of a page."""
    for page in course.pages.values():
        items = _single_choice(page)
        longest = sum(_right_is_longest(item) for item in items)
        if len(items) >= _ENOUGH_ITEMS and longest > _LONGEST_SHARE * len(items):
            yield Finding.at(items[0].where, "QZ010", longest=longest, items=len(items))


def place_gives_away(course: Course, context: Context) -> Iterator[Finding]:
    """QZ011: the right answer moves about."""
    for page in course.pages.values():
        items = _single_choice(page)
        places = [[option.is_right for option in item.options].index(True) for item in items]
        for place in sorted(set(places)):
            count = places.count(place)
            if len(items) >= _ENOUGH_ITEMS and count > _PLACE_SHARE * len(items):
                yield Finding.at(
                    items[0].where, "QZ011", place=place + 1, count=count, items=len(items)
                )


def _single_choice(page: Page) -> list[Item]:
    return [
        item
        for item in page.items
        if item.type is ItemType.SINGLE
        and len(item.options) > 1
        and any(option.is_right for option in item.options)
    ]


def _right_is_longest(item: Item) -> bool:
    right = max(len(without_comments(option.text)) for option in item.options if option.is_right)
    return all(
        len(without_comments(option.text)) < right for option in item.options if not option.is_right
    )


def _name(item: Item) -> str:
    return item.id or "?"


RULES = (
    double_ids,
    objectives,
    sources,
    sections,
    module_prefix,
    options,
    explanations,
    untagged_explanations,
    texts,
    pictures,
    steps_that_say_their_place,
    length_gives_away,
    place_gives_away,
)
