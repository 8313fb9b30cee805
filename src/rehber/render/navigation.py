"""The order of the pages in the site's navigation, computed from the course."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from rehber import turkish
from rehber.model.course import Course, Kind, LearnerPage, Page
from rehber.render.page import form_code

Nav = list[Any]
"""MkDocs' form: a path, or a mapping from a title to a list."""

_GUIDE_FOLDERS = ("stages", "law", "services", "forms", "evidence", "faq")


def navigation(course: Course, strings: Mapping[str, str]) -> Nav:
    """All pages but those for contributors, which a link in the footer opens."""
    return [
        *_present(course, "index.md"),
        {
            strings["learn"]: [
                *_present(course, "modules/index.md"),
                *_modules(course, strings),
                *_learning(course, strings),
            ]
        },
        {strings["look_up"]: _guide(course, strings)},
        {strings["train"]: [*_present(course, "trainers/index.md"), *_sessions(course)]},
        {strings["about"]: [page.path for page in _below(course, "about/")]},
    ]


def _present(course: Course, *paths: str) -> list[str]:
    return [path for path in paths if path in course.pages]


def _below(course: Course, folder: str) -> list[Page]:
    """The pages of a folder: its index first, the rest by title."""
    found = [page for path, page in course.pages.items() if path.startswith(folder)]
    return sorted(found, key=lambda p: (not p.path.endswith("index.md"), turkish.sort_key(p.title)))


def _modules(course: Course, strings: Mapping[str, str]) -> Nav:
    """The modules with the tests of the whole course in their places between them."""
    return [
        step.path
        if isinstance(step, Page)
        else {
            strings["capstone" if step.is_capstone else "module"].format(
                number=step.number, title=step.title
            ): _paths(step.way)
        }
        for step in course.with_tests(course.modules)
    ]


def _learning(course: Course, strings: Mapping[str, str]) -> Nav:
    """The learner's own pages: what was done, what comes back, notes, certificate."""
    first = course.page_by_id(LearnerPage.PROGRESS)
    if first is None:
        return []
    ordered = course.ordered(first.path.removesuffix("index.md"))
    return [{strings["learning"]: _paths([first, *ordered])}]


def _sessions(course: Course) -> list[str]:
    return [module.session.path for module in course.modules if module.session]


def _guide(course: Course, strings: Mapping[str, str]) -> Nav:
    groups = [(f"guide/{name}/", strings[name]) for name in _GUIDE_FOLDERS]
    grouped = {page.path for folder, _ in groups for page in _below(course, folder)}
    ends = ("guide/glossary.md", "guide/bibliography.md")
    alone = [p for p in _below(course, "guide/") if p.path not in {*grouped, *ends}]
    return [
        *_paths(alone),
        *({title: _folder(course, folder)} for folder, title in groups if _below(course, folder)),
        *_present(course, *ends),
    ]


def _folder(course: Course, folder: str) -> Nav:
    """The pages of a folder: as its index orders them, then forms by code, the rest by title."""
    ordered = [page.path for page in course.ordered(folder)]
    rest = [page for page in _below(course, folder) if page.path not in ordered]
    first = [page.path for page in rest if page.path.endswith("index.md")]
    others = [page for page in rest if page.path not in first]
    others.sort(key=lambda p: (p.kind is Kind.FORM, p.id if p.kind is Kind.FORM else ""))
    return [*first, *ordered, *(_form(page) for page in others)]


def _form(page: Page) -> str | dict[str, str]:
    """A form by the code that people call it by: ``T4 Süreç haritası``."""
    return {f"{form_code(page)} {page.title}": page.path} if page.kind is Kind.FORM else page.path


def _paths(pages: Iterable[Page]) -> list[str]:
    return [page.path for page in pages]
