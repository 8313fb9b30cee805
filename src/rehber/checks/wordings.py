"""SG006, TR001, TR005: words that the course avoids (``docs/_data/words.yml``)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rehber import turkish
from rehber.checks.context import Context
from rehber.checks.glossary import LONGEST_QUOTED
from rehber.checks.phrases import Hit, Phrases
from rehber.checks.text import outside_block, without_quotations
from rehber.model.course import Course, Kind
from rehber.model.finding import Finding, Location
from rehber.model.wording import Concern, Wording

_RULES = {Concern.RESPECT: "SG006", Concern.TERM: "TR001", Concern.SPELLING: "TR005"}
"""Labels on a child or a parent; the profession's terms; frequent mistakes."""
_NOT_SCANNED = frozenset({Kind.CONTRIBUTING})
_OLD_NAME = re.compile(r"\beski(?:den|si)?\b[^.]*$")
_TITLE = re.compile(r"\s*(?:\(\d{4}\)\s*)?(?:yönetmeli|kanun|yönerge|genelge)")

_Lists = dict[str, Phrases[Wording]]
"""The words to avoid, by the rule that reports them."""


def wordings(course: Course, context: Context) -> Iterator[Finding]:
    """SG006, TR001, TR005: in running text, questions, titles, definitions and figures. Short
    quotations and what one should not say are left alone."""
    if course.language != "tr":
        return
    lists = {rule: Phrases(phrases_of(course, concern)) for concern, rule in _RULES.items()}
    for page in course.pages.values():
        if page.kind in _NOT_SCANNED:
            continue
        for key, text in (("title", page.title), ("summary", page.summary)):
            for rule, hit in _hits(lists, text):
                yield _finding(page.at(key), rule, hit)
        for line in outside_block(page, "dont-say"):
            for rule, hit in _hits(lists, line.plain):
                yield _finding(Location(page.source, line.number), rule, hit)
    terms = ((term.definition_tr, term.where) for term in course.terms)
    for text, where in (*terms, *course.texts_beside_pages()):
        for rule, hit in _hits(lists, text):
            yield _finding(where, rule, hit)


def phrases_of(course: Course, concern: Concern) -> Iterator[tuple[str, Wording]]:
    """What the list has for one concern, each phrase with its entry."""
    for wording in course.wordings:
        if wording.concern is concern:
            for phrase in wording.avoid:
                yield phrase, wording


def _hits(lists: _Lists, text: str) -> list[tuple[str, Hit[Wording]]]:
    said = without_quotations(text, LONGEST_QUOTED)
    return [
        (rule, hit)
        for rule, phrases in lists.items()
        if phrases.may_be_in(said)
        for hit in phrases.find(said)
        if not _is_about_the_name(text, hit)
    ]


def _finding(where: Location, rule: str, hit: Hit[Wording]) -> Finding:
    return Finding.at(where, rule, word=hit.shown, prefer=hit.entry.prefer)


def _is_about_the_name(text: str, hit: Hit[Wording]) -> bool:
    """Whether the text tells of an old name: beside the new one, as "eski", or in a law's title."""
    lowered = turkish.lower(text)
    wanted = turkish.lower(re.split(r"[(;]", hit.entry.prefer)[0].strip())
    before = lowered[max(0, hit.start - 60) : hit.start]
    after = lowered[hit.start + len(hit.shown) :]
    return bool(wanted in lowered or _OLD_NAME.search(before) or _TITLE.match(after))


RULES = (wordings,)
