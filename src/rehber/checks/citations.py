"""SR: every statement rests on a source that was read, at the place that is named."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rehber import turkish
from rehber.checks.context import Context
from rehber.checks.text import Paragraph, paragraphs
from rehber.model.course import Course, Kind, Page
from rehber.model.finding import Finding, Location
from rehber.model.source import Citation, Verification, locator_parts
from rehber.model.syntax import STRENGTHS

_STATEMENTS = frozenset({Kind.SECTION, Kind.LAW})
_WITH_FIGURES = frozenset({Kind.SECTION, Kind.MODULE, Kind.GUIDE, Kind.LAW})
_WORDS_OF_A_PAGE = 120
_ATTRIBUTION = re.compile(
    r"\bgöre\b|\baktar|\bakt\.|\bbildir|\bbelirt|\byaz(?:ar|ıyor|mış)|\bhaber|\bikincil|"
    r"\bduyur|\baccording to\b|\breports?\b|\bcited in\b"
)
_SENTENCE_END = re.compile(r"[.!?…]\s+(?=[“\"‘(*]*[A-ZÇĞİÖŞÜÂ])")
_FIGURE = re.compile(
    r"(?:%\s?\d|yüzde\s+\w|\d\s?%|\bpercent\b)"
    r"|(?<![\d.])\d{1,3}(?:\d|\.\d{3})+ (?:\w+ )?"
    r"(?:araştırma|çalışma|katılımcı|dosya|study|studies|participants)"
)
_STRENGTH = re.compile(r"\[(?:kanıt|evidence):\s*([^\[\]]*?)\s*\]")
_CITATION = re.compile(r"\[@[A-Za-z0-9]")
_BARE = re.compile(r"(?<![\[\w.;/@-])(?<!; )@([a-z0-9]+(?:-[a-z0-9]+)+)")
_LABELS = {
    "tr": re.compile(r"(?:Ek |Geç\. )?(?:m|par|s|ss|böl|tablo|şekil|ek)\b\.?"),
    "en": re.compile(r"(?:Ek |Geç\. )?(?:m|art|arts|par|para|paras|p|pp|s|ch|sec|table|fig)\b\.?"),
}


def _cited(course: Course) -> Iterator[Citation]:
    """Every citation of the course: in text, and as a source of a question."""
    for page in course.pages.values():
        if page.kind is Kind.CONTRIBUTING:
            continue
        yield from page.citations
        for item in page.items:
            yield from item.sources


def keys(course: Course, context: Context) -> Iterator[Finding]:
    """SR001–SR003: the key is known and read, and so is the place in it."""
    if not course.references:
        return  # the file could not be read, which is a finding already
    for citation in _cited(course):
        reference = course.references.get(citation.key)
        if reference is None:
            yield Finding.at(citation.where, "SR001", key=citation.key)
        elif reference.status is Verification.UNVERIFIED:
            yield Finding.at(citation.where, "SR002", key=citation.key)
        else:
            unread = [p for p in locator_parts(citation.locator) if not reference.covers(p)]
            if unread:
                where, places = citation.where, ", ".join(unread)
                yield Finding.at(where, "SR003", key=citation.key, locator=places)
    for page in course.pages.values():
        for key in page.listed("sources"):
            if key not in course.references:
                yield Finding.at(page.at("sources"), "SR001", key=key)
    if course.language == "tr":
        for term in course.terms:
            for part in term.source.split(";"):
                key = part.partition(",")[0].strip()
                if key and key != "rehber" and key not in course.references:
                    yield Finding.at(term.where, "SR001", key=key)


def locators(course: Course, context: Context) -> Iterator[Finding]:
    """SR007: a place begins with a label that readers know (m., par., s., böl.)."""
    label = _LABELS[course.language]
    for citation in _cited(course):
        if citation.locator and not label.match(citation.locator):
            yield Finding.at(citation.where, "SR007", locator=citation.locator)


def secondary(course: Course, context: Context) -> Iterator[Finding]:
    """SR004: what was read in another text only is told as that text's word."""
    for page in course.pages.values():
        if page.kind is Kind.CONTRIBUTING:
            continue
        raw = {line.number: line.raw for line in page.lines}
        for citation in page.citations:
            reference = course.references.get(citation.key)
            if reference is None or reference.status is not Verification.SECONDARY:
                continue
            line = raw.get(citation.where.line, "")
            if not line.lstrip().startswith("|") and not _is_attributed(line, citation.key):
                yield Finding.at(citation.where, "SR004", key=citation.key)


def _is_attributed(line: str, key: str) -> bool:
    at = line.find(f"@{key}")
    begin = max((match.end() for match in _SENTENCE_END.finditer(line, 0, at)), default=0)
    end = next((match.start() for match in _SENTENCE_END.finditer(line, at)), len(line))
    return bool(_ATTRIBUTION.search(turkish.lower(line[begin:end])))


def statements(course: Course, context: Context) -> Iterator[Finding]:
    """SR005: a page that states law or research cites something."""
    for page in course.pages.values():
        if page.kind in _STATEMENTS and page.words > _WORDS_OF_A_PAGE and not page.citations:
            yield Finding.at(page.at(), "SR005")


def figures(course: Course, context: Context) -> Iterator[Finding]:
    """SR006: a figure of research has its source in the same paragraph, or right after a table."""
    for page in course.pages.values():
        if page.kind not in _WITH_FIGURES:
            continue
        found = paragraphs(page)
        for index, paragraph in enumerate(found):
            near = found[max(0, index - 1) : index + 2] if _leans(paragraph) else [paragraph]
            if any(_CITATION.search(other.raw) for other in near):
                continue
            yield from _figures(page, paragraph)


def _leans(paragraph: Paragraph) -> bool:
    return paragraph.is_table or paragraph.is_list


def _figures(page: Page, paragraph: Paragraph) -> Iterator[Finding]:
    for line in paragraph.lines:
        if match := _FIGURE.search(turkish.lower(line.plain)):
            yield Finding.at(Location(page.source, line.number), "SR006", figure=match[0].strip())
            return


def strengths(course: Course, context: Context) -> Iterator[Finding]:
    """SR008: a mark for the strength of evidence is one of four."""
    known = STRENGTHS[course.language]
    for page in course.pages.values():
        for line in page.lines:
            for mark in _STRENGTH.finditer(line.raw) if "[" in line.raw else ():
                if mark[1] not in known and "`" not in line.raw:
                    allowed = ", ".join(sorted(known))
                    where = Location(page.source, line.number)
                    yield Finding.at(where, "SR008", value=mark[1], allowed=allowed)


def bare_keys(course: Course, context: Context) -> Iterator[Finding]:
    """SR009: a key outside brackets is printed as it stands."""
    for page in course.pages.values():
        for line in page.lines:
            for match in _BARE.finditer(line.plain) if "@" in line.plain else ():
                if match[1] in course.references:
                    where = Location(page.source, line.number)
                    yield Finding.at(where, "SR009", key=match[1])


RULES = (keys, locators, secondary, statements, figures, strengths, bare_keys)
