"""Words that the course avoids, and what it says instead."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from rehber.model.finding import Location


class Concern(StrEnum):
    """Why a word is on the list."""

    RESPECT = "respect"
    """It labels a child or a parent."""
    TERM = "term"
    """The profession writes this term in one way."""
    SPELLING = "spelling"
    """It is a spelling mistake."""
    SENSITIVE = "sensitive"
    """It says that the page is about violence, abuse, death or loss."""


@dataclass(frozen=True)
class Wording:
    """``avoid`` are words or phrases, found in inflected forms; ``prefer`` replaces them."""

    concern: Concern
    avoid: tuple[str, ...]
    prefer: str = ""
    where: Location = Location("docs/_data/words.yml")
