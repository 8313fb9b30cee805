"""Addresses inside the site, relative to the page that links."""

from __future__ import annotations

import posixpath

from rehber.model.course import Course, Page

PRIVACY = "about/privacy/"
"""Where learners see, save and delete their records."""


def relative(origin: str, target: str) -> str:
    """From one page's address to another's: ``relative("a/b/", "c/") == "../../c/"``."""
    path = posixpath.relpath(f"/{target}", f"/{origin}")
    return path if target and not target.endswith("/") else f"{path}/"


def to_page(origin: Page, target: Page, anchor: str = "") -> str:
    return relative(origin.url, target.url) + (f"#{anchor}" if anchor else "")


def resolve(course: Course, origin: Page | None, href: str) -> str:
    """A Markdown link (``/guide/law/5395.md#m-9`` or relative) as an address for the browser."""
    path, hash_sign, anchor = href.partition("#")
    if not path.endswith(".md") or "://" in path:
        return href
    if path.startswith("/"):
        name = path.lstrip("/")
    else:
        folder = posixpath.dirname(origin.path) if origin else ""
        name = posixpath.normpath(posixpath.join(folder, path))
    page = course.pages.get(name)
    if page is None:
        return href
    return relative(origin.url if origin else "", page.url) + hash_sign + anchor
