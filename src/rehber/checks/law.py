"""LW: every article that the course states was read, and the reader is told when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from rehber.checks.context import Context
from rehber.model.course import Course, Kind, Page
from rehber.model.finding import Finding
from rehber.model.law import Statute
from rehber.model.source import Citation, locator_parts

_WITHOUT_DATE = frozenset(
    {Kind.CONTRIBUTING, Kind.GLOSSARY, Kind.BIBLIOGRAPHY, Kind.CATALOGUE, Kind.HOME}
)
_LAWS = frozenset({"legislation", "regulation"})
_ARTICLE = re.compile(
    r"^(?P<prefix>Ek |Geç\. |Geçici )?m\. ?(?P<first>\d+)(?:[-–](?P<last>\d+)(?!/))?"
    r"(?P<letter>/[A-ZÇĞİÖŞÜ](?![a-zçğıöşü]))?"
)
_DAYS = 365


def registry(course: Course, context: Context) -> Iterator[Finding]:
    """LW001, LW002, LW004, LW008: the law registry itself."""
    if course.language != "tr":
        return
    for statute in course.statutes:
        if course.references and statute.reference not in course.references:
            yield Finding.at(statute.where, "SR001", key=statute.reference)
        if statute.page not in course.pages:
            yield Finding.at(statute.where, "LW002", page=statute.page)
        seen: set[str] = set()
        for article in statute.articles:
            if article.number in seen:
                yield Finding.at(article.where, "LW008", article=article.number)
            seen.add(article.number)
            place = f"{statute.number} m. {article.number}"
            if not article.read_on:
                yield Finding.at(article.where, "LW001", article=place)
            elif _date(article.read_on) is None:
                yield Finding.at(article.where, "LW009", date=article.read_on)
            elif _is_old(article.read_on, context.today):
                yield Finding.at(article.where, "LW004", article=place, date=article.read_on)


def reading_dates(course: Course, context: Context) -> Iterator[Finding]:
    """LW003, LW005, LW009: a page that states law says when it was read, not long ago."""
    for page in course.pages.values():
        if page.law_checked:
            if _date(page.law_checked) is None:
                yield Finding.at(page.at("law_checked"), "LW009", date=page.law_checked)
            elif _is_old(page.law_checked, context.today):
                yield Finding.at(page.at("law_checked"), "LW005", date=page.law_checked)
        elif page.kind not in _WITHOUT_DATE and (page.kind is Kind.LAW or _cites_law(course, page)):
            yield Finding.at(page.at(), "LW003")


def _cites_law(course: Course, page: Page) -> bool:
    cited = {*page.citations, *(source for item in page.items for source in item.sources)}
    references = (course.references.get(citation.key) for citation in cited)
    return any(
        ref and ref.csl.get("type") in _LAWS and ref.id.startswith("tr-") for ref in references
    )


def cited_articles(course: Course, context: Context) -> Iterator[Finding]:
    """LW006, LW007: an article that is cited stands in the registry, and was read."""
    statutes = {statute.reference: statute for statute in course.statutes}
    for page in course.pages.values():
        if page.kind is Kind.CONTRIBUTING:
            continue
        for citation in (*page.citations, *(s for item in page.items for s in item.sources)):
            if citation.key in statutes:
                yield from _cited(citation, statutes[citation.key])


def _cited(citation: Citation, statute: Statute) -> Iterator[Finding]:
    registered = {_plain(article.number): article for article in statute.articles}
    done: set[str] = set()
    for part in locator_parts(citation.locator):
        for number in article_numbers(part):
            article = registered.get(number)
            if number in done:
                continue
            done.add(number)
            place = f"{statute.number} m. {number}"
            if article is None:
                yield Finding.at(citation.where, "LW006", article=place)
            elif article.status == "unverified":
                yield Finding.at(citation.where, "LW007", article=place)


def article_numbers(part: str) -> tuple[str, ...]:
    """The articles of a place: ``m. 41/A-1`` → 41/A; ``m. 7/5`` → 7; ``m. 36–37`` → 36, 37."""
    match = _ARTICLE.match(part)
    if match is None:
        return ()
    prefix = (match["prefix"] or "").replace("Geçici ", "Geç. ")
    first = int(match["first"])
    last = int(match["last"] or first)
    if match["letter"]:
        return (f"{prefix}{first}{match['letter']}",)
    return tuple(f"{prefix}{number}" for number in range(first, min(last, first + 200) + 1))


def _plain(number: str) -> str:
    """``Ek m. 1``, ``Ek 1`` → ``Ek 1``; ``Geçici 1`` → ``Geç. 1``."""
    return re.sub(r"\s*m\.\s*", " ", number).replace("Geçici ", "Geç. ").strip()


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _is_old(text: str, today: date) -> bool:
    read = _date(text)
    return read is not None and (today - read).days > _DAYS


RULES = (registry, reading_dates, cited_articles)
