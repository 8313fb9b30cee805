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
        self._by_start: dict[str, list[tuple[tuple[str, ...], str, T]]] = {}
        for phrase, entry in phrases:
            parts = tuple(_TOKEN.findall(turkish.lower(phrase)))
            if parts:
                self._by_start.setdefault(_key(parts), []).append((parts, phrase, entry))
        for candidates in self._by_start.values():
            candidates.sort(key=lambda candidate: -len(candidate[0]))

    def find(self, text: str) -> Iterator[Hit[T]]:
        """Every hit, left to right, without overlaps."""
        lowered = turkish.lower(text)
        tokens = list(_TOKEN.finditer(lowered))
        exact = text if len(text) == len(lowered) else lowered
        index = 0
        while index < len(tokens):
            found = self._at(lowered, tokens, index)
            if found is None:
                index += 1
                continue
            parts, phrase, entry = found
            start, end = tokens[index].start(), tokens[index + len(parts) - 1].end()
            yield Hit(entry, phrase, exact[start:end], start)
            index += len(parts)

    def _at(
        self, text: str, tokens: list[re.Match[str]], index: int
    ) -> tuple[tuple[str, ...], str, T] | None:
        word = tokens[index][0]
        for key in (word, word[:_HEAD] + "…"):
            for candidate in self._by_start.get(key, ()):
                parts = candidate[0]
                run = tokens[index : index + len(parts)]
                if len(run) == len(parts) and _fits(text, run, parts):
                    return candidate
        return None


def _key(parts: tuple[str, ...]) -> str:
    """The first word of a phrase, which is not inflected; the head of a single word, which is."""
    return parts[0] if len(parts) > 1 else parts[0][:_HEAD] + "…"


def _fits(text: str, run: list[re.Match[str]], parts: tuple[str, ...]) -> bool:
    gaps = (text[a.end() : b.start()] for a, b in itertools.pairwise(run))
    if any(gap.strip() for gap in gaps):
        return False
    if any(token[0] != part for token, part in zip(run[:-1], parts[:-1], strict=True)):
        return False
    return _is_form(run[-1][0], parts[-1], len(parts) > 1)


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
