"""References, citations and how far each source has been verified."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from rehber.model.finding import Location


class Verification(StrEnum):
    """How a source was read: itself, through another text, or not at all."""

    VERIFIED = "verified"
    SECONDARY = "secondary"
    UNVERIFIED = "unverified"


class Strength(StrEnum):
    """How strongly research supports a claim (the legend stands on the evidence page)."""

    STRONG = "strong"
    MODERATE = "moderate"
    WEAK = "weak"
    CONSENSUS = "consensus"


@dataclass(frozen=True)
class Citation:
    """One ``[@key, locator]`` in the text; ``locator`` is empty when none is given."""

    key: str
    locator: str
    where: Location


def locator_parts(locator: str) -> tuple[str, ...]:
    """The single places that a locator names: ``"m. 7/5, 8/3"`` → ``("m. 7/5", "m. 8/3")``."""
    label, _, rest = locator.strip().partition(" ")
    if not rest:
        return (locator.strip(),) if locator.strip() else ()
    parts = re.split(r"\s*(?:,|;|\bve\b|\band\b)\s*", rest)
    return tuple(f"{label} {part.removeprefix(label).strip()}" for part in parts if part)


@dataclass(frozen=True)
class Reference:
    """One entry of ``references.json``.

    ``csl`` is the CSL-JSON item without our own fields. ``locators`` lists the places that were
    read ("m. 9", "par. 49"); empty means that the status holds for the source as a whole.
    ``unread`` lists places known not to be verified. ``short`` is the name that lawyers use for a
    statute ("5395 sayılı Kanun"); it is empty for other sources.
    """

    id: str
    csl: Mapping[str, Any]
    status: Verification
    locators: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    read_at: str = ""
    read_on: str = ""
    remark: str = ""
    short: str = ""
    short_en: str = ""
    where: Location = Location("docs/_data/references.json")

    @property
    def is_legal(self) -> bool:
        return bool(self.short)

    def covers(self, locator: str) -> bool:
        """Whether this place of the source was read: ``m. 9/2`` is covered by ``m. 9``."""
        if self.status is Verification.UNVERIFIED:
            return False
        for part in locator_parts(locator):
            if any(is_within(part, place) for place in self.unread):
                return False
            if self.locators and not any(is_within(part, place) for place in self.locators):
                return False
        return True


_RANGE = re.compile(r"^(?P<label>\D+?)\s*(?P<first>\d+)\s*[-–]\s*(?P<last>\d+)$")


def is_within(part: str, place: str) -> bool:
    """Whether ``part`` lies in ``place``; a place may be a range (``par. 39-43``)."""
    span = _RANGE.match(place)
    if span is None:
        return part == place or bool(re.match(re.escape(place) + r"(?=[/\-–(. ])", part))
    wanted = _RANGE.match(part) or re.match(r"^(?P<label>\D+?)\s*(?P<first>\d+)(?P<last>)", part)
    if wanted is None or wanted["label"].strip() != span["label"].strip():
        return False
    first = int(wanted["first"])
    last = int(wanted["last"] or first)
    return int(span["first"]) <= first and last <= int(span["last"])
