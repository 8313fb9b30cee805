"""Old addresses lead to the pages that moved: a published path is never lost."""

from __future__ import annotations

from pathlib import Path

from rehber.model.course import Course, Page
from rehber.render.html import Html, element
from rehber.render.urls import relative


def write_redirects(course: Course, site: Path) -> None:
    """A small page at each path that a page's ``redirect_from`` names (``guide/law/eski.md``)."""
    for page in course.pages.values():
        for path in page.listed("redirect_from"):
            old = Page(path=str(path), source="", kind=page.kind, id="", title="", body="")
            file = site / old.url / "index.html"
            if not file.exists():
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(_page(course, page, relative(old.url, page.url)), encoding="utf-8")


def _page(course: Course, page: Page, address: str) -> str:
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="refresh", content=f"0; url={address}"),
        element("meta", name="robots", content="noindex"),
        element("title", page.title),
        element("link", rel="canonical", href=address),
    )
    main = element("main", element("h1", element("a", page.title, href=address)))
    body = element("html", head, element("body", main), lang=course.language)
    return Html("<!doctype html>\n") + body + "\n"
