"""The course: pages, modules, tests, and the data that they rest on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeVar

from rehber.model.case import Case
from rehber.model.figure import Figure
from rehber.model.finding import Finding, Location
from rehber.model.glossary import Term
from rehber.model.law import Hotline, Statute
from rehber.model.quiz import Item
from rehber.model.scene import Meter, Scene
from rehber.model.session import SessionPlan
from rehber.model.source import Citation, Reference
from rehber.model.wording import Wording

EDITION = re.compile(r"\d{4}\.\d{2}")
"""Year and month, such as ``2026.11``: editions compare as texts."""
OPENING = "m00"
"""The id of the page that opens the course; the pre-test follows it."""
CAPSTONE = "capstone"
"""The id of the long case that closes the course. It is called by its name, not by a number, and
has no test of its own: the post-test follows it."""
COURSE_TESTS = {"pre": "quizzes/on-test.md", "post": "quizzes/son-test.md"}
"""The two parallel forms of the test of the whole course, by what their ids begin with."""


class Kind(StrEnum):
    """What a page is; it follows from where the page lies in ``docs/`` (see ``content.pages``)."""

    HOME = "home"
    CATALOGUE = "catalogue"
    MODULE = "module"
    SECTION = "section"
    CASE = "case"
    SESSION = "session"
    TEST = "test"
    LEARNING = "learning"
    GUIDE = "guide"
    LAW = "law"
    FORM = "form"
    GLOSSARY = "glossary"
    BIBLIOGRAPHY = "bibliography"
    TRAINERS = "trainers"
    CONTRIBUTING = "contributing"
    PAGE = "page"


class LearnerPage(StrEnum):
    """The learner's own pages by their ids: others lead to them, wherever they lie."""

    PROGRESS = "learning"
    REVIEW = "review"
    NOTES = "my-notes"
    CERTIFICATE = "certificate"
    OFFLINE = "offline"


WITH_CHANGES = frozenset({Kind.MODULE, Kind.SECTION, Kind.CASE, Kind.TEST})
"""The pages whose readers are told what changed: reading or working there leaves a record."""


@dataclass(frozen=True)
class Heading:
    level: int
    text: str
    anchor: str
    where: Location


@dataclass(frozen=True)
class Link:
    """A link in Markdown. ``target`` is as written; images have ``is_image``."""

    text: str
    target: str
    where: Location
    is_image: bool = False


@dataclass(frozen=True)
class Directive:
    """``<!-- rehber: name argument … -->`` on a line of its own."""

    name: str
    arguments: tuple[str, ...]
    where: Location


@dataclass(frozen=True)
class Allowance:
    """``<!-- rehber: allow CODE reason -->``: silences findings of one rule on the next line."""

    rule: str
    reason: str
    where: Location


@dataclass(frozen=True)
class Block:
    """A ``/// name | title`` block; ``name`` is its type (``vignette``, ``say`` …)."""

    name: str
    title: str
    where: Location


@dataclass(frozen=True)
class Line:
    """One line outside fenced code. ``raw`` is as written; ``plain`` is what a reader sees of it,
    without comments, inline code, link targets, citations and emphasis marks. ``blocks`` names the
    ``///`` blocks that it stands in, the outermost first. ``in_item``: it belongs to a question."""

    number: int
    raw: str
    plain: str
    blocks: tuple[str, ...] = ()
    in_item: bool = False


@dataclass(frozen=True)
class Review:
    """Who stands for the text. A draft is drafted from sources and signed by nobody."""

    status: str = "draft"
    by: str = ""
    on: str = ""


@dataclass(frozen=True)
class Change:
    """What an edition (``2026.11``) changed on a page, for those who read it in an earlier one."""

    edition: str
    text: str
    where: Location


@dataclass(frozen=True)
class Objective:
    """What a learner can do afterwards; ``bloom`` is one of the six levels of Bloom's taxonomy."""

    id: str
    text: str
    verb: str
    bloom: str
    where: Location


