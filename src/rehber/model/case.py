"""The recurring families of the course: fictional, and the same on every page."""

from __future__ import annotations

from dataclasses import dataclass

from rehber.model.finding import Location


@dataclass(frozen=True)
class Person:
    """``called`` are the words of kinship or work that may stand before the name (``anne``).

    ``age`` is the age in years at which the course tells of the person; None if no page says it.
    """

    name: str
    called: tuple[str, ...]
    age: int | None
    where: Location


@dataclass(frozen=True)
class Event:
    """``date`` is ``YYYY-MM-DD``; ``known_by`` are the names of those who knew of it that day."""

    date: str
    text: str
    known_by: tuple[str, ...]
    where: Location


@dataclass(frozen=True)
class Case:
    """One family, or the workers. Source: ``docs/_data/cases.yml``."""

    id: str
    title: str
    people: tuple[Person, ...]
    facts: tuple[str, ...]
    timeline: tuple[Event, ...]
    where: Location
