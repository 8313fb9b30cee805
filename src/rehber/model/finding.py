"""What a check or a reader has to say about one place in the content."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """An *error* misleads, breaks or exposes; a *warning* is style, age or spelling."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, order=True)
class Location:
    """A place in a file: path relative to the repository (POSIX form), line counted from 1."""

    path: str
    line: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}"


@dataclass(frozen=True, order=True)
class Finding:
    """One problem.

    ``rule`` is a code such as ``QZ003``; its severity and sentences stand in ``rehber.messages``.
    ``values`` fill the blanks of the sentence, by name.
    """

    where: Location
    rule: str
    values: tuple[tuple[str, str], ...] = field(default=())

    @classmethod
    def at(cls, where: Location, rule: str, /, **values: object) -> Finding:
        return cls(where, rule, tuple((name, str(value)) for name, value in values.items()))
