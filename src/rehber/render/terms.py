"""Finds glossary terms in running text, in any inflected form."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from rehber import turkish
from rehber.model.glossary import Term

_TOKEN = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
_Form = tuple[tuple[str, ...], Term]
"""The words of one form of a term."""
_MAX_GAP = re.compile(r"^[\s\-–]{1,3}$")


@dataclass(frozen=True)
class Match:
    """A term in a text, from ``start`` to ``end`` (characters)."""

    term: Term
    start: int
    end: int


class TermMatcher:
    """Recognises the terms of one language. A wrong match is worse than none."""

    def __init__(self, terms: Iterable[Term], language: str) -> None:
        forms = (
            (tuple(_TOKEN.findall(form)), term)
            for term in terms
            if term.link
            for form in (term.name(language), *term.forms(language))
        )
        self._beginning = _Beginning(forms, language)

    def find(self, text: str) -> Iterator[Match]:
        """All terms of a text, left to right, the longest at each place, without overlaps."""
        if not any(map(self._beginning.__getitem__, _TOKEN.findall(text))):
            return
        tokens = list(_TOKEN.finditer(text))
        index = 0
        while index < len(tokens):
            found = self._at(text, tokens, index)
            if found is None:
                index += 1
                continue
            parts, term = found
            last = tokens[index + len(parts) - 1]
            yield Match(term, tokens[index].start(), last.end())
            index += len(parts)

    def _at(self, text: str, tokens: list[re.Match[str]], index: int) -> _Form | None:
        for parts, term in self._beginning[tokens[index][0]]:
            run = tokens[index : index + len(parts)]
            if len(run) == len(parts) and self._fits(text, run, parts):
                return parts, term
        return None

    def _fits(self, text: str, run: list[re.Match[str]], parts: tuple[str, ...]) -> bool:
        """Whether the words after the first fit too, without a stop between them."""
        if len(parts) == 1:
            return True
        if not _is_form(run[-1][0], parts[-1], self._beginning.language, True):
            return False
        heads = zip(run[1:-1], parts[1:-1], strict=True)
        if not all(_same(token[0], part) for token, part in heads):
            return False
        gaps = (text[a.end() : b.start()] for a, b in itertools.pairwise(run))
        return all(_MAX_GAP.match(gap) for gap in gaps)


class _Beginning(dict[str, tuple[_Form, ...]]):
    """The forms that a word may begin, the longest first. A course has some ten thousand different
    words, of which few begin any: each is looked at once."""

    def __init__(self, forms: Iterable[_Form], language: str) -> None:
        self.language = language
        self._by_letters: dict[str, list[_Form]] = {}
        for parts, term in forms:
            if parts and len(parts[0]) > 1:
                self._by_letters.setdefault(_letters(parts[0]), []).append((parts, term))
        for candidates in self._by_letters.values():
            candidates.sort(key=lambda form: -len(form[0]))

    def __missing__(self, word: str) -> tuple[_Form, ...]:
        candidates = self._by_letters.get(_letters(word), ())
        self[word] = found = tuple(form for form in candidates if self._begins(word, form[0]))
        return found

    def _begins(self, word: str, parts: tuple[str, ...]) -> bool:
        if len(parts) > 1:
            return _same(word, parts[0])
        return _is_form(word, parts[0], self.language, False)


def _letters(word: str) -> str:
    return turkish.lower(word)[:2]


@lru_cache(maxsize=50_000)
def _same(word: str, part: str) -> bool:
    if part.isupper() and len(part) > 1:
        return word == part
    return turkish.lower(word) == turkish.lower(part)


@lru_cache(maxsize=50_000)
def _is_form(word: str, base: str, language: str, is_compound: bool) -> bool:
    if base.isupper() and len(base) > 1:  # an abbreviation: SED, not "sed"
        head = re.split("[’']", word)[0]
        return head == base
    if language != "tr":
        return turkish.lower(word).removesuffix("s") == turkish.lower(base).removesuffix("s")
    if turkish.is_inflection(word, base):
        return True
    return is_compound and _is_plural_of_compound(turkish.lower(word), turkish.lower(base))


def _is_plural_of_compound(word: str, base: str) -> bool:
    """``bakım tedbirleri`` is a form of ``bakım tedbiri``: the ending -i gives way to -leri."""
    for ending in ("sı", "si", "su", "sü", "ı", "i", "u", "ü"):
        if base.endswith(ending):
            root = base.removesuffix(ending)
            plural = next((p for p in (f"{root}ları", f"{root}leri") if word.startswith(p)), None)
            return plural is not None and turkish.is_inflection(word, plural)
    return False
