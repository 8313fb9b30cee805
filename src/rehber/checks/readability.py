"""How hard a page is to read, by the formula of Ateşman (1997) for Turkish.

Score = 198.825 − 40.175 × syllables a word − 2.610 × words a sentence. 90 and more is very easy,
70 easy, 50 middling, 30 hard, less very hard. It counts lengths and nothing else: it does not know
whether a sentence is right, clear or kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from rehber import turkish
from rehber.checks.context import Context
from rehber.checks.text import paragraphs
from rehber.model.course import Course, Kind, Line, Page
from rehber.model.finding import Finding

HARD = 50.0
"""Below this a page gets a warning; it is where Ateşman's scale goes from middling to hard."""
FEWEST_WORDS = 100
"""The formula says nothing about a page with fewer words."""

_LEVELS = ((90, "very_easy"), (70, "easy"), (50, "middling"), (30, "hard"))
_NOT_MEASURED = frozenset({Kind.GLOSSARY, Kind.BIBLIOGRAPHY, Kind.CATALOGUE, Kind.TEST})
_VOWELS = frozenset("aeıioöuüâîû")
_END = re.compile(r"[.!?…]+[”’\")]*\s+(?=[“\"‘(]*[A-ZÇĞİÖŞÜÂ0-9])")
_MARK = re.compile(r"^\s*(?:[-*+]|\d+\.|>|#+)\s+|[☐☒]")
_SHORT = re.compile(r"\b(?:m|par|s|böl|bkz|örn|vb|vd|Geç|No|Dr|çev)\.")


@dataclass(frozen=True)
class Sentence:
    line: int
    text: str
    words: int
    syllables: int


@dataclass(frozen=True)
class Readability:
    """``score`` is Ateşman's; ``syllables`` are per word, ``words`` per sentence."""

    sentences: tuple[Sentence, ...]

    @property
    def total(self) -> int:
        return sum(sentence.words for sentence in self.sentences)

    @property
    def syllables(self) -> float:
        return sum(sentence.syllables for sentence in self.sentences) / max(self.total, 1)

    @property
    def words(self) -> float:
        return self.total / max(len(self.sentences), 1)

    @property
    def score(self) -> float:
        return 198.825 - 40.175 * self.syllables - 2.610 * self.words

    @property
    def level(self) -> str:
        """``very_easy`` … ``very_hard``."""
        return next((name for least, name in _LEVELS if self.score >= least), "very_hard")

    def longest(self, count: int) -> tuple[Sentence, ...]:
        return tuple(sorted(self.sentences, key=lambda s: (-s.words, s.line))[:count])


def measure(page: Page) -> Readability:
    """The running text of a page: no headings, no tables, no questions."""
    return Readability(tuple(_sentences(page)))


def is_measured(page: Page, language: str) -> bool:
    """Whether the formula says anything about a page: it is one for Turkish running text."""
    return language == "tr" and page.kind not in _NOT_MEASURED


def _sentences(page: Page) -> Iterator[Sentence]:
    for paragraph in paragraphs(page):
        if paragraph.is_table or paragraph.is_heading:
            continue
        for text, line in _pieces(paragraph.lines, paragraph.is_list):
            for part in _END.split(_SHORT.sub(" ", text)):
                syllables = [count for count in map(_syllables, turkish.words(part)) if count]
                if syllables:
                    yield Sentence(line, part.strip(), len(syllables), sum(syllables))


def _pieces(lines: tuple[Line, ...], is_list: bool) -> Iterator[tuple[str, int]]:
    """Running text of a paragraph; each line of a list stands alone."""
    said = [(_unmarked(line.plain), line.number) for line in lines]
    if is_list:
        yield from said
    else:
        yield " ".join(text for text, _ in said), said[0][1]


def _unmarked(text: str) -> str:
    is_plain = text[:1].isalpha() and "☐" not in text and "☒" not in text
    return text if is_plain else _MARK.sub("", text)


@lru_cache(maxsize=100_000)
def _syllables(word: str) -> int:
    """A Turkish word has as many syllables as vowels; one of digits has none."""
    return sum(char in _VOWELS for char in turkish.lower(word))


def hard_pages(course: Course, context: Context) -> Iterator[Finding]:
    """TR008: a page that is hard to read by the formula."""
    for page in course.pages.values():
        if not is_measured(page, course.language):
            continue
        found = measure(page)
        if found.total >= FEWEST_WORDS and found.score < HARD:
            yield Finding.at(
                page.at(),
                "TR008",
                score=f"{found.score:.0f}",
                syllables=f"{found.syllables:.2f}".replace(".", ","),
                words=f"{found.words:.1f}".replace(".", ","),
            )


RULES = (hard_pages,)
