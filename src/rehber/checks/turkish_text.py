"""TR: Turkish as it is written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from rehber.checks.context import Context
from rehber.model.course import Course, Line, Page
from rehber.model.finding import Finding, Location

_STRAIGHT = re.compile(r"(?:\w[\"']|[\"']\w|[.,?!][\"'])\S{0,12}")
_DOUBLE_SPACE = re.compile(r"\S {2,}(?=\S)")
_GAP = re.compile(r"\s[,.;:?!]")
_SPACE_BEFORE = re.compile(r"[^\W\d_]{2}\s+[,.;:?!](?=\s|$)")
_HIDDEN = {
    "\u200b": "U+200B",
    "\u200c": "U+200C",
    "\u200d": "U+200D",
    "\u00ad": "U+00AD",
    "\ufeff": "U+FEFF",
    "\ufffd": "U+FFFD",
    "\u2028": "U+2028",
    "\u202e": "U+202E",
}
_LATIN = "A-Za-zçğıöşüÇĞİÖŞÜ"
_GREEK_CYRILLIC = re.compile("[\u0370-\u04ff]")
_OTHER_SCRIPT = re.compile(rf"[{_LATIN}][\u0370-\u04ff]|[\u0370-\u04ff][{_LATIN}]")


def letters(course: Course, context: Context) -> Iterator[Finding]:
    """TR002, TR006: letters that look right and are not the same (search does not find them)."""
    badly_encoded = {found.where.path for found in course.findings if found.rule == "RD005"}
    for page in course.pages.values():
        if not _is_suspect(page):
            continue
        hidden_here = dict(_HIDDEN)
        if page.source in badly_encoded:  # said once for the file
            del hidden_here["\ufffd"]
        for where, text in _everything(page):
            if text.isascii():
                continue
            if not unicodedata.is_normalized("NFC", text):
                yield Finding.at(where, "TR002")
            hidden = [name for char, name in hidden_here.items() if char in text]
            if hidden:
                yield Finding.at(where, "TR006", letter=", ".join(hidden))
            elif match := _OTHER_SCRIPT.search(text):
                yield Finding.at(where, "TR006", letter=match[0])


_UNREAD = re.compile(r"\[@[^\]]*\]|<!--.*?-->|`[^`]*`")


def _is_suspect(page: Page) -> bool:
    """Whether to look at each line: one look at the whole tells that nearly every page is clean."""
    text = "\n".join((page.title, page.summary, page.body))
    return (
        not unicodedata.is_normalized("NFC", text)
        or any(char in text for char in _HIDDEN)
        or bool(_GREEK_CYRILLIC.search(text))
    )


def _everything(page: Page) -> Iterator[tuple[Location, str]]:
    for key in ("title", "summary"):
        text = page.meta.get(key)
        if isinstance(text, str):
            yield page.at(key), text
    for line in page.lines:
        yield Location(page.source, line.number), line.raw


def punctuation(course: Course, context: Context) -> Iterator[Finding]:
    """TR003, TR004, TR007: typographic quotes, single spaces, no space before a comma."""
    if course.language != "tr":
        return
    for page in course.pages.values():
        for key, text in (("title", page.title), ("summary", page.summary)):
            if match := _STRAIGHT.search(text):
                yield Finding.at(page.at(key), "TR003", text=match[0])
        for line in page.lines:
            yield from _punctuation(page, line)


def _punctuation(page: Page, line: Line) -> Iterator[Finding]:
    where = Location(page.source, line.number)
    has_straight = "'" in line.plain or '"' in line.plain
    if has_straight and (match := _STRAIGHT.search(line.plain)):
        yield Finding.at(where, "TR003", text=match[0])
    if "|" in line.raw:
        return
    text = line.raw.strip()
    is_spaced = "  " in text and not page.is_sheet
    if is_spaced and (match := _DOUBLE_SPACE.search(text)):
        yield Finding.at(where, "TR004", text=text[max(0, match.start() - 10) : match.end() + 10])
    if _GAP.search(text) and (match := _SPACE_BEFORE.search(_UNREAD.sub("x", text))):
        yield Finding.at(where, "TR007", text=match[0])


RULES = (letters, punctuation)
