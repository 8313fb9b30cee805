"""LN: internal links lead somewhere, and what was published is still there."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from urllib.parse import unquote

from rehber.checks.context import Context
from rehber.model.course import Course, Kind, Link, Page
from rehber.model.finding import Finding, Location

_EXTERNAL = re.compile(r"^[a-z][a-z0-9+.-]*:|^//", re.IGNORECASE)
_GENERATED = {Kind.MODULE: {"hedefler", "bolumler"}}
_GENERATED_BY = {"gain": {"ogrenme-kazanci"}}
"""Headings that a directive brings along."""
_MANIFEST = Location("docs/_data/released.json")


def internal_links(course: Course, context: Context) -> Iterator[Finding]:
    """LN001–LN003, GL006: the page is there, the anchor is there, the path begins at the root."""
    for page in course.pages.values():
        for link in page.links:
            if not _EXTERNAL.match(link.target):
                yield from _link(course, context, page, link)


def _link(course: Course, context: Context, page: Page, link: Link) -> Iterator[Finding]:
    written, _, anchor = unquote(link.target).partition("#")
    written = written.partition("?")[0]
    path = _resolve(page, written)
    target = course.pages.get(path)
    if target is None and context.original is not None:
        target = context.original.pages.get(path)
    if target is None:
        if path not in _files(course, context):
            yield Finding.at(link.where, "LN001", target=link.target)
        return
    if written and not written.startswith("/") and not link.is_image:
        yield Finding.at(link.where, "LN003", target=link.target, wanted=f"/{path}")
    if anchor and anchor not in anchors_of(course, target):
        rule = "GL006" if target.kind is Kind.GLOSSARY else "LN002"
        yield Finding.at(link.where, rule, anchor=anchor, page=target.path)


def _resolve(page: Page, written: str) -> str:
    if not written:
        return page.path
    if written.startswith("/"):
        return posixpath.normpath(written.lstrip("/") or "index.md")
    return posixpath.normpath(posixpath.join(posixpath.dirname(page.path), written))


def _files(course: Course, context: Context) -> frozenset[str]:
    return course.files | (context.original.files if context.original else frozenset())


def anchors_of(course: Course, page: Page) -> set[str]:
    """Anchors that are written on the page, and those that the site adds."""
    anchors = {*page.anchors, "kaynaklar", *_GENERATED.get(page.kind, ())}
    anchors |= {item.id for item in page.items}
    names = {directive.name for directive in page.directives}
    anchors |= {anchor for name in names for anchor in _GENERATED_BY.get(name, ())}
    if "glossary" in names:
        anchors |= {term.id for term in course.terms}
    if "bibliography" in names:
        anchors |= {f"kaynak-{key}" for key in course.references}
    anchors |= {f"kaynak-{citation.key}" for citation in page.citations}
    return anchors


def manifest(course: Course) -> dict[str, list[str]]:
    """What a release publishes for good: ids, paths of pages, anchors (``path#anchor``)."""
    ids = {page.id for page in course.pages.values() if page.id}
    ids |= {item.id for item in course.items if item.id}
    ids |= {objective.id for module in course.modules for objective in module.objectives}
    ids |= {term.id for term in course.terms} | set(course.references)
    anchors = {
        f"{page.path}#{anchor}"
        for page in course.pages.values()
        if page.kind is not Kind.CONTRIBUTING
        for anchor in page.anchors
    }
    return {"ids": sorted(ids), "paths": sorted(course.pages), "anchors": sorted(anchors)}


def released(course: Course, context: Context) -> Iterator[Finding]:
    """LN004–LN006: ids, paths and anchors of the last release are still there."""
    if context.released is None or context.original is not None:
        return
    now = {name: frozenset(values) for name, values in manifest(course).items()}
    for name in sorted(_gone(context.released, now, "ids")):
        yield Finding.at(_MANIFEST, "LN004", id=name)
    redirects = {
        str(old).lstrip("/"): page.path
        for page in course.pages.values()
        for old in page.listed("redirect_from")
    }
    gone = _gone(context.released, now, "paths") - set(redirects)
    for path in sorted(gone):
        yield Finding.at(_MANIFEST, "LN005", path=path)
    for entry in sorted(_gone(context.released, now, "anchors")):
        path, _, anchor = entry.partition("#")
        page = course.pages.get(redirects.get(path, path))
        if page is not None and anchor not in page.anchors:
            yield Finding.at(page.at(), "LN006", anchor=anchor)


def _gone(
    then: Mapping[str, frozenset[str]], now: Mapping[str, frozenset[str]], name: str
) -> frozenset[str]:
    return then.get(name, frozenset()) - now[name]


RULES = (internal_links, released)
