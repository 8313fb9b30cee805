"""A branching case: scenes, the choices between them, and the endings."""

from __future__ import annotations

from dataclasses import dataclass

from rehber.model.finding import Location


@dataclass(frozen=True)
class Choice:
    """``to`` is the anchor of a scene of the same page; ``consequence`` is what follows at once."""

    text: str
    to: str
    consequence: str
    where: Location


@dataclass(frozen=True)
class Scene:
    """``number`` counts from 1 in the order of the page. An ending has no choices, but a debrief,
    which says with sources what the path shows (``cites``)."""

    number: int
    anchor: str
    title: str
    is_ending: bool
    choices: tuple[Choice, ...]
    has_debrief: bool
    cites: bool
    where: Location
