"""Quiz items: choices and blanks in mkdocs-quiz syntax, pairs and steps in a syntax of our own."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from rehber.model.finding import Location
from rehber.model.source import Citation


class ItemType(StrEnum):
    SINGLE = "single"
    MULTIPLE = "multiple"
    FILL = "fill"
    MATCH = "match"
    ORDER = "order"


UNTAGGED = frozenset({ItemType.MATCH, ItemType.ORDER})
"""Written without ``<quiz>`` tags: mkdocs-quiz does not know them."""


@dataclass(frozen=True)
class Option:
    """One choice. ``text`` and ``feedback`` are Markdown; an empty feedback was not written."""

    text: str
    is_right: bool
    feedback: str
    where: Location


@dataclass(frozen=True)
class Blank:
    """One gap of a fill-in item. ``accepted`` holds every right answer, the author's own first."""

    accepted: tuple[str, ...]


@dataclass(frozen=True)
class WrongAnswer:
    """A wrong fill-in answer that the author foresaw, with what to say to it (Markdown)."""

    answer: str
    feedback: str


@dataclass(frozen=True)
class Pair:
    """What belongs together in a matching item (Markdown). A spare right side has no ``left``."""

    left: str
    right: str
    where: Location


@dataclass(frozen=True)
class Step:
    """One step of an ordering item (Markdown)."""

    text: str
    where: Location


@dataclass(frozen=True)
class Item:
    """One question.

    ``id`` never changes and is never reused; learners' answers hang on it. ``stem`` and
    ``explanation`` are Markdown; in a fill-in item the stem still holds ``[[answer]]`` marks, one
    for each entry of ``blanks``. ``pairs`` and ``steps`` stand in the right order; ``spare`` are
    right sides that belong to nothing, and ``heads`` names the two columns of pairs. ``section`` is
    the id of the page that teaches the answer.
    ``difficulty`` is 1 (remembers what the lesson says), 2 (applies it) or 3 (weighs); 0 where it
    is not stated. ``ordinal`` counts the questions of the page from 0, broken ones included.
    """

    id: str
    type: ItemType
    objective: str
    stem: str
    where: Location
    options: tuple[Option, ...] = ()
    blanks: tuple[Blank, ...] = ()
    wrong_answers: tuple[WrongAnswer, ...] = ()
    heads: tuple[str, str] = ("", "")
    pairs: tuple[Pair, ...] = ()
    spare: tuple[Pair, ...] = ()
    steps: tuple[Step, ...] = ()
    fold_diacritics: bool = False
    explanation: str = ""
    sources: tuple[Citation, ...] = ()
    section: str = ""
    difficulty: int = 0
    ordinal: int = 0
    problems: tuple[str, ...] = field(default=())
    """Codes of the rules that make this item impossible to show (no right answer, never closed)."""
