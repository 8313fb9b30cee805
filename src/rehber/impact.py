"""What rests on a source, a law article or a term: asked before a text is changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rehber.model.course import Course
from rehber.model.finding import Location
from rehber.model.source import Citation, is_within, locator_parts
from rehber.render.terms import TermMatcher


@dataclass(frozen=True, order=True)
class Use:
    """One place that rests on something; ``what`` is a page's title or an item's id."""

    where: Location
    what: str
    locator: str = ""


def uses_of(course: Course, name: str) -> list[Use]:
    """Every place that rests on ``name``, in order.

    ``name`` is the key of a reference (``un-guidelines-2010``), a place in it
    (``tr-5395-cocuk-koruma-kanunu, m. 9``), a term's id, or the id of a page, an objective or an
    item.
    """
    key, _, locator = name.partition(",")
    return sorted({*_citing(course, key.strip(), locator.strip()), *_naming(course, key.strip())})


def is_known(course: Course, name: str) -> bool:
    key = name.partition(",")[0].strip()
    ids = {page.id for page in course.pages.values()} | {item.id for item in course.items}
    ids |= {o.id for module in course.modules for o in module.objectives}
    return key in course.references or key in ids or any(term.id == key for term in course.terms)


def _citing(course: Course, key: str, locator: str) -> Iterator[Use]:
    for page in course.pages.values():
        for citation in page.citations:
            if _is_meant(citation, key, locator):
                yield Use(citation.where, page.title, citation.locator)
        for item in page.items:
            for source in item.sources:
                if _is_meant(source, key, locator):
                    yield Use(item.where, item.id, source.locator)
        for figure in course.figures_on(page):
            if key in figure.sources and not locator:
                yield Use(figure.where, f"{page.title}: {figure.title}")
        if key in page.listed("sources") and not locator:
            yield Use(page.at("sources"), page.title)
    for statute in course.statutes:
        if statute.reference == key:
            for article in statute.articles:
                if not locator or locator in (f"m. {article.number}", article.number):
                    yield Use(article.where, statute.name, f"m. {article.number}")


def _is_meant(citation: Citation, key: str, locator: str) -> bool:
    if citation.key != key:
        return False
    return not locator or any(is_within(part, locator) for part in locator_parts(citation.locator))


def _naming(course: Course, name: str) -> Iterator[Use]:
    for page in course.pages.values():
        if name in page.listed("prerequisites"):
            yield Use(page.at("prerequisites"), page.title)
        for item in page.items:
            if name in (item.objective, item.section):
                yield Use(item.where, item.id)
    terms = [term for term in course.terms if term.id == name]
    if terms:
        matcher = TermMatcher(terms, course.language)
        for page in course.pages.values():
            for number, line in enumerate(page.body.split("\n"), start=page.body_line):
                if any(True for _ in matcher.find(line)):
                    yield Use(Location(page.source, number), page.title)
