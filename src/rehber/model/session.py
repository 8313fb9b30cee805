"""The plan of a session for trainers: what is done in which minutes, with what."""

from __future__ import annotations

from dataclasses import dataclass

from rehber.model.finding import Location

PARTS = (
    "Amaç",
    "Adımlar",
    "Söyleyin",
    "Beklenen yanıtlar",
    "Değerlendirme",
    "Tuzaklar",
    "Kısalırsa",
)
"""The bold words at the head of the parts of every activity, in this order."""
FORMS = frozenset({"plenary", "pairs", "triads", "groups", "individual", "role-play", "stations"})
"""How people work in an activity."""


@dataclass(frozen=True)
class Activity:
    """``materials`` are anchors of the page (``#rol-sevda``), pages (``/guide/…``) or things to
    bring; ``essential`` ones are not left out when time is short."""

    id: str
    title: str
    minutes: int
    form: str
    materials: tuple[str, ...]
    essential: bool
    where: Location


@dataclass(frozen=True)
class SessionPlan:
    """``minutes`` is the length of the session, ``people`` the size of the group."""

    minutes: int
    people: str
    activities: tuple[Activity, ...]