@dataclass(frozen=True)
class Page:
    """One Markdown file.

    ``path`` is relative to the language's content folder (``guide/law/5395.md``), ``source`` is
    relative to the repository. ``body`` is the Markdown after the front matter, whose first line is
    line ``body_line`` of the file. ``words`` counts running words without front matter and markup.
    ``totals`` is what a case calls the totals of its meters.
    """

    path: str
    source: str
    kind: Kind
    id: str
    title: str
    body: str
    body_line: int = 1
    meta: Mapping[str, Any] = field(default_factory=dict)
    meta_lines: Mapping[str, int] = field(default_factory=dict)
    summary: str = ""
    audience: tuple[str, ...] = ()
    minutes: int = 0
    review: Review = Review()
    edition: str = ""
    changes: tuple[Change, ...] = ()
    law_checked: str = ""
    headings: tuple[Heading, ...] = ()
    links: tuple[Link, ...] = ()
    directives: tuple[Directive, ...] = ()
    blocks: tuple[Block, ...] = ()
    allowances: tuple[Allowance, ...] = ()
    citations: tuple[Citation, ...] = ()
    items: tuple[Item, ...] = ()
    scenes: tuple[Scene, ...] = ()
    meters: tuple[Meter, ...] = ()
    totals: str = ""
    session: SessionPlan | None = None
    words: int = 0
    lines: tuple[Line, ...] = ()
    html_ids: frozenset[str] = frozenset()

    @property
    def url(self) -> str:
        """Address relative to the language's root, with a closing slash: ``guide/law/5395/``."""
        stem = self.path.removesuffix(".md")
        stem = "" if stem == "index" else stem.removesuffix("/index")
        return f"{stem}/" if stem else ""

    @property
    def course_test(self) -> str:
        """Which form of the test of the whole course this is (``pre``, ``post``), or empty."""
        return next((form for form, path in COURSE_TESTS.items() if path == self.path), "")

    @property
    def is_sheet(self) -> bool:
        """Whether it is filled in on paper: a form, or a section with lines to write on."""
        has_lines = any(directive.name == "lines" for directive in self.directives)
        return self.kind is Kind.FORM or (self.kind is Kind.SECTION and has_lines)

    def listed(self, key: str) -> tuple[str, ...]:
        """A list of the front matter as texts; empty if the key holds none."""
        value = self.meta.get(key)
        return tuple(map(str, value)) if isinstance(value, list) else ()

    def at(self, key: str = "") -> Location:
        """Where a front-matter key stands (or the top of the file)."""
        return Location(self.source, self.meta_lines.get(key, 1))

    @property
    def anchors(self) -> frozenset[str]:
        return frozenset(heading.anchor for heading in self.headings) | self.html_ids


@dataclass(frozen=True)
class Module:
    """One module: its overview page, its sections in order, its branching case, its test, and the
    plan of a session for trainers, which is no part of a learner's way."""

    id: str
    number: int
    slug: str
    overview: Page
    objectives: tuple[Objective, ...]
    sections: tuple[Page, ...]
    test: Page | None = None
    case: Page | None = None
    session: Page | None = None

    @property
    def is_capstone(self) -> bool:
        return self.id == CAPSTONE

    @property
    def title(self) -> str:
        return self.overview.title

    @property
    def minutes(self) -> int:
        return self.overview.minutes

    @property
    def way(self) -> tuple[Page, ...]:
        """The pages in the order in which a learner takes them."""
        ends = (self.case, self.test)
        return (self.overview, *self.sections, *(page for page in ends if page))

    @property
    def items(self) -> tuple[Item, ...]:
        pages = (self.overview, *self.sections, *((self.test,) if self.test else ()))
        return tuple(item for page in pages for item in page.items)


@dataclass(frozen=True)
class PlannedModule:
    """An entry of ``curriculum.yml``: each module of the course, written or not yet."""

    id: str
    number: int
    title_tr: str
    title_en: str
    minutes: int

    @property
    def is_capstone(self) -> bool:
        return self.id == CAPSTONE

    def title(self, language: str) -> str:
        return self.title_tr if language == "tr" else self.title_en


@dataclass(frozen=True)
class LearningPath:
    """A selection of modules for a role, in order, by module id."""

    id: str
    title_tr: str
    title_en: str
    who_tr: str
    who_en: str
    modules: tuple[str, ...]

    def title(self, language: str) -> str:
        return self.title_tr if language == "tr" else self.title_en

    def who(self, language: str) -> str:
        return self.who_tr if language == "tr" else self.who_en


