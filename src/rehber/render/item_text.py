"""Pieces of text that all types of quiz items are made of."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from hashlib import sha256
from itertools import count, pairwise

from rehber.render.html import Html

ToHtml = Callable[[str], str]
"""Markdown in, HTML blocks out. It must not link glossary terms: these texts stand in labels."""

_NOT_PROSE = re.compile(r"^\s*(?:[-*+] |\d+[.)] |>|\||#|```|~~~|///|<|!\[| {4})")
_PARAGRAPH = re.compile(r"<p>(.*)</p>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")


def split_stem(stem: str) -> tuple[str, str]:
    """Context and question: the last paragraph is the question, unless it is a list or a table."""
    blocks = [block for block in re.split(r"\n\s*\n", stem.strip()) if block.strip()]
    fenced = any(mark in stem for mark in ("```", "~~~", "///"))
    if not blocks or fenced or _NOT_PROSE.match(blocks[-1]):
        return stem, ""
    return "\n\n".join(blocks[:-1]), blocks[-1]


def inline(to_html: ToHtml, markdown: str) -> Html:
    """One paragraph without its ``p``, for labels and legends."""
    html = to_html(markdown).strip()
    paragraph = _PARAGRAPH.fullmatch(html)
    return Html(paragraph[1] if paragraph and "<p>" not in paragraph[1] else html)


def bare(to_html: ToHtml, markdown: str) -> Html:
    """The words alone, for places that hold no elements: options of a list, names of buttons."""
    return Html(_TAG.sub("", inline(to_html, markdown)))


def letter(index: int) -> str:
    return chr(ord("A") + index)


def plain(words: str) -> str:
    return " ".join(unicodedata.normalize("NFC", words).split())


def short_digest(words: str) -> str:
    """Eight hexadecimal digits."""
    return sha256(words.encode()).hexdigest()[:8]


def mixed(keys: Sequence[str], seed: str) -> list[int]:
    """An order of ``keys``, by index, that is always the same and gives nothing away.

    No key stands right after the one that it follows in ``keys``, so an ordering item that nobody
    touched has no point; and it is not the order turned round. From three keys on there is one.
    """
    for salt in count():
        names = {index: short_digest(f"{seed} {salt} {key}") for index, key in enumerate(keys)}
        order = sorted(names, key=names.__getitem__)
        steps = {after - before for before, after in pairwise(order)}
        if len(order) < 3 or (1 not in steps and steps != {-1}):
            return order
    raise AssertionError  # never: count() does not end
