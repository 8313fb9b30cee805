"""What a learner did, as the learner's own file tells it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class LearnerRecord:
    """One record of the browser's store.

    ``kind`` is ``item``, ``attempt``, ``note`` …; ``value`` has the shape that
    ``schema/learner-data.schema.json`` gives this kind, with tuples for lists and mappings that
    cannot be changed. ``at`` is UTC with milliseconds, as text: texts compare as times.
    """

    key: str
    kind: str
    value: Any
    at: str

    @property
    def about(self) -> str:
        """The id of what the record is about: the key without its kind."""
        return self.key.partition(":")[2]


@dataclass(frozen=True)
class LearnerFile:
    """A whole file: the newest record of each key. ``edition`` and ``exported_at`` may be empty."""

    edition: str
    exported_at: str
    records: tuple[LearnerRecord, ...]

    def of(self, kind: str) -> Iterator[LearnerRecord]:
        return (record for record in self.records if record.kind == kind)
