"""Runs the rules, on two cores at once where that is worth it.

An author waits for the check after every edit. The rules know nothing of each other, so a second
process can take half of them; it is a copy of this one, and so has the course already.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence

from rehber.checks.context import Context
from rehber.model.course import Course
from rehber.model.finding import Finding

Rule = Callable[[Course, Context], Iterable[Finding]]

MANY_PAGES = 60
"""With fewer, starting processes takes longer than the rules."""

_at_hand: tuple[Sequence[Rule], Course, Context] | None = None
"""What the copies find in their memory: nothing is sent to them but numbers of rules."""


def findings(rules: Sequence[Rule], course: Course, context: Context) -> Iterator[Finding]:
    """What all rules find, in no fixed order."""
    # Elsewhere a new process has to read everything anew (Windows) or may not be copied (macOS).
    can_copy = sys.platform == "linux" and (os.cpu_count() or 1) > 1
    if not can_copy or len(course.pages) < MANY_PAGES:
        for rule in rules:
            yield from rule(course, context)
        return
    global _at_hand
    _at_hand = (rules, course, context)
    try:
        with multiprocessing.get_context("fork").Pool(2) as pool:
            # The last rules are the slow ones: who begins with them ends together.
            for found in pool.imap_unordered(_run, reversed(range(len(rules)))):
                yield from found
    finally:
        _at_hand = None


def _run(number: int) -> list[Finding]:
    assert _at_hand is not None
    rules, course, context = _at_hand
    return list(rules[number](course, context))
