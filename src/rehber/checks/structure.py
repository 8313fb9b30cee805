"""ST: a module is whole, a page is well-formed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rehber.checks.context import Context
from rehber.checks.text import FENCE
from rehber.model.course import Course, Kind, Page
from rehber.model.finding import Finding, Location
from rehber.model.syntax import BLOCKS, DIRECTIVES, PROMPTS

_EXPLICIT = re.compile(r"\{[^}]*#[A-Za-z0-9_-]+[^}]*\}\s*$")
_CODE = re.compile(r"(`+).*?\1")
_FENCE_NAME = re.compile(r"[A-Za-zçğıöşüÇĞİÖŞÜ][\w-]*")


def whole_modules(course: Course, context: Context) -> Iterator[Finding]:
    """ST001–ST003: a module has objectives, a test and sources.

    The capstone has no test of its own, and the tests of the whole course have no module.
    """
    for module in course.modules:
        page = module.overview
        if not module.objectives:
            yield Finding.at(page.at("objectives"), "ST001", id=module.id)
        if module.test is None and not module.is_capstone:
            yield Finding.at(page.at(), "ST002", path=f"quizzes/{module.slug}.md")
        if not page.meta.get("sources") and not any(s.citations for s in module.sections):
            yield Finding.at(page.at("sources"), "ST003", id=module.id)
    slugs = {module.slug for module in course.modules}
    for page in course.pages.values():
        slug = page.path.rpartition("/")[2].removesuffix(".md")
        if page.kind is Kind.TEST and not page.course_test and slug not in slugs:
            yield Finding.at(page.at(), "ST001", id=f"modules/{slug}/index.md")


def tested_objectives(course: Course, context: Context) -> Iterator[Finding]:
    """ST004: each objective is tested by at least one item of the module's test."""
    for module in course.modules:
        if module.test is None:
            continue
        tested = {item.objective for item in module.test.items}
        for objective in module.objectives:
            if objective.id not in tested:
                yield Finding.at(objective.where, "ST004", id=objective.id)


def listed_sections(course: Course, context: Context) -> Iterator[Finding]:
    """ST005, ST006: `sections` of an overview or an index and the files beside it are the same."""
    overviews = [module.overview for module in course.modules]
    indexes = [p for p in course.pages.values() if p.kind is not Kind.MODULE and _orders(p)]
    for page in (*overviews, *indexes):
        folder = page.path.removesuffix("index.md")
        named = page.listed("sections")
        for index, name in enumerate(named):
            if f"{folder}{name}.md" not in course.pages:
                yield Finding.at(page.at(f"sections.{index}"), "ST005", name=name)
        for other in course.pages.values():
            stem = other.path.removeprefix(folder).removesuffix(".md")
            is_beside = other.path == f"{folder}{stem}.md" and "/" not in stem
            is_beside = is_beside and other.kind not in (Kind.CASE, Kind.SESSION)
            if is_beside and other is not page and stem not in named:
                yield Finding.at(other.at(), "ST006", name=stem)


def _orders(page: Page) -> bool:
    return page.path.endswith("index.md") and "sections" in page.meta


def headings(course: Course, context: Context) -> Iterator[Finding]:
    """ST007–ST010: levels without jumps, no h1 in the body, anchors of one's own."""
    for page in course.pages.values():
        level, anchors = 1, set[str]()
        raw = {line.number: line.raw for line in page.lines}
        for heading in page.headings:
            if heading.level == 1 and page.kind is not Kind.HOME:
                yield Finding.at(heading.where, "ST008", text=heading.text)
            elif heading.level > level + 1:
                yield Finding.at(heading.where, "ST007", level=heading.level, before=level)
            level = heading.level
            if heading.level in (2, 3) and not _EXPLICIT.search(raw.get(heading.where.line, "")):
                yield Finding.at(heading.where, "ST009", text=heading.text, anchor=heading.anchor)
            if heading.anchor in anchors:
                yield Finding.at(heading.where, "ST010", anchor=heading.anchor)
            anchors.add(heading.anchor)


def blocks(course: Course, context: Context) -> Iterator[Finding]:
    """ST011, ST012, ST014, ST015: known blocks, each opened, titled and closed."""
    for page in course.pages.values():
        yield from _blocks(page)


def _blocks(page: Page) -> Iterator[Finding]:
    opened: list[tuple[str, str, Location]] = []
    for line in page.lines:
        fence = FENCE.match(line.raw)
        if fence is None:
            continue
        where = Location(page.source, line.number)
        slashes, rest = fence[1], fence[2]
        if rest:
            name, _, title = (part.strip() for part in rest.partition("|"))
            if not _FENCE_NAME.fullmatch(name):
                continue
            if name not in BLOCKS:
                yield Finding.at(where, "ST011", name=name, known=", ".join(sorted(BLOCKS)))
            elif not title:
                yield Finding.at(where, "ST015", name=name)
            if opened and len(slashes) >= len(opened[-1][0]):
                _, outer, begun = opened.pop()
                yield Finding.at(begun, "ST012", name=outer)
            opened.append((slashes, name, where))
        elif opened and slashes == opened[-1][0]:
            opened.pop()
        else:
            yield Finding.at(where, "ST014")
    for _, name, where in opened:
        yield Finding.at(where, "ST012", name=name)


def prompts(course: Course, context: Context) -> Iterator[Finding]:
    """ST017: a section has one prompt of each kind, on whose name the learner's note hangs."""
    for page in course.pages.values():
        seen: set[str] = set()
        for block in page.blocks if page.kind is Kind.SECTION else ():
            if block.name in PROMPTS and block.name in seen:
                yield Finding.at(block.where, "ST017", name=block.name)
            seen.add(block.name)


def directives(course: Course, context: Context) -> Iterator[Finding]:
    """ST013: only directives that the site knows."""
    for page in course.pages.values():
        for directive in page.directives:
            if directive.name not in DIRECTIVES:
                known = ", ".join(sorted(DIRECTIVES))
                yield Finding.at(directive.where, "ST013", name=directive.name, known=known)


def comments(course: Course, context: Context) -> Iterator[Finding]:
    """ST016: a comment that never ends swallows the rest of the page."""
    for page in course.pages.values():
        text = "\n".join(_CODE.sub("", line.raw) for line in page.lines)
        begin = text.rfind("<!--")
        if begin >= 0 and "-->" not in text[begin:]:
            line = page.lines[text[:begin].count("\n")]
            yield Finding.at(Location(page.source, line.number), "ST016")


RULES = (
    whole_modules,
    tested_objectives,
    listed_sections,
    headings,
    blocks,
    prompts,
    directives,
    comments,
)
