"""Finds words and phrases of a list in Turkish text, in inflected forms."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

from rehber import turkish

T = TypeVar("T")
_TOKEN = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
_HEAD = 2
_LONG_HEAD = 3
_COMPOUND_ENDINGS = ("sı", "si", "su", "sü", "ı", "i", "u", "ü")


@dataclass(frozen=True)
class Hit(Generic[T]):
    """``entry`` was found as ``shown``, which begins at character ``start``."""

    entry: T
    phrase: str
    shown: str
    start: int


class Phrases(Generic[T]):
    """A list of phrases, each with an entry that it stands for. The longest wins at each place."""

    def __init__(self, phrases: Iterable[tuple[str, T]]) -> None:
        # The first word of a phrase is not inflected; of a single word only the head is sure.
        self._by_word: dict[str, list[tuple[tuple[str, ...], str, T]]] = {}
        self._by_head: dict[str, list[tuple[tuple[str, ...], str, T]]] = {}
        for phrase, entry in phrases:
            parts = tuple(_TOKEN.findall(turkish.lower(phrase)))
            if len(parts) > 1:
                self._by_word.setdefault(parts[0], []).append((parts, phrase, entry))
            elif parts:
                self._by_head.setdefault(_head(parts[0]), []).append((parts, phrase, entry))
        self._starts = frozenset((*self._by_word, *self._by_head))
        for candidates in self._by_word.values():
            candidates.sort(key=lambda candidate: -len(candidate[0]))

    def find(self, text: str) -> Iterator[Hit[T]]:
        """Every hit, left to right, without overlaps."""
        lowered, tokens, starts = _tokens(text)
        if starts.isdisjoint(self._starts):
            return
        exact = text if len(text) == len(lowered) else lowered
        free = 0
        for index, token in enumerate(tokens):
            if index < free or not self._may_begin(token.word):
                continue
            if found := self._at(lowered, tokens, index):
                parts, phrase, entry = found
                free = index + len(parts)
                yield Hit(entry, phrase, exact[token.start : tokens[free - 1].end], token.start)

    def _may_begin(self, word: str) -> bool:
        """Nearly every word of a text begins no phrase: that has to be told quickly."""
        starts = self._starts
        return word in starts or word[:_LONG_HEAD] in starts or word[:_HEAD] in starts

    def _at(
        self, text: str, tokens: tuple[_Token, ...], index: int
    ) -> tuple[tuple[str, ...], str, T] | None:
        word = tokens[index].word
        for candidate in self._by_word.get(word, ()):
            parts = candidate[0]
            run = tokens[index : index + len(parts)]
            if len(run) == len(parts) and _fits(text, run, parts):
                return candidate
        for head in (word[:_LONG_HEAD], word[:_HEAD]):
            for candidate in self._by_head.get(head, ()):
                if _is_form(word, candidate[0][0], False):
                    return candidate
        return None


def _head(base: str) -> str:
    """The letters that every form of a word begins with: its end may soften or lose a vowel."""
    is_verb = base.endswith(("mek", "mak")) and len(base) > 4
    sure = len(base) - (3 if is_verb else 2)
    return base[: _LONG_HEAD if sure >= _LONG_HEAD else _HEAD]


class _Token(NamedTuple):
    word: str
    start: int
    end: int


@lru_cache(maxsize=100_000)
def _tokens(text: str) -> tuple[str, tuple[_Token, ...], frozenset[str]]:
    """A text in lower case, its words, and what they begin with. Several rules look at a line."""
    lowered = turkish.lower(text)
    found = _TOKEN.finditer(lowered)
    tokens = tuple(_Token(token[0], token.start(), token.end()) for token in found)
    starts = (part for word, _, _ in tokens for part in (word, word[:_LONG_HEAD], word[:_HEAD]))
    return lowered, tokens, frozenset(starts)


def _fits(text: str, run: tuple[_Token, ...], parts: tuple[str, ...]) -> bool:
    gaps = (text[a.end : b.start] for a, b in itertools.pairwise(run))
    if any(gap.strip() for gap in gaps):
        return False
    if any(token.word != part for token, part in zip(run[:-1], parts[:-1], strict=True)):
        return False
    return _is_form(run[-1].word, parts[-1], len(parts) > 1)


@lru_cache(maxsize=50_000)
def _is_form(word: str, base: str, is_compound: bool) -> bool:
    if turkish.is_inflection(word, base):
        return True
    if base.endswith(("mek", "mak")) and len(base) > 4:  # a verb: dövmek, dövdü, dövülen
        return word.startswith(base[:-3]) and len(word) > len(base) - 3
    if not is_compound:
        return False
    for ending in _COMPOUND_ENDINGS:  # destek merkezi, destek merkezleri
        if base.endswith(ending):
            root = base.removesuffix(ending)
            return any(
                word.startswith(plural) and turkish.is_inflection(word, plural)
                for plural in (f"{root}ları", f"{root}leri")
            )
    return False
