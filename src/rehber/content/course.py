"""Reads the whole course in one language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from rehber import turkish
from rehber.content import data as read
from rehber.content.data import DataFolder
from rehber.content.files import markdown_files, other_files
from rehber.content.pages import read_page
from rehber.model.course import Course, Kind, Module, Objective, Page
from rehber.model.finding import Finding

FOLDERS = {"tr": "docs", "en": "i18n/en"}
RELEASED = "docs/_data/released.json"


def load_course(root: Path, language: str = "tr", shared: Course | None = None) -> Course:
    """Read every page and data file below ``root``; problems are in ``Course.findings``.

    The data files (references, glossary, law, hotlines, cases, figures, …) serve both languages:
    ``shared`` is a course that has read them already, with its findings on them.
    """
    schemas = _schemas(root)
    folder = root / FOLDERS[language]
    pages: dict[str, Page] = {}
    findings: list[Finding] = []
    for file in markdown_files(folder):
        path = file.relative_to(folder).as_posix()
        source = f"{FOLDERS[language]}/{path}"
        page, found = _read_unchanged(file, path, source, schemas, language, _stamp(file))
        if not file.is_dir():
            pages[path] = page
        findings.extend(found)
    course = _with_data(shared or load_data(root), language)
    return replace(
        course,
        pages=pages,
        modules=_modules(pages),
        files=other_files(folder),
        findings=(*findings, *(() if shared else course.findings)),
    )


def load_data(root: Path) -> Course:
    """A course without pages and language: what the data files hold, in a tenth of the time."""
    stamps = tuple(map(_stamp, sorted((root / "docs" / "_data").glob("*"))))
    return _data(root, _schemas(root), stamps)


def _schemas(root: Path) -> Path:
    own = root / "schema"
    return own if own.is_dir() else Path(__file__).parents[3] / "schema"  # a tiny site has none


_Stamp = tuple[Path, int, int]


def _stamp(file: Path) -> _Stamp:
    """Changes with the file: its path, time of last change (ns) and size (bytes)."""
    try:
        found = file.stat()
    except OSError:  # a link that leads nowhere; reading says so
        return file, 0, 0
    return file, found.st_mtime_ns, found.st_size


# The live preview reads the course after every edit: what has not changed is kept.
@lru_cache(maxsize=10_000)
def _read_unchanged(
    file: Path, path: str, source: str, schemas: Path, language: str, stamp: _Stamp
) -> tuple[Page, tuple[Finding, ...]]:
    return read_page(file, path, source, schemas, language)


@lru_cache(maxsize=4)
def _data(root: Path, schemas: Path, stamps: tuple[_Stamp, ...]) -> Course:
    """A course without pages: what the data files hold."""
    data = DataFolder(root / "docs" / "_data", schemas)
    references = data.entries("references.json", read.reference)
    terms = data.entries("glossary.yml", read.term)
    statutes = data.entries("law.yml", read.statute)
    hotlines = data.entries("hotlines.yml", read.hotline)
    wordings = data.entries("words.yml", read.wording)
    cases = data.entries("cases.yml", read.case)
    figures = data.entries("figures.yml", read.figure)
    planned, paths = read.curriculum(data.load("curriculum.yml"))
    publisher = read.publisher(data.load("publisher.yml"), data.broken.get("publisher.yml", ()))
    return Course(
        language="",
        pages={},
        planned=planned,
        paths=paths,
        references={reference.id: reference for reference in references},
        terms=tuple(terms),
        statutes=tuple(statutes),
        hotlines=tuple(hotlines),
        wordings=tuple(wordings),
        cases=tuple(cases),
        figures={figure.id: figure for figure in figures},
        publisher=publisher,
        findings=tuple(data.findings),
    )


def _with_data(course: Course, language: str) -> Course:
    terms = sorted(course.terms, key=lambda term: turkish.sort_key(term.name(language)))
    return replace(course, language=language, terms=tuple(terms))


def load_released(root: Path) -> tuple[Mapping[str, frozenset[str]] | None, tuple[Finding, ...]]:
    """The manifest of the last release: what was published must stay. None if there is none."""
    file = root / RELEASED
    if not file.exists():
        return None, ()
    data, findings = read.manifest(file, RELEASED)
    return data, findings


def translated_paths(root: Path) -> frozenset[str]:
    """The paths of the pages that have an English translation."""
    folder = root / FOLDERS["en"]
    return frozenset(file.relative_to(folder).as_posix() for file in markdown_files(folder))


def _modules(pages: Mapping[str, Page]) -> tuple[Module, ...]:
    overviews = [page for page in pages.values() if page.kind is Kind.MODULE]
    modules = [_module(overview, pages) for overview in overviews]
    return tuple(sorted(modules, key=lambda module: module.number))


def _module(overview: Page, pages: Mapping[str, Page]) -> Module:
    slug = overview.path.split("/")[1]
    paths = [f"modules/{slug}/{name}.md" for name in overview.listed("sections")]
    number = overview.meta.get("number", 0)
    return Module(
        id=overview.id,
        number=number if isinstance(number, int) else 0,
        slug=slug,
        overview=overview,
        objectives=_objectives(overview),
        sections=tuple(pages[path] for path in paths if path in pages),
        test=pages.get(f"quizzes/{slug}.md"),
        case=pages.get(f"modules/{slug}/vaka.md"),
        session=pages.get(f"modules/{slug}/egitmen.md"),
    )


def _objectives(overview: Page) -> tuple[Objective, ...]:
    written: Any = overview.meta.get("objectives", [])
    found = []
    for index, entry in enumerate(written if isinstance(written, list) else []):
        if not isinstance(entry, dict) or "id" not in entry:
            continue
        found.append(
            Objective(
                id=str(entry["id"]),
                text=str(entry.get("text", "")),
                verb=str(entry.get("verb", "")),
                bloom=str(entry.get("bloom", "")),
                where=overview.at(f"objectives.{index}.id"),
            )
        )
    return tuple(found)
