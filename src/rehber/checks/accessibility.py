"""AX: what a reader who does not see the page needs from its author."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rehber import turkish
from rehber.checks.context import Context
from rehber.model.course import Course, Line, Page
from rehber.model.finding import Finding, Location

_VAGUE = frozenset(
    {
        *("buraya", "burada", "buradan", "burası", "şuraya", "şurada", "tıklayın", "tıklayınız"),
        *("buraya tıklayın", "buraya tıklayınız", "link", "linke", "bu link"),
        *("bağlantı", "bu bağlantı", "bu sayfa", "devamı", "devamını oku", "daha fazla"),
        *("here", "click here", "this", "this link", "this page", "more", "read more"),
    }
)
_EMPTY_LINK = re.compile(r"(?<!!)\[\s*\]\([^)\s]+\)")
_IMG = re.compile(r"<img\b(?![^>]*\salt\s*=\s*[\"'][^\"']*[^\"'\s])[^>]*>", re.IGNORECASE)
_BARE_URL = re.compile(r"^(?:https?://|www\.)\S+$")
_ALLOWANCE = re.compile(r"\s*<!--\s*rehber:\s*allow\b")
_SEPARATOR = re.compile(r"^\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$")


def pictures(course: Course, context: Context) -> Iterator[Finding]:
    """AX001: a picture has a text that stands for it."""
    for page in course.pages.values():
        for link in page.links:
            if link.is_image and not link.text:
                yield Finding.at(link.where, "AX001", target=link.target)
        for line in page.lines:
            if "<" in line.raw and _IMG.search(_code_free(line.raw)):
                yield Finding.at(Location(page.source, line.number), "AX001", target="<img>")


def link_texts(course: Course, context: Context) -> Iterator[Finding]:
    """AX002, AX003, AX005: a link's text says where it leads, also when read on its own."""
    for page in course.pages.values():
        for link in page.links:
            text = turkish.lower(re.sub(r"[*_`.…!]", "", link.text)).strip()
            if link.is_image:
                continue
            if text in _VAGUE:
                yield Finding.at(link.where, "AX002", text=link.text)
            elif _BARE_URL.match(text):
                yield Finding.at(link.where, "AX005", text=link.text)
        for line in page.lines:
            if "](" in line.raw and _EMPTY_LINK.search(_code_free(line.raw)):
                yield Finding.at(Location(page.source, line.number), "AX003")


def table_heads(course: Course, context: Context) -> Iterator[Finding]:
    """AX004: a table's first row names each of its columns."""
    for page in course.pages.values():
        for head, line in zip(page.lines, page.lines[1:], strict=False):
            if "|" in line.raw and _SEPARATOR.match(line.raw) and _has_blank_cell(head):
                yield Finding.at(Location(page.source, line.number), "AX004")
        yield from _headless(page)


def _has_blank_cell(line: Line) -> bool:
    cells = line.raw.strip().removeprefix("|").removesuffix("|").split("|")
    return "|" in line.raw and not all(cell.strip() for cell in cells)


def _headless(page: Page) -> Iterator[Finding]:
    """Rows that no line of dashes follows are no table for the engine: bars in running text."""
    before = Line(0, "", "")
    rows = last = 0
    for line in page.lines:
        follows, last = line.number == last + 1, line.number
        if line.in_item and _ALLOWANCE.match(line.raw):
            continue  # in the table of a question it parts nothing
        is_row = line.raw.lstrip().startswith("|") and line.raw.rstrip().endswith("|")
        rows = rows + 1 if is_row and follows else int(is_row)
        if rows == 2 and not _SEPARATOR.match(line.raw):
            yield Finding.at(Location(page.source, before.number), "AX004")
        before = line


def _code_free(text: str) -> str:
    return re.sub(r"(`+).*?\1|<!--.*?-->", "", text)


RULES = (pictures, link_texts, table_heads)
