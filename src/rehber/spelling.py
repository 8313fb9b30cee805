"""Words of the course that neither a dictionary nor the word list of the field knows.

The dictionary is handed in as a function: loading one takes seconds, and a run that meets no new
word does without (``tools/spell.py`` keeps what it learned).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from rehber import turkish
from rehber.model.course import Course, Kind
from rehber.model.finding import Location

Knows = Callable[[str], bool]
"""Whether a dictionary knows a word; its apostrophe is the straight one."""

# An ending after an apostrophe or a quotation is no word: “[5395 m. 9](…)’da”, “evet”in.
_WORD = re.compile(r"(?<![’'”\w])[^\W\d_]+(?:[’'][^\W\d_]+)*")
_COPULA = re.compile(
    r"(?:y?(?:[dt][ıiuü]|s[ae]|m[ıiuü]ş)(?:[mnk]|n[ıiuü]z|l[ae]r)?|y?ken|s[ıiuü]n(?:[ıiuü]z)?"
    r"|[dt][ıiuü]r(?:l[ae]r)?|l[ae]r)$"
)
_SHORTEST = 4
"""Letters that must stand before such an ending."""
_ADDRESS = re.compile(r"https?://\S+|\S+@\S+|\b[\w.-]+\.(?:md|yml|json|org|tr|com|edu|gov)\b\S*")
_CAPITALS = re.compile(r"[A-ZÇĞİÖŞÜ]{2,}")
_NOT_READ = frozenset({Kind.CONTRIBUTING, Kind.BIBLIOGRAPHY})
_LIKE = 0.84
_LONG = 5
"""Letters. A shorter word of the list stands for itself and its endings only after an apostrophe or
in full; longer ones may be inflected."""


@dataclass(frozen=True)
class Misspelling:
    """``nearest`` is a known word of the course that looks alike, or empty."""

    word: str
    where: Location
    nearest: str


def misspellings(course: Course, listed: Iterable[str], knows: Knows) -> tuple[Misspelling, ...]:
    """Each unknown word once, where it first stands. Words in capitals are abbreviations, which
    the check GL007 looks at."""
    own = WordList([*listed, *names(course)])
    places: dict[str, Location] = {}
    for word, where in words(course):
        places.setdefault(word, where)
    unknown = [word for word in places if not any(map(knows_or_lists(own, knows), bases(word)))]
    known = [word for word in places if word not in unknown]
    return tuple(
        Misspelling(word, places[word], "".join(get_close_matches(word, known, 1, _LIKE)))
        for word in unknown
    )


def knows_or_lists(own: WordList, knows: Knows) -> Knows:
    return lambda word: own.knows(word) or knows(word.replace("’", "'"))


def bases(word: str) -> tuple[str, ...]:
    """The word itself, without what follows its apostrophe, and without the endings of *to be*
    (*-dır, -ydı, -ysa, -ken, -siniz*), which join any word: no dictionary has them all."""
    found = [word, word.partition("’")[0]]
    without = (_COPULA.sub("", form) for form in found)
    found += [form for form in without if len(form) >= _SHORTEST]
    return tuple(dict.fromkeys(found))


def words(course: Course) -> Iterator[tuple[str, Location]]:
    """Every word of the running text, as written; no addresses, no code, no citations."""
    for page in course.pages.values():
        if page.kind in _NOT_READ:
            continue
        first = [(page.title, page.at("title")), (page.summary, page.at("summary"))]
        lines = [(line.plain, Location(page.source, line.number)) for line in page.lines]
        for text, where in (*first, *lines):
            for word in _WORD.findall(_ADDRESS.sub(" ", text)):
                if len(word) > 1 and not _CAPITALS.match(word):
                    yield word, where
    terms = [(f"{term.tr} {term.definition_tr}", term.where) for term in course.terms]
    for text, where in (*terms, *course.texts_beside_pages()):
        for word in _WORD.findall(text):
            if len(word) > 1 and not _CAPITALS.match(word):
                yield word, where


def names(course: Course) -> list[str]:
    """The names of the people of the course."""
    return [person.name for case in course.cases for person in case.people]


class WordList:
    """The words of the field, each in its base form, known in its inflected forms too."""

    def __init__(self, listed: Iterable[str]) -> None:
        self._by_head: dict[str, list[str]] = {}
        self._exact: set[str] = set()
        for entry in listed:
            base = turkish.lower(entry)
            self._exact.add(base)
            if len(base) >= _LONG or entry[:1].isupper():
                self._by_head.setdefault(base[:2], []).append(base)

    def knows(self, word: str) -> bool:
        lowered = turkish.lower(word).replace("'", "’")
        base, apostrophe, _ = lowered.partition("’")
        if lowered in self._exact or (apostrophe and base in self._exact):
            return True
        return any(turkish.is_inflection(lowered, b) for b in self._by_head.get(lowered[:2], ()))
