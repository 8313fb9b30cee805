"""Finds words and phrases of a list in Turkish text, in inflected forms."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

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
        self._beginning = _Beginning(
            (tuple(_TOKEN.findall(turkish.lower(phrase))), phrase, entry)
            for phrase, entry in phrases
        )

    def may_be_in(self, text: str) -> bool:
        """Whether any word of the text begins a phrase: that is told much faster than a hit."""
        return any(map(self._beginning.__getitem__, _words(text)[1]))

    def find(self, text: str) -> Iterator[Hit[T]]:
        """Every hit, left to right, without overlaps."""
        lowered, words = _words(text)
        places: list[re.Match[str]] = []
        free = 0
        for index, word in enumerate(words):
            if index < free:
                continue
            for parts, phrase, entry in self._beginning[word]:
                if not _follow(words[index : index + len(parts)], parts):
                    continue
                places = places or list(_TOKEN.finditer(lowered))
                run = places[index : index + len(parts)]
                if any(lowered[a.end() : b.start()].strip() for a, b in itertools.pairwise(run)):
                    continue
                free = index + len(parts)
                exact = text if len(text) == len(lowered) else lowered
                start = run[0].start()
                yield Hit(entry, phrase, exact[start : run[-1].end()], start)
                break


class _Beginning(dict[str, "tuple[tuple[tuple[str, ...], str, T], ...]"], Generic[T]):
    """The phrases that a word may begin, the longest first. Nearly every word begins none, and a
    course has some ten thousand different ones: each is looked at once."""

    def __init__(self, phrases: Iterable[tuple[tuple[str, ...], str, T]]) -> None:
        # The first word of a phrase is not inflected; of a single word only the head is sure.
        self._by_word: dict[str, list[tuple[tuple[str, ...], str, T]]] = {}
        self._by_head: dict[str, list[tuple[tuple[str, ...], str, T]]] = {}
        for phrase in phrases:
            parts = phrase[0]
            if len(parts) > 1:
                self._by_word.setdefault(parts[0], []).append(phrase)
            elif parts:
                self._by_head.setdefault(_head(parts[0]), []).append(phrase)
        for candidates in self._by_word.values():
            candidates.sort(key=lambda candidate: -len(candidate[0]))

    def __missing__(self, word: str) -> tuple[tuple[tuple[str, ...], str, T], ...]:
        found = tuple(self._by_word.get(word, ()))
        for head in (word[:_LONG_HEAD], word[:_HEAD]):
            if singles := self._by_head.get(head):
                found += tuple(one for one in singles if _is_form(word, one[0][0], False))
        self[word] = found
        return found


def _head(base: str) -> str:
    """The letters that every form of a word begins with: its end may soften or lose a vowel."""
    is_verb = base.endswith(("mek", "mak")) and len(base) > 4
    sure = len(base) - (3 if is_verb else 2)
    return base[: _LONG_HEAD if sure >= _LONG_HEAD else _HEAD]


@lru_cache(maxsize=100_000)
def _words(text: str) -> tuple[str, tuple[str, ...]]:
    """A text in lower case, and its words. Several rules look at a line."""
    lowered = turkish.lower(text)
    return lowered, tuple(_TOKEN.findall(lowered))


def _follow(words: tuple[str, ...], parts: tuple[str, ...]) -> bool:
    """Whether words are those of a phrase, whose first is known to fit. Only the last inflects."""
    if len(words) != len(parts):
        return False
    return len(parts) == 1 or (words[1:-1] == parts[1:-1] and _is_form(words[-1], parts[-1], True))


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
