"""Dates as people read them."""

from __future__ import annotations

from datetime import date

_MONTHS_TR = ["Ocak", "Şubat", "Mart", "Nisan", "Mayıs", "Haziran", "Temmuz", "Ağustos", "Eylül", "Ekim", "Kasım", "Aralık"]
_MONTHS_EN = (
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
)


def spoken(iso: str, language: str) -> str:
    """``2026-11-21`` as ``21 Kasım 2026``; what is no ISO date comes back as it is."""
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return iso
    months = _MONTHS_TR if language == "tr" else _MONTHS_EN
    return f"{day.day} {months[day.month - 1]} {day.year}"
