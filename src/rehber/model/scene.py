"""A branching case: scenes, the choices between them, the meters that they move, the endings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from rehber.model.finding import Location


@dataclass(frozen=True)
class Meter:
    """What a case adds up on the way: trust, hours. It begins at 0 and gains what choices say; one
    with a ``budget`` begins there, and choices take from it. ``unit`` is a word (``saat``)."""

    name: str
    unit: str = ""
    budget: int | None = None

    @property
    def start(self) -> int:
        return self.budget or 0

    def after(self, total: int, amount: int) -> int:
        return total + amount if self.budget is None else total - amount


@dataclass(frozen=True)
class Effect:
    """What stands below a choice: ``Güven −1``, ``Süre: 3 saat``. ``amount`` is as written."""

    name: str
    amount: int
    unit: str = ""


@dataclass(frozen=True)
class Choice:
    """``to`` is the anchor of a scene of the same page; ``consequence`` is what follows at once."""

    text: str
    to: str
    consequence: str
    where: Location
    effects: tuple[Effect, ...] = ()


MOST_METERS = 2
FAR = 9999
"""Where a range ends that has no end: no total lies beyond it."""


@dataclass(frozen=True)
class Reading:
    """What an ending says of some totals: ``İkisi de artıda:``. ``ranges`` holds for each meter the
    lowest and the highest total that it speaks of; it is empty when the words are not understood.
    """

    words: str
    ranges: tuple[tuple[int, int], ...]
    where: Location

    def holds(self, reached: tuple[int, ...]) -> bool:
        pairs = zip(self.ranges, reached, strict=False)
        return bool(self.ranges) and all(low <= total <= high for (low, high), total in pairs)


@dataclass(frozen=True)
class Scene:
    """``number`` counts from 1 in the order of the page. An ending has no choices, but a debrief,
    which says with sources what the path shows (``cites``). Where the case has meters, a paragraph
    of it begins with the name of the totals (``reads_totals``) and has ``readings``."""

    number: int
    anchor: str
    title: str
    is_ending: bool
    choices: tuple[Choice, ...]
    has_debrief: bool
    cites: bool
    where: Location
    reads_totals: bool = False
    readings: tuple[Reading, ...] = ()

    @property
    def stage(self) -> str:
        """What scenes are grouped by: ``1. çeyrek`` of “1. çeyrek · Temmuz: Katlanmış kâğıt”."""
        before, dot, _ = self.title.partition(" · ")
        return before if dot else ""


@lru_cache(maxsize=64)  # the check asks, and so does every building of the page
def totals(
    scenes: tuple[Scene, ...], meters: tuple[Meter, ...]
) -> Mapping[str, frozenset[tuple[int, ...]]]:
    """The totals of the meters with which each scene can be reached, over every path. A choice that
    does not name each meter is not followed.

    A circle can be walked for ever. No total is followed beyond what all choices of the case give
    together; so every path is walked on which each choice is made once at most.
    """
    known = {scene.anchor: scene for scene in scenes}
    bounds = _bounds(scenes, meters)
    found: dict[str, set[tuple[int, ...]]] = {scene.anchor: set() for scene in scenes}
    waiting = [(scenes[0].anchor, tuple(meter.start for meter in meters))] if scenes else []
    while waiting:
        anchor, here = waiting.pop()
        if anchor not in known or here in found[anchor]:
            continue
        if any(each not in bound for each, bound in zip(here, bounds, strict=True)):
            continue
        found[anchor].add(here)
        for choice in known[anchor].choices:
            if len(choice.effects) == len(meters):
                added = zip(meters, here, choice.effects, strict=True)
                there = tuple(meter.after(total, each.amount) for meter, total, each in added)
                waiting.append((choice.to, there))
    return {anchor: frozenset(each) for anchor, each in found.items()}


def _bounds(scenes: tuple[Scene, ...], meters: tuple[Meter, ...]) -> list[range]:
    """For each meter the totals between all that is taken and all that is given."""
    effects = [choice.effects for scene in scenes for choice in scene.choices]
    bounds = []
    for index, meter in enumerate(meters):
        moved = [meter.after(0, each[index].amount) for each in effects if len(each) == len(meters)]
        low = meter.start + sum(amount for amount in moved if amount < 0)
        high = meter.start + sum(amount for amount in moved if amount > 0)
        bounds.append(range(low, high + 1))
    return bounds
