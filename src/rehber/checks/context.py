"""What a rule knows besides the course itself, and what a run of all rules answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from rehber import messages
from rehber.model.course import Course
from rehber.model.finding import Finding, Severity


@dataclass(frozen=True)
class Context:
    """``original`` is the Turkish course when a translation is checked; ``released`` the manifest
    of the last release (``ids``, ``paths``, ``anchors``), or None."""

    today: date
    original: Course | None = None
    released: Mapping[str, frozenset[str]] | None = None


Rule = Callable[[Course, Context], Iterator[Finding]]


@dataclass(frozen=True)
class Report:
    """``findings`` are sorted; ``allowed`` were silenced in the text, with a reason."""

    findings: tuple[Finding, ...]
    allowed: tuple[Finding, ...] = ()

    @property
    def errors(self) -> int:
        return sum(severity(finding.rule) is Severity.ERROR for finding in self.findings)

    @property
    def warnings(self) -> int:
        return len(self.findings) - self.errors

    def __add__(self, other: Report) -> Report:
        return Report(
            tuple(sorted({*self.findings, *other.findings})),
            tuple(sorted({*self.allowed, *other.allowed})),
        )


def severity(rule: str) -> Severity:
    """How grave a breach of this rule is; a code without a message counts as an error."""
    known = messages.rules("tr").get(rule)
    return Severity(known["severity"]) if known else Severity.ERROR