@dataclass(frozen=True)
class Publisher:
    """Who publishes this copy of the site. As shipped, nobody: every field is empty."""

    name: str = ""
    logo: str = ""
    contact: str = ""
    imprint: str = ""
    funding: str = ""
    site_url: str = ""
    repository_url: str = ""
    exit_url: str = ""

    @property
    def way_out(self) -> str:
        """Where the quick exit of sensitive pages leads: somewhere that says nothing of them."""
        return self.exit_url or "https://www.mgm.gov.tr/"

    @property
    def is_set(self) -> bool:
        return bool(self.name and self.contact and self.imprint)


ModuleLike = TypeVar("ModuleLike", bound=Module | PlannedModule)


@dataclass(frozen=True)
class Course:
    """Everything in one language. ``findings`` are problems met while reading."""

    language: str
    pages: Mapping[str, Page]
    modules: tuple[Module, ...] = ()
    planned: tuple[PlannedModule, ...] = ()
    paths: tuple[LearningPath, ...] = ()
    references: Mapping[str, Reference] = field(default_factory=dict)
    terms: tuple[Term, ...] = ()
    statutes: tuple[Statute, ...] = ()
    hotlines: tuple[Hotline, ...] = ()
    wordings: tuple[Wording, ...] = ()
    cases: tuple[Case, ...] = ()
    figures: Mapping[str, Figure] = field(default_factory=dict)
    files: frozenset[str] = frozenset()
    """Paths of everything below the language's folder that is no page (pictures, …)."""
    publisher: Publisher = Publisher()
    findings: tuple[Finding, ...] = ()

    @property
    def items(self) -> Iterator[Item]:
        return (item for page in self.pages.values() for item in page.items)

    def page_by_id(self, page_id: str) -> Page | None:
        return next((page for page in self.pages.values() if page.id == page_id), None)

    def module(self, module_id: str) -> Module | None:
        return next((module for module in self.modules if module.id == module_id), None)

    def course_test(self, form: str) -> Page | None:
        """One form of the test of the whole course: ``pre`` or ``post``."""
        return self.pages.get(COURSE_TESTS[form])

    def test_after(self, module: Module) -> Page | None:
        """The test of the whole course that a learner takes next after this module."""
        form = {OPENING: "pre", CAPSTONE: "post"}.get(module.id)
        return self.course_test(form) if form else None

    def with_tests(self, modules: Iterable[ModuleLike]) -> tuple[ModuleLike | Page, ...]:
        """Modules in order with the tests of the whole course in their places: one form before
        the first module that teaches, the other at the very end."""
        listed = list(modules)
        opening: list[ModuleLike | Page] = [m for m in listed if m.id == OPENING]
        rest: list[ModuleLike | Page] = [m for m in listed if m.id != OPENING]
        pre, post = (self.course_test(form) for form in COURSE_TESTS)
        return (*opening, *([pre] if pre else []), *rest, *([post] if post else []))

    def cited_keys(self, page: Page) -> tuple[str, ...]:
        """The keys of all sources of a page: text, questions, figures, front matter."""
        asked = [source.key for item in page.items for source in item.sources]
        drawn = [key for figure in self.figures_on(page) for key in figure.sources]
        named = page.listed("sources")
        keys = [*(citation.key for citation in page.citations), *asked, *drawn, *named]
        return tuple(dict.fromkeys(keys))

    def texts_beside_pages(self) -> Iterator[tuple[str, Location]]:
        """What readers read that stands in the text of no page, with its place: figures, the
        activities of sessions, what changed."""
        for figure in self.figures.values():
            for text in figure.texts:
                yield text, figure.where
        for page in self.pages.values():
            for activity in page.session.activities if page.session else ():
                yield activity.title, activity.where
            for change in page.changes:
                yield change.text, change.where

    def figures_on(self, page: Page) -> tuple[Figure, ...]:
        """The figures that a page shows, as far as they are known."""
        named = [d.arguments[0] for d in page.directives if d.name == "figure" and d.arguments]
        return tuple(self.figures[name] for name in named if name in self.figures)

    def ordered(self, folder: str) -> tuple[Page, ...]:
        """The pages that the index of a folder (``guide/stages/``) names in `sections`."""
        index = self.pages.get(f"{folder}index.md")
        paths = [f"{folder}{name}.md" for name in (index.listed("sections") if index else ())]
        return tuple(self.pages[path] for path in paths if path in self.pages)

    def module_of(self, page: Page) -> Module | None:
        """The module that a section, overview or test page belongs to."""
        for module in self.modules:
            if page.path in {step.path for step in (*module.way, module.session) if step}:
                return module
        return None
