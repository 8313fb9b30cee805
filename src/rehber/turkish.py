"""Letters, words and order by Turkish rules: the only place that folds case or sorts text.

``str.lower`` turns ``İ`` into two characters and ``I`` into ``i``; both are wrong in Turkish, so
``"İHMAL".lower() != "ihmal"``. The browser has the same rules in
``overrides/assets/lib/turkish.mjs``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any

_ALPHABET = "abcçdefgğhıijklmnoöpqrsştuüvwxyz"
_ORDER = {letter: position for position, letter in enumerate(_ALPHABET)}
_ASCII = str.maketrans("çğıöşüâîû", "cgiosuaiu")
_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")
_VOWELS = "aeıioöuü"
_LONG_VOWELS = "âîû"
_HARDENED = {"b": "p", "c": "ç", "d": "t", "ğ": "k", "g": "k"}


def lower(text: str) -> str:
    """Lower case: ``İ → i``, ``I → ı``; the result is in Unicode form NFC."""
    return unicodedata.normalize("NFC", text).replace("İ", "i").replace("I", "ı").lower()


def upper(text: str) -> str:
    """Upper case: ``i → İ``, ``ı → I``; the result is in Unicode form NFC."""
    return unicodedata.normalize("NFC", text).replace("i", "İ").replace("ı", "I").upper()


@lru_cache(maxsize=100_000)
def fold(text: str) -> str:
    """Lower case without diacritics, for comparing what people type: ``IĞDIR → igdir``."""
    lowered = lower(text).translate(_ASCII)
    if lowered.isascii():
        return lowered
    plain = unicodedata.normalize("NFD", lowered)
    return "".join(char for char in plain if not unicodedata.combining(char)).replace("ı", "i")


def slug(text: str) -> str:
    """An ASCII name for a file or an anchor: ``IŞIK ve Şiddet → isik-ve-siddet``."""
    return re.sub(r"[^a-z0-9]+", "-", fold(text).replace("’", "").replace("'", "")).strip("-")


def sort_key(text: str) -> tuple[tuple[int, ...], str]:
    """A key that orders ç after c, ı before i, ş after s, and circumflex letters as plain ones."""
    plain = lower(text).replace("â", "a").replace("î", "i").replace("û", "u")
    return tuple(_ORDER.get(char, -ord("~") + ord(char) % 128) for char in plain), text


def in_order(texts: Iterable[str]) -> list[str]:
    """The texts in alphabetical order."""
    return sorted(texts, key=sort_key)


def words(text: str) -> list[str]:
    """The words of a text as they stand; an apostrophe does not end a word (``SHM’nin``)."""
    return _WORD.findall(text)


@cache
def stem(word: str) -> str:
    """The Snowball stem of a word, in lower case with diacritics (``çocuğun → çocuk``)."""
    return _stemmer().stemWord(lower(word))  # type: ignore[no-any-return]


@cache
def _stemmer() -> Any:
    # Loads its rules for every language: only the search index has to wait for that.
    from snowballstemmer import stemmer

    return stemmer("turkish")


def search_forms(word: str) -> tuple[str, str]:
    """What the index keeps of a word: its folded form and the fold of its stem."""
    return fold(word), fold(stem(word))


# One suffix of a noun; each may follow the one before it. The list is generous about order because
# a term is only ever compared with words that begin with its own letters.
_SUFFIX = re.compile(
    r"""^(?:
      (?:l[ae]r)?                                              # plural
      (?:[sy]?[ıiuü]m|[sy]?[ıiuü]n|s?[ıiuü]|
         [ıiuü]?m[ıiuü]z|[ıiuü]?n[ıiuü]z|l[ae]r[ıi])?          # possessive
      (?:n?[ıiuü]n|[ny]?[ıiuü]|[ny]?[ae]|n?[dt][ae]|n?[dt][ae]n|[ny]?c[ae]|y?l[ae])?  # case
      (?:ki(?:l[ae]r)?(?:n?[ıiuü]n|n[ıiuü]|n[ae]|nd[ae]n?)?)?  # -ki and its cases
      (?:[dt][ıiuü]r(?:l[ae]r)?|y?[dt][ıiuü]|y?m[ıi]ş|y?s[ae])?  # copula
    )$""",
    re.VERBOSE,
)


@lru_cache(maxsize=100_000)
def is_inflection(word: str, base: str) -> bool:
    """Whether ``word`` is ``base`` with noun suffixes: ``tedbirinin``, not ``tedbirli``.

    Softened ends (``çocuk → çocuğu``), dropped vowels (``kayıt → kaydı``) and the apostrophe of
    names and abbreviations (``SHM’nin``) are known.
    """
    form = lower(word).replace("'", "’")
    root = lower(base)
    if "’" in form:
        head, _, tail = form.partition("’")
        return head == root and bool(_SUFFIX.match(tail))
    if form == root:
        return True
    return any(
        form.startswith(variant) and _fits(root, form[len(variant) :], variant != root)
        for variant in _variants(root)
    )


def _fits(root: str, rest: str, changed: bool) -> bool:
    """Whether ``rest`` is a chain of suffixes; a changed stem needs a vowel after it."""
    if not rest:
        return False
    if changed and rest[0] not in _VOWELS:
        return False
    return bool(_SUFFIX.match(rest)) and _in_harmony(root, rest)


def _in_harmony(root: str, rest: str) -> bool:
    """Front vowels follow front vowels; a few loanwords break this, so one mismatch is allowed."""
    last = next((char for char in reversed(root) if char in _VOWELS + _LONG_VOWELS), "")
    first = next((char for char in rest if char in _VOWELS), "")
    if not last or not first or last in _LONG_VOWELS:  # mekânı, but hâli
        return True
    return (last in "eiöü") == (first in "eiöü") or root.endswith(("l", "t"))


def _variants(root: str) -> Iterable[str]:
    yield root
    end = root[-1]
    for soft, hard in _HARDENED.items():
        if end == hard:
            yield root[:-1] + soft
    if root.endswith("nk"):
        yield root[:-1] + "g"
    if len(root) > 3 and root[-2] in "ıiuü" and root[-1] not in _VOWELS and root[-3] not in _VOWELS:
        dropped = root[:-2] + root[-1]
        yield dropped
        if end == "t":
            yield root[:-2] + "d"
