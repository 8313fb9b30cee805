"""GL: the glossary is whole, and texts use its terms."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rehber import turkish
from rehber.checks.context import Context
from rehber.checks.phrases import Phrases
from rehber.checks.text import outside_block, without_quotations
from rehber.model.course import Course, Kind
from rehber.model.finding import Finding, Location
from rehber.model.glossary import Term

_NOT_SCANNED = frozenset({Kind.CONTRIBUTING, Kind.GLOSSARY, Kind.BIBLIOGRAPHY})
_OF_THE_FIELD = (
    frozenset(Kind) - _NOT_SCANNED - {Kind.HOME, Kind.CATALOGUE, Kind.LEARNING, Kind.PAGE}
)
_CAPITAL = "[A-ZÇĞİÖŞÜ]"
_ABBREVIATION = re.compile(  # a phrase in capitals is none
    rf"(?<![\w-])(?<!{_CAPITAL}{_CAPITAL} ){_CAPITAL}{{2,}}(?![\w-])(?! {_CAPITAL}{{2}})"
)
_CAPITALS = re.compile(_CAPITAL + _CAPITAL)  # told at once, unlike what may stand around them
_COMMON = frozenset({"ABD", "BM", "AB", "PDF", "UNICEF", "TBMM", "TV", "ALO", "II", "III"})
"""What every reader knows."""
LONGEST_QUOTED = 6
"""Words. A short quotation names a word; a long one is somebody speaking."""


def doubles(course: Course, context: Context) -> Iterator[Finding]:
    """GL001, GL002: each id and each term stands once."""
    ids: dict[str, Term] = {}
    names: dict[str, Term] = {}
    for term in sorted(course.terms, key=lambda entry: entry.where):
        name = turkish.lower(term.tr)
        if term.id in ids:
            yield Finding.at(term.where, "GL001", id=term.id, other=ids[term.id].where)
        elif name in names:
            yield Finding.at(term.where, "GL002", term=term.tr, other=names[name].where)
        ids.setdefault(term.id, term)
        names.setdefault(name, term)


def translations(course: Course, context: Context) -> Iterator[Finding]:
    """GL003: name and definition stand in both languages."""
    for term in course.terms:
        pairs = {
            "en": (term.tr, term.en),
            "definition_en": (term.definition_tr, term.definition_en),
        }
        for key, (original, translation) in pairs.items():
            is_copied = key != "en" and original.strip() == translation.strip()
            if not original.strip() or not translation.strip() or is_copied:
                yield Finding.at(term.where, "GL003", term=term.tr or term.id, key=key)


def avoided(course: Course, context: Context) -> Iterator[Finding]:
    """GL004: a word that a term replaces, used in running text."""
    if course.language != "tr":
        return
    listed = {
        turkish.lower(word) for wording in course.wordings for word in wording.avoid
    }  # SG006, TR001 and TR005 report those
    phrases = Phrases(
        (word, term)
        for term in course.terms
        for word in term.avoid
        if turkish.lower(word) not in listed
    )
    for page in course.pages.values():
        if page.kind in _NOT_SCANNED:
            continue
        for line in outside_block(page, "dont-say"):
            text = without_quotations(line.plain, LONGEST_QUOTED)
            for hit in phrases.find(text) if phrases.may_be_in(text) else ():
                yield Finding.at(
                    Location(page.source, line.number), "GL004", word=hit.shown, prefer=hit.entry.tr
                )


def abbreviations(course: Course, context: Context) -> Iterator[Finding]:
    """GL007: an abbreviation of the field is in the glossary."""
    if course.language != "tr" or not course.terms:
        return
    known = set(_COMMON)
    for term in course.terms:
        for name in (term.tr, *term.forms_tr):
            known.update(_ABBREVIATION.findall(name))
    for page in course.pages.values():
        if page.kind not in _OF_THE_FIELD:
            continue
        for line in page.lines:
            for short in _ABBREVIATION.findall(line.plain) if _CAPITALS.search(line.plain) else ():
                if short not in known:
                    known.add(short)  # once is enough
                    yield Finding.at(Location(page.source, line.number), "GL007", short=short)


RULES = (doubles, translations, avoided, abbreviations)
